"""Reading lengths of time, repeated times, and words that only point: for exchange and for anchors, not as times."""

from __future__ import annotations

from loupe.language.times.context import Context, Draft, Hit

__all__ = ["bare_length", "length", "length_of", "past_pointer", "pointer", "repeated", "repeated_word"]

_NOT_A_TIME = "a length of time, not a time"
_REPEATED = "a time that comes again and again"
_CLOCKED = {"S", "min", "h"}
_LETTER = {
    "S": "S",
    "min": "M",
    "h": "H",
    "D": "D",
    "W": "W",
    "F": "W",
    "M": "M",
    "Q": "Q",
    "Y": "Y",
    "E": "E",
    "C": "C",
}


def unit_of(code: object) -> str:
    """The unit of a word without its plural: "Ds" and "D" are days."""
    text = str(code)
    return text[:-1] if len(text) > 1 and text.endswith("s") else text


def length_of(c: Context, h: Hit) -> tuple[str, float, float] | None:
    """Unit, least and most of a length of time; None when its number makes no sense."""
    unit = unit_of(h.value("unit"))
    if h.has("vague"):
        low, high = getattr(c.widths, str(h.value("vague")))
        return unit, float(low), float(high)
    if not h.has("count") and (h.has("implied") or h.has("earlier")):
        return unit, 1.0, 1.0  # "year-ago", "year-earlier"
    count = h.amount("count")
    if count is None:
        return None
    if h.has("count2"):
        most = h.amount("count2") or count
        return (unit, count, most) if 0 <= count <= most < 100_000 else None
    if h.has("and_half"):
        count += 0.5
    return (unit, count, count) if 0 <= count < 100_000 else None


def _value(unit: str, count: float | None) -> str:
    """The TimeML value of a length; X where the number is vague."""
    prefix = "PT" if unit in _CLOCKED else "P"
    if count is None:
        return f"{prefix}X{_LETTER[unit]}"
    if unit == "F":
        count *= 2
    if unit == "C":
        unit, count = "Y", 100 * count
    if count == int(count):
        return f"{prefix}{int(count)}{_LETTER[unit]}"
    smaller = {"Y": ("M", 12), "h": ("M", 60), "D": ("T", 24)}.get(unit)
    if smaller is None or smaller[0] == "T":
        return f"{prefix}{count:g}{_LETTER[unit]}"
    return f"{prefix}{int(count)}{_LETTER[unit]}{round((count - int(count)) * smaller[1])}{smaller[0]}"


def length(c: Context, h: Hit) -> Draft | None:
    """Two years, the past five days, at least 18 months, a five-hour."""
    measured = length_of(c, h)
    after = c.scan.words[h.match.end()] if h.match.end() < len(c.scan.words) else ""
    following = c.scan.words[h.match.end() + 1] if h.match.end() + 1 < len(c.scan.words) else ""
    if measured is None or "old" in (after, following if after in ("-", "–") else ""):
        return None  # an age
    unit, low = measured[:2]
    value = _value(unit, None if h.has("vague") else low)
    qualifier = "about" if h.has("about") else ""
    return Draft(
        "length", precision="length", type="DURATION", value=value, qualifier=qualifier, unresolved=_NOT_A_TIME
    )


def bare_length(_c: Context, h: Hit, count: float | None = None) -> Draft | None:
    """Years, recent months, the coming weeks: so many is not said."""
    if count is None and str(h.value("unit")) == unit_of(h.value("unit")):
        return None  # one of them is no length: "the year"
    unit = unit_of(h.value("unit"))
    return Draft("length", precision="length", type="DURATION", value=_value(unit, count), unresolved=_NOT_A_TIME)


def repeated(_c: Context, h: Hit) -> Draft | None:
    """Every day, each July, twice a week, every two years."""
    if h.has("weekday"):
        value = f"XXXX-WXX-{int(str(h.value('weekday'))) + 1}"
    elif h.has("month"):
        value = f"XXXX-{int(str(h.value('month'))):02d}"
    elif h.has("season"):
        value = f"XXXX-{h.value('season')}"
    elif h.has("part"):
        value = f"XXXX-XX-XXT{h.pair('part')[1]}"
    else:
        value = _value(unit_of(h.value("unit")), h.amount("count") or 1)
    return Draft("set", precision="set", type="SET", value=value, unresolved=_REPEATED)


def repeated_word(_c: Context, h: Hit) -> Draft | None:
    """Daily, weekly, annually."""
    value = h.value("every")
    if value is None:
        return None
    return Draft("set", precision="set", type="SET", value=str(value), unresolved=_REPEATED)


def past_pointer(c: Context, h: Hit) -> Draft | None:
    """The past: no more than that it was before."""
    if c.scan.words[h.match.end() - 1] != "past":
        return None
    return Draft("ref", precision="vague", value="PAST_REF", unresolved="it points without saying when")


def pointer(c: Context, h: Hit) -> Draft | None:
    """Now, recently, soon, in the future."""
    at = h.match.end()
    if h.word("ref") == "soon" and at < len(c.scan.words) and c.scan.words[at] == "as":
        return None
    return Draft(
        "ref", precision="vague", value=str(h.value("ref") or "PRESENT_REF"), unresolved="it points without saying when"
    )
