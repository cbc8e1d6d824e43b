"""Weights of the signs that a pronoun means a chain, by family of pronouns; and of how sure its name is.

Written by ``training/coreference.py`` from the build half of LitBank (Bamman et al. 2020, CC BY 4.0).
"""

from __future__ import annotations

__all__ = ["CERTAINTY", "WEIGHTS"]

WEIGHTS: dict[str, dict[str, float]] = {
    "he": {
        "above": 0.35, "away 0": 1.4, "away 1": 0.45, "away 2": -0.59, "away 3": -0.88, "away 4": -0.41,
        "gender against": -3.21, "gender leaning": 1.67, "gender told": 1.65, "last name": -0.14, "last noun": -0.32,
        "last noun a": -0.34, "last noun bare": -1.01, "last noun his": -0.21, "last noun that": 0.88,
        "last noun the": 0.35, "last object": 0.14, "last other": -0.19, "last pronoun": 0.43, "lately 0": -0.41,
        "lately 1": 0.28, "lately 3": 0.14, "named 0": 0.07, "named 1": -0.06, "named 3": -0.17, "named 4": 0.23,
        "near 0": 0.67, "near 1": 0.09, "near 2": -0.21, "near 3": -0.59, "object after object": -0.28,
        "object after other": -0.52, "object after possessive": -0.19, "object after subject": -0.14,
        "often 1": -0.3, "often 2": -0.16, "often 4": 0.41, "only one": -0.46, "other after object": 0.31,
        "other after other": 0.14, "other after subject": -0.24, "other subject": -0.26, "own subject other": -0.95,
        "own subject possessive": 0.43, "own subject subject": 0.21, "person unknown": -1.43,
        "possessive after object": -0.11, "possessive after other": -0.08, "possessive after possessive": -0.24,
        "possessive after subject": -0.13, "quoted both": 0.12, "quoted in": -2.09, "quoted out": -1.22,
        "quoted same": 1.12, "same word": 0.46, "spoke before": 0.48, "spoke last": 0.55,
        "subject after object": 0.21, "subject after other": 0.26, "subject after possessive": 0.47,
        "subject after subject": 0.51, "subjects 0": -0.25, "subjects 1": 0.18, "trust 1": -0.2, "trust 2": 0.24,
        "trust 3": 0.21, "trust 4": -0.11, "trust 5": -0.17,
    },
    "it": {
        "above": 0.05, "any": -0.34, "away 0": 1.07, "away 1": -0.05, "away 2": -0.73, "away 3": -0.11,
        "away 4": -0.53, "last name": -0.58, "last noun": -0.62, "last noun a": -0.18, "last noun bare": -0.57,
        "last noun his": -0.16, "last noun that": 0.41, "last noun the": -0.11, "last other": -0.43,
        "last possessive": 0.27, "last pronoun": 0.86, "last subject": -0.17, "lately 0": -0.53, "lately 1": -0.28,
        "lately 2": -0.23, "lately 3": 0.29, "lately 4": 0.4, "named 1": -0.28, "named 2": -0.23, "named 3": -0.15,
        "near 0": 0.69, "near 2": 0.14, "near 3": -1.13, "object after object": 0.46, "object after other": -0.39,
        "object after possessive": -0.15, "object after subject": -0.48, "often 3": 0.05, "often 4": -0.43,
        "only one": 0.17, "opens": 0.56, "other after object": 0.21, "other after other": -0.09,
        "other after possessive": 0.21, "other after subject": -0.31, "other subject": 0.15,
        "own subject other": -0.16, "own subject possessive": 0.59, "possessive after object": -0.26,
        "possessive after other": 0.46, "possessive after possessive": 0.38, "possessive after subject": 0.52,
        "quoted in": -0.7, "quoted out": -0.24, "same word": 0.28, "subject after object": -0.43,
        "subject after other": -0.42, "subject after possessive": -0.17, "subject after subject": 0.1,
        "subjects 0": -0.16, "subjects 1": -0.28, "subjects 3": 0.13, "thing": -0.25, "trust 1": 0.19,
        "trust 2": -0.32, "trust 3": 0.23, "trust 4": -0.18, "trust 5": -0.26,
    },
    "they": {
        "above": 0.16, "any": -0.55, "away 0": 1.58, "away 2": -0.41, "away 3": -1.13, "away 4": -0.61,
        "last name": -0.13, "last noun": -1.23, "last noun a": 0.64, "last noun and": -2.05, "last noun bare": -0.5,
        "last noun his": -0.17, "last noun that": 0.33, "last noun the": 0.51, "last object": -0.37,
        "last other": -0.42, "last possessive": 0.27, "last pronoun": 0.81, "lately 0": -0.61, "lately 1": 0.15,
        "lately 2": -0.32, "lately 3": -0.42, "lately 4": 0.66, "named 0": -0.06, "named 1": 0.2, "named 3": -0.19,
        "near 0": 0.83, "near 1": 0.17, "near 2": -0.71, "near 3": -0.84, "number either": -0.78,
        "number many": 0.23, "object after object": 0.34, "object after other": -0.27, "object after subject": 0.53,
        "often 2": 0.66, "often 3": -0.28, "often 4": -0.91, "opens": 0.26, "other after object": -0.11,
        "other after other": 0.17, "other after possessive": 0.33, "other after subject": -0.48,
        "other subject": -0.15, "own subject object": 0.09, "own subject other": -0.15,
        "own subject possessive": 0.35, "own subject subject": 0.13, "person": 0.89,
        "possessive after object": -0.13, "possessive after other": 0.07, "possessive after possessive": -0.34,
        "possessive after subject": -0.23, "quoted both": -0.56, "quoted in": -0.07, "quoted out": -1.28,
        "quoted same": 0.18, "same word": 0.32, "spoke last": -0.62, "subject after object": -0.47,
        "subject after other": -0.39, "subject after possessive": 0.27, "subject after subject": 0.15,
        "subjects 0": -0.43, "subjects 1": -0.08, "trust 1": 0.1, "trust 2": -0.2, "trust 3": -0.36, "trust 4": -0.2,
        "trust 5": 0.1,
    },
}  # fmt: skip
CERTAINTY: dict[str, float] = {
    "always": 0.8, "share": 0.11, "way": 0.43, "pronouns since": 0.37, "sentences since": -0.13,
    "others since": -0.55, "gender told": 0.51, "a name": -0.97, "quoted": -0.69, "times named": 0.88,
    "directly": 0.69,
}  # fmt: skip
