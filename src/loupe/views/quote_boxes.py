"""Where a quote stands on the pictures of its pages: boxes around exactly its words, where those are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loupe.model import Locator, PagePlace, Segment, Word

__all__ = ["Box", "PageLine", "QuoteBox", "quote_boxes"]

Box = tuple[float, float, float, float]
_NEAR = 1.0  # points by which the box of one line may differ between two readings


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as the page holds it: its text, its box in points, and its words as (start, end, box) in that text."""

    text: str
    box: Box
    words: tuple[tuple[int, int, Box], ...]


@dataclass(frozen=True, slots=True)
class QuoteBox:
    """A box on a page in points; ``exact`` is False where only the line is known in which the words stand."""

    page: int
    box: Box
    exact: bool


def quote_boxes(
    locator: Locator, start: int, end: int, text: str, words: Sequence[Word], lines: Sequence[PageLine]
) -> tuple[QuoteBox, ...]:
    """A box for each line of the characters ``[start, end)``; none where the place is no page.

    ``text`` is that of ``locator``, ``words`` the stored words of the source, ``lines`` what stands on the pages drawn.
    """
    found = []
    for whole, part in zip(_within(locator, start, end), locator.clip(start, end).segments, strict=True):
        place = whole.place
        if not isinstance(place, PagePlace):
            continue
        boxes = [
            w.place.box
            for w in words
            if w.start < part.end and w.end > part.start
            and isinstance(w.place, PagePlace) and w.place.page == place.page
        ]  # fmt: skip
        if not boxes and (part.start, part.end) != (whole.start, whole.end):
            said = text[whole.start - locator.start : whole.end - locator.start]
            boxes = _in_line(said, place.box, part.start - whole.start, part.end - whole.start, lines)
        exact = bool(boxes) or (part.start, part.end) == (whole.start, whole.end)
        found.append(QuoteBox(place.page, _around(boxes) if boxes else place.box, exact))
    return tuple(found)


def _within(locator: Locator, start: int, end: int) -> list[Segment]:
    return [s for s in locator.segments if s.start < end and s.end > start]


def _in_line(said: str, box: Box, start: int, end: int, lines: Sequence[PageLine]) -> list[Box]:
    """The boxes of the words ``[start, end)`` of a line, if the page holds that very line at that place."""
    for line in lines:
        if line.text == said and all(abs(a - b) <= _NEAR for a, b in zip(line.box, box, strict=True)):
            return [b for a, z, b in line.words if a < end and z > start]
    return []


def _around(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
