"""Who gives which value for what, laid out once in a fixed order, with the values that contain each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["Assertion", "Board", "Contained", "Floats", "Ints", "fold_contained", "pairs_within", "sums"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def sums(at: Ints, weights: Floats, count: int) -> Floats:
    """The sums of ``weights`` (n,) by their places ``at`` (n,), for ``count`` places."""
    return np.asarray(np.bincount(at, weights, count), np.float64)


@dataclass(frozen=True, slots=True, order=True)
class Assertion:
    """``source`` gives ``value`` for ``item``; values of one item exclude each other unless one contains the other."""

    item: str
    source: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Contained:
    """For ``item``, whoever says ``narrow`` also says ``broad``: Paris says France, 109 says more than 100.

    A full list of authors says each part of it, so the full list is the narrow value and the part the broad one.
    """

    item: str
    broad: str
    narrow: str


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Assertions as numbers. Values are (item, value) pairs, sorted, so that the values of one item lie together.

    ``item_of`` (values,) is the item of each value. ``claim_source`` and ``claim_value`` (claims,) are sorted by value,
    then by source. ``broad`` and ``narrow`` (pairs,) are values of one item of which the first contains the second;
    the relation is closed: what contains a value that contains another contains that one too.
    """

    sources: tuple[str, ...]
    items: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    item_of: Ints
    claim_source: Ints
    claim_value: Ints
    broad: Ints
    narrow: Ints

    @classmethod
    def of(cls, assertions: Iterable[Assertion], contained: Iterable[Contained] = ()) -> Board:
        """Lay out assertions; their order and repetitions make no difference.

        Values that contain each other both ways are one value said in two ways: the caller gives them one name; here
        both directions are left out. Pairs that name a value nobody gives serve only to close the relation.
        """
        told = sorted({(a.item, a.value, a.source) for a in assertions})
        values = tuple(dict.fromkeys((item, value) for item, value, _ in told))
        value_at = {value: i for i, value in enumerate(values)}
        sources = tuple(sorted({source for _, _, source in told}))
        source_at = {source: i for i, source in enumerate(sources)}
        items = tuple(dict.fromkeys(item for item, _ in values))
        item_at = {item: i for i, item in enumerate(items)}
        pairs = sorted(
            (value_at[item, broad], value_at[item, narrow])
            for item, broad, narrow in _closed(contained)
            if (item, broad) in value_at and (item, narrow) in value_at
        )
        return cls(
            sources,
            items,
            values,
            np.array([item_at[item] for item, _ in values], np.int64),
            np.array([source_at[source] for _, _, source in told], np.int64),
            np.array([value_at[item, value] for item, value, _ in told], np.int64),
            np.array([b for b, _ in pairs], np.int64),
            np.array([n for _, n in pairs], np.int64),
        )

    @property
    def votes(self) -> Floats:
        """How many sources give each value, in just these words."""
        return np.bincount(self.claim_value, minlength=len(self.values)).astype(np.float64)

    @property
    def per_source(self) -> Floats:
        """How many claims each source makes."""
        return np.bincount(self.claim_source, minlength=len(self.sources)).astype(np.float64)

    def flat(self) -> Board:
        """The same claims with no value containing another."""
        return replace(self, broad=np.empty(0, np.int64), narrow=np.empty(0, np.int64))

    def by_value(self, of_claims: Floats) -> Floats:
        """The sum over the claims of each value."""
        return sums(self.claim_value, of_claims, len(self.values))

    def by_source(self, of_claims: Floats) -> Floats:
        """The sum over the claims of each source."""
        return sums(self.claim_source, of_claims, len(self.sources))

    def by_item(self, of_values: Floats) -> Floats:
        """The sum over the values of each item."""
        return sums(self.item_of, of_values, len(self.items))

    def with_narrower(self, of_values: Floats) -> Floats:
        """Each value's figure with those of all that it contains: what is believed of Paris is believed of France."""
        return of_values + sums(self.broad, of_values[self.narrow], len(self.values))

    def best(self, score: Floats) -> Ints:
        """For each item its value of the highest score; of equals the narrower, then the first in order."""
        depth = np.bincount(self.narrow, minlength=len(self.values))
        order = np.lexsort((np.arange(len(score)), -depth, -np.round(score, 12), self.item_of))
        first = np.ones(len(order), bool)
        first[1:] = self.item_of[order][1:] != self.item_of[order][:-1]
        return order[first]


def _closed(contained: Iterable[Contained]) -> Iterator[tuple[str, str, str]]:
    """The relation with what follows from it, without circles."""
    below: dict[tuple[str, str], set[str]] = {}
    for pair in contained:
        below.setdefault((pair.item, pair.broad), set()).add(pair.narrow)
    reach: dict[tuple[str, str], set[str]] = {}
    for item, broad in below:
        seen: set[str] = set()
        stack = [*below[item, broad]]
        while stack:
            value = stack.pop()
            if value not in seen:
                seen.add(value)
                stack.extend(below.get((item, value), ()))
        reach[item, broad] = seen - {broad}
    for (item, broad), narrower in reach.items():
        for narrow in narrower:
            if broad not in reach.get((item, narrow), ()):
                yield item, broad, narrow


def fold_contained(board: Board, least: float = 0.5) -> Board:
    """The board on which every broad value is read as the narrow one that it contains, where enough sources give that.

    A broad value goes to the narrowest-supported value it contains that most sources give (of equals the first), if at
    least ``least`` times as many sources give that as give the broad one; then the next, until nothing moves. So a
    method that knows of no containing (a plain vote) does not count France against Paris.
    """
    votes, meant = board.votes, np.arange(len(board.values))
    below: dict[int, list[int]] = {}
    for b, n in zip(board.broad.tolist(), board.narrow.tolist(), strict=True):
        below.setdefault(b, []).append(n)
    for b in sorted(below, key=lambda b: (-len(below[b]), b)):
        best = max(below[b], key=lambda n: (votes[n], -n))
        if votes[best] >= least * votes[b]:
            meant[b] = best
            votes[best] += votes[b]
            votes[b] = 0
    while (meant[meant] != meant).any():
        meant = meant[meant]
    told = []
    for source, value in zip(board.claim_source.tolist(), meant[board.claim_value].tolist(), strict=True):
        item, words = board.values[value]
        told.append(Assertion(item, board.sources[source], words))
    return Board.of(told)


def pairs_within(group: Ints, most: int = 2_000_000) -> Iterator[tuple[Ints, Ints]]:
    """All pairs of places that lie in one group, in blocks of about ``most``; ``group`` (n,) is sorted."""
    edges = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(group)]
    by_size: dict[int, list[int]] = {}
    for start, end in pairwise(edges):
        if end - start > 1:
            by_size.setdefault(end - start, []).append(start)
    for size, starts in sorted(by_size.items()):
        i, j = np.triu_indices(size, 1)
        step = max(1, most // len(i))
        for at in range(0, len(starts), step):
            first = np.array(starts[at : at + step], np.int64)[:, None]
            yield (first + i).ravel(), (first + j).ravel()
