"""The sentences of a case with their places and with what was understood in each, source by source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loupe.engine.understood.understanding import stretches_of
from loupe.language import find_attribution, fold, split_sentences
from loupe.model import Passage, Source, Statement
from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan
from loupe.model.understanding import Understood
from loupe.reasoning.cited import Cited
from loupe.store import Store, UnderstoodStore

__all__ = ["Line", "lines_of"]

_SKIPPED = frozenset({"heading", "header"})
_OWN_VOICE = frozenset({"", "narrator", "voice-over", "voiceover", "v.o", "vo", "commentary", "host", "presenter"})
_UNNAMED = frozenset({"it", "he", "she", "they", "we", "i", "one", "who", "which"})


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a source, with line breaks as blanks in ``text``; ``at`` is where it begins in the stored text.

    ``statements``, ``quantities`` and ``times`` are those that begin in it, by offsets of the stored text. ``first``
    says that it opens a stretch: nothing before it is of the same speaker.
    """

    source: Source
    passage: Passage
    at: int
    text: str
    verbatim: str
    first: bool
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeSpan, ...] = ()

    def told(self, start: int, end: int) -> Statement | None:
        """The narrowest statement that holds the words from ``start`` to ``end`` of the sentence."""
        a, b = self.at + start, self.at + end
        holding = [s for s in self.statements if s.start <= a and b <= s.end]
        return min(holding, key=lambda s: (s.end - s.start, s.start, s.id), default=None)

    def teller(self, start: int, end: int) -> tuple[str, ...]:
        """Who says the words from ``start`` to ``end``: the speaker unless a narrator, then whom the text credits."""
        speaker = (self.passage.speaker or "").strip()
        own = () if fold(speaker).strip(" .:") in _OWN_VOICE else (speaker,)
        chain = self._chain(start, end)
        skipped = _UNNAMED | _OWN_VOICE | {fold(speaker)}  # "this film tells" is the source's own voice
        return (*own, *(t for t in chain if fold(t) not in skipped and not fold(t).startswith("this ")))

    def _chain(self, start: int, end: int) -> tuple[str, ...]:
        """Whom the text credits: as its grammar has it, and by the words alone only where there is no grammar."""
        statement = self.told(start, end)
        if statement and statement.chain:
            return statement.chain
        credited = {s.chain for s in self.statements if s.chain}
        if len(credited) == 1 and (statement is None or statement.end - statement.start >= len(self.text) - 2):
            return credited.pop()
        return () if self.statements else find_attribution(self.text).tellers

    def cite(self, start: int = 0, end: int | None = None, *, hedged: str = "") -> Cited:
        """The whole sentence as a quotation, told by whoever tells the words from ``start`` to ``end``."""
        teller = self.teller(start, len(self.text) if end is None else end)
        stop = self.at + len(self.text)
        place = self.passage.place_of(self.at, min(stop, self.passage.locator.end))
        return Cited(
            label=self.source.label,
            source_id=self.source.id,
            start=self.at,
            end=stop,
            quote=self.verbatim,
            passage_id=self.passage.id,
            place=place,
            teller=teller,
            published=self.source.published or "",
            hedged=hedged,
        )


def lines_of(store: Store, kept: UnderstoodStore, sources: Iterable[Source]) -> Iterator[Line]:
    """Every sentence of every source, headings and mail headers left out, in the order of the sources' ids."""
    for source in sorted(sources, key=lambda s: s.id):
        if source.text_sha256 and source.passages:
            understood = [one for _, one in kept.understood([source.id])]
            yield from _of_source(source, store.passages(source.id), store.read_text(source.text_sha256), understood)


def _of_source(
    source: Source, passages: Sequence[Passage], stored: str, understood: Sequence[Understood]
) -> Iterator[Line]:
    statements = sorted((s for u in understood for s in u.statements), key=lambda s: (s.verb[0], s.start, s.id))
    quantities = sorted((q for u in understood for q in u.quantities), key=lambda q: (q.start, q.end))
    times = sorted((t for u in understood for t in u.times), key=lambda t: (t.start_at, t.end_at))
    begun = ([s.verb[0] for s in statements], [q.start for q in quantities], [t.start_at for t in times])
    by_start = {p.locator.start: p for p in passages}
    for stretch in stretches_of(passages, stored):
        starts = [at for at, _ in stretch.passages]
        if by_start[starts[0]].kind in _SKIPPED:
            continue
        text = stretch.text.replace("\n", " ")
        for number, (a, b) in enumerate(split_sentences(text)):
            start, end = stretch.at + a, stretch.at + b
            yield Line(
                source,
                by_start[starts[bisect_right(starts, start) - 1]],
                start,
                text[a:b],
                stored[start:end],
                number == 0,
                tuple(statements[_within(begun[0], start, end)]),
                tuple(quantities[_within(begun[1], start, end)]),
                tuple(times[_within(begun[2], start, end)]),
            )


def _within(begun: Sequence[int], start: int, end: int) -> slice:
    """Those of a sorted sequence of offsets that lie in ``[start, end)``."""
    return slice(bisect_left(begun, start), bisect_left(begun, end))
