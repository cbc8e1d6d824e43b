"""Publishing: what a person signed of a work, gathered from the case and written as a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import urlsplit

from loupe.engine.intake.films import film_of, views_there
from loupe.engine.pages.known import Known
from loupe.model import Source, sha256_hex
from loupe.model.errors import IdUnknown, UsageError
from loupe.publish.public import public_of
from loupe.publish.site import Film, Published, write_site
from loupe.publish.withdrawn import withdraw
from loupe.publish.written import Owner, is_of
from loupe.store import Decision, Store

__all__ = ["MEDIA", "Media", "make_public", "publish"]

Media = Literal["none", "link", "copy"]
MEDIA: tuple[Media, ...] = ("none", "link", "copy")
"""What becomes of the film: it is left out, linked to where it came from, or copied into the folder."""

_PLAYED = {"film": "video", "sound": "audio"}
_SUFFIX = re.compile(r"\.(?:mp4|m4v|webm|mov|mp3|m4a|wav|flac|ogg|oga|opus|aac)")


def publish(
    known: Known,
    work: Source,
    to: Path,
    *,
    media: Media,
    names: bool,
    by: str,
    address: str,
) -> Published:
    """Write the public folder of a work; see ``loupe.publish.site.write_site``.

    Where nothing may leave any more, a folder that this work was published into before says that it is withdrawn.
    """
    if media not in MEDIA:
        raise UsageError(f"The film cannot be published as {media}.", hint="Say none, link or copy.")
    if address and (urlsplit(address).scheme not in ("http", "https") or re.search(r"[\s<>\"']", address)):
        raise UsageError(
            f"{address} is no web address.", hint="Give the address of the folder: https://example.org/it/"
        )
    review, sources, bases, script = known.review(work.id), known.sources(), known.bases(work), known.script(work)
    public = public_of(
        script,
        review,
        known.lines(work.id),
        lambda claim: bases.get(claim, ""),
        sources,
        known.by_hand(work),
        names=names,
    )
    owner = Owner(work.id, public.script.title, _sign_of(known.store))
    if not public.script.claim_count and is_of(to, owner):
        done = withdraw(public, to, owner, known.store.log(after=known.store.newest() - 1)[-1].at[:10])
    else:
        film = _film(known.store, work, review.public, media)
        folder = address.rstrip("/") + "/" if address else ""
        done = write_site(public, to, film, owner, by=" ".join(by.split()), address=folder)
    return replace(done, waiting=script.waiting, outdated=script.outdated)


def _sign_of(store: Store) -> str:
    """What tells a case from others and says nothing of it: copies of a case have the same."""
    first = store.log(["case created"])[:1]
    return sha256_hex(f"loupe-folder {first[0].hash}".encode())[:16] if first else ""


def make_public(store: Store, work: Source, wanted: Sequence[str], on: bool, who: str, why: str) -> list[Decision]:
    """Keep a person's word that these sources may, or may not, be shown in public. Raises IdUnknown before any."""
    found = []
    for reference in wanted:
        source = store.find(reference)
        if not isinstance(source, Source):
            raise IdUnknown(f"{reference} is no source.", hint="List them with: loupe sources CASE")
        found.append(source)
    return [store.decide(work.id, "public", {"source": s.id, "on": on}, who, why) for s in found]


def _film(store: Store, work: Source, public: frozenset[str], media: Media) -> Film:
    if media == "none":
        return Film()
    film = film_of(store, work)
    if media == "link":
        came_from = (film and film.came_from) or work.came_from or ""
        return Film(address=came_from if re.fullmatch(r"https?://[^\s<>\"'@]+", came_from) else "")
    if film is None:
        raise UsageError(f"There is no film in the case for {work.label}.", hint="Leave --media copy out.")
    if film.id not in public:
        raise UsageError(
            f"{film.label} is not marked public.",
            hint=f"Mark it first: loupe public CASE {film.id}, or use --media none.",
        )
    views = views_there(store, film)
    path = views.copy if views and views.copy else store.blob_path(film.sha256 or "")
    suffix = PurePath(path if views and views.copy else film.name).suffix.lower()
    if not _SUFFIX.fullmatch(suffix):
        raise UsageError(f"{film.label} plays in no browser as it is.", hint="Make a copy that does: loupe film CASE")
    return Film(_PLAYED[film.format], path, suffix, views.poster if views else None)
