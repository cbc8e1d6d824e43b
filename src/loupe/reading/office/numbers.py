"""Numbers as a spreadsheet shows them, by their number format; dates and times in ISO 8601 whatever the format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

__all__ = ["BUILT_IN", "show_number"]

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
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

    kind: str  # number, date, general, text
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
    before, after, digits = "", "", ""
    dates = ""
    percent = general = closed = False
    for token in _TOKEN.finditer(section):
        quoted, escaped, bracket, is_general, exponent, half, sign = token.groups()
        if bracket is not None and _ELAPSED.fullmatch(bracket):
            dates += "E" + bracket[0].lower()
            continue
        literal = quoted if quoted is not None else escaped
        if bracket is not None:
            found = _CURRENCY.match(bracket)
            literal = found[1] if found else ""
        if is_general:
            general = True
        elif exponent:
            return _Shape("general")
        elif half:
            dates += "h"
        elif literal is None and sign is None:
            continue
        elif literal is None and sign in "yYmMdDhHsSgGeEbB" and not digits:
            dates += sign.lower()
        elif literal is None and sign in "0#?.,":
            if closed and sign != ",":
                return _Shape("general")  # digits among words, as in telephone numbers
            digits += sign
        elif literal is None and sign == "@":
            return _Shape("text")
        elif literal is None and sign == "/" and digits:
            return _Shape("general")  # fractions
        else:
            percent = percent or (literal is None and sign == "%")
            words = literal if literal is not None else sign
            if digits or general:
                after, closed = after + words, bool(digits)
            else:
                before += words
    if dates.strip("geb"):
        return _Shape("date", parts=dates)
    if general or not digits:
        return _Shape("general" if general or not before else "text", before if general else "", after)
    whole, _, decimals = digits.rstrip(",").partition(".")
    return _Shape(
        "number", before, after, min(len(decimals), _MOST_DECIMALS), whole.count("0"), decimals.count("#"),
        "," in whole.strip(","), len(digits) - len(digits.rstrip(",")), percent,
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
