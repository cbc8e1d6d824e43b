"""Statements: who says that who did what to whom, where, when and how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan

__all__ = ["MODALITIES", "Modality", "Participant", "ParticipantRole", "Statement"]

Modality = Literal["asserted", "alleged", "possible", "reported", "conditional", "future", "asked"]
MODALITIES: tuple[Modality, ...] = ("asserted", "alleged", "possible", "reported", "conditional", "future", "asked")
ParticipantRole = Literal["agent", "patient", "recipient", "companion", "instrument", "topic"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event, and as what.

    ``text`` stands verbatim at ``[start, end)`` of the passage. ``entity`` is the name of whom is meant, None when
    Loupe cannot tell; ``guessed`` says that it was resolved ("he", "the concierge") and not named there.
    """

    role: ParticipantRole
    text: str
    start: int
    end: int
    entity: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed assertion in a passage.

    ``start`` and ``end`` are offsets in the passage's text, where ``quote`` stands verbatim; ``chain`` is who says so,
    outermost first, empty when the text speaks in its own voice. ``denied`` says that the statement is that it did
    *not* happen; ``modality`` how it is put forward. ``event`` is one of a small open list of types (rent, enter,
    steal, arrest, sentence, say, own, meet, travel, call, be-at ...) or the lemma of the verb itself; ``verb`` is the
    span of its words. ``place`` is where it happened as the passage says, a participant-like span without a role.
    """

    id: str
    source_id: str
    passage_id: str
    start: int
    end: int
    quote: str
    chain: tuple[str, ...]
    denied: bool
    modality: Modality
    event: str
    verb: tuple[int, int]
    participants: tuple[Participant, ...]
    place: tuple[int, int] | None
    place_name: str | None
    times: tuple[TimeSpan, ...]
    quantities: tuple[Quantity, ...]
