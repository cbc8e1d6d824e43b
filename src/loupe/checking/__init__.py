"""The work becomes claims; claim and candidate passages become evidence, typed comparison before wording."""

from loupe.checking.claims import extract_claims
from loupe.checking.evidence import Candidate, find_copies, find_evidence
from loupe.checking.reading import Rarity
from loupe.checking.stance import StanceReader, TypedStance, Weighed

__all__ = [
    "Candidate",
    "Rarity",
    "StanceReader",
    "TypedStance",
    "Weighed",
    "extract_claims",
    "find_copies",
    "find_evidence",
]
