"""What a phrase with a preposition is to an event: a role, a place, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loupe.language.statements.clauses import Clauses
from loupe.language.statements.phrases import is_concrete, is_person, is_place
from loupe.language.statements.tree import Tree
from loupe.model.statements import ParticipantRole

__all__ = ["HANDED", "PROVIDING", "Prepositions"]

_HANDING: Final = frozenset(
    "give pay sell send put make use rent ask say lend write owe tell advise agree order call accuse".split()
)
_TOPICAL: Final = frozenset(
    "say ask know advise agree investigate see decide accuse prosecute convict sentence admit estimate deny order plan "
    "hear think worry care apologise complain talk speak".split()
)
_GOING: Final = frozenset("travel enter leave put meet discard give hide".split())
_AT: Final = frozenset(
    "in at on inside outside within near by beside behind under underneath below beneath above over around across "
    "opposite round between among amongst along through throughout beyond off next up down upon against".split()
)
_CLOSE: Final = frozenset("inside outside near behind under beneath opposite below beside".split())
_TO: Final = frozenset(
    "to into onto toward towards in at inside on through round for via past across behind under over".split()
)
_CHARGED: Final = frozenset("prosecute convict sentence arrest ask accuse".split())
_OF: Final = frozenset("accuse convict know say prosecute steal".split())
_NO_MEANS: Final = frozenset(
    "reason virtue way time then now count definition contrast comparison far surprise name".split()
)
_NOT_AS: Final = frozenset("part result well regard date".split())
_NOT_ON: Final = frozenset("sentence be-at travel put happen open close enter leave meet work-as".split())
_NOT_WITH: Final = frozenset("arrest find see meet have-property".split())
PROVIDING: Final = frozenset("provide supply equip furnish issue".split())
"""Verbs of "provided the inquiry with statements"."""
HANDED: Final[dict[str, tuple[str, ...]]] = {
    "give": ("to", "for"), "pay": ("to",), "sell": ("to",), "send": ("to",), "say": ("to",), "make": ("to",),
}  # fmt: skip
"""Where the receiver's phrase hangs on the thing handed: "gave evidence to the inquiry"."""


@dataclass(frozen=True, slots=True)
class Prepositions:
    """Reads the phrases of one verb; ``bound`` are prepositions that are part of it ("look into")."""

    clauses: Clauses
    verb: int
    event: str
    bound: frozenset[int]
    passive: bool

    def role(self, k: int, low: str, object_: int) -> ParticipantRole | None:
        """The role of what follows the preposition ``k``, written ``low``; None when it has none."""
        if k in self.bound:
            return self._bound_role(low)
        by_word = {"to": self._to, "for": self._for, "with": self._with, "of": self._of, "by": self._by, "as": self._as}
        if low in by_word:
            return by_word[low](object_)
        if low in ("together with", "along with", "alongside"):
            return "companion"
        if low in ("about", "regarding", "concerning") or (
            low == "from" and self.clauses.tree.lemma(self.verb) == "differ"
        ):
            return "topic"
        if low in ("on", "upon", "over") and not is_place(self.clauses.tree, object_) and self.event not in _NOT_ON:
            return "topic" if self.event in _TOPICAL or self._is_bare() or self.passive else None
        return None

    def _to(self, object_: int) -> ParticipantRole | None:
        tree, event = self.clauses.tree, self.event
        person = is_person(tree, object_)
        if event == "admit":
            return "recipient" if person or tree.words[object_].pos == "PROPN" else "topic"
        if event in _HANDING or (person and event != "travel"):
            return "recipient"
        return "topic" if event in ("convict", "deny", "plan") else None

    def _for(self, object_: int) -> ParticipantRole | None:
        tree = self.clauses.tree
        if self.event in _CHARGED:
            return "topic"
        return "recipient" if is_person(tree, object_) or tree.words[object_].entity in ("PERSON", "ORG") else None

    def _with(self, object_: int) -> ParticipantRole | None:
        tree, event = self.clauses.tree, self.event
        lemma = tree.lemma(self.verb)
        if event in ("prosecute", "accuse"):
            return "topic"
        if lemma in ("share", "lodge", "file", "deposit", "place"):
            return "recipient"
        if lemma in PROVIDING:
            return "patient"
        if is_person(tree, object_) or tree.words[object_].entity == "ORG" or lemma in ("meet", "speak", "talk"):
            return "companion"
        if event in _NOT_WITH:
            return None
        return "instrument" if self.clauses.objects(self.verb) or self.passive or event in ("open", "pay") else None

    def _of(self, object_: int) -> ParticipantRole | None:
        del object_
        return "topic" if self.event in _OF or self._is_bare() else None

    def _by(self, object_: int) -> ParticipantRole | None:
        tree = self.clauses.tree
        return None if is_place(tree, object_) or tree.lemma(object_) in _NO_MEANS else "instrument"

    def _as(self, object_: int) -> ParticipantRole | None:
        return None if self.clauses.tree.lemma(object_) in _NOT_AS else "topic"

    def _is_bare(self) -> bool:
        """Whether the verb has no object, so that a preposition may do an object's work ("think of", "focus on")."""
        return not self.passive and not self.clauses.objects(self.verb)

    def _bound_role(self, low: str) -> ParticipantRole | None:
        """The role of what follows a preposition that is part of the verb ("look into", "refer to")."""
        if self.event in ("enter", "travel", "be-at", "leave", "discard"):
            return None
        if self.clauses.tree.lemma(self.verb) == "belong":
            return "agent"
        if self.event in ("say", "agree", "estimate") or low == "as":
            return "topic"
        if self.event == "work-as":
            return "topic" if low == "in" else "companion" if low == "with" else "recipient"
        return "patient"

    def place_rank(self, low: str, object_: int) -> int | None:
        """How good a phrase of place is, 0 the best; None when it is none."""
        tree = self.clauses.tree
        first = low.split()[0]
        named = is_place(tree, object_)
        if (
            self.event in _GOING
            and first in _TO
            and (named or (self.event in ("enter", "travel") and _is_particular(tree, object_)))
        ):
            return 0 if first != "for" or named else None
        if first in _AT or low in ("out of", "next to", "in front of", "close to"):
            return self._static_rank(first, object_, named=named)
        if first in ("from", "out") and (named or self.event in ("steal", "travel", "discard")):
            return None if is_person(tree, object_) else 4
        return None

    def _static_rank(self, first: str, object_: int, *, named: bool) -> int | None:
        if named or first in _CLOSE:
            return 1
        if first == "throughout":
            return None
        if self.event == "be-at" and is_concrete(self.clauses.tree, object_):
            return 2
        organisation = self.clauses.tree.words[object_].entity == "ORG"
        return 3 if organisation and first in ("in", "at") else None


def _is_particular(tree: Tree, i: int) -> bool:
    """ "to the forest" against "to press"."""
    return tree.words[i].pos in ("PROPN", "PRON") or tree.child(i, "det", "poss", "nummod") is not None
