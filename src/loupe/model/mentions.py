"""Mentions: what a passage names, with its place; and the entities that mentions of several sources may share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["MENTION_KINDS", "Entity", "Mention", "MentionKind", "MergeProposal"]

MentionKind = Literal["person", "organisation", "place", "work", "thing", "time", "quantity"]
MENTION_KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "work", "thing", "time", "quantity")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a passage.

    ``start`` and ``end`` are offsets in the text it was found in, where ``text`` stands verbatim. ``value`` is the
    normalised form: the name without titles for a person, the EDTF string of a time, the words of a quantity's range.
    ``how`` says what kind of words they are: a proper ``name``, a ``role`` ("the concierge"), an ``alias`` ("the King
    of Keys"), a ``pronoun``. ``entity`` is the name, within the source, of whom or what is meant, None when Loupe
    cannot tell; it is a guess unless ``how`` is ``name``.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    value: str
    how: Literal["name", "role", "alias", "pronoun", "value"] = "name"
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, work or thing as one source speaks of it.

    ``name`` is its fullest proper name there, ``names`` every proper name, ``aliases`` other names that the text gives
    it ("known as Speedy"), ``roles`` what it is called besides ("the concierge"). ``mentions`` counts them. ``beside``
    are names that stand in one list with it there, and so are other people or things; ``born`` is a year of birth that
    the source gives.
    """

    source_id: str
    name: str
    kind: MentionKind
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: int = 1
    beside: tuple[str, ...] = ()
    born: int | None = None


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two names that may be one: a proposal with a score in [0, 1] and its reasons; a person decides.

    ``blocked`` says why the two cannot be one, in words, and is empty otherwise. ``left_source`` and ``right_source``
    are the sources that speak of them under these names.
    """

    left: str
    right: str
    kind: MentionKind
    score: float
    reasons: tuple[str, ...]
    blocked: str = ""
    left_source: str = ""
    right_source: str = ""
