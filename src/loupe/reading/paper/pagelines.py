"""What was seen on a picture as lines of a page: in reading order, in points, placed on the page as it is shown."""

from __future__ import annotations

from itertools import zip_longest
from statistics import median

from loupe.reading.paper.order import read_in_order
from loupe.reading.paper.seen import Box, Frame, Seen, SeenLine
from loupe.reading.pdflines import Line, LineWord

__all__ = ["page_lines"]

_HYPHENS = ("-", "‐", "¬")
_ALIKE, _UNSURE = 0.15, 0.3  # shares by which the heights of equal lines differ, and their measured type sizes
_NEAR = 4.0  # pieces of one row that are less than that many heights apart are one line


def page_lines(seen: Seen, page: int, points: float) -> list[Line]:
    """The lines of page ``page`` in reading order; ``points`` is how many points a pixel of the picture has."""
    rows = read_in_order(seen.lines, lambda line: line.box)
    joined = [piece for row in rows for piece in _join(row)]
    sizes = _steady(joined)
    high = seen.frame.size[1] * points
    return [
        _line(pieces, following, page, points, high, seen.frame, size)
        for pieces, following, size in zip_longest(joined, joined[1:], sizes)
    ]


def _join(row: list[SeenLine]) -> list[list[SeenLine]]:
    pieces: list[list[SeenLine]] = []
    for line in row:
        if pieces and line.box[0] - pieces[-1][-1].box[2] < _NEAR * (line.box[3] - line.box[1]):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def _steady(lines: list[list[SeenLine]]) -> list[float]:
    """The type size of each line; where its height is about that of most lines of the page, theirs."""
    if not lines:
        return []
    sizes = [max(piece.size for piece in pieces) for pieces in lines]
    heights = [max(piece.box[3] - piece.box[1] for piece in pieces) for pieces in lines]
    usual = median(heights)
    common = [abs(height - usual) <= _ALIKE * usual for height in heights]
    if not any(common):  # two lines, one twice as high as the other: neither is usual
        return sizes
    most = median(size for size, alike in zip(sizes, common, strict=True) if alike)
    return [
        most if alike and abs(size - most) <= _UNSURE * most else size
        for size, alike in zip(sizes, common, strict=True)
    ]


def _line(
    pieces: list[SeenLine],
    following: list[SeenLine] | None,
    page: int,
    points: float,
    high: float,
    frame: Frame,
    size: float,
) -> Line:
    whole = SeenLine(
        tuple(word for piece in pieces for word in piece.words),
        (
            min(p.box[0] for p in pieces),
            min(p.box[1] for p in pieces),
            max(p.box[2] for p in pieces),
            max(p.box[3] for p in pieces),
        ),
        size,
    )
    text, words, at = whole.text, [], 0
    broken = _is_broken(text, following[0].text if following else "")
    for word in whole.words:
        place = _scaled(frame.box_on_picture(word.box), points)
        words.append(LineWord(at, at + len(word.text), place, round(word.confidence, 4)))
        at += len(word.text) + 1
    if broken:
        text = text[:-1]
        last = words[-1]
        words[-1] = LineWord(last.start, last.end - 1, last.box, last.confidence)
    return Line(
        page=page,
        text=text,
        box=_scaled(whole.box, points),
        size=whole.size * points,
        page_height=high,
        broken=broken,
        place=_scaled(frame.box_on_picture(whole.box), points),
        words=tuple(words),
        read_by="ocr",
        confidence=round(whole.confidence, 4),
    )


def _is_broken(text: str, following: str) -> bool:
    """Whether a word goes on in the next line: a hyphen after a letter, and a small letter to follow."""
    return len(text) > 2 and text.endswith(_HYPHENS) and text[-2].isalpha() and following[:1].islower()


def _scaled(box: Box, points: float) -> Box:
    left, top, right, bottom = (round(value * points, 2) for value in box)
    return left, top, right, bottom
