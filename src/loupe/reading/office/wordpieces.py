"""The text of a Word 97-2003 document ([MS-DOC]): its pieces put together, with what is hidden or deleted taken out.

Positions in the text are character positions (CP) of the format. Characters that are not to be seen are replaced by
``GONE``, so that positions stay true.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["GONE", "Layout", "Pieces", "Story"]

GONE = "\uffff"

_CLX, _CHARACTERS, _PARAGRAPHS = 33, 12, 13  # places in the table of contents of the file (FibRgFcLcb97)
_CONTENTS = 0x9A
_STORIES = 0x4C
_PAGE = 512
_DELETED, _HIDDEN = 0x0800, 0x083C
_IN_TABLE, _ROW_END, _OUTLINE, _LIST = 0x2416, 0x2417, 0x2640, 0x460B
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_MOST_PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class Story:
    """A part of the document with text of its own: ``kind`` is body, footnote, margin, comment, endnote or box."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a paragraph: its style (1 to 9 are headings), table, end of a row, list."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    outlined: bool = False
    listed: bool = False


class Pieces:
    """The text of a document and the layout of its paragraphs; raises ValueError when the piece table is broken."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._main, self._table = main, table
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []  # where a piece lies in the file, bytes a character
        self._layouts = list(self._runs(_PARAGRAPHS, 13))
        self._layout_starts = [start for start, _, _ in self._layouts]
        self.deleted = self.hidden = 0
        self.text = self._put_together()

    def stories(self) -> Iterator[Story]:
        """The stories in the order in which their texts follow each other."""
        start = 0
        for at, kind in enumerate(("body", "footnote", "margin", "macro", "comment", "endnote", "box", "margin")):
            length = int.from_bytes(self._main[_STORIES + 4 * at : _STORIES + 4 * at + 4], "little", signed=True)
            end = min(start + max(length, 0), len(self.text))
            if end > start:
                yield Story(kind, start, end)
            start = end

    def layout(self, position: int) -> Layout:
        """The layout of the paragraph whose end mark stands at a position."""
        at = bisect_right(self._starts, position) - 1
        if at < 0:
            return Layout()
        place, size = self._places[at]
        offset = place + (position - self._starts[at]) * size
        run = bisect_right(self._layout_starts, offset) - 1
        if run < 0 or offset >= self._layouts[run][1]:
            return Layout()
        raw = self._layouts[run][2]
        style = int.from_bytes(raw[:2], "little")
        said = dict(_changes(raw[2:]))
        return Layout(
            style, bool(said.get(_IN_TABLE)), bool(said.get(_ROW_END)), said.get(_OUTLINE, 9) < 9,
            0 < said.get(_LIST, 0) < 0x7FF,
        )  # fmt: skip

    def _entry(self, number: int) -> bytes:
        at = _CONTENTS + 8 * number
        start, length = (int.from_bytes(self._main[at + i : at + i + 4], "little") for i in (0, 4))
        return self._table[start : start + length]

    def _put_together(self) -> str:
        clx, at = self._entry(_CLX), 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
        if at + 5 > len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        pieces = clx[at + 5 : at + 5 + int.from_bytes(clx[at + 1 : at + 5], "little")]
        count = min((len(pieces) - 4) // 12, _MOST_PIECES)
        unseen = [(start, end, self._unseen(raw)) for start, end, raw in self._runs(_CHARACTERS, 1)]
        unseen = [(start, end, kind) for start, end, kind in unseen if kind]
        parts, total = [], 0
        for number in range(count):
            first, last = (int.from_bytes(pieces[4 * i : 4 * i + 4], "little") for i in (number, number + 1))
            word = pieces[4 * (count + 1) + 8 * number + 2 :][:4]
            place = int.from_bytes(word, "little")
            size = 1 if place & 0x40000000 else 2
            place = (place & 0x3FFFFFFF) // (2 if size == 1 else 1)
            length = last - first
            # Each byte of the file is text once; pieces that say otherwise are made to grow without end.
            if length < 0 or first != total or total + length > 2 * len(self._main):
                raise ValueError("pieces out of order")
            raw = self._main[place : place + length * size]
            text = raw.decode("cp1252" if size == 1 else "utf-16-le", "replace")
            if size == 2 and len(text) != len(raw) // 2:  # pairs of surrogates are two positions
                text = "".join(chr(int.from_bytes(raw[i : i + 2], "little")) for i in range(0, len(raw) - 1, 2))
            self._starts.append(first)
            self._places.append((place, size))
            parts.append(self._without(text.ljust(length, GONE), place, size, unseen))
            total = last
        return "".join(parts)

    def _without(self, text: str, place: int, size: int, unseen: list[tuple[int, int, str]]) -> str:
        """The text of a piece with hidden and deleted characters replaced; marks that end paragraphs stay."""
        end = place + len(text) * size
        at = bisect_right(unseen, (place, 0, "")) - 1
        for start, stop, kind in unseen[max(at, 0) :]:
            if start >= end:
                break
            first, last = max(0, (start - place) // size), min(len(text), (stop - place + size - 1) // size)
            if first < last:
                self.deleted += kind == "deleted"
                self.hidden += kind == "hidden"
                keep = "".join(sign if sign in "\r\x07" and kind == "hidden" else GONE for sign in text[first:last])
                text = text[:first] + keep + text[last:]
        return text

    @staticmethod
    def _unseen(raw: bytes) -> str:
        said = dict(_changes(raw))
        if said.get(_DELETED) == 1:
            return "deleted"
        return "hidden" if said.get(_HIDDEN) == 1 else ""

    def _runs(self, entry: int, width: int) -> Iterator[tuple[int, int, bytes]]:
        """Where runs of characters or paragraphs lie in the file, and what is said of them, in order."""
        bins = self._entry(entry)
        count = (len(bins) - 4) // 8
        found = []
        pages = {int.from_bytes(bins[4 * (count + 1) + 4 * i :][:4], "little") & 0x3FFFFF for i in range(max(count, 0))}
        for number in sorted(pages):
            page = self._main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                found += list(_page_runs(page, width))
        yield from sorted(found)


def _page_runs(page: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    count = page[511]
    if 4 * (count + 1) + width * count > 511:
        return
    for run in range(count):
        start, end = (int.from_bytes(page[4 * i : 4 * i + 4], "little") for i in (run, run + 1))
        at = 2 * page[4 * (count + 1) + width * run]
        if at == 0 or start >= end:
            yield start, end, b""
        elif width == 1:
            yield start, end, page[at + 1 : at + 1 + page[at]]
        elif page[at]:
            yield start, end, page[at + 1 : at + 2 * page[at]]
        else:
            yield start, end, page[at + 2 : at + 2 + 2 * page[min(at + 1, 511)]]


def _changes(raw: bytes) -> Iterator[tuple[int, int]]:
    """The single property modifiers of a run: which, and its operand where that is a number."""
    at = 0
    while at + 2 <= len(raw):
        code = int.from_bytes(raw[at : at + 2], "little")
        at += 2
        size = _SIZES[code >> 13]
        if size < 0:
            if at >= len(raw) or (code == 0xC615 and raw[at] == 255):
                return
            size = int.from_bytes(raw[at : at + 2], "little") + 1 if code == 0xD608 else raw[at] + 1
            at += size
            continue
        yield code, int.from_bytes(raw[at : at + size], "little")
        at += size
