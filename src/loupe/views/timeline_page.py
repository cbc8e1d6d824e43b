"""What the timeline page shows: accounts in lanes, where they part, what cannot all be true, and what may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from loupe.language import fold
from loupe.reasoning.accounts import Account, Entry
from loupe.reasoning.events import SameEvent, events_first
from loupe.reasoning.timelines import Timeline, Window, find_gaps
from loupe.store import PairWord
from loupe.views.impossible import ImpossibleView
from loupe.views.timeline_contexts import (
    AccountView,
    DecidedPair,
    DriftView,
    GapView,
    Mark,
    PartingView,
    ProposalView,
    TimelinePage,
)
from loupe.views.timeline_look import Looked, look_of
from loupe.views.timeline_scale import Scale, date_words, densest, make_scale, ticks_of
from loupe.views.told import ToldView, told_of
from loupe.views.working import Working

__all__ = ["Laid", "Looked", "TimelinePage", "lay_out", "look_of", "timeline_page"]

WIDTH, LEFT, RIGHT = 1160, 16, 1080
"""Units of the drawing: its width, and where its axis begins and ends."""
_ROW, _LANE_HEAD, _TOP = 22, 26, 40
_LANES, _MARKS, _ALONE, _UNDATED, _LISTED, _PROPOSED = 25, 60, 500, 5, 30, 12
_LEAST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Laid:
    """A timeline with what every look at it needs, so that a page of a large case need not go through all of it.

    ``places`` are the statements by their ids, ``order`` the accounts' places in the timeline; ``words`` and
    ``tellers`` lead from a folded word to the statements that tell of it, and to the accounts of tellers called so.
    """

    timeline: Timeline
    places: Mapping[str, tuple[Account, Entry]]
    order: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    tellers: Mapping[str, frozenset[str]]
    scale: Scale | None


def lay_out(timeline: Timeline) -> Laid:
    """What every look at a timeline needs, made once."""
    places: dict[str, tuple[Account, Entry]] = {}
    words: dict[str, set[str]] = {}
    tellers: dict[str, set[str]] = {}
    for account in timeline.accounts:
        if not account.teller_key.startswith("source:"):
            for word in _words(f"{account.teller} {account.teller_key.rpartition(':')[2]}"):
                tellers.setdefault(word, set()).add(account.id)
        for entry in account.entries:
            telling = entry.telling
            places[telling.id] = (account, entry)
            named = (telling.words, *(f"{p.name} {p.key}" for p in telling.parties), *telling.where)
            for word in _words(" ".join(named)):
                words.setdefault(word, set()).add(telling.id)
    return Laid(
        timeline=timeline,
        places=places,
        order={account.id: n for n, account in enumerate(timeline.accounts)},
        words={word: frozenset(ids) for word, ids in words.items()},
        tellers={word: frozenset(ids) for word, ids in tellers.items()},
        scale=make_scale(_moments(timeline.accounts), 0, 1),
    )


def timeline_page(
    laid: Laid | None,
    sets: Sequence[ImpossibleView],
    words: Sequence[PairWord],
    works: tuple[Working, ...],
    looked: Looked,
) -> TimelinePage:
    """The page from the timeline of everything (None while it is being worked out), cut to what somebody looks at."""
    words = [word for word in words if word.kind == "events"]
    seen = max((word.seq for word in words), default=0)
    if laid is None:
        return TimelinePage(False, works, looked, seen)
    timeline = laid.timeline
    wanted = _wanted(laid, looked)
    whole = laid.scale if wanted is timeline.accounts else make_scale(_moments(wanted), 0, 1)
    kept = [a for a in (_inside(a, looked.window) for a in wanted) if a.entries]
    kept.sort(key=lambda a: not a.dated)
    pages = max(1, -(-len(kept) // _LANES))
    chosen = laid.places[looked.at][0].id if looked.at in laid.places else ""
    lane = next((n for n, account in enumerate(kept) if account.id == chosen), None)
    looked = replace(looked, page=min(looked.page, pages) if lane is None else lane // _LANES + 1)
    shown = kept[(looked.page - 1) * _LANES : looked.page * _LANES]
    told = _Tellers(laid, wanted, looked.window, sets)
    settled = {w.pair[1:]: w.verdict for w in words}
    proposals = [p for p in timeline.proposals if told.both(p.left, p.right) and not _is_decided(p, settled)]
    partings = [
        p
        for p in timeline.partings
        if told.both(p.left, p.right) and settled.get((min(p.left, p.right), max(p.left, p.right))) != "apart"
    ]
    parted = {i for p in partings for i in (p.left, p.right)}
    scale = make_scale(_moments(shown), LEFT, RIGHT, _edges(shown, looked.window))
    lanes, height = _lanes(shown, scale, told, parted, looked)
    here = [one for one in sets if any(map(told.keeps, one.statements))]
    everything = wanted is timeline.accounts and looked.window == (None, None)
    gaps = timeline.gaps if everything else find_gaps(kept, looked.window)
    drifts = [d for d in timeline.drifts if told.both(d.earlier, d.later)]
    return TimelinePage(
        ready=True,
        works=works,
        looked=looked,
        seen=seen,
        stretch=f"{date_words(scale.start)} to {date_words(scale.end)}" if scale else "",
        lanes=lanes,
        first=(looked.page - 1) * _LANES + 1,
        pages=pages,
        accounts=len(kept),
        dated=sum(len(a.dated) for a in kept),
        undated=sum(len(a.undated) for a in kept),
        height=height,
        ticks=ticks_of(scale) if scale else (),
        gaps=tuple(_gap(g.start, g.end, len(g.spanned_by), scale) for g in gaps[:_LISTED]) if scale else (),
        sets=tuple(here[:_LISTED]),
        more_sets=max(0, len(here) - _LISTED),
        partings=tuple(
            PartingView(p.kind, p.words, p.decided, told.view(p.left), told.view(p.right), told.titles(p.silent))
            for p in partings[:_LISTED]
        ),
        drifts=tuple(
            DriftView(d.teller, d.kind, d.words, d.dated, told.view(d.earlier), told.view(d.later))
            for d in drifts[:_LISTED]
        ),
        proposals=tuple(
            ProposalView(told.view(p.left), told.view(p.right), p.score, p.reasons) for p in proposals[:_PROPOSED]
        ),
        more_proposals=max(0, len(proposals) - _PROPOSED),
        decided=_decided(words, laid),
        moves=_moves(whole, scale, looked, _bars(laid, shown, whole, looked)),
    )


# --- what is wanted ---


def _wanted(laid: Laid, looked: Looked) -> Sequence[Account]:
    """The accounts with what is told of somebody or something, and all of those who are called so."""
    accounts = laid.timeline.accounts
    if looked.account:
        accounts = tuple(a for a in accounts if a.id == looked.account)
    words = sorted(_words(looked.about))
    if not words:
        return accounts if looked.account else laid.timeline.accounts
    ids = frozenset.intersection(*(laid.words.get(word, frozenset()) for word in words))
    whole = frozenset.intersection(*(laid.tellers.get(word, frozenset()) for word in words))
    holding = whole | {laid.places[i][0].id for i in ids}
    if looked.account:
        holding &= {looked.account}
    found = [laid.timeline.accounts[n] for n in sorted(laid.order[i] for i in holding)]
    return [a if a.id in whole else _only(a, ids) for a in found]


def _only(account: Account, ids: frozenset[str]) -> Account:
    dated = tuple(e for e in account.dated if e.telling.id in ids)
    return replace(account, dated=dated, undated=tuple(e for e in account.undated if e.telling.id in ids))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


def _meets(entry: Entry, window: Window) -> bool:
    start, end = window
    when = entry.when
    return when is None or ((start is None or when.end > start) and (end is None or when.start < end))


def _inside(account: Account, window: Window) -> Account:
    if window == (None, None):
        return account
    return replace(account, dated=tuple(e for e in account.dated if _meets(e, window)))


def _moments(accounts: Iterable[Account]) -> set[datetime]:
    """The edges of everything that is bounded; what is open on one side has one edge."""
    found = set()
    for account in accounts:
        for entry in account.dated:
            if entry.when and not entry.when.open_start:
                found.add(entry.when.start)
            if entry.when and not entry.when.open_end:
                found.add(entry.when.end)
    return found


def _edges(accounts: Iterable[Account], window: Window) -> tuple[datetime, datetime] | None:
    moments = _moments(accounts)
    if window == (None, None) or not (moments or all(window)):
        return None
    start = window[0] or min(moments)
    end = window[1] or max(moments)
    return (start, end) if start < end else None


# --- the drawing ---


class _Tellers:
    """Statements by id, made into what is shown of them; only those that are looked at are kept."""

    def __init__(self, laid: Laid, wanted: Sequence[Account], window: Window, sets: Sequence[ImpossibleView]) -> None:
        self._laid, self._window = laid, window
        # Of accounts that a look cuts down the statements that are left; of whole ones nothing needs to be known.
        self._left = None if wanted is laid.timeline.accounts else {e.telling.id for a in wanted for e in a.entries}
        self._of_set: dict[str, list[int]] = {}
        for one in sets:
            for statement in one.statements:
                self._of_set.setdefault(statement, []).append(one.number)

    def keeps(self, statement: str) -> bool:
        found = self._laid.places.get(statement)
        if found is None or (self._left is not None and statement not in self._left):
            return False
        return _meets(found[1], self._window)

    def both(self, left: str, right: str) -> bool:
        return self.keeps(left) and self.keeps(right)

    def view(self, statement: str) -> ToldView:
        return self.of(*self._laid.places[statement])

    def titles(self, accounts: Iterable[str]) -> tuple[str, ...]:
        found = [self._laid.timeline.accounts[self._laid.order[i]] for i in accounts if i in self._laid.order]
        return tuple(a.teller if a.teller == a.label else f"{a.teller} in {a.label}" for a in found)

    def of(self, account: Account, entry: Entry, number: int = 0) -> ToldView:
        return told_of(entry, account.teller, number, self._of_set.get(entry.telling.id, ()))


def _lanes(
    shown: Sequence[Account], scale: Scale | None, told: _Tellers, parted: set[str], looked: Looked
) -> tuple[tuple[AccountView, ...], float]:
    lanes: list[AccountView] = []
    y, number = float(_TOP), 0
    for n, account in enumerate(shown, 1):
        marks: list[Mark] = []
        ends: list[float] = []
        room = _ALONE if looked.account else _MARKS
        for entry in account.dated[:room] if scale else ():
            number += 1
            mark = _mark(account, entry, scale, told, number, y, ends, entry.telling.id in parted)
            marks.append(mark)
        height = _LANE_HEAD + _ROW * len(ends) + 6 if marks else 0.0
        loose = events_first(account.undated)
        most = _ALONE if looked.account else _UNDATED
        undated = tuple((told.of(account, e), e.why_undated) for e in loose[:most])
        lanes.append(
            AccountView(
                account.id, n, account.teller, account.label, account.release.words, account.source_id, y, height,
                tuple(marks), undated, len(loose) - len(undated), len(account.dated) - len(marks),
                looked.of_account(account.id),
            )
        )  # fmt: skip
        y += height
    return tuple(lanes), y + 8


def _mark(
    account: Account, entry: Entry, scale: Scale | None, told: _Tellers, number: int, y: float, ends: list[float],
    parted: bool,
) -> Mark:  # fmt: skip
    when = entry.when
    assert when is not None
    assert scale is not None
    view = told.of(account, entry, number)
    x = scale.at(when.start)
    width = max(scale.at(when.end) - x, 6.0)
    x = min(x, RIGHT - 6.0)
    reach = x + width + 20 + 8 * len(str(number)) + 24 * len(view.sets)
    row = next((n for n, end in enumerate(ends) if x - 12 > end), len(ends))
    if row == len(ends):
        ends.append(reach)
    else:
        ends[row] = reach
    return Mark(
        told=view,
        x=round(x, 1),
        y=y + _LANE_HEAD + row * _ROW,
        width=round(width, 1),
        guess=bool(when.guess),
        denied=entry.telling.statement.denied,
        vague=bool(when.pad),
        before=when.start < scale.start,
        after=when.end > scale.end,
        parted=parted,
    )


def _gap(start: datetime, end: datetime, over: int, scale: Scale) -> GapView:
    x = scale.at(start)
    words = f"{date_words(start)} to {date_words(end)}"
    return GapView(round(x, 1), round(max(0.0, scale.at(end) - x), 1), words, over)


def _bars(laid: Laid, shown: Sequence[Account], whole: Scale | None, looked: Looked) -> list[tuple[float, float]]:
    """What zooming keeps in view, as places on the axis of everything: the chosen statement, else all that is drawn."""
    if whole is None:
        return []
    chosen = laid.places.get(looked.at)
    room = _ALONE if looked.account else _MARKS
    entries = [chosen[1]] if chosen else [entry for account in shown for entry in account.dated[:room]]
    return [(whole.at(e.when.start), whole.at(e.when.end)) for e in entries if e.when is not None]


def _moves(
    whole: Scale | None, scale: Scale | None, looked: Looked, bars: Sequence[tuple[float, float]]
) -> dict[str, str]:
    """Where zooming and moving lead, on the axis of everything, so that no step ends where nothing is told."""
    moves = {"whole": looked.with_window(None, None)}
    if whole is None or scale is None:
        return moves
    a, b = whole.at(scale.start), whole.at(scale.end)
    width = max(b - a, 1e-9)
    about = densest(bars, a, b)
    left = min(max(about - width / 4, a), b - width / 2)
    start, end = whole.moment(left), whole.moment(left + width / 2)
    if end - start >= _LEAST:
        moves["in"] = looked.with_window(start, end)
    if looked.window != (None, None):
        left = max(min(about - width, 1 - 2 * width), 0.0)
        start, end = whole.moment(left), whole.moment(left + 2 * width)
        if start <= whole.start and end >= whole.end:
            moves["out"] = moves["whole"]
        else:
            moves["out"] = looked.with_window(start, end)
        for name, by in (("earlier", -width / 2), ("later", width / 2)):
            by = max(by, -a) if by < 0 else min(by, 1 - b)
            start, end = whole.moment(a + by), whole.moment(b + by)
            if abs(by) > 1e-6 and end - start >= _LEAST:
                moves[name] = looked.with_window(start, end)
    return moves


# --- what persons decide ---


def _is_decided(proposal: SameEvent, settled: Mapping[tuple[str, str], str]) -> bool:
    return settled.get((proposal.left, proposal.right), "open") != "open"


def _decided(words: Sequence[PairWord], laid: Laid) -> tuple[DecidedPair, ...]:
    """The latest word on each pair that holds, the last one first."""
    latest = {w.pair: w for w in words}
    holding = sorted((w for w in latest.values() if w.verdict != "open"), key=lambda w: -w.seq)

    def told(statement: str) -> str:
        found = laid.places.get(statement)
        return found[1].telling.words if found else "a statement that is no longer in the case"

    return tuple(
        DecidedPair(w.left, w.right, told(w.left), told(w.right), w.verdict, w.who, w.at, w.why)
        for w in holding[:_LISTED]
    )
