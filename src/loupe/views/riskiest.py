"""Which open claims want a person first: a pure order over how the claims of a work stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loupe.checking.doubts.status import steps_in
from loupe.checking.doubts.tables import GUILT_NOUNS, GUILT_VERBS
from loupe.language import find_names
from loupe.review import ClaimReview, Review
from loupe.views.contexts import SHOWN, ClaimView, ShownLabel

__all__ = ["OpenClaim", "adverse", "adverse_claim", "riskiest"]

_CRIMES = (
    "theft", "robber(?:y|ies)", "burglar(?:y|ies)", "heist", "frauds?", "murders?", "forger(?:y|ies)", "bribe(?:s|ry)?",
    "smuggling", "money laundering", "extortion", "kidnapping", "blackmail", "perjury", "corruption", "loot", "haul",
)  # fmt: skip
_GUILT = re.compile(rf"\b(?:{'|'.join((*GUILT_NOUNS, *GUILT_VERBS, *_CRIMES))})\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:he|she|(?:named|called)\s+[A-Z]\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that no person has decided yet. ``origins`` counts those that speak for it."""

    work_id: str
    id: str
    number: str
    text: str
    label: ShownLabel
    origins: int
    against: int
    adverse: bool
    starred: bool
    unsure: bool


def riskiest(
    work_id: str, claims: Iterable[ClaimView], review: Review, aside: Iterable[ClaimView] = ()
) -> tuple[OpenClaim, ...]:
    """The open claims of a work, the one that can do most harm first; ``aside`` are those that were merged.

    Open is what can be checked and no person has decided; "unsure" leaves it open. The order: contradicted, contested,
    not checked yet, uncorroborated, corroborated; in each of them what is adverse to a person before the rest, then
    starred before not, then few supporting origins before many, then the order of the lines. Nothing else counts.
    """
    found = []
    merged = {claim.id: claim.text for claim in aside}
    for place, claim in enumerate(claims):
        stands = review.of(claim.id)
        if not claim.checkable or stands.decided:
            continue
        one = OpenClaim(
            work_id,
            claim.id,
            claim.number,
            stands.text.text if stands.text else claim.text,
            claim.label,
            claim.supporting,
            claim.contradicting,
            adverse_claim(claim, stands, merged),
            stands.starred,
            stands.verdict is not None,
        )
        order = (SHOWN.index(one.label), not one.adverse, not one.starred, one.origins, place)
        found.append((order, one))
    found.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in found)


def adverse_claim(claim: ClaimView, stands: ClaimReview, aside: Mapping[str, str]) -> bool:
    """Whether a claim is adverse: as Loupe reads it, as a person worded it, or in what a person says is the same.

    ``aside`` are the texts of claims that were merged, by id.
    """
    words = [claim.text, *([stands.text.text] if stands.text else [])]
    return any(adverse(one) for one in (*words, *(aside.get(one.id, one.quote) for one in claim.also)))


@lru_cache(maxsize=20_000)
def adverse(text: str) -> bool:
    """Whether a claim speaks of a crime, or of a step of a criminal case, beside somebody who can be told.

    Somebody is told by a name of two words or more, by he or she, or by "named" with a name. It is a sign to look, not
    a finding: it knows English words only, and a name that stands elsewhere in the work is not seen.
    """
    if not (_GUILT.search(text) or steps_in(text)):
        return False
    return bool(_SOMEBODY.search(text)) or any(" " in name.text.strip() for name in find_names(text))
