"""The stance of a passage towards a claim: supports, contradicts or merely related, with reasons.

``StanceReader`` is the seam: a trained model takes the place of ``TypedStance`` behind it. The thresholds were set on
public development pairs (``benchmarks/evidence.py``), not on the demo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from loupe.checking.apart import only_claimed, says_opposite, told_apart
from loupe.checking.comparison import Comparison
from loupe.checking.denials import compare_absence, compare_negation, compare_opposites
from loupe.checking.figures import compare_figures
from loupe.checking.happenings import Statements, compare_events, no_statements
from loupe.checking.moments import compare_moments, other_occasion, runs_on, when_is_open
from loupe.checking.reading import Rarity, Reading, coverage
from loupe.model import Stance

__all__ = ["MODEL", "StanceReader", "TypedStance", "Weighed"]

MODEL = "model"
"""The check that a stance model makes, among those that decide."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stance with its score in [0, 1], the reasons in words, and the checks that decided."""

    stance: Stance
    score: float
    reasons: tuple[str, ...]
    checks: tuple[str, ...]


class StanceReader(Protocol):
    """Weighs one passage sentence against one claim."""

    @property
    def name(self) -> str:
        """Name and version: part of what makes a finding repeatable."""

    def weigh(self, claim: Reading, passage: Reading, rarity: Rarity) -> Weighed | None:
        """The stance, or None when the sentence does not speak of the claim at all."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A claim and a passage side by side: how much of the claim's topic the passage has, and their values compared."""

    claim: Reading
    passage: Reading
    cover: float
    common: int
    slots: tuple[Comparison, ...]
    apart: str | None
    events: tuple[Comparison, ...] = ()

    @property
    def same_event(self) -> bool:
        """Whether the passage tells, as a fact, of all that the claim says happened."""
        return any(c.relation == "agrees" for c in self.events)

    @property
    def agreeing(self) -> list[Comparison]:
        return [c for c in self.slots if c.relation == "agrees"]

    @property
    def silent(self) -> list[Comparison]:
        return [c for c in self.slots if c.relation != "agrees"]


@dataclass(frozen=True, slots=True)
class TypedStance:
    """Typed comparison first, word overlap as a humble fallback; abstains ("related") whenever it is unsure.

    The numbers are shares of the claim's key words, weighted by rarity, that the passage must have: to be shown at all,
    to support with an agreeing figure or date, to support by wording alone, to contradict by a date, to contradict by
    negation or an opposite. Less than ``least_common`` shared key words decide nothing; wording alone needs
    ``least_wording`` of them (one less with a shared name), the same main verb, and that they make up ``least_density``
    of the passage's own topic.
    """

    name: str = "typed/3"
    statements: Statements = no_statements
    related: float = 0.34
    least_common: int = 2
    least_wording: int = 4
    least_density: float = 0.25
    slot_support: float = 0.5
    slot_support_without_verb: float = 0.65
    wording_support: float = 0.8
    event_support: float = 0.7
    event_least: float = 0.7
    time_conflict: float = 0.7
    polarity_conflict: float = 0.75

    def weigh(self, claim: Reading, passage: Reading, rarity: Rarity) -> Weighed | None:
        """See ``StanceReader.weigh``."""
        cover = coverage(claim.topic, passage.concepts, rarity)
        common = len(claim.topic & passage.concepts)
        slots = (*compare_figures(claim, passage, rarity), *compare_moments(claim, passage))
        if cover < self.related and self._says_nothing(claim, passage, slots):
            return None
        near = cover >= self.event_least and common >= self.least_common and not passage.sentence.asked
        events = compare_events(claim, passage, self.statements) if near else ()
        same = any(c.relation == "agrees" for c in events)
        pair = _Pair(claim, passage, cover, common, slots, told_apart(claim, passage, same_event=same), events)
        conflicts = [] if passage.sentence.asked else self._conflicts(pair)
        if conflicts:
            checks = tuple(dict.fromkeys(c.check for c in conflicts))
            return Weighed("contradicts", round(0.5 + 0.5 * cover, 4), tuple(c.reason for c in conflicts), checks)
        if self._supports(pair):
            agreeing = (*pair.agreeing, *(c for c in pair.events if c.relation == "agrees"))
            reasons = tuple(c.reason for c in agreeing) or (_overlap(pair),)
            checks = tuple(dict.fromkeys(c.check for c in agreeing)) or ("wording",)
            return Weighed("supports", round(cover, 4), reasons, checks)
        if cover < self.related and not (pair.agreeing and cover > 0.2):
            return None
        return Weighed("related", round(cover * (0.8 if pair.silent else 1.0), 4), self._why_not(pair), ("wording",))

    def _says_nothing(self, claim: Reading, passage: Reading, slots: Sequence[Comparison]) -> bool:
        """Whether a passage that hardly speaks of the claim has nothing to agree or conflict with either: most have."""
        if any(c.relation in ("agrees", "conflicts") for c in slots) or compare_absence(claim, passage):
            return False
        return compare_opposites(claim, passage, same_topic=False) is None

    def _conflicts(self, pair: _Pair) -> list[Comparison]:
        claim, passage = pair.claim, pair.passage
        absence = compare_absence(claim, passage)
        found = [absence] if absence else []
        if pair.apart:
            return found
        settled = {c.check for c in pair.slots if c.relation in ("agrees", "fits")}
        dated = pair.cover >= self.time_conflict and pair.common >= self.least_common
        found += [
            c for c in pair.slots
            if c.relation == "conflicts" and c.check not in settled and (c.check in ("number", "amount") or dated)
        ]  # fmt: skip
        found += [
            c for c in pair.events if c.relation == "conflicts" and c.check not in settled | {f.check for f in found}
        ]
        if {c.check for c in found} & {"number", "amount"} and _other_day(pair):
            return []  # another figure of another day: two occasions
        if passage.sentence.hedged:
            return found
        same_topic = pair.cover >= self.polarity_conflict and pair.common > self.least_common
        polarity = [compare_negation(claim, passage)] if same_topic else []
        polarity.append(compare_opposites(claim, passage, same_topic=same_topic))
        return found + [c for c in polarity if c]

    def _supports(self, pair: _Pair) -> bool:
        elsewhere = any(c.relation == "silent" for c in pair.events)
        differs = pair.apart or pair.silent or elsewhere or _flipped(pair) or says_opposite(pair.claim, pair.passage)
        differs = differs or only_claimed(pair.claim, pair.passage)
        if differs or pair.passage.sentence.asked or _only_possible(pair) or not self._enough(pair):
            return False
        names_there = pair.claim.keys <= pair.passage.keys | pair.passage.concepts
        return names_there or pair.cover >= 0.9

    def _enough(self, pair: _Pair) -> bool:
        same_act = bool(pair.claim.acts & (pair.passage.acts | pair.passage.concepts))
        if pair.agreeing:
            least = self.slot_support if same_act else self.slot_support_without_verb
            return pair.cover >= least and pair.common >= self.least_common
        if pair.same_event:
            return pair.cover >= self.event_support
        named = bool(pair.claim.keys & pair.passage.keys)
        dense = pair.common >= self.least_density * len(pair.passage.topic)
        least = self.least_wording - named
        return pair.cover >= self.wording_support and pair.common >= least and same_act and dense

    def _why_not(self, pair: _Pair) -> tuple[str, ...]:
        elsewhere = (c.reason for c in pair.events if c.relation == "silent")
        reasons = [*(c.reason for c in pair.agreeing), *(c.reason for c in pair.silent), *elsewhere, _overlap(pair)]
        if pair.apart and pair.cover >= self.slot_support:
            reasons.append(pair.apart)
        if self._enough(pair) and _flipped(pair):
            reasons.append("one of the two negates a word that the other does not")
        if self._enough(pair) and _only_possible(pair):
            reasons.append("the passage only calls it possible")
        if self._enough(pair) and only_claimed(pair.claim, pair.passage):
            reasons.append("only the claim says that there was no other")
        if pair.passage.sentence.asked:
            reasons.append("the passage asks, it does not say")
        return tuple(reasons)


def _other_day(pair: _Pair) -> bool:
    """The passage tells of another day, or may: it gives none, is not read to tell of the same event, and does not have
    nearly all of the claim's words."""
    if other_occasion(pair.claim, pair.passage) or runs_on(pair.claim, pair.passage):
        return True
    told = any(c.relation == "conflicts" for c in pair.events) or pair.cover >= _NEARLY_ALL
    return not told and when_is_open(pair.claim, pair.passage)


_NEARLY_ALL = 0.9


def _overlap(pair: _Pair) -> str:
    return f"it shares {round(100 * pair.cover)} % of the claim’s key words"


def _flipped(pair: _Pair) -> bool:
    return bool((pair.claim.negated ^ pair.passage.negated) & pair.claim.topic & pair.passage.concepts)


def _only_possible(pair: _Pair) -> bool:
    return pair.passage.sentence.hedged and not pair.claim.sentence.hedged
