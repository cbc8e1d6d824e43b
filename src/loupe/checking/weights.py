"""The weights of ``combining``, as ``training/combining.py`` wrote them.

The record of that run:

3073 pairs, read by loupe-stance/2f472ffd70ef.
The model alone: log loss 0.959 in five folds. 85% are right for
  supports, all: from 0.789 on, 55 said of 623;
  supports, wice: from 1.000 on, 0 said of 177;
  supports, fool-me-twice: from 0.570 on, 84 said of 283;
  supports, fever-symmetric: from 0.511 on, 129 said of 163;
  contradicts, all: from 1.000 on, 0 said of 434;
  contradicts, fool-me-twice: from 1.000 on, 0 said of 271;
  contradicts, fever-symmetric: from 0.585 on, 90 said of 163;
With the signs: log loss 0.941 in five folds. 85% are right for
  supports, all: from 0.826 on, 96 said of 623;
  supports, wice: from 0.836 on, 43 said of 177;
  supports, fool-me-twice: from 0.617 on, 62 said of 283;
  supports, fever-symmetric: from 0.520 on, 129 said of 163;
  contradicts, all: from 1.000 on, 0 said of 434;
  contradicts, fool-me-twice: from 1.000 on, 0 said of 271;
  contradicts, fever-symmetric: from 0.735 on, 23 said of 163;
"""

from __future__ import annotations

__all__ = ["CONTRADICTS", "SUPPORTS", "WEIGHTS"]

SUPPORTS = 0.836
CONTRADICTS = 1.0
"""How likely a stance must be to be said: the largest threshold of those above; with 1 a model alone never says it."""

WEIGHTS: dict[str, tuple[float, float]] = {
    "": (-1.02, -0.33),
    "model supports": (0.48, -0.02),
    "model contradicts": (-0.24, 0.49),
    "words": (1.73, 0.15),
    "names missing": (0.13, 0.57),
    "value agrees": (0.68, -0.41),
    "value conflicts": (0.06, 0.43),
    "value missing": (-0.37, 0.03),
    "negated apart": (0.07, 0.62),
    "told apart": (0.23, -0.17),
    "only possible": (-0.33, -1.03),
}
"""What each sign pulls towards *supports* and towards *contradicts*, against neither."""
