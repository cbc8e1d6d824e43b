"""Two sentences in nearly the same words: how nearly, whatever figures, times and names stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from loupe.language import stem, tokens
from loupe.language.lexicon import concept
from loupe.language.tables import FRACTIONS, MULTIPLIERS, NUMBER_WORDS
from loupe.model.readings import SentenceReading

__all__ = ["Likeness", "likeness", "nots_beside"]

_FIGURES = frozenset((*NUMBER_WORDS, *MULTIPLIERS, *FRACTIONS, "hundreds", "thousands", "millions", "dozens"))
_NEGATORS = frozenset("not never no none nobody nothing neither nor cannot hardly scarcely without".split())
_MOST = 160
"""Words of a sentence that are held against another's."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares in [0, 1] of the pairs of neighbouring words that the other has too; ``shared`` counts them.

    ``ours`` is the share of the first text's pairs that the second has, ``theirs`` the share the other way.
    """

    ours: float
    theirs: float
    shared: int


def likeness(ours: SentenceReading, theirs: SentenceReading) -> Likeness:
    """How nearly two sentences are the same words: pairs of words in a row (Dice's bigrams), by concept, with one sign
    for any time, one for any figure and one for any name; "not" and articles do not count."""
    a, b = _pairs(ours), _pairs(theirs)
    shared = len(a & b)
    return Likeness(shared / max(len(a), 1), shared / max(len(b), 1), shared)


@lru_cache(maxsize=20_000)
def _pairs(said: SentenceReading) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(word for word, negator in _row(said) if not negator))


_LEFT_OUT = frozenset("a an the so and but however in fact did do does".split())


@lru_cache(maxsize=20_000)
def _row(said: SentenceReading) -> tuple[tuple[str, bool], ...]:
    """The words in order, each with whether it negates."""
    spans = [(t.start_at, t.end_at, "#t") for t in said.times] + [(n.start, n.end, "#n") for n in said.names]
    row: list[tuple[str, bool]] = []
    for word in tokens(said.text)[:_MOST]:
        if not word.low[0].isalnum():
            continue
        sign = next((s for a, b, s in spans if a <= word.start < b), "")
        if not sign and (word.low[0].isdigit() or word.low in _FIGURES):
            sign = "#q"
        negator = not sign and (word.low in _NEGATORS or word.low.endswith("n't"))
        if not sign and not negator and word.low in _LEFT_OUT:
            continue
        each = sign or concept(stem(word.low.removesuffix("'s")))
        if not row or not sign or row[-1][0] != sign:
            row.append((each, negator))
    return tuple(row)


def nots_beside(ours: SentenceReading, theirs: SentenceReading) -> tuple[int, int]:
    """How many words negate in the first text, and in the part of the second that has the same words.

    The part runs from the first to the last word that stands in both in the same order.
    """
    a, b = _row(ours), _row(theirs)
    blocks = SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False).get_matching_blocks()
    found = [block for block in blocks if block.size]
    if not found:
        return 0, 0
    low, high = found[0].b, found[-1].b + found[-1].size
    return sum(n for _, n in a), sum(n for _, n in b[low:high])
