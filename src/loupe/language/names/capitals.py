"""Proper names by their capitals: modest, offline, and without guessing what kind of thing they name."""

from __future__ import annotations

import re

from loupe.language.tables import FUNCTION_WORDS
from loupe.language.words import fold
from loupe.model.readings import Name

__all__ = ["find_names", "name_key"]

_SHORT = r"(?:Mrs?|Ms|Drs?|St|Mt|Ft|Jr|Sr|Prof|Gen|Sgt|Capt|Lt|Col|Gov|Sen|Rep)\."
_WORD = rf"(?:(?:[A-Z]\.){{1,5}}(?![a-z])|{_SHORT}|[A-ZÀ-ÖØ-Þ][\w’'&-]*)"
_LINK = r"(?:\s+(?:of|de|van|von|der|den|di|da|del|della|la|le|the)(?=\s+[A-ZÀ-ÖØ-Þ])|\s+&)?"
_RUN = re.compile(rf"(?<!\w){_WORD}(?:{_LINK}\s+{_WORD})*")
_FULL_STOP = re.compile(r"(?<![.\w])\w\.$|\w{2,}\.$")
"""What ends a sentence and belongs to no name: "Plan B." does, "U.S." does not."""
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms dr i yes well ok okay please sir madam detective inspector "
    "officer narrator speaker yeah no right so and but because while although though if when then after before "
    "since".split()
)
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|detective|inspector|officer|judge|professor|commissioner)\.?\s+)+", re.IGNORECASE
)


def find_names(text: str) -> tuple[Name, ...]:
    """Runs of capitalised words in order; a lone capitalised word that opens a sentence counts only if it is no common
    word and the text uses it with a capital elsewhere, or the sentence goes on in lower case after an unknown word."""
    names: list[Name] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        run = text[start:end].rstrip(".'’")
        for part_start, part_end in _trim(run):
            words = run[part_start:part_end]
            if not words or (not part_start and _opens_sentence(text, start) and not _plausible_opening(words, text)):
                continue
            key = name_key(words)
            if key:
                names.append(Name(words, key, start + part_start, start + part_end))
    return tuple(names)


def _trim(run: str) -> list[tuple[int, int]]:
    """Cut function words and dates off the ends of a run ("The Diamond Center", "In Antwerp", "Monday")."""
    words = [(m.start(), m.end(), fold(m.group()).rstrip(".").removesuffix("'s")) for m in re.finditer(r"\S+", run)]
    while words and (words[0][2] in FUNCTION_WORDS or words[0][2] in _NOT_NAMES):
        words.pop(0)
    while words and (words[-1][2] in FUNCTION_WORDS or words[-1][2] in _NOT_NAMES):
        words.pop()
    if not words:
        return []
    start, end = words[0][0], words[-1][1]
    return [(start, end - 1 if _FULL_STOP.search(run[start:end]) else end)]


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?…:"“‘(-–—'


def _plausible_opening(words: str, text: str) -> bool:
    if " " in words or words.isupper():
        return True
    bare = words.removesuffix("'s").removesuffix("’s")
    return text.count(bare) > 1 or words != bare


def name_key(name: str) -> str:
    """The folded last word of a name without titles: "Detective Patrick Peys" and "Peys" share a key."""
    bare = _TITLES.sub("", name.strip())
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", bare)
    return fold(words[-1]).removesuffix("'s") if words else ""
