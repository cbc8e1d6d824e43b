"""The search for an order: one choice after the other, and straight back to what has a part in a failure."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from loupe.reasoning.network.bounds import Bound
from loupe.reasoning.network.graph import Graph
from loupe.reasoning.network.parting import in_order
from loupe.reasoning.network.relaxation import Relaxation

__all__ = ["MOST_STEPS", "OrderSearch"]

MOST_STEPS = 300_000
"""How many choices and moments one search may settle, right or wrong, before it gives up: a second or two."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """A negative cycle (``edges``), and the sides of those choices of which both sides were found to fail for it."""

    edges: frozenset[int]
    both: frozenset[int] = frozenset()

    def beside(self, other: _Failure, sides: tuple[int, int]) -> _Failure:
        """Both sides of a choice fail, for this reason or the other: the choice itself is out of the question."""
        return _Failure((self.edges | other.edges) - set(sides), self.both | other.both | set(sides))


@dataclass(slots=True)
class _Settled:
    """A choice that was settled, what moved by it, and why its other side fails when that was tried."""

    choice: int
    side: int
    moved: list[tuple[int, int]] = field(default_factory=list)
    other_side: _Failure | None = None


class OrderSearch:
    """Depth-first over choices with conflict-directed backjumping (P. Prosser, Computational Intelligence 9, 1993).

    A failure is a negative cycle: a set of edges, some of them sides of choices made. Choices that have no edge in it
    are jumped over; those that failed before come first next time.
    """

    def __init__(self, bounds: Sequence[Bound], pairs: Sequence[tuple[Bound, Bound]], most_steps: int) -> None:
        self.graph = Graph(bounds)
        self.base = len(bounds)
        self.sides = [(self.graph.add(first), self.graph.add(second)) for first, second in pairs]
        self.choice_of = {edge: choice for choice, edges in enumerate(self.sides) for edge in edges}
        self.most_steps = most_steps
        self.steps = 0
        self.failed = False
        self.used: frozenset[int] = frozenset()
        # Edges of choices join only once they are made: they are taken out of the ways, and made ones are put in.
        self.ways = [[edge for edge in self.graph.out[node] if edge < self.base] for node in range(len(self.graph.out))]
        self.distance: list[int] = []
        self.eager = [0] * len(pairs)  # how often each choice had a part in a failure
        self.hot: list[int] = []  # those that had one at all, the most often first
        self.restless = False
        self.turn = 0

    def run(self) -> frozenset[str] | None:
        """The statements that make every order impossible, none when an order was found, None when the cap came first.

        ``failed`` tells an impossible background (nobody to blame) from an order found.
        """
        relaxation = Relaxation(self.graph, self.choice_of)
        looped = [[e] for e in self.graph.loops if self.graph.seconds[e] < 0 and e < self.base]
        cycle = looped[0] if looped else relaxation.settle()
        if cycle is not None:
            return self._impossible(_Failure(frozenset(cycle)))
        self.distance = relaxation.distance
        made: list[_Settled] = []
        while (choice := self._open()) is not None:
            entry = _Settled(choice, self._likelier(choice))
            failure = self._make(entry, made)
            if failure is not None:
                failure = self._back(failure, made)
            if self.steps > self.most_steps:
                return None
            if failure is not None:
                return self._impossible(failure)
        return frozenset()

    def met(self) -> tuple[Bound, ...]:
        """The bounds of the failures that made all orders impossible, sorted."""
        return tuple(in_order(self.graph.bounds[edge] for edge in self.used))

    def _impossible(self, failure: _Failure) -> frozenset[str]:
        self.failed = True
        self.used = failure.edges | failure.both
        return frozenset(self.graph.statements[label] for label in self.graph.labels_on(self.used))

    def _open(self) -> int | None:
        """The choice to settle next: of those that the distances leave open, one that failed often, else the next."""
        if self.restless:
            self.hot.sort(key=lambda choice: (-self.eager[choice], choice))
            self.restless = False
        for choice in self.hot:
            if self._is_open(choice):
                return choice
        count = len(self.sides)
        for choice in chain(range(self.turn, count), range(self.turn)):
            if self._is_open(choice):
                self.turn = choice
                return choice
        return None

    def _is_open(self, choice: int) -> bool:
        first, second = self.sides[choice]
        return not self._holds(first) and not self._holds(second)

    def _holds(self, edge: int) -> bool:
        graph, distance = self.graph, self.distance
        return distance[graph.head[edge]] <= distance[graph.tail[edge]] + graph.seconds[edge]

    def _likelier(self, choice: int) -> int:
        """The side that asks for the smaller move."""
        graph, distance = self.graph, self.distance
        lack = [
            distance[graph.head[edge]] - distance[graph.tail[edge]] - graph.seconds[edge] for edge in self.sides[choice]
        ]
        return int(lack[1] < lack[0])

    def _make(self, entry: _Settled, made: list[_Settled]) -> _Failure | None:
        """Settle a choice by one side: None when that can be, else the edges of the cycle that forbids it."""
        self.steps += 1
        made.append(entry)
        edge = self.sides[entry.choice][entry.side]
        tail, head = self.graph.tail[edge], self.graph.head[edge]
        self.ways[tail].append(edge)
        value = self.distance[tail] + self.graph.seconds[edge]
        if tail == head:
            return _Failure(frozenset([edge])) if self.graph.seconds[edge] < 0 else None
        if value >= self.distance[head]:
            return None
        by = {head: edge}
        self._move(head, value, entry)
        queue = deque([head])
        while queue:
            node = queue.popleft()
            here = self.distance[node]
            for way in self.ways[node]:
                onward, reached = self.graph.head[way], here + self.graph.seconds[way]
                if reached < self.distance[onward]:
                    by[onward] = way
                    if onward == tail:
                        return self._cycle(by, tail, head)
                    self._move(onward, reached, entry)
                    queue.append(onward)
        return None

    def _move(self, node: int, value: int, entry: _Settled) -> None:
        self.steps += 1
        entry.moved.append((node, self.distance[node]))
        self.distance[node] = value

    def _cycle(self, by: dict[int, int], tail: int, head: int) -> _Failure:
        edges = {by[tail], by[head]}
        node = self.graph.tail[by[tail]]
        while node != head:
            edges.add(by[node])
            node = self.graph.tail[by[node]]
        return _Failure(frozenset(edges))

    def _unmake(self, entry: _Settled) -> None:
        for node, value in reversed(entry.moved):
            self.distance[node] = value
        edge = self.sides[entry.choice][entry.side]
        self.ways[self.graph.tail[edge]].pop()

    def _back(self, failure: _Failure, made: list[_Settled]) -> _Failure | None:
        """Undo down to a choice whose other side can still be tried; the failure itself when there is none."""
        while made:
            entry = made.pop()
            self._unmake(entry)
            if self.sides[entry.choice][entry.side] not in failure.edges:
                continue
            if not self.eager[entry.choice]:
                self.hot.append(entry.choice)
            self.eager[entry.choice] += 1
            self.restless = True
            if entry.other_side is not None:
                failure = failure.beside(entry.other_side, self.sides[entry.choice])
                continue
            if self.steps > self.most_steps:
                return failure
            other = _Settled(entry.choice, 1 - entry.side, other_side=failure)
            again = self._make(other, made)
            if again is None:
                return None
            failure = again
        return failure
