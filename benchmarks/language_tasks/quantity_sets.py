"""The two foreign test sets of amounts, read into one form, each cut in two by the SHA-256 of the sentence."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from language_tasks.quantity_units import unit_name

__all__ = ["Amount", "Case", "is_read_half", "plain_dozen", "quantulum_cases", "recognizers_cases"]


@dataclass(frozen=True, slots=True)
class Amount:
    """What is compared: a span, the value in the unit that was spoken, and the unit by a common name."""

    start: int
    end: int
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of a test set with the amounts it should give."""

    text: str
    gold: tuple[Amount, ...]


def is_read_half(text: str) -> bool:
    """Whether a sentence belongs to the half that was read while the grammar was written."""
    return hashlib.sha256(text.encode("utf-8")).digest()[0] % 2 == 0


def recognizers_cases(path: Path, keep_all: bool) -> list[Case]:
    cases = []
    for item in json.loads(path.read_text("utf-8-sig")):
        ruled_out = item.get("NotSupported", "") + item.get("NotSupportedByDesign", "")
        if "python" in ruled_out and not keep_all:
            continue
        gold = tuple(_gold(item["Input"], r) for r in item["Results"])
        if "Dimension" in path.name:
            gold = tuple(replace(g, unit="pound-mass") if g.unit == "pound" else g for g in gold)
        if "Ordinal" in path.name:  # "next", "last": no numbers
            gold = tuple(g for g in gold if g.value is not None)
        cases.append(Case(item["Input"], gold))
    return cases


def _gold(text: str, result: dict[str, Any]) -> Amount:
    said = result["Text"]
    start = result.get("Start")
    if start is None or text[start : start + len(said)].lower() != said.lower():
        start = max(text.lower().find(said.lower()), 0)
    resolution = result.get("Resolution") or {}
    raw = str(resolution.get("value") or "").rstrip("%").replace(",", "")
    low, high = _interval(str(resolution.get("value") or ""))
    try:
        value: float | None = float(raw)
    except ValueError:
        value = None
    unit = str(resolution.get("unit") or resolution.get("isoCurrency") or "dimensionless")
    return Amount(start, start + len(said), value, unit_name(unit), low, high)


def _interval(written: str) -> tuple[float | None, float | None]:
    """ "[3,9)" as its two bounds; an open one is infinite."""
    if written[:1] not in "[(" or written[-1:] not in "])":
        return None, None
    low, _, high = written[1:-1].partition(",")
    return (float(low) if low else float("-inf")), (float(high) if high else float("inf"))


_DOZENS = {"dozen": 12, "baker's dozen": 13, "gross": 144}


def plain_dozen(a: Amount) -> Amount:
    """A dozen as twelve, for all that are compared."""
    return replace(a, value=a.value * _DOZENS[a.unit], unit="dimensionless") if a.unit in _DOZENS and a.value else a


def quantulum_cases(path: Path) -> list[Case]:
    cases = []
    for item in json.loads(path.read_text("utf-8")):
        text, gold, at = item["req"], [], 0
        for wanted in item["res"]:
            found = text.find(wanted["surface"], at)
            start = found if found >= 0 else max(text.find(wanted["surface"]), 0)
            at = start + len(wanted["surface"])
            gold.append(plain_dozen(Amount(start, at, float(wanted["value"]), unit_name(wanted["unit"]))))
        cases.append(Case(text, tuple(gold)))
    return cases
