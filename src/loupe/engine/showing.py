"""The contexts of the workbench's pages, made from the case and held as long as nothing but decisions changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from loupe.engine.films import views_there
from loupe.engine.taken import Taken
from loupe.model import Source
from loupe.model.errors import IdUnknown
from loupe.review import CardDecided, Review, basis_of, review_of
from loupe.store import Store
from loupe.views import ScriptContext
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
from loupe.views.shapes import shape_of, shaped

__all__ = ["Make", "Shown", "claim", "film", "heads", "media_of"]

_HEARD = {"film": "video", "sound": "audio"}


class Make(Protocol):
    """Makes the script of a work; ``proposed`` leaves out what persons decided."""

    def __call__(self, work: str | None, *, proposed: bool) -> ScriptContext: ...  # noqa: D102 - the class says it


@dataclass(slots=True)
class Shown:
    """The script of each work as it stood at an entry of the log, so that a page need not read all evidence anew.

    It is held as Loupe proposes it, with its claims as persons split and merged them: what else they decided changes
    more often, and is laid over it by each page.

    Safe to use from several threads: two that come at once wait for one making.
    """

    _held: dict[str, tuple[int, ScriptContext, dict[str, str]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    taken: Taken = field(default_factory=Taken)
    _shaped: dict[str, tuple[ScriptContext, object, ScriptContext, Mapping[str, str]]] = field(default_factory=dict)

    def script(self, make: Make, store: Store, work: Source) -> tuple[ScriptContext, Mapping[str, str]]:
        """The script of a work, made anew only where it is old, and by claim the hash of its evidence."""
        with self._lock:
            now = store.last_change()
            held = self._held.get(work.id)
            if held is None or held[0] != now:
                script = make(work.id, proposed=True)
                bases = {f.claim.id: basis_of(f) for f in store.findings(work.id)}
                held = self._held[work.id] = (now, script, bases)
            shape = shape_of(self.taken.review(store, work.id))
            if not shape:
                return held[1], held[2]
            there = self._shaped.get(work.id)
            if there is None or there[0] is not held[1] or there[1] != shape:
                made = shaped(held[1], self.taken.review(store, work.id), held[2])
                there = self._shaped[work.id] = (held[1], shape, *made)
            return there[2], there[3]


def film(script: ScriptContext, store: Store, work: Source) -> FilmPage:
    """The film page of a work."""
    passages = {n: p.id for n, p in enumerate(store.passages(work.id), 1)}
    return film_page(script, _review(store, work), media_of(store, work), passages)


def heads(script: ScriptContext, store: Store, work: Source) -> tuple[Review, tuple[ClaimHead, ...]]:
    """How every claim stands now, in the order of the lines."""
    review = _review(store, work)
    return review, heads_of(script, review)


def claim(script: ScriptContext, bases: Mapping[str, str], store: Store, work: Source, wanted: str) -> ClaimPage:
    """One claim with its cards, by its id or number; raises IdUnknown."""
    found = next((c for c in script.claims if wanted in (c.id, c.number)), None)
    if found is None:
        raise IdUnknown(f"There is no claim {wanted} in {work.label}.")
    return claim_page(
        found, _review(store, work), work.id, bases.get(found.id, ""), lambda card: _attached(store, card)
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


def _review(store: Store, work: Source) -> Review:
    return review_of(store.decisions(work.id))
