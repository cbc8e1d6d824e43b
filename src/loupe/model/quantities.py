"""Quantities as closed intervals with a unit, and how two of them stand to each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

__all__ = ["Dimension", "Quantity", "QuantityKind", "Relation", "compare_quantities"]

Dimension = Literal[
    "count", "money", "length", "mass", "duration", "share", "ordinal", "age", "area", "volume", "speed", "temperature",
    "power", "energy", "data", "pressure", "angle", "frequency", "force", "voltage", "current", "rate", "ratio",
    "other",
]  # fmt: skip
QuantityKind = Literal["exact", "range", "at least", "at most", "about", "nearly", "vague"]
Relation = Literal["equal", "inside", "compatible", "disjoint", "incomparable"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount named in a text, as the closed interval of values that the words allow.

    ``low`` and ``high`` are in the dimension's base unit: metres, square metres, litres, grams, seconds, years of
    age, metres a second, degrees Celsius, watts, joules, bytes, pascals, degrees of arc, hertz, newtons, volts,
    amperes, a fraction of 1 for shares, the currency's main unit for money; rates and ``other`` measures stay in the
    unit that was spoken. ``high`` may be infinite, and so may ``low`` below zero. ``unit`` is the currency code (ISO
    4217) or the unit as written, ``noun`` the stem of the thing counted (None when the text does not say).
    ``part_of`` is the total in "109 of 189". ``facet`` tells apart amounts that never conflict: stolen, insured,
    recovered, sentence, served ... ``start`` and ``end`` are offsets in the text it was found in.

    ``measure`` is the unit by its full name ("kilometre per hour"), and ``spoken`` holds the two bounds in it, before
    conversion and without what the words "about" or "nearly" allow. ``strict``: the bound itself is left out ("more
    than 100"). ``year`` is the one whose money it is, where the words give it ("in 2003 dollars").
    """

    low: float
    high: float
    dimension: Dimension
    kind: QuantityKind
    unit: str
    noun: str | None
    start: int
    end: int
    text: str
    part_of: float | None = None
    is_total: bool = False
    facet: str | None = None
    measure: str = ""
    spoken: tuple[float, float] | None = None
    strict: bool = False
    year: int | None = None


_PER_DOLLAR: dict[str, tuple[float, float]] = {
    # How many US dollars one unit bought, lowest and highest market rate since 1999, widened to be safe. They only
    # serve to say that two amounts cannot be the same at any rate; nothing is ever converted for display.
    "USD": (1.0, 1.0),
    "EUR": (0.80, 1.65),
    "GBP": (1.00, 2.20),
    "AUD": (0.45, 1.15),
    "CAD": (0.60, 1.15),
    "CHF": (0.50, 1.45),
}


def compare_quantities(a: Quantity, b: Quantity) -> Relation:
    """How two quantities stand: equal, inside, compatible (the intervals meet), disjoint, or not comparable at all.

    ``inside``: all that ``b`` allows, ``a`` allows too, so that b bears a out ("more than 100" by "123").
    Amounts of different currencies are disjoint only when no exchange rate since 1999 makes them meet, and otherwise
    incomparable. Different facets are incomparable, and so are rates of different units. But for "inside" it is
    symmetric.
    """
    if a.dimension != b.dimension or (a.facet and b.facet and a.facet != b.facet):
        return "incomparable"
    relation = _compare(a, b)
    # an amount that is named as recovered or insured is no rival of one that is not named at all
    return "incomparable" if relation == "disjoint" and a.facet != b.facet else relation


def _compare(a: Quantity, b: Quantity) -> Relation:
    if a.dimension in ("count", "ordinal") and a.noun and b.noun and a.noun != b.noun:
        return "incomparable"
    if a.unit != b.unit and a.dimension == "money":
        return _across_currencies(a, b)
    if not _same_unit(a, b):
        return "incomparable"
    low_a, high_a = padded(a)
    low_b, high_b = padded(b)
    if high_a < low_b or high_b < low_a:
        return "disjoint"
    if a.low == b.low and a.high == b.high:
        return "equal" if a.strict == b.strict else "compatible"
    if _on_the_edge(a, b) or _on_the_edge(b, a):
        return "compatible"  # "100" is no more than "more than 100", but it may have been rounded
    if a.kind in ("at least", "at most") and b.kind == "exact" and not a.low < b.low and not b.high < a.high:
        return "compatible"  # "100" does not bear out "more than 100"
    if a.kind in ("at least", "at most") and b.kind == "about":
        low_b = high_b = (b.low + b.high) / 2  # "about 85 per cent" bears out "more than 80"
    elif a.kind == "nearly" or a.dimension not in _ROUNDED:
        low_b, high_b = b.low, b.high
    return "inside" if low_a <= low_b and high_b <= high_a else "compatible"


def _same_unit(a: Quantity, b: Quantity) -> bool:
    """Rates and other measures are compared in one unit only, degrees without a scale only with their like."""
    if a.dimension in ("rate", "other", "share"):
        return a.unit == b.unit or (a.dimension == "share" and "point" not in (a.unit, b.unit))
    return a.dimension != "temperature" or (a.measure == "degree") == (b.measure == "degree")


def _on_the_edge(a: Quantity, b: Quantity) -> bool:
    """Whether ``b`` is the very bound that the words of ``a`` leave out."""
    if not a.strict or b.low != b.high:
        return False
    return b.low == a.low if a.kind == "at least" else b.high == a.high


def _across_currencies(a: Quantity, b: Quantity) -> Relation:
    rates_a, rates_b = _PER_DOLLAR.get(a.unit), _PER_DOLLAR.get(b.unit)
    if rates_a is None or rates_b is None:
        return "incomparable"
    (low_a, high_a), (low_b, high_b) = padded(a), padded(b)
    if high_a * rates_a[1] < low_b * rates_b[0] or high_b * rates_b[1] < low_a * rates_a[0]:
        return "disjoint"
    return "incomparable"


def padded(q: Quantity) -> tuple[float, float]:
    """The interval widened by what rounding in speech allows.

    Counts, ordinals, ages and ratios not at all, nor what the words have widened already ("about") or bounded ("at
    least"); temperatures by a degree; measures, which were converted from the unit that was spoken, by 5 %; money,
    shares and rates by half of the last significant digit, at most 5 % (durations have half of their unit in the
    interval already).
    """
    if q.dimension in _AS_THEY_STAND or q.kind not in ("exact", "range"):
        return q.low, q.high
    if q.dimension == "temperature":
        return q.low - 1.0, q.high + 1.0
    if q.dimension not in _ROUNDED:
        return q.low - abs(q.low) * 0.05, q.high + abs(q.high) * 0.05
    return q.low - _slack(q.low), q.high if math.isinf(q.high) else q.high + _slack(q.high)


_AS_THEY_STAND = ("count", "ordinal", "age", "ratio")
_ROUNDED = ("money", "share", "rate", "duration")


def _slack(value: float) -> float:
    value = abs(value)
    if value == 0 or math.isinf(value):
        return 0.0
    digits = f"{value:.6e}".split("e")
    mantissa = digits[0].rstrip("0").rstrip(".").replace(".", "")
    step = 10.0 ** (int(digits[1]) - len(mantissa) + 1)
    return min(step / 2, value * 0.05)
