"""What one language brings to the grammar of numbers and amounts: word lists, and a few habits as switches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loupe.language.words import fold

__all__ = ["Bound", "Lexicon", "phrases", "spread"]

Bound = str
"""What words before or after a number do to it: ">=", ">", "<=", "<", "~" (about), "<~" (nearly), ">~" (just over);
"<=w" is "within", which bounds measures alone: "within the four countries" counts four."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language. All words are folded: lower case, without accents.

    ``cardinals`` holds the words below 100 and ``scales`` those that multiply; ``glued``: numbers are written as one
    word; ``inverted``: units are said before tens ("vierundzwanzig"); ``twenties``: soixante-dix, quatre-vingts.
    ``bare``: scales that need no "one" before them ("mille"). ``denominators`` are the words under a fraction.
    ``labels`` name a thing by the number behind them ("page 7").
    """

    code: str
    comma: bool
    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    bare: frozenset[str]
    links: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    minus: frozenset[str]
    short_scales: Mapping[str, float]
    denominators: Mapping[str, float]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    halves: frozenset[str]
    of_words: frozenset[str]
    determiners: frozenset[str]
    vague_plurals: Mapping[str, tuple[float, float]]
    vague_words: Mapping[tuple[str, ...], tuple[float, float]]
    before: Mapping[tuple[str, ...], Bound]
    after: Mapping[tuple[str, ...], Bound]
    negations: frozenset[str]
    fillers: Iterable[tuple[str, ...]]
    ranges: frozenset[str]
    between: frozenset[str]
    range_and: frozenset[str]
    out_of: Iterable[tuple[str, ...]]
    percent: Iterable[tuple[str, ...]]
    per: frozenset[str]
    each: frozenset[str]
    currencies: Mapping[str, str]
    nations: Mapping[str, str]
    subunits: Mapping[str, tuple[str, float]]
    units: Mapping[str, str]
    old: Mapping[tuple[str, ...], str]
    labels: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    pronouns: frozenset[str]
    glued: bool = False
    starters: frozenset[str] = frozenset()
    part_words: frozenset[str] = frozenset()
    grades: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)
    joins_one: bool = False
    inverted: bool = False
    twenties: bool = False
    capital_nouns: bool = False
    plural_nouns: bool = False
    plural_endings: tuple[str, ...] = ("",)
    no_plurals: tuple[str, ...] = ()
    ratios: Mapping[str, float] = field(default_factory=dict)
    times_words: frozenset[str] = frozenset()


def spread(table: str) -> dict[str, float]:
    """A table written as "word=value word=value"; several words of one value are joined by "|"."""
    result: dict[str, float] = {}
    for entry in table.split():
        words, _, value = entry.rpartition("=")
        for word in words.split("|"):
            result[fold(word)] = float(value)
    return result


def phrases(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Phrases separated by commas, by what they mean; each is kept as its folded words."""
    return {
        tuple(fold(word) for word in phrase.replace("-", " - ").split()): meaning
        for meaning, listed in table.items()
        for phrase in (each.strip() for each in listed.split(","))
    }
