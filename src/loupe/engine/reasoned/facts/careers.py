"""What a person or a firm does once: joining, retiring, marrying, being founded, being taken over."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.told import put_forward
from loupe.engine.reasoned.facts.who import name_of
from loupe.model import Statement

__all__ = ["career_of"]

_JOINED = re.compile(r"\bjoin(?:ed|s|ing)?\b", re.I)
_RETIRED = re.compile(r"\bretir(?:ed|es|ing)\b", re.I)
_FOUNDED = re.compile(r"\b(?:was|were|been)\s+(?:founded|incorporated|dissolved|wound\s+up|liquidated)\b", re.I)
_BOUGHT = re.compile(r"\b(?:acquired|bought|purchased|took\s+over|taken\s+over|acquires|buys)\b", re.I)
_MARRIED = re.compile(r"\bmarr(?:ied|ies)\b", re.I)
_ENDS = re.compile(r"\b(?:dissolved|wound|liquidated)\b", re.I)


def career_of(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    """The key of what happens once in a career or in the life of a firm; empty for all else.

    Both sides have to be named in the clause: "Ann Reed joined the Coal Board", "Acme bought Brown & Co". Only part of
    a firm, a team inside it and a second time are left out.
    """
    verb = sentence.words(*statement.verb)
    if not put_forward(statement, sentence):
        return ""
    doers = _speaker(statement, sentence, who) or _names(statement, who, "agent")
    objects = _names(statement, who, "patient")
    if _FOUNDED.search(verb):
        kinds = {m.entity or m.text: m.kind for m in sentence.mentions}
        firms = [n for n, e in (objects or doers).items() if kinds.get(e) == "organisation"]
        act = "end" if _ENDS.search(verb) else "founding"
        return f"the {act} of {firms[0]}" if len(firms) == 1 else ""
    if len(doers) != 1:
        return ""
    doer = min(doers)
    if _RETIRED.search(verb):
        return f"{doer} retires"
    firm = _named_next(statement, sentence, who)
    if not firm or firm == doer:
        return ""
    if _JOINED.search(verb):
        return f"{doer} joins {firm}"
    if _BOUGHT.search(verb):
        return f"{doer} buys {firm}"
    return f"{doer} marries {firm}" if _MARRIED.search(verb) else ""


def _speaker(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> dict[str, str]:
    """Who "I" is: the speaker of the passage, where nothing is read out from a paper."""
    said = [p for p in statement.participants if p.role == "agent" and p.text.casefold() == "i"]
    if not said or statement.chain or not sentence.speaker or re.search(r"[\"“”]", sentence.text):
        return {}
    return {who.get(sentence.speaker, sentence.speaker): sentence.speaker}


def _names(statement: Statement, who: Mapping[str, str], *roles: str) -> dict[str, str]:
    found = {}
    for p in statement.participants:
        name = who.get(p.entity or "", "")
        if p.role in roles and name and not p.guessed:
            found[name] = p.entity or ""
    return found


def _named_next(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    """The name that stands right after the verb, and is no part of a longer phrase ("the Coal Board team")."""
    for m in sentence.mentions:
        between = sentence.text[statement.verb[1] - sentence.start : m.start - sentence.start]
        if m.start < statement.verb[1] or m.how == "pronoun" or not re.fullmatch(r"\s+(?:the\s+)?", between, re.I):
            continue
        after = sentence.text[m.end - sentence.start :]
        if re.match(r"['’]s\b|['’]?\s+(?!in\b|on\b|at\b|as\b|from\b|and\b|when\b|where\b|after\b|before\b)\w", after):
            return ""
        return name_of(m, who)
    return ""
