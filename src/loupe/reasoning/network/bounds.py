"""What a temporal network is made of: bounds between moments, each with the statements that justify it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite

__all__ = [
    "FARTHEST",
    "ORIGIN",
    "BackgroundImpossible",
    "Bound",
    "Conflict",
    "checked",
    "strongest_first",
    "weight_of",
]

ORIGIN = ""
"""The moment zero, from which absolute times are counted; its name sorts before every other."""

FARTHEST = 10**15
"""The largest size of a bound, in seconds (31 million years): what is farther away is no bound at all."""

_LEAST_WEIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class Bound:
    """The moment ``after`` is at most ``seconds`` after the moment ``before``: ``x_after - x_before <= seconds``.

    ``labels`` are the ids of the statements that are all needed to justify it; none means background (a calendar, a
    map), which is never blamed. ``rule`` says in a few words why it holds. "At least s seconds later" is written with
    the two moments exchanged and ``-s``.
    """

    before: str
    after: str
    seconds: int
    labels: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be true, though all but any one of them can.

    ``bounds`` is the cycle that shows it, in order and from the origin when it goes through it: its seconds sum to
    less than nothing. Where several orders had to be tried, it is the bounds of all of them, sorted.
    """

    statements: tuple[str, ...]
    bounds: tuple[Bound, ...]


class BackgroundImpossible(ValueError):
    """The background alone cannot hold: no statement is to blame, what was taken for granted is wrong."""

    def __init__(self, bounds: Iterable[Bound]) -> None:
        self.bounds = tuple(bounds)
        steps = ", ".join(f"{b.before or 'origin'} to {b.after or 'origin'} <= {b.seconds} s" for b in self.bounds)
        super().__init__(f"What was taken for granted cannot all hold: {steps}.")


def weight_of(label: str, weights: Mapping[str, float]) -> float:
    """What doubting a statement costs: 1 where nothing is said, never less than a millionth.

    Raises ValueError for a weight that is no finite number.
    """
    weight = float(weights.get(label, 1.0))
    if not isfinite(weight):
        raise ValueError(f"The weight of statement {label!r} is not a finite number: {weight}.")
    return max(weight, _LEAST_WEIGHT)


def strongest_first(conflicts: Iterable[Conflict], weights: Mapping[str, float]) -> list[Conflict]:
    """Each set once: shortest first, then by its weakest statement (the heavier the stronger), their sum, their ids."""

    def key(conflict: Conflict) -> tuple[int, float, float, tuple[str, ...]]:
        costs = [weight_of(label, weights) for label in conflict.statements]
        return len(costs), -min(costs, default=0.0), -sum(costs), conflict.statements

    once: dict[tuple[str, ...], Conflict] = {}
    for conflict in conflicts:
        once.setdefault(conflict.statements, conflict)
    return sorted(once.values(), key=key)


def checked(bound: Bound) -> Bound:
    """The bound with its labels sorted and unique; raises ValueError for no whole number within ``FARTHEST``."""
    seconds = bound.seconds
    if not isinstance(seconds, int) or not -FARTHEST <= seconds <= FARTHEST:
        raise ValueError(f"A bound's seconds are a whole number within {FARTHEST}, not {seconds!r}.")
    if len(bound.labels) < 2:
        return bound
    labels = tuple(sorted(set(bound.labels)))
    return bound if labels == bound.labels else replace(bound, labels=labels)
