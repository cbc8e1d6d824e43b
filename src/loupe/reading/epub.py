"""E-books (.epub): the chapters in reading order, their titles, and what the book says about itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown
from loupe.reading.archive import Archive
from loupe.reading.blocks import Block, parse_html, visible_blocks
from loupe.reading.dates import to_edtf
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft, one_line
from loupe.reading.html import declared_charset
from loupe.reading.safexml import parse_xml, refuse_entities
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_epub"]

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document")


def read_epub(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read an e-book; each paragraph's part is the title of its chapter, or its file when it has none."""
    book = _Book(data, name, limits)
    draft = Draft(name, limits)
    missing = 0
    for path in book.spine:
        if path not in book.archive.names:
            missing += 1
            continue
        blocks = book.blocks(path)
        part = book.titles.get(path) or _first_heading(blocks) or posixpath.basename(path)
        for block in blocks:
            if block.kind == "heading" and " ".join(block.text.split()) in book.chapters:
                part = " ".join(block.text.split())  # a file with several chapters
            if not draft.add(block.text, ParagraphPlace(len(draft.passages) + 1, None, part), block.kind):
                draft.aside(block.text)
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="epub",
        reader="epub/1",
        kind="book",
        title=book.meta("title"),
        maker=book.meta("creator", every=True),
        published=to_edtf(book.meta("date")),
        notes=(f"Chapters named in the book but missing in the file: {missing}.",) if missing else (),
    )


def _first_heading(blocks: list[Block]) -> str | None:
    return next((one_line(block.text, 200) for block in blocks if block.kind == "heading"), None)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Book:
    """The package of an e-book: which files, in which order, under which titles."""

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        self.archive = Archive(data, name, limits)
        self._name = name
        self._limits = limits
        self._root_path = self._find_package()
        self._package = self._xml(self._root_path)
        self._folder = posixpath.dirname(self._root_path)
        self._refuse_encrypted()
        self._items = {e.get("id"): e for e in self._package.iter() if _local(e) == "item"}
        self.spine = list(self._read_spine())
        self.chapters: set[str] = set()
        self.titles = dict(self._read_titles())

    def meta(self, field: str, *, every: bool = False) -> str | None:
        """A Dublin Core field of the book; all its values in one line when ``every`` is set."""
        values = [one_line(e.text) for e in self._package.iter() if _local(e) == field and "dc/elements" in str(e.tag)]
        found = [value for value in values if value]
        return ", ".join(found) or None if every else next(iter(found), None)

    def blocks(self, path: str) -> list[Block]:
        """The visible blocks of one file of the book."""
        data = self.archive.read(path)
        refuse_entities(data, self._name, path)
        try:
            text, _ = decode_text(data, self._name, self._limits, declared_charset(data)) if data.strip() else ("", ())
        except FormatUnknown as error:
            raise FileDamaged(f"{self._name} is damaged: its part {path} is not text.") from error
        root = parse_html(text, self._name)
        return [] if root is None else visible_blocks(root)

    def _find_package(self) -> str:
        if _CONTAINER not in self.archive.names:
            found = sorted(name for name in self.archive.names if name.lower().endswith(".opf"))
        else:
            root = self._xml(_CONTAINER)
            found = [e.get("full-path") or "" for e in root.iter() if _local(e) == "rootfile"]
        for path in found:
            if posixpath.normpath(path) in self.archive.names:
                return posixpath.normpath(path)
        raise FileDamaged(f"{self._name} is damaged: the list of its chapters is missing inside.")

    def _xml(self, path: str) -> Any:
        return parse_xml(self.archive.read(path), self._name, path)

    def _refuse_encrypted(self) -> None:
        if _ENCRYPTION not in self.archive.names:
            return
        references = (e.get("URI") or "" for e in self._xml(_ENCRYPTION).iter() if _local(e) == "CipherReference")
        # Fonts are scrambled in many sound books; chapters only under a copy protection.
        if any(re.search(r"\.(x?html?|xml)$", unquote(uri), re.I) for uri in references):
            raise FileEncrypted(f"{self._name} is locked by a copy protection (DRM).")

    def _path(self, href: str | None, folder: str | None = None) -> str:
        base = self._folder if folder is None else folder
        return posixpath.normpath(posixpath.join(base, unquote((href or "").partition("#")[0])))

    def _read_spine(self) -> Iterator[str]:
        seen: set[str] = set()
        for reference in self._package.iter():
            item = self._items.get(reference.get("idref")) if _local(reference) == "itemref" else None
            if item is None or (item.get("media-type") or _PAGES[0]) not in _PAGES:
                continue
            path = self._path(item.get("href"))
            if path not in seen and "nav" not in (item.get("properties") or "").split():
                seen.add(path)
                yield path

    def _read_titles(self) -> Iterator[tuple[str, str]]:
        """Files of the book and the first title that its table of contents gives each."""
        found: dict[str, str] = {}
        for item in self._items.values():
            path = self._path(item.get("href"))
            is_nav = "nav" in (item.get("properties") or "").split()
            if path not in self.archive.names or not (is_nav or item.get("media-type") == "application/x-dtbncx+xml"):
                continue
            try:
                root = self._xml(path)
            except FileDamaged:
                continue  # a broken table of contents costs titles, not the text
            for href, title in _nav_titles(root) if is_nav else _ncx_titles(root):
                label = one_line(title, 200)
                if label:
                    self.chapters.add(label)
                    found.setdefault(self._path(href, posixpath.dirname(path)), label)
        yield from found.items()


def _nav_titles(root: Any) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        if _local(element) == "a" and element.get("href"):
            yield element.get("href"), "".join(element.itertext())


def _ncx_titles(root: Any) -> Iterator[tuple[str, str]]:
    for point in root.iter():
        if _local(point) != "navPoint":
            continue
        label = next((e for e in point if _local(e) == "navLabel"), None)
        content = next((e for e in point if _local(e) == "content"), None)
        if label is not None and content is not None:
            yield content.get("src") or "", "".join(label.itertext())
