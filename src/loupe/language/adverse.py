"""What is bad to say of a named person: an accusation, a crime, a lie, an arrest; by what is done, and by the noun."""

from __future__ import annotations

import re

from loupe.model import Statement

__all__ = ["adverse_to"]

_DOES = frozenset(
    "steal rob kill murder injure bribe forge fake betray embezzle defraud launder smuggle threaten blackmail extort "
    "lie deceive cheat perjure abuse assault attack rape kidnap abduct poison stab shoot burgle loot conspire "
    "mastermind falsify fabricate plagiarise plagiarize harass molest swindle hide-evidence break-in".split()
)
"""What is bad to have done, by the type of the event or the verb."""

_SUFFERS = frozenset("arrest prosecute convict sentence accuse jail imprison indict suspect".split())
"""What is bad to have had done to one."""

_CRIMES = re.compile(
    r"\b(?:theft|robbery|burglary|heist|murder|killing|fraud|bribe|crime|coup|break-in|raid|attack|forgery|arson|"
    r"plot|"
    r"kidnapping|assault|perjury)\b",
    re.IGNORECASE,
)
_PLANS = frozenset("order plan commission organise organize mastermind admit commit lead".split())
_IS = re.compile(
    r"\b(?:thief|robber|burglar|murderer|killer|liar|fraud|fraudster|swindler|criminal|traitor|accomplice|mastermind|"
    r"ringleader|gangster|mobster|forger|crook|suspect|culprit|convict|smuggler)\b",
    re.IGNORECASE,
)
_WORDS = {
    "arrest": "an arrest", "prosecute": "a charge", "convict": "a conviction", "sentence": "a sentence",
    "accuse": "an accusation", "jail": "a sentence", "imprison": "a sentence", "indict": "a charge",
    "suspect": "a suspicion",
}  # fmt: skip


def adverse_to(statement: Statement, text: str, at: int) -> tuple[tuple[str, bool, str], ...]:
    """Of whom the statement says something bad: (name, guessed, what), by the part that each plays in it.

    ``text`` begins at offset ``at`` of the source's text that the statement's offsets point into. What is denied,
    asked or only to come says nothing bad.
    """
    if statement.denied or statement.modality in ("asked", "future", "conditional"):
        return ()
    found = []
    crime = _CRIMES.search(statement.quote)
    for p in statement.participants:
        if not p.entity:
            continue
        what = ""
        if p.role == "agent" and (statement.event in _DOES or (statement.event in _PLANS and crime)):
            what = _deed(statement, text, at)
        elif p.role == "patient" and statement.event in _SUFFERS:
            what = _WORDS.get(statement.event, statement.event)
        elif p.role == "agent" and statement.event == "have-property":
            match = _IS.search(text[max(0, p.end - at) : max(0, statement.end - at)])
            what = f"“{match.group()}”" if match else ""
        if what:
            found.append((p.entity, p.guessed, what))
    return tuple(found)


def _deed(statement: Statement, text: str, at: int) -> str:
    start, end = statement.verb
    return f"“{' '.join(text[max(0, start - at) : max(0, end - at)].split())}”"
