"""A film without what it says of itself: its picture and its sound bit for bit, and no tag, chapter or other track."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from loupe.model.errors import FormatUnknown
from loupe.reading.film.opening import open_film
from loupe.reading.film.probing import Probe, probe_film
from loupe.reading.film.webcopy import forward, originals
from loupe.reading.values import Step

__all__ = ["bare_copy"]

_WRITTEN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "mp4": ("mp4", {"movflags": "+faststart"}), "webm": ("webm", {}), "mp3": ("mp3", {"id3v2_version": "0"}),
    "aac": ("adts", {}), "flac": ("flac", {}), "wav": ("wav", {}), "ogg": ("ogg", {}),
}  # fmt: skip
"""By what it is packed in: how FFmpeg calls the same packing when it writes it, and what it is told."""
_EXACT = {"fflags": "+bitexact"}
"""Nothing that tells of the writer or the day, so that the same film gives the same bytes."""
_TECHNICAL = frozenset((
    "major_brand", "minor_version", "compatible_brands", "encoder", "creation_time", "language", "duration",
    "vendor_id", "handler_name", "timecode",
))  # fmt: skip
_TELLING = 6  # signs; what is shorter may stand in a film by chance
_PIECE = 1 << 20
_HINT = "Leave the film out, or link to where it stands on the web."


def bare_copy(path: Path, name: str, scratch: Path, step: Step) -> Path:
    """Write the main picture and sound of a film into a new file below ``scratch``, nothing coded anew.

    Tags, chapters, covers, subtitles and other tracks are left behind: they may name people and places that nobody let
    go. Raises FormatUnknown where a film cannot be written so, or a tag of it is found in what was written, and
    otherwise as ``probe_film`` does.
    """
    probe = probe_film(path, name, step)
    if probe.container not in _WRITTEN:
        raise FormatUnknown(
            f"{name} cannot be copied without what it says of itself.",
            hint="Make a copy that plays in browsers first: loupe film CASE. Or leave the film out.",
        )
    suffix = "m4a" if probe.container == "mp4" and probe.picture is None else probe.container
    target = scratch / f"bare.{suffix}"
    _write(path, name, probe, target, step)
    _refuse_leak(target, name, _tags(path, name), step)
    return target


def _write(path: Path, name: str, probe: Probe, target: Path, step: Step) -> None:
    import av

    format_, options = _WRITTEN[probe.container]
    told = {**_EXACT, **options}
    with open_film(path, name) as film, av.open(str(target), "w", format=format_, options=told) as out:
        copied: dict[int, Any] = {}
        for track in (probe.picture, probe.sound):
            if track is not None:
                stream = out.add_stream_from_template(film.streams[track.index])
                stream.metadata.clear()
                copied[track.index] = stream
        for number, packet in enumerate(forward(heapq.merge(originals(film, copied, probe), key=lambda fed: fed[:2]))):
            out.mux_one(packet)
            if number % 5000 == 0:
                seconds = max(0, int(packet.dts * packet.time_base))
                step(seconds, max(probe.duration_ms // 1000, seconds) + 1, "copying the film without its tags")


def _tags(path: Path, name: str) -> Iterator[bytes]:
    """What a film says of itself that tells more than how it is made."""
    with open_film(path, name) as film:
        told = [film.metadata, *(stream.metadata for stream in film.streams)]
        told += [chapter["metadata"] for chapter in film.chapters()]
        for key, value in (pair for tags in told for pair in tags.items()):
            if key.lower() not in _TECHNICAL and len(value.strip()) >= _TELLING:
                yield value.strip().encode("utf-8", "replace")
        for stream in film.streams:
            if stream.type == "audio" and stream.codec_context is not None:
                yield from _comments(stream.codec_context.extradata or b"")


def _comments(header: bytes) -> Iterator[bytes]:
    """The tags in the header of a Vorbis stream, which goes as it is into WebM (Xiph, "Vorbis I", section 5)."""

    def piece(at: int) -> tuple[bytes, int]:
        size = int.from_bytes(header[at : at + 4], "little")
        return header[at + 4 : at + 4 + size], at + 4 + size

    start = header.find(b"\x03vorbis")
    if start < 0:
        return
    _, at = piece(start + 7)
    count, at = int.from_bytes(header[at : at + 4], "little"), at + 4
    for _ in range(min(count, len(header))):
        tag, at = piece(at)
        key, _, value = tag.partition(b"=")
        if key.lower() != b"encoder" and len(value) >= _TELLING:
            yield value


def _refuse_leak(target: Path, name: str, tags: Iterator[bytes], step: Step) -> None:
    """Raise FormatUnknown when a tag stands in the new file: some codecs carry tags of their own."""
    wanted = sorted(set(tags))
    longest = max(map(len, wanted), default=0)
    if not wanted:
        return
    rest, size = b"", target.stat().st_size
    with target.open("rb") as file:
        for number, piece in enumerate(iter(lambda: file.read(_PIECE), b"")):
            if any(tag in rest + piece for tag in wanted):
                target.unlink()
                raise FormatUnknown(f"{name} carries what it says of itself inside its picture or sound.", hint=_HINT)
            rest = piece[-longest:]
            step(min(number * _PIECE, size), size + 1, "looking for tags in the copy")
