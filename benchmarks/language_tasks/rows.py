"""A row of the language table, and the interval that a small set's figure gets."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Row", "bootstrap"]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what was measured on what, Loupe's score and its 95 % interval, the peer's in the same run.

    Scores are in [0, 1]. ``items`` is how many things the figure rests on. ``published`` is what somebody else printed,
    with whom; ``note`` says what a reader has to know to trust the figure.
    """

    task: str
    set: str
    metric: str
    loupe: float
    items: int
    interval: tuple[float, float] | None = None
    peer: float | None = None
    peer_name: str = ""
    published: str = ""
    note: str = ""


def bootstrap(
    units: Sequence[object], score: Callable[[Sequence[object]], float], *, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The 95 % percentile interval of ``score`` over documents (or items) drawn with replacement (Efron 1979)."""
    chance = random.Random(seed)
    scores = sorted(score(chance.choices(units, k=len(units))) for _ in range(rounds))
    return scores[int(0.025 * rounds)], scores[min(int(0.975 * rounds), rounds - 1)]
