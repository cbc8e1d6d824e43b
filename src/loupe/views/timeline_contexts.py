"""What the timeline page is made from: lanes, marks, gaps, and what is proposed and decided of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loupe.views.impossible import ImpossibleView
from loupe.views.timeline_look import Looked
from loupe.views.timeline_scale import Tick
from loupe.views.told import ToldView
from loupe.views.working import Working

__all__ = [
    "AccountView", "Band", "DecidedPair", "DriftView", "GapView", "Mark", "PartingView", "ProposalView", "TimelinePage",
]  # fmt: skip

_BAND = 500.0
"""Units of the drawing from the top of a piece to where its last row may begin: about a third of a sheet."""


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
class Band:
    """A piece of a lane that is not cut apart on paper: where it begins, how high it is, and the marks on it."""

    y: float
    height: float
    marks: tuple[Mark, ...]


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

    @property
    def bands(self) -> tuple[Band, ...]:
        """The lane from top to bottom, in pieces of which several fit on a sheet of paper."""
        tops = [self.y]
        for y in sorted({mark.y for mark in self.marks}):
            if y - tops[-1] > _BAND:
                tops.append(y)
        ends = [*tops[1:], self.y + self.height]
        return tuple(
            Band(top, end - top, tuple(mark for mark in self.marks if top <= mark.y < end))
            for top, end in zip(tops, ends, strict=True)
        )


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
