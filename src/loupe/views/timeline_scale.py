"""The axis of a timeline: from moments to places across and back, and where its labels stand."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from operator import itemgetter

__all__ = ["Scale", "Tick", "date_words", "densest", "make_scale", "ticks_of"]

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CHARACTER = 6.8
"""About how wide a character of a label is, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments and their places across, both rising; between two of them the axis is even."""

    knots: tuple[tuple[datetime, float], ...]

    @property
    def start(self) -> datetime:
        """The first moment on the axis."""
        return self.knots[0][0]

    @property
    def end(self) -> datetime:
        """The last moment on the axis."""
        return self.knots[-1][0]

    def at(self, moment: datetime) -> float:
        """Where a moment stands; what lies before or after the axis stands at its edge."""
        if moment <= self.start:
            return self.knots[0][1]
        if moment >= self.end:
            return self.knots[-1][1]
        n = bisect_left(self.knots, moment, key=itemgetter(0))
        (a, x), (b, y) = self.knots[n - 1], self.knots[n]
        return x + (y - x) * ((moment - a) / (b - a))

    def moment(self, place: float) -> datetime:
        """The moment at a place across, to the minute."""
        if place <= self.knots[0][1]:
            return self.start
        if place >= self.knots[-1][1]:
            return self.end
        n = bisect_left(self.knots, place, key=itemgetter(1))
        (a, x), (b, y) = self.knots[n - 1], self.knots[n]
        found = a + (b - a) * ((place - x) / (y - x))
        return found.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its label; ``x`` across. ``label`` is empty where there is no room for one."""

    x: float
    label: str


def make_scale(
    moments: Iterable[datetime], left: float, right: float, edges: tuple[datetime, datetime] | None = None
) -> Scale | None:
    """An axis from ``left`` to ``right`` on which long stretches without a moment are shortened; None for no moment.

    ``edges`` are the first and the last moment that are wanted; without them those of the moments are taken. Each
    stretch between two moments has a width that grows with the logarithm of its length, so that a night and a decade
    fit on one page.
    """
    wanted = sorted(set(moments))
    if edges:
        wanted = sorted({m for m in wanted if edges[0] < m < edges[1]} | set(edges))
    if not wanted:
        return None
    if len(wanted) == 1:
        wanted.append(wanted[0] + timedelta(days=1))
    weights = [0.6 + math.log1p((b - a) / timedelta(hours=6)) for a, b in pairwise(wanted)]
    whole, at, knots = sum(weights), left, [(wanted[0], left)]
    for moment, weight in zip(wanted[1:], weights, strict=True):
        at += (right - left) * weight / whole
        knots.append((moment, at))
    return Scale(tuple(knots))


def ticks_of(scale: Scale) -> tuple[Tick, ...]:
    """The moments of the axis, labelled as far as there is room; the last one is always labelled."""
    last = date_words(scale.end)
    limit = scale.knots[-1][1] - _CHARACTER * len(last) - 8
    found: list[Tick] = []
    reached = -math.inf
    for moment, x in scale.knots[:-1]:
        label = date_words(moment)
        width = _CHARACTER * len(label)
        if x >= reached and x + width <= limit:
            found.append(Tick(round(x, 1), label))
            reached = x + width + 12
        elif not found or x - found[-1].x >= 3:
            found.append(Tick(round(x, 1), ""))
    return (*found, Tick(round(scale.knots[-1][1], 1), last))


def densest(bars: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """The middle of where most bars stand between two places across: what looking twice as close is about.

    ``bars`` are where each begins and ends, cut to the stretch. One that fills more than half of it stands for no
    place in it and counts only where there is no other. The middle of the stretch where no bar meets it.
    """
    cut = sorted((max(a, start), min(b, end)) for a, b in bars if b >= start and a <= end)
    half = (end - start) / 2
    places = sorted((a + b) / 2 for a, b in cut if b - a <= half) or sorted((a + b) / 2 for a, b in cut)
    if not places:
        return (start + end) / 2
    most, first, last = 0, 0, 0
    left = 0
    for right, place in enumerate(places):
        while place - places[left] > half:
            left += 1
        if right - left + 1 > most:
            most, first, last = right - left + 1, left, right
    return (places[first] + places[last]) / 2


def date_words(moment: datetime) -> str:
    """A moment as labels have it: "2003", "15 Feb 2003", "15 Feb 2003 21:30"."""
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if moment.hour or moment.minute:
        return f"{day} {moment:%H:%M}"
    return str(moment.year) if (moment.month, moment.day) == (1, 1) else day
