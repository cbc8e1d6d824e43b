"""Who shares whose text: passages that are near copies, and sources that are copies as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from loupe.language import shingles, tokens
from loupe.model import Evidence

__all__ = ["Twins", "find_copies", "same_words"]

_LEAST_SHARED = 6
_LEAST_SHARE = 0.4
_LEAST_WORDS = 5
_WHOLE_SHARED = 20
_WHOLE_SHARE = 0.5


class Twins:
    """Tells of two sources whether the one is a copy of the other as a whole; remembers what it has read.

    ``text_of`` gives the stored text of a source by its id.
    """

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._marks = lru_cache(maxsize=512)(lambda source: _marks(text_of(source)))
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, a: str, b: str) -> bool:
        """Whether the shorter has at least half of its word 4-shingles, and twenty of them, in the longer."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            left, right = self._marks(pair[0]), self._marks(pair[1])
            shared = len(left & right)
            self._known[pair] = shared >= _WHOLE_SHARED and shared >= _WHOLE_SHARE * min(len(left), len(right))
        return self._known[pair]


def _marks(text: str) -> frozenset[int]:
    """The 4-shingles of a whole source as 32-bit sums: a chance meeting of two is far below what decides."""
    words = [t.low.encode("utf-8", "surrogatepass") for t in tokens(text) if t.low[0].isalnum()]
    return frozenset(crc32(b" ".join(words[i : i + 4])) for i in range(len(words) - 3))


def find_copies(
    evidence: Sequence[Evidence],
    texts: Mapping[str, str],
    dates: Mapping[str, str | None],
    twins: Callable[[str, str], bool] | None = None,
) -> list[tuple[str, str]]:
    """Pairs of evidence ids that go back to one text: near copies by word 4-shingles (Broder 1997), verified by number.

    ``texts`` by passage id, ``dates`` (EDTF) by source id; ``twins`` tells whether two sources are copies as a whole.
    The earlier piece stands first; where the dates do not tell, the pair appears both ways round. Six shared shingles
    are nine running words at least; a shorter passage is a copy when it is the same word for word. The sentences cited
    are held against each other too, so that one sentence lifted into another text is seen.
    """
    counted = sorted((e for e in evidence if e.stance != "related"), key=lambda e: e.id)
    sets = {e.id: shingles(texts[e.passage_id]) for e in counted}
    pairs: list[tuple[str, str]] = []
    for a, b in combinations(counted, 2):
        if a.source_id == b.source_id:
            continue
        copied = (
            _near(sets[a.id], sets[b.id], texts[a.passage_id], texts[b.passage_id])
            or _near(shingles(a.quote), shingles(b.quote), a.quote, b.quote)
            or (twins is not None and twins(a.source_id, b.source_id))
        )
        if not copied:
            continue
        order = _earlier(dates.get(a.source_id), dates.get(b.source_id))
        pairs += [(a.id, b.id)] if order < 0 else [(b.id, a.id)] if order > 0 else [(a.id, b.id), (b.id, a.id)]
    return sorted(pairs)


def same_words(a: str, b: str) -> bool:
    """Whether two quotes are near copies of each other, by the measure of ``find_copies``."""
    return _near(shingles(a), shingles(b), a, b)


def _near(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]], text_a: str, text_b: str) -> bool:
    shared = len(a & b)
    if shared >= _LEAST_SHARED:
        return shared >= _LEAST_SHARE * min(len(a), len(b))
    words = [[t.low for t in tokens(text) if t.low[0].isalnum()] for text in (text_a, text_b)]
    return words[0] == words[1] and len(words[0]) >= _LEAST_WORDS


def _earlier(a: str | None, b: str | None) -> int:
    """-1 when the first date is surely earlier, 1 when it is later, 0 when they do not tell."""
    plain = [re.match(r"\d{4}(?:-\d\d)?(?:-\d\d)?", d or "") for d in (a, b)]
    if not all(plain):
        return 0
    left, right = (m.group() for m in plain if m)
    size = min(len(left), len(right))
    left, right = left[:size], right[:size]
    return (left > right) - (left < right)
