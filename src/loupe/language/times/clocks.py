"""Reading clock times, parts of the day and weekdays."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from loupe.language.times.calendar import shift, value_of
from loupe.language.times.classes import CLASSES
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.lengths import length_of
from loupe.language.times.sides import part_hours

__all__ = [
    "clock",
    "clock_exists",
    "clock_from",
    "clock_range",
    "noon",
    "noon_is_twelve",
    "weekday",
    "weekday_is_one",
    "weekday_run",
]

_BASE = datetime(2001, 1, 1)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_NOT_SAID = "morning or evening is not said"


def _raw(h: Hit, suffix: str = "") -> tuple[int, int, str] | None:
    """Hour, minute and half of the day ("am", "pm", "" or "24" where the hour tells) as they stand."""
    for name in ("clock", "dotted"):
        if h.has(name + suffix):
            text = str(h.value(name + suffix)).lower()
            digits = re.match(r"(\d{1,2})(?:[:.h](\d\d))?", text)
            if digits is None:
                return None
            half = re.search(r"([ap])\.? ?m", text)
            hour = int(digits[1])
            apm = f"{half[1]}m" if half else "24" if ":" in text or "h" in text or name == "dotted" else ""
            past = h.number("past" + suffix) or 0
            hour, minute = divmod(hour * 60 + int(digits[2] or 0) + past, 60)
            return hour, minute, apm
    hour_value = h.number("hour" + suffix)
    if hour_value is None:
        return None
    offset = h.number("past" + suffix) or 0
    if h.has("minutes" + suffix):
        offset = h.number("minutes" + suffix) or 0
        offset = -offset if h.has("to") else offset
    hour, minute = divmod(hour_value * 60 + offset, 60)
    return hour, minute, ""


def clock_exists(h: Hit) -> bool:
    """Whether the hours that a rule found are on the clock."""
    for suffix in ("", "2"):
        raw = _raw(h, suffix)
        if raw is not None and not (raw[0] <= 24 and (raw[2] not in ("am", "pm") or 1 <= raw[0] <= 12)):
            return False
    return not h.has("minutes") or 1 <= (h.number("minutes") or 0) <= 59


def _half(h: Hit, raw: tuple[int, int, str]) -> tuple[int, int, bool]:
    """The hour of the day, and whether the words leave open which half of the day it is in."""
    hour, minute, half = raw
    part = h.pair("part")[0] if h.has("part") else ""
    apm = half if half in ("am", "pm") else str(h.value("apm") or "")
    if apm == "pm" or (half in ("", "24") and (part in ("afternoon", "evening") or (part == "night" and hour >= 6))):
        return (hour + 12 if hour < 12 else hour), minute, False
    if apm == "am" or part in ("morning", "early_hours", "early_morning", "night", "dawn"):
        return (0 if hour == 12 else hour), minute, False
    open_half = half == "" and 1 <= hour <= 12 and not h.has("uhr")
    return hour, minute, open_half


def clock(c: Context, h: Hit) -> Draft | None:
    """A clock time. Without "a.m.", a part of the day or an hour past 12 it may be either half of the day."""
    raw = _raw(h)
    if raw is None:
        return None
    hour, minute, either = _half(h, raw)
    start = _BASE + timedelta(hours=hour % 24, minutes=minute)
    exact = bool(raw[1]) or ":" in h.word("clock") or h.has("dotted") or h.has("past") or h.has("minutes")
    side = str(h.value("about")) if h.has("about") else None
    draft = Draft("clock", start, start + _MINUTE, "daily", "minute" if exact else "hour", "TIME")
    draft.value = c.day_value() + f"T{hour % 24:02d}:{minute:02d}"
    if side is not None:
        draft.precision, draft.qualifier = "about", "about"
        if side == "after":
            draft.end, draft.qualifier = start + c.widths.shortly, "after"
        elif side == "before":
            draft.start, draft.end, draft.qualifier = start - c.widths.shortly, start, "before"
    if either:
        draft.unresolved = _NOT_SAID
        twelve = timedelta(hours=12)
        draft.other = (draft.start + twelve, draft.end + twelve)
        if draft.other[0] >= _BASE + _DAY:
            draft.other = (draft.start - twelve, draft.end - twelve)
    return draft


def clock_range(c: Context, h: Hit) -> Draft | None:
    """A run of hours: "between 9 and 11 pm", "from 22:30 to 1:15"."""
    first, last = _raw(h), _raw(h, "2")
    if first is None or last is None:
        return None
    hour2, minute2, open2 = _half(h, last)
    pm = last[2] == "pm" or h.value("apm") == "pm" or hour2 > 12
    hour, minute, open1 = _half(h, first)
    if open1 and not open2:
        hour = hour + 12 if pm and hour < 12 and hour + 12 < (hour2 or 24) + (minute2 > minute) else hour % 12
    start = _BASE + timedelta(hours=hour % 24, minutes=minute)
    end = _BASE + timedelta(hours=hour2 % 24, minutes=minute2)
    if end <= start:
        end += _DAY
    draft = Draft("clock", start, end, "daily", "minute", "TIME", c.day_value() + f"T{hour % 24:02d}:{minute:02d}")
    if open1 and open2:
        draft.unresolved = _NOT_SAID
        draft.other = (start + timedelta(hours=12), end + timedelta(hours=12))
    return draft


def weekday_run(h: Hit) -> bool:
    """Whether two weekdays are the ends of a run: "Saturday and Sunday" are, "Monday and Friday" are not."""
    at = h.at("joint")
    if h.scan.letters[at] != CLASSES["AND"] or h.scan.letters[h.match.start()] == CLASSES["FROM"]:
        return True
    apart = ((h.number("weekday2") or 0) - (h.number("weekday") or 0)) % 7
    return h.scan.values[at] == "and" and apart == 1


def noon_is_twelve(h: Hit) -> bool:
    """Whether a number before "noon" is its hour."""
    return not h.has("twelve") or h.number("twelve") == 12


def clock_from(c: Context, h: Hit) -> Draft | None:
    """Ten minutes before midnight, half an hour after 10 p.m.: counted from a clock time."""
    measured = length_of(c, h)
    whole = noon(c, h) if h.has("noon") else clock(c, h)
    if measured is None or whole is None or measured[0] not in ("min", "h") or measured[2] > 600:
        return None
    minutes = {"min": 1, "h": 60}[measured[0]]
    low, high = (timedelta(minutes=minutes * n) for n in measured[1:])
    start = (whole.start - high) if h.has("back") else (whole.start + low)
    draft = Draft("clock", start, start + (high - low) + _MINUTE, "daily", "minute" if low == high else "about", "TIME")
    draft.value = c.day_value() + f"T{start:%H:%M}"
    draft.qualifier = "" if low == high else "about"
    return draft


def noon(c: Context, h: Hit) -> Draft | None:
    """Noon or midnight, or the time shortly before or after."""
    hour = h.number("noon") or 0
    start = _BASE + timedelta(hours=hour)
    draft = Draft("clock", start, start + _MINUTE, "daily", "minute", "TIME", c.day_value() + f"T{hour or 24:02d}:00")
    side = "after" if h.has("after") else "before" if h.has("before") else h.value("about")
    if side == "after":
        draft.start, draft.end, draft.precision, draft.qualifier = start, start + c.widths.shortly, "about", "after"
    elif side == "before":
        draft.start, draft.end, draft.precision, draft.qualifier = start - c.widths.shortly, start, "about", "before"
    elif side is not None:
        draft.precision, draft.qualifier = "about", "about"
    return draft


def _weekday_place(c: Context, h: Hit, day: int) -> tuple[datetime, bool] | None:
    """The day a weekday means, and whether the publication tells: else the time named before does."""
    published, before = c.published, c.story_anchor(h.at("weekday"))
    if h.has("the") and (h.has("prev") or h.has("foll")):
        before = c.previous_anchor() or before
    if before and before.start.year > 1 and before.end - before.start <= timedelta(days=8):
        base = before.start.replace(hour=0, minute=0)
        on = (day - base.weekday()) % 7
        there = shift(
            base, "D", -((-on) % 7 or 7) if h.has("prev") or h.has("last") else (on or 7) if h.has("foll") else on
        )
        return (there, False) if there else None
    if published is None:
        return None
    base = published.replace(hour=0, minute=0)
    back, on = (base.weekday() - day) % 7, (day - base.weekday()) % 7
    if h.has("last") or h.has("prev"):
        step = -(back or 7)
    elif h.has("next") or h.has("foll"):
        step = on or 7
    elif h.has("this"):
        step = on
    else:
        step = on if c.tense(h.at("weekday")) > 0 else -back
    there = shift(base, "D", step)
    return (there, True) if there else None


_PAPERS = frozenset(
    "times telegraph mail mirror express herald star post independent tribune world sport people".split()
)


def weekday_is_one(h: Hit) -> bool:
    """A short form must stand by a number, a preposition or its full stop: "Sun" is also a newspaper and a firm."""
    word, at = h.word("weekday"), h.at("weekday")
    after = h.scan.words[at + 1] if at + 1 < len(h.scan.words) else ""
    before = h.scan.words[max(at - 2, 0) : at]
    if after in _PAPERS and h.scan.text[h.scan.starts[at + 1]].isupper():
        return False  # the Sunday Times
    if "mr" in before or "mrs" in before or "miss" in before[-1:]:
        return False
    if len(word) > 4 or word.endswith("."):
        return True
    letters = h.scan.letters
    near = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
    return any(CLASSES[n] in near for n in ("DAY", "MONTH", "CLOCK", "APM", "PART", "NOON"))


def weekday(c: Context, h: Hit) -> Draft | None:
    """A weekday, a run of them or a part of one, placed by the publication or by the time named before."""
    day = h.number("weekday")
    if day is None:
        return None
    start = _BASE + timedelta(days=day)
    run = ((h.number("weekday2") or 0) - day) % 7 if h.has("weekday2") else 0
    low, high, code = 0, 24, ""
    if h.has("part"):
        name, code = h.pair("part")
        low, high = part_hours(c, name)
        run = max(run - 1, 0)  # the night from Saturday to Sunday is one night
    if h.has("eve") and code == "NI":
        start, day = start - _DAY, (day - 1) % 7  # "die Nacht zum Sonntag" is the one before it
    begin, end = start + timedelta(hours=low), start + timedelta(days=run, hours=max(high, low + 1))
    draft = Draft("part" if code else "date", begin, end, "weekly", "part" if code else "day")
    draft.value = f"XXXX-WXX-{day + 1}" + (f"T{code}" if code else "")
    draft.type = "TIME" if code else "DATE"
    if h.has("third") and not code:
        draft.qualifier = {"START": "early", "MID": "mid", "END": "late"}.get(str(h.value("third")), "")
    draft.unresolved = "which week is not said"
    told = h.has("the") and (h.has("prev") or h.has("foll"))
    if told and c.previous_anchor() is None:
        draft.unresolved = "there is no earlier time in the passage to count from"
        return draft
    place = _weekday_place(c, h, day)
    if place is None:
        return draft
    there, by_publication = place
    draft.bare = ("weekly", begin, end)
    draft.start = there + timedelta(hours=low)
    draft.end = draft.start + (end - begin)
    draft.frame, draft.unresolved = "absolute", ""
    draft.anchor = c.published_anchor() if by_publication else c.previous_anchor()
    draft.value = value_of("D", there) + (f"T{code}" if code else "")
    return draft
