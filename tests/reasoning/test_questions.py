"""The to-do list: what is open, whom to ask, and what stands first."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.cited import Cited
from loupe.reasoning.questions import (
    Adverse,
    Answer,
    Given,
    Moment,
    OpenClaim,
    OpenItem,
    OpenLayer,
    Seldom,
    find_gaps,
    make_questions,
)

NIGHT = datetime(2003, 2, 15, 23, 0)


def cited(label="a paper", start=0, teller=()):
    return Cited(label, label, start, start + 4, "words", "p", "paragraph 1", teller)


def moment(hours, length=1 / 60, *who):
    start = NIGHT + timedelta(hours=hours)
    return Moment(start, start + timedelta(hours=length), cited(f"at {hours}"), who)


def claim(line, supporting, contradicting, **more):
    return OpenClaim(f"c-{line}", line, f"claim {line}", supporting, contradicting, (cited(),), **more)


def test_something_bad_said_of_somebody_who_is_not_heard_is_the_first_question():
    bad = Adverse("Maria Rossi", ("Rossi",), "a theft", cited("the film", teller=("the guard",)), True, 12)
    (question, *_) = make_questions(Given(claims=(claim(1, 0, 0),), adverse=(bad,)))
    assert (question.kind, question.line) == ("adverse claim", 12)
    assert question.ask == ("Maria Rossi", "the guard (the film)")
    assert question.why == "It is said of Maria Rossi: a theft. No source of the case gives an answer of Maria Rossi."


def test_who_is_heard_is_not_asked_about():
    bad = Adverse("Maria Rossi", ("Rossi",), "a theft", cited(), True)
    other = Adverse("Jo Blank", ("Blank",), "a lie", cited(), False)
    found = make_questions(Given(adverse=(bad, other), answers=(Answer("Maria Rossi", cited()),)))
    assert [q.about for q in found] == ["Jo Blank"]


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        pytest.param((0, 0), "No independent source of the case bears it out.", id="nothing"),
        pytest.param((0, 2), "Nothing independent bears it out; 2 origins speak against it.", id="against"),
        pytest.param((1, 0), "It rests on one origin alone: the book.", id="one"),
        pytest.param((1, 1), "It rests on one origin alone: the book, and 1 origin speaks against it.", id="contested"),
    ],
)
def test_a_claim_without_independent_sources_says_why_it_is_open(counts, why):
    (question,) = make_questions(Given(claims=(claim(3, *counts, tellers=("the book",)),)))
    assert (question.why, question.claim_id, question.ask) == (why, "c-3", ("the book", "a paper"))


def test_what_the_work_says_stands_first_and_what_has_nothing_for_it_before_what_has_one():
    found = make_questions(
        Given(
            claims=(claim(1, 1, 0), claim(2, 0, 0), claim(3, 0, 1)),
            items=(
                OpenItem("crown", False, False, (cited(),), True),
                OpenItem("coins", False, True, (cited(),), False),
            ),
            layers=(OpenLayer("lock", "called a mystery", (cited(),), True),),
            seldom=(Seldom("Eric Sack", cited(), "a reporter"),),
            moments=(moment(0), moment(3)),
        )
    )
    assert [(q.kind, q.line or q.about) for q in found] == [
        ("no independent source", 3), ("no independent source", 2), ("no independent source", 1),
        ("layer not explained", "lock"), ("item without an end", "crown"),
        ("time not covered", "2003-02-15 23:01 to 2003-02-16 02:00"), ("item without an end", "coins"),
        ("named once", "Eric Sack"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("moments", "gaps"),
    [
        pytest.param([moment(0), moment(3)], 1, id="three hours"),
        pytest.param([moment(0), moment(0.5)], 0, id="half an hour"),
        pytest.param([moment(0), moment(90)], 0, id="other days"),
        pytest.param([moment(0, 3), moment(3.5)], 0, id="covered"),
        pytest.param([moment(0), moment(-1, 24), moment(3)], 1, id="that day as a whole covers nothing"),
        pytest.param([moment(0), moment(1.9), moment(3)], 2, id="two holes"),
        pytest.param([], 0, id="no time at all"),
    ],
)
def test_holes_between_known_times_are_found(moments, gaps):
    assert len(find_gaps(moments)) == gaps


def test_a_hole_asks_those_who_were_there_before_and_after():
    (question,) = make_questions(Given(moments=(moment(0, 1 / 60, "the driver"), moment(3, 1 / 60, "the concierge"))))
    assert question.ask == ("the driver", "the concierge")
    assert question.why == "Nobody speaks of the 3 hours between these two."


def test_an_item_asks_for_what_is_missing_of_it():
    kinds = [OpenItem(n, ended, placed, (), False) for n, ended, placed in (("a", 0, 0), ("b", 0, 1), ("c", 1, 0))]
    assert [q.question for q in make_questions(Given(items=tuple(kinds)))] == [
        "Where is it now: a?", "What became of it: b?", "Where was it found: c?",
    ]  # fmt: skip


@settings(deadline=None)
@given(
    st.permutations([claim(1, 0, 0), claim(2, 1, 0), claim(3, 0, 1)]),
    st.permutations([moment(0), moment(3), moment(7)]),
)
def test_any_order_of_input_gives_the_same_list(claims, moments):
    same = Given(claims=(claim(1, 0, 0), claim(2, 1, 0), claim(3, 0, 1)), moments=(moment(0), moment(3), moment(7)))
    assert make_questions(Given(claims=tuple(claims), moments=tuple(moments))) == make_questions(same)
