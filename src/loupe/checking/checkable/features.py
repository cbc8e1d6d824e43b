"""What the scorer looks at: the words of a sentence, the letters inside them, and what Loupe has read of it.

The training script and the scorer share this module, so that both see a sentence alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log1p
from zlib import crc32

from loupe.language.words import fold
from loupe.model.readings import SentenceReading

__all__ = [
    "EDGE",
    "READABLE",
    "SLOTS",
    "letters",
    "number_of",
    "pair_slot",
    "plain_word",
    "readable",
    "slot",
    "words",
]

SLOTS = 1 << 17
"""Places of the hashed table (Weinberger et al. 2009, feature hashing): no word of the training text is kept."""

words = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*|[%$€£?!]").findall
"""The words, figures and telling signs of a sentence, in order, as they stand there."""

_ASKING = frozenset("what who why how when where which do does did is are will would can could".split())
_CUT_OFF = ("-", "–", "—", "…", "...")
_MEAN_WORDS, _MEAN_STEMS = 2.5, 1.8
"""About the mean logarithm of a sentence's length, and of its words with content: centred, so that they stay small."""


def plain_word(raw: str, first: bool) -> str:
    """A word as the tables know it: folded, figures and years as such, and a name as "a name".

    Who is named must not decide whether a sentence is worth checking; only that somebody is.
    """
    if raw[0].isdigit():
        return "#year" if len(raw) == 4 and raw[:2] in ("19", "20") else "#figure"
    if not first and len(raw) > 1 and raw[0].isupper() and raw[1] not in "'’":
        return "#name"
    return fold(raw) or raw


def letters(word: str) -> tuple[str, ...]:
    """All runs of three to five letters of a word with its edges marked; none for figures and names."""
    if not word.isalpha():
        return ()
    edged = f" {word} "
    return tuple(edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1))


def number_of(gram: str, kind: int = 0) -> int:
    """A 32-bit number for a word (kind 0) or a run of letters (kind 1), the same on every machine (CRC-32)."""
    return crc32(gram.encode(), kind)


def slot(number: int) -> int:
    """The place of a word or a run of letters in the hashed table."""
    return number & (SLOTS - 1)


def pair_slot(before: int, after: int) -> int:
    """The place of two neighbours; ``EDGE`` stands before the first word and after the last (Knuth's multiplier)."""
    return ((before * 2654435761 + after) >> 7) & (SLOTS - 1)


EDGE = 1
"""The number of the edge of a sentence, for ``pair_slot``."""

READABLE: tuple[str, ...] = (
    "a figure", "several figures", "money", "a share", "a time", "a name", "two names", "four names", "a teller",
    "a denial by the teller", "a hedge", "a negation", "a frame", "a question", "fewer than 5 words", "5 to 8 words",
    "more than 20 words", "more than 35 words", "length", "content", "a quotation", "in brackets", "cut off",
    "begins like a question",
)  # fmt: skip
"""The names of what ``readable`` gives, in its order."""


def readable(sentence: str, found: Sequence[str], reading: SentenceReading) -> tuple[float, ...]:
    """What was read of a sentence, in the order of ``READABLE``: 1 where it holds, two centred logarithms of lengths.

    ``found`` are its ``words``, whose number is its length.
    """
    dimensions = [q.dimension for q in reading.quantities if q.dimension != "ordinal"]
    count, names = len(found), len(reading.names)
    ending = sentence.rstrip()
    return (
        bool(dimensions),
        len(dimensions) > 1,
        "money" in dimensions,
        "share" in dimensions,
        bool(reading.times),
        names > 0,
        names > 1,
        names > 3,
        bool(reading.tellers),
        reading.denied,
        reading.hedged,
        bool(reading.negated),
        bool(reading.frames),
        reading.asked or ending.endswith("?"),
        count < 5,
        5 <= count < 9,
        count > 20,
        count > 35,
        log1p(count) - _MEAN_WORDS,
        log1p(len(reading.stems)) - _MEAN_STEMS,
        '"' in sentence or "“" in sentence,
        sentence[:1] in ("(", "["),
        ending.endswith(_CUT_OFF),
        count > 0 and found[0].lower() in _ASKING,
    )
