"""The work becomes claims; claim and candidate passages become evidence, typed comparison before wording."""

from loupe.checking.checkable import Ranked, by_worthiness, check_worthiness
from loupe.checking.claims import extract_claims, spoken_on
from loupe.checking.copies import Twins, find_copies
from loupe.checking.evidence import Candidate, find_evidence
from loupe.checking.happenings import Whom, statement_reader, whom_reader
from loupe.checking.reading import Rarity
from loupe.checking.stance import StanceReader, TypedStance, Weighed

__all__ = [
    "Candidate",
    "Ranked",
    "Rarity",
    "StanceReader",
    "Twins",
    "TypedStance",
    "Weighed",
    "Whom",
    "by_worthiness",
    "check_worthiness",
    "extract_claims",
    "find_copies",
    "find_evidence",
    "spoken_on",
    "statement_reader",
    "whom_reader",
]
