"""A list as CSV that a spreadsheet opens safely: RFC 4180, UTF-8 with a byte-order mark, no cell that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from loupe.model.errors import UsageError
from loupe.publish.table import safe_cell
from loupe.publish.writing import write_whole

__all__ = ["render_listing", "write_listing"]


def render_listing(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One line per row under a header, every cell quoted, lines ended by CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(" ".join(cell.split())) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_listing(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write the list to a file that ends in .csv; raises UsageError, DiskFull, WriteDenied."""
    if path.suffix.lower() != ".csv":
        raise UsageError(f"{path.name} does not end in .csv.", hint="Give the file a name such as list.csv.")
    return write_whole(path, render_listing(columns, rows))
