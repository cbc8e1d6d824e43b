"""Quantities: numbers in digits and words, with their bounds, currency or unit, and the thing counted.

A small recursive-descent grammar over tokens, driven by ``loupe.language.tables``. What it cannot read it leaves out;
spans that are dates or clock times are passed in and skipped.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from loupe.language import tables as t
from loupe.language.numbers import Number, low_at, read_number
from loupe.language.words import Token, stem, tokens
from loupe.model.quantities import Dimension, Quantity, QuantityKind

__all__ = ["find_quantities"]

_RANGE_WORDS = ("to", "-", "–", "—", "and", "or")


def find_quantities(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of a text in order; ``skip`` holds spans (dates, clock times) that are no numbers."""
    words = tokens(text)
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        number = None if _inside(words[i], skip) else read_number(words, i)
        if number is None:
            i += 1
            continue
        quantities, i = _quantity(text, words, number)
        found.extend(q for q in quantities if q is not None)
    return tuple(_with_facets(text, _linked(text, _joined(text, found))))


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "four years and three months": one duration, as exact as its smaller unit."""
    result: list[Quantity] = []
    for q in found:
        last = result[-1] if result else None
        between = text[last.end : q.start].strip(" ,") if last else ""
        both = last is not None and last.dimension == q.dimension == "duration" and last.kind == q.kind == "exact"
        if last is None or not both or between not in ("and", "") or q.high >= last.low:
            result.append(q)
            continue
        whole, slack = (last.low + last.high) / 2, (q.high - q.low) / 2
        middle = whole + (q.low + q.high) / 2
        result[-1] = replace(last, low=middle - slack, high=middle + slack, end=q.end, text=text[last.start : q.end])
    return result


_OF_THE = re.compile(r"\b(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those)\b", re.IGNORECASE)


def _linked(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join a part to the total that stands elsewhere in the sentence.

    "Of the 160 boxes, 123 were opened"; "189 boxes, and 109 of them ...".
    """
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


# --- quantities -----------------------------------------------------------------------------------------------------


def _quantity(text: str, words: list[Token], number: Number) -> tuple[list[Quantity], int]:
    number, total = _range(words, number), None
    after = number.after + (low_at(words, number.after) == "out")  # "123 out of 160"
    if number.currency is None and low_at(words, after) == "of" and not number.vague:
        k = after + 1
        while low_at(words, k) in ("the", "its", "some", "about", "a", "total", "all", "their"):
            k += 1
        total = read_number(words, k) if k < len(words) else None
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
    label = low_at(words, number.first - 1)
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


def _labelled(text: str, words: list[Token], number: Number, label: str) -> Quantity:
    """A number that names, not one that counts: "page 7", "Phase 3"."""
    start, end = words[number.first - 1].start, words[number.after - 1].end
    return Quantity(number.low, number.high, "ordinal", "exact", "", stem(label), start, end, text[start:end])


def _range(words: list[Token], number: Number) -> Number:
    """One quantity of two bounds, of which the second may lend its multiplier: "$100 to $500 million", "15-20"."""
    joiner = low_at(words, number.after)
    between = low_at(words, number.first - 1) == "between"
    if joiner not in _RANGE_WORDS or (joiner in ("and",) and not between) or number.vague:
        return number
    nxt = read_number(words, number.after + 1) if number.after + 1 < len(words) else None
    if nxt is None or nxt.vague or (number.currency and nxt.currency and nxt.currency != number.currency):
        return number
    factor = 1.0
    if nxt.scaled and not number.scaled and number.high < 1000 <= nxt.low:
        digits = Number(nxt.low, nxt.low, nxt.first, nxt.after)
        while digits.low / factor >= 1000:
            factor *= 1000
    low = number.low * factor
    if low >= nxt.high:
        return number
    return replace(number, low=low, high=nxt.high, after=nxt.after, currency=number.currency or nxt.currency)


_Unit = tuple[str | None, Dimension | None, float, int]
"""A unit as written, its dimension, its size in the base unit, and the token after it."""


def _unit(words: list[Token], number: Number) -> _Unit:
    i = number.after
    if number.vague and low_at(words, i) == "of" and low_at(words, i + 1) in (*t.CURRENCIES, *t.DURATIONS):
        i += 1  # "tens of millions of pounds"
    if number.currency == "%":
        return "%", "share", 1.0, i
    return _money(words, i, number) or _percent(words, i) or _measure(words, i, number) or (None, None, 1.0, i)


_NATIONS = {"us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "swiss": "CHF"}


def _money(words: list[Token], i: int, number: Number) -> _Unit | None:
    low = low_at(words, i)
    if low in _NATIONS and low_at(words, i + 1) in t.CURRENCIES:
        return _NATIONS[low], "money", 1.0, i + 2
    before = low_at(words, number.first - 1)
    if not number.currency and before in ("eur", "usd", "gbp", "chf", "aud"):
        return before.upper(), "money", 1.0, i
    if not number.currency and low in ("€", "£", "$") and number.digits:
        return t.CURRENCIES[low], "money", 1.0, i + 1
    spelled = low in t.CURRENCIES and low.isalpha()
    if number.currency:
        return number.currency, "money", 1.0, i + spelled
    return (t.CURRENCIES[low], "money", 1.0, i + 1) if spelled else None


def _percent(words: list[Token], i: int) -> _Unit | None:
    if low_at(words, i) in ("%", "percent", "pct"):
        return "%", "share", 0.01, i + 1
    return ("%", "share", 0.01, i + 2) if (low_at(words, i), low_at(words, i + 1)) == ("per", "cent") else None


def _measure(words: list[Token], i: int, number: Number) -> _Unit | None:
    j = i + 1 if low_at(words, i) == "-" else i  # "27-month", "two-year-old"
    name = low_at(words, j)
    singular = name if name in t.LENGTHS else name.removesuffix("s")
    if singular in t.DURATIONS:
        if "old" in (low_at(words, j + 1), low_at(words, j + 2)):
            return "years", "age", 1.0, j + (2 if low_at(words, j + 1) == "old" else 3)
        return singular, "duration", t.DURATIONS[singular], j + 1
    apart = singular == "m" and not (number.digits and words[j].start == words[j - 1].end)
    if singular in t.LENGTHS and not apart:
        return singular, "length", t.LENGTHS[singular], j + 1
    if singular in t.MASSES and (singular != "g" or number.digits):
        return singular, "mass", t.MASSES[singular], j + 1
    return None


def _noun(words: list[Token], i: int) -> tuple[str | None, int]:
    """The head of what is counted: the first plural among the next words, before any verb or preposition."""
    bare = i
    if low_at(words, i) == "of":
        i += 1
        while low_at(words, i) in ("the", "these", "those", "its", "their", "his", "them"):
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


def _is_year(words: list[Token], number: Number) -> bool:
    token = words[number.first]
    return number.digits and bool(re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", token.text)) and not number.scaled


def _bounds(text: str, words: list[Token], number: Number) -> tuple[float, float, QuantityKind]:
    low, high = number.low, number.high
    qualifier = _qualifier(text, words, number.first)
    if qualifier in t.AT_LEAST:
        return low, math.inf, "at least"
    if qualifier in t.AT_MOST:
        return 0.0, high, "at most"
    if qualifier in t.ABOUT or (low_at(words, number.after) == "or" and low_at(words, number.after + 1) == "so"):
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
