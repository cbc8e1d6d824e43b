"""Words with their places, their stems, and the ones that carry content."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from loupe.language.tables import FUNCTION_WORDS

__all__ = ["Token", "content_stems", "fold", "stem", "tokens"]

_TOKEN = re.compile(r"[A-Za-z]{1,6}\d{3,}\w*|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[$€£%]|[^\s\w]|_", re.UNICODE)
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign with its half-open place in the text; ``low`` is it folded to lower case."""

    text: str
    low: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents, with straight apostrophes: for comparing words, never for showing them."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order."""
    return list(_tokens(text))


@lru_cache(maxsize=8_192)
def _tokens(text: str) -> tuple[Token, ...]:
    # one sentence is asked for many times over while claims are held against it
    return tuple(Token(m.group(), fold(m.group()) or m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded English word (Snowball/Porter2), without a possessive ending."""
    return str(_STEMMER.stemWord(word.removesuffix("'s")))


def content_stems(text: str) -> list[str]:
    """Stems of the words and numbers that carry content, in order, repeats kept."""
    return [
        stem(t.low)
        for t in tokens(text)
        if (t.low[0].isalnum()) and t.low not in FUNCTION_WORDS and t.low.removesuffix("'s") not in FUNCTION_WORDS
    ]
