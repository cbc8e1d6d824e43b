"""The weights of ``combining``: what each sign pulls towards *supports* and towards *contradicts*."""

from __future__ import annotations

__all__ = ["WEIGHTS"]

WEIGHTS: dict[str, tuple[float, float]] = {
    "": (0.0, 0.0),
    "model supports": (1.0, 0.0),
    "model contradicts": (0.0, 1.0),
}
