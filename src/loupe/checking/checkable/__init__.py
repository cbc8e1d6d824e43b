"""Which lines of a work can be checked, what kind of thing they assert, and which of them need it most."""

from loupe.checking.checkable.kinds import kinds_of
from loupe.checking.checkable.ranking import Line, Ranked, by_worthiness, worthiness_of_lines
from loupe.checking.checkable.rules import why_not_checkable
from loupe.checking.checkable.scoring import check_worthiness

__all__ = [
    "Line",
    "Ranked",
    "by_worthiness",
    "check_worthiness",
    "kinds_of",
    "why_not_checkable",
    "worthiness_of_lines",
]
