"""The weights of ``combining``: the model as it is, with the thresholds that are asked of it.

``training/combining.py`` writes this module anew once a model is there to learn from.
"""

from __future__ import annotations

__all__ = ["CONTRADICTS", "SUPPORTS", "WEIGHTS"]

SUPPORTS = 0.9
CONTRADICTS = 0.9
"""How likely a stance must be to be said."""

WEIGHTS: dict[str, tuple[float, float]] = {
    "": (0.0, 0.0),
    "model supports": (1.0, 0.0),
    "model contradicts": (0.0, 1.0),
}
"""What each sign pulls towards *supports* and towards *contradicts*, against neither."""
