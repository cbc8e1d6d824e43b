"""A script as persons split and merged its claims: counted once, shown as theirs, and nothing claimed for a part."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))
from script_cases import SCHEMA, small_case

from loupe.publish import FORMATS, render_script
from loupe.review import review_of
from loupe.review.shapes import UNCHECKED
from loupe.store import Decision
from loupe.views import with_decisions
from loupe.views.film_page import film_page
from loupe.views.riskiest import riskiest
from loupe.views.shapes import proposed_counts, shaped

PARTS = ["The thieves rented an office.", "They rented it in November 2000."]


def script(*acts, of=None):
    proposed = of or small_case()
    ids = {claim.number: claim.id for claim in proposed.claims}
    taken = [
        Decision(n, "s-1", kind, {k: ids.get(v, v) if isinstance(v, str) else v for k, v in fields.items()}, "Anna",
                 "2026-01-05T10:00:00.000+00:00", "")
        for n, (kind, fields) in enumerate(acts, 1)
    ]  # fmt: skip
    review = review_of(taken)
    bases = {claim.id: f"b-{claim.number}" for claim in proposed.claims}
    made, now = shaped(proposed, review, bases)
    return with_decisions(made, review, now), now, review


SPLIT = ("split", {"claim": "2.1", "texts": PARTS})
MERGE = ("merge", {"claim": "2.1", "into": "1.1"})


def test_nothing_decided_leaves_the_script_as_it_is():
    assert shaped(small_case(), review_of([]), {})[0] is not None
    assert script()[0] == small_case()


def test_a_split_claim_is_its_parts_and_nothing_is_said_of_them():
    made, bases, _ = script(SPLIT)
    parts = made.lines[1].claims[:2]
    whole = small_case().lines[1].claims[0]
    assert [p.number for p in parts] == ["2.1a", "2.1b"]
    assert [p.text for p in parts] == PARTS
    assert {p.label for p in parts} == {UNCHECKED}
    assert {(p.supporting, p.contradicting) for p in parts} == {(0, 0)}
    assert {p.part_of.number for p in parts} == {"2.1"}
    assert [e.quote for e in parts[0].evidence] == [e.quote for e in whole.evidence]
    assert {e.stance for e in parts[0].evidence} == {"related"}
    assert all("Found for the whole claim 2.1" in e.reasons[0] for e in parts[0].evidence)
    assert made.claim_count == small_case().claim_count + 1
    assert [c.id for c in made.set_aside] == [whole.id]
    assert whole.id not in bases
    assert len({bases[p.id] for p in parts}) == 2
    assert {number for run in made.lines[1].runs for number in run.claims} >= {"2.1a", "2.1b"}


def test_a_merged_claim_stands_as_one_with_both_places():
    made, bases, review = script(MERGE)
    one = made.lines[0].claims[0]
    assert [(a.number, a.line) for a in one.also] == [("2.1", 2)]
    assert made.lines[1].also == ("1.1",)
    assert "2.1" not in {claim.number for claim in made.claims}
    assert made.claim_count == small_case().claim_count - 1
    assert {n for run in made.lines[1].runs for n in run.claims} & {"1.1", "2.1"} == {"1.1"}
    fresh = {e.passage_id for e in one.evidence} - {e.passage_id for e in small_case().lines[0].claims[0].evidence}
    assert (bases[one.id] != "b-1.1") is bool(fresh)
    page = film_page(made, review, None, {line.number: f"p-{line.number}" for line in made.lines})
    assert [head.number for head in page.lines[1].also] == ["1.1"]


def unchecked(*numbers):
    """The small case as if the check had left these claims out."""

    def out(claim):
        if claim.number not in numbers:
            return claim
        return replace(claim, checkable=False, why_not="A scene.", label="not checkable", evidence=(), origins=())

    made = small_case()
    return replace(made, lines=tuple(replace(one, claims=tuple(map(out, one.claims))) for one in made.lines))


def test_what_is_merged_into_a_claim_that_cannot_be_checked_stays_to_be_decided_and_adverse():
    accused = replace(small_case().claims[1], text="Ana Bauer stole the stones.")
    proposed = unchecked("1.1")
    proposed = replace(proposed, lines=tuple(
        replace(one, claims=tuple(accused if c.id == accused.id else c for c in one.claims)) for one in proposed.lines
    ))  # fmt: skip
    made, _, review = script(("merge", {"claim": accused.number, "into": "1.1"}), of=proposed)
    one = made.lines[0].claims[0]
    assert (one.number, one.checkable, one.label, one.why_not) == ("1.1", True, UNCHECKED, "")
    assert f"{accused.number}, which can be checked" in one.why
    first = next(c for c in riskiest("s-1", made.claims, review, made.set_aside) if c.number == "1.1")
    assert first.adverse


def test_a_claim_that_a_person_says_can_be_checked_is_one_that_no_check_has_judged():
    made, bases, _ = script(("checkable", {"claim": "1.1", "on": True}), of=unchecked("1.1"))
    one = made.lines[0].claims[0]
    assert (one.checkable, one.label, one.why_not) == (True, UNCHECKED, "")
    assert one.why.startswith("Anna says that it can be checked")
    assert bases[one.id] == "b-1.1"
    assert made.checkable_count == small_case().checkable_count
    assert script(("checkable", {"claim": "1.1", "on": True}))[0] == small_case(), "a check has judged it"
    off = [("checkable", {"claim": "1.1", "on": True}), ("checkable", {"claim": "1.1", "on": False})]
    assert script(*off, of=unchecked("1.1"))[0].lines[0].claims[0].label == "not checkable"


def test_what_the_check_proposed_stays_what_it_proposed():
    before = proposed_counts(script()[0])
    assert UNCHECKED not in dict(before)
    assert proposed_counts(script(SPLIT)[0]) == proposed_counts(script(MERGE)[0]) == before
    left_out = unchecked("1.1")
    called, _, _ = script(("checkable", {"claim": "1.1", "on": True}), of=left_out)
    assert proposed_counts(called) == proposed_counts(left_out)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_parts_and_both_places(form):
    import zipfile
    from io import BytesIO

    def words(*acts):
        data = render_script(script(*acts)[0], form)
        if form in ("docx", "xlsx"):
            with zipfile.ZipFile(BytesIO(data)) as packed:
                data = b"".join(packed.read(name) for name in packed.namelist())
        return data.decode("utf-8", "replace")

    split = words(SPLIT)
    assert PARTS[1] in split
    assert "2.1b" in split
    assert "not checked yet" in split
    merged = words(MERGE)
    assert "Also said in line 2" in merged or '"also"' in merged
    if form == "json":
        import json

        import jsonschema

        for text in (split, merged):
            jsonschema.validate(json.loads(text), SCHEMA)
