"""docs/language/quantities.md shows what the program does: every row of its tables is read again here."""

import math
import re
from pathlib import Path

import pytest

from loupe.language import find_quantities
from loupe.model.quantities import compare_quantities

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "quantities.md").read_text("utf-8")
WORDS = {
    "equal": "says the same",
    "inside": "bears it out",
    "compatible": "fits, without saying as much",
    "disjoint": "differs",
    "incomparable": "cannot be compared",
}
CODES = {"German": "de", "Dutch": "nl", "French": "fr", "Italian": "it"}


def _cases(heading, at_least):
    part = re.split(rf"^## {heading}$", MANUAL, maxsplit=1, flags=re.MULTILINE)[1]
    table = part[part.index("| ") :].split("\n\n", 1)[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]
    assert len(rows) >= at_least
    return pytest.mark.parametrize("row", rows, ids=[" / ".join(row[:2]) for row in rows])


def _held(text, code, low, high, dimension, unit):
    (q,) = find_quantities(text, language=code)
    assert q.low == pytest.approx(float(low.replace(",", "")), rel=1e-4)
    assert q.high == pytest.approx(math.inf if high == "no end" else float(high.replace(",", "")), rel=1e-4)
    assert (q.dimension, q.unit) == (dimension, unit)


@_cases("English", 30)
def test_english(row):
    text, low, high, dimension, unit = row
    _held(text, "en", low, high, dimension, unit)


@_cases("Other languages", 12)
def test_other_languages(row):
    language, text, low, high, dimension, unit = row
    _held(text, CODES[language], low, high, dimension, unit)


@_cases("Units", 25)
def test_units(row):
    text, unit, dimension = row
    (q,) = find_quantities(text)
    assert (q.measure, q.dimension) == (unit, dimension)


def test_what_is_no_figure():
    part = MANUAL.split("## What is no figure")[1].split("##")[0]
    quoted = list(re.findall(r"“([^”]+)”|\"([^\"]+)\"|\(([A-Z][^)]*)\)", part))
    said = [piece for group in quoted for each in group if each for piece in each.split(", ")]
    assert len(said) > 8
    for text in said:
        names = [q for q in find_quantities(text) if q.dimension != "ordinal"]
        assert names == [], text


@_cases("How two figures stand", 8)
def test_how_two_figures_stand(row):
    claimed, found, relation = row
    assert WORDS[compare_quantities(find_quantities(claimed)[0], find_quantities(found)[0])] == relation
