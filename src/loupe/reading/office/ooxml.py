"""The packages of Office Open XML (ECMA-376 part 2): which parts there are, what they refer to, who made them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from loupe.model.errors import FileDamaged, FileEncrypted
from loupe.reading.archive import Archive
from loupe.reading.dates import note_made_on
from loupe.reading.draft import one_line
from loupe.reading.ole import OLE_MAGIC
from loupe.reading.safexml import iterate_xml, parse_xml
from loupe.reading.values import ReadingLimits

__all__ = ["Package", "Relation", "local"]

_LOCKED = "EncryptedPackage".encode("utf-16-le")

Relation = tuple[str, str, str]
"""The id of a relation, its kind (the last word of its address) and the part that it leads to."""


def local(tag: Any) -> str:
    """The name of an element or attribute without its namespace, "" for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Package:
    """The parts of an office file and how they refer to each other; raises FileDamaged, OverBudget, FileEncrypted."""

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        if data.startswith(OLE_MAGIC) and _LOCKED in data:
            raise FileEncrypted(f"{name} is an office file locked with a password.")
        self._archive = Archive(data, name, limits)
        self._name = name
        self._streamed: set[str] = set()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._archive.names

    def xml(self, part: str) -> Any:
        """The root of a part, None when there is no such part."""
        if part not in self._archive.names:
            return None
        return parse_xml(self._archive.read(part), self._name, part)

    def elements(self, part: str, *tags: str) -> Iterator[Any]:
        """The elements of these local names in a part of any size, in order."""
        if part in self._archive.names:
            again = part in self._streamed
            self._streamed.add(part)
            yield from iterate_xml(self._archive.chunks(part, again=again), self._name, part, tags)

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part once more, to look for something in them before they are read."""
        return self._archive.chunks(part, again=True)

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the package, in the order of the ids."""
        folder, _, base = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in [] if root is None else root:
            if local(relation.tag) == "Relationship" and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (relation.get("Type") or "").rpartition("/")[2]
                found.append((relation.get("Id") or "", kind, posixpath.normpath(path)))
        return sorted(found)

    def main_part(self, otherwise: str) -> str:
        """The part that holds the document; raises FileDamaged when it is missing."""
        part = next((path for _, kind, path in self.relations("") if kind == "officeDocument"), otherwise)
        if not self.has(part):
            raise FileDamaged(f"{self._name} is damaged: the document itself is missing inside.")
        return part

    def core_properties(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Title and maker that the file gives itself, and a note on the date it was made."""
        part = next((path for _, kind, path in self.relations("") if kind == "core-properties"), "docProps/core.xml")
        root = self.xml(part)
        if root is None:
            return None, None, ()
        values = {re.sub(r"\{.*\}", "", str(e.tag)): one_line(e.text) for e in root.iter() if isinstance(e.tag, str)}
        return values.get("title"), values.get("creator"), note_made_on(values.get("created"))
