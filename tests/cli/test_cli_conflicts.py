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
    assert "One number has one value: " in said
    assert "“The thieves opened 36 lockers in the depot.” court.txt, paragraph 1" in said
    assert "“Of the 60 lockers in the depot 41 were opened.” paper.txt, paragraph 1" in said
    assert "Doubt any one of: [1], [2]." in said
    assert "These 2 statements can hardly both be true: " in said
    assert "unless somebody opened or closed it in between" in said
    assert "2 sets about 2 things" in said
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


@needs_grammar
def test_only_what_speaks_of_a_thing(run, depot):
    assert len(run("conflicts", "case", "--about", "gate", "--json").json["groups"]) == 1
    assert run("conflicts", "case", "--about", "harbour", "--json").json["groups"] == []
    assert run("conflicts", "case", "--about", " ").status != 0


def test_an_empty_case_says_what_belongs_here(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "case")
    said = run("conflicts", "case").out
    assert "once there are sources to read" in said
    assert "loupe add case FILES" in said
