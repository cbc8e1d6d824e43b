"""Publishing: what a person signed of a work, gathered from the case and written as a folder."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from loupe.engine.intake.films import bare_film, film_of, views_there
from loupe.engine.pages.known import Known
from loupe.engine.settings import Settings
from loupe.model import Source, sha256_hex, web_address
from loupe.model.errors import IdUnknown, UsageError
from loupe.publish.public import public_of
from loupe.publish.site import Film, Published, write_site
from loupe.publish.withdrawn import withdraw
from loupe.publish.written import Owner, is_of
from loupe.store import Decision, Store

__all__ = ["MEDIA", "Media", "make_public", "publish"]

Media = Literal["none", "link", "copy"]
MEDIA: tuple[Media, ...] = ("none", "link", "copy")
"""What becomes of the film: it is left out, linked to where it stands on the web, or copied into the folder."""

_PLAYED = {"film": "video", "sound": "audio"}


def publish(
    known: Known,
    work: Source,
    to: Path,
    *,
    settings: Settings,
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
    folder = _folder_address(address)
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
    day = datetime.now(UTC).date().isoformat()
    if not public.script.claim_count and is_of(to, owner):
        done = withdraw(public, to, owner, day)
    else:
        with ExitStack() as until_written:
            film = _film(known.store, work, review.public, media, settings, until_written)
            done = write_site(public, to, film, owner, by=" ".join(by.split()), address=folder, day=day)
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


def _folder_address(words: str) -> str:
    """The address that names of pages are put behind, with a slash at its end; "" where none is given."""
    if not words.strip():
        return ""
    address = web_address(words)
    if address is None or "?" in address or "#" in address:
        raise UsageError(
            f"“{words.strip()}” cannot be the web address of a folder.",
            hint="Write it whole, with http or https and without ? or #: https://example.org/antwerp/",
        )
    return address.rstrip("/") + "/"


def _film(
    store: Store, work: Source, public: frozenset[str], media: Media, settings: Settings, until_written: ExitStack
) -> Film:
    if media == "none":
        return Film()
    film = film_of(store, work)
    if media == "link":
        address = (film and film.address) or work.address
        if address is None:
            raise UsageError(
                f"Nobody has said where {(film or work).label} stands on the web, so nothing can link to it.",
                hint=f"Put its web address on its page under Sources ({(film or work).id}), or leave the film out.",
            )
        return Film(address=address)
    if film is None:
        raise UsageError(f"There is no film in the case for {work.label}.", hint="Leave --media copy out.")
    if film.id not in public:
        raise UsageError(
            f"{film.label} is not marked public.",
            hint=f"Mark it first: loupe public CASE {film.id}, or use --media none.",
        )
    views = views_there(store, film)
    path = views.copy if views and views.copy else store.blob_path(film.sha256 or "")
    copy = until_written.enter_context(bare_film(store, path, film.label, settings))
    return Film(_PLAYED[film.format], copy, copy.suffix, views.poster if views else None)
