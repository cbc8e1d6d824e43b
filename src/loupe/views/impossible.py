"""Impossible sets as pages show them: what is put forward, who says so where, and the rule that it breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["ImpossibleView", "PassageView", "PositionView"]

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})


@dataclass(frozen=True, slots=True)
class PassageView:
    """A statement with its source, place and verbatim quote; ``chain`` is who says so, outermost first.

    ``also`` are other places that go back to the same origin, ``said`` what of the quote excludes the others.
    """

    id: str
    source_id: str
    label: str
    passage_id: str
    place: str
    quote: str
    chain: tuple[str, ...]
    start: int
    end: int
    also: tuple[str, ...] = ()
    said: str = ""

    @property
    def tellers(self) -> str:
        """Who says so, and on whose word; empty where the source speaks itself. A pronoun names nobody."""
        return ", citing ".join(who for who in self.chain if who.casefold() not in _PRONOUNS)


@dataclass(frozen=True, slots=True)
class PositionView:
    """One of the things that are put forward, and the passages that say so."""

    words: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class ImpossibleView:
    """Statements that cannot all be true. ``number`` is what the set is called on pages; ``statements`` are all ids.

    ``strength`` is "conflict", or "tension" where words may only just miss; ``unless`` says under which condition all
    could yet be true, ``widths`` how vague times were taken.
    """

    number: int
    strength: str
    rule: str
    unless: str
    widths: tuple[str, ...]
    positions: tuple[PositionView, ...]
    statements: tuple[str, ...]
    proven: bool = True

    @property
    def heading(self) -> str:
        """What this is, in one sentence."""
        many = len(self.statements)
        verb = "cannot" if self.strength == "conflict" else "can hardly"
        return f"These {many} statements {verb} {'both' if many == 2 else 'all'} be true"

    @property
    def because(self) -> str:
        """The rule, and what would lift it."""
        rule = f"{self.rule[:1].upper()}{self.rule[1:]}"
        return f"{rule}, unless {self.unless}." if self.unless else f"{rule}."

    def holds(self, source_id: str, start: int, end: int, quote: str = "") -> bool:
        """Whether words of a source, ``quote`` at ``[start, end)``, are among it.

        A passage is a whole sentence, which may say two things: where the words are only a part of it, they must hold
        at least half of what the set takes from the sentence.
        """
        return any(
            p.source_id == source_id
            and p.start < end
            and start < p.end
            and ((start <= p.start and p.end <= end) or _shared(p.said, quote) >= 0.5)
            for position in self.positions
            for p in position.passages
        )


def _shared(said: str, quote: str) -> float:
    """How much of what is said stands in a quote, from 0 to 1."""
    words, held = (re.findall(r"\w+", text.casefold()) for text in (said, quote))
    return sum(word in held for word in words) / len(words) if words else 1.0
