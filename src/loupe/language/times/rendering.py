"""Writing a time in words of a language, so that reading them gives the time again."""

from __future__ import annotations

from datetime import datetime, timedelta

from loupe.language.times.lexicon import Lexicon
from loupe.model.times import TimeSpan

__all__ = ["say"]

_DAY = timedelta(days=1)


def say(t: TimeSpan, lexicon: Lexicon) -> str:
    """The interval of a time in plain words, to the minute, day, month, year or decade; empty where none fit.

    What is not placed, a time open to one side and a part of a day have no words here: their own text is better.
    """
    name = _template(t)
    last = t.end - (timedelta(minutes=1) if name in ("clock", "moment") else _DAY) if name else t.end
    if not name:
        return ""
    return lexicon.templates[name].format(
        day=t.start.day, month=lexicon.months[t.start.month - 1], year=t.start.year, hour=t.start.hour,
        minute=t.start.minute, weekday=lexicon.weekdays[t.start.weekday()], day2=last.day,
        month2=lexicon.months[last.month - 1], year2=last.year,
    )  # fmt: skip


def _template(t: TimeSpan) -> str:
    minute = t.end - t.start == timedelta(minutes=1)
    if minute and t.frame in ("daily", "absolute"):
        return "clock" if t.frame == "daily" else "moment"
    if t.frame == "weekly":
        return "weekday" if t.end - t.start == _DAY and t.start.hour == 0 else ""
    if t.frame not in ("absolute", "yearly") or not (_midnight(t.start) and _midnight(t.end)):
        return ""
    if t.frame == "yearly":
        return "yearly" if t.end - t.start == _DAY else ""
    if t.start.year < 1500 or t.end.year > 2099:
        return ""
    if t.end - t.start == _DAY:
        return "day"
    first, last = (t.start.month, t.start.day) == (1, 1), (t.end.month, t.end.day) == (1, 1)
    if first and last:
        years = t.end.year - t.start.year
        decade = years == 10 and t.start.year % 10 == 0 and t.start.year % 100 != 0
        return "year" if years == 1 else "decade" if decade else "years"
    month = t.start.day == t.end.day == 1 and (t.end.year - t.start.year) * 12 + t.end.month - t.start.month == 1
    return "month" if month else "days"


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute) == (0, 0)
