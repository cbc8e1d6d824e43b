"""What the timeline page shows: accounts in lanes, where they part, what cannot all be true, and what may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from loupe.language import fold
from loupe.reasoning.accounts import Account, Entry
from loupe.reasoning.events import SameEvent, events_first
from loupe.reasoning.moments import calendar_interval
from loupe.reasoning.timelines import Timeline, Window, find_gaps
from loupe.store import PairWord
from loupe.views.impossible import ImpossibleView
from loupe.views.timeline_scale import Scale, Tick, date_words, make_scale, ticks_of
from loupe.views.told import ToldView, told_of
from loupe.views.working import Working

__all__ = [
    "AccountView", "DecidedPair", "DriftView", "GapView", "Laid", "Looked", "Mark", "PartingView", "ProposalView",
    "TimelinePage", "lay_out", "look_of", "timeline_page",
]  # fmt: skip

WIDTH, LEFT, RIGHT = 1160, 16, 1080
"""Units of the drawing: its width, and where its axis begins and ends."""
_ROW, _LANE_HEAD, _TOP = 22, 26, 40
_LANES, _MARKS, _ALONE, _UNDATED, _LISTED, _PROPOSED = 25, 60, 500, 5, 30, 12
_LEAST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody wants to look at: a stretch of time, what it is about, one account, which of several pages.

    ``start`` and ``end`` are as they stand in the address; ``caution`` says what of it could not be read.
    """

    start: str = ""
    end: str = ""
    about: str = ""
    account: str = ""
    page: int = 1
    window: Window = (None, None)
    caution: str = ""

    def with_window(self, start: datetime | None, end: datetime | None) -> str:
        """The query of an address that shows another stretch, all else as it is."""
        return _query(_stamp(start), _stamp(end), self.about, self.account, 1)

    @property
    def query(self) -> str:
        """The query of the address of this very look."""
        return _query(self.start, self.end, self.about, self.account, self.page)

    def turned(self, page: int) -> str:
        """The query of another page of lanes."""
        return _query(self.start, self.end, self.about, self.account, page)

    def of_account(self, account: str) -> str:
        """The query of one account alone."""
        return _query(self.start, self.end, self.about, account, 1)


def look_of(start: str, end: str, about: str, account: str, page: int) -> Looked:
    """What an address asks for; a stretch that cannot be read is left out, and said."""
    caution = ""
    first, last = _moment(start, 0), _moment(end, 1)
    if (start.strip() and first is None) or (end.strip() and last is None):
        caution = "That is no date. Dates are written 2003, 2003-02, 2003-02-15 or 2003-02-15T21:30."
        start, end, first, last = "", "", None, None
    elif first and last and first >= last:
        caution = "That stretch would end before it begins, so all is shown."
        start, end, first, last = "", "", None, None
    return Looked(
        start.strip()[:40], end.strip()[:40], about.strip()[:200], account[:400], max(1, page), (first, last), caution
    )


def _moment(written: str, which: int) -> datetime | None:
    words = written.strip()
    if "T" in words:
        try:
            found = datetime.fromisoformat(words)
        except ValueError:
            return None
        return found if found.tzinfo is None else None
    interval = calendar_interval(words) if words else None
    return interval[which] if interval else None


def _stamp(moment: datetime | None) -> str:
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M}" if moment else ""


def _query(start: str, end: str, about: str, account: str, page: int) -> str:
    from urllib.parse import urlencode

    given = {"from": start, "to": end, "about": about, "account": account, "page": str(page) if page > 1 else ""}
    return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement on the drawing: a box at ``x`` and ``y``, ``width`` across; what it is stands in ``told``."""

    told: ToldView
    x: float
    y: float
    width: float
    guess: bool
    denied: bool
    vague: bool
    before: bool
    after: bool
    parted: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """A lane: one teller in one source, told when. ``y`` is where it begins on the drawing.

    ``marks`` are what has a date, ``undated`` what has none, with why; ``more`` and ``later`` count undated ones
    and later ones that are left out for want of room.
    """

    id: str
    number: int
    teller: str
    label: str
    told: str
    source_id: str
    y: float
    height: float
    marks: tuple[Mark, ...]
    undated: tuple[tuple[ToldView, str], ...]
    more: int
    later: int
    query: str

    @property
    def title(self) -> str:
        """Who tells it, and where."""
        return self.teller if self.teller == self.label else f"{self.teller} in {self.label}"


@dataclass(frozen=True, slots=True)
class GapView:
    """A stretch that nobody says anything about; ``over`` counts statements that reach over all of it and beyond."""

    x: float
    width: float
    words: str
    over: int


@dataclass(frozen=True, slots=True)
class PartingView:
    """Where accounts of one event part; ``silent`` are accounts that tell of the time around and not of this."""

    kind: str
    words: str
    decided: bool
    left: ToldView
    right: ToldView
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DriftView:
    """What one teller tells otherwise another time; ``dated`` says whether it is known which was told first."""

    teller: str
    kind: str
    words: str
    dated: bool
    earlier: ToldView
    later: ToldView


@dataclass(frozen=True, slots=True)
class ProposalView:
    """Two statements that may tell of one event, with a score that only orders, and its reasons."""

    left: ToldView
    right: ToldView
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """What a person said of two statements, with who and when; the words of both are as they were then."""

    left: str
    right: str
    left_words: str
    right_words: str
    verdict: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The page. ``ready`` says that there is a timeline to show; ``works`` how the reports behind it stand.

    ``moves`` are queries of addresses that show another stretch, by what they do ("in", "out", "earlier", "later",
    "whole"); ``first`` is the number of the first lane on this page of lanes; ``seen`` that of the last word on pairs
    that the page knows of.
    """

    ready: bool
    works: tuple[Working, ...]
    looked: Looked
    seen: int
    stretch: str = ""
    lanes: tuple[AccountView, ...] = ()
    first: int = 1
    pages: int = 1
    accounts: int = 0
    dated: int = 0
    undated: int = 0
    height: float = 0.0
    ticks: tuple[Tick, ...] = ()
    gaps: tuple[GapView, ...] = ()
    sets: tuple[ImpossibleView, ...] = ()
    more_sets: int = 0
    partings: tuple[PartingView, ...] = ()
    drifts: tuple[DriftView, ...] = ()
    proposals: tuple[ProposalView, ...] = ()
    more_proposals: int = 0
    decided: tuple[DecidedPair, ...] = ()
    moves: Mapping[str, str] | None = None

    @property
    def empty(self) -> bool:
        """Whether nobody tells anything here."""
        return self.ready and not self.accounts


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
    looked = replace(looked, page=min(looked.page, pages))
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
        moves=_moves(whole, scale, looked),
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


def _moves(whole: Scale | None, scale: Scale | None, looked: Looked) -> dict[str, str]:
    """Where zooming and moving lead, on the axis of everything, so that no step ends where nothing is told."""
    moves = {"whole": looked.with_window(None, None)}
    if whole is None or scale is None:
        return moves
    a, b = whole.at(scale.start), whole.at(scale.end)
    middle, width = (a + b) / 2, max(b - a, 1e-9)
    start, end = whole.moment(middle - width / 4), whole.moment(middle + width / 4)
    if end - start >= _LEAST:
        moves["in"] = looked.with_window(start, end)
    if looked.window != (None, None):
        start, end = whole.moment(middle - width), whole.moment(middle + width)
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
