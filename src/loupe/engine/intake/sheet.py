"""The sheet that describes sources: one row a file, with title, maker, date and what it draws on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as date_of
from pathlib import Path

from loupe.model import GRADES, Grade, Source, web_address
from loupe.model.errors import PathMissing, SheetInvalid, UsageError

__all__ = ["Description", "SheetRow", "describe", "is_edtf", "is_sheet", "read_sheet"]

_COLUMNS = ("file", "title", "maker", "publisher", "date", "kind", "draws_on", "reliability", "address")
_EDTF = re.compile(
    r"^(?:\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?(?:/|$)){1,2}$|^\d{3}X$|^\d{2}XX$"
)
_FULL = len("2003-02-15")


@dataclass(frozen=True, slots=True)
class Description:
    """What a person says of a source; None leaves what the file itself says."""

    title: str | None = None
    maker: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    draws_on: tuple[str, ...] | None = None
    reliability: Grade | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the sheet: the file and what is said of it."""

    path: Path
    description: Description


def describe(source: Source, description: Description) -> Source:
    """The source as the person describes it, who knows better than the file."""
    said = {name: value for name in Description.__slots__ if (value := getattr(description, name)) is not None}
    return replace(source, **said)


def is_edtf(date: str) -> bool:
    """Whether a date is EDTF as far as Loupe writes it: 2003, 2003-02, 2003-02-15, a range with a slash, ~, ?."""
    if not _EDTF.match(date) or date.count("/") > 1:
        return False
    first, _, last = (part.rstrip("?~%") for part in date.partition("/"))
    return _exists(first) and _exists(last) and not (last and _ends_before(first, last))


def _exists(part: str) -> bool:
    """Whether the calendar has this day; what is no full date needs no look."""
    try:
        return len(part) < _FULL or bool(date_of.fromisoformat(part))
    except ValueError:
        return False


def _ends_before(first: str, last: str) -> bool:
    """Whether a range ends before it begins, as far as both say; seasons are held against years alone."""
    seasons = any(part[5:7] > "12" for part in (first, last))
    said = 4 if seasons else min(len(first), len(last))
    return last[:said] < first[:said]


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet that describes sources: a CSV that begins with ``file`` and columns that are known."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            header = file.readline(4096).strip().lower()
    except OSError:
        return False
    names = [name.strip().strip('"') for name in re.split("[,;\t]", header)]
    return len(names) > 1 and names[0] == "file" and set(names) <= {*_COLUMNS, ""}


def read_sheet(path: Path) -> tuple[SheetRow, ...]:
    """The rows of a CSV sheet (comma, semicolon or tab); paths are relative to the sheet. Raises SheetInvalid."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise PathMissing(f"There is no sheet at {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SheetInvalid(f"{path.name} cannot be read as a UTF-8 sheet.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if "file" not in header:
        raise SheetInvalid(f"{path.name} has no column “file”.")
    unknown = [name for name in header if name and name not in _COLUMNS]
    if unknown:
        raise SheetInvalid(
            f"{path.name} has a column “{unknown[0]}” that is not known; known are {', '.join(_COLUMNS)}."
        )
    rows.fieldnames = header
    return tuple(
        _row(path, line, {k: (v or "").strip() for k, v in row.items() if k and isinstance(v, str)})
        for line, row in enumerate(rows, start=2)
        if any((v or "").strip() for v in row.values() if isinstance(v, str))
    )


def _row(sheet: Path, line: int, cells: dict[str, str]) -> SheetRow:
    if not cells.get("file"):
        raise SheetInvalid(f"{sheet.name}, line {line}: the column “file” is empty.")
    try:
        description = make_description(
            title=cells.get("title"),
            maker=cells.get("maker"),
            publisher=cells.get("publisher"),
            published=cells.get("date"),
            kind=cells.get("kind"),
            draws_on=tuple(p.strip() for p in cells.get("draws_on", "").split(";") if p.strip()) or None,
            reliability=cells.get("reliability"),
            address=cells.get("address"),
        )
    except UsageError as error:
        raise SheetInvalid(f"{sheet.name}, line {line}: {error}", hint=error.hint) from error
    if itself := names_itself((cells["file"], Path(cells["file"]).name, description.title), description.draws_on or ()):
        raise SheetInvalid(
            f"{sheet.name}, line {line}: “{itself}” is said to draw on itself.",
            hint="Under draws_on, name other sources that it re-tells, or leave the cell empty.",
        )
    return SheetRow((sheet.parent / cells["file"]), description)


def names_itself(names: Iterable[str | None], draws_on: Iterable[str]) -> str | None:
    """What is said to be drawn on and is a name of the very source, None where there is none."""
    own = {name.casefold() for name in names if name}
    return next((name for name in draws_on if name.casefold() in own), None)


def make_description(
    *,
    title: str | None = None,
    maker: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    kind: str | None = None,
    draws_on: tuple[str, ...] | None = None,
    reliability: str | None = None,
    address: str | None = None,
) -> Description:
    """A description from words typed by a person; raises UsageError on a date, grade or web address that is none."""
    if published and not is_edtf(published):
        raise UsageError(
            f"“{published}” is not a date Loupe knows.",
            hint="Write it as 2003, 2003-02, 2003-02-15 or 2003-02-15/2003-02-17.",
        )
    grade = (reliability or "").upper() or None
    if grade and grade not in GRADES:
        raise UsageError(
            f"“{reliability}” is no reliability grade.",
            hint="Use a letter from A (reliable) to E, or F: cannot be judged.",
        )
    if address and web_address(address) is None:
        raise UsageError(
            f"“{address}” is no web address that a reader can follow.",
            hint="Write it whole, with http or https and without a name or password: https://example.org/story",
        )
    return Description(
        title or None, maker or None, publisher or None, published or None, kind or None, draws_on, grade,
        web_address(address),
    )  # fmt: skip
