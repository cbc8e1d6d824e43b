"""Splits and merges: parts have ids of their own words, a merged claim stands with one other, and nothing is lost."""

from __future__ import annotations

from loupe.review import review_of
from loupe.review.shapes import joined_basis, merged_into, part_basis, part_id, parts_of
from loupe.store import Decision

PARTS = ["The vault held 189 boxes.", "It lay under the street."]


def taken(*acts):
    return [Decision(n, "s-1", kind, fields, "Anna", f"2026-01-0{n}T10:00:00.000+00:00", "")
            for n, (kind, fields) in enumerate(acts, 1)]  # fmt: skip


def merge(one, into):
    return ("merge", {"claim": one, "into": into})


SPLIT = ("split", {"claim": "c-1", "texts": PARTS})


def test_a_part_is_the_same_part_when_the_split_is_given_back():
    first, second = (part_id("c-1", text) for text in PARTS)
    assert first != second
    decided = ("verdict", {"claim": first, "label": "corroborated", "proposed": "not checked yet", "basis": "b"})
    acts = [SPLIT, decided, ("undo", {"seq": 1})]
    assert parts_of(review_of(taken(*acts)).claims) == {}
    assert first not in review_of(taken(*acts)).claims
    again = review_of(taken(*acts, ("undo", {"seq": 3})))
    assert again.of(first).verdict.label == "corroborated"
    assert parts_of(again.claims) == {first: ("c-1", PARTS[0]), second: ("c-1", PARTS[1])}
    assert again.of("c-1").shaped_by == "Anna"


def test_other_words_are_another_part_and_the_old_verdict_does_not_slip_onto_them():
    first = part_id("c-1", PARTS[0])
    decided = ("verdict", {"claim": first, "label": "corroborated", "proposed": "not checked yet", "basis": "b"})
    again = review_of(taken(SPLIT, decided, ("split", {"claim": "c-1", "texts": ["One.", PARTS[1]]})))
    assert all(not again.of(part).decided for part in parts_of(again.claims))


def test_a_merged_claim_stands_with_the_last_of_its_way():
    assert merged_into(review_of(taken(merge("c-3", "c-2"), merge("c-2", "c-1"))).claims) == {
        "c-3": "c-1",
        "c-2": "c-1",
    }


def test_claims_merged_in_a_circle_or_into_a_split_one_stand_by_themselves():
    assert merged_into(review_of(taken(merge("c-1", "c-2"), merge("c-2", "c-1"))).claims) == {}
    assert merged_into(review_of(taken(merge("c-2", "c-1"), SPLIT)).claims) == {}


def test_what_a_person_saw_is_other_where_a_merged_claim_brings_another_card():
    own = {("p-1", "x")}
    assert joined_basis("b", own, [("o", [("p-1", "x")])]) == "b"
    assert joined_basis("b", own, [("o", [("p-2", "y")])]) != "b"
    one, other = ("o", [("p-2", "y")]), ("q", [("p-3", "z")])
    assert joined_basis("b", own, [one, other]) == joined_basis("b", own, [other, one])
    assert part_basis("b", "c-2") not in ("b", part_basis("b", "c-3"))
