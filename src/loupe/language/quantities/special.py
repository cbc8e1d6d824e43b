"""Figures of speech: "twice as many", "in his forties", "a week after", and numbers that name ("page 7")."""

from __future__ import annotations

import re

from loupe.language.quantities.amounts import read_amount
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.measures import measure
from loupe.language.quantities.nouns import noun_stem
from loupe.language.quantities.number import Measure, Number
from loupe.language.quantities.units import single_names, time_unit
from loupe.model.quantities import Dimension, Quantity, QuantityKind

__all__ = ["beside", "figure_of_speech", "height", "is_article_of_time", "one_of_a_unit", "special"]


def is_article_of_time(line: Line, i: int, lexicon: Lexicon) -> bool:
    """Whether "a" stands before a unit of time."""
    return line.low[i] in lexicon.articles and time_unit(line.low[i + 1], lexicon) is not None


def one_of_a_unit(line: Line, i: int, lexicon: Lexicon) -> Measure | None:
    """ "a kilometre", "a megawatt": one of a unit whose name means nothing else."""
    if lexicon.code != "en" or line.low[i] not in lexicon.articles or line.low[i + 1] not in single_names():
        return None
    if line.before(i) in ("many", "such", "what"):
        return None
    found = measure(line, Number(1.0, 1.0, i, i + 1), lexicon)
    return found if found.dimension is not None else None


_HEIGHT = re.compile(r"([3-8])['’]([0-9]|1[01])")
_FOOT = 0.3048


def height(line: Line, i: int) -> Measure | None:
    """Feet and inches written as one figure: 5'10 with or without the sign of inches behind it."""
    match = _HEIGHT.fullmatch(line.word[i])
    if match is None:
        return None
    feet = int(match[1]) + int(match[2]) / 12
    after = i + 1 + (line.low[i + 1] in ('"', "”", "″") and line.glued(i + 1))
    return Measure(Number(feet, feet, i, i + 1, digits=True), i, after, "length", "foot", "foot", _FOOT)


_BESIDE = frozenset({"after", "before", "later", "earlier", "ago"})


def beside(line: Line, i: int, lexicon: Lexicon) -> tuple[list[Quantity], int]:
    """ "a week after the theft": one week."""
    unit = time_unit(line.low[i + 1], lexicon)
    if unit is None or line.low[i + 2] not in _BESIDE:
        return [], i + 1
    start, end = line.start[i], line.end[i + 1]
    f = unit.factor
    return [
        Quantity(0.5 * f, 1.5 * f, "duration", "exact", unit.name, None, start, end, line.text[start:end],
        measure=unit.name, spoken=(1, 1))
    ], i + 2  # fmt: skip


def special(line: Line, i: int, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """ "twice a week", "twice as many", "threefold", "in his forties", "in her 20s"."""
    low = line.low[i]
    if low in lexicon.ratios or low in ("twice", "thrice"):
        value = lexicon.ratios.get(low, 2.0 if low == "twice" else 3.0)
        compared = low.endswith("fold") or line.low[i + 1] in (
            "as",
            "the",
            "its",
            "his",
            "her",
            "their",
            "what",
            "more",
        )
        if not compared and (low in lexicon.ratios or not line.low[i - 1]):
            return None
        if not compared and not _acts(line, i):
            return None
        return _plain(
            line, i, i + 1, value, value, "ratio" if compared else "count", None if compared else "time"
        ), i + 1
    if not line.low[i].endswith("s") and not (line.is_figure(i) and line.low[i + 1] == "s" and line.glued(i + 1)):
        return None
    return _in_decade(line, i)


def _acts(line: Line, i: int) -> bool:
    """Whether something is said to have happened twice: another word stands before it."""
    return i > 0 and line.count > 2


_DECADES = {f"{tens.removesuffix('y')}ies": 10.0 * (n + 2) for n, tens in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split())}  # fmt: skip
_THIRDS = {"early": (0.0, 3.0), "mid": (4.0, 6.0), "middle": (4.0, 6.0), "late": (7.0, 9.0)}
_WHOSE = frozenset("his her their my your our its".split())


def _in_decade(line: Line, i: int) -> tuple[Quantity, int] | None:
    after = i + 1
    value = _DECADES.get(line.low[i])
    if value is None and line.is_figure(i) and line.word[i].isdigit() and len(line.word[i]) == 2:
        value, after = float(line.word[i]), i + 2
    if value is None or value % 10:
        return None
    j = i - 1 - (line.before(i) == "-")
    part = _THIRDS.get(line.low[j]) if j > 0 else None
    first = j if part else i
    if line.before(first) not in _WHOSE:
        return None
    low, high = part or (0.0, 9.0)
    return _plain(line, first, after, value + low, value + high, "age", None), after


def _plain(line: Line, i: int, after: int, low: float, high: float, dimension: Dimension, noun: str | None) -> Quantity:
    """A quantity without a unit of its own from word ``i`` to word ``after``."""
    start, end = line.start[i], line.end[after - 1]
    unit = "years" if dimension == "age" else ""
    kind: QuantityKind = "exact" if low == high else "range"
    return Quantity(low, high, dimension, kind, unit, noun, start, end, line.text[start:end], spoken=(low, high))


def _labelled(line: Line, found: Measure, lexicon: Lexicon) -> Quantity | None:
    """A number that names, not one that counts: "page 7", "Phase 3"."""
    number, label = found.number, line.before(found.first)
    j = found.first - 1 - (label in (".", "#"))
    label = line.low[j] if j >= 0 else ""
    if not number.digits or label not in lexicon.labels or (label in ("no", "nr") and j != found.first - 2):
        return None
    start, end = line.start[j], line.end[found.after - 1]
    noun = noun_stem(label, lexicon.code)
    return Quantity(number.low, number.high, "ordinal", "exact", "", noun, start, end, line.text[start:end])


_THAN = frozenset({"as", "more", "the", "less"})


def figure_of_speech(line: Line, found: Measure, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """What a bare number may be instead of a count: a label, "three times as many", "one in five"."""
    if found.dimension is not None:
        return None
    number, after = found.number, found.after
    label = _labelled(line, found, lexicon)
    if label is not None:
        return label, after
    if not number.vague and line.low[after] in lexicon.times_words and line.low[after + 1] in _THAN:
        return _plain(line, found.first, after + 1, number.low, number.high, "ratio", None), after + 1
    return _odds(line, found, lexicon)


def _odds(line: Line, found: Measure, lexicon: Lexicon) -> tuple[Quantity, int] | None:
    """ "one in five", "1 in 1,000": a share."""
    number, j = found.number, found.after + 1
    if line.low[found.after] != "in" or lexicon.code != "en" or not 1 <= number.low <= 10:
        return None
    if number.low != number.high or number.vague or number.after != found.first + 1 or not line.low[j]:
        return None
    below, after = read_amount(line, j, lexicon)
    if below is None or below.dimension is not None or below.number.low not in _ODDS or below.number.low <= number.low:
        return None
    share = number.low / below.number.low
    start, end = line.start[found.first], line.end[after - 1]
    return Quantity(share, share, "share", "exact", "%", None, start, end, line.text[start:end], measure="part"), after


_ODDS = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 25.0, 50.0, 100.0, 1e3, 1e4, 1e5, 1e6})
