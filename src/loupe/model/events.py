"""What a person says of two statements: whether they tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["EventDecision", "EventVerdict"]

EventVerdict = Literal["same", "apart", "open"]


@dataclass(frozen=True, slots=True)
class EventDecision:
    """A person's word on two statements: they tell of one event, of two, or it is open again.

    ``left`` and ``right`` are ids of statements, the smaller one first; ``left_quote`` and ``right_quote`` are their
    words at the time, so that the log can be read even when a source has changed since.
    """

    left: str
    right: str
    verdict: EventVerdict
    who: str
    at: str = ""
    why: str = ""
    left_quote: str = ""
    right_quote: str = ""
