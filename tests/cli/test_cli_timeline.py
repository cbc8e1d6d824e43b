"""``loupe timeline``: lanes in words and JSON, files, a picture, and a person's word on two statements."""

import csv
import json
import xml.etree.ElementTree as ET

import pytest

from loupe.cli.group import loupe as group
from loupe.language import find_parser

pytestmark = pytest.mark.skipif(find_parser() is None, reason="the extra grammar is not installed")

NOTES = {
    "desk.txt": "Ada Moor opened the safe on 3 May 1997. She was arrested on 12 August 1997.\n",
    "wire.txt": "The safe was opened on 10 May 1997, according to police. Ada Moor was released in 2001.\n\n"
    "Bo Lind said that Moor had opened the safe.\n",
}


@pytest.fixture(scope="module")
def safe(tmp_path_factory):
    """A folder with a case that was read once; its files are only read, its decisions taken back."""
    from loupe.cli import main

    folder = tmp_path_factory.mktemp("safe")
    for name, text in NOTES.items():
        (folder / name).write_text(text, "utf-8")
    assert main(["new", str(folder / "case"), "--quiet"]) == 0
    assert main(["add", str(folder / "case"), *(str(folder / n) for n in NOTES), "--quiet"]) == 0
    return folder


@pytest.fixture
def case(safe, monkeypatch):
    monkeypatch.chdir(safe)
    return "case"


def test_lanes_are_shown_with_date_words_quote_and_place(run, case):
    ran = run("timeline", case)
    assert "• 1997-05-03" in ran.out
    assert "“Ada Moor opened the safe on 3 May 1997”, desk.txt, paragraph 1" in ran.out
    assert "without a date: 1" in ran.out
    assert "NOBODY COVERS" in ran.out
    assert (ran.status, ran.err) == (0, "")


def test_the_document_has_the_promised_keys(run, case):
    document = run("timeline", case, "--json").json
    assert set(document) == set(group.get_command(None, "timeline").gives)
    entries = [e for a in document["accounts"] for e in a["dated"] + a["undated"]]
    assert all(e["quote"] and e["place"] for e in entries)
    assert all((e["when"] is None) == bool(e["why_undated"]) for e in entries)


def test_a_window_leaves_out_what_lies_outside_and_says_so(run, case):
    ran = run("timeline", case, "--from", "1997-05-04", "--to", "1997-05-10")
    assert "1997-05-10" in ran.out
    assert "1997-05-03 " not in ran.out.replace("1997-05-03 00:00", "")
    assert "outside these dates" in ran.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--from", "soon"], "soon is no date", id="no-date"),
        pytest.param(["--from", "1997-02-30"], "1997-02-30 is no date", id="no-such-day"),
        pytest.param(["--from", "1998", "--to", "1997"], "end before it begins", id="ends-before-it-begins"),
        pytest.param(["--to", "1997", "--to", "1998"], "end only once", id="two-ends"),
        pytest.param(["--to", "line.pdf"], "ends in nothing", id="a-form-there-is-not"),
        pytest.param(["--picture", "line.png"], "no SVG", id="no-png"),
        pytest.param(["--about", " "], "no name", id="no-name"),
        pytest.param(["--undo"], "takes back", id="undo-of-nothing"),
        pytest.param(["--same", "a", "b", "--apart", "a", "b"], "not both", id="same-and-apart"),
        pytest.param(["--same", "t-none1", "t-none2"], "no statement t-none1", id="no-such-statement"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run, case, words, message):
    ran = run("timeline", case, *words)
    assert ran.status != 0
    assert message in ran.err


def test_files_are_written_by_their_ending(run, case, safe):
    files = [safe / f"line.{ending}" for ending in ("json", "csv", "ics", "svg")]
    ran = run("timeline", case, "--about", "Moor", *(w for f in files[:3] for w in ("--to", f)), "--picture", files[3])
    assert ran.out.count("Written: ") == 4
    slides = json.loads(files[0].read_text("utf-8"))["events"]
    with files[1].open(newline="", encoding="utf-8") as sketch:
        assert len(list(csv.DictReader(sketch))) == len(slides) > 0
    assert files[2].read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert ET.parse(files[3]).getroot().find("{http://www.w3.org/2000/svg}title").text == "case: Moor"
    before = [f.read_bytes() for f in files]
    run("timeline", case, "--about", "Moor", *(w for f in files[:3] for w in ("--to", f)), "--picture", files[3])
    assert [f.read_bytes() for f in files] == before


def test_a_person_joins_two_statements_and_then_their_accounts_part(run, case, monkeypatch):
    monkeypatch.setenv("LOUPE_USER", "Jo")
    accounts = run("timeline", case, "--json").json["accounts"]
    opened = {e["when"]["edtf"]: e["id"] for a in accounts for e in a["dated"] if e["deed"] == "open"}
    a, b = opened["1997-05-03"], opened["1997-05-10"]
    decided = run("timeline", case, "--same", a, b, "--why", "one safe", "--json").json
    assert decided["decision"]["who"] == "Jo"
    assert decided["happenings"][0]["because"] == ["Jo: one safe"]
    assert any(p["kind"] == "times apart" and p["decided"] for p in decided["partings"])
    shown = run("timeline", case)
    assert "ACCOUNTS PART (times apart; one event by a person's word)" in shown.out
    assert "ONE EVENT, decided by Jo: one safe" in shown.out
    undone = run("timeline", case, "--same", a, b, "--undo")
    assert "are open again" in undone.out
    assert run("timeline", case, "--json").json["happenings"] == []


def test_an_empty_case_says_what_belongs_here(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("new", "bare")
    ran = run("timeline", "bare")
    assert "Nothing is told in this case yet." in ran.out
    assert "loupe add bare FILES" in ran.out
    assert "Nobody tells anything here." in run("timeline", "bare", "--about", "Moor").out
