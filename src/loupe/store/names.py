"""What persons decided of names: whether two of them are one. Told by the log alone, so nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from loupe.store.expect import telling, text
from loupe.store.log import LogEntry

__all__ = ["NameDecision", "NameVerdict", "decisions"]

NameVerdict = Literal["same", "apart", "open"]
ACTION = "names decided"


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A person's word on two names: they are the same, they are apart, or it is open again."""

    left: str
    right: str
    verdict: NameVerdict
    who: str
    at: str
    why: str


def decisions(entries: Iterable[LogEntry]) -> tuple[NameDecision, ...]:
    """The latest word on each pair of names, in the order in which the pairs were first decided.

    Raises CaseDamaged for an entry that does not hold a decision.
    """
    latest: dict[tuple[str, str], NameDecision] = {}
    for entry in entries:
        if entry.action != ACTION:
            continue
        with telling(f"log entry {entry.seq}"):
            left, right = text(entry.payload["left"]), text(entry.payload["right"])
            verdict = entry.payload["verdict"]
            if verdict not in get_args(NameVerdict):
                raise ValueError("a word that is not known")
            why = text(entry.payload["why"])
            latest[left, right] = NameDecision(left, right, verdict, entry.actor, entry.at, why)
    return tuple(latest.values())
