"""Weights of the signs that a pronoun means a chain, by family of pronouns; and of how sure its name is.

Written by ``training/coreference.py`` from the build half of LitBank (Bamman et al. 2020, CC BY 4.0).
"""

from __future__ import annotations

__all__ = ["CERTAINTY", "WEIGHTS"]

WEIGHTS: dict[str, dict[str, float]] = {
    "he": {
        "above": 0.36, "away 0": 1.4, "away 1": 0.48, "away 2": -0.59, "away 3": -0.91, "away 4": -0.41,
        "gender against": -3.4, "gender leaning": 1.64, "gender told": 1.61, "last name": -0.13, "last noun": -0.3,
        "last noun a": -0.38, "last noun bare": -0.95, "last noun his": -0.27, "last noun that": 0.85,
        "last noun the": 0.43, "last object": 0.08, "last other": -0.14, "last possessive": 0.06,
        "last pronoun": 0.4, "lately 0": -0.41, "lately 1": 0.29, "lately 3": 0.1, "named 1": -0.14,
        "named 2": -0.11, "named 3": -0.18, "named 4": 0.22, "near 0": 0.69, "near 1": 0.08, "near 2": -0.19,
        "near 3": -0.61, "object after object": -0.36, "object after other": -0.51, "object after possessive": -0.15,
        "object after subject": -0.18, "often 1": -0.28, "often 2": -0.19, "often 4": 0.41, "only one": -0.61,
        "opens": 0.06, "other after object": 0.3, "other after other": 0.1, "other after subject": -0.31,
        "other subject": -0.24, "own subject object": 0.12, "own subject other": -0.91,
        "own subject possessive": 0.42, "own subject subject": 0.16, "person unknown": -1.08,
        "possessive after possessive": -0.18, "quoted both": 0.12, "quoted in": -2.12, "quoted out": -1.25,
        "quoted same": 1.04, "same word": 0.52, "spoke before": 0.35, "spoke last": 0.63,
        "subject after object": 0.15, "subject after other": 0.26, "subject after possessive": 0.44,
        "subject after subject": 0.51, "subjects 0": -0.28, "subjects 1": 0.18, "subjects 3": 0.1, "trust 1": -0.13,
        "trust 2": 0.13, "trust 3": 0.26, "trust 4": -0.12, "trust 5": -0.17,
    },
    "it": {
        "any": -0.36, "away 0": 1.03, "away 1": -0.07, "away 2": -0.69, "away 3": -0.11, "away 4": -0.52,
        "last name": -0.58, "last noun": -0.65, "last noun a": -0.2, "last noun bare": -0.57, "last noun his": -0.15,
        "last noun that": 0.41, "last noun the": -0.13, "last other": -0.44, "last possessive": 0.32,
        "last pronoun": 0.87, "last subject": -0.22, "lately 0": -0.52, "lately 1": -0.24, "lately 2": -0.21,
        "lately 3": 0.29, "lately 4": 0.31, "named 0": 0.05, "named 1": -0.3, "named 2": -0.23, "named 3": -0.15,
        "near 0": 0.68, "near 1": -0.07, "near 2": 0.15, "near 3": -1.13, "object after object": 0.48,
        "object after other": -0.38, "object after possessive": -0.07, "object after subject": -0.48,
        "often 4": -0.43, "only one": 0.17, "opens": 0.58, "other after object": 0.22, "other after other": -0.1,
        "other after possessive": 0.2, "other after subject": -0.31, "other subject": 0.15,
        "own subject other": -0.15, "own subject possessive": 0.57, "possessive after object": -0.27,
        "possessive after other": 0.46, "possessive after possessive": 0.35, "possessive after subject": 0.49,
        "quoted in": -0.7, "quoted out": -0.24, "same deed": -0.12, "same word": 0.28, "subject after object": -0.45,
        "subject after other": -0.43, "subject after possessive": -0.17, "subject after subject": 0.07,
        "subjects 0": -0.17, "subjects 1": -0.15, "subjects 3": -0.07, "thing": -0.27, "trust 2": -0.43,
        "trust 3": 0.38, "trust 4": -0.1, "trust 5": -0.21,
    },
    "they": {
        "above": 0.16, "any": -0.57, "away 0": 1.6, "away 2": -0.39, "away 3": -1.14, "away 4": -0.66,
        "last name": -0.11, "last noun": -1.28, "last noun a": 0.57, "last noun and": -2.06, "last noun bare": -0.53,
        "last noun his": -0.17, "last noun that": 0.39, "last noun the": 0.53, "last object": -0.44,
        "last other": -0.45, "last possessive": 0.29, "last pronoun": 0.82, "lately 0": -0.66, "lately 1": 0.11,
        "lately 2": -0.43, "lately 3": -0.42, "lately 4": 0.84, "named 0": -0.07, "named 1": 0.21, "named 2": -0.17,
        "named 3": -0.25, "near 0": 0.82, "near 1": 0.14, "near 2": -0.69, "near 3": -0.83, "number either": -0.8,
        "number many": 0.23, "object after object": 0.28, "object after other": -0.26, "object after subject": 0.58,
        "often 2": 0.56, "often 3": -0.34, "often 4": -0.79, "opens": 0.23, "other after object": -0.25,
        "other after other": 0.13, "other after possessive": 0.3, "other after subject": -0.48,
        "other subject": -0.21, "own subject object": 0.09, "own subject other": -0.17,
        "own subject possessive": 0.35, "own subject subject": 0.13, "person": 0.86,
        "possessive after object": -0.07, "possessive after other": 0.07, "possessive after possessive": -0.34,
        "possessive after subject": -0.24, "quoted both": -0.53, "quoted out": -1.32, "quoted same": 0.17,
        "same deed": -0.22, "same word": 0.33, "spoke last": -0.61, "subject after object": -0.4,
        "subject after other": -0.39, "subject after possessive": 0.29, "subject after subject": 0.16,
        "subjects 0": -0.4, "subjects 1": -0.15, "trust 1": -0.25, "trust 2": -0.2, "trust 3": -0.29,
        "trust 5": 0.21,
    },
}  # fmt: skip
CERTAINTY: dict[str, float] = {
    "always": 0.87, "share": 0.11, "way": 0.85, "pronouns since": 0.78, "sentences since": -0.36,
    "others since": -0.61, "gender told": 0.45, "a name": -0.87, "quoted": -0.72, "times named": 0.8,
    "directly": 0.89,
}  # fmt: skip
