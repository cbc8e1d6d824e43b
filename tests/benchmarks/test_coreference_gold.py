"""The places of the demo that were read by hand for who is meant, and how far Loupe gets with them."""

import sys
from pathlib import Path

import pytest

from loupe.language.parsing import find_parser

ROOT = Path(__file__).resolve().parents[2]
PRECISION, RIGHT = 0.95, 46
"""Raise these when Loupe gets better; a wrong name is worse than none."""


@pytest.fixture(scope="module")
def coreference():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from language_tasks import coreference

        yield coreference
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def test_every_place_stands_where_the_gold_says(coreference):
    places = coreference.places_by_hand()
    assert len(places) == 123
    for place in places:
        text = (ROOT / "demo" / place.file).read_text(encoding="utf-8")
        assert text[place.offset : place.offset + len(place.text)].replace("\n", " ") == place.text
        assert f"[{place.text}]" in place.context


@pytest.mark.skipif(find_parser() is None, reason="no parser for English is installed")
def test_few_are_wrong_and_no_fewer_are_right(coreference):
    places = coreference.demo_places(find_parser())
    given = [right for _, link, right in places if link is not None]
    assert sum(given) >= RIGHT
    assert sum(given) / len(given) >= PRECISION


def test_chains_are_scored_as_in_the_literature():
    """Worked out by hand from the definitions: recall and precision of MUC 2/5 and 2/5, of B-cubed 35/84 and 1/2, of
    CEAF-e 1.3/2 and 1.3/3."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from language_tasks.chain_scores import compare
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    key = [frozenset("abc"), frozenset("defg")]
    response = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    tally = compare(key, response)
    assert tally.f1("muc") == pytest.approx(0.4)
    assert tally.f1("b3") == pytest.approx(5 / 11)
    assert tally.f1("ceafe") == pytest.approx(0.52)
    assert compare(key, key).conll == pytest.approx(1.0)
