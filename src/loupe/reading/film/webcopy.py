"""A copy of a film that a browser plays, made only where it cannot play the original, in pieces that survive a kill."""

from __future__ import annotations

import heapq
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from loupe.model.errors import FileDamaged
from loupe.reading.film.encoding import encode_pictures, encode_sound, end_of_copy, has_encoder
from loupe.reading.film.opening import open_film, packets_of
from loupe.reading.film.probing import Probe, Track
from loupe.reading.values import Step

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["SEGMENT_S", "Plan", "forward", "originals", "plan_copy", "unplayable", "web_copy"]

SEGMENT_S = 60
"""Seconds of film between two checkpoints."""

_PIXELS = frozenset(("yuv420p", "yuvj420p"))
_PLAYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "mp4": (frozenset(("h264", "av1", "vp9")), frozenset(("aac", "mp3", "flac", "opus"))),
    "webm": (frozenset(("vp8", "vp9", "av1")), frozenset(("opus", "vorbis"))),
    "mp3": (frozenset(), frozenset(("mp3",))),
    "aac": (frozenset(), frozenset(("aac",))),
    "flac": (frozenset(), frozenset(("flac",))),
    "wav": (frozenset(), frozenset(("pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le"))),
    "ogg": (frozenset(), frozenset(("opus", "vorbis", "flac"))),
}
_TICKS = 90_000  # a second, as MPEG counts
_MOST_HELD = 64
_WORDS = {"hevc": "H.265", "h264": "H.264", "mpeg2video": "MPEG-2", "mpeg4": "MPEG-4 Part 2", "prores": "ProRes",
          "dvvideo": "DV", "ac3": "AC-3", "eac3": "E-AC-3", "dts": "DTS", "alac": "ALAC"}  # fmt: skip
_CONTAINER_WORDS = {"mkv": "Matroska", "mov": "QuickTime", "avi": "AVI", "ogg": "Ogg video"}

Way = Literal["copy", "make", "none"]
_Fed = tuple[Fraction, int, Any]  # when a packet is decoded, the stream it goes to, the packet


@dataclass(frozen=True, slots=True)
class Plan:
    """How a copy is made: into which container, and whether picture and sound are copied as they are or made anew."""

    container: Literal["mp4", "webm"]
    picture: Way
    sound: Way

    @property
    def name(self) -> str:
        """What the copy's file is called."""
        return "copy.m4a" if self.picture == "none" and self.container == "mp4" else f"copy.{self.container}"


def unplayable(probe: Probe) -> str | None:
    """Why browsers cannot play a film as it is, None when they can.

    They play H.264 (8 bits, 4:2:0), AV1 and VP9 with AAC, MP3, FLAC or Opus in MP4; VP8, VP9 and AV1 with Opus or
    Vorbis in WebM; and MP3, AAC, FLAC, WAV and Ogg (MDN, "Media container formats").
    """
    picture, sound = probe.picture, probe.sound
    videos, sounds = _PLAYS.get(probe.container, (frozenset(), frozenset()))
    if picture is not None and picture.codec in _PLAYS["mp4"][0] | _PLAYS["webm"][0]:
        if picture.codec == "h264" and picture.pixels not in _PIXELS:
            return f"its picture is H.264 of a kind ({picture.pixels}) that browsers do not play"
    elif picture is not None:
        return f"its picture is {_WORDS.get(picture.codec, picture.codec or 'of an unknown kind')}"
    if probe.container not in _PLAYS or (picture is not None and not videos):
        return f"its container is {_CONTAINER_WORDS.get(probe.container, probe.container)}"
    if picture is not None and picture.codec not in videos:
        return f"its picture ({_WORDS.get(picture.codec, picture.codec)}) does not belong into its container"
    if sound is not None and sound.codec not in sounds:
        return f"its sound is {_WORDS.get(sound.codec, sound.codec or 'of an unknown kind')}"
    return None


def plan_copy(probe: Probe) -> Plan:
    """How to make the copy with the least work; raises FileDamaged when this installation can write neither kind."""
    picture, sound = probe.picture, probe.sound
    for container in ("webm", "mp4"):
        videos, sounds = _PLAYS[container]
        if _fits(picture, videos) and _fits(sound, sounds):
            return Plan(container, _way(picture, True), _way(sound, True))
    # H.264 and AAC play everywhere; a build of FFmpeg without the encoder makes VP9 and Opus.
    mp4 = _PLAYS["mp4"]
    if _fits(picture, mp4[0]) or (picture is not None and has_encoder("libx264")) or picture is None:
        return Plan("mp4", _way(picture, _fits(picture, mp4[0])), _way(sound, _fits(sound, mp4[1] - {"flac", "opus"})))
    if has_encoder("libvpx-vp9") and has_encoder("libopus"):
        webm = _PLAYS["webm"]
        return Plan("webm", _way(picture, _fits(picture, webm[0])), _way(sound, _fits(sound, webm[1])))
    raise FileDamaged("The installed FFmpeg writes no video that browsers play.", hint="Install the package av anew.")


def web_copy(path: Path, name: str, probe: Probe, scratch: Path, step: Step) -> Path:
    """Make the copy below ``scratch`` and return it; goes on from what an earlier call left there.

    What is fit for browsers is copied bit for bit into the new container; what is not is made anew, the picture in
    pieces of a minute that are each whole or not there. Times stay those of the original. Raises FileDamaged when
    nothing can be decoded.
    """
    plan = plan_copy(probe)
    target = scratch / plan.name
    if target.exists():
        return target
    work = scratch / "copying"
    work.mkdir(parents=True, exist_ok=True)
    pieces: list[tuple[int, Path]] = []
    beyond = end_of_copy(probe)
    count = max(1, -(-probe.duration_ms // (SEGMENT_S * 1000)))
    if plan.picture == "make":
        for number in range(count):
            step(number, count + 1, "making a copy that browsers play")
            piece = work / f"picture-{number:05d}.{plan.container}"
            if not piece.exists():
                last = number == count - 1
                span = (number * SEGMENT_S, beyond if last else (number + 1) * SEGMENT_S)
                _whole(
                    piece, lambda part, span=span: encode_pictures(path, name, probe, span, part, plan.container, step)
                )
            pieces.append((number * SEGMENT_S, piece))
    sound = None
    if plan.sound == "make":
        sound = work / f"sound.{'m4a' if plan.container == 'mp4' else 'webm'}"
        if not sound.exists():
            _whole(sound, lambda part: encode_sound(path, name, probe, part, plan.container, step))
    step(count, count + 1, "making a copy that browsers play")
    _whole(target, lambda part: _join(path, name, probe, plan, pieces, sound, part, step))
    shutil.rmtree(work, ignore_errors=True)
    return target


def _fits(track: Track | None, codecs: frozenset[str]) -> bool:
    return track is None or (track.codec in codecs and (track.codec != "h264" or track.pixels in _PIXELS))


def _way(track: Track | None, fits: bool) -> Way:
    return "none" if track is None else "copy" if fits else "make"


def _whole(target: Path, make: Any) -> None:
    """Make a file under another name and give it its own when it is done."""
    part = target.with_name("part-" + target.name)
    make(part)
    os.replace(part, target)


def _join(
    path: Path, name: str, probe: Probe, plan: Plan, pieces: list[tuple[int, Path]], sound: Path | None, target: Path,
    step: Step,
) -> None:  # fmt: skip
    """Write the copy's file from the original's streams and what was made anew, in order of time."""
    import av

    options = {"movflags": "+faststart"} if plan.container == "mp4" else {}
    filled = [(start, piece) for start, piece in pieces if piece.stat().st_size]
    if plan.picture == "make" and not filled:
        raise FileDamaged(f"No picture of {name} could be decoded.")
    made_of = {"picture": filled, "sound": [(0, sound)] if sound is not None and sound.stat().st_size else []}
    ways = {"picture": (probe.picture, plan.picture), "sound": (probe.sound, plan.sound)}
    with av.open(str(target), "w", format=plan.container, options=options) as out, open_film(path, name) as original:
        feeds: list[Iterator[_Fed]] = []
        copied: dict[int, Any] = {}
        for kind, (track, way) in ways.items():
            if way == "copy" and track is not None:
                copied[track.index] = out.add_stream_from_template(original.streams[track.index])
            elif way == "make" and made_of[kind]:
                with open_film(made_of[kind][0][1], name) as first:
                    stream = out.add_stream_from_template(first.streams[0])
                feeds.append(_made(made_of[kind], name, stream))
        if copied:
            feeds.append(originals(original, copied, probe))
        for number, packet in enumerate(forward(heapq.merge(*feeds, key=lambda fed: fed[:2]))):
            out.mux_one(packet)
            if number % 5000 == 0:
                seconds = max(0, int(packet.dts * packet.time_base))
                step(seconds, max(probe.duration_ms // 1000, seconds) + 1, "writing the copy")


def forward(fed: Iterable[_Fed]) -> Iterator[Any]:
    """Packets whose time of decoding grows in each stream; damaged films go back in time, which no container takes."""
    last: dict[int, int] = {}
    for _, _, packet in fed:
        before = last.get(packet.stream.index)
        if before is not None and packet.dts <= before:
            if packet.pts <= before:
                continue
            packet.dts = before + 1
        last[packet.stream.index] = packet.dts
        yield packet


def _made(files: list[tuple[int, Path]], name: str, out: Any) -> Iterator[_Fed]:
    """The packets of files that were made, one after the other, each from its own second on."""
    for start, path in files:
        with open_film(path, name) as film:
            for packet in packets_of(film, film.streams[0]):
                yield _retimed(packet, out, Fraction(-start))


def originals(film: InputContainer, copied: dict[int, Any], probe: Probe) -> Iterator[_Fed]:
    """The original's packets from the first whole picture on; those without a time of decoding are given one."""
    waiting: dict[int, list[Any]] = {index: [] for index in copied}
    started: set[int] = set()
    zero, beyond = probe.zero, probe.zero + end_of_copy(probe)
    for packet in packets_of(film, *(film.streams[index] for index in sorted(copied))):
        index = packet.stream.index
        held = waiting[index]
        if (
            packet.pts is None
            or packet.pts * packet.time_base > beyond
            or (not held and index not in started and not packet.is_keyframe)
        ):
            continue
        if index not in started and packet.dts is None and len(held) < _MOST_HELD:
            held.append(packet)
            continue
        started.add(index)
        yield from (_retimed(early, copied[index], zero) for early in _with_times(held, packet.dts))
        held.clear()
        yield _retimed(packet, copied[index], zero)
    for index in sorted(waiting):
        yield from (_retimed(packet, copied[index], zero) for packet in _with_times(waiting[index], None))


def _with_times(packets: list[Any], following: int | None) -> list[Any]:
    """Leading packets whose time of decoding the container leaves out, counted back from the first that has one."""
    for back, packet in enumerate(reversed(packets), start=1):
        packet.dts = packet.pts if following is None else following - back * max(packet.duration or 1, 1)
    return packets


def _retimed(packet: Any, out: Any, zero: Fraction) -> _Fed:
    """A packet for another container, its time counted from ``zero``, with what it is put in order by."""
    base = Fraction(packet.time_base)
    pts = packet.pts if packet.pts is not None else packet.dts
    dts = packet.dts if packet.dts is not None else pts
    packet.pts, packet.dts = (round((at * base - zero) * _TICKS) for at in (pts, dts))
    packet.duration = round((packet.duration or 0) * base * _TICKS)
    packet.time_base = Fraction(1, _TICKS)
    packet.stream = out
    return Fraction(packet.dts, _TICKS), out.index, packet
