"""The weights of ``combining``, as ``training/combining.py`` wrote them.

The record of that run:

3073 pairs, read by loupe-stance/c3073796251f.
The model alone: log loss 0.925 in five folds. 85% are right for
  supports, all: from 0.791 on, 103 said of 623;
  supports, wice: from 1.000 on, 0 said of 177;
  supports, fool-me-twice: from 0.599 on, 87 said of 283;
  supports, fever-symmetric: from 0.549 on, 130 said of 163;
  contradicts, all: from 1.000 on, 0 said of 434;
  contradicts, fool-me-twice: from 0.745 on, 22 said of 271;
  contradicts, fever-symmetric: from 0.718 on, 74 said of 163;
With the signs: log loss 0.911 in five folds. 85% are right for
  supports, all: from 0.815 on, 131 said of 623;
  supports, wice: from 0.809 on, 60 said of 177;
  supports, fool-me-twice: from 0.492 on, 115 said of 283;
  supports, fever-symmetric: from 0.527 on, 131 said of 163;
  contradicts, all: from 1.000 on, 0 said of 434;
  contradicts, fool-me-twice: from 0.663 on, 54 said of 271;
  contradicts, fever-symmetric: from 0.644 on, 88 said of 163;
Which side, fool-me-twice, learnt on the other set: 0.681 right; the model alone: 0.646.
Which side, fever-symmetric, learnt on the other set: 0.788 right; the model alone: 0.776.
"""

from __future__ import annotations

__all__ = ["CONTRADICTS", "SIDE", "SUPPORTS", "WEIGHTS"]

SIDE: dict[str, float] = {
    "model": 0.76,
    "value agrees": 0.38,
    "value conflicts": 0.05,
    "value missing": -0.53,
    "negated apart": -0.27,
}
"""What the model's log-odds of the two sides and each sign pull towards *supports* against *contradicts*."""

SUPPORTS = 0.815
CONTRADICTS = 1.0
"""How sure a stance must be to be said: the largest threshold of those above; with 1 a model alone never says it."""

WEIGHTS: dict[str, tuple[float, float]] = {
    "": (-0.8, 0.04),
    "model supports": (0.66, -0.11),
    "model contradicts": (-0.27, 0.68),
    "words": (1.01, -0.55),
    "names missing": (0.03, 0.54),
    "value agrees": (0.74, -0.41),
    "value conflicts": (-0.17, -1.25),
    "value missing": (-0.34, 0.09),
    "negated apart": (0.28, 0.7),
    "told apart": (0.23, -0.13),
    "only possible": (-0.41, -0.97),
}
"""What each sign pulls towards *supports* and towards *contradicts*, against neither."""
