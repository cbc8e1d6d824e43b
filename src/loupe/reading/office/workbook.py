"""Excel workbooks (.xlsx, ECMA-376 SpreadsheetML): rows are streamed, values shown by their number formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loupe.model.errors import FormatUnknown, OverBudget
from loupe.reading.draft import Draft, name_numbers, one_line
from loupe.reading.office.numbers import BUILT_IN, show_number
from loupe.reading.office.ooxml import Package, local
from loupe.reading.office.sheetnotes import add_beside, rich_text
from loupe.reading.office.table import Cell, Row, TableWriter, column_letters
from loupe.reading.values import Reading, ReadingLimits, limit_hint

__all__ = ["read_xlsx"]

_MERGED = re.compile(rb'mergeCell\s+ref\s*=\s*"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:\.0+)?Z?$")
_MOST_MERGED = 100_000
_MOST_COLUMNS = 16_384
_MOST_SHEETS = 1000


def read_xlsx(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a workbook; hidden sheets, rows and columns are read too, and a note says so."""
    package = Package(data, name, limits)
    main = package.main_part("xl/workbook.xml")
    if main.endswith(".bin"):
        raise FormatUnknown(
            f"{name} is a binary Excel workbook (.xlsb).", hint="Save it in Excel as .xlsx and add that."
        )
    book = _Book(package, main, name, limits)
    draft = Draft(name, limits)
    writer = TableWriter(draft)
    alone = len(book.sheets) == 1
    notes: list[str] = []
    for sheet in book.sheets:
        if not alone:
            draft.aside(sheet.name)
        shown = None if alone else sheet.name
        rows = _SheetRows(package, sheet, book)
        writer.sheet(rows, shown)
        add_beside(draft, package, sheet.part, shown)
        notes += rows.notes(alone=alone)
    if writer.left_out:
        notes.append(f"Rows left out at the end, for there are too many: {writer.left_out:,}.")
    title, maker, made = package.core_properties()
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="xlsx",
        reader="xlsx/1",
        kind="table",
        title=title,
        maker=maker,
        notes=(*book.notes, *notes, *made),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


class _Book:
    """What the sheets share: their names, the strings, the number formats."""

    def __init__(self, package: Package, main: str, name: str, limits: ReadingLimits) -> None:
        root = package.xml(main)
        relations = {key: (kind, path) for key, kind, path in package.relations(main)}
        kinds = dict(reversed(list(relations.values())))
        self.since_1904 = False
        self.notes: list[str] = []
        self.sheets: list[_Sheet] = []
        charts = 0
        for element in root.iter():
            tag = local(element.tag)
            if tag == "workbookPr":
                self.since_1904 = element.get("date1904") in ("1", "true", "on")
            elif tag == "sheet" and len(self.sheets) < _MOST_SHEETS:
                key = next((value for at, value in element.attrib.items() if local(at) == "id"), "")
                kind, path = relations.get(key, ("", ""))
                if kind == "worksheet" and package.has(path):
                    called = one_line(element.get("name"), 100) or f"sheet {len(self.sheets) + 1}"
                    self.sheets.append(_Sheet(called, path, element.get("state") in ("hidden", "veryHidden")))
                else:
                    charts += 1
        if charts:
            self.notes.append(f"Sheets without cells (charts, dialogs), not read: {charts:,}.")
        if hidden := [sheet.name for sheet in self.sheets if sheet.hidden]:
            self.notes.append(f"Sheets that are hidden in the file, read all the same: {', '.join(hidden)}.")
        self.strings = self._strings(package, kinds.get("sharedStrings", ""), name, limits)
        self.formats = self._formats(package.xml(kinds.get("styles", "")))

    @staticmethod
    def _strings(package: Package, part: str, name: str, limits: ReadingLimits) -> list[str]:
        strings, length = [], 0
        for item in package.elements(part, "si"):
            text = rich_text(item)
            length += len(text) + 8
            if length > 4 * limits.max_characters:
                said = f"{name} holds more text in its cells than a file may."
                raise OverBudget(said, hint=limit_hint("max_characters"))
            strings.append(" ".join(text.split()))
        return strings

    @staticmethod
    def _formats(styles: Any) -> list[str]:
        """The format code of each cell style, "" for General."""
        codes = dict(BUILT_IN)
        found: list[str] = []
        for element in [] if styles is None else styles.iter():
            tag = local(element.tag)
            if tag == "numFmt" and (element.get("numFmtId") or "").isdecimal():
                codes[int(element.get("numFmtId"))] = element.get("formatCode") or ""
            elif tag == "cellXfs":
                keys = [xf.get("numFmtId") or "0" for xf in element if local(xf.tag) == "xf"]
                found = [codes.get(int(key), "") if key.isdecimal() else "" for key in keys[:100_000]]
        return found


@dataclass(slots=True)
class _Merged:
    """Cells merged over several rows: what the first of them shows holds for the others."""

    at: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # first row: column and last row
    open: dict[int, tuple[int, Cell]] = field(default_factory=dict)  # column: last row and what is shown
    filled: int = 0

    def fill(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of a row with those that are merged with the rows above."""
        for column in [column for column, (last, _) in self.open.items() if last < number]:
            del self.open[column]
        there = {column for column, _, _ in cells}
        above = [cell for column, (_, cell) in sorted(self.open.items()) if column not in there]
        for column, last in self.at.get(number, ()):
            for cell in cells:
                if cell[0] == column:
                    self.open[column] = (last, cell)
        if not above or not cells:
            return cells
        self.filled += 1
        return sorted([*cells, *above])


class _SheetRows:
    """The rows of a sheet, in order; afterwards what is to be said about them."""

    def __init__(self, package: Package, sheet: _Sheet, book: _Book) -> None:
        self._package = package
        self._sheet = sheet
        self._book = book
        self._merged = _Merged()
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[str] = []
        self._unknown = 0
        self._columns: dict[str, int] = {"": -1}
        self._codes: dict[str | None, str] = {}

    def __iter__(self) -> Iterator[Row]:
        self._find_merged()
        last = 0
        for element in self._package.elements(self._sheet.part, "cols", "row"):
            if local(element.tag) == "cols":
                self._note_columns(element)
                continue
            written = element.get("r") or ""
            number = int(written) if written.isdecimal() and len(written) < 8 else last + 1
            number = max(number, last + 1)
            last = number
            cells = list(self._cells(element))
            if self._merged.at:
                cells = self._merged.fill(number, cells)
            if cells:
                if element.get("hidden") in ("1", "true"):
                    self._hidden_rows.append(number)
                yield number, cells

    def _find_merged(self) -> None:
        """Merged cells are listed after the rows; they are looked up first."""
        count, rest = 0, b""
        for chunk in self._package.chunks(self._sheet.part):
            window = rest + chunk
            for found in _MERGED.finditer(window):
                count += 1
                top, bottom = int(found[2]), int(found[4])
                if bottom > top and count <= _MOST_MERGED:
                    self._merged.at.setdefault(top, []).append((_column(found[1].decode()), bottom))
            end = window.rfind(b">")
            rest = window[end + 1 :][-200:]

    def _note_columns(self, columns: Any) -> None:
        for column in columns:
            first, last = column.get("min") or "", column.get("max") or ""
            if column.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
                begin, end = int(first[:6]) - 1, min(int(last[:6]), _MOST_COLUMNS) - 1
                if begin <= end and len(self._hidden_columns) < 50:
                    letters = (column_letters(begin), column_letters(end))
                    self._hidden_columns.append(letters[0] if begin == end else "–".join(letters))

    def _cells(self, row: Any) -> Iterator[Cell]:
        space = row.tag[: -len("row")]
        tag, columns, column = f"{space}c", self._columns, -1
        for cell in row:
            if cell.tag != tag:
                continue
            get = cell.get
            letters = (get("r") or "").rstrip("0123456789")
            known = columns.get(letters)
            if known is None:
                known = columns[letters] = _column(letters)
            column = known if known > column else column + 1
            if column >= _MOST_COLUMNS:
                return
            shown, is_text = self._value(cell, get("t") or "n", get("s"), space)
            if shown:
                yield column, shown, is_text

    def _value(self, cell: Any, kind: str, style: str | None, space: str) -> tuple[str, bool]:
        """What a cell shows, on one line, and whether that is words."""
        value: str | None = None
        formula = False
        for child in cell:
            tag = child.tag
            if tag == f"{space}v":
                value = child.text
            elif tag == f"{space}f":
                formula = True
            elif tag == f"{space}is":
                return " ".join(rich_text(child).split()), True
        if value is None:
            self._unknown += formula
            return "", True
        if kind == "n":
            return self._number(value, style)
        if kind == "s":
            strings = self._book.strings
            return (strings[int(value)], True) if value.isdecimal() and int(value[:9]) < len(strings) else ("", True)
        if kind == "b":
            return ("TRUE" if value.strip() == "1" else "FALSE"), False
        if kind == "d":
            return _MIDNIGHT.sub("", value).replace("T", " "), False
        return " ".join(value.split()), kind != "e"

    def _number(self, value: str, style: str | None) -> tuple[str, bool]:
        code = self._codes.get(style)
        if code is None:
            formats = self._book.formats
            known = style is not None and style.isdecimal() and int(style[:9]) < len(formats)
            code = self._codes[style] = (formats[int(style or 0)] if known else "") or "General"
        if code == "General" and value.isdecimal() and len(value) < 15:
            return value.lstrip("0") or "0", False
        try:
            return show_number(float(value), code, since_1904=self._book.since_1904), False
        except ValueError:
            return " ".join(value.split()), True

    def notes(self, *, alone: bool) -> Iterator[str]:
        """What a person should know of the sheet."""
        where = "" if alone else f" of sheet {self._sheet.name}"
        if self._hidden_rows:
            yield f"Rows{where} that are hidden in the file, read all the same: {name_numbers(self._hidden_rows)}."
        if self._hidden_columns:
            shown = ", ".join(self._hidden_columns[:20])
            yield f"Columns{where} that are hidden in the file, read all the same: {shown}."
        if self._merged.filled:
            yield f"Cells merged over several rows{where} are given in each of them ({self._merged.filled:,} rows)."
        if self._unknown:
            yield (
                f"Formulas{where} without a stored result, not read: {self._unknown:,}; open the file in its program "
                "and save it to have them worked out."
            )


def _column(letters: str) -> int:
    """A column from 0; -1 for what is none."""
    number = 0
    for letter in letters[:3] if letters.isascii() and letters.isupper() and len(letters) < 4 else "":
        number = number * 26 + ord(letter) - 64
    return number - 1
