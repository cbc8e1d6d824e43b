"""A folder of pages that open from a disk or from any web host: what persons signed, and nothing else of the case."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from loupe.model import VERDICTS, VerdictLabel
from loupe.model.errors import UsageError
from loupe.pages import Place, fragment, render, static_files
from loupe.publish import wording
from loupe.publish.folder import Content, write_folder
from loupe.publish.public import QUOTE, Public
from loupe.publish.written import Owner
from loupe.views.film_page import Media, claim_page, film_page, heads_of

__all__ = ["Film", "Published", "site_files", "write_site"]

_PAGE = 200
"""Claims that one page of the list holds."""
_STATIC = ("film.js", "icon.svg", "loupe.css", "loupe.js", "site.css")
_SHARDS = ((64, 0), (1024, 1))
"""Up to so many claims, the parts of the film page are told apart by so many signs of the claims' ids; else by two."""
_RATINGS: Mapping[VerdictLabel, int] = {"contradicted": 1, "contested": 3, "corroborated": 5}
"""ClaimReview asks for a number from worst to best; where nothing was found there is none, since it says neither."""


@dataclass(frozen=True, slots=True)
class Film:
    """The film or recording of a public folder: ``kind`` is "video" or "audio"; the files to copy, or the address."""

    kind: str = ""
    copy: Path | None = None
    suffix: str = ""
    poster: Path | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: where, and how many claims, sources and files it holds.

    ``withdrawn`` says that the folder tells only that what was published there is taken back. ``waiting`` and
    ``outdated`` are as in ``ScriptContext``.
    """

    folder: Path
    claims: int
    sources: int
    files: int
    held_back: int
    withdrawn: bool = False
    waiting: int = 0
    outdated: bool = False


def write_site(public: Public, to: Path, film: Film, owner: Owner, *, by: str = "", address: str = "") -> Published:
    """Write the folder whole or not at all; one that Loupe wrote before for the same ``owner`` is replaced.

    ``by`` is who publishes, ``address`` where the folder will be found on the web. Raises UsageError when nothing is
    signed or ``to`` holds anything that Loupe did not write, WriteDenied and DiskFull.
    """
    files = site_files(public, film, by=by, address=address)
    write_folder(to, files, owner)
    return Published(to, public.script.claim_count, len(public.sources), len(files), public.held_back)


def site_files(public: Public, film: Film, *, by: str = "", address: str = "") -> dict[str, Content]:
    """Every file of the folder by its name in it, with its bytes or the file to be copied; always the same bytes."""
    if not public.script.claim_count:
        raise UsageError(
            "Nothing can be published yet: no decided claim stands on a line that is signed.",
            hint="Decide claims and sign their lines on the script page: loupe open CASE",
        )
    work = public.script.work.id
    shards = next((signs for most, signs in _SHARDS if public.script.claim_count <= most), 2)
    pages = {"case": "index.html", "film": f"film-{work}.html", "claims": "claims.html", "sources": "sources.html"}
    files: dict[str, Content] = {
        "index.html": _index(public, _place(public, "case", pages), by),
        pages["film"]: _film(public, _place(public, "film", pages), film, shards),
        "sources.html": _page(
            "site_sources", _place(public, "sources", pages), sources=public.sources, quoted=public.quoted
        ),
    }
    files |= _claims(public, _place(public, "claims", pages), by, address)
    files |= _sources(public, _place(public, "sources", pages))
    files |= _parts(public, _place(public, "film", pages), shards)
    files |= {f"static/{name}": data for name, data in static_files() if name in _STATIC}
    if film.copy:
        files[f"media/film{film.suffix}"] = film.copy
    if film.poster:
        files["media/film.jpg"] = film.poster
    return dict(sorted(files.items()))


def _place(public: Public, here: str, pages: Mapping[str, str]) -> Place:
    return Place(live=False, here=here, case=public.script.title, root="", files=pages)


def _page(template: str, place: Place, **context: Any) -> bytes:
    return wording.clean(render(template, place, **context)).encode("utf-8")


def _index(public: Public, place: Place, by: str) -> bytes:
    script = public.script
    return _page(
        "site_index",
        place,
        title=script.title,
        work=script.work,
        claims=script.claim_count,
        counts=script.counts,
        sources=len(public.sources),
        meanings={label: wording.MEANINGS[label] for label in VERDICTS},
        quote=QUOTE,
        held_back=public.held_back,
        last=public.last,
        by=by,
    )


def _film(public: Public, place: Place, film: Film, shards: int) -> bytes:
    media = None
    if film.copy:
        media = Media(film.kind, f"media/film{film.suffix}", "media/film.jpg" if film.poster else "")
    page = film_page(public.script, public.review, media, public.passages)
    return _page("film", place, page=page, link=film.address, shards=shards)


def _claims(public: Public, place: Place, by: str, address: str) -> dict[str, Content]:
    heads = {head.id: head for head in heads_of(public.script, public.review)}
    times = {line.number: line.time for line in public.script.lines}
    entries: list[dict[str, Any]] = [
        {"claim": c, "head": heads[c.id], "review": public.review.of(c.id), "time": times[c.line]}
        for c in public.script.claims
    ]
    parts = [entries[at : at + _PAGE] for at in range(0, len(entries), _PAGE)]
    numbers = [(n, "claims.html" if n == 1 else f"claims-{n}.html") for n in range(1, len(parts) + 1)]
    files: dict[str, Content] = {}
    for (number, name), part in zip(numbers, parts, strict=True):
        reviews = [_review(public, one, by, f"{address}{name}") for one in part if one["claim"].label in _REVIEWED]
        packed = _inert({"@context": "https://schema.org", "@graph": reviews}) if reviews else ""
        data = Markup(packed)  # noqa: S704 - no sign of HTML is left in it
        files[name] = _page(
            "site_claims", place, entries=part, number=number, numbers=numbers, cuts=public.cuts, reviews=data
        )
    return files


_REVIEWED: tuple[VerdictLabel, ...] = ("contradicted", "contested", "uncorroborated", "corroborated")


def _review(public: Public, entry: Mapping[str, Any], by: str, page: str) -> dict[str, Any]:
    """One ClaimReview of schema.org: what was claimed, where, and what it was found to be."""
    claim, verdict = entry["claim"], entry["review"].verdict
    work = public.script.work
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": claim.label}
    if number := _RATINGS.get(claim.label):
        rating |= {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    said: dict[str, Any] = {"@type": "Claim", "appearance": _appearance(work)}
    if claim.speaker:
        said["author"] = {"@type": "Person", "name": claim.speaker}
    found: dict[str, Any] = {
        "@type": "ClaimReview",
        "url": f"{page}#{claim.id}",
        "claimReviewed": claim.text,
        "datePublished": verdict.at,
        "itemReviewed": said,
        "reviewRating": rating,
    }
    if by:
        found["author"] = {"@type": "Organization", "name": by}
    return found


def _appearance(work: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CreativeWork", "name": work.label}
    if work.maker:
        found["author"] = {"@type": "Organization", "name": work.maker}
    if work.published:
        found["datePublished"] = work.published
    if work.came_from:
        found["url"] = work.came_from
    return found


def _inert(value: Any) -> str:
    """JSON that ends no element of a page, whatever words are in it."""
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        packed = packed.replace(sign, f"\\u{ord(sign):04x}")
    return wording.clean(packed)


def _sources(public: Public, place: Place) -> dict[str, Content]:
    files: dict[str, Content] = {}
    for source in public.sources:
        seen: set[str] = set()
        quotes = []
        for one in public.quoted[source.id]:
            quotes.append({"passage_id": one.passage_id, "first": one.passage_id not in seen, "quote": one.quote,
                           "place": one.place, "claims": one.claims})  # fmt: skip
            seen.add(one.passage_id)
        files[f"sources-{source.id}.html"] = _page("site_source", place, source=source, quotes=quotes)
    return files


def _parts(public: Public, place: Place, shards: int) -> dict[str, Content]:
    """The claims with their cards, as the film page asks for them: classic scripts, which a page from disk may load."""
    work = public.script.work.id
    kept: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for claim in public.script.claims:
        page = claim_page(claim, public.review, work, public.bases[claim.id])
        html = wording.clean(fragment("claim_fragment", place, page=page, cuts=public.cuts))
        kept[claim.id[2 : 2 + shards] or "all"][f"film/{work}/claim/{claim.id}"] = html
    return {f"parts/{work}-{shard}.js": _script(parts) for shard, parts in sorted(kept.items())}


def _script(parts: Mapping[str, str]) -> bytes:
    return f"window.loupe.keep({_inert(dict(parts))});\n".encode()
