"""The ledger of a case: what was stolen or is disputed, what it is said to be worth, and what became of it.

Amounts of different facets (taken, insured, claimed, recovered ...) and of different currencies are kept apart:
nothing is converted and nothing is added across them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from loupe.model.quantities import Quantity
from loupe.reasoning.cited import Cited
from loupe.reasoning.sums import CountCheck, Total, check_counts, totals_of
from loupe.reasoning.values import Amount, NotBoth, Tally, at_odds

__all__ = [
    "ENDS", "Amount", "Fate", "Held", "Item", "Ledger", "Mark", "Notes", "Parting", "Tally", "Unplaced", "Where",
    "make_ledger",
]  # fmt: skip

ENDS = frozenset({"recovered", "returned", "destroyed", "sold", "insurance paid", "seized"})
"""What ends the search for an item."""

_LOST = frozenset({
    "stolen", "missing", "swapped", "destroyed", "disputed", "seized", "claimed from insurance", "insurance paid",
    "insured", "hardly recovered", "recovered in part", "recovered",
})  # fmt: skip
"""What makes a thing an item of the ledger; a thing that was merely found is none."""

_PRICES = ("worth", "sold for")
_OF_SOMEBODY = frozenset({"short", "paid out", "paid back", "claimed", "fine", "bail", "held", "reward"})
"""What there are many of, each somebody's: two debts of two people are no two accounts of one."""
_NOT_LOST = "nobody says that what it is the price of was taken or is disputed"
_PARTED = (("missing", "recovered"), ("missing", "recovered in part"), ("missing", "returned"), ("missing", "sold"),
           ("missing", "destroyed"), ("stolen", "swapped"), ("missing", "swapped"))  # fmt: skip
_STAGES = ("kept", "left", "hidden", "seen", "found")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an item, as one teller has it; ``guessed`` when "it" was taken to mean the item."""

    item: str
    status: str
    cited: Cited
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Where an item was, by its words, and at what stage: kept, left, hidden, seen or found."""

    item: str
    words: str
    stage: str
    cited: Cited
    time: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Who had, took, found, sold or got an item; ``holder`` is None when the words do not say who."""

    item: str
    what: str
    holder: str | None
    cited: Cited
    to: str | None = None
    time: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells an item from others of its kind, in the words of a source."""

    item: str
    words: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An amount of money that was left out of the ledger, and why."""

    quantity: Quantity
    cited: Cited
    why: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All that was read for a ledger, in any order; ``names`` are pairs of an item and words it goes by.

    ``draws`` says of each source what it draws on, directly: copies and retellings share an origin.
    """

    amounts: tuple[Amount, ...] = ()
    fates: tuple[Fate, ...] = ()
    wheres: tuple[Where, ...] = ()
    held: tuple[Held, ...] = ()
    marks: tuple[Mark, ...] = ()
    tallies: tuple[Tally, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    draws: Mapping[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Parting:
    """Two accounts of what became of an item that do not go together."""

    left: Fate
    right: Fate


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the ledger: property by the name it goes under, with all that is said of it.

    ``statuses`` are (status, origins, sources): how many sources say so, and from how many independent roots they draw.
    ``last_places`` are those of the latest stage that anybody tells of. ``ended`` says whether anybody tells of an end
    (recovered, returned, destroyed, sold, paid by an insurer) that no other account speaks against.
    """

    name: str
    also: tuple[str, ...]
    marks: tuple[Mark, ...]
    amounts: tuple[Amount, ...]
    not_both: tuple[NotBoth, ...]
    fates: tuple[Fate, ...]
    statuses: tuple[tuple[str, int, int], ...]
    partings: tuple[Parting, ...]
    wheres: tuple[Where, ...]
    last_places: tuple[Where, ...]
    chain: tuple[Held, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """Items, those most is said of first; totals and counts source by source; and what was left out."""

    items: tuple[Item, ...]
    totals: tuple[Total, ...]
    counts: tuple[CountCheck, ...]
    unplaced: tuple[Unplaced, ...]


def make_ledger(notes: Notes) -> Ledger:
    """Put the notes of a case together, item by item; the same ledger for the same notes in any order."""
    lost = {f.item for f in notes.fates if f.status in _LOST}
    fates = tuple(replace(f, status="recovered") if f.status == "found" and f.item in lost else f for f in notes.fates)
    notes = replace(notes, fates=fates)
    amounts = [a.taken() if a.facet == "worth" and a.item in lost else a for a in _sorted(notes.amounts)]
    loose = [a for a in amounts if a.facet in _PRICES and a.item not in lost]
    amounts = [a for a in amounts if a not in loose]
    notes = replace(notes, unplaced=(*notes.unplaced, *(Unplaced(a.quantity, a.cited, _NOT_LOST) for a in loose)))
    named = sorted(lost | {a.item for a in amounts})
    items = [_item(name, amounts, notes) for name in named]
    items.sort(key=lambda i: (-len({f.cited.source_id for f in i.fates} | _sources(i.amounts)), i.name))
    return Ledger(
        tuple(items),
        totals_of(amounts),
        check_counts(notes.tallies),
        tuple(sorted(notes.unplaced, key=lambda u: (u.cited, u.quantity.start))),
    )


def _sources(amounts: Iterable[Amount]) -> set[str]:
    return {a.cited.source_id for a in amounts}


def _sorted(amounts: Iterable[Amount]) -> list[Amount]:
    return sorted(amounts, key=lambda a: (a.cited, a.quantity.start, a.item, a.facet))


def _item(name: str, amounts: Sequence[Amount], notes: Notes) -> Item:
    fates = sorted((f for f in notes.fates if f.item == name), key=lambda f: (f.cited, f.status))
    wheres = sorted((w for w in notes.wheres if w.item == name), key=lambda w: (_STAGES.index(w.stage), w.cited))
    mine = [a for a in amounts if a.item == name]
    parted = _partings(fates)
    last = max((_STAGES.index(w.stage) for w in wheres), default=-1)
    latest = [w for w in wheres if _STAGES.index(w.stage) == last]
    return Item(
        name=name,
        also=tuple(sorted({" ".join(w.split()) for i, w in notes.names if i == name} - {name}, key=str.casefold)),
        marks=tuple(sorted({m for m in notes.marks if m.item == name}, key=lambda m: (m.cited, m.words))),
        amounts=tuple(mine),
        not_both=at_odds([a for a in mine if a.facet not in _OF_SOMEBODY]),
        fates=tuple(fates),
        statuses=_statuses(fates, notes.draws or {}),
        partings=parted,
        wheres=tuple(wheres),
        last_places=tuple(latest),
        chain=_chain(h for h in notes.held if h.item == name),
        ended=any(f.status in ENDS and not f.cited.hedged for f in fates) and not parted,
    )


def _chain(held: Iterable[Held]) -> tuple[Held, ...]:
    """In the order of their times; those without one after them, for nobody says when."""
    return tuple(sorted(held, key=lambda h: (h.time is None, h.time or (), h.cited, h.what, h.holder or "")))


def _statuses(fates: Sequence[Fate], draws: Mapping[str, frozenset[str]]) -> tuple[tuple[str, int, int], ...]:
    found = []
    for status in {f.status for f in fates}:
        sources = sorted({f.cited.source_id for f in fates if f.status == status})
        found.append((status, origins(sources, draws), len(sources)))
    return tuple(sorted(found, key=lambda s: (-s[1], -s[2], s[0])))


def _partings(fates: Sequence[Fate]) -> tuple[Parting, ...]:
    """What two tellers say that does not go together: one pair for each two statuses, the last told of the first.

    What was missing at first and recovered later is no parting; what was recovered and is called missing later is.
    """
    found = []
    for left, right in _PARTED:
        pairs = [
            (a, b)
            for a in fates
            for b in fates
            if a.status == left and b.status == right and _same_time(a.cited.published, b.cited.published)
        ]
        if pairs:
            latest = max(p[0].cited.published for p in pairs)
            pairs = [p for p in pairs if p[0].cited.published == latest]
            found.append(Parting(*min(pairs, key=lambda p: (p[0].cited, p[1].cited))))
    return tuple(found)


def _same_time(missing: str, found: str) -> bool:
    return not missing or not found or missing >= found[: len(missing)]


def origins(sources: Sequence[str], draws: Mapping[str, frozenset[str]]) -> int:
    """From how many roots these sources draw: those that share a root, near or far, count as one."""
    roots = {s: _roots(s, draws) for s in sources}
    groups: list[frozenset[str]] = []
    for source in sorted(roots):
        meeting = [g for g in groups if g & roots[source]]
        groups = [g for g in groups if g not in meeting] + [frozenset(roots[source]).union(*meeting)]
    return len(groups)


def _roots(source: str, draws: Mapping[str, frozenset[str]]) -> frozenset[str]:
    seen, open_ones, roots = set[str](), [source], set[str]()
    while open_ones:
        one = open_ones.pop()
        if one in seen:
            continue
        seen.add(one)
        further = sorted(draws.get(one, ()))
        open_ones += further
        if not further:
            roots.add(one)
    return frozenset(roots or {source})
