"""What cannot all be true, on the command line: in words with both passages, and as JSON."""

import pytest

from loupe.language import find_parser

NOTES = {
    "paper.txt": "Of the 60 lockers in the depot 41 were opened.\n\nThe gate of the depot stood open.\n",
    "court.txt": "The thieves opened 36 lockers in the depot.\n\nAnn Reed never said so.\n",
    "guard.txt": "The gate of the depot was shut.\n",
}

needs_grammar = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")


@pytest.fixture
def depot(run, tmp_path, monkeypatch):
    """The current folder with a case of three sources that disagree."""
    monkeypatch.chdir(tmp_path)
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, "utf-8")
    run("new", "case")
    run("add", "case", *NOTES)
    return tmp_path


@needs_grammar
def test_a_set_is_shown_with_its_rule_its_passages_and_what_to_doubt(run, depot):
    ran = run("conflicts", "case")
    said = " ".join(ran.out.split())
    assert "These 2 statements cannot both be true: " in said
    assert "One number was opened: " in said
    assert "“The thieves opened 36 lockers in the depot.” court.txt, paragraph 1" in said
    assert "“Of the 60 lockers in the depot 41 were opened.” paper.txt, paragraph 1" in said
    assert "Doubt any one of: [1], [2]." in said
    assert "These 2 statements can hardly both be true: " in said
    assert "unless somebody opened or closed it in between" in said
    assert "2 sets about 2 things" in said
    assert "With 1 statement doubted, the case is free of conflicts (no lighter choice would do" in said
    assert "1 [1]: 36 lockers opened; court.txt, paragraph 1 (line 1); another choice is as light" in said
    assert (ran.status, ran.err) == (0, "")


@needs_grammar
def test_quotes_stand_verbatim_at_their_places(run, depot):
    told = run("conflicts", "case", "--json").json
    assert [g["strength"] for g in told["groups"]] == ["conflict", "tension"]
    for group in told["groups"]:
        shown = {s["id"]: s for s in group["statements"]}
        assert {i for s in group["sets"] for i in s["statements"]} == set(shown)
        for one in shown.values():
            assert NOTES[one["label"]][one["start"] : one["end"]] == one["quote"]
    assert {v["id"] for v in told["repair"]} < {s["id"] for s in told["groups"][0]["statements"]}
    assert [v["certain"] for v in told["repair"]] == [False]
    assert told["proven"]
    assert all(g["proven"] for g in told["groups"])
    assert told["undecided"] == []


@needs_grammar
def test_only_what_speaks_of_a_thing(run, depot):
    assert len(run("conflicts", "case", "--about", "gate", "--json").json["groups"]) == 1
    assert run("conflicts", "case", "--about", "harbour", "--json").json["groups"] == []
    assert run("conflicts", "case", "--about", " ").status != 0
    assert "that speak of “harbour”" in run("conflicts", "case", "--about", "harbour").out


@needs_grammar
def test_a_man_is_found_under_any_name_of_his(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ann Reed had rented an office since March 1996. Reed said nothing.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Ann Reed had rented an office since July 1998.\n", "utf-8")
    run("new", "case")
    run("add", "case", "a.txt", "b.txt")
    for name in ("Ann Reed", "reed", "office"):
        assert len(run("conflicts", "case", "--about", name, "--json").json["groups"]) == 1, name
    assert run("conflicts", "case", "--about", "Tom Reed", "--json").json["groups"] == []


@needs_grammar
def test_widths_are_written_changed_and_named(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, hour in (("a.txt", "9"), ("b.txt", "11")):
        (tmp_path / name).write_text(f"The robbery took place on 3 May 1999 at about {hour} pm.\n", "utf-8")
    run("new", "case")
    run("add", "case", "a.txt", "b.txt")
    said = " ".join(run("conflicts", "case", "--widths").out.split())
    assert "cannot both be true" in said
    assert "about 9 pm” give or take 1 h (pad_about)" in said
    assert "Written: case/widths.toml" in said
    path = tmp_path / "case" / "widths.toml"
    path.write_text(path.read_text("utf-8").replace('pad_about = "1 h"', 'pad_about = "3 h"'), "utf-8")
    assert [g["strength"] for g in run("conflicts", "case", "--json").json["groups"]] == ["tension"]
    assert run("conflicts", "case", "--widths").status != 0
    path.write_text("pad_about = 60\n", "utf-8")
    refused = run("conflicts", "case")
    assert refused.status == 7
    assert "widths.toml: pad_about must be a length" in refused.err


def test_an_empty_case_says_what_belongs_here(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "case")
    said = run("conflicts", "case").out
    assert "once there are sources to read" in said
    assert "loupe add case FILES" in said
