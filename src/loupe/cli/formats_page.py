"""The table of formats of ``docs/formats.md``, made from the catalogue; run with the page to set it in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from loupe.reading.catalog import FORMATS

__all__ = ["formats_table", "with_table"]

_BEGIN, _END = "<!-- made from the catalogue of readers -->", "<!-- end of the table -->"


def formats_table() -> str:
    """One row for each format: its endings, the place of a passage, what is kept and what is lost."""
    lines = ["| ending | read as | place of a passage | kept | lost | wants |", "|---|---|---|---|---|---|"]
    for known in FORMATS.values():
        endings = " ".join(f"`{ending}`" for ending in known.endings)
        extra = f"`{known.extra}`" if known.extra else ""
        lines.append(f"| {endings} | {known.words} | {known.locator} | {known.kept} | {known.lost} | {extra} |")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """The page with the table of now between its two marks; raises ValueError where they are not."""
    if _BEGIN not in page or _END not in page:
        raise ValueError("the page has no place for the table")
    table = f"{_BEGIN}\n\n{formats_table()}\n\n{_END}"
    return re.sub(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", lambda _: table, page, flags=re.S)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_table(file.read_text("utf-8")), "utf-8")
