"""The rule file: its default, what a newsroom may change, and what is refused by name."""

import pytest
from judging_cases import Case, piece

from loupe.judging import DEFAULT_POLICY_TEXT, Policy, parse_policy
from loupe.model.errors import PolicyInvalid

KEYS = ("name", "corroborating_origins", "contradicting_origins", "credible_grades", "least_score", "least_reading")


def test_the_default_text_says_the_default_policy():
    assert parse_policy(DEFAULT_POLICY_TEXT) == Policy()


def test_an_empty_file_is_the_default_policy():
    assert parse_policy("# nothing changed\n") == Policy()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_stands_in_the_default_text_under_a_line_that_explains_it(key):
    lines = DEFAULT_POLICY_TEXT.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(f"{key} = "))
    assert any(line.startswith("#") for line in lines[:at])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param('name = "Our desk"', Policy(name="Our desk"), id="name"),
        pytest.param("corroborating_origins = 3", Policy(corroborating_origins=3), id="corroborating"),
        pytest.param("contradicting_origins = 2", Policy(contradicting_origins=2), id="contradicting"),
        pytest.param('credible_grades = ["B", "A", "A"]', Policy(credible_grades=("A", "B")), id="grades-in-any-order"),
        pytest.param("least_score = 0.75", Policy(least_score=0.75), id="score"),
        pytest.param("least_score = 1", Policy(least_score=1), id="score-as-a-whole-number"),
        pytest.param("least_reading = 0.95", Policy(least_reading=0.95), id="reading"),
    ],
)
def test_one_line_changes_one_rule(line, expected):
    assert parse_policy(line) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("corroborating_origins = 1", "corroborating_origins", id="one-origin-corroborates"),
        pytest.param("corroborating_origins = 2.0", "corroborating_origins", id="half-origins"),
        pytest.param('corroborating_origins = "2"', "corroborating_origins", id="number-in-quotes"),
        pytest.param("corroborating_origins = true", "corroborating_origins", id="true-is-no-number"),
        pytest.param("contradicting_origins = 0", "contradicting_origins", id="no-contradiction-contests"),
        pytest.param("contradicting_origins = false", "contradicting_origins", id="false-is-no-number"),
        pytest.param('credible_grades = "ABC"', "credible_grades", id="grades-as-one-word"),
        pytest.param("credible_grades = []", "credible_grades", id="no-grades"),
        pytest.param('credible_grades = ["A", "G"]', "credible_grades", id="unknown-grade"),
        pytest.param('credible_grades = ["a"]', "credible_grades", id="small-letter"),
        pytest.param("credible_grades = [1]", "credible_grades", id="grade-as-number"),
        pytest.param('credible_grades = [["A"]]', "credible_grades", id="list-in-list"),
        pytest.param("least_score = 1.5", "least_score", id="score-above-one"),
        pytest.param("least_score = -0.1", "least_score", id="score-below-nothing"),
        pytest.param("least_score = nan", "least_score", id="score-not-a-number"),
        pytest.param("least_score = inf", "least_score", id="score-without-end"),
        pytest.param("least_score = true", "least_score", id="score-as-true"),
        pytest.param("least_reading = 1.5", "least_reading", id="reading-above-one"),
        pytest.param('least_reading = "never"', "least_reading", id="reading-as-a-word"),
        pytest.param("name = 3", "name", id="name-as-number"),
        pytest.param("least_scores = 0.5", "least_scores", id="misspelt-key"),
        pytest.param("[rules]\nleast_score = 0.5", "rules", id="unknown-table"),
        pytest.param("least_score = 0.5\nleast_score = 0.6\n", "line 2", id="twice"),
        pytest.param("least_score 0.5", "line 1", id="no-equals"),
        pytest.param('name = "Our desk\n', "line 1", id="quote-left-open"),
    ],
)
def test_a_bad_file_is_refused_with_the_key_or_line_named(text, named):
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy(text)
    assert named in str(refused.value)
    assert "docs/policy.md" in refused.value.hint


def test_a_misspelt_key_is_answered_with_the_known_ones():
    with pytest.raises(PolicyInvalid) as refused:
        parse_policy("corroborating = 2")
    assert all(key in str(refused.value) for key in KEYS)


def test_two_policies_on_the_same_evidence_differ_as_their_texts_say():
    found = Case(
        evidence=(piece("e1", "s-court"), piece("e2", "s-blog"), piece("e3", "s-forum", "contradicts", score=0.6)),
        grades={"s-court": "A", "s-blog": "D", "s-forum": "E"},
    )
    labels = {
        text: found.verdict(parse_policy(text)).label
        for text in (
            "",
            'credible_grades = ["A", "B"]',
            'credible_grades = ["A", "B", "C", "D", "E", "F"]',
            'credible_grades = ["A", "B", "C", "D", "E", "F"]\nleast_score = 0.7',
            'credible_grades = ["A", "B", "C", "D", "E", "F"]\ncontradicting_origins = 2',
            "corroborating_origins = 3",
        )
    }
    assert list(labels.values()) == [
        "corroborated", "uncorroborated", "contested", "corroborated", "uncorroborated", "uncorroborated"
    ]  # fmt: skip
