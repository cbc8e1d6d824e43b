"""Facts that long records hold: careers, takeovers, what a trouble affected; and what is no fact to be held."""

import pytest
from conflict_samples import held, strength_of

from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "Ann Reed joined the Coal Board in 1971.", "Ann Reed joined the Coal Board in 1983.", "conflict",
            id="joining",
        ),
        pytest.param(
            "Ann Reed joined the Coal Board in 1971.", "Ann Reed joined the Steel Trust in 1983.", None, id="two firms"
        ),
        pytest.param(
            "Ann Reed joined the Coal Board in 1971.", "Ann Reed joined the Coal Board team in 1983.", None,
            id="a team inside it",
        ),
        pytest.param(
            "Ann Reed joined the Coal Board in 1971.", "Did Ann Reed join the Coal Board in 1983?", None, id="asked"
        ),
        pytest.param("Ann Reed retired in 1998.", "Ann Reed retired in May 2004.", "conflict", id="retiring"),
        pytest.param(
            "The pump valve problem affected 62 boats.", "The pump valve problem affected 71 boats.", "conflict",
            id="what a named trouble affected",
        ),
        pytest.param(
            "The pump valve problem affected 62 boats.", "The engine mount problem affected 71 boats.", None,
            id="two troubles",
        ),
        pytest.param(
            "The problem affected 62 boats.", "The problem affected 71 boats.", None, id="a trouble without a name"
        ),
    ],
)  # fmt: skip
def test_careers_and_troubles(one, other, expected):
    assert strength_of(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("There are two types of ticket.", "There are three types of ticket.", id="types"),
        pytest.param("One of the lockers was opened.", "The thieves opened 41 lockers.", id="one of them"),
        pytest.param("I have eaten half of the apples.", "He has eaten a third of the apples.", id="anybody's share"),
        pytest.param("The author is Ann Reed.", "The author is Carl Boone.", id="authors of different papers"),
        pytest.param(
            "Ann Reed was the approval authority of the Coal Board.",
            "Carl Boone was the approval authority of the Coal Board.", id="an authority is no author",
        ),
        pytest.param("Ann Reed paid Carl Boone.", "Ann Reed uses no Carl Boone.", id="other deeds"),
    ],
)  # fmt: skip
def test_what_is_no_fact_to_be_held_against_another(one, other):
    assert strength_of(one, other) is None


def test_weeks_before_a_meeting_are_no_preparation_of_a_crime():
    gathered, _ = held({"a.txt": "There were five weeks of preparation for the trade fair."})
    assert gathered.facts == ()
