"""Old Excel workbooks (.xls, BIFF) with xlrd: rows as in .xlsx, values shown by their number formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown, ReadError
from loupe.reading.draft import Draft, name_numbers, one_line
from loupe.reading.office.numbers import show_number
from loupe.reading.office.table import Cell, Row, TableWriter, column_letters
from loupe.reading.ole import OLE_MAGIC, Compound
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_xls"]

_INSTALL = 'Install what reads it with: pip install "loupe-workbench[office]"'
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")


def read_xls(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an old workbook; raises FormatUnknown where xlrd is not installed or the file only bears the name."""
    if not data.startswith((OLE_MAGIC, *_BIFF)):
        raise FormatUnknown(
            f"{name} is named like an old Excel workbook but is something else.",
            hint="Many programs save web pages or text under this name: open it in a spreadsheet and save it as .xlsx.",
        )
    book = _open(data, name, limits)
    draft = Draft(name, limits)
    writer = TableWriter(draft)
    alone = book.nsheets == 1
    notes: list[str] = []
    hidden = []
    for number in range(book.nsheets):
        try:
            sheet = book.sheet_by_index(number)
            called = one_line(sheet.name, 100) or f"sheet {number + 1}"
            if sheet.visibility:
                hidden.append(called)
            if not alone:
                draft.aside(called)
            writer.sheet(_rows(book, sheet), None if alone else called)
            notes += _notes(sheet, "" if alone else f" of sheet {called}")
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # xlrd lets through whatever goes wrong in bytes that make no sense
            notes.append(f"Sheet {number + 1} is damaged and was read in part ({type(error).__name__}).")
        finally:
            book.unload_sheet(number)
    if hidden:
        notes.insert(0, f"Sheets that are hidden in the file, read all the same: {', '.join(hidden)}.")
    if not draft.passages and notes:
        raise FileDamaged(f"{name} is damaged: no row in it can be read.")
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="xls",
        reader="xls/1",
        kind="table",
        maker=one_line(book.user_name),
        notes=tuple(notes),
    )


def _open(data: bytes, name: str, limits: ReadingLimits) -> Any:
    try:
        import xlrd
    except ImportError as error:
        raise FormatUnknown(f"{name} is an old Excel workbook.", hint=_INSTALL) from error
    trouble: Exception | None = None
    # Without formats, and without the container, more old and odd files can be opened.
    for whole, formatted in ((True, True), (True, False), (False, True), (False, False)):
        try:
            return xlrd.open_workbook(
                file_contents=data if whole else _stream(data, name, limits), formatting_info=formatted, on_demand=True,
                logfile=io.StringIO(), ragged_rows=True, ignore_workbook_corruption=True,
            )  # fmt: skip
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # xlrd lets through whatever goes wrong in bytes that make no sense
            if "encrypt" in str(error).lower() or "password" in str(error).lower():
                raise FileEncrypted(f"{name} is locked with a password.") from error
            trouble = trouble or error
    raise FileDamaged(f"{name} is damaged: the workbook inside it cannot be followed.") from trouble


def _stream(data: bytes, name: str, limits: ReadingLimits) -> bytes:
    """The workbook's own stream in a compound file."""
    if not data.startswith(OLE_MAGIC):
        return data
    file = Compound(data, name, limits)
    return file.read("Workbook") or file.read("Book") or b""


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    merged = {
        (row, low_column): low_row
        for low_row, high_row, low_column, _ in sheet.merged_cells[:100_000]
        for row in range(low_row + 1, min(high_row, low_row + 5000))
    }
    columns = sorted({column for _, column in merged})
    for number in range(sheet.nrows):
        width = sheet.row_len(number)
        cells = [cell for column in range(width) if (cell := _cell(book, sheet, number, column))]
        there = {column for column, _, _ in cells}
        for column in columns if cells else ():
            top = merged.get((number, column))
            if top is not None and column not in there and column < sheet.row_len(top):
                cell = _cell(book, sheet, top, column)
                cells += [cell] if cell else []
        if cells:
            yield number + 1, sorted(cells)


def _cell(book: Any, sheet: Any, row: int, column: int) -> Cell | None:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == _TEXT:
        shown = " ".join(str(value).split())
    elif kind in (_NUMBER, _DATE):
        shown = show_number(float(value), _format(book, sheet, row, column, kind), since_1904=bool(book.datemode))
    elif kind == _BOOLEAN:
        shown = "TRUE" if value else "FALSE"
    elif kind == _ERROR:
        from xlrd import error_text_from_code

        shown = error_text_from_code.get(value, "#ERROR")
    else:
        return None
    return (column, shown, kind == _TEXT) if shown else None


def _format(book: Any, sheet: Any, row: int, column: int, kind: int) -> str:
    otherwise = "yyyy-mm-dd h:mm" if kind == _DATE else "General"
    if not book.formatting_info:
        value = sheet.cell_value(row, column)
        return "yyyy-mm-dd" if kind == _DATE and value == int(value) else otherwise
    try:
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        code: str = book.format_map[style.format_key].format_str
    except (KeyError, IndexError, AttributeError):
        return otherwise
    return code or otherwise


def _notes(sheet: Any, where: str) -> Iterator[str]:
    rows = [number + 1 for number, info in sorted(sheet.rowinfo_map.items()) if info.hidden and number < sheet.nrows]
    columns = [number for number, info in sorted(sheet.colinfo_map.items()) if info.hidden and number < sheet.ncols]
    if rows:
        yield f"Rows{where} that are hidden in the file, read all the same: {name_numbers(rows)}."
    if columns:
        shown = ", ".join(column_letters(each) for each in columns[:20])
        yield f"Columns{where} that are hidden in the file, read all the same: {shown}."
