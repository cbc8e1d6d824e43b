"""Ledger, layers and questions from the command line: words, documents, tables and pictures."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from loupe.cli.group import loupe as group
from loupe.language import find_parser

NOTES = {
    "court.txt": (
        "Three paintings worth $2 million were stolen from the Harbour Museum on 4 May 1999. "
        "They have never been recovered.\n\n"
        "The guard, Paul Stein, said that Maria Rossi had stolen the keys. The museum paid 30 euros for a new lock.\n\n"
        "The motion detector was covered with a cloth, the court found.\n"
    ),
    "paper.txt": (
        "One of the stolen paintings was found in a barn near Ghent. The loot was worth $900,000.\n\n"
        "The motion detector was not working. Nobody knows how the combination lock was opened.\n"
    ),
}
needs_grammar = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")
COMMANDS = ("ledger", "layers", "questions")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a case of two notes in which nothing was checked; read it, never change it."""
    from loupe.engine import Case

    folder = tmp_path_factory.mktemp("asked")
    for name, text in NOTES.items():
        (folder / name).write_text(text, "utf-8")
    with Case.create(folder / "case") as case:
        case.add(*[folder / name for name in NOTES])
        case.understand()
    return folder


@pytest.fixture
def asked(made, tmp_path, monkeypatch):
    import shutil

    shutil.copytree(made / "case", tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_document_has_the_promised_keys_and_is_the_same_each_time(run, asked, name):
    ran = run(name, "case", "--json")
    assert set(ran.json) == set(group.get_command(None, name).gives)
    assert run(name, "case", "--json").out == ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_an_empty_case_says_what_fills_it(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    run("new", "bare")
    ran = run(name, "bare")
    assert (ran.status, ran.err) == (0, "")
    assert "Next: loupe add bare FILES" in ran.out


def test_the_ledger_shows_amounts_fates_and_what_parts(run, asked):
    ran = run("ledger", "case")
    assert ran.status == 0
    assert "paintings\n" in ran.out
    assert "taken: 2,000,000 USD, “$2 million”" in ran.out
    assert "! the accounts part: missing, and recovered" in ran.out
    assert "“One of the stolen paintings was found in a barn near Ghent.” paper.txt" in ran.out
    assert "30 euros" not in ran.out, "what a lock cost is no property"
    assert "1 amount left out" in ran.out


def test_the_ledger_is_written_as_a_table_with_the_place_of_each_entry(run, asked):
    run("ledger", "case", "--to", "ledger.csv")
    rows = table(asked / "ledger.csv")
    assert ("paintings", "amount", "$2 million", "USD") in [
        (r["Item"], r["Entry"], r["Amount as said"], r["Currency"]) for r in rows
    ]
    assert all(r["Quote"] and r["Place"] and r["Source id"] for r in rows)
    refused = run("ledger", "case", "--to", "ledger.xlsx")
    assert refused.status == 2


def test_layers_show_who_differs_and_what_is_a_mystery(run, asked):
    ran = run("layers", "case")
    assert "✕ accounts differ" in ran.out
    assert "bypassed and not working exclude each other" in ran.out
    assert "? called a mystery" in ran.out
    assert "for this to be true, the motion detector must have been off, unlocked or out of order" in ran.out
    assert "not explained: combination lock." in ran.out


def test_the_picture_is_an_svg_with_words_for_everything(run, asked):
    assert run("layers", "case", "--picture", "layers.svg").status == 0
    root = ET.parse(asked / "layers.svg").getroot()  # our own file
    words = " ".join("".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "motion detector" in words
    assert "bypassed" in words
    assert "not working" in words
    names = [e.tag.rpartition("}")[2] for e in root][:2]
    assert names == ["title", "desc"]
    assert run("layers", "case", "--picture", "layers.png").status == 2


def test_the_list_is_written_once_corrected_and_followed(run, asked):
    assert run("layers", "case", "--write").status == 0
    file = asked / "case" / "layers.toml"
    assert 'name = "motion detector"' in file.read_text("utf-8")
    assert run("layers", "case", "--write").status == 2
    file.write_text('[[layer]]\nname = "lock"\nkind = "lock"\nwords = ["combination lock"]\n', "utf-8")
    document = run("layers", "case", "--json").json
    assert [row["layer"]["name"] for row in document["rows"]] == ["lock"]
    assert document["given"] is True
    file.write_text("[[layer]]\nname = 7\n", "utf-8")
    refused = run("layers", "case")
    assert refused.status == 7
    assert "layers.toml: layer 1 needs a name" in refused.err


def test_numbers_of_a_person_give_the_line_of_detection(run, asked):
    (asked / "case" / "layers.toml").write_text(
        '[response]\nmean = 60\n\n[[layer]]\nname = "motion detector"\nkind = "sensor"\ndetection = 0.9\ndelay = 600\n',
        "utf-8",
    )
    ran = run("layers", "case", "--picture", "line.svg")
    assert "chance of interruption, as the numbers stand: 0.900 (strict form 0.900)" in ran.out
    assert "(no alarm from motion detector): 0.000" in " ".join(ran.out.split())
    assert "Detection against delay" in (asked / "line.svg").read_text("utf-8")


@needs_grammar
def test_questions_name_whom_to_ask_and_why(run, asked):
    document = run("questions", "case", "--json").json["questions"]
    by_kind = {q["kind"]: q for q in document}
    bad = by_kind["adverse claim"]
    assert bad["about"] == "Maria Rossi"
    assert bad["ask"][0] == "Maria Rossi"
    assert "Maria Rossi had stolen the keys" in bad["passages"][0]["quote"]
    assert "Paul Stein" not in [q["about"] for q in document if q["kind"] == "adverse claim"]
    assert {q["about"] for q in document if q["kind"] == "layer not explained"} == {
        "motion detector", "combination lock",
    }  # fmt: skip
    assert document[0]["kind"] == "adverse claim"


def test_questions_can_be_asked_for_by_kind_and_written_with_room_for_answers(run, asked):
    ran = run("questions", "case", "--kind", "layer not explained", "--to", "open.csv")
    assert "No work was checked yet" in ran.out
    rows = table(asked / "open.csv")
    assert {r["Kind"] for r in rows} == {"layer not explained"}
    assert {r["Answer"] for r in rows} == {""}
