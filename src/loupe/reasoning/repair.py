"""The cheapest statements to doubt so that the rest can all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from loupe.reasoning.network import Bound, find_conflicts

__all__ = ["Repair", "hitting_set", "smallest_repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """Statements to doubt, what they weigh together, and whether nothing cheaper would do."""

    statements: tuple[str, ...]
    cost: float
    proven: bool


def hitting_set(sets: Sequence[Sequence[str]], weights: Mapping[str, float]) -> tuple[str, ...]:
    """The cheapest members that meet every set; tried exactly for few, greedily for many."""
    members = sorted({m for one in sets for m in one})
    if len(members) <= 14:
        tries = (c for n in range(len(members) + 1) for c in combinations(members, n))
        return min(
            (c for c in tries if all(set(c) & set(one) for one in sets)),
            key=lambda c: (sum(weights.get(m, 1.0) for m in c), c),
        )
    chosen: list[str] = []
    left = [set(one) for one in sets]
    while left:
        best = max(members, key=lambda m: (sum(m in one for one in left) / weights.get(m, 1.0), m))
        chosen.append(best)
        left = [one for one in left if best not in one]
    return tuple(sorted(chosen))


def smallest_repair(bounds: Sequence[Bound], weights: Mapping[str, float]) -> Repair:
    """Sets are found and met until no set is left."""
    sets: list[tuple[str, ...]] = []
    while True:
        doubted = hitting_set(sets, weights) if sets else ()
        more = find_conflicts([b for b in bounds if not set(doubted) & set(b.labels)], weights)
        if not more:
            return Repair(tuple(doubted), sum(weights.get(s, 1.0) for s in doubted), True)
        sets += [c.statements for c in more]
