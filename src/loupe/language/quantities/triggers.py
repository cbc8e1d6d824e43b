"""Where the grammar may have something to read: a look at the words that costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loupe.language.quantities.cardinals import morphemes
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import FRACTION_SIGNS, Line
from loupe.language.quantities.units import single_names
from loupe.language.words import fold

__all__ = ["may_hold_numbers", "starts"]

_DIGIT = re.compile("[0-9" + "".join(FRACTION_SIGNS) + "]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """Of one language: the words that call for a look, those a number begins with, those that make "a" a number."""

    calling: frozenset[str]
    beginning: frozenset[str]
    after_article: frozenset[str]
    lasting: frozenset[str]


_KNOWN: dict[str, _Words] = {}
_BESIDE = frozenset({"after", "before", "later", "earlier", "ago"})
_DECADES = frozenset("twenties thirties forties fifties sixties seventies eighties nineties".split())


def _words(lexicon: Lexicon) -> _Words:
    if lexicon.code not in _KNOWN:
        first_vague = {phrase[0] for phrase in lexicon.vague_words}
        second_vague = {phrase[1] for phrase in lexicon.vague_words if len(phrase) > 1}
        times = frozenset({"second", "minute", "hour", "day", "week", "weekend", "month", "year", "decade", "century"})
        beginning = frozenset(lexicon.cardinals) | lexicon.bare | lexicon.starters | first_vague | lexicon.halves
        beginning |= frozenset(lexicon.ratios) | _DECADES | lexicon.part_words | frozenset(lexicon.vague_plurals)
        beginning = frozenset(beginning | ({"twice", "thrice"} if lexicon.code == "en" else set())) - lexicon.articles
        inner = (
            frozenset(lexicon.scales)
            | lexicon.halves
            | second_vague
            | {d for d in lexicon.denominators if not d.endswith("s")}
        )
        if lexicon.code == "en":
            inner |= single_names()
        _KNOWN[lexicon.code] = _Words(
            beginning | inner, beginning, inner | (times if lexicon.code == "en" else set()), times
        )
    return _KNOWN[lexicon.code]


def may_hold_numbers(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has a digit or a word of the number tables; False is certain, True is not."""
    if _DIGIT.search(text):
        return True
    words = _words(lexicon)
    said = (text.lower() if text.isascii() else fold(text)).replace("'", " ")
    listed = _WORD.findall(said)
    if not words.calling.isdisjoint(listed):
        return True
    if lexicon.glued:
        return any(len(word) > 4 and morphemes(word, lexicon) is not None for word in listed)
    return lexicon.code == "en" and not words.lasting.isdisjoint(listed) and not _BESIDE.isdisjoint(listed)


def starts(line: Line, lexicon: Lexicon) -> Iterator[int]:
    """The words at which a number phrase may begin, in order."""
    words = _words(lexicon)
    beginning, articles, glued = words.beginning, lexicon.articles, lexicon.glued
    for i in range(line.count):
        low = line.low[i]
        if low in beginning or "0" <= low[0] <= "9" or line.word[i] in FRACTION_SIGNS:
            yield i
        elif low in articles:
            following = line.low[i + 1] if line.low[i + 1] != "-" else line.low[i + 2]
            if following in words.after_article or following in beginning:
                yield i
        elif glued and len(low) > 4 and morphemes(low, lexicon) is not None:
            yield i
