"""Counts as sentences tell them: how many of what were opened, how many there are, how many are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loupe.engine.reasoned.facts.affected import affected_in
from loupe.engine.reasoned.facts.occasions import time_told
from loupe.engine.reasoned.facts.sentences import Sentence
from loupe.engine.reasoned.facts.things import kind_of, nouns_in
from loupe.engine.reasoned.facts.told import Spoken, said_at
from loupe.language.lexicon import concept
from loupe.model import Statement
from loupe.model.quantities import Quantity
from loupe.reasoning.impossible import Figure, FigurePart

__all__ = ["counts_in"]

_ACTS: dict[str, str] = {
    # what can be done to a thing or befall somebody, once: by the type of the event, with the word that is shown
    "open": "opened", "steal": "stolen", "kill": "killed", "injure": "injured", "recover": "recovered",
    "die": "died", "drown": "died", "perish": "died", "destroy": "destroyed", "damage": "damaged",
    "rescue": "rescued", "save": "rescued", "survive": "survived", "convict": "convicted", "dismiss": "dismissed",
    "prosecute": "tried", "sink": "sunk", "burn": "burnt", "evacuate": "evacuated", "free": "freed",
}  # fmt: skip
_BEFALLS = frozenset({"die", "drown", "perish", "survive"})
_PASSIVE: tuple[tuple[str, str], ...] = (
    ("open", r"forced|opened|(?:broken|pried|prised|prized|drilled|cracked|forced|cut)\s+open"),
    ("steal", r"stolen|looted|robbed"), ("kill", r"killed|murdered"), ("injure", r"injured|wounded|hurt"),
    ("recover", r"recovered|retrieved"), ("destroy", r"destroyed"), ("damage", r"damaged"), ("die", r"died|drowned"),
    ("rescue", r"rescued|saved"), ("survive", r"survived"),
)  # fmt: skip
_AFTER = [
    (
        act,
        re.compile(
            rf"^(?:\s+(?:in|of)\s+(?:the|that)\s+\w+)?\s*(?:(?:were|was|had\s+been|have\s+been)\s+)?(?:{words})\b", re.I
        ),
    )
    for act, words in _PASSIVE
]
_REST_BEFORE = re.compile(r"\b(?:the|their|its)\s+(?:remaining|other|rest\s+of\s+the)\s+$", re.I)
_REST_AFTER = re.compile(
    r"^(?:\s+(?:of\s+(?:them|the\s+\w+)|\w+))?\s+(?:were|was|had\s+been|remained)\s+(?:left\s+)?"
    r"(?:alone|untouched|unopened|intact|unharmed|unhurt|as\s+(?:they|it)\s+(?:were|was)|left)\b",
    re.I,
)
_ONE_OF = re.compile(r"one\s+of\b", re.I)
_OF_THEM = re.compile(r"^\s+of\s+(?:them|these|those)\b", re.I)
_CONTAINER = re.compile(r"\b(?:in|inside|of)\s+(?:the|that|this|its|an?)\s+(?:\w+\s+)??(\w+)", re.I)
_CONTAINERS = frozenset(map(kind_of, (
    "vault strongroom building bank room hall cellar ship train village town house hotel camp fleet district safe "
    "school prison factory company class church plane aircraft car bus gang".split()
)))  # fmt: skip
_GENERIC = frozenset(map(kind_of, (
    "people persons men women children cases things items times others victims customers workers members files"
).split()))  # fmt: skip
"""What is counted everywhere: such a count is held against another only where both say of what place it is."""
_THERE = ("be-at", "contain", "own", "have-property")
_OF_WHOM = re.compile(r"\bof\s+wh(?:om|ich)\b")
_BACK = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count with what it counts, what was done to it, and what part of the sum it is."""

    noun: str
    act: str
    part: FigurePart
    quantity: Quantity


def counts_in(sentences: Sequence[Sentence]) -> Iterator[tuple[Figure, Spoken]]:
    """The counts of all sentences: parts by what was done, wholes by what there was, rests by what was left.

    A whole or a rest is one of the things that something was done to somewhere in the case; where nothing was, there is
    nothing to hold it against.
    """
    found: list[tuple[_Counted, Sentence]] = []
    for sentence in sentences:
        yield from affected_in(sentence)
        found.extend((one, sentence) for one in _counts(sentence))
    acts: dict[str, set[str]] = {}
    for one, _ in found:
        if one.act:
            acts.setdefault(one.noun, set()).add(one.act)
    for one, sentence in found:
        at = one.quantity.start
        statement = sentence.statement_at(at)
        spoken = said_at(sentence, at, one.quantity.end, _holder(statement, one.quantity))
        if spoken is None or (statement is not None and statement.denied):
            continue
        scope = _scope(sentence, one, statement)
        if one.noun in _GENERIC and not any(s.startswith("in:") for s in scope):
            continue
        when = time_told(sentence, statement) if one.part == "part" else None
        for act in [one.act] if one.act else sorted(acts.get(one.noun, ())):
            words = _words(one, act)
            topic = f"{one.noun}|{act}"
            yield (
                Figure(spoken.id, words, topic, one.quantity, one.part, scope, when, spoken.sentence.source.id,
                       _only(one, act)),
                spoken,
            )  # fmt: skip


def _only(one: _Counted, act: str) -> str:
    """What there is one number of."""
    if one.part == "part":
        return f"one number {_ACTS[act]}" if act in _BEFALLS else f"one number was {_ACTS[act]}"
    return "there is one number in all" if one.part == "whole" else "one number was left"


def _words(one: _Counted, act: str) -> str:
    said = " ".join(one.quantity.text.split())
    if one.part == "part":
        return f"{said} {_ACTS[act]}"
    return f"{said} in all" if one.part == "whole" else f"{said} left"


def _holder(statement: Statement | None, q: Quantity) -> Statement | None:
    """The statement of the clause that the figure stands in."""
    return statement if statement and statement.start <= q.start < statement.end + 60 else None


def _counts(sentence: Sentence) -> Iterator[_Counted]:
    counted = [q for q in sentence.quantities if q.dimension == "count"]
    for q in counted:
        before = sentence.text[: q.start - sentence.start]
        after = sentence.text[q.end - sentence.start :]
        noun = concept(q.noun) if q.noun else ""
        act = _act(q, sentence, after)
        if not noun and (_OF_THEM.match(after) or q.part_of or _REST_BEFORE.search(before) or _copular(q, sentence)):
            noun, carried = _carried(sentence, q)
            act = act or (carried if q.part_of or _copular(q, sentence) else "")
        if not noun or q.is_total or _ONE_OF.match(q.text + after):
            continue  # "one of the boxes was opened" does not say how many were
        if _REST_BEFORE.search(before) or _REST_AFTER.match(after):
            yield _Counted(noun, "", "rest", q)
            yield from _total_of(sentence, counted, q, noun)
        elif act:
            yield _Counted(noun, act, "part", q)
            if q.part_of:
                yield _Counted(noun, act, "whole", _whole(q, counted))
        elif _existence(q, sentence):
            yield _Counted(noun, "", "whole", q)


def _act(q: Quantity, sentence: Sentence, after: str) -> str:
    """What was done to the things that are counted, by the clause whose object (or passive subject) they are."""
    for act, pattern in _AFTER:
        if pattern.match(after):
            return act
    for statement in sentence.statements:
        if statement.event in _ACTS and not statement.denied:
            for p in statement.participants:
                inside = p.start <= q.start < p.end and not _OF_WHOM.search(sentence.words(q.end, p.end))
                if inside and (p.role == "patient" or statement.event in ("die", "survive", "drown", "perish")):
                    return _same_act(statement.event)
    return ""


def _same_act(event: str) -> str:
    word = _ACTS[event]
    return next(name for name, shown in _ACTS.items() if shown == word)


def _copular(q: Quantity, sentence: Sentence) -> bool:
    """ "It was 123 of 160"."""
    for statement in sentence.statements:
        if statement.event == "have-property":
            subject = [p.text.casefold() for p in statement.participants if p.role == "agent"]
            if subject in (["it"], ["they"], ["these"]) and any(
                p.start <= q.start < p.end for p in statement.participants if p.role == "topic"
            ):
                return True
    return False


def _carried(sentence: Sentence, q: Quantity) -> tuple[str, str]:
    """What the count before this one counted, in the same sentence or the two before it, and what was done there."""
    for one in sentence.back(_BACK):
        earlier = [
            e
            for e in one.quantities
            if e.dimension == "count" and e.noun and (one is not sentence or e.start < q.start)
        ]
        if earlier:
            last = earlier[-1]
            return concept(last.noun or ""), _act(last, one, one.text[last.end - one.start :])
    return "", ""


def _whole(q: Quantity, counted: Sequence[Quantity]) -> Quantity:
    total = next((t for t in counted if t.is_total and t.low == q.part_of), None)
    if total is not None:
        return total
    assert q.part_of is not None
    return replace(q, low=q.part_of, high=q.part_of, kind="exact", part_of=None, text=f"{q.part_of:g}")


def _total_of(sentence: Sentence, counted: Sequence[Quantity], rest: Quantity, noun: str) -> Iterator[_Counted]:
    """ "They opened 123 and left the remaining 37": together they are the whole."""
    for q in counted:
        part = _act(q, sentence, sentence.text[q.end - sentence.start :])
        if q is not rest and part and q.noun and concept(q.noun) == noun and q.part_of is None and q.low == q.high:
            total = q.low + rest.low
            words = f"{q.low:g} and {rest.low:g}"
            yield _Counted(noun, part, "whole", replace(rest, low=total, high=rest.high + q.high, text=words))
            return


def _existence(q: Quantity, sentence: Sentence) -> bool:
    """ "There were 189 boxes in the vault", "the vault held 189 boxes": so many there are."""
    if not _containers(sentence.text):
        return False
    for statement in sentence.statements:
        if statement.event in _THERE and not statement.denied:
            for p in statement.participants:
                if p.start <= q.start < p.end and sentence.words(p.start, q.start).casefold() in (
                    "",
                    "the",
                    "some",
                    "its",
                ):
                    return statement.event != "have-property" or p.role == "agent"
    return False


def _containers(text: str) -> list[str]:
    named = [kind_of(m[1]) for m in _CONTAINER.finditer(text)]
    subject = [kind_of(n) for n in nouns_in(text)]
    return [c for c in [*named, *subject] if c in _CONTAINERS]


def _scope(sentence: Sentence, one: _Counted, statement: Statement | None) -> frozenset[str]:
    """Names that narrow a count: who did it, and the container where there is just one."""
    scope = {f"in:{c}" for c in _containers(sentence.text)[:1]}
    if statement is not None and one.part == "part":
        scope |= {f"by:{p.entity}" for p in statement.participants if p.role == "agent" and p.entity}
    places = {m.entity or m.text for m in sentence.mentions if m.kind == "place"}
    if len(places) == 1:
        scope |= {f"at:{min(places)}"}
    return frozenset(scope)
