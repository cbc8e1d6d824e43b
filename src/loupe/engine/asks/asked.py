"""What ``loupe ask`` reports of a question: the values, and in words what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loupe.engine.asks.answers import Answer
from loupe.engine.asks.held import HeldHypothesis
from loupe.engine.asks.tellings import Spot
from loupe.reasoning.hypotheses import Column, Row, Weighed
from loupe.reasoning.sensitivity import Hanging

__all__ = ["Asked", "ClueView", "Searched", "WeightView"]


@dataclass(frozen=True, slots=True)
class WeightView:
    """A weight with whose word it is; ``hypothesis`` is the number, ``level`` is from -6 to 6."""

    hypothesis: int
    level: int
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class ClueView:
    """A clue with its passages: kept by a person when it has a number, else proposed.

    ``lost`` are the labels of sources whose kept words are no longer where they stood; ``reports`` the sources that
    tell it first hand, with how often each is taken to be right.
    """

    number: int | None
    id: str
    words: str
    origin: str
    origin_label: str
    circular: bool
    spots: tuple[Spot, ...]
    lost: tuple[str, ...]
    reports: tuple[tuple[str, float], ...]
    weights: tuple[WeightView, ...]
    apart: bool

    @property
    def name(self) -> str:
        """How a person calls it: C1, or the beginning of the id of a proposal."""
        return f"C{self.number}" if self.number else self.id[:8]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched, so that "we looked and found nothing" is on record."""

    queries: tuple[str, ...]
    sources: int
    passages: int
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question weighed: what is held, what it comes to, what it hangs on, and what Loupe proposes to look at."""

    question: str
    hypotheses: tuple[HeldHypothesis, ...]
    answers: tuple[Answer, ...]
    clues: tuple[ClueView, ...]
    proposed: tuple[ClueView, ...]
    weighed: Weighed
    hanging: Hanging
    searched: Searched

    def clues_of(self, origin: str) -> tuple[ClueView, ...]:
        """The kept clues of one origin."""
        return tuple(c for c in self.clues if c.origin == origin)

    def column(self, origin: str) -> Column:
        """The column of one origin."""
        return next(c for c in self.weighed.columns if c.origin == origin)

    @property
    def weighted(self) -> bool:
        """Whether any clue counts yet."""
        return any(c.clues for c in self.weighed.columns)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing before the table says much, one sentence each."""
        return tuple(_missing(self))


def _missing(asked: Asked) -> Iterator[str]:
    if not asked.hypotheses:
        yield "No hypothesis is held yet: without one there is nothing to weigh."
    if not asked.clues:
        yield "No clue is kept yet."
    for column in asked.weighed.columns:
        for clue in dict.fromkeys(clue for clue, _ in column.missing):
            wanting = ", ".join(h for c, h in column.missing if c == clue)
            yield f"{clue} has no weight for {wanting}: it counts only when it has one for every hypothesis."
    for kept in asked.clues:
        if kept.lost:
            yield f"Words kept as C{kept.number} are no longer where they stood in {' and '.join(kept.lost)}."
    if asked.weighted:
        for row in asked.weighed.rows[1:]:
            yield from _one_sided(asked, row)
    ungraded = sorted(
        {s.source.label for c in asked.clues if c.weights for s in c.spots if s.source.reliability == "F"}
    )
    if ungraded:
        yield f"Nobody has graded {'; '.join(ungraded)}: its word is taken to be right nine times in ten, no more."


def _one_sided(asked: Asked, row: Row) -> Iterator[str]:
    name = row.hypothesis.id
    if not row.speaks_against:
        yield f"Nothing that is weighed speaks against {name}: look for what would."
    if not row.speaks_for:
        yield f"Nothing that is weighed speaks for {name}."
    if len(row.speaks_for) == 1:
        (clue, *_) = asked.clues_of(row.speaks_for[0])
        yield f"All that speaks for {name} goes back to one origin: {clue.origin_label}."
