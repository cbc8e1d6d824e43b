"""Seen in two places: nobody gets from the one to the other in the time between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import numpy as np

from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible.clash import Clash, by_key, pairs_within
from loupe.reasoning.impossible.facts import Sighting
from loupe.reasoning.travel import distance_km, travel_seconds

__all__ = ["least_travel", "travel_clashes"]

_EPOCH = datetime(1970, 1, 1)


def travel_clashes(facts: Iterable[Sighting], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """Two sightings of one person in cities that lie too far apart for the time between them, in either order."""
    for same in by_key(facts, lambda f: f.person):
        for a, b in pairs_within(same):
            if a.by == b.by or a.place == b.place or a.time.frame != "absolute" or b.time.frame != "absolute":
                continue
            needed = least_travel(a, b)
            pad = widths.padding(a.time.precision) + widths.padding(b.time.precision)
            between = max(_gap(a, b), _gap(b, a))
            if needed > between + pad:
                km = _apart_km(a, b)
                rule = (
                    f"nobody is in two places at once: from {a.place} to {b.place} ({km:.0f} km) it takes at least "
                    f"{_words(needed)}, and there was {_words(between)}"
                )
                yield Clash((a, b), "conflict", "places", f"{a.person}|travel", rule, "these are two people")
            elif needed > between:
                rule = f"from {a.place} to {b.place} there was hardly the time"
                yield Clash(
                    (a, b), "tension", "places", f"{a.person}|travel", rule, "one of the times is meant loosely"
                )


def _gap(first: Sighting, second: Sighting) -> timedelta:
    """The most time there can be between them in this order; none when they cannot be in it."""
    most = _last(second) - first.time.start
    return max(most, timedelta(0))


def _last(sighting: Sighting) -> datetime:
    return max(sighting.time.start, sighting.time.end - timedelta(minutes=1))


def least_travel(a: Sighting, b: Sighting) -> timedelta:
    """The least time from one place to the other: the great circle between their edges at a speed that nobody beat in
    those years (``reasoning.travel``), so that nothing possible is called impossible."""
    gap = max(0.0, _apart_km(a, b) - a.radius_km - b.radius_km)
    first, last = min(a.time.start, b.time.start), max(a.time.end, b.time.end)
    begins, ends = (np.array([(moment - _EPOCH).total_seconds()]) for moment in (first, last))
    return timedelta(seconds=int(travel_seconds(np.array([gap]), begins, ends)[0]))


def _apart_km(a: Sighting, b: Sighting) -> float:
    points = (np.array([degrees]) for degrees in (a.north, a.east, b.north, b.east))
    return float(distance_km(*points)[0])


def _words(length: timedelta) -> str:
    minutes = math.ceil(length.total_seconds() / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
