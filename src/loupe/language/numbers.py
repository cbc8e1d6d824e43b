"""Number phrases: from "123" and "$300m" to "one hundred and twenty-three", "half a million" and "tens of millions"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from loupe.language import tables as t
from loupe.language.words import Token

__all__ = ["Number", "low_at", "read_number"]

_DIGITS = re.compile(r"^\d+(?:[.,]\d+)*$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: its bounds, the tokens it covers, and what was written."""

    low: float
    high: float
    first: int
    after: int
    vague: bool = False
    currency: str | None = None
    digits: bool = False
    scaled: bool = False  # a multiplier such as "million" was part of it
    total: float | None = None  # 160 in "two-thirds of 160"


def read_number(words: list[Token], i: int) -> Number | None:
    """The number phrase that begins at token ``i``, None when none does."""
    if words[i].low == "minus" and i + 1 < len(words):
        number = read_number(words, i + 1)
        return number and replace(number, low=-number.high, high=-number.low, first=i)
    currency = None
    first = i
    if words[i].low in ("$", "€", "£"):
        currency, i = t.CURRENCIES[words[i].low], i + 1
    elif words[i].low in ("us", "a", "au") and low_at(words, i + 1) == "$" and words[i + 1].start == words[i].end:
        currency, i = ("USD" if words[i].low == "us" else "AUD"), i + 2
    if i >= len(words):
        return None
    number = _digits(words, i) or _words(words, i)
    if number is None:
        return None
    return replace(number, first=first, currency=currency or number.currency)


def _digits(words: list[Token], i: int) -> Number | None:
    text = words[i].text
    if not _DIGITS.match(text):
        return None
    if (
        i > 1
        and words[i - 1].low == "-"
        and words[i - 1].end == words[i].start
        and words[i - 2].end == words[i - 1].start
    ):
        if words[i - 2].text[0].isalpha():
            return None  # "COVID-19", "B-52": part of a name
    elif i > 0 and words[i - 1].end == words[i].start and words[i - 1].text[0].isalpha():
        return None  # "E19"
    value = _digits_value(text)
    if value is None:
        return None
    after, scaled = i + 1, False
    glued = after < len(words) and words[after].start == words[i].end
    if glued and (words[after].low in ("st", "nd", "rd", "th")):
        return None
    if (
        glued
        and words[after].low in t.SHORT_MULTIPLIERS
        and not (after + 1 < len(words) and words[after + 1].low == "'")
    ):
        money = i > 0 and words[i - 1].low in ("$", "€", "£")
        named = low_at(words, after + 1) in t.CURRENCIES
        if money or named or words[after].low in ("bn", "mn", "mln", "k"):
            value, after, scaled = value * t.SHORT_MULTIPLIERS[words[after].low], after + 1, True
    elif glued and words[after].text[0].isalpha() and words[after].low not in _GLUED_UNITS:
        return None  # a name such as "3rd" or "7a", not a number
    factor, after = _multipliers(words, after)
    return Number(value * factor, value * factor, i, after, digits=True, scaled=scaled or factor != 1)


_GLUED_UNITS = frozenset({"m", "cm", "mm", "km", "kg", "g", "ft", "lb"})


def _digits_value(text: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _multipliers(words: list[Token], i: int) -> tuple[float, int]:
    factor = 1.0
    while i < len(words) and words[i].low in t.MULTIPLIERS:
        factor *= t.MULTIPLIERS[words[i].low]
        i += 1
    return factor, i


def _words(words: list[Token], i: int) -> Number | None:
    low = words[i].low
    if low in t.VAGUE_PLURALS:
        return _vague_plural(words, i)
    if low in ("several", "few", "couple", "handful"):
        return _vague_word(words, i, i)
    if low == "a" and low_at(words, i + 1) in ("few", "couple", "handful"):
        return _vague_word(words, i, i + 1)
    if low in ("half", "quarter", "third") or (
        low in ("a", "one") and low_at(words, i + 1) in ("half", "quarter", "third")
    ):
        return _fraction(words, i)
    if low in t.NUMBER_WORDS and low_at(words, i + 1) == "-" and low_at(words, i + 2) in t.FRACTIONS:
        return _shares(words, i, i + 2)
    if low in t.NUMBER_WORDS and low_at(words, i + 1) in ("thirds", "quarters", "fifths", "tenths"):
        return _shares(words, i, i + 1)
    if low == "a" and low_at(words, i + 1) in t.MULTIPLIERS:
        factor, after = _multipliers(words, i + 1)
        return _plus_rest(words, Number(factor, factor, i, after, scaled=True))
    if low in t.NUMBER_WORDS:
        return _plain_words(words, i)
    if low in ("a", "an") and low_at(words, i + 1) in t.DURATIONS and low_at(words, i + 2) in _BESIDE:
        return Number(1, 1, i, i + 1)
    return None


_BESIDE = frozenset({"after", "before", "later", "earlier", "ago"})  # "a week after the theft"


def _plain_words(words: list[Token], i: int) -> Number | None:
    """Numbers spelled out: "one hundred and twenty-three", "twenty-seven", "two and a half million"."""
    total, group, j = 0.0, 0.0, i
    scaled = False
    while j < len(words):
        low = words[j].low
        if low in t.NUMBER_WORDS:
            if j > i and words[j - 1].low in t.NUMBER_WORDS:
                break  # "nineteen ninety": a year or two numbers, not a sum
            group += t.NUMBER_WORDS[low]
        elif low == "hundred" and group:
            group, scaled = group * 100, True
        elif low == "dozen" and group:
            group, scaled = group * 12, True
        elif low in ("thousand", "million", "billion", "trillion") and (group or total):
            total, group, scaled = total + (group or 1) * t.MULTIPLIERS[low], 0.0, True
        elif low == "and" and scaled and low_at(words, j + 1) in t.NUMBER_WORDS and group % 100 == 0:
            pass
        elif low == "and" and low_at(words, j + 1) == "a" and low_at(words, j + 2) == "half":
            group, j = group + 0.5, j + 2
        elif (
            low == "-" and low_at(words, j + 1) in t.NUMBER_WORDS and words[j].start == words[j - 1].end and group >= 20
        ):
            group += t.NUMBER_WORDS[words[j + 1].low]
            j += 1
        else:
            break
        j += 1
    value = total + group
    return Number(value, value, i, j, scaled=scaled)


def _plus_rest(words: list[Token], number: Number) -> Number:
    if low_at(words, number.after) == "and" and low_at(words, number.after + 1) in t.NUMBER_WORDS:
        rest = _plain_words(words, number.after + 1)
        if rest is not None and rest.low < 100 and number.low >= 100:
            value = number.low + rest.low
            return replace(number, low=value, high=value, after=rest.after)
    return number


def _vague_plural(words: list[Token], i: int) -> Number | None:
    low, high = t.VAGUE_PLURALS[words[i].low]
    after = i + 1
    if low_at(words, after) == "of" and low_at(words, after + 1) in t.VAGUE_PLURALS:
        factor = t.MULTIPLIERS[words[after + 1].low.removesuffix("s")]
        base = {"tens": (10, 99), "hundreds": (100, 999), "thousands": (1e3, 9999)}.get(words[i].low, (low, high))
        return Number(base[0] * factor, base[1] * factor, i, after + 2, vague=True, scaled=True)
    return Number(low, high, i, after, vague=True, scaled=True)


def _vague_word(words: list[Token], first: int, i: int) -> Number | None:
    low, high = t.VAGUE_WORDS[words[i].low]
    after = i + 1
    if words[i].low in ("couple", "handful") and low_at(words, after) == "of":
        after += 1
    factor, after = _multipliers(words, after)
    return Number(low * factor, high * factor, first, after, vague=True, scaled=factor != 1)


def _fraction(words: list[Token], i: int) -> Number | None:
    """A part of a number: "half a million", "a quarter of a billion"; a bare "half of the boxes" is a share."""
    j = i + 1 if words[i].low in ("a", "one") else i
    value, after = t.FRACTIONS[words[j].low], j + 1
    k = after + (1 if low_at(words, after) == "of" else 0)
    k += 1 if low_at(words, k) == "a" else 0
    factor, end = _multipliers(words, k)
    if factor != 1:
        return Number(value * factor, value * factor, i, end, scaled=True)
    return _share(words, i, after, value) if low_at(words, after) == "of" else None


def _shares(words: list[Token], i: int, j: int) -> Number | None:
    return _share(words, i, j + 1, t.NUMBER_WORDS[words[i].low] * t.FRACTIONS[words[j].low])


def _share(words: list[Token], i: int, after: int, value: float) -> Number:
    """A share of a named total is a count ("two-thirds of 160"); of anything else it stays a share."""
    total_at = after + 1
    while low_at(words, total_at) in ("the", "its", "their", "all"):
        total_at += 1
    total = read_number(words, total_at) if low_at(words, after) == "of" and total_at < len(words) else None
    if total is not None and total.low == total.high and total.low > 1 and total.currency is None:
        count = value * total.low
        return Number(math.floor(count), math.ceil(count), i, total.after, vague=True, scaled=True, total=total.low)
    return Number(value, value, i, after, currency="%")


def low_at(words: list[Token], i: int) -> str:
    """The folded token at ``i``, empty beyond either end."""
    return words[i].low if 0 <= i < len(words) else ""
