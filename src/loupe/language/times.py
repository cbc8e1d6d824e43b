"""Dates and clock times in narrative English, as intervals.

A table of patterns, longest first; each gives an interval with its precision. What is relative to something unnamed
("three days later") is left alone. Widths of vague times follow the table in docs/language.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from loupe.language.setting import NOTHING_KNOWN, Setting
from loupe.language.tables import NUMBER_WORDS, ORDINALS
from loupe.model.times import Frame, TimeSpan

__all__ = ["edtf_of", "find_times"]

_MONTHS = {
    name: i + 1
    for i, names in enumerate(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
        "november|nov december|dec".split()
    )
    for name in names.split("|")
}
_WEEKDAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_PARTS = {  # hours of the day, may run past midnight
    "early hours": (0, 6), "small hours": (0, 6), "early morning": (0, 9), "morning": (5, 12), "noon": (12, 12),
    "midday": (11, 13), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 30), "midnight": (24, 24),
    "dawn": (4, 8),
}  # fmt: skip
# "the winter of 2003" may be the one that began or the one that ended in that year: the span holds both
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (1, 16)}
_FEASTS = {"valentine's day": (2, 14), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's eve": (12, 31),
           "new year's day": (1, 1), "boxing day": (12, 26)}  # fmt: skip

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_WEEKDAY = r"(?P<weekday>" + "|".join(_WEEKDAYS) + r")"
_WEEKDAY2 = _WEEKDAY.replace("<weekday>", "<weekday2>")
_PART = r"(?P<part>" + "|".join(sorted(_PARTS, key=len, reverse=True)) + r")"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b)\s*"
_HOURWORD = r"(?P<hourword>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WEEKEND = r"(?P<weekend>weekend of (?:the )?)"
_NIGHT = r"(?:(?P<night>night|evening|morning) (?:of|between|from) (?:the )?)"
_WD_OPT = r"(?:(?:" + "|".join(_WEEKDAYS) + r"),?\s+(?:the\s+)?)?"
_OF = r"(?:\s+of)?\s+"

_Build = Callable[[re.Match[str]], "_Raw | None"]
_Raw = tuple[datetime, datetime, Frame, str]


def find_times(text: str, setting: Setting = NOTHING_KNOWN) -> tuple[TimeSpan, ...]:
    """All dates and clock times of a text, in order, without overlaps; a date with the clock time beside it is one."""
    taken: list[tuple[int, int]] = []
    found: list[TimeSpan] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            if match.groupdict().get("month") in ("may", "march"):
                continue  # the verb: "he may 5 times", "they march 3 miles"
            raw = build(match)
            if raw is None:
                continue
            start, end, frame, precision = raw
            other = _swapped(match) if "slash" in match.groupdict() else None
            edtf = edtf_of(start, end, precision) if frame == "absolute" else None
            taken.append((match.start(), match.end()))
            found.append(TimeSpan(start, end, frame, precision, edtf, match.start(), match.end(), match.group(), other))
    return _with_years(sorted(found, key=lambda t: t.start_at))


def _with_years(found: list[TimeSpan]) -> tuple[TimeSpan, ...]:
    """A day without a year takes the year of the only year named in the same text."""
    years = {t.start.year for t in found if t.frame == "absolute" and t.start.year == (t.end - timedelta(1)).year}
    if len(years) != 1:
        return tuple(found)
    (year,) = years
    return tuple(_in_year(t, year) if t.frame == "yearly" else t for t in found)


def _in_year(t: TimeSpan, year: int) -> TimeSpan:
    try:
        start = t.start.replace(year=year + t.start.year - 2000)
    except ValueError:  # 29 February
        return t
    end = start + (t.end - t.start)
    return replace(t, start=start, end=end, frame="absolute", edtf=edtf_of(start, end, t.precision))


def edtf_of(start: datetime, end: datetime, precision: str) -> str:
    """The interval as an EDTF level 0/1 string (ISO 8601-2), to the day."""
    last = end - timedelta(seconds=1)
    if precision == "year" and start.year == last.year:
        return f"{start.year:04d}"
    if precision == "month" and start.month == last.month:
        return f"{start.year:04d}-{start.month:02d}"
    first, final = start.date().isoformat(), last.date().isoformat()
    return first if first == final else f"{first}/{final}"


# --- building intervals ---------------------------------------------------------------------------------------------


def _number(match: re.Match[str], name: str) -> int | None:
    value = match.groupdict().get(name)
    return int(value) if value else None


def _month(match: re.Match[str], name: str = "month") -> int | None:
    value = match.groupdict().get(name)
    return _MONTHS[value.lower().rstrip(".")] if value else None


def _date(year: int | None, month: int, day: int) -> datetime | None:
    try:
        return datetime(year or 2000, month, day)
    except ValueError:
        return None


def _days(match: re.Match[str]) -> _Raw | None:
    """A day, a run of days, a weekend or a night, with or without a year."""
    groups = match.groupdict()
    year, month = _number(match, "year"), _month(match)
    day, day2 = _number(match, "day"), _number(match, "day2")
    month2 = _month(match, "month2") or month
    assert month is not None
    assert month2 is not None
    assert day is not None
    first = _date(year, month, day)
    last = _date(year, month2, day2) if day2 else first
    if first is None or last is None or last < first:
        return None
    frame: Frame = "absolute" if year else "yearly"
    if groups.get("weekend"):
        return _weekend(first, last, year, frame)
    night = groups.get("night") or groups.get("part")
    if night and night.lower() in ("night", "evening") and day2:
        return first + timedelta(hours=18), last + timedelta(hours=6), frame, "part"
    if night:
        low, high = _PARTS[night.lower()]
        return first + timedelta(hours=low), last + timedelta(hours=high or 1), frame, "part"
    return first, last + timedelta(days=1), frame, "day"


def _weekend(first: datetime, last: datetime, year: int | None, frame: Frame) -> _Raw:
    """Saturday and Sunday around the days named; without a year the days named, one more either side."""
    if year is None:
        return first - timedelta(days=1), last + timedelta(days=2), frame, "weekend"
    saturday = first - timedelta(days=(first.weekday() - 5) % 7) if first.weekday() >= 5 else first
    if first.weekday() < 5 and last == first:
        saturday = first + timedelta(days=5 - first.weekday())
    end = max(last + timedelta(days=1), saturday + timedelta(days=2))
    return min(saturday, first), end, frame, "weekend"


def _slashed(match: re.Match[str]) -> _Raw | None:
    """Day first, the European way; the American reading is kept beside it."""
    day, month, year = int(match["a"]), int(match["b"]), int(match["year"])
    start = _date(year, month, day) or _date(year, day, month)
    return (start, start + timedelta(days=1), "absolute", "day") if start else None


def _swapped(match: re.Match[str]) -> tuple[datetime, datetime] | None:
    day, month, year = int(match["a"]), int(match["b"]), int(match["year"])
    start = _date(year, day, month)
    return (start, start + timedelta(days=1)) if start and _date(year, month, day) and day != month else None


def _month_year(match: re.Match[str]) -> _Raw:
    month, year = _month(match), _number(match, "year")
    assert month is not None
    frame: Frame = "absolute" if year else "yearly"
    start = datetime(year or 2000, month, 1)
    end = datetime(start.year + month // 12, month % 12 + 1, 1)
    third = (match.groupdict().get("third") or "").lower().rstrip("-")
    if third == "early":
        end = start + timedelta(days=10)
    elif third == "mid":
        start, end = start + timedelta(days=10), start + timedelta(days=20)
    elif third == "late":
        start = start + timedelta(days=20)
    return start, end, frame, "month" if not third else "day"


def _year(match: re.Match[str]) -> _Raw:
    year = int(match["year"])
    third = (match.groupdict().get("third") or "").lower().rstrip("-")
    low, high = {"early": (1, 5), "mid": (5, 9), "late": (9, 13)}.get(third, (1, 13))
    relation = (match.groupdict().get("side") or "").lower()
    start = datetime(year, low, 1)
    end = datetime(year + (high - 1) // 12, (high - 1) % 12 + 1, 1)
    if relation == "since":
        return start, end, "absolute", "year"
    if relation == "before":
        return datetime(1, 1, 1), start, "absolute", "year"
    if relation == "after":
        return end, datetime(9999, 1, 1), "absolute", "year"
    return start, end, "absolute", "year"


def _decade(match: re.Match[str]) -> _Raw:
    year = int(match["decade"])
    span = 100 if year % 100 == 0 and match.groupdict().get("third") is None and year != 2000 else 10
    third = (match.groupdict().get("third") or "").lower().rstrip("-")
    low, high = {"early": (0, 4), "mid": (3, 7), "late": (6, 10)}.get(third, (0, span))
    return datetime(year + low, 1, 1), datetime(year + high, 1, 1), "absolute", "year"


def _season(match: re.Match[str]) -> _Raw:
    low, high = _SEASONS[match["season"].lower()]
    year = int(match["year"])
    return datetime(year, low, 1), datetime(year + (high - 1) // 12, (high - 1) % 12 + 1, 1), "absolute", "season"


def _feast(match: re.Match[str]) -> _Raw:
    month, day = _FEASTS[match["feast"].lower().replace("’", "'")]
    year = _number(match, "year")
    start = datetime(year or 2000, month, day)
    frame: Frame = "absolute" if year else "yearly"
    if match.groupdict().get("feastweekend"):
        return start - timedelta(days=1), start + timedelta(days=4), frame, "weekend"
    return start, start + timedelta(days=1), frame, "day"


def _week_day(match: re.Match[str]) -> _Raw:
    start = datetime(2001, 1, 1) + timedelta(days=_WEEKDAYS[match["weekday"].lower()])
    second = match.groupdict().get("weekday2")
    days = (_WEEKDAYS[second.lower()] - start.weekday()) % 7 if second else 0
    part = (match.groupdict().get("part") or "").lower()
    low, high = _PARTS.get(part, (0, 24))
    precision = "part" if part else "day"
    return start + timedelta(hours=low), start + timedelta(days=days, hours=max(high, low + 1)), "weekly", precision


def _clock(match: re.Match[str]) -> _Raw | None:
    groups = match.groupdict()
    minute = int(groups.get("minute") or 0)
    hour = int(groups["hour"]) if groups.get("hour") else int(NUMBER_WORDS[groups["hourword"].lower()])
    fraction = (groups.get("fraction") or "").lower()
    hour, minute = {"half past": (hour, 30), "quarter past": (hour, 15), "quarter to": (hour - 1, 45)}.get(
        fraction, (hour, minute)
    )
    half = (groups.get("half") or "").lower().replace(".", "").replace(" ", "")
    part = (groups.get("part") or "").lower()
    afternoon = half == "pm" or part in ("afternoon", "evening") or (part == "night" and hour >= 6)
    if afternoon and hour < 12:
        hour += 12
    elif (half == "am" or part in ("morning", "night")) and hour == 12 and part != "night":
        hour = 0
    if hour > 24 or minute > 59:
        return None
    start = datetime(2001, 1, 1) + timedelta(hours=hour % 24, minutes=minute)
    vague = bool(groups.get("about"))
    exact = groups.get("minute") or fraction
    unknown_half = not half and not part and groups.get("hourword")
    if unknown_half:
        return None  # "at seven": morning or evening is anybody's guess
    return start, start + timedelta(minutes=1), "daily", "about" if vague else "minute" if exact else "hour"


def _midnight(match: re.Match[str]) -> _Raw:
    hour = 12 if match["word"].lower() in ("noon", "midday") else 0
    start = datetime(2001, 1, 1, hour)
    side = (match.groupdict().get("side") or "").lower()
    if "after" in side:
        return start, start + timedelta(hours=2), "daily", "about"
    if "before" in side:
        return start - timedelta(hours=2), start, "daily", "about"
    return start, start + timedelta(minutes=1), "daily", "about" if match.groupdict().get("about") else "minute"


def _iso(match: re.Match[str]) -> _Raw | None:
    start = _date(int(match["year"]), int(match["m"]), int(match["d"]))
    return (start, start + timedelta(days=1), "absolute", "day") if start else None


def _word_day(match: re.Match[str]) -> _Raw | None:
    year, month = _number(match, "year"), _month(match)
    assert month is not None
    start = _date(year, month, ORDINALS[match["ordinal"].lower()])
    frame: Frame = "absolute" if year else "yearly"
    return (start, start + timedelta(days=1), frame, "day") if start else None


_PREFIX = rf"(?:{_WEEKEND}|{_NIGHT})?{_WD_OPT}"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?)"
_ABOUT = r"(?P<about>(?:about|around|roughly|approximately|shortly after|just after|just before|some time after) )?"
_PATTERNS: list[tuple[str, _Build]] = [
    (r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)\b", _iso),
    (r"\b(?P<slash>)(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.](?P<year>1[5-9]\d\d|20\d\d)\b", _slashed),
    (rf"\b{_PREFIX}{_DAY}{_OF}{_MONTH}{_TO}{_WD_OPT}{_DAY2}{_OF}{_MONTH2}(?:\s*,?\s+{_YEAR})?\b", _days),
    (rf"\b{_PREFIX}{_DAY}{_TO}{_WD_OPT}(?:the\s+)?{_DAY2}{_OF}{_MONTH}(?:\s*,?\s+{_YEAR})?\b", _days),
    (rf"\b{_PREFIX}{_MONTH}\s+{_DAY}{_TO}(?:{_MONTH2}\s+)?{_DAY2}\b(?:\s*,?\s+{_YEAR}\b)?", _days),
    (rf"\b{_PREFIX}(?:the\s+)?{_DAY}{_OF}{_MONTH}(?:\s*,?\s+{_YEAR}\b)?", _days),
    (rf"\b{_PREFIX}{_MONTH}\s+{_DAY}\b(?!\s*(?:,\d|%|percent|million))(?:\s*,?\s+{_YEAR}\b)?", _days),
    (rf"\b{_WD_OPT}the\s+(?P<ordinal>{'|'.join(ORDINALS)})\s+of\s+{_MONTH}(?:\s*,?\s+{_YEAR}\b)?", _word_day),
    (rf"\b(?P<feastweekend>weekend\s+of\s+)(?P<feast>{'|'.join(_FEASTS)})(?:,?\s+(?:of\s+|in\s+)?{_YEAR}\b)?", _feast),
    (rf"\b(?P<feast>{'|'.join(_FEASTS)})(?P<feastweekend>\s+weekend)?(?:,?\s+(?:of\s+|in\s+)?{_YEAR}\b)?", _feast),
    (rf"\b(?:(?P<third>early|mid|late)[\s-]+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR}\b)", _month_year),
    (rf"\b(?:in|of|since|by|during|until|last|from|through)\s+(?:(?P<third>early|mid|"
     rf"late)[\s-]+)?{_MONTH}(?!\s*[\w])", _month_year),
    (rf"\b(?P<season>{'|'.join(_SEASONS)})\s+(?:of\s+)?{_YEAR}\b", _season),
    (r"\b(?:(?P<third>early|mid|late)[\s-]+)?(?:the\s+)?(?P<decade>1[5-9]\d0|20\d0)s\b", _decade),
    (rf"\b(?P<fraction>half past|quarter past|quarter to)\s+{_HOURWORD}(?:\s+(?:in the|on \w+|at)\s+{_PART})?", _clock),
    (rf"\b{_ABOUT}(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF}", _clock),
    (rf"\b{_ABOUT}(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)\b(?!:)(?:\s+(?:in the|at)\s+{_PART})?", _clock),
    (rf"\b{_ABOUT}(?:{_HOURWORD}|(?P<hour>1[0-2]|[1-9]))(?:\s+o['’]clock)?\s+(?:in the|at)\s+{_PART}", _clock),
    (rf"\b(?P<side>(?:shortly |just |soon )?(?:after|before) )?{_ABOUT}(?P<word>midnight|noon|midday)\b", _midnight),
    (rf"\b{_WEEKDAY}(?:{_TO}{_WEEKDAY2})?(?:\s+{_PART})?\b", _week_day),
    (rf"\b(?:(?P<side>since|before|after)\s+)?(?:(?P<third>early|mid|late)[\s-]+)?(?:in\s+)?{_YEAR}\b(?![.,]\d|"
     rf"\s*%|-\d|\s[A-Z]\w+\s(?:Avenue|Street|Road|Lane|Drive))", _year),
]  # fmt: skip
_RULES = [(re.compile(pattern, re.IGNORECASE), build) for pattern, build in _PATTERNS]
