"""When a moment can have been at all, given everything else, and which statements say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from loupe.reasoning.network.bounds import ORIGIN, BackgroundImpossible, Bound
from loupe.reasoning.network.graph import Graph
from loupe.reasoning.network.parting import in_order
from loupe.reasoning.network.relaxation import FAR, Relaxation

__all__ = ["Impossible", "Window", "Windows"]


class Impossible(ValueError):
    """Windows of an account that contradicts itself: there are none until something in it is doubted."""


@dataclass(frozen=True, slots=True)
class Window:
    """The earliest and the latest that a moment can have been, in seconds from the origin; None where nothing says.

    ``not_earlier`` is the chain of bounds from the moment back to the origin that forbids anything earlier,
    ``not_later`` the chain from the origin to the moment that forbids anything later; both empty where nothing says.
    """

    moment: str
    earliest: int | None
    latest: int | None
    not_earlier: tuple[Bound, ...]
    not_later: tuple[Bound, ...]


class Windows:
    """The implied window of every moment, once the statements ``without`` are left out (a repair, say).

    In a network d(0, e) is the latest and -d(e, 0) the earliest of e, where d is the shortest distance (R. Dechter,
    I. Meiri and J. Pearl, Artificial Intelligence 49, 1991): two runs answer for all moments. Raises Impossible when
    the rest contradicts itself, BackgroundImpossible when no statement has part in that.
    """

    def __init__(self, bounds: Iterable[Bound], *, without: Collection[str] = ()) -> None:
        left_out = frozenset(without)
        held = [bound for bound in in_order(bounds) if left_out.isdisjoint(bound.labels)]
        self._held = held
        self._later = _settled(Graph(held), held)
        # The same network seen backwards: a path to the origin becomes one from it.
        turned = Graph(Bound(b.after, b.before, b.seconds, b.labels, b.rule) for b in held)
        self._earlier = _settled(turned, held)

    def of(self, moment: str) -> Window:
        """The window of one moment; open on both sides for one that no bound names."""
        latest, later = self._shortest(self._later, moment)
        distance, earlier = self._shortest(self._earlier, moment)
        return Window(moment, None if distance is None else -distance, latest, tuple(earlier[::-1]), tuple(later))

    def moments(self) -> tuple[str, ...]:
        """The moments that bounds name, the origin aside, in order."""
        return tuple(sorted(name for name in self._later.graph.nodes if name != ORIGIN))

    def _shortest(self, relaxation: Relaxation, moment: str) -> tuple[int | None, list[Bound]]:
        node = relaxation.graph.nodes.get(moment)
        if node is None or relaxation.distance[node] > FAR // 2:
            return None, []
        return relaxation.distance[node], [self._held[edge] for edge in relaxation.path(node)]


def _settled(graph: Graph, held: list[Bound]) -> Relaxation:
    relaxation = Relaxation(graph)
    cycle = next(([edge] for edge in graph.loops if graph.seconds[edge] < 0), None) or relaxation.settle()
    if cycle is None:
        return relaxation
    bounds = [held[edge] for edge in cycle]
    labels = sorted({label for bound in bounds for label in bound.labels})
    if not labels:
        raise BackgroundImpossible(bounds)
    raise Impossible(f"These statements cannot all be true, so no moment has a window: {', '.join(labels)}.")
