"""The contexts of the film page and its claims, from what is known of the case."""

from __future__ import annotations

from dataclasses import replace

from loupe.engine.intake.films import views_there
from loupe.engine.pages.known import Known
from loupe.model import Source
from loupe.model.errors import IdUnknown
from loupe.review import CardDecided, Review
from loupe.store import Store
from loupe.views.film_page import (
    AttachedCard,
    ClaimHead,
    ClaimPage,
    FilmPage,
    Media,
    claim_page,
    film_page,
    heads_of,
)

__all__ = ["claim", "film", "heads", "media_of"]

_HEARD = {"film": "video", "sound": "audio"}


def film(known: Known, work: Source) -> FilmPage:
    """The film page of a work."""

    def made() -> FilmPage:
        passages = {n: p.id for n, p in enumerate(known.lines(work.id), 1)}
        return film_page(known.script(work), known.review(work.id), None, passages, known.sign_offs(work))

    # what plays is looked for each time: a copy for browsers may have been made meanwhile
    return replace(known.held(work, "film", made), media=media_of(known.store, work))


def heads(known: Known, work: Source) -> tuple[Review, tuple[ClaimHead, ...]]:
    """How every claim stands now, in the order of the lines."""
    review = known.review(work.id)
    return review, heads_of(known.script(work), review)


def claim(known: Known, work: Source, wanted: str) -> ClaimPage:
    """One claim with its cards, by its id or number; raises IdUnknown."""
    found = next((c for c in known.script(work).claims if wanted in (c.id, c.number)), None)
    if found is None:
        raise IdUnknown(f"There is no claim {wanted} in {work.label}.")
    basis = known.bases(work).get(found.id, "")
    return claim_page(
        found,
        known.review(work.id),
        work.id,
        basis,
        lambda card: _attached(known.store, card),
        known.by_hand(work),
        known.script(work).policy.corroborating_origins,
    )


def _attached(store: Store, card: CardDecided) -> AttachedCard:
    """Where a card stands that a person attached; a passage that is gone leaves the quote alone."""
    passage = store.passages_by_id([card.passage_id]).get(card.passage_id)
    if passage is None:
        return AttachedCard(card, "", "a source that was read anew since", None, "")
    source = store.source(passage.source_id)
    inside = passage.locator.start <= card.start < card.end <= passage.locator.end
    place = passage.place_of(card.start, card.end) if inside else passage.place
    return AttachedCard(card, source.id, source.label, source.published, place)


def media_of(store: Store, work: Source) -> Media | None:
    """The film or recording that a work's words are of: the work itself, or what it is part of or draws on."""
    for id_ in sorted({work.id, work.part_of or "", *work.draws_on}):
        source = store.source(id_) if store.has_source(id_) else None
        if source is not None and source.format in _HEARD and source.sha256:
            views = views_there(store, source)
            poster = f"/media/{source.id}/poster" if views and views.poster else ""
            return Media(_HEARD[source.format], f"/media/{source.id}", poster)
    return None
