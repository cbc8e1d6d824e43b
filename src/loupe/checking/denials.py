"""Denial compared: what one negates, denies or calls by the opposite word, and the other asserts."""

from __future__ import annotations

import re

from loupe.checking.comparison import Comparison
from loupe.checking.nearly import likeness, nots_beside
from loupe.checking.reading import Reading, quick_concepts
from loupe.language import name_key, split_sentences, stem, tokens
from loupe.language.lexicon import concept, opposites

__all__ = ["compare_absence", "compare_negation", "compare_opposites"]


def compare_absence(claim: Reading, passage: Reading) -> Comparison | None:
    """The passage says there is no evidence or trace of whom the claim names, or of what it asserts."""
    if claim.sentence.absent:
        return None
    named = passage.sentence.absent_name
    if named and name_key(named) in claim.keys:
        return Comparison("negation", "conflicts", f"the passage says there is no evidence of {named}")
    absent = frozenset(concept(s) for s in passage.sentence.absent)
    if len(claim.topic) >= 3 and claim.topic <= absent and not claim.negated:
        return Comparison("negation", "conflicts", "the passage says there is no evidence of it")
    return None


def compare_negation(claim: Reading, passage: Reading) -> Comparison | None:
    """One of the two negates what the other asserts, of the same thing; or the passage's teller denies it."""
    # a topic that was borrowed from the line before is not what this one negates or asserts
    shared = claim.topic & passage.topic & _own_words(claim)
    if passage.sentence.denied and not claim.sentence.denied and len(shared) >= 2:
        return Comparison("negation", "conflicts", f"{passage.sentence.tellers[-1]} denies it")
    if len(split_sentences(passage.sentence.text)) > 1:
        return None  # the negation may be of the sentence that the claim is not about
    if _says_it_too(claim, passage) or _OF_SOMETHING.search(claim.sentence.text):
        return None
    # "was not on the bridge": where only being is said of the same, what is negated is what it is
    only_being = claim.acts == passage.acts == {"be"} and claim.topic <= passage.topic and len(claim.topic) >= 3
    only_being = only_being and bool(claim.subject & passage.topic)
    what_is = shared if only_being else frozenset()
    only_claim = (claim.negated - passage.negated) & shared & ({claim.verb} | what_is)
    only_passage = (passage.negated - claim.negated) & shared & ({passage.verb} | what_is)
    verbs = sorted(only_claim or only_passage)
    if not verbs or (only_claim and only_passage):
        return None
    if only_passage and _how_often(verbs[0], passage) > 1:
        return None  # "cannot remember the day, but does remember that": said of one thing, denied of another
    who = "the claim" if only_claim else "the passage"
    word = _as_written(verbs[0], claim if only_claim else passage)
    return Comparison("negation", "conflicts", f"only {who} says not: “{word}” is negated there")


def _own_words(claim: Reading) -> frozenset[str]:
    return frozenset(concept(s) for s in claim.sentence.stems)


_SAME_WORDS = 0.8


def _says_it_too(claim: Reading, passage: Reading) -> bool:
    """The passage has the claim nearly word for word, and as many a "not" in it: what else it denies is other."""
    if likeness(claim.sentence, passage.sentence).ours < _SAME_WORDS:
        return False
    ours, theirs = nots_beside(claim.sentence, passage.sentence)
    return ours % 2 == theirs % 2


_OF_SOMETHING = re.compile(r"\b(?:that|this|it|them|those|these|so)[\s.,;!]*$", re.IGNORECASE)
"""A claim that ends in "that" or "it" does not say itself what was done or not done."""


def _how_often(word: str, reading: Reading) -> int:
    return sum(word in (stem(t.low), concept(stem(t.low))) for t in tokens(reading.sentence.text))


_REACH = 14


def compare_opposites(claim: Reading, passage: Reading, *, same_topic: bool) -> Comparison | None:
    """The passage uses the opposite word of the same thing: open against closed, inside against outside.

    The same thing is the same topic as a whole, or the claim's whole subject standing shortly before the opposite.
    """
    said = set(passage.sentence.stems) | passage.concepts
    for word, others in sorted(opposites(claim.concepts | frozenset(claim.sentence.stems)).items()):
        if word in said or concept(word) in said or word in claim.subject:
            continue
        for other in sorted(others & said):
            negated = (word in claim.negated) != (other in passage.negated)
            both = _said_of(claim, word, claim) and _said_of(claim, other, passage)
            if not negated and ((same_topic and _beside_it(claim, other, passage)) or both):
                ours, theirs = _as_written(word, claim), _as_written(other, passage)
                return Comparison("wording", "conflicts", f"“{ours}” in the claim against “{theirs}” in the passage")
    return None


def _as_written(wanted: str, reading: Reading) -> str:
    """The first word of the text with this stem or concept, as it stands there."""
    words = tokens(reading.sentence.text)
    return next((w.text for w in words if wanted in (stem(w.low), concept(stem(w.low)))), wanted)


def _beside_it(claim: Reading, word: str, passage: Reading) -> bool:
    """The sentence that has the opposite word also has most of what the passage shares with the claim."""
    shared = claim.topic & passage.concepts
    for start, end in split_sentences(passage.sentence.text):
        here = quick_concepts(passage.sentence.text[start:end])
        if concept(word) in here and 2 * len(shared & here) >= len(shared):
            return True
    return False


def _said_of(claim: Reading, word: str, passage: Reading) -> bool:
    """The claim's subject, a name or of two words at least, stands shortly before the word."""
    subject = claim.subject
    if len(subject) < 2 and not subject & {stem(key) for key in claim.keys}:
        return False
    stems = [concept(stem(t.low)) for t in tokens(passage.sentence.text)]
    at = [i for i, s in enumerate(stems) if s == concept(word)]
    return any(subject <= set(stems[max(0, i - _REACH) : i]) for i in at)
