"""What is read of one sentence for comparison: who says it, what it denies, its figures, times and names."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan

__all__ = ["Name", "SentenceReading"]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text, with its offsets; ``key`` is its last word folded, by which mentions are matched."""

    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """One sentence or clause, read.

    ``tellers`` is the attribution chain, outermost first, empty when the text asserts in its own voice; ``denied`` says
    that the teller nearest to P rejects it. ``inner`` is the half-open span of P in the text. ``stems`` are the content
    stems of P, ``negated`` those under a negation, ``absent`` the stems of which the text says that there is no
    evidence or trace, ``absent_name`` the name of which alone it says so. ``asked`` marks a question. ``hedged`` marks
    possibility (may, reportedly, suspected); ``frames`` are the other ways in which P is spoken of without being
    asserted (accused, attempted, doubted, false ...).
    """

    text: str
    tellers: tuple[str, ...]
    denied: bool
    inner: tuple[int, int]
    stems: tuple[str, ...]
    negated: frozenset[str]
    absent: frozenset[str]
    absent_name: str | None
    asked: bool
    hedged: bool
    frames: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeSpan, ...]
    names: tuple[Name, ...]
