"""What was seen on a picture as lines of a page: in reading order, in points, placed on the page as it is shown."""

from __future__ import annotations

from itertools import zip_longest

from loupe.reading.paper.order import read_in_order
from loupe.reading.paper.seen import Box, Frame, Seen, SeenLine
from loupe.reading.pdflines import Line, LineWord

__all__ = ["page_lines"]

_HYPHENS = ("-", "‐", "¬")
_NEAR = 4.0  # pieces of one row that are less than that many heights apart are one line


def page_lines(seen: Seen, page: int, points: float) -> list[Line]:
    """The lines of page ``page`` in reading order; ``points`` is how many points a pixel of the picture has."""
    rows = read_in_order(seen.lines, lambda line: line.box)
    joined = [piece for row in rows for piece in _join(row)]
    high = seen.frame.size[1] * points
    return [
        _line(pieces, following, page, points, high, seen.frame)
        for pieces, following in zip_longest(joined, joined[1:])
    ]


def _join(row: list[SeenLine]) -> list[list[SeenLine]]:
    pieces: list[list[SeenLine]] = []
    for line in row:
        if pieces and line.box[0] - pieces[-1][-1].box[2] < _NEAR * (line.box[3] - line.box[1]):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def _line(
    pieces: list[SeenLine], following: list[SeenLine] | None, page: int, points: float, high: float, frame: Frame
) -> Line:
    whole = SeenLine(
        tuple(word for piece in pieces for word in piece.words),
        (
            min(p.box[0] for p in pieces),
            min(p.box[1] for p in pieces),
            max(p.box[2] for p in pieces),
            max(p.box[3] for p in pieces),
        ),
        max(p.size for p in pieces),
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
