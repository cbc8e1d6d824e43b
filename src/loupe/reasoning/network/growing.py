"""A network that grows and shrinks statement by statement, and is asked in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loupe.reasoning.network.bounds import Bound, Conflict, strongest_first, weight_of
from loupe.reasoning.network.finding import confronted
from loupe.reasoning.network.graph import Graph, groups
from loupe.reasoning.network.parting import in_order
from loupe.reasoning.network.relaxation import Relaxation
from loupe.reasoning.network.shrinking import shrink

__all__ = ["GrowingNetwork"]


class GrowingNetwork:
    """Bounds taken in one parcel after the other; what a parcel contradicts is told at once.

    A parcel (the bounds of one statement, say) stands as a whole or is set aside as a whole, until a statement that
    stood in its way is taken back. ``conflicts()`` is about all bounds, set aside or not, and equals
    ``find_conflicts`` on them in one batch, in whatever order they came.
    """

    def __init__(self, bounds: Iterable[Bound] = (), weights: Mapping[str, float] | None = None) -> None:
        self._weights = {} if weights is None else dict(weights)
        self._graph = Graph()
        self._relaxation = Relaxation(self._graph)
        self._relaxation.settle()
        self._standing: dict[Bound, int] = {}
        self._aside: list[list[Bound]] = []
        self._answers: dict[tuple[Bound, ...], list[Conflict]] = {}
        held = in_order(bounds)
        if self._try(held) is None:  # all at once where nothing contradicts, else each statement by itself
            return
        parcels: dict[tuple[str, ...], list[Bound]] = {}
        for bound in held:
            parcels.setdefault(bound.labels, []).append(bound)
        for _, parcel in sorted(parcels.items()):
            self.insert(parcel)

    def insert(self, bounds: Iterable[Bound]) -> Conflict | None:
        """Take in a parcel: None when it can be true beside what stands, else the minimal conflict that it closes.

        Then it is set aside as a whole. Raises ValueError for bounds that are no finite numbers and
        BackgroundImpossible when the background contradicts itself; nothing is taken in then.
        """
        parcel = [bound for bound in in_order(bounds) if bound not in self._standing]
        conflict = self._try(parcel)
        if conflict is not None:
            self._aside.append(parcel)
        return conflict

    def retract(self, label: str) -> None:
        """Take back all bounds that need a statement; parcels set aside are tried again, in the order they came."""
        gone = [bound for bound in self._standing if label in bound.labels]
        self._relaxation.drop([self._standing.pop(bound) for bound in gone])
        self._relaxation.settle()
        waiting = [[bound for bound in parcel if label not in bound.labels] for parcel in self._aside]
        self._aside = [parcel for parcel in waiting if parcel and self._try(parcel) is not None]
        if len(self._graph.bounds) > 2 * len(self._standing) + 1000:
            self._pack()

    def aside(self) -> tuple[Bound, ...]:
        """The bounds that are set aside, in order."""
        return tuple(in_order(bound for parcel in self._aside for bound in parcel))

    def bounds(self) -> tuple[Bound, ...]:
        """All bounds, standing or set aside, in order."""
        return tuple(in_order([*self._standing, *(bound for parcel in self._aside for bound in parcel)]))

    def possible(self) -> bool:
        """Whether all can be true: nothing is set aside."""
        return not self._aside

    def conflicts(self, *, most: int | None = None) -> tuple[Conflict, ...]:
        """All that ``find_conflicts`` finds in the bounds; networks that did not change are not searched again."""
        if not self._aside:
            return ()
        answers: dict[tuple[Bound, ...], list[Conflict]] = {}
        for group in groups(self.bounds()):
            key = tuple(group)
            if key in self._answers:
                answers[key] = self._answers[key]
            else:
                graph = Graph(group)
                costs = [weight_of(name, self._weights) for name in graph.statements]
                answers[key] = confronted(graph, costs)
        self._answers = answers
        found = (conflict for conflicts in answers.values() for conflict in conflicts)
        return tuple(strongest_first(found, self._weights)[:most])

    def _try(self, parcel: list[Bound]) -> Conflict | None:
        edges = [self._graph.add(bound) for bound in parcel]
        cycle = self._closed_by(edges)
        if cycle is None:
            self._standing.update(zip(parcel, edges, strict=True))
            return None
        try:
            costs = [weight_of(name, self._weights) for name in self._graph.statements]
            return self._explained(cycle, costs)
        finally:
            self._relaxation.drop(edges)
            self._relaxation.settle()

    def _explained(self, cycle: list[int], costs: list[float]) -> Conflict:
        """The minimal conflict in a cycle, among the bounds that live (those taken back are in the graph still)."""
        living = Graph(in_order(self._graph.bounds[edge] for edge in self._around(cycle)))
        number = {bound: edge for edge, bound in enumerate(living.bounds)}
        by_name = [costs[self._graph.label[name]] for name in living.statements]
        return shrink(living, [number[self._graph.bounds[edge]] for edge in cycle], by_name)[1]

    def _around(self, cycle: list[int]) -> list[int]:
        graph, alive = self._graph, self._relaxation.alive
        edges = set(cycle) | set(graph.edges_of(graph.labels_on(cycle)))
        reach = [node for edge in sorted(edges) for node in (graph.tail[edge], graph.head[edge])]
        seen = set(reach)
        while reach:
            node = reach.pop()
            for edge in graph.ground.get(node, ()) if node else ():
                edges.add(edge)
                fresh = {graph.tail[edge], graph.head[edge]} - seen
                seen |= fresh
                reach += sorted(fresh)
        return sorted(edge for edge in edges if alive[edge])

    def _closed_by(self, edges: list[int]) -> list[int] | None:
        for edge in edges:
            cycle = self._relaxation.add(edge)
            if cycle is not None:
                return cycle
        return self._relaxation.settle()

    def _pack(self) -> None:
        """Build the graph anew from what stands: bounds taken back would fill it up."""
        standing = in_order(self._standing)
        self._graph = Graph(standing)
        self._relaxation = Relaxation(self._graph)
        self._relaxation.settle()
        self._standing = {bound: edge for edge, bound in enumerate(standing)}
