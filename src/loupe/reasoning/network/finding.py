"""Finding what cannot all be true: cycle by cycle, each shrunk, its lightest statement set aside, and on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loupe.reasoning.network.bounds import Bound, Conflict, in_order, strongest_first, weight_of
from loupe.reasoning.network.graph import Graph, groups
from loupe.reasoning.network.relaxation import Relaxation
from loupe.reasoning.network.short_cycles import ShortCycles
from loupe.reasoning.network.shrinking import background_holds, shrink

__all__ = ["conflicts_in", "find_conflicts", "holds_without"]


def find_conflicts(
    bounds: Iterable[Bound], weights: Mapping[str, float] | None = None, *, most: int | None = None
) -> tuple[Conflict, ...]:
    """Minimal sets of statements that cannot all be true; none when and only when all can.

    Shortest first, then strongest (``weights``: what doubting a statement costs, 1 where nothing is said); ``most``
    cuts the list. Every set is minimal, and doubting one statement of each set found leaves a possible account, but
    not every minimal set is listed: there may be exponentially many. The answer does not depend on the order of the
    bounds. Raises BackgroundImpossible when the bounds without label contradict each other, ValueError for bounds or
    weights that are no finite numbers.
    """
    weights = {} if weights is None else weights
    found: list[Conflict] = []
    for group in groups(in_order(bounds)):
        graph = Graph(group)
        found += conflicts_in(graph, [weight_of(name, weights) for name in graph.statements])
    return tuple(strongest_first(found, weights)[:most])


def conflicts_in(graph: Graph, costs: list[float], without: Iterable[int] = ()) -> list[Conflict]:
    """The minimal conflicts of one network, in the order found, when the labels ``without`` are doubted already.

    ``costs`` holds what doubting each label costs. Same promises as ``find_conflicts``.
    """
    background_holds(graph)
    dead = [edge for label in without for edge in graph.of_label[label]]
    relaxation = Relaxation(graph, dead)
    looped = any(graph.seconds[edge] < 0 and relaxation.alive[edge] for edge in graph.loops)
    if not looped and relaxation.settle() is None:
        return []
    relaxation = Relaxation(graph, dead)
    found: list[Conflict] = []
    for cycle in _cycles(graph, relaxation):
        labels, conflict = shrink(graph, graph.labels_on(cycle), costs)
        found.append(conflict)
        relaxation.drop(graph.of_label[labels[0]])
    return found


def holds_without(graph: Graph, without: Iterable[int]) -> bool:
    """Whether all can be true once these labels are doubted."""
    relaxation = Relaxation(graph, [edge for label in without for edge in graph.of_label[label]])
    looped = any(graph.seconds[edge] < 0 and relaxation.alive[edge] for edge in graph.loops)
    return not looped and relaxation.settle() is None


def _cycles(graph: Graph, relaxation: Relaxation) -> Iterator[list[int]]:
    """Cycles while there are any, short ones first; whoever asks drops an edge of each before asking again."""
    for edge in graph.loops:
        if graph.seconds[edge] < 0 and relaxation.alive[edge]:
            yield [edge]
    yield from ShortCycles(graph, relaxation.alive)
    while (cycle := relaxation.settle()) is not None:
        yield cycle
