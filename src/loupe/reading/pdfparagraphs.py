"""Lines of pages grouped into paragraphs by distance, type size, indent and punctuation; running heads set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from loupe.model import PassageKind
from loupe.reading.pdflines import Line
from loupe.reading.speakers import find_label

__all__ = ["Group", "group_lines"]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.I)
_BULLET = re.compile(r"[•●▪■◦○‣➢–*-]\s+\S")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])[.)]\s+\S")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*$")
_EDGE_LINES = 2
_HEADING_SIZE = 1.15
_HEADING_LENGTH = 200


@dataclass(slots=True)
class Group:
    """Lines that make one passage."""

    kind: PassageKind
    lines: list[Line] = field(default_factory=list)


def group_lines(lines: Sequence[Line]) -> list[Group]:
    """The paragraphs, headings, list items and running heads of a document, in reading order."""
    if not lines:
        return []
    running = _running_heads(lines)
    body = [line for line in lines if id(line) not in running]
    measure = _Measure(body)
    groups: list[Group] = []
    aside: list[Group] = []
    last: Line | None = None
    for line in lines:
        if id(line) in running:
            aside.append(Group("header", [line]))
            continue
        kind = measure.kind(line)
        if last is not None and measure.goes_on(groups[-1], last, line, kind):
            groups[-1].lines.append(line)
        else:
            groups.append(Group(kind, [line]))
        last = line
    return sorted(groups + aside, key=lambda group: (group.lines[0].page, group.kind == "header"))


def _running_heads(lines: Sequence[Line]) -> frozenset[int]:
    """The lines at the edges of pages that come back page after page, and bare page numbers."""
    edges = list(_edge_lines(lines))
    pages = len({line.page for line in lines})
    seen = Counter(_place_and_words(line) for line in edges)
    often = max(3, pages * 0.3)
    running = frozenset(
        id(line)
        for line in edges
        if pages > 1 and (seen[_place_and_words(line)] >= often or _PAGE_NUMBER.fullmatch(line.text))
    )
    # Where most of a document comes back, as on printed labels, it is the text.
    length = sum(len(line.text) for line in lines if id(line) in running)
    return running if length * 2 <= sum(len(line.text) for line in lines) else frozenset()


def _edge_lines(lines: Sequence[Line]) -> Iterator[Line]:
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    for page in pages.values():
        by_height = sorted(page, key=lambda line: line.box[1])
        edge = by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]
        yield from {id(line): line for line in edge}.values()


def _place_and_words(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()), round(line.box[1] / max(line.page_height, 1) * 40)


class _Measure:
    """The document's usual type size, leading and right edge, and what follows from them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weighted = sorted((line.size, len(line.text)) for line in lines)
        half = sum(length for _, length in weighted) / 2
        self._size = weighted[-1][0] or 1.0
        for size, length in weighted:
            half -= length
            if half <= 0:
                self._size = size or 1.0
                break
        steps = [
            b.box[1] - a.box[1]
            for a, b in pairwise(lines)
            if a.page == b.page and 0 < b.box[1] - a.box[1] < 3 * self._size
        ]
        self._leading = median(steps) if steps else 1.2 * self._size
        self._right: dict[tuple[int, int], float] = {}
        for line in lines:
            key = self._column(line)
            self._right[key] = max(self._right.get(key, 0.0), line.box[2])

    def _column(self, line: Line) -> tuple[int, int]:
        return line.page, round(line.box[0] / 60)

    def kind(self, line: Line) -> PassageKind:
        """What a line begins: a heading by its size, a list item by its bullet, else a paragraph."""
        if line.size >= _HEADING_SIZE * self._size and len(line.text) <= _HEADING_LENGTH:
            return "heading"
        if _BULLET.match(line.text):
            return "list-item"
        return "paragraph"

    def _close_below(self, above: Line, line: Line) -> bool:
        step = line.box[1] - above.box[1]
        return line.page == above.page and 0 < step <= 1.6 * max(line.size, above.size) and _alike(line, above)

    def goes_on(self, group: Group, above: Line, line: Line, kind: PassageKind) -> bool:
        """Whether a line continues the paragraph that ``above`` is the last line of."""
        if group.kind == "heading" or kind != "paragraph" or not _alike(line, above):
            return group.kind == kind == "heading" and self._close_below(above, line)
        if above.broken:
            return True
        ended = _SENTENCE_END.search(above.text) is not None
        label = find_label(line.text)
        if label is not None and (label[1] == "upper" or ended):
            return False
        if _NUMBERED.match(line.text) and (ended or group.kind == "list-item"):
            return False
        step = line.box[1] - above.box[1]
        if line.page != above.page or step < -0.5 * self._size:
            # Over to the next page or column only in the middle of a sentence.
            return not ended and (line.text[:1].islower() or above.text.endswith((",", "-", "–")))
        if step > 1.35 * max(self._leading, 0.9 * line.size):
            return False
        if not ended:
            return True
        width = max(self._right.get(self._column(above), above.box[2]) - above.box[0], 1.0)
        short = above.box[2] < above.box[0] + 0.8 * width
        indented = line.box[0] > group.lines[-1].box[0] + 0.8 * line.size and group.kind == "paragraph"
        return not (short or indented)


def _alike(a: Line, b: Line) -> bool:
    return a.read_by == b.read_by and abs(a.size - b.size) <= 0.2 * max(a.size, b.size)
