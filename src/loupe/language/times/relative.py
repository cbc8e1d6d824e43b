"""Reading times that point from the publication or go on from another: yesterday, last week, the next morning."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from typing import cast

from loupe.language.times.calendar import EARLIEST, LATEST, floor, season_of, shift, value_of
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.lengths import bare_length
from loupe.language.times.sides import one_sided, part_hours, thirded
from loupe.model.times import Anchor

__all__ = [
    "NO_PREVIOUS", "NO_PUBLICATION", "day_off", "last_month", "last_season", "last_unit", "last_weekend",
    "month_of_year", "placed", "same_part",
]  # fmt: skip

_DAY = timedelta(days=1)
_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
NO_PUBLICATION = "it is not known when the text was published"
NO_PREVIOUS = "there is no earlier time in the passage to count from"


def placed(unit: str, start: datetime, anchor: Anchor | None) -> Draft:
    """The calendar unit that a moment lies in, with what it was counted from."""
    begin, end = floor(start, unit)
    precision = {"D": "day", "W": "week", "F": "week", "M": "month", "Q": "month", "h": "hour", "min": "minute"}.get(
        unit, "year"
    )
    kind = "TIME" if unit in ("S", "min", "h") else "DATE"
    draft = Draft("date", begin, end, "absolute", precision, kind, value_of(unit, begin), anchor=anchor)  # type: ignore[arg-type]
    draft.bare = ("unplaced", EARLIEST, LATEST)
    return draft


def day_off(c: Context, h: Hit) -> Draft | None:
    """Yesterday, today, tomorrow, tonight, with a part of the day where one is named."""
    offset, part = cast("tuple[int, str]", h.value("deict"))
    code = _CODES.get(part, "")
    if h.has("part"):
        part, code = h.pair("part")
    if c.published is None:
        value = "PRESENT_REF" if offset == 0 and not code else f"XXXX-XX-XX{'T' + code if code else ''}"
        return Draft("date", type="TIME" if code else "DATE", value=value, unresolved=NO_PUBLICATION)
    moved = shift(c.published, "D", offset)
    if moved is None:
        return None
    draft = placed("D", moved, c.published_anchor())
    return _part(c, draft, part, code) if code else draft


def _part(c: Context, draft: Draft, part: str, code: str) -> Draft:
    low, high = part_hours(c, part)
    day = draft.start.replace(hour=0, minute=0)
    draft.start, draft.end = day + timedelta(hours=low), day + timedelta(hours=max(high, low + 1))
    draft.kind, draft.precision, draft.type = "part", "part", "TIME"
    draft.value = value_of("D", day) + "T" + code
    if draft.bare and draft.bare[0] == "unplaced":
        base = datetime(2001, 1, 1)
        draft.bare = ("daily", base + (draft.start - day), base + (draft.end - day))
    return draft


def _step(h: Hit) -> int:
    if h.has("last") or h.has("prev"):
        return -1
    return 1 if h.has("next") or h.has("foll") else 0


def _base(c: Context, h: Hit) -> tuple[datetime | None, Anchor | None, str]:
    """What "last", "this" and "next" count from; "the next", "the following" and "that" go on from the time before."""
    told = h.has("foll") or h.has("same") or h.has("prev") or (h.has("next") and h.has("the"))
    before = c.previous_anchor()
    if told and before is not None and before.start.year > 1:
        return before.start, before, ""
    if h.has("same") or (told and c.published is None):
        return None, None, NO_PREVIOUS
    if c.published is None:
        return None, None, NO_PUBLICATION
    return c.published, c.published_anchor(), ""


def last_unit(c: Context, h: Hit) -> Draft | None:
    """Last week, this year, next month, the following day, that year; with the beginning or end of it."""
    unit = str(h.value("unit"))
    if h.word("last") == "past" and unit in ("D", "W", "M", "E", "C"):  # the past week is the length of a week
        return bare_length(c, h, 1) if c.timexes else None
    if unit not in ("D", "W", "M", "Y", "E", "C", "Q", "F"):
        return None
    base, anchor, why = _base(c, h)
    if base is None:
        return Draft(
            "date", unresolved=why, value={"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX")
        )
    moved = shift(floor(base, unit)[0], unit, _step(h))
    if moved is None:
        return None
    draft = placed(unit, moved, anchor)
    if h.has("part"):
        return _part(c, draft, *h.pair("part"))
    return one_sided(thirded(c, draft, h.value("third"), unit), h)


def last_weekend(c: Context, h: Hit) -> Draft | None:
    """Last weekend, this weekend, the weekend."""
    base, anchor, why = _base(c, h)
    if base is None:
        return Draft("date", unresolved=why, value="XXXX-WXX-WE", precision="weekend")
    monday = floor(base, "W")[0]
    step = _step(h)
    if step == 0 and not h.has("this") and base.weekday() < 5 and c.tense(h.at("weekend")) < 0:
        step = -1
    saturday = shift(monday, "D", 5 + 7 * step)
    if saturday is None:
        return None
    year, week, _ = saturday.isocalendar()
    return Draft("date", saturday, saturday + 2 * _DAY, "absolute", "weekend", value=f"{year}-W{week:02d}-WE",
                 anchor=anchor, bare=("weekly", datetime(2001, 1, 6), datetime(2001, 1, 8)))  # fmt: skip


def last_month(c: Context, h: Hit) -> Draft | None:
    """Last December, this September, next May, the following June."""
    month = h.number("month")
    base, anchor, _ = _base(c, h)
    if month is None:
        return None
    if base is None:
        there = datetime(2000, month, 1)
        return Draft("date", there, shift(there, "M", 1) or LATEST, "yearly", "month", value=f"XXXX-{month:02d}",
                     unresolved="the year is not said")  # fmt: skip
    step = _step(h)
    year = base.year
    if step < 0 and month >= base.month:
        year -= 1
    elif step > 0 and month <= base.month:
        year += 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    draft = placed("M", datetime(year, month, 1), anchor)
    leap = datetime(2000, month, 1)
    draft.bare = ("yearly", leap, shift(leap, "M", 1) or LATEST)
    return thirded(c, draft, h.value("third"), "M")


def month_of_year(c: Context, h: Hit) -> Draft | None:
    """October of next year."""
    month = h.number("month")
    if month is None or h.value("unit") != "Y":
        return None
    if c.published is None:
        return Draft("date", unresolved=NO_PUBLICATION, value=f"XXXX-{month:02d}")
    year = c.published.year + _step(h)
    return placed("M", datetime(year, month, 1), c.published_anchor()) if MINYEAR <= year <= MAXYEAR else None


def last_season(c: Context, h: Hit) -> Draft | None:
    """Last fall, this summer, the spring."""
    code = str(h.value("season"))
    base, anchor, why = _base(c, h)
    if base is None:
        told = any(h.has(name) for name in ("last", "next", "this", "prev", "foll", "same", "third"))
        # "calm in summer" is any summer
        return Draft("date", unresolved=why, value=f"XXXX-{code}", precision="season") if told else None
    step = _step(h)
    year = base.year
    start, end = season_of(code, year)
    if step < 0 and end > base:
        year -= 1
    elif step > 0 and start <= base:
        year += 1
    elif step == 0 and not h.has("this") and c.tense(h.at("season")) < 0 and start > base:
        year -= 1
    if not 1 < year < 9998:
        return None
    start, end = season_of(code, year)
    draft = Draft("date", start, end, "absolute", "season", value=f"{year:04d}-{code}", anchor=anchor)
    draft.bare = ("unplaced", EARLIEST, LATEST)
    return thirded(c, draft, h.value("third"), "S")


def same_part(c: Context, h: Hit) -> Draft | None:
    """Last night, this morning, the next morning, that night."""
    name, code = h.pair("part")
    base, anchor, why = _base(c, h)
    if base is None:
        return Draft("part", precision="part", type="TIME", value=f"XXXX-XX-XXT{code}", unresolved=why)
    moved = shift(base, "D", -1 if h.has("last") or h.has("prev") else 1 if h.has("next") or h.has("foll") else 0)
    if moved is None:
        return None
    return _part(c, placed("D", moved, anchor), name, code)
