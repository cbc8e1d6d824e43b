"""Either this came first or that: choices between two bounds, and sets of statements that no order satisfies.

A disjunctive temporal network (K. Stergiou and M. Koubarakis, "Backtracking algorithms for disjunctions of temporal
constraints", Artificial Intelligence 120, 2000) with few choices: an exact search that jumps back to the choices that
have a part in a failure, with a cap, and an outside solver as a second opinion where the cap is reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from loupe.reasoning.network.bounds import BackgroundImpossible, Bound, Conflict, strongest_first, weight_of
from loupe.reasoning.network.finding import conflicts_in
from loupe.reasoning.network.graph import Graph
from loupe.reasoning.network.parting import in_order
from loupe.reasoning.order_search import MOST_STEPS, OrderSearch

__all__ = ["MOST_STEPS", "Choice", "OrderConflicts", "OrderOracle", "find_order_conflicts"]


@dataclass(frozen=True, slots=True)
class Choice:
    """At least one of two bounds holds, once all statements behind both are true."""

    first: Bound
    second: Bound

    @property
    def labels(self) -> tuple[str, ...]:
        """The statements behind the choice, sorted."""
        return tuple(sorted({*self.first.labels, *self.second.labels}))


@dataclass(frozen=True, slots=True)
class OrderConflicts:
    """Conflicts among bounds and choices; ``undecided``: the cap was reached, so there may be more.

    ``proven`` names the statements of those conflicts that are proven minimal (with the cap on, nearly always all).
    """

    conflicts: tuple[Conflict, ...]
    undecided: bool
    proven: tuple[tuple[str, ...], ...]


class OrderOracle(Protocol):
    """An outside solver for choices. It is never believed: what it answers is checked by the network."""

    def solve(self, bounds: Sequence[Bound], choices: Sequence[Choice]) -> Sequence[bool] | frozenset[str] | None:
        """Which choices are settled by their first bound, or the statements it holds impossible, or None: no answer."""


def find_order_conflicts(
    bounds: Iterable[Bound],
    choices: Iterable[Choice],
    weights: Mapping[str, float] | None = None,
    *,
    oracle: OrderOracle | None = None,
    most_steps: int = MOST_STEPS,
) -> OrderConflicts:
    """Minimal sets of statements that no order of the choices makes possible, shortest and strongest first.

    Sets that the bounds alone make impossible are found first, as ``find_conflicts`` finds them; doubting the lightest
    statement of each, the search goes on until an order is found. ``most_steps`` caps each search; where it is
    reached, ``oracle`` is asked, and without an answer the rest is undecided. The answer does not depend on the order
    in which bounds and choices come. Raises what ``find_conflicts`` raises.
    """
    weights = {} if weights is None else weights
    problem = _Problem(in_order(bounds), _sorted(choices), weights, oracle, most_steps)
    return problem.conflicts()


def _sorted(choices: Iterable[Choice]) -> list[Choice]:
    """Each choice once, its own bounds and all of them in order."""
    turned = set()
    for choice in choices:
        pair = in_order([choice.first, choice.second])
        turned.add(Choice(pair[0], pair[-1]))

    def key(choice: Choice) -> list[tuple[str, str, int, tuple[str, ...], str]]:
        return [(b.before, b.after, b.seconds, b.labels, b.rule) for b in (choice.first, choice.second)]

    return sorted(turned, key=key)


@dataclass(slots=True)
class _Problem:
    bounds: list[Bound]
    choices: list[Choice]
    weights: Mapping[str, float]
    oracle: OrderOracle | None
    most_steps: int

    def conflicts(self) -> OrderConflicts:
        found: list[Conflict] = []
        proven: list[tuple[str, ...]] = []
        doubted: set[str] = set()

        def keep(conflict: Conflict, minimal: bool) -> None:
            found.append(conflict)
            if minimal:
                proven.append(conflict.statements)
            doubted.add(min(conflict.statements, key=self._cost))

        graph = Graph(self.bounds)
        for conflict in conflicts_in(graph, [weight_of(name, self.weights) for name in graph.statements]):
            # With a choice among its statements, fewer of them may do.
            tangled = bool(self._within(conflict.statements)[1])
            keep(*(self._shrunk(frozenset(conflict.statements)) if tangled else (conflict, True)))
        while True:
            core = self._core(*self._without(doubted), self.oracle)
            if not core:
                break
            keep(*self._shrunk(core))
        return OrderConflicts(tuple(strongest_first(found, self.weights)), core is None, tuple(sorted(set(proven))))

    def _cost(self, label: str) -> tuple[float, str]:
        return weight_of(label, self.weights), label

    def _without(self, doubted: Collection[str]) -> tuple[list[Bound], list[Choice]]:
        bounds = [bound for bound in self.bounds if not any(label in doubted for label in bound.labels)]
        return bounds, [choice for choice in self.choices if not any(label in doubted for label in choice.labels)]

    def _within(self, labels: Collection[str]) -> tuple[list[Bound], list[Choice]]:
        bounds = [bound for bound in self.bounds if all(label in labels for label in bound.labels)]
        return bounds, [choice for choice in self.choices if all(label in labels for label in choice.labels)]

    def _core(
        self, bounds: list[Bound], choices: list[Choice], oracle: OrderOracle | None = None
    ) -> frozenset[str] | None:
        """Statements that are impossible together; none of them when an order fits; None when neither is known."""
        pairs = [(choice.first, choice.second) for choice in choices]
        search = OrderSearch(bounds, pairs, self.most_steps)
        core = search.run()
        if core is not None or oracle is None:
            return self._blamed(core, search)
        answer = oracle.solve(bounds, choices)
        if answer is None:
            return None
        if isinstance(answer, frozenset):
            return self._core(*self._within(answer)) or None
        settled = [pair[0] if first else pair[1] for pair, first in zip(pairs, answer, strict=True)]
        return frozenset() if OrderSearch([*bounds, *settled], [], self.most_steps).run() == frozenset() else None

    def _blamed(self, core: frozenset[str] | None, search: OrderSearch) -> frozenset[str] | None:
        if core is not None and not core and search.failed:
            raise BackgroundImpossible(search.met())
        return core

    def _shrunk(self, core: frozenset[str]) -> tuple[Conflict, bool]:
        """A minimal conflict within a core, and whether each statement of it is proven to be needed."""
        kept = sorted(core, key=self._cost)
        minimal = True
        for label in list(kept):
            if label not in kept:
                continue
            smaller = self._core(*self._within([other for other in kept if other != label]))
            minimal = minimal and smaller is not None
            if smaller:
                kept = [other for other in kept if other in smaller]
        bounds, choices = self._within(kept)
        search = OrderSearch(bounds, [(choice.first, choice.second) for choice in choices], self.most_steps)
        search.run()
        return Conflict(tuple(sorted(kept)), search.met()), minimal
