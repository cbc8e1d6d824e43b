"""The measures of the benchmark of evidence, worked out by hand, and the picture of its curve."""

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("supports", "supports"),
    ("supports", "contradicts"),
    ("contradicts", "contradicts"),
    ("contradicts", "contradicts"),
]
TWO = ("supports", "contradicts")


@pytest.fixture(scope="module")
def bench():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import evidence

        yield evidence
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        pytest.param("accuracy", 3 / 4, id="accuracy"),
        pytest.param("balanced accuracy", (1 / 2 + 1) / 2, id="balanced accuracy"),
        pytest.param("macro-F1", (2 / 3 + 4 / 5) / 2, id="macro-F1"),
    ],
)
def test_measures(bench, metric, expected):
    assert bench.measure(metric, PAIRS, TWO) == pytest.approx(expected)


def test_a_class_that_nobody_names_counts_as_nothing_in_macro_f1(bench):
    assert bench.measure("macro-F1", PAIRS, (*TWO, "disputed")) == pytest.approx((2 / 3 + 4 / 5) / 3)


FOR, AGAINST, NOTHING = (0.8, 0.1, "supports"), (0.1, 0.8, "contradicts"), (0.2, 0.3, "related")


@pytest.mark.parametrize(
    ("answers", "labels", "forced", "said"),
    [
        pytest.param([FOR], TWO, "supports", "supports", id="one for"),
        pytest.param([NOTHING], TWO, "contradicts", "related", id="two classes: the likelier, and said nothing"),
        pytest.param([NOTHING], (*TWO, "related"), "related", "related", id="three classes: neither is an answer"),
        pytest.param([FOR, AGAINST], (*TWO, "disputed"), "disputed", "disputed", id="one for and one against"),
        pytest.param([FOR, NOTHING], ("supports", "related"), "supports", "supports", id="the best chunk counts"),
        pytest.param([AGAINST, NOTHING], ("supports", "related"), "related", "contradicts", id="no chunk supports"),
    ],
)
def test_passages_become_an_answer_about_the_claim(bench, answers, labels, forced, said):
    given = [bench.Answer(*answer) for answer in answers]
    assert bench.forced_label(given, labels) == forced
    assert bench.said_label(given) == said


def test_what_is_rejected_are_the_unsupported_claims_that_were_not_borne_out(bench):
    from evidence_sets import EvidenceSet, Item

    labels = ("supports", "contradicts", "related")
    chosen = EvidenceSet("s", "", "", lambda _: iter(()), "accuracy", labels, 0.5, 0.6, trainable=True)
    items = [Item("c", ("p",), label, str(n)) for n, label in enumerate([*labels, "related"])]
    found = bench.scores(chosen, items, labels[:1] * 4, ["supports", "related", "supports", "contradicts"])
    assert found["rejected"]["share"] == pytest.approx(2 / 3, abs=1e-3)
    assert found["answered"] == pytest.approx(3 / 4)
    assert found["supports"]["precision"]["share"] == pytest.approx(1 / 2)
    assert found["contradicts"]["recall"]["share"] == 0


def test_the_curve_goes_from_the_surest_down_and_keeps_equals_together(bench):
    from evidence_curve import Said, precision_curve

    said = [Said("s", 0.9, True)] * 20 + [Said("s", 0.8, n % 2 == 0) for n in range(10)] + [Said("s", 0.0, True)] * 70
    assert precision_curve(said) == [
        {"sure": 0.9, "share": 0.2, "precision": 1.0, "said": 20},
        {"sure": 0.8, "share": 0.3, "precision": round(25 / 30, 4), "said": 30},
    ]


def test_the_curve_is_drawn_as_well_formed_svg_that_asks_for_nothing_from_outside(bench):
    from evidence_curve import draw

    points = [{"sure": 0.9, "share": 0.1, "precision": 0.95, "said": 20}]
    drawn = ElementTree.fromstring(draw({"combined": {"other sets": points}, "model": {"other sets": points}}))
    lines = [e for e in drawn.iter() if e.tag.endswith("polyline")]
    texts = [e.text for e in drawn.iter() if e.tag.endswith("text")]
    assert len(lines) == 2
    assert "combined, other sets" in texts
    assert not [value for e in drawn.iter() for value in e.attrib.values() if "://" in value]
