"""The table of keys of ``docs/deciding.md``, made from the one table of keys; run with the page to set it in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from loupe.pages.keys import KEYS

__all__ = ["with_keys"]

_BEGIN, _END = "<!-- keys -->", "<!-- end of the keys -->"


def with_keys(page: str) -> str:
    """The page with the table of now between its two marks; raises ValueError where they are not."""
    if _BEGIN not in page or _END not in page:
        raise ValueError("the page has no place for the keys")
    lines = ["| key | does | where |", "|---|---|---|"]
    for key in KEYS:
        name = "space" if key.key == " " else key.key
        lines.append(f"| `{name}` | {key.words} | {key.place} |")
    table = "\n".join((_BEGIN, "", *lines, "", _END))
    return re.sub(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", lambda _: table, page, flags=re.S)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_keys(file.read_text("utf-8")), "utf-8")
