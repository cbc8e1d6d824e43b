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
    cuts the list. Every set is minimal. Doubting one statement of each, the right one, leaves a possible account; each
    that was set aside so is confronted with all others again, so that what contradicts it a second time is reported
    too. Still not every minimal set is listed: there may be exponentially many. The answer does not depend on the
    order of the bounds. Raises BackgroundImpossible when the bounds without label contradict each other, ValueError
    for seconds that are no whole numbers and weights that are not finite.
    """
    weights = {} if weights is None else weights
    found: list[Conflict] = []
    for group in groups(in_order(bounds)):
        graph = Graph(group)
        found += conflicts_in(graph, [weight_of(name, weights) for name in graph.statements], again=True)
    return tuple(strongest_first(found, weights)[:most])


def conflicts_in(
    graph: Graph, costs: list[float], without: Iterable[int] = (), *, again: bool = False
) -> list[Conflict]:
    """The minimal conflicts of one network, in the order found, when the labels ``without`` are doubted already.

    ``costs`` holds what doubting each label costs. ``again`` confronts what was set aside with all others once more.
    """
    background_holds(graph)
    doubted = set(without)
    dead = [edge for label in sorted(doubted) for edge in graph.of_label[label]]
    relaxation = Relaxation(graph, dead)
    looped = any(graph.seconds[edge] < 0 and relaxation.alive[edge] for edge in graph.loops)
    if not looped and relaxation.settle() is None:
        return []
    relaxation = Relaxation(graph, dead)
    found: list[Conflict] = []
    aside: list[int] = []
    for cycle in _cycles(graph, relaxation):
        labels, conflict = shrink(graph, cycle, costs)
        found.append(conflict)
        aside.append(labels[0])
        relaxation.drop(graph.of_label[labels[0]])
    out = doubted.union(aside)
    for label in sorted(aside, key=lambda label: graph.statements[label]) if again else ():
        found += _against(graph, relaxation, costs, label, out)
    return found


def _against(graph: Graph, relaxation: Relaxation, costs: list[float], label: int, out: set[int]) -> Iterator[Conflict]:
    """What contradicts one statement that was set aside, among those that were not; all is as before afterwards."""
    given_up: set[int] = set()
    taken_in = _joining(graph, [label], out - {label})
    cycle = _closed_by(relaxation, taken_in)
    while cycle is not None:
        labels, conflict = shrink(graph, cycle, costs)
        yield conflict
        others = [other for other in labels if other != label]
        if not others:
            break
        given_up.add(others[0])
        relaxation.drop(graph.of_label[others[0]])
        cycle = next(([e] for e in graph.loops if graph.seconds[e] < 0 and relaxation.alive[e]), None)
        cycle = cycle or _closed_by(relaxation, [e for e in taken_in if relaxation.alive[e]])
    relaxation.drop(graph.of_label[label])
    back = _joining(graph, sorted(given_up), out)
    closed = _closed_by(relaxation, back)
    assert closed is None  # what could all be true still can


def _joining(graph: Graph, labels: list[int], out: set[int]) -> list[int]:
    """The edges that come alive with some statements while others are out."""
    return [edge for label in labels for edge in graph.of_label[label] if out.isdisjoint(graph.labels[edge])]


def _closed_by(relaxation: Relaxation, edges: list[int]) -> list[int] | None:
    """The negative cycle that edges close together, if they do; those behind it may not have been looked at yet."""
    for edge in edges:
        cycle = relaxation.add(edge)
        if cycle is not None:
            return cycle
    return relaxation.settle()


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
