"""Which widths a clash rests on, in words: how vague times were taken, and how far they may miss."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from loupe.model.times import TimeSpan, Widths

__all__ = ["length_words", "said", "taken_as", "widths_of"]

_PARTS = ("early_hours", "dawn", "early_morning", "morning", "midday", "afternoon", "evening", "night")
_PADS = {
    "minute": "pad_minute", "hour": "pad_hour", "about": "pad_about", "part": "pad_part", "weekend": "pad_weekend",
    "season": "pad_season",
}  # fmt: skip
_HOUR = timedelta(hours=1)


def widths_of(times: Iterable[TimeSpan | None], widths: Widths) -> str:
    """The widths of some times, each after its words with its key in widths.toml; empty where nothing is vague.

    For example: “the night of 3 May” is 18:00 to 06:00 (night), give or take 1 h (pad_part).
    """
    told = (taken_as(time, widths) for time in times if time is not None)
    return "; ".join(dict.fromkeys(words for words in told if words))


def taken_as(time: TimeSpan, widths: Widths) -> str:
    """How one time was taken; empty for a day, a month, a year, which are as wide as they are."""
    pad = widths.padding(time.precision)
    hours = _hours(time, widths) if time.precision == "part" else ""
    if not pad and not hours:
        return ""
    give = f"give or take {length_words(pad)} ({_PADS[time.precision]})" if pad else ""
    words = said(time)
    return f"“{words}” is {', '.join(filter(None, (hours, give)))}" if hours else f"“{words}” {give}"


def said(time: TimeSpan) -> str:
    """The words of a time on one line, without the full stop of its sentence ("11 pm.", but "11 p.m.")."""
    words = " ".join(time.text.split())
    return words[:-1] if words.endswith(".") and "." not in words.split()[-1][:-1] else words


def _hours(time: TimeSpan, widths: Widths) -> str:
    midnight = time.start.replace(hour=0, minute=0)
    first, last = (time.start - midnight) / _HOUR, (time.end - midnight) / _HOUR
    key = next((name for name in _PARTS if getattr(widths, name) == (first, last)), "")
    return f"{time.start:%H:%M} to {time.end:%H:%M}" + (f" ({key})" if key else "")


def length_words(length: timedelta) -> str:
    """A length in its largest whole unit: 31 days, 6 h, 5 min."""
    if length >= timedelta(days=2) and not length % timedelta(days=1):
        return f"{length.days} days"
    return f"{length // _HOUR} h" if not length % _HOUR else f"{length // timedelta(minutes=1)} min"
