"""What kind of thing a claim asserts."""

from __future__ import annotations

import re

from loupe.language import finite_verb, tokens
from loupe.model import CLAIM_KINDS, ClaimKind
from loupe.model.readings import SentenceReading

__all__ = ["SUPERLATIVE", "kinds_of"]

SUPERLATIVE = re.compile(
    r"\b(?:most|least|only|first|last|largest|biggest|greatest|highest|lowest|oldest|youngest|longest|never before|"
    r"of the century|of all time|record|unique|unprecedented|ever|"
    r"\w{3,}(?<!\bhon)(?<!\bmod)(?<!\bforest)(?<!\bharv)est)\b",
    re.IGNORECASE,
)
_NOT_EST = frozenset(
    "interest forest west test rest best guest request arrest harvest protest invest suggest nest vest contest honest "
    "modest latest chest quest pest crest".split()
)
_MOTIVE = re.compile(
    r"\b(?:because|in order to|so that|out of (?:revenge|greed|fear|anger)|motive|wanted to|to avoid|"
    r"for the money|revenge|"
    r"on behalf of|hired|commissioned|ordered)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“][^\"”]{6,}[\"”]")


def kinds_of(text: str, said: SentenceReading) -> tuple[ClaimKind, ...]:
    """The kinds of a claim, in the fixed order of ``CLAIM_KINDS``; an assertion with none of the others is an event."""
    dimensions = {q.dimension for q in said.quantities}
    frames = {t.frame for t in said.times}
    superlative = SUPERLATIVE.search(text)
    holds: dict[ClaimKind, bool] = {
        "number": bool(dimensions - {"money", "ordinal"}),
        "amount": "money" in dimensions,
        "date": bool(frames - {"daily"}),
        "time": "daily" in frames,
        "name": bool(said.names),
        "place": any(_place_before(text, name.start) for name in said.names),
        "quote": bool(said.tellers or _QUOTE.search(text)),
        "event": finite_verb(tokens(text)) is not None,
        "superlative": superlative is not None and superlative.group().lower() not in _NOT_EST,
        "motive": bool(_MOTIVE.search(text)),
    }
    return tuple(kind for kind in CLAIM_KINDS if holds[kind]) or ("event",)


def _place_before(text: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:in|at|near|from|to|outside|inside|towards|through|on)\s+(?:the\s+)?$", text[:start], re.IGNORECASE
        )
    )
