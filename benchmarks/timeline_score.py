"""Temporal awareness of timelines (UzZaman and Allen 2011), as SemEval-2015 task 4 uses it: our own implementation.

Written from the descriptions, not from the tasks' programs. A timeline is a weak order of events, most with the date
they are anchored to. It becomes a graph: each event is SIMULTANEOUS with its date and with the events of its place, and
BEFORE the events of later places. Precision is the share of relations of the system's *reduced* graph (no relation that
follows from others) that the *closure* of the gold graph has; recall the other way round; micro figures add up the
counts of all timelines. Events at place 0, which nobody could place, are not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Counts", "Line", "score", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """One place on a timeline: its number, its date (XXXX-XX-XX for none) and mentions of one event."""

    order: int
    date: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Relations of the system that are right, relations it gave; relations of the gold found, relations there are."""

    right: int = 0
    given: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in percent."""
        p = 100 * self.right / self.given if self.given else 0.0
        r = 100 * self.found / self.wanted if self.wanted else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """All counts together: the micro average."""
    rows = list(counts)
    return Counts(*(sum(getattr(c, name) for c in rows) for name in ("right", "given", "found", "wanted")))


def score(system: Sequence[Line], gold: Sequence[Line], *, dates: bool = True) -> Counts:
    """Compare two timelines; without ``dates`` only the order counts (the task's subtracks)."""
    ours, theirs = _places(system, dates), _places(gold, dates)
    given, wanted = _reduced(ours), _reduced(theirs)
    return Counts(
        right=sum(_relation(theirs, a, b) == kind for a, b, kind in given),
        given=len(given),
        found=sum(_relation(ours, a, b) == kind for a, b, kind in wanted),
        wanted=len(wanted),
    )


def _places(timeline: Sequence[Line], dates: bool) -> dict[str, int]:
    """Each node (an event, or a date) with its place; an event that is named twice keeps its first."""
    places: dict[str, int] = {}
    for line in sorted(timeline, key=lambda x: (x.order, x.date, x.events)):
        if line.order == 0:
            continue
        for event in line.events:
            places.setdefault(event, line.order)
        if dates and not line.date.startswith("XXXX"):
            places.setdefault(f"date {line.date}", line.order)
    return places


def _reduced(places: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """The relations that all others follow from: one node stands for each place, the date where there is one."""
    classes: dict[int, list[str]] = {}
    for node, order in sorted(places.items()):
        classes.setdefault(order, []).append(node)
    relations = []
    heads: list[str] = []
    for _, nodes in sorted(classes.items()):
        dated = [n for n in nodes if n.startswith("date ")]
        events = [n for n in nodes if not n.startswith("date ")]
        head = (dated or events)[0]
        relations += [(head, node, "simultaneous") for node in nodes if node != head]
        heads.append((events or dated)[0])
    relations += [(a, b, "before") for a, b in pairwise(heads)]
    return relations


def _relation(places: Mapping[str, int], a: str, b: str) -> str | None:
    """What the closure of the graph says of two nodes; None where it does not know one of them."""
    if a not in places or b not in places:
        return None
    return "simultaneous" if places[a] == places[b] else "before" if places[a] < places[b] else "after"
