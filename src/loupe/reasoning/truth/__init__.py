"""Which of several values is so, as far as independent sources tell, and how far each source can be believed."""

from loupe.reasoning.truth.board import Assertion, Board, Contained, fold_contained
from loupe.reasoning.truth.copying import Links, declared_pairs
from loupe.reasoning.truth.opinions import LEAST_BELIEF, LEAST_ORIGINS, Opinion, Voice, opinions
from loupe.reasoning.truth.others import accu_copy, crh, truth_finder, vote
from loupe.reasoning.truth.weighing import Belief, Support, Weighing, weigh

__all__ = [
    "LEAST_BELIEF",
    "LEAST_ORIGINS",
    "Assertion",
    "Belief",
    "Board",
    "Contained",
    "Links",
    "Opinion",
    "Support",
    "Voice",
    "Weighing",
    "accu_copy",
    "crh",
    "declared_pairs",
    "fold_contained",
    "opinions",
    "truth_finder",
    "vote",
    "weigh",
]
