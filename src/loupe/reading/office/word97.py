"""Word documents of old (.doc, Word 97 to 2003): body, rows, notes, margins; hidden and deleted text is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loupe.model import ParagraphPlace, PassageKind
from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown
from loupe.reading.dates import note_made_on
from loupe.reading.draft import Draft, one_line
from loupe.reading.office.wordpieces import GONE, Pieces, Story
from loupe.reading.ole import Compound
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_doc"]

_CONVERT = "Open it in LibreOffice or Word, save it as .docx and add that."
_STRANGERS = (
    (b"\xffWPC", "a WordPerfect document"), (b"\xdb\xa5", "a document of Word 2"),
    (b"1\xbe\x00\x00", "a Write document"),
    (b"\xfe7\x00", "a document of Word for the Macintosh"),
)  # fmt: skip
_MARKS = re.compile("[\r\x07\x0c]")
_SIGNS = {
    "\x0b": "\n", "\x1e": "-", "\x1f": "", "\xad": "", "\x01": "", "\x02": "", "\x03": "", "\x04": "", "\x05": "",
    "\x08": "", "\x0e": "\n", GONE: "",
}  # fmt: skip
_LONGEST_FIELD = 20_000  # characters of its instruction
_TABLE = str.maketrans(_SIGNS)
_PARTS = {"footnote": "footnote", "endnote": "endnote", "box": "text box", "margin": "header or footer"}


def read_doc(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an old Word document; a file that only bears the name is read as what it is, where that is known."""
    other = _read_other(data, name, limits)
    if other is not None:
        return other
    file = Compound(data, name, limits)
    main = file.read("WordDocument")
    if main is None:
        raise FormatUnknown(f"{name} is an old Office file but no Word document.", hint=_CONVERT)
    pieces = _open(main, file, name)
    draft = Draft(name, limits)
    comments = 0
    margins: dict[str, None] = {}
    for story in pieces.stories():
        if story.kind in ("comment", "macro"):
            comments += pieces.text.count("\x05", story.start, story.end)
            continue
        for unit in _Units(pieces, story):
            if story.kind == "margin":
                margins.setdefault(unit.text)
                continue
            place = ParagraphPlace(len(draft.passages) + 1, None, unit.part)
            if not draft.add(unit.text, place, unit.kind):
                draft.aside(unit.text)
    for text in margins:
        draft.add(text, ParagraphPlace(len(draft.passages) + 1, None, _PARTS["margin"]), "header")
    title, author, made = file.facts()
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="doc",
        reader="doc/1",
        kind="document",
        title=one_line(title),
        maker=one_line(author),
        notes=(*_notes(pieces, comments), *note_made_on(made)),
    )


def _read_other(data: bytes, name: str, limits: ReadingLimits) -> Reading | None:
    """The reading of a file that is no Word document of old but something else under its name."""
    head = data[:1024].lstrip()
    for magic, what in _STRANGERS:
        if data.startswith(magic):
            raise FormatUnknown(f"{name} is {what}, which Loupe cannot read.", hint=_CONVERT)
    if head.startswith(b"{\\rtf"):
        from loupe.reading.office.rtf import read_rtf

        return _noted(read_rtf(data, name, limits), "The file is named .doc but is RTF; read as RTF.")
    if data.startswith(b"PK\x03\x04"):
        from loupe.reading.docx import read_docx

        return _noted(read_docx(data, name, limits), "The file is named .doc but is DOCX; read as DOCX.")
    if re.match(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|meta|head)", data[:200]):
        from loupe.reading.html import read_html

        return _noted(read_html(data, name, limits), "The file is named .doc but is a web page; read as one.")
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatUnknown(f"{name} is named like a Word document but is something else.", hint=_CONVERT)
    return None


def _noted(reading: Reading, note: str) -> Reading:
    return replace(reading, notes=(note, *reading.notes))


def _open(main: bytes, file: Compound, name: str) -> Pieces:
    mark, version = (int.from_bytes(main[at : at + 2], "little") for at in (0, 2))
    flags = int.from_bytes(main[10:12], "little")
    if mark == 0xA5DC or (mark == 0xA5EC and version < 106):
        raise FormatUnknown(f"{name} was saved by Word 6 or Word 95, which Loupe cannot read.", hint=_CONVERT)
    if mark != 0xA5EC or len(main) < 0x1AA:
        raise FileDamaged(f"{name} is damaged: it does not begin as a Word document does.")
    if flags & 0x0100:
        raise FileEncrypted(f"{name} is locked with a password.")
    table = file.read("1Table" if flags & 0x0200 else "0Table")
    if table is None:
        raise FileDamaged(f"{name} is damaged: the table of its pieces is missing.")
    try:
        return Pieces(main, table)
    except ValueError as error:
        raise FileDamaged(f"{name} is damaged: its pieces cannot be put together.") from error


def _notes(pieces: Pieces, comments: int) -> Iterator[str]:
    if pieces.deleted:
        yield "The document has tracked deletions; it was read as if all changes were accepted."
    if pieces.hidden:
        yield "The document has hidden text, which was not read."
    if comments:
        yield f"Comments in the margin, not read: {comments:,}."


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    kind: PassageKind
    part: str | None


@dataclass(slots=True)
class _Units:
    """The paragraphs and rows of a story, in order."""

    pieces: Pieces
    story: Story
    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # open fields, and whether their result has begun
    swallowed: int = 0
    tables: int = 0
    rows: int = 0
    notes: int = 0

    def __iter__(self) -> Iterator[_Unit]:
        text, at = self.pieces.text, self.story.start
        waiting: list[str] = []
        for mark in _MARKS.finditer(text, self.story.start, self.story.end):
            raw = text[at : mark.start()]
            at = mark.end()
            if self.story.kind in ("footnote", "endnote") and "\x02" in raw:
                self.notes += raw.count("\x02")
            waiting.append(self._seen(raw))
            if self.fields and not self.fields[-1]:
                continue  # the instruction of a field goes on in the next paragraph
            said, waiting = "".join(waiting), []
            yield from self._end(said, mark[0], mark.start())
        said = "".join((*waiting, self._seen(text[at : self.story.end])))
        yield from self._row() if self.cells or self.cell else ()
        yield from self._paragraph(said, "paragraph")

    def _seen(self, raw: str) -> str:
        """Text without the instructions of fields and without control characters."""
        if not self.fields and "\x13" not in raw:
            self.swallowed = 0
            return raw.translate(_TABLE)
        shown = []
        for sign in raw:
            if sign == "\x13":
                self.fields.append(False)
            elif sign == "\x14" and self.fields:
                self.fields[-1] = True
            elif sign == "\x15" and self.fields:
                self.fields.pop()
            elif all(self.fields):
                shown.append(sign)
            else:
                self.swallowed += 1
                if self.swallowed > _LONGEST_FIELD:  # its end is missing
                    self.fields.clear()
                    self.swallowed = 0
        return "".join(shown).translate(_TABLE)

    def _end(self, said: str, mark: str, position: int) -> Iterator[_Unit]:
        layout = self.pieces.layout(position)
        if mark == "\x07":
            if layout.row_end or (not layout.in_table and self.cells and not said.strip() and not self.cell):
                yield from self._row()
            else:
                self.cells.append(" ".join(" ".join((*self.cell, said)).split()))
                self.cell = []
            return
        if layout.in_table and mark == "\r":
            self.cell.append(said)
            return
        if self.cells or self.cell:
            yield from self._row()
        heading = 1 <= layout.style <= 9 or layout.outlined
        yield from self._paragraph(said, "heading" if heading else "list-item" if layout.listed else "paragraph")

    def _row(self) -> Iterator[_Unit]:
        if self.cell:
            self.cells.append(" ".join(" ".join(self.cell).split()))
        cells, self.cells, self.cell = self.cells, [], []
        self.tables += not self.rows
        self.rows += 1
        if any(cells):
            yield _Unit("\t".join(cells), "table-row", f"table {self.tables}, row {self.rows}")

    def _paragraph(self, said: str, kind: PassageKind) -> Iterator[_Unit]:
        if not said.strip():
            return
        self.rows = 0
        part = _PARTS.get(self.story.kind)
        if part and self.notes:
            part = f"{part} {self.notes}"
        yield _Unit(said, kind, part)
