"""The network as a graph of numbers: moments are nodes (the origin is 0), bounds are edges, statements are labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loupe.reasoning.network.bounds import ORIGIN, Bound

__all__ = ["Graph", "groups"]


class Graph:
    """Bounds as edges, numbered as they come; only ever added to.

    ``out[u]`` holds (head, seconds, edge), ``into[v]`` the edges that end there, ``of_label[label]`` the edges that
    need the statement, ``ground[node]`` the edges without label that touch it. Edges from a node to itself are kept
    apart in ``loops``: they say nothing of any other node.
    """

    __slots__ = ("bounds", "ground", "head", "into", "label", "labels", "loops", "nodes", "of_label", "out", "seconds",
                 "statements", "tail")  # fmt: skip

    def __init__(self, bounds: Iterable[Bound] = ()) -> None:
        self.nodes: dict[str, int] = {ORIGIN: 0}
        self.label: dict[str, int] = {}
        self.statements: list[str] = []
        self.bounds: list[Bound] = []
        self.tail: list[int] = []
        self.head: list[int] = []
        self.seconds: list[int] = []
        self.labels: list[tuple[int, ...]] = []
        self.out: list[list[tuple[int, int, int]]] = [[]]
        self.into: list[list[int]] = [[]]
        self.of_label: list[list[int]] = []
        self.ground: dict[int, list[int]] = {}
        self.loops: list[int] = []
        for bound in bounds:
            self.add(bound)

    def add(self, bound: Bound) -> int:
        """Add one bound; the number of its edge."""
        edge = len(self.bounds)
        tail, head = self._node(bound.before), self._node(bound.after)
        labels = tuple([self._label(name) for name in bound.labels])
        self.bounds.append(bound)
        self.tail.append(tail)
        self.head.append(head)
        self.seconds.append(bound.seconds)
        self.labels.append(labels)
        for label in labels:
            self.of_label[label].append(edge)
        if tail == head:
            self.loops.append(edge)
            return edge
        self.out[tail].append((head, bound.seconds, edge))
        self.into[head].append(edge)
        if not labels:
            self.ground.setdefault(tail, []).append(edge)
            self.ground.setdefault(head, []).append(edge)
        return edge

    def edges_of(self, labels: Iterable[int]) -> list[int]:
        """The edges that these statements justify among themselves, in order; background is not among them."""
        known = frozenset(labels)
        found = {
            edge
            for label in known
            for edge in self.of_label[label]
            if len(self.labels[edge]) == 1 or known.issuperset(self.labels[edge])
        }
        return sorted(found)

    def labels_on(self, edges: Iterable[int]) -> set[int]:
        """The statements that some edges need."""
        return {label for edge in edges for label in self.labels[edge]}

    def _node(self, name: str) -> int:
        number = self.nodes.setdefault(name, len(self.out))
        if number == len(self.out):
            self.out.append([])
            self.into.append([])
        return number

    def _label(self, name: str) -> int:
        number = self.label.setdefault(name, len(self.of_label))
        if number == len(self.of_label):
            self.of_label.append([])
            self.statements.append(name)
        return number


def groups(bounds: Sequence[Bound]) -> list[list[Bound]]:
    """Bounds parted into networks that have nothing to do with each other: no moment but the origin, no statement.

    Every simple cycle lies within one of them, and so does every conflict. Order is kept within and among them.
    """
    number: dict[tuple[bool, str], int] = {}
    above: list[int] = []

    def root(thing: tuple[bool, str]) -> int:
        at = number.setdefault(thing, len(above))
        if at == len(above):
            above.append(at)
            return at
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    first: list[int] = []
    for bound in bounds:
        things = [(False, name) for name in (bound.before, bound.after) if name != ORIGIN]
        roots = [root(thing) for thing in things + [(True, label) for label in bound.labels]] or [root((False, ORIGIN))]
        least = min(roots)
        for other in roots:
            above[other] = least
        first.append(least)
    parted: dict[int, list[Bound]] = {}
    for bound, at in zip(bounds, first, strict=True):
        while above[at] != at:
            at = above[at]
        parted.setdefault(at, []).append(bound)
    return list(parted.values())
