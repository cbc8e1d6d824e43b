"""Splits and merges: parts have ids of their own words, a merged claim stands with one other, and nothing is lost."""

from __future__ import annotations

from loupe.review import review_of, touched_since
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


def test_what_anybody_split_or_merged_is_put_together_again_and_that_is_taken_back_too():
    first = part_id("c-1", PARTS[0])
    decided = ("verdict", {"claim": first, "label": "corroborated", "proposed": "not checked yet", "basis": "b"})
    whole = ("whole", {"claim": "c-1", "into": ""})
    apart = review_of(taken(SPLIT, decided, whole))
    assert parts_of(apart.claims) == {}
    assert (apart.of("c-1").split, apart.of("c-1").shaped_by) == ((), "")
    again = review_of(taken(SPLIT, decided, whole, ("undo", {"seq": 3})))
    assert again.of(first).verdict.label == "corroborated"
    acts = (merge("c-3", "c-1"), ("whole", {"claim": "c-3", "into": "c-1"}))
    assert merged_into(review_of(taken(*acts)).claims) == {}
    assert touched_since(taken(*acts), 1) == {"c-1", "c-3"}
    assert touched_since(taken(SPLIT, whole), 1) == {"c-1"}


def test_parts_have_the_notes_and_the_star_of_their_whole_beside_their_own():
    first, second = (part_id("c-1", text) for text in PARTS)
    note = ("note", {"claim": "c-1", "text": "Ask the clerk.", "private": True})
    own = ("note", {"claim": first, "text": "He knows.", "private": False})
    now = review_of(taken(note, ("star", {"claim": "c-1", "on": True}), SPLIT, own,
                          ("star", {"claim": second, "on": False})))  # fmt: skip
    assert [(n.text, n.of_whole) for n in now.of(first).notes] == [("Ask the clerk.", True), ("He knows.", False)]
    assert [n.text for n in now.of(second).notes] == ["Ask the clerk."]
    assert (now.of(first).starred, now.of(second).starred) == (True, False)


def test_a_note_is_made_private_and_that_is_taken_back():
    note = ("note", {"claim": "c-1", "text": "Ask the clerk.", "private": False})
    hush = ("private", {"claim": "c-1", "note": 1, "text": "Ask the clerk."})
    assert [n.private for n in review_of(taken(note, hush)).of("c-1").notes] == [True]
    assert [n.private for n in review_of(taken(note, hush, ("undo", {"seq": 2}))).of("c-1").notes] == [False]


def test_the_last_word_on_whether_a_claim_can_be_checked_holds():
    on, off = (("checkable", {"claim": "c-1", "on": one}) for one in (True, False))
    assert review_of(taken()).of("c-1").checkable is None
    assert (review_of(taken(off, on)).of("c-1").checkable, review_of(taken(on)).of("c-1").checkable_by) == (
        True,
        "Anna",
    )
    assert review_of(taken(on, off)).of("c-1").checkable is False
