"""Finding what cannot all be true: cycle by cycle, each shrunk, its lightest statement set aside, and on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loupe.reasoning.hitting import quick_hitting_set
from loupe.reasoning.network.bounds import Bound, Conflict, strongest_first, weight_of
from loupe.reasoning.network.graph import Graph
from loupe.reasoning.network.parting import knotted
from loupe.reasoning.network.relaxation import Relaxation
from loupe.reasoning.network.short_cycles import ShortCycles
from loupe.reasoning.network.shrinking import background_holds, shrink

__all__ = ["conflicts_in", "confronted", "find_conflicts"]

_MOST_ROUNDS = 30


def find_conflicts(
    bounds: Iterable[Bound], weights: Mapping[str, float] | None = None, *, most: int | None = None
) -> tuple[Conflict, ...]:
    """Minimal sets of statements that cannot all be true; none when and only when all can.

    Shortest first, then strongest (``weights``: what doubting a statement costs, 1 where nothing is said); ``most``
    cuts the list. Every set is minimal. Some repair that hits each set leaves a possible account, and each statement
    of it was confronted with all that is kept, so what contradicts it a second time is reported too. Still not every
    minimal set is listed: there may be exponentially many. The answer does not depend on the
    order of the bounds. Raises BackgroundImpossible when the bounds without label contradict each other, ValueError
    for seconds that are no whole numbers and weights that are not finite.
    """
    weights = {} if weights is None else weights
    found: list[Conflict] = []
    for graph in knotted(bounds):
        found += confronted(graph, [weight_of(name, weights) for name in graph.statements])
    return tuple(strongest_first(found, weights)[:most])


def conflicts_in(graph: Graph, costs: list[float], without: Iterable[int] = ()) -> list[Conflict]:
    """The minimal conflicts of one network, in the order found, when the labels ``without`` are doubted already.

    ``costs`` holds what doubting each label costs. None when and only when the rest can be true.
    """
    return _round(graph, costs, set(without)).found


def confronted(graph: Graph, costs: list[float]) -> list[Conflict]:
    """The same, and what they hide: a true statement set aside for one false one cannot speak against another.

    So the search goes on from a cheap repair of all conflicts found, until that leaves none; then each statement of
    the repair is confronted with all that is kept.
    """
    first = _round(graph, costs, set())
    found = first.found
    if not found:
        return found
    weights = dict(zip(graph.statements, costs, strict=True))
    out, relaxation = set(first.aside), None
    for _ in range(_MOST_ROUNDS):
        repair = quick_hitting_set([conflict.statements for conflict in found], weights)
        doubted = {graph.label[name] for name in repair}
        more = _round(graph, costs, doubted)
        out = doubted.union(more.aside)
        if not more.found:
            relaxation = more.relaxation
            break
        found += more.found
    if relaxation is None:
        relaxation = Relaxation(graph, _edges(graph, out))
        kept = relaxation.settle()
        assert kept is None  # a repair leaves no contradiction
    for label in sorted(out, key=lambda label: graph.statements[label]):
        found += _against(graph, relaxation, costs, label, out)
    return found


@dataclass(frozen=True, slots=True)
class _Round:
    """The conflicts found, the statement of each that was set aside, and the distances at rest in what is left."""

    found: list[Conflict]
    aside: list[int]
    relaxation: Relaxation


def _round(graph: Graph, costs: list[float], doubted: set[int]) -> _Round:
    """Conflicts one after the other, the lightest statement of each set aside."""
    background_holds(graph)
    relaxation = Relaxation(graph, _edges(graph, doubted))
    if _broken_loop(graph, relaxation) is None and relaxation.settle() is None:
        return _Round([], [], relaxation)
    relaxation = Relaxation(graph, _edges(graph, doubted))
    found: list[Conflict] = []
    aside: list[int] = []
    for cycle in _cycles(graph, relaxation):
        labels, conflict = shrink(graph, cycle, costs)
        found.append(conflict)
        aside.append(labels[0])
        relaxation.drop(graph.of_label[labels[0]])
    return _Round(found, aside, relaxation)


def _edges(graph: Graph, labels: set[int]) -> list[int]:
    return [edge for label in sorted(labels) for edge in graph.of_label[label]]


def _broken_loop(graph: Graph, relaxation: Relaxation) -> list[int] | None:
    return next(([edge] for edge in graph.loops if graph.seconds[edge] < 0 and relaxation.alive[edge]), None)


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
        cycle = _broken_loop(graph, relaxation) or _closed_by(relaxation, [e for e in taken_in if relaxation.alive[e]])
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


def _cycles(graph: Graph, relaxation: Relaxation) -> Iterator[list[int]]:
    """Cycles while there are any, short ones first; whoever asks drops an edge of each before asking again."""
    while (loop := _broken_loop(graph, relaxation)) is not None:
        yield loop
    yield from ShortCycles(graph, relaxation.alive)
    while (cycle := relaxation.settle()) is not None:
        yield cycle
