"""docs/language.md shows what the program does: every row of its tables is read again here."""

import math
import re
from datetime import timedelta
from pathlib import Path

import pytest

from loupe.language import find_attribution, find_quantities, find_times, teller_key
from loupe.language.tables import VAGUE_PLURALS, VAGUE_WORDS
from loupe.model.quantities import compare_quantities
from loupe.model.times import compare_times

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language.md").read_text("utf-8")
WORDS = {
    "equal": "says the same",
    "inside": "bears it out",
    "compatible": "fits, without saying as much",
    "disjoint": "differs",
    "incomparable": "cannot be compared",
}
UNITS = {"metres": "length", "grams": "mass", "years of age": "age", "share": "share", "count": "count"}


def _rows(heading, first):
    """The rows of the table under a heading whose first column is called so."""
    part = re.split(rf"^#+ {heading}$", MANUAL, maxsplit=1, flags=re.MULTILINE)[1]
    table = part[part.index(f"| {first} |") :].split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]


def _cases(heading, first):
    rows = _rows(heading, first)
    assert len(rows) > 5
    return pytest.mark.parametrize("row", rows, ids=[" / ".join(row[:2]) for row in rows])


def _shown(moment, span):
    day, clock = span.end - span.start >= timedelta(hours=23), f"{moment:%H:%M}"
    if span.frame == "daily":
        return clock
    name = {
        "absolute": f"{moment:%Y-%m-%d}",
        "yearly": f"{moment.day} {moment:%B}",
        "weekly": f"{moment:%A}",
    }[span.frame]
    return name if day and clock == "00:00" else f"{name} {clock}"


@_cases("Figures", "words")
def test_figures(row):
    text, low, high, unit = row
    (q,) = find_quantities(text)
    assert q.low == pytest.approx(float(low.replace(",", "")), rel=1e-4)
    assert q.high == pytest.approx(math.inf if high == "no end" else float(high.replace(",", "")), rel=1e-4)
    assert unit == q.unit if q.dimension == "money" else UNITS[unit] == q.dimension


def test_every_vague_word_has_its_row():
    said = " ".join(row[0] for row in _rows("Figures", "words"))
    assert [w for w in (*VAGUE_PLURALS, *VAGUE_WORDS) if w not in said and w != "billions"] == []


@_cases("How two figures stand", "the claim says")
def test_how_two_figures_stand(row):
    claimed, found, relation = row
    assert WORDS[compare_quantities(find_quantities(claimed)[0], find_quantities(found)[0])] == relation


@_cases("Times", "words")
def test_times(row):
    text, first, last = row
    (t,) = find_times(text)
    whole_days = t.end - t.start >= timedelta(hours=23) and t.end.hour == t.start.hour == 0
    assert _shown(t.start, t) == first
    assert _shown(t.end - timedelta(days=1) if whole_days else t.end, t) == last


@_cases("How two times stand", "the claim says")
def test_how_two_times_stand(row):
    claimed, found, relation = row
    assert WORDS[compare_times(find_times(claimed)[0], find_times(found)[0])] == relation


@_cases("Who says so", "sentence")
def test_who_says_so(row):
    text, tellers, said = row
    found = find_attribution(text)
    assert (", ".join(map(teller_key, found.tellers)) or "nobody") == tellers
    assert text[slice(*found.inner)].rstrip(" ,") == said


def test_the_list_of_what_is_read_wrongly_is_there():
    named = re.search(r"`(tests/language/[\w.]+)`", MANUAL)
    assert named
    assert (Path(__file__).resolve().parents[2] / named[1]).exists()
