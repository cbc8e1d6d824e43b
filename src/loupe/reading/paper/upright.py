"""How far the lines on a picture slope, without knowing what is written."""

from __future__ import annotations

import math

import numpy as np

from loupe.reading.paper.seen import Pixels

__all__ = ["measure_skew"]

_SIDE = 1000
_MOST_POINTS = 30_000
_STEEPEST = 10.0


def measure_skew(picture: Pixels) -> float:
    """The slope of the lines in degrees, from -10 to 10, positive where they fall to the right; 0.0 below 0.2.

    The picture's ink is projected to the left edge along lines of every slope: lines of type give the sharpest profile
    when looked at along themselves (Postl, US patent 4,723,297; Bloomberg, Kopec and Dasari, SPIE 1995).
    """
    from PIL import Image

    small = Image.fromarray(picture)
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    shades = np.asarray(small, dtype=np.int16)
    down, across = np.nonzero(shades < int(np.median(shades)) - 40)
    if len(down) < 100:
        return 0.0
    every = max(1, len(down) // _MOST_POINTS)
    down, across = down[::every].astype(np.float64), across[::every].astype(np.float64)

    def sharp(angle: float) -> tuple[float, float]:
        return _sharpness(down, across, angle), -abs(angle)

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.25, 0.5), key=sharp)
    fine = max(coarse + np.arange(-0.4, 0.45, 0.1), key=sharp)
    return float(round(fine, 2)) if abs(fine) >= 0.2 else 0.0


def _sharpness(down: np.ndarray, across: np.ndarray, angle: float) -> float:
    rows = np.round(down - across * math.tan(math.radians(angle))).astype(np.int64)
    profile = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.sum(np.diff(profile) ** 2))
