"""What the weighing says of one item, in words a reader can check: who speaks, what it hangs on, or why it abstains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loupe.reasoning.truth.weighing import Belief

__all__ = ["LEAST_BELIEF", "LEAST_ORIGINS", "Opinion", "Voice", "opinions"]

LEAST_ORIGINS = 2.0
"""Fewer independent sources than this give no opinion."""
LEAST_BELIEF = 0.9
"""A value believed less than this is no opinion."""
_VERY, _VERY_ORIGINS = 0.99, 8.0
_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Voice:
    """One source that speaks for a value: its log-odds (natural logarithm), and what of it copying left, in [0, 1]."""

    source: str
    weight: float
    independent: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is most likely of one item, beside the plain vote.

    ``value`` leads the weighing and ``voted`` the plain vote. ``votes`` and ``others`` count the sources for ``value``
    and for any other, ``origins`` the independent ones for it. ``band`` is "very likely", "likely" or "open"; when it
    is open, ``abstains`` says why. ``belief`` in [0, 1] is for programs: with few sources it is too sure, so people are
    shown the band. ``voices`` are those for ``value``, the heaviest first. ``hangs_on`` names each single source
    without whose word the opinion would be another or none.
    """

    item: str
    value: str
    voted: str
    votes: int
    others: int
    origins: float
    belief: float
    band: str
    abstains: str
    voices: tuple[Voice, ...]
    hangs_on: tuple[str, ...]


def opinions(belief: Belief) -> tuple[Opinion, ...]:
    """One opinion per item, in the order of the items."""
    board = belief.board
    best, voted = board.best(belief.score), board.best(board.votes)
    in_item = board.by_item(board.votes)
    ends = np.searchsorted(belief.support.value, np.arange(len(board.values) + 1))
    first = np.searchsorted(board.item_of, np.arange(len(board.items) + 1))
    found = []
    for item, (value, majority) in enumerate(zip(best.tolist(), voted.tolist(), strict=True)):
        origins, sure = float(belief.origins[value]), float(belief.belief[value])
        abstains = _abstains(origins, sure, in_item[item] - board.votes[value])
        very = sure >= _VERY and origins >= _VERY_ORIGINS
        at = range(int(ends[value]), int(ends[value + 1]))
        voices = sorted(
            (
                Voice(
                    board.sources[belief.support.source[e]],
                    float(belief.independent[e] * belief.weight[e]),
                    float(belief.independent[e]),
                )
                for e in at
            ),
            key=lambda v: (-v.weight, v.source),
        )
        rivals = [v for v in range(int(first[item]), int(first[item + 1])) if v != value]
        found.append(
            Opinion(
                board.items[item],
                board.values[value][1],
                board.values[majority][1],
                int(board.votes[value]),
                int(in_item[item] - board.votes[value]),
                origins,
                sure,
                "open" if abstains else "very likely" if very else "likely",
                abstains,
                tuple(voices),
                () if abstains else _hangs_on(belief, value, voices, rivals, origins),
            )
        )
    return tuple(found)


def _abstains(origins: float, sure: float, others: float) -> str:
    if origins < LEAST_ORIGINS - _SMALL:
        return "fewer than two independent sources say so"
    if sure >= LEAST_BELIEF:
        return ""
    return "the sources that speak do not agree enough" if others else "those that say so are too few or of weak kinds"


def _hangs_on(belief: Belief, value: int, voices: list[Voice], rivals: list[int], origins: float) -> tuple[str, ...]:
    """The sources for the value without which it would no longer lead, or would rest on fewer than two."""
    rival = max((float(belief.score[r]) for r in rivals), default=0.0)
    return tuple(
        v.source
        for v in voices
        if v.independent > _SMALL
        and (
            origins - v.independent < LEAST_ORIGINS - _SMALL or float(belief.score[value]) - v.weight <= max(rival, 0.0)
        )
    )
