"""Denial compared: what one negates, denies or calls by the opposite word, and the other asserts."""

from __future__ import annotations

from loupe.checking.comparison import Comparison
from loupe.checking.reading import Reading
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
    shared = claim.topic & passage.topic
    if passage.sentence.denied and not claim.sentence.denied and len(shared) >= 2:
        return Comparison("negation", "conflicts", f"{passage.sentence.tellers[-1]} denies it")
    if len(split_sentences(passage.sentence.text)) > 1:
        return None  # the negation may be of the sentence that the claim is not about
    # "was not on the bridge": where only being is said, what is negated is what it is
    only_being = claim.acts == passage.acts == {"be"} and claim.topic <= passage.topic and len(claim.topic) >= 3
    what_is = shared if only_being else frozenset()
    only_claim = (claim.negated - passage.negated) & shared & ({claim.verb} | what_is)
    only_passage = (passage.negated - claim.negated) & shared & ({passage.verb} | what_is)
    verbs = sorted(only_claim or only_passage)
    if not verbs or (only_claim and only_passage):
        return None
    who = "the claim" if only_claim else "the passage"
    word = _as_written(verbs[0], claim if only_claim else passage)
    return Comparison("negation", "conflicts", f"only {who} says not: “{word}” is negated there")


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
            if not negated and (same_topic or _said_of(claim, other, passage)):
                ours, theirs = _as_written(word, claim), _as_written(other, passage)
                return Comparison("wording", "conflicts", f"“{ours}” in the claim against “{theirs}” in the passage")
    return None


def _as_written(wanted: str, reading: Reading) -> str:
    """The first word of the text with this stem or concept, as it stands there."""
    words = tokens(reading.sentence.text)
    return next((w.text for w in words if wanted in (stem(w.low), concept(stem(w.low)))), wanted)


def _said_of(claim: Reading, word: str, passage: Reading) -> bool:
    """The claim's subject, a name or of two words at least, stands shortly before the word."""
    subject = claim.subject
    if len(subject) < 2 and not subject & {stem(key) for key in claim.keys}:
        return False
    stems = [concept(stem(t.low)) for t in tokens(passage.sentence.text)]
    at = [i for i, s in enumerate(stems) if s == concept(word)]
    return any(subject <= set(stems[max(0, i - _REACH) : i]) for i in at)
