"""Events: which statements of different accounts may tell of the same thing, with a score and its reasons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from loupe.model.events import EventDecision
from loupe.model.quantities import compare_quantities
from loupe.model.times import DEFAULT_WIDTHS, Widths, compare_times
from loupe.reasoning.accounts import Entry, Party, Telling

__all__ = [
    "NOT_EVENTS",
    "PROPOSED_FROM",
    "Happening",
    "SameEvent",
    "deed_family",
    "events_first",
    "happenings_of",
    "propose_same",
    "rarity",
    "signs_of",
]

NOT_EVENTS = frozenset(
    "have-property be-at say know think believe see own contain ask estimate look seem need want like mean depend "
    "differ matter do get happen last tell hope fear expect suspect understand remember agree advise".split()
)
"""States, sayings and states of mind: they stand in the lanes, but nothing happens in them that two could share."""
_FAMILIES = ("steal take carry-away", "order employ hire", "arrest catch", "leave flee", "sentence convict", "buy sell")
_FAMILY = {deed: family.split()[0] for family in _FAMILIES for deed in family.split()}
PROPOSED_FROM = 0.5
"""The least score at which two statements are proposed as one event."""
_WEIGHTS = {
    "bias": -3.2, "same deed": 1.0, "party": 1.8, "concept": 2.2, "role apart": -0.6, "time": 1.9, "near": 0.3,
    "far": -1.8, "place": 0.8, "figure": 0.9, "figure apart": -0.7,
}  # fmt: skip
"""What each sign adds to the log-odds that two statements tell of one event."""
_MANY = 200
"""A word that stands in more statements than this brings no two of them together by itself."""
_ROLES = {"agent": "agent", "patient": "patient", "topic": "patient"}


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Two statements of different accounts that may tell of one event: a proposal; a person decides.

    ``score`` lies in (0, 1) and orders the proposals; it is no probability. ``left`` and ``right`` are ids of
    statements, ``left`` the smaller one.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as several accounts have it: statements that a person joined, with who joined them."""

    id: str
    statements: tuple[str, ...]
    because: tuple[str, ...]


def events_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in which something happens before those that tell of a state or of what was said; else as before."""
    return tuple(sorted(entries, key=lambda e: e.telling.deed in NOT_EVENTS))


def deed_family(deed: str) -> str:
    """The kind of event under which verbs of one field stand together ("hire", "order")."""
    return _FAMILY.get(deed, deed)


def propose_same(
    tellings: Iterable[Telling], decisions: Iterable[EventDecision] = (), widths: Widths = DEFAULT_WIDTHS
) -> tuple[SameEvent, ...]:
    """Pairs of statements of different accounts that may tell of one event, the likeliest first.

    Statements come together when their kind of event is the same, and score by who and what takes part (rarer words
    count more), by the place, the times and the figures. Pairs that a person has decided are left out. Only the
    nearest pair of any two accounts over the same statement is kept, so that a list stays short.
    """
    events = sorted((t for t in tellings if _is_event(t)), key=lambda t: t.id)
    rare = rarity(events)
    settled = {tuple(sorted((d.left, d.right))) for d in decisions if d.verdict != "open"}
    found = []
    for a, b in _pairs(events):
        if (a.id, b.id) not in settled:
            score, reasons = _likeness(a, b, rare, widths)
            if score >= PROPOSED_FROM:
                found.append((SameEvent(a.id, b.id, round(score, 2), reasons), _lane(a), _lane(b)))
    found.sort(key=lambda f: (-f[0].score, f[0].left, f[0].right))
    kept: list[SameEvent] = []
    taken: set[tuple[str, tuple[str, str]]] = set()
    for proposal, left, right in found:
        ends = {(proposal.left, right), (proposal.right, left)}
        if not ends & taken:
            taken |= ends
            kept.append(proposal)
    return tuple(kept)


def happenings_of(tellings: Iterable[Telling], decisions: Iterable[EventDecision]) -> tuple[Happening, ...]:
    """The events that persons put together: what is joined by way of a third is one event too.

    A pair that a person keeps apart is never brought together by way of a third.
    """
    known = {t.id for t in tellings}
    told = sorted((d for d in decisions if {d.left, d.right} <= known), key=lambda d: (d.left, d.right))
    apart = [{d.left, d.right} for d in told if d.verdict == "apart"]
    groups: list[tuple[set[str], list[str]]] = []
    for d in (d for d in told if d.verdict == "same"):
        meeting = [g for g in groups if g[0] & {d.left, d.right}]
        joined = {d.left, d.right}.union(*(g[0] for g in meeting))
        if any(pair <= joined for pair in apart):
            continue
        because = [*(reason for g in meeting for reason in g[1]), f"{d.who}: {d.why}" if d.why else d.who]
        groups = [g for g in groups if g not in meeting] + [(joined, because)]
    return tuple(
        Happening(min(members), tuple(sorted(members)), tuple(dict.fromkeys(because)))
        for members, because in sorted(groups, key=lambda g: min(g[0]))
    )


def _is_event(t: Telling) -> bool:
    return t.deed not in NOT_EVENTS and t.statement.modality not in ("asked", "conditional", "future")


def _lane(t: Telling) -> tuple[str, str]:
    return t.teller_key, t.statement.source_id


def _pairs(events: Sequence[Telling]) -> Iterable[tuple[Telling, Telling]]:
    """Pairs of different accounts with the same kind of event that share a party, a word or a narrow time."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for n, t in enumerate(events):
        family = deed_family(t.deed)
        marks = {p.key for p in t.parties if p.key} | {c for p in t.parties for c in p.concepts}
        marks |= {f"@{s.start.year}" for s in t.statement.times if s.frame == "absolute"}
        for mark in sorted(marks):
            blocks.setdefault((family, mark), []).append(n)
    pairs = {
        (i, j)
        for members in blocks.values()
        if len(members) <= _MANY
        for at, i in enumerate(members)
        for j in members[at + 1 :]
        if _lane(events[i]) != _lane(events[j])
    }
    return [(events[i], events[j]) for i, j in sorted(pairs)]


def rarity(events: Sequence[Telling]) -> Mapping[str, float]:
    """How much a shared word tells, in [0, 1]: 1 for a word of one statement, near 0 for one of all."""
    counts = Counter(mark for t in events for mark in {c for p in t.parties for c in p.concepts})
    total = math.log(len(events) + 2)
    return {mark: 1 - math.log(count) / total for mark, count in counts.items()}


def _likeness(a: Telling, b: Telling, rare: Mapping[str, float], widths: Widths) -> tuple[float, tuple[str, ...]]:
    signs, reasons = signs_of(a, b, rare, widths)
    odds = sum(_WEIGHTS[name] * value for name, value in signs.items())
    return 1 / (1 + math.exp(-odds)), reasons


def signs_of(
    a: Telling, b: Telling, rare: Mapping[str, float], widths: Widths = DEFAULT_WIDTHS
) -> tuple[dict[str, float], tuple[str, ...]]:
    """What speaks for and against two statements telling of one event, each sign from 0 to 1.5, and it in words.

    ``rare`` says of each word how much it tells that two share it (see ``rarity``).
    """
    signs: dict[str, float] = {"bias": 1.0}
    reasons = []
    if a.deed == b.deed:
        signs["same deed"] = 1.0
        reasons.append(f"both tell of the same kind of event ({a.deed})")
    else:
        reasons.append(f"the kinds of event are close ({a.deed}, {b.deed})")
    reasons += _parties(a, b, rare, signs)
    if set(a.where) & set(b.where):
        signs["place"] = 1.0
        reasons.append("the same place")
    reasons += _times(a, b, signs, widths)
    reasons += _figures(a, b, signs)
    return signs, tuple(reasons)


def _parties(a: Telling, b: Telling, rare: Mapping[str, float], signs: dict[str, float]) -> list[str]:
    named, shared, turned = [], [], False
    for p in a.parties:
        for q in b.parties:
            if p.key and p.key == q.key:
                named.append(p.name)
                turned = turned or _role(p) != _role(q)
            elif not (p.key and q.key):
                shared += [c for c in p.concepts if c in q.concepts and _role(p) == _role(q)]
    reasons = []
    if named:
        signs["party"] = 1.0 if not turned else 0.5
        reasons.append(f"{_listed(named)} takes part in both" if len(set(named)) == 1 else f"both: {_listed(named)}")
    if turned:
        signs["role apart"] = 1.0
    words = sorted(set(shared))
    if words:
        signs["concept"] = min(1.5, sum(rare.get(w, 0.0) for w in words))
        reasons.append(f"the same words for what takes part ({', '.join(words)})")
    return reasons


def _role(p: Party) -> str:
    return _ROLES.get(p.role, p.role)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _times(a: Telling, b: Telling, signs: dict[str, float], widths: Widths) -> list[str]:
    pairs = [(s, t, compare_times(s, t, widths)) for s in a.statement.times for t in b.statement.times]
    meeting = [(s, t) for s, t, relation in pairs if relation in ("inside", "compatible")]
    if meeting:
        wide = min(max(s.end - s.start, t.end - t.start) for s, t in meeting)
        signs["time"] = 1.0 if wide <= timedelta(days=7) else 0.5 if wide <= timedelta(days=400) else 0.1
        return ["the times can be the same"]
    apart = [(s, t) for s, t, relation in pairs if relation == "disjoint" and s.frame == t.frame == "absolute"]
    if apart:
        distance = min(max(s.start - t.end, t.start - s.end) for s, t in apart)
        near = distance <= timedelta(days=14)
        signs["near" if near else "far"] = 1.0
        return ["the times are apart, but close" if near else "the times are far apart"]
    return []


def _figures(a: Telling, b: Telling, signs: dict[str, float]) -> list[str]:
    relations = [
        compare_quantities(p, q)
        for p in a.statement.quantities
        for q in b.statement.quantities
        if p.dimension == q.dimension and p.is_total == q.is_total
    ]
    if any(r in ("equal", "inside") for r in relations):
        signs["figure"] = 1.0
        return ["the same figure"]
    if relations and all(r == "disjoint" for r in relations):
        signs["figure apart"] = 1.0
        return ["the figures are apart"]
    return []
