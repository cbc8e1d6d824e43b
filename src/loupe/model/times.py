"""Times as intervals in one of four frames, and how two of them stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

__all__ = ["Frame", "TimeRelation", "TimeSpan", "compare_times"]

Frame = Literal["absolute", "yearly", "weekly", "daily"]
TimeRelation = Literal["inside", "compatible", "disjoint", "incomparable"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When something was, as the half-open local interval ``[start, end)`` that the words allow.

    ``frame`` says how much of the date is known: an absolute date; ``yearly``: month and day without a year (kept in
    the leap year 2000); ``weekly``: a weekday (kept in the week of Monday 2001-01-01); ``daily``: a clock time (kept on
    2001-01-01, running into the next day after midnight). ``precision`` is the finest thing said: year, month, day,
    part of day, minute. ``edtf`` is the exchange form where there is one. ``other`` is the second reading of an
    ambiguous date such as 2/3/2003. ``start_at`` and ``end_at`` are offsets in the text.
    """

    start: datetime
    end: datetime
    frame: Frame
    precision: str
    edtf: str | None
    start_at: int
    end_at: int
    text: str
    other: tuple[datetime, datetime] | None = None


_PADDING = {  # how far a spoken time may be stretched before two of them count as apart
    "year": timedelta(0),
    "month": timedelta(0),
    "day": timedelta(0),
    "weekend": timedelta(hours=6),
    "part": timedelta(hours=1),
    "hour": timedelta(minutes=60),
    "minute": timedelta(minutes=5),
    "about": timedelta(minutes=60),
    "season": timedelta(days=31),
}


def compare_times(a: TimeSpan, b: TimeSpan) -> TimeRelation:
    """Whether two times can be the same: compatible, disjoint even after padding, or not comparable.

    ``inside`` says more: all that ``b`` allows, ``a`` allows too, so that b bears a out ("in 2003" by "17 February
    2003"). The better known time is brought down to the frame of the other ("15 February 2003" against "Saturday"
    compares weekdays). But for that distinction it is symmetric.
    """
    claimed, offered = a, b
    frames = ["absolute", "yearly", "weekly", "daily"]
    if frames.index(a.frame) > frames.index(b.frame):
        a, b = b, a
    if a.frame != b.frame and b.frame == "daily" and a.precision not in ("minute", "hour", "part", "about"):
        return "incomparable"
    pad = max(_PADDING.get(a.precision, timedelta(0)), _PADDING.get(b.precision, timedelta(0)))
    comparable = False
    for reading_a in _readings(a):
        for reading_b in _readings(b):
            projected = _project(reading_a, a.frame, b.frame)
            if projected is None:
                continue
            comparable = True
            if any(_meet(p, reading_b, pad) for p in projected):
                return "inside" if _inside(claimed, offered, pad) else "compatible"
    return "disjoint" if comparable else "incomparable"


def _inside(a: TimeSpan, b: TimeSpan, pad: timedelta) -> bool:
    """Whether what b allows lies in what a allows; a finer frame bears out a coarser one, never the other way round."""
    order = ("absolute", "yearly", "weekly", "daily")
    if order.index(b.frame) > order.index(a.frame):
        return False
    projected = [p for reading in _readings(b) for p in _project(reading, b.frame, a.frame) or []]
    return any(start - p0 <= pad and p1 - end <= pad for start, end in _readings(a) for p0, p1 in projected)


def _readings(t: TimeSpan) -> list[tuple[datetime, datetime]]:
    return [(t.start, t.end), *([t.other] if t.other else [])]


def _meet(a: tuple[datetime, datetime], b: tuple[datetime, datetime], pad: timedelta) -> bool:
    # differences instead of sums: an open end lies at the edge of what a datetime can hold
    return a[0] - b[1] < pad and b[0] - a[1] < pad


def _project(span: tuple[datetime, datetime], frame: Frame, onto: Frame) -> list[tuple[datetime, datetime]] | None:
    """The span in a coarser frame, with copies one cycle around so that ends meet; None when it says nothing there."""
    start, end = span
    cycle = {"yearly": timedelta(days=366), "weekly": timedelta(days=7), "daily": timedelta(days=1)}.get(onto)
    if cycle is None:
        return [span]
    if frame != onto:
        if end - start >= min(cycle, timedelta(days=300)) or (frame == "yearly" and onto == "weekly"):
            return None
        base = _fold(start, onto)
        start, end = base, base + (end - start)
    return [(start + k * cycle, end + k * cycle) for k in (-1, 0, 1)]


def _fold(moment: datetime, onto: Frame) -> datetime:
    if onto == "yearly":
        return moment.replace(year=2000)
    clock = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
    day = moment.weekday() if onto == "weekly" else 0
    return datetime(2001, 1, 1) + timedelta(days=day) + clock
