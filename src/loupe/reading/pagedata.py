"""What a web page says about itself: title, author and date from meta tags, JSON-LD, <time> and bylines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from loupe.model import web_address
from loupe.reading.dates import to_edtf
from loupe.reading.draft import one_line

__all__ = ["PageData", "read_page_data", "saved_from"]

_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dcterms.created",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date", "citation_publication_date", "citation_date",
)  # fmt: skip
_MAKERS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "citation_author", "byl")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_BY = re.compile(r"^(?:by|von|par|door)\s+", re.I)
_PUBLISHED = re.compile(r"publish|posted|entry-date|byline", re.I)
_MOST_JSON = 1_000_000
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d{1,5}\)(\S{1,2000})\s*-->|Page saved with SingleFile\s+url: (\S{1,2000})"
)
_HEAD = 4096  # characters; browsers write where a page was saved from above everything else


@dataclass(frozen=True, slots=True)
class PageData:
    """Title, maker, EDTF date and web address of a page, each None when the page does not tell."""

    title: str | None
    maker: str | None
    published: str | None
    address: str | None


def read_page_data(root: Any, main_headings: Sequence[str]) -> PageData:
    """The page's own account of itself; ``main_headings`` are the texts of its <h1> elements."""
    meta = _read_meta(root)
    linked = next(_articles(root), {})
    return PageData(
        title=one_line(
            _first(meta, _TITLES)
            or _text(linked.get("headline"))
            or (main_headings[0] if len(main_headings) == 1 else None)
            or root.findtext(".//title")
            or (main_headings[0] if main_headings else None)
        ),
        maker=_clean_maker(_first(meta, _MAKERS) or _names(linked.get("author")) or _byline(root)),
        published=_first_date(meta) or to_edtf(_text(linked.get("datePublished"))) or _time_element(root),
        address=_canonical(root),
    )


def saved_from(text: str) -> str | None:
    """The address that a browser or SingleFile wrote into a page when it saved it."""
    found = _SAVED.search(text[:_HEAD])
    return web_address(found[1] or found[2]) if found else None


def _canonical(root: Any) -> str | None:
    """The address that a page says is its own (RFC 6596), where it says it whole."""
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((address for link in links if (address := web_address(link.get("href")))), None)


def _read_meta(root: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            meta.setdefault(key.lower(), content)
    return meta


def _first(meta: dict[str, str], keys: Sequence[str]) -> str | None:
    return next((meta[key] for key in keys if key in meta and not meta[key].startswith("http")), None)


def _first_date(meta: dict[str, str]) -> str | None:
    return next((date for key in _DATES if (date := to_edtf(meta.get(key)))), None)


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that describe an article."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > _MOST_JSON:
            continue
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        queue = loaded if isinstance(loaded, list) else [loaded]
        for item in queue[:100]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for thing in [item, *(graph if isinstance(graph, list) else [])]:
                if isinstance(thing, dict) and ("headline" in thing or "datePublished" in thing):
                    yield thing


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [person.get("name") if isinstance(person, dict) else person for person in people[:20]]
    return ", ".join(name for name in names if isinstance(name, str) and not name.startswith("http")) or None


def _byline(root: Any) -> str | None:
    found = root.xpath(
        "//*[@itemprop='author' or @rel='author' or contains(concat(' ', @class, ' '), ' byline ')"
        " or contains(concat(' ', @class, ' '), ' author ')]"
    )
    for element in found[:3]:
        text = one_line("".join(element.itertext()), 200)
        if text and len(text) <= 100:
            return text
    return None


def _clean_maker(maker: str | None) -> str | None:
    line = one_line(maker, 200)
    return one_line(_BY.sub("", line)) if line else None


def _time_element(root: Any) -> str | None:
    """The time that is marked as the publication's, or the only one on the page; others may be of what happened."""
    elements = list(root.iter("time"))[:50]
    marked = [e for e in elements if e.get("pubdate") is not None or _PUBLISHED.search(_marks(e))]
    for element in marked or (elements if len(elements) == 1 else []):
        if date := to_edtf(element.get("datetime") or element.text):
            return date
    return None


def _marks(element: Any) -> str:
    return " ".join(element.get(key) or "" for key in ("itemprop", "class", "id"))
