"""Typed comparison and a stance model put together: what each says, shown as reasons, and what follows from both.

The typed comparison decides where it compared values: figures, amounts, dates, events, negation. Of the rest the model
tells how likely a passage decides anything, and both together tell to which side; that is said where it is sure enough.
Where the two say the opposite of each other, nothing is decided and both are shown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loupe.checking.apart import told_apart
from loupe.checking.figures import compare_figures
from loupe.checking.models import Opinion
from loupe.checking.moments import compare_moments
from loupe.checking.reading import Rarity, Reading, coverage
from loupe.checking.stance import MODEL, Weighed
from loupe.checking.weights import CONTRADICTS, SIDE, SUPPORTS, WEIGHTS

__all__ = ["PLAIN", "RULE", "Rule", "likelihood", "read_signs", "rule_for", "sureness", "weigh_together"]

_SUREST = 5.0
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers of the combination.

    ``side`` gives the model and each sign its pull towards *supports* against *contradicts*, for ``likelihood``;
    ``weights`` give each sign its pull towards either against *neither*, for ``sureness``. From ``supports`` and
    ``contradicts`` on, in [0, 1], a likelier side that is as sure is said; below ``shown`` a passage that the
    comparison passes over is not even shown. A model that holds the opposite of the comparison at ``veto`` or more
    keeps it from deciding.
    """

    name: str = "rule/4"
    side: Mapping[str, float] = field(default_factory=lambda: SIDE)
    weights: Mapping[str, tuple[float, float]] = field(default_factory=lambda: WEIGHTS)
    supports: float = SUPPORTS
    contradicts: float = CONTRADICTS
    shown: float = 0.6
    veto: float = 0.9


RULE = Rule()
"""For the model in the box, as learnt."""

PLAIN = Rule(
    "plain/1",
    {"model": 1.0},
    {"": (0.0, 0.0), "model supports": (1.0, 0.0), "model contradicts": (0.0, 1.0)},
    supports=0.9,
    contradicts=0.9,
)
"""For a model that a user plugs in, of which nothing was learnt: what it says counts as it says it, from 0.9 on."""


def rule_for(model: str) -> Rule:
    """The rule for a model by its name."""
    return RULE if model.startswith("loupe-stance/") else PLAIN


def read_signs(claim: Reading, passage: Reading, rarity: Rarity) -> dict[str, float]:
    """What the comparison of values and words sees in a pair, each sign in [0, 1].

    ``words`` is the share of the claim's key words that the passage has, ``names missing`` the share of the claim's
    names that it lacks.
    """
    slots = (*compare_figures(claim, passage, rarity), *compare_moments(claim, passage))
    relations = [slot.relation for slot in slots]
    missing = claim.keys - passage.keys - passage.concepts
    return {
        "words": coverage(claim.topic, passage.concepts, rarity),
        "names missing": len(missing) / len(claim.keys) if claim.keys else 0.0,
        "value agrees": float("agrees" in relations),
        "value conflicts": float("conflicts" in relations),
        "value missing": float("silent" in relations),
        "negated apart": float(bool((claim.negated ^ passage.negated) & claim.topic & passage.concepts)),
        "told apart": float(told_apart(claim, passage) is not None),
        "only possible": float(passage.sentence.hedged and not claim.sentence.hedged),
    }


def likelihood(opinion: Opinion, signs: Mapping[str, float], rule: Rule = RULE) -> tuple[float, float]:
    """How likely a passage supports and contradicts a claim; 1 at most in sum.

    That it decides anything is as likely as the model holds it. To which side is a logit over the model's log-odds of
    *supports* against *contradicts* and the signs: a value that agrees or is missing, a denial on one side only.
    """
    told = opinion_signs(opinion)
    pull = rule.side["model"] * (told["model supports"] - told["model contradicts"])
    pull += sum(rule.side[name] * value for name, value in signs.items() if name in rule.side)
    pro = (1 - opinion.neither) / (1 + math.exp(-pull))
    return pro, max(1 - opinion.neither - pro, 0.0)


def sureness(opinion: Opinion, signs: Mapping[str, float], rule: Rule = RULE) -> tuple[float, float]:
    """How surely *supports* and *contradicts* may be said: what the thresholds of the rule are held against.

    A multinomial logit over the model's log-odds against *neither* and the signs, in which the three answers weigh the
    same however often they are met; 1 at most in sum.
    """
    parts = {"": 1.0, **opinion_signs(opinion), **signs}
    pro = math.exp(sum(rule.weights[name][0] * value for name, value in parts.items() if name in rule.weights))
    con = math.exp(sum(rule.weights[name][1] * value for name, value in parts.items() if name in rule.weights))
    return pro / (1 + pro + con), con / (1 + pro + con)


def opinion_signs(opinion: Opinion) -> dict[str, float]:
    """The model's log-odds of each stance against *neither*, within ±5."""
    neither = max(opinion.neither, _LEAST)  # so that a stance without any likelihood stays at -5 beside the surest
    return {
        "model supports": _within(math.log(max(opinion.supports, _LEAST**2) / neither)),
        "model contradicts": _within(math.log(max(opinion.contradicts, _LEAST**2) / neither)),
    }


def _within(value: float) -> float:
    return max(-_SUREST, min(_SUREST, value))


def weigh_together(
    typed: Weighed | None, opinion: Opinion, signs: Mapping[str, float], rule: Rule = RULE
) -> Weighed | None:
    """The stance that follows from both, with what each of them saw among the reasons; None when neither sees any.

    Order of the steps: a comparison of values stands unless the model firmly holds the opposite; then the likelier side
    is said if it is sure enough; what is left is related.
    """
    told = _told(opinion)
    if typed is not None and (_by_value(typed) or _same_words(typed, opinion)):
        against = opinion.contradicts if typed.stance == "supports" else opinion.supports
        if against >= rule.veto:
            reasons = (*typed.reasons, told, "the comparison and the model disagree: a person has to read it")
            return Weighed("related", typed.score, reasons, (*typed.checks, MODEL))
        return replace(typed, reasons=(*typed.reasons, told))
    likely = likelihood(opinion, signs, rule)
    pro, con = sureness(opinion, signs, rule)
    seen = typed.reasons if typed else (f"it shares {round(100 * signs.get('words', 0.0))} % of the claim’s key words",)
    if con >= rule.contradicts and likely[1] > likely[0]:
        return Weighed("contradicts", round(con, 4), (told, *seen), (MODEL,))
    if pro >= rule.supports and likely[0] > likely[1]:
        return Weighed("supports", round(pro, 4), (told, *seen), (MODEL,))
    if typed is None and max(pro, con) < rule.shown:
        return None
    score = typed.score if typed else round(max(pro, con), 4)
    return Weighed("related", score, (*seen, told), (*(typed.checks if typed else ()), MODEL))


def _by_value(typed: Weighed) -> bool:
    """Whether a stance rests on what was compared: a value, an event, two opposite words; not on likeness alone."""
    compared = typed.stance == "contradicts" or any(check != "wording" for check in typed.checks)
    return typed.stance != "related" and compared


def _same_words(typed: Weighed, opinion: Opinion) -> bool:
    """Whether likeness of wording supports and the model holds that likeliest too."""
    return typed.stance == "supports" and opinion.supports > max(opinion.contradicts, opinion.neither)


def _told(opinion: Opinion) -> str:
    likely = {"supports": opinion.supports, "contradicts": opinion.contradicts, "says neither": opinion.neither}
    most = max(likely, key=lambda name: likely[name])
    return f"model: {most} {likely[most]:.2f}"
