"""Decisions from a page: kept, undone, and never over another's head."""

from __future__ import annotations

import pytest

from loupe.engine import Case


@pytest.fixture
def work(case):
    with Case.open(case, readonly=True) as opened:
        return opened.works()[0].id


@pytest.fixture
def claim(case):
    with Case.open(case, readonly=True) as opened:
        return next(c.id for c in opened.claims() if c.checkable)


def test_a_decision_is_kept_before_it_is_answered_for(inside, case, work, claim):
    value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": "accept"}, "why": "two papers"}
    answer = inside.ask("/api/decide", "POST", value=value)
    assert answer.status == 200, answer.body
    with Case.open(case, readonly=True) as other:
        verdict = other.review(work).of(claim).verdict
        assert (verdict.who, verdict.accepted, verdict.why) == ("Anna", True, "two papers")
    assert inside.ask("/api/undo", "POST", value={"work": work}).status == 200
    with Case.open(case, readonly=True) as other:
        verdict = other.review(work).of(claim).verdict
        assert verdict is None or verdict.who != "Anna"
    assert inside.ask("/api/redo", "POST", value={"work": work}).status == 200
    with Case.open(case, readonly=True) as other:
        assert other.review(work).of(claim).verdict.who == "Anna"


def test_what_another_person_decided_meanwhile_is_not_overwritten(inside, case, work, claim):
    with Case.open(case) as other:
        seen = other.review(work).last
        other.decide(work, "verdict", {"claim": claim, "label": "unsure"}, who="Ben")
    value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": "accept"}, "seen": seen}
    answer = inside.ask("/api/decide", "POST", value=value)
    assert (answer.status, answer.json["code"]) == (409, "already-decided")
    assert "Ben" in answer.json["message"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"kind": "sentence"}, 422, id="no such kind"),
        pytest.param({"fields": {"claim": "c-0000", "label": "accept"}}, 404, id="no such claim"),
        pytest.param({"fields": {}}, 400, id="no fields"),
        pytest.param({"fields": {"claim": ["x"], "label": {}}}, 404, id="odd fields"),
        pytest.param({"kind": "undo", "fields": {"seq": 1}}, 400, id="undo by number"),
        pytest.param({"work": "s-nothing"}, 404, id="no such work"),
        pytest.param({"kind": "card", "fields": {"claim": "", "passage": "p-0"}}, 404, id="no such card"),
    ],
)
def test_what_is_no_decision_is_answered_with_a_code(inside, work, claim, change, status):
    value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": "accept"}} | change
    answer = inside.ask("/api/decide", "POST", value=value)
    assert answer.status == status, answer.body
    assert set(answer.json) == {"code", "message", "hint"}
