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


def shown(inside, work, claim):
    """What a page shows of a claim when it is loaded."""
    page = inside.ask(f"/film/{work}/claim/{claim}.json").json
    return {"proposed": page["claim"]["label"], "basis": page["basis"]}


def add_and_check(case, work, folder, words="The thieves opened 109 of the 189 boxes, the court found.\n"):
    (folder / "report.txt").write_text(words, "utf-8")
    with Case.open(case) as other:
        other.add(folder / "report.txt")
        other.check(work, fast=True)


def test_a_verdict_on_other_evidence_than_was_shown_is_not_kept(inside, case, work, claim, tmp_path):
    before = shown(inside, work, claim)
    add_and_check(case, work, tmp_path)
    after = shown(inside, work, claim)
    assert before["proposed"] != after["proposed"]
    for label in ("accept", "contradicted", "unsure"):
        value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": label, **before}}
        answer = inside.ask("/api/decide", "POST", value=value)
        assert (answer.status, answer.json["code"]) == (409, "already-decided")
        assert f"the page showed “{before['proposed']}”" in answer.json["message"]
        assert f"by now “{after['proposed']}” is proposed. It was not kept." in answer.json["message"]
    with Case.open(case, readonly=True) as other:
        assert other.review(work).of(claim).verdict is None
    value["fields"] = {"claim": claim, "label": "accept", **after}
    assert inside.ask("/api/decide", "POST", value=value).status == 200


def test_other_passages_for_the_same_proposal_are_other_evidence(inside, case, work, claim, tmp_path):
    add_and_check(case, work, tmp_path)
    before = shown(inside, work, claim)
    (tmp_path / "more").mkdir()
    add_and_check(case, work, tmp_path / "more", "A clerk wrote that the thieves opened 109 of the 189 boxes.\n")
    after = shown(inside, work, claim)
    assert before["proposed"] == after["proposed"]
    value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": "accept", **before}}
    answer = inside.ask("/api/decide", "POST", value=value)
    assert answer.status == 409
    assert "is still proposed, but on other passages than the page showed" in answer.json["message"]


def test_the_same_word_twice_is_kept_once_and_what_is_taken_back_is_named(inside, work, claim):
    value = {"work": work, "kind": "verdict", "fields": {"claim": claim, "label": "unsure"}}
    first, second = (inside.ask("/api/decide", "POST", value=value).json["decision"] for _ in range(2))
    assert first == second
    proposed = first["fields"]["proposed"]
    undone = inside.ask("/api/undo", "POST", value={"work": work}).json
    assert undone["words"] == f"Taken back: 1.1, left it open; Loupe proposed {proposed}."
    redone = inside.ask("/api/redo", "POST", value={"work": work}).json
    assert redone["words"] == f"Given back: 1.1, left it open; Loupe proposed {proposed}."
    heads = inside.ask(f"/film/{work}/heads.json?since=0").json["heads"]
    assert [(head["id"], head["proposed"], head["decided"]) for head in heads] == [(claim, proposed, "unsure")]


@pytest.mark.parametrize("room", ["film", "claims", "script", "history"])
def test_the_address_of_the_last_work_keeps_its_query(inside, work, room):
    answer = inside.ask(f"/{room}?claim=1.1&part=2")
    assert (answer.status, answer.headers["location"]) == (303, f"/{room}/{work}?claim=1.1&part=2")


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
