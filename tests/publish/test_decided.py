"""What a person decided is shown as decided, with what was proposed beside it; nothing private leaves."""

import json

import jsonschema
import pytest
from lxml import html
from script_cases import SCHEMA, decided_case, small_case

from loupe.publish import FORMATS, render_script
from loupe.review import Review
from loupe.views import undecided, with_decisions


def article(number, script):
    page = html.fromstring(render_script(script, "html").decode())
    return page.xpath(f"//article[@id='claim-{number}']")[0]


@pytest.mark.parametrize(
    ("number", "solid", "said"),
    [
        pytest.param("1-1", True, "contradicted decided by AdV", id="the proposal taken"),
        pytest.param("2-1", True, "contested decided by BO; proposed: corroborated", id="turned round"),
        pytest.param("4-1", False, "contested left open by AdV; proposed", id="left open"),
        pytest.param("4-2", False, "uncorroborated proposed", id="nobody decided"),
    ],
)
def test_a_decided_claim_is_solid_with_initials_and_the_proposal_beside(number, solid, said):
    found = article(number, decided_case())
    assert ("decided" in found.get("class").split()) is solid
    assert said in " ".join(found.text_content().split())


def test_a_decision_on_other_evidence_says_so_and_a_clearer_text_shows_what_the_line_says():
    text = " ".join(article("2-1", decided_case()).text_content().split())
    assert "Decided by BO on 2026-01-05: =the lease is of 2001. The evidence has changed since." in text
    assert "The gang rented the office" in text
    assert "Loupe reads the line as: [the thieves] rented the office" in text
    assert "A guess" not in text


def test_counts_and_underlines_are_of_the_verdicts_that_hold():
    script = decided_case()
    assert {c.label: c.claims for c in script.counts}["corroborated"] == 0
    assert [run.label for run in script.lines[1].runs if run.claims] == ["contested"]
    assert (script.decided_count, script.checkable_count, script.reviewed) == (2, 5, False)


def test_a_script_is_reviewed_only_when_each_claim_that_can_be_checked_is_decided():
    assert decided_case(all_of_it=True).reviewed
    assert b"Reviewed: a person has decided each of the 5 claims" in render_script(decided_case(all_of_it=True), "html")
    assert not small_case().reviewed


def test_the_decided_json_keeps_to_its_schema():
    plain = json.loads(render_script(decided_case(), "json"))
    jsonschema.validate(plain, SCHEMA)
    assert [c["decided"] for line in plain["lines"] for c in line["claims"]] == [
        "contradicted", "contested", "unsure", "", "", "",
    ]  # fmt: skip


def test_no_decisions_make_the_script_that_was_proposed():
    assert undecided(decided_case()) == small_case() == with_decisions(small_case(), Review(), {})


@pytest.mark.parametrize("form", FORMATS)
def test_a_note_is_in_no_format(form):
    assert b"CANARY" not in render_script(decided_case(), form)
