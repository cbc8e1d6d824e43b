"""Short contradictions first: an explanation of two steps is read, one of nine is not.

Bellman's equations in layers: the shortest path of at most k edges from the origin to each moment, for k = 1, 2, ...;
where one more edge leads back to the origin below nothing, the cycle has k + 1 edges. All moments at once with NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from loupe.reasoning.network.graph import Graph

__all__ = ["MOST_STEPS", "ShortCycles"]

MOST_STEPS = 6
"""Cycles through the origin of at most so many edges are looked for before others."""

_NONE = np.int64(2**62)
_Numbers = npt.NDArray[np.int64]


class ShortCycles:
    """Closed walks through the origin of few edges and a negative sum, the shortest first.

    ``alive`` is looked at anew in each pass: edges taken out meanwhile are not walked again.
    """

    def __init__(self, graph: Graph, alive: bytearray) -> None:
        edges = np.array([e for e in range(len(graph.bounds)) if graph.tail[e] != graph.head[e]], dtype=np.int64)
        heads = np.array(graph.head, dtype=np.int64)[edges]
        order = np.argsort(heads, kind="stable")
        self.alive = alive
        self.count = len(graph.out)
        self.edges: _Numbers = edges[order]
        self.heads: _Numbers = heads[order]
        self.tails: _Numbers = np.array(graph.tail, dtype=np.int64)[self.edges]
        self.seconds: _Numbers = np.array(graph.seconds, dtype=np.int64)[self.edges]
        self.reached, self.starts = np.unique(self.heads, return_index=True)
        self.ends = np.append(self.starts[1:], len(self.heads))
        self.place = {int(node): at for at, node in enumerate(self.reached)}

    def __iter__(self) -> Iterator[list[int]]:
        if 0 not in self.place:
            return
        for steps in range(2, MOST_STEPS + 1):
            found = True
            while found:
                found = False
                for cycle in self._walks(steps):
                    if all(self.alive[edge] for edge in cycle):
                        found = True
                        yield cycle

    def _walks(self, steps: int) -> Iterator[list[int]]:
        living = np.frombuffer(bytes(self.alive), dtype=np.uint8)[self.edges].astype(bool)
        seconds = np.where(living, self.seconds, _NONE)
        layers = [np.full(self.count, _NONE, dtype=np.int64)]
        layers[0][0] = 0
        for _ in range(steps - 1):
            layers.append(self._next(layers[-1], seconds))
        start, end = self.starts[self.place[0]], self.ends[self.place[0]]
        closing = self._sums(layers[-1], seconds, slice(start, end))
        for at in np.flatnonzero(closing < 0):
            yield self._walk(layers, seconds, int(start + at))

    def _sums(self, layer: _Numbers, seconds: _Numbers, part: slice) -> _Numbers:
        near = layer[self.tails[part]]
        return np.where((near < _NONE // 2) & (seconds[part] < _NONE // 2), near + seconds[part], _NONE)

    def _next(self, layer: _Numbers, seconds: _Numbers) -> _Numbers:
        least = np.minimum.reduceat(self._sums(layer, seconds, slice(None)), self.starts)
        further = layer.copy()
        further[self.reached] = np.minimum(layer[self.reached], least)
        return further

    def _walk(self, layers: list[_Numbers], seconds: _Numbers, closing: int) -> list[int]:
        """The edges of one closed walk, in order, followed back from the edge that closes it."""
        edges = [int(self.edges[closing])]
        node = int(self.tails[closing])
        for k in range(len(layers) - 1, 0, -1):
            if layers[k][node] == layers[k - 1][node]:
                continue
            part = slice(self.starts[self.place[node]], self.ends[self.place[node]])
            at = int(part.start + np.flatnonzero(self._sums(layers[k - 1], seconds, part) == layers[k][node])[0])
            edges.append(int(self.edges[at]))
            node = int(self.tails[at])
        return edges[::-1]
