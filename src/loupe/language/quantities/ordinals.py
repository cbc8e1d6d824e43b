"""Ordinals: "the third man", "21st century", "two hundredth"."""

from __future__ import annotations

from loupe.language.quantities.cardinals import read_cardinal
from loupe.language.quantities.digits import figure_value
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line, line_of
from loupe.language.quantities.nouns import noun_stem
from loupe.model.quantities import Quantity

__all__ = ["find_ordinals", "read_ordinal"]


def find_ordinals(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """The ordinals of a text with what they number: "the third man", "21st century".

    They are kept apart from quantities: "the third man" counts nothing, and another ordinal contradicts nothing.
    """
    lexicon = lexicon_of(language)
    if lexicon is None:
        return ()
    line = line_of(text)
    found: list[Quantity] = []
    i = 0
    while i < line.count:
        read = read_ordinal(line, i, lexicon)
        if read is None:
            i += 1
            continue
        value, after = read
        if not value:
            i = after
            continue
        start, end = line.start[i], line.end[after - 1]
        following = line.low[after]
        noun = noun_stem(following, lexicon.code) if following.isalpha() and following not in lexicon.stops else None
        found.append(Quantity(value, value, "ordinal", "exact", "", noun, start, end, text[start:end]))
        i = after
    return tuple(found)


def read_ordinal(line: Line, i: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """The ordinal that begins at word ``i`` and the word after it; 0.0 for a part such as "a thousandth"."""
    if line.is_figure(i):
        value = figure_value(line.word[i], lexicon.comma)
        ending = line.low[i + 1]
        if value is None or not line.glued(i + 1) or value % 1:
            return None
        return (value, i + 2) if ending in lexicon.ordinal_endings else None
    low = line.low[i]
    if low in lexicon.ordinals:
        return float(lexicon.ordinals[low]), i + 1
    if low in lexicon.articles and lexicon.ordinals.get(line.low[i + 1], 0) >= 100:
        return 0.0, i + 2  # "a thousandth" is a part
    hundred = low in lexicon.scales and low not in lexicon.bare  # "the hundred and third"
    start = 1.0 if low in lexicon.articles or hundred else -1.0
    whole = read_cardinal(line, i + (low in lexicon.articles), lexicon, start=start)
    if whole is None:
        return None
    j = whole.after + (line.low[whole.after] == "-")
    if line.low[j] == "second" and line.before(i) in lexicon.articles:
        return None  # "a twenty-second delay"
    j += line.low[j] in lexicon.links
    value = lexicon.ordinals.get(line.low[j])
    if value is None:
        return None
    if value >= 1000 or (value == 100 and whole.value < 100):
        return whole.value * value, j + 1  # "two hundredth"
    room = 10 if whole.value % 100 and whole.value % 10 == 0 else 100 if whole.value % 100 == 0 else 0
    return (whole.value + value, j + 1) if value < room else None
