"""Many bounds as columns of numbers: put in the one order, each once, and parted into networks. With NumPy throughout.

A bound is an object; sorting and joining half a million of them one by one takes longer than finding what contradicts
itself among them. So names become ranks, and what is compared are whole columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise

import numpy as np
import numpy.typing as npt

from loupe.reasoning.network.bounds import FARTHEST, ORIGIN, Bound, checked

__all__ = ["Columns", "Numbers", "columns_of", "parts_of", "ranges"]

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Bounds in order, each once, with what they are made of as numbers.

    ``held`` are the bounds as they came, ``order`` says where each comes from. ``tail``, ``head`` and ``seconds`` have
    a number for each bound in order: the rank of its moments in ``moments`` (by name, so the origin is the first where
    it is named at all) and its seconds. The statements behind bound i are ``labels[starts[i]:starts[i + 1]]``, as
    numbers of ``statements``, which are in no order.
    """

    held: list[Bound]
    order: Numbers
    moments: list[str]
    statements: list[str]
    tail: Numbers
    head: Numbers
    seconds: Numbers
    labels: Numbers
    starts: Numbers

    def bounds(self, rows: Numbers) -> list[Bound]:
        """Some bounds by their numbers in order."""
        return [self.held[at] for at in self.order[rows].tolist()]


def columns_of(bounds: Iterable[Bound]) -> Columns:
    """The columns of some bounds; raises ValueError when seconds are no whole number within ``FARTHEST``."""
    held = list(bounds)
    seconds = _seconds(held)
    labels = [bound.labels for bound in held]
    for at in np.flatnonzero(np.fromiter(map(len, labels), np.int64, len(labels)) > 1).tolist():
        held[at] = checked(held[at])
        labels[at] = held[at].labels
    named, ends = _numbered([bound.before for bound in held], [bound.after for bound in held])
    moments = sorted(named)
    rank = np.empty(len(moments), np.int64)
    rank[np.fromiter(map(named.__getitem__, moments), np.int64, len(moments))] = np.arange(len(moments))
    tail, head = rank[ends].reshape(2, -1)
    order = _order(tail * len(moments) + head, seconds, held)
    statements, flat = _numbered([label for several in labels for label in several])
    sizes = np.fromiter(map(len, labels), np.int64, len(labels))
    return Columns(
        held=held,
        order=order,
        moments=moments,
        statements=list(statements),
        tail=tail[order],
        head=head[order],
        seconds=seconds[order],
        labels=flat[ranges((np.cumsum(sizes) - sizes)[order], sizes[order])],
        starts=np.concatenate(([0], np.cumsum(sizes[order]))),
    )


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The whole numbers from each start on, so many of them, one range after the other."""
    ends = np.cumsum(sizes)
    whole: Numbers = np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
    return whole


def parts_of(columns: Columns) -> Numbers:
    """For each bound the number of its network, counted in the order of their first bounds.

    Networks have nothing to do with each other: no moment but the origin, no statement. Found by hooking the greater of
    two roots under the smaller and halving the ways (Y. Shiloach and U. Vishkin, "An O(log n) parallel connectivity
    algorithm", Journal of Algorithms 3, 1982).
    """
    origin = columns.moments[:1] == [ORIGIN]
    labelled = np.flatnonzero(np.diff(columns.starts))
    statements = columns.labels + len(columns.moments)
    # Each bound has a place: its later moment by name, which is the origin only where both are; then its statement.
    place, other = np.maximum(columns.tail, columns.head), np.minimum(columns.tail, columns.head)
    if origin:
        lone = labelled[place[labelled] == 0]
        place[lone] = statements[columns.starts[lone]]
        other = np.where(other == 0, place, other)
    behind = np.repeat(place, np.diff(columns.starts))
    things = len(columns.moments) + len(columns.statements)
    root = _joined(things, np.concatenate((place, behind)), np.concatenate((other, statements)))[place]
    _, first, number = np.unique(root, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbered: Numbers = rank[number]
    return numbered


def _joined(things: int, one: Numbers, two: Numbers) -> Numbers:
    """For each of ``things`` the least that it hangs together with, over the pairs (one, two)."""
    root = np.arange(things)
    while len(one):
        left, right = root[one], root[two]
        apart = left != right
        one, two, left, right = one[apart], two[apart], left[apart], right[apart]
        np.minimum.at(root, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(nearer := root[root], root):
            root = nearer
    return root


def _seconds(bounds: Sequence[Bound]) -> Numbers:
    whole = [bound.seconds for bound in bounds]
    if set(map(type, whole)) <= {int}:
        try:
            seconds = np.array(whole, dtype=np.int64)
        except OverflowError:
            seconds = np.array([2 * FARTHEST])
        if not len(seconds) or int(np.abs(seconds).max()) <= FARTHEST:
            return seconds
    return np.array([checked(bound).seconds for bound in bounds], dtype=np.int64)


def _numbered(*columns: list[str]) -> tuple[dict[str, int], Numbers]:
    """The number of each name, as they first come; and all columns as numbers, one behind the other."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    size = sum(map(len, columns))
    return number, np.fromiter(map(number.__getitem__, chain.from_iterable(columns)), np.int64, size)


def _order(pair: Numbers, seconds: Numbers, bounds: Sequence[Bound]) -> Numbers:
    """Where each bound comes from when they are in order: by moments, seconds, labels, rule; each once."""
    order = np.lexsort((seconds, pair))
    tied = (np.diff(pair[order]) == 0) & (np.diff(seconds[order]) == 0)
    if not tied.any():
        return order
    # Few share their moments and seconds: only these are compared by labels and rule, one by one.
    among = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
    run = np.cumsum(np.append(True, ~tied))[among].tolist()
    some = [
        (at_run, bounds[at].labels, bounds[at].rule, at) for at_run, at in zip(run, order[among].tolist(), strict=True)
    ]
    some.sort()
    order[among] = [key[3] for key in some]
    again = [b[:3] == a[:3] for a, b in pairwise(some)]
    return np.delete(order, among[1:][again])
