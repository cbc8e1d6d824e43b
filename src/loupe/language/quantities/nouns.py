"""The thing counted: "boxes" in "109 safe-deposit boxes"."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.tables import IRREGULAR_PLURALS
from loupe.language.words import stem

__all__ = ["noun_after", "noun_stem"]

_NAMES = {"nl": "dutch", "de": "german", "fr": "french", "it": "italian"}
_FAR = 5
_PLURALS = frozenset("aircraft cattle sheep personnel staff".split())
_SINGULAR = frozenset("specimen regimen acumen abdomen omen semen".split())


@lru_cache(maxsize=20_000)
def noun_stem(word: str, code: str) -> str:
    """The stem of a folded noun in its language (Snowball)."""
    return stem(word) if code not in _NAMES else str(_stemmer(code).stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(code: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_NAMES[code])


def noun_after(line: Line, i: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The stem of what is counted from word ``i`` on, before any verb or preposition, and the word after it.

    The first plural among the next words, by its ending; in German the first word with a capital.
    """
    bare = i
    if line.low[i] in lexicon.of_words:
        i += 1
        while line.low[i] in lexicon.determiners and line.low[i] not in ("some", "about", "a", "total"):
            i += 1
    for j in range(i, i + _FAR):
        low = line.low[j]
        if low == "-":
            continue
        if not low.isalpha() or low in lexicon.verbs or low in lexicon.stops or low in lexicon.cardinals:
            break
        if lexicon.plural_nouns:
            plural = low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3
            fits = (
                plural or low in IRREGULAR_PLURALS or low in _PLURALS or (low.endswith("men") and low not in _SINGULAR)
            )
        elif lexicon.capital_nouns:
            fits = line.word[j][0].isupper()
        else:
            fits = (
                len(low) > 2 and low.endswith(lexicon.plural_endings) and not line.word[j].endswith(lexicon.no_plurals)
            )
        if fits:
            return noun_stem(low, lexicon.code), j + 1
    return None, bare
