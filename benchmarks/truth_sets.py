"""Data sets of truth discovery as boards: flight times and gates, birthplaces, authors of books."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from loupe.reasoning.truth import Assertion, Board, Contained

__all__ = ["TruthSet", "birthplaces", "books", "flight_days"]


@dataclass(frozen=True, slots=True)
class TruthSet:
    """One set: who says what, which values contain each other, and for some items the answers that are right.

    ``right`` maps an item to the values that count as right; ``near`` to those that count as right when the measure is
    the looser one that ``loosely`` names. ``note`` says how the values were read.
    """

    name: str
    assertions: tuple[Assertion, ...]
    contained: tuple[Contained, ...]
    right: Mapping[str, frozenset[str]]
    near: Mapping[str, frozenset[str]]
    loosely: str
    note: str

    def board(self) -> Board:
        """The board of all its claims."""
        return Board.of(self.assertions, self.contained)


# --- flights --------------------------------------------------------------------------------------------------------

_FIELDS = ("scheduled departure", "actual departure", "departure gate", "scheduled arrival", "actual arrival",
           "arrival gate")  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s*(?:([AaPp])\.?[Mm]?\.?)?")
_NO_GATE = re.compile(r"^(?:|N/?A|TBD|NOTPROVIDEDBYAIRLINE|NONE|NULL|GATE|TERMINAL.*)$")


def flight_days(folder: Path) -> Iterator[TruthSet]:
    """The days of the Flight set, oldest first: clock times in buckets of ten minutes, gates without blanks."""
    for path in sorted((folder / "conflicting_data").glob("*.txt")):
        yield _flight_day(path, folder / "ground_truth" / path.name)


def _flight_day(claims: Path, gold: Path) -> TruthSet:
    minutes: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    assertions = []
    for source, flight, *cells in _rows(claims):
        for field, cell in zip(_FIELDS, cells, strict=False):
            value, minute = _flight_value(field, cell)
            if value:
                item = f"{flight} {field}"
                assertions.append(Assertion(item, source.strip(), value))
                if minute is not None:
                    minutes[item, value][minute] += 1
    values: dict[str, set[str]] = defaultdict(set)
    for a in assertions:
        values[a.item].add(a.value)
    right, near = {}, {}
    for flight, *cells in _rows(gold):
        for field, cell in zip(_FIELDS, cells, strict=False):
            value, minute = _flight_value(field, cell)
            item = f"{flight} {field}"
            if not value or item not in values:
                continue
            right[item] = near[item] = frozenset({value})
            if minute is not None:
                near[item] |= {v for v in values[item] if _apart(_commonest(minutes[item, v]), minute) <= 10}
    note = "times of day in buckets of 10 minutes, gates in capitals without blanks and signs"
    return TruthSet(f"flight {claims.stem}", tuple(assertions), (), right, near, "within 10 minutes", note)


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8", errors="replace").splitlines():
        cells = line.rstrip("\r").split("\t")
        if len(cells) > 2 and cells[0]:
            yield cells


def _flight_value(field: str, cell: str) -> tuple[str, int | None]:
    if field.endswith("gate"):
        gate = re.sub(r"[^A-Z0-9/]", "", cell.upper().replace("GATE", ""))
        return ("" if _NO_GATE.match(gate) else gate), None
    found = _CLOCK.search(cell)
    if not found:
        return "", None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    at = hour * 60 + minute
    if at >= 24 * 60:
        return "", None
    return f"{at // 10:03d}", at


def _commonest(minutes: Counter[int]) -> int:
    return min(minutes, key=lambda m: (-minutes[m], m))


def _apart(one: int, two: int) -> int:
    between = abs(one - two)
    return min(between, 24 * 60 - between)


# --- birthplaces ----------------------------------------------------------------------------------------------------


def birthplaces(folder: Path) -> TruthSet:
    """BirthPlaces: claims at different depths of a hierarchy of places, told apart by their names alone."""
    with (folder / "hierarchy.csv").open(encoding="utf-8") as file:
        nodes = {row["ID"]: (row["name"], row["parentID"]) for row in csv.DictReader(file)}
    above: dict[str, set[str]] = defaultdict(set)
    for name, parent in nodes.values():
        while parent in nodes and nodes[parent][0] != "Root":
            above[name].add(nodes[parent][0])
            parent = nodes[parent][1]
    with (folder / "claims.csv").open(encoding="utf-8") as file:
        assertions = [Assertion(row["obj"], row["src"], row["value"]) for row in csv.DictReader(file)]
    contained = list(_inside(assertions, lambda narrow, broad: broad in above[narrow]))
    said = {a.item for a in assertions}
    right, near = {}, {}
    with (folder / "groundtruths.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["obj"] in said:
                path = row["value"].split(",")
                right[row["obj"]], near[row["obj"]] = frozenset(path[:1]), frozenset(path)
    note = "places by name; a place contains what lies in it by the hierarchy of the set"
    return TruthSet("birthplaces", tuple(assertions), tuple(contained), right, near, "or what contains it", note)


def _inside(assertions: Iterable[Assertion], contains: object) -> Iterator[Contained]:
    values: dict[str, set[str]] = defaultdict(set)
    for a in assertions:
        values[a.item].add(a.value)
    assert callable(contains)
    for item, named in values.items():
        for broad, narrow in permutations(sorted(named), 2):
            if contains(narrow, broad):
                yield Contained(item, broad, narrow)


# --- books ----------------------------------------------------------------------------------------------------------

_ROLE = re.compile(r"\((?:joint |series )?(?:author|editor|illustrator|translator|other|contributor)s?\)|"
                   r"\bby\b|\bet al\.?|\b(?:jr|sr|ph\.?d|md|dr)\b\.?|\b(?:ii|iii|iv)\b", re.I)  # fmt: skip
_BETWEEN = re.compile(r"[;/&|]|\band\b|\bwith\b", re.I)
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "du"})


def books(folder: Path) -> TruthSet:
    """The books of AbeBooks: lists of authors as sets of surnames; a list contains every longer list that has it."""
    assertions = []
    for line in (folder / "claims.txt").read_text("utf-8", errors="replace").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) >= 8 and cells[3] == "AuthorsNamesList":
            surnames = _surnames("|".join(cells[4 : len(cells) - 3]))
            if surnames:
                assertions.append(Assertion(_isbn(cells[2]), cells[-3 - 0] if len(cells) > 8 else cells[5], surnames))
    contained = list(_inside(assertions, lambda narrow, broad: set(broad.split("+")) < set(narrow.split("+"))))
    said = {a.item for a in assertions}
    right = {}
    for line in (folder / "golden.txt").read_text("utf-8", errors="replace").splitlines():
        isbn, _, authors = line.partition("\t")
        surnames = "+".join(sorted({_surname(a) for a in authors.split(";") if a.strip()}))
        if surnames and _isbn(isbn) in said:
            right[_isbn(isbn)] = frozenset({surnames})
    values: dict[str, set[str]] = defaultdict(set)
    for a in assertions:
        values[a.item].add(a.value)
    near = {
        i: v | {w for w in values[i] if set(w.split("+")) < set(next(iter(v)).split("+"))} for i, v in right.items()
    }
    note = "author lists as sets of surnames; a part of a list contains the list"
    return TruthSet("books", tuple(assertions), tuple(contained), right, near, "or a part of the list", note)


def _isbn(text: str) -> str:
    return text.strip().upper()


def _surnames(text: str) -> str:
    """The surnames of a list of authors as stores write them, sorted, with plus signs between; "" for no list."""
    text = html.unescape(text).replace("\xa0", " ")
    if re.fullmatch(r"\W*|not available|various|n/?a|unknown|none|null", text.strip(), re.I):
        return ""
    if _ROLE.search(text) and "uthor)" in text:
        text = re.sub(r"\((?:joint |series )?(?:author|editor)s?\)", ";", text, flags=re.I)
    text = _ROLE.sub(" ", text)
    found = set()
    for part in _BETWEEN.split(text):
        found |= {_surname(author) for author in _authors(part)}
    return "+".join(sorted(found - {""}))


def _authors(part: str) -> list[str]:
    """One part between stronger signs: "Last, First", or several names with commas between."""
    pieces = [p.strip() for p in part.split(",") if p.strip()]
    if len(pieces) < 2:
        return pieces
    if all(len(p.split()) > 1 for p in pieces):
        return pieces
    if len(pieces) % 2 == 0:
        return [f"{last}, {first}" for last, first in zip(pieces[::2], pieces[1::2], strict=True)]
    return [f"{pieces[0]}, {' '.join(pieces[1:])}"]


def _surname(author: str) -> str:
    last, comma, _ = author.partition(",")
    words = re.sub(r"[^\w\s'-]", " ", _ROLE.sub(" ", last if comma else author)).lower().split()
    if not words:
        return ""
    if comma:
        return "".join(w for w in words if w not in _PARTICLES).replace("-", "")
    return words[-1].replace("-", "")
