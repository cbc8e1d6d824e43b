"""Review: what persons decided of a work, folded from the log into how things stand now. Pure."""

from loupe.review.standing import (
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
    basis_of,
    redoable,
    review_of,
    said_already,
    touched_since,
    undoable,
)

__all__ = [
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
    "basis_of",
    "redoable",
    "review_of",
    "said_already",
    "touched_since",
    "undoable",
]
