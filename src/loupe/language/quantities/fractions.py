"""Parts: "half a million", "a quarter of a billion", "two-thirds of 160", "two and a half"."""

from __future__ import annotations

import math
from collections.abc import Callable

from loupe.language.quantities.cardinals import Cardinal, read_cardinal
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.number import Number

__all__ = ["and_a_part", "denominator", "read_part", "read_shares"]

_Read = Callable[[Line, int, Lexicon], "Number | None"]


def denominator(line: Line, i: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """The number under a fraction that begins at word ``i``: "third", "twenty-firsts", and the word after it."""
    low = line.low[i]
    if low in lexicon.denominators:
        return lexicon.denominators[low], i + 1
    tens = lexicon.cardinals.get(low, 0.0)
    if tens >= 20:
        j = i + 1 + (line.low[i + 1] == "-")
        ones = lexicon.denominators.get(line.low[j]) or lexicon.ordinals.get(line.low[j].removesuffix("s"), 0)
        if 0 < ones < 10 and line.low[j] not in lexicon.halves:
            return tens + ones, j + 1
    return None


def read_part(line: Line, i: int, lexicon: Lexicon, read: _Read, *, bare: bool) -> Number | None:
    """A part of a number that begins with "half", "a quarter", "a third"."""
    low = line.low[i]
    if low in lexicon.halves:
        value, after, article = 0.5, i + 1, False
    elif low in lexicon.articles or low in lexicon.pronouns:
        j = i + 1 + (line.low[i + 1] == "-")
        if line.low[j] in lexicon.halves:
            value, after = 0.5, j + 1
        else:
            below = denominator(line, j, lexicon)
            if below is None:
                return None
            value, after = 1 / below[0], below[1]
        article = True
    elif low in lexicon.part_words:
        value, after, article = 1 / lexicon.denominators[low], i + 1, False
    else:
        return None
    number = _of_scale(line, i, after, value, lexicon)
    if number is not None:
        return number
    if line.low[after] in lexicon.of_words:
        return _share(line, i, after, value, lexicon, read)
    if not article and line.low[after] in lexicon.articles and line.low[after + 1]:
        return Number(value, value, i, after, fraction=True)  # "half an hour"; without a unit it is dropped
    if bare and article:
        return Number(value, value, i, after, fraction=True)
    return None


def _of_scale(line: Line, i: int, after: int, value: float, lexicon: Lexicon) -> Number | None:
    """ "half a million", "a quarter of a billion", "half a dozen", "a third million"."""
    k = after + (line.low[after] in lexicon.of_words)
    k += line.low[k] in lexicon.articles
    k += line.low[k] == "-"
    factor = 1.0
    while line.low[k] in lexicon.scales and factor < 1e15:
        factor *= lexicon.scales[line.low[k]]
        k += 1
    return Number(value * factor, value * factor, i, k, scaled=True) if factor != 1.0 else None


def read_shares(line: Line, i: int, top: Cardinal, lexicon: Lexicon, read: _Read) -> Number | None:
    """ "two-thirds", "three quarters of a million", "twenty-three fifths"; ``top`` is the number above the line."""
    j = top.after + (line.low[top.after] == "-")
    below = denominator(line, j, lexicon)
    upper = top.value
    if below is None:
        return None
    singular = lexicon.plural_nouns and not line.low[below[1] - 1].endswith(("s", "lves"))
    if singular and top.value != 1:
        return None  # "twenty first", "one hundred and third": an ordinal
    before = line.low[top.after - 1]
    ten = lexicon.cardinals.get(before, 0.0)
    if (
        lexicon.plural_nouns
        and top.words > 1
        and ten >= 20
        and below[0] < 10
        and line.low[j] not in ("halves", "quarters")
    ):
        upper, below = top.value - ten, (ten + below[0], below[1])  # "one hundred thirty-fifths"
    value, after = upper / below[0], below[1]
    scaled = _of_scale(line, i, after, value, lexicon)
    if scaled is not None:
        return scaled
    return _share(line, i, after, value, lexicon, read)


def _share(line: Line, i: int, after: int, value: float, lexicon: Lexicon, read: _Read) -> Number:
    """A share of a named total is a count ("two-thirds of 160"); of anything else it stays a share."""
    total = None
    if line.low[after] in lexicon.of_words:
        k = after + 1
        while line.low[k] in lexicon.determiners and line.low[k] not in lexicon.articles:
            k += 1
        total = read(line, k, lexicon) if line.low[k] else None
    if (
        total is not None
        and total.low == total.high
        and total.low > 1
        and not total.share
        and not _is_year(line, total)
    ):
        count = value * total.low
        return Number(math.floor(count), math.ceil(count), i, total.after, vague=True, scaled=True, total=total.low)
    return Number(value, value, i, after, share=True, fraction=True)


def _is_year(line: Line, number: Number) -> bool:
    return number.digits and line.word[number.first].isdigit() and 1500 <= number.low < 2100 and not number.scaled


def and_a_part(line: Line, i: int, lexicon: Lexicon, value: float, scale: str) -> tuple[float, int] | None:
    """Behind a number: "and a half", "and three fifths"; behind "a million" it is half of that: 1.5 million."""
    j = i + (line.low[i] == "-")
    if line.low[j] not in lexicon.links:
        return None
    j += 1 + (line.low[j + 1] == "-")
    upper = 1.0
    if line.low[j] in lexicon.articles or line.low[j] in lexicon.pronouns:
        j += 1
    elif line.low[j] not in lexicon.halves:
        top = read_cardinal(line, j, lexicon)
        if top is None or top.value >= 100:
            return None
        upper, j = top.value, top.after
    j += line.low[j] == "-"
    below = (2.0, j + 1) if line.low[j] in lexicon.halves else denominator(line, j, lexicon)
    if below is None or (upper > 1 and lexicon.plural_nouns and not line.low[below[1] - 1].endswith("s")):
        return None
    part, after = upper / below[0], below[1]
    own = _of_scale(line, j, after, part, lexicon)
    if own is not None and own.low < value and line.low[after] not in lexicon.of_words and scale:
        return value + own.low, own.after
    unit = lexicon.scales.get(scale, 1.0)
    return value + part * (unit if unit >= 1000 and below[0] <= 10 else 1.0), after
