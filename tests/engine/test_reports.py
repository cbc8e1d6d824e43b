"""Reports that take long: made once per change of the case in the background, and never a stack where one fails."""

import threading
import time

import pytest

from loupe.engine.pages.reports import Maker, Reports
from loupe.model.errors import IdUnknown, UsageError


class Desk:
    """Makes one report, slowly if wanted, and counts how often."""

    def __init__(self):
        self.key, self.made, self.error = 0, 0, None
        self.go = threading.Event()
        self.go.set()
        self.reports = Reports(
            {"sum": Maker("The sum", lambda: self.key, self.make), "other": Maker("Other", int, self.one)}
        )

    def make(self, tell):
        tell("Adding", 1, 2)
        self.go.wait(10)
        tell("Adding", 2, 2)
        self.made += 1
        if self.error:
            raise self.error
        return f"sum {self.key}"

    def one(self, tell):
        return 1


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.go.set()
    made.reports.close()


def test_a_report_is_made_once_until_the_case_changes(desk):
    assert desk.reports.state("sum").status == "waiting"
    assert desk.reports.at_hand("sum") is None
    value, state = desk.reports.want("sum", 10)
    assert (value, state.status, state.over) == ("sum 0", "ready", True)
    assert desk.reports.want("sum", 10)[0] == "sum 0"
    assert desk.made == 1
    desk.key = 1
    assert desk.reports.at_hand("sum") is None
    assert desk.reports.want("sum", 10)[0] == "sum 1"
    assert desk.made == 2


def test_nobody_waits_longer_than_wanted_and_sees_how_far_it_is(desk):
    desk.go.clear()
    begun = time.monotonic()
    value, state = desk.reports.want("sum", 0.05)
    assert time.monotonic() - begun < 2
    assert value is None
    assert state.status in ("waiting", "working")
    for _ in range(200):
        state = desk.reports.state("sum")
        if state.doing:
            break
        time.sleep(0.01)
    assert (state.doing, state.done, state.total, state.earlier) == ("Adding", 1, 2, False)
    assert desk.reports.want("other")[1].status == "waiting", "reports are made one after the other"
    desk.go.set()
    assert desk.reports.want("sum", 10)[0] == "sum 0"
    assert desk.reports.want("other", 10)[0] == 1


def test_the_report_of_before_is_shown_while_it_is_made_anew(desk):
    desk.reports.want("sum", 10)
    desk.go.clear()
    desk.key = 1
    value, state = desk.reports.want("sum")
    assert (value, state.earlier) == ("sum 0", True)


@pytest.mark.parametrize(
    ("error", "words", "hint"),
    [
        pytest.param(
            KeyError("secret"), "The sum ended with an error that Loupe does not know (KeyError).", "Try again",
            id="a crash",
        ),
        pytest.param(UsageError("No grammar.", hint="Install it."), "No grammar.", "Install it.", id="a refusal"),
    ],
)  # fmt: skip
def test_what_fails_is_said_in_a_sentence_and_tried_again_when_asked(desk, error, words, hint):
    desk.error = error
    value, state = desk.reports.want("sum", 10)
    assert (value, state.status, state.words) == (None, "failed", words)
    assert hint in state.hint
    assert "secret" not in state.words
    desk.reports.want("sum", 10)
    assert desk.made == 1, "it is not tried at every look"
    desk.error = None
    assert desk.reports.want("sum", 10, again=True)[0] == "sum 0"


def test_a_change_of_the_case_tries_again_by_itself(desk):
    desk.error = ValueError()
    assert desk.reports.want("sum", 10)[1].status == "failed"
    desk.error, desk.key = None, 1
    assert desk.reports.want("sum", 10)[0] == "sum 1"


def test_a_change_while_it_is_made_makes_it_old(desk):
    desk.go.clear()
    desk.reports.want("sum")
    while desk.reports.state("sum").doing != "Adding":
        time.sleep(0.01)
    desk.key = 1
    desk.go.set()
    while not desk.made:
        time.sleep(0.01)
    assert desk.reports.want("sum", 10)[0] == "sum 1"


def test_closing_lets_go_of_what_is_being_made(desk):
    desk.go.clear()
    desk.reports.want("sum")
    threading.Timer(0.1, desk.go.set).start()
    desk.reports.close()
    assert desk.made == 0
    assert desk.reports.want("sum", 0.1)[0] is None


def test_there_is_no_report_of_another_name(desk):
    with pytest.raises(IdUnknown):
        desk.reports.want("nothing")
