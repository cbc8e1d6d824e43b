"""From bounds to networks: all in the one order, parted into what hangs together, each a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loupe.reasoning.network.bounds import ORIGIN, Bound, checked
from loupe.reasoning.network.columns import Columns, Numbers, columns_of, parts_of, ranges
from loupe.reasoning.network.graph import Fan, Graph, groups

__all__ = ["in_order", "knotted", "networks"]

FEW = 500
"""Fewer bounds are handled one by one: NumPy would only be in the way."""

_Flags = npt.NDArray[np.bool_]
_ROUNDS = 60
_FAR = 2**60
_ROOM = 2**58


def in_order(bounds: Iterable[Bound]) -> list[Bound]:
    """Each bound once, in the one order that does not depend on how they came: by moments, seconds, labels, rule.

    Labels are sorted and unique. Raises ValueError when seconds are no whole number within ``FARTHEST``.
    """
    held = list(bounds)
    if len(held) < FEW:
        return _sorted(held)
    columns = columns_of(held)
    return columns.bounds(np.arange(len(columns.order)))


def networks(bounds: Iterable[Bound]) -> Iterator[Graph]:
    """The networks that bounds fall into, in the order of their first bounds. Raises what ``in_order`` raises."""
    return _graphs(list(bounds), knots=False)


def knotted(bounds: Iterable[Bound]) -> Iterator[Graph]:
    """The same, without those in which nothing contradicts anything, as far as that is seen at a glance."""
    return _graphs(list(bounds), knots=True)


def _sorted(bounds: Sequence[Bound]) -> list[Bound]:
    return sorted(set(map(checked, bounds)), key=lambda b: (b.before, b.after, b.seconds, b.labels, b.rule))


def _graphs(bounds: Sequence[Bound], *, knots: bool) -> Iterator[Graph]:
    if len(bounds) < FEW:
        yield from map(Graph, groups(_sorted(bounds)))
        return
    columns = columns_of(bounds)
    part = parts_of(columns)
    wanted = _restless(columns, part) if knots else np.ones(int(part.max()) + 1, dtype=bool)
    if wanted.any():
        sheets = _Sheets(columns, part, wanted)
        yield from map(sheets.cut, range(len(sheets.edges) - 1))


def _restless(columns: Columns, part: Numbers) -> _Flags:
    """For each network whether it may contradict itself: it does, or its distances do not come to rest soon enough.

    Bellman and Ford's rounds over all networks at once. From wherever distances begin, they come to rest only where
    there is no negative cycle; the origin, which all networks share, is held at zero, and an edge that would move it
    closes a cycle.
    """
    restless = np.zeros(int(part.max()) + 1, dtype=bool)
    tail, head, seconds = columns.tail, columns.head, columns.seconds
    if int(np.abs(seconds).max()) * _ROUNDS > _ROOM:
        return ~restless
    origin = 0 if columns.moments[0] == ORIGIN else -1
    restless[part[(tail == head) & (seconds < 0)]] = True
    homeward = np.flatnonzero(head == origin)
    onward = np.flatnonzero((head != origin) & (head != tail))
    onward = onward[np.argsort(head[onward], kind="stable")]
    far = np.full(len(columns.moments), _FAR)
    if origin == 0:
        far[0] = 0
    for _ in range(_ROUNDS):
        restless[part[homeward[far[tail[homeward]] + seconds[homeward] < 0]]] = True
        onward = onward[~restless[part[onward]]]
        if not len(onward):
            return restless
        heads = head[onward]
        first = np.flatnonzero(np.append(True, heads[1:] != heads[:-1]))
        nearest = np.minimum.reduceat(far[tail[onward]] + seconds[onward], first)
        moved = nearest < far[heads[first]]
        far[heads[first]] = np.minimum(far[heads[first]], nearest)
        moving = np.zeros(len(restless), dtype=bool)
        moving[part[onward[first[moved]]]] = True
        onward = onward[moving[part[onward]]]
    restless[part[onward]] = True
    return restless


class _Sheets:
    """Many networks laid out one behind the other, from which each graph is cut.

    Everything is numbered as it first comes, as ``Graph`` numbers it: it makes no difference which of the two built a
    graph. ``edges``, ``nodes`` and ``names`` say where the edges, moments and statements of each network begin.
    """

    def __init__(self, columns: Columns, part: Numbers, wanted: _Flags) -> None:
        rows = np.flatnonzero(wanted[part])
        rows = rows[np.argsort(part[rows], kind="stable")]
        begins = np.diff(part[rows], prepend=-1) != 0
        part, edges = np.cumsum(begins) - 1, np.append(np.flatnonzero(begins), len(rows))
        self.edges: list[int] = edges.tolist()
        self.bounds = columns.bounds(rows)
        self.seconds: list[int] = columns.seconds[rows].tolist()
        self._lay_moments(columns, rows, part, edges)
        self._lay_statements(columns, rows, part, edges)

    def _lay_moments(self, columns: Columns, rows: Numbers, part: Numbers, edges: Numbers) -> None:
        ends = np.stack((columns.tail[rows], columns.head[rows]), axis=1)
        named = ends >= (columns.moments[0] == ORIGIN)
        place, come = _as_they_come(ends[named], len(columns.moments))
        of_part = np.repeat(part, 2).reshape(ends.shape)
        # Each network has its own origin, before its other moments.
        counts = np.bincount(of_part[named][_firsts(place, len(come))], minlength=len(edges) - 1)
        nodes = np.concatenate(([0], np.cumsum(counts + 1)))
        number = nodes[of_part]
        number[named] = place + of_part[named] + 1
        tail, head = number[:, 0], number[:, 1]
        local, loop = np.arange(len(rows)) - edges[part], tail == head
        own = number - nodes[of_part]
        self.moments = [columns.moments[at] for at in come.tolist()]
        self.nodes: list[int] = nodes.tolist()
        self.tail: list[int] = own[:, 0].tolist()
        self.head: list[int] = own[:, 1].tolist()
        away, self.out_ends = _fan(tail, ~loop, self.nodes[-1])
        to, self.into_ends = _fan(head, ~loop, self.nodes[-1])
        self.out: list[int] = local[away].tolist()
        self.into: list[int] = local[to].tolist()
        self.loops = _within(np.flatnonzero(loop), edges)
        self.ground = _within(np.flatnonzero(~loop & (np.diff(columns.starts)[rows] == 0)), edges)

    def _lay_statements(self, columns: Columns, rows: Numbers, part: Numbers, edges: Numbers) -> None:
        sizes = np.diff(columns.starts)[rows]
        edge = np.repeat(np.arange(len(rows)), sizes)
        place, come = _as_they_come(columns.labels[ranges(columns.starts[rows], sizes)], len(columns.statements))
        counts = np.bincount(part[edge[_firsts(place, len(come))]], minlength=len(edges) - 1)
        names = np.concatenate(([0], np.cumsum(counts)))
        self.statements = [columns.statements[at] for at in come.tolist()]
        self.names: list[int] = names.tolist()
        self.labels: list[int] = (place - names[part[edge]]).tolist()
        self.label_ends: list[int] = np.concatenate(([0], np.cumsum(sizes))).tolist()
        behind, self.behind_ends = _fan(place, np.ones(len(place), dtype=bool), len(come))
        self.behind: list[int] = (edge - edges[part[edge]])[behind].tolist()

    def cut(self, number: int) -> Graph:
        """The graph of one network."""
        a, b = self.edges[number : number + 2]
        n, m = self.nodes[number : number + 2]
        k, j = self.names[number : number + 2]
        graph = Graph()
        moments = self.moments[n - number : m - number - 1]
        graph.nodes.update(zip(moments, range(1, m - n), strict=True))
        graph.statements = self.statements[k:j]
        graph.label = dict(zip(graph.statements, range(j - k), strict=True))
        graph.bounds, graph.seconds = self.bounds[a:b], self.seconds[a:b]
        graph.tail, graph.head = self.tail[a:b], self.head[a:b]
        graph.labels = Fan(self.labels, self.label_ends, a, b - a)
        graph.out = Fan(self.out, self.out_ends, n, m - n)
        graph.into = Fan(self.into, self.into_ends, n, m - n)
        graph.of_label = Fan(self.behind, self.behind_ends, k, j - k)
        graph.loops = self.loops[number]
        for edge in self.ground[number]:
            graph.ground.setdefault(graph.tail[edge], []).append(edge)
            graph.ground.setdefault(graph.head[edge], []).append(edge)
        return graph


def _as_they_come(things: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """For things that come one after the other the number of each, in the order in which they first come; and which
    thing has which number. ``count``: they are smaller than it."""
    first = np.full(count, -1)
    first[things[::-1]] = np.arange(len(things))[::-1]
    seen = np.flatnonzero(first >= 0)
    come = seen[np.argsort(first[seen])]
    number = np.empty(count, np.int64)
    number[come] = np.arange(len(come))
    return number[things], come


def _firsts(numbers: Numbers, count: int) -> Numbers:
    """Where each number first comes, of numbers that first come in their order."""
    first = np.empty(count, np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return first


def _fan(nodes: Numbers, wanted: _Flags, count: int) -> tuple[Numbers, list[int]]:
    """The wanted edges node by node, in order, and where those of each node begin."""
    edges = np.flatnonzero(wanted)
    edges = edges[np.argsort(nodes[edges], kind="stable")]
    ends = np.concatenate(([0], np.cumsum(np.bincount(nodes[edges], minlength=count))))
    return edges, ends.tolist()


def _within(edges: Numbers, begins: Numbers) -> list[list[int]]:
    """Some edges network by network, each counted from where its network begins."""
    cuts = np.searchsorted(edges, begins)
    return [
        (edges[a:b] - begin).tolist() for (a, b), begin in zip(pairwise(cuts.tolist()), begins.tolist(), strict=False)
    ]
