"""Which arguments stand when some attack others: the grounded labelling.

P. M. Dung, "On the acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic programming and
n-person games", Artificial Intelligence 77 (1995), 321-357; labels as in S. Modgil and M. Caminada, "Proof theories and
algorithms for abstract argumentation frameworks" (2009).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

__all__ = ["ArgumentStatus", "Standing", "grounded"]

ArgumentStatus = Literal["accepted", "defeated", "undecided"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one argument stands, and by whom.

    ``by`` names, in order, what defeated it; for one that is undecided, the undecided ones that attack it; for one
    that is accepted although it is attacked, those that defeated its attackers. Empty when nothing attacks it.
    """

    argument: str
    status: ArgumentStatus
    by: tuple[str, ...]


def grounded(arguments: Collection[str], attacks: Collection[tuple[str, str]]) -> tuple[Standing, ...]:
    """How each argument stands, by name: accepted, defeated, or undecided where the attacks run in circles.

    An attack is a pair: who attacks, who is attacked. What nobody attacks is accepted; what an accepted argument
    attacks is defeated; what only defeated arguments attack is accepted; the rest is undecided. The answer is unique.
    Raises ValueError for an attack on or by something that is no argument.
    """
    attackers: dict[str, set[str]] = {name: set() for name in sorted(arguments)}
    for attacker, attacked in attacks:
        if attacker not in attackers or attacked not in attackers:
            raise ValueError(f"no argument is called {attacker if attacker not in attackers else attacked}")
        attackers[attacked].add(attacker)
    status: dict[str, ArgumentStatus] = {}
    while True:
        accepted = [a for a in attackers if a not in status and all(status.get(b) == "defeated" for b in attackers[a])]
        status.update(dict.fromkeys(accepted, "accepted"))
        defeated = [a for a in attackers if a not in status and any(status.get(b) == "accepted" for b in attackers[a])]
        status.update(dict.fromkeys(defeated, "defeated"))
        if not accepted and not defeated:
            break
    return tuple(Standing(a, status.get(a, "undecided"), _by(a, attackers, status)) for a in attackers)


def _by(argument: str, attackers: dict[str, set[str]], status: dict[str, ArgumentStatus]) -> tuple[str, ...]:
    found = status.get(argument, "undecided")
    if found == "accepted":
        defenders = {d for b in attackers[argument] for d in attackers[b] if status.get(d) == "accepted"}
        return tuple(sorted(defenders))
    wanted = "accepted" if found == "defeated" else "undecided"
    return tuple(sorted(b for b in attackers[argument] if status.get(b, "undecided") == wanted))
