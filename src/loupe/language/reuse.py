"""Which texts share their words: an exact index of word 4-shingles, every pair it gives verified word by word.

Two texts that are nobody's copy share a name here and a phrase there. What was copied shares *runs*: the same words in
the same order, with other words between them where somebody edited. So every pair with 4-shingles in common (Broder
1997) is aligned: its shared runs of four words and more are found, runs that follow each other closely in both texts
are joined to a stretch, and the stretch decides. The index is exact: it loses no pair to sampling and finds none by
chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from loupe.language.words import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.int64]

__all__ = ["Reuse", "SharedRun", "find_reuse", "same_text", "shingle_marks"]

_WORD = re.compile(r"[A-Za-z]{1,6}\d{3,}\w*|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
"""The words and numbers of ``tokens``, without the signs."""

_SIZE = 4
_LEAST_SHARED = 6
"""4-shingles in common from which words are shared by copying: nine running words, or two runs close by."""
_LEAST_SHARE = 0.4
_LEAST_WORDS = 5
_EDITED_SHARED, _EDITED_WORDS, _EDITED_SHARE = 4, 20, 0.5
"""An edited copy: fewer shingles survive, but many words still stand in their order."""
_GAP = 10
"""Words that may be put between two runs of one stretch: with three words in ten changed, runs lie that close."""
_FURNITURE = 3
"""Passages of one source with the same four words from which these are its furniture, a header or a closing line."""
_SET_PHRASE = 10
"""Sources with the same four words from which a run of fewer than nine words is a set phrase: nobody copied it."""
_MOST = 400
"""Texts with the same four words beyond which these begin no comparison: a set phrase of the language."""
_MOST_PAIRS = 4_000_000
"""Pairs counted at once, which bounds the memory."""

Word = str | int
Words = tuple[Word, ...]
_Match = tuple[int, int, int]
"""First word in the left text, first word in the right one, how many."""


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
    prepared: dict[int, _Prepared] = {}
    found = []
    pairs, common = _candidates(words, [groups[group] for _, group, _ in ordered])
    for a, b in pairs:
        for one in (a, b):
            if one not in prepared:
                prepared[one] = _Prepared.of(words[one])
        matches = _shared(prepared[a], prepared[b], common)
        if matches:
            left, right = ordered[a], ordered[b]
            found.append(_reuse(left[0], right[0], left[2], right[2], matches, prepared[a], prepared[b]))
    return tuple(found)


def same_text(a: str, b: str) -> bool:
    """Whether of two texts one is a near copy of the other.

    Six 4-shingles in common, and 40 % of those of the shorter; or four, with twenty words and half of the shorter in
    their order; or the same five words and no others.
    """
    return _whole(_prepare(a), _prepare(b))


def shingle_marks(text: str) -> frozenset[int]:
    """The runs of four words of a whole source, folded, as 32-bit sums (Broder 1997).

    Meant for counting what two long texts have in common: a chance meeting of two sums is far below what decides.
    """
    words = [_low(word).encode("utf-8", "surrogatepass") for word in _WORD.findall(text)]
    return frozenset(crc32(b" ".join(words[i : i + _SIZE])) for i in range(len(words) - _SIZE + 1))


# --- one pair -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The words of a text, and where each of its 4-shingles stands first."""

    words: Words
    marks: Mapping[tuple[Word, ...], int]

    @classmethod
    def of(cls, words: Words) -> _Prepared:
        runs = list(zip(*(words[i:] for i in range(_SIZE)), strict=False))
        return cls(words, dict(zip(reversed(runs), range(len(runs) - 1, -1, -1), strict=True)))


@lru_cache(maxsize=4096)
def _prepare(text: str) -> _Prepared:
    return _Prepared.of(tuple(_low(m.group()) for m in _WORD.finditer(text)))


def _low(word: str) -> str:
    return fold(word) or word


def _whole(a: _Prepared, b: _Prepared) -> bool:
    shared = len(a.marks.keys() & b.marks.keys())
    if shared >= _LEAST_SHARED and shared >= _LEAST_SHARE * min(len(a.marks), len(b.marks)):
        return True
    if shared >= _EDITED_SHARED:
        least = max(_EDITED_WORDS, _EDITED_SHARE * min(len(a.words), len(b.words)))
        return any(_in_order(s, a.words, b.words) >= least for s in _stretches(_matches(a, b)))
    return a.words == b.words and len(a.words) >= _LEAST_WORDS


def _shared(a: _Prepared, b: _Prepared, common: frozenset[tuple[Word, ...]]) -> list[_Match]:
    """The runs of all stretches that are long enough to have been copied, in the order of the left text."""
    kept: list[_Match] = []
    counts: dict[_Match, int] = {}
    for i, j, n in _matches(a, b):
        marks = [a.words[at : at + _SIZE] for at in range(i, i + n - _SIZE + 1)]
        own = len(marks) if len(marks) >= _LEAST_SHARED else sum(mark not in common for mark in marks)
        if own:
            counts[i, j, n] = own
    for stretch in _stretches(list(counts)):
        shingles = sum(counts[run] for run in stretch)
        if shingles >= _LEAST_SHARED or (
            shingles >= _EDITED_SHARED and _in_order(stretch, a.words, b.words) >= _EDITED_WORDS
        ):
            kept += stretch
    return kept


def _matches(a: _Prepared, b: _Prepared) -> list[_Match]:
    """The longest runs of four and more equal words, none overlapping another in either text; left order."""
    ends: dict[int, int] = {}
    runs: list[_Match] = []
    for i, j in sorted((a.marks[s], b.marks[s]) for s in a.marks.keys() & b.marks.keys()):
        if i < ends.get(i - j, -1):
            continue
        end = 0
        while i + end < len(a.words) and j + end < len(b.words) and a.words[i + end] == b.words[j + end]:
            end += 1
        back = 0
        while i > back and j > back and a.words[i - back - 1] == b.words[j - back - 1]:
            back += 1
        ends[i - j] = i + end
        runs.append((i - back, j - back, end + back))
    taken: list[_Match] = []
    for run in sorted(runs, key=lambda r: (-r[2], r)):
        if all(_apart(run, other) for other in taken):
            taken.append(run)
    return sorted(taken)


def _apart(one: _Match, other: _Match) -> bool:
    (i, j, n), (k, m, size) = one, other
    return (i + n <= k or k + size <= i) and (j + n <= m or m + size <= j)


def _stretches(matches: Sequence[_Match]) -> Iterator[list[_Match]]:
    """Runs that follow each other in both texts with few words between them."""
    stretch: list[_Match] = []
    for run in matches:
        if stretch:
            i, j, n = stretch[-1]
            if not (run[0] - i - n <= _GAP and 0 <= run[1] - j - n <= _GAP):
                yield stretch
                stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


def _in_order(stretch: Sequence[_Match], a: Words, b: Words) -> int:
    """How many words of a stretch stand in both texts in one order: its runs, and what the gaps have in common."""
    from rapidfuzz.distance import LCSseq  # here, because most readers of a text never compare two

    total = sum(n for _, _, n in stretch)
    for (i, j, n), (k, m, _) in pairwise(stretch):
        total += LCSseq.similarity(a[i + n : k], b[j + n : m])
    return total


def _reuse(
    left: str, right: str, text: str, other: str, matches: Sequence[_Match], a: _Prepared, b: _Prepared
) -> Reuse:
    here, there = [[m.span() for m in _WORD.finditer(t)] for t in (text, other)]
    runs = tuple(
        SharedRun((here[i][0], here[i + n - 1][1]), (there[j][0], there[j + n - 1][1]), n) for i, j, n in matches
    )
    words = sum(run.words for run in runs)
    return Reuse(left, right, runs, words, round(words / min(len(a.words), len(b.words)), 4), _whole(a, b))


# --- many texts -----------------------------------------------------------------------------------------------------


class _Vocabulary(dict[str, int]):
    """Words as they are written to numbers; words that differ only in case or accents have one number."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = number = self._folded.setdefault(_low(word), len(self._folded))
        return number

    def words(self, text: str) -> tuple[int, ...]:
        return tuple(map(self.__getitem__, _WORD.findall(text)))


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
    chosen = keys[counts >= _EDITED_SHARED]
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
        tuple(words[text][first : first + _SIZE])
        for text, first in zip(where[places].tolist(), at[places].tolist(), strict=True)
    )


def _postings(words: Sequence[Sequence[int]], groups: Array) -> tuple[Array, Array, Array]:
    """Parallel arrays: a text, the number of a 4-shingle, and at which word it stands first; sorted by shingle."""
    import numpy as np

    lengths = np.array([len(w) for w in words], np.int64)
    flat = np.fromiter((word for text in words for word in text), np.int64, int(lengths.sum()))
    text = np.repeat(np.arange(len(words)), lengths)
    if len(flat) < _SIZE:
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
