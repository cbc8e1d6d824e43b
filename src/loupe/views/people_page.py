"""What the page of people and things shows: under which names, in which sources, linked to whom by which statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from loupe.language import fold
from loupe.model import MENTION_KINDS, MergeProposal
from loupe.reasoning.accounts import Telling
from loupe.store import PairWord
from loupe.views.impossible import ImpossibleView, PassageView, PositionView
from loupe.views.told import ToldView, told_in
from loupe.views.working import Working

__all__ = [
    "LinkView",
    "NamePair",
    "NamedWord",
    "PeopleLook",
    "PeoplePage",
    "PersonDetail",
    "PersonRow",
    "WhereView",
    "people_page",
]

KINDS = MENTION_KINDS[:5]
_TWO_PLACES = "nobody is in two places at once"
_ROWS, _PROPOSED, _LINKS, _OF_LINK, _TOLD = 50, 12, 40, 3, 40


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody or something named. ``names`` are its other proper names, ``sources`` pairs of id and label.

    ``aliases`` are what it is also called, with the sources that call it so; ``together`` says which persons decided
    that names are one.
    """

    key: str
    name: str
    kind: str
    names: tuple[str, ...]
    aliases: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    roles: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    mentions: int
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another who takes part in the same statements: how many there are, and the first of them."""

    key: str
    name: str
    count: int
    told: tuple[ToldView, ...]


@dataclass(frozen=True, slots=True)
class WhereView:
    """Where an account puts somebody when: row ``number`` of the table, ``where`` and ``when`` in words of the source.

    ``aside`` are words on how it is told. ``against`` are the numbers of rows that cannot be true together with this
    one, ``sets`` those of the impossible sets that say so, ``rules`` what they break.
    """

    number: int
    id: str
    when: str
    edtf: str
    where: str
    teller: str
    aside: tuple[str, ...]
    quote: str
    source_id: str
    passage_id: str
    label: str
    place: str
    against: tuple[int, ...] = ()
    sets: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """Everything told of one: links, where it was said to be, and statements; ``more`` counts those left out."""

    row: PersonRow
    links: tuple[LinkView, ...]
    whereabouts: tuple[WhereView, ...]
    told: tuple[ToldView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names that may be one, and why; ``blocked`` says why they cannot, and is empty otherwise."""

    left: str
    right: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    blocked: str
    left_source: tuple[str, str]
    right_source: tuple[str, str]


@dataclass(frozen=True, slots=True)
class NamedWord:
    """What a person said of two names, with who and when."""

    left: str
    right: str
    verdict: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class PeopleLook:
    """What somebody wants to see: names with these words, of this kind, which page, or one of them by its key."""

    words: str = ""
    kind: str = ""
    page: int = 1
    who: str = ""

    @property
    def query(self) -> str:
        """The query of the address of this very look."""
        return self.turned(self.page, self.who)

    def turned(self, page: int = 1, who: str = "") -> str:
        """The query of another page, or of one person."""
        given = {"q": self.words, "kind": self.kind, "page": str(page) if page > 1 else "", "who": who}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The page. ``seen`` is the number of the last word on two names that the page knows of."""

    ready: bool
    works: tuple[Working, ...]
    look: PeopleLook
    seen: int
    kinds: tuple[tuple[str, int], ...] = ()
    rows: tuple[PersonRow, ...] = ()
    total: int = 0
    pages: int = 1
    chosen: PersonDetail | None = None
    proposals: tuple[NamePair, ...] = ()
    more_proposals: int = 0
    decided: tuple[NamedWord, ...] = ()


def people_page(
    rows: Sequence[PersonRow] | None,
    proposals: Sequence[MergeProposal],
    told: Mapping[str, Sequence[Telling]],
    labels: Mapping[str, str],
    words: Sequence[PairWord],
    works: tuple[Working, ...],
    look: PeopleLook,
    sets: Sequence[ImpossibleView] = (),
) -> PeoplePage:
    """The page from everybody named (None while that is being worked out); ``told`` are statements by a party's key.

    ``sets`` are the impossible sets, as far as they are worked out.
    """
    words = [word for word in words if word.kind == "names"]
    seen = max((word.seq for word in words), default=0)
    if rows is None:
        return PeoplePage(False, works, look, seen)
    wanted = fold(look.words)
    found = [r for r in rows if look.kind in ("", r.kind) and (not wanted or _bears(r, wanted))]
    pages = max(1, -(-len(found) // _ROWS))
    look = PeopleLook(look.words, look.kind, min(look.page, pages), look.who)
    open_ones = _open(proposals, words, look.kind)
    by_key = {r.key: r for r in rows}
    chosen = by_key.get(fold(look.who)) if look.who else None
    latest = {w.pair: w for w in words}
    holding = sorted((w for w in latest.values() if w.verdict != "open"), key=lambda w: -w.seq)
    count = Counter(r.kind for r in rows)
    return PeoplePage(
        ready=True,
        works=works,
        look=look,
        seen=seen,
        kinds=tuple((kind, count[kind]) for kind in KINDS if count[kind]),
        rows=tuple(found[(look.page - 1) * _ROWS : look.page * _ROWS]),
        total=len(found),
        pages=pages,
        chosen=_detail(chosen, told, by_key, sets) if chosen else None,
        proposals=tuple(_pair(p, labels) for p in open_ones[:_PROPOSED]),
        more_proposals=max(0, len(open_ones) - _PROPOSED),
        decided=tuple(NamedWord(w.left, w.right, w.verdict, w.who, w.at, w.why) for w in holding[:50]),
    )


def _bears(row: PersonRow, wanted: str) -> bool:
    return any(wanted in fold(name) for name in (row.name, *row.names, *(alias for alias, _ in row.aliases)))


def _open(proposals: Sequence[MergeProposal], words: Sequence[PairWord], kind: str) -> list[MergeProposal]:
    """Proposals nobody has decided, each pair of names once; those that cannot be one come last."""
    latest = {frozenset((fold(w.left), fold(w.right))): w.verdict for w in words}
    found: dict[frozenset[str], MergeProposal] = {}
    for p in proposals:
        pair = frozenset((fold(p.left), fold(p.right)))
        if kind in ("", p.kind) and latest.get(pair, "open") == "open":
            found.setdefault(pair, p)
    return sorted(found.values(), key=lambda p: (bool(p.blocked), -p.score, p.left, p.right))


def _pair(p: MergeProposal, labels: Mapping[str, str]) -> NamePair:
    left, right = ((i, labels.get(i, "")) for i in (p.left_source, p.right_source))
    return NamePair(p.left, p.right, p.kind, p.score, p.reasons, p.blocked, left, right)


def _detail(
    row: PersonRow,
    told: Mapping[str, Sequence[Telling]],
    by_key: Mapping[str, PersonRow],
    sets: Sequence[ImpossibleView],
) -> PersonDetail:
    mine = told.get(row.key, ())
    shared: dict[str, list[Telling]] = {}
    names: dict[str, str] = {}
    for telling in mine:
        for party in telling.parties:
            if party.key and party.key != row.key:
                shared.setdefault(party.key, []).append(telling)
                names.setdefault(party.key, party.name)
    order = sorted(shared, key=lambda key: (-len(shared[key]), key))
    links = tuple(
        LinkView(
            key if key in by_key else "",
            by_key[key].name if key in by_key else names[key],
            len(shared[key]),
            tuple(told_in(t) for t in shared[key][:_OF_LINK]),
        )
        for key in order[:_LINKS]
    )
    there = [t for t in mine if t.where and any(p.key == row.key and p.role == "agent" for p in t.parties)]
    return PersonDetail(
        row, links, _whereabouts(there, mine, sets), tuple(told_in(t) for t in mine[:_TOLD]), max(0, len(mine) - _TOLD)
    )


def _whereabouts(
    there: Sequence[Telling], mine: Sequence[Telling], sets: Sequence[ImpossibleView]
) -> tuple[WhereView, ...]:
    """A row for each statement that places one, in the order of time, those without a time last.

    What an impossible set says of two places at once belongs to it too, though its words name no place by name ("his
    phone was in use inside", "in a car outside").
    """
    own = {telling.id for telling in mine}
    held = [one for one in sets if any(p.id in own for position in one.positions for p in position.passages)]
    rows = {telling.id: _told_there(telling) for telling in there}
    for one in held:
        if one.rule.startswith(_TWO_PLACES):
            for position in one.positions:
                rows |= {p.id: _said_there(position, p) for p in position.passages if p.id not in rows}
    placed = sorted(rows.values(), key=lambda row: (not row.edtf, row.edtf, row.id))[:_TOLD]
    numbers = {row.id: number for number, row in enumerate(placed, 1)}
    return tuple(_marked(replace(row, number=numbers[row.id]), numbers, held) for row in placed)


def _told_there(telling: Telling) -> WhereView:
    view = told_in(telling)
    return WhereView(
        0, view.id, view.when, view.edtf, "; ".join(telling.where), view.teller, (f"told {view.told}", *view.flags),
        view.quote, view.source_id, view.passage_id, view.label, view.place,
    )  # fmt: skip


def _said_there(position: PositionView, one: PassageView) -> WhereView:
    words = one.said or position.words
    return WhereView(
        0, one.id, "", "", " ".join(words.split()), one.tellers or one.label, (), " ".join(one.quote.split()),
        one.source_id, one.passage_id, one.label, one.place,
    )  # fmt: skip


def _marked(row: WhereView, numbers: Mapping[str, int], sets: Sequence[ImpossibleView]) -> WhereView:
    """The row with what it cannot be true together with; who says the same is not against it."""
    against: set[int] = set()
    found: dict[int, str] = {}
    for one in sets:
        position = next((p for p in one.positions if any(said.id == row.id for said in p.passages)), None)
        if position is None:
            continue
        others = {numbers[said.id] for p in one.positions if p is not position for said in p.passages
                  if said.id in numbers}  # fmt: skip
        against |= others
        if others:
            found[one.number] = one.because
    return replace(row, against=tuple(sorted(against)), sets=tuple(found), rules=tuple(found.values()))
