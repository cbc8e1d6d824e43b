"""Number phrases: "123", "2 1/2", "one hundred and twenty-three", "half a million", "tens of millions", "3 hundred"."""

from __future__ import annotations

import math
from dataclasses import replace

from loupe.language.quantities.cardinals import morphemes, read_cardinal
from loupe.language.quantities.digits import read_figure
from loupe.language.quantities.fractions import and_a_part, read_part, read_shares
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import FRACTION_SIGNS, Line
from loupe.language.quantities.number import Number

__all__ = ["begins_number", "past_point", "read_number", "scaled"]


def begins_number(word: str, low: str, lexicon: Lexicon) -> bool:
    """Whether a number phrase can begin with this word: a cheap look before the grammar."""
    if "0" <= word[0] <= "9" or word in FRACTION_SIGNS:
        return True
    return (
        low in lexicon.cardinals
        or low in lexicon.articles
        or low in lexicon.starters
        or (lexicon.glued and len(low) > 4 and morphemes(low, lexicon) is not None)
    )


def read_number(line: Line, i: int, lexicon: Lexicon, *, bare: bool = False) -> Number | None:
    """The number phrase that begins at word ``i``, None when none does.

    ``bare``: also what is a number but hardly an amount: "a trillionth", "one over twenty".
    """
    low, word = line.low[i], line.word[i]
    if "0" <= word[:1] <= "9" or word in FRACTION_SIGNS:
        return _in_digits(line, i, lexicon)
    if low in lexicon.minus and line.before(i) not in ("au", "du", "al", "plus", "ou"):
        number = read_number(line, i + 1, lexicon, bare=bare)
        return number and replace(number, low=-number.high, high=-number.low, first=i)
    number = _vague(line, i, lexicon) or read_part(line, i, lexicon, read_number, bare=bare)
    if number is None and low in lexicon.articles:
        number = _with_article(line, i, lexicon)
    if number is None:
        number = _in_words(line, i, lexicon)
    return number


def _in_digits(line: Line, i: int, lexicon: Lexicon) -> Number | None:
    figure = read_figure(line, i, lexicon)
    if figure is None:
        return None
    number = Number(figure.value, figure.value, i, figure.after, digits=True, fraction=figure.fraction)
    low = line.low[number.after]
    if line.word[number.after] in ("mN", "MN"):
        return number  # newtons; money is scaled where its currency is read
    if low in lexicon.short_scales and line.glued(number.after):
        return number  # "300m" may be metres: whoever knows the unit decides
    if low == "hundred" or low in lexicon.scales:
        whole = (
            read_cardinal(line, number.after, lexicon, start=figure.value)
            if figure.whole and figure.value < 1e4
            else None
        )
        if whole is not None:
            number = replace(
                number, low=whole.value, high=whole.value, after=past_point(line, whole.after), scaled=True
            )
        else:
            number = scaled(line, number, lexicon)
        number = _rest_in_digits(line, number, lexicon)
    elif low == "-" and line.low[number.after + 1] in lexicon.scales and line.glued(number.after):
        number = scaled(line, replace(number, after=number.after + 1), lexicon)  # "a $100-million heist"
    part = and_a_part(line, number.after, lexicon, number.low, (number.scaled and line.low[number.after - 1]) or "")
    if part is not None:
        number = replace(number, low=part[0], high=part[0], after=part[1])
        number = scaled(line, number, lexicon)
    return number


def _rest_in_digits(line: Line, number: Number, lexicon: Lexicon) -> Number:
    """ "3 hundred and 21"."""
    j = number.after
    if line.low[j] not in lexicon.links or not line.is_figure(j + 1) or not line.word[j + 1].isdigit():
        return number
    rest, last = float(line.word[j + 1][:20]), lexicon.scales.get(line.low[j - 1], 0.0)
    if last == 100 and rest < last:
        return replace(number, low=number.low + rest, high=number.low + rest, after=j + 2)
    return number


_SHORT = frozenset({"mio", "mrd", "mln", "mld", "mds", "tsd", "mn", "bn"})


def past_point(line: Line, i: int) -> int:
    """Past the full stop of a short form, where the sentence goes on: "20 Mio. Euro"."""
    point = line.low[i] == "." and line.glued(i) and line.before(i) in _SHORT
    return i + 1 if point and line.word[i + 1][:1].isalpha() and line.start[i + 1] > line.end[i] else i


def scaled(line: Line, number: Number, lexicon: Lexicon) -> Number:
    """The number with the multipliers behind it: "1.5 million", "two dozen", "hundred million"."""
    i, factor = number.after, 1.0
    while line.low[i] in lexicon.scales and i - number.after < 3:
        factor *= lexicon.scales[line.low[i]]
        i = past_point(line, i + 1)
    if factor == 1.0:
        return number
    return replace(number, low=number.low * factor, high=number.high * factor, after=i, scaled=True)


def _vague(line: Line, i: int, lexicon: Lexicon) -> Number | None:
    """ "dozens", "tens of thousands", "a few thousand", "in the low hundreds"."""
    low = line.low[i]
    if low in lexicon.vague_plurals:
        return _vague_plural(line, i, lexicon)
    for length in (4, 3, 2, 1):
        bounds = lexicon.vague_words.get(tuple(line.low[i : i + length]))
        if bounds is not None:
            after = i + length
            if line.low[after] in lexicon.of_words and line.low[after + 1] not in lexicon.determiners:
                after += 1
            number = Number(*bounds, i, after, vague=bounds[0] != bounds[1])
            if low in lexicon.halves and line.low[after] in lexicon.scales:
                return None
            return scaled(line, number, lexicon)
    return None


_BEFORE_SCALE = {10: (10.0, 99.0), 20: (10.0, 99.0), 200: (100.0, 999.0), 2000: (1e3, 9999.0)}


def _vague_plural(line: Line, i: int, lexicon: Lexicon) -> Number:
    low, high = lexicon.vague_plurals[line.low[i]]
    before = line.before(i)
    if before in lexicon.grades and low >= 100:
        first, last = lexicon.grades[before]
        step = {200: 100.0, 2000: 1e3}.get(int(low), low / 2)
        return Number(first * step, last * step + step - 1, i, i + 1, vague=True, scaled=True)
    after = i + 1
    if line.low[after] in lexicon.of_words and (
        line.low[after + 1] in lexicon.vague_plurals or line.low[after + 1] in lexicon.scales
    ):
        factor = lexicon.scales.get(line.low[after + 1], 0.0) or lexicon.vague_plurals[line.low[after + 1]][0] / 2
        first, last = _BEFORE_SCALE.get(int(low), (low, high))
        if factor > 12:
            return Number(first * factor, last * factor, i, after + 2, vague=True, scaled=True)
    return Number(low, high, i, after, vague=True, scaled=True)


def _with_article(line: Line, i: int, lexicon: Lexicon) -> Number | None:
    """ "a hundred and twenty", "a dozen", "eine Million"."""
    if line.low[i + 1] not in lexicon.scales:
        return None
    whole = read_cardinal(line, i + 1, lexicon, start=1.0)
    if whole is None:
        return None
    number = Number(whole.value, whole.value, i, whole.after, scaled=True)
    shares = read_shares(line, i, whole, lexicon, read_number)  # "a hundred trillionths"
    if shares is not None:
        return shares
    part = and_a_part(line, number.after, lexicon, number.low, line.low[number.after - 1])
    return replace(number, low=part[0], high=part[0], after=part[1]) if part else number


def _in_words(line: Line, i: int, lexicon: Lexicon) -> Number | None:
    whole = read_cardinal(line, i, lexicon)
    if whole is None:
        return None
    shares = read_shares(line, i, whole, lexicon, read_number)
    if shares is not None:
        return shares
    value, after = whole.value, whole.after
    decimals = _decimals(line, after, lexicon)
    if decimals is not None:
        value, after = value + decimals[0], decimals[1]
    is_scaled = whole.scale > 1 or whole.value >= 100
    number = scaled(line, Number(value, value, i, after, scaled=is_scaled), lexicon)
    last = line.low[number.after - 1] if number.scaled else ""
    part = and_a_part(line, number.after, lexicon, number.low, last)
    if part is not None:
        number = replace(number, low=part[0], high=part[0], after=part[1])
        number = number if line.low[part[1] - 1] in lexicon.scales else scaled(line, number, lexicon)
    return number


def _decimals(line: Line, i: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """ "point nought three": digits one by one, or one number."""
    if line.low[i] not in lexicon.points:
        return None
    said, j = "", i + 1
    while j < i + 10:
        value = lexicon.cardinals.get(line.low[j], lexicon.parts.get(line.low[j], 100.0))
        if value >= 100 or value % 1:
            break
        said += f"{value:g}"
        j += 1
        if line.low[j] == "-" and line.low[j + 1] in lexicon.cardinals and said.endswith("0"):
            said, j = said[:-1] + f"{lexicon.cardinals[line.low[j + 1]]:g}", j + 2
    return (float("0." + said), j) if said.isdigit() and not math.isinf(float(said)) else None
