"""Drift: the same speaker tells the same thing otherwise on another occasion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from loupe.model.quantities import Quantity, compare_quantities
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.accounts import Party, Release, Telling
from loupe.reasoning.events import NOT_EVENTS, deed_family
from loupe.reasoning.moments import times_apart

__all__ = ["Drift", "DriftKind", "find_drift"]

DriftKind = Literal["who", "when", "how much", "whether"]
_MODALITIES = ("asserted", "reported", "alleged", "possible")
_NOBODY = frozenset("he she it they we you i who which that this one someone somebody".split())


@dataclass(frozen=True, slots=True)
class Drift:
    """Two versions of one speaker that do not say the same of one thing: a finding to look at, not a verdict.

    ``kind`` is what differs: who did it, when, how much, or whether it was so at all. ``earlier`` and ``later`` are
    ids of statements, in the order in which the versions are dated; ``dated`` says whether that order is certain.
    ``words`` says it in one sentence.
    """

    teller: str
    kind: DriftKind
    earlier: str
    later: str
    dated: bool
    words: str


def find_drift(tellings: Iterable[Telling], widths: Widths = DEFAULT_WIDTHS) -> tuple[Drift, ...]:
    """What speakers who are known by name tell otherwise in another version.

    Two statements of one speaker in two sources (for times: or twice in one) are held against each other
    when they tell of the same kind of event and of the same thing that it was done to. Whoever did it differs ("a
    dealer", "a man named Alessandro"), or the time, or a figure, or whether it happened. Nothing is found where one of
    the two says less, where the speaker mostly asks (counsel puts things, and tells nothing), and where he tells of
    that deed and that thing again and again: then he speaks of several.
    """
    told = sorted(tellings, key=lambda t: t.id)
    asking = _asking(told)
    groups: dict[tuple[str, str], list[Telling]] = {}
    for t in told:
        if t.named and t.teller_key not in asking and t.deed not in _VAGUE and t.statement.modality in _MODALITIES:
            groups.setdefault((t.teller_key, deed_family(t.deed)), []).append(t)
    found = [d for group in groups.values() for d in _in_group(group, widths)]
    return tuple(sorted(found, key=lambda d: (d.teller, d.kind != "who", d.kind, d.earlier, d.later)))


_VAGUE = NOT_EVENTS - {"contain", "own", "estimate"}
_STATES = frozenset({"contain", "own", "estimate"})
"""What many have, and one has and has not: only figures and times of them can drift."""
_NEED_TWO = frozenset({"who", "whether", "how much"})
"""In one sitting "the crew used it" and "the pilots used it" are two facts, and a gauge that is read twice has moved;
told in two, they are two versions."""
_OFTEN = 4
"""In so many passages or more a speaker tells of several things under the same words."""
_ASKED = 0.2
"""A speaker of whose statements so many are questions asks, and tells nothing."""
_FEW = 20


def _asking(tellings: Sequence[Telling]) -> frozenset[str]:
    every = Counter(t.teller_key for t in tellings)
    asked = Counter(t.teller_key for t in tellings if t.statement.modality == "asked")
    return frozenset(k for k, n in asked.items() if every[k] >= _FEW and n >= every[k] * _ASKED)


def _in_group(group: Sequence[Telling], widths: Widths) -> Iterator[Drift]:
    ordered = [t for t in sorted(group, key=_told) if len(_passages_like(t, group)) < _OFTEN]
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 :]:
            if a.statement.passage_id == b.statement.passage_id and a.statement.source_id == b.statement.source_id:
                continue  # within one breath a speaker tells of two things, not of one thing twice
            found = _between(a, b, widths)
            if found and found[0] in _NEED_TWO and a.statement.source_id == b.statement.source_id:
                continue
            if found:
                kind, words = found
                dated = _told_before(a.release, b.release)
                yield Drift(b.teller if len(b.teller) > len(a.teller) else a.teller, kind, a.id, b.id, dated, words)


def _passages_like(t: Telling, group: Sequence[Telling]) -> set[tuple[str, str]]:
    return {(o.statement.source_id, o.statement.passage_id) for o in group if _same_matter(t, o)}


def _told_before(a: Release, b: Release) -> bool:
    """Whether the first was surely told before the second; a bound ("no later than 2023") is no date."""
    return a.end is not None and b.start is not None and not b.latest and a.end <= b.start


def _told(t: Telling) -> tuple[bool, datetime, str, int, str]:
    return t.release.start is None, t.release.start or datetime.min, t.label, t.statement.start, t.id


def _between(a: Telling, b: Telling, widths: Widths) -> tuple[DriftKind, str] | None:
    if not _same_matter(a, b):
        return None
    state = a.deed in _STATES or b.deed in _STATES
    if a.statement.denied != b.statement.denied:
        sure = "possible" not in (a.statement.modality, b.statement.modality)
        return ("whether", "once told and once denied") if sure and not state and _same_doers(a, b) else None
    doers_a, doers_b = _doers(a), _doers(b)
    if not state and doers_a and doers_b and all(not _may_be_one(p, q) for p in doers_a for q in doers_b):
        return "who", f"once “{_names(doers_a)}”, once “{_names(doers_b)}”"
    if not (_same_doers(a, b) or not (doers_a or doers_b)):
        return None
    for p in a.statement.quantities:
        for q in _rivals(p, b.statement.quantities):
            if compare_quantities(p, q) == "disjoint":
                return "how much", f"once “{_flat(p.text)}”, once “{_flat(q.text)}”"
    if times_apart(a.statement.times, b.statement.times, widths):
        return "when", f"once “{_times(a)}”, once “{_times(b)}”"
    return None


def _same_matter(a: Telling, b: Telling) -> bool:
    """Whether what the deed was done to is the same in both, by name or by its words."""
    done_a, done_b = ([p for p in t.parties if p.role in ("patient", "topic")] for t in (a, b))
    if not done_a or not done_b:
        return False
    return any(_is_one(p, q) for p in done_a for q in done_b)


def _doers(t: Telling) -> tuple[Party, ...]:
    return tuple(p for p in t.parties if p.role == "agent" and p.name.lower().strip() not in _NOBODY)


def _same_doers(a: Telling, b: Telling) -> bool:
    doers_a, doers_b = _doers(a), _doers(b)
    return any(_may_be_one(p, q) for p in doers_a for q in doers_b) or not (doers_a and doers_b)


def _is_one(p: Party, q: Party) -> bool:
    if p.key and q.key:
        return p.key == q.key
    a, b = set(p.concepts), set(q.concepts)
    return bool(a & b) and (a <= b or b <= a)  # "the vault" and "the vault downstairs", not "the vault door"


def _may_be_one(p: Party, q: Party) -> bool:
    """Whether two words may mean one: the same name or a shared word; a name and a plain "he" may always."""
    if p.key and q.key:
        return p.key == q.key
    return bool(set(p.concepts) & set(q.concepts)) or not (p.concepts and q.concepts)


def _rivals(p: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    return [q for q in others if q.dimension == p.dimension and q.is_total == p.is_total]


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(dict.fromkeys(_flat(p.name) for p in parties))


def _times(t: Telling) -> str:
    return ", ".join(dict.fromkeys(_flat(s.text) for s in t.statement.times))


def _flat(text: str) -> str:
    return " ".join(text.split())
