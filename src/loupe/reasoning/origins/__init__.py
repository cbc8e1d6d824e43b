"""Who has it from whom: independent origins, what everything hangs on, and who took whose text. Pure."""

from loupe.reasoning.origins.descent import SharedText, Taken, copy_parents, descent
from loupe.reasoning.origins.independence import UNKNOWN, Independence, independence, lines_of, with_unknown

__all__ = [
    "UNKNOWN",
    "Independence",
    "SharedText",
    "Taken",
    "copy_parents",
    "descent",
    "independence",
    "lines_of",
    "with_unknown",
]
