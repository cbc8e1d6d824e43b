"""What a sentence says of property: named things, what became of them, and what an amount of money is said of."""

from loupe.language.property.phrases import SaidPlace, clause_around, find_places, named_currency, tally_role
from loupe.language.property.reading import (
    EVERYTHING,
    SHORTFALL,
    Became,
    Belonging,
    belonging_named,
    find_belongings,
    find_facet,
    find_marks,
    find_status,
    nearest,
)

__all__ = [
    "EVERYTHING",
    "SHORTFALL",
    "Became",
    "Belonging",
    "SaidPlace",
    "belonging_named",
    "clause_around",
    "find_belongings",
    "find_facet",
    "find_marks",
    "find_places",
    "find_status",
    "named_currency",
    "nearest",
    "tally_role",
]
