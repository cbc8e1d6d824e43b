"""Stays of one person, and which of two can come first: a sweep over all pairs that are not in order anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loupe.reasoning.network.bounds import FARTHEST
from loupe.reasoning.travel import EARTH_KM, SPEEDS, Speed, distance_km, fastest_kmh, travel_seconds

__all__ = ["Pair", "Stay", "pairs_of"]

_BLOCK = 1_000_000  # pairs looked at together
_Key = tuple[str, str, tuple[int, ...], tuple[float, ...], tuple[str, ...], tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class Stay:
    """A person was at a place, from a moment within one window to a moment within another; seconds from the origin.

    None means that nothing is said of that end. A sighting has the same window twice; "all night" has a start before
    the night and an end after it. ``lat`` and ``lon`` are degrees, None where the place is not known; ``radius_km``
    is how far from there the person may have been (a city is a disc). ``labels`` are the statements that say all
    this, ``identities`` the decisions that this person is that one. ``start`` and ``end`` name the moments in a
    network; without them the stay has moments of its own.
    """

    person: str
    place_name: str
    lat: float | None
    lon: float | None
    radius_km: float
    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None
    labels: tuple[str, ...]
    identities: tuple[str, ...] = ()
    start: str = ""
    end: str = ""

    @property
    def starts(self) -> str:
        """The name of the moment of arrival."""
        return self.start or f"{self._name()}, from"

    @property
    def ends(self) -> str:
        """The name of the moment of departure."""
        return self.end or f"{self._name()}, until"

    def window(self) -> tuple[int, int, int, int]:
        """Both windows with nothing left open, each narrowed by "it ends after it begins"."""
        start_min = -FARTHEST if self.start_min is None else self.start_min
        end_max = FARTHEST if self.end_max is None else self.end_max
        start_max = end_max if self.start_max is None else min(self.start_max, end_max)
        end_min = start_min if self.end_min is None else max(self.end_min, start_min)
        return start_min, start_max, end_min, end_max

    def key(self) -> _Key:
        """What stays are sorted by: it tells any two apart that differ."""
        place = () if self.lat is None or self.lon is None else (self.lat, self.lon)
        times = (self.start_min, self.start_max, self.end_min, self.end_max)
        open_or_not = tuple(number for t in times for number in ((0, 0) if t is None else (1, t)))
        return (self.person, self.place_name, open_or_not, (*place, self.radius_km), self.labels, self.identities,
                self.start, self.end)  # fmt: skip

    def _name(self) -> str:
        return f"{self.person} at {self.place_name} ({', '.join([*self.labels, *map(str, self.window())])})"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stays of one person in two places: whether the first can come before the second, and the other way round.

    ``gap_km`` is the least distance, ``kmh`` the speed taken (0 where there is no way to go), ``travel_s`` the least
    time for it.
    """

    first: Stay
    second: Stay
    forward: bool
    backward: bool
    gap_km: float
    kmh: float
    travel_s: int

    @property
    def statements(self) -> tuple[str, ...]:
        """All that is needed for the two to have to do with each other, sorted."""
        both = (self.first, self.second)
        return tuple(sorted({label for stay in both for label in (*stay.labels, *stay.identities)}))


def pairs_of(
    stays: Iterable[Stay], exclusive: Iterable[tuple[str, str]] = (), speeds: Sequence[Speed] = SPEEDS
) -> list[Pair]:
    """All pairs of stays of one person in two places, but for those that their windows put in order anyway.

    Raises ValueError for a stay whose windows leave no time, or with a radius that is no distance.
    """
    apart = frozenset(name for pair in exclusive for name in (pair, pair[::-1]))
    people: dict[str, dict[_Key, Stay]] = {}
    for stay in stays:
        _check(stay)
        people.setdefault(stay.person, {})[stay.key()] = stay
    found: list[Pair] = []
    for _, of_person in sorted(people.items()):
        ordered = [of_person[key] for key in sorted(of_person)]
        found += _sweep(sorted(ordered, key=lambda stay: stay.window()[0]), apart, speeds)
    return found


def _check(stay: Stay) -> None:
    start_min, start_max, end_min, end_max = stay.window()
    if start_min > start_max or end_min > end_max:
        raise ValueError(f"The windows of {stay.person} at {stay.place_name} leave no time: {stay.window()}.")
    if not 0 <= stay.radius_km <= EARTH_KM * 4:
        raise ValueError(f"The radius of {stay.place_name} is no distance on earth: {stay.radius_km} km.")


def _sweep(stays: list[Stay], apart: frozenset[tuple[str, str]], speeds: Sequence[Speed]) -> Iterator[Pair]:
    count = len(stays)
    times = np.array([stay.window() for stay in stays], dtype=np.int64)
    # No way on earth takes longer than this: what begins later than it after an end is in order.
    longest = int(3600 * np.pi * EARTH_KM / min(speed.kmh for speed in speeds)) + 1
    step = max(1, _BLOCK // count)
    for begin in range(0, count, step):
        rows = np.arange(begin, min(begin + step, count))
        reach = int(np.searchsorted(times[:, 0], times[rows, 3].max() + longest, side="right"))
        one, two = np.nonzero(rows[:, None] < np.arange(reach)[None, :])
        one += begin
        yield from _judged(stays, times, one, two, apart, speeds)


def _judged(
    stays: list[Stay],
    times: npt.NDArray[np.int64],
    one: npt.NDArray[np.intp],
    two: npt.NDArray[np.intp],
    apart: frozenset[tuple[str, str]],
    speeds: Sequence[Speed],
) -> Iterator[Pair]:
    gap = _gaps(stays, one, two)
    names, place = np.unique([stay.place_name for stay in stays], return_inverse=True)
    number = {str(name): at for at, name in enumerate(names)}
    told = np.zeros((len(names), len(names)), dtype=bool)
    for left, right in apart:
        if left in number and right in number:
            told[number[left], number[right]] = True
    confronted = (gap > 0) | told[place[one], place[two]]
    one, two, gap = one[confronted], two[confronted], gap[confronted]
    first = np.minimum(times[one, 0], times[two, 0]).astype(np.float64)
    last = np.maximum(times[one, 3], times[two, 3]).astype(np.float64)
    travel = travel_seconds(gap, first, last, speeds)
    kmh = fastest_kmh(gap, first, last, speeds)
    open_pair = (times[one, 3] + travel > times[two, 0]) & (times[two, 3] + travel > times[one, 0])
    forward = times[one, 2] + travel <= times[two, 1]
    backward = times[two, 2] + travel <= times[one, 1]
    for at in np.flatnonzero(open_pair).tolist():
        yield Pair(stays[one[at]], stays[two[at]], bool(forward[at]), bool(backward[at]), float(gap[at]),
                   float(kmh[at]) if gap[at] > 0 else 0.0, int(travel[at]))  # fmt: skip


def _gaps(stays: list[Stay], one: npt.NDArray[np.intp], two: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """The least distance between the places of each pair in km, 0 where they touch or one is not known."""
    nowhere = float("nan")
    lat = np.array([nowhere if s.lat is None or s.lon is None else s.lat for s in stays])
    lon = np.array([nowhere if s.lat is None or s.lon is None else s.lon for s in stays])
    radius = np.array([s.radius_km for s in stays])
    gap = distance_km(lat[one], lon[one], lat[two], lon[two]) - radius[one] - radius[two]
    return np.where(np.isnan(gap), 0.0, np.maximum(gap, 0.0))
