"""Who reads amounts: Loupe, by what a set asks for, and quantulum3, with its own disambiguation or without."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable
from typing import Any

from language_tasks.quantity_sets import Amount, plain_dozen
from language_tasks.quantity_units import currency_unit, unit_name
from loupe.language import find_times
from loupe.language.quantities import find_measures, find_numbers, find_ordinals, find_quantities
from loupe.model.quantities import Quantity

__all__ = [
    "loupe_all",
    "loupe_numbers",
    "loupe_ordinals",
    "loupe_ranges",
    "loupe_shares",
    "loupe_units",
    "quantulum_reader",
]


def _loupe_amount(q: Quantity) -> Amount:
    low, high = q.spoken if q.spoken is not None else (q.low, q.high)
    name, per, thing = q.measure.partition(" per ") if "/" in q.unit else (q.measure, "", "")
    money = q.dimension in ("money", "rate") and len(name) == 3 and name.isupper()
    unit = (currency_unit(name) if money else unit_name(name)) + per + thing
    if q.measure == "part":
        unit = "dimensionless"
    return Amount(q.start, q.end, (low + high) / 2, unit, q.low, q.high)


def loupe_units(text: str) -> list[Amount]:
    """Amounts with a unit."""
    named = ("count", "ordinal", "ratio")
    return [_loupe_amount(q) for q in find_quantities(text) if q.dimension not in named and q.measure != "part"]


def loupe_all(text: str) -> list[Amount]:
    """Amounts one by one ("two years and a month" is two), and every other number but times of day and a lone "one"."""
    found = [q for q in find_measures(text) if q.dimension not in ("ordinal", "ratio") and not q.is_total]
    spans = [(q.start, q.end) for q in found] + [(t.start_at, t.end_at) for t in find_times(text) if t.frame == "daily"]
    rest = [n for n in find_numbers(text) if all(n.end <= start or n.start >= end for start, end in spans)]
    rest = [n for n in rest if n.text.lower() != "one"]
    return [_loupe_amount(q) for q in sorted((*found, *rest), key=lambda q: q.start)]


def loupe_numbers(text: str) -> list[Amount]:
    return [Amount(n.start, n.end, (n.low + n.high) / 2, "dimensionless") for n in find_numbers(text)]


def loupe_ordinals(text: str) -> list[Amount]:
    return [Amount(n.start, n.end, n.low, "dimensionless") for n in find_ordinals(text)]


def loupe_shares(text: str) -> list[Amount]:
    return [a for a in loupe_units(text) if a.unit == "percentage"]


def loupe_ranges(text: str) -> list[Amount]:
    return [_loupe_amount(q) for q in find_quantities(text) if q.kind in ("range", "at least", "at most")]


def quantulum_reader(classifier: bool) -> Callable[[str], list[Amount]] | None:
    """quantulum3's parser as a function, with its own disambiguation or without; None when it cannot run."""
    try:
        from quantulum3 import parser  # type: ignore[import-untyped]
    except ImportError:
        return None
    logging.getLogger("quantulum3").setLevel(logging.CRITICAL)

    def read(text: str) -> list[Amount]:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            try:
                found = parser.parse(text, classifier_path=None) if classifier else _without(parser, text)
            except Exception:  # its faults count as an empty answer
                return []
        return [
            plain_dozen(
                Amount(q.span[0], q.span[1], float(q.value), unit_name(q.unit.name.replace(" of sterling", "")))
            )
            for q in found
        ]

    return read


def _without(parser: Any, text: str) -> Any:
    from quantulum3 import classifier as c  # type: ignore[import-untyped]

    used, c.USE_CLF = c.USE_CLF, False
    try:
        return parser.parse(text)
    finally:
        c.USE_CLF = used
