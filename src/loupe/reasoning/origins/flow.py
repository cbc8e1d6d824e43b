"""The most paths that share no node between two ends of a graph (Dinic 1970), and the fewest nodes that cut them all.

By Menger's theorem (1927) the two numbers are equal. Every node is split into a way in and a way out, joined by one
unit; the largest flow is found level by level, in a fixed order, so that the same graph gives the same paths and the
same cut. With one unit on every inner edge it takes at most about twice the square root of the nodes in rounds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

__all__ = ["disjoint_paths"]

_MUCH = 1 << 30


def disjoint_paths(
    above: Sequence[Sequence[int]], roots: Sequence[int], ends: Sequence[int]
) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """The most node-disjoint paths from roots to ends, and the smallest cut nearest to the roots.

    Nodes are 0 to ``len(above) - 1``, ``above[n]`` those that n is reached from. A path is its nodes, the root first;
    the paths come in order of their nodes, the cut in order. A node may be root and end at once.
    """
    net = _Net(2 * len(above) + 2)
    start, goal = 2 * len(above), 2 * len(above) + 1
    for node, from_ in enumerate(above):
        net.join(2 * node, 2 * node + 1, 1)
        for parent in from_:
            net.join(2 * parent + 1, 2 * node, _MUCH)
    for root in roots:
        net.join(start, 2 * root, _MUCH)
    for end in ends:
        net.join(2 * end + 1, goal, _MUCH)
    while net.level(start, goal):
        while net.push(start, goal):
            pass
    reached = net.reached(start)
    cut = tuple(n for n in range(len(above)) if 2 * n in reached and 2 * n + 1 not in reached)
    return tuple(sorted(net.paths(start, goal))), cut


class _Net:
    """Edges as parallel lists; edge ``e ^ 1`` is the way back of edge ``e``."""

    def __init__(self, size: int) -> None:
        self.edges: list[list[int]] = [[] for _ in range(size)]
        self.to: list[int] = []
        self.room: list[int] = []
        self.depth: list[int] = []
        self.next: list[int] = []

    def join(self, a: int, b: int, room: int) -> None:
        self.edges[a].append(len(self.to))
        self.edges[b].append(len(self.to) + 1)
        self.to += [b, a]
        self.room += [room, 0]

    def level(self, start: int, goal: int) -> bool:
        """Number the nodes by how far they are from the start; False when the goal cannot be reached any more."""
        self.depth = [-1] * len(self.edges)
        self.next = [0] * len(self.edges)
        self.depth[start] = 0
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for edge in self.edges[here]:
                there = self.to[edge]
                if self.room[edge] and self.depth[there] < 0:
                    self.depth[there] = self.depth[here] + 1
                    queue.append(there)
        return self.depth[goal] >= 0

    def push(self, start: int, goal: int) -> bool:
        """Send one unit along the next shortest path of this round; False when there is none left."""
        path: list[int] = []
        here = start
        while here != goal:
            edges, at = self.edges[here], self.next[here]
            if at == len(edges):
                if not path:
                    return False
                self.depth[here] = -1  # a dead end of this round
                here = self.to[path.pop() ^ 1]
                continue
            edge = edges[at]
            if self.room[edge] and self.depth[self.to[edge]] == self.depth[here] + 1:
                path.append(edge)
                here = self.to[edge]
            else:
                self.next[here] += 1
        for edge in path:
            self.room[edge] -= 1
            self.room[edge ^ 1] += 1
        return True

    def reached(self, start: int) -> set[int]:
        """What can still be reached when no more can be sent."""
        seen = {start}
        stack = [start]
        while stack:
            for edge in self.edges[stack.pop()]:
                if self.room[edge] and self.to[edge] not in seen:
                    seen.add(self.to[edge])
                    stack.append(self.to[edge])
        return seen

    def paths(self, start: int, goal: int) -> list[tuple[int, ...]]:
        """The paths that the units took, as nodes of the graph: every inner node carries one unit at most."""
        found = []
        for first in self.edges[start]:
            if first & 1 == 0 and self.room[first ^ 1]:
                nodes, here = [self.to[first] // 2], self.to[first] + 1
                while True:
                    edge = next(e for e in self.edges[here] if e & 1 == 0 and self.room[e ^ 1])
                    if self.to[edge] == goal:
                        break
                    nodes.append(self.to[edge] // 2)
                    here = self.to[edge] + 1
                found.append(tuple(nodes))
        return found
