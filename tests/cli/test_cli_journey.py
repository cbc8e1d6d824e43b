"""A fact-checker's day on a tiny case, command by command."""

import csv
import json
import zipfile

import pytest

from loupe.cli.group import loupe as group
from loupe.cli.reference import OBJECTS

FORMATS = ("html", "docx", "xlsx", "csv", "json")


def promised(name):
    """The keys that the page of commands promises for a command's JSON document."""
    return set(group.get_command(None, name).gives)


def test_a_day_with_the_installed_command(loupe, checked_once, tmp_path):
    archive, film = checked_once / "archive", checked_once / "film.srt"
    made = loupe("new", "case", "--name", "Antwerp", cwd=tmp_path)
    assert made.out == "The case Antwerp is ready in case.\nNext: loupe add case FILES\n"
    added = loupe("add", "case", "--from", archive / "sources.csv", cwd=tmp_path)
    assert added.out.startswith("2 sources added (1 markdown, 1 text), 61 words.\n")
    checked = loupe("check", "case", film, "--title", "The Film", cwd=tmp_path)
    assert "The Film: 4 claims in 4 lines, held against 2 sources." in checked.out
    assert "✕ contradicted" in checked.out
    assert "“109 of 189" in checked.out
    written = loupe("script", "case", "--to", "script.html", cwd=tmp_path)
    assert written.out == "The Film, 4 claims: script.html\n"
    assert "109 of 189" in (tmp_path / "script.html").read_text("utf-8")
    for ran in (made, added, checked, written):
        assert (ran.status, ran.err) == (0, "")
        assert "\x1b" not in ran.out
        assert max(map(len, ran.out.splitlines())) <= 90


def test_what_is_there_already_is_said_by_name(run, folder):
    again = run("add", "case", "archive/police.txt")
    assert again.status == 0
    assert again.out.startswith("1 source there already: police.txt.\n")
    anew = run("add", "case", "archive/police.txt", "--reliability", "b")
    assert anew.out.startswith("1 source there already, now described anew: police.txt.\n")
    assert {s["name"]: s["reliability"] for s in run("sources", "case", "--json").json["sources"]} == {
        "film.srt": "F",
        "paper.md": "B",
        "police.txt": "B",
    }


def test_a_check_says_what_was_judged_before(run, folder):
    again = run("check", "case", "film.srt")
    assert again.out.startswith("4 of 4 claims were already judged.\n")
    assert run("check", "case", "film.srt", "--json").json["resumed"] == 4


def test_the_worst_finding_stands_first(run, folder):
    document = run("check", "case", "film.srt", "--json").json
    first = document["findings"][0]
    assert (first["number"], first["verdict"], first["source"]) == ("1.1", "contradicted", "Police report")
    assert "123 of the 160" in first["reason"]
    assert document["counts"]["not checkable"] == 1
    assert sum(document["counts"].values()) == document["claims"] == 4
    assert document["searched"]["sources"] == 2


def test_a_check_without_an_archive_says_so(run, folder):
    run("new", "bare")
    ran = run("check", "bare", "film.srt")
    assert ran.status == 0
    assert "The archive is empty" in ran.out


def test_the_script_in_every_format(run, folder):
    for ending in FORMATS:
        ran = run("script", "case", "--to", f"s.{ending}", "--work", "film.srt", "--json")
        assert set(ran.json) == promised("script")
        assert (ran.json["format"], ran.json["claims"], ran.json["waiting"]) == (ending, 4, 0)
    assert zipfile.is_zipfile("s.docx")
    assert zipfile.is_zipfile("s.xlsx")
    with (folder / "s.csv").open(encoding="utf-8-sig", newline="") as table:
        assert len(list(csv.reader(table))) == 5
    assert json.loads((folder / "s.json").read_text("utf-8"))["claim_count"] == 4


def test_search_shows_quote_source_place_and_what_was_searched(run, folder):
    ran = run("search", "case", "boxes broken open", "--limit", "1")
    assert ran.out.startswith(" 1. “The police counted the boxes twice.")
    assert "Police report · paragraph 1 (line 1) · 2003-02-24" in ran.out
    assert "Searched 5 passages of 2 sources by words" in ran.out
    found = run("search", "case", "boxes", "broken", "open", "--json").json
    assert set(found) == promised("search")
    assert all(set(result) == set(OBJECTS["result"]) for result in found["results"])
    assert "123 of the 160 boxes" in found["results"][0]["quote"]


def test_a_search_without_a_hit_says_what_was_searched(run, folder):
    run("new", "bare")
    assert run("search", "bare", "zeppelin").out.startswith("The archive of this case is empty")
    ran = run("search", "case", "§§§")
    assert ran.status == 0
    assert ran.out.startswith("Nothing found. Searched 5 passages of 2 sources by words")


def test_show_goes_from_the_claim_to_the_source(run, folder):
    claim = run("show", "case", "1.1", "--json").json
    evidence = run("show", "case", claim["evidence"][0]["id"], "--json").json
    passage = run("show", "case", evidence["passage"], "--around", "1", "--json").json
    source = run("show", "case", passage["source"]["id"], "--text", "--json").json
    assert [d["kind"] for d in (claim, evidence, passage, source)] == ["claim", "evidence", "passage", "source"]
    assert claim["claim"] == evidence["claim"]
    assert claim["claim"]["quote"] == "The thieves broke open 109 of 189 boxes in the vault."
    assert evidence["evidence"][0]["quote"] in passage["passages"][0]["text"]
    assert [p["id"] for p in passage["passages"]] == [p["id"] for p in source["passages"]]
    assert set().union(claim, evidence, passage, source) == promised("show")
    assert set(claim["claim"]) == set(OBJECTS["claim"])
    assert set(source["source"]) == set(OBJECTS["source"])
    assert all(set(p) == set(OBJECTS["passage"]) for p in source["passages"])


def test_show_in_words(run, folder):
    claim = run("show", "case", "1.1").out
    assert "✕ contradicted (proposed by Loupe)" in claim
    assert "Origin 1: Antwerp police" in claim
    assert "Searched 5 passages of 2 sources" in claim
    evidence_id = next(word for word in claim.split() if word.startswith("e-"))
    assert "claim 1.1, ✕ contradicted" in run("show", "case", evidence_id).out
    passage_id = next(word for word in claim.split() if word.startswith("p-"))
    passage = run("show", "case", passage_id).out
    assert f"> paragraph 1 (line 1)  {passage_id}" in passage
    assert "The vault was robbed over the weekend" in passage
    assert "Draws on:    police.txt; Reuters" in run("show", "case", "paper.md").out
    assert "Nobody was hurt." in run("show", "case", "paper.md", "--text").out
    assert "question" in run("show", "case", "3.1").out


def test_claims_in_the_order_of_the_work(run, folder):
    everything = run("claims", "case", "--json").json
    assert set(everything) == promised("claims")
    assert [c["number"] for c in everything["claims"]] == ["1.1", "2.1", "3.1", "4.1"]
    assert all(set(c) == set(OBJECTS["claim"]) for c in everything["claims"])
    aside = run("claims", "case", "--verdict", "not checkable").out
    assert aside.startswith("   3.1  – not checkable  c-")
    assert "Was it not a beautiful morning?" in aside
    assert "4,000 euros" not in aside


def test_a_mark_changes_the_next_check_and_can_be_taken_back(run, folder):
    marked = run("mark", "case", "1.1", "--not-checkable", "--why", "opinion", "--json").json
    assert set(marked) == promised("mark")
    assert run("check", "case", "film.srt", "--json").json["counts"]["contradicted"] == 0
    run("mark", "case", marked["claim"][:8], "--checkable")
    assert run("check", "case", "film.srt", "--json").json["counts"]["contradicted"] == 1


def test_the_index_can_be_thrown_away(run, folder):
    before = run("search", "case", "boxes", "--json").out
    for path in sorted((folder / "case" / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    document = run("index", "case", "--json").json
    assert set(document) == promised("index")
    assert (document["sources"], document["windows"]) == (2, 5)
    assert run("search", "case", "boxes", "--json").out == before


def test_verify_names_a_flipped_byte(run, folder):
    sound = run("verify", "case", "--json")
    assert (sound.status, sound.json) == (0, {"sound": True, "faults": []})
    source = next(s for s in run("sources", "case", "--json").json["sources"] if s["name"] == "police.txt")
    original = folder / "case" / "blobs" / source["sha256"][:2] / source["sha256"]
    original.chmod(0o600)
    original.write_bytes(original.read_bytes().replace(b"123", b"124"))
    ran = run("verify", "case")
    assert ran.status == 3
    assert f"The original of Police report ({source['id']})" in ran.out
    faulty = run("verify", "case", "--json").json
    assert set(faulty) == promised("verify")
    assert {fault["subject"] for fault in faulty["faults"]} == {source["id"]}


def test_sources_tell_whom_they_draw_on_and_what_is_wrong(run, folder):
    assert run("sources", "case", "--problems").out == "All 3 sources could be read.\n"
    (folder / "empty.txt").touch()
    assert run("add", "case", "empty.txt").status == 4
    problems = run("sources", "case", "--problems").out
    assert "! empty.txt is empty. [file-empty]" in problems
    assert "paper.md" not in problems
    everything = run("sources", "case").out
    assert "draws on police.txt; Reuters" in everything
    assert "4 sources, 1 with a problem." in everything
    document = run("sources", "case", "--json").json
    assert set(document) == promised("sources")
    assert all(set(source) == set(OBJECTS["source"]) for source in document["sources"])


def test_the_other_documents_have_the_promised_keys(run, folder):
    assert set(run("new", "second", "--json").json) == promised("new")
    assert set(run("add", "case", "archive", "--json").json) == promised("add")
    check = run("check", "case", "film.srt", "--json").json
    assert set(check) == promised("check")
    assert all(set(row) == set(OBJECTS["finding"]) for row in check["findings"])
    doctor = run("doctor", "--json")
    assert set(doctor.json) == promised("doctor")
    assert (doctor.status, doctor.json["well"], doctor.json["network"]) == (0, True, "not used")


def test_doctor_says_what_the_optional_part_is_for(run):
    ran = run("doctor")
    assert "meaning vectors" in ran.out
    assert "a passage is found though it says the thing in other words" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("new", "third"), id="new"),
        pytest.param(("add", "case", "archive/police.txt"), id="add"),
        pytest.param(("check", "case", "film.srt"), id="check"),
        pytest.param(("script", "case", "--to", "s.csv"), id="script"),
        pytest.param(("mark", "case", "1.1", "--checkable"), id="mark"),
        pytest.param(("index", "case"), id="index"),
        pytest.param(("verify", "case"), id="verify"),
    ],
)
def test_quiet_says_nothing_when_all_went_well(run, folder, words):
    ran = run(*words, "--quiet")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_text_of_a_source_cannot_command_the_terminal(run, folder):
    (folder / "evil.txt").write_bytes(b"The \x1b[2Jvault \x1b]0;owned\x07 was \xe2\x80\xaerobbed by night.\n")
    run("add", "case", "evil.txt", "--title", "Evil\x1b[31m")
    for words in (("search", "case", "robbed by night"), ("sources", "case"), ("show", "case", "evil.txt", "--text")):
        out = run(*words).out
        assert "Evil" in out
        assert not set("\x1b\x07\u202e") & set(out)
