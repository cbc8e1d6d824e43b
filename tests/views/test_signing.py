"""A sign-off is for all that leaves with its line: whatever of it is another by now, the line is open again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_script_context import LINES, PAPER, claim, context, evidence, finding

from loupe.model import Locator, ParagraphPlace, Passage, Segment
from loupe.review import review_of
from loupe.store import Decision
from loupe.views.shapes import shaped
from loupe.views.signing import Standing, claims_said, sign_offs, text_hash, unsettled, what_is_signed

CARDS = [evidence("e-1", "c-1", "s-paper", "supports"), evidence("e-2", "c-1", "s-paper", "contradicts")]
FIRST = finding(claim("c-1", 0, 23, "They took 109 boxes and"), "contested", *CARDS)
THIRD = finding(claim("c-2", 37, 54, "They wore gloves."), "uncorroborated")
PLACE = Locator((Segment(0, 40, ParagraphPlace(4)),))
HAND = {"p-hand": (Passage("p-hand", PAPER.id, 1, "text", None, PLACE, "x" * 40), PAPER)}


def verdict(label="contested", of="c-1", basis="now", who="Ben"):
    return (who, "verdict", {"claim": of, "label": label, "proposed": "contested", "basis": basis})


def note(text, private=False):
    return ("Ben", "note", {"claim": "c-1", "text": text, "private": private})


def card(passage, stance):
    fields = {"claim": "c-1", "passage": passage, "start": 0, "end": 5, "quote": "words", "stance": stance}
    return ("Ben", "card", fields)


def undo(seq):
    return ("Ben", "undo", {"seq": seq})


TEXT = ("Ben", "text", {"claim": "c-1", "text": "109 boxes were opened."})
SPLIT = ("Ben", "split", {"claim": "c-1", "texts": ["One.", "Two."]})
MERGE = ("Ben", "merge", {"claim": "c-2", "into": "c-1"})
SIGN = ("Ann", "signed", {"passage": "p-1", "text_sha256": text_hash(LINES[0]), "on": True})


def told(acts, *, findings=(FIRST, THIRD), basis="now", day="2026-01-01", lines=LINES, by_hand=HAND):
    """The sign-off of the first line after these acts, which are numbered from 1; SIGN is kept with what is signed."""
    taken = []
    for seq, (who, kind, fields) in enumerate(acts, 1):
        if (kind, fields.get("what", "")) == ("signed", ""):
            script, stands = held(taken, (FIRST, THIRD), "now", HAND)
            fields = fields | {"what": what_is_signed(claims_said(script)[1], stands)}
        taken.append(Decision(seq, "s-work", kind, fields, who, f"{day}T00:00:{seq:02d}", ""))
    script, stands = held(taken, findings, basis, by_hand)
    return sign_offs(script, lines, stands)[1]


def held(taken, findings, basis, by_hand):
    review, script = review_of(taken), context(*findings)
    script, bases = shaped(script, review, {"c-1": basis, "c-2": basis})
    return script, Standing(review, lambda one: bases.get(one, ""), by_hand)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        pytest.param(verdict("corroborated"), "decided anew", id="another verdict"),
        pytest.param(verdict(who="Eve"), "decided anew", id="another person's"),
        pytest.param(verdict(basis="later"), "decided anew", id="on other evidence"),
        pytest.param(verdict("unsure"), "decided anew", id="left open"),
        pytest.param(undo(1), "decided anew", id="taken back"),
        pytest.param(TEXT, "the words of a claim were changed", id="edited"),
        pytest.param(card("p-e-1", "irrelevant"), "a card was decided anew", id="a card"),
        pytest.param(card("p-hand", "supports"), "a card was decided anew", id="a passage attached"),
        pytest.param(note("Counted twice."), "a public note was written or taken back", id="a note"),
        pytest.param(note("Answer: no."), "a public note was written or taken back", id="an answer"),
        pytest.param(SPLIT, "a claim was split, merged or put together again", id="split"),
        pytest.param(MERGE, "a claim was split, merged or put together again", id="another merged into it"),
    ],
)
def test_what_is_decided_after_a_sign_off_opens_the_line_until_it_is_taken_back(act, why):
    now = told([verdict(), SIGN, act])
    assert (now.holds, now.why) == (False, f"{why} since Ann signed it")
    assert told([verdict(), SIGN, act, undo(3)]).holds


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(note("Ask her.", private=True), id="a private note"),
        pytest.param(("Ben", "star", {"claim": "c-1", "on": True}), id="a star"),
        pytest.param(("Ben", "searched", {"claim": "c-1", "query": "x", "found": 0}), id="a search"),
        pytest.param(verdict("corroborated", of="c-2"), id="a claim of another line"),
        pytest.param(("Ben", "public", {"source": "s-paper", "on": True}), id="a source marked public"),
    ],
)
def test_what_leaves_with_no_line_or_with_another_leaves_the_sign_off_as_it_is(act):
    assert told([verdict(), SIGN, act]).holds


def test_other_evidence_is_flagged_and_reopens_nothing_until_somebody_decides_again():
    late = replace(FIRST, evidence=(*FIRST.evidence, evidence("e-3", "c-1", "s-copy", "supports")))
    assert told([verdict(), SIGN], findings=(late, THIRD), basis="later").holds
    assert not told([verdict(), SIGN, verdict(basis="later")], findings=(late, THIRD), basis="later").holds


def test_where_other_passages_would_be_shown_though_the_evidence_is_the_same_the_line_is_open_again():
    assert told([card("p-hand", "supports"), verdict(), SIGN]).holds
    gone = told([card("p-hand", "supports"), verdict(), SIGN], by_hand={})
    assert gone.why == "other passages are shown since Ann signed it"


def test_other_words_of_the_line_open_it():
    other = [replace(LINES[0], text="They took 110 boxes and"), *LINES[1:]]
    assert told([verdict(), SIGN], lines=other).why == "the words of the line have changed since Ann signed it"


OLD = ("Ann", "signed", SIGN[2] | {"what": None})


@pytest.mark.parametrize(
    ("acts", "holds"),
    [
        pytest.param([verdict(), OLD], True, id="nothing since"),
        pytest.param([OLD, note("Ask.", private=True), verdict(of="c-2")], True, id="nothing that leaves with it"),
        pytest.param([OLD, verdict()], False, id="decided since"),
        pytest.param([verdict(), OLD, undo(1)], False, id="taken back since"),
        pytest.param([verdict(), OLD, SPLIT], False, id="split since"),
        pytest.param([verdict(), OLD, MERGE], False, id="merged since"),
    ],
)
def test_a_sign_off_that_does_not_say_what_it_was_for_holds_only_while_nothing_was_decided_since(acts, holds):
    assert told(acts).holds is holds


@pytest.mark.parametrize(
    ("acts", "basis", "why"),
    [
        pytest.param([], "now", "is not decided", id="open"),
        pytest.param([verdict("unsure")], "now", "is left open", id="unsure"),
        pytest.param([verdict()], "later", "was decided on other evidence", id="other evidence"),
        pytest.param([verdict(), TEXT], "now", "was decided on other words", id="other words"),
        pytest.param([verdict(), card("p-e-2", "irrelevant")], "now", "has a verdict that its cards do not bear out",
                     id="its cards"),
        pytest.param([verdict()], "now", "", id="settled"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_of_a_sign_off_is_said(acts, basis, why):
    taken = [Decision(n, "s-work", kind, f, who, "2026-01-01T00", "") for n, (who, kind, f) in enumerate(acts, 1)]
    script, stands = held(taken, (FIRST, THIRD), basis, HAND)
    assert unsettled(script.claims[0], stands) == why
