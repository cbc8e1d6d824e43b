"""What Loupe understood of one stretch of a source."""

from __future__ import annotations

from dataclasses import dataclass, field

from loupe.model.mentions import Mention
from loupe.model.quantities import Quantity
from loupe.model.statements import Statement
from loupe.model.times import TimeSpan

__all__ = ["Stretch", "Understood"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a source that are read together: a passage, or several cues of one speaker.

    ``text`` is the source's stored text from ``at`` on. ``passages`` are pairs of where a passage begins in the stored
    text and its id, in order.
    """

    text: str = field(repr=False)
    at: int
    passages: tuple[tuple[int, str], ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What is named and said in one stretch; every offset is one of the source's stored text."""

    passage_id: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeSpan, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
