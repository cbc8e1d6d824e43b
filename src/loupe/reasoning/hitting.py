"""The cheapest set of statements that takes one out of every conflict: a weighted hitting set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from importlib import import_module
from importlib.util import find_spec
from math import isfinite
from typing import Any

import numpy as np

__all__ = ["OWN_SEARCH", "HittingSet", "hitting_set", "quick_hitting_set"]

OWN_SEARCH = 40
"""Up to so many sets that overlap, Loupe searches itself; more go to HiGHS when SciPy is there."""

_MOST_BRANCHES = 50_000
_MOST_NODES = 100_000
_UNIT = 1_000_000  # weights are counted in millionths: sums are exact and do not depend on their order
_Sets = list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class HittingSet:
    """One member of every set, at least cost; ``proven`` says that no other choice costs less."""

    statements: tuple[str, ...]
    cost: float
    proven: bool


def hitting_set(sets: Iterable[Sequence[str]], weights: Mapping[str, float] | None = None) -> HittingSet:
    """Choose statements so that every set has one of them, at the least sum of weights (1 where nothing is said).

    Sets that share nothing are solved apart. A cheap exact reduction comes first (a set that contains another asks
    for nothing more; a statement is left out when one as cheap or cheaper stands in every set that it stands in); the
    rest is solved by branch and bound, or by HiGHS through ``scipy.optimize.milp`` past ``OWN_SEARCH`` sets. Without
    SciPy branch and bound goes on and gives up after 50,000 branches: the answer is then a good one, not proven.
    Weights are counted in millionths, and less than one counts as one. The answer does not depend on the order of the
    sets. Raises ValueError for an empty set, which nothing hits, and for a weight that is no finite number.
    """
    wanted = sorted({frozenset(members) for members in sets}, key=_in_words)
    if any(not members for members in wanted):
        raise ValueError("An empty set cannot be hit.")
    costs = {name: _cost(name, weights or {}) for members in wanted for name in members}
    chosen: list[str] = []
    proven = True
    for cluster in _clusters(_reduced(wanted, costs)):
        names, sure = _solve(cluster, costs)
        chosen += names
        proven = proven and sure
    chosen = sorted(_spare_none(chosen, wanted, costs))
    return HittingSet(tuple(chosen), sum(costs[name] for name in chosen) / _UNIT, proven)


def quick_hitting_set(sets: Iterable[Sequence[str]], weights: Mapping[str, float] | None = None) -> tuple[str, ...]:
    """One member of every set, cheap but not the cheapest: always the one that hits the most for its weight.

    No member is needless. The answer does not depend on the order of the sets. Raises what ``hitting_set`` raises.
    """
    wanted = sorted({frozenset(members) for members in sets}, key=_in_words)
    if any(not members for members in wanted):
        raise ValueError("An empty set cannot be hit.")
    where: dict[str, list[int]] = {}
    for at, members in enumerate(wanted):
        for name in members:
            where.setdefault(name, []).append(at)
    costs = {name: _cost(name, weights or {}) for name in where}
    hits = {name: len(places) for name, places in where.items()}
    best = [(costs[name] / hits[name], name) for name in hits]
    heapify(best)
    unhit = bytearray(b"\1") * len(wanted)
    chosen: list[str] = []
    while best:
        price, name = heappop(best)
        if not hits[name]:
            continue
        if price < costs[name] / hits[name]:  # it hits fewer by now
            heappush(best, (costs[name] / hits[name], name))
            continue
        chosen.append(name)
        for at in where[name]:
            if unhit[at]:
                unhit[at] = 0
                for other in wanted[at]:
                    hits[other] -= 1
    return tuple(_spare_none(chosen, wanted, costs))


def _in_words(members: frozenset[str]) -> tuple[int, list[str]]:
    return len(members), sorted(members)


def _cost(name: str, weights: Mapping[str, float]) -> int:
    weight = float(weights.get(name, 1.0))
    if not isfinite(weight):
        raise ValueError(f"The weight of statement {name!r} is not a finite number: {weight}.")
    return max(1, round(weight * _UNIT))


def _reduced(sets: _Sets, costs: Mapping[str, int]) -> _Sets:
    """Fewer and smaller sets with the same cheapest cost, down to where nothing is left out any more."""
    while True:
        kept = _without_larger(sets)
        where: dict[str, set[int]] = {}
        for at, members in enumerate(kept):
            for name in members:
                where.setdefault(name, set()).add(at)
        needless = {name for name in where if _bettered(name, kept, where, costs)}
        if not needless:
            return kept
        sets = sorted({members - needless for members in kept}, key=_in_words)


def _without_larger(sets: _Sets) -> _Sets:
    kept: _Sets = []
    having: dict[str, list[frozenset[str]]] = {}
    for members in sets:  # the smaller come first
        if any(smaller <= members for name in sorted(members) for smaller in having.get(name, ())):
            continue
        kept.append(members)
        having.setdefault(min(members), []).append(members)
    return kept


def _bettered(name: str, sets: _Sets, where: Mapping[str, set[int]], costs: Mapping[str, int]) -> bool:
    """Whether another statement costs no more and stands wherever this one stands (of two alike the first stays)."""
    rivals = frozenset.intersection(*(sets[at] for at in where[name])) - {name}
    mine = (costs[name], -len(where[name]), name)
    return any((costs[rival], -len(where[rival]), rival) < mine for rival in rivals if costs[rival] <= costs[name])


def _clusters(sets: _Sets) -> list[_Sets]:
    """Sets parted so that no two parts share a statement, in order."""
    part: dict[str, int] = {}
    parts: dict[int, _Sets] = {}
    for at, members in enumerate(sets):
        touched = sorted({part[name] for name in members if name in part})
        joined = [other for number in touched for other in parts.pop(number)] + [members]
        number = touched[0] if touched else at
        parts[number] = joined
        for other in joined if len(touched) > 1 else [members]:
            part.update(dict.fromkeys(other, number))
    return [sorted(parts[number], key=_in_words) for number in sorted(parts)]


def _solve(sets: _Sets, costs: Mapping[str, int]) -> tuple[list[str], bool]:
    if len(sets) == 1:
        return [min(sets[0], key=lambda name: (costs[name], name))], True
    if len(sets) > OWN_SEARCH and find_spec("scipy") is not None:
        answer = _by_program(sets, costs)
        if answer is not None:
            return answer
    return _Branching(sets, costs).best()


def _by_program(sets: _Sets, costs: Mapping[str, int]) -> tuple[list[str], bool] | None:
    """The same by mixed-integer programming (HiGHS), proven when it says that the gap is closed."""
    optimize: Any = import_module("scipy.optimize")  # heavy, and not there in every installation
    sparse: Any = import_module("scipy.sparse")

    names = sorted({name for members in sets for name in members})
    column = {name: at for at, name in enumerate(names)}
    rows = [(at, column[name]) for at, members in enumerate(sets) for name in sorted(members)]
    matrix = sparse.csr_array(
        (np.ones(len(rows)), ([row for row, _ in rows], [col for _, col in rows])), shape=(len(sets), len(names))
    )
    answer = optimize.milp(
        np.array([costs[name] / _UNIT for name in names]),
        integrality=np.ones(len(names)),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(matrix, lb=1),
        options={"mip_rel_gap": 0.0, "node_limit": _MOST_NODES},
    )
    if answer.x is None:
        return None
    chosen = [name for name, share in zip(names, answer.x, strict=True) if share > 0.5]
    if not all(members.intersection(chosen) for members in sets):  # pragma: no cover - never trust a solver
        return None
    return chosen, bool(answer.status == 0)


def _spare_none(chosen: Sequence[str], sets: _Sets, costs: Mapping[str, int]) -> list[str]:
    """Without what the others make needless, the dearest looked at first."""
    times = [len(members.intersection(chosen)) for members in sets]
    kept = set(chosen)
    where: dict[str, list[int]] = {name: [] for name in kept}
    for at, members in enumerate(sets):
        for name in members & kept:
            where[name].append(at)
    for name in sorted(kept, key=lambda name: (-costs[name], name)):
        if all(times[at] > 1 for at in where[name]):
            kept.discard(name)
            for at in where[name]:
                times[at] -= 1
    return sorted(kept)


class _Branching:
    """Branch on the statements of a smallest set still unhit; sets that share nothing bound the cost from below."""

    def __init__(self, sets: _Sets, costs: Mapping[str, int]) -> None:
        self.costs = costs
        self.sets = sets
        self.found = self._greedy()
        self.least = sum(costs[name] for name in self.found)
        self.branches = 0

    def best(self) -> tuple[list[str], bool]:
        """The cheapest choice found, and whether the search came to its end."""
        self._branch(self.sets, [], 0)
        return self.found, self.branches <= _MOST_BRANCHES

    def _branch(self, left: _Sets, chosen: list[str], cost: int) -> None:
        self.branches += 1
        if self.branches > _MOST_BRANCHES:
            return
        if not left:
            if cost < self.least:
                self.found, self.least = list(chosen), cost
            return
        if cost + self._floor(left) >= self.least:
            return
        members = min(left, key=lambda members: (len(members), sorted(members)))
        tried: set[str] = set()
        for name in self._promising(members, left):
            # Those tried before are ruled out here: that case was searched already.
            rest = [other - tried for other in left if name not in other]
            if all(rest):
                self._branch(rest, [*chosen, name], cost + self.costs[name])
            tried.add(name)

    def _promising(self, members: Iterable[str], left: _Sets) -> list[str]:
        hits = {name: sum(name in other for other in left) for name in members}
        return sorted(members, key=lambda name: (self.costs[name] / hits[name], name))

    def _floor(self, left: _Sets) -> int:
        taken: set[str] = set()
        total = 0
        for members in left:
            if taken.isdisjoint(members):
                taken |= members
                total += min(self.costs[name] for name in members)
        return total

    def _greedy(self) -> list[str]:
        left = self.sets
        chosen: list[str] = []
        while left:
            name = self._promising({name for members in left for name in members}, left)[0]
            chosen.append(name)
            left = [members for members in left if name not in members]
        return _spare_none(chosen, self.sets, self.costs)
