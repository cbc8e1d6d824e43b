"""From a cycle to a minimal conflict: statements are left out one by one as long as the rest stays impossible.

Deletion shrink (J. W. Chinneck and E. W. Dravnieks, "Locating minimal infeasible constraint sets in linear programs",
ORSA Journal on Computing 3, 1991) over statements, not over edges: one statement justifies several bounds, one bound
may need several statements, so a cycle that has no edge too many may still have a statement too many.
"""

from __future__ import annotations

from collections.abc import Sequence

from loupe.reasoning.network.bounds import ORIGIN, BackgroundImpossible, Bound, Conflict
from loupe.reasoning.network.graph import Graph

__all__ = ["background_holds", "shrink"]


def shrink(graph: Graph, cycle: Sequence[int], costs: Sequence[float]) -> tuple[list[int], Conflict]:
    """A minimal conflict among the statements of a negative cycle (or closed walk): its labels, and itself.

    The lightest are tried first, so what is left is the strongest. Raises BackgroundImpossible when nothing is left.
    """
    kept = sorted(graph.labels_on(cycle), key=lambda label: (costs[label], graph.statements[label]))
    edges = sorted({*_around(graph, graph.edges_of(kept)), *cycle})
    cycle = _cycle_among(graph, edges) or cycle
    needed = graph.labels_on(cycle)
    kept = [label for label in kept if label in needed]
    for label in list(kept):
        if label not in kept:
            continue
        rest = set(kept) - {label}
        fewer = [edge for edge in edges if rest.issuperset(graph.labels[edge])]
        found = _cycle_among(graph, fewer)
        if found is not None:
            needed = graph.labels_on(found)
            kept, edges, cycle = [other for other in kept if other in needed], fewer, found
    if not kept:
        raise BackgroundImpossible(_turned([graph.bounds[edge] for edge in cycle]))
    names = tuple(sorted(graph.statements[label] for label in kept))
    return kept, Conflict(names, _turned([graph.bounds[edge] for edge in cycle]))


def background_holds(graph: Graph) -> None:
    """Raise BackgroundImpossible when a bound without statement is broken by itself."""
    for edge in graph.loops:
        if graph.seconds[edge] < 0 and not graph.labels[edge]:
            raise BackgroundImpossible([graph.bounds[edge]])


def _around(graph: Graph, edges: list[int]) -> list[int]:
    """Some edges with all the background that can take part in a cycle with them.

    The origin is not walked through: it touches everything, and what lies behind it is tied to no moment of these.
    """
    reach = [node for edge in edges for node in (graph.tail[edge], graph.head[edge])]
    seen = set(reach)
    ground: set[int] = set()
    while reach:
        node = reach.pop()
        if node == 0:
            continue
        for edge in graph.ground.get(node, ()):
            ground.add(edge)
            for end in (graph.tail[edge], graph.head[edge]):
                if end not in seen:
                    seen.add(end)
                    reach.append(end)
    return sorted(ground.union(edges))


def _cycle_among(graph: Graph, edges: Sequence[int]) -> list[int] | None:
    """A negative cycle among a few edges, in order: Bellman and Ford's rounds, looking at the tree after each."""
    for edge in edges:
        if graph.tail[edge] == graph.head[edge] and graph.seconds[edge] < 0:
            return [edge]
    steps = [(graph.tail[edge], graph.head[edge], graph.seconds[edge], edge) for edge in edges]
    level: dict[int, int] = {}
    for tail, head, _, _ in steps:
        level[tail] = level[head] = 0
    by: dict[int, int] = {}
    moved = True
    while moved:
        moved = False
        for tail, head, seconds, edge in steps:
            value = level[tail] + seconds
            if value < level[head]:
                level[head] = value
                by[head] = edge
                moved = True
        cycle = _loop_in(graph, by) if moved else None
        if cycle is not None:
            return cycle
    return None


def _loop_in(graph: Graph, by: dict[int, int]) -> list[int] | None:
    """The loop of edges that nodes were last reached by, if there is one: its sum is less than nothing."""
    walked: dict[int, int] = {}
    for start in by:
        node: int | None = start
        while node is not None and node not in walked:
            walked[node] = start
            node = graph.tail[by[node]] if node in by else None
        if node is not None and walked[node] == start:
            edges = [by[node]]
            while graph.tail[edges[-1]] != node:
                edges.append(by[graph.tail[edges[-1]]])
            return edges[::-1]
    return None


def _turned(bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """A cycle from the origin on, or else from the first of its moments by name."""
    names = [bound.before for bound in bounds]
    at = names.index(ORIGIN) if ORIGIN in names else names.index(min(names))
    return tuple(bounds[at:]) + tuple(bounds[:at])
