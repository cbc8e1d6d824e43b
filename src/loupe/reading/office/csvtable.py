"""Tables in text (.csv, .tsv): the encoding and the sign between cells are found out; quoted cells may hold lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft
from loupe.reading.office.table import Row, TableWriter, is_words
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_csv"]

_SIGNS = ",;\t|"
_SAMPLE = 200_000  # characters
_SAMPLE_ROWS = 60
_LONGEST_CELL = 200_000  # characters; a longer one is a quote that was never closed
_SEP = re.compile(r"sep=(.)\n", re.I)


@dataclass(frozen=True, slots=True)
class _Manner:
    sign: str
    quoted: bool = True


def read_csv(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a table; a row counts as the spreadsheet would count it, whatever lines it takes in the file."""
    text, notes = decode_text(data, name, limits)
    manner, start = _find_manner(text, name)
    more: list[str] = []
    if manner.quoted and _runs_away(text, start, manner):
        manner = _Manner(manner.sign, quoted=False)
        more.append("A quotation mark in the table is never closed; quotation marks were read as they stand.")
    draft = Draft(name, limits)
    writer = TableWriter(draft)
    writer.sheet(_rows(text, start, manner), None)
    if writer.left_out:
        more.append(f"Rows left out at the end, for there are too many: {writer.left_out:,}.")
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="csv",
        reader="csv/1",
        kind="table",
        notes=(*notes, *more),
    )


def _find_manner(text: str, name: str) -> tuple[_Manner, int]:
    """The sign between cells and where the table begins."""
    if said := _SEP.match(text):
        return _Manner(said[1]), said.end()
    sample = text[:_SAMPLE]
    best = ("\t" if name.lower().endswith(".tsv") else ",", 0.0)
    for sign in _SIGNS:
        widths = [len(row) for row in _sample_rows(sample, sign)]
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        score = count / len(widths) * min(width - 1, 20) ** 0.5 if width > 1 else 0.0
        if score > best[1]:
            best = (sign, score)
    return _Manner(best[0]), 0


def _sample_rows(sample: str, sign: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                return rows
    except csv.Error:
        return rows
    return rows[:-1] if len(sample) == _SAMPLE and len(rows) > 1 else rows


def _runs_away(text: str, start: int, manner: _Manner) -> bool:
    """Whether a cell grows beyond reason, since its quotation mark is never closed."""
    if '"' not in text:
        return False
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for _ in _parse(text, start, manner):
            pass
    except csv.Error:
        return True
    return False


def _parse(text: str, start: int, manner: _Manner) -> Iterator[list[str]]:
    source = io.StringIO(text, newline="")
    source.seek(start)
    if manner.quoted:
        return csv.reader(source, delimiter=manner.sign)
    return csv.reader(source, delimiter=manner.sign, quoting=csv.QUOTE_NONE)


def _rows(text: str, start: int, manner: _Manner) -> Iterator[Row]:
    csv.field_size_limit(max(len(text), _LONGEST_CELL))
    first = 2 if start else 1
    for number, row in enumerate(_parse(text, start, manner), start=first):
        kept = [(at, shown, is_words(shown)) for at, cell in enumerate(row) if (shown := " ".join(cell.split()))]
        if kept:
            yield number, kept
