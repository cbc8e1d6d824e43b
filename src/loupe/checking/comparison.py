"""What a comparator returns, and the piece of a sentence it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Comparison", "Relation", "clause_around", "tidy"]

Relation = Literal["agrees", "fits", "conflicts", "silent"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared: the check's name, the outcome, and the reason as a fact-checker would say it."""

    check: str
    relation: Relation
    reason: str


_STOPS = (",", ";", ":", "–", "—", ". ", ".\n", "? ", "! ")


def clause_around(text: str, start: int, end: int) -> str:
    """The clause that the span ``[start, end)`` of a text stands in, by its commas, dashes and full stops."""
    low = max(text.rfind(c, 0, start) for c in _STOPS) + 1
    ends = [k for k in (text.find(c, end) for c in _STOPS) if k >= 0]
    return text[low : min(ends, default=len(text))]


def tidy(text: str) -> str:
    """The text on one line, with single blanks."""
    return " ".join(text.split())
