"""Numbers in digits: their points and commas, spaces between thousands, powers, and fractions written with a stroke."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import FRACTION_SIGNS, Line

__all__ = ["Figure", "figure_value", "read_figure"]

_BLANKS = "\u00a0\u202f\u2009\u2007"
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{_BLANKS}'’]\d{{3}})+(?:[.,]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in digits: its value, the word after it, and whether it is whole, as written, or a fraction."""

    value: float
    after: int
    whole: bool
    fraction: bool = False


@lru_cache(maxsize=20_000)
def figure_value(text: str, comma: bool) -> float | None:
    """The value of a run of digits; ``comma``: the language writes decimals with one. None when it is no number.

    What both habits read alike counts in either: "1,234.56", "1.234,56", "1.234.567".
    """
    if len(text) > 40:
        return None
    if _GROUPED.fullmatch(text):
        text = re.sub(rf"[{_BLANKS}'’]", "", text)
    if text.isdigit():
        return float(text)
    points, commas = text.count("."), text.count(",")
    if len(text) != sum(map(text.count, "0123456789.,")):
        return None
    if points and commas:
        if _COMMAS.fullmatch(text):
            return float(text.replace(",", ""))
        return float(text.replace(".", "").replace(",", ".")) if _POINTS.fullmatch(text) else None
    sign, pattern = (".", _POINTS) if points else (",", _COMMAS)
    if points + commas == 1:
        if (sign == ",") != comma and pattern.fullmatch(text) and text[0] != "0":
            return float(text.replace(sign, ""))
        return float(text.replace(",", "."))
    if pattern.fullmatch(text) or _INDIAN.fullmatch(text):
        return float(text.replace(sign, ""))
    return None


def read_figure(line: Line, i: int, lexicon: Lexicon) -> Figure | None:
    """The number in digits that begins at word ``i``: "1,234", "100 000", "2½", "2 1/2", "1/4", "5.5×10-3", "4e14"."""
    word = line.word[i]
    if word in FRACTION_SIGNS:
        return Figure(FRACTION_SIGNS[word], i + 1, whole=False, fraction=True)
    if word[0] not in "0123456789":
        return None
    value, after = figure_value(word, lexicon.comma), i + 1
    if value is None:
        return None
    grouped = _spaced(line, i, lexicon)
    if grouped is not None:
        return Figure(*grouped, whole=True)
    whole = word.isdigit() or value == int(value)
    powered = _power(line, after, value, lexicon)
    if powered is not None:
        return powered
    if line.word[after] in FRACTION_SIGNS and whole:
        return Figure(value + FRACTION_SIGNS[line.word[after]], after + 1, whole=False)
    if word.isdigit():
        part = _stroke(line, i)
        if part is not None:
            return Figure(part, i + 3, whole=False, fraction=True)
        part = _stroke(line, after) if line.is_figure(after) and not line.glued(after) else None
        if part is not None:
            return Figure(value + part, after + 3, whole=False)
    return Figure(value, after, whole)


def _spaced(line: Line, i: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """ "100 000", "1 234 567.89": groups of three after single spaces, told from two numbers side by side."""
    if not line.word[i].isdigit() or len(line.word[i]) > 3 or line.word[i][0] == "0":
        return None
    j, text = i + 1, line.word[i]
    while re.fullmatch(r"\d{3}(?:[.,]\d+)?", line.word[j]) and line.start[j] == line.end[j - 1] + 1:
        text, j = text + line.word[j], j + 1
        if not line.word[j - 1].isdigit():
            break
    groups = j - i - 1
    sure = groups > 1 or (groups == 1 and (lexicon.comma or line.word[i + 1] == "000"))
    value = figure_value(text, lexicon.comma) if sure else None
    return (value, j) if value is not None else None


def _stroke(line: Line, i: int) -> float | None:
    """ "1/4": a small part of one; "24/7", "9/11" and dates are none."""
    top, stroke, below = line.word[i : i + 3]
    if stroke not in ("/", "⁄") or not (top.isdigit() and below.isdigit()) or line.word[i + 3] == "/":
        return None
    if not (line.glued(i + 1) and line.glued(i + 2)) or line.before(i) == "/" or len(below) > 4 or len(top) > 3:
        return None
    a, b = int(top), int(below)
    usual = b in (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100, 1000)
    return a / b if 0 < a < b and usual else None


_MOST = 300


def _power(line: Line, i: int, value: float, lexicon: Lexicon) -> Figure | None:
    """Behind a number: "e14", "E9", "^23", "x10^3", "×10⁻³", "x 2^10"."""
    low = line.low[i]
    if low == "e" and line.glued(i):
        n, after = _exponent(line, i + 1)
        return _raised(value, 10.0, n, after)
    if low == "^" and line.glued(i):
        n, after = _exponent(line, i + 1)
        return _raised(1.0, value, n, after)
    if low in ("x", "×", "*", "·") and line.is_figure(i + 1):
        base = figure_value(line.word[i + 1], lexicon.comma)
        after = i + 2
        if base is None or base not in (2, 10):
            return None
        n, after = _exponent(line, after + (line.low[after] == "^"))
        return _raised(value, base, n, after)
    return None


def _exponent(line: Line, i: int) -> tuple[int | None, int]:
    sign = -1 if line.low[i] in ("-", "−") else 1
    j = i + (line.low[i] in ("-", "−", "+"))
    if line.glued(j) and line.word[j].isdigit() and len(line.word[j]) < 4 and line.word[j].isascii():
        return sign * int(line.word[j]), j + 1
    return None, i


def _raised(value: float, base: float, n: int | None, after: int) -> Figure | None:
    if n is None or abs(n) > _MOST or (base == 0 and n < 0) or abs(base) > 1e6:
        return None
    try:
        result = value * base**n
    except OverflowError:
        return None
    return Figure(result, after, whole=False)
