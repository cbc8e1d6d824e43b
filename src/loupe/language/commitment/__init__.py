"""Whether a text commits itself to a clause: asserted, denied, only thought, asked, alleged or on a condition."""

from loupe.language.commitment.clauses import Commitment, Polarity, commitment, is_hedged, modality_of
from loupe.language.commitment.surroundings import is_question

__all__ = ["Commitment", "Polarity", "commitment", "is_hedged", "is_question", "modality_of"]
