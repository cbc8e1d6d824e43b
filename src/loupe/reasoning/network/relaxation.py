"""Shortest paths from the origin, and the negative cycle at once when there is one.

Bellman, Ford and Moore's labels in a first-in-first-out queue with Tarjan's disassembly of subtrees (R. E. Tarjan,
"Shortest paths", AT&T Bell Laboratories, 1981; B. V. Cherkassky and A. V. Goldberg, "Negative-cycle detection
algorithms", Mathematical Programming 85, 1999, where it is called BFCT). When a node comes nearer, what hangs below it
in the tree of paths is out of date and is taken down; if the node that it is reached from hangs there, the path bites
its own tail, and the tree holds the cycle.

All nodes but the origin begin far away and count once nothing moves any more (what is never tied to absolute time):
potentials that begin level would let the origin move, and it drags every node along.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from loupe.reasoning.network.graph import Graph

__all__ = ["FAR", "Relaxation"]

FAR = 10**30
"""Farther than any path is long, in seconds; a node nearer than half of it is reached from the origin."""


class Relaxation:
    """Distances over the living edges of a graph, kept right while edges are dropped and added.

    ``distance[node]`` is in seconds; ``reached_by[node]`` is the edge by which the shortest path comes, -1 for none.
    Costs O(nodes x edges) at the worst, near the number of edges in practice.
    """

    __slots__ = ("after", "alive", "before", "depth", "distance", "graph", "loose", "queue", "queued", "reached_by",
                 "stale")  # fmt: skip

    def __init__(self, graph: Graph, dead: Iterable[int] = ()) -> None:
        count = len(graph.out)
        self.graph = graph
        self.alive = bytearray(b"\1") * len(graph.bounds)
        for edge in dead:
            self.alive[edge] = 0
        self.distance = [FAR] * count
        self.distance[0] = 0
        self.reached_by = [-1] * count
        # The tree of paths: nodes in preorder in a ring for each root, each with its depth.
        self.depth = [0] * count
        self.after = list(range(count))
        self.before = list(range(count))
        self.queue: deque[int] = deque([0])
        self.queued = bytearray(count)
        self.queued[0] = 1
        self.stale: set[int] = set()  # taken down and not yet reached again: their distance means nothing
        self.loose = False  # whether nodes out of the origin's reach have been let in

    def settle(self) -> list[int] | None:
        """Relax until nothing moves: None, or the edges of a negative cycle in order.

        After a cycle at least one of its edges must be dropped before going on.
        """
        while True:
            cycle = self._drain()
            if cycle is not None:
                return cycle
            if self.stale:
                self._reach_again(self._far_off(sorted(self.stale)))
            elif not self.loose:
                self.loose = True
                for node in range(1, len(self.reached_by)):
                    if self.reached_by[node] < 0:
                        self._push(node)
            else:
                return None

    def drop(self, edges: Iterable[int]) -> None:
        """Take edges out; only what was reached through them is reached anew."""
        lost: list[int] = []
        for edge in edges:
            if self.alive[edge]:
                self.alive[edge] = 0
                node = self.graph.head[edge]
                if self.reached_by[node] == edge:
                    below = self._below(node)
                    self._unlink(node, self.after[below[-1]] if below else self.after[node])
                    lost += self._far_off([node, *below])
        self._reach_again(lost)

    def add(self, edge: int) -> list[int] | None:
        """Take in an edge, new in the graph or dropped before; the negative cycle that it closes at once, if any.

        Otherwise ``settle`` tells what it leads to.
        """
        while len(self.distance) < len(self.graph.out):
            node = len(self.distance)
            self.distance.append(FAR)
            self.reached_by.append(-1)
            self.depth.append(0)
            self.after.append(node)
            self.before.append(node)
            self.queued.append(0)
        self.alive.extend(b"\1" * (len(self.graph.bounds) - len(self.alive)))
        self.alive[edge] = 1
        tail, head = self.graph.tail[edge], self.graph.head[edge]
        if tail == head:
            return [edge] if self.graph.seconds[edge] < 0 else None
        value = self.distance[tail] + self.graph.seconds[edge]
        if tail in self.stale or value >= self.distance[head]:  # a stale tail is scanned once it is reached again
            return None
        return self._relax(tail, head, edge, value)

    def _drain(self) -> list[int] | None:
        queue, queued, distance, out, alive = self.queue, self.queued, self.distance, self.graph.out, self.alive
        depth, after, before, reached_by, stale = self.depth, self.after, self.before, self.reached_by, self.stale
        heads, lengths = self.graph.head, self.graph.seconds
        while queue:
            node = queue.popleft()
            if not queued[node]:
                continue
            queued[node] = 0
            here, below = distance[node], depth[node] + 1
            for edge in out[node]:
                head, value = heads[edge], here + lengths[edge]
                if value >= distance[head] or not alive[edge]:
                    continue
                behind = after[head]
                if depth[behind] > depth[head]:
                    cycle = self._relax(node, head, edge, value)
                    if cycle is not None:
                        queued[node] = 1
                        queue.appendleft(node)
                        return cycle
                    continue
                # Nothing hangs below it, as is most often so: _relax, _unlink, _hang, _push without the calls.
                if behind != head:
                    ahead = before[head]
                    after[ahead] = behind
                    before[behind] = ahead
                behind = after[node]
                after[node], before[head], after[head], before[behind] = head, node, behind, head
                depth[head], distance[head], reached_by[head] = below, value, edge
                if stale:
                    stale.discard(head)
                if not queued[head]:
                    queued[head] = 1
                    queue.append(head)
        return None

    def _relax(self, tail: int, head: int, edge: int, value: int) -> list[int] | None:
        """Hang ``head`` under ``tail``; the cycle instead, when ``tail`` hangs under ``head``."""
        depth, after = self.depth, self.after
        beside = after[head]
        if depth[beside] > depth[head]:
            node = tail
            while depth[node] > depth[head]:
                node = self.graph.tail[self.reached_by[node]]
            if node == head:
                return self._cycle(tail, head, edge)
            below = self._below(head)
            beside = after[below[-1]]
            for node in below:
                self._alone(node)
            self.stale.update(below)
        self._unlink(head, beside)
        self._hang(tail, head, edge, value)
        return None

    def _cycle(self, tail: int, head: int, edge: int) -> list[int]:
        edges = [edge]
        while tail != head:
            edges.append(self.reached_by[tail])
            tail = self.graph.tail[edges[-1]]
        return edges[::-1]

    def _hang(self, tail: int, head: int, edge: int, value: int) -> None:
        after, before = self.after, self.before
        behind = after[tail]
        after[tail] = head
        before[head] = tail
        after[head] = behind
        before[behind] = head
        self.depth[head] = self.depth[tail] + 1
        self.distance[head] = value
        self.reached_by[head] = edge
        if self.stale:
            self.stale.discard(head)
        self._push(head)

    def _unlink(self, node: int, beside: int) -> None:
        """Take a node out of its ring, with what hangs below it; ``beside`` is the first that does not."""
        if beside != node:
            previous = self.before[node]
            self.after[previous] = beside
            self.before[beside] = previous

    def _below(self, node: int) -> list[int]:
        depth, after = self.depth, self.after
        found = []
        at = after[node]
        while depth[at] > depth[node]:
            found.append(at)
            at = after[at]
        return found

    def _alone(self, node: int) -> None:
        self.after[node] = self.before[node] = node
        self.depth[node] = 0
        self.reached_by[node] = -1
        self.queued[node] = 0

    def _far_off(self, nodes: list[int]) -> list[int]:
        for node in nodes:
            self._alone(node)
            self.distance[node] = FAR
        self.stale.difference_update(nodes)
        return nodes

    def _reach_again(self, nodes: list[int]) -> None:
        """Reach each node from its neighbours: the origin, with edges to all, is never scanned for that."""
        graph, distance, alive = self.graph, self.distance, self.alive
        waiting = set(nodes)
        for node in nodes:
            best, by = FAR, -1
            for edge in graph.into[node]:
                if alive[edge] and graph.tail[edge] not in self.stale and graph.tail[edge] not in waiting:
                    value = distance[graph.tail[edge]] + graph.seconds[edge]
                    if value < best:
                        best, by = value, edge
            if by >= 0:
                self._hang(graph.tail[by], node, by, best)
            elif self.loose:
                self._push(node)
            waiting.discard(node)

    def _push(self, node: int) -> None:
        if not self.queued[node]:
            self.queued[node] = 1
            self.queue.append(node)
