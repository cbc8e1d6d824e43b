"""A script as persons split and merged its claims: counted once, shown as theirs, and nothing claimed for a part."""

from __future__ import annotations

import sys
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
from loupe.views.shapes import shaped

PARTS = ["The thieves rented an office.", "They rented it in November 2000."]


def script(*acts):
    proposed = small_case()
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
