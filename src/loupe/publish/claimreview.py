"""ClaimReview of schema.org for search engines: what a work says, and what it was found to be.

Properties are those of https://schema.org/ClaimReview and https://schema.org/Claim. Nothing is put into the mouth of
anybody: a label beside a line may be a part that an actor plays, so no claim has it as its author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from loupe.model import VerdictLabel
from loupe.publish.wording import clean
from loupe.review import ClaimReview
from loupe.views import ClaimView, SourceView
from loupe.views.resting import bearing

__all__ = ["claim_review", "inert", "reviewed"]

_RATINGS: Mapping[VerdictLabel, int] = {"contradicted": 1, "contested": 3, "corroborated": 5}
"""ClaimReview asks for a number from worst to best; where nothing was found there is none, since it says neither."""
_REVIEWED: tuple[VerdictLabel, ...] = ("contradicted", "contested", "uncorroborated", "corroborated")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def reviewed(claim: ClaimView) -> bool:
    """Whether a public claim has a ClaimReview: it was checked, and a source that bears its verdict out is shown."""
    return claim.label in _REVIEWED and bool(bearing(claim.label, claim.evidence))


def claim_review(
    claim: ClaimView, stands: ClaimReview, work: SourceView, *, url: str, day: str, by: str
) -> dict[str, Any]:
    """One ClaimReview at the address ``url``, published on ``day`` by ``by``; both may be empty.

    ``claimReviewed`` are the words that are shown, with whose they are where the work names somebody; the words of the
    work stand in ``text``. The maker of the work is the author of the claim where the claim is in the work's own words:
    not where persons made it clearer or split it, where a bracket is a guess, or where the work has it from others.
    """
    tellers = _tellers(claim)
    said: dict[str, Any] = {"@type": "Claim", "appearance": _appearance(work), "text": _flat(claim.quote)}
    if work.maker and not (tellers or stands.text or claim.part_of or claim.guesses):
        said["author"] = _organization(work.maker)
    words = f"{', citing '.join(tellers)}: {claim.text}" if tellers else claim.text
    found: dict[str, Any] = {
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": _flat(words),
        "itemReviewed": said,
        "reviewRating": _rating(claim),
    }
    if stands.verdict:
        found["dateCreated"] = stands.verdict.at[:10]
    if day:
        found["datePublished"] = day
    if by:
        found["author"] = _organization(by)
    return found


def inert(value: Any) -> str:
    """JSON that ends no element of a page, whatever words are in it."""
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        packed = packed.replace(sign, f"\\u{ord(sign):04x}")
    return clean(packed)


def _rating(claim: ClaimView) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": claim.label}
    number = next((number for label, number in _RATINGS.items() if label == claim.label), None)
    return rating | ({"ratingValue": number, "bestRating": 5, "worstRating": 1} if number else {})


def _tellers(claim: ClaimView) -> tuple[str, ...]:
    """Whom the work names for it, without the name beside the line."""
    own = claim.speaker is not None and claim.said_by[:1] == (claim.speaker,)
    return claim.said_by[1:] if own else claim.said_by


def _appearance(work: SourceView) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CreativeWork"}
    if work.name:
        found["name"] = work.name
    if work.maker:
        found["author"] = _organization(work.maker)
    if work.published and _is_date(work.published):
        found["datePublished"] = work.published
    if work.address:
        found["url"] = work.address
    return found


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _is_date(text: str) -> bool:
    """Whether it is one date of ISO 8601, to the day, the month or the year: no range and nothing uncertain."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _flat(text: str) -> str:
    return " ".join(text.split())
