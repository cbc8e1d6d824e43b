"""Seen in two places: nobody gets from the one to the other in the time between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible.clash import Clash, by_key, pairs_within
from loupe.reasoning.impossible.facts import Sighting

__all__ = ["least_travel", "travel_clashes"]

_EARTH_KM = 6371.0
_SHORT_KM = 250.0
_ROAD_KMH, _AIR_KMH = 130.0, 900.0


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
    """The least time from one place to the other: the great circle between their edges, by road up to 250 km, by air
    beyond (an upper bound of speed, so that nothing possible is called impossible)."""
    km = max(0.0, _apart_km(a, b) - a.radius_km - b.radius_km)
    return timedelta(hours=km / (_ROAD_KMH if km < _SHORT_KM else _AIR_KMH))


def _apart_km(a: Sighting, b: Sighting) -> float:
    """The great-circle distance (haversine formula) in km."""
    lat_a, lat_b = math.radians(a.north), math.radians(b.north)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.east - a.east) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _words(length: timedelta) -> str:
    minutes = math.ceil(length.total_seconds() / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
