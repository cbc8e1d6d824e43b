"""The smallest repair: which statements, if doubted, make the account possible at the least cost.

The implicit hitting set loop (R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32,
1987; J. Davies and F. Bacchus, "Solving MAXSAT by solving a sequence of simpler SAT instances", CP 2011): hit all
conflicts known so far as cheaply as can be; where that leaves no contradiction it is the cheapest repair of all, else
the contradictions that it leaves are new conflicts.

Weights: with ``log(a / (1 - a))`` for a statement right with probability a > 0.5, statements erring independently, the
cheapest repair is the likeliest set of errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from loupe.reasoning.hitting import HittingSet, hitting_set
from loupe.reasoning.network.bounds import Bound, Conflict, strongest_first, weight_of
from loupe.reasoning.network.finding import conflicts_in
from loupe.reasoning.network.graph import Graph
from loupe.reasoning.network.parting import knotted

__all__ = ["Look", "Mending", "Repair", "Standing", "Standings", "smallest_repair", "standings"]

Standing = Literal["free", "contested", "doubted", "rejected"]
"""Free: in no conflict found. Contested: in a conflict, but kept by every smallest repair. Doubted: given up by some
smallest repair. Rejected: given up by every one."""

Look = Callable[[frozenset[str]], Iterable[tuple[str, ...]]]
"""Sets of statements that cannot all be true and are left when some are doubted: one at least while any is left."""

_MOST_ROUNDS = 200
_MOST_WORK = 20_000_000  # bounds looked at while statements are tried one by one, over all networks


@dataclass(frozen=True, slots=True)
class Repair:
    """Statements that, if doubted, leave everything else possible together; ``cost`` is the sum of their weights.

    ``proven``: nothing cheaper will do. ``conflicts``: the minimal conflicts met on the way, strongest first.
    """

    statements: tuple[str, ...]
    cost: float
    proven: bool
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """Where each statement stands, by id in order; ``unsure`` names those that were too many to try one by one.

    Of those, the ones of ``repair`` are called doubted and the others contested.
    """

    of: Mapping[str, Standing]
    repair: Repair
    unsure: tuple[str, ...]


def smallest_repair(bounds: Iterable[Bound], weights: Mapping[str, float] | None = None) -> Repair:
    """The cheapest set of statements whose doubt leaves no contradiction (empty when there is none).

    ``weights``: what doubting a statement costs, 1 where nothing is said. Of several cheapest sets it is always the
    same one, in whatever order the bounds come. Proven unless branch and bound had to give up (see ``hitting_set``)
    or 200 rounds did not end. Raises what ``find_conflicts`` raises.
    """
    weights = {} if weights is None else weights
    return _together([_Network(graph, weights).smallest() for graph in knotted(bounds)], weights)


def standings(bounds: Iterable[Bound], weights: Mapping[str, float] | None = None) -> Standings:
    """Where each statement stands: free, contested, doubted or rejected.

    In a network too large for that (20 million bounds looked at in all) some stay ``unsure``. Raises what
    ``find_conflicts`` raises.
    """
    weights = {} if weights is None else weights
    bounds = list(bounds)
    of: dict[str, Standing] = {label: "free" for bound in bounds for label in bound.labels}
    repairs: list[Repair] = []
    unsure: list[str] = []
    budget = _MOST_WORK
    for graph in knotted(bounds):
        network = _Network(graph, weights)
        repairs.append(network.smallest())
        found, doubtful = network.mending.standings(repairs[-1], budget=budget)
        of |= found
        unsure += doubtful
        budget -= network.mending.work
    return Standings(dict(sorted(of.items())), _together(repairs, weights), tuple(sorted(unsure)))


def _together(repairs: list[Repair], weights: Mapping[str, float]) -> Repair:
    statements = tuple(sorted(label for repair in repairs for label in repair.statements))
    conflicts = strongest_first((c for repair in repairs for c in repair.conflicts), weights)
    cost = sum(weight_of(label, weights) for label in statements)
    return Repair(statements, cost, all(repair.proven for repair in repairs), tuple(conflicts))


@dataclass(slots=True)
class Mending:
    """One account with all conflicts met so far: each is a conflict of the whole, whatever was doubted meanwhile.

    ``look`` tells what is left when some statements are doubted, ``size`` what one look costs.
    """

    look: Look
    weights: Mapping[str, float]
    size: int = 1
    known: dict[tuple[str, ...], None] = field(default_factory=dict)
    work: int = 0

    def smallest(self) -> HittingSet:
        """The cheapest repair: doubting it leaves nothing to see for ``look``."""
        self._look(())
        return self._cheapest()

    def standings(
        self, repair: Repair | HittingSet, labels: Iterable[str] | None = None, budget: int = _MOST_WORK
    ) -> tuple[dict[str, Standing], list[str]]:
        """Where contested statements stand (all, or these), given the smallest repair, and those too many to try.

        A statement of the repair is forced in, any other contested one is given up, and the cost is compared.
        """
        of: dict[str, Standing] = {}
        unsure: list[str] = []
        contested = {label for statements in self.known for label in statements}
        for label in sorted(contested if labels is None else contested.intersection(labels)):
            standing = self._standing(label, repair, budget - self.work)
            if standing is None:
                unsure.append(label)
                standing = "doubted" if label in repair.statements else "contested"
            of[label] = standing
        return of, unsure

    def _standing(self, label: str, repair: Repair | HittingSet, budget: int) -> Standing | None:
        """Where a contested statement stands; None when telling would take too long."""
        given_up = label in repair.statements
        rest = [set(s) - {label} if given_up else set(s) for s in self.known if given_up or label not in s]
        if not all(rest):
            return "rejected"
        spare = 0.0 if given_up else weight_of(label, self.weights)
        limit = repair.cost + 1e-9 - spare
        # The conflicts known so far may settle it alone: others can only make it dearer.
        if repair.proven and hitting_set([sorted(s) for s in rest], self.weights).cost > limit:
            return "rejected" if given_up else "contested"
        if not repair.proven or self.size > budget:
            return None
        other = self._cheapest(keep=label) if given_up else self._cheapest(doubt=label)
        if not other.proven:
            return None
        as_cheap = other.cost <= limit
        if given_up:
            return "doubted" if as_cheap else "rejected"
        return "doubted" if as_cheap else "contested"

    def _cheapest(self, *, keep: str | None = None, doubt: str | None = None) -> HittingSet:
        """The cheapest repair beside ``doubt`` and without ``keep`` (at infinite cost when it cannot be kept)."""
        for _ in range(_MOST_ROUNDS):
            sets = [tuple(label for label in s if label != keep) for s in self.known if doubt not in s]
            if not all(sets):
                return HittingSet((), float("inf"), True)
            hit = hitting_set(sets, self.weights)
            if not self._look([*hit.statements, *([doubt] if doubt else [])]):
                return hit
        # No end in sight: mend what is left by the lightest statement of each conflict.
        mended = set(hit.statements)
        while found := self._look(mended):
            mended |= {min(s, key=lambda label: (weight_of(label, self.weights), label)) for s in found}
        statements = tuple(sorted(mended))
        return HittingSet(statements, sum(weight_of(label, self.weights) for label in statements), False)

    def _look(self, doubted: Iterable[str]) -> list[tuple[str, ...]]:
        """Conflicts that are left when some statements are doubted; what they add is remembered."""
        self.work += self.size
        found = list(self.look(frozenset(doubted)))
        self.known.update(dict.fromkeys(found))
        return found


class _Network:
    """One network to be mended, and the conflicts met in it."""

    def __init__(self, graph: Graph, weights: Mapping[str, float]) -> None:
        self.graph = graph
        self.costs = [weight_of(name, weights) for name in graph.statements]
        self.met: dict[tuple[str, ...], Conflict] = {}
        self.mending = Mending(self._left, weights, len(graph.bounds))

    def smallest(self) -> Repair:
        """The smallest repair of this network."""
        hit = self.mending.smallest()
        return Repair(hit.statements, hit.cost, hit.proven, tuple(self.met.values()))

    def _left(self, doubted: frozenset[str]) -> list[tuple[str, ...]]:
        found = conflicts_in(self.graph, self.costs, [self.graph.label[label] for label in sorted(doubted)])
        self.met.update((conflict.statements, conflict) for conflict in found)
        return [conflict.statements for conflict in found]
