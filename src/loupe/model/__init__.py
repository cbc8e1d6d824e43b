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
from loupe.model.decoding import from_plain
from loupe.model.encoding import canonical_json, locator_from_plain, locator_to_plain, to_plain
from loupe.model.errors import LoupeError
from loupe.model.ids import content_id, sha256_hex, source_id
from loupe.model.locators import Locator, MailPlace, PagePlace, ParagraphPlace, Place, Segment, TimePlace, timecode
from loupe.model.mentions import MENTION_KINDS, Entity, Mention, MentionKind, MergeProposal
from loupe.model.sources import GRADES, Grade, Passage, PassageKind, Problem, Role, Source
from loupe.model.statements import MODALITIES, Modality, Participant, ParticipantRole, Statement

__all__ = [
    "CLAIM_KINDS",
    "GRADES",
    "MENTION_KINDS",
    "MODALITIES",
    "VERDICTS",
    "Claim",
    "ClaimKind",
    "Entity",
    "Evidence",
    "Filled",
    "Finding",
    "Grade",
    "Locator",
    "LoupeError",
    "MailPlace",
    "Mention",
    "MentionKind",
    "MergeProposal",
    "Modality",
    "Origin",
    "PagePlace",
    "ParagraphPlace",
    "Participant",
    "ParticipantRole",
    "Passage",
    "PassageKind",
    "Place",
    "Problem",
    "Role",
    "Search",
    "Segment",
    "Source",
    "Stance",
    "Statement",
    "TimePlace",
    "Verdict",
    "VerdictLabel",
    "canonical_json",
    "content_id",
    "from_plain",
    "locator_from_plain",
    "locator_to_plain",
    "sha256_hex",
    "source_id",
    "timecode",
    "to_plain",
]
