"""A folder of pages that open from a disk or from any web host: what persons signed, and nothing else of the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from loupe.model import VERDICTS
from loupe.model.errors import UsageError
from loupe.pages import Place, fragment, render, static_files
from loupe.publish import wording
from loupe.publish.claimreview import claim_review, inert, reviewed
from loupe.publish.folder import Content, write_folder
from loupe.publish.public import QUOTE, Public
from loupe.publish.written import Owner
from loupe.views import ClaimView
from loupe.views.film_page import Media, claim_page, film_page, heads_of_claims
from loupe.views.resting import resting_words

__all__ = ["Film", "Published", "site_files", "write_site"]

_PAGE = 200
"""Claims that one page of the list holds."""
_STATIC = ("film.js", "icon.svg", "loupe.css", "loupe.js", "site.css")
_SHARDS = ((64, 0), (1024, 1))
"""Up to so many claims, the parts of the film page are told apart by so many signs of the claims' ids; else by two."""


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


def write_site(
    public: Public, to: Path, film: Film, owner: Owner, *, by: str = "", address: str = "", day: str = ""
) -> Published:
    """Write the folder whole or not at all; one that Loupe wrote before for the same ``owner`` is replaced.

    ``by`` is who publishes, ``address`` where the folder will be found on the web, ``day`` the day of that (ISO 8601),
    which its data names. Raises UsageError when nothing is
    signed or ``to`` holds anything that Loupe did not write, WriteDenied and DiskFull.
    """
    files = site_files(public, film, by=by, address=address, day=day)
    write_folder(to, files, owner)
    return Published(to, public.script.claim_count, len(public.sources), len(files), public.held_back)


def site_files(public: Public, film: Film, *, by: str = "", address: str = "", day: str = "") -> dict[str, Content]:
    """Every file of the folder by its name in it, with its bytes or the file to be copied; always the same bytes."""
    if not public.script.claim_count:
        raise UsageError(
            "Nothing can be published yet: no decided claim stands on a line that is signed.",
            hint="Decide claims and sign their lines on the script page: loupe open CASE",
        )
    shards = next((signs for most, signs in _SHARDS if public.script.claim_count <= most), 2)
    pages = {"case": "index.html", "film": "film.html", "claims": "claims.html", "sources": "sources.html"}
    places = {
        here: Place(live=False, here=here, case=public.script.title, root="", files=pages, plays=film.copy is not None)
        for here in pages
    }
    hidden = sum(map(bool, public.unshown.values()))
    parts = _claim_parts(public)
    files: dict[str, Content] = {
        "index.html": _index(public, places["case"], by, hidden),
        "film.html": _film(public, places["film"], film, shards, parts),
        "sources.html": _page(
            "site_sources", places["sources"], sources=public.sources, quoted=public.quoted, hidden=hidden
        ),
    }
    for number, part in enumerate(parts, 1):
        files[_claims_file(number)] = _claims(public, places["claims"], part, number, len(parts), by, address, day)
    files |= _sources(public, places["sources"])
    files |= _parts(public, places["film"], shards)
    files |= {f"static/{name}": data for name, data in static_files() if name in _STATIC}
    if film.copy:
        files[f"media/film{film.suffix}"] = film.copy
    if film.poster:
        files["media/film.jpg"] = film.poster
    return dict(sorted(files.items()))


def _page(template: str, place: Place, **context: Any) -> bytes:
    return wording.clean(render(template, place, **context)).encode("utf-8")


def _index(public: Public, place: Place, by: str, hidden: int) -> bytes:
    script = public.script
    return _page(
        "site_index",
        place,
        title=script.title,
        work=script.work,
        claims=script.claim_count,
        counts=script.counts,
        sources=len(public.sources),
        hidden=hidden,
        brackets=any("[" in claim.text for claim in script.claims),
        meanings={label: wording.MEANINGS[label] for label in VERDICTS},
        quote=QUOTE,
        held_back=public.held_back,
        last=public.last,
        by=by,
    )


def _film(public: Public, place: Place, film: Film, shards: int, parts: Sequence[Sequence[ClaimView]]) -> bytes:
    media = None
    if film.copy:
        media = Media(film.kind, f"media/film{film.suffix}", "media/film.jpg" if film.poster else "")
    page = film_page(public.script, public.review, media, public.passages)
    entries = {
        claim.number: f"{_claims_file(number)}#{claim.id}" for number, part in enumerate(parts, 1) for claim in part
    }
    return _page("film", place, page=page, link=film.address, shards=shards, entries=entries)


def _claim_parts(public: Public) -> list[tuple[ClaimView, ...]]:
    claims = public.script.claims
    return [claims[at : at + _PAGE] for at in range(0, len(claims), _PAGE)]


def _claims_file(number: int) -> str:
    return "claims.html" if number == 1 else f"claims-{number}.html"


def _claims(
    public: Public,
    place: Place,
    claims: Sequence[ClaimView],
    number: int,
    parts: int,
    by: str,
    address: str,
    day: str,
) -> bytes:
    """One part of the list of all claims, with the data that search engines read."""
    heads = {head.id: head for head in heads_of_claims(claims, public.review)}
    times = {line.number: line.time for line in public.script.lines}
    entries = [
        {"claim": c, "head": heads[c.id], "review": public.review.of(c.id), "time": times[c.line]} for c in claims
    ]
    page = f"{address}{_claims_file(number)}"
    reviews = [
        claim_review(c, public.review.of(c.id), public.script.work, url=f"{page}#{c.id}", day=day, by=by)
        for c in claims
        if reviewed(c)
    ]
    packed = inert({"@context": "https://schema.org", "@graph": reviews}) if reviews else ""
    data = Markup(packed)  # noqa: S704 - no sign of HTML is left in it
    numbers = [(n, _claims_file(n)) for n in range(1, parts + 1)]
    return _page(
        "site_claims", place, entries=entries, number=number, numbers=numbers, cuts=public.cuts,
        resting=_resting(public), reviews=data,
    )  # fmt: skip


def _resting(public: Public) -> dict[str, str]:
    """What the evidence of each claim is besides what is shown, in a sentence."""
    return {c.id: resting_words(c.label, len(c.evidence), public.unshown[c.id]) for c in public.script.claims}


def _sources(public: Public, place: Place) -> dict[str, Content]:
    files: dict[str, Content] = {}
    for source in public.sources:
        files[f"sources-{source.id}.html"] = _page("site_source", place, source=source, quotes=public.quoted[source.id])
    return files


def _parts(public: Public, place: Place, shards: int) -> dict[str, Content]:
    """The claims with their cards, as the film page asks for them: classic scripts, which a page from disk may load."""
    work = public.script.work.id
    kept: defaultdict[str, dict[str, str]] = defaultdict(dict)
    resting = _resting(public)
    for claim in public.script.claims:
        page = claim_page(claim, public.review, work, public.bases[claim.id])
        html = wording.clean(fragment("claim_fragment", place, page=page, cuts=public.cuts, resting=resting))
        kept[claim.id[2 : 2 + shards] or "all"][f"film/{work}/claim/{claim.id}"] = html
    return {f"parts/{work}-{shard}.js": _script(parts) for shard, parts in sorted(kept.items())}


def _script(parts: Mapping[str, str]) -> bytes:
    return f"window.loupe.keep({inert(dict(parts))});\n".encode()
