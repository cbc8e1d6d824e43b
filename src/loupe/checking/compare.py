"""Typed comparison before wording: numbers, amounts, dates, negation, opposites, each with its reason in words.

Each comparator looks at one kind of value in a claim and a passage and returns what it found, or nothing when the two
cannot be compared. None of them decides alone: ``loupe.checking.stance`` weighs them with how closely the passage
speaks of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from loupe.checking.apart import says_opposite
from loupe.checking.reading import Rarity, Reading, coverage, quick_concepts
from loupe.language import name_key, split_sentences, stem, tokens
from loupe.language.lexicon import concept, opposites
from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.times import TimeSpan, compare_times

__all__ = ["Comparison", "compare_absence", "compare_negation", "compare_opposites", "compare_slots"]

Relation = Literal["agrees", "fits", "conflicts", "silent"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared: the check's name, the outcome, and the reason as a fact-checker would say it."""

    check: str
    relation: Relation
    reason: str


def compare_slots(claim: Reading, passage: Reading, rarity: Rarity) -> tuple[Comparison, ...]:
    """Every figure and date of the claim against those of the passage that speak of the same thing."""
    counted = [q for q in claim.statement.quantities if not q.is_total and q.dimension != "ordinal"]
    found = [_quantity(q, claim, passage, rarity) for q in counted]
    found += [_label(q) for q in claim.statement.quantities if q.dimension == "ordinal" and not _has(q, passage)]
    found += [_time(t, claim, passage) for t in claim.statement.times]
    return tuple(found)


# --- figures --------------------------------------------------------------------------------------------------------


def _quantity(q: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> Comparison:
    """A figure agrees when the nearest one of its kind does; it conflicts only when every one of its kind is apart."""
    check = "amount" if q.dimension == "money" else "number"
    said = _words(q)
    rivals = [p for p in passage.statement.quantities if _same_kind(q, p)]
    near = _nearest(rivals, claim, passage)
    relations = {p: _relation(q, p) for p in rivals}
    for p in near:
        if relations[p] == "equal":
            same = f"both say {said}" if _words(p) == said else f"{said} and {_words(p)} are the same figure"
            return Comparison(check, "agrees", same)
    for p in near:
        if relations[p] == "inside":
            return Comparison(check, "agrees", f"{_words(p)} bears out {said}")
    for p in rivals:
        if relations[p] in ("equal", "inside", "compatible"):
            return Comparison(check, "fits", f"{_words(p)} is compatible with {said}, without saying as much")
    apart = [p for p in near if relations[p] == "disjoint" and not _worlds_apart(q, p)]
    if apart and not _loose(q) and not _loose(apart[0]) and _aligned(q, apart[0], claim, passage, rarity):
        return Comparison(check, "conflicts", f"the claim says {said}; the passage says {_words(apart[0])}")
    if apart:
        return Comparison(
            check, "silent", f"the passage says {_words(apart[0])}, perhaps of something else than {said}"
        )
    return Comparison(check, "silent", f"the passage gives no figure to set against {said}")


def _has(q: Quantity, passage: Reading) -> bool:
    return any(_same_kind(q, p) and p.low == q.low for p in passage.statement.quantities)


def _label(q: Quantity) -> Comparison:
    """ "Phase 3" names a thing: a passage about it must name it too, but another phase contradicts nothing."""
    return Comparison("number", "silent", f"the passage does not speak of {_words(q)}")


_LOOSE = re.compile(r"^(?:a\s+)?(?:few|several|couple|handful)\b", re.IGNORECASE)


def _loose(q: Quantity) -> bool:
    """ "a few" and "several" allow more than any table says, unless the units themselves are apart."""
    return q.dimension == "count" and bool(_LOOSE.match(q.text))


def _nearest(rivals: list[Quantity], claim: Reading, passage: Reading) -> list[Quantity]:
    """Of several figures of one kind, those whose own clause speaks most of the claim's topic."""
    if len(rivals) < 2:
        return rivals
    nearness = []
    for p in rivals:
        clause = quick_concepts(_clause(passage.statement.text, p.start, p.end))
        beside = claim.topic - ({_noun(p.noun)} if p.noun else set())
        nearness.append(len(clause & beside) + 2 * (claim.verb in clause))
    return [p for p, near in zip(rivals, nearness, strict=True) if near == max(nearness)]


def _same_kind(q: Quantity, p: Quantity) -> bool:
    if q.dimension == "share" and p.dimension == "count" and p.part_of:
        return True
    if q.dimension != p.dimension or (p.is_total != q.is_total and q.part_of is not None):
        return False
    return not (q.dimension in ("count", "ordinal") and q.noun and p.noun and _noun(q.noun) != _noun(p.noun))


def _noun(noun: str) -> str:
    return concept(noun)


def _relation(q: Quantity, p: Quantity) -> str:
    if q.dimension == "share" and p.part_of:
        p = replace(p, dimension="share", low=p.low / p.part_of, high=p.high / p.part_of)
    relation = compare_quantities(_neutral(q), _neutral(p))
    if relation != "disjoint" and q.part_of and p.part_of and q.part_of != p.part_of:
        return "disjoint"
    both_parts = q.part_of is not None and p.part_of is not None
    if relation == "disjoint" and q.dimension == "count" and (q.noun is None or p.noun is None) and not both_parts:
        return "incomparable"
    return relation


def _neutral(q: Quantity) -> Quantity:
    return replace(q, noun=None)


_LOOT = frozenset(
    concept(stem(w)) for w in "loot stolen steal haul heist robbery theft take worth value diamond gem".split()
)
_REST = frozenset(stem(w) for w in ("remaining", "rest", "left", "untouched", "unopened"))


def _aligned(q: Quantity, p: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> bool:
    """Whether two figures measure the same thing: the same noun or unit, and enough of the same topic beside it."""
    if bool(_REST & claim.concepts) != bool(_REST & passage.concepts) or _other_names(claim, passage):
        return False
    if says_opposite(claim, passage):
        return False
    own = {_noun(q.noun)} if q.noun else set()
    beside = frozenset(claim.topic - own)
    shared = coverage(beside, passage.concepts, rarity)
    common = len(claim.topic & passage.concepts)
    if q.facet and q.facet == p.facet:
        return shared >= 0.2
    if q.dimension == "count":
        beyond = len(beside & passage.concepts)
        same_act = claim.verb is not None and claim.verb in passage.concepts
        return bool(q.part_of and p.part_of) or (shared >= 0.5 and (beyond >= 2 or (beyond == 1 and same_act)))
    if q.dimension == "money":
        both_loot = _LOOT & claim.concepts and _LOOT & passage.concepts and not (q.facet or p.facet)
        return bool(both_loot and shared >= 0.2) or (shared >= 0.6 and common >= 3)
    if q.dimension in ("length", "mass"):
        return shared >= 0.4 and common >= 2
    return shared >= 0.75 and common >= (3 if q.dimension == "share" else 2)


def _other_names(claim: Reading, passage: Reading) -> bool:
    """Both name somebody, and nobody in common: what they measure may be two people's."""
    return bool(claim.keys and passage.keys and not claim.keys & passage.keys)


def _worlds_apart(q: Quantity, p: Quantity) -> bool:
    """Measures a hundredfold apart are of different things far more often than they are errors."""
    low, high = sorted((max(q.low, 1e-9), max(p.low, 1e-9)))
    return q.dimension != "count" and high / low > 100


def _words(q: Quantity) -> str:
    apart = q.part_of is not None and f"{q.part_of:g}" not in q.text.replace(",", "")
    return f"“{_tidy(q.text)}”" + (f" (of {q.part_of:g})" if apart else "")


# --- times ----------------------------------------------------------------------------------------------------------


def _time(t: TimeSpan, claim: Reading, passage: Reading) -> Comparison:
    check = "time" if t.frame == "daily" else "date"
    said = f"“{_tidy(t.text)}”"
    relations = [(p, compare_times(t, p)) for p in passage.statement.times]
    for p, relation in relations:
        if relation == "inside":
            same = _tidy(p.text).lower() == _tidy(t.text).lower()
            return Comparison(check, "agrees", f"both say {said}" if same else f"“{_tidy(p.text)}” bears out {said}")
    for p, relation in relations:
        if relation == "compatible":
            return Comparison(check, "fits", f"“{_tidy(p.text)}” is compatible with {said}")
    apart = [p for p, relation in relations if relation == "disjoint" and _same_grain(t, p)]
    if (
        len(apart) == 1
        and not _other_names(claim, passage)
        and not _one_sided(t, claim)
        and not _one_sided(apart[0], passage)
    ):
        near = quick_concepts(_clause(passage.statement.text, apart[0].start_at, apart[0].end_at))
        if claim.verb in near and len(near & claim.topic) >= 2:
            return Comparison(check, "conflicts", f"the claim says {said}; the passage says “{_tidy(apart[0].text)}”")
    if apart:
        theirs = f"“{_tidy(apart[0].text)}”"
        return Comparison(check, "silent", f"the passage says {theirs}, perhaps of something else than {said}")
    return Comparison(check, "silent", f"the passage gives no time to set against {said}")


def _same_grain(a: TimeSpan, b: TimeSpan) -> bool:
    """A date conflicts with a date and a clock time with a clock time; a bare weekday never decides alone."""
    return (a.frame == "daily") == (b.frame == "daily") and "weekly" not in (a.frame, b.frame)


_SIDE = re.compile(
    r"\b(?:since|after|before|until|till|by|from|prior to|up to|following)\s+(?:the\s+)?$", re.IGNORECASE
)


def _one_sided(t: TimeSpan, reading: Reading) -> bool:
    """ "since 2000" and "by Monday" bound a time on one side only."""
    return bool(_SIDE.search(reading.statement.text[: t.start_at])) or t.text.lower().startswith(
        ("since", "after", "before")
    )


_STOPS = (",", ";", ":", "–", "—", ". ", ".\n", "? ", "! ")


def _clause(text: str, start: int, end: int) -> str:
    low = max(text.rfind(c, 0, start) for c in _STOPS) + 1
    ends = [k for k in (text.find(c, end) for c in _STOPS) if k >= 0]
    return text[low : min(ends, default=len(text))]


def _tidy(text: str) -> str:
    return " ".join(text.split())


# --- polarity -------------------------------------------------------------------------------------------------------


def compare_absence(claim: Reading, passage: Reading) -> Comparison | None:
    """The passage says there is no evidence or trace of whom the claim names, or of what it asserts."""
    if claim.statement.absent:
        return None
    named = passage.statement.absent_name
    if named and name_key(named) in claim.keys:
        return Comparison("negation", "conflicts", f"the passage says there is no evidence of {named}")
    absent = frozenset(concept(s) for s in passage.statement.absent)
    if len(claim.topic & absent) >= 3 and len(claim.topic & absent) >= 0.6 * len(claim.topic):
        return Comparison("negation", "conflicts", "the passage says there is no evidence of it")
    return None


def compare_negation(claim: Reading, passage: Reading) -> Comparison | None:
    """One of the two negates what the other asserts, of the same thing; or the passage's teller denies it."""
    shared = claim.topic & passage.topic
    if passage.statement.denied and not claim.statement.denied and len(shared) >= 2:
        return Comparison("negation", "conflicts", f"{passage.statement.tellers[-1]} denies it")
    if len(split_sentences(passage.statement.text)) > 1:
        return None  # the negation may be of the sentence that the claim is not about
    only_claim = (claim.negated - passage.negated) & shared & {claim.verb}
    only_passage = (passage.negated - claim.negated) & shared & {passage.verb}
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
    said = set(passage.statement.stems) | passage.concepts
    for word, others in sorted(opposites(claim.concepts | frozenset(claim.statement.stems)).items()):
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
    words = tokens(reading.statement.text)
    return next((w.text for w in words if wanted in (stem(w.low), concept(stem(w.low)))), wanted)


def _said_of(claim: Reading, word: str, passage: Reading) -> bool:
    """The claim's subject, a name or of two words at least, stands shortly before the word."""
    subject = claim.subject
    if len(subject) < 2 and not subject & {stem(key) for key in claim.keys}:
        return False
    stems = [concept(stem(t.low)) for t in tokens(passage.statement.text)]
    at = [i for i, s in enumerate(stems) if s == concept(word)]
    return any(subject <= set(stems[max(0, i - _REACH) : i]) for i in at)
