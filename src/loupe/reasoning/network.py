"""Bounds between points and the sets of statements that break them, by the shortest paths of Bellman and Ford."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["ORIGIN", "Bound", "Conflict", "find_conflicts"]

ORIGIN = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """``x_after - x_before <= seconds``; ``labels`` are the ids of the statements behind it, none for background."""

    before: str
    after: str
    seconds: int
    labels: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of statements whose bounds cannot all hold, with the bounds that show it."""

    statements: tuple[str, ...]
    bounds: tuple[Bound, ...]


def find_conflicts(
    bounds: Sequence[Bound], weights: Mapping[str, float] | None = None, *, most: int | None = None
) -> tuple[Conflict, ...]:
    """Smallest impossible sets: one is found, its cheapest statement is set aside, and so on until none is left."""
    found: list[Conflict] = []
    aside: set[str] = set()
    ordered = sorted(bounds, key=lambda b: (b.labels, b.before, b.after, b.seconds))
    while most is None or len(found) < most:
        cycle = _cycle([b for b in ordered if not aside.intersection(b.labels)])
        if not cycle:
            break
        kept = sorted({label for b in cycle for label in b.labels})
        for label in list(kept):
            rest = [b for b in cycle if set(b.labels) <= set(kept) - {label}]
            if _cycle(rest):
                kept.remove(label)
        if not kept:
            break
        found.append(Conflict(tuple(kept), tuple(b for b in cycle if set(b.labels) <= set(kept))))
        aside.add(min(kept, key=lambda s: ((weights or {}).get(s, 1.0), s)))
    return tuple(found)


def _cycle(bounds: Sequence[Bound]) -> list[Bound]:
    nodes = sorted({n for b in bounds for n in (b.before, b.after)})
    distance = dict.fromkeys(nodes, 0)
    by: dict[str, Bound] = {}
    last = ""
    for _ in range(len(nodes) + 1):
        last = "\0"
        for b in bounds:
            if distance[b.before] + b.seconds < distance[b.after]:
                distance[b.after] = distance[b.before] + b.seconds
                by[b.after] = b
                last = b.after
        if last == "\0":
            return []
    for _ in nodes:
        last = by[last].before
    cycle, at = [by[last]], by[last].before
    while at != last:
        cycle.append(by[at])
        at = by[at].before
    return cycle[::-1]
