"""The page of what sources are worth, on the demo: little is checked there, so it says little, and that is so."""

import importlib.util
import sys
from pathlib import Path

import pytest

from loupe.engine import Case

BUILD = Path(__file__).resolve().parents[2] / "demo" / "build.py"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's case, checked without a model."""
    spec = importlib.util.spec_from_file_location("demo_build_for_worth", BUILD)
    build = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = build
    spec.loader.exec_module(build)
    folder = tmp_path_factory.mktemp("demo")
    build.build(folder / "archive")
    with Case.create(folder / "case") as case:
        case.add_sheet(folder / "archive" / "sources.csv")
        case.check(folder / "archive" / "film.srt", fast=True)
        yield case


def of(case, name):
    (one,) = [w for w in case.worth().sources if w.source.name.startswith(name)]
    return one


def test_no_source_of_the_demo_has_enough_checked_statements_for_an_opinion(demo):
    worth = demo.worth()
    assert len(worth.sources) > 10
    assert all(w.checked < 5 and not w.band and w.abstains for w in worth.sources)


def test_papers_that_count_the_boxes_alike_are_disputed_by_the_book(demo):
    """CNN and The Advertiser have 123 of 160, the book has 109 of 189; nobody is called wrong."""
    (boxes,) = [b for b in of(demo, "advertiser").bearings if "123 had been opened" in " ".join(b.quote.split())]
    assert boxes.outcome == "disputed"
    assert "CNN" in boxes.agree
    assert "Scott Andrew Selby and Greg Campbell" in boxes.against


def test_what_five_origins_say_is_likely_so_and_two_against_one_is_open(demo):
    opinions = {one.claim.text: one for one in demo.worth().claims}
    assert opinions["More than a hundred boxes were forced open."].opinion == "likely so"
    assert opinions["The thieves broke open 109 boxes."].opinion == "open"


def test_every_statement_stands_verbatim_where_it_says(demo):
    for one in demo.worth().sources:
        text = " ".join(" ".join(p.text for p in demo.passages(one.source.id)).split())
        for bearing in one.bearings:
            assert " ".join(bearing.quote.split()) in text
