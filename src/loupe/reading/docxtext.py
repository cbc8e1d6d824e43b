"""The words of WordprocessingML: what a reader of the finished document sees, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loupe.model import PassageKind
from loupe.reading.avscript import columns_of_script, who_is_heard

__all__ = ["Styles", "Unit", "body_units"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{_W}txbxContent"
_SKIPPED = frozenset(f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "rt", "rPr", "pPr")) | {
    _FALLBACK,
    _BOX,
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_MOST_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or table row on its way to a passage; ``part`` says where it is unless that is the body.

    ``label`` stands before it and belongs to no passage: the name of its ``speaker`` in a script of two columns.
    """

    text: str
    kind: PassageKind
    part: str | None = None
    speaker: str | None = None
    label: str = ""


class Styles:
    """Which paragraph styles are headings and lists, and the first title met."""

    def __init__(self, root: Any) -> None:
        self._kinds: dict[str, PassageKind] = {}
        self._titles: set[str] = set()
        self.title: str | None = None
        for style in [] if root is None else root.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId") or ""
            named = style.find(f"{_W}name")
            name = ((named.get(f"{_W}val") if named is not None else None) or key).lower()
            if name == "title" or re.match(r"(heading|toc heading|subtitle)", name):
                self._kinds[key] = "heading"
            elif name.startswith("list"):
                self._kinds[key] = "list-item"
            if name == "title":
                self._titles.add(key)

    def kind(self, paragraph: Any, text: str) -> PassageKind:
        """The kind of a paragraph by its style, outline level and numbering; remembers the document's title."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        key = (style.get(f"{_W}val") if style is not None else None) or ""
        if self.title is None and (key in self._titles or key == "Title") and text.strip():
            self.title = " ".join(text.split())[:500]
        if key in self._kinds or re.match(r"(Heading\d|Title|Subtitle)$", key):
            return self._kinds.get(key, "heading")
        if paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            return "heading"
        return "list-item" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"


def body_units(container: Any, styles: Styles) -> Iterator[Unit]:
    """The paragraphs and table rows of a body, header, footer or note, with text boxes after their paragraph."""
    yield from _Walk(styles).units(container, 0)


class _Walk:
    """Counts tables and text boxes while it goes through a container."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._tables = 0
        self._boxes = 0

    def units(self, container: Any, depth: int) -> Iterator[Unit]:
        if depth > _MOST_DEPTH:
            return
        for element in container:
            if element.tag == f"{_W}p":
                text = _text(element)
                if text.strip():
                    yield Unit(text, self._styles.kind(element, text))
                yield from self._boxes_in(element, depth)
            elif element.tag == f"{_W}tbl":
                yield from self._rows(element, depth)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                yield from self.units(element, depth + 1)

    def _rows(self, table: Any, depth: int) -> Iterator[Unit]:
        self._tables += 1
        number = self._tables
        roles: dict[int, str] | None = None
        for index, row in enumerate(_children(table, "tr"), start=1):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = [_cell_text(cell) for cell in _children(row, "tc")]
            if roles is not None and len(cells) == len(roles):
                yield from _script_row(list(_children(row, "tc")), roles, f"table {number}, row {index}")
            elif any(cells):
                roles = roles or columns_of_script(cells)
                yield Unit("\t".join(cells), "table-row", f"table {number}, row {index}")
            yield from self._boxes_in(row, depth)

    def _boxes_in(self, element: Any, depth: int) -> Iterator[Unit]:
        for box in element.iter(_BOX):
            inside = next((a for a in box.iterancestors(_BOX, _FALLBACK) if _within(a, element)), None)
            if inside is None:
                self._boxes += 1
                part = f"text box {self._boxes}"
                for unit in self.units(box, depth + 1):
                    yield Unit(unit.text, unit.kind, part)


def _within(element: Any, outer: Any) -> bool:
    return any(ancestor is outer for ancestor in element.iterancestors())


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Children of a table or row, also those inside content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _cell_text(cell: Any) -> str:
    texts = (_text(paragraph) for paragraph in cell.iter(f"{_W}p") if not _in_box(paragraph, cell))
    return " ".join(" ".join(text.split()) for text in texts if text.strip())


def _script_row(cells: list[Any], roles: dict[int, str], where: str) -> Iterator[Unit]:
    """A row of a script of two columns: what is seen as blocks, what is heard as turns."""
    for at, cell in enumerate(cells):
        texts = [_text(p) for p in cell.iter(f"{_W}p") if not _in_box(p, cell)]
        texts = [line for text in texts for line in text.split("\n") if line.strip()]
        part = f"{where}, {roles[at]}" if roles[at] else where
        if roles[at] != "audio":
            yield from (Unit(text, "block", part) for text in texts)
            continue
        for heard in who_is_heard([" ".join(text.split()) for text in texts]):
            yield Unit(heard.text, "turn" if heard.voice else "block", part, heard.speaker, heard.label)


def _in_box(paragraph: Any, cell: Any) -> bool:
    for ancestor in paragraph.iterancestors():
        if ancestor is cell:
            return False
        if ancestor.tag in _SKIPPED:
            return True
    return False


def _text(paragraph: Any) -> str:
    """The text of one paragraph: insertions and links included; deletions, field codes and hidden runs not."""
    parts: list[str] = []
    stack: list[Any] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or (tag == f"{_W}r" and _is_hidden(element)):
            continue
        if tag in (f"{_W}t", _MATH_TEXT):
            parts.append(element.text or "")
        elif tag.startswith(_W) and (sign := _SIGNS.get(tag[len(_W) :])):
            parts.append(sign)
        else:
            stack.extend(reversed(element))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off")
