"""States of things as sentences tell them: doors, lights, tapes, and pairs of opposite words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loupe.engine.reasoned.facts.occasions import occasion_of, time_told
from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import Thing, kind_of, owners_in, thing_named
from loupe.engine.reasoned.facts.told import Spoken, clipped, put_forward, said_at
from loupe.language import tokens
from loupe.model import Statement
from loupe.reasoning.impossible import State

__all__ = ["states_in"]


@dataclass(frozen=True, slots=True)
class _Attribute:
    """Things of which an attribute is told; what a past copula is followed by for each value; acts that leave it so."""

    things: frozenset[str]
    values: tuple[tuple[str, re.Pattern[str]], ...]
    acts: Mapping[str, str]
    owned: bool = True


_COPULA = (
    r"(?:was|were|had\s+been|have\s+been|has\s+been|been|stood|hung|lay|remained|stayed|left|found|w(?:as|ere)\s+found)"
    r"\s+(?:(?:still|all|again|already|wide|fully|quite|firmly|tightly|properly|reported\s+to\s+have\s+been|\w+ly)\s+){0,2}"
)


def _value(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_COPULA}(?:{words})\b", re.IGNORECASE)


def _kinds(words: str) -> frozenset[str]:
    return frozenset(kind_of(w) for w in words.split())


_ATTRIBUTES: Mapping[str, _Attribute] = {
    "door": _Attribute(
        _kinds("door gate window hatch shutter safe"),
        (("open", _value("open|ajar")), ("closed", _value("closed|shut"))),
        {"close": "closed"},
    ),
    "light": _Attribute(
        _kinds("light lights lamp lamps lighting"), (("on", _value("on|burning|lit")), ("off", _value("off|out"))), {}
    ),
    "recording": _Attribute(
        _kinds("tape recording footage video"),
        (
            ("missing", _value("missing|gone")),
            ("taken", _value("stolen|taken|removed")),
            ("replaced", _value("swapped|replaced|exchanged|substituted")),
            ("erased", _value("erased|wiped|blank|overwritten")),
            ("there", _value("still\\s+there|untouched|in\\s+(?:its|their)\\s+place")),
        ),
        {"steal": "taken", "take": "taken", "remove": "taken", "swap": "replaced", "replace": "replaced",
         "erase": "erased", "wipe": "erased"},
        owned=False,
    ),
    "power": _Attribute(
        _kinds("alarm sensor detector camera radio engine generator machine heating siren transmitter"),
        (("on", _value("on|switched\\s+on|turned\\s+on|activated|armed")),
         ("off", _value("off|switched\\s+off|turned\\s+off|deactivated|disarmed|disconnected"))),
        {},
    ),
    "order": _Attribute(
        _kinds("alarm sensor camera radio engine lift elevator phone lock brake scanner"),
        (("working", _value("working|in\\s+(?:full\\s+)?working\\s+order")),
         ("broken", _value("broken|out\\s+of\\s+order|defective|not\\s+working"))),
        {},
    ),
    "lock": _Attribute(
        _kinds("door gate window safe cabinet drawer car"),
        (("locked", _value("locked|bolted")), ("unlocked", _value("unlocked"))),
        {},
    ),
    "filling": _Attribute(
        _kinds("safe box vault till bag case tank glass bottle room cell drawer envelope"),
        (("empty", _value("empty")), ("full", _value("full"))),
        {},
    ),
    "harm": _Attribute(
        _kinds("seal lock door window glass fence wall envelope"),
        (
            ("intact", _value("intact|unbroken|undamaged|untouched")),
            ("damaged", _value("broken|damaged|smashed|forced")),
        ),
        {},
    ),
}  # fmt: skip
_OF_PERSONS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "life": (("alive", _value("alive")), ("dead", _value("dead"))),
    "arms": (("armed", _value("armed")), ("unarmed", _value("unarmed"))),
    "senses": (("awake", _value("awake")), ("asleep", _value("asleep|sleeping"))),
    "family": (("married", _value("married")), ("single", _value("unmarried|single|divorced"))),
}
_WATCHING = _kinds("security camera cameras surveillance cctv")
_DARK = re.compile(
    r"\b(?:in\s+(?:the|complete|total|utter)\s+dark(?:ness)?|in\s+darkness|(?:was|were)\s+(?:\w+\s+)?(?:dark|unlit))\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|n't|no)\b", re.I)
_PLACE = re.compile(r"\b(?:in|inside|of|at)\s+(?:the|that|this|a)\s+(?:\w+\s+)?(\w+)", re.I)
_ROOMS = _kinds(
    "vault room office foyer hall cellar basement stack corridor kitchen garage shop bank building house flat cell "
    "lobby strongroom safe theatre church ship cabin bridge tunnel street station"
)
_CLAUSE = 90


def states_in(
    sentence: Sentence, owners: Mapping[str, frozenset[str]], who: Mapping[str, str]
) -> Iterator[tuple[State, Spoken]]:
    """The states that a sentence tells of, each with the statement behind it.

    ``owners`` gives for a kind of thing whose it may be in this case, ``who`` the name that stands for a person's.
    """
    for statement in sentence.statements:
        if statement.denied or not put_forward(statement, sentence):
            continue
        yield from _of_things(statement, sentence, owners)
        yield from _of_persons(statement, sentence, who)
    yield from _darkness(sentence)


def _of_things(
    statement: Statement, sentence: Sentence, owners: Mapping[str, frozenset[str]]
) -> Iterator[tuple[State, Spoken]]:
    for p in statement.participants:
        if p.role not in ("agent", "patient") or p.entity:
            continue
        thing = thing_named(p.text, sentence)
        if thing is None:
            continue
        for name, attribute in _ATTRIBUTES.items():
            told = _told(statement, sentence, attribute, p.role, p.end) if thing.kind in attribute.things else None
            key = _key(name, attribute, thing, sentence, owners) if told else ""
            spoken = said_at(sentence, *statement.verb, statement) if key else None
            if told is None or spoken is None:
                continue
            value, end = told
            place = _place(sentence.words(statement.start, max(end, statement.end))) if name == "light" else ""
            first = min(p.start, statement.verb[0], statement.start)
            words = clipped(sentence.words(first if max(p.end, end) - first < _CLAUSE else p.start, max(p.end, end)))
            yield State(spoken.id, words, key, name, value, place, time_told(sentence, statement)), spoken


def _key(
    name: str, attribute: _Attribute, thing: Thing, sentence: Sentence, owners: Mapping[str, frozenset[str]]
) -> str:
    """Which thing it is: its kind with its owner's; empty where that is not known."""
    if not _of_the_case(name, thing, sentence):
        return ""
    if name == "light" or not attribute.owned:
        return thing.kind
    owner = thing.owner or owners_in(sentence, owners.get(thing.kind, frozenset()))
    owner = owner or next((b for b in sorted(thing.before) if b in _ROOMS), "")
    return f"{thing.kind} of {owner}" if owner else ""


def _of_the_case(name: str, thing: Thing, sentence: Sentence) -> bool:
    """Lights are those of the event that is told of, recordings those of cameras; other things have an owner."""
    if name == "light":
        return bool(occasion_of(sentence))
    if name == "recording":
        near = {kind_of(t.low) for one in sentence.back(1) for t in tokens(one.text) if t.low.isalpha()}
        return bool(_WATCHING & (thing.before | {thing.owner} | near))
    return True


def _told(
    statement: Statement, sentence: Sentence, attribute: _Attribute, role: str, after: int
) -> tuple[str, int] | None:
    """The value that a clause gives a thing, and where its words end."""
    if role == "patient" and statement.event in attribute.acts:
        return attribute.acts[statement.event], statement.verb[1]
    begin = max(0, min(statement.verb[0], after) - sentence.start)
    region = sentence.text[begin : begin + _CLAUSE]
    found = [(m.start(), value, m.end()) for value, pattern in attribute.values if (m := pattern.search(region))]
    for at, value, end in sorted(found):
        if sentence.start + begin + at <= statement.verb[1] + 3 and not _NOT.search(region[at:end]):
            return value, sentence.start + begin + end
    return None


def _of_persons(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[State, Spoken]]:
    for p in statement.participants:
        if p.role not in ("agent", "patient") or not p.entity or p.entity not in who:
            continue
        begin = max(0, statement.verb[0] - sentence.start)
        region = sentence.text[begin : begin + 40]
        for name, values in _OF_PERSONS.items():
            for value, pattern in values:
                match = pattern.match(region)
                if match and not _NOT.search(region[: match.end()]):
                    spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
                    if spoken:
                        words = clipped(f"{p.text} {region[: match.end()]}")
                        yield (
                            State(spoken.id, words, who[p.entity], name, value, "", time_told(sentence, statement)),
                            spoken,
                        )


def _darkness(sentence: Sentence) -> Iterator[tuple[State, Spoken]]:
    """ "They worked in the dark": no light was on where they were."""
    match = _DARK.search(sentence.text)
    if not match or _NOT.search(sentence.text[max(0, match.start() - 30) : match.start()]):
        return
    at = sentence.start + match.start()
    statement = sentence.statement_at(at)
    if (
        statement is None
        or statement.denied
        or (statement.event in ("have-property", "be-at") and statement.verb[0] > at)
    ):
        return
    if not put_forward(statement, sentence) or not _past(sentence, statement):
        return
    spoken = said_at(sentence, statement.verb[0], at + 1, statement)
    if spoken:
        words = clipped(sentence.words(statement.start, sentence.start + match.end()))
        place = _place(sentence.text[match.end() : match.end() + 40])
        yield State(spoken.id, words, "light", "light", "off", place, time_told(sentence, statement)), spoken


_PAST = re.compile(
    r"(?:ed|was|were|had|did|went|came|got|ran|sat|stood|lay|broke|began|found|left|kept|made|took|fled|slept)$", re.I
)


def _past(sentence: Sentence, statement: Statement) -> bool:
    return any(_PAST.search(w) for w in sentence.words(*statement.verb).split())


def _place(words: str) -> str:
    """The first room that the words name."""
    for match in _PLACE.finditer(words):
        if (kind := kind_of(match[1])) in _ROOMS:
            return kind
    return ""
