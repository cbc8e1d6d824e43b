"""The network as a graph of numbers: moments are nodes (the origin is 0), bounds are edges, statements are labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loupe.reasoning.network.bounds import ORIGIN, Bound

__all__ = ["Fan", "Graph", "groups"]


@dataclass(frozen=True, slots=True)
class Fan:
    """Lists laid out in one: list n is ``flat[ends[base + n]:ends[base + n + 1]]``, for n below ``count``.

    Half a million short lists take longer to make than to read; most of them are never asked for.
    """

    flat: list[int]
    ends: list[int]
    base: int
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> list[int]:
        at = self.base + number
        return self.flat[self.ends[at] : self.ends[at + 1]]


class Graph:
    """Bounds as edges, numbered as they come; only ever added to, and not at all where it was cut from many (``Fan``).

    ``out[u]`` holds the edges that begin at a node, ``into[v]`` those that end there, ``labels[edge]`` the statements
    that an edge needs, ``of_label[label]`` the edges that need the statement, ``ground[node]`` the edges without label
    that touch it. Edges from a node to itself are kept apart in ``loops``: they say nothing of any other node.
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
        self.labels: list[list[int]] | Fan = []
        self.out: list[list[int]] | Fan = [[]]
        self.into: list[list[int]] | Fan = [[]]
        self.of_label: list[list[int]] | Fan = []
        self.ground: dict[int, list[int]] = {}
        self.loops: list[int] = []
        self.extend(bounds)

    def add(self, bound: Bound) -> int:
        """Add one bound; the number of its edge."""
        self.extend((bound,))
        return len(self.bounds) - 1

    def extend(self, bounds: Iterable[Bound]) -> None:
        """Add bounds in their order."""
        nodes, numbers, out, into = self.nodes, self.label, _open(self.out), _open(self.into)
        all_labels, of_label = _open(self.labels), _open(self.of_label)
        for bound in bounds:
            edge = len(self.bounds)
            tail = nodes.get(bound.before)
            if tail is None:
                tail = self._new_node(bound.before)
            head = nodes.get(bound.after)
            if head is None:
                head = self._new_node(bound.after)
            labels = []
            for name in bound.labels:
                label = numbers.get(name)
                if label is None:
                    label = self._new_label(name)
                of_label[label].append(edge)
                labels.append(label)
            self.bounds.append(bound)
            self.tail.append(tail)
            self.head.append(head)
            self.seconds.append(bound.seconds)
            all_labels.append(labels)
            if tail == head:
                self.loops.append(edge)
                continue
            out[tail].append(edge)
            into[head].append(edge)
            if not labels:
                self.ground.setdefault(tail, []).append(edge)
                self.ground.setdefault(head, []).append(edge)

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

    def _new_node(self, name: str) -> int:
        self.nodes[name] = len(self.out)
        _open(self.out).append([])
        _open(self.into).append([])
        return len(self.out) - 1

    def _new_label(self, name: str) -> int:
        self.label[name] = len(self.of_label)
        _open(self.of_label).append([])
        self.statements.append(name)
        return len(self.of_label) - 1


def _open(lists: list[list[int]] | Fan) -> list[list[int]]:
    """Lists that can be added to; raises TypeError for a graph that was cut from many."""
    if isinstance(lists, Fan):
        raise TypeError("A graph that was cut from many takes no more bounds.")
    return lists


def groups(bounds: Sequence[Bound]) -> list[list[Bound]]:
    """Bounds parted into networks that have nothing to do with each other: no moment but the origin, no statement.

    Every simple cycle lies within one of them, and so does every conflict. Order is kept within and among them.
    """
    moments: dict[str, int] = {}
    statements: dict[str, int] = {}
    above: list[int] = []
    places: list[int] = []
    for bound in bounds:
        # The origin joins nothing; what is about nothing but the origin goes by itself.
        names = [name for name in (bound.before, bound.after) if name != ORIGIN]
        if not names and not bound.labels:
            names = [ORIGIN]
        things = []
        for known, keys in ((moments, names), (statements, bound.labels)):
            for key in keys:
                thing = known.get(key)
                if thing is None:
                    thing = known[key] = len(above)
                    above.append(thing)
                things.append(thing)
        places.append(_joined(above, things))
    parted: dict[int, list[Bound]] = {}
    for bound, place in zip(bounds, places, strict=True):
        parted.setdefault(_root(above, place), []).append(bound)
    return list(parted.values())


def _joined(above: list[int], things: list[int]) -> int:
    roots = [_root(above, thing) for thing in things]
    least = min(roots)
    for root in roots:
        above[root] = least
    return least


def _root(above: list[int], thing: int) -> int:
    while above[thing] != thing:
        above[thing] = above[above[thing]]
        thing = above[thing]
    return thing
