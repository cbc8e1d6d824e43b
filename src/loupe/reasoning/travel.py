"""The least time between two places: never more than anybody of the time would have needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt

__all__ = ["EARTH_KM", "SPEEDS", "Speed", "distance_km", "fastest_kmh", "travel_seconds"]

EARTH_KM = 6371.0
"""The mean radius of the earth."""

_YEAR_S = 31_556_952
_Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Speed:
    """Nobody went faster than ``kmh``, as the crow flies, over distances up to ``up_to_km``, from year ``since`` on.

    Rows of one year make one period, which lasts to the year of the next.
    """

    since: int
    up_to_km: float
    kmh: float


SPEEDS = (
    Speed(-(10**9), inf, 45),  # a relay of horses at the gallop
    Speed(1830, inf, 160),  # railways
    Speed(1919, 250, 250),  # fast trains, helicopters, light aircraft with ways to and from them
    Speed(1919, inf, 600),
    Speed(1952, 250, 250),
    Speed(1952, inf, 1000),  # airliners with the wind behind them
    Speed(1976, 250, 250),
    Speed(1976, 3000, 1000),
    Speed(1976, inf, 2200),  # Concorde
    Speed(2004, 250, 250),
    Speed(2004, inf, 1000),
)
"""Upper limits, generous on purpose: a limit too low would call true accounts impossible."""


def distance_km(lat_a: _Numbers, lon_a: _Numbers, lat_b: _Numbers, lon_b: _Numbers) -> _Numbers:
    """Great-circle distances in km between points in degrees, by the haversine formula (arrays of one shape)."""
    north_a, north_b = np.radians(lat_a), np.radians(lat_b)
    east = np.radians(lon_b - lon_a)
    half = np.sin((north_b - north_a) / 2) ** 2 + np.cos(north_a) * np.cos(north_b) * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), dtype=np.float64)


def fastest_kmh(km: _Numbers, first: _Numbers, last: _Numbers, speeds: Sequence[Speed] = SPEEDS) -> _Numbers:
    """The speed that nobody beat over each distance between two times (seconds since 1970, the year is rounded).

    Where the times span several periods, the fastest of them; before the first period, the first one's.
    """
    starts = sorted({speed.since for speed in speeds})
    begins, ends = 1970 + first / _YEAR_S, 1970 + last / _YEAR_S
    fastest = np.zeros(km.shape)
    for since, until in zip(starts, [*starts[1:], inf], strict=True):
        of_period = sorted((s for s in speeds if s.since == since), key=lambda s: -s.up_to_km)
        limit = np.full(km.shape, of_period[0].kmh, dtype=np.float64)
        for speed in of_period[1:]:
            limit[km <= speed.up_to_km] = speed.kmh
        touched = (begins < until) & ((ends >= since) | (since == starts[0]))
        fastest = np.where(touched, np.maximum(fastest, limit), fastest)
    return fastest


def travel_seconds(
    gap_km: _Numbers, first: _Numbers, last: _Numbers, speeds: Sequence[Speed] = SPEEDS
) -> npt.NDArray[np.int64]:
    """The least whole seconds to get across each gap: distance over the fastest speed, rounded down."""
    return np.floor(3600.0 * gap_km / fastest_kmh(gap_km, first, last, speeds)).astype(np.int64)
