"""The demo's archive asked who planned it and who hired him: one man's two versions, and who contradicts them."""

import importlib.util
import sys
from pathlib import Path

import pytest
from engine_samples import new_case

from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")
BUILD = Path(__file__).resolve().parents[2] / "demo" / "build.py"


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("demo_build_to_ask", BUILD)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("demo")
    module.build(folder / "archive")
    with new_case(folder / "case") as case:
        case.add_sheet(folder / "archive" / "sources.csv")
        case.understand()
        yield case


@pytest.mark.parametrize("question", ["Who planned it?", "Who hired him?"])
def test_the_dealer_and_alessandro_are_proposed_with_their_passages(case, question):
    answers = {a.name: [s.source.label for s in a.said] for a in case.asking(question).report().answers}
    assert {"a diamond dealer", "Alessandro"} <= set(answers)
    assert any("Wired" in label for label in answers["a diamond dealer"])


def test_two_versions_of_one_man_are_one_origin_and_the_authorities_another(case):
    asking = case.asking("Who planned it?")
    for text in ("Leonardo Notarbartolo", "a diamond dealer", "Alessandro"):
        asking.hypothesize(text)
    proposed = {" ".join(c.spots[0].quote.split()): c for c in asking.report().proposed}
    dealer, idea, none = (
        next(c for quote, c in proposed.items() if words in quote)
        for words in ("commissioned the theft", "a man named Alessandro", "never found any evidence")
    )
    assert dealer.origin == idea.origin != none.origin
    asking.weigh(dealer.id, "H2", "weak support", "he says so of himself")
    asking.weigh(dealer.id, "rest", "no support")
    asking.weigh(idea.id, "H3", "weak support", "he says so of himself")
    asking.weigh(idea.id, "H2", "weak against", "it names another man")
    asking.weigh(idea.id, "rest", "no support")
    asking.weigh(none.id, "H3", "moderate against", "people leave traces")
    asking.weigh(none.id, "rest", "no support")
    asked = asking.report()
    assert [c.clues for c in asked.weighed.columns] == [("C1", "C2"), ("C3",)]
    assert asked.weighed.order == (("H0", "H1", "H2"), ("H3",))
    assert [asked.column(o).clues for c in asked.hanging.smallest for o in c.origins] == [("C3",)]
