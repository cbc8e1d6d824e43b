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

_NONE = np.int64(
    2**61
)  # no way there; with another, and with what a few bounds take off, it is still no number of seconds
_Numbers = npt.NDArray[np.int64]


class ShortCycles:
    """Closed walks through the origin of few edges and a negative sum, the shortest first.

    ``alive`` is looked at anew in each pass: edges taken out meanwhile are not walked again.
    """

    def __init__(self, graph: Graph, alive: bytearray) -> None:
        tails, heads = np.array(graph.tail, dtype=np.int64), np.array(graph.head, dtype=np.int64)
        edges = np.flatnonzero(tails != heads)
        self.alive = alive
        self.count = len(graph.out)
        self.edges: _Numbers = edges[np.argsort(heads[edges], kind="stable")]
        self.heads: _Numbers = heads[self.edges]
        self.tails: _Numbers = tails[self.edges]
        self.seconds: _Numbers = np.array(graph.seconds, dtype=np.int64)[self.edges]
        self.reached, self.starts = np.unique(self.heads, return_index=True)
        self.ends = np.append(self.starts[1:], len(self.heads))
        self.layers: list[_Numbers] = []
        self.living = b""
        self.spent = self.seconds  # seconds of what lives, as of the last look
        self.place = dict(zip(self.reached.tolist(), range(len(self.reached)), strict=True))

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
        layers, seconds = self._layers(steps), self.spent
        start, end = self.starts[self.place[0]], self.ends[self.place[0]]
        closing = self._sums(layers[-1], seconds, slice(start, end))
        for at in np.flatnonzero(closing < 0):
            yield self._walk(layers, seconds, int(start + at))

    def _layers(self, steps: int) -> list[_Numbers]:
        """The shortest paths of at most 0, 1, ... ``steps`` - 1 edges; what is known already is not reckoned again."""
        if self.living != self.alive:
            self.living = bytes(self.alive)
            alive = np.frombuffer(self.living, dtype=np.uint8)[self.edges].astype(bool)
            self.spent = np.where(alive, self.seconds, _NONE)
            self.layers = [np.full(self.count, _NONE, dtype=np.int64)]
            self.layers[0][0] = 0
        while len(self.layers) < steps:
            layer = self.layers[-1]
            further = layer.copy()
            least = np.minimum.reduceat(self._sums(layer, self.spent, slice(None)), self.starts)
            further[self.reached] = np.minimum(layer[self.reached], least)
            self.layers.append(further)
        return self.layers[:steps]

    def _sums(self, layer: _Numbers, seconds: _Numbers, part: slice) -> _Numbers:
        sums: _Numbers = layer[self.tails[part]] + seconds[part]
        return sums

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
