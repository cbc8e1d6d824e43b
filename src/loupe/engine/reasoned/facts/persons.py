"""Where people were, what they alone were, and how old they were, as sentences tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from loupe.engine.reasoned.facts.cities import place_of
from loupe.engine.reasoned.facts.occasions import occasion_of, when_of
from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import kind_of, nouns_in
from loupe.engine.reasoned.facts.told import Spoken, clipped, put_forward, said_at
from loupe.engine.reasoned.facts.who import name_of, people_in
from loupe.model import Mention, Statement
from loupe.model.times import TimeSpan
from loupe.reasoning.impossible import Birth, Deed, Holder, Sighting, Stay

__all__ = ["ages_in", "deeds_in", "roles_in", "sightings_in", "stays_in"]

_PARTS = "night|day|evening|morning|afternoon"
_WHOLE = re.compile(
    rf"\b(?:all\s+(?:the\s+)?|the\s+(?:whole|entire)\s+|throughout\s+the\s+|all\s+through\s+the\s+)({_PARTS})\b(?:\s+long)?",
    re.I,
)
_PART = re.compile(rf"\b(?:that|the\s+same|on\s+the|during\s+the|in\s+the|of\s+the)\s+({_PARTS})\b", re.I)
_KINDS = {
    kind_of(word): kind
    for kind, words in {
        "vehicle": "car van truck lorry taxi cab motorcycle",
        "home": "home bed",
        "inside": "building centre center office bank museum vault club bar restaurant shop theatre hall warehouse "
        "factory house hotel headquarters store station",
    }.items()
    for word in words.split()
}
_SPOT = re.compile(
    r"\b(?P<how>outside|inside|in|at|within)\s+(?:(?:in|of)\s+)?(?:(?:the|a|an|his|her|their|that)\s+)?"
    r"(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}|[\w'’-]+)\b"
)
_BEING = ("be-at", "sleep", "rest", "hide", "sit", "work-as", "work")
_DEVICE = re.compile(
    r"\b(phone|telephone|mobile|cellphone|badge|pass|key\s+card)\b[^.;]{0,25}?\b(?:in\s+use|used|active|switched\s+on|logged|located|placed|registered)\b",
    re.I,
)
_OF_SOMETHING = frozenset("winner pilot captain inventor author composer architect".split())
"""Roles of which there is one for each thing: told without "of the ..." they are anybody's."""
_ROLES = _OF_SOMETHING | frozenset((
    "driver killer murderer gunman caller ringleader mastermind bomber kidnapper sniper assassin lookout informant "
    "whistleblower"
).split())  # fmt: skip
_ROLE_ENDS = re.compile(r"\s*(?:[,;:(\[]|\b(?:who|which|and)\b).*$", re.S)
_POINTED_AT = re.compile(r"\b(?:this|that|these|those|it|his|her|their)\b")
_AGE = re.compile(r"^,?\s*(?:aged\s+)?(?P<age>\d{1,2})(?=\s*[,.;)]|$)|^\s*\((?P<in>\d{1,2})\)")
_YEAR_OLD = re.compile(r"\b(?P<age>\d{1,2})-year-old\s+(?:\w+\s+){0,2}$")
_DATED_KINDS = ("article", "wire", "interview", "news", "report")


def stays_in(sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[Stay, Spoken]]:
    """Where a person was for a whole night or day, and where in it a person, or a person's phone, was."""
    for statement in sentence.statements:
        if statement.denied or not put_forward(statement, sentence):
            continue
        base = max(0, statement.verb[0] - sentence.start)
        person = _one(statement, sentence, who)
        if person and statement.event in _BEING:
            yield from _stay(sentence, statement, person, base, "")
        device = _DEVICE.search(sentence.text)
        owner = _owner(sentence, device.start(1), who) if device else ""
        if device and owner and statement is sentence.statement_at(sentence.start + device.start(1)):
            yield from _stay(sentence, statement, owner, device.end(), device[1].casefold())


def _stay(
    sentence: Sentence, statement: Statement, person: str, base: int, through: str
) -> Iterator[tuple[Stay, Spoken]]:
    region = sentence.text[base : base + 110]
    spot = _place(region)
    if spot is None:
        return
    kind, place, end = spot
    whole = _WHOLE.search(region, end)
    part = whole or _PART.search(region, end) or _PART.search(sentence.text[:base])
    if part is None:
        return
    if whole is not None and re.search(r"\b(?:who|which|while|and|but)\b", region[end : whole.start()]):
        return
    spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
    if spoken:
        first = base if through else max(0, statement.start - sentence.start)
        first = sentence.text.rfind(through, 0, base) if through else first
        last = base + (part.end() if part.string is region else end)
        words = clipped(sentence.text[max(0, first) : last])
        name = part[1].casefold()
        time = when_of(sentence, statement, name)
        yield (
            Stay(
                spoken.id, words, person, kind, place, name, whole is not None, time, through,
                occasion_of(sentence, far=True), sentence.source.id,
            ),
            spoken,
        )  # fmt: skip


def _place(region: str) -> tuple[str, str, int] | None:
    """The first place that the words name: its kind, its words and where they end."""
    for match in _SPOT.finditer(region):
        names = [kind_of(w) for w in match["name"].split()]
        kind = _KINDS.get(names[-1], "")
        how = match["how"].casefold()
        words = match.group()
        if how == "outside":
            return "outside", words, match.end()
        if how == "inside" and not kind:
            return "inside", words, match.end()
        if kind and (how != "at" or kind in ("home", "inside")):
            return kind, words, match.end()
    return None


def _one(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    people = people_in(statement, sentence, who, "agent")
    return min(people) if len(people) == 1 else ""


def _owner(sentence: Sentence, at: int, who: Mapping[str, str]) -> str:
    """Whose phone it is: the name or pronoun that stands right before it."""
    for m in sentence.mentions:
        between = sentence.text[m.end - sentence.start : at]
        name = name_of(m, who)
        if name and m.end <= sentence.start + at and re.fullmatch(r"(?:'s|’s|')?\s+(?:\w+\s+)?", between):
            return name
    lead = sentence.text[:at].rstrip().rsplit(" ", 1)[-1].casefold()
    if lead in ("his", "her"):
        return _last_person(sentence, at, who)
    return ""


def _last_person(sentence: Sentence, at: int, who: Mapping[str, str]) -> str:
    """The one person spoken of in this sentence or the one before; empty when there are several."""
    for one in sentence.back(1):
        people = {
            name_of(m, who)
            for m in one.mentions
            if m.kind == "person" and (one is not sentence or m.end <= sentence.start + at)
        } - {""}
        speakers = {n for s in one.statements for n in people_in(s, one, who, "agent")}
        if people | speakers:
            found = people or speakers
            return min(found) if len(found) == 1 else ""
    return ""


def _dated(statement: Statement) -> TimeSpan | None:
    placed = [t for t in statement.times if t.frame == "absolute" and t.bare is None and t.precision in ("day", "part")]
    return placed[0] if len(placed) == 1 else None


_SEEN = ("be-at", "travel", "meet", "see", "stay", "sleep", "arrest", "work", "call")
_CLOCK = ("minute", "hour", "about")


def sightings_in(sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[Sighting, Spoken]]:
    """ "At 3 p.m. on 4 May 1999 Ann Reed was in Paris": a person in a city that is in the table, at a clock time."""
    for statement in sentence.statements:
        place = place_of(statement.place_name or "")
        if place is None or statement.denied or statement.event not in _SEEN:
            continue
        times = [t for t in statement.times or sentence.times if t.frame == "absolute" and t.precision in _CLOCK]
        people = people_in(statement, sentence, who, "patient" if statement.event == "arrest" else "agent")
        if len(times) != 1 or times[0].bare is not None or len(people) != 1 or not _arrived(statement, sentence):
            continue
        spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
        if spoken:
            words = clipped(sentence.text)
            yield Sighting(spoken.id, words, min(people), statement.place_name or "", *place, times[0]), spoken


def _arrived(statement: Statement, sentence: Sentence) -> bool:
    """Whether a journey ends in the place that is named: "flew from Paris" does not say where it does."""
    if statement.event != "travel" or statement.place is None:
        return True
    lead = sentence.text[: statement.place[0] - sentence.start].rstrip().rsplit(" ", 1)[-1].casefold()
    return lead in ("in", "at") and "arriv" in sentence.words(*statement.verb).casefold()


def roles_in(sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[Holder, Spoken]]:
    """ "The driver was Paul Deacon", "Paul Deacon was the driver": who was the one holder of a role."""
    for statement in sentence.statements:
        if statement.event != "have-property" or statement.denied or not put_forward(statement, sentence):
            continue
        people = {who.get(p.entity or "", "") for p in statement.participants if not p.guessed} - {""}
        roles = [p for p in statement.participants if p.text.casefold().startswith("the ")]
        for p in roles:
            head = next(nouns_in(p.text), "")
            owner = _ROLE_ENDS.sub("", " ".join(p.text.casefold().split()))[4:]
            loose = head in _OF_SOMETHING and not re.search(r"\b(?:of|at|for)\b", owner)
            if head in _ROLES and len(people) == 1 and not loose and not _POINTED_AT.search(owner):
                spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
                if spoken:
                    yield Holder(spoken.id, clipped(statement.quote), f"{owner}", min(people)), spoken


def ages_in(sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[Birth, Spoken]]:
    """ "Leonardo Notarbartolo, 51", in a report of a known day; "born in 1952"."""
    published = _published(sentence)
    for m in sentence.mentions:
        if m.kind != "person" or not name_of(m, who) or m.how == "pronoun":
            continue
        text, at = sentence.text, m.end - sentence.start
        match = _AGE.match(text[at : at + 14]) or _YEAR_OLD.search(
            text[max(0, m.start - sentence.start - 40) : m.start - sentence.start]
        )
        age = match and (match["age"] or match.groupdict().get("in"))
        if age and published is not None and 10 <= int(age) <= 99 and sentence.source.kind in _DATED_KINDS:
            low, high = published - int(age) - 1, published - int(age)
            yield from _birth(sentence, m, low, high, f"{m.text}, {age}, in {published:.0f}", who)
    for statement in sentence.statements:
        if statement.event == "bear" and len(statement.times) == 1 and not statement.denied:
            t = statement.times[0]
            people = [p for p in statement.participants if p.entity in who and p.role == "patient"]
            if t.frame == "absolute" and t.bare is None and len(people) == 1 and not t.qualifier:
                spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
                if spoken:
                    words = clipped(f"{statement.quote}, {t.text}")
                    low, high = t.start.year + t.start.month / 12 - 1 / 12, t.end.year + t.end.month / 12 - 1 / 12
                    yield Birth(spoken.id, words, who[people[0].entity or ""], low, high), spoken


def _birth(
    sentence: Sentence, m: Mention, low: float, high: float, words: str, who: Mapping[str, str]
) -> Iterator[tuple[Birth, Spoken]]:
    spoken = said_at(sentence, m.start, m.end)
    if spoken:
        yield Birth(spoken.id, words, name_of(m, who), low, high), spoken


def _published(sentence: Sentence) -> float | None:
    match = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", sentence.source.published or "")
    return int(match[1]) + (int(match[2]) - 1) / 12 + int(match[3] or 15) / 366 if match else None


_DEEDS = frozenset("meet visit arrest kill steal sign pay buy sell marry recover enter open close".split())
_SO_FAR = re.compile(r"\b(?:yet|so far|still|until|again|anymore|any more|any longer|always|often|usually)\b", re.I)


def deeds_in(sentence: Sentence, who: Mapping[str, str]) -> Iterator[tuple[Deed, Spoken]]:
    """What one named person did, or did not do, to another one."""
    if _SO_FAR.search(sentence.text):
        return
    for statement in sentence.statements:
        if statement.event not in _DEEDS or not put_forward(statement, sentence):
            continue
        agents = _named(statement, who, "agent")
        others = _named(statement, who, "patient", "recipient")
        if len(agents) == len(others) == 1 and agents != others:
            spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
            if spoken:
                deed = f"{min(agents)} {statement.event} {min(others)}"
                yield Deed(spoken.id, clipped(statement.quote), deed, statement.denied, _dated(statement)), spoken


def _named(statement: Statement, who: Mapping[str, str], *roles: str) -> set[str]:
    """Those who are named in one of these roles, and not only meant by a pronoun."""
    found = {who.get(p.entity or "", "") for p in statement.participants if p.role in roles and not p.guessed}
    return found - {""}
