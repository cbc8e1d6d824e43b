"""Reading calendar dates: days, runs of days, weekends, nights and months."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from loupe.language.times.calendar import EARLIEST, LATEST, day_at, floor, shift, value_of
from loupe.language.times.classes import CLASSES
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.sides import one_sided, part_hours, thirded
from loupe.model.times import Anchor, Frame, Interval

__all__ = [
    "day_of_month",
    "days",
    "days_exist",
    "in_leap_year",
    "is_ordinal",
    "iso",
    "month",
    "slashed",
    "slashed_exists",
    "yearless",
]  # fmt: skip

_DAY = timedelta(days=1)


def yearless(c: Context, at: int, month: int, day: int) -> tuple[int, Anchor | None]:
    """The year of a day or month that names none, and what it was taken from; 0 when nothing tells.

    The one year that the text names; else, in a story told long after, the year that puts it nearest to the time named
    before; else the last such day before the publication, or the next one where the verb looks ahead.
    """
    if c.published is None and c.only_year is not None:
        start, end = floor(datetime(c.only_year, 1, 1), "Y")
        return c.only_year, Anchor("previous", str(c.only_year), start, end)
    published, before = c.published, c.story_anchor(at)
    if before is not None:
        return _nearest(before.start, month, day).year, before
    if published is None:
        return 0, None
    tense = c.tense(at)
    near = _nearest(published, month, day)
    slack = timedelta(days=45 if day else 20)
    if tense < 0 and near - published > slack:
        near = near.replace(year=near.year - 1, day=1)
    elif tense > 0 and published - near > timedelta(days=60):
        near = near.replace(year=near.year + 1, day=1)
    return near.year, c.published_anchor()


def _nearest(moment: datetime, month: int, day: int) -> datetime:
    options = [d for y in (-1, 0, 1) if 0 < moment.year + y < 9999 if (d := day_at(moment.year + y, month, day or 15))]
    return min(options, key=lambda d: abs(d - moment)) if options else moment


def _a_run(h: Hit) -> bool:
    """Whether two days are the ends of a run: joined by "and" they are only when next to each other or "between"."""
    letters, at = h.scan.letters, h.at("joint")
    if letters[at] != CLASSES["AND"] or CLASSES["FROM"] in letters[h.match.start() : h.at("day")]:
        return True
    return h.scan.values[at] == "and" and (h.number("day2") or 0) - (h.number("day") or 0) in (1, -30, -29, -28, -27)


def _year_of_weekday(year: int, month: int, day: int, weekday: int | None) -> int:
    """The year nearest to a guessed one, back before on, in which the day falls on the weekday named with it."""
    for step in (0, -1, 1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12):
        there = day_at(year + step, month, day) if year + step > 0 else None
        if there is not None and there.weekday() == weekday:
            return year + step
    return year


def days_exist(h: Hit) -> bool:
    """Whether the days that a rule found are in the calendar, and the ends of a run where there are two."""
    if h.has("joint") and not _a_run(h):
        return False
    year = h.number("year") or 2000
    for day, month in (("day", "month1" if h.has("month1") else "month"), ("day2", "month")):
        number = h.number(day)
        if number is not None and not (0 < number < 32 and day_at(year, int(str(h.value(month))), number)):
            return False
    return True


def days(c: Context, h: Hit) -> Draft | None:
    """A day, a run of days, a weekend, a week or a night, with or without a year."""
    month, day = h.number("month"), h.number("day")
    first_month = h.number("month1") or month
    if month is None or first_month is None or day is None:
        return None
    said = h.number("year") or h.number("year1")
    year, anchor = (said, None) if said else yearless(c, h.at("day"), first_month, day)
    if anchor is not None and h.has("weekday"):
        year = _year_of_weekday(year, first_month, day, h.number("weekday"))
    placed = bool(year)
    year = year or 2000
    first = day_at(year, first_month, day)
    last = day_at(year, month, h.number("day2") or 0) if h.has("day2") else first
    if first is None or last is None:
        return None
    if last < first:  # over the new year
        over = day_at(year - 1, first_month, day) if said else None
        first, last = (over or first), (last if over else day_at(year + 1, month, h.number("day2") or 0) or last)
    if last < first or last - first > timedelta(days=366):
        return None
    draft = Draft("date", first, last + _DAY, "absolute" if placed else "yearly", "day", anchor=anchor)
    if anchor is not None:
        draft.bare = in_leap_year(first, last + _DAY)
    stem = value_of("D", first) if placed else f"XXXX-{first:%m-%d}"
    draft.value = stem if first == last else f"{stem}/{value_of('D', last) if placed else f'XXXX-{last:%m-%d}'}"
    if not placed:
        draft.unresolved = "the year is not said"
    return _around(c, h, draft, first, last, placed)


def in_leap_year(start: datetime, end: datetime) -> tuple[Frame, datetime, datetime] | None:
    """The interval without its year, as the words alone have it."""
    there = day_at(2000, start.month, start.day)
    return ("yearly", there, there + (end - start)) if there else None


def _around(c: Context, h: Hit, draft: Draft, first: datetime, last: datetime, placed: bool) -> Draft | None:
    """The weekend, the week or the part of the day that a date stands for."""
    if h.has("weekend"):
        draft.precision = "weekend"
        draft.start, draft.end = _weekend(first, last, placed)
        year, week, _ = draft.start.isocalendar()
        draft.value = f"{year}-W{week:02d}-WE" if placed else "XXXX-WXX-WE"
        if draft.bare:
            draft.bare = ("yearly", draft.bare[1] - _DAY, draft.bare[2] + _DAY)
    elif h.has("unit"):
        if h.value("unit") != "W":
            return None
        draft.start, draft.end = floor(first, "W")
        draft.value, draft.precision, draft.bare = value_of("W", draft.start), "week", None
    elif h.has("part") or h.has("part2"):
        name, code = h.pair("part" if h.has("part") else "part2")
        low, high = part_hours(c, name)
        if name in ("night", "evening") and h.has("day2"):
            low, high = 18, 6
            draft.start, draft.end = first + timedelta(hours=low), last + timedelta(hours=high)
        else:
            draft.start, draft.end = first + timedelta(hours=low), last + timedelta(hours=high)
        draft.precision, draft.type = "part", "TIME"
        draft.value = draft.value.split("/")[0] + "T" + code
        if draft.bare:
            shifted = draft.bare[1] + (draft.start - first)
            draft.bare = (draft.bare[0], shifted, shifted + (draft.end - draft.start))
    return draft


def _weekend(first: datetime, last: datetime, placed: bool) -> Interval:
    """Saturday and Sunday around the days named; without a year the days named, one more either side."""
    if not placed:
        return first - _DAY, last + 2 * _DAY
    saturday = first - timedelta(days=(first.weekday() - 5) % 7) if first.weekday() >= 5 else first
    if first.weekday() < 5 and last == first:
        saturday = first + timedelta(days=5 - first.weekday())
    return min(saturday, first), max(last + _DAY, saturday + 2 * _DAY)


def is_ordinal(h: Hit) -> bool:
    """Whether a day of the month is written as one: "the 18th", not "the 18"."""
    return not h.word("day").isdigit()


def day_of_month(c: Context, h: Hit) -> Draft | None:
    """The 18th: of the month that was named before, or the one nearest to the publication that the verb allows."""
    day = h.number("day") or 0
    before = c.story_anchor(h.at("day")) or (c.previous_anchor() if c.published is None else None)
    base = before.start if before else c.published
    if base is None or base.year in (1, 9998):
        return None
    ahead = before is not None or c.tense(h.at("day")) > 0
    step = (1 if day < base.day else 0) if ahead else (-1 if day > base.day else 0)
    month = shift(base.replace(day=1), "M", step)
    start = day_at(month.year, month.month, day) if month else None
    if start is None or (h.has("weekday") and start.weekday() != h.number("weekday")):
        return None
    anchor = before or c.published_anchor()
    draft = Draft("date", start, start + _DAY, "absolute", "day", value=value_of("D", start), anchor=anchor)
    draft.bare = ("unplaced", EARLIEST, LATEST)
    return draft


def iso(_c: Context, h: Hit) -> Draft | None:
    """A date as ISO 8601 writes it, with or without a clock time."""
    text = h.scan.text[h.scan.starts[h.at("iso")] : h.scan.ends[h.at("iso")]]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) > 10:
        return Draft("date", moment, moment + timedelta(minutes=1), "absolute", "minute", "TIME",
                     f"{moment:%Y-%m-%dT%H:%M}")  # fmt: skip
    return Draft("date", moment, moment + _DAY, "absolute", "day", value=text)


def _slash_parts(h: Hit) -> tuple[int, int, int, bool]:
    a, b, last = (int(part) for part in re.split(r"[/.]", h.word("slash")))
    if a > 31:
        return last, b, a, True
    return a, b, last if last > 99 else (1900 + last if last >= 50 else 2000 + last), False


def slashed_exists(h: Hit) -> bool:
    """Whether a date of three numbers is in the calendar, either way round."""
    a, b, year, fixed = _slash_parts(h)
    return bool(day_at(year, b, a) or (not fixed and day_at(year, a, b)))


def slashed(c: Context, h: Hit) -> Draft | None:
    """Day first, the European way, unless the setting knows better; the other reading is kept beside it."""
    a, b, year, fixed = _slash_parts(h)
    ways = [day_at(year, b, a)] if fixed else [day_at(year, b, a), day_at(year, a, b)]
    certain = "." in h.word("slash") or c.lexicon.day_first or c.setting.day_first is not None
    if c.setting.day_first is False and not c.lexicon.day_first:
        ways.reverse()
    known = [d for d in ways if d]
    if not known:
        return None
    start = known[0]
    draft = Draft("date", start, start + _DAY, "absolute", "day", value=value_of("D", start))
    if len(known) == 2 and known[0] != known[1] and not certain:
        draft.other = (known[1], known[1] + _DAY)
        draft.unresolved = "day and month may be the other way round"
    return draft


def month(c: Context, h: Hit) -> Draft | None:
    """A month of a year or of none, whole or a third of it."""
    number = h.number("month")
    if number is None:
        return None
    said = h.number("year")
    year, anchor = (said, None) if said else yearless(c, h.at("month"), number, 0)
    start = datetime(year or 2000, number, 1)
    draft = Draft("date", start, shift(start, "M", 1) or LATEST, "absolute" if year else "yearly", "month")
    draft.value = value_of("M", start) if year else f"XXXX-{number:02d}"
    draft = thirded(c, draft, h.value("third"), "M")
    draft.anchor = anchor
    if anchor:
        draft.bare = in_leap_year(draft.start, draft.end)
    if not year:
        draft.unresolved = "the year is not said"
    return one_sided(draft, h)
