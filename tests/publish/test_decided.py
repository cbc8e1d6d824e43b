"""What a person decided is shown as decided, with what was proposed beside it; nothing private leaves."""

import json

import jsonschema
import pytest
from lxml import html
from script_cases import SCHEMA, decided_case, small_case

from loupe.publish import FORMATS, render_script
from loupe.review import Review, review_of
from loupe.store import Decision
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


def plain(script):
    found = json.loads(render_script(script, "json"))
    return {claim["number"]: claim for line in found["lines"] for claim in line["claims"]}


def test_a_card_that_a_person_called_irrelevant_stays_as_that_with_name_and_date_and_counts_no_more():
    text = " ".join(article("4-1", decided_case()).text_content().split())
    assert "Irrelevant decided by Anna de Vries, 2026-01-06; proposed: against" in text
    assert "Evidence: 1 for, 1 irrelevant" in text
    assert "decided: Of independent origins, 1 supports it and none contradicts it. Loupe found: 1 independent" in text
    now = plain(decided_case())["4.1"]
    assert (now["contradicting"], now["contradicting_now"], now["supporting_now"]) == (1, 0, 1)
    assert [(e["stance"], e["decided"], e["decided_by"]) for e in now["evidence"]][1] == (
        "contradicts", "irrelevant", "Anna de Vries",
    )  # fmt: skip


def test_a_passage_attached_by_hand_stands_among_the_evidence_as_that_person_s():
    text = " ".join(article("4-2", decided_case()).text_content().split())
    assert "For attached by hand by Ben Okri, 2026-01-06" in text
    assert "The court put the loot at 100 million dollars." in text
    [hand] = plain(decided_case())["4.2"]["evidence"]
    assert (hand["by_hand"], hand["stance"], hand["source_label"]) == (True, "supports", "Judgment")


@pytest.mark.parametrize("form", ["html", "json", "csv"])
def test_a_note_that_is_not_private_is_in_the_script(form):
    assert b"The insurer confirms it." in render_script(decided_case(), form)


def test_a_verdict_given_for_other_words_says_so_in_the_script():
    small = small_case()
    one = small.claims[0]
    acts = [
        ("verdict", {"claim": one.id, "label": one.label, "proposed": one.label, "basis": "seen"}),
        ("text", {"claim": one.id, "text": "Its door was of cheese."}),
    ]
    review = review_of(Decision(n, "s-1", k, f, "Ann", f"2026-01-05T0{n}", "") for n, (k, f) in enumerate(acts, 1))
    script = with_decisions(small, review, {claim.id: "seen" for claim in small.claims})
    assert "Decided by A on 2026-01-05. The words of the claim have changed since." in " ".join(
        article("1-1", script).text_content().split()
    )
    assert "The words of the claim have changed since." in render_script(script, "csv").decode()
    assert (plain(script)["1.1"]["changed"], plain(script)["1.1"]["reworded"]) == (True, True)


def test_a_verdict_that_no_card_bears_out_says_so():
    text = " ".join(article("2-1", decided_case()).text_content().split())
    assert "Verdict and cards disagree. It is called contested, and no card that counts speaks against it." in text


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


@pytest.mark.parametrize("label", [pytest.param("not checkable", id="one"), pytest.param("", id="none")])
def test_what_a_person_calls_not_checkable_is_counted_among_those_that_cannot_be_checked(label):
    small = small_case()
    one = next(claim for claim in small.claims if claim.checkable)
    fields = {"claim": one.id, "label": label or one.label, "proposed": one.label, "basis": "seen"}
    review = review_of([Decision(1, "s-1", "verdict", fields, "Ann", "2026-01-05T00", "")])
    script = with_decisions(small, review, {one.id: "seen"})
    counts = {count.label: count.claims for count in script.counts}
    assert script.claim_count == script.checkable_count + counts["not checkable"] == sum(counts.values())
    assert script.checkable_count == small.checkable_count - bool(label)
    assert f"{script.checkable_count} of them checkable" in render_script(script, "html").decode()
