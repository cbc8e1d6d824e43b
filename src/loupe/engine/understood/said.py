"""What the sources of a case say, statement by statement and time by time, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.language import fold, split_sentences, statement_words
from loupe.model import Passage, Source, Statement
from loupe.model.errors import CaseDamaged
from loupe.model.times import TimeSpan
from loupe.model.understanding import Understood
from loupe.store import Store

__all__ = ["Said", "Told", "mentions_of", "said_in", "times_in"]

_BAD = "What was understood of {name} does not fit its text."
_BAD_HINT = "Delete understood.db in the case folder; Loupe makes it again."


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with the source it stands in, its place in words, and the whole of it in one plain line."""

    source: Source
    place: str
    statement: Statement
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One time that a source names: the sentence it stands in, verbatim, and its place in words."""

    source: Source
    passage_id: str
    place: str
    quote: str
    start: int
    end: int
    time: TimeSpan


def said_in(
    store: Store,
    understood: Iterable[tuple[str, Understood]],
    wanted: Callable[[Source, Statement], bool] | None = None,
) -> Iterator[Said]:
    """The statements that are wanted, in the order of their sources and texts; raises CaseDamaged for a loose quote."""
    sources = {s.id: s for s in store.sources()}
    places = _Places(store)
    for source_id, one in understood:
        source = sources[source_id]
        for statement in one.statements:
            if wanted and not wanted(source, statement):
                continue
            text = store.read_text(source.text_sha256 or "")
            if text[statement.start : statement.end] != statement.quote:
                raise CaseDamaged(_BAD.format(name=source.label), hint=_BAD_HINT)
            place = places.words(statement.passage_id, statement.start, statement.end)
            yield Said(source, place, statement, statement_words(statement, text))


def times_in(store: Store, understood: Iterable[tuple[str, Understood]]) -> Iterator[Told]:
    """Every time that the sources name, with its sentence; raises CaseDamaged for a loose quote."""
    sources = {s.id: s for s in store.sources()}
    places = _Places(store)
    for source_id, one in understood:
        source = sources[source_id]
        for time in one.times:
            text = store.read_text(source.text_sha256 or "")
            if " ".join(text[time.start_at : time.end_at].split()) != " ".join(time.text.split()):
                raise CaseDamaged(_BAD.format(name=source.label), hint=_BAD_HINT)
            passage = places.holding(source_id, time.start_at, one.passage_id)
            start, end = _sentence_around(passage, time)
            yield Told(source, passage.id, places.words(passage.id, start, end), text[start:end], start, end, time)


def _sentence_around(passage: Passage, time: TimeSpan) -> tuple[int, int]:
    base = passage.locator.start
    for a, b in split_sentences(passage.text):
        if base + a <= time.start_at < base + b:
            return base + a, base + b
    return base, passage.locator.end


class _Places:
    """Passages by id and by where they stand, read source by source."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._source = ""
        self._starts: list[int] = []
        self._passages: Sequence[Passage] = ()
        self._by_id: Mapping[str, Passage] = {}

    def _open(self, source_id: str) -> None:
        if source_id != self._source:
            self._source, self._passages = source_id, self._store.passages(source_id)
            self._by_id = {p.id: p for p in self._passages}
            self._starts = [p.locator.start for p in self._passages]

    def words(self, passage_id: str, start: int, end: int) -> str:
        if passage_id not in self._by_id:
            found = self._store.passages_by_id([passage_id])
            if passage_id not in found:
                raise CaseDamaged("Something was understood of a passage that is gone.", hint=_BAD_HINT)
            self._open(found[passage_id].source_id)
        passage = self._by_id[passage_id]
        return passage.place_of(start, min(end, passage.locator.end))

    def holding(self, source_id: str, at: int, first: str) -> Passage:
        self._open(source_id)
        passage = self._passages[max(0, bisect_right(self._starts, at) - 1)]
        return passage if passage.locator.start <= at < passage.locator.end else self._by_id[first]


def mentions_of(name: str) -> Callable[[Source, Statement], bool]:
    """Whether a statement speaks of somebody: a participant is named so, resolved so, or the words stand in it."""
    wanted = fold(name).split()

    def speaks(_source: Source, statement: Statement) -> bool:
        named = [p.entity or p.text for p in statement.participants] + [statement.place_name or ""]
        return any(_holds(fold(words).split(), wanted) for words in named)

    return speaks


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(w in words for w in wanted)
