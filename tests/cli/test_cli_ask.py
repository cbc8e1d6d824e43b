"""``loupe ask`` as people type it: a table in words, with its reasons, and never a word on whether somebody did it."""

import re
import xml.etree.ElementTree as ET

import pytest

from loupe.cli.group import loupe as group
from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

NOTES = {
    "wire.txt": "Police say that Marco Verdi planned the robbery of the bank for two years.\n",
    "talk.txt": "Carla Neri said that a jeweller planned the robbery of the bank.\n",
}
Q = "Who planned the robbery?"


@pytest.fixture
def said(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOUPE_USER", "Anna")
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, "utf-8")
    run("new", "case")
    run("add", "case", *NOTES)
    return tmp_path


@pytest.fixture
def weighed(run, said):
    document = run("ask", "case", Q, "--hypothesis", "Marco Verdi", "--hypothesis", "a jeweller", "--json").json
    keys = [c["id"] for c in document["proposed"]]
    assert len(keys) == 2
    for key, weight in zip(keys, ("strong support", "weak support"), strict=True):
        run("ask", "case", Q, "--weigh", key, "H1", weight, "--weigh", key, "rest", "weak against", "--why", "a guess")
    return said


def test_the_empty_state_says_what_belongs_here(run, said):
    ran = run("ask", "case")
    assert "No question is held open in this case." in ran.out
    assert "loupe ask case 'Who planned it?'" in ran.out
    assert run("ask", "case", "--json").json == {"question": "", "questions": []}


def test_a_question_shows_names_and_clues_with_source_place_and_quote(run, said):
    ran = run("ask", "case", Q)
    flat = " ".join(ran.out.split())
    assert "H0 someone or something else" in flat
    assert "Marco Verdi" in flat
    assert "“Police say that Marco Verdi planned the robbery of the bank for two years.”" in flat
    assert "wire.txt, paragraph 1" in flat
    assert "Searched 2 passages of 2 sources" in flat
    assert (ran.status, ran.err) == (0, "")


def test_the_table_says_in_words_what_was_weighed(run, weighed):
    ran = run("ask", "case", Q)
    flat = " ".join(ran.out.split())
    assert "(said: strong support)" in flat, "a report of grade F cannot carry all that was said"
    assert "− weak support against" in flat
    assert "speaks for it" in flat
    assert "strong support, says Anna: a guess" in flat
    assert "What the order hangs on (now: H1, then something else, then H2)" in flat
    assert "Nothing that is weighed speaks against H1: look for what would." in flat
    assert "It says of nobody that he did it." in flat


def test_the_document_has_the_promised_keys(run, weighed):
    document = run("ask", "case", Q, "--json").json
    assert set(document) == set(group.get_command(None, "ask").gives)
    assert [r["id"] for r in document["hypotheses"]] == ["H0", "H1", "H2"]
    assert [r["place"] for r in document["hypotheses"]] == [2, 1, 3]
    assert document["questions"] == [Q]
    for clue in document["clues"]:
        for p in clue["passages"]:
            assert p["quote"] == NOTES[p["label"]].strip()


def test_no_output_calls_anybody_guilty_or_gives_a_percentage(run, weighed):
    outputs = [
        run("ask", "case", Q).out,
        run("ask", "case", Q, "--json").out,
        run("ask", "case", Q, "--odds", "0.01", "1").out,
        run("ask", "case", Q, "--history").out,
        run("ask", "case", Q, "--picture", "t.svg").out + (weighed / "t.svg").read_text("utf-8"),
        run("ask", "--help").out,
    ]
    for out in outputs:
        assert not re.search(r"guilt|culprit|\bprobab|posterior", out, re.IGNORECASE)
        assert not re.search(r"\d\s*%|per ?cent", out, re.IGNORECASE)


def test_odds_are_a_range_with_the_sentence_and_only_for_who_brings_them(run, weighed):
    ran = run("ask", "case", Q, "--odds", "0.01", "1")
    assert "P(evidence | innocent) is not P(innocent | evidence)." in ran.out
    assert re.search(r"H1: odds from [\d.]+ to [\d.]+ to one", ran.out)
    assert run("ask", "case", Q, "--json").json["odds"] is None
    assert run("ask", "case", Q, "--odds", "1", "0.5").status == 2


def test_history_and_undo(run, weighed):
    before = run("ask", "case", Q, "--json").json["hypotheses"]
    run("ask", "case", Q, "--weigh", "C1", "H1", "no support", "--why", "a slip")
    assert "weight: C1 for H1: no support either way (a slip)" in run("ask", "case", Q, "--history").out
    assert "Taken back: " in run("ask", "case", Q, "--undo", "last").out
    assert run("ask", "case", Q, "--json").json["hypotheses"] == before
    assert "[taken back]" in run("ask", "case", Q, "--history").out
    assert run("verify", "case").status == 0


def test_the_picture_is_a_table_in_black_and_white_that_can_be_read_aloud(run, weighed):
    run("ask", "case", Q, "--picture", "table.svg")
    text = (weighed / "table.svg").read_text("utf-8")
    root = ET.fromstring(text)
    inside = {e.tag.rpartition("}")[2]: "".join(e.itertext()) for e in root}
    assert inside["title"] == Q
    assert "H1 Marco Verdi" in inside["desc"]
    assert "weak support" in inside["desc"]
    assert set(re.findall(r"#[0-9a-f]{3,6}", text)) <= {"#fff", "#000"}
    run("ask", "case", Q, "--picture", "again.svg")
    assert (weighed / "again.svg").read_text("utf-8") == text
    assert run("ask", "case", Q, "--picture", "nowhere/table.svg").status == 6


def test_a_clue_of_ones_own_and_what_is_said_of_clues(run, weighed):
    (weighed / "more.txt").write_text("A ticket for the tram was found in the vault.\n", "utf-8")
    run("add", "case", "more.txt")
    source = next(s for s in run("sources", "case", "--json").json["sources"] if s["name"].endswith("more.txt"))
    passage = run("search", "case", "ticket tram vault", "--json").json["results"][0]["passage"]
    assert source["passages"] == 1
    ran = run(
        "ask",
        "case",
        Q,
        "--clue",
        "the ticket",
        "--passage",
        passage,
        "--weigh",
        "C3",
        "rest",
        "no support",
        "--trust",
        "C3",
        "0.99",
        "--attacks",
        "C1",
        "C3",
        "--one-origin",
        "C1",
        "C2",
        "--apart",
        "C2",
    )
    assert ran.status == 0, ran.err
    assert "C3 is kept: the ticket." in ran.out
    assert "C1 attacks C3." in ran.out
    document = run("ask", "case", Q, "--json").json
    assert {a["argument"]: a["status"] for a in document["arguments"]} == {"C3": "defeated"}
    assert document["columns"][0]["clues"] == ["C1", "C2"]
    assert "Kept, but not counted:" in run("ask", "case", Q).out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--hypothesis", "x"), id="no question"),
        pytest.param((Q, "--passage", "p-1"), id="a passage without a clue"),
        pytest.param((Q, "--trust", "C1", "much"), id="no number"),
        pytest.param((Q, "--undo", "yesterday"), id="no decision"),
        pytest.param((Q, "--weigh", "C1", "H1", "90 %"), id="no word of the scale"),
    ],
)
def test_what_is_typed_wrong_is_told(run, said, words):
    ran = run("ask", "case", *words)
    assert ran.status in (2, 5)
    assert "what to do:" in ran.err
