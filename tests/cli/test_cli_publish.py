"""``loupe public`` and ``loupe publish``, as a person types them."""

from __future__ import annotations

import pytest
from cli_samples import write_archive, write_film

from loupe.engine import Case


@pytest.fixture
def case(run, tmp_path):
    folder = tmp_path / "case"
    run("new", folder)
    write_archive(tmp_path / "archive")
    write_film(tmp_path / "film.srt")
    run("add", folder, tmp_path / "archive")
    run("check", folder, tmp_path / "film.srt")
    return folder


def sign(case):
    with Case.open(case) as opened:
        for line in opened.page_of_script().lines:
            for claim in line.claims:
                if claim.head.checkable:
                    opened.decide(None, "verdict", {"claim": claim.head.id, "label": "accept"})
            opened.decide(None, "signed", {"passage": line.passage_id, "on": True})
        return next(s.id for s in opened.sources() if s.role == "archive")


def test_nothing_signed_is_nothing_published(run, case, tmp_path):
    ran = run("publish", case, "--to", tmp_path / "site")
    assert ran.status == 2
    assert "no decided claim stands on a line that is signed" in ran.err
    assert not (tmp_path / "site").exists()


def test_sources_are_marked_listed_and_taken_back(run, case):
    assert "No source is marked public" in run("public", case).out
    source = sign(case)
    assert "1 source marked public." in run("public", case, source, "--why", "printed").out
    assert run("public", case, "--json").json["public"] == [source]
    run("public", case, source, "--not")
    assert run("public", case, "--json").json["public"] == []
    assert run("public", case, "s-000000000000").status == 5


def test_what_is_signed_is_published_and_a_second_time_the_same(run, case, tmp_path):
    run("public", case, sign(case))
    ran = run("publish", case, "--to", tmp_path / "site", "--by", "The Desk", "--json")
    assert ran.status == 0, ran.err
    assert ran.json["claims"] > 0
    assert ran.json["files"] + 1 == sum(p.is_file() for p in (tmp_path / "site").rglob("*"))
    before = (tmp_path / "site" / "claims.html").read_bytes()
    assert run("publish", case, "--to", tmp_path / "site", "--by", "The Desk").status == 0
    assert (tmp_path / "site" / "claims.html").read_bytes() == before


def test_what_nobody_signs_any_more_is_withdrawn_where_it_was_published(run, case, tmp_path):
    sign(case)
    assert not run("publish", case, "--to", tmp_path / "site", "--json").json["withdrawn"]
    with Case.open(case) as opened:
        for line in opened.page_of_script().lines:
            opened.decide(None, "signed", {"passage": line.passage_id, "on": False})
        day = f"{opened.changed:%Y-%m-%d}"
    assert run("publish", case, "--to", tmp_path / "fresh").status == 2
    ran = run("publish", case, "--to", tmp_path / "site", "--media", "copy")
    assert ran.status == 0
    assert "What was published is withdrawn" in ran.out
    pages = sorted(p.name for p in (tmp_path / "site").glob("*.html"))
    text = (tmp_path / "site" / "index.html").read_text()
    assert (pages, "Withdrawn" in text, day in text) == (["index.html"], True, True)
    assert run("publish", case, "--to", tmp_path / "site", "--json").json["withdrawn"]
    sign(case)
    assert run("publish", case, "--to", tmp_path / "site").status == 0
    assert (tmp_path / "site" / "claims.html").is_file()


def test_a_check_that_is_not_up_to_date_is_told_of(run, case, tmp_path):
    sign(case)
    assert not run("publish", case, "--to", tmp_path / "site", "--json").json["outdated"]
    (tmp_path / "late.txt").write_text("The vault lay deep.\n")
    run("add", case, tmp_path / "late.txt")
    ran = run("publish", case, "--to", tmp_path / "site")
    assert "has changed since this check; run loupe check again" in ran.err
    assert run("publish", case, "--to", tmp_path / "site", "--json").json["outdated"]


def test_a_folder_that_holds_another_work_is_not_taken_from_it(run, case, tmp_path):
    sign(case)
    run("publish", case, "--to", tmp_path / "site")
    before = (tmp_path / "site" / "index.html").read_bytes()
    (tmp_path / "second.srt").write_text("1\n00:00:01,000 --> 00:00:04,000\nThe alarm rang 12 times.\n")
    run("check", case, tmp_path / "second.srt", "--title", "The Second")
    sign(case)
    ran = run("publish", case, "--to", tmp_path / "site")
    assert (ran.status, "holds another work, “Untitled film”" in ran.err) == (2, True), ran.err
    assert (tmp_path / "site" / "index.html").read_bytes() == before


def test_a_folder_of_somebody_is_left_alone(run, case, tmp_path):
    sign(case)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")
    ran = run("publish", case, "--to", tmp_path / "mine")
    assert ran.status == 2
    assert (tmp_path / "mine" / "letter.txt").read_text() == "Dear"
