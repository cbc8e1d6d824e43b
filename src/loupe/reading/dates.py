"""Dates as files write them to EDTF (ISO 8601-2): 2003, 2003-02, 2003-02-15."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_tz

__all__ = ["find_leading_date", "note_made_on", "to_edtf"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_EDTF = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:/(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?|\.\.)?)?$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$", re.S)
_COMPACT = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{0,6}(?:[-+Z].*)?)?$")
_DAY_FIRST = re.compile(rf"(?:[a-z]+,?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"(?:[a-z]+,?\s+)?{_MONTH}\s+{_DAY},?\s+(\d{{4}})\b", re.I)
_MONTH_ONLY = re.compile(rf"{_MONTH},?\s+(\d{{4}})$", re.I)
_SLASHED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})$")


def to_edtf(written: str | None) -> str | None:
    """The date as EDTF, or None when it is no date, impossible, or could be read two ways (03/04/2003)."""
    text = " ".join((written or "").split())[:100]
    if not text:
        return None
    if _EDTF.match(text):
        return text if _sound(text) else None
    if match := (_ISO.match(text) or _COMPACT.match(text)):
        return _join(match[1], match[2], match[3])
    if found := find_leading_date(text):
        return found
    if match := _MONTH_ONLY.match(text):
        return _join(match[2], str(_MONTHS[match[1].lower()]), None)
    if match := _SLASHED.match(text):
        return _slashed(match)
    parsed = parsedate_tz(text)
    return _join(str(parsed[0]), str(parsed[1]), str(parsed[2])) if parsed else None


def note_made_on(written: str | None) -> tuple[str, ...]:
    """A note on the date that a file says it was made on, which is no date of publication; none when it says none."""
    made = to_edtf(written)
    if made is None:
        return ()
    when = f"{'on' if made.count('-') == 2 else 'in'} {made}"
    return (f"Made {when}, according to the file, which does not say when it was published.",)


def find_leading_date(text: str) -> str | None:
    """The full date in words that a text begins with ("9 May 2023 – Barbara Longley"), or None."""
    if match := _DAY_FIRST.match(text):
        return _join(match[3], str(_MONTHS[match[2].lower()]), match[1])
    if match := _MONTH_FIRST.match(text):
        return _join(match[3], str(_MONTHS[match[1].lower()]), match[2])
    return None


def _slashed(match: re.Match[str]) -> str | None:
    first, second = int(match[1]), int(match[2])
    if "." in match[0] or first > 12:
        return _join(match[3], match[2], match[1])
    if second > 12 or first == second:
        return _join(match[3], match[1], match[2])
    return None


def _sound(edtf: str) -> bool:
    for part in edtf.split("/"):
        bare = part.strip("~?%")
        if bare and bare != ".." and _join(*[*bare.lstrip("-").split("-"), "", ""][:3]) is None:
            return False
    return True


def _join(year: str, month: str | None, day: str | None) -> str | None:
    try:
        if not month:
            return f"{int(year):04d}"
        if not day:
            return f"{date(int(year), int(month), 1):%Y-%m}".rjust(7, "0")
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
