"""How much a sentence needs checking: a small linear model over its words, its letters and its readings."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from math import exp, sqrt
from operator import mul
from pathlib import Path
from typing import Any

from loupe.checking.checkable.features import (
    EDGE,
    READABLE,
    SLOTS,
    letters,
    number_of,
    pair_slot,
    plain_word,
    readable,
    slot,
    words,
)
from loupe.model.readings import SentenceReading

__all__ = ["Scorer", "card", "check_worthiness", "scorer", "share_of"]

FOLDER = Path(__file__).parent
_MOST_KEPT = 50_000


def check_worthiness(sentence: str, reading: SentenceReading) -> float:
    """How much a sentence needs checking, in [0, 1]; larger for what a fact-checker would pick first.

    ``reading`` is ``read_sentence(sentence)``. The share of sentences as high as this that people called check-worthy
    in the debates it was trained on; in another kind of work the order holds, the share does not. Logistic regression
    (Cox 1958) in whole numbers, so that every machine gets the same four places.
    """
    return scorer().worthiness(sentence, reading)


class Scorer:
    """The weights, with those of the words already met kept ready.

    ``table`` holds a weight per slot in units of ``step``; ``readings`` one per name in ``READABLE``.
    """

    def __init__(self, table: Sequence[int], step: float, bias: float, readings: Mapping[str, float]) -> None:
        self._table, self._step, self._bias = table, step, bias
        self._readings = tuple(readings[name] for name in READABLE)
        self._first, self._later = _Words(table, first=True), _Words(table, first=False)

    def worthiness(self, sentence: str, reading: SentenceReading) -> float:
        """See ``check_worthiness``."""
        return share_of(self.logit(sentence, reading))

    def logit(self, sentence: str, reading: SentenceReading) -> float:
        """The logarithm of the odds that the sentence is worth checking, within ±30."""
        found = words(sentence)
        entries = [self._later[raw] for raw in found]
        entries[:1] = [self._first[raw] for raw in found[:1]]
        table = self._table
        weighed, spelled, runs, before = 0, 0, 0, EDGE
        for number, weight, letter_weight, letter_runs in entries:
            weighed += weight + table[pair_slot(before, number)]
            spelled += letter_weight
            runs += letter_runs
            before = number
        weighed += table[pair_slot(before, EDGE)]
        told: float = weighed / sqrt(2 * len(found) + 1) + spelled / sqrt(max(runs, 1))
        seen: float = sum(map(mul, self._readings, readable(sentence, found, reading)))
        return max(-30.0, min(30.0, self._bias + self._step * told + seen))


def share_of(logit: float) -> float:
    """The probability of a logit, to four places."""
    return round(1 / (1 + exp(-logit)), 4)


class _Words(dict[str, tuple[int, int, int, int]]):
    """The words met so far, as the first of a sentence or as later ones.

    Each with its number, its weight, the weight of its runs of letters, and how many those are.
    """

    def __init__(self, table: Sequence[int], *, first: bool) -> None:
        super().__init__()
        self._table, self._is_first = table, first

    def __missing__(self, raw: str) -> tuple[int, int, int, int]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        word = plain_word(raw, self._is_first)
        number, runs = number_of(word), letters(word)
        spelled = sum(self._table[slot(number_of(run, 1))] for run in runs)
        entry = self[raw] = (number, self._table[slot(number)], spelled, len(runs))
        return entry


@lru_cache(maxsize=1)
def card() -> dict[str, Any]:
    """What stands beside the weights: how to read them, what they were trained on, how they score."""
    described: dict[str, Any] = json.loads((FOLDER / "model.json").read_text("utf-8"))
    return described


@lru_cache(maxsize=1)
def scorer() -> Scorer:
    """The scorer that comes with Loupe, read once a process.

    Raises ValueError when the weights are not those that the card describes.
    """
    told, data = card(), (FOLDER / "weights.bin").read_bytes()
    if sha256(data).hexdigest() != told["weights_sha256"] or len(data) != 2 * SLOTS:
        raise ValueError("The weights of the check-worthiness model are not those that its card describes.")
    table = array("h", data)
    if sys.byteorder == "big":
        table.byteswap()
    return Scorer(table, told["step"], told["bias"], told["readings"])
