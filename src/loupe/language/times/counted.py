"""Reading times counted off from another: two years ago, three days later, two weeks before the robbery."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from loupe.language.times.calendar import floor, shift
from loupe.language.times.context import Context, Draft, Hit
from loupe.language.times.lengths import length, length_of
from loupe.language.times.relative import NO_PREVIOUS, NO_PUBLICATION, placed
from loupe.language.words import fold
from loupe.model.times import Anchor

__all__ = ["ago", "from_event", "from_now", "later", "that_quarter", "year_end"]


def ago(c: Context, h: Hit) -> Draft | None:
    """Two years ago, a few days ago: counted back from the publication."""
    measured = length_of(c, h)
    if measured is None:
        return None
    unit, low, high = measured
    same = _same_period(c, h, unit, low)
    if same is not None:
        return same
    anchor = c.published_anchor()
    if anchor is None:
        return Draft("date", unresolved=NO_PUBLICATION, value="PAST_REF")
    return _counted(h, anchor, unit, -high, -low)


def from_now(c: Context, h: Hit) -> Draft | None:
    """In two weeks, where the verb looks ahead; "built in two weeks" is how long it took."""
    measured = length_of(c, h)
    if measured is None or c.tense(h.match.start()) < 1 or c.scan.words[h.match.start()] not in c.lexicon.within:
        return length(c, h) if c.timexes else None
    anchor = c.published_anchor()
    if anchor is None:
        return Draft("date", unresolved=NO_PUBLICATION, value="FUTURE_REF")
    return _counted(h, anchor, *measured)


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
    return _counted(h, before, unit, *((-high, -low) if back else (low, high)))


def _same_period(c: Context, h: Hit, unit: str, count: float) -> Draft | None:
    """Whether "a year ago" follows a quarter: then it is that quarter of the year before."""
    period = c.period(h.match.start())
    if period is None or unit != "Y" or count != 1:
        return None
    year = c.published.year if c.published and not h.has("earlier") else period.start.year
    back = year - 1 - period.start.year
    start, end = shift(period.start, "Y", back), shift(period.end, "Y", back)
    if start is None or end is None:
        return None
    return _echo(replace(period, start=start, end=end, value=f"{start.year:04d}{period.value[4:]}"), c)


def _echo(draft: Draft, c: Context) -> Draft:
    """A time that takes up one named before, with a place of its own in the text."""
    return replace(draft, kind="echo", anchor=c.previous_anchor(), first=0, last=0, core=0)


def year_end(c: Context, h: Hit) -> Draft | None:
    """The year-end: the last month of the year that the verb points to."""
    if h.value("unit") != "Y" or h.value("third") != "END":
        return None
    if c.published is None:
        return Draft("date", unresolved="the year is not said", value="XXXX-12")
    year = c.published.year - (c.tense(h.at("unit")) < 0 and c.published.month < 12)
    return placed("M", datetime(max(year, 1), 12, 1), c.published_anchor())


def that_quarter(c: Context, h: Hit) -> Draft | None:
    """The quarter, that quarter: the one named before, else the last that was over."""
    period = c.period(h.match.start())
    if period is not None:
        return _echo(period, c)
    if c.published is None:
        return None
    return placed("Q", floor(shift(c.published, "Q", -1) or c.published, "Q")[0], c.published_anchor())


def from_event(c: Context, h: Hit) -> Draft | None:
    """Two years before the robbery, three days after Christmas: counted from an event or from the time that follows."""
    measured = length_of(c, h)
    if measured is None or (h.has("implied") and str(h.value("unit")) != measured[0]):
        return None  # "the weeks before" are no one week
    unit, low, high = measured
    ends = (-high, -low) if h.has("before") else (low, high)
    found = _event_after(c, h.match.end()) or _time_after(c, h.match.end())
    if found is not None:
        anchor, last = found
        draft = _counted(h, anchor, unit, *ends, width=anchor.end - anchor.start)
        if draft is not None:
            draft.last = last
        return draft
    if c.timexes:  # TimeML keeps the length and the word "before" apart
        bare = None if h.has("implied") else length(c, h)
        if bare is not None:
            bare.last = h.match.end() - 1
        return bare
    words = _event_words(c.words_after(h.match.end(), 3))
    return Draft(
        "date",
        unresolved=f"it is not known when that was: “{words}”" if words else "it is not said what it is counted from",
        value="PAST_REF" if h.has("before") else "FUTURE_REF",
    )


_DETERMINERS = frozenset("the a an his her its their our my your this that".split())


def _event_words(following: str) -> str:
    """The event a length is counted from, as far as its first words tell: "the theft"; empty at a sentence's end."""
    words = following.split()
    least = 2 if words and fold(words[0]) in _DETERMINERS else 1
    return " ".join(words[:least]).strip(" ,;:") if words and words[0][0].isalnum() else ""


def _event_after(c: Context, at: int) -> tuple[Anchor, int] | None:
    """The event that the words from a token on name, and the token after it."""
    for event in sorted(c.setting.events, key=lambda e: (-len(e.words), e.words)):
        wanted = fold(event.words).split()
        said = [fold(w) for w in c.scan.words[at : at + len(wanted)]]
        if wanted and said == wanted:
            words = c.scan.text[c.scan.starts[at] : c.scan.ends[at + len(wanted) - 1]]
            return Anchor("event", words, event.start, event.end), at + len(wanted)
    return None


def _time_after(c: Context, at: int) -> tuple[Anchor, int] | None:
    """The time that follows, when it has a place of its own, and the token after it."""
    coming = c.coming.get(at) or c.coming.get(at + 1)
    if coming is None:
        return None
    draft, last = coming[0](), coming[1]
    if draft is None or draft.frame != "absolute":
        return None
    words = c.scan.text[c.scan.starts[at] : c.scan.ends[last - 1]]
    return Anchor("event", words, draft.start, draft.end), last


_HALVES = {  # half a unit either way: "two years ago" is not to the day
    "W": timedelta(days=3), "M": timedelta(days=15), "Q": timedelta(days=45), "Y": timedelta(days=183),
    "E": timedelta(days=5 * 365), "C": timedelta(days=50 * 365),
}  # fmt: skip


def _counted(
    h: Hit, anchor: Anchor, unit: str, low: float, high: float, *, width: timedelta = timedelta(0)
) -> Draft | None:
    """The time so many units from an anchor: to the day in days, half a unit either way in longer units."""
    first, last = shift(anchor.start, unit, low), shift(anchor.start, unit, high)
    if first is None or last is None or first.year < 2:
        return None
    grain = "W" if unit == "F" else unit
    draft = placed(grain, first, anchor)
    half = _HALVES.get(grain)
    if half is None:
        draft.end = max(floor(last, grain)[1], floor(last, grain)[0] + width)
    elif first.year < 110 or last.year > 9880:
        return None
    else:
        draft.start = (first - half).replace(hour=0, minute=0)
        draft.end = (last + half).replace(hour=0, minute=0) + timedelta(days=1)
    if low != high:
        draft.value = "PAST_REF" if low < 0 else "FUTURE_REF"
    draft.qualifier = "about" if h.has("about") or low != high else ""
    return draft
