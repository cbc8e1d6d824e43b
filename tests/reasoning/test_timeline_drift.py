"""Drift: a speaker tells the same thing otherwise on another occasion; what is no drift raises no alarm."""

import pytest
from timeline_samples import clock, date, party, tell

from loupe.model.quantities import Quantity
from loupe.reasoning.drift import find_drift

JOB = party("patient", "Moor", "ada moor")
BANKER, OTTO = party("agent", "a banker"), party("agent", "Otto Vane", "otto vane")
NEWER = {"source": "s-2", "told": "2019"}


def count(number, noun="crate"):
    words = f"{number} {noun}s"
    return Quantity(number, number, "count", "exact", "", noun, 0, len(words), words)


def kinds(*tellings):
    return [d.kind for d in find_drift(tellings)]


def test_who_gave_the_order_differs_between_two_versions_of_one_speaker():
    old, new = tell(1, "employ", BANKER, JOB, told="1998"), tell(2, "order", OTTO, JOB, **NEWER)
    (drift,) = find_drift([new, old])
    assert (drift.teller, drift.kind, drift.earlier, drift.later) == ("Ada Moor", "who", old.id, new.id)
    assert drift.words == "once “a banker”, once “Otto Vane”"
    assert drift.dated


def test_an_order_of_versions_that_is_not_certain_is_not_claimed():
    old, new = tell(1, "order", BANKER, JOB, told=None), tell(2, "order", OTTO, JOB, **NEWER)
    (drift,) = find_drift([old, new])
    assert not drift.dated


def test_when_it_was_differs():
    old = tell(1, "meet", JOB, party("topic", "courier"), times=[date("1997-05")])
    new = tell(2, "meet", JOB, party("topic", "courier"), times=[date("1996-11")], **NEWER)
    assert kinds(old, new) == ["when"]


def test_how_many_there_were_differs():
    old = tell(1, "carry", party("patient", "crates"), quantities=[count(3)])
    new = tell(2, "carry", party("patient", "crates"), quantities=[count(11)], **NEWER)
    assert kinds(old, new) == ["how much"]


def test_once_told_and_once_denied():
    old, new = tell(1, "meet", JOB, OTTO), tell(2, "meet", JOB, OTTO, denied=True, **NEWER)
    assert kinds(old, new) == ["whether"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(tell(1, "order", OTTO, JOB), tell(2, "order", OTTO, JOB, **NEWER), id="the-same"),
        pytest.param(tell(1, "order", OTTO, JOB), tell(2, "order", party("agent", "he"), JOB, **NEWER), id="a-pronoun"),
        pytest.param(tell(1, "order", OTTO, JOB), tell(2, "order", JOB, **NEWER), id="the-other-says-less"),
        pytest.param(
            tell(1, "order", BANKER, JOB),
            tell(2, "order", OTTO, party("patient", "lunch"), **NEWER),
            id="another-thing-was-ordered",
        ),
        pytest.param(tell(1, "order", BANKER, JOB), tell(2, "pay", OTTO, JOB, **NEWER), id="another-deed"),
        pytest.param(
            tell(1, "order", BANKER, JOB),
            tell(2, "order", OTTO, JOB, source="s-2", teller="Bo Lind", told="2019"),
            id="another-speaker",
        ),
        pytest.param(
            tell(1, "order", BANKER, JOB, teller="police", named=False),
            tell(2, "order", OTTO, JOB, teller="police", named=False, **NEWER),
            id="a-group-is-no-speaker",
        ),
        pytest.param(
            tell(1, "order", BANKER, JOB, passage="p-1"), tell(2, "order", OTTO, JOB, passage="p-1"), id="in-one-breath"
        ),
        pytest.param(
            tell(1, "order", BANKER, JOB), tell(2, "order", OTTO, JOB, modality="asked", **NEWER), id="a-question"
        ),
        pytest.param(
            tell(1, "meet", JOB, times=[date("1997-05-02")]),
            tell(2, "meet", JOB, times=[date("1997")], **NEWER),
            id="a-wider-date",
        ),
        pytest.param(
            tell(1, "meet", JOB, times=[clock(7)]), tell(2, "meet", JOB, times=[], **NEWER), id="no-time-said"
        ),
        pytest.param(tell(1, "have-property", BANKER, JOB), tell(2, "have-property", OTTO, JOB, **NEWER), id="a-state"),
    ],
)
def test_what_is_no_drift_raises_no_alarm(old, new):
    assert kinds(old, new) == []
    assert kinds(new, old) == []


def test_what_a_speaker_tells_again_and_again_is_several_things():
    own = [tell(n, "send", OTTO, party("patient", "letters"), passage=f"p-{n}") for n in range(5)]
    assert kinds(*own, tell(9, "send", OTTO, party("patient", "letters"), denied=True, **NEWER)) == []


def test_who_mostly_asks_tells_nothing():
    asked = [tell(n, "see", OTTO, modality="asked", passage=f"p-{n}") for n in range(10, 40)]
    old, new = tell(1, "order", BANKER, JOB), tell(2, "order", OTTO, JOB, **NEWER)
    assert kinds(old, new) == ["who"]
    assert kinds(old, new, *asked) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            tell(1, "own", OTTO, party("patient", "questions")),
            tell(2, "own", OTTO, party("patient", "questions"), denied=True, **NEWER), id="having-and-not-having",
        ),
        pytest.param(
            tell(1, "own", OTTO, party("patient", "data")), tell(2, "own", BANKER, party("patient", "data"), **NEWER),
            id="two-have-some",
        ),
        pytest.param(
            tell(1, "meet", JOB, OTTO), tell(2, "meet", JOB, OTTO, denied=True, modality="possible", **NEWER),
            id="perhaps-not",
        ),
    ],
)  # fmt: skip
def test_states_and_possibilities_do_not_drift(old, new):
    assert kinds(old, new) == []


def test_in_one_sitting_two_may_have_done_it():
    one, two = tell(1, "order", BANKER, JOB, passage="p-1"), tell(2, "order", OTTO, JOB, passage="p-2")
    assert kinds(one, two) == []
