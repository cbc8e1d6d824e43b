"""Lengths, durations, amounts and shares as sentences tell them, each with what it is the measure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import kind_of, owners_in, thing_named
from loupe.engine.reasoned.facts.told import Spoken, said_at
from loupe.engine.reasoned.facts.who import people_in
from loupe.language import tokens
from loupe.language.lexicon import concept
from loupe.model import Statement
from loupe.model.quantities import Quantity
from loupe.reasoning.impossible import Figure

__all__ = ["measures_in"]

_EXTENTS = {
    "thick": "thickness", "wide": "width", "high": "height", "tall": "height", "long": "length", "deep": "depth",
    "heavy": "weight", "thickness": "thickness", "width": "width", "height": "height", "length": "length",
    "depth": "depth", "weight": "weight",
}  # fmt: skip
_EXTENT = re.compile(rf"^[\s-]*(?:in\s+)?({'|'.join(_EXTENTS)})\b", re.I)
_SAID_OF = re.compile(
    r"(?:\b(?:the|a|an|that|its|this)\s+(?:\w+\s+){0,2}?\w+(?:\s+of\s+(?:the|a|its)\s+\w+)?),?\s*(?:some|about|around|nearly|of)?\s*$",
    re.I,
)
_SPANS = {"served": "served", "sentenced": "sentenced to"}
_LOOT = frozenset(map(kind_of, "loot haul booty spoils swag".split()))
_TAKEN = frozenset(map(kind_of, "stolen stole steal theft".split()))
_GOODS = frozenset(map(kind_of, "diamond diamonds gems stones jewels jewellery gold goods cash money".split()))
_SUM = re.compile(
    r"\b(?:worth|value|valued|estimated?|took|take|made off with|carried away|gone|put at|went out)\b", re.I
)
_TOOK = re.compile(
    r"\bwhat\s+(?:was|they|had\s+been|went|the\s+\w+)\s+(?:taken|took|stolen|stole|out)\b|\btotal\s+(?:take|loss|haul)\b|\bwent\s+out\s+of\s+(?:\w+\s+){0,2}(?:vault|bank|safe|museum|shop)\b|\bmade\s+off\s+with\b|\b(?:diamonds|gems|jewels|stones|goods)\s+worth\b[^.;]{0,70}?\b(?:stolen|taken|gone|missing)\b|\btook\b[^.;]{0,50}?\bworth\s+of\s+(?:goods|diamonds|gems|jewels|jewellery|stones)\b",
    re.I,
)
_IT_AT = re.compile(
    r"^(?:then\s+)?(?:.{0,60}\b(?:it|them)\s+(?:at|to)\b|(?:one|a|an|another)\s+[\w\s-]{3,40}\s+(?:wrote|has|had|says?|said|reported)\b)",
    re.I,
)
_BACK = 1


def measures_in(
    sentence: Sentence, owners: Mapping[str, frozenset[str]], who: Mapping[str, str]
) -> Iterator[tuple[Figure, Spoken]]:
    """Measures of one sentence; ``owners`` and ``who`` as for states."""
    for figure in sentence.quantities:
        statement = _clause(sentence, figure)
        if statement is not None and statement.denied:
            continue
        served = figure.dimension == "count" and statement is not None and statement.event == "serve"
        q = (_years(figure, sentence) if served else None) or figure
        topic, words = _topic(q, sentence, statement, owners, who)
        spoken = said_at(sentence, q.start, q.end, statement) if topic else None
        if spoken:
            yield Figure(spoken.id, words, topic, q, only=_only(topic)), spoken
    yield from _recovered(sentence)


def _only(topic: str) -> str:
    """What there is one of, in words that hold for every figure of the topic."""
    measure, of, thing = topic.partition("|")[0].partition(" of ")
    if measure == "worth":
        return f"{thing} has one worth"
    if measure in _EXTENTS.values():
        return f"one thing has one {measure}"
    if of:
        return "one share has one size" if measure == "share" else "there is one number of them"
    facet, _, person = topic.removeprefix("time ").partition(" by ")
    return f"{person} {'was ' if facet == 'sentenced' else ''}{_SPANS[facet]} one length of time"


def _topic(
    q: Quantity,
    sentence: Sentence,
    statement: Statement | None,
    owners: Mapping[str, frozenset[str]],
    who: Mapping[str, str],
) -> tuple[str, str]:
    """What a figure is the measure of, and its words; empty where that is not certain."""
    match q.dimension:
        case "length" | "mass":
            return _extent(q, sentence, statement, owners)
        case "duration" if q.facet in _SPANS:
            return _span(q, q.facet or "", sentence, statement, who)
        case "money" if not q.facet:
            return _worth(q, sentence, statement)
        case "share" if q.part_of is None:
            return _share(q, sentence, statement)
        case "count":
            return _structure(q, sentence, statement)
    return "", ""


def _clause(sentence: Sentence, q: Quantity) -> Statement | None:
    """The statement that has the figure among its own, else the one whose words are nearest."""
    own = [s for s in sentence.statements if any(o.start == q.start for o in s.quantities)]
    return min(own, key=lambda s: (abs(s.verb[0] - q.start), s.id), default=None) or sentence.statement_at(q.start)


def _extent(
    q: Quantity, sentence: Sentence, statement: Statement | None, owners: Mapping[str, frozenset[str]]
) -> tuple[str, str]:
    """ "Its door was twelve inches thick", "a door of thirty centimetres", "the door, some 20 centimetres thick"."""
    match = _EXTENT.match(sentence.text[q.end - sentence.start :])
    measured = _EXTENTS[match[1].casefold()] if match else ""
    before = sentence.text[: q.start - sentence.start]
    named = ""
    if statement is not None and statement.event == "have-property":
        named = next((p.text for p in statement.participants if p.role == "agent"), "")
    if statement is None or not named or named.casefold() in ("it", "this", "that"):
        found = _SAID_OF.search(before)
        named = found.group() if found else ""
        named = re.sub(r",?\s*(?:some|about|around|nearly|of)?\s*$", "", named, flags=re.I)
    thing = thing_named(named, sentence) if named else None
    if thing is None:
        return "", ""
    if not measured:
        # "a door of thirty centimetres": of a door, a wall, a plate that is how thick it is
        if thing.kind not in _THICK or not re.search(r"\bof\s+$", before, re.I):
            return "", ""
        measured = "thickness"
    owner = thing.owner or owners_in(sentence, owners.get(thing.kind, frozenset()))
    if not owner:
        return "", ""
    return (
        f"{measured} of the {thing.kind} of the {owner}",
        f"{thing.kind} {' '.join(q.text.split())} {_ADJECTIVE[measured]}",
    )


_THICK = frozenset(map(kind_of, "door wall plate glass".split()))
_ADJECTIVE = {noun: adjective for adjective, noun in reversed(_EXTENTS.items()) if adjective != noun}


def _span(
    q: Quantity, facet: str, sentence: Sentence, statement: Statement | None, who: Mapping[str, str]
) -> tuple[str, str]:
    said = " ".join(q.text.split())
    if statement is None:
        return "", ""
    people = people_in(statement, sentence, who, "agent", "patient")
    if len(people) != 1:
        return "", ""
    return f"time {facet} by {min(people)}", f"{_SPANS[facet]} {said}"


def _years(q: Quantity, sentence: Sentence) -> Quantity | None:
    """ "He was sentenced to ten years. He served six of them": six of what was counted in years just before."""
    if q.noun and q.noun not in ("them", "year"):
        return None
    for one in sentence.back(_BACK):
        lengths = [e for e in one.quantities if e.dimension == "duration" and "year" in e.text and e.start < q.start]
        if lengths:
            year = 365.25 * 86400
            low, high = (q.low - 0.5) * year, (q.high + 0.5) * year
            return replace(
                q, low=low, high=high, dimension="duration", unit=lengths[-1].unit, noun=None, facet="served",
                measure=lengths[-1].measure, text=f"{' '.join(q.text.split())} years",
            )  # fmt: skip
    return None


def _worth(q: Quantity, sentence: Sentence, statement: Statement | None, back: int = 2) -> tuple[str, str]:
    """What the loot was worth: said in the sentence itself, or carried on from the one before ("puts it at ...")."""
    stolen = statement is not None and statement.event == "steal"
    if stolen or _TOOK.search(sentence.text) or (_of_loot(sentence) and _SUM.search(sentence.text)):
        return "worth of what was taken", _sum(q)
    before = sentence.before
    if back and before is not None and _IT_AT.match(sentence.text):
        carried = _of_loot(before) or any(
            m.dimension == "money" and _worth(m, before, _clause(before, m), back - 1)[0] for m in before.quantities
        )
        if carried:
            return "worth of what was taken", _sum(q)
    return "", ""


def _sum(q: Quantity) -> str:
    said = re.sub(r"^(?:put|estimated|valued)\s+at\s+", "", " ".join(q.text.split()), flags=re.I)
    return f"{said} taken"


def _of_loot(sentence: Sentence) -> bool:
    kinds = {kind_of(t.low) for t in tokens(sentence.text) if t.low.isalpha()}
    return bool(kinds & _LOOT) or bool(kinds & _TAKEN and kinds & _GOODS)


def _share(q: Quantity, sentence: Sentence, statement: Statement | None) -> tuple[str, str]:
    """A share of something that a verb says something of: "more than 80 percent of the world's diamonds pass ..."."""
    match = re.match(
        r"\s+of\s+(?:the\s+|all\s+)?((?:[\w'’]+\s+){0,2}?[\w]+s)\b", sentence.text[q.end - sentence.start :]
    )
    if not match or statement is None or statement.event in ("have-property", "own", "say", "be-at"):
        return "", ""
    words = set(match[1].casefold().split())
    agents = [p for p in statement.participants if p.role == "agent"]
    if words & (_NO_NOUN | _ARTICLES) or any(p.text.casefold() in _ANYBODY for p in agents):
        return "", ""
    whole = " ".join(concept(kind_of(w)) for w in match[1].replace("’s", "").replace("'s", "").split())
    by = "".join(sorted(f"|by {p.entity}" for p in agents if p.entity))
    return f"share of {whole}|{statement.event}{by}", f"{' '.join(q.text.split())} of {match[1]}"


_ARTICLES = frozenset("a an".split())
_ANYBODY = frozenset("i you we he she it they both both of us one some".split())
"""Who eats half of something or sells it is one of many: without a name it is nobody's share."""
_NO_NOUN = frozenset("them it this these those was is has us his its passes does goes".split())
_SORTS = frozenset(
    "type kind sort form way lot set area version benefit ground part example piece number pair step couple group "
    "series bit copy aspect element issue question reason source class category item list point level phase".split()
) | frozenset(map(kind_of, "types kinds copies pieces series bodies".split()))
"""Of these there are as many as somebody cares to tell apart: two kinds here are no rivals of three kinds there."""
_STANDING = ("be-at", "protect", "contain", "own", "have-property", "comprise", "guard", "surround")
_OF_WHAT = re.compile(r"^\s+of\s+([a-z]{4,})\b(?!\s+[a-z]+s\b)")


def _structure(q: Quantity, sentence: Sentence, statement: Statement | None) -> tuple[str, str]:
    """ "Ten layers of security stood in the way": of how many of one kind a thing is made."""
    match = _OF_WHAT.match(sentence.text[q.end - sentence.start :])
    if not match or not q.noun or q.part_of is not None or q.is_total or statement is None:
        return "", ""
    if q.high < 2 or {q.noun, kind_of(q.noun)} & _SORTS or match[1].endswith("ing") or match[1] in _NO_NOUN:
        return "", ""
    if statement.event not in _STANDING or not any(p.start <= q.start < p.end for p in statement.participants):
        return "", ""
    return f"{concept(q.noun)} of {kind_of(match[1])}|there", f"{' '.join(q.text.split())} of {match[1]}"


_NONE = re.compile(
    r"\b(?:none|nothing)\s+of\s+(?:it|them|which|the\s+(\w+))\b[^.;]{0,30}?\b(?:recovered|found|seen)\b|\bnever\s+(?:been\s+)?(?:found|recovered)\b",
    re.I,
)
_ALMOST = re.compile(
    r"\b(?:almost|virtually|hardly|next\s+to)\s+(?:none|nothing|any)\s+of\s+(?:it|them|which|the\s+\w+)\b[^.;]{0,30}?\b(?:recovered|found)\b",
    re.I,
)
_SOME = re.compile(
    r"\b(?:only\s+)?(?:a\s+(?:small\s+)?fraction|part|some|a\s+(?:small\s+)?part)\s+of\s+(?:it|them|which|the\s+(?:loot|haul|booty|diamonds|stones|money))\b[^.;]{0,30}?\b(?:recovered|found|in\s+(?:them|(?:those|the)\s+\w+))\b|\bin\s+(?:them|it)\s+(?:was|were)\s+(?:part|some)\s+of\s+the\s+(?:loot|haul|booty|diamonds|stones|money)\b",
    re.I,
)
_ALL = re.compile(
    r"\ball\s+of\s+(?:it|them|the\s+(?:loot|haul|booty|diamonds|stones|money))\b[^.;]{0,30}?\b(?:recovered|found)\b",
    re.I,
)
_SO_FAR = re.compile(
    r"\b(?:yet|so far|still|to date|until now|went to press|goes to press|at the time|a year later)\b", re.I
)
_CAME_BACK = "either none of what was taken came back, or some, or all of it"
_SHARES = ((_ALMOST, 0.0001, 0.1), (_NONE, 0.0, 0.0), (_SOME, 0.0001, 0.9999), (_ALL, 1.0, 1.0))


def _recovered(sentence: Sentence) -> Iterator[tuple[Figure, Spoken]]:
    """How much of the loot came back; "not yet" is true for a day, and no rival of what was found later."""
    if _SO_FAR.search(sentence.text):
        return
    context = any(_of_loot(one) for one in sentence.back(_BACK))
    for pattern, low, high in _SHARES:
        match = pattern.search(sentence.text)
        if match and context:
            at, end = sentence.start + match.start(), sentence.start + match.end()
            spoken = said_at(sentence, at, end)
            if spoken:
                words = sentence.words(at, end)
                q = Quantity(low, high, "share", "range", "share", None, at, end, words)
                yield Figure(spoken.id, words, "share of what was taken that came back", q, only=_CAME_BACK), spoken
            return
