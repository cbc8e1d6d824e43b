"""Impossible sets: from facts of statements to the smallest sets of statements that cannot all be true. Pure."""

from loupe.reasoning.impossible.clash import Clash, Strength
from loupe.reasoning.impossible.facts import (
    Birth,
    Deed,
    Fact,
    Figure,
    FigurePart,
    Holder,
    Lapse,
    Moment,
    Sighting,
    State,
    Stay,
)
from loupe.reasoning.impossible.sets import Group, Impossible, ImpossibleSet, Position, Telling, find_impossible
from loupe.reasoning.impossible.states import OPPOSITES, Opposite

__all__ = [
    "OPPOSITES",
    "Birth",
    "Clash",
    "Deed",
    "Fact",
    "Figure",
    "FigurePart",
    "Group",
    "Holder",
    "Impossible",
    "ImpossibleSet",
    "Lapse",
    "Moment",
    "Opposite",
    "Position",
    "Sighting",
    "State",
    "Stay",
    "Strength",
    "Telling",
    "find_impossible",
]
