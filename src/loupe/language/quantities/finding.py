"""Finding the quantities of a text: the walk from number to number, and what each becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loupe.language.quantities.amounts import read_amount
from loupe.language.quantities.bounds import bounded
from loupe.language.quantities.guards import after_run, after_spoken_year, is_code, is_no_amount, looks_like_year
from loupe.language.quantities.hearing import Heard, hear
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line, line_of
from loupe.language.quantities.linking import joined, linked, with_facets
from loupe.language.quantities.number import Measure
from loupe.language.quantities.numbers import read_number
from loupe.language.quantities.ordinals import read_ordinal
from loupe.language.quantities.special import (
    beside,
    figure_of_speech,
    height,
    is_article_of_time,
    one_of_a_unit,
    special,
)
from loupe.language.quantities.triggers import may_hold_numbers, starts
from loupe.model.quantities import Dimension, Quantity

__all__ = ["find_measures", "find_quantities"]


def find_quantities(text: str, skip: Sequence[tuple[int, int]] = (), language: str = "en") -> tuple[Quantity, ...]:
    """All quantities of a text in order; ``skip`` holds spans (dates, clock times) that are no numbers.

    ``language`` is an ISO 639-1 code: en, nl, de, fr or it; in any other language nothing is read.
    """
    lexicon = lexicon_of(language)
    if lexicon is None or not may_hold_numbers(text, lexicon):
        return ()
    found = _walk(text, skip, lexicon)
    if not found:
        return ()
    return tuple(with_facets(text, linked(text, joined(text, found))))


def find_measures(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of a text each for itself: "two years and a month" is two here, and nothing is linked."""
    lexicon = lexicon_of(language)
    return () if lexicon is None else tuple(_walk(text, (), lexicon))


def _walk(text: str, skip: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Quantity]:
    line = line_of(text)
    found: list[Quantity] = []
    reached = 0
    for i in starts(line, lexicon):
        if i < reached or any(start <= line.start[i] < end for start, end in skip):
            continue
        quantities, reached = _at(line, i, lexicon)
        found.extend(quantities)
    return found


def _at(line: Line, i: int, lexicon: Lexicon) -> tuple[list[Quantity], int]:
    """The quantities of the number phrase at word ``i``, and the word to go on with."""
    if line.is_figure(i):
        run = after_run(line, i)
        if is_code(line, i, lexicon):
            return [], _past_digits(line, run or i + 1)
        if line.glued(i + 1) and line.low[i + 1] in lexicon.ordinal_endings:
            return [], i + 2
        if run is not None and not _is_fraction(line, i, lexicon):
            return [], run
    elif line.low[i] in lexicon.cardinals or line.low[i] in lexicon.articles:
        ordinal = read_ordinal(line, i, lexicon)
        if ordinal is not None and ordinal[0]:
            return [], ordinal[1]
    found_special = special(line, i, lexicon)
    if found_special is not None:
        return [found_special[0]], found_special[1]
    if is_article_of_time(line, i, lexicon):
        return beside(line, i, lexicon)
    read, after = read_amount(line, i, lexicon)
    found = read or height(line, i) or one_of_a_unit(line, i, lexicon)
    return _quantities(line, found, lexicon) if found is not None else ([], after)


def _past_digits(line: Line, i: int) -> int:
    while line.is_figure(i):
        i += 1
    return i


def _is_fraction(line: Line, i: int, lexicon: Lexicon) -> bool:
    number = read_number(line, i, lexicon)
    return number is not None and (number.fraction or number.after > i + 1)


def _quantities(line: Line, found: Measure, lexicon: Lexicon) -> tuple[list[Quantity], int]:
    """What a number with its unit becomes once the words around it are heard; nothing when it is no amount."""
    speech = figure_of_speech(line, found, lexicon)
    if speech is not None:
        return [speech[0]], speech[1]
    number = found.number
    if _is_money_of_a_year(line, found):
        return [], found.after
    heard = hear(line, found, lexicon)
    if found.dimension is None and heard.whole is None and number.total is None:
        bound = heard.bound is not None
        if is_no_amount(line, found, heard.noun, lexicon, bound):
            return [], after_spoken_year(line, found, lexicon)
        if (number.fraction and not number.digits) or (number.vague and heard.noun is None and not number.scaled):
            return [], found.after
    return _made(line, found, heard)


def _is_money_of_a_year(line: Line, found: Measure) -> bool:
    """ "in 2003 dollars": the year of another amount."""
    in_year = line.before(found.first) == "in" and not found.prefixed
    return found.dimension == "money" and in_year and looks_like_year(line, found.number)


_TIMES = re.compile(r"in\s+((?:1[89]|20)\d\d)\s+(?:us\s+)?(?:dollars|pounds|euros|money|prices|terms)", re.IGNORECASE)


def _made(line: Line, found: Measure, heard: Heard) -> tuple[list[Quantity], int]:
    """The quantity, and its total when one is named."""
    number, whole, after = found.number, heard.whole, heard.after
    low, high, kind, strict = bounded(
        number.low, number.high, heard.bound or "", vague=number.vague, below_zero=found.dimension == "temperature"
    )
    if found.dimension == "duration" and kind == "exact":
        # a spoken duration is good to half of its unit, one with a fraction to a quarter
        slack = 0.5 if low % 1 == 0 else min(0.25, abs(low) / 4)
        low, high = low - slack, high + slack
    dimension: Dimension = found.dimension or "count"
    start, end = line.start[heard.first], line.end[after - 1]
    part_of = None if dimension == "share" else whole.number.low if whole else number.total
    quantity = Quantity(
        low * found.factor + found.offset, high * found.factor + found.offset, dimension, kind, found.unit, heard.noun,
        start, end, line.text[start:end], part_of=part_of, measure=found.name, spoken=(number.low, number.high),
        strict=strict, year=_year_of(line, found, after),
    )  # fmt: skip
    if whole is None:
        return [quantity], after
    begin = line.start[heard.whole_at]
    total = Quantity(
        whole.number.low, whole.number.high, "count", "exact", "", heard.noun, begin, end, line.text[begin:end],
        is_total=True, spoken=(whole.number.low, whole.number.high),
    )  # fmt: skip
    return [quantity, total], after


def _year_of(line: Line, found: Measure, after: int) -> int | None:
    """The year whose money an amount is in: "$5 million in 2003 dollars"."""
    if found.dimension != "money" or (line.low[after] != "in" and line.low[after] != "("):
        return None
    match = _TIMES.search(line.text, line.start[after], line.start[after] + 40)
    return int(match.group(1)) if match else None
