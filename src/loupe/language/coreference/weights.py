"""Weights of the signs that a pronoun means a chain, by family of pronouns."""

from __future__ import annotations

__all__ = ["CERTAINTY", "WEIGHTS"]

_HAND = {
    "any": -0.5, "away 0": 1.0, "away 1": 0.6, "away 2": -0.6, "away 3": -1.2, "away 4": -2.0, "near 0": 0.8,
    "near 1": 0.2, "near 2": -0.3, "near 3": -0.8, "last subject": 0.8, "last object": 0.2, "last possessive": 0.0,
    "last other": -0.4, "subject after subject": 0.5, "same word": 0.4, "only one": 0.8, "lately 1": -0.2,
    "lately 2": 0.2, "lately 3": 0.5, "lately 4": 0.7, "named": 0.3, "gender told": 0.8, "gender leaning": 0.6,
    "gender against": -1.5, "person unknown": -0.5, "quoted in": -0.7, "quoted out": -0.5, "opens": 0.3,
    "above": 0.3, "own subject": 1.0,
}  # fmt: skip
WEIGHTS = {"he": _HAND, "it": _HAND, "they": _HAND}
CERTAINTY = {
    "always": 0.367, "share": 0.15, "way": 0.16, "pronouns since": 0.31, "sentences since": -0.27, "others since": -0.95,
    "gender told": 0.73, "a name": -1.32, "quoted": -0.07, "times named": 1.14, "directly": 0.88,
}  # fmt: skip
