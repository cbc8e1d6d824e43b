"""Proper names, roles and aliases in a text, and what the case knows by name."""

from loupe.language.names.aliases import AliasStatement, find_aliases
from loupe.language.names.capitals import find_names, name_key
from loupe.language.names.entities import entities_of
from loupe.language.names.gazetteer import NO_GAZETTEER, Gazetteer, KnownName
from loupe.language.names.mentions import find_mentions, known_of

__all__ = [
    "NO_GAZETTEER",
    "AliasStatement",
    "Gazetteer",
    "KnownName",
    "entities_of",
    "find_aliases",
    "find_mentions",
    "find_names",
    "known_of",
    "name_key",
]
