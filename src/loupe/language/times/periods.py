"""Reading longer times: runs of months and years, decades, centuries, seasons, quarters; and feasts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from loupe.language.times.calendar import EARLIEST, LATEST, feast_day, floor, season_of, shift, value_of
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.dates import in_leap_year, yearless
from loupe.language.times.sides import one_sided, thirded

__all__ = ["century", "decade", "feast", "is_code", "is_decade", "months", "quarter", "season", "year", "years"]

_DAY = timedelta(days=1)


def months(_c: Context, h: Hit) -> Draft | None:
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


def year(c: Context, h: Hit) -> Draft | None:
    """A year, a third of it, or all time on one side of it."""
    number = h.number("year")
    if number is None or not 0 < number < 9998:
        return None
    start, end = floor(datetime(number, 1, 1), "Y")
    draft = thirded(c, Draft("date", start, end, "absolute", "year", value=f"{number:04d}"), h.value("third"), "Y")
    return one_sided(draft, h)


def years(_c: Context, h: Hit) -> Draft | None:
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
    return (
        h.word("unit") in _DECADE_LEADS and value is not None and value % 10 == 0 and (10 < value < 100 or value > 1500)
    )


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
        year, anchor = yearless(c, h.at("feast"), reference.month, reference.day)
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
        draft.bare = in_leap_year(start, start + _DAY)
    if h.has("weekend"):
        draft.start, draft.end, draft.precision, draft.bare = start - _DAY, start + 4 * _DAY, "weekend", None
    return one_sided(draft, h)


def quarter(c: Context, h: Hit) -> Draft | None:
    """A quarter or half of a year, by its number; without a year the last one before the publication."""
    code, span = ("H", 6) if h.has("half") else ("Q", 3)
    number = _nth(h)
    if number is None or not 0 < number <= 12 // span or (h.has("unit") and h.value("unit") != "Y"):
        return None
    said = h.number("year") or h.number("year1")
    if said is None and c.published is None:
        return Draft("date", unresolved="the year is not said", value=f"XXXX-{code}{number}")
    year = said or _quarter_year(c, h, span * (number - 1) + 1)
    start = datetime(year, span * (number - 1) + 1, 1)
    draft = Draft("date", start, shift(start, "M", span) or LATEST, "absolute", "month", value=f"{year}-{code}{number}")
    if said is None:
        draft.anchor = c.published_anchor()
        draft.bare = ("unplaced", EARLIEST, LATEST)
    return one_sided(draft, h)


def is_code(h: Hit) -> bool:
    """Whether a quarter is written as a code: "Q3"."""
    return isinstance(h.value("quarter"), int)


def _nth(h: Hit) -> int | None:
    if h.has("third") and h.has("half"):
        return 1 if h.value("third") == "START" else 2
    if h.has("final"):
        return 4
    return h.number("nth") or h.number("quarter")


def _quarter_year(c: Context, h: Hit, month: int) -> int:
    """The year of a quarter that names none: that of the publication, or the one before where the verb looks back."""
    published = c.published or EARLIEST
    if h.has("unit"):
        return published.year + (-1 if h.has("last") else 1 if h.has("next") else 0)
    ahead = datetime(published.year, month, 1) > published
    back = ahead and c.tense(h.at("quarter" if h.has("quarter") else "half")) < 0
    return published.year - 1 if back else published.year
