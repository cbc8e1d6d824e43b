"""Making picture and sound anew in the codecs of browsers: H.264 and AAC, or VP9 and Opus."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loupe.reading.film.opening import open_film, packets_of
from loupe.reading.film.probing import Probe, Track
from loupe.reading.film.sound import sound_blocks
from loupe.reading.values import Step

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["encode_pictures", "encode_sound", "end_of_copy", "has_encoder"]

_TICKS = 90_000
_MOST_WIDTH, _MOST_HEIGHT = 1920, 1080
_RATE = 48_000
_H264 = {"preset": "veryfast", "crf": "23", "bf": "0", "profile": "high"}  # no B frames: pieces join without a seam
_VP9 = {"deadline": "realtime", "cpu-used": "8", "crf": "33", "b": "0", "lag-in-frames": "0", "auto-alt-ref": "0"}
_GIVE_UP = 5000


def has_encoder(name: str) -> bool:
    """Whether the installed FFmpeg can write a codec."""
    from av.codec.codec import Codec, UnknownCodecError

    try:
        return bool(Codec(name, "w").is_encoder)
    except (UnknownCodecError, ValueError):
        return False


def end_of_copy(probe: Probe) -> int:
    """The second after which nothing is copied: a minute after the film's end; later times are damage."""
    return probe.duration_ms // 1000 + 60


def encode_pictures(
    path: Path, name: str, probe: Probe, span: tuple[int, int], target: Path, container: str, step: Step
) -> None:
    """Write the pictures of ``span`` (seconds) as a film of their own that begins at 0.

    Interlaced pictures are made whole, larger ones than full HD smaller. An empty file stands for a span without any.
    """
    import av

    track = probe.picture
    assert track is not None
    start, end = Fraction(span[0]), Fraction(span[1])
    out: Any = None
    stream: Any = None
    with open_film(path, name) as film:
        source = film.streams[track.index]
        size, shaper = _size(track), _Shaper(source)
        last = -1
        for number, frame in enumerate(shaper.shaped(_pictures(film, source, start, end, probe.zero))):
            at = round((frame.pts * Fraction(frame.time_base) - probe.zero - start) * _TICKS)
            if at <= last:
                continue
            if out is None:
                out = av.open(str(target), "w", format=container)
                stream = _picture_stream(out, container, size, track)
                if frame.rotation:
                    stream.set_display_rotation(frame.rotation)
            picture = frame.reformat(width=size[0], height=size[1], format="yuv420p")
            last = picture.pts = max(at, 0)
            picture.time_base, picture.pict_type = Fraction(1, _TICKS), 0
            out.mux(stream.encode(picture))
            if number % 250 == 0:
                step(
                    span[0] + at // _TICKS,
                    max(probe.duration_ms // 1000, span[0] + at // _TICKS) + 1,
                    "making pictures",
                )
        if out is None:
            target.write_bytes(b"")
            return
        out.mux(stream.encode(None))
        out.close()


def encode_sound(path: Path, name: str, probe: Probe, target: Path, container: str, step: Step) -> None:
    """Write the main sound in AAC or Opus, silence where it has gaps; an empty file when nothing decodes."""
    import av
    import numpy as np

    track = probe.sound
    assert track is not None
    channels = 1 if track.channels == 1 else 2
    codec = "aac" if container == "mp4" else "libopus"
    at, any_sound = 0, False
    rest = np.zeros((channels, 0), np.float32)
    with av.open(str(target), "w", format=container) as out, open_film(path, name) as film:
        stream: Any = out.add_stream(codec, rate=_RATE, layout="mono" if channels == 1 else "stereo")
        stream.bit_rate = 64_000 * channels
        out.start_encoding()
        size = stream.codec_context.frame_size or 1024
        resampler = av.AudioResampler(stream.codec_context.format.name, stream.codec_context.layout.name, _RATE)
        blocks = _without_gaps(sound_blocks(film, film.streams[track.index], probe.zero, _RATE, channels), channels)
        for number, block in enumerate(blocks):
            any_sound = True
            if at > end_of_copy(probe) * _RATE:
                break
            rest = np.concatenate([rest, block], axis=1)
            while rest.shape[1] >= size:
                _write_sound(out, stream, resampler, rest[:, :size], at)
                rest, at = rest[:, size:], at + size
            if number % 500 == 0:
                step(at // _RATE, max(probe.duration_ms // 1000, at // _RATE) + 1, "making sound")
        if rest.shape[1]:
            _write_sound(out, stream, resampler, rest, at)
        out.mux(stream.encode(None))
    if not any_sound:
        target.write_bytes(b"")


def _write_sound(out: Any, stream: Any, resampler: Any, block: Any, at: int) -> None:
    import av
    import numpy as np

    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), "fltp", "mono" if len(block) == 1 else "stereo")
    frame.sample_rate, frame.pts, frame.time_base = _RATE, at, Fraction(1, _RATE)
    for piece in resampler.resample(frame):
        out.mux(stream.encode(piece))


def _without_gaps(blocks: Iterator[tuple[int, Any]], channels: int) -> Iterator[Any]:
    """Blocks one after the other, with silence, in pieces of a second, where there was nothing."""
    import numpy as np

    reached = 0
    for at, block in blocks:
        while reached < at:
            silence = min(at - reached, _RATE)
            yield np.zeros((channels, silence), np.float32)
            reached += silence
        yield block
        reached = at + block.shape[1]


def _picture_stream(out: Any, container: str, size: tuple[int, int], track: Track) -> Any:
    rate = min(track.rate or Fraction(25), Fraction(120))
    codec, options = ("libx264", _H264) if container == "mp4" else ("libvpx-vp9", _VP9)
    stream = out.add_stream(codec, rate=rate.limit_denominator(1001), options=options)
    stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
    stream.codec_context.time_base = Fraction(1, _TICKS)
    stream.codec_context.gop_size = 250
    return stream


def _size(track: Track) -> tuple[int, int]:
    """The size of the copy's picture: square pixels, even, within full HD."""
    width, height = track.width * track.aspect + Fraction(0), Fraction(track.height)
    scale = min(
        Fraction(1), *(Fraction(most) / side for most, side in ((_MOST_WIDTH, width), (_MOST_HEIGHT, height)) if side)
    )
    return max(16, round(width * scale / 2) * 2), max(16, round(height * scale / 2) * 2)


def _pictures(film: InputContainer, stream: Any, start: Fraction, end: Fraction, zero: Fraction) -> Iterator[Any]:
    """The pictures from ``start`` to before ``end``; what does not decode is left out."""
    import av

    if start > 0:
        try:
            film.seek(int((start + zero) * 1_000_000))
        except (av.error.FFmpegError, OverflowError):
            film.seek(0)
    bad = 0
    for packet in packets_of(film, stream, flush=True):
        try:
            frames = packet.decode()
            bad = 0
        except av.error.FFmpegError:
            bad += 1
            if bad > _GIVE_UP:
                return
            continue
        for frame in frames:
            if frame.pts is None or not frame.time_base:
                continue
            at = frame.pts * Fraction(frame.time_base) - zero
            if at >= end:
                return
            if at >= start:
                yield frame


class _Shaper:
    """Makes whole pictures of interlaced ones (half pictures of old tapes); lets others through."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._graph: Any = None
        self._form: tuple[int, int, str] | None = None

    def shaped(self, frames: Iterator[Any]) -> Iterator[Any]:
        """The frames as they are to be encoded."""
        for frame in frames:
            if self._graph is None and not frame.interlaced_frame:
                yield frame
                continue
            form = (frame.width, frame.height, frame.format.name)
            if form != self._form:
                yield from self._rest()
                self._start(frame)
                self._form = form
            self._graph.push(frame)
            yield from self._pulled()
        yield from self._rest()

    def _start(self, frame: Any) -> None:
        from av.filter import Graph

        graph = Graph()
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base
        )
        whole = graph.add("bwdif", "mode=send_frame:deint=interlaced")
        sink = graph.add("buffersink")
        source.link_to(whole)
        whole.link_to(sink)
        graph.configure()
        self._graph = graph

    def _pulled(self) -> Iterator[Any]:
        import av

        while True:
            try:
                yield self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return

    def _rest(self) -> Iterator[Any]:
        if self._graph is not None:
            self._graph.push(None)
            yield from self._pulled()
            self._graph = None
            self._form = None
