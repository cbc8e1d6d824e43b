"""Quantities: numbers in digits and words, with their bounds, currency or unit, and the thing counted.

A small recursive-descent grammar over tokens, driven by ``loupe.language.tables``. What it cannot read it leaves out;
spans that are dates or clock times are passed in and skipped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loupe.language import tables as t
from loupe.language.words import Token, stem, tokens
from loupe.model.quantities import Dimension, Quantity, QuantityKind

__all__ = ["find_quantities"]

_DIGITS = re.compile(r"^\d+(?:[.,]\d+)*$")
_RANGE_WORDS = ("to", "-", "–", "—", "and", "or")


@dataclass(frozen=True, slots=True)
class _Number:
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


def find_quantities(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of a text in order; ``skip`` holds spans (dates, clock times) that are not to be read as numbers."""
    words = tokens(text)
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        number = None if _inside(words[i], skip) else _number(words, i)
        if number is None:
            i += 1
            continue
        quantities, i = _quantity(text, words, number)
        found.extend(q for q in quantities if q is not None)
    return tuple(_with_facets(text, _linked(text, found)))


_OF_THE = re.compile(r"\b(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those)\b", re.IGNORECASE)


def _linked(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join a part to the total that stands elsewhere in the sentence: "of the 160 boxes, 123 were opened", "189 boxes, and
    109 of them ..."."""
    result = list(found)
    for i in range(len(result) - 1):
        whole, part = result[i], result[i + 1]
        if (
            whole.dimension != "count"
            or part.dimension != "count"
            or whole.kind != "exact"
            or part.part_of
            or whole.part_of
        ):
            continue
        announced = _OF_THE.search(text[: whole.start]) and part.noun in (None, whole.noun)
        referred = part.noun is None and _OF_THEM.match(text, part.end)
        if (announced or referred) and part.high <= whole.low:
            result[i] = replace(whole, is_total=announced is not None or whole.is_total)
            result[i + 1] = replace(part, noun=whole.noun, part_of=whole.low)
    return result


def _inside(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


# --- number phrases -------------------------------------------------------------------------------------------------


def _number(words: list[Token], i: int) -> _Number | None:
    currency = None
    first = i
    if words[i].low in ("$", "€", "£"):
        currency, i = t.CURRENCIES[words[i].low], i + 1
    elif words[i].low in ("us", "a", "au") and _low(words, i + 1) == "$" and words[i + 1].start == words[i].end:
        currency, i = ("USD" if words[i].low == "us" else "AUD"), i + 2
    if i >= len(words):
        return None
    number = _digits(words, i) or _words(words, i)
    if number is None:
        return None
    return replace(number, first=first, currency=currency or number.currency)


def _digits(words: list[Token], i: int) -> _Number | None:
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
        if money or words[after].low in ("bn", "mn", "mln", "k"):
            value, after, scaled = value * t.SHORT_MULTIPLIERS[words[after].low], after + 1, True
    elif glued and words[after].text[0].isalpha() and words[after].low not in _GLUED_UNITS:
        return None  # a name such as "3rd" or "7a", not a number
    factor, after = _multipliers(words, after)
    return _Number(value * factor, value * factor, i, after, digits=True, scaled=scaled or factor != 1)


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


def _words(words: list[Token], i: int) -> _Number | None:
    low = words[i].low
    if low in t.VAGUE_PLURALS:
        return _vague_plural(words, i)
    if low in ("several", "few", "couple", "handful"):
        return _vague_word(words, i, i)
    if low == "a" and _low(words, i + 1) in ("few", "couple", "handful"):
        return _vague_word(words, i, i + 1)
    if low in ("half", "quarter", "third") or (
        low in ("a", "one") and _low(words, i + 1) in ("half", "quarter", "third")
    ):
        return _fraction(words, i)
    if low in t.NUMBER_WORDS and _low(words, i + 1) == "-" and _low(words, i + 2) in t.FRACTIONS:
        return _shares(words, i, i + 2)
    if low in t.NUMBER_WORDS and _low(words, i + 1) in ("thirds", "quarters", "fifths", "tenths"):
        return _shares(words, i, i + 1)
    if low == "a" and _low(words, i + 1) in t.MULTIPLIERS:
        factor, after = _multipliers(words, i + 1)
        return _plus_rest(words, _Number(factor, factor, i, after, scaled=True))
    if low in t.NUMBER_WORDS:
        return _plain_words(words, i)
    if low in ("a", "an") and _low(words, i + 1) in t.DURATIONS and _low(words, i + 2) in _BESIDE:
        return _Number(1, 1, i, i + 1)
    return None


_BESIDE = frozenset({"after", "before", "later", "earlier", "ago"})  # "a week after the theft"


def _plain_words(words: list[Token], i: int) -> _Number | None:
    """ "one hundred and twenty-three", "twenty-seven", "two and a half million" """
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
        elif low == "and" and scaled and _low(words, j + 1) in t.NUMBER_WORDS and group % 100 == 0:
            pass
        elif low == "and" and _low(words, j + 1) == "a" and _low(words, j + 2) == "half":
            group, j = group + 0.5, j + 2
        elif low == "-" and _low(words, j + 1) in t.NUMBER_WORDS and words[j].start == words[j - 1].end and group >= 20:
            group += t.NUMBER_WORDS[words[j + 1].low]
            j += 1
        else:
            break
        j += 1
    value = total + group
    return _Number(value, value, i, j, scaled=scaled)


def _plus_rest(words: list[Token], number: _Number) -> _Number:
    if _low(words, number.after) == "and" and _low(words, number.after + 1) in t.NUMBER_WORDS:
        rest = _plain_words(words, number.after + 1)
        if rest is not None and rest.low < 100 and number.low >= 100:
            value = number.low + rest.low
            return replace(number, low=value, high=value, after=rest.after)
    return number


def _vague_plural(words: list[Token], i: int) -> _Number | None:
    low, high = t.VAGUE_PLURALS[words[i].low]
    after = i + 1
    if _low(words, after) == "of" and _low(words, after + 1) in t.VAGUE_PLURALS:
        factor = t.MULTIPLIERS[words[after + 1].low.removesuffix("s")]
        base = {"tens": (10, 99), "hundreds": (100, 999), "thousands": (1e3, 9999)}.get(words[i].low, (low, high))
        return _Number(base[0] * factor, base[1] * factor, i, after + 2, vague=True, scaled=True)
    return _Number(low, high, i, after, vague=True, scaled=True)


def _vague_word(words: list[Token], first: int, i: int) -> _Number | None:
    low, high = t.VAGUE_WORDS[words[i].low]
    after = i + 1
    if words[i].low in ("couple", "handful") and _low(words, after) == "of":
        after += 1
    factor, after = _multipliers(words, after)
    return _Number(low * factor, high * factor, first, after, vague=True, scaled=factor != 1)


def _fraction(words: list[Token], i: int) -> _Number | None:
    """ "half a million", "a quarter of a billion", "half a dozen"; a bare "half of the boxes" is a share"""
    j = i + 1 if words[i].low in ("a", "one") else i
    value, after = t.FRACTIONS[words[j].low], j + 1
    k = after + (1 if _low(words, after) == "of" else 0)
    k += 1 if _low(words, k) == "a" else 0
    factor, end = _multipliers(words, k)
    if factor != 1:
        return _Number(value * factor, value * factor, i, end, scaled=True)
    return _share(words, i, after, value) if _low(words, after) == "of" else None


def _shares(words: list[Token], i: int, j: int) -> _Number | None:
    return _share(words, i, j + 1, t.NUMBER_WORDS[words[i].low] * t.FRACTIONS[words[j].low])


def _share(words: list[Token], i: int, after: int, value: float) -> _Number:
    """A share of a named total is a count ("two-thirds of 160"); of anything else it stays a share."""
    total_at = after + 1
    while _low(words, total_at) in ("the", "its", "their", "all"):
        total_at += 1
    total = _number(words, total_at) if _low(words, after) == "of" and total_at < len(words) else None
    if total is not None and total.low == total.high and total.low > 1 and total.currency is None:
        count = value * total.low
        return _Number(math.floor(count), math.ceil(count), i, total.after, vague=True, scaled=True, total=total.low)
    return _Number(value, value, i, after, currency="%")


# --- quantities -----------------------------------------------------------------------------------------------------


def _quantity(text: str, words: list[Token], number: _Number) -> tuple[list[Quantity], int]:
    number, total = _range(words, number), None
    if number.currency is None and _low(words, number.after) == "of" and not number.vague:
        k = number.after + 1
        while _low(words, k) in ("the", "its", "some", "about", "a", "total", "all", "their"):
            k += 1
        total = _number(words, k) if k < len(words) else None
        if total is not None and (
            total.low < number.high
            or total.currency
            or total.vague
            or (_is_year(words, total) and not number.scaled and _noun(words, total.after)[0] is None)
        ):
            total = None
    last = total or number
    unit, dimension, scale, after = _unit(words, last)
    if dimension is None and _is_year(words, number) and total is None:
        return [], number.after
    label = _low(words, number.first - 1)
    if dimension is None and total is None and number.digits and label in t.LABELS:
        return [_labelled(text, words, number, label)], number.after
    noun, noun_end = (None, after) if dimension else _noun(words, after)
    if dimension is None and noun is None and words[number.first].low in ("one", "two", "few", "several") and not total:
        return [], number.after
    low, high, kind = _bounds(text, words, number)
    base = _scaled(low, high, dimension or "count", scale, kind)
    end = words[max(after, noun_end) - 1].end
    first = words[_qualifier_start(text, words, number.first)].start
    quantity = Quantity(
        base[0], base[1], dimension or "count", kind, unit or "", noun, first, end, text[first:end],
        part_of=total.low if total else number.total,
    )  # fmt: skip
    if total is None:
        return [quantity], max(after, noun_end)
    start = words[total.first].start
    whole = Quantity(
        total.low * scale, total.high * scale, dimension or "count", "exact", unit or "", noun, start, end,
        text[start:end], is_total=True,
    )  # fmt: skip
    return [quantity, whole], max(after, noun_end)


def _labelled(text: str, words: list[Token], number: _Number, label: str) -> Quantity:
    """ "page 7", "Phase 3": a number that names, not one that counts"""
    start, end = words[number.first - 1].start, words[number.after - 1].end
    return Quantity(number.low, number.high, "ordinal", "exact", "", stem(label), start, end, text[start:end])


def _range(words: list[Token], number: _Number) -> _Number:
    """ "between 5 and 10", "$100 to $500 million", "15-20": one quantity whose second bound may lend its multiplier"""
    joiner = _low(words, number.after)
    between = _low(words, number.first - 1) == "between"
    if joiner not in _RANGE_WORDS or (joiner in ("and",) and not between) or number.vague:
        return number
    nxt = _number(words, number.after + 1) if number.after + 1 < len(words) else None
    if nxt is None or nxt.vague or (number.currency and nxt.currency and nxt.currency != number.currency):
        return number
    factor = 1.0
    if nxt.scaled and not number.scaled and number.high < 1000 <= nxt.low:
        digits = _Number(nxt.low, nxt.low, nxt.first, nxt.after)
        while digits.low / factor >= 1000:
            factor *= 1000
    low = number.low * factor
    if low >= nxt.high:
        return number
    return replace(number, low=low, high=nxt.high, after=nxt.after, currency=number.currency or nxt.currency)


def _unit(words: list[Token], number: _Number) -> tuple[str | None, Dimension | None, float, int]:
    i = number.after
    if number.vague and _low(words, i) == "of" and _low(words, i + 1) in (*t.CURRENCIES, *t.DURATIONS):
        i += 1  # "tens of millions of pounds"
    if number.currency == "%":
        return "%", "share", 1.0, i
    low = _low(words, i)
    if low in ("us", "australian", "american", "canadian", "swiss") and _low(words, i + 1) in t.CURRENCIES:
        code = {"us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "swiss": "CHF"}[low]
        return code, "money", 1.0, i + 2
    if number.currency:
        return number.currency, "money", 1.0, i + (1 if low in t.CURRENCIES and low.isalpha() else 0)
    if low in t.CURRENCIES and low.isalpha() and low != "a$":
        return t.CURRENCIES[low], "money", 1.0, i + 1
    if low == "worth" and _low(words, i + 1) == "of":
        return None, None, 1.0, i
    if low == "%" or low in ("percent", "pct"):
        return "%", "share", 0.01, i + 1
    if low == "per" and _low(words, i + 1) == "cent":
        return "%", "share", 0.01, i + 2
    j = i + 1 if low == "-" else i  # "27-month", "two-year-old"
    name = _low(words, j)
    singular = name if name in t.LENGTHS else name.removesuffix("s")
    if singular in t.DURATIONS:
        if "old" in (_low(words, j + 1), _low(words, j + 2)):
            return "years", "age", 1.0, j + (2 if _low(words, j + 1) == "old" else 3)
        return singular, "duration", t.DURATIONS[singular], j + 1
    glued_metre = singular == "m" and not (number.digits and words[j].start == words[j - 1].end)
    if singular in t.LENGTHS and not glued_metre:
        return singular, "length", t.LENGTHS[singular], j + 1
    if singular in t.MASSES and (singular != "g" or number.digits):
        return singular, "mass", t.MASSES[singular], j + 1
    return None, None, 1.0, i


def _noun(words: list[Token], i: int) -> tuple[str | None, int]:
    """The head of what is counted: the first plural among the next words, before any verb or preposition."""
    bare = i
    if _low(words, i) == "of":
        i += 1
        while _low(words, i) in ("the", "these", "those", "its", "their", "his", "them"):
            i += 1
    for j in range(i, min(i + 5, len(words))):
        low = words[j].low
        if low == "-":
            continue
        if not low.isalpha() or low in t.AUXILIARIES:
            break
        if low in t.FUNCTION_WORDS:
            break
        plural = low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3
        if plural or low in t.IRREGULAR_PLURALS:
            return stem(low), j + 1
    return None, bare


def _is_year(words: list[Token], number: _Number) -> bool:
    token = words[number.first]
    return number.digits and bool(re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", token.text)) and not number.scaled


def _bounds(text: str, words: list[Token], number: _Number) -> tuple[float, float, QuantityKind]:
    low, high = number.low, number.high
    qualifier = _qualifier(text, words, number.first)
    if qualifier in t.AT_LEAST:
        return low, math.inf, "at least"
    if qualifier in t.AT_MOST:
        return 0.0, high, "at most"
    if qualifier in t.ABOUT or (_low(words, number.after) == "or" and _low(words, number.after + 1) == "so"):
        return low * 0.9, high * 1.1, "about"
    if qualifier in t.NEARLY:
        return low * 0.9, high, "nearly"
    if number.vague:
        return low, high, "vague"
    return low, high, "range" if low != high else "exact"


_QUALIFIERS = sorted((*t.AT_LEAST, *t.AT_MOST, *t.ABOUT, *t.NEARLY), key=len, reverse=True)
_QUALIFIER_RE = re.compile(
    r"\b(" + "|".join(re.escape(q) for q in _QUALIFIERS) + r")\s+(?:a\s+total\s+of\s+|the\s+|us\s*)?$", re.IGNORECASE
)


def _qualifier(text: str, words: list[Token], first: int) -> str | None:
    match = _QUALIFIER_RE.search(text[max(0, words[first].start - 40) : words[first].start])
    return match.group(1).lower() if match else None


def _qualifier_start(text: str, words: list[Token], first: int) -> int:
    qualifier = _qualifier(text, words, first)
    return max(0, first - len(qualifier.split())) if qualifier else first


def _scaled(low: float, high: float, dimension: Dimension, scale: float, kind: QuantityKind) -> tuple[float, float]:
    """Bounds in the base unit; a spoken duration is good to half of its unit ("two years" is 18 to 30 months)."""
    if dimension == "duration" and kind == "exact":
        return (low - 0.5) * scale, (high + 0.5) * scale
    return low * scale, high * scale


# --- facets ---------------------------------------------------------------------------------------------------------

_FACET_RE = {
    facet: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
    for facet, words in t.FACETS.items()
}
_MONEY_FACETS = ("insured", "recovered", "reward", "fine", "price")
_TIME_FACETS = ("sentenced", "served", "prepared", "runtime")


def _with_facets(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give each amount the facet whose word stands nearest to it in the same clause."""
    result = []
    for q in found:
        names = _MONEY_FACETS if q.dimension == "money" else _TIME_FACETS if q.dimension == "duration" else ()
        start = max(text.rfind(c, 0, q.start) for c in ",;.") + 1
        ends = [k for k in (text.find(c, q.end) for c in ",;.") if k >= 0]
        clause_end = min(ends, default=len(text))
        best: tuple[int, str] | None = None
        for name in names:
            for m in _FACET_RE[name].finditer(text, start, clause_end):
                distance = q.start - m.end() if m.end() <= q.start else m.start() - q.end
                if best is None or distance < best[0]:
                    best = (distance, name)
        result.append(replace(q, facet=best[1]) if best else q)
    return result


def _low(words: list[Token], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""
