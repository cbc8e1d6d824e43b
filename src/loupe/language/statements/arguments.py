"""What fills the roles of an event, by the words of its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from loupe.model.statements import ParticipantRole

__all__ = ["Arguments", "Filler"]


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the half-open span of its words and the word that heads them."""

    role: ParticipantRole
    start: int
    end: int
    head: int


@dataclass(slots=True)
class Arguments:
    """The participants of an event in the order of the text, and the span of its place."""

    fillers: list[Filler] = field(default_factory=list)
    place: tuple[int, int] | None = None
    place_head: int | None = None
