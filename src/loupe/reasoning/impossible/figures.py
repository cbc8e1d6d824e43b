"""How much and how many: one value, parts that are no more than their whole, parts and rest that add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible.clash import Clash, Strength, by_key, may_be_together, pairs_within
from loupe.reasoning.impossible.facts import Figure

__all__ = ["figure_clashes"]

FAMILY = "figures"
_MOST_ACCOUNTS = 2
"""A sum of figures from three sources is nobody's account."""
_LOOSE = 0.10
"""How much further "about", "nearly" and words like "dozens" are stretched before two figures are truly apart."""


def figure_clashes(facts: Iterable[Figure], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """Figures of one topic that exclude each other, pair by pair, and parts that do not add up.

    Intervals that meet two by two have a common point (Helly 1923, in one dimension): so every conflict about the value
    of one quantity is a pair.
    """
    for same in by_key(facts, lambda f: f.topic):
        for a, b in pairs_within(same):
            if a.part == b.part and _comparable(a, b, widths) and (strength := _apart(a.quantity, b.quantity)):
                rule = f"{a.only or b.only or 'one number has one value'}: {_both(a, b)}"
                yield Clash((a, b), strength, FAMILY, a.topic, rule, width=_width(a, b))
        yield from _more_than_the_whole(same, widths)
        yield from _sums(same, widths)


def _comparable(a: Figure, b: Figure, widths: Widths) -> bool:
    if a.by == b.by or _narrowed_apart(a.scope, b.scope):
        return False
    return may_be_together(a.time, b.time, widths)


def _narrowed_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    kinds = {n.partition(":")[0] for n in a} & {n.partition(":")[0] for n in b}
    return any(not {n for n in a & b if n.startswith(f"{kind}:")} for kind in kinds)


def _apart(a: Quantity, b: Quantity) -> Strength | None:
    if compare_quantities(a, b) != "disjoint":
        return None
    loose = [q for q in (a, b) if q.kind in ("about", "nearly", "vague")]
    if loose and compare_quantities(_stretched(a), _stretched(b)) != "disjoint":
        return "tension"
    return "conflict"


def _stretched(q: Quantity) -> Quantity:
    if q.kind == "vague":
        return replace(q, low=q.low / 2, high=q.high * 2)
    if q.kind in ("about", "nearly"):
        return replace(q, low=q.low - abs(q.low) * _LOOSE, high=q.high + abs(q.high) * _LOOSE)
    return q


def _width(*figures: Figure) -> str:
    """How far loose words reach, where a figure has any."""
    told = []
    for q in dict.fromkeys(f.quantity for f in figures):
        if q.kind == "vague":
            told.append(f"“{q.text}” may be half as few or twice as many")
        elif q.kind in ("about", "nearly"):
            told.append(f"“{q.text}” may miss by {_LOOSE:.0%}")
    return "; ".join(dict.fromkeys(told))


def _both(a: Figure, b: Figure) -> str:
    return f"“{a.quantity.text}” is not “{b.quantity.text}”"


def _more_than_the_whole(facts: Sequence[Figure], widths: Widths) -> Iterator[Clash]:
    for part in facts:
        for whole in facts:
            if part.part in ("part", "rest") and whole.part == "whole" and _comparable(part, whole, widths):
                low, high = part.quantity.low, whole.quantity.high
                if low > high and whole.quantity.kind != "vague" and part.quantity.kind != "vague":
                    rule = f"a part is no more than its whole: “{part.quantity.text}” of “{whole.quantity.text}”"
                    yield Clash((part, whole), "conflict", FAMILY, part.topic, rule)


def _sums(facts: Sequence[Figure], widths: Widths) -> Iterator[Clash]:
    """A part and what is left of the whole without it make the whole, in one account or between two."""
    rests = [f for f in facts if f.part == "rest"]
    wholes = [f for f in facts if f.part == "whole"]
    for rest in rests:
        for part in (f for f in facts if f.part == "part"):
            for whole in wholes:
                three = (rest, part, whole)
                if rest.by == whole.by or len({f.by for f in three}) < 2 or not _all_comparable(three, widths):
                    continue
                if len({f.account for f in three}) > _MOST_ACCOUNTS or any(f.quantity.kind == "vague" for f in three):
                    continue
                low, high = _sum(part.quantity, rest.quantity)
                if low > whole.quantity.high or high < whole.quantity.low:
                    yield Clash((part, rest, whole), "conflict", FAMILY, part.topic, _sum_rule(part, rest, whole))


def _all_comparable(facts: Sequence[Figure], widths: Widths) -> bool:
    return all(a.by == b.by or _comparable(a, b, widths) for a, b in pairs_within(facts))


def _sum(a: Quantity, b: Quantity) -> tuple[float, float]:
    return a.low + b.low, a.high + b.high


def _sum_rule(part: Figure, rest: Figure, whole: Figure) -> str:
    low, high = _sum(part.quantity, rest.quantity)
    total = (
        f"{low:,.0f}"
        if low == high
        else f"at least {low:,.0f}"
        if high == float("inf")
        else f"{low:,.0f} to {high:,.0f}"
    )
    return (
        f"a part and the rest make the whole: “{part.quantity.text}” and “{rest.quantity.text}” are {total}, "
        f"not “{whole.quantity.text}”"
    )
