"""Rows of a sheet on their way to passages: which row names the columns, and each later row with those names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from loupe.model import RowPlace
from loupe.reading.draft import Draft

__all__ = ["Cell", "Row", "TableWriter", "column_letters", "is_words"]

Cell = tuple[int, str, bool]
"""Column from 0, what it shows, and whether that is words and no number or date."""

Row = tuple[int, list[Cell]]
"""The row as the spreadsheet counts, from 1, and its cells that are not empty, from left to right."""

_MOST_ROWS = 2_000_000
_LOOKED_AT = 30  # rows of a block in which the names of the columns are looked for
_FIRST_ROWS = 10  # and the last one that may hold them
_LONGEST_NAME = 120
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBER = re.compile(r"[-+(]?\s*(?:[$€£¥]|[A-Z]{3}\b)?\s*[-+]?\d[\d.,'\s]*(?:\s*(?:%|[$€£¥]|[A-Z]{3}\b))?\)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?|\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?")
_LETTER = re.compile(r"[^\W\d_]")


def is_words(text: str) -> bool:
    """Whether a cell of a file that knows only text holds words, and no number, amount, date or time."""
    shown = text.strip()[:200]
    return bool(shown) and _NUMBER.fullmatch(shown) is None and _DATE.fullmatch(shown) is None


def column_letters(column: int) -> str:
    """A column from 0 as a spreadsheet names it: A, B, ... Z, AA."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class TableWriter:
    """Puts the rows of one sheet after the other into a draft; ``left_out`` counts rows past all reason."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._written = 0
        self.left_out = 0

    def sheet(self, rows: Iterable[Row], name: str | None) -> int:
        """Add the rows of a sheet as passages; returns how many there were."""
        before = self._written
        names: dict[int, str] = {}
        above: list[Row] = []  # a row that stands alone and may name the columns of what follows
        for number, block in enumerate(_blocks(rows)):
            head = list(islice(block, _LOOKED_AT))
            found = _find_names(head, sure=number > 0)
            if found is None and above and not names:
                found = _find_names([*above, *head], sure=number > 1)
                found = (found[0], -1) if found is not None and found[1] == 0 else None
            above = head if len(head) == 1 else []
            if found is not None:
                names, at = found
            else:
                at = -1
                if number and max(len(cells) for _, cells in head) < 2:
                    names = {} if len(names) > 1 else names
                    self._write(chain(head, block), {}, name)
                    continue
            self._write(head[: at + 1], {}, name)
            self._write(chain(head[at + 1 :], block), names, name)
        return self._written - before

    def _write(self, rows: Iterable[Row], names: dict[int, str], sheet: str | None) -> None:
        for number, cells in rows:
            if self._written >= _MOST_ROWS:
                self.left_out += 1
                continue
            said = "; ".join(
                f"{names[column]}: {shown}" if column in names else shown for column, shown, _ in cells
            )  # fmt: skip
            if not self._draft.add(said, RowPlace(number, sheet), "table-row"):
                self._draft.aside(said)
            else:
                self._written += 1


def _blocks(rows: Iterable[Row]) -> Iterator[Iterator[Row]]:
    """The rows in runs without an empty row between; each run must be used up before the next is asked for."""
    source = iter(rows)
    waiting = next(source, None)

    def run() -> Iterator[Row]:
        nonlocal waiting
        while waiting is not None:
            row = waiting
            waiting = next(source, None)
            yield row
            if waiting is not None and waiting[0] > row[0] + 1:
                return

    while waiting is not None:
        block = run()
        yield block
        for _ in block:
            pass


def _find_names(rows: list[Row], *, sure: bool) -> tuple[dict[int, str], int] | None:
    """The names of the columns and which of the rows holds them.

    They are words, each once, in a row about as wide as those below. Numbers or dates below words prove it; without
    that, the first row is taken unless ``sure`` is asked for.
    """
    for at, (_, cells) in enumerate(rows[:_FIRST_ROWS]):
        below = rows[at + 1 :]
        if any(len(above) > 2 or len(above) >= len(cells) for _, above in rows[:at]):
            return None  # only a title stands above the names of columns
        if not below or not _could_name(cells):
            continue
        widths = sorted(len(each) for _, each in below)
        if len(cells) * 2 < widths[len(widths) // 2]:
            continue
        names = {column: _name(shown) for column, shown, _ in cells}
        words = {column for column, _, is_text in cells if is_text}
        years = {column: shown for column, shown, is_text in cells if not is_text}
        same = other = False
        for _, each in below:
            for column, shown, is_text in each:
                other |= column in words and not is_text
                same |= (column in years and _YEAR.fullmatch(shown) is not None) or names.get(column) == _name(shown)
        if same or not (other or years or (at == 0 and not sure)):
            continue
        return names, at
    return None


def _could_name(cells: list[Cell]) -> bool:
    if len(cells) < 2 or not any(is_text for _, _, is_text in cells):
        return False
    seen = {shown.casefold() for _, shown, _ in cells}
    return len(seen) == len(cells) and all(
        (len(shown) <= _LONGEST_NAME and _LETTER.search(shown) is not None) if is_text else _YEAR.fullmatch(shown)
        for _, shown, is_text in cells
    )


def _name(shown: str) -> str:
    return shown.strip().rstrip(":").strip() or shown
