"""Deciding on the command line: kept with a name, taken back, told in the history and by the other commands."""

from __future__ import annotations

import pytest


@pytest.fixture
def case(folder, monkeypatch):
    monkeypatch.setenv("LOUPE_USER", "Anna")
    return folder / "case"


def test_a_verdict_is_kept_with_name_and_reason_and_counts(run, case):
    ran = run("decide", case, "1.1", "corroborated", "--why", "the court file")
    assert ran.status == 0
    assert "decided corroborated; Loupe proposed" in ran.out
    assert "Anna" in ran.out
    assert "1 of 3 claims that can be checked decided." in " ".join(ran.out.split())
    [first, *_] = run("claims", case, "--json").json["claims"]
    assert (first["verdict"], first["decided"], first["decided_by"]) == ("corroborated", "corroborated", "Anna")
    assert first["proposed"] != "corroborated"
    shown = run("show", case, "1.1").out
    assert "corroborated (decided by Anna; Loupe proposed" in " ".join(shown.split())
    assert "the court file" in shown


def test_a_proposal_is_accepted_noted_and_starred_in_one_go_as_somebody_else(run, case):
    plain = run("decide", case, "2.1", "accept", "--note", "ask again", "--star", "--as", " Ben  Okri ", "--json").json
    assert [(d["kind"], d["who"]) for d in plain["decisions"]] == [
        ("verdict", "Ben Okri"), ("note", "Ben Okri"), ("star", "Ben Okri"),
    ]  # fmt: skip
    assert plain["number"] == "2.1"
    assert plain["decisions"][0]["did"].endswith("as Loupe proposed")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["1.1"], "usage", id="nothing decided"),
        pytest.param(["99.1", "accept"], "id-unknown", id="no such claim"),
        pytest.param(["police.txt", "accept"], "id-unknown", id="not a claim"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_advice(run, case, words, code):
    ran = run("decide", case, *words)
    assert ran.status != 0
    assert f"[{code}]" in ran.err
    assert "what to do" in ran.err


def test_undo_and_redo_are_ones_own_and_say_what_they_did(run, case):
    assert "[usage]" in run("undo", case).err
    run("decide", case, "1.1", "unsure")
    run("decide", case, "1.1", "contested", "--as", "Ben")
    assert "Anna took back no. " in run("undo", case).out
    assert run("claims", case, "--json").json["claims"][0]["decided_by"] == "Ben"
    assert "Anna gave back no. " in run("redo", case).out
    assert "[usage]" in run("redo", case).err
    assert run("undo", case, "--json").json["decision"]["kind"] == "undo"


def test_the_history_lists_compares_and_says_when_it_is_empty(run, case):
    assert "loupe decide" in run("history", case).out
    run("decide", case, "1.1", "accept", "--why", "seen")
    run("decide", case, "2.1", "--star", "--as", "Ben")
    rows = run("history", case, "--json").json["decisions"]
    assert [(r["number"], r["who"], r["why"]) for r in rows] == [("1.1", "Anna", "seen"), ("2.1", "Ben", "")]
    assert [r["who"] for r in run("history", case, "--by", "Ben", "--json").json["decisions"]] == ["Ben"]
    assert [r["number"] for r in run("history", case, "--claim", "1.1", "--json").json["decisions"]] == ["1.1"]
    differences = run("history", case, "--from", rows[0]["seq"], "--json").json["differences"]
    assert [(d["what"], d["number"], d["after"]) for d in differences] == [("star", "2.1", "starred")]
    assert "2.1, star: – → starred" in run("history", case, "--from", rows[0]["seq"]).out


def test_a_new_check_flags_what_was_decided_and_changes_nothing_of_it(run, case, tmp_path):
    run("decide", case, "1.1", "accept")
    (tmp_path / "court.txt").write_text("The court found that 109 of the 189 boxes were broken open.\n", "utf-8")
    run("add", case, tmp_path / "court.txt")
    run("check", case, case.parent / "film.srt")
    ran = run("history", case)
    assert "1 decided claim has new evidence" in ran.err
    [first, *_] = run("claims", case, "--json").json["claims"]
    assert (first["decided_by"], first["changed"]) == ("Anna", True)


def test_a_part_of_a_split_claim_is_decided_and_shown_by_its_number(run, case):
    from loupe.engine import Case

    with Case.open(case) as opened:
        whole = next(c for c in opened.script_context().claims if c.number == "1.1")
        opened.decide(None, "split", {"claim": whole.id, "texts": ["One thing.", "Another thing."]}, who="Ben")
    assert "nothing to accept" in run("decide", case, "1.1b", "accept").err
    ran = run("decide", case, "1.1b", "contested")
    assert "decided contested; Loupe proposed nothing" in " ".join(ran.out.split())
    shown = " ".join(run("show", case, "1.1b").out.split())
    assert "Claim: Another thing." in shown
    assert "A part of 1.1" in shown
    assert "contested (decided by Anna" in shown
    assert "not checked yet" in run("claims", case).out
    assert run("show", case, "1.1").status == 0
    assert run("undo", case).status == 0


def test_a_question_is_ticked_off_by_its_number_and_opened_again(run, case):
    ran = run("questions", case, "--done", "1", "--why", "he said so", "--as", "Ben")
    assert "answered, Ben" in ran.out
    assert "1 of them ticked off." in ran.out
    first = run("questions", case, "--json").json["questions"][0]
    assert (first["ticked"]["state"], first["ticked"]["note"]) == ("answered", "he said so")
    assert run("questions", case, "--reopen", "1", "--json").json["questions"][0]["ticked"] is None
    assert "[usage]" in run("questions", case, "--not-needed", "9999").err
