"""What "early", "late", "before" and "since" make of a time, and the hours of a part of the day."""

from __future__ import annotations

from datetime import timedelta

from loupe.language.times.calendar import EARLIEST, LATEST, shift
from loupe.language.times.context import Context, Draft, Hit

__all__ = ["one_sided", "part_hours", "thirded"]

_THIRDS = {"START": "early", "MID": "mid", "END": "late"}


def part_hours(c: Context, name: str) -> tuple[int, int]:
    """The hours of a part of the day, as the widths have them."""
    hours: tuple[int, int] = getattr(c.widths, name)
    return hours


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


def one_sided(draft: Draft, h: Hit) -> Draft:
    """A time that "before", "after", "since" or "until" opens to one side."""
    for name in ("since", "before", "after", "until"):
        if h.has(name):
            early, late = draft.qualifier == "early", draft.qualifier == "late"  # "before the end of December"
            draft.core = h.at(name) + 1
            draft.qualifier = name
            if draft.frame != "absolute":
                return draft
            draft.bare = None
            if name == "since":
                draft.end = LATEST
            elif name == "before":
                draft.start, draft.end = EARLIEST, draft.end if late else draft.start
            elif name == "after":
                draft.start, draft.end = draft.start if early else draft.end, LATEST
            else:
                draft.start = EARLIEST
    return draft
