"""The archive to look through: the list of sources, one source to read, its pages as pictures, and searching it all."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from loupe.engine.drawing import Drawing, DrawnPage
from loupe.engine.roots import origin_groups
from loupe.engine.settings import Settings
from loupe.engine.showing import media_of
from loupe.model import Passage, Source, TimePlace, Word
from loupe.model.errors import IdUnknown
from loupe.review import Review, review_of
from loupe.search import Hit
from loupe.store import Store
from loupe.views import ScriptContext
from loupe.views.contexts import ClaimView, DrawnOn
from loupe.views.film_page import Media, heads_of_claims
from loupe.views.quote_boxes import QuoteBox, quote_boxes
from loupe.views.search_page import FoundClaim, FoundPassage, SearchPage, claims_found
from loupe.views.source_page import (
    PASSAGES,
    QuoteAt,
    Related,
    Resting,
    SourcePage,
    history_of,
    passage_rows,
    source_form,
)
from loupe.views.sources_page import OriginGroup, SourceRow, SourcesPage, SourcesQuery, made_by_machine
from loupe.views.sources_page import source_rows, sources_page

__all__ = ["Browsing", "Found", "PageShown"]

_PARTS, _KEPT_WORDS = 500, 4
Scripts = Callable[[], Iterable[tuple[Source, ScriptContext]]]


class Found(Protocol):
    """A passage that a search found, as ``Case.search`` gives it."""

    @property
    def source(self) -> Source:
        """The source that it stands in."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""

    @property
    def hit(self) -> Hit:
        """The window that was found, and how it ranked."""


class Search(Protocol):
    """Searches the archive, or the works when told to."""

    def __call__(self, text: str, limit: int, /, *, works: bool) -> Sequence[Found]:
        """The passages closest to a text."""


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page of an original: its picture, its size in points, and the boxes of the quote that is looked for."""

    drawn: DrawnPage
    boxes: tuple[QuoteBox, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What is costly to make and stays true until something but decisions changes in the case."""

    at: int
    sources: Mapping[str, Source]
    rows: tuple[SourceRow, ...]
    groups: Mapping[str, OriginGroup]
    parts: Mapping[str, tuple[Source, ...]]
    drawn_on_by: Mapping[str, tuple[Source, ...]]
    resting: Mapping[str, tuple[tuple[Source, ClaimView, int], ...]]
    scripts: tuple[tuple[Source, ScriptContext], ...]


@dataclass(slots=True)
class Browsing:
    """Looks through one open case; safe to use from several threads."""

    _store: Store
    _settings: Settings
    _scripts: Scripts
    _search: Search
    _searches_by: str
    _drawing: Drawing
    _kept: _Held | None = None
    _words: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # --- the list ---

    def sources(self, query: SourcesQuery) -> SourcesPage:
        """A page of the list of sources."""
        return sources_page(self._held().rows, query)

    def _held(self) -> _Held:
        with self._lock:
            now = self._store.last_change()
            if self._kept is None or self._kept.at != now:
                self._kept = self._made(now)
            return self._kept

    def _made(self, now: int) -> _Held:
        sources = {s.id: s for s in self._store.sources()}
        groups = origin_groups(tuple(sources.values()))
        scripts = tuple(self._scripts())
        resting: defaultdict[str, list[tuple[Source, ClaimView, int]]] = defaultdict(list)
        for work, script in scripts:
            for claim in script.claims:
                for at, evidence in enumerate(claim.evidence):
                    resting[evidence.source_id].append((work, claim, at))
        cited = {id_: len({claim.id for _, claim, _ in found}) for id_, found in resting.items()}
        parts: defaultdict[str, list[Source]] = defaultdict(list)
        drawn: defaultdict[str, list[Source]] = defaultdict(list)
        names = {name: s.id for s in sources.values() for name in (s.title, s.name, s.id) if name}
        for source in sorted(sources.values(), key=lambda s: (s.label.casefold(), s.id)):
            if source.part_of:
                parts[source.part_of].append(source)
            for declared in source.draws_on:
                if names.get(declared) not in (None, source.id):
                    drawn[names[declared]].append(source)
        return _Held(
            now, sources, source_rows(tuple(sources.values()), groups, cited), groups,
            _frozen(parts), _frozen(drawn), {id_: tuple(found) for id_, found in resting.items()}, scripts,
        )  # fmt: skip

    # --- one source ---

    def source(
        self, wanted: str, *, page: int = 1, at: str = "", quote: QuoteAt | None = None, at_ms: int | None = None
    ) -> SourcePage:
        """A page of a source: the one that a quote, a passage ``at`` or a moment is on, else number ``page``.

        Raises IdUnknown for a source, passage or quote that is not there.
        """
        held = self._held()
        source = held.sources.get(wanted)
        if source is None:
            raise IdUnknown(f"There is no source {wanted} in the case.")
        read = source if source.passages else _retold_by(source, held)
        start = self._start(read, page, quote.passage_id if quote else at, at_ms)
        passages = self._store.passages_from(read.id, start, PASSAGES) if read.passages else ()
        quote = self._refuse_false(quote, passages)
        claims = self._claims(read, held)
        rows = passage_rows(passages, self._words_of(read), claims, quote)
        parts = held.parts.get(source.id, ())
        form = source_form(source, passages[0] if passages else None)
        return SourcePage(
            source=source,
            form=form,
            machine=made_by_machine(read),
            of=_related(held.sources.get(source.part_of or "")),
            parts=tuple(r for s in parts[:_PARTS] if (r := _related(s))),
            more_parts=max(0, len(parts) - _PARTS),
            draws_on=tuple(_drawn_on(source, held.sources)),
            drawn_on_by=tuple(r for s in held.drawn_on_by.get(source.id, ())[:_PARTS] if (r := _related(s))),
            origin=held.groups.get(source.id),
            media=self._media(source, form),
            text_of=_related(read) if read.id != source.id else None,
            passages=rows,
            first=start + 1 if rows else 0,
            last=start + len(rows),
            total=read.passages,
            page=start // PASSAGES + 1,
            pages=max(1, -(-read.passages // PASSAGES)),
            quote=quote,
            shown_page=_first_page(rows, quote.passage_id if quote else at) if form == "paged" else None,
            claims=claims,
            history=history_of((e.at, e.actor, e.action, e.payload) for e in self._store.source_log(source.id)),
        )

    def _start(self, source: Source, page: int, at: str, at_ms: int | None) -> int:
        """The ordinal of the first passage of the page that is wanted."""
        ordinal = (max(1, page) - 1) * PASSAGES
        if at:
            found = self._store.passages_by_id([at]).get(at)
            if found is None or found.source_id != source.id:
                raise IdUnknown(f"There is no passage {at} in {source.label}.")
            ordinal = found.ordinal
        elif at_ms is not None:
            said = [p for p in self._store.passages(source.id) if _begins(p) <= at_ms]
            ordinal = said[-1].ordinal if said else 0
        last = max(0, source.passages - 1)
        return min(ordinal, last) // PASSAGES * PASSAGES

    def _refuse_false(self, quote: QuoteAt | None, passages: Sequence[Passage]) -> QuoteAt | None:
        if quote is None:
            return None
        found = next((p for p in passages if p.id == quote.passage_id), None)
        if found is None or not found.locator.start <= quote.start < quote.end <= found.locator.end:
            raise IdUnknown("The quote does not stand in that passage.", hint="Open it from its card again.")
        return quote

    def _media(self, source: Source, form: str) -> Media | None:
        return media_of(self._store, source) if form == "timed" else None

    def _words_of(self, source: Source) -> tuple[Word, ...]:
        sha256 = source.words_sha256
        if sha256 is None:
            return ()
        with self._lock:
            if sha256 in self._words:
                return self._words[sha256]
        words = self._store.words(source.id)
        with self._lock:
            while len(self._words) >= _KEPT_WORDS:
                self._words.pop(next(iter(self._words)))
            self._words[sha256] = words
        return words

    def _claims(self, source: Source, held: _Held) -> tuple[Resting, ...]:
        """The claims that rest on a source: by the evidence found, and by what persons attached by hand."""
        reviews = {work.id: review_of(self._store.decisions(work.id)) for work, _ in held.scripts}
        found = [
            _resting(work, claim, reviews[work.id], e.quote, e.passage_id, e.locator.start, e.locator.end, e.stance)
            for work, claim, at in held.resting.get(source.id, ())
            for e in (claim.evidence[at],)
        ]
        known = {(r.claim_id, r.passage_id, r.quote) for r in found}
        for work, script in held.scripts:
            claims = {claim.id: claim for claim in script.claims}
            cards = [
                (claims[id_], card)
                for id_, stands in reviews[work.id].claims.items()
                if id_ in claims
                for card in stands.cards
                if (id_, card.passage_id, card.quote) not in known
            ]
            there = self._store.passages_by_id([card.passage_id for _, card in cards])
            found += [
                _resting(work, claim, reviews[work.id], card.quote, card.passage_id, card.start, card.end, card.stance)
                for claim, card in cards
                if card.passage_id in there and there[card.passage_id].source_id == source.id
            ]
        return tuple(found)

    # --- pages of the original ---

    def page(self, wanted: str, number: int, quote: QuoteAt | None = None) -> PageShown:
        """A page of a PDF or picture with the boxes of a quote on it; raises IdUnknown and what drawing raises."""
        source = self._store.source(wanted)
        drawn = self._drawing.page(source, number, self._settings)
        if quote is None:
            return PageShown(drawn, ())
        passage = self._store.passages_by_id([quote.passage_id]).get(quote.passage_id)
        if passage is None or passage.source_id != source.id:
            raise IdUnknown(f"There is no passage {quote.passage_id} in {source.label}.")
        self._refuse_false(quote, [passage])
        boxes = quote_boxes(passage.locator, quote.start, quote.end, passage.text, self._words_of(source), drawn.lines)
        return PageShown(drawn, tuple(box for box in boxes if box.page == number))

    # --- search ---

    def search(self, query: str, claim: str = "", work: str = "", limit: int = 20) -> SearchPage:
        """What words and meaning find in claims and archive; ``claim`` (id or number) is whom it is searched for."""
        held = self._held()
        reviews = {source.id: review_of(self._store.decisions(source.id)) for source, _ in held.scripts}
        wanted = self._wanted(claim, work, held)
        of = wanted and _found_claim(*wanted, reviews[wanted[0].id])
        seen = reviews[wanted[0].id].last if wanted else 0
        if not query.strip():
            return SearchPage(query, self._searches_by, of, (), (), seen)
        claims: list[FoundClaim] = []
        near = self._search(query, limit, works=True) if held.scripts else ()
        for source, script in held.scripts:
            lines = [hit.passage.ordinal + 1 for hit in near if hit.source.id == source.id]
            claims += claims_found(query, source.id, source.label, script.claims, reviews[source.id], lines)
        stances = _stances(wanted[1], reviews[wanted[0].id]) if wanted else {}
        passages = tuple(_found(found, stances) for found in self._search(query, limit, works=False))
        return SearchPage(query, self._searches_by, of, tuple(claims), passages, seen)

    def _wanted(self, claim: str, work: str, held: _Held) -> tuple[Source, ClaimView] | None:
        if not claim:
            return None
        for source, script in held.scripts:
            if work in ("", source.id):
                found = next((c for c in script.claims if claim in (c.id, c.number)), None)
                if found is not None:
                    return source, found
        raise IdUnknown(f"There is no claim {claim} in the works of this case.")


def _frozen(lists: Mapping[str, Sequence[Source]]) -> dict[str, tuple[Source, ...]]:
    return {key: tuple(found) for key, found in lists.items()}


def _related(source: Source | None) -> Related | None:
    if source is None:
        return None
    return Related(source.id, source.label, source.kind, source.problem.message if source.problem else "")


def _drawn_on(source: Source, sources: Mapping[str, Source]) -> Iterable[DrawnOn]:
    names = {name: s for s in sources.values() for name in (s.title, s.name, s.id) if name} if source.draws_on else {}
    for declared in source.draws_on:
        found = names.get(declared)
        yield DrawnOn(found.label, found.id) if found else DrawnOn(declared, None)


def _retold_by(source: Source, held: _Held) -> Source:
    """Where the words of a film or recording are: in a part of it that retells it, its maker's before a machine's."""
    parts = [s for s in held.parts.get(source.id, ()) if s.passages and source.id in s.draws_on]
    return min(parts, key=lambda s: (bool(made_by_machine(s)), s.id), default=source)


def _begins(passage: Passage) -> int:
    place = passage.locator.segments[0].place
    return place.start_ms if isinstance(place, TimePlace) else 0


def _first_page(rows: Sequence[object], at: str) -> int:
    from loupe.views.source_page import PassageRow

    pages = {row.id: row.page for row in rows if isinstance(row, PassageRow) and row.page}
    return pages.get(at) or next(iter(pages.values()), 1)


def _resting(
    work: Source, claim: ClaimView, review: Review, quote: str, passage: str, start: int, end: int, stance: str
) -> Resting:
    head = heads_of_claims((claim,), review)[0]
    card = next((c for c in review.of(claim.id).cards if (c.passage_id, c.quote) == (passage, quote)), None)
    return Resting(
        claim.id, claim.number, work.id, work.label, claim.text, head.label, bool(head.decided), head.initials,
        card.stance if card else stance, card.who if card else "", quote, passage, start, end,
    )  # fmt: skip


def _found_claim(work: Source, claim: ClaimView, review: Review) -> FoundClaim:
    return FoundClaim(heads_of_claims((claim,), review)[0], claim.text, work.id, work.label, claim.line)


def _stances(claim: ClaimView, review: Review) -> dict[tuple[str, str], tuple[str, str]]:
    """What is held of passages for a claim: by passage and quote the stance, and who decided it."""
    found: dict[tuple[str, str], tuple[str, str]] = {(e.passage_id, e.quote): (e.stance, "") for e in claim.evidence}
    return found | {(c.passage_id, c.quote): (c.stance, c.who) for c in review.of(claim.id).cards}


def _found(found: Found, stances: Mapping[tuple[str, str], tuple[str, str]]) -> FoundPassage:
    passage, hit, source = found.passage, found.hit, found.source
    base = passage.locator.start
    window = passage.text[hit.start - base : hit.end - base]
    quote = window.strip()
    start = hit.start + len(window) - len(window.lstrip())
    ranks = [(hit.word_rank, "words"), (hit.meaning_rank, "meaning")]
    by = " and ".join(f"{what} (place {rank})" for rank, what in ranks if rank is not None)
    stance, who = stances.get((passage.id, quote), ("", ""))
    return FoundPassage(
        source.id, source.label, source.kind, source.published, source.reliability, passage.id, start,
        start + len(quote), quote, passage.place_of(start, start + len(quote)), by, stance, who,
    )  # fmt: skip
