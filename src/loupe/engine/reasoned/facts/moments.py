"""When things that happen once happened, as sentences tell it: dates, and times counted from another event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from loupe.engine.reasoned.facts.careers import career_of
from loupe.engine.reasoned.facts.occasions import occasion_of
from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import Thing, kind_of, nouns_in, thing_named
from loupe.engine.reasoned.facts.told import Spoken, clipped, said_at
from loupe.engine.reasoned.facts.who import people_in
from loupe.language import find_quantities
from loupe.language.tables import VAGUE_WORDS
from loupe.model import Statement
from loupe.model.quantities import Quantity
from loupe.model.times import DEFAULT_WIDTHS, TimeSpan, Widths
from loupe.reasoning.impossible import Lapse, Moment

__all__ = ["moments_in"]

_ROBBERY = kind_of("robbery")
_ROBBED = frozenset(map(kind_of, "vault bank museum safe strongroom shop gallery depot jeweller train villa".split()))
_HOLDINGS = frozenset(
    map(kind_of, "office flat apartment house room shop warehouse garage cottage villa studio".split())
)
_NOUN_EVENTS = frozenset(map(kind_of, (
    "robbery murder crash explosion fire collision sinking kidnapping assassination accident massacre earthquake"
).split()))  # fmt: skip
_AGAIN = re.compile(r"\b(?:again|another|second|third|twice|every|each|often|always|usually|later)\b", re.I)
_COUNTED = re.compile(r"\b(before|after|earlier|later)$", re.I)
_ANCHOR = re.compile(r"^\s+(?:the|this|that)\s+(\w+)", re.I)
_LIFE = {
    ("kill", "patient"): "the death", ("die", "agent"): "the death", ("bear", "patient"): "the birth",
}  # fmt: skip
_PREPARATION = kind_of("preparation")
_PREPARED = "the start of the preparation"
_BEGAN = re.compile(r"\b(?:began|begun|started|commenced)\b", re.I)
_COUNTS = ("couple", "few", "several")
_YEAR, _MONTH = 31_556_952, 2_629_746
_LINE = 90
_EVER = 100 * 366 * 86400
_BOUNDED = ("before", "after", "until", "by")


def moments_in(
    sentence: Sentence, who: Mapping[str, str], widths: Widths = DEFAULT_WIDTHS
) -> Iterator[tuple[Moment | Lapse, Spoken]]:
    """The times of one-time events that a sentence gives, each with the statement behind it."""
    for statement in sentence.statements:
        if statement.denied or _AGAIN.search(sentence.words(statement.start, statement.verb[1])):
            continue
        event = _event(statement, sentence, who)
        if not event:
            continue
        for time in _times(statement, sentence):
            spoken = said_at(sentence, statement.verb[0], statement.verb[1], statement)
            if spoken is None:
                continue
            words = clipped(_line(statement, sentence, time))
            lapse = _lapse(event, time, sentence, spoken, words, widths)
            if lapse is not None:
                yield lapse, spoken
            elif time.qualifier == "since":
                yield Moment(spoken.id, words, event, _begun(time)), spoken
            elif time.frame != "unplaced" and time.qualifier not in _BOUNDED and time.timex_type in ("DATE", "TIME"):
                yield Moment(spoken.id, words, event, time), spoken

    yield from _preparing(sentence)


def _preparing(sentence: Sentence) -> Iterator[tuple[Lapse, Spoken]]:
    """ "Twenty-seven months of preparation": so long before the deed, or longer, it must have begun."""
    for q in sentence.quantities:
        if q.dimension == "duration" and q.facet == "prepared" and occasion_of(sentence) == "the deed":
            spoken = said_at(sentence, q.start, q.end)
            if spoken:
                words = f"{' '.join(q.text.split())} of preparation"
                yield Lapse(spoken.id, words, _PREPARED, f"the {_ROBBERY}", -_EVER, -int(q.low)), spoken


def _begun(time: TimeSpan) -> TimeSpan:
    """The month, year or day that "since" names, in which it began."""
    start = time.start
    if time.precision == "year":
        return replace(time, end=start.replace(year=start.year + 1), qualifier="")
    if time.precision == "month":
        return replace(time, end=(start.replace(day=1) + timedelta(days=32)).replace(day=1), qualifier="")
    return replace(time, end=min(time.end, start + timedelta(days=1)), qualifier="")


def _line(statement: Statement, sentence: Sentence, time: TimeSpan) -> str:
    """The clause with its time, from the first word to the last."""
    starts = [p.start for p in statement.participants if p.role in ("agent", "patient") and sentence.start <= p.start]
    start = min([*starts, statement.verb[0], time.start_at])
    end = max(time.end_at, statement.verb[1])
    end = max([end, *(p.end for p in statement.participants if p.role == "patient" and p.end - start < _LINE)])
    match = _ANCHOR.match(sentence.text[time.end_at - sentence.start :])
    if match and time.frame == "unplaced":
        end = max(end, time.end_at + match.end())
    return sentence.words(start, end)


def _times(statement: Statement, sentence: Sentence) -> tuple[TimeSpan, ...]:
    """The times of the clause; in a sentence that names one time only, that one ("It was in May that ...")."""
    if statement.times:
        return statement.times if len(statement.times) == 1 else ()
    if len(sentence.times) == 1 and all(s.event in ("have-property", statement.event) for s in sentence.statements):
        return sentence.times
    return ()


def _event(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    """The key of an event that happens once; empty for what may happen any number of times."""
    for p in statement.participants:
        name = who.get(p.entity or "", "")
        if name and (statement.event, p.role) in _LIFE:
            return f"{_LIFE[statement.event, p.role]} of {name}"
        thing = thing_named(p.text, sentence) if not p.entity else None
        if thing is not None and (event := _of_thing(statement, p.role, thing, sentence)):
            return event
    return _holding(statement, sentence, who) or career_of(statement, sentence, who)


def _of_thing(statement: Statement, role: str, thing: Thing, sentence: Sentence) -> str:
    """ "The preparation began", "the fire broke out", "the theft was discovered", "the vault was robbed"."""
    definite = thing.words.casefold().startswith(("the ", "this ", "that "))
    if statement.event == "happen" and role == "agent":
        if thing.kind == _PREPARATION and _BEGAN.search(sentence.words(*statement.verb)):
            return _PREPARED
        if thing.kind in _NOUN_EVENTS and definite:
            return f"the {thing.kind if thing.kind == _ROBBERY else thing.key}"
    if statement.event == "find" and role == "patient" and definite and thing.kind in (_ROBBERY, kind_of("crime")):
        return "the discovery of the robbery"
    if statement.event == "steal" and role == "patient" and (thing.kind in _ROBBED or thing.owner in _ROBBED):
        return f"the {_ROBBERY}"
    return ""


def _holding(statement: Statement, sentence: Sentence, who: Mapping[str, str]) -> str:
    """ "He had rented an office", "he had been a tenant there", "he had had an office in the house since 2000"."""
    if statement.event not in ("rent", "own", "buy"):
        return ""
    people = sorted(people_in(statement, sentence, who, "agent"))
    if len(people) != 1:
        return ""
    objects = [p for p in statement.participants if p.role == "patient"]
    kinds = [next((kind_of(n) for n in nouns_in(p.text)), "") for p in objects]
    if not kinds or kinds == ["it"]:
        if statement.event != "rent":
            return ""
        kinds = [_let(sentence, people[0], who)]
    act = "buys" if statement.event == "buy" else "holds"
    return f"{people[0]} {act} the {kinds[0]}" if len(kinds) == 1 and kinds[0] in _HOLDINGS else ""


def _let(sentence: Sentence, person: str, who: Mapping[str, str]) -> str:
    """What the same person rented in the sentences before, where this one only says "it" or "there"."""
    for one in sentence.back(3):
        for statement in one.statements:
            if statement.event == "rent" and person in people_in(statement, one, who, "agent"):
                for p in statement.participants:
                    kind = next((kind_of(n) for n in nouns_in(p.text)), "") if p.role == "patient" else ""
                    if kind in _HOLDINGS:
                        return kind
    return ""


def _lapse(event: str, time: TimeSpan, sentence: Sentence, spoken: Spoken, words: str, widths: Widths) -> Lapse | None:
    """ "A few months before the theft": so long before an event of the case."""
    match = _COUNTED.search(time.text)
    anchor = _ANCHOR.match(sentence.text[time.end_at - sentence.start :])
    if time.frame != "unplaced" or match is None or anchor is None or kind_of(anchor[1]) not in _NOUN_EVENTS:
        return None
    lengths = [q for q in find_quantities(time.text) if q.dimension == "duration"]
    if len(lengths) != 1:
        return None
    low, high, vague = _between(lengths[0], time, widths)
    if match[1].casefold() in ("before", "earlier"):
        low, high = -high, -low
    return Lapse(spoken.id, words, event, f"the {kind_of(anchor[1])}", low, high, vague)


def _between(length: Quantity, time: TimeSpan, widths: Widths) -> tuple[int, int, str]:
    """The least and the most seconds of a length; and how "a few" was taken, with its key in widths.toml."""
    low, high = int(length.low), int(length.high)
    words = " ".join(time.text.split())
    word = next((w for w in _COUNTS if re.search(rf"\b{w}\b", length.text, re.I)), "")
    if not word:
        about = length.kind in ("about", "nearly", "vague")
        return low, high, f"“{words}” is {_long(low, high)}" if about and low < high else ""
    fewest, most = getattr(widths, word)
    unit = length.low / VAGUE_WORDS[word][0]
    low, high = round(unit * fewest), round(unit * most)
    return low, high, f"“{words}” is {_long(low, high)} ({word})"


def _long(least: int, most: int) -> str:
    """Two lengths in the largest unit of which the lesser has two: "16 to 20 months"."""
    for unit, size in (("years", _YEAR), ("months", _MONTH), ("days", 86400), ("hours", 3600)):
        if least >= 2 * size:
            return f"{least / size:.0f} to {most / size:.0f} {unit}"
    return f"{least // 60} to {most // 60} minutes"
