"""Two texts, word by word: the runs of words that they share, and whether the one is a near copy of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from loupe.language.words import fold

__all__ = [
    "LEAST_SHARED",
    "LEAST_SHARED_EDITED",
    "SIZE",
    "WORD",
    "Match",
    "Prepared",
    "Word",
    "low",
    "prepared",
    "same_text",
    "shared_runs",
    "shingle_marks",
    "whole",
]

WORD = re.compile(r"[A-Za-z]{1,6}\d{3,}\w*|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
"""The words and numbers of ``tokens``, without the signs."""

SIZE = 4
LEAST_SHARED = 6
"""4-shingles in common from which words are shared by copying: nine running words, or two runs close by."""
_LEAST_SHARE = 0.4
_LEAST_WORDS = 5
LEAST_SHARED_EDITED, _EDITED_WORDS, _EDITED_SHARE = 4, 20, 0.5
"""An edited copy: fewer shingles survive, but many words still stand in their order."""
_GAP = 10
"""Words that may be put between two runs of one stretch: with three words in ten changed, runs lie that close."""

Word = str | int
Words = tuple[Word, ...]
Match = tuple[int, int, int]
"""First word in the left text, first word in the right one, how many."""


def same_text(a: str, b: str) -> bool:
    """Whether of two texts one is a near copy of the other.

    Six 4-shingles in common, and 40 % of those of the shorter; or four, with twenty words and half of the shorter in
    their order; or the same five words and no others.
    """
    return whole(prepared(a), prepared(b))


def shingle_marks(text: str) -> frozenset[int]:
    """The runs of four words of a whole source, folded, as 32-bit sums (Broder 1997).

    Meant for counting what two long texts have in common: a chance meeting of two sums is far below what decides.
    """
    words = [low(word).encode("utf-8", "surrogatepass") for word in WORD.findall(text)]
    return frozenset(crc32(b" ".join(words[i : i + SIZE])) for i in range(len(words) - SIZE + 1))


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words of a text, and where each of its 4-shingles stands first."""

    words: Words
    marks: Mapping[tuple[Word, ...], int]

    @classmethod
    def of(cls, words: Words) -> Prepared:
        """The 4-shingles of some words."""
        runs = list(zip(*(words[i:] for i in range(SIZE)), strict=False))
        return cls(words, dict(zip(reversed(runs), range(len(runs) - 1, -1, -1), strict=True)))


@lru_cache(maxsize=4096)
def prepared(text: str) -> Prepared:
    """The words of a text, folded; the last few thousand texts are remembered."""
    return Prepared.of(tuple(low(m.group()) for m in WORD.finditer(text)))


def low(word: str) -> str:
    """The word folded, or as it stands where nothing would be left of it."""
    return fold(word) or word


def whole(a: Prepared, b: Prepared) -> bool:
    """Whether of two texts one is a near copy of the other, as ``same_text`` says."""
    shared = len(a.marks.keys() & b.marks.keys())
    if shared >= LEAST_SHARED and shared >= _LEAST_SHARE * min(len(a.marks), len(b.marks)):
        return True
    if shared >= LEAST_SHARED_EDITED:
        least = max(_EDITED_WORDS, _EDITED_SHARE * min(len(a.words), len(b.words)))
        return any(_in_order(s, a.words, b.words) >= least for s in _stretches(_matches(a, b)))
    return a.words == b.words and len(a.words) >= _LEAST_WORDS


def shared_runs(a: Prepared, b: Prepared, common: frozenset[tuple[Word, ...]]) -> list[Match]:
    """The runs of all stretches that are long enough to have been copied, in the order of the left text."""
    kept: list[Match] = []
    counts: dict[Match, int] = {}
    for i, j, n in _matches(a, b):
        marks = [a.words[at : at + SIZE] for at in range(i, i + n - SIZE + 1)]
        own = len(marks) if len(marks) >= LEAST_SHARED else sum(mark not in common for mark in marks)
        if own:
            counts[i, j, n] = own
    for stretch in _stretches(list(counts)):
        shingles = sum(counts[run] for run in stretch)
        if shingles >= LEAST_SHARED or (
            shingles >= LEAST_SHARED_EDITED and _in_order(stretch, a.words, b.words) >= _EDITED_WORDS
        ):
            kept += stretch
    return kept


def _matches(a: Prepared, b: Prepared) -> list[Match]:
    """The longest runs of four and more equal words, none overlapping another in either text; left order."""
    ends: dict[int, int] = {}
    runs: list[Match] = []
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
    taken: list[Match] = []
    for run in sorted(runs, key=lambda r: (-r[2], r)):
        if all(_apart(run, other) for other in taken):
            taken.append(run)
    return sorted(taken)


def _apart(one: Match, other: Match) -> bool:
    (i, j, n), (k, m, size) = one, other
    return (i + n <= k or k + size <= i) and (j + n <= m or m + size <= j)


def _stretches(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """Runs that follow each other in both texts with few words between them."""
    stretch: list[Match] = []
    for run in matches:
        if stretch:
            i, j, n = stretch[-1]
            if not (run[0] - i - n <= _GAP and 0 <= run[1] - j - n <= _GAP):
                yield stretch
                stretch = []
        stretch.append(run)
    if stretch:
        yield stretch


def _in_order(stretch: Sequence[Match], a: Words, b: Words) -> int:
    """How many words of a stretch stand in both texts in one order: its runs, and what the gaps have in common."""
    from rapidfuzz.distance import LCSseq  # here, because most readers of a text never compare two

    total = sum(n for _, _, n in stretch)
    for (i, j, n), (k, m, _) in pairwise(stretch):
        total += LCSseq.similarity(a[i + n : k], b[j + n : m])
    return total
