"""Words inside a clause, or around it in its sentence, that put it forward as less than asserted."""

from __future__ import annotations

import re

from loupe.language.predicates import ADVERBS
from loupe.model.statements import Modality

__all__ = ["marker_in", "opening_of"]


def _any(modality: Modality, *others: str) -> re.Pattern[str]:
    """A pattern of the adverbs of a modality, and of other words."""
    adverbs = (word for word, found in ADVERBS.items() if found == modality)
    return re.compile(rf"\b(?:{'|'.join((*adverbs, *others))})\b", re.IGNORECASE)


_ALLEGED = _any(
    "alleged", "alleged", "purported", r"accused\s+of", r"charged\s+with", r"(?:is|are|was|were)\s+said\s+to"
)
_REPORTED = _any("reported", r"reported\s+to", r"rumou?red", r"by\s+all\s+accounts")
_COUNTERFACTUAL = re.compile(r"\b(?:would|should)(?:n['’]t|\s+not)?\s+(?:\w+\s+)?have\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|should|might)(?:n['’]t)?\b", re.IGNORECASE)
_IF = r"(?:if|unless|in\s+case|provided\s+that|what\s+if|suppos(?:e|ing)\s+that)"
_IF_ELSEWHERE = re.compile(rf"\b(?:{_IF}|had\s+(?:he|she|they|it|the|we|i))\b", re.IGNORECASE)
_POSSIBLE = _any(
    "possible",
    r"(?-i:may)",
    "might",
    "could",
    r"(?:thought|believed|unlikely|understood)\s+to",
    "suspected",
    "seem(?:s|ed)?",
    "appear(?:s|ed)?",
    r"it\s+is\s+possible",
)
_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|am)\s+(?:not\s+)?(?:going|about|due|expected|set)\s+to)\b|['’]ll\b",
    re.IGNORECASE,
)
_OPENINGS: tuple[tuple[re.Pattern[str], re.Pattern[str], Modality], ...] = (
    # right before a clause, at its own beginning
    (re.compile(rf"\b{_IF}\s*$", re.IGNORECASE), re.compile(rf"\W*{_IF}\b", re.IGNORECASE), "conditional"),
    (
        re.compile(r"\bwhether(?:\s+or\s+not)?\s*$", re.IGNORECASE),
        re.compile(r"\W*whether\b", re.IGNORECASE),
        "asked",
    ),
)


def opening_of(before: str, clause: str) -> tuple[Modality, str] | None:
    """The "if" or "whether" that a clause begins with, or that stands right before it."""
    for standing_before, beginning, modality in _OPENINGS:
        match = beginning.match(clause) or standing_before.search(before[-40:])
        if match:
            return modality, match.group().strip()
    return None


def marker_in(clause: str, sentence: str) -> tuple[Modality, str] | None:
    """How the words of a clause put it forward, with the word that says so; None when nothing weakens it.

    ``sentence`` is where an "if" elsewhere makes a "would" in the clause conditional.
    """
    conditional = _WOULD.search(clause) if _IF_ELSEWHERE.search(sentence) else None
    found: tuple[tuple[re.Match[str] | None, Modality], ...] = (
        (_ALLEGED.search(clause), "alleged"),
        (_REPORTED.search(clause), "reported"),
        (_COUNTERFACTUAL.search(clause) or conditional, "conditional"),
        (_POSSIBLE.search(clause), "possible"),
        (_FUTURE.search(clause), "future"),
    )
    return next(((modality, match.group()) for match, modality in found if match), None)
