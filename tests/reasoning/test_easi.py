"""EASI as published: the textbook's numbers in both forms, the critical detection point, and what must always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.barriers import Response, Task, interruption, reach, without_detection

STEPS = (
    ("cut the fence", 0.0, 10, 3.0), ("run", 0.0, 12, 3.6), ("open the door", 0.9, 90, 27.0), ("run on", 0.0, 10, 3.0),
    ("open the inner door", 0.9, 90, 27.0), ("the target", 0.0, 120, 36.0),
)  # fmt: skip
RESPONSE = Response(300, 90, 0.95)


def textbook(where="B"):
    """The example of Garcia's textbook, with detection at the doors at the beginning, middle or end of their delay."""
    return [Task(n, p, m, s, where if "door" in n else "B") for n, p, m, s in STEPS]


@pytest.mark.parametrize(
    ("where", "spreadsheet", "strict"),
    [("B", 0.4760, 0.4832), ("M", 0.3194, 0.3226), ("E", 0.1852, 0.1864)],
)
def test_the_textbook_example_in_both_forms(where, spreadsheet, strict):
    tasks = textbook(where)
    assert interruption(tasks, RESPONSE) == pytest.approx(spreadsheet, abs=5e-5)
    assert interruption(tasks, RESPONSE, "strict") == pytest.approx(strict, abs=5e-5)
    assert (reach(tasks, RESPONSE).probability, reach(tasks, RESPONSE).strict) == (
        interruption(tasks, RESPONSE),
        interruption(tasks, RESPONSE, "strict"),
    )


def test_the_critical_detection_point_is_the_last_with_more_delay_left_than_the_response_takes():
    found = reach(textbook(), RESPONSE)
    assert (found.critical, found.detected) == (2, pytest.approx(0.9))
    assert [left for left, _ in found.line] == [332, 322, 310, 220, 210, 120]
    assert found.line[-1][1] == pytest.approx(0.99)
    assert reach(textbook(), Response(1000, 90)).critical is None


def test_an_account_that_has_every_sensor_silent_leaves_no_chance():
    silent = without_detection(textbook(), frozenset({"open the door", "open the inner door"}))
    assert interruption(silent, RESPONSE) == 0.0
    one = without_detection(textbook(), frozenset({"open the door"}))
    assert 0 < interruption(one, RESPONSE) < interruption(textbook(), RESPONSE)


def test_without_any_scatter_the_response_comes_in_time_or_not():
    tasks = [Task("door", 1.0, 100, 0.0)]
    assert [interruption(tasks, Response(t, 0.0)) for t in (99, 100, 101)] == [1.0, 0.5, 0.0]


@st.composite
def paths(draw):
    chance, seconds = st.floats(0, 1), st.floats(0, 5000)
    return [
        Task(f"t{n}", draw(chance), draw(seconds), draw(st.floats(0, 500)), draw(st.sampled_from("BME")))
        for n in range(draw(st.integers(1, 6)))
    ]


@settings(deadline=None)
@given(paths(), st.floats(0, 5000), st.floats(1, 500), st.floats(0, 1))
def test_it_is_a_chance_and_a_faster_response_never_lowers_it(tasks, mean, deviation, communication):
    slow = interruption(tasks, Response(mean + 100, deviation, communication))
    fast = interruption(tasks, Response(mean, deviation, communication))
    assert 0 <= slow <= fast + 1e-12 <= 1 + 1e-9
    strict = interruption(tasks, Response(mean, deviation, communication), "strict")
    assert fast - 1e-9 <= strict <= 1 + 1e-9, "an alarm that was not passed on leaves later ones their chance"
