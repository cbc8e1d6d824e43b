"""Pictures of a film for people: a poster, a thumbnail a minute; of a recording its cover, if it carries one."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loupe.model.errors import FileDamaged
from loupe.reading.film.opening import open_film, packets_of
from loupe.reading.film.probing import Probe
from loupe.reading.values import ReadingLimits, Step

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["MINUTE_MS", "make_poster", "make_thumbnails", "write_atomically"]

MINUTE_MS = 60_000
_POSTER_WIDTH, _THUMB_WIDTH = 960, 240
_MOST_THUMBS = 6000
_EARLY = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_FLAT = 8.0  # standard deviation of brightness (0 to 255) below which a picture is blank
_TRIES = 300  # packets looked at for one picture


def make_poster(path: Path, name: str, probe: Probe, target: Path, limits: ReadingLimits) -> bool:
    """Write the first picture that is not blank as a JPEG; False when there is no picture.

    Looks at the first half minute, then at tenths of the film; when all is blank, the least blank is taken.
    """
    track = probe.picture or next(iter(probe.of_kind("cover")), None)
    if track is None or track.width * track.height > limits.max_pixels:
        return False
    tenths = [probe.duration_ms * part / 10_000 for part in range(1, 10)]
    times = [0.0] if track.kind == "cover" else [t for t in (*_EARLY, *tenths) if t * 1000 < max(probe.duration_ms, 1)]
    best: tuple[float, bytes] | None = None
    with open_film(path, name) as container:
        stream = container.streams[track.index]
        for seconds in times:
            frame = _picture_at(container, stream, Fraction(seconds) + probe.zero, limits, exact=seconds <= _EARLY[-1])
            if frame is None:
                continue
            contrast = _contrast(frame)
            if best is None or contrast > best[0]:
                best = (contrast, _jpeg(frame, _POSTER_WIDTH, track.aspect))
            if contrast >= _FLAT:
                break
    if best is None:
        return False
    write_atomically(target, best[1])
    return True


def make_thumbnails(
    path: Path, name: str, probe: Probe, folder: Path, limits: ReadingLimits, step: Step
) -> list[tuple[int, Path]]:
    """Write a small JPEG for each minute; returns when each is to be seen (milliseconds) and its file.

    Each is the last whole picture (key frame) at or before the minute, and its name is its true time; those that are
    there are not made again. A minute that cannot be decoded has none.
    """
    track = probe.picture
    if track is None or track.width * track.height > limits.max_pixels:
        return []
    minutes = min(-(-probe.duration_ms // MINUTE_MS), _MOST_THUMBS)
    made: dict[int, Path] = {}
    with open_film(path, name) as container:
        stream = container.streams[track.index]
        stream.codec_context.skip_frame = "NONKEY"
        for minute in range(minutes):
            step(minute, minutes, "thumbnails")
            done = next(iter(sorted(folder.glob(f"{minute:05d}-*.jpg"))), None)
            if done is None:
                frame = _picture_at(container, stream, Fraction(minute * 60) + probe.zero, limits, exact=False)
                if frame is None:
                    continue
                at = max(0, round((Fraction(frame.pts) * Fraction(frame.time_base) - probe.zero) * 1000))
                done = folder / f"{minute:05d}-{at:09d}.jpg"
                write_atomically(done, _jpeg(frame, _THUMB_WIDTH, track.aspect))
            made.setdefault(_time_of(done), done)
    return sorted(made.items())


def write_atomically(target: Path, data: bytes) -> None:
    """Write a file so that it is either whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(data)
    os.replace(part, target)


def _time_of(thumbnail: Path) -> int:
    digits = thumbnail.stem.partition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _picture_at(
    container: InputContainer, stream: Any, seconds: Fraction, limits: ReadingLimits, *, exact: bool
) -> Any:
    """The picture that is to be seen at a time, or (not exact) the last key frame before; None when none decodes."""
    import av

    try:
        container.seek(int(seconds * 1_000_000))
    except (av.error.FFmpegError, OverflowError):
        if seconds > 0:
            return None
    best = None
    for number, packet in enumerate(packets_of(container, stream, flush=True)):
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            frames = []
        for frame in frames:
            if frame.pts is None or not frame.time_base or frame.width * frame.height > limits.max_pixels:
                continue
            if best is not None and frame.pts * Fraction(frame.time_base) > seconds:
                return best
            best = frame
            if not exact:
                return best
        if number >= _TRIES:
            break
    return best


def _contrast(frame: Any) -> float:
    """The standard deviation of brightness of a picture made small."""
    return float(frame.reformat(width=48, height=48, format="gray").to_ndarray().std())


def _jpeg(frame: Any, width: int, aspect: Fraction) -> bytes:
    """A picture as a JPEG of at most ``width`` pixels, upright, with square pixels."""
    import av
    import numpy as np

    shape = frame.width, max(2, round(frame.height / aspect))
    scale = min(1.0, width / max(shape))
    small = frame.reformat(
        width=max(2, round(shape[0] * scale) // 2 * 2), height=max(2, round(shape[1] * scale) // 2 * 2), format="rgb24"
    )
    turns = round((frame.rotation or 0) / 90) % 4
    upright = av.VideoFrame.from_ndarray(np.ascontiguousarray(np.rot90(small.to_ndarray(), turns)), format="rgb24")
    picture = upright.reformat(format="yuvj420p", dst_color_range="JPEG")
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.qmin, encoder.qmax = 3, 5
    picture.pts, picture.time_base = 0, Fraction(1, 25)
    packets = [*encoder.encode(picture), *encoder.encode(None)]
    data = b"".join(bytes(packet) for packet in packets)
    if not data:
        raise FileDamaged("A picture of the film could not be made into a JPEG.")
    return data
