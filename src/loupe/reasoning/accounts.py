"""Accounts: one teller's version of what happened, as one source has it, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from loupe.model.statements import ParticipantRole, Statement
from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.moments import When, when_of

__all__ = ["TOLD_AS_FACT", "Account", "Entry", "Party", "Release", "Telling", "accounts_of"]

TOLD_AS_FACT = ("asserted", "reported", "alleged")
"""How a statement is put forward that says of something that it was, whoever says so."""


@dataclass(frozen=True, slots=True)
class Release:
    """When a version was told: ``words`` as a person reads them; ``start`` and ``end`` None when nobody knows.

    ``latest`` says that the interval is only a bound: a dated source draws on this one.
    """

    words: str
    start: datetime | None = None
    end: datetime | None = None
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part, made comparable across sources.

    ``name`` is what is shown; ``key`` is one key for one person, place or thing by name, empty where nobody is named;
    ``concepts`` are the sorted stems of the words that carry content, synonyms brought together.
    """

    role: ParticipantRole
    name: str
    key: str = ""
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement with who tells it, in which version, and made comparable with what others tell.

    ``teller_key`` is one key for one teller; ``named`` says that it is somebody called by a name, so that two versions
    are the same person's; ``guessed`` that a pronoun was taken to mean this teller. ``deed`` is the kind of event, the
    statement's own or what its noun names ("the robbery took place": steal). ``place`` is where the quote stands, in
    words; ``words`` the statement in one line.
    """

    statement: Statement
    teller: str
    teller_key: str
    named: bool
    guessed: bool
    label: str
    release: Release
    place: str
    words: str
    deed: str
    parties: tuple[Party, ...] = ()
    where: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    @property
    def told_as_fact(self) -> bool:
        """Whether it says that this happened: not denied, not asked, not still to come, not on a condition."""
        return not self.statement.denied and self.statement.modality in TOLD_AS_FACT


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in a lane: where on the line it lies, or why it lies nowhere."""

    telling: Telling
    when: When | None
    why_undated: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One teller's version in one source: what is dated in the order of time, what is not in the order of the text.

    ``id`` is made of the teller's key and the source; ``guessed`` counts the statements whose teller is a guess.
    """

    id: str
    teller: str
    teller_key: str
    named: bool
    source_id: str
    label: str
    release: Release
    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    guessed: int = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All statements, the dated first."""
        return self.dated + self.undated


def accounts_of(tellings: Iterable[Telling], widths: Widths = DEFAULT_WIDTHS) -> tuple[Account, ...]:
    """A lane for each teller in each source: versions of one teller side by side, the earlier told first.

    Tellers who have more dated statements come first. The order of the input does not matter.
    """
    lanes: dict[tuple[str, str], list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: t.id):
        lanes.setdefault((telling.teller_key, telling.statement.source_id), []).append(telling)
    accounts = [_account(lane, widths) for lane in lanes.values()]
    weight: dict[str, int] = {}
    for one in accounts:
        weight[one.teller_key] = weight.get(one.teller_key, 0) + len(one.dated)
    return tuple(sorted(accounts, key=lambda a: (-weight[a.teller_key], a.teller_key, _told(a.release), a.source_id)))


def _told(release: Release) -> tuple[bool, datetime]:
    return release.start is None, release.start or datetime.min


def _account(lane: Sequence[Telling], widths: Widths) -> Account:
    entries = [Entry(t, *when_of(t.statement.times, widths)) for t in lane]
    dated = sorted((e for e in entries if e.when), key=_by_time)
    undated = sorted((e for e in entries if not e.when), key=lambda e: _by_text(e.telling))
    names = sorted({t.teller for t in lane}, key=lambda n: (-len(n.split()), n.isupper(), -len(n), n))
    first = lane[0]
    return Account(
        id=f"{first.teller_key}@{first.statement.source_id}",
        teller=names[0],
        teller_key=first.teller_key,
        named=first.named,
        source_id=first.statement.source_id,
        label=first.label,
        release=first.release,
        dated=tuple(dated),
        undated=tuple(undated),
        guessed=sum(t.guessed for t in lane),
    )


def _by_time(entry: Entry) -> tuple[datetime, datetime, int, str]:
    assert entry.when is not None
    return entry.when.start, entry.when.end, entry.telling.statement.start, entry.telling.id


def _by_text(telling: Telling) -> tuple[int, int, str]:
    return telling.statement.start, telling.statement.end, telling.id
