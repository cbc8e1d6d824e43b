"""A sentence made ready for comparison: what it says, and which of its words tell what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loupe.language import (
    EMPTY_WORDS,
    NOTHING_KNOWN,
    Setting,
    Token,
    content_stems,
    finite_verb,
    main_verb,
    name_key,
    read_sentence,
    stem,
    teller_key,
    tokens,
)
from loupe.language.lexicon import concept
from loupe.language.tables import AUXILIARIES
from loupe.model.readings import SentenceReading

__all__ = ["Rarity", "Reading", "acts_of", "coverage", "prepare", "quick_concepts"]

Rarity = Callable[[str], float]
"""How much a word tells: a weight above 0 for a stem, larger for rarer ones."""

_EMPTY = frozenset(concept(stem(word)) for word in EMPTY_WORDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its topic: the concepts it is about, without figures, dates and tellers.

    ``verb`` is the concept of its main verb, ``acts`` what it says was done, ``subject`` the topic before the verb,
    ``keys`` the name keys it mentions.
    """

    sentence: SentenceReading
    topic: frozenset[str]
    concepts: frozenset[str]
    negated: frozenset[str]
    keys: frozenset[str]
    verb: str | None
    subject: frozenset[str]
    acts: frozenset[str]


@lru_cache(maxsize=50_000)
def prepare(
    text: str, known: str | None = None, speaker: str | None = None, setting: Setting = NOTHING_KNOWN
) -> Reading:
    """Read a sentence for comparison.

    ``known`` is whom "he said" means; ``speaker`` adds who says "I" to its names; ``setting`` is what is known of the
    text it stands in.
    """
    sentence = read_sentence(text, known, setting)
    tellers = {w for t in sentence.tellers for w in (teller_key(t), *content_stems(t))}
    concepts = frozenset(concept(s) for s in sentence.stems)
    outside = _without_times(sentence)
    topic = frozenset(c for c in map(concept, outside) if c not in _EMPTY and not c[0].isdigit() and c not in tellers)
    keys = {n.key for n in sentence.names} - tellers
    if speaker and any(t.low in ("i", "my", "me", "we", name_key(speaker)) for t in tokens(text)):
        keys.add(name_key(speaker))
    negated = frozenset(concept(s) for s in sentence.negated)
    words = tokens(text[slice(*sentence.inner)])
    verb, first = main_verb(words), finite_verb(words)
    subject = topic & {concept(stem(w.low)) for w in words[: first or 0]}
    return Reading(
        sentence,
        topic,
        concepts,
        negated,
        frozenset(keys),
        concept(stem(verb)) if verb else None,
        frozenset(subject),
        acts_of(words),
    )


_RESULTS = frozenset(stem(w) for w in "open shut closed free apart empty dead".split())
_DOING = frozenset("do does did don't doesn't didn't don’t doesn’t didn’t".split())
"""Before the bare verb of something done, never of what is: "it did not record"."""
_STATES = frozenset(concept(stem(w)) for w in "held hold contained contain comprised included numbered".split())


def acts_of(words: Sequence[Token]) -> frozenset[str]:
    """What a clause says was done: its main verb and what came of it ("broke open"); ``be`` when it says what is."""
    first = finite_verb(list(words))
    verb = main_verb(list(words))
    if first is None or verb is None:
        return frozenset({"be"}) if first is not None else frozenset()
    act = concept(stem(verb))
    done = verb.endswith(("ed", "en", "ing")) or finite_verb([_SUBJECT, _token(verb)]) == 1
    if act in _STATES or (words[first].low in AUXILIARIES and words[first].low not in _DOING and not done):
        return frozenset({"be"})
    after = [w.low for w in words[first:]]
    results = {stem(w) for w in after[after.index(verb) + 1 : after.index(verb) + 3]} & _RESULTS
    return frozenset({act, *(concept(r) for r in results)})


def _token(word: str) -> Token:
    return Token(word, word, 0, len(word))


_SUBJECT = _token("it")


def _without_times(sentence: SentenceReading) -> list[str]:
    """Content stems of P that are not part of a date or a clock time: those are compared as values."""
    text = list(sentence.text[slice(*sentence.inner)])
    for time in sentence.times:
        for at in range(max(time.start_at - sentence.inner[0], 0), min(time.end_at - sentence.inner[0], len(text))):
            text[at] = " "
    return content_stems("".join(text))


@lru_cache(maxsize=200_000)
def quick_concepts(text: str) -> frozenset[str]:
    """The concepts of a text without reading it further: a cheap first look."""
    return frozenset(concept(s) for s in content_stems(text))


def coverage(wanted: frozenset[str], offered: frozenset[str], rarity: Rarity) -> float:
    """Share of the wanted concepts, weighted by rarity, that are offered; 0 when nothing is wanted."""
    total = sum(rarity(c) for c in sorted(wanted))
    return sum(rarity(c) for c in sorted(wanted) if c in offered) / total if total else 0.0
