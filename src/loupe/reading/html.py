"""Web pages: all visible text is stored, and only what belongs to the article becomes passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged
from loupe.reading.blocks import Block, parse_html, visible_blocks
from loupe.reading.decoding import decode_text
from loupe.reading.draft import Draft
from loupe.reading.pagedata import read_page_data, saved_from
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["choose_content", "declared_charset", "read_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.I)
_ENTITY = re.compile(r"<!ENTITY\s", re.I)
_SQUEEZE = re.compile(r"\W+")
_LONG_PAGE = 3_000_000  # characters; finding the article of a longer page takes minutes
_SURE = 25  # characters that prove a place inside a longer extracted block


def read_html(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a web page; scripts, styles and hidden parts never appear, menus and footers are in no passage."""
    text, notes = decode_text(data, name, limits, declared_charset(data))
    if _ENTITY.search(text[:100_000]):
        raise FileDamaged(
            f"{name} declares entities of its own, which no web page does; it was not read.",
            hint="Files like this are made to attack programs. Open it in a browser and save the text.",
        )
    root = parse_html(text, name)
    blocks = [] if root is None else visible_blocks(root)
    content, how = choose_content(text, name, blocks)
    draft = Draft(name, limits)
    number = 0
    for block, keep in zip(blocks, content, strict=True):
        if not keep:
            draft.aside(block.text)
        elif draft.add(block.text, ParagraphPlace(number + 1), block.kind):
            number += 1
        else:
            draft.aside(block.text)
    page = read_page_data(root, [b.text for b in blocks if b.level == 1]) if root is not None else None
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="html",
        reader="html/1",
        kind="article",
        title=page.title if page else None,
        maker=page.maker if page else None,
        published=page.published if page else None,
        address=saved_from(text) or (page.address if page else None),
        notes=(*notes, *how),
    )


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its first bytes."""
    head = data[:4096]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return match[1].decode("ascii", "replace") if match else None


def choose_content(text: str, name: str, blocks: Sequence[Block]) -> tuple[list[bool], tuple[str, ...]]:
    """Which blocks are the article, and a note when that had to be decided without finding it.

    Trafilatura finds the article; its blocks are matched back letter by letter. A block it does not name is kept when
    it is a heading or row between two kept ones, or the page's main heading.
    """
    plain = [not block.margin for block in blocks]
    if not any(plain):
        plain = [True] * len(blocks)
    if len(text) > _LONG_PAGE:
        return plain, ("The page is too long to tell the article from its surroundings; menus may be among it.",)
    exact, whole = _extract(text, name)
    squeezed = [_SQUEEZE.sub("", block.text) for block in blocks]
    found = [
        bool(letters) and (letters in exact or (len(letters) >= _SURE and letters in whole)) for letters in squeezed
    ]
    if not any(found):
        return plain, ()
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    for index, block in enumerate(blocks):
        if found[index] or block.margin:
            continue
        inside = first < index < last
        prose = len(block.text) >= 40 and block.links < 0.3
        if (block.level == 1 and index < last) or (inside and (block.kind in ("heading", "table-row") or prose)):
            found[index] = True
    return found, ()


def _extract(text: str, name: str) -> tuple[frozenset[str], str]:
    """The extracted article: the letters of each of its blocks, and of all of them in a row."""
    import trafilatura

    try:
        document = trafilatura.bare_extraction(
            parse_html(text, name), include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError):  # odd trees trip it; the simple rule stays
        return frozenset(), ""
    body: Any = getattr(document, "body", None)
    if body is None:
        return frozenset(), ""
    blocks = {_SQUEEZE.sub("", "".join(e.itertext())) for e in body.iter("p", "head", "item", "row", "quote", "code")}
    return frozenset(blocks), _SQUEEZE.sub("", "".join(body.itertext()))
