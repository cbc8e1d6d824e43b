"""What a sentence says of property: named things, what became of them, and what an amount of money is said of."""

from loupe.language.property.reading import (
    EVERYTHING,
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
    "Became",
    "Belonging",
    "belonging_named",
    "find_belongings",
    "find_facet",
    "find_marks",
    "find_status",
    "nearest",
]
