"""What can be doubted in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["DOUBT_KINDS", "Doubt", "DoubtKind"]

DoubtKind = Literal[
    "number", "date", "name", "place", "negation", "attribution", "quantifier", "superlative", "absolute", "over-claim",
    "motive", "quote",
]  # fmt: skip
DOUBT_KINDS: tuple[DoubtKind, ...] = (
    "number", "date", "name", "place", "negation", "attribution", "quantifier", "superlative", "absolute", "over-claim",
    "motive", "quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of a line that could be false, and the question that would tell.

    ``words`` stand verbatim at ``[start, end)`` of the text that was read. ``alarm`` says that a person should look at
    it whatever the verdict is; ``reason`` is why, in plain words, and empty otherwise. ``evidence_id`` is the piece of
    evidence that raises the alarm, None where the line's own words do.
    """

    kind: DoubtKind
    words: str
    start: int
    end: int
    question: str
    alarm: bool = False
    reason: str = ""
    evidence_id: str | None = None
