"""Many bounds as columns of numbers: put in the one order, each once, and parted into networks. With NumPy throughout.

A bound is an object; sorting and joining half a million of them one by one takes longer than finding what contradicts
itself among them. So names become ranks, and what is compared are whole columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from loupe.reasoning.network.bounds import FARTHEST, ORIGIN, Bound, checked

__all__ = ["Columns", "Numbers", "columns_of", "parts_of", "ranges"]

Numbers = npt.NDArray[np.int64]
_ROOM = 2**62


@dataclass(frozen=True, slots=True)
class Columns:
    """Bounds in order, each once, with what they are made of as numbers.

    ``tail``, ``head`` and ``seconds`` have a number for each bound: the rank of its moments in ``moments`` (by name, so
    the origin is the first where it is named at all) and its seconds. The statements behind bound i are
    ``labels[starts[i]:starts[i + 1]]``, as ranks in ``statements``.
    """

    bounds: list[Bound]
    moments: list[str]
    statements: list[str]
    tail: Numbers
    head: Numbers
    seconds: Numbers
    labels: Numbers
    starts: Numbers


def columns_of(bounds: Iterable[Bound]) -> Columns:
    """The columns of some bounds; raises ValueError when seconds are no whole number within ``FARTHEST``."""
    held = list(bounds)
    seconds = _seconds(held)
    for at, bound in enumerate(held):
        if len(bound.labels) > 1:
            held[at] = checked(bound)
    before, after, labels = [b.before for b in held], [b.after for b in held], [b.labels for b in held]
    moments, tail, head = _ranked(before, after)
    statements, flat = _ranked(list(chain.from_iterable(labels)))
    sizes = np.fromiter(map(len, labels), np.int64, len(labels))
    order = _order(tail * len(moments) + head, seconds, labels, [b.rule for b in held])
    starts = np.concatenate(([0], np.cumsum(sizes)))
    places = ranges(starts[:-1][order], sizes[order])
    return Columns(
        bounds=[held[at] for at in order.tolist()],
        moments=moments,
        statements=statements,
        tail=tail[order],
        head=head[order],
        seconds=seconds[order],
        labels=flat[places],
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
    count = len(columns.moments) + len(columns.statements)
    root = _joined(count, np.concatenate((place, behind)), np.concatenate((other, statements)))[place]
    _, first, number = np.unique(root, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    numbered: Numbers = rank[number]
    return numbered


def _joined(count: int, one: Numbers, two: Numbers) -> Numbers:
    """For each of ``count`` things the least that it hangs together with, over the pairs (one, two)."""
    root = np.arange(count)
    while len(one):
        left, right = root[one], root[two]
        apart = left != right
        one, two, left, right = one[apart], two[apart], left[apart], right[apart]
        np.minimum.at(root, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(nearer := root[root], root):
            root = nearer
    return root


def _seconds(bounds: Sequence[Bound]) -> Numbers:
    seconds = [bound.seconds for bound in bounds]
    if set(map(type, seconds)) <= {int} and -FARTHEST <= min(seconds, default=0) <= max(seconds, default=0) <= FARTHEST:
        return np.array(seconds, dtype=np.int64)
    return np.array([checked(bound).seconds for bound in bounds], dtype=np.int64)


def _ranked(*columns: list[str]) -> tuple[list[str] | Numbers, ...]:
    """The names of all columns in order, and each column as ranks among them."""
    names = sorted(set().union(*columns))
    rank = dict(zip(names, range(len(names)), strict=True))
    return names, *(np.fromiter(map(rank.__getitem__, column), np.int64, len(column)) for column in columns)


def _order(pair: Numbers, seconds: Numbers, labels: list[tuple[str, ...]], rules: list[str]) -> Numbers:
    """Where each bound comes from when they are in order: by moments, seconds, labels, rule; each once."""
    order = np.lexsort((seconds, pair))
    tied = (np.diff(pair[order]) == 0) & (np.diff(seconds[order]) == 0)
    if not tied.any():
        return order
    # Few share their moments and seconds: only these are compared by labels and rule, one by one.
    among = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
    some = order[among].tolist()
    run = np.cumsum(np.append(True, ~tied))[among].tolist()
    keys = sorted((at_run, labels[at], rules[at], at) for at_run, at in zip(run, some, strict=True))
    order[among] = [key[3] for key in keys]
    again = [b[:3] == a[:3] for a, b in zip(keys, keys[1:], strict=False)]
    return np.delete(order, among[1:][again]) if again else order
