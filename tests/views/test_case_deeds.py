"""What persons decided about the case itself, in words, from entries of the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from many_claims import many, taken

from loupe.views.case_deeds import case_rows, told_of
from loupe.views.history_page import HistoryQuery, history_page


@dataclass
class Entry:
    seq: int
    action: str
    payload: dict[str, Any] = field(default_factory=dict)
    actor: str = "Ann"
    at: str = "2026-01-05T10:00:00"


def names(seq, verdict, actor="Ann", why=""):
    return Entry(seq, "names decided", {"left": "L. N.", "right": "Leo", "verdict": verdict, "why": why}, actor)


def ask(number, kind, **fields):
    return Entry(number, "hypotheses decided", {"question": "Who?", "kind": kind, "why": "", "fields": fields})


CHANGED = {"id": "s-1", "why": "as printed", "old": {"published": None}, "new": {"published": "2003-02-17"}}
HEARD = {"source_id": "s-0", "corrected": "s-1", "was": "walls", "now": "vaults", "who": "Ann", "why": ""}
SAID = {"left": "t-1", "right": "t-2", "left_quote": "He left.", "right_quote": "He was gone.", "verdict": "apart",
        "why": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "about", "did", "subject"),
    [
        pytest.param(names(1, "same"), "names", "said that they are one", "L. N. and Leo", id="names"),
        pytest.param(Entry(1, "events decided", SAID), "events", "said that they tell of two events",
                     "“He left.” and “He was gone.”", id="events"),
        pytest.param(ask(1, "hypothesis", text="the driver"), "questions", "held it to be possible: “the driver”",
                     "Who?", id="hypothesis"),
        pytest.param(ask(1, "weight", clue=2, hypothesis=1, level=-2), "questions",
                     "weighed C2 for H1: moderate support against", "Who?", id="weight"),
        pytest.param(Entry(1, "source changed", CHANGED), "source",
                     "corrected what is known of it: date: nothing → “2003-02-17”", "The Times", id="source"),
        pytest.param(Entry(1, "words corrected", HEARD), "words", "corrected “walls” to “vaults”", "The Times",
                     id="words"),
        pytest.param(Entry(1, "mark", {"claim": "c-1", "work": "s-9", "checkable": False, "why": ""}), "check",
                     "took the claim out of the check", "1.1 They opened 109 boxes.", id="mark"),
    ],
)  # fmt: skip
def test_each_decision_about_the_case_is_told_in_words(entry, about, did, subject):
    (row,) = case_rows([entry], {"s-1": "The Times", "c-1": "1.1 They opened 109 boxes."})
    assert (row.who, row.about, row.did, row.subject) == ("Ann", about, did, subject)


def test_a_word_on_a_pair_tells_what_stood_before_it_and_why():
    rows = case_rows([names(1, "same"), names(2, "open", "Ben", "too bold")], {})
    assert (rows[1].did, rows[1].why) == ("left it open again whether they are one", "too bold")
    assert rows[1].before == "Ann: said that they are one"


def test_what_was_taken_back_of_a_question_is_named():
    rows = case_rows([ask(1, "hypothesis", text="the driver"), ask(2, "undo", seq=1)], {})
    assert rows[1].did == "took back no. 1: held it to be possible: “the driver”"


@pytest.mark.parametrize(
    ("entries", "seq", "said"),
    [
        pytest.param([names(1, "same")], 1, "said that they are one, L. N. and Leo", id="a word"),
        pytest.param([names(1, "same"), names(2, "open")], 2, "said that they are one, L. N. and Leo", id="back"),
        pytest.param([names(1, "same"), names(2, "apart")], 1, "said that they are one, L. N. and Leo", id="the first"),
        pytest.param([names(1, "same"), ask(2, "hypothesis", text="the driver")], 2,
                     "held it to be possible: “the driver”, Who?", id="a question"),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_told_with_what_it_is_about(entries, seq, said):
    assert told_of(entries, seq) == said


def test_what_the_machine_did_is_no_decision():
    assert case_rows([Entry(1, "source added", {"id": "s-1"}), Entry(2, "check begun", {"work": "s-9"})], {}) == ()


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        pytest.param("", [2, 1], id="all, the last first"),
        pytest.param("who=Ben", [2], id="of a person"),
        pytest.param("claim=1.1", [], id="none is about a claim"),
    ],
)
def test_the_history_lists_them_beside_the_decisions_on_the_work(address, seen):
    of_case = case_rows([names(1, "same"), names(2, "apart", "Ben")], {})
    page = history_page(many(3), taken(), {}, HistoryQuery.of(address), "Ann", of_case=of_case)
    assert ([row.seq for row in page.of_case], page.case_found) == (seen, len(seen))
    assert page.people == ("Ann", "Ben")
