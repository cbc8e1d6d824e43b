"""Layers by accounts: how each teller says each barrier of a guarded place was beaten, and what nobody explains.

The matrix compares accounts of a finished crime. Who does not speak of a layer is silent, and agrees with nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from loupe.reasoning.barriers import Reach, Response, Task, reach, without_detection
from loupe.reasoning.cited import Cited, told_by

__all__ = [
    "BEATEN", "EXCLUSIVE", "KINDS", "Cell", "Count", "Disagreement", "Entry", "Layer", "Matrix", "Path", "Row",
    "Standing", "make_matrix",
]  # fmt: skip

KINDS = ("sensor", "lock", "barrier", "container", "patrol", "procedure")
BEATEN = (
    "bypassed", "disabled beforehand", "opened with key or code", "forced", "not working", "insider",
    "taken away", "swapped",
)  # fmt: skip
"""How a layer can have been beaten; the last two are said of recordings."""

_EXCLUSIVE = (
    ("opened with key or code", "forced"), ("opened with key or code", "not working"), ("forced", "not working"),
    ("bypassed", "not working"), ("disabled beforehand", "not working"), ("bypassed", "forced"),
    ("taken away", "swapped"), ("left open", "left closed"),
)  # fmt: skip
EXCLUSIVE = frozenset(frozenset(pair) for pair in _EXCLUSIVE)
"""Classes that cannot both be true of one layer."""

Standing = Literal["accounts differ", "told", "only surmised", "called a mystery", "nobody says how"]

_MUST: Mapping[str, str] = {
    "bypassed": "no alarm can have come from the {layer} while somebody was in reach",
    "disabled beforehand": "the {layer} must have been off before the night began, and nobody may have noticed",
    "opened with key or code": "somebody must have had what opens the {layer}",
    "forced": "the {layer} must show traces of force",
    "not working": "the {layer} must have been off, unlocked or out of order",
    "insider": "somebody who belonged there must have helped at the {layer}",
    "taken away": "the {layer} must be missing from where they were kept",
    "swapped": "the {layer} must be there and show another time",
    "left open": "the {layer} must have stood open for whoever came first",
    "left closed": "the {layer} must have looked untouched to whoever came first",
}
_SILENT_ALARM = frozenset({"bypassed", "disabled beforehand", "not working", "insider", "opened with key or code"})


@dataclass(frozen=True, slots=True)
class Layer:
    """One barrier: what it detects or delays, the words it goes by, and the numbers a person gave, if any."""

    name: str
    kind: str
    purpose: str
    words: tuple[str, ...] = ()
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one teller says of one layer: a class of ``BEATEN``, how it was left, or "unexplained".

    ``implied``: the words do not say so outright (a key that lay near, a pronoun for the layer). ``denied``: the teller
    says that it was not so. ``delay`` are the least and most seconds that the same sentence gives.
    """

    layer: str
    verdict: str
    words: str
    cited: Cited
    implied: bool = False
    denied: bool = False
    delay: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All that one account says of one layer."""

    account: str
    entries: tuple[Entry, ...]
    must: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two accounts of one layer that cannot both be true."""

    left: Entry
    right: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One layer across the accounts; ``silent`` are the accounts that do not speak of it."""

    layer: Layer
    standing: Standing
    cells: tuple[Cell, ...]
    silent: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many layers a source says there were."""

    low: float
    high: float
    cited: Cited


@dataclass(frozen=True, slots=True)
class Path:
    """EASI for the numbers as a person gave them (``account`` empty), or as one account has it.

    ``silenced`` are the layers with a chance of detection that raised no alarm if the account is true.
    """

    account: str
    silenced: tuple[str, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Matrix:
    """The layers in order, the accounts, what each says, and how it stands.

    ``given`` says that a person fixed the list in layers.toml. ``delays`` are the least and most seconds that an
    account's own sentences add up to. ``paths`` is empty when nobody gave numbers; ``no_paths`` says then why.
    """

    place: str
    given: bool
    accounts: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: tuple[Count, ...]
    delays: tuple[tuple[str, float, float], ...]
    paths: tuple[Path, ...]
    no_paths: str
    response: Response | None = None


def make_matrix(
    layers: Sequence[Layer],
    entries: Iterable[Entry],
    counts: Iterable[Count] = (),
    *,
    place: str = "",
    given: bool = False,
    response: Response | None = None,
) -> Matrix:
    """The matrix of these layers, in their order; entries may come in any order."""
    ordered = sorted(entries, key=lambda e: (e.cited, e.layer, e.verdict, e.words))
    known = {layer.name for layer in layers}
    mine = [e for e in ordered if e.layer in known]
    accounts = tuple(sorted({told_by(e.cited) for e in mine}))
    rows = tuple(_row(layer, [e for e in mine if e.layer == layer.name], accounts) for layer in layers)
    paths, no_paths = _paths(layers, rows, response)
    told = tuple(sorted(counts, key=lambda c: c.cited))
    return Matrix(place, given, accounts, rows, told, _delays(mine), paths, no_paths, response)


def _row(layer: Layer, entries: Sequence[Entry], accounts: Sequence[str]) -> Row:
    cells = []
    for account in accounts:
        said = tuple(e for e in entries if told_by(e.cited) == account)
        if said:
            cells.append(Cell(account, said, _must(layer.name, said)))
    spoken = {cell.account for cell in cells}
    disagreements = _disagreements(entries)
    silent = tuple(a for a in accounts if a not in spoken)
    return Row(layer, _standing(entries, disagreements), tuple(cells), silent, disagreements)


def _must(layer: str, entries: Sequence[Entry]) -> tuple[str, ...]:
    said = dict.fromkeys(e.verdict for e in entries if e.verdict in _MUST and not e.denied)
    return tuple(_MUST[verdict].format(layer=layer) for verdict in said)


def _standing(entries: Sequence[Entry], disagreements: Sequence[Disagreement]) -> Standing:
    if disagreements:
        return "accounts differ"
    beaten = [e for e in entries if e.verdict in BEATEN and not e.denied]
    if any(not e.implied and not e.cited.hedged for e in beaten):
        return "told"
    if beaten:
        return "only surmised"
    return "called a mystery" if any(e.verdict == "unexplained" for e in entries) else "nobody says how"


def _disagreements(entries: Sequence[Entry]) -> tuple[Disagreement, ...]:
    """One pair for each two classes that exclude each other; two accounts each, plain words before surmises."""
    found: dict[tuple[str, str, bool], Disagreement] = {}
    ranked = sorted(entries, key=lambda e: (bool(e.cited.hedged), e.implied, e.cited, e.verdict))
    for n, a in enumerate(ranked):
        for b in ranked[n + 1 :]:
            why = _apart(a, b)
            if why and told_by(a.cited) != told_by(b.cited):
                left, right = sorted((a, b), key=lambda e: (e.denied, e.verdict))
                found.setdefault((left.verdict, right.verdict, right.denied), Disagreement(left, right, why))
    return tuple(found[key] for key in sorted(found))


def _apart(a: Entry, b: Entry) -> str:
    if a.verdict == b.verdict and a.denied != b.denied:
        return f"one says {a.verdict}, the other denies it"
    if not a.denied and not b.denied and frozenset((a.verdict, b.verdict)) in EXCLUSIVE:
        first, second = sorted((a.verdict, b.verdict))
        return f"{first} and {second} exclude each other"
    return ""


def _delays(entries: Sequence[Entry]) -> tuple[tuple[str, float, float], ...]:
    totals: dict[str, dict[tuple[str, int], tuple[float, float]]] = {}
    for e in entries:
        if e.delay:
            totals.setdefault(told_by(e.cited), {})[(e.cited.source_id, e.cited.start)] = e.delay
    return tuple(
        (account, sum(d[0] for d in one.values()), sum(d[1] for d in one.values()))
        for account, one in sorted(totals.items())
    )


def _paths(layers: Sequence[Layer], rows: Sequence[Row], response: Response | None) -> tuple[tuple[Path, ...], str]:
    tasks = [layer.task for layer in layers if layer.task]
    if not tasks or response is None:
        missing = "a response time" if tasks else "detection and delay of the layers"
        return (), f"Not computed: nobody gave {missing} in layers.toml."
    paths = [Path("", (), reach(tasks, response))]
    said: dict[str, set[str]] = {}
    for row in rows:
        for cell in row.cells:
            detects = row.layer.task is not None and row.layer.task.detection > 0
            if detects and any(e.verdict in _SILENT_ALARM and not e.denied for e in cell.entries):
                said.setdefault(cell.account, set()).add(row.layer.name)
    for account, names in sorted(said.items()):
        silenced = frozenset(names)
        paths.append(Path(account, tuple(sorted(names)), reach(without_detection(tasks, silenced), response)))
    return tuple(paths), ""
