"""Timelines: lanes of accounts side by side, where they part, what nobody covers, and what is told otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from loupe.model.events import EventDecision
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.accounts import Account, Entry, Telling, accounts_of
from loupe.reasoning.drift import Drift, find_drift
from loupe.reasoning.events import Happening, SameEvent, happenings_of, propose_same
from loupe.reasoning.moments import times_apart

__all__ = ["Gap", "Parting", "PartingKind", "Timeline", "Window", "build_timeline", "find_gaps", "find_partings"]

PartingKind = Literal["times apart", "told and denied", "silent"]
Window = tuple[datetime | None, datetime | None]
"""From when (inclusive) until when (exclusive) a timeline is wanted; None for no bound."""

_LEAST_GAP = timedelta(hours=1)
_SHARE_OF_WINDOW = 50


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch ``[start, end)`` for which no account says anything that is placed inside it.

    ``spanned_by`` are statements that reach over all of it and far beyond ("since 2000"): they are no cover.
    """

    start: datetime
    end: datetime
    spanned_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parting:
    """Where accounts part over one event: its statements tell of times that cannot be the same, or one denies it.

    ``decided`` says that a person joined the statements; otherwise they are only proposed to be one event, and the
    parting stands on that. ``silent`` are the ids of accounts that tell of the time around and not of this event:
    silence is not agreement.
    """

    kind: PartingKind
    left: str
    right: str
    words: str
    decided: bool
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that a timeline shows. ``outside`` counts dated statements that the window leaves out."""

    accounts: tuple[Account, ...]
    happenings: tuple[Happening, ...]
    proposals: tuple[SameEvent, ...]
    partings: tuple[Parting, ...]
    gaps: tuple[Gap, ...]
    drifts: tuple[Drift, ...]
    window: Window = (None, None)
    outside: int = 0

    @property
    def dated(self) -> int:
        """How many statements lie on the line."""
        return sum(len(a.dated) for a in self.accounts)

    @property
    def undated(self) -> int:
        """How many statements lie nowhere on it."""
        return sum(len(a.undated) for a in self.accounts)


def build_timeline(
    tellings: Iterable[Telling],
    decisions: Iterable[EventDecision] = (),
    window: Window = (None, None),
    widths: Widths = DEFAULT_WIDTHS,
    only: Collection[str] | None = None,
) -> Timeline:
    """Lay out who tells what of when, side by side.

    ``tellings`` are all of the case: how much a shared word tells depends on them. ``only`` are the ids of the
    statements that are wanted, None for all.

    A statement is in the window when its interval meets it; what has no date stays, in its lane, without a place on
    the line. Drift is looked for in all that is wanted, whatever its date. The order of the input does not matter.
    """
    told = sorted(tellings, key=lambda t: t.id)
    ruled = sorted(decisions, key=lambda d: (d.left, d.right))
    wanted = [t for t in told if only is None or t.id in only]
    whole = accounts_of(wanted, widths)
    accounts = [_within(a, window) for a in whole]
    kept = {e.telling.id for a in accounts for e in a.entries}
    proposals = tuple(p for p in propose_same(told, ruled, widths) if {p.left, p.right} <= kept)
    happenings = happenings_of([t for t in wanted if t.id in kept], ruled)
    return Timeline(
        accounts=tuple(a for a in accounts if a.entries),
        happenings=happenings,
        proposals=proposals,
        partings=find_partings(accounts, happenings, proposals, widths),
        gaps=find_gaps(accounts, window),
        drifts=find_drift(wanted, widths),
        window=window,
        outside=sum(len(a.dated) for a in whole) - sum(len(a.dated) for a in accounts),
    )


def _within(account: Account, window: Window) -> Account:
    start, end = window
    dated = tuple(e for e in account.dated if _meets(e, start, end))
    guessed = sum(e.telling.guessed for e in dated + account.undated)
    return Account(
        account.id, account.teller, account.teller_key, account.named, account.source_id, account.label,
        account.release, dated, account.undated, guessed,
    )  # fmt: skip


def _meets(entry: Entry, start: datetime | None, end: datetime | None) -> bool:
    assert entry.when is not None
    return (start is None or entry.when.end > start) and (end is None or entry.when.start < end)


def find_gaps(accounts: Iterable[Account], window: Window = (None, None)) -> tuple[Gap, ...]:
    """The stretches between the first and the last that is told (or of the window) that nobody says anything about.

    What covers a stretch is a statement that something happened in it; denials, questions and what was still to come
    cover nothing, nor does what is open on one side ("since 2000") or fills more than half of the whole. Shorter than
    an hour, or than a fiftieth of the whole, is no gap.
    """
    entries = [e for a in accounts for e in a.dated if e.telling.told_as_fact and e.when]
    bounded = [e for e in entries if e.when and not (e.when.open_start or e.when.open_end)]
    if not bounded:
        return ()
    start = window[0] or min(e.when.start for e in bounded if e.when)
    end = window[1] or max(e.when.end for e in bounded if e.when)
    cover = [e for e in bounded if e.when and e.when.end - e.when.start <= (end - start) / 2]
    spans = sorted((e.when.start, e.when.end) for e in cover if e.when)
    covering = {e.telling.id for e in cover}
    wide = [e for e in entries if e.telling.id not in covering]
    least = max(_LEAST_GAP, (end - start) / _SHARE_OF_WINDOW)
    gaps, reached = [], start
    for at, to in [*spans, (end, end)]:
        at = min(at, end)
        if at - reached >= least:
            over = [e.telling.id for e in wide if e.when and e.when.start <= reached and e.when.end >= at]
            gaps.append(Gap(reached, at, tuple(sorted(over))))
        reached = max(reached, to)
    return tuple(gaps)


def find_partings(
    accounts: Sequence[Account],
    happenings: Iterable[Happening],
    proposals: Iterable[SameEvent],
    widths: Widths = DEFAULT_WIDTHS,
) -> tuple[Parting, ...]:
    """Where accounts of one event part: times that cannot be the same, told by one and denied by the other.

    Events that a person joined come first, proposed ones after, the likeliest first.
    """
    entries = {e.telling.id: e for a in accounts for e in a.entries}
    pairs = [
        (left, right, True)
        for happening in happenings
        for at, left in enumerate(happening.statements)
        for right in happening.statements[at + 1 :]
    ]
    pairs += [(p.left, p.right, False) for p in proposals if p.score >= _LIKE_ENOUGH or not _one_denies(entries, p)]
    found = []
    for left, right, decided in pairs:
        a, b = entries[left], entries[right]
        kind, words = _parted(a, b, widths)
        if kind:
            found.append(Parting(kind, left, right, words, decided, _silent(accounts, a, b)))
    return tuple(found)


_LIKE_ENOUGH = 0.85
"""The least score at which a denial is held against a telling that nobody has joined with it."""


def _one_denies(entries: Mapping[str, Entry], pair: SameEvent) -> bool:
    return entries[pair.left].telling.statement.denied != entries[pair.right].telling.statement.denied


def _parted(a: Entry, b: Entry, widths: Widths) -> tuple[PartingKind | None, str]:
    if a.telling.statement.denied != b.telling.statement.denied:
        teller = (a if a.telling.statement.denied else b).telling
        return "told and denied", f"{_name(teller)} says that it did not happen"
    if times_apart(a.telling.statement.times, b.telling.statement.times, widths):
        return "times apart", f"{_when(a)} against {_when(b)}"
    return None, ""


def _name(telling: Telling) -> str:
    return telling.teller if telling.teller == telling.label else f"{telling.teller} in {telling.label}"


def _when(entry: Entry) -> str:
    words = entry.when.words if entry.when else tuple(s.text for s in entry.telling.statement.times)
    return "“" + ", ".join(" ".join(w.split()) for w in words) + "”"


def _silent(accounts: Iterable[Account], a: Entry, b: Entry) -> tuple[str, ...]:
    """The accounts that tell of the days around the event, and not of the event."""
    dated = [e.when for e in (a, b) if e.when]
    if not dated:
        return ()
    day = timedelta(days=1)
    start, end = min(w.start for w in dated), max(w.end for w in dated)
    deeds = {a.telling.deed, b.telling.deed}
    own = {(e.telling.teller_key, e.telling.statement.source_id) for e in (a, b)}
    return tuple(
        sorted(
            account.id
            for account in accounts
            if (account.teller_key, account.source_id) not in own
            and not any(e.telling.deed in deeds for e in account.entries)
            and any(e.when and _near(e.when.start, e.when.end, start, end, day) for e in account.dated)
        )
    )


def _near(start: datetime, end: datetime, first: datetime, last: datetime, by: timedelta) -> bool:
    # differences instead of sums: an open end lies at the edge of what a datetime can hold
    return start - last < by and first - end < by
