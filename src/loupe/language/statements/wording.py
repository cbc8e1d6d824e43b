"""A statement in one plain line, for a list that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from loupe.model.statements import Modality, Participant, ParticipantRole, Statement

__all__ = ["statement_words"]

_FORCES: Final[dict[Modality, str]] = {
    "asserted": "", "reported": "", "alleged": "allegedly", "possible": "perhaps", "conditional": "on a condition",
    "future": "in the future", "asked": "asked whether",
}  # fmt: skip
_LINKS: Final[dict[ParticipantRole, str]] = {
    "recipient": "to", "companion": "with", "instrument": "by means of", "topic": "about",
}  # fmt: skip
_PLAIN_TOPICS: Final = frozenset(("have-property", "work-as", "say", "ask", "order", "plan", "agree", "advise", "decide"))


def statement_words(statement: Statement, text: str) -> str:
    """One line: who says so, whether it is denied or how far it is claimed, who did what, where, when, how much.

    ``text`` is the passage, out of which every word is taken. A name that Loupe worked out stands in brackets behind
    the words it was worked out from: "he [Leonardo Notarbartolo?]".
    """
    tellers = "".join(f"{_opened(teller)} {'says' if k else 'says'}: " for k, teller in enumerate(statement.chain))
    parts = [*_force(statement), *_told(statement, text)]
    place = statement.place
    if place and not any(p.start <= place[0] and place[1] <= p.end for p in statement.participants):
        parts.append(f"[place: {text[place[0] : place[1]]}]")
    parts += [f"[{_spaced(t.text)}]" for t in statement.times]
    return tellers + " ".join(parts)


def _force(statement: Statement) -> list[str]:
    """How it is put forward, in words, before what is told."""
    words = [_FORCES[statement.modality], "not so:" if statement.denied else ""]
    return [w for w in words if w]


def _told(statement: Statement, text: str) -> list[str]:
    """Who did what, in the order of a plain English sentence."""
    by_role: dict[str, list[Participant]] = {}
    for participant in statement.participants:
        by_role.setdefault(participant.role, []).append(participant)
    verb = _spaced(text[slice(*statement.verb)])
    event = "" if statement.event == verb.lower() else f" ({statement.event})"
    parts = [_listed(by_role.get("agent", ()), statement)] if "agent" in by_role else ["(somebody or something)"]
    if "agent" not in by_role and "patient" in by_role:
        parts = []
    parts.append(f"{verb}{event}")
    if "patient" in by_role:
        parts.append(_listed(by_role["patient"], statement))
    for role, link in _LINKS.items():
        if role in by_role:
            plain = role == "topic" and statement.event in _PLAIN_TOPICS
            listed = _listed(by_role[role], statement)
            parts.append(listed if plain else f"{link} {listed}")
    return parts


def _listed(participants: Sequence[Participant], statement: Statement) -> str:
    del statement
    return " and ".join(_named(p) for p in participants)


def _named(participant: Participant) -> str:
    """The words, with who is meant in brackets where that was worked out."""
    words = _spaced(participant.text)
    return f"{words} [{participant.entity}?]" if participant.guessed and participant.entity else words


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _spaced(words: str) -> str:
    return " ".join(words.split())
