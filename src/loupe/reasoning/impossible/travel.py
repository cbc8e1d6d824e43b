"""Seen in two places: nobody gets from the one to the other in the time between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible.clash import Clash, by_key, pairs_within
from loupe.reasoning.impossible.facts import Sighting
from loupe.reasoning.impossible.widths import widths_of
from loupe.reasoning.order_oracle import installed_oracle
from loupe.reasoning.travel import distance_km, travel_seconds
from loupe.reasoning.whereabouts import Stay, Whereabouts, apart

__all__ = ["Journeys", "journeys", "least_travel", "travel_clashes"]

_EPOCH = datetime(1970, 1, 1)
_FEWEST = 3
_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Journeys:
    """What shows only when three sightings of one person or more are put in order; ``undecided`` names the people who
    were seen in too many places in no known order to try them all."""

    clashes: tuple[Clash, ...]
    undecided: tuple[str, ...] = ()


def travel_clashes(facts: Iterable[Sighting], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """Two sightings of one person in cities that lie too far apart for the time between them, in either order."""
    for same in by_key(facts, lambda f: f.person):
        for a, b in pairs_within(same):
            if a.by == b.by or a.place == b.place or a.time.frame != "absolute" or b.time.frame != "absolute":
                continue
            needed = least_travel(a, b)
            pad = widths.padding(a.time.precision) + widths.padding(b.time.precision)
            width = widths_of((a.time, b.time), widths)
            between = max(_gap(a, b), _gap(b, a))
            if needed > between + pad:
                km = _apart_km(a, b)
                rule = (
                    f"nobody is in two places at once: from {a.place} to {b.place} ({km:.0f} km) it takes at least "
                    f"{_words(needed)}, and there was {_words(between)}"
                )
                yield Clash((a, b), "conflict", "places", f"{a.person}|travel", rule, "these are two people", width)
            elif needed > between:
                rule = f"from {a.place} to {b.place} there was hardly the time"
                yield Clash(
                    (a, b), "tension", "places", f"{a.person}|travel", rule, "one of the times is meant loosely", width
                )


def journeys(facts: Iterable[Sighting], weights: Mapping[str, float], widths: Widths = DEFAULT_WIDTHS) -> Journeys:
    """Sightings of one person that no order of the journeys between them makes possible, though any two of them are.

    A disjunctive temporal network for each person (``reasoning.whereabouts``): for every two places, one is left and
    the way is done before the other is reached. Where its own search gives up, the extra ``orders`` is asked.
    """
    clashes: list[Clash] = []
    undecided: list[str] = []
    for same in by_key((f for f in facts if f.time.frame == "absolute"), lambda f: f.person):
        if len({f.place for f in same}) < _FEWEST:
            continue
        stays = {f"{number:06}": _stay(f, f"{number:06}", widths) for number, f in enumerate(same)}
        found = _in_order(list(stays.values()), weights)
        if found.undecided:
            undecided.append(same[0].person)
        for conflict in found.conflicts:
            if len(conflict.statements) < _FEWEST:
                continue
            named = {name.partition(" ")[0] for b in conflict.bounds for name in (b.before, b.after)}
            seen = tuple(same[int(number)] for number in sorted(named & set(stays)))
            places = ", ".join(dict.fromkeys(f.place for f in seen))
            rule = (
                f"nobody is in two places at once: {places} lie too far apart to be reached in any order in that time"
            )
            clashes.append(Clash(seen, "conflict", "places", f"{seen[0].person}|travel", rule, "these are two people",
                                 widths_of((f.time for f in seen), widths)))  # fmt: skip
    return Journeys(tuple(clashes), tuple(undecided))


def _in_order(stays: list[Stay], weights: Mapping[str, float]) -> Whereabouts:
    found = apart(stays, weights=weights, most_steps=_STEPS)
    oracle = installed_oracle() if found.undecided else None
    return found if oracle is None else apart(stays, weights=weights, oracle=oracle, most_steps=_STEPS)


def _stay(f: Sighting, number: str, widths: Widths) -> Stay:
    """Somewhere in its time, as wide as it may be taken, the person came there and went."""
    pad = widths.padding(f.time.precision)
    first, last = (int((moment - _EPOCH).total_seconds()) for moment in (f.time.start - pad, _last(f) + pad))
    return Stay(f.person, f.place, f.north, f.east, f.radius_km, first, last, first, last, (f.by,),
                start=f"{number} came", end=f"{number} went")  # fmt: skip


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
