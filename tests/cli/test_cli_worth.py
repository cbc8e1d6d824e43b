"""The page of what sources are worth: grades apart from counts, words and no percentages, every number opens."""

import re

import pytest
from cli_samples import write_film

from loupe.cli.group import loupe as group


def test_the_page_keeps_the_grade_of_people_apart_from_what_others_bear_out(run, folder):
    ran = run("worth", "case")
    assert (ran.status, ran.err) == (0, "")
    assert "Police report  (s-" in ran.out
    assert "grade by people: A    kind: report" in ran.out
    assert "no opinion, fewer than 5 of its statements" in " ".join(ran.out.split())
    assert "A second opinion: the verdicts follow the policy" in ran.out


def test_there_is_no_percentage_on_the_page(run, folder):
    assert not re.search(r"\d\s*(%|per ?cent)|0\.\d", run("worth", "case").out)


def test_every_number_opens_to_the_claims_behind_it(run, folder):
    document = run("worth", "case", "--json").json
    assert set(document) == set(group.get_command(None, "worth").gives)
    opened = 0
    for one in document["sources"]:
        assert sum(one["outcomes"].values()) == len(one["statements"])
        for statement in one["statements"]:
            for identity in (*statement["claims"], *statement["evidence"]):
                assert run("show", "case", identity).status == 0
                opened += 1
    assert opened > 0


def test_one_source_can_be_asked_for(run, folder):
    ran = run("worth", "case", "--source", "police.txt")
    assert "Police report" in ran.out
    assert "A weekend in the vault  (" not in ran.out
    assert "[id-unknown]" in run("worth", "case", "--source", "nobody.txt").err


def test_the_opinions_on_the_claims_can_be_asked_for_alone(run, folder):
    ran = run("worth", "case", "--claims")
    assert "second opinion: " in ran.out
    assert "grade by people" not in ran.out
    assert run("worth", "case", "--claims", "--json").json["sources"] == []


def test_before_a_check_it_says_what_to_do(run, folder):
    run("new", "empty")
    ran = run("worth", "empty")
    assert ran.status != 0
    assert "[nothing-checked]" in ran.err


@pytest.fixture
def unsaid(run, folder):
    """A film on which the archive says nothing, checked in the same case."""
    write_film(folder / "other.srt", [("NARRATOR", "In Oslo a whale of 40 tons was seen in 1911.")])
    run("check", "case", "other.srt", "--fast")
    return folder


def test_a_work_on_which_no_source_speaks_says_so(run, unsaid):
    ran = run("worth", "case")
    assert "No source of the archive says anything on the claims of the work yet" in ran.out
    assert "Next: loupe check case" in ran.out
