"""The smallest repair: which statements, if doubted, make the account possible at the least cost.

The implicit hitting set loop (R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32,
1987; J. Davies and F. Bacchus, "Solving MAXSAT by solving a sequence of simpler SAT instances", CP 2011): hit all
conflicts known so far as cheaply as can be; where that leaves no contradiction it is the cheapest repair of all, else
the contradictions that it leaves are new conflicts.

Weights: with ``log(a / (1 - a))`` for a statement right with probability a > 0.5, statements erring independently, the
cheapest repair is the likeliest set of errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from loupe.reasoning.hitting import HittingSet, hitting_set
from loupe.reasoning.network.bounds import Bound, Conflict, strongest_first, weight_of
from loupe.reasoning.network.finding import conflicts_in
from loupe.reasoning.network.graph import Graph, groups
from loupe.reasoning.network.parting import in_order

__all__ = ["Repair", "Standing", "Standings", "hitting_set", "smallest_repair", "standings"]

Standing = Literal["free", "contested", "doubted", "rejected"]
"""Free: in no conflict found. Contested: in a conflict, but kept by every smallest repair. Doubted: given up by some
smallest repair. Rejected: given up by every one."""

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
    return _together([_Mending(group, weights).smallest() for group in groups(in_order(bounds))], weights)


def standings(bounds: Iterable[Bound], weights: Mapping[str, float] | None = None) -> Standings:
    """Where each statement stands: free, contested, doubted or rejected.

    A statement of the smallest repair is forced in, any other contested one is given up, and the cost is compared. In
    a network too large for that (20 million bounds looked at in all) some stay ``unsure``. Raises what
    ``find_conflicts`` raises.
    """
    weights = {} if weights is None else weights
    held = in_order(bounds)
    of: dict[str, Standing] = {label: "free" for bound in held for label in bound.labels}
    repairs: list[Repair] = []
    unsure: list[str] = []
    budget = _MOST_WORK
    for group in groups(held):
        mending = _Mending(group, weights)
        repairs.append(mending.smallest())
        for label in sorted(mending.contested()):
            standing = mending.standing(label, repairs[-1], budget - mending.work)
            if standing is None:
                unsure.append(label)
                standing = "doubted" if label in repairs[-1].statements else "contested"
            of[label] = standing
        budget -= mending.work
    return Standings(dict(sorted(of.items())), _together(repairs, weights), tuple(sorted(unsure)))


def _together(repairs: list[Repair], weights: Mapping[str, float]) -> Repair:
    statements = tuple(sorted(label for repair in repairs for label in repair.statements))
    conflicts = strongest_first((c for repair in repairs for c in repair.conflicts), weights)
    cost = sum(weight_of(label, weights) for label in statements)
    return Repair(statements, cost, all(repair.proven for repair in repairs), tuple(conflicts))


@dataclass(slots=True)
class _Mending:
    """One network with all conflicts met so far: each is a conflict of the whole, whatever was doubted meanwhile."""

    bounds: list[Bound]
    weights: Mapping[str, float]
    graph: Graph = field(init=False)
    costs: list[float] = field(init=False)
    known: dict[tuple[str, ...], Conflict] = field(default_factory=dict)
    work: int = 0

    def __post_init__(self) -> None:
        self.graph = Graph(self.bounds)
        self.costs = [weight_of(label, self.weights) for label in self.graph.statements]

    def smallest(self) -> Repair:
        """The smallest repair of this network."""
        self._look(())
        hit = self._cheapest()
        return Repair(hit.statements, hit.cost, hit.proven, tuple(self.known.values()))

    def contested(self) -> set[str]:
        """The statements of the conflicts met so far; every smallest repair is among them."""
        return {label for statements in self.known for label in statements}

    def standing(self, label: str, repair: Repair, budget: int) -> Standing | None:
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
        if not repair.proven or len(self.bounds) > budget:
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
            mended |= {min(c.statements, key=lambda label: (weight_of(label, self.weights), label)) for c in found}
        statements = tuple(sorted(mended))
        return HittingSet(statements, sum(weight_of(label, self.weights) for label in statements), False)

    def _look(self, doubted: Iterable[str]) -> list[Conflict]:
        """Conflicts that are left when some statements are doubted; what they add is remembered."""
        self.work += len(self.bounds)
        found = conflicts_in(self.graph, self.costs, [self.graph.label[label] for label in doubted])
        self.known.update((conflict.statements, conflict) for conflict in found)
        return found
