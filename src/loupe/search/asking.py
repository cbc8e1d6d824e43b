"""What is asked for in other words: further names of whom a question names, and its dates as others write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loupe.search.terms import STOP_WORDS, split_terms

__all__ = ["Question", "expanded"]

MOST_ALSO = 32
"""Terms that may stand beside a question's own."""
MOST_FORMS = 3
"""Forms with other names that a re-ranker reads besides the question."""

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_MONTHS = """
    january february march april may june july august september october november december
""".split()
_SHORT = "jan feb mar apr may jun jul aug sept oct nov dec".split()


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is asked for.

    ``also`` are terms that weigh little, and only where passages are found by words. ``forms`` say the same with other
    names; a re-ranker takes the form that is closest to the passage.
    """

    text: str
    also: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def expanded(text: str, aliases: Iterable[Sequence[str]] = (), dates: Iterable[str] = ()) -> Question:
    """The question with what its names and dates are also called.

    Each group of ``aliases`` holds the names of one person, organisation, place or thing; when the text has one of
    them, the terms of the others are added, and up to three forms of the text with another name in its place. ``dates``
    are the days and months that the text names, as EDTF ("2003-02-15", "2003-02"); other dates are passed over. What
    the text has already is not added, and no more than 32 terms are, in the order in which they were given.
    """
    own = split_terms(text)
    wanted: dict[str, None] = {}
    forms: dict[str, None] = {}
    for group in aliases:
        names = [(name, _terms(name)) for name in group]
        here = [name for name, terms in names if _holds(own, terms)]
        if here:
            wanted |= dict.fromkeys(term for _, terms in names for term in terms if term not in STOP_WORDS)
            forms |= dict.fromkeys(_renamed(text, max(here, key=len), group))
    for date in dates:
        wanted |= dict.fromkeys(_written(date))
    there = set(own)
    return Question(text, tuple(term for term in wanted if term not in there)[:MOST_ALSO], tuple(forms)[:MOST_FORMS])


def _renamed(text: str, name: str, group: Sequence[str]) -> Iterator[str]:
    """The text with each other name in the place of the one that it has."""
    place = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    if place.search(text):
        for other in group:
            if other.lower() not in name.lower():
                yield place.sub(lambda _, other=other: other, text)  # type: ignore[misc]


def _holds(terms: Sequence[str], name: tuple[str, ...]) -> bool:
    """Whether the terms of a name stand in a row."""
    size = len(name)
    if not size or name[0] not in terms:
        return False
    return any(tuple(terms[at : at + size]) == name for at in range(len(terms) - size + 1))


@lru_cache(maxsize=100_000)
def _terms(name: str) -> tuple[str, ...]:
    """The terms of a name, which is asked for again with every question of a case."""
    return tuple(split_terms(name))


def _written(date: str) -> list[str]:
    """The terms of a day or month as it is written out, shortened or in figures."""
    found = _DAY.fullmatch(date)
    if found is None or not 1 <= int(found[2]) <= 12:
        return []
    month = int(found[2])
    terms = [found[1], _MONTHS[month - 1], _SHORT[month - 1], f"{month:02}", str(month)]
    return terms + ([str(int(found[3])), found[3]] if found[3] else [])
