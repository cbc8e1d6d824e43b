"""Where a person was, who the one holder of a role was, and when a person was born."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loupe.model.times import DEFAULT_WIDTHS, Widths, compare_times
from loupe.reasoning.impossible.clash import Clash, Strength, by_key, pairs_within
from loupe.reasoning.impossible.facts import Birth, Holder, Stay
from loupe.reasoning.impossible.widths import widths_of

__all__ = ["birth_clashes", "holder_clashes", "stay_clashes"]

_APART = frozenset({
    frozenset({"outside", "inside"}), frozenset({"vehicle", "inside"}), frozenset({"home", "inside"}),
    frozenset({"vehicle", "home"}), frozenset({"outside", "home"}),
})  # fmt: skip
"""Kinds of places of which nobody is in two at a time; "outside" holds "vehicle", and "inside" may hold "inside"."""
_YEARS_OF_GRACE = 1.0


def stay_clashes(facts: Iterable[Stay], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """One person in two places: somewhere for the whole of a night or day, and somewhere else in it."""
    for same in by_key(facts, lambda f: (f.person, f.part)):
        for a, b in pairs_within(same):
            if a.by == b.by or not (a.throughout or b.throughout) or frozenset({a.kind, b.kind}) not in _APART:
                continue
            strength = _same_time(a, b, widths)
            if strength:
                whole, other = (a, b) if a.throughout else (b, a)
                rule = f"nobody is in two places at once: {whole.place} for the whole {a.part}, and {other.place} in it"
                thing = a.through or b.through
                unless = f"somebody else had the {thing}" if thing else ""
                yield Clash((a, b), strength, "places", f"{a.person}|{a.part}", rule, unless, _width(a, b, widths))


def _width(a: Stay, b: Stay, widths: Widths) -> str:
    """Only where both are dated does it hang on widths that they are of one night."""
    return widths_of((a.time, b.time), widths) if a.time is not None and b.time is not None else ""


def _same_time(a: Stay, b: Stay, widths: Widths) -> Strength | None:
    """Whether the night or day is the same: by their dates, else because both tell of the event of the case."""
    if a.time is not None and b.time is not None:
        relation = compare_times(a.time, b.time, widths)
        return "conflict" if relation in ("inside", "compatible") else None
    same = (a.occasion and a.occasion == b.occasion) or (a.account and a.account == b.account)
    return "conflict" if same else None


def holder_clashes(facts: Iterable[Holder]) -> Iterator[Clash]:
    """Two people who are each called the one holder of a role."""
    for same in by_key(facts, lambda f: f.role):
        for a, b in pairs_within(same):
            if a.person != b.person and a.by != b.by:
                rule = f"there is one {a.role.split('|')[0]}: {a.person} is not {b.person}"
                yield Clash(
                    (a, b), "conflict", "roles", a.role, rule, "these are two names of one person, or there were two"
                )


def birth_clashes(facts: Iterable[Birth]) -> Iterator[Clash]:
    """Ages and years of birth of one person that leave no day of birth; a year of rounding is a tension."""
    for same in by_key(facts, lambda f: f.person):
        for a, b in pairs_within(same):
            gap = max(a.low - b.high, b.low - a.high)
            if a.by == b.by or gap <= 0:
                continue
            strength: Strength = "conflict" if gap > _YEARS_OF_GRACE else "tension"
            rule = f"a person is born once: {_years(a)} or {_years(b)}"
            yield Clash((a, b), strength, "ages", a.person, rule, "these are two people of one name")


def _years(birth: Birth) -> str:
    low, high = int(birth.low), int(birth.high - 1e-6)
    return f"born in {low}" if low >= high else f"born from {low} to {high}"
