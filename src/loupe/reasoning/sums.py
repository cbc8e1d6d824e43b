"""Whether what a source adds up to is what it says: totals against their parts, counts against what was left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loupe.model.quantities import Quantity, padded
from loupe.reasoning.cited import Cited, told_by
from loupe.reasoning.values import Amount, Tally

__all__ = ["CountCheck", "Total", "amount_words", "check_counts", "totals_of"]


@dataclass(frozen=True, slots=True)
class Total:
    """What one teller's amounts of one facet come to, and whether they add up.

    ``outcome`` is "adds up", "falls short", "exceeds", "no parts", "no total" or "not added"; ``why`` says it in words.
    ``low`` and ``high`` are the sum of the parts in ``currency``, None when nothing was added.
    """

    teller: str
    facet: str
    currency: str
    wholes: tuple[Amount, ...]
    parts: tuple[Amount, ...]
    low: float | None
    high: float | None
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class CountCheck:
    """Whether what was opened or taken and what was left come to all there were, in the words of one source."""

    label: str
    noun: str
    part: Tally
    rest: Tally
    whole: Tally | None
    outcome: str
    why: str


def amount_words(low: float, high: float, unit: str) -> str:
    """An interval in words: "100,000,000 USD", "at least 100,000,000 USD", "18,000,000 to 22,000,000 USD"."""
    if math.isinf(high):
        return f"at least {low:,.10g} {unit}".rstrip()
    if math.isinf(low) or (low == 0 and high > 0):
        return f"at most {high:,.10g} {unit}".rstrip()
    return f"{low:,.10g} {unit}".rstrip() if low == high else f"{low:,.10g} to {high:,.10g} {unit}".rstrip()


def totals_of(amounts: Iterable[Amount]) -> tuple[Total, ...]:
    """One total for each teller and facet, in the order of the tellers."""
    groups: dict[tuple[str, str, str], list[Amount]] = {}
    for one in amounts:
        groups.setdefault((told_by(one.cited), one.cited.source_id, one.facet), []).append(one)
    return tuple(_total(teller, facet, mine) for (teller, _, facet), mine in sorted(groups.items(), key=lambda g: g[0]))


def _total(teller: str, facet: str, amounts: Sequence[Amount]) -> Total:
    wholes = tuple(a for a in amounts if a.whole)
    parts = tuple(a for a in amounts if not a.whole)
    units = sorted({a.quantity.unit for a in amounts})
    currency = units[0] if len(units) == 1 else ""
    if len(units) > 1 and len(parts) > 1:
        why = f"not added: amounts in {' and '.join(units)} are never converted"
        return Total(teller, facet, currency, wholes, parts, None, None, "not added", why)
    if not parts:
        return Total(teller, facet, currency, wholes, parts, None, None, "no parts", _whole_words(wholes))
    repeated = {(a.item, a.quantity.low, a.quantity.high): a for a in parts}
    if len({a.item for a in repeated.values()}) < len(repeated):
        why = "not added: one and the same item has several amounts"
        return Total(teller, facet, currency, wholes, parts, None, None, "not added", why)
    low, high = sum(a.quantity.low for a in repeated.values()), sum(a.quantity.high for a in repeated.values())
    outcome, why = _held_against(wholes, low, high, currency)
    return Total(teller, facet, currency, wholes, parts, low, high, outcome, why)


def _whole_words(wholes: Sequence[Amount]) -> str:
    said = " and ".join(f"“{' '.join(w.quantity.text.split())}”" for w in wholes)
    named = sorted({name for w in wholes for name in w.of})
    if named:
        return f"{said} for {', '.join(named)} together; no part has a value of its own"
    return f"{said}; no part is named with a value"


def _held_against(wholes: Sequence[Amount], low: float, high: float, currency: str) -> tuple[str, str]:
    named = f"the parts that are named come to {amount_words(low, high, currency)}"
    if not wholes:
        return "no total", f"{named}; no total is named"
    if not currency:
        return "not added", "not added: the total is in another currency than its parts"
    bounds = [padded(w.quantity) for w in wholes]
    least, most = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if least > most:
        return "not added", "not added: more than one total is named, and they cannot all be right"
    if low > most:
        return "exceeds", f"{named}, which is more than the total allows"
    if high < least:
        return "falls short", f"{named}; at least {least - high:,.10g} {currency} of the total is not named"
    return "adds up", f"{named}, and the total allows that"


def check_counts(tallies: Iterable[Tally]) -> tuple[CountCheck, ...]:
    """Part and rest against the whole, source by source; where none names a whole, the sum is the finding."""
    groups: dict[tuple[str, str, str], list[Tally]] = {}
    for one in sorted(tallies, key=lambda t: (t.cited, t.role, t.quantity.start)):
        groups.setdefault((one.cited.label, one.cited.source_id, one.noun), []).append(one)
    found = []
    for (label, _, noun), mine in sorted(groups.items(), key=lambda g: g[0]):
        for rest in (t for t in mine if t.role == "rest"):
            wholes = _of_one_teller(mine, "whole", rest.cited)
            found += [_count(label, noun, part, rest, wholes) for part in _of_one_teller(mine, "part", rest.cited)]
    return tuple(found)


def _of_one_teller(tallies: Sequence[Tally], role: str, cited: Cited) -> list[Tally]:
    """The tallies of this role by the same teller, each figure once; those of anybody when he has none."""
    found = [t for t in tallies if t.role == role]
    own = [t for t in found if t.cited.teller == cited.teller] or found
    exact = [t for t in own if t.quantity.low == t.quantity.high] or own
    once = {(t.quantity.low, t.quantity.high): t for t in reversed(exact)}
    return [once[figure] for figure in sorted(once)]


def _count(label: str, noun: str, part: Tally, rest: Tally, wholes: Sequence[Tally]) -> CountCheck:
    low, high = part.quantity.low + rest.quantity.low, part.quantity.high + rest.quantity.high
    said = f"{_figure(part.quantity)} and {_figure(rest.quantity)} left make {_interval(low, high)}"
    if not wholes:
        return CountCheck(label, noun, part, rest, None, "no total", f"{said}; no total is named")
    fitting = [w for w in wholes if w.quantity.low <= high and low <= w.quantity.high]
    if len(fitting) == len(wholes):
        return CountCheck(label, noun, part, rest, wholes[0], "adds up", f"{said}, as the total has it")
    against = next(w for w in wholes if w not in fitting)
    why = f"{said}, but the total is given as {_figure(against.quantity)}"
    return CountCheck(label, noun, part, rest, against, "does not add up", why)


def _figure(q: Quantity) -> str:
    return _interval(q.low, q.high)


def _interval(low: float, high: float) -> str:
    return amount_words(low, high, "").strip()
