"""Every number of a text, whether it is an amount or not: for listing, not for comparing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loupe.language.quantities.compounds import read_unit
from loupe.language.quantities.digits import figure_value
from loupe.language.quantities.guards import is_clock
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line, line_of
from loupe.language.quantities.number import Number
from loupe.language.quantities.numbers import read_number
from loupe.language.quantities.triggers import starts
from loupe.model.quantities import Quantity

__all__ = ["find_numbers"]

_POINTING = frozenset("the which that this each every any no some another every other".split())


def find_numbers(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """Every number in digits or words, years, codes and all, as a count without a noun; no units, no ordinals."""
    lexicon = lexicon_of(language)
    if lexicon is None:
        return ()
    line = line_of(text)
    found: list[Quantity] = []
    reached = 0
    for i in starts(line, lexicon):
        if i < reached:
            continue
        for low, high, start, end, after in _numbers(line, i, lexicon):
            found.append(
                Quantity(low, high, "count", "exact" if low == high else "vague", "", None, start, end, text[start:end])
            )
            reached = after
    return tuple(found)


_Found = tuple[float, float, int, int, int]


def _numbers(line: Line, i: int, lexicon: Lexicon) -> Iterator[_Found]:
    if line.is_figure(i):
        if line.glued(i + 1) and line.low[i + 1] in lexicon.ordinal_endings:
            return
        if figure_value(line.word[i], lexicon.comma) is None:
            for match in re.finditer(r"[0-9]+", line.word[i]):
                value = float(match.group()) if len(match.group()) < 40 else 0.0
                yield value, value, line.start[i] + match.start(), line.start[i] + match.end(), i + 1
            return
        if line.glued(i) and (line.before(i)[-1:].isalpha() or _named(line, i)):
            return  # "E19", "COVID-19"
    number = read_number(line, i, lexicon, bare=True)
    number = _with_letters(line, number, lexicon) if number is not None else None
    if number is None or _is_none(line, i, number, lexicon):
        return
    low, high, first, after = number.low, number.high, i, number.after
    alone = line.before(i) in ("-", "−") and (i == 1 or (not line.glued(i - 1) and line.glued(i)))
    if alone and number.digits:
        low, high, first = -high, -low, i - 1
    divided = _over(line, Number(low, high, first, after), lexicon)
    if divided is not None:
        low, high, after = divided
    yield low, high, line.start[first], line.end[after - 1], after


def _with_letters(line: Line, number: Number, lexicon: Lexicon) -> Number | None:
    """ "10k": the number with its short multiplier; None when the letters are a unit or part of a name."""
    after = number.after
    if not number.digits or not line.glued(after) or not line.low[after][:1].isalpha():
        return number
    factor = lexicon.short_scales.get(line.low[after])
    if factor is None or (read_unit(line, after, lexicon, digits=True) and line.word[after] != "MM"):
        return None
    return replace(number, low=number.low * factor, high=number.high * factor, after=after + 1)


def _is_none(line: Line, i: int, number: Number, lexicon: Lexicon) -> bool:
    """A clock time, a run of years, a word such as "several", "one" for a thing named before."""
    if number.digits:
        return is_clock(line, number.after) or _years(line, i)
    if number.vague and number.total is None and number.low != number.high:
        return True
    return line.low[i] in lexicon.pronouns and number.after == i + 1 and _points(line, i)


def _years(line: Line, i: int) -> bool:
    """ "2013-14": a run of years is a time."""
    j = i - 2 if line.before(i) in ("-", "–") and line.glued(i) else i
    first, last = line.word[max(j, 0)], line.word[j + 2]
    if line.low[j + 1] not in ("-", "–") or not (
        line.glued(j + 1) and line.glued(j + 2) and first.isdigit() and last.isdigit()
    ):
        return False
    return len(first) == 4 and 1000 <= int(first) < 2100 and len(last) == 2 and last > first[2:]


def _named(line: Line, i: int) -> bool:
    return line.before(i) in ("-", "–") and line.glued(i - 1) and line.word[i - 2][-1:].isalpha()


def _points(line: Line, i: int) -> bool:
    """Whether "one" stands for something named before: "the one you mentioned", "which one"."""
    return line.before(i) in _POINTING or line.low[i + 1] in ("of", "another", "who", "that", "which")


def _over(line: Line, number: Number, lexicon: Lexicon) -> tuple[float, float, int] | None:
    """ "one over twenty", "1 out of 3" as numbers."""
    i = number.after
    size = 1 if line.low[i] == "over" else 2 if (line.low[i], line.low[i + 1]) == ("out", "of") else 0
    if not size or lexicon.code != "en" or i + size >= line.count:
        return None
    below = read_number(line, i + size, lexicon)
    if below is None or below.low != below.high or not below.low or below.vague:
        return None
    return number.low / below.low, number.high / below.low, below.after
