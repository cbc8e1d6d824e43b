"""The sentences of the sources with all that was understood of them, and what stood before each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loupe.engine.understood.understanding import stretches_of
from loupe.language import split_sentences
from loupe.model import Mention, Passage, Source, Statement
from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan
from loupe.model.understanding import Understood

__all__ = ["Sentence", "sentences_of"]

_NO_SENTENCES = ("header", "heading")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at ``[start, end)`` of its source's stored text.

    ``text`` has a blank for every line break, so that offsets are the same as in the stored text. ``before`` is the
    sentence before it in the same source, None for the first one. The statements, figures, times and mentions are those
    that begin in it, with offsets in the stored text.
    """

    source: Source
    passage_id: str
    start: int
    end: int
    text: str
    speaker: str | None
    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeSpan, ...]
    mentions: tuple[Mention, ...]
    before: Sentence | None = field(default=None, repr=False, compare=False)

    def back(self, most: int) -> Iterator[Sentence]:
        """The sentence itself and up to ``most`` before it, the nearest first."""
        at: Sentence | None = self
        for _ in range(most + 1):
            if at is None:
                return
            yield at
            at = at.before

    def words(self, start: int, end: int) -> str:
        """The words at these offsets of the stored text, on one line."""
        return " ".join(self.text[max(0, start - self.start) : max(0, end - self.start)].split())

    def statement_at(self, at: int) -> Statement | None:
        """The statement that an offset belongs to: of those that hold it, the one whose verb is nearest."""
        holding = [s for s in self.statements if s.start <= at < s.end] or list(self.statements)
        return min(holding, key=lambda s: (abs(s.verb[0] - at), s.id), default=None)


def sentences_of(
    source: Source, passages: Sequence[Passage], stored: str, understood: Iterable[Understood]
) -> tuple[Sentence, ...]:
    """The sentences of one source in order; headings and mail headers are left out."""
    understood = list(understood)
    statements = sorted((s for u in understood for s in u.statements), key=lambda s: (s.verb, s.id))
    quantities = sorted((q for u in understood for q in u.quantities), key=lambda q: (q.start, q.end))
    times = sorted((t for u in understood for t in u.times), key=lambda t: (t.start_at, t.end_at))
    mentions = sorted((m for u in understood for m in u.mentions), key=lambda m: (m.start, m.end))
    spots = _Spots(
        [s.verb[0] for s in statements], [q.start for q in quantities], [t.start_at for t in times],
        [m.start for m in mentions],
    )  # fmt: skip
    kinds: Mapping[str, str] = {p.id: p.kind for p in passages}
    found: list[Sentence] = []
    for stretch in stretches_of(passages, stored):
        if kinds[stretch.passages[0][1]] in _NO_SENTENCES:
            continue
        text = stretch.text.replace("\n", " ")
        firsts = [start for start, _ in stretch.passages]
        for a, b in split_sentences(text):
            start, end = stretch.at + a, stretch.at + b
            cut = [slice(*bounds) for bounds in spots.between(start, end)]
            found.append(
                Sentence(
                    source=source,
                    passage_id=stretch.passages[max(0, bisect_right(firsts, start) - 1)][1],
                    start=start,
                    end=end,
                    text=text[a:b],
                    speaker=stretch.speaker,
                    statements=tuple(statements[cut[0]]),
                    quantities=tuple(quantities[cut[1]]),
                    times=tuple(times[cut[2]]),
                    mentions=tuple(mentions[cut[3]]),
                    before=found[-1] if found else None,
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where the four kinds of things begin, each in order."""

    statements: Sequence[int]
    quantities: Sequence[int]
    times: Sequence[int]
    mentions: Sequence[int]

    def between(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for row in (self.statements, self.quantities, self.times, self.mentions):
            yield bisect_right(row, start - 1), bisect_right(row, end - 1)
