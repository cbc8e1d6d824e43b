"""Figures compared as values: the same count, amount or measure, a compatible one, or another."""

from __future__ import annotations

import re
from dataclasses import replace

from loupe.checking.apart import other_names, says_opposite
from loupe.checking.comparison import Comparison, clause_around, tidy
from loupe.checking.reading import Rarity, Reading, acts_of, coverage, quick_concepts
from loupe.language import stem, tokens
from loupe.language.lexicon import concept
from loupe.model.quantities import Quantity, compare_quantities

__all__ = ["OF_A_TEXT", "compare_figures"]


def compare_figures(claim: Reading, passage: Reading, rarity: Rarity) -> tuple[Comparison, ...]:
    """Every figure of the claim against those of the passage that count or measure the same thing."""
    counted = [
        q for q in claim.sentence.quantities if not q.is_total and q.dimension != "ordinal" and not _placed(q, claim)
    ]
    labels = [q for q in claim.sentence.quantities if q.dimension == "ordinal" and not _has(q, passage)]
    return (*(_quantity(q, claim, passage, rarity) for q in counted), *map(_label, labels))


def _quantity(q: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> Comparison:
    """A figure agrees when the nearest one of its kind does; it conflicts only when every one of its kind is apart."""
    check = "amount" if q.dimension == "money" else "number"
    said = _words(q)
    rivals = [p for p in passage.sentence.quantities if _same_kind(q, p) and not _placed(p, passage)]
    near = _nearest(_own(q, rivals, claim), claim, passage)
    relations = {p: _relation(q, p) for p in rivals}
    for p in near:
        if relations[p] == "equal":
            same = f"both say {said}" if _words(p) == said else f"{said} and {_words(p)} are the same figure"
            return Comparison(check, "agrees", same)
    for p in near:
        if relations[p] == "inside":
            return Comparison(check, "agrees", f"{_words(p)} bears out {said}")
    for p in rivals:
        if relations[p] in ("equal", "inside"):
            return Comparison(check, "fits", f"the passage has {_words(p)} too, perhaps of something else")
        if relations[p] == "compatible":
            return Comparison(check, "fits", f"{_words(p)} is compatible with {said}, without saying as much")
    apart = [p for p in near if relations[p] == "disjoint" and not _worlds_apart(q, p)]
    if apart and not _loose(q) and not _loose(apart[0]) and _aligned(q, apart[0], claim, passage, rarity):
        return Comparison(check, "conflicts", f"the claim says {said}; the passage says {_words(apart[0])}")
    if apart:
        return Comparison(
            check, "silent", f"the passage says {_words(apart[0])}, perhaps of something else than {said}"
        )
    return Comparison(check, "silent", f"the passage gives no figure to set against {said}")


_NO_MEASURE = re.compile(r"\W{0,2}(?:ago\b|confidence\b|credible\b|CI\b)")


def _placed(q: Quantity, reading: Reading) -> bool:
    """ "24 years ago" says when, counted from the day of the telling; "95 % confidence" says how sure a figure is."""
    return bool(_NO_MEASURE.match(reading.sentence.text, q.end))


def _own(q: Quantity, rivals: list[Quantity], claim: Reading) -> list[Quantity]:
    """The figures that count by themselves.

    "All eight" is not borne out by "six of the eight": beside a part, its total is no count of its own. But "123 of the
    160 boxes were opened" takes for granted that there were 160, where that is what the claim says.
    """
    wholes = [p for p in rivals if p.is_total]
    if wholes and claim.acts == {"be"} and q.part_of is None:
        return wholes
    parts = {p.part_of for p in rivals if p.part_of}
    return [p for p in rivals if not (p.is_total and p.low in parts)]


def _has(q: Quantity, passage: Reading) -> bool:
    return any(_same_kind(q, p) and p.low == q.low for p in passage.sentence.quantities)


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
        clause = quick_concepts(clause_around(passage.sentence.text, p.start, p.end))
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


_TAKEN = frozenset(concept(stem(w)) for w in "loot stolen steal haul heist robbery theft diamond gem".split())
_LOOT = _TAKEN | frozenset(concept(stem(w)) for w in "take worth value".split())
_REST = frozenset(stem(w) for w in ("remaining", "rest", "left", "untouched", "unopened"))


def _aligned(q: Quantity, p: Quantity, claim: Reading, passage: Reading, rarity: Rarity) -> bool:
    """Whether two figures measure the same thing: the same noun or unit, and enough of the same topic beside it."""
    if bool(_REST & claim.concepts) != bool(_REST & passage.concepts) or other_names(claim, passage):
        return False
    if says_opposite(claim, passage):
        return False
    own = {_noun(q.noun)} if q.noun else set()
    beside = frozenset(claim.topic - own)
    shared = coverage(beside, passage.concepts, rarity)
    common = len(claim.topic & passage.concepts)
    if q.facet and q.facet == p.facet and q.facet not in ("price", "fine"):
        return shared >= 0.2
    if any(_WINDOW.search(r.sentence.text[: each.start]) for r, each in ((claim, q), (passage, p))):
        return False
    if q.dimension == "age" and _kin(claim) != _kin(passage):
        return False
    if q.dimension == "count":
        if q.noun in OF_A_TEXT and not claim.keys & passage.keys:
            return False
        # how many there are changes from day to day, how many were opened does not
        least = _MOST_OF_IT if claim.acts == {"be"} else 0.4
        told = shared >= least and len(beside & passage.concepts) >= 1 and _same_act(p, claim, passage)
        return bool(q.part_of and p.part_of) or told
    if q.dimension == "money":
        loot = _of_loot(claim, passage) and not (q.facet or p.facet)
        return (loot and shared >= 0.2) or (shared >= 0.6 and common >= 3)
    if q.dimension in ("length", "mass"):
        return shared >= 0.4 and common >= 2
    return shared >= 0.75 and common >= (3 if q.dimension == "share" else 2)


_MOST_OF_IT = 0.6


def _of_loot(claim: Reading, passage: Reading) -> bool:
    """Both speak of what was taken; "a value of £14,000" alone does not."""
    both = _LOOT & claim.concepts and _LOOT & passage.concepts
    return bool(both and _TAKEN & (claim.concepts | passage.concepts))


def _same_act(p: Quantity, claim: Reading, passage: Reading) -> bool:
    """Whether the clause of the figure tells of the claim's own act: opened, not stolen or found."""
    first = passage.sentence.inner[0] if p.start >= passage.sentence.inner[0] else 0
    clause = tokens(clause_around(passage.sentence.text[first:], p.start - first, p.end - first))
    shared = claim.acts & (acts_of(clause) or passage.acts)
    if shared == {"be"}:
        return passage.subject <= claim.concepts  # what is said of "the bank's rival" is not said of the bank
    return bool(shared)


OF_A_TEXT = frozenset(stem(w) for w in "pages paragraphs chapters lines slides footnotes".split())
"""How long a text is says nothing of another one; texts that nobody names are not taken to be the same."""
_WINDOW = re.compile(r"\b(?:past|last|coming|next|previous|within)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a duration: how far somebody looks back or ahead, not how long a thing took."""
_KIN = frozenset("wife husband son daughter mother father brother sister widow child uncle aunt cousin".split())


def _kin(reading: Reading) -> frozenset[str]:
    return _KIN & {t.low for t in tokens(reading.sentence.text)}


def _worlds_apart(q: Quantity, p: Quantity) -> bool:
    """Figures a hundredfold apart are of different things far more often than they are errors."""
    if q.dimension == "share" and p.part_of:
        return False
    low, high = sorted(each.low if each.low > 0 else max(each.high, 1e-9) for each in (q, p))
    return high / low > 100


def _words(q: Quantity) -> str:
    apart = q.part_of is not None and f"{q.part_of:g}" not in q.text.replace(",", "")
    return f"“{tidy(q.text)}”" + (f" (of {q.part_of:g})" if apart else "")
