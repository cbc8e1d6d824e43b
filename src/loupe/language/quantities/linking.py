"""Amounts that belong together: "four years and three months", "of the 189 boxes, 109"; and their facets."""

from __future__ import annotations

import re
from dataclasses import replace

from loupe.language.tables import FACETS
from loupe.model.quantities import Quantity

__all__ = ["joined", "linked", "with_facets"]

_JOINING = ("duration", "length", "mass", "money")
_BETWEEN = {"duration": ("and", "", "und", "en", "et", "e"), "money": ("and", "", "und", "en", "et", "e")}


def joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "four years and three months": one amount, as exact as its smaller unit; "5 feet 10 inches"."""
    result: list[Quantity] = []
    for q in found:
        last = result[-1] if result else None
        whole = _together(text, last, q) if last is not None else None
        if whole is None:
            result.append(q)
        else:
            result[-1] = whole
    return result


_AND = re.compile(r",?\s*(?:and|but|und|aber|en|maar|et|mais|e|ma)\s*(?:also\s+)?", re.IGNORECASE)


def _between(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """ "more than 100 but fewer than 300 boxes": two bounds that make one range."""
    if {a.kind, b.kind} != {"at least", "at most"} or not _AND.fullmatch(text[a.end : b.start]):
        return None
    if (
        (a.dimension not in (b.dimension, "count"))
        or (a.dimension == b.dimension and a.unit != b.unit)
        or (a.noun and b.noun)
    ):
        return None
    floor, ceiling = (a, b) if a.kind == "at least" else (b, a)
    scale = (
        (b.high if b.kind == "at most" else b.low) / b.spoken[1]
        if b.spoken and b.spoken[1] and a.dimension != b.dimension
        else 1.0
    )
    low = floor.low * (scale if floor is a else 1.0)
    high = ceiling.high * (scale if ceiling is a else 1.0)
    if not low < high:
        return None
    spoken = (floor.spoken[0], ceiling.spoken[1]) if floor.spoken and ceiling.spoken else None
    return replace(
        b, low=low, high=high, kind="range", noun=a.noun or b.noun, start=a.start, text=text[a.start : b.end],
        spoken=spoken,
        strict=a.strict or b.strict,
    )  # fmt: skip


def _together(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    ranged = _between(text, a, b)
    if ranged is not None:
        return ranged
    if a.dimension not in _JOINING or not a.kind == b.kind == "exact":
        return None
    if b.dimension == "count":
        return _smaller_unit_left_out(text, a, b)
    if a.dimension != b.dimension:
        return None
    between = text[a.end : b.start].strip(" ,")
    if between not in _BETWEEN.get(a.dimension, ("", "and")) or a.measure == b.measure:
        return None
    ends = _sum(text, a, b)
    if ends is None:
        return None
    low, high = ends
    spoken = None
    if a.spoken and a.low:
        ratio = (low + high) / (a.low + a.high)
        spoken = (a.spoken[0] * ratio, a.spoken[1] * ratio)
    return replace(a, low=low, high=high, end=b.end, text=text[a.start : b.end], spoken=spoken)


def _sum(text: str, a: Quantity, b: Quantity) -> tuple[float, float] | None:
    """The bounds of two amounts of one dimension together, None where they are not parts of one."""
    if a.dimension == "money":
        if a.unit != b.unit or b.measure not in ("cent", "penny") or b.low >= 1 or a.low % 1:
            return None
    elif a.dimension == "duration":
        if b.high >= a.low:
            return None
        slack = (b.high - b.low) / 2
        middle = (a.low + a.high) / 2 + (b.low + b.high) / 2
        return middle - slack, middle + slack
    elif (a.measure, b.measure) not in _PAIRS or "," in text[a.end : b.start]:
        return None
    return a.low + b.low, a.high + b.high


_SPELLED = re.compile(r"[A-Za-z -]+")


def _smaller_unit_left_out(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """ "6 feet 2", "five foot ten", "thirteen dollars forty-five": the second number has no unit of its own."""
    if b.noun is not None or b.low % 1 or a.spoken is None or a.spoken[0] % 1 or text[a.end : b.start] != " ":
        return None
    if a.measure == "foot" and a.dimension == "length" and 3 <= a.spoken[0] <= 8 and 0 < b.low < 12:
        added = b.low / 12
    elif a.dimension == "money" and 0 < b.low < 100 and _SPELLED.fullmatch(text[a.start : b.end]):
        added = b.low / 100
    else:
        return None
    spoken = (a.spoken[0] + added, a.spoken[1] + added)
    more = added * a.low / a.spoken[0]
    return replace(a, low=a.low + more, high=a.high + more, end=b.end, text=text[a.start : b.end], spoken=spoken)


_PAIRS = frozenset(
    {("foot", "inch"), ("metre", "centimetre"), ("yard", "foot"), ("stone", "pound-mass"), ("pound-mass", "ounce"),
     ("kilogram", "gram")}
)  # fmt: skip
_OF_THE = re.compile(r"\b(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|those)\b", re.IGNORECASE)


def linked(text: str, found: list[Quantity]) -> list[Quantity]:
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
        announced = _OF_THE.search(text[max(0, whole.start - 20) : whole.start]) and part.noun in (None, whole.noun)
        referred = part.noun is None and _OF_THEM.match(text, part.end)
        if (announced or referred) and part.high <= whole.low:
            result[i] = replace(whole, is_total=announced is not None or whole.is_total)
            result[i + 1] = replace(part, noun=whole.noun, part_of=whole.low)
    return result


_FACET_RE = {
    facet: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
    for facet, words in FACETS.items()
}
_MONEY_FACETS = ("insured", "recovered", "reward", "fine", "price")
_TIME_FACETS = ("sentenced", "served", "prepared", "runtime")


def with_facets(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give each amount the facet whose word stands nearest to it in the same clause."""
    result = []
    for q in found:
        names = _MONEY_FACETS if q.dimension == "money" else _TIME_FACETS if q.dimension == "duration" else ()
        if not names:
            result.append(q)
            continue
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
