"""How long a film really is: the packets are asked, for a file's head only claims."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from loupe.model import timecode
from loupe.reading.film.opening import open_film, packets_of
from loupe.reading.values import Step

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["MOST_GAP", "MOST_SECONDS", "length_notes", "true_end"]

MOST_SECONDS = 1000 * 3600
"""Times beyond this are no times of a film but damage."""

MOST_GAP = 3600
"""Seconds without picture and sound beyond which what follows is taken to have a damaged time."""


def true_end(path: Path, name: str, zero: Fraction, claimed: Fraction | None, step: Step) -> Fraction | None:
    """When the last packet of picture or sound ends, in seconds from ``zero``; None when there is no packet.

    Looks near the claimed end first, then further before it, and reads from the beginning only when nothing is there.
    """
    tries = [back for back in (5, 60, 600) if claimed is not None and claimed > back + 1]
    for back in (*tries, None):
        with open_film(path, name) as container:
            start = None if back is None or claimed is None else claimed - back + zero
            end = _last_end(container, start, claimed, zero, step)
        if end is not None and (start is None or end > start):
            return min(end - zero, Fraction(MOST_SECONDS))
    return None


def _last_end(
    container: InputContainer, start: Fraction | None, claimed: Fraction | None, zero: Fraction, step: Step
) -> Fraction | None:
    import av

    streams = [
        stream
        for stream in container.streams
        if stream.type in ("video", "audio") and not stream.disposition & type(stream.disposition).attached_pic
    ]
    if not streams:
        streams = [stream for stream in container.streams if stream.type == "subtitle"]
    if start is not None:
        try:
            container.seek(int(start * 1_000_000))
        except (av.error.FFmpegError, OverflowError):
            return None
    last: Fraction | None = None
    expected = max(start or zero, claimed + zero if claimed is not None and start is not None else zero)
    for number, packet in enumerate(packets_of(container, *streams)):
        at = packet.pts if packet.pts is not None else packet.dts
        if at is not None and packet.time_base and not packet.is_corrupt:
            end = (at + max(packet.duration or 0, 0)) * Fraction(packet.time_base)
            if end < MOST_SECONDS and at * packet.time_base <= max(expected, last or zero) + MOST_GAP:
                last = end if last is None else max(last, end)
        if number % 2000 == 0 and last is not None:
            done = max(0, int(last - zero))
            step(done, max(int(claimed or 0), done) + 1, "looking")
    return last


def length_notes(claimed_ms: int | None, found_ms: int | None) -> list[str]:
    """What is said of a length that is not as claimed, both in milliseconds and None where there is none."""
    if found_ms is None:
        return ["No picture or sound could be read from it."]
    if claimed_ms is None or abs(claimed_ms - found_ms) <= max(1500, found_ms // 100):
        return []
    return [f"The file says that it lasts {timecode(claimed_ms)}, but it lasts {timecode(found_ms)}."]
