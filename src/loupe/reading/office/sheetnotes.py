"""What lies beside the cells of an Excel sheet: comments with their authors, text boxes."""

from __future__ import annotations

import re
from typing import Any

from loupe.model import RowPlace
from loupe.reading.draft import Draft, one_line
from loupe.reading.office.ooxml import Package, local

__all__ = ["add_beside", "rich_text"]

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


def add_beside(draft: Draft, package: Package, part: str, sheet: str | None) -> None:
    """Put the comments and text boxes of a sheet after its rows, each in the row that it hangs on."""
    for _, kind, path in package.relations(part):
        root = package.xml(path) if kind in ("comments", "drawing") else None
        if root is not None and kind == "comments":
            _add_comments(draft, root, sheet)
        elif root is not None:
            _add_boxes(draft, root, sheet)


def rich_text(item: Any) -> str:
    """The text of a string of one or several runs, without the readings of Japanese words."""
    parts = []
    for element in item:
        tag = local(element.tag)
        if tag == "t":
            parts.append(element.text or "")
        elif tag == "r":
            parts += [each.text or "" for each in element if local(each.tag) == "t"]
    return "".join(parts)


def _add_comments(draft: Draft, root: Any, sheet: str | None) -> None:
    authors = [one_line(e.text, 200) for e in root.iter() if local(e.tag) == "author"]
    for comment in root.iter():
        place = _PLACE.match(comment.get("ref") or "") if local(comment.tag) == "comment" else None
        if place is None:
            continue
        text = "".join(rich_text(each) for each in comment if local(each.tag) == "text")
        key = comment.get("authorId") or ""
        author = authors[int(key)] if key.isdecimal() and int(key[:9]) < len(authors) else None
        if text.strip():
            draft.label(f"Comment on {place[0]}:")
            if not draft.add(text, RowPlace(max(1, int(place[2])), sheet), "paragraph", author):
                draft.aside(text)


def _add_boxes(draft: Draft, root: Any, sheet: str | None) -> None:
    for anchor in root:
        row = next((e.text or "" for e in anchor.iter() if local(e.tag) == "row"), "")
        number = int(row) + 1 if row.strip().isdecimal() and len(row) < 8 else 1
        for paragraph in (
            e for body in anchor.iter() if local(body.tag) == "txBody" for e in body if local(e.tag) == "p"
        ):
            text = "".join(e.text or "" for e in paragraph.iter() if local(e.tag) == "t")
            if text.strip() and not draft.add(text, RowPlace(number, sheet), "paragraph"):
                draft.aside(text)
