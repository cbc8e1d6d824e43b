"""Times as intervals in one of four frames, and how two of them stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

__all__ = [
    "DEFAULT_WIDTHS",
    "Anchor",
    "AnchorKind",
    "Frame",
    "Interval",
    "TimeRelation",
    "TimeSpan",
    "TimexType",
    "Widths",
    "compare_times",
    "in_tension",
]

Frame = Literal["absolute", "yearly", "weekly", "daily", "unplaced"]
TimeRelation = Literal["inside", "compatible", "disjoint", "incomparable"]
AnchorKind = Literal["published", "previous", "event"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide vague times are taken, and how far a time is stretched before two of them count as apart.

    Hours of a part of the day run past 24 into the next day; thirds give where the first ends and the last begins, in
    days of a month, months of a year and years of a decade; vague counts are (fewest, most).
    """

    morning: tuple[int, int] = (5, 12)
    early_hours: tuple[int, int] = (0, 6)
    early_morning: tuple[int, int] = (0, 9)
    dawn: tuple[int, int] = (4, 8)
    midday: tuple[int, int] = (11, 13)
    afternoon: tuple[int, int] = (12, 18)
    evening: tuple[int, int] = (17, 24)
    night: tuple[int, int] = (18, 30)
    shortly: timedelta = timedelta(hours=2)
    month_thirds: tuple[int, int] = (10, 20)
    year_thirds: tuple[int, int] = (4, 8)
    decade_early: tuple[int, int] = (0, 4)
    decade_mid: tuple[int, int] = (3, 7)
    decade_late: tuple[int, int] = (6, 10)
    couple: tuple[int, int] = (1, 3)
    few: tuple[int, int] = (2, 10)
    several: tuple[int, int] = (2, 14)
    pad_minute: timedelta = timedelta(minutes=5)
    pad_hour: timedelta = timedelta(minutes=60)
    pad_about: timedelta = timedelta(minutes=60)
    pad_part: timedelta = timedelta(hours=1)
    pad_weekend: timedelta = timedelta(hours=6)
    pad_season: timedelta = timedelta(days=31)

    def padding(self, precision: str) -> timedelta:
        """How far a time of this precision is stretched either way; days, months and years are taken as they stand."""
        return {
            "minute": self.pad_minute, "hour": self.pad_hour, "about": self.pad_about, "part": self.pad_part,
            "weekend": self.pad_weekend, "season": self.pad_season,
        }.get(precision, timedelta(0))  # fmt: skip


DEFAULT_WIDTHS = Widths()


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a time was counted from: the publication, the time named before it, or an event; its words and interval."""

    kind: AnchorKind
    words: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When something was, as the half-open local interval ``[start, end)`` that the words allow.

    ``frame`` says how much of the date is known: an absolute date; ``yearly``: month and day without a year (kept in
    the leap year 2000); ``weekly``: a weekday (kept in the week of Monday 2001-01-01); ``daily``: a clock time (kept on
    2001-01-01, running into the next day after midnight); ``unplaced``: nothing, the interval is all of time.
    ``precision`` is the finest thing said: year, month, day, part of day, minute. ``edtf`` is the exchange form where
    there is one. ``other`` is the second reading of an ambiguous date such as 2/3/2003. ``start_at`` and ``end_at``
    are offsets in the text.

    ``anchor`` is what a relative time was counted from: such a place is a guess, and ``bare`` keeps frame, start and
    end of what the words alone say ("Saturday", a weekday). ``unresolved`` says in words why a time has no place, or
    not a full one. ``timex_type`` and ``timex`` are the type and value of TimeML's TIMEX3 (Pustejovsky et al. 2003;
    ISO 24617-1): 1998-02-13, P27M, 1998-W06, 1998-Q1, PAST_REF. ``qualifier`` is one of before, after, since, until,
    about, early, mid, late, or empty.
    """

    start: datetime
    end: datetime
    frame: Frame
    precision: str
    edtf: str | None
    start_at: int
    end_at: int
    text: str
    other: Interval | None = None
    anchor: Anchor | None = None
    unresolved: str = ""
    timex_type: TimexType = "DATE"
    timex: str = ""
    qualifier: str = ""
    bare: tuple[Frame, datetime, datetime] | None = None


_FRAMES: tuple[Frame, ...] = ("absolute", "yearly", "weekly", "daily")


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two compared times: its frame, its precision and the intervals it may be."""

    frame: Frame
    precision: str
    readings: tuple[Interval, ...]


def compare_times(a: TimeSpan, b: TimeSpan, widths: Widths = DEFAULT_WIDTHS) -> TimeRelation:
    """Whether two times can be the same: compatible, disjoint even after padding, or not comparable.

    ``inside`` says more: all that ``b`` allows, ``a`` allows too, so that b bears a out ("in 2003" by "17 February
    2003"). The better known time is brought down to the frame of the other ("15 February 2003" against "Saturday"
    compares weekdays). A time that was placed by a guessed anchor is never apart from another by that guess alone: what
    its words say without the anchor decides. But for ``inside`` it is symmetric.
    """
    if "unplaced" in (a.frame, b.frame):
        return "incomparable"
    relation = _relation(_side(a), _side(b), widths)
    if relation != "disjoint" or (a.bare is None and b.bare is None):
        return relation
    bare = [_bare(t) for t in (a, b)]
    if any(side.frame == "unplaced" for side in bare):
        return "incomparable"
    return "disjoint" if _relation(bare[0], bare[1], widths) == "disjoint" else "incomparable"


def in_tension(a: TimeSpan, b: TimeSpan, widths: Widths = DEFAULT_WIDTHS) -> bool:
    """Whether two times meet only because they were stretched: apart as said, together after padding."""
    if "unplaced" in (a.frame, b.frame):
        return False
    strict = _relation(_side(a), _side(b), _UNSTRETCHED)
    return strict == "disjoint" and _relation(_side(a), _side(b), widths) in ("inside", "compatible")


_NIGHT_OVER = timedelta(hours=6)
_NO = timedelta(0)
_UNSTRETCHED = Widths(
    pad_minute=_NO, pad_hour=_NO, pad_about=_NO, pad_part=_NO, pad_weekend=_NO, pad_season=_NO
)  # fmt: skip


def _side(t: TimeSpan) -> _Side:
    return _Side(t.frame, t.precision, ((t.start, t.end), *([t.other] if t.other else [])))


def _bare(t: TimeSpan) -> _Side:
    return _side(t) if t.bare is None else _Side(t.bare[0], t.precision, (t.bare[1:],))


def _relation(a: _Side, b: _Side, widths: Widths) -> TimeRelation:
    claimed, offered = a, b
    if _FRAMES.index(a.frame) > _FRAMES.index(b.frame):
        a, b = b, a
    if a.frame != b.frame and b.frame == "daily" and a.precision not in ("minute", "hour", "part", "about"):
        return "incomparable"
    pad = max(widths.padding(a.precision), widths.padding(b.precision))
    comparable = False
    for reading_a in a.readings:
        for reading_b in b.readings:
            projected = _project(reading_a, a, b.frame)
            if projected is None:
                continue
            comparable = True
            if any(_meet(p, reading_b, pad) for p in projected):
                return "inside" if _inside(claimed, offered, pad) else "compatible"
    return "disjoint" if comparable else "incomparable"


def _inside(a: _Side, b: _Side, pad: timedelta) -> bool:
    """Whether what b allows lies in what a allows; a finer frame bears out a coarser one, never the other way round."""
    if _FRAMES.index(b.frame) > _FRAMES.index(a.frame):
        return False
    projected = [p for reading in b.readings for p in _project(reading, b, a.frame) or []]
    # a day holds its own night, which ends on the next: "Saturday night" bears "on Saturday" out
    over = max(pad, _NIGHT_OVER) if b.precision == "part" and a.precision != "part" else pad
    return any(start - p0 <= pad and p1 - end <= over for start, end in a.readings for p0, p1 in projected)


def _meet(a: Interval, b: Interval, pad: timedelta) -> bool:
    # differences instead of sums: an open end lies at the edge of what a datetime can hold
    return a[0] - b[1] < pad and b[0] - a[1] < pad


def _project(span: Interval, side: _Side, onto: Frame) -> list[Interval] | None:
    """The span in a coarser frame, with copies one cycle around so that ends meet; None when it says nothing there."""
    start, end = span
    frame = side.frame
    cycle = {"yearly": timedelta(days=366), "weekly": timedelta(days=7), "daily": timedelta(days=1)}.get(onto)
    if cycle is None:
        return [span]
    if frame == "yearly" and onto == "weekly" and side.precision == "weekend":
        start, end = datetime(2001, 1, 6), datetime(2001, 1, 8)  # whatever its date, it has a Saturday and a Sunday
    elif frame != onto:
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
