"""Shared text in a whole archive: an exact index of word 4-shingles gives the pairs, alignment decides each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loupe.language.reuse.aligning import (
    LEAST_SHARED,
    LEAST_SHARED_EDITED,
    SIZE,
    WORD,
    Match,
    Prepared,
    Word,
    low,
    prepared,
    same_text,
    shared_runs,
    whole,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.int64]

__all__ = ["Reuse", "SharedRun", "find_reuse", "find_standing"]

_FURNITURE = 3
"""Passages of one source with the same four words from which these are its furniture, a header or a closing line."""
_MOST = 400
"""Texts with the same four words beyond which these begin no comparison: a set phrase of the language."""
_MOST_PAIRS = 4_000_000
"""Pairs counted at once, which bounds the memory."""
_SET_PHRASE = 10
"""Sources with the same four words from which a run of fewer than nine words is a set phrase: nobody copied it."""


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A run of words that both texts have: its half-open character spans in the left and the right text."""

    left: tuple[int, int]
    right: tuple[int, int]
    words: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two texts that share runs of words, in the order of the left text.

    ``words`` are those in the runs, ``share`` is that number over the words of the shorter text, 0 to 1; ``whole`` says
    that the one is a near copy of the other, not only a part of it.
    """

    left: str
    right: str
    runs: tuple[SharedRun, ...]
    words: int
    share: float
    whole: bool


def find_reuse(texts: Sequence[tuple[str, str, str]]) -> tuple[Reuse, ...]:
    """All pairs of texts of different groups that share text, in the order of their ids.

    ``texts`` are triples of an id, a group (a source; texts of one group are not compared) and the text. A pair is
    given when one stretch has at least six 4-shingles in common (nine running words), or four and twenty words in
    their order. Words that a group itself repeats in three texts are its furniture and begin no comparison, nor do
    words that stand in more than 400 texts; a short run that ten groups have is a set phrase and counts for nothing.
    """
    ordered = sorted(texts)
    vocabulary = _Vocabulary()
    words = [vocabulary.words(text) for _, _, text in ordered]
    groups = {group: number for number, group in enumerate(sorted({group for _, group, _ in ordered}))}
    read: dict[int, Prepared] = {}
    found = []
    pairs, common = _candidates(words, [groups[group] for _, group, _ in ordered])
    for a, b in pairs:
        for one in (a, b):
            if one not in read:
                read[one] = Prepared.of(words[one])
        matches = shared_runs(read[a], read[b], common)
        if matches:
            left, right = ordered[a], ordered[b]
            found.append(_reuse(left[0], right[0], left[2], right[2], matches, read[a], read[b]))
    return tuple(found)


def find_standing(quotes: Mapping[str, str], texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Where quotes stand: the id of each to the ids of the texts that are near copies of it or hold it, in order.

    ``texts`` are pairs of an id and the text. Quotes of fewer than nine words are not looked for.
    """
    marks: dict[tuple[Word, ...], list[str]] = {}
    for identity, quote in sorted(quotes.items()):
        for mark in prepared(quote).marks:
            marks.setdefault(mark, []).append(identity)
    found: dict[str, list[str]] = {}
    for identity, text in texts:
        words = tuple(map(low, WORD.findall(text)))
        met = Counter(
            quote for mark in set(zip(*(words[i:] for i in range(SIZE)), strict=False)) for quote in marks.get(mark, ())
        )
        for quote, shared in sorted(met.items()):
            if shared >= LEAST_SHARED and same_text(quotes[quote], text):
                found.setdefault(quote, []).append(identity)
    return {quote: tuple(sorted(ids)) for quote, ids in sorted(found.items())}


def _reuse(left: str, right: str, text: str, other: str, matches: Sequence[Match], a: Prepared, b: Prepared) -> Reuse:
    here, there = [[m.span() for m in WORD.finditer(t)] for t in (text, other)]
    runs = tuple(
        SharedRun((here[i][0], here[i + n - 1][1]), (there[j][0], there[j + n - 1][1]), n) for i, j, n in matches
    )
    words = sum(run.words for run in runs)
    return Reuse(left, right, runs, words, round(words / min(len(a.words), len(b.words)), 4), whole(a, b))


class _Vocabulary(dict[str, int]):
    """Words as they are written to numbers; words that differ only in case or accents have one number."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = self._folded.setdefault(low(word), len(self._folded))
        return number

    def words(self, text: str) -> tuple[int, ...]:
        return tuple(map(self.__getitem__, WORD.findall(text)))


def _candidates(
    words: Sequence[Sequence[int]], groups: Sequence[int]
) -> tuple[list[tuple[int, int]], frozenset[tuple[Word, ...]]]:
    """Pairs of texts of different groups with at least four 4-shingles in common, in order; and the set phrases."""
    import numpy as np

    of = np.asarray(groups, np.int64)
    where, shingle, at = _postings(words, of)
    if not len(where):
        return [], frozenset()
    starts = np.flatnonzero(np.r_[True, shingle[1:] != shingle[:-1]])
    sizes = np.diff(np.r_[starts, len(shingle)])
    common = _set_phrases(words, where, shingle, at, of)
    keys = np.zeros(0, np.int64)
    counts = np.zeros(0, np.int64)
    for size in np.unique(sizes):
        if not 2 <= size <= _MOST:
            continue
        left, right = np.triu_indices(size, 1)
        firsts = starts[sizes == size]
        step = max(1, _MOST_PAIRS // len(left))
        for begin in range(0, len(firsts), step):
            rows = where[firsts[begin : begin + step, None] + np.arange(size)]
            a, b = rows[:, left].ravel(), rows[:, right].ravel()
            apart = of[a] != of[b]
            new, many = np.unique(a[apart] * len(words) + b[apart], return_counts=True)
            keys, inverse = np.unique(np.r_[keys, new], return_inverse=True)
            counts = np.bincount(inverse, np.r_[counts, many], len(keys)).astype(np.int64)
    chosen = keys[counts >= LEAST_SHARED_EDITED]
    return [divmod(int(key), len(words)) for key in chosen], common


def _set_phrases(
    words: Sequence[Sequence[int]], where: Array, shingle: Array, at: Array, of: Array
) -> frozenset[tuple[Word, ...]]:
    import numpy as np

    _, firsts = np.unique(shingle * (int(of.max()) + 1) + of[where], return_index=True)
    names, spread = np.unique(shingle[firsts], return_counts=True)
    many = names[spread >= _SET_PHRASE]
    places = np.searchsorted(shingle, many)
    return frozenset(
        tuple(words[text][first : first + SIZE])
        for text, first in zip(where[places].tolist(), at[places].tolist(), strict=True)
    )


def _postings(words: Sequence[Sequence[int]], groups: Array) -> tuple[Array, Array, Array]:
    """Parallel arrays: a text, the number of a 4-shingle, and at which word it stands first; sorted by shingle."""
    import numpy as np

    lengths = np.array([len(w) for w in words], np.int64)
    flat = np.fromiter((word for text in words for word in text), np.int64, int(lengths.sum()))
    text = np.repeat(np.arange(len(words)), lengths)
    if len(flat) < SIZE:
        return text[:0], text[:0], text[:0]
    # two words have a number of their own, and so have two pairs of them: nothing is hashed, no two shingles meet
    _, pair = np.unique(flat[:-1] * (int(flat.max()) + 1) + flat[1:], return_inverse=True)
    four = pair[:-2] * (int(pair.max()) + 1) + pair[2:]
    inside = np.flatnonzero(text[:-3] == text[3:])
    _, shingle = np.unique(four[inside], return_inverse=True)
    both, firsts = np.unique(shingle * len(words) + text[inside], return_index=True)
    shingle, where = np.divmod(both, len(words))
    at = inside[firsts] - (np.cumsum(lengths) - lengths)[where]
    of = groups[where]
    _, held, many = np.unique(shingle * (int(of.max(initial=0)) + 1) + of, return_inverse=True, return_counts=True)
    own = many[held] < _FURNITURE
    return where[own], shingle[own], at[own]
