"""Who, by what the sources say, might be the answer to a question: names with their passages, proposed and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from loupe.engine.understood.said import Said, said_in
from loupe.language import find_parser, fold
from loupe.model import Participant, Source, Statement
from loupe.model.statements import ParticipantRole
from loupe.model.understanding import Understood
from loupe.store import Store

__all__ = ["Answer", "answers_to"]

_VERBS: Final[Mapping[str, str]] = {
    "hire": "employ", "recruit": "employ", "engage": "employ", "appoint": "employ",
    "commission": "order", "prepare": "plan", "mastermind": "plan", "plot": "plan", "organise": "plan",
    "organize": "plan", "devise": "plan", "lead": "plan", "rob": "steal", "burgle": "steal", "take": "steal",
    "murder": "kill", "shoot": "kill", "rig": "plan",
}  # fmt: skip
"""Verbs of questions by the type of event that statements have for them; any other verb is its own type."""
_ALSO: Final[Mapping[str, frozenset[str]]] = {
    "plan": frozenset({"order", "mastermind", "organise", "organize", "devise", "lead", "head", "behind", "idea"}),
    "employ": frozenset({"order", "behind", "idea"}),
    "order": frozenset({"employ", "plan", "behind", "idea"}),
    "behind": frozenset({"plan", "order", "idea"}),
}
"""Whoever ordered a thing may have planned it, and so on: other types of event whose doer is a possible answer."""
_DEED = (
    r"(?:it|this|(?:the|this|that) (?:\w+ )?(?:theft|burglary|robbery|heist|crime|coup|raid|plot|plan|attack|murder|"
    r"killing|fraud|scheme|deed|job|affair|bombing|kidnapping|hoax))"
)
_BEHIND = re.compile(rf"\b(?:stands?|stood|is|was|are|were|be|been|being)\s+behind\s+{_DEED}\b", re.IGNORECASE)
_IDEA = re.compile(r"^(?:the|this|that|his|her|their) (?:idea|plan|scheme|order|commission|suggestion)$", re.IGNORECASE)
_FROM = re.compile(
    r"\s*(?:came|come|comes)?\s*from\s+((?:an?|the)\s+(?:man|woman|person)\s+(?:named|called)\s+)?([^.,;:\n]{2,60})"
)
_NOBODY = frozenset(
    "he she they it we i you who whoever somebody someone anybody anyone nobody everybody one this that these those "
    "him her them us me which what all both".split()
)
_WISH = re.compile(
    r"\b(?:wants?|wanted|hop(?:es?|ed)|wish(?:es|ed)?|means?|meant|seeks?|sought|aim(?:s|ed)?)\b", re.IGNORECASE
)
_LATER = frozenset({"asked", "conditional", "future"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A name that statements give as an answer: a proposal. ``said`` are those statements, each with its place."""

    name: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks for: types of event, and the part in them of whom it asks for."""

    events: frozenset[str]
    role: ParticipantRole


def answers_to(question: str, store: Store, understood: Iterable[tuple[str, Understood]]) -> tuple[Answer, ...]:
    """The names that statements of the case give to a question of the form "who did what", most told first.

    Denied statements, questions and wishes give no answer; nor does a pronoun that stands for nobody known. Questions
    of another form, and cases read without a grammar, have none.
    """
    asked = _read(question)
    if asked is None:
        return ()
    found: dict[str, tuple[str, list[Said]]] = {}
    for said in said_in(store, understood, _wanted(asked)):
        name = _name_in(said.statement, asked, store, said.source)
        if name:
            found.setdefault(_key(name), (name, []))[1].append(said)
    answers = [Answer(name, tuple(told)) for name, told in found.values()]
    return tuple(sorted(answers, key=lambda a: (-len({s.source.id for s in a.said}), fold(a.name))))


def _read(question: str) -> _Asked | None:
    parser = find_parser()
    if parser is None or not question.strip():
        return None
    words = next(iter(parser.parse([question.strip()]))).words
    who = next((w for w in words if w.lemma.lower() in ("who", "whom", "whose")), None)
    if who is None:
        return None
    verb = words[words[who.head].head if who.lemma.lower() == "whose" else who.head]
    behind = any(w.lemma.lower() == "behind" for w in words)
    idea = who.lemma.lower() == "whose" and words[who.head].lemma.lower() in ("idea", "plan", "scheme")
    lemma = "behind" if behind or idea else verb.lemma.lower()
    event = _VERBS.get(lemma, lemma)
    role: ParticipantRole = "patient" if who.dep in ("nsubjpass", "dobj", "pobj") and not behind else "agent"
    return _Asked(frozenset({event, lemma}) | (_ALSO.get(event, frozenset()) if role == "agent" else frozenset()), role)


def _wanted(asked: _Asked) -> Callable[[Source, Statement], bool]:
    def wanted(_source: Source, s: Statement) -> bool:
        if s.denied or s.modality in _LATER:
            return False
        if s.event in asked.events:
            if s.event == "plan" and _WISH.search(s.quote[s.verb[0] - s.start : s.verb[1] - s.start]):
                return False  # who wants something has planned nothing
            return any(_nameable(p) for p in s.participants if p.role == asked.role)
        if "behind" in asked.events and _BEHIND.search(" ".join(s.quote.split())):
            return True
        return "idea" in asked.events and any(_IDEA.match(p.text.strip()) for p in s.participants)

    return wanted


def _name_in(s: Statement, asked: _Asked, store: Store, source: Source) -> str:
    if "idea" in asked.events and any(_IDEA.match(p.text.strip()) for p in s.participants):
        after = store.read_text(source.text_sha256 or "")[s.end : s.end + 120]
        found = _FROM.match(after)
        return _tidy(found.group(2)) if found else ""
    return next((_tidy(p.entity or p.text) for p in s.participants if p.role == asked.role and _nameable(p)), "")


def _nameable(p: Participant) -> bool:
    name = fold(p.entity or p.text).strip()
    words: Collection[str] = name.split()
    return bool(words) and name not in _NOBODY and not (set(words) & {"somebody", "someone", "nobody", "anyone"})


def _tidy(text: str) -> str:
    words = " ".join(text.split()).strip(" ,.;:“”\"'")
    return re.sub(r"^(?:An?|The) ", lambda article: article.group().lower(), words)  # as within a sentence


def _key(name: str) -> str:
    return re.sub(r"^(?:the|an?|this|that) ", "", fold(name))
