"""Review: what persons decided of a work, folded from the log into how things stand now. Pure."""

from loupe.review.standing import (
    Asked,
    Attached,
    CardDecided,
    ClaimReview,
    Edited,
    LineSigned,
    Note,
    Review,
    SavedView,
    Searched,
    Verdict,
    asked_of,
    basis_of,
    redoable,
    review_of,
    undoable,
)

__all__ = [
    "Asked",
    "Attached",
    "CardDecided",
    "ClaimReview",
    "Edited",
    "LineSigned",
    "Note",
    "Review",
    "SavedView",
    "Searched",
    "Verdict",
    "asked_of",
    "basis_of",
    "redoable",
    "review_of",
    "undoable",
]
