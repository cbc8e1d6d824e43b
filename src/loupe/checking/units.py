"""The parts of a passage that are held against a claim: sentences for the comparison, an extract for a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loupe.checking.reading import Rarity, Reading, coverage, quick_concepts
from loupe.language import NOTHING_KNOWN, Setting, find_attribution, find_names, split_sentences
from loupe.model import Passage

__all__ = ["Candidate", "Unit", "extract_of", "units_of"]

_FIRST_LOOK = 0.2
_LONGEST_UNIT = 600
_LONGEST_EXTRACT = 700
_PRONOUN_TELLER = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b")
_PRONOUNS = frozenset("he she they i we".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that search found, and the part of it, as offsets in the stored text, that the search hit.

    ``setting`` is what is known of its source: in which language it is, when it was published.
    """

    passage: Passage
    start: int
    end: int
    setting: Setting = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring sentences of a passage, as offsets in the stored text, ready for comparison.

    ``known`` is whom "he says" means in them; ``before`` and ``after`` are the sentences on either side, where a model
    may want them.
    """

    start: int
    end: int
    text: str
    known: str | None
    before: str = ""
    after: str = ""


def units_of(candidate: Candidate, wanted: Reading, rarity: Rarity) -> list[Unit]:
    """Sentences around the hit that share enough with the claim to be read closely, alone and with the one before."""
    passage, base = candidate.passage, candidate.passage.locator.start
    spans = _sentences(passage.text)
    units: list[Unit] = []
    for i in _near(candidate, spans):
        for first in (i, i - 1) if i else (i,):
            start, end = spans[first][0], spans[i][1]
            if first != i and end - start > _LONGEST_UNIT:
                continue
            text = passage.text[start:end]
            # no word runs over the end of a sentence, so that two sentences hold the concepts of each
            concepts = quick_concepts(passage.text[slice(*spans[i])])
            if first != i:
                concepts |= quick_concepts(passage.text[slice(*spans[first])])
            if coverage(wanted.topic, concepts, rarity) < _FIRST_LOOK and not _names_it(wanted, text):
                continue
            units.append(Unit(base + start, base + end, text, _known(passage, start, text)))
    return units


def extract_of(candidate: Candidate, wanted: Reading, rarity: Rarity, around: Unit | None = None) -> Unit | None:
    """What a model reads of a passage: the sentences of ``around``, else the one nearest to the claim by its words,
    and of their neighbours as many as fit into 700 characters, those before first.

    A question says nothing: None where the hit holds nothing else.
    """
    passage, base = candidate.passage, candidate.passage.locator.start
    spans = _sentences(passage.text)
    near = _near(candidate, spans)
    if around is not None:
        near = [i for i, (a, b) in enumerate(spans) if base + a < around.end and base + b > around.start]
    near = [i for i in near if not _asks(passage.text[slice(*spans[i])])]
    if not near:
        return None
    first, last = near[0], near[-1]
    if around is None:
        cover = {i: coverage(wanted.topic, quick_concepts(passage.text[slice(*spans[i])]), rarity) for i in near}
        first = last = max(near, key=lambda i: (cover[i], -i))
    grown = True
    while grown:
        grown = False
        if first > 0 and spans[last][1] - spans[first - 1][0] <= _LONGEST_EXTRACT:
            first, grown = first - 1, True
        if last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _LONGEST_EXTRACT:
            last, grown = last + 1, True
    start, end = spans[first][0], spans[last][1]
    text = passage.text[start:end]
    before = passage.text[slice(*spans[first - 1])] if first else ""
    after = passage.text[slice(*spans[last + 1])] if last + 1 < len(spans) else ""
    return Unit(base + start, base + end, text, _known(passage, start, text), before, after)


def _asks(sentence: str) -> bool:
    return sentence.rstrip(" \"”')]\n").endswith("?")


def _near(candidate: Candidate, spans: list[tuple[int, int]]) -> list[int]:
    base = candidate.passage.locator.start
    low, high = candidate.start - base, candidate.end - base
    return [i for i, (a, b) in enumerate(spans) if a < high and b > low]


@lru_cache(maxsize=4096)
def _sentences(text: str) -> list[tuple[int, int]]:
    return split_sentences(text)


def _names_it(wanted: Reading, text: str) -> bool:
    folded = text.casefold()
    return any(key in folded for key in wanted.keys)


def _known(passage: Passage, start: int, text: str) -> str | None:
    """Whom "he says" means: whoever was last named as speaking, else the last name, in the passage so far."""
    if not _PRONOUN_TELLER.search(text):
        return None
    plural = not re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is)\b", text)
    before = passage.text[max(0, start - 1500) : start]
    for a, b in reversed(split_sentences(before)):
        tellers = [t for t in find_attribution(before[a:b]).tellers if t.casefold() not in _PRONOUNS]
        if tellers and _is_plural(tellers[-1]) == plural:
            return tellers[-1]
        names = find_names(before[a:b])
        if names and names[0].start < 40 and not plural:
            return names[0].text
    return None if plural else passage.speaker


def _is_plural(teller: str) -> bool:
    """ "they" is a group: the police, the authorities, two authors; never one person."""
    return teller[0].islower() or " and " in teller or teller.split()[-1].lower() in ("police", "authorities")
