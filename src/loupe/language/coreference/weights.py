"""Weights of the signs that a pronoun means a chain, by family of pronouns; and of how sure its name is.

Written by ``training/coreference.py`` from the build half of LitBank (Bamman et al. 2020, CC BY 4.0).
"""

from __future__ import annotations

__all__ = ["CERTAINTY", "WEIGHTS"]

WEIGHTS: dict[str, dict[str, float]] = {
    "he": {
        "above": 0.36, "any": -0.05, "away 0": 1.41, "away 1": 0.47, "away 2": -0.6, "away 3": -0.91,
        "away 4": -0.42, "gender against": -3.39, "gender leaning": 1.6, "gender told": 1.63, "last name": -0.2,
        "last noun": -0.3, "last noun a": -0.38, "last noun bare": -0.96, "last noun his": -0.21,
        "last noun that": 0.82, "last noun the": 0.44, "last object": 0.07, "last other": -0.16,
        "last possessive": 0.06, "last pronoun": 0.44, "lately 0": -0.42, "lately 1": 0.22, "lately 3": 0.11,
        "named 0": 0.06, "named 1": -0.12, "named 2": -0.08, "named 3": -0.09, "named 4": 0.37, "near 0": 0.69,
        "near 1": 0.07, "near 2": -0.2, "near 3": -0.62, "object after object": -0.41, "object after other": -0.52,
        "object after possessive": -0.17, "object after subject": -0.16, "often 1": -0.34, "often 2": -0.15,
        "often 3": 0.06, "often 4": 0.37, "only one": -0.61, "opens": 0.06, "other after object": 0.31,
        "other after other": 0.09, "other after possessive": -0.06, "other after subject": -0.32,
        "other subject": -0.25, "own subject object": 0.1, "own subject other": -0.93,
        "own subject possessive": 0.42, "own subject subject": 0.17, "person unknown": -1.01,
        "possessive after possessive": -0.19, "possessive after subject": -0.05, "quoted both": 0.11,
        "quoted in": -2.03, "quoted out": -1.3, "quoted same": 1.09, "same word": 0.5, "spoke before": 0.3,
        "spoke last": 0.64, "subject after object": 0.18, "subject after other": 0.27,
        "subject after possessive": 0.48, "subject after subject": 0.51, "subjects 0": -0.24, "subjects 1": 0.19,
        "trust 1": -0.15, "trust 2": 0.16, "trust 3": 0.19, "trust 4": -0.2,
    },
    "it": {
        "any": -0.38, "away 0": 1.03, "away 1": -0.07, "away 2": -0.7, "away 3": -0.11, "away 4": -0.53,
        "last name": -0.59, "last noun": -0.64, "last noun a": -0.19, "last noun bare": -0.58,
        "last noun his": -0.15, "last noun that": 0.41, "last noun the": -0.14, "last other": -0.47,
        "last possessive": 0.29, "last pronoun": 0.85, "last subject": -0.17, "lately 0": -0.53, "lately 1": -0.24,
        "lately 2": -0.17, "lately 3": 0.24, "lately 4": 0.32, "named 1": -0.29, "named 2": -0.24, "named 3": -0.15,
        "near 0": 0.67, "near 1": -0.06, "near 2": 0.15, "near 3": -1.14, "object after object": 0.47,
        "object after other": -0.38, "object after possessive": -0.06, "object after subject": -0.47,
        "often 4": -0.42, "only one": 0.17, "opens": 0.53, "other after object": 0.22, "other after other": -0.1,
        "other after possessive": 0.2, "other after subject": -0.3, "other subject": 0.16,
        "own subject other": -0.15, "own subject possessive": 0.56, "possessive after object": -0.28,
        "possessive after other": 0.44, "possessive after possessive": 0.36, "possessive after subject": 0.52,
        "quoted in": -0.71, "quoted out": -0.24, "same deed": -0.12, "same word": 0.29,
        "subject after object": -0.45, "subject after other": -0.43, "subject after possessive": -0.21,
        "subject after subject": 0.08, "subjects 0": -0.11, "subjects 1": -0.21, "subjects 3": -0.07, "thing": -0.27,
        "trust 2": -0.43, "trust 3": 0.39, "trust 4": -0.17, "trust 5": -0.16,
    },
    "they": {
        "above": 0.2, "any": -0.55, "away 0": 1.6, "away 2": -0.41, "away 3": -1.13, "away 4": -0.65,
        "last name": -0.12, "last noun": -1.23, "last noun a": 0.59, "last noun and": -2.05, "last noun bare": -0.5,
        "last noun his": -0.16, "last noun that": 0.35, "last noun the": 0.53, "last object": -0.41,
        "last other": -0.45, "last possessive": 0.3, "last pronoun": 0.8, "lately 0": -0.65, "lately 1": 0.08,
        "lately 2": -0.31, "lately 3": -0.33, "lately 4": 0.66, "named 1": 0.25, "named 3": -0.2, "near 0": 0.83,
        "near 1": 0.17, "near 2": -0.71, "near 3": -0.84, "number either": -0.78, "number many": 0.23,
        "object after object": 0.25, "object after other": -0.26, "object after subject": 0.58, "often 1": 0.09,
        "often 2": 0.48, "often 3": -0.26, "often 4": -0.86, "opens": 0.23, "other after object": -0.1,
        "other after other": 0.15, "other after possessive": 0.38, "other after subject": -0.47,
        "other subject": -0.16, "own subject object": 0.09, "own subject other": -0.13,
        "own subject possessive": 0.34, "own subject subject": 0.13, "person": 0.89,
        "possessive after object": -0.13, "possessive after other": 0.05, "possessive after possessive": -0.36,
        "possessive after subject": -0.29, "quoted both": -0.55, "quoted in": -0.05, "quoted out": -1.29,
        "quoted same": 0.18, "same deed": -0.22, "same word": 0.32, "spoke last": -0.63,
        "subject after object": -0.44, "subject after other": -0.39, "subject after possessive": 0.25,
        "subject after subject": 0.19, "subjects 0": -0.35, "subjects 1": -0.13, "subjects 3": -0.11,
        "trust 1": -0.09, "trust 2": -0.17, "trust 3": -0.27,
    },
}  # fmt: skip
CERTAINTY: dict[str, float] = {
    "always": 0.82, "share": 0.12, "way": 0.8, "pronouns since": 0.7, "sentences since": -0.36,
    "others since": -0.55, "gender told": 0.63, "a name": -0.81, "quoted": -0.77, "times named": 0.76,
    "directly": 0.73,
}  # fmt: skip
