"""Whom a statement is about, by the name that stands for that person in the case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.model import Mention, Participant, Statement

__all__ = ["name_of", "people_in", "person_of"]

_BACK = 2
_ACCORDING = re.compile(r"\baccording\s+to\b", re.IGNORECASE)


def name_of(mention: Mention, who: Mapping[str, str]) -> str:
    """The name that stands for whom a mention means; empty when nobody knows."""
    return who.get(mention.entity or mention.value) or who.get(mention.text, "")


def person_of(p: Participant, statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    """The person that a participant is; empty when nobody knows.

    "According to Ann Reed, he had rented it": he is not Ann Reed, but the one person spoken of just before.
    """
    name = who.get(p.entity or "", "")
    if not (name and p.guessed and statement.chain and _ACCORDING.search(sentence.text)):
        return name
    teller = who.get(statement.chain[-1], statement.chain[-1])
    if name != teller:
        return name
    for one in sentence.back(_BACK):
        if one is sentence:
            continue
        others = {who.get(q.entity or "", "") for s in one.statements for q in s.participants} - {"", teller}
        if others:
            return min(others) if len(others) == 1 else ""
    return ""


def people_in(statement: Statement, sentence: Sentence, who: Mapping[str, str], *roles: str) -> frozenset[str]:
    """The people who take part in one of these roles."""
    found = {person_of(p, statement, sentence, who) for p in statement.participants if p.role in roles}
    return frozenset(found - {""})
