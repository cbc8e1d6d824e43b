"""The archive as a list: what there is, where it goes back to, what could not be read; filtered, sorted, in pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from loupe.language import fold
from loupe.model import GRADES, MACHINE_TRANSCRIPT, Grade, Problem, Source
from loupe.views.works import labels_apart

__all__ = [
    "Choice",
    "Listing",
    "OriginGroup",
    "SourceRow",
    "SourcesPage",
    "SourcesQuery",
    "listing_of",
    "made_by_machine",
    "source_rows",
    "sources_page",
]

Sort = Literal["name", "date", "kind", "grade", "origin", "words", "cited"]
State = Literal["problem", "machine", "part", "cited"]
ROWS = 100
"""Sources on one page of the list."""
_OCR_FORMATS = ("pdf", "picture")
_STATES: tuple[tuple[State, str], ...] = (
    ("problem", "not read, or not in full"),
    ("machine", "words made by a machine"),
    ("part", "part of another"),
    ("cited", "evidence of a claim"),
)


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """What a source goes back to by what is declared of it: a key for addresses, the roots in words, how many do."""

    key: str
    label: str
    size: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list; no other has its ``label``. ``machine`` says that a machine made its words, and how;
    ``cited`` counts the claims that rest on it.

    ``of`` is the id of the source it is part of and ``of_label`` what that is called, both empty for a whole; ``parts``
    counts what was found inside it. ``folded`` is what the filter looks in. ``work`` marks what is checked itself.
    """

    id: str
    label: str
    name: str
    kind: str
    format: str
    maker: str | None
    published: str | None
    reliability: Grade
    origin: OriginGroup | None
    machine: str
    problem: Problem | None
    words: int
    passages: int
    parts: int
    of: str
    of_label: str
    cited: int
    work: bool
    folded: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SourcesQuery:
    """What of the archive is wanted: words that stand in title, name, maker or publisher, and what the row must be."""

    text: str = ""
    kind: str = ""
    grade: str = ""
    origin: str = ""
    state: str = ""
    sort: str = "name"
    descending: bool = False
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.kind or self.grade or self.origin or self.state)

    def but(self, **changed: Any) -> str:
        """The query of an address with this changed; what is as usual is left out of it."""
        from urllib.parse import urlencode

        usual = SourcesQuery()
        names = ("text", "kind", "grade", "origin", "state", "sort", "descending", "page")
        values = {name: changed.get(name, getattr(self, name)) for name in names}
        said = {name: values[name] for name in names if values[name] != getattr(usual, name)}
        return urlencode({name: "1" if value is True else value for name, value in said.items()})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that the list can be narrowed to, and how many sources have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows, what they can be narrowed to, the origin groups by their keys, and how many there are, in words."""

    rows: tuple[SourceRow, ...]
    kinds: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    states: tuple[Choice, ...]
    origins: Mapping[str, OriginGroup]
    count: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """One page of the list. ``matching`` of ``total`` rows fit the query, ``count`` says
    what they are; ``depths`` indent parts below a whole."""

    query: SourcesQuery
    rows: tuple[SourceRow, ...]
    depths: tuple[int, ...]
    total: int
    count: str
    matching: int
    pages: int
    kinds: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    states: tuple[Choice, ...]
    origin: OriginGroup | None


def source_rows(
    sources: Sequence[Source],
    groups: Mapping[str, OriginGroup],
    cited: Mapping[str, int],
    folded: Mapping[str, str] | None = None,
) -> tuple[SourceRow, ...]:
    """A row for each source; to be made once and held. ``cited`` counts the claims that have evidence in a source.

    ``folded`` is what the filter looks in, by id, of sources whose rows were made before.
    """
    known = {source.id: source for source in sources}
    parts = Counter(source.part_of for source in sources if source.part_of in known)
    labels = labels_apart(sources)
    rows, ready = [], folded or {}
    for source in sorted(sources, key=lambda s: s.id):
        whole = known.get(source.part_of or "")
        said = " ".join(filter(None, (source.title, source.name, source.maker, source.publisher, source.kind)))
        rows.append(
            SourceRow(
                source.id, labels[source.id], source.name, source.kind, source.format, source.maker, source.published,
                source.reliability, groups.get(source.id), made_by_machine(source), source.problem, source.words,
                source.passages, parts[source.id], whole.id if whole else "", labels[whole.id] if whole else "",
                cited.get(source.id, 0), source.role == "work", ready.get(source.id) or fold(said),
            )
        )  # fmt: skip
    return tuple(rows)


def made_by_machine(source: Source) -> str:
    """Whether a machine made the words of a source, in words; empty for somebody's own text."""
    if source.kind == MACHINE_TRANSCRIPT:
        return "heard by a machine"
    return "read by OCR" if source.words_sha256 and source.format in _OCR_FORMATS else ""


def listing_of(rows: Sequence[SourceRow], count: str = "") -> Listing:
    """The rows with what they can be narrowed to, and how many there are, in words; to be made once and held."""
    kinds = Counter(row.kind for row in rows)
    grades = Counter(row.reliability for row in rows)
    states = ((state, label, sum(_is(row, state) for row in rows)) for state, label in _STATES)
    return Listing(
        rows=tuple(rows),
        kinds=tuple(Choice(kind, kind, number) for kind, number in sorted(kinds.items())),
        grades=tuple(Choice(grade, grade, grades[grade]) for grade in GRADES if grades[grade]),
        states=tuple(Choice(state, label, number) for state, label, number in states),
        origins={row.origin.key: row.origin for row in rows if row.origin},
        count=count,
    )


def sources_page(listing: Listing, query: SourcesQuery, size: int = ROWS) -> SourcesPage:
    """The page of the list that a query wants. What is part of something stands below it when both fit the query.

    A page past the end is the last one; values that nothing has match nothing.
    """
    words = fold(query.text).split()
    found = [row for row in listing.rows if all(word in row.folded for word in words) and _fits(row, query)]
    ordered = _as_tree(found, _key(query.sort), query.descending)
    pages = max(1, -(-len(ordered) // size))
    page = min(max(1, query.page), pages)
    here = ordered[(page - 1) * size : page * size]
    return SourcesPage(
        query=replace(query, page=page),
        rows=tuple(row for row, _ in here),
        depths=tuple(depth for _, depth in here),
        total=len(listing.rows),
        count=listing.count,
        matching=len(found),
        pages=pages,
        kinds=listing.kinds,
        grades=listing.grades,
        states=listing.states,
        origin=listing.origins.get(query.origin),
    )


def _fits(row: SourceRow, query: SourcesQuery) -> bool:
    return (
        (not query.kind or row.kind == query.kind)
        and (not query.grade or row.reliability == query.grade)
        and (not query.origin or (row.origin is not None and row.origin.key == query.origin))
        and (not query.state or _is(row, query.state))
    )


def _is(row: SourceRow, state: str) -> bool:
    match state:
        case "problem":
            return row.problem is not None
        case "machine":
            return bool(row.machine)
        case "part":
            return bool(row.of)
        case "cited":
            return row.cited > 0
    return False


def _key(sort: str) -> Callable[[SourceRow], tuple[Any, ...]]:
    keys: dict[str, Callable[[SourceRow], Any]] = {
        "name": lambda row: row.label.casefold(),
        "date": lambda row: row.published or "\U0010ffff",  # what has no date comes last
        "kind": lambda row: row.kind,
        "grade": lambda row: row.reliability,
        "origin": lambda row: row.origin.label.casefold() if row.origin else "\U0010ffff",
        "words": lambda row: row.words,
        "cited": lambda row: row.cited,
    }
    assert set(keys) == set(get_args(Sort))
    chosen = keys.get(sort, keys["name"])
    return lambda row: (chosen(row), row.label.casefold(), row.id)


def _as_tree(
    rows: Sequence[SourceRow], key: Callable[[SourceRow], tuple[Any, ...]], descending: bool
) -> list[tuple[SourceRow, int]]:
    """The rows in order with their depth: parts right behind their whole, where that is among the rows."""
    there = {row.id for row in rows}
    below: defaultdict[str, list[SourceRow]] = defaultdict(list)
    in_order = sorted(rows, key=key, reverse=descending)
    for row in in_order:
        below[row.of if row.of in there and row.of != row.id else ""].append(row)
    ordered: list[tuple[SourceRow, int]] = []
    done: set[str] = set()
    waiting = [(row, 0) for row in reversed(below[""])]
    while waiting:
        row, depth = waiting.pop()
        if row.id in done:
            continue
        done.add(row.id)
        ordered.append((row, depth))
        waiting += [(part, depth + 1) for part in reversed(below[row.id])]
    # Two that say they are part of each other hang below nothing; they are shown all the same.
    return ordered + [(row, 0) for row in in_order if row.id not in done]
