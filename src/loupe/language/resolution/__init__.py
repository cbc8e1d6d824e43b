"""Names of several sources held against each other: what may be one, why, and what cannot be."""

from loupe.language.resolution.comparing import LIKELY, NameMatch, compare_names
from loupe.language.resolution.proposals import propose_merges

__all__ = ["LIKELY", "NameMatch", "compare_names", "propose_merges"]
