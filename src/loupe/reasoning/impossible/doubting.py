"""What to doubt: for one group of impossible sets, and for the whole case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from loupe.reasoning.hitting import hitting_set
from loupe.reasoning.impossible.clash import Clash
from loupe.reasoning.repair import Mending

__all__ = ["Doubted", "More", "repairs_of", "whole_repair"]

More = Callable[[frozenset[str]], Iterable[Clash]]
"""What clashes when some statements are doubted, as far as comparing each two does not show it."""

_Statements = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubted:
    """The lightest statements that meet every conflict of a case; ``proven``: nothing lighter would do.

    ``certain`` are those of them that every repair as light doubts; for the others another would do as well.
    """

    statements: _Statements
    certain: _Statements
    proven: bool


def repairs_of(
    positions: Iterable[_Statements], sets: Sequence[_Statements], weights: Mapping[str, float]
) -> tuple[tuple[_Statements, ...], bool]:
    """What to doubt in one group, the lightest way first, and whether that is proven to be the lightest.

    The ways are the lightest of all, and for each thing that is put forward the lightest one that keeps it, where it
    can be kept, and the one that gives up it alone with all who say it, where that is enough.
    """
    positions = list(positions)
    lightest = hitting_set(sets, weights)
    ways = {lightest.statements} | {p for p in positions if all(set(p) & set(s) for s in sets)}
    for kept in positions:
        others = [[i for i in s if i not in kept] for s in sets]
        if all(others):
            ways.add(hitting_set(others, weights).statements)
    ways = {way for way in ways if not any(set(other) < set(way) for other in ways)}
    return tuple(sorted(ways, key=lambda r: (sum(weights.get(i, 1.0) for i in r), len(r), r))), lightest.proven


def whole_repair(clashes: Iterable[Clash], more: More, weights: Mapping[str, float]) -> tuple[Doubted, list[Clash]]:
    """What to doubt so that no conflict is left in the case, and the conflicts that came up while looking for it.

    The implicit hitting set loop of ``reasoning.repair``: what meets every conflict known is doubted, and the rest is
    looked through once more.
    """
    known = {c.statements for c in clashes if c.strength == "conflict" and len(c.statements) > 1}
    found: list[Clash] = []

    def look(doubted: frozenset[str]) -> list[_Statements]:
        left = [s for s in sorted(known) if doubted.isdisjoint(s)]
        if left:
            return left
        new = [c for c in more(doubted) if c.strength == "conflict" and len(c.statements) > 1]
        found.extend(c for c in new if c.statements not in known)
        known.update(c.statements for c in new)
        return sorted({c.statements for c in new})

    mending = Mending(look, weights)
    smallest = mending.smallest()
    standing, _ = mending.standings(smallest, smallest.statements)
    certain = tuple(sorted(i for i in smallest.statements if standing[i] == "rejected"))
    return Doubted(smallest.statements, certain, smallest.proven), found
