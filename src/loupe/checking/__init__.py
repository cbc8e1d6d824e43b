"""The work becomes claims; claim and candidate passages become evidence, typed comparison before wording."""

from loupe.checking.checkable import Ranked, by_worthiness, check_worthiness
from loupe.checking.claims import extract_claims, spoken_on
from loupe.checking.combining import PLAIN, RULE, Rule, likelihood, rule_for, sureness, weigh_together
from loupe.checking.copies import Twins, earlier, find_copies
from loupe.checking.evidence import find_evidence
from loupe.checking.happenings import Whom, statement_reader, whom_reader
from loupe.checking.reading import Rarity
from loupe.checking.stance import StanceReader, TypedStance, Weighed
from loupe.checking.units import Candidate
from loupe.checking.weighing import Look, Sought, look_at, weigh_evidence

__all__ = [
    "PLAIN",
    "RULE",
    "Candidate",
    "Look",
    "Ranked",
    "Rarity",
    "Rule",
    "Sought",
    "StanceReader",
    "Twins",
    "TypedStance",
    "Weighed",
    "Whom",
    "by_worthiness",
    "check_worthiness",
    "earlier",
    "extract_claims",
    "find_copies",
    "find_evidence",
    "likelihood",
    "look_at",
    "rule_for",
    "spoken_on",
    "statement_reader",
    "sureness",
    "weigh_evidence",
    "weigh_together",
    "whom_reader",
]
