"""When a statement says that something was: one interval with its precision, or the reason why it has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths, compare_times

__all__ = ["EARLIEST", "LATEST", "When", "calendar_interval", "times_apart", "when_of"]

EARLIEST, LATEST = datetime(1, 1, 1), datetime(9999, 1, 1)
"""Where an interval that is open on one side is taken to begin or end."""
_SHORT = timedelta(hours=36)
_CLOCK = ("minute", "hour", "about")
_NOON_OF_CLOCKS = datetime(2001, 1, 1)
"""The day on which clock times without a day are kept (see ``TimeSpan``)."""


@dataclass(frozen=True, slots=True)
class When:
    """A half-open local interval ``[start, end)`` in which the words place something.

    ``precision`` is the finest thing said (year ... minute), ``words`` the verbatim words, ``pad`` how many seconds
    either edge is vague by the table of widths. ``guess`` says what a relative time was counted from, and is empty
    where the date stands in the words. ``open_start`` and ``open_end``: "until May", "since 2000". ``several`` says
    that the words name times that do not meet, and the interval spans them all.
    """

    start: datetime
    end: datetime
    precision: str
    words: tuple[str, ...]
    edtf: str
    pad: int = 0
    guess: str = ""
    open_start: bool = False
    open_end: bool = False
    several: bool = False

    @property
    def whole_days(self) -> bool:
        """Whether both edges lie at midnight."""
        return all(t.time() == datetime.min.time() for t in (self.start, self.end))


def when_of(times: Sequence[TimeSpan], widths: Widths = DEFAULT_WIDTHS) -> tuple[When | None, str]:
    """The interval that a statement's times allow together, else None and why it has none, in words.

    Nothing is ever dated that does not say when: a clock time, a weekday or a length of time alone gives no date, nor
    does a date that can be read two ways.
    """
    dated = sorted((t for t in times if _is_date(t)), key=lambda t: (t.start_at, t.end_at, t.start, t.end))
    if not dated:
        return None, _why_undated(times)
    start, end, several = _together(dated)
    finest = min(dated, key=lambda t: (t.end - t.start, t.start_at))
    precision, used = finest.precision, list(dated)
    clocks = [t for t in times if t.frame == "daily" and t.precision in _CLOCK and not t.unresolved]
    if len(clocks) == 1 and end - start <= _SHORT and not several:
        on_clock = _at_clock(start, end, clocks[0])
        if on_clock is not None:
            start, end = on_clock
            precision = clocks[0].precision
            used.append(clocks[0])
    guesses = [f"counted from {t.anchor.words}" for t in dated if t.anchor]
    edtf = dated[0].edtf if len(used) == 1 and dated[0].edtf else _edtf(start, end)
    return When(
        start=start,
        end=end,
        precision=precision,
        words=tuple(" ".join(t.text.split()) for t in sorted(used, key=lambda t: (t.start_at, t.end_at))),
        edtf=edtf,
        pad=int(widths.padding(precision).total_seconds()),
        guess="; ".join(dict.fromkeys(guesses)),
        open_start=start <= EARLIEST,
        open_end=end >= LATEST,
        several=several,
    ), ""


_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


def calendar_interval(written: str) -> tuple[datetime, datetime] | None:
    """The half-open interval of a year, a month or a day in EDTF ("2003", "2003-02", "2003-02-15"); None otherwise.

    Of an EDTF interval ("2003-02/2003-04") it is what lies from the beginning of the first to the end of the last.
    """
    first, slash, last = written.strip().partition("/")
    ends = [_calendar(part) for part in ([first, last] if slash else [first])]
    if not all(ends):
        return None
    return ends[0][0], ends[-1][1]  # type: ignore[index]


def _calendar(written: str) -> tuple[datetime, datetime] | None:
    match = _CALENDAR.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = datetime(year or 0, month or 1, day or 1)
        if day:
            return start, start + timedelta(days=1)
        if month:
            return start, datetime(start.year + month // 12, month % 12 + 1, 1)
        return start, datetime(start.year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None


def times_apart(left: Sequence[TimeSpan], right: Sequence[TimeSpan], widths: Widths = DEFAULT_WIDTHS) -> bool:
    """Whether what two statements say of the time cannot be the same: some of it disjoint after padding, none shared.

    Also times without a date count: "at two in the morning" and "at 11:47 p.m." are apart.
    """
    pairs = [
        compare_times(a, b, widths)
        for a in left
        for b in right
        if not (a.unresolved or b.unresolved) and "SET" not in (a.timex_type, b.timex_type)
    ]
    return "disjoint" in pairs and "compatible" not in pairs and "inside" not in pairs


def _is_date(t: TimeSpan) -> bool:
    return t.frame == "absolute" and t.timex_type in ("DATE", "TIME") and not t.unresolved and t.other is None


def _together(dated: Sequence[TimeSpan]) -> tuple[datetime, datetime, bool]:
    """What all of the times allow; where they do not meet, the span of them all."""
    start, end = max(t.start for t in dated), min(t.end for t in dated)
    if start < end:
        return start, end, False
    return min(t.start for t in dated), max(t.end for t in dated), True


def _at_clock(start: datetime, end: datetime, clock: TimeSpan) -> tuple[datetime, datetime] | None:
    """The one place of a clock time inside a day or a night; None where it fits nowhere or twice."""
    first = start.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    found = []
    for days in range(4):
        shift = first + timedelta(days=days) - _NOON_OF_CLOCKS
        at, to = clock.start + shift, clock.end + shift
        if start <= at < end:
            found.append((at, to))
    return found[0] if len(found) == 1 else None


def _why_undated(times: Sequence[TimeSpan]) -> str:
    for t in sorted(times, key=lambda t: (t.start_at, t.end_at)):
        words = " ".join(t.text.split())
        if t.other is not None:
            return f"“{words}” can be read two ways"
        if t.unresolved:
            return f"“{words}”: {t.unresolved}"
        if t.frame in ("yearly", "weekly", "daily"):
            known = {"yearly": "the year", "weekly": "the date", "daily": "the day"}[t.frame]
            return f"“{words}” is said, but not {known}"
    return "no time is said"


def _edtf(start: datetime, end: datetime) -> str:
    """The interval in EDTF (ISO 8601-2); whole days by their dates, anything finer by the minute."""
    if start <= EARLIEST or end >= LATEST:
        return f"{'..' if start <= EARLIEST else _day(start)}/{'..' if end >= LATEST else _day(end)}"
    if start.time() == end.time() == datetime.min.time():
        last = end - timedelta(days=1)
        return _day(start) if last <= start else f"{_day(start)}/{_day(last)}"
    return f"{start.isoformat(timespec='minutes')}/{end.isoformat(timespec='minutes')}"


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
