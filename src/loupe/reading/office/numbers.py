"""Numbers as a spreadsheet shows them, by their number format; dates and times in ISO 8601 whatever the format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

__all__ = ["BUILT_IN", "show_number"]

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss", **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}  # fmt: skip
"""The formats that ECMA-376 part 1, 18.8.30 gives by number only; a locale may show some of them otherwise."""

_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[([^\]]*)\]|(General)|(E[+-]0+)|(AM/PM|A/P)|(.)', re.I | re.S)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?$", re.S)
_ELAPSED = re.compile(r"h+|m+|s+", re.I)
_LAST_DAY = 2_958_466  # 31 December 9999
_MOST_DECIMALS = 30


class _Shape(NamedTuple):
    """One section of a number format: what is written before and after the digits, and how the digits are."""

    kind: str  # number, date, general, words
    before: str = ""
    after: str = ""
    decimals: int = 0
    whole: int = 0  # digits at least before the point
    optional: int = 0  # decimals that may fall away
    thousands: bool = False
    scale: int = 0  # powers of 1000 that are left away
    percent: bool = False
    parts: str = ""  # of a date: which of y, m, d, h, s are shown; E for elapsed hours


def show_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """The number as a person sees it under the format ``code``; a format that is not understood leaves it plain."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    sections = _sections(code)
    shape = sections[0]
    negative = value < 0
    if len(sections) > 1 and negative:
        shape, value, negative = sections[1], -value, False
    elif len(sections) > 2 and value == 0:
        shape = sections[2]
    if shape.kind == "date":
        return _show_date(value, shape.parts, since_1904=since_1904) or _plain(value)
    if shape.kind == "words":
        return shape.before  # a section of words alone shows them instead of the number
    if shape.kind != "number":
        text = _plain(-value if negative else value)
        return f"{'-' if negative else ''}{shape.before}{text}{shape.after}"
    return _show(abs(value), shape, negative=negative)


def _show(value: float, shape: _Shape, *, negative: bool) -> str:
    try:
        number = Decimal(repr(value)) * (100 if shape.percent else 1) / (Decimal(1000) ** shape.scale)
        number = number.quantize(Decimal(1).scaleb(-shape.decimals), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return _plain(-value if negative else value)
    text = f"{number:{',' if shape.thousands else ''}f}"
    whole, point, decimals = text.partition(".")
    kept = decimals[: len(decimals) - shape.optional]
    decimals = kept + decimals[len(kept) :].rstrip("0")
    whole = whole.zfill(shape.whole) if not shape.thousands else whole
    if whole == "0" and not shape.whole and decimals:
        whole = ""
    text = whole + (point + decimals if decimals else "")
    sign = "-" if negative and number else ""
    return f"{sign}{shape.before}{text}{shape.after}"


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Shape, ...]:
    pieces, last, quoted = [], 0, False
    code = code[:1000]
    for at, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted and (at == 0 or code[at - 1] != "\\"):
            pieces.append(code[last:at])
            last = at + 1
    pieces.append(code[last:])
    if any(re.search(r"\[[<>=]", piece) for piece in pieces):
        return (_Shape("general"),)
    return tuple(_shape(piece) for piece in pieces[:3])


def _shape(section: str) -> _Shape:
    """What one section of a format says; "general" where it says more than is understood here."""
    build = _Builder()
    for token in _TOKEN.finditer(section):
        quoted, escaped, bracket, general, exponent, half, sign = token.groups()
        if bracket is not None:
            build.bracket(bracket)
        elif quoted is not None or escaped is not None:
            build.words(quoted if quoted is not None else escaped)
        elif general:
            build.general = True
        elif half:
            build.dates += "h"
        elif exponent:
            build.strange = True
        elif sign is not None:
            build.sign(sign)
    return build.shape()


class _Builder:
    """A section of a number format while its tokens are taken."""

    def __init__(self) -> None:
        self.before = self.after = self.digits = self.dates = ""
        self.general = self.strange = self.percent = self.is_text = self._closed = False

    def bracket(self, inside: str) -> None:
        if _ELAPSED.fullmatch(inside):
            self.dates += "E" + inside[0].lower()
        elif currency := _CURRENCY.match(inside):
            self.words(currency[1])

    def words(self, literal: str) -> None:
        if self.digits or self.general:
            self.after += literal
            self._closed = bool(self.digits)
        else:
            self.before += literal

    def sign(self, sign: str) -> None:
        if sign in "yYmMdDhHsSgGeEbB" and not self.digits:
            self.dates += sign.lower()
        elif sign in "0#?.,":
            self.strange |= self._closed and sign != ","  # digits among words, as in telephone numbers
            self.digits += sign
        elif sign == "@":
            self.is_text = True
        elif sign == "/" and self.digits:
            self.strange = True  # a fraction
        else:
            self.percent |= sign == "%"
            self.words(sign)

    def shape(self) -> _Shape:
        if self.dates.strip("geb"):
            return _Shape("date", parts=self.dates)
        if self.is_text or self.strange:
            return _Shape("general")
        if self.general or not self.digits:
            kind = "general" if self.general else "words"
            return _Shape(kind, self.before, self.after)
        digits = self.digits
        whole, _, decimals = digits.rstrip(",").partition(".")
        return _Shape(
            "number", self.before, self.after, min(len(decimals), _MOST_DECIMALS), whole.count("0"),
            decimals.count("#"), "," in whole.strip(","), len(digits) - len(digits.rstrip(",")), self.percent,
        )  # fmt: skip


def _show_date(value: float, parts: str, *, since_1904: bool) -> str | None:
    if "E" in parts:
        seconds = round(value * 86400)
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if not 0 <= value < _LAST_DAY:
        return None
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    moment = begin + timedelta(seconds=round(value * 86400))
    timed = "h" in parts or "s" in parts
    dated = "y" in parts or "d" in parts or ("m" in parts and not timed)
    clock = f"{moment:%H:%M}" + (f":{moment:%S}" if moment.second or "s" in parts else "")
    if not dated:
        return clock
    if timed:
        return f"{moment:%Y-%m-%d} {clock}"
    if "d" not in parts:
        return f"{moment:%Y-%m}" if "m" in parts else f"{moment:%Y}"
    return f"{moment:%Y-%m-%d}"


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return text.replace("e", "E")
