"""The score of timelines on graphs worked out by hand."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from timeline_score import Counts, Line, score, total
from timeline_sets import timeline_in

GOLD = [Line(1, "2005-01-18", ("a", "b")), Line(2, "2005-02-XX", ("c",)), Line(3, "XXXX-XX-XX", ("d",))]


def test_a_perfect_timeline_scores_full_marks():
    assert score(GOLD, GOLD).figures == (100, 100, 100)
    assert score(GOLD, GOLD, dates=False).figures == (100, 100, 100)


def test_the_reduced_graph_has_no_relation_that_follows_from_others():
    # a and b with their date, c with its date, and two steps: a < c < d
    assert score(GOLD, GOLD).wanted == 5
    # without dates: a = b, a < c < d
    assert score(GOLD, GOLD, dates=False).wanted == 3


def test_a_relation_that_only_follows_from_the_gold_is_right():
    # the gold says a < c < d; that a is before d follows
    assert score([Line(1, "XXXX-XX-XX", ("a",)), Line(2, "XXXX-XX-XX", ("d",))], GOLD) == Counts(1, 1, 0, 5)


def test_an_event_at_a_wrong_date_is_wrong_and_an_event_that_is_not_there_too():
    system = [Line(1, "2005-01-19", ("a",)), Line(2, "2005-02-XX", ("c", "x"))]
    counts = score(system, GOLD)
    assert (counts.right, counts.given) == (2, 4)  # c with its date, and a before c
    assert (counts.found, counts.wanted) == (2, 5)


def test_what_nobody_could_place_is_not_scored():
    assert score([Line(0, "XXXX-XX-XX", ("a",))], GOLD) == Counts(0, 0, 0, 5)


def test_micro_figures_add_up_the_counts():
    assert total([Counts(1, 2, 1, 4), Counts(3, 3, 2, 2)]) == Counts(4, 5, 3, 6)
    assert Counts().figures == (0, 0, 0)


def test_a_timeline_of_the_task_is_read():
    text = "Ada Moor\n0\tXXXX-XX-XX\t1-2-said\n1\t2005-01-18\t1-3-took\t2-4-taken\n"
    assert timeline_in(text) == (
        "Ada Moor",
        (Line(0, "XXXX-XX-XX", ("1-2-said",)), Line(1, "2005-01-18", ("1-3-took", "2-4-taken"))),
    )


@pytest.mark.parametrize("dates", [True, False])
def test_the_order_of_the_lines_does_not_matter(dates):
    assert score(GOLD[::-1], GOLD, dates=dates) == score(GOLD, GOLD[::-1], dates=dates)
