"""What a text file says about itself in its first lines: YAML front matter, or Title: / By: / Date: lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.model import web_address
from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line

__all__ = ["FrontMatter", "read_front_matter"]

_FENCED = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]*(.*)")
_LINE = re.compile(
    r"[ \t]*(?:\*\*|:)?(Title|By|Author|Authors|Maker|Date|Published|Kind|Publisher|Source|URL)(?:\*\*)?:(?:\*\*)?"
    r"[ \t]+(\S.*)",
    re.I,
)
_BYLINE = re.compile(
    r"[Bb][Yy] ((?:[A-Z][\w.'’-]*|de|van|von|der|den|la)(?: (?:[A-Z][\w.'’-]*|and|de|van|von|der|den|la)){1,6})$"
)
_KEYS = {
    "title": "title", "maker": "maker", "author": "maker", "authors": "maker", "by": "maker", "creator": "maker",
    "date": "published", "published": "published", "kind": "kind", "type": "kind",
    "url": "address", "source": "address",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata, and the offset where the text proper begins."""

    body: int = 0
    title: str | None = None
    maker: str | None = None
    published: str | None = None
    kind: str | None = None
    address: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The metadata in the first lines of a text."""
    pairs: list[tuple[str, str]]
    fenced = _FENCED.match(text)
    if fenced:
        pairs = [(m[1], m[2]) for m in map(_PAIR.fullmatch, fenced[1].split("\n")) if m]
        if pairs:
            return _collect(pairs, fenced.end())
    pairs, body = [], 0
    for start, line in _first_lines(text):
        if match := _LINE.fullmatch(line):
            pairs.append((match[1], match[2]))
        elif match := _BYLINE.fullmatch(line.strip()):
            pairs.append(("by", match[1]))
        elif line.strip():
            break
        body = start + len(line)
    return _collect(pairs, body) if pairs else FrontMatter()


def _first_lines(text: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in text[:4000].split("\n")[:20]:
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _collect(pairs: list[tuple[str, str]], body: int) -> FrontMatter:
    found: dict[str, str] = {}
    for key, value in pairs:
        field = _KEYS.get(key.strip().lower())
        bare = one_line(value.strip().strip("\"'*[]"))
        if field and bare and (field != "address" or web_address(bare)):  # a source is often a name
            found.setdefault(field, bare)
    date = to_edtf(found.get("published"))
    return FrontMatter(body, found.get("title"), found.get("maker"), date, found.get("kind"), found.get("address"))
