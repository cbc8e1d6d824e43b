"""OpenDocument texts, sheets and slides (.odt, .fodt, .ods, .odp; ISO/IEC 26300), packed or as one XML file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged, FileEncrypted
from loupe.reading.dates import note_made_on
from loupe.reading.draft import Draft, name_numbers, one_line
from loupe.reading.office.ooxml import Package, local
from loupe.reading.office.opentext import OpenWords, Unit, inline_text
from loupe.reading.office.table import Cell, Row, TableWriter
from loupe.reading.safexml import parse_xml
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_odp", "read_ods", "read_odt"]

_MANIFEST = "META-INF/manifest.xml"
_BINARY = (b"<office:binary-data", b"</office:binary-data>")
_MOST_REPEATED = 1000
_MOST_COLUMNS = 16_384
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:\.0+)?Z?$")


class _Document:
    """An OpenDocument file: its body and what its makers say of it."""

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        self.package: Package | None = None
        if data[:4] == b"PK\x03\x04":
            self.package = Package(data, name, limits)
            self._refuse_locked(name)
            if not self.package.has("content.xml"):
                raise FileDamaged(f"{name} is damaged: the document itself is missing inside.")
            self._meta = self.package.xml("meta.xml")
            self._whole: Any = None
        else:
            self._whole = self._meta = parse_xml(_without_pictures(data), name, "document")

    def _refuse_locked(self, name: str) -> None:
        manifest = self.package.xml(_MANIFEST) if self.package else None
        if manifest is not None and any(local(element.tag) == "encryption-data" for element in manifest.iter()):
            raise FileEncrypted(f"{name} is locked with a password.")

    def body(self, tag: str) -> Any:
        """The element that holds the words: of the name ``tag``, or the whole body."""
        root: Any = self._whole if self.package is None else self.package.xml("content.xml")
        found = None
        for element in root.iter():
            if local(element.tag) == tag:
                return element
            if found is None and local(element.tag) == "body":
                found = element
        return root if found is None else found

    def elements(self, *tags: str) -> Iterator[Any]:
        """The elements of these names, as they come."""
        if self.package is not None:
            yield from self.package.elements("content.xml", *tags)
        else:
            yield from (element for element in self._whole.iter() if local(element.tag) in tags)

    def facts(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Title, author, and a note on the day it was made."""
        values: dict[str, str | None] = {}
        for element in [] if self._meta is None else self._meta.iter():
            tag = local(element.tag)
            if tag in ("title", "creator", "initial-creator", "creation-date") and tag not in values:
                values[tag] = one_line(element.text)
            if tag == "body":
                break
        return values.get("title"), values.get("initial-creator") or values.get("creator"), note_made_on(
            values.get("creation-date")
        )  # fmt: skip


def _without_pictures(data: bytes) -> bytes:
    """A document in one file without the pictures in it, which are longer than an XML parser takes."""
    begin, end = _BINARY
    parts, at = [], 0
    while (start := data.find(begin, at)) >= 0:
        stop = data.find(end, start)
        if stop < 0:
            break
        parts.append(data[at:start])
        at = stop + len(end)
    parts.append(data[at:])
    return b"".join(parts)


def read_odt(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an OpenDocument text; table rows are passages with their cells kept apart by tabs."""
    document = _Document(data, name, limits)
    words = OpenWords()
    draft = Draft(name, limits)
    _add(draft, words.units(document.body("text"), None))
    title, maker, made = document.facts()
    return _reading(draft, "odt", "document", title or words.title, maker, (*_notes(words), *made))


def read_odp(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read OpenDocument slides with their notes."""
    document = _Document(data, name, limits)
    words = OpenWords()
    draft = Draft(name, limits)
    pages = [element for element in document.body("presentation") if local(element.tag) == "page"]
    for number, page in enumerate(pages[: limits.max_pages], start=1):
        for shape in page:
            tag = local(shape.tag)
            role = next((value for key, value in shape.attrib.items() if local(key) == "class"), "")
            if role in ("footer", "date-time", "page-number", "header"):
                continue
            where = f"slide {number}, notes" if tag == "notes" else f"slide {number}"
            kind = "heading" if role == "title" else "paragraph"
            _add(draft, words.units([shape], where, "heading" if kind == "heading" else "paragraph"))
    title, maker, made = document.facts()
    return _reading(draft, "odp", "slides", title, maker, (*_notes(words), *made))


def _add(draft: Draft, units: Iterable[Unit]) -> None:
    for unit in units:
        place = ParagraphPlace(len(draft.passages) + 1, None, unit.part)
        if not draft.add(unit.text, place, unit.kind):
            draft.aside(unit.text)


def _notes(words: OpenWords) -> Iterator[str]:
    if words.deleted:
        yield f"The document has tracked changes ({words.deleted:,} deletions); it was read as if all were accepted."
    if words.comments:
        yield f"Comments in the margin, not read: {words.comments:,}."
    if words.hidden:
        yield f"Sections that are hidden in the file, read all the same: {words.hidden:,}."


def _reading(
    draft: Draft, form: str, kind: str, title: str | None, maker: str | None, notes: tuple[str, ...]
) -> Reading:
    return Reading(
        text=draft.text, passages=tuple(draft.passages), format=form, reader=f"{form}/1", kind=kind, title=title,
        maker=maker, notes=notes,
    )  # fmt: skip


def read_ods(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an OpenDocument sheet; hidden sheets and rows are read too, and a note says so."""
    document = _Document(data, name, limits)
    draft = Draft(name, limits)
    writer = TableWriter(draft)
    sheets = _Sheets(document)
    for called, rows in sheets:
        if not sheets.alone:
            draft.aside(called)
        writer.sheet(rows, None if sheets.alone else called)
    notes = list(sheets.notes())
    if writer.left_out:
        notes.append(f"Rows left out at the end, for there are too many: {writer.left_out:,}.")
    title, maker, made = document.facts()
    return _reading(draft, "ods", "table", title, maker, (*notes, *made))


class _Sheets:
    """The sheets of a document, one after the other, as its XML comes in."""

    def __init__(self, document: _Document) -> None:
        self._document = document
        hidden_styles: set[str] = set()
        names: list[tuple[str, str]] = []
        # Which sheets there are, and which are hidden, is known only after a first look at the whole.
        for element in document.elements("style", "table"):
            tag = local(element.tag)
            if tag == "style" and any(_get(each, "display") == "false" for each in element.iter()):
                hidden_styles.add(_get(element, "name"))
            elif tag == "table" and local(getattr(element.getparent(), "tag", "")) == "spreadsheet":
                names.append(
                    (one_line(_get(element, "name"), 100) or f"sheet {len(names) + 1}", _get(element, "style-name"))
                )
        self.alone = len(names) == 1
        self._names = [called for called, _ in names]
        self._hidden = [called for called, style in names if style in hidden_styles]
        self._hidden_rows: list[int] = []
        self._repeated = 0

    def __iter__(self) -> Iterator[tuple[str, Iterator[Row]]]:
        elements = self._document.elements("table-row", "table")
        for called in self._names:
            rows = self._rows(elements)
            yield called, rows
            for _ in rows:
                pass

    def _rows(self, elements: Iterator[Any]) -> Iterator[Row]:
        number = 1
        for element in elements:
            if local(element.tag) == "table":
                if local(getattr(element.getparent(), "tag", "")) == "spreadsheet":
                    return
                continue
            times = _count(_get(element, "number-rows-repeated"))
            cells = list(self._cells(element))
            if cells:
                if _get(element, "visibility") in ("collapse", "filter"):
                    self._hidden_rows.append(number)
                for at in range(min(times, _MOST_REPEATED)):
                    yield number + at, cells
                self._repeated += times > _MOST_REPEATED
            number += times

    def _cells(self, row: Any) -> Iterator[Cell]:
        column = 0
        for cell in row:
            tag = local(cell.tag)
            if tag not in ("table-cell", "covered-table-cell"):
                continue
            times = _count(_get(cell, "number-columns-repeated"))
            shown, is_text = _value(cell)
            if shown and tag == "table-cell":
                for at in range(min(times, _MOST_COLUMNS - column, _MOST_REPEATED)):
                    yield column + at, shown, is_text
            column += times
            if column >= _MOST_COLUMNS:
                return

    def notes(self) -> Iterator[str]:
        """What a person should know of the sheets."""
        if self._hidden:
            yield f"Sheets that are hidden in the file, read all the same: {', '.join(self._hidden)}."
        if self._hidden_rows:
            yield f"Rows that are hidden in the file, read all the same: {name_numbers(sorted(self._hidden_rows))}."
        if self._repeated:
            yield f"Rows repeated over {_MOST_REPEATED:,} times were given so often and no more: {self._repeated:,}."


def _value(cell: Any) -> tuple[str, bool]:
    """What a cell shows and whether that is words; dates are given in ISO 8601."""
    kind = _get(cell, "value-type")
    if kind == "date":
        return _MIDNIGHT.sub("", _get(cell, "date-value")).replace("T", " "), False
    later: list[Any] = []
    shown = " ".join(
        " ".join(inline_text(each, later).split()) for each in cell if local(each.tag) in ("p", "h")
    ).strip()  # fmt: skip
    return shown or _get(cell, "value"), kind in ("string", "")


def _get(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")


def _count(written: str) -> int:
    return max(1, int(written)) if written.isdecimal() and len(written) < 9 else 1
