"""Reading calendar dates: days, months, years, seasons, feasts, quarters, decades."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from loupe.language.times.calendar import (
    EARLIEST,
    LATEST,
    day_at,
    feast_day,
    floor,
    season_of,
    shift,
    value_of,
)
from loupe.language.times.context import Context, Draft, Hit
from loupe.model.times import Anchor, Interval

__all__ = ["century", "days", "days_exist", "decade", "feast", "is_decade", "iso", "month", "months", "one_sided", "part_hours",
           "quarter", "season", "slashed", "slashed_exists", "thirded", "year", "years"]  # fmt: skip

_DAY = timedelta(days=1)
_THIRDS = {"START": "early", "MID": "mid", "END": "late"}


def part_hours(c: Context, name: str) -> tuple[int, int]:
    """The hours of a part of the day, as the widths have them."""
    hours: tuple[int, int] = getattr(c.widths, name)
    return hours


def _yearless(c: Context, at: int, month: int, day: int) -> tuple[int, Anchor | None]:
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


def days_exist(h: Hit) -> bool:
    """Whether the days that a rule found are in the calendar."""
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
    year, anchor = (said, None) if said else _yearless(c, h.at("day"), first_month, day)
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
        draft.bare = _in_leap_year(first, last + _DAY)
    stem = value_of("D", first) if placed else f"XXXX-{first:%m-%d}"
    draft.value = stem if first == last else f"{stem}/{value_of('D', last) if placed else f'XXXX-{last:%m-%d}'}"
    if not placed:
        draft.unresolved = "the year is not said"
    return _around(c, h, draft, first, last, placed)


def _in_leap_year(start: datetime, end: datetime) -> tuple[str, datetime, datetime] | None:  # type: ignore[return]
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


def iso(c: Context, h: Hit) -> Draft | None:
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


def thirded(c: Context, draft: Draft, third: object, unit: str) -> Draft:
    """The beginning, the middle or the end of a month, a year, a decade or another unit."""
    if third == -30:
        third = "MID"  # "half februari"
    if third not in _THIRDS:
        return draft
    draft.qualifier = _THIRDS[str(third)]
    which = ("START", "MID", "END").index(str(third))
    start, end = draft.start, draft.end
    if unit == "M":
        cuts = (start, start + timedelta(days=c.widths.month_thirds[0]),
                start + timedelta(days=c.widths.month_thirds[1]), end)  # fmt: skip
        draft.precision = "day"
    elif unit == "Y":
        low, high = c.widths.year_thirds
        cuts = (start, shift(start, "M", low) or end, shift(start, "M", high) or end, end)
    elif unit == "E":
        low, high = (c.widths.decade_early, c.widths.decade_mid, c.widths.decade_late)[which]
        draft.start, draft.end = shift(start, "Y", low) or start, shift(start, "Y", high) or end
        return draft
    else:
        cuts = (start, start + (end - start) / 3, start + (end - start) * 2 / 3, end)
    draft.start, draft.end = cuts[which], cuts[which + 1]
    return draft


def month(c: Context, h: Hit) -> Draft | None:
    """A month of a year or of none, whole or a third of it."""
    number = h.number("month")
    if number is None:
        return None
    said = h.number("year")
    year, anchor = (said, None) if said else _yearless(c, h.at("month"), number, 0)
    start = datetime(year or 2000, number, 1)
    draft = Draft("date", start, shift(start, "M", 1) or LATEST, "absolute" if year else "yearly", "month")
    draft.value = value_of("M", start) if year else f"XXXX-{number:02d}"
    draft = thirded(c, draft, h.value("third"), "M")
    draft.anchor = anchor
    if anchor:
        draft.bare = _in_leap_year(draft.start, draft.end)  # type: ignore[assignment]
    if not year:
        draft.unresolved = "the year is not said"
    return one_sided(draft, h)


def months(c: Context, h: Hit) -> Draft | None:
    """A run of months: "January to March 2003"."""
    low, high, year = h.number("month1"), h.number("month"), h.number("year")
    if low is None or high is None or year is None:
        return None
    first = datetime(h.number("year1") or (year if low <= high else year - 1), low, 1)
    last = datetime(year, high, 1)
    if last < first:
        return None
    return Draft("date", first, shift(last, "M", 1) or LATEST, "absolute", "month",
                 value=f"{value_of('M', first)}/{value_of('M', last)}")  # fmt: skip


def one_sided(draft: Draft, h: Hit) -> Draft:
    """A time that "before", "after", "since" or "until" opens to one side."""
    for name in ("since", "before", "after", "until"):
        if h.has(name):
            draft.core = h.at(name) + 1
            draft.qualifier = name
            if draft.frame != "absolute":
                return draft
            draft.bare = None
            if name == "since":
                draft.end = LATEST
            elif name == "before":
                draft.start, draft.end = EARLIEST, draft.start
            elif name == "after":
                draft.start, draft.end = draft.end, LATEST
            else:
                draft.start = EARLIEST
    return draft


def year(c: Context, h: Hit) -> Draft | None:
    """A year, a third of it, or all time on one side of it."""
    number = h.number("year")
    if number is None or not 0 < number < 9998:
        return None
    start, end = floor(datetime(number, 1, 1), "Y")
    draft = thirded(c, Draft("date", start, end, "absolute", "year", value=f"{number:04d}"), h.value("third"), "Y")
    return one_sided(draft, h)


def years(c: Context, h: Hit) -> Draft | None:
    """A run of years: "1939-1945", "from 1939 to 1945", "1939-45"."""
    low, high = h.number("year1") or h.number("year2"), h.number("year")
    if low is None or high is None:
        return None
    high = low - low % 100 + high if high < 100 else high
    if not low < high < low + 300:
        return None
    start, end = datetime(low, 1, 1), datetime(high + 1, 1, 1)
    return Draft("date", start, end, "absolute", "year", value=f"{low:04d}/{high:04d}")


_DECADE_LEADS = frozenset("jaren années anni".split())


def is_decade(h: Hit) -> bool:
    """Whether "the years" and a round number are a decade: "les années 90", "de jaren negentig", "gli anni '80"."""
    value = h.amount("tens")
    return h.word("unit") in _DECADE_LEADS and value is not None and value % 10 == 0 and (10 < value < 100 or value > 1500)


def decade(c: Context, h: Hit) -> Draft | None:
    """A decade, or a third of it; "the 1900s" are the century."""
    value = h.value("tens" if h.has("tens") else "decade")
    value = int(value) if isinstance(value, float) else value
    if isinstance(value, int):
        first = value if value > 100 else 1900 + value
    else:
        digits = re.sub(r"\D", "", str(value))
        first = int(digits)
        if first < 100:
            first += 1900 if first >= 20 else 2000
    whole = first % 100 == 0 and first != 2000 and not h.has("third")
    start = datetime(first, 1, 1)
    end = datetime(first + (100 if whole else 10), 1, 1)
    draft = Draft("date", start, end, "absolute", "year", value=value_of("C" if whole else "E", start))
    return one_sided(thirded(c, draft, h.value("third"), "E"), h)


def century(c: Context, h: Hit) -> Draft | None:
    """A century by its number, counted from year 1: "the 20th century" began in 1901."""
    number = h.number("nth")
    if number is None or not 0 < number < 99:
        return None
    start, end = datetime(100 * (number - 1) + 1, 1, 1), datetime(100 * number + 1, 1, 1)
    draft = Draft("date", start, end, "absolute", "year", value=f"{number - 1:02d}")
    return one_sided(thirded(c, draft, h.value("third"), "C"), h)


def season(c: Context, h: Hit) -> Draft | None:
    """A season of a year. "The winter of 2003" may be the one that began or the one that ended then: it holds both."""
    code, said = str(h.value("season")), h.number("year")
    if said is None or not 1 < said < 9998:
        return None
    start, end = season_of(code, said)
    if code == "WI":
        start, end = datetime(said, 1, 1), datetime(said + 1, 4, 1)
    draft = Draft("date", start, end, "absolute", "season", value=f"{said:04d}-{code}")
    return one_sided(thirded(c, draft, h.value("third"), "S"), h)


def feast(c: Context, h: Hit) -> Draft | None:
    """A feast, or the days around it."""
    which, said = h.value("feast"), h.number("year")
    year, anchor = said, None
    fixed = isinstance(which, tuple)
    if not said:
        reference = feast_day(which, c.published.year if c.published else 2000)
        if reference is None:
            return None
        year, anchor = _yearless(c, h.at("feast"), reference.month, reference.day)
        if not year and not fixed:
            return Draft("date", unresolved="the year is not said, and the feast moves with it", value="XXXX-XX-XX")
    start = feast_day(which, year or 2000)
    if start is None:
        return None
    draft = Draft("date", start, start + _DAY, "absolute" if year else "yearly", "day", anchor=anchor)
    draft.value = value_of("D", start) if year else f"XXXX-{start:%m-%d}"
    if not year:
        draft.unresolved = "the year is not said"
    elif anchor and fixed:
        draft.bare = _in_leap_year(start, start + _DAY)  # type: ignore[assignment]
    if h.has("weekend"):
        draft.start, draft.end, draft.precision, draft.bare = start - _DAY, start + 4 * _DAY, "weekend", None
    return one_sided(draft, h)


def quarter(c: Context, h: Hit) -> Draft | None:
    """A quarter or half of a year, by its number; without a year the last one before the publication."""
    number = h.number("nth")
    half = h.has("half")
    if h.has("third") and half:
        number = 1 if h.value("third") == "START" else 2
    if h.has("final"):
        number = 4
    if number is None:
        number = h.number("quarter")
    if number is None or not 0 < number <= (2 if half else 4):
        return None
    code = "H" if half else "Q"
    span = 6 if half else 3
    said = h.number("year") or h.number("year1")
    if said is None and h.has("unit"):
        if h.value("unit") != "Y":
            return None
        if c.published is None:
            return Draft("date", unresolved="the year is not said", value=f"XXXX-{code}{number}")
        step = -1 if h.has("last") else 1 if h.has("next") else 0
        said = c.published.year + step
    if said is None:
        if c.published is None:
            return Draft("date", unresolved="the year is not said", value=f"XXXX-{code}{number}")
        said = c.published.year
        begins = datetime(said, span * (number - 1) + 1, 1)
        if begins > c.published and (c.tense(h.at("quarter" if h.has("quarter") else "half")) < 0):
            said -= 1
    start = datetime(said, span * (number - 1) + 1, 1)
    draft = Draft("date", start, shift(start, "M", span) or LATEST, "absolute", "month", value=f"{said}-{code}{number}")
    if not (h.has("year") or h.has("year1")):
        draft.anchor = c.published_anchor()
        draft.bare = ("unplaced", EARLIEST, LATEST)
    return one_sided(draft, h)
