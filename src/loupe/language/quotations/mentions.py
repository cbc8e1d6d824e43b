"""Words that name or point to somebody, as far as they can speak: names, pronouns, "his lady", "the old man"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from loupe.language.quotations.verbs import SAYING

__all__ = ["PERSON", "SpeakerMention", "mention_at", "mentions_in", "same_person"]

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mme|Dr|Sir|Lady|Lord|Captain|Colonel|Major|General|Sergeant|Inspector|Detective|Judge|Justice|"
    r"Professor|Father|Mother|Sister|Brother|Uncle|Aunt|Madame|Mademoiselle|Monsieur|Commissioner|President|Senator|"
    r"Minister|Prime|King|Queen|Prince|Princess|Duke|Old|Young|Little|Master|Police|Officer)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_NAME = (
    rf"(?:{_TITLE}\b\.?\s+)*(?!(?:{_TITLE})\b\.?\s){_CAPITAL}"
    rf"(?:\s(?:of|de|van|von|di|da|la|le|der)(?=\s[A-ZÀ-Þ])|\s{_CAPITAL}(?:\.(?=\s[A-Z]))?){{0,5}}"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e)"
_DETERMINER = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Oo]ne|[Aa]nother|[Tt]his|[Tt]hat|[Ss]ome|[Ee]very|[Tt]wo)"
)
_STOPS = (
    r"(?:who|whom|which|that|with|in|on|at|to|for|from|as|and|or|but|when|while|then|by|after|before|was|were|is|had|"
    r"has|would|could|did|not|so|again|at|upon|into|over|out|off|up|down|turning|looking|having|being|quietly|also|"
    r"said|says|him|her|me|them|us|it|himself|herself|if|than|through|about|because|without|still|now|there|too)"
)
_NOUN = rf"(?!{_STOPS}\b)(?!\w+ly\b)(?:[^\W\d_]|\d+-)[\w’'-]*"
_OF = rf"(?:\s+(?:of|for)\s+(?:the\s+|his\s+|her\s+)?{_NOUN}(?:\s+{_CAPITAL})*)?"
_NOMINAL = rf"{_DETERMINER}(?:\s+{_NOUN}){{1,4}}(?:\s?['’]s\s+{_NOUN})?{_OF}|[Tt]he\s+other|another"
PERSON = rf"(?:{_NAME}|{_PRONOUN}\b|{_NOMINAL})"
_AT = re.compile(PERSON)
_WORD = re.compile(r"(?<![\w’'])(?=[A-Za-zÀ-Þ])")
_NO_PERSON = frozenset(
    "but and then so yet or nor for if when while as after before there here it this that what who why how where yes "
    "no oh well not now at in on by to from with even still thus perhaps all some many such these those never once "
    "again of chapter book monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december god lord heaven heavens indeed just only both every each most "
    "suddenly finally later meanwhile however although though because since until come let do did is was were are "
    "have had has having being".split()
)
_THINGS = frozenset(
    "day time moment room house door night morning word way hand head face eye eyes voice table window side thing "
    "place world fire light street town first last rest same end hands book letter sound silence question answer wind "
    "sun sea road tree year years hour hours minute minutes week month evening afternoon air floor wall ground case "
    "matter fact idea sort kind pair lot number moments water country life vault box boxes diamonds money car film "
    "contents hair heart mind words name".split()
)
_PASTS = frozenset("wrote began went spoke broke swore sang heard".split())
_BARE = frozenset("the a an his her my their our your its one mr mrs miss dr as".split())


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """Words that mean a speaker, at ``[start, end)`` of the text."""

    start: int
    end: int
    text: str

    @property
    def kind(self) -> Literal["name", "pronoun", "nominal"]:
        """Whether the words are a proper name, a pronoun, or "the nurse"."""
        if re.fullmatch(_PRONOUN, self.text):
            return "pronoun"
        return "nominal" if re.match(rf"{_DETERMINER}\s", self.text) or self.text == "another" else "name"


def mention_at(text: str, start: int, end: int) -> SpeakerMention | None:
    """The mention that begins at an offset, no longer than ``end``; None where nobody is mentioned."""
    match = _AT.match(text, start, end)
    if not match:
        return None
    words = match.group()
    first = words.split()[0].lower()
    if first in _NO_PERSON or (first in _BARE and len(words.split()) == 1):
        return None
    words = _without_verb(words)
    last = re.split(r"[\s-]", words)[-1].lower()
    found = SpeakerMention(start, start + len(words), words)
    if found.kind == "nominal" and last in _THINGS:
        return None
    return found


def _without_verb(words: str) -> str:
    """ "the judge asked" means the judge."""
    parts = words.split()
    last = parts[-1].lower()
    if len(parts) > 2 and words[-len(last) :].islower() and last in SAYING and (last[-1] in "sd" or last in _PASTS):
        return words[: -len(last)].rstrip()
    return words


def mentions_in(text: str, start: int, end: int) -> Iterator[SpeakerMention]:
    """The mentions of a stretch of text, in order, none inside another."""
    at = start
    while at < end:
        word = _WORD.search(text, at, end)
        if not word:
            return
        found = mention_at(text, word.start(), end)
        if found:
            yield found
            at = found.end
        else:
            at = word.start() + 1


def same_person(a: SpeakerMention, b: SpeakerMention) -> bool:
    """Whether two mentions plainly mean one person: the same pronoun, or names that share their last word."""
    if a.kind == "pronoun" or b.kind == "pronoun":
        return a.text.lower() == b.text.lower()
    return a.text.split()[-1].lower() == b.text.split()[-1].lower()
