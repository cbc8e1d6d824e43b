"""A day with ``Case``: make, add, search, check, mark, look up, write."""

import json
import shutil

import pytest
from engine_samples import FILES, FILM, named, new_case, verdicts, write_files, write_film

from loupe.engine import Case
from loupe.model import Claim, Evidence, Passage, Source
from loupe.model.errors import (
    CaseExists,
    CaseMissing,
    IdUnknown,
    LoupeError,
    NothingChecked,
    PathMissing,
    ReadError,
    UsageError,
)


def test_the_whole_day(tmp_path):
    write_files(tmp_path / "archive")
    film = write_film(tmp_path / "film.srt")
    with new_case(tmp_path / "case") as case:
        report = case.add(tmp_path / "archive")
        assert {s.name for s in report.added} == set(FILES)
        assert (report.known, report.changed, report.failed, report.refused) == ((), (), (), ())
        check = case.check(film, title="The Last Trip")
        assert (check.work.label, check.claims, check.judged, check.resumed) == ("The Last Trip", 6, 6, 0)
        assert verdicts(case) == [
            ("The ferry Estrella left Lisbon on 14 March 1987.", "corroborated", 2, 0),
            ("The ferry Estrella carried 412 passengers on her last trip.", "contested", 1, 1),
            ("Seven of the nine lifeboats of the ferry were never lowered.", "uncorroborated", 1, 0),
            ("[Widow’s] brother kept a green parrot in the engine room until 1986.", "uncorroborated", 0, 0),
        ]
        script = case.script(tmp_path / "script.json")
        assert json.loads(script.read_text("utf-8"))["work"]["label"] == "The Last Trip"
        assert case.verify() == ()
    with Case.open(tmp_path / "case") as again:
        assert len(verdicts(again)) == 4
        assert again.verify() == ()


def test_every_quote_opens_where_its_locator_says(case):
    """Rule 1: what the case shows stands letter for letter in its sources."""
    texts = {}
    for source in case.sources():
        passages = case.passages(source.id)
        texts[source.id] = {p.id: p for p in passages}
    pieces = [e for f in case.findings() for e in f.evidence]
    assert pieces
    for e in pieces:
        passage = texts[e.source_id][e.passage_id]
        base = passage.locator.start
        assert passage.text[e.locator.start - base : e.locator.end - base] == e.quote


def test_a_finding_says_what_was_searched(case):
    for finding in case.findings():
        search = finding.verdict.search
        if finding.claim.checkable:
            assert (search.sources, search.passages) == (4, 9)
            assert search.queries
            assert search.candidates > 0
        else:
            assert (search.queries, search.candidates) == ((), 0)
            assert finding.verdict.label == "not checkable"
            assert finding.claim.why_not


def test_adding_twice_is_a_no_op_that_says_so(case, place):
    before = case.sources()
    log = len(case._store.log())
    report = case.add(place / "archive")
    assert {s.name for s in report.known} == set(FILES)
    assert (report.added, report.changed) == ((), ())
    assert case.sources() == before
    assert len(case._store.log()) == log


def test_the_same_bytes_under_two_names_are_one_source(bare, tmp_path):
    write_files(tmp_path / "two", {"a.txt": FILES["paper.txt"], "b.txt": FILES["paper.txt"]})
    report = bare.add(tmp_path / "two")
    assert [len(report.added), len(report.known)] == [1, 1]
    assert len(bare.sources()) == 1


def test_described_anew(case, place):
    report = case.add(place / "archive" / "paper.txt", title="Evening Paper", published="1987-03-20", reliability="b")
    assert [s.label for s in report.changed] == ["Evening Paper"]
    paper = named(case, "paper.txt")
    assert (paper.title, paper.published, paper.reliability) == ("Evening Paper", "1987-03-20", "B")
    again = case.add(place / "archive" / "paper.txt", maker="Jo Writer")
    assert [(s.title, s.maker) for s in again.changed] == [("Evening Paper", "Jo Writer")]
    assert case.add(place / "archive" / "paper.txt", maker="Jo Writer").changed == ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"published": "15 February"}, "15 February"),
        ({"published": "2003-13"}, "2003-13"),
        ({"reliability": "G"}, "G"),
    ],
)
def test_what_a_person_says_wrongly_is_refused_before_anything_is_added(bare, place, said, words):
    with pytest.raises(UsageError, match=words):
        bare.add(place / "archive", **said)
    assert bare.sources() == ()


def test_nested_folders_and_equal_names(bare, tmp_path):
    files = {"notes/one.txt": "The ferry left Lisbon.\n", "more/deep/one.txt": "The ferry reached Faro.\n"}
    report = bare.add(write_files(tmp_path / "archive", files))
    assert {s.name for s in report.added} == {"notes/one.txt", "more/deep/one.txt"}
    assert isinstance(bare.find("notes/one.txt"), Source)


def test_a_case_among_its_own_sources_does_not_swallow_itself(tmp_path):
    write_files(tmp_path / "archive")
    with new_case(tmp_path / "archive" / "case") as case:
        report = case.add(tmp_path / "archive")
        assert {s.name for s in report.added} == set(FILES)


def test_one_bad_file_never_stops_the_rest(bare, tmp_path):
    write_files(tmp_path / "archive", {**FILES, "empty.txt": ""})
    (tmp_path / "archive" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    report = bare.add(tmp_path / "archive", tmp_path / "missing.txt")
    assert {s.name for s in report.added} == set(FILES)
    assert {s.name for s in report.failed} == {"empty.txt", "broken.pdf"}
    assert [error.code for _, error in report.refused] == ["path-missing"]
    for source in report.failed:
        problem = named(bare, source.name).problem
        assert problem is not None
        assert problem.message
        assert problem.hint


def test_a_file_that_failed_is_tried_again(bare, tmp_path):
    write_files(tmp_path / "archive", {"empty.txt": ""})
    assert len(bare.add(tmp_path / "archive").failed) == 1
    (tmp_path / "archive" / "empty.txt").write_text("The ferry left Lisbon.\n", "utf-8")
    assert [s.name for s in bare.add(tmp_path / "archive").added] == ["empty.txt"]


# --- the work -------------------------------------------------------------------------------------------------------


def test_the_work_is_never_evidence_for_itself(bare, tmp_path):
    film = write_film(tmp_path / "film.srt")
    bare.add(film)
    bare.check(film)
    assert [f.evidence for f in bare.findings()] == [()] * 6
    assert named(bare, "film.srt").role == "archive", "what was added stays in the archive"


def test_a_work_that_is_in_the_archive_can_be_checked_by_its_id(case):
    paper = named(case, "paper.txt")
    check = case.check(paper.id, title="The Evening Paper")
    assert check.work.label == "The Evening Paper"
    assert [w.name for w in case.works()] == ["paper.txt", "film.srt"]
    assert all(claim.work_id == paper.id for claim in case.claims())
    assert all(e.source_id != paper.id for f in case.findings() for e in f.evidence)


def test_checking_a_file_of_the_archive_leaves_it_in_the_archive(case, place):
    before = [(f.verdict.label, f.verdict.search.sources) for f in case.findings() if f.claim.checkable]
    case.check(place / "archive" / "paper.txt")
    assert named(case, "paper.txt").role == "archive"
    case.check(place / "film.srt")
    assert [(f.verdict.label, f.verdict.search.sources) for f in case.findings() if f.claim.checkable] == before


def test_a_work_is_evidence_for_another_only_when_a_person_adds_it(case, tmp_path, place):
    other = write_film(
        tmp_path / "other.srt", [("NARRATOR", "The ferry Estrella carried 412 passengers on her last trip.")]
    )
    case.check(other)
    case.check(place / "film.srt")
    ids = {e.source_id for f in case.findings() for e in f.evidence}
    assert named(case, "other.srt").id not in ids
    case.add(other)
    assert named(case, "other.srt").role == "archive"


def test_a_work_by_id_needs_no_file(case, place):
    film = named(case, "film.srt").id
    (place / "film.srt").unlink()
    assert case.check(film).resumed == 6


def test_two_works_are_kept_apart(case, tmp_path):
    other = write_film(
        tmp_path / "other.srt", [("NARRATOR", "The ferry Estrella carried 438 passengers on her last trip.")]
    )
    case.check(other)
    assert [w.name for w in case.works()] == ["other.srt", "film.srt"]
    assert len(case.claims()) == 1
    assert len(case.claims("film.srt")) == 6
    assert len(case.findings(named(case, "film.srt").id)) == 6


@pytest.mark.parametrize(
    ("work", "error"),
    [("nowhere.srt", PathMissing), ("s-000000000000", PathMissing), ("empty.srt", ReadError), ("archive", UsageError)],
)
def test_a_work_that_cannot_be_checked(case, place, monkeypatch, work, error):
    monkeypatch.chdir(place)
    (place / "empty.srt").write_bytes(b"")
    with pytest.raises(error) as raised:
        case.check(work)
    assert str(raised.value)
    assert raised.value.hint


def test_before_any_check(bare):
    assert bare.works() == ()
    for ask in (bare.claims, bare.findings, bare.script_context):
        with pytest.raises(NothingChecked):
            ask()


def test_a_source_that_was_not_checked_has_no_claims(case):
    with pytest.raises(NothingChecked):
        case.claims("paper.txt")


def test_an_empty_archive_gives_no_verdict_but_uncorroborated(bare, tmp_path):
    bare.check(write_film(tmp_path / "film.srt"))
    assert {label for _, label, _, _ in verdicts(bare)} == {"uncorroborated"}


def test_a_work_without_claims(bare, tmp_path):
    film = write_film(tmp_path / "film.srt", [("A", "Who would have thought it?")])
    assert bare.check(film).claims == 1
    assert verdicts(bare) == []


# --- marks ----------------------------------------------------------------------------------------------------------


def test_a_persons_marks_follow_at_the_next_check_and_only_they_are_judged_anew(case, place):
    figure = next(c for c in case.claims() if "412" in c.text)
    scene = next(c for c in case.claims() if "grey harbour" in c.text)
    case.mark(figure.id, checkable=False, why="invented in the film")
    case.mark(scene.id, checkable=True)
    assert case.findings()[1].verdict.label == "corroborated"
    check = case.check(place / "film.srt")
    assert (check.judged, check.resumed) == (2, 4)
    labels = {f.claim.id: f.verdict.label for f in case.findings()}
    assert labels[figure.id] == "not checkable"
    assert labels[scene.id] == "uncorroborated"
    case.mark(figure.id, checkable=True)
    assert case.check(place / "film.srt").judged == 1
    assert {f.claim.id: f.verdict.label for f in case.findings()}[figure.id] == "contested"


def test_only_claims_are_marked(case):
    with pytest.raises(IdUnknown):
        case.mark(named(case, "paper.txt").id, checkable=False)
    with pytest.raises(LoupeError):
        case.mark("c-nothing", checkable=False)


# --- looking up -----------------------------------------------------------------------------------------------------


def test_anything_is_found_by_its_id(case):
    finding = next(f for f in case.findings() if f.evidence)
    piece = finding.evidence[0]
    assert isinstance(case.find(finding.claim.id), Claim)
    assert isinstance(case.find(piece.id), Evidence)
    assert isinstance(case.find(piece.passage_id), Passage)
    assert isinstance(case.find(piece.source_id), Source)
    assert isinstance(case.find("paper.txt"), Source)
    assert case.find(finding.claim.id[:-3]).id == finding.claim.id
    with pytest.raises(IdUnknown):
        case.find("c-00000000")


def test_search_quotes_what_stands_there(case):
    results = case.search("lifeboats never lowered", limit=3)
    assert results[0].source.name == "paper.txt"
    for result in results:
        assert result.quote in result.passage.text
        assert result.place
    assert all(r.source.role == "archive" for r in case.search("the ferry Estrella", limit=50))


@pytest.mark.parametrize("text", ["", "   ", "?!", '"unclosed (AND OR', "x" * 5000, "\x00"])
def test_odd_questions_are_no_query_language(case, text):
    assert isinstance(case.search(text), tuple)


def test_neighbours(case):
    passages = case.passages(named(case, "harbour.txt").id)
    assert case.neighbours(passages[1].id, 1) == passages
    assert case.neighbours(passages[0].id, 0) == passages[:1]


# --- opening --------------------------------------------------------------------------------------------------------


def test_a_case_is_never_made_over_something(place):
    with pytest.raises(CaseExists):
        Case.create(place / "case")
    with pytest.raises(CaseExists):
        Case.create(place / "archive")


def test_what_is_no_case_is_not_opened(place):
    with pytest.raises(CaseMissing):
        Case.open(place / "archive")
    with pytest.raises(CaseMissing):
        Case.open(place / "nowhere")


def test_a_case_moves_by_copying(case, place, tmp_path):
    before = case.findings()
    case.close()
    shutil.move(place / "case", tmp_path / "elsewhere")
    with Case.open(tmp_path / "elsewhere") as moved:
        assert moved.findings() == before
        assert moved.check(place / "film.srt").resumed == 6
        assert moved.verify() == ()


def test_the_film_of_the_tests_has_a_sentence_over_two_cues(case):
    lifeboats = next(f.claim for f in case.findings() if "lifeboats" in f.claim.text)
    assert [s.place.cue for s in lifeboats.locator.segments] == [4, 5]
    assert len(FILM) == 7
