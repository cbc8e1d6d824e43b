"""Typed comparison before wording: numbers, amounts, dates, negation, opposites, each with its reason in words.

Each comparator looks at one kind of value in a claim and a passage and returns what it found, or nothing when the two
cannot be compared. None of them decides alone: ``loupe.checking.stance`` weighs them with how closely the passage
speaks of the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loupe.checking.reading import Rarity, Reading, coverage
from loupe.language import stem
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
    found = [_quantity(q, claim, passage, rarity) for q in claim.statement.quantities if not q.is_total]
    found += [_time(t, claim, passage) for t in claim.statement.times]
    return tuple(found)


# --- figures --------------------------------------------------------------------------------------------------------


def _quantity(q: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> Comparison:
    check = "amount" if q.dimension == "money" else "number"
    said = _words(q)
    rivals = [p for p in passage.statement.quantities if _same_kind(q, p)]
    relations = [(p, _relation(q, p, claim, passage)) for p in rivals]
    for p, relation in relations:
        if relation == "equal":
            return Comparison(
                check,
                "agrees",
                f"both say {said}" if _words(p) == said else f"{said} and {_words(p)} are the same figure",
            )
    for p, relation in relations:
        if relation == "inside":
            return Comparison(check, "agrees", f"{_words(p)} bears out {said}")
    for p, relation in relations:
        if relation == "compatible":
            return Comparison(check, "fits", f"{_words(p)} is compatible with {said}, without saying as much")
    apart = [p for p, relation in relations if relation == "disjoint" and not _worlds_apart(q, p)]
    comparable = [p for p, relation in relations if relation != "incomparable"]
    if apart and len(apart) == len(comparable) and _aligned(q, apart[0], claim, passage, rarity):
        return Comparison(check, "conflicts", f"the claim says {said}; the passage says {_words(apart[0])}")
    return Comparison(check, "silent", f"the passage gives no figure to set against {said}")


def _same_kind(q: Quantity, p: Quantity) -> bool:
    if q.dimension != p.dimension or (p.is_total != q.is_total and q.part_of is not None):
        return False
    return not (q.dimension in ("count", "ordinal") and q.noun and p.noun and _noun(q.noun) != _noun(p.noun))


def _noun(noun: str) -> str:
    return concept(noun)


def _relation(q: Quantity, p: Quantity, claim: Reading, passage: Reading) -> str:
    relation = compare_quantities(_neutral(q), _neutral(p))
    if relation != "disjoint" and q.part_of and p.part_of and q.part_of != p.part_of:
        return "disjoint"
    if relation == "disjoint" and q.dimension == "count" and (q.noun is None or p.noun is None):
        return "incomparable"
    return relation


def _neutral(q: Quantity) -> Quantity:
    from dataclasses import replace

    return replace(q, noun=None)


_LOOT = frozenset(
    concept(stem(w))
    for w in [
        "loot",
        "stolen",
        "steal",
        "haul",
        "heist",
        "robbery",
        "theft",
        "take",
        "worth",
        "value",
        "diamond",
        "gem",
    ]
)
_REST = frozenset(stem(w) for w in ["remaining", "other", "rest", "left", "untouched", "unopened"])


def _aligned(q: Quantity, p: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> bool:
    """Whether two figures measure the same thing: the same counted noun or unit, and enough of the same topic beside it."""
    own = {_noun(q.noun)} if q.noun else set()
    wanted = claim.topic - own
    shared = coverage(frozenset(wanted), passage.concepts, rarity)
    if bool(_REST & claim.concepts) != bool(_REST & passage.concepts):
        return False
    if q.part_of and p.part_of:
        return True
    if q.dimension == "money":
        both_loot = len(_LOOT & claim.concepts) >= 1 and len(_LOOT & passage.concepts) >= 1 and not (q.facet or p.facet)
        return shared >= 0.5 or (both_loot and shared >= 0.2)
    if q.dimension == "count":
        return shared >= 0.5 or (not wanted and q.noun is not None)
    if q.dimension in ("length", "mass"):
        return shared >= 0.4
    return shared >= 0.6


def _worlds_apart(q: Quantity, p: Quantity) -> bool:
    """Measures a hundredfold apart are of different things far more often than they are errors."""
    low, high = sorted((max(q.low, 1e-9), max(p.low, 1e-9)))
    return q.dimension != "count" and high / low > 100


def _words(q: Quantity) -> str:
    return f"“{' '.join(q.text.split())}”"


# --- times ----------------------------------------------------------------------------------------------------------


def _time(t: TimeSpan, claim: Reading, passage: Reading) -> Comparison:
    check = "time" if t.frame == "daily" else "date"
    said = f"“{' '.join(t.text.split())}”"
    relations = [(p, compare_times(t, p)) for p in passage.statement.times]
    for p, relation in relations:
        if relation == "inside":
            same = " ".join(p.text.split()).lower() == " ".join(t.text.split()).lower()
            return Comparison(
                check, "agrees", f"both say {said}" if same else f"“{' '.join(p.text.split())}” bears out {said}"
            )
    for p, relation in relations:
        if relation == "compatible":
            return Comparison(check, "fits", f"“{' '.join(p.text.split())}” is compatible with {said}")
    apart = [p for p, relation in relations if relation == "disjoint" and _same_grain(t, p)]
    if len(apart) == 1 and claim.verb is not None and claim.verb in passage.concepts:
        return Comparison(
            check, "conflicts", f"the claim says {said}; the passage says “{' '.join(apart[0].text.split())}”"
        )
    return Comparison(check, "silent", f"the passage gives no time to set against {said}")


def _same_grain(a: TimeSpan, b: TimeSpan) -> bool:
    """A date conflicts with a date and a clock time with a clock time; a bare weekday never decides alone."""
    return (a.frame == "daily") == (b.frame == "daily") and "weekly" not in (a.frame, b.frame)


# --- polarity -------------------------------------------------------------------------------------------------------


def compare_absence(claim: Reading, passage: Reading) -> Comparison | None:
    """The passage says there is no evidence or trace of what the claim names."""
    absent = frozenset(concept(s) for s in passage.statement.absent)
    if not absent or claim.statement.absent:
        return None
    named = sorted(k for k in claim.keys if stem(k) in passage.statement.absent)
    if named:
        return Comparison("negation", "conflicts", f"the passage says there is no evidence of {named[0].title()}")
    if len(claim.topic & absent) >= 2 and len(claim.topic & absent) >= 0.6 * len(claim.topic):
        return Comparison("negation", "conflicts", "the passage says there is no evidence of it")
    return None


def compare_negation(claim: Reading, passage: Reading) -> Comparison | None:
    """One of the two negates what the other asserts, of the same thing; or the passage's teller denies it."""
    shared = claim.topic & passage.topic
    if passage.statement.denied and not claim.statement.denied and len(shared) >= 2:
        return Comparison("negation", "conflicts", f"{passage.statement.tellers[-1]} denies it")
    only_claim = (claim.negated - passage.negated) & shared & {claim.verb}
    only_passage = (passage.negated - claim.negated) & shared & {passage.verb}
    verbs = sorted(only_claim or only_passage)
    if not verbs or (only_claim and only_passage):
        return None
    who = "the claim" if only_claim else "the passage"
    return Comparison("negation", "conflicts", f"only {who} says not: “{verbs[0]}…” is negated there")


def compare_opposites(claim: Reading, passage: Reading) -> Comparison | None:
    """The passage uses the opposite word of the same thing: open against closed, inside against outside."""
    for word, others in sorted(opposites(claim.concepts | frozenset(claim.statement.stems)).items()):
        said = set(passage.statement.stems) | passage.concepts
        hit = sorted(others & said)
        if hit and word not in said and concept(word) not in said:
            if (word in claim.negated) == (hit[0] in passage.negated):
                return Comparison("wording", "conflicts", f"“{word}” in the claim against “{hit[0]}” in the passage")
    return None
