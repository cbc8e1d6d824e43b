"""EASI: how likely it is that a response comes in time along a path of barriers, given detection, delay and response.

Estimate of Adversary Sequence Interruption, Bennett (Sandia National Laboratories, SAND77-1082, 1977); Garcia, The
Design and Evaluation of Physical Protection Systems. It serves to hold accounts of a finished crime against each other:
with the numbers of a place that a person gives, what would have to be true of a sensor for an account to be true.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Form", "Reach", "Response", "Task", "Where", "interruption", "reach", "without_detection"]

Where = Literal["B", "M", "E"]
"""Whether detection comes at the beginning, in the middle or at the end of the delay."""

Form = Literal["spreadsheet", "strict"]
"""``spreadsheet``: the chance of communication counts once, outside the sum, as in the published worksheet; ``strict``:
it counts with each detection, so that an alarm that nobody passed on leaves later ones their chance."""

_SHARE: dict[str, float] = {"B": 1.0, "M": 0.5, "E": 0.0}


@dataclass(frozen=True, slots=True)
class Task:
    """One barrier of the path: the chance in [0, 1] that it detects, its delay in seconds (mean, deviation)."""

    name: str
    detection: float
    delay: float
    deviation: float
    where: Where = "B"


@dataclass(frozen=True, slots=True)
class Response:
    """The time in seconds until the response is there (mean, deviation), and the chance that an alarm is passed on."""

    mean: float
    deviation: float
    communication: float = 1.0


@dataclass(frozen=True, slots=True)
class Reach:
    """The result for one path.

    ``probability`` is that of interruption in [0, 1] in the spreadsheet form, ``strict`` in the strict form.
    ``critical`` is the index of the critical detection point: the last task after whose detection more delay remains
    than the response needs, None when there is none. ``detected`` is the chance of at least one detection up to it.
    ``line`` are, task by task, the seconds of delay that remain after a detection there, and the chance that anything
    up to and with this task has detected.
    """

    probability: float
    strict: float
    critical: int | None
    detected: float
    line: tuple[tuple[float, float], ...]


def reach(tasks: Sequence[Task], response: Response) -> Reach:
    """All that EASI says of a path, the tasks in the order in which they are met."""
    remaining = [_remaining(tasks, i) for i in range(len(tasks))]
    critical = max((i for i, left in enumerate(remaining) if left > response.mean), default=None)
    unseen, line = 1.0, []
    for task, left in zip(tasks, remaining, strict=True):
        unseen *= 1.0 - task.detection
        line.append((left, 1.0 - unseen))
    detected = line[critical][1] if critical is not None else 0.0
    return Reach(
        interruption(tasks, response), interruption(tasks, response, "strict"), critical, detected, tuple(line)
    )


def interruption(tasks: Sequence[Task], response: Response, form: Form = "spreadsheet") -> float:
    """The probability in [0, 1] that the response interrupts the path.

    P(R|A) of task i is Phi((TR - R) / sqrt(V + sigma^2)) with TR = w m_i + the means after it and V = w^2 s_i^2 + the
    variances after it; w is 1, 1/2 or 0 for detection at the beginning, middle or end of the delay.
    """
    inside = response.communication if form == "strict" else 1.0
    total, unseen = 0.0, 1.0
    for i, task in enumerate(tasks):
        detection = task.detection * inside
        total += unseen * detection * _in_time(tasks, i, response)
        unseen *= 1.0 - detection
    return total if form == "strict" else response.communication * total


def without_detection(tasks: Sequence[Task], names: frozenset[str]) -> tuple[Task, ...]:
    """The path as an account has it that says of these barriers that they raised no alarm."""
    return tuple(replace(t, detection=0.0) if t.name in names else t for t in tasks)


def _remaining(tasks: Sequence[Task], i: int) -> float:
    return _SHARE[tasks[i].where] * tasks[i].delay + sum(t.delay for t in tasks[i + 1 :])


def _in_time(tasks: Sequence[Task], i: int, response: Response) -> float:
    share = _SHARE[tasks[i].where]
    variance = (share * tasks[i].deviation) ** 2 + sum(t.deviation**2 for t in tasks[i + 1 :]) + response.deviation**2
    margin = _remaining(tasks, i) - response.mean
    if variance <= 0.0:
        return 1.0 if margin > 0 else 0.5 if margin == 0 else 0.0
    return 0.5 * (1.0 + math.erf(margin / math.sqrt(2.0 * variance)))
