"""Word documents (.docx): body, tables by row, text boxes, notes, headers and footers; deleted text is not text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged
from loupe.reading.archive import Archive
from loupe.reading.dates import note_made_on
from loupe.reading.docxtext import Styles, Unit, body_units
from loupe.reading.draft import Draft, one_line
from loupe.reading.safexml import parse_xml
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_docx"]

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_MARGINS = {"header": "header", "footer": "footer"}


def read_docx(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a Word document; table rows are passages with their cells kept apart by tabs.

    In a script of two columns (Video, Audio) what is heard becomes turns.
    """
    package = _Package(data, name, limits)
    main = package.main_part()
    root = package.xml(main)
    if root is None:
        raise FileDamaged(f"{name} is damaged: the document itself is missing inside.")
    related = package.related(main)
    styles = Styles(next((package.xml(part) for kind, part in related if kind == "styles"), None))
    draft = Draft(name, limits)
    for unit in _all_units(package, root, related, styles):
        place = ParagraphPlace(len(draft.passages) + 1, None, unit.part)
        if unit.label:
            draft.label(unit.label)
        if not draft.add(unit.text, place, unit.kind, unit.speaker):
            draft.aside(unit.text)
    title, maker, made = package.core_properties()
    comments = next((package.xml(part) for kind, part in related if kind == "comments"), None)
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="docx",
        reader="docx/3",
        kind="script" if any(p.kind == "turn" for p in draft.passages) else "document",
        title=title or styles.title,
        maker=maker,
        notes=(*_notes(root, comments), *made),
    )


def _all_units(package: _Package, root: Any, related: list[tuple[str, str]], styles: Styles) -> Iterator[Unit]:
    body = next(root.iter(f"{_W}body"), None)
    if body is not None:
        yield from body_units(body, styles)
    for kind, part in related:
        tree = package.xml(part) if kind in _NOTES or kind in _MARGINS else None
        if tree is None:
            continue
        if kind in _MARGINS:
            for unit in body_units(tree, styles):
                yield Unit(unit.text, "header", _MARGINS[kind])
            continue
        for note in tree:
            if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            for unit in body_units(note, styles):
                yield Unit(unit.text, unit.kind, f"{_NOTES[kind]} {note.get(f'{_W}id')}")


def _notes(root: Any, comments: Any) -> Iterator[str]:
    tracked = [
        f"{count:,} {what}"
        for tag, what in (("ins", "insertions"), ("del", "deletions"))
        if (count := sum(1 for e in root.iter(f"{_W}{tag}") if len(e)))
    ]
    if tracked:
        yield f"The document has tracked changes ({', '.join(tracked)}); it was read as if all were accepted."
    count = 0 if comments is None else sum(1 for _ in comments.iter(f"{_W}comment"))
    if count:
        yield f"Comments in the margin, not read: {count:,}."


class _Package:
    """The parts of an office file and how they refer to each other."""

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        self._archive = Archive(data, name, limits)
        self._name = name

    def xml(self, part: str) -> Any:
        """The root of a part, with strict names turned into the usual ones; None when there is no such part."""
        if part not in self._archive.names:
            return None
        data = self._archive.read(part)
        if _W_STRICT[1:-1].encode() in data:
            data = data.replace(_W_STRICT[1:-1].encode(), _W[1:-1].encode())
        return parse_xml(data, self._name, part)

    def main_part(self) -> str:
        """The name of the part that holds the document."""
        kinds = dict(self.related(""))
        return kinds.get("officeDocument", "word/document.xml")

    def related(self, part: str) -> list[tuple[str, str]]:
        """The kinds and names of the parts that a part refers to, in the order of their names."""
        folder, _, base = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: set[tuple[str, str]] = set()
        for relation in [] if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.add(((relation.get("Type") or "").rpartition("/")[2], posixpath.normpath(path)))
        return sorted(found)

    def core_properties(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Title and maker that the document gives itself, and a note on the date it was made."""
        root = self.xml("docProps/core.xml")
        if root is None:
            return None, None, ()
        values = {re.sub(r"\{.*\}", "", str(e.tag)): one_line(e.text) for e in root.iter() if isinstance(e.tag, str)}
        maker, made = values.get("creator"), note_made_on(values.get("created"))
        if maker == "python-docx" and (values.get("created") or "").startswith("2013-12-23"):
            maker, made = None, ()  # the blank document that this library starts from
        return values.get("title"), maker, made
