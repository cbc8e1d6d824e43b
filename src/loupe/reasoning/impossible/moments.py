"""When something that happens once happened: two times, and chains of times over "before" and "after"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product

from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths, compare_times, in_tension
from loupe.reasoning.impossible.clash import Clash, by_key, pairs_within
from loupe.reasoning.impossible.facts import Fact, Lapse, Moment
from loupe.reasoning.impossible.widths import said, widths_of
from loupe.reasoning.network import ORIGIN, Bound, find_conflicts

__all__ = ["chain_clashes", "moment_bounds", "moment_clashes"]

FAMILY = "times"
_RULE = "what happens once has one time"
_DAY = timedelta(days=1)
_MOST = 60
_LONGEST = 6


def moment_clashes(moments: Iterable[Moment], widths: Widths = DEFAULT_WIDTHS) -> Iterator[Clash]:
    """Times of one event that exclude each other, found by comparing each two."""
    for same in by_key(moments, lambda m: m.event):
        for a, b in pairs_within(same):
            if a.by == b.by:
                continue
            width = widths_of((a.time, b.time), widths)
            relation = compare_times(a.time, b.time, widths)
            if relation == "disjoint" and not _next_night(a.time, b.time):
                yield Clash((a, b), "conflict", FAMILY, a.event, f"{_RULE}: {_both(a, b)}", width=width)
            elif relation == "disjoint" or in_tension(a.time, b.time, widths):
                yield Clash(
                    (a, b),
                    "tension",
                    FAMILY,
                    a.event,
                    f"{_RULE}: {_both(a, b)}",
                    "one of them is meant loosely",
                    width,
                )


def _both(a: Moment, b: Moment) -> str:
    return f"“{said(a.time)}” is not “{said(b.time)}”"


def _next_night(a: TimeSpan, b: TimeSpan) -> bool:
    """ "The night of the 16th" is said of the night that ends on the 16th as well as of the one that begins there."""
    if "part" not in (a.precision, b.precision) or "absolute" not in (a.frame, b.frame) or a.frame != b.frame:
        return False
    return a.start - b.end < _DAY and b.start - a.end < _DAY


def moment_bounds(
    moments: Sequence[Moment], lapses: Sequence[Lapse], widths: Widths
) -> tuple[list[Bound], dict[str, list[Fact]]]:
    """The bounds of what is dated and counted, each labelled with its value; and the facts behind each label."""
    bounds: list[Bound] = []
    behind: dict[str, list[Fact]] = {}
    for m in sorted(moments, key=lambda m: (m.event, m.by)):
        if m.time.frame != "absolute" or m.time.bare is not None or m.time.other is not None:
            continue
        pad = widths.padding(m.time.precision)
        low, high = _seconds(m.time.start) - int(pad.total_seconds()), _seconds(m.time.end) + int(pad.total_seconds())
        label = f"{m.event}|{low}|{high}"
        behind.setdefault(label, []).append(m)
        if len(behind[label]) == 1:
            bounds += [Bound(ORIGIN, m.event, high, (label,), m.words), Bound(m.event, ORIGIN, -low, (label,), m.words)]
    for each in sorted(lapses, key=lambda e: (e.event, e.by)):
        label = f"{each.event}|{each.anchor}|{each.low}|{each.high}"
        behind.setdefault(label, []).append(each)
        if len(behind[label]) == 1:
            bounds.append(Bound(each.anchor, each.event, each.high, (label,), each.words))
            bounds.append(Bound(each.event, each.anchor, -each.low, (label,), each.words))
    return bounds, behind


def chain_clashes(
    moments: Sequence[Moment],
    lapses: Sequence[Lapse],
    weights: Mapping[str, float],
    widths: Widths = DEFAULT_WIDTHS,
) -> Iterator[Clash]:
    """What follows from times that are counted from other events.

    A simple temporal network (Dechter, Meiri and Pearl 1991) of the padded intervals; its negative cycles are the
    impossible sets.
    """
    if not lapses:
        return
    bounds, behind = moment_bounds(moments, lapses, widths)
    heavy = {label: sum(weights.get(f.by, 1.0) for f in facts) for label, facts in behind.items()}
    seen: set[tuple[str, ...]] = set()
    waiting = [c.statements for c in find_conflicts(bounds, heavy, most=_MOST)]
    while waiting and len(seen) < _MOST:
        labels = waiting.pop()
        if labels in seen or len(labels) > _LONGEST:
            continue
        seen.add(labels)
        waiting += _neighbours(labels, bounds, behind)
    for labels in sorted(seen):
        yield from _clashes(labels, behind, widths)


def _neighbours(
    labels: tuple[str, ...], bounds: Sequence[Bound], behind: Mapping[str, Sequence[Fact]]
) -> Iterator[tuple[str, ...]]:
    """Sets of the same make: another date of the same event, or another span between the same two, in one's place."""
    for label in labels:
        for other in sorted(behind):
            if other not in labels and _make(behind[other][0]) == _make(behind[label][0]):
                tried = {*labels, other} - {label}
                found = find_conflicts([b for b in bounds if set(b.labels) <= tried], most=1)
                if found:
                    yield found[0].statements


def _make(fact: Fact) -> tuple[str, ...]:
    return (fact.event, fact.anchor) if isinstance(fact, Lapse) else (fact.event,) if isinstance(fact, Moment) else ()


def _clashes(labels: tuple[str, ...], behind: Mapping[str, list[Fact]], widths: Widths) -> Iterator[Clash]:
    kinds = [behind[label] for label in labels]
    if not any(isinstance(f, Lapse) for facts in kinds for f in facts):
        return
    for facts in product(*kinds):
        if len({f.by for f in facts}) == len(facts):
            rule = "these times cannot all hold: " + "; ".join(f.words for f in facts)
            yield Clash(tuple(facts), "conflict", FAMILY, _topic(facts), rule, width=_width(facts, widths))


def _width(facts: Sequence[Fact], widths: Widths) -> str:
    lengths = [f.vague for f in facts if isinstance(f, Lapse) and f.vague]
    return "; ".join([*lengths, *filter(None, [widths_of((f.time for f in facts if isinstance(f, Moment)), widths)])])


def _topic(facts: Sequence[Fact]) -> str:
    return min(f.event for f in facts if isinstance(f, Lapse))


def _seconds(moment: datetime) -> int:
    return int((moment - datetime(1, 1, 1)).total_seconds())
