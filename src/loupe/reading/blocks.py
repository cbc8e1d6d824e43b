"""The visible blocks of an HTML tree, in order, as a browser would show them without style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from loupe.model import PassageKind
from loupe.model.errors import OverBudget
from loupe.reading.draft import clean_text

__all__ = ["Block", "parse_html", "visible_blocks"]

_INVISIBLE = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "canvas",
    "iframe", "object", "embed", "audio", "video", "select", "datalist", "area", "map", "param", "source",
    "track", "noframes", "input", "textarea",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_MARGIN_TAGS = frozenset((
    "nav", "footer", "aside", "form", "button", "menu",
))  # fmt: skip
_MARGIN_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu",
))  # fmt: skip
_MARGIN_CLASS = re.compile(
    r"\b(?:cookie|consent|gdpr|newsletter|subscribe|related|breadcrumbs?|sidebar|site-(?:header|footer|nav)|menu"
    r"|share|social|promo|advert\w*|footer|navbar|navigation)\b",
    re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_KINDS: dict[str, PassageKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list-item", "dt": "list-item", "dd": "list-item", "tr": "table-row",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A run of visible text between two block boundaries.

    ``margin`` marks navigation, footers, banners and forms by their tags and class names; ``links`` is the share of
    its characters that stand in links; ``level`` is 1 to 6 for a heading, else 0.
    """

    text: str
    kind: PassageKind
    level: int
    margin: bool
    links: float


def parse_html(text: str, name: str) -> Any:
    """The tree of an HTML text from the file ``name``, or None when there is nothing in it.

    Raises OverBudget when it is nested deeper than the parser follows, for what is deeper would be lost. The HTML
    parser knows no entities but the named characters, reads no DTD and never touches the network.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise OverBudget(
            f"{name} is nested too deep or has too long a piece of text for a web page.",
            hint="Open it in a browser, save it as plain text or PDF, and add that.",
        )
    return root


def visible_blocks(root: Any) -> list[Block]:
    """The visible blocks below ``root``."""
    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if not walk.enter(element):
                walker.skip_subtree()
        else:
            walk.leave(element)
    walk.flush()
    return walk.blocks


class _Walk:
    """Keeps what is open while the tree is walked: margins, links, the row, the kind of the block to come."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0
        self._kind: list[PassageKind] = ["paragraph"]
        self._level = 0
        self._margin = 0
        self._link = 0
        self._row: Any = None
        self._pre = 0
        self._skipped: Any = None

    def enter(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _INVISIBLE or _is_hidden(element):
            self._skipped = element
            return False
        if tag == "br":
            self._parts.append("\n")
        elif tag in ("td", "th") and self._row is not None:
            if "".join(self._parts).strip():
                self._parts.append("\t")
        elif tag not in _INLINE:
            self._boundary()
            if tag == "tr" and self._row is None and _is_data_row(element):
                self._row = element
            if tag in _KINDS:
                self._kind.append("paragraph" if tag == "tr" and self._row is not element else _KINDS[tag])
            if tag[0] == "h" and tag in _KINDS:
                self._level = int(tag[1])
            self._margin += _is_margin(element)
            self._pre += tag in ("pre", "listing")
        self._link += tag == "a"
        self._put(element.text)
        return True

    def leave(self, element: Any) -> None:
        tag = element.tag
        if element is self._skipped:
            self._skipped = None
            if tag not in _INLINE and isinstance(tag, str) and self._row is None and tag not in ("script", "style"):
                self._boundary()
            self._put(element.tail)
            return
        self._link -= tag == "a"
        if tag not in _INLINE and tag not in ("br", "td", "th"):
            if element is self._row:
                self._row = None
            self._boundary()
            if tag in _KINDS:
                self._kind.pop()
                self._level = 0
            self._margin -= _is_margin(element)
            self._pre -= tag in ("pre", "listing")
        elif tag in ("td", "th") and self._row is None:
            self._boundary()
        self._put(element.tail)

    def _boundary(self) -> None:
        if self._row is None:
            self.flush()
        elif self._parts and not self._parts[-1].endswith(("\t", "\n")):
            self._parts.append(" ")

    def _put(self, text: str | None) -> None:
        if not text:
            return
        piece = text if self._pre else _SPACE.sub(" ", text)
        self._parts.append(piece)
        if self._link:
            self._linked += len(piece.strip())

    def flush(self) -> None:
        """End the open block."""
        raw, linked = "".join(self._parts), self._linked
        self._parts, self._linked = [], 0
        share = min(1.0, linked / max(len(raw.strip()), 1))
        # Two line breaks in a row are how old pages end a paragraph.
        for paragraph in _GAP.split(clean_text(raw)):
            lines = (_tidy(line) for line in paragraph.split("\n"))
            text = "\n".join(line for line in lines if line)
            if text:
                self.blocks.append(Block(text, self._kind[-1], self._level, self._margin > 0, share))


def _tidy(line: str) -> str:
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    return "\t".join(cells).strip() if len(cells) > 1 else cells[0]


def _is_hidden(element: Any) -> bool:
    get = element.get
    return (
        get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(get("style") or ""))
        or (element.tag == "dialog" and get("open") is None)
    )


def _is_margin(element: Any) -> bool:
    if element.tag in _MARGIN_TAGS or (element.get("role") or "").lower() in _MARGIN_ROLES:
        return True
    if element.tag in ("body", "html", "main", "article"):
        return False
    if element.tag == "header":
        return next(element.iterancestors("article", "main"), None) is None
    return bool(_MARGIN_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_data_row(row: Any) -> bool:
    """Whether a table row holds data, to be kept on one line, and not the layout of a page."""
    cells = row.xpath("count(./td|./th)")
    if cells < 2 or row.xpath("boolean(.//table|.//ul|.//ol|.//h1|.//h2|.//h3|.//article)"):
        return False
    return bool(row.xpath("count(.//p|.//div)") <= cells)
