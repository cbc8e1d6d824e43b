"""Finding the quantities of a text: the walk from number to number, and what each becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loupe.language.quantities.amounts import read_amount
from loupe.language.quantities.bounds import bound_after, bound_before, bounded
from loupe.language.quantities.guards import after_run, after_spoken_year, is_code, is_no_amount, looks_like_year
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line, line_of
from loupe.language.quantities.linking import joined, linked, with_facets
from loupe.language.quantities.nouns import noun_after
from loupe.language.quantities.number import Measure
from loupe.language.quantities.numbers import read_number
from loupe.language.quantities.ordinals import read_ordinal
from loupe.language.quantities.special import beside, is_article_of_time, labelled, plain, special
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
    """The quantities of a text each for itself: "two years and a month" as two, without what links or tells them apart."""
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
    found, after = read_amount(line, i, lexicon)
    if found is None:
        return [], after
    return _quantities(line, found, lexicon)


def _past_digits(line: Line, i: int) -> int:
    while line.is_figure(i):
        i += 1
    return i


def _is_fraction(line: Line, i: int, lexicon: Lexicon) -> bool:
    number = read_number(line, i, lexicon)
    return number is not None and (number.fraction or number.after > i + 1)


def _quantities(line: Line, found: Measure, lexicon: Lexicon) -> tuple[list[Quantity], int]:
    number = found.number
    if found.dimension is None:
        label = labelled(line, found, lexicon)
        if label is not None:
            return [label], found.after
        if line.low[found.after] in lexicon.times_words and line.low[found.after + 1] in (
            "as",
            "more",
            "the",
            "that",
            "less",
        ):
            return [plain(line, found.first, found.after + 1, number.low, number.high, "ratio", None)], found.after + 1
    odds = _odds(line, found, lexicon)
    if odds is not None:
        return odds
    if (
        found.dimension == "money"
        and line.before(found.first) == "in"
        and not found.prefixed
        and looks_like_year(line, number)
    ):
        return [], found.after  # "in 2003 dollars"
    after = found.after
    before = bound_before(line, found.first, lexicon)
    said = bound_after(line, after, lexicon)
    if said is not None:
        after = said[1]
    whole, whole_at = _total(line, found, after, lexicon)
    counted = whole if whole is not None else found
    noun, noun_end = (None, after)
    if counted.dimension in (None, "share"):
        noun, noun_end = noun_after(line, max(after, counted.after), lexicon)
        if counted.dimension == "share":
            noun, noun_end = None, max(after, counted.after)
    if whole is None and found.dimension is None and noun is not None:
        later = _total(line, found, noun_end, lexicon)
        if later[0] is not None and noun_after(line, later[0].after, lexicon)[0] is None:
            whole, whole_at = later  # "123 boxes out of 160"
    if said is None and noun is not None and whole is None:
        said = bound_after(line, noun_end, lexicon)
        noun_end = said[1] if said is not None else noun_end
    if before is not None and said is not None and before[0] == "~" and said[0] in (">=", "<="):
        before = (said[0], before[1])  # "about five hundred or more"
    bound = before or said
    if found.dimension is None and whole is None and number.total is None:
        if is_no_amount(line, found, noun, noun_end, lexicon, bound is not None):
            return [], after_spoken_year(line, found, lexicon)
        if (number.fraction and not number.digits) or (number.vague and noun is None and not number.scaled):
            return [], found.after
    return _made(line, found, whole, whole_at, noun, max(after, noun_end), before, said, lexicon)


def _odds(line: Line, found: Measure, lexicon: Lexicon) -> tuple[list[Quantity], int] | None:
    """ "one in five", "1 in 1,000": a share."""
    number, j = found.number, found.after + 1
    if (
        found.dimension is not None
        or line.low[found.after] != "in"
        or lexicon.code != "en"
        or not 1 <= number.low <= 10
    ):
        return None
    if number.low != number.high or number.vague or number.after != found.first + 1 or not line.low[j]:
        return None
    below, after = read_amount(line, j, lexicon)
    if below is None or below.dimension is not None or below.number.low not in _ODDS or below.number.low <= number.low:
        return None
    share = number.low / below.number.low
    start, end = line.start[found.first], line.end[after - 1]
    return [
        Quantity(share, share, "share", "exact", "%", None, start, end, line.text[start:end], measure="part")
    ], after


_ODDS = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 25.0, 50.0, 100.0, 1e3, 1e4, 1e5, 1e6})


def _total(line: Line, found: Measure, i: int, lexicon: Lexicon) -> tuple[Measure | None, int]:
    """The 189 of "109 of the 189 boxes", when a larger number is named so."""
    if found.dimension not in (None, "share") or found.number.vague or found.number.share:
        return None, 0
    for words in lexicon.out_of:
        if tuple(line.low[i : i + len(words)]) == words:
            j = i + len(words)
            while line.low[j] in lexicon.determiners or (
                line.low[j] in ("a", "total", "of") and line.low[j] != line.before(j)
            ):
                j += 1
            if j >= line.count:
                return None, 0
            total, _ = read_amount(line, j, lexicon)
            if words == ("in",) or total is None:
                return None, 0
            return (total, j) if _is_total(line, found, total, lexicon) else (None, 0)
    return None, 0


def _is_total(line: Line, part: Measure, total: Measure, lexicon: Lexicon) -> bool:
    if total.dimension is not None or total.number.vague or total.number.low != total.number.high:
        return False
    if part.dimension == "share":
        year = total.number.digits and 1500 <= total.number.low < 2100
        return not year and noun_after(line, total.after, lexicon)[0] is not None
    if total.number.low < part.number.high:
        return False
    word = line.word[total.number.first]
    year = total.number.digits and word.isdigit() and len(word) == 4 and not total.number.scaled
    return not (year and 1000 <= total.number.low < 2100 and noun_after(line, total.after, lexicon)[0] is None)


_TIMES = re.compile(r"in\s+((?:1[89]|20)\d\d)\s+(?:us\s+)?(?:dollars|pounds|euros|money|prices|terms)", re.IGNORECASE)


def _made(
    line: Line, found: Measure, whole: Measure | None, whole_at: int, noun: str | None, after: int,
    before: tuple[str, int] | None, said: tuple[str, int] | None, lexicon: Lexicon,
) -> tuple[list[Quantity], int]:  # fmt: skip
    """The quantity, and its total when one is named."""
    number = found.number
    mark = before[0] if before else said[0] if said else ""
    low, high, kind, strict = bounded(number.low, number.high, mark, vague=number.vague)
    if found.dimension == "duration" and kind == "exact":
        # a spoken duration is good to half of its unit, one with a fraction to a quarter
        slack = 0.5 if low % 1 == 0 else min(0.25, abs(low) / 4)
        low, high = low - slack, high + slack
    dimension: Dimension = found.dimension or "count"
    if whole is not None:
        after = max(after, whole.after)
    first = before[1] if before and before[0] else found.first
    start, end = line.start[min(first, found.first)], line.end[after - 1]
    quantity = Quantity(
        low * found.factor + found.offset, high * found.factor + found.offset, dimension, kind, found.unit, noun, start,
        end, line.text[start:end], part_of=whole.number.low if whole else number.total, measure=found.name,
        spoken=(number.low, number.high), strict=strict, year=_year_of(line, found, after),
    )  # fmt: skip
    if dimension == "share" and whole is not None:
        quantity = _without_part(quantity)
    if whole is None:
        return [quantity], after
    begin = line.start[whole_at]
    total = Quantity(
        whole.number.low, whole.number.high, "count", "exact", "", noun, begin, end, line.text[begin:end], is_total=True,
        spoken=(whole.number.low, whole.number.high),
    )  # fmt: skip
    return [quantity, total], after


def _without_part(quantity: Quantity) -> Quantity:
    return replace(quantity, part_of=None)


def _year_of(line: Line, found: Measure, after: int) -> int | None:
    """The year whose money an amount is in: "$5 million in 2003 dollars"."""
    if found.dimension != "money" or (line.low[after] != "in" and line.low[after] != "("):
        return None
    match = _TIMES.search(line.text, line.start[after], line.start[after] + 40)
    return int(match.group(1)) if match else None
