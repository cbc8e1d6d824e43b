"""Cuts text into pieces: paragraphs, headings, list items, table rows, lines that begin with a speaker or a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.model import PassageKind
from loupe.reading.speakers import LABEL, Label, find_label
from loupe.reading.timemarks import TIME_MARK, TimeMarks

__all__ = ["Piece", "cut_pieces"]

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(r"[-*+•‣◦–][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_RULE = re.compile(r"([=\-~^\"'#*+.:`_])\1{2,}[ \t]*$")
_META = re.compile(r"_[a-z]+[ \t]?:")
_DIRECTIVE = re.compile(r"\.\.(?=\s)")
# Directives whose body is text that a reader sees; the body of any other is markup.
_TEXT_DIRECTIVE = re.compile(
    r"\.\. (?:note|warning|important|tip|hint|caution|attention|danger|admonition|epigraph|highlights|pull-quote"
    r"|topic|sidebar|compound|container|versionadded|versionchanged|rst-class|class)::"
)
# Lines this long were not wrapped by hand: each is a paragraph of its own.
_LONG_LINE = re.compile(r"[^\n]{160}")
_TABLE_RULE = re.compile(r"[|+][-=:|+ \t]*$")
# Any line that may begin something; text without such lines is cut at blank lines alone.
_OPENING = re.compile(
    rf"^[ \t]*(?:#|[-*+•‣◦–][ \t]|\d{{1,3}}[.)][ \t]|[\[(]?-?\d+(?::\d\d|[hm] ?\d)|([=\-~^\"'#*+.:`_])\1\1"
    rf"|_[a-z]+ ?:|[|]|<!--|\.\.\s|{LABEL.pattern})",
    re.M,
)


@dataclass(slots=True)
class Piece:
    """A piece of text on its way to a passage.

    ``joined`` marks one that only a label split off from the lines before it; ``mark`` is the time mark it stands
    under, 0 for none.
    """

    start: int
    end: int
    kind: PassageKind
    label: Label | None = None
    mark: int = 0
    joined: bool = False


def cut_pieces(text: str, begin: int, *, rst: bool, markdown: bool) -> tuple[list[Piece], TimeMarks]:
    """The pieces of ``text`` from offset ``begin`` on, in order, and the time marks met on the way."""
    cutter = _Cutter(rst=rst, markdown=markdown)
    opening, pieces = _OPENING.match, cutter.pieces
    several = _OPENING.search
    for match in _BLOCK.finditer(text, begin):
        block = match[0]
        start = match.start()
        if cutter.swallows(text, start):
            continue
        loose = "\n" in block and _LONG_LINE.search(block) is not None
        if not loose and (several(block) if "\n" in block else opening(block)) is None:
            pieces.append(Piece(start, start + len(block.rstrip()), "paragraph", None, cutter.mark))
        else:
            cutter.cut(block, start, loose=loose)
    return pieces, cutter.marks


class _Cutter:
    """Goes through blocks line by line and remembers what reaches over blank lines: directives, comments, times."""

    def __init__(self, *, rst: bool, markdown: bool) -> None:
        self.pieces: list[Piece] = []
        self.marks = TimeMarks()
        self.mark = 0
        self._rst = rst
        self._markdown = markdown
        self._open: Piece | None = None
        self._directive = False
        self._comment = False
        self._meta = False
        self._loose = False

    def swallows(self, text: str, start: int) -> bool:
        """Whether the block at ``start`` is the indented body of a directive."""
        if not self._directive:
            return False
        self._directive = start > 0 and text[start - 1] in " \t"
        return self._directive

    def cut(self, block: str, start: int, *, loose: bool) -> None:
        """Cut one block whose first character stands at ``start``; ``loose`` makes every line its own paragraph."""
        self._open = None
        self._loose = loose
        self._meta = False
        if self._rst and _DIRECTIVE.match(block):
            if _TEXT_DIRECTIVE.match(block) is None:
                self._directive = True
                return
            # The directive's own line and options are markup, what follows in the block is its text.
            head = re.match(r"[^\n]*(?:\n[ \t]+:[^\n]*)*", block)
            skipped = head.end() if head else 0
            block, start = block[skipped:], start + skipped
        at = start
        for line in block.split("\n"):
            self._line(line, at)
            at += len(line) + 1

    def _line(self, line: str, at: int) -> None:
        bare = line.lstrip()
        indented = len(bare) < len(line)
        at += len(line) - len(bare)
        bare = bare.rstrip()
        if not bare or self._is_markup(bare, indented):
            return
        timed = TIME_MARK.match(bare)
        if timed:
            self.mark = self.marks.add(timed)
            self._open = None
            at, bare = at + timed.end(), bare[timed.end() :]
            if not bare:
                return
        if _RULE.match(bare):
            self._underline()
            return
        if self._loose and not indented:
            self._open = None
        self._content(bare, at)

    def _content(self, bare: str, at: int) -> None:
        if match := _HEADING.match(bare):
            self._start(at + match.end(), at + len(bare), "heading")
            self._open = None
        elif bare[0] == "|" and bare.count("|") > 2:
            if not _TABLE_RULE.match(bare):
                inside = bare.strip("| \t")
                first = at + bare.find(inside)
                self._start(first, first + len(inside), "table-row")
        elif (match := _BULLET.match(bare)) and self._may_list():
            self._start(at + match.end(), at + len(bare), "list-item")
        elif _NUMBERED.match(bare) and self._may_list():
            self._start(at, at + len(bare), "list-item")
        else:
            self._text(bare, at)

    def _is_markup(self, bare: str, indented: bool) -> bool:
        if self._comment or (bare.startswith("<!--") and self._markdown):
            self._comment = "-->" not in bare
            return True
        if self._meta and indented:
            return True
        self._meta = _META.match(bare) is not None
        return self._meta or (self._markdown and bare.startswith("```"))

    def _may_list(self) -> bool:
        # In the middle of a wrapped paragraph a dash or a number at a line's start is chance.
        return self._open is None or self._open.kind == "list-item"

    def _text(self, bare: str, at: int) -> None:
        label = find_label(bare)
        if label is not None:
            joined = self._open is not None
            self._start(at, at + len(bare), "paragraph")
            self.pieces[-1].label, self.pieces[-1].joined = label, joined
        elif self._open is not None and self._open.kind != "table-row":
            self._open.end = at + len(bare)
        else:
            self._start(at, at + len(bare), "paragraph")

    def _start(self, start: int, end: int, kind: PassageKind) -> None:
        self._open = Piece(start, end, kind, None, self.mark)
        self.pieces.append(self._open)

    def _underline(self) -> None:
        """A row of signs makes the line before it a heading, when it is the only one of its block."""
        if self._open is not None and self._open.kind == "paragraph":
            self._open.kind, self._open.label = "heading", None
        self._open = None
