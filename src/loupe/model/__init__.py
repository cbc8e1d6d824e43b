"""The words of the house: frozen values, ids, locators and the error tree. Imports nothing but the standard library."""

from loupe.model.claims import (
    CLAIM_KINDS,
    VERDICTS,
    Claim,
    ClaimKind,
    Evidence,
    Filled,
    Finding,
    Origin,
    Search,
    Stance,
    Verdict,
    VerdictLabel,
)
from loupe.model.encoding import canonical_json, locator_from_plain, locator_to_plain, to_plain
from loupe.model.errors import LoupeError
from loupe.model.ids import content_id, sha256_hex, source_id
from loupe.model.locators import Locator, MailPlace, PagePlace, ParagraphPlace, Place, Segment, TimePlace, timecode
from loupe.model.sources import GRADES, Grade, Passage, PassageKind, Problem, Role, Source

__all__ = [
    "CLAIM_KINDS",
    "GRADES",
    "VERDICTS",
    "Claim",
    "ClaimKind",
    "Evidence",
    "Filled",
    "Finding",
    "Grade",
    "Locator",
    "LoupeError",
    "MailPlace",
    "Origin",
    "PagePlace",
    "ParagraphPlace",
    "Passage",
    "PassageKind",
    "Place",
    "Problem",
    "Role",
    "Search",
    "Segment",
    "Source",
    "Stance",
    "TimePlace",
    "Verdict",
    "VerdictLabel",
    "canonical_json",
    "content_id",
    "locator_from_plain",
    "locator_to_plain",
    "sha256_hex",
    "source_id",
    "timecode",
    "to_plain",
]
