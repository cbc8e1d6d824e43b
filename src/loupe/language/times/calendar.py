"""Arithmetic of the calendar: units, seasons, feasts, and the TimeML and EDTF strings of an interval."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from loupe.model.times import Interval

__all__ = ["EARLIEST", "LATEST", "day_at", "easter", "edtf_of", "feast_day", "floor", "season_of", "shift", "to_edtf",
           "value_of"]  # fmt: skip

EARLIEST, LATEST = datetime(1, 1, 1), datetime(9999, 1, 1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


def day_at(year: int, month: int, day: int) -> datetime | None:
    """Midnight at the beginning of a day; None when the calendar has no such day."""
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def shift(moment: datetime, unit: str, count: float) -> datetime | None:
    """A moment so many units on; None outside the years 1 to 9998. Months keep the day where they have it."""
    try:
        if unit in _MONTHS:
            months = moment.year * 12 + moment.month - 1 + round(count * _MONTHS[unit])
            year, month = divmod(months, 12)
            for day in range(moment.day, moment.day - 4, -1):
                there = day_at(year, month + 1, day)
                if there is not None:
                    return there.replace(hour=moment.hour, minute=moment.minute)
            return None
        seconds = {"S": 1, "min": 60, "h": 3600, "D": 86400, "W": 7 * 86400, "F": 14 * 86400}[unit]
        moved = moment + timedelta(seconds=seconds * count)
        return moved if moved.year < 9999 else None
    except (OverflowError, ValueError):
        return None


def floor(moment: datetime, unit: str) -> Interval:
    """The calendar unit that a moment lies in: its hour, day, week from Monday, month, quarter, year, decade."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in ("S", "min", "h"):
        start = moment.replace(second=0, microsecond=0, minute=0 if unit == "h" else moment.minute)
        return start, start + timedelta(hours=1 if unit == "h" else 0, minutes=0 if unit == "h" else 1)
    if unit == "D":
        return day, day + timedelta(days=1)
    if unit in ("W", "F"):
        start = day - timedelta(days=day.weekday()) if day - EARLIEST > timedelta(days=7) else day
        return start, start + timedelta(days=7)
    span = _MONTHS[unit]
    months = day.year * 12 + day.month - 1
    months -= (months - (12 if unit == "C" else 0)) % span if unit != "C" else (months - 12) % 1200
    year, month = divmod(months, 12)
    start = datetime(max(year, 1), month + 1, 1)
    return start, shift(start, unit, 1) or LATEST


def value_of(unit: str, start: datetime) -> str:
    """The TimeML value of the calendar unit that begins at ``start``."""
    if unit in ("S", "min"):
        return f"{start:%Y-%m-%dT%H:%M}"
    if unit == "h":
        return f"{start:%Y-%m-%dT%H}"
    if unit in ("W", "F"):
        year, week, _ = start.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return {
        "D": f"{start.year:04d}-{start.month:02d}-{start.day:02d}",
        "M": f"{start.year:04d}-{start.month:02d}",
        "Q": f"{start.year:04d}-Q{(start.month + 2) // 3}",
        "Y": f"{start.year:04d}",
        "E": f"{start.year // 10:03d}",
        "C": f"{start.year // 100:02d}",
    }[unit]


def season_of(code: str, year: int) -> Interval:
    """A season of the northern year in three whole months; winter begins in December of ``year``."""
    start = datetime(year, _SEASONS[code], 1)
    return start, shift(start, "M", 3) or LATEST


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast_day(feast: object, year: int) -> datetime | None:
    """The day of a feast in a year: a fixed day, so many days from Easter, or the n-th weekday of a month."""
    if isinstance(feast, tuple):
        return day_at(year, *feast)
    kind, _, rest = str(feast).partition(":")
    if kind == "nth":
        month, weekday, nth = map(int, rest.split(","))
        first = datetime(year, month, 1)
        if nth > 0:
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        last = (shift(first, "M", 1) or LATEST) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    sunday = easter(year)
    return datetime(sunday.year, sunday.month, sunday.day) + timedelta(days=int(kind[len("easter") :]))


def edtf_of(start: datetime, end: datetime, precision: str) -> str:
    """The interval as an EDTF level 0/1 string (ISO 8601-2), to the day."""
    last = end - timedelta(seconds=1)
    if precision == "year" and (start.month, start.day) == (1, 1) and last.year == start.year and last.month == 12:
        return f"{start.year:04d}"
    if precision == "month" and start.month == last.month and start.year == last.year:
        return f"{start.year:04d}-{start.month:02d}"
    first, final = start.date().isoformat(), last.date().isoformat()
    if start <= EARLIEST:
        return f"../{final}"
    if end >= LATEST:
        return f"{first}/.."
    return first if first == final else f"{first}/{final}"


def to_edtf(start: datetime, end: datetime, precision: str, qualifier: str = "") -> str:
    """The exchange form with what EDTF can say beyond the interval: a whole decade (199X), an uncertain time (~)."""
    last = end - timedelta(seconds=1)
    if precision == "year" and start.year % 10 == 0 and last.year == start.year + 9 and last.month == 12:
        return f"{start.year // 10:03d}X"
    plain = edtf_of(start, end, precision)
    return f"{plain}~" if qualifier == "about" and "/" not in plain else plain
