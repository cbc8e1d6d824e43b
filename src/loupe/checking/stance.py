"""The stance of a passage towards a claim: supports, contradicts or merely related, with reasons.

``StanceReader`` is the seam: a trained model takes the place of ``TypedStance`` behind it. The thresholds were set on
public development pairs (``benchmarks/stance.py``), not on the demo.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from loupe.checking.compare import (
    Comparison,
    compare_absence,
    compare_negation,
    compare_opposites,
    compare_slots,
)
from loupe.checking.reading import Rarity, Reading, coverage
from loupe.model import Stance

__all__ = ["StanceReader", "TypedStance", "Weighed"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stance with its score in [0, 1], the reasons in words, and the checks that decided."""

    stance: Stance
    score: float
    reasons: tuple[str, ...]
    checks: tuple[str, ...]


class StanceReader(Protocol):
    """Weighs one passage sentence against one claim."""

    name: str

    def weigh(self, claim: Reading, passage: Reading, rarity: Rarity) -> Weighed | None:
        """The stance, or None when the sentence does not speak of the claim at all."""


@dataclass(frozen=True, slots=True)
class TypedStance:
    """Typed comparison first, word overlap as a humble fallback; abstains ("related") whenever it is unsure."""

    name: str = "typed/1"
    related: float = 0.34
    slot_support: float = 0.5
    wording_support: float = 0.8
    time_conflict: float = 0.7
    polarity_conflict: float = 0.75

    def weigh(self, claim: Reading, passage: Reading, rarity: Rarity) -> Weighed | None:
        """See ``StanceReader.weigh``."""
        cover = coverage(claim.topic, passage.concepts, rarity)
        slots = compare_slots(claim, passage, rarity)
        agree = [c for c in slots if c.relation == "agrees"]
        conflicts = self._conflicts(claim, passage, slots, cover)
        absence = compare_absence(claim, passage)
        if absence:
            conflicts.insert(0, absence)
        if cover < self.related and not conflicts and not (agree and cover > 0.2):
            return None
        if conflicts:
            score = round(0.5 + 0.5 * cover, 4)
            return Weighed(
                "contradicts",
                score,
                tuple(c.reason for c in conflicts),
                tuple(dict.fromkeys(c.check for c in conflicts)),
            )
        return self._support(claim, passage, slots, agree, cover)

    def _conflicts(
        self, claim: Reading, passage: Reading, slots: tuple[Comparison, ...], cover: float
    ) -> list[Comparison]:
        found = [
            c for c in slots
            if c.relation == "conflicts" and (c.check in ("number", "amount") or cover >= self.time_conflict)
        ]  # fmt: skip
        agreed = {c.check for c in slots if c.relation in ("agrees", "fits")}
        found = [c for c in found if c.check not in agreed]
        if cover >= self.polarity_conflict and not passage.statement.hedged:
            found += [c for c in (compare_negation(claim, passage), compare_opposites(claim, passage)) if c]
        return found

    def _support(
        self, claim: Reading, passage: Reading, slots: tuple[Comparison, ...], agree: list[Comparison], cover: float
    ) -> Weighed:
        silent = [c for c in slots if c.relation != "agrees"]
        names_there = claim.keys <= passage.keys | passage.concepts or cover >= 0.9
        flipped = (claim.negated ^ passage.negated) & claim.topic & passage.concepts
        hedged = passage.statement.hedged and not claim.statement.hedged
        enough = cover >= (self.slot_support if agree else self.wording_support)
        score = round(min(1.0, cover * (0.8 if silent else 1.0)), 4)
        overlap = f"it shares {round(100 * cover)} % of the claim’s key words"
        if enough and not silent and names_there and not hedged and not flipped and (agree or len(claim.topic) >= 3):
            reasons = tuple(c.reason for c in agree) or (overlap,)
            return Weighed("supports", score, reasons, tuple(dict.fromkeys(c.check for c in agree)) or ("wording",))
        reasons = [*(c.reason for c in agree), *(c.reason for c in silent), overlap]
        if flipped and enough:
            reasons.append("one of the two negates a word that the other does not")
        if hedged and enough:
            reasons.append("the passage only calls it possible")
        return Weighed("related", score, tuple(reasons), ("wording",))
