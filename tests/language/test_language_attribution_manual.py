"""docs/language/attribution.md shows what the program does: every row of its tables is read again here."""

import re
from pathlib import Path

import pytest

from loupe.language import find_attribution, teller_key
from loupe.language.commitment import commitment
from loupe.language.quotations import find_quotations

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "attribution.md").read_text("utf-8")


def _cases(heading):
    part = re.split(rf"^#+ {heading}$", MANUAL, maxsplit=1, flags=re.MULTILINE)[1]
    table = part[part.index("\n|") + 1 :].split("\n\n", 1)[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]
    assert len(rows) > 4
    return pytest.mark.parametrize("row", rows, ids=[row[0] for row in rows])


@_cases("Who says so")
def test_who_says_so(row):
    text, tellers, said = row
    found = find_attribution(text)
    assert (", ".join(map(teller_key, found.tellers)) or "nobody") == tellers
    assert text[slice(*found.inner)].rstrip(" ,") == said


@_cases("What nobody says")
def test_what_nobody_says(row):
    text, tellers = row
    assert (", ".join(find_attribution(text).tellers) or "nobody") == tellers


@_cases("Somebody's own words")
def test_whose_words(row):
    text, who = row
    found = [q.speaker.mention.text if q.speaker else "nobody" for q in find_quotations(text)]
    assert "; ".join(found) == who


@_cases("How far a text stands behind a clause")
def test_how_far_a_text_stands_behind_a_clause(row):
    marked, polarity, modality = row
    start, end = marked.index("["), marked.index("]") - 1
    found = commitment(re.sub(r"[\[\]]", "", marked), (start, end))
    assert (found.polarity, found.modality) == (polarity, modality)
