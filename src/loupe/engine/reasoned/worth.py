"""What the sources of a case are worth: the findings of a work and the sources, handed to the counting."""

from __future__ import annotations

from loupe.model import Source
from loupe.reasoning.worth import Worth, worth_of
from loupe.store import Store

__all__ = ["worth_in"]


def worth_in(store: Store, work: Source) -> Worth:
    """What each source of the archive is worth by what the check of one work found; raises nothing of its own."""
    return worth_of(store.findings(work.id), store.sources())
