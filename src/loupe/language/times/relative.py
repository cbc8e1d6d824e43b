"""Reading times that are counted from another: yesterday, last week, two years ago, three days later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from loupe.language.times.calendar import EARLIEST, LATEST, floor, season_of, shift, value_of
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.dates import one_sided, part_hours, thirded
from loupe.language.times.lengths import bare_length, length, length_of
from loupe.language.words import fold
from loupe.model.times import Anchor

__all__ = ["ago", "day_off", "from_event", "from_now", "later", "last_month", "last_season", "last_unit", "last_weekend", "month_of_year", "same_part",
           "that_quarter", "year_end"]  # fmt: skip

_DAY = timedelta(days=1)
NO_PUBLICATION = "it is not known when the text was published"
NO_PREVIOUS = "there is no earlier time in the passage to count from"


def _placed(c: Context, unit: str, start: datetime, anchor: Anchor | None) -> Draft:
    begin, end = floor(start, unit)
    precision = {"D": "day", "W": "week", "F": "week", "M": "month", "Q": "month", "h": "hour", "min": "minute"}.get(unit, "year")
    kind = "TIME" if unit in ("S", "min", "h") else "DATE"
    draft = Draft("date", begin, end, "absolute", precision, kind, value_of(unit, begin), anchor=anchor)  # type: ignore[arg-type]
    draft.bare = ("unplaced", EARLIEST, LATEST)
    return draft


def day_off(c: Context, h: Hit) -> Draft | None:
    """Yesterday, today, tomorrow, tonight, with a part of the day where one is named."""
    offset, part = h.value("deict")  # type: ignore[misc]
    if h.has("part"):
        part = h.pair("part")[0]
    code = h.pair("part")[1] if h.has("part") else "NI" if part else ""
    if c.published is None:
        value = "PRESENT_REF" if offset == 0 and not code else f"XXXX-XX-XX{'T' + code if code else ''}"
        return Draft("date", type="TIME" if code else "DATE", value=value, unresolved=NO_PUBLICATION)
    moved = shift(c.published, "D", offset)
    if moved is None:
        return None
    draft = _placed(c, "D", moved, c.published_anchor())
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
        return Draft("date", unresolved=why, value={"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"))
    moved = shift(floor(base, unit)[0], unit, _step(h))
    if moved is None:
        return None
    draft = _placed(c, unit, moved, anchor)
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
    base, anchor, why = _base(c, h)
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
    draft = _placed(c, "M", datetime(year, month, 1), anchor)
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
    return _placed(c, "M", datetime(c.published.year + _step(h), month, 1), c.published_anchor())


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
    """This morning, last night, the next morning, that night."""
    name, code = h.pair("part")
    base, anchor, why = _base(c, h)
    low, high = part_hours(c, name)
    first = datetime(2001, 1, 1)
    bare = (first + timedelta(hours=low), first + timedelta(hours=max(high, low + 1)))
    if base is None:
        return Draft("part", *bare, "daily", "part", "TIME", f"XXXX-XX-XXT{code}", unresolved=why)
    moved = shift(base, "D", -1 if h.has("last") or h.has("prev") else 1 if h.has("next") or h.has("foll") else 0)
    if moved is None:
        return None
    return _part(c, _placed(c, "D", moved, anchor), name, code)


def ago(c: Context, h: Hit) -> Draft | None:
    """Two years ago, a few days ago: counted back from the publication."""
    measured = length_of(c, h)
    if measured is None:
        return None
    unit, low, high = measured
    same = _same_period(c, h, unit, low)
    if same is not None:
        return same
    if c.published is None:
        return Draft("date", unresolved=NO_PUBLICATION, value="PAST_REF")
    return _counted(c, h, c.published, c.published_anchor(), unit, -high, -low)


def from_now(c: Context, h: Hit) -> Draft | None:
    """In two weeks, where the verb looks ahead; "built in two weeks" is how long it took."""
    measured = length_of(c, h)
    if measured is None or c.tense(h.match.start()) < 1 or c.scan.words[h.match.start()] not in c.lexicon.within:
        return length(c, h) if c.timexes else None
    unit, low, high = measured
    if c.published is None:
        return Draft("date", unresolved=NO_PUBLICATION, value="FUTURE_REF")
    return _counted(c, h, c.published, c.published_anchor(), unit, low, high)


def later(c: Context, h: Hit) -> Draft | None:
    """Three days later, a week earlier: counted from the time named before."""
    measured = length_of(c, h)
    if measured is None:
        return None
    unit, low, high = measured
    back = h.has("earlier")
    same = _same_period(c, h, unit, low) if back else None
    if same is not None:
        return same
    before = c.previous_anchor()
    if before is None or before.start.year == 1:
        return Draft("date", unresolved=NO_PREVIOUS, value="PAST_REF" if back else "FUTURE_REF")
    base = before.start if back or before.end.year > 9000 else before.start
    return _counted(c, h, base, before, unit, *((-high, -low) if back else (low, high)), width=before.end - before.start)


def _same_period(c: Context, h: Hit, unit: str, count: float) -> Draft | None:
    """ "A year ago" after a quarter has been named is that quarter of the year before."""
    period = c.period(h.match.start())
    if period is None or unit != "Y" or count != 1:
        return None
    year = c.published.year if c.published and not h.has("earlier") else period.start.year
    start, end = shift(period.start, "Y", year - 1 - period.start.year), shift(period.end, "Y", year - 1 - period.start.year)
    if start is None or end is None:
        return None
    draft = replace(period, kind="echo", start=start, end=end, value=f"{start.year:04d}{period.value[4:]}", anchor=c.previous_anchor())
    draft.first = draft.last = draft.core = 0
    return draft


def year_end(c: Context, h: Hit) -> Draft | None:
    """The year-end: the last month of the year that the verb points to."""
    if h.value("unit") != "Y" or h.value("third") != "END":
        return None
    if c.published is None:
        return Draft("date", unresolved="the year is not said", value="XXXX-12")
    year = c.published.year - (c.tense(h.at("unit")) < 0 and c.published.month < 12)
    return _placed(c, "M", datetime(max(year, 1), 12, 1), c.published_anchor())


def that_quarter(c: Context, h: Hit) -> Draft | None:
    """The quarter, that quarter: the one named before, else the last that was over."""
    period = c.period(h.match.start())
    if period is not None:
        draft = replace(period, anchor=c.previous_anchor())
        draft.first = draft.last = draft.core = 0
        return draft
    if c.published is None:
        return None
    return _placed(c, "Q", floor(shift(c.published, "Q", -1) or c.published, "Q")[0], c.published_anchor())


def _counted(
    c: Context, h: Hit, base: datetime, anchor: Anchor | None, unit: str, low: float, high: float,
    width: timedelta = timedelta(0),
) -> Draft | None:  # fmt: skip
    """The time so many units from a moment: half a unit either way when the count is in weeks, months or years."""
    ends = [shift(base, unit, count) for count in (low, high)]
    middle = shift(base, unit, (low + high) / 2)
    if ends[0] is None or ends[1] is None or middle is None:
        return None
    grain = {"F": "W"}.get(unit, unit)
    draft = _placed(c, grain, middle if low == high else ends[0], anchor)
    half = {"W": timedelta(days=3), "F": timedelta(days=7), "M": timedelta(days=15), "Y": timedelta(days=183),
            "Q": timedelta(days=45), "E": timedelta(days=5 * 365), "C": timedelta(days=50 * 365)}.get(grain)  # fmt: skip
    first, last = ends
    if half is not None:
        try:
            draft.start = (first - half).replace(hour=0, minute=0)
            draft.end = (last + half).replace(hour=0, minute=0) + _DAY
        except OverflowError:
            return None
    else:
        draft.start, draft.end = floor(first, grain)[0], max(floor(last, grain)[1], floor(last, grain)[0] + width)
    if low != high:
        draft.value = "PAST_REF" if low < 0 else "FUTURE_REF"
    draft.qualifier = "about" if h.has("about") or low != high else ""
    return draft


def from_event(c: Context, h: Hit) -> Draft | None:
    """Two years before the robbery, three days after Christmas: counted from an event or from the time that follows."""
    measured = length_of(c, h) if h.has("unit") else ("D", 0.0, 0.0)
    if measured is None:
        return None
    unit, low, high = measured
    back = h.has("before")
    at = h.match.end()
    rest = c.scan.text[c.scan.starts[at] :] if at < len(c.scan.starts) else ""
    folded = fold(rest[:120])
    for event in sorted(c.setting.events, key=lambda e: -len(e.words)):
        if event.words and folded.startswith(fold(event.words)):
            words = rest[: len(event.words)]
            anchor = Anchor("event", words, event.start, event.end)
            draft = _counted(c, h, event.start, anchor, unit, *((-high, -low) if back else (low, high)),
                             width=event.end - event.start)  # fmt: skip
            if draft is not None:
                stop = c.scan.starts[at] + len(words)
                draft.last = next((i for i in range(at, len(c.scan.ends)) if c.scan.ends[i] >= stop), at) + 1
            return draft
    if c.timexes:  # TimeML keeps the length and the word "before" apart
        drafted = length(c, h)
        if drafted is not None:
            drafted.last = h.match.end() - 1
        return drafted
    return Draft("date", unresolved=f"it is not known when that was: “{' '.join(rest.split()[:4])}”",
                 value="PAST_REF" if back else "FUTURE_REF")  # fmt: skip
