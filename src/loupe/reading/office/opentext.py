"""The words of OpenDocument texts and slides (ISO/IEC 26300): paragraphs, headings, lists, tables, notes, frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loupe.model import PassageKind
from loupe.reading.office.ooxml import local

__all__ = ["OpenWords", "Unit", "inline_text"]

_MOST_DEPTH = 80
_MOST_SPACES = 200
_SKIPPED = frozenset((
    "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls", "scripts",
    "font-face-decls", "automatic-styles", "styles", "settings", "ruby-text", "binary-data", "desc", "title",
    "event-listeners", "table-source", "user-field-decls", "dde-connection-decls", "index-source", "note-citation",
    "table-of-content-source", "bookmark", "tracked-change",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or table row; ``part`` says where it is unless that is the body."""

    text: str
    kind: PassageKind
    part: str | None = None


class OpenWords:
    """Goes through a body and counts tables, notes and frames on its way."""

    def __init__(self) -> None:
        self._tables = self._notes = self._boxes = 0
        self.comments = self.deleted = self.hidden = 0
        self.title: str | None = None

    def units(
        self, container: Any, part: str | None, kind: PassageKind = "paragraph", depth: int = 0
    ) -> Iterator[Unit]:
        """The units below an element, in order."""
        if depth > _MOST_DEPTH:
            return
        for element in container:
            tag = local(element.tag)
            if tag in _SKIPPED or not tag:
                self.comments += tag == "annotation"
                self.deleted += (
                    sum(1 for e in element.iter() if local(e.tag) == "deletion") if tag == "tracked-changes" else 0
                )
            elif tag in ("p", "h"):
                yield from self._paragraph(element, part, "heading" if tag == "h" else kind, depth)
            elif tag == "table":
                yield from self._rows(element, part, depth)
            elif tag in ("list-item", "list-header"):
                yield from self.units(element, part, "list-item", depth + 1)
            elif tag == "section" and _attribute(element, "display") == "none":
                self.hidden += 1
                yield from self.units(element, part, kind, depth + 1)
            else:
                yield from self.units(element, part, kind, depth + 1)

    def _paragraph(self, element: Any, part: str | None, kind: PassageKind, depth: int) -> Iterator[Unit]:
        later: list[Any] = []
        text = inline_text(element, later)
        self.comments += sum(1 for each in later if local(each.tag) == "annotation")
        if text.strip():
            if self.title is None and _attribute(element, "style-name") == "Title":
                self.title = " ".join(text.split())[:500]
                kind = "heading"
            yield Unit(text, kind, part)
        for each in later:
            tag = local(each.tag)
            if tag == "note":
                self._notes += 1
                body = [child for child in each if local(child.tag) == "note-body"]
                for child in body:
                    yield from self.units(child, f"note {self._notes}", depth=depth + 1)
            elif tag == "text-box":
                self._boxes += 1
                yield from self.units(each, part or f"text box {self._boxes}", depth=depth + 1)

    def _rows(self, table: Any, part: str | None, depth: int) -> Iterator[Unit]:
        self._tables += 1
        number, where = self._tables, f"{part}, " if part else ""
        for at, row in enumerate(_below(table, "table-row"), start=1):
            later: list[Any] = []
            cells = []
            for cell in _below(row, "table-cell"):
                texts = [inline_text(e, later) for e in cell.iter() if local(e.tag) in ("p", "h") and _own(e, cell)]
                cells.append(" ".join(" ".join(text.split()) for text in texts if text.strip()))
            if any(cells):
                yield Unit("\t".join(cells), "table-row", f"{where}table {number}, row {at}")
            for each in later:
                if local(each.tag) == "note":
                    self._notes += 1
                    for child in (c for c in each if local(c.tag) == "note-body"):
                        yield from self.units(child, f"note {self._notes}", depth=depth + 1)


def _own(element: Any, cell: Any) -> bool:
    """Whether a paragraph belongs to the cell itself, and not to a note or a deletion in it."""
    for ancestor in element.iterancestors():
        if ancestor is cell:
            return True
        if local(ancestor.tag) in ("note", "annotation", "tracked-changes"):
            return False
    return False


def _below(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in header rows and groups."""
    for child in element:
        found = local(child.tag)
        if found == tag:
            yield child
        elif found in ("table-header-rows", "table-rows", "table-row-group", "table-header-columns", "table-columns"):
            yield from _below(child, tag)


def inline_text(paragraph: Any, later: list[Any]) -> str:
    """The text of one paragraph; notes, text boxes and comments in it are put on the list ``later``."""
    parts: list[str] = [paragraph.text or ""]
    stack: list[tuple[Any, bool]] = [(child, False) for child in reversed(paragraph)]
    while stack:
        element, done = stack.pop()
        if done:
            parts.append(element.tail or "")
            continue
        tag = local(element.tag)
        stack.append((element, True))
        if tag in ("note", "text-box", "annotation"):
            later.append(element)
        elif tag in _SKIPPED or not tag:
            continue
        elif tag == "s":
            count = _attribute(element, "c")
            parts.append(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 6 else 1))
        elif tag in ("tab", "line-break"):
            parts.append("\t" if tag == "tab" else "\n")
        else:
            parts.append(element.text or "")
            stack += [(child, False) for child in reversed(element)]
    return "".join(parts)


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")
