"""The archive to look through: the list of sources, one source to read, its pages as pictures, and searching it all."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from loupe.engine.pages.archive import RELATED, Archive
from loupe.engine.pages.drawing import Drawing, DrawnPage
from loupe.engine.pages.finding import Search, found_for
from loupe.engine.pages.known import Known
from loupe.engine.pages.showing import media_of
from loupe.engine.settings import Settings
from loupe.model import Passage, Source, TimePlace, Word
from loupe.model.errors import IdUnknown
from loupe.review import CardDecided, Review
from loupe.store import Store
from loupe.views.contexts import ClaimView
from loupe.views.film_page import heads_of_claims
from loupe.views.quote_boxes import QuoteBox, quote_boxes
from loupe.views.search_page import SearchPage
from loupe.views.source_page import (
    PASSAGES,
    PassageRow,
    QuoteAt,
    Resting,
    SourcePage,
    history_of,
    passage_rows,
    source_form,
)
from loupe.views.sources_page import SourcesPage, SourcesQuery, made_by_machine, sources_page

__all__ = ["Browsing", "PageShown"]

_OPENS_NOT = ("file-damaged", "file-encrypted", "file-empty", "format-unknown")
_WORD_LISTS = 4  # kept in memory; those of a long film are large


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page of an original: its picture, its size in points, and the boxes of the quote that is looked for."""

    drawn: DrawnPage
    boxes: tuple[QuoteBox, ...]


@dataclass(slots=True)
class Browsing:
    """Looks through one open case; safe to use from several threads."""

    _known: Known
    _settings: Settings
    _search: Search
    _searches_by: str
    _drawing: Drawing
    _held: Archive | None = None
    _words: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sources(self, query: SourcesQuery) -> SourcesPage:
        """A page of the list of sources."""
        return sources_page(self._archive().listing, query)

    def search(self, query: str, claim: str = "", work: str = "") -> SearchPage:
        """What is found in claims and archive; ``claim`` is an id or number. Raises IdUnknown for a claim."""
        return found_for(self._archive(), self._known.review, self._search, self._searches_by, query, claim, work)

    def source(
        self, wanted: str, *, page: int = 1, at: str = "", quote: QuoteAt | None = None, at_ms: int | None = None
    ) -> SourcePage:
        """A page of a source: the one that a quote, a passage ``at`` or a moment is on, else number ``page``.

        Raises IdUnknown for a source, passage or quote that is not there.
        """
        archive = self._archive()
        source = archive.sources.get(wanted)
        if source is None:
            raise IdUnknown(f"There is no source {wanted} in the case.")
        told = archive.words_of(source)
        start = self._start(told, page, quote.passage_id if quote else at, at_ms)
        passages = self._store.passages_from(told.id, start, PASSAGES) if told.passages else ()
        _refuse_false(quote, passages)
        claims = self._claims(told, archive)
        rows = passage_rows(passages, self._words_of(told), claims, quote)
        parts = archive.parts.get(source.id, ())
        form = source_form(source, passages[0] if passages else None)
        whole = archive.sources.get(source.part_of or "")
        return SourcePage(
            source=source,
            form=form,
            machine=made_by_machine(told),
            of=archive.related([whole])[0] if whole else None,
            parts=archive.related(parts),
            more_parts=max(0, len(parts) - RELATED),
            draws_on=archive.drawn_on(source),
            drawn_on_by=archive.related(archive.retellers.get(source.id, ())),
            origin=archive.groups.get(source.id),
            media=media_of(self._store, source) if form == "timed" else None,
            text_of=archive.related([told])[0] if told is not source else None,
            passages=rows,
            first=start + 1 if rows else 0,
            last=start + len(rows),
            total=told.passages,
            page=start // PASSAGES + 1,
            pages=max(1, -(-told.passages // PASSAGES)),
            quote=quote,
            shown_page=_first_page(rows, quote.passage_id if quote else at) if _drawable(source, form) else None,
            claims=claims,
            history=history_of((e.at, e.actor, e.action, e.payload) for e in self._store.source_log(source.id)),
        )

    def page(self, wanted: str, number: int, quote: QuoteAt | None = None) -> PageShown:
        """A page of a PDF or picture with the boxes of a quote on it; raises IdUnknown and what drawing raises."""
        source = self._store.source(wanted)
        drawn = self._drawing.page(source, number, self._settings)
        if quote is None:
            return PageShown(drawn, ())
        passage = self._store.passages_by_id([quote.passage_id]).get(quote.passage_id)
        if passage is None or passage.source_id != source.id:
            raise IdUnknown(f"There is no passage {quote.passage_id} in {source.label}.")
        _refuse_false(quote, [passage])
        words = self._words_of(source)
        boxes = quote_boxes(passage.locator, quote.start, quote.end, passage.text, words, drawn.lines)
        return PageShown(drawn, tuple(box for box in boxes if box.page == number))

    def close(self) -> None:
        """Let go of what is not kept in the case."""
        self._drawing.close()

    def _archive(self) -> Archive:
        with self._lock:
            sources = self._known.sources()
            scripts = tuple((work, self._known.script(work)) for work in self._known.works())
            if self._held is None or not self._held.is_of(sources, scripts):
                self._held = Archive.of(sources, scripts, self._held)
            return self._held

    def ready(self) -> None:
        """Make what every page of the archive needs, before somebody waits for one."""
        self._archive()

    @property
    def _store(self) -> Store:
        return self._known.store

    def _start(self, source: Source, page: int, at: str, at_ms: int | None) -> int:
        """The ordinal of the first passage of the page that is wanted."""
        ordinal = (max(1, page) - 1) * PASSAGES
        if at:
            found = self._store.passages_by_id([at]).get(at)
            if found is None or found.source_id != source.id:
                raise IdUnknown(f"There is no passage {at} in {source.label}.")
            ordinal = found.ordinal
        elif at_ms is not None:
            said = [p.ordinal for p in self._store.passages(source.id) if _begins(p) <= at_ms]
            ordinal = said[-1] if said else 0
        return min(ordinal, max(0, source.passages - 1)) // PASSAGES * PASSAGES

    def _words_of(self, source: Source) -> tuple[Word, ...]:
        sha256 = source.words_sha256
        if sha256 is None:
            return ()
        with self._lock:
            if sha256 in self._words:
                return self._words[sha256]
        words = self._store.words(source.id)
        with self._lock:
            while len(self._words) >= _WORD_LISTS:
                self._words.pop(next(iter(self._words)))
            self._words[sha256] = words
        return words

    def _claims(self, source: Source, archive: Archive) -> tuple[Resting, ...]:
        """The claims that rest on a source: by the evidence found, then by what persons attached by hand."""
        reviews = {work.id: self._known.review(work.id) for work in archive.works}
        found = [
            _resting(work, claim, reviews[work.id], CardDecided(
                e.passage_id, e.locator.start, e.locator.end, e.quote, e.stance, "", "", 0
            ))
            for work, claim, e in archive.resting.get(source.id, ())
        ]  # fmt: skip
        known = {(r.claim_id, r.passage_id, r.quote) for r in found}
        by_hand = [
            (work, claim, card)
            for work, claim in archive.claims
            for card in reviews[work.id].of(claim.id).cards
            if (claim.id, card.passage_id, card.quote) not in known
        ]
        there = self._store.passages_by_id([card.passage_id for _, _, card in by_hand])
        return tuple(found) + tuple(
            _resting(work, claim, reviews[work.id], card)
            for work, claim, card in by_hand
            if card.passage_id in there and there[card.passage_id].source_id == source.id
        )


def _refuse_false(quote: QuoteAt | None, passages: Sequence[Passage]) -> None:
    """Raise IdUnknown for a quote that does not lie in its passage, one of these."""
    if quote is None:
        return
    found = next((p for p in passages if p.id == quote.passage_id), None)
    if found is None or not found.locator.start <= quote.start < quote.end <= found.locator.end:
        raise IdUnknown("The quote does not stand in that passage.", hint="Open it from its card again.")


def _begins(passage: Passage) -> int:
    place = passage.locator.segments[0].place
    return place.start_ms if isinstance(place, TimePlace) else 0


def _drawable(source: Source, form: str) -> bool:
    """Whether a page is worth drawing: what opens only with a password, or not at all, shows nothing."""
    problem = source.problem.code if source.problem and not source.passages else ""
    return form == "paged" and bool(source.sha256) and problem not in _OPENS_NOT


def _first_page(rows: Sequence[PassageRow], at: str) -> int:
    pages = {row.id: row.page for row in rows if row.page}
    return pages.get(at) or next(iter(pages.values()), 1)


def _resting(work: Source, claim: ClaimView, review: Review, card: CardDecided) -> Resting:
    """A claim by a card; where a person decided of the same quote, that person's stance holds."""
    head = heads_of_claims((claim,), review)[0]
    mine = next(
        (c for c in review.of(claim.id).cards if (c.passage_id, c.quote) == (card.passage_id, card.quote)), card
    )
    return Resting(
        claim.id, claim.number, work.id, work.label, claim.text, head.label, bool(head.decided), head.initials,
        mine.stance, mine.who, card.quote, card.passage_id, card.start, card.end,
    )  # fmt: skip
