"""Tiny real films and recordings, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.packet import Packet
from av.stream import Disposition

MS = Fraction(1, 1000)
VIDEO = {".webm": "libvpx", ".avi": "mpeg4"}
AUDIO = {
    ".webm": "libopus", ".mp3": "libmp3lame", ".wav": "pcm_s16le", ".flac": "flac", ".ogg": "vorbis",
    ".opus": "libopus", ".avi": "libmp3lame",
}  # fmt: skip
SOUNDS = (".mp3", ".m4a", ".wav", ".flac", ".ogg", ".aac", ".opus")


def tone(seconds: float, rate: int = 44_100, hertz: float = 440.0) -> np.ndarray:
    """A sine of half the full loudness."""
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def picture(number: int, blank: bool = False) -> np.ndarray:
    """Stripes that move by a pixel with every number, or nothing but black."""
    if blank:
        return np.zeros((36, 64, 3), np.uint8)
    x = np.arange(64)
    row = np.where((x + number) % 16 < 8, 220, 30).astype(np.uint8)
    return np.repeat(np.tile(row, (36, 1))[:, :, None], 3, axis=2)


def make_film(
    path: Path,
    seconds: float = 2.0,
    subtitles: Sequence[tuple[str, dict[str, object], Sequence[tuple[int, int, bytes | str]]]] = (),
    *,
    fps: Fraction | int = 25,
    video: str | None = "",
    audio: str | None = "",
    sound: np.ndarray | None = None,
    rate: int = 0,
    black: int = 0,
    gop: int = 25,
    pixels: str = "yuv420p",
    tags: dict[str, str] | None = None,
    chapters: Sequence[tuple[int, int, str]] = (),
    audio_language: str = "",
    options: dict[str, str] | None = None,
    b_pictures: bool = True,
) -> Path:
    """Make a film; ``subtitles`` are tracks of codec, properties (language, title, flags) and cues (ms, ms, text).

    ``video`` or ``audio`` None leave that stream out, "" takes what suits the ending. ``black`` pictures come first.
    """
    suffix = path.suffix
    with av.open(str(path), "w", options=options or {}) as film:
        film.metadata.update(tags or {})
        if chapters:
            film.set_chapters([
                {"id": n, "start": a, "end": b, "time_base": MS, "metadata": {"title": title}}
                for n, (a, b, title) in enumerate(chapters, 1)
            ])  # fmt: skip
        coding = {"g": str(gop), "sc_threshold": "0", **({} if b_pictures else {"bf": "0"})}
        pictures = speech = None
        if video is not None and suffix not in SOUNDS:
            pictures = film.add_stream(video or VIDEO.get(suffix, "libx264"), rate=fps, options=coding)
            pictures.width, pictures.height, pictures.pix_fmt = 64, 36, pixels
        codec = (audio or AUDIO.get(suffix, "aac")) if audio is not None else None
        rate = rate or (48_000 if codec in ("libopus",) else 44_100)
        if codec is not None:
            speech = film.add_stream(codec, rate=rate, layout="stereo" if codec == "vorbis" else "mono",
                                     options={"strict": "experimental"} if codec == "vorbis" else {})  # fmt: skip
            if audio_language:
                speech.metadata["language"] = audio_language
        tracks = [_subtitle_track(film, codec, properties) for codec, properties, _ in subtitles]
        film.start_encoding()
        for track, (_, _, cues) in zip(tracks, subtitles, strict=True):
            for start, length, text in cues:
                packet = Packet(text.encode() if isinstance(text, str) else text)
                packet.pts = packet.dts = start
                packet.duration, packet.time_base, packet.stream = length, MS, track
                film.mux(packet)
        if pictures is not None:
            _write_pictures(film, pictures, int(seconds * Fraction(fps)), Fraction(fps), black)
        if speech is not None:
            _write_sound(film, speech, tone(seconds, rate) if sound is None else sound, rate)
    return path


def _subtitle_track(film, codec, properties):
    track = film.add_mux_stream(codec)
    track.time_base = MS
    for key in ("language", "title"):
        if key in properties:
            track.metadata[key] = properties[key]
    track.disposition = Disposition(0)
    for flag in properties.get("flags", ()):
        track.disposition |= Disposition[flag]
    return track


def _write_pictures(film, stream, count, fps, black):
    for number in range(count):
        frame = av.VideoFrame.from_ndarray(picture(number, number < black), format="rgb24")
        frame.pts, frame.time_base = number, 1 / fps
        film.mux(stream.encode(frame))
    film.mux(stream.encode(None))


def _write_sound(film, stream, sound, rate):
    context = stream.codec_context
    layout, kind = context.layout.name, context.format.name
    resampler = av.AudioResampler(format=kind, layout=layout, rate=rate, frame_size=context.frame_size or 1024)
    frame = av.AudioFrame.from_ndarray(sound[None, :], format="flt", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    for piece in (*resampler.resample(frame), *resampler.resample(None)):
        film.mux(stream.encode(piece))
    film.mux(stream.encode(None))


def add_cover(path: Path) -> Path:
    """Put a JPEG into the tags (ID3 2.3) at the beginning of an MP3."""
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = 64, 36, "yuvj420p", Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(picture(0), format="rgb24").reformat(format="yuvj420p")
    frame.pts, frame.time_base = 0, Fraction(1, 25)
    jpeg = b"".join(bytes(packet) for packet in (*encoder.encode(frame), *encoder.encode(None)))
    body = b"\x00image/jpeg\x00\x03\x00" + jpeg
    tag = b"APIC" + len(body).to_bytes(4, "big") + b"\x00\x00" + body
    size = bytes(len(tag) >> shift & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\x00\x00" + size + tag + path.read_bytes())
    return path


def delayed(source: Path, target: Path, seconds: int) -> Path:
    """The same film (without B pictures) with all of its times so much later, as a recorder that ran before does it."""
    with av.open(str(source)) as film, av.open(str(target), "w") as out:
        streams = [
            out.add_mux_stream("subrip") if stream.type == "subtitle" else out.add_stream_from_template(stream)
            for stream in film.streams
        ]
        for packet in film.demux():
            if packet.dts is not None:
                shift = round(seconds / Fraction(packet.time_base))
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return target


def mov_text(words: str) -> bytes:
    """A packet of MP4's own subtitles."""
    data = words.encode()
    return len(data).to_bytes(2, "big") + data
