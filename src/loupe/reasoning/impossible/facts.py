"""What statements say, as values that can be held against each other: figures, states, times, stays, roles, births.

Every fact names the statement it comes from (``by``) and says in a few words what that statement puts forward
(``words``). Nothing here knows a text: whoever makes the facts decides what they are about, and two facts are only ever
held against each other when they carry the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loupe.model.quantities import Quantity
from loupe.model.times import TimeSpan

__all__ = ["Birth", "Deed", "Fact", "Figure", "FigurePart", "Holder", "Lapse", "Moment", "Sighting", "State", "Stay"]

FigurePart = Literal["value", "part", "whole", "rest"]


@dataclass(frozen=True, slots=True)
class Figure:
    """How much or how many: ``quantity`` of what ``topic`` names.

    ``part`` says whether it is the number itself, a part of a whole ("109 opened"), the whole ("of 189") or all that
    is left when the part is taken away ("the remaining 37"); the three of one topic add up. ``scope`` are names that
    narrow it, each after its kind ("in:vault", "by:the FBI"): two figures that have different ones of a kind are not
    compared. ``time`` likewise. ``account`` is the source that a sum is taken from. ``only`` says in words what there
    is one of ("one number was opened"), empty where nothing better is known than that it is a number.
    """

    by: str
    words: str
    topic: str
    quantity: Quantity
    part: FigurePart = "value"
    scope: frozenset[str] = frozenset()
    time: TimeSpan | None = None
    account: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How a thing was: the ``value`` of its ``attribute``; ``momentary`` states can change from hour to hour."""

    by: str
    words: str
    thing: str
    attribute: str
    value: str
    place: str = ""
    time: TimeSpan | None = None
    momentary: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """When something that happens once happened, or began."""

    by: str
    words: str
    event: str
    time: TimeSpan


@dataclass(frozen=True, slots=True)
class Lapse:
    """How long before (below zero) or after ``anchor`` something happened, between ``low`` and ``high`` seconds.

    ``vague`` says how a vague length was taken, in words, empty for an exact one.
    """

    by: str
    words: str
    event: str
    anchor: str
    low: int
    high: int
    vague: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person was: ``kind`` of place (outside, vehicle, home, inside ...) and its name.

    ``throughout`` says that it was for the whole of ``part`` ("night"); ``time`` is when, None when only the part of
    the day is known. ``through`` says by what it is known where the person was ("phone"), empty for the person.
    ``occasion`` is the kind of event that the source speaks of there, ``account`` the source.
    """

    by: str
    words: str
    person: str
    kind: str
    place: str
    part: str
    throughout: bool
    time: TimeSpan | None = None
    through: str = ""
    occasion: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person in a city at a time: degrees north and east, and how far the city reaches, in km."""

    by: str
    words: str
    person: str
    place: str
    north: float
    east: float
    radius_km: float
    time: TimeSpan


@dataclass(frozen=True, slots=True)
class Holder:
    """Who was the one ``role`` of something."""

    by: str
    words: str
    role: str
    person: str


@dataclass(frozen=True, slots=True)
class Birth:
    """When a person was born, in years with fractions, as an age at a date or a year of birth allows."""

    by: str
    words: str
    person: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Deed:
    """That something happened, or that it did not."""

    by: str
    words: str
    deed: str
    denied: bool
    time: TimeSpan | None = None


Fact = Figure | State | Moment | Lapse | Stay | Sighting | Holder | Birth | Deed
