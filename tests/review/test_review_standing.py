"""How a work stands: folded from what persons decided, with undo and redo without limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model.errors import AlreadyDecided
from loupe.review import redoable, review_of, said_already, touched_since, undoable
from loupe.store import Decision, Store


def taken(*acts):
    """Decisions from short tuples: kind, fields, and who if not Anna."""
    return tuple(
        Decision(n, "s-1", kind, fields, who[0] if who else "Anna", f"2026-01-01T00:00:{n:02d}", "")
        for n, (kind, fields, *who) in enumerate(acts, 1)
    )


def verdict(label, claim="c-1"):
    return ("verdict", {"claim": claim, "label": label, "proposed": "contested", "basis": "x"})


def test_the_latest_verdict_holds_and_says_whether_it_is_the_proposal():
    review = review_of(taken(verdict("corroborated"), verdict("contested")))
    decided = review.of("c-1").verdict
    assert (decided.label, decided.accepted, decided.who, decided.seq) == ("contested", True, "Anna", 2)
    assert review.of("c-2").verdict is None


def text(words, claim="c-1"):
    return ("text", {"claim": claim, "text": words})


@pytest.mark.parametrize(
    ("acts", "reworded"),
    [
        pytest.param([verdict("contested")], False, id="no text"),
        pytest.param([text("Clear."), verdict("contested")], False, id="the text was there"),
        pytest.param([verdict("contested"), text("Clear.")], True, id="made clearer since"),
        pytest.param([verdict("contested"), text("Clear."), verdict("contested")], False, id="decided again"),
        pytest.param([text("Clear."), verdict("contested"), text("Clearer.")], True, id="made clearer again"),
        pytest.param([verdict("contested"), text("Clear."), ("undo", {"seq": 2})], False, id="the text taken back"),
        pytest.param([text("Clear."), verdict("contested"), ("undo", {"seq": 1})], True, id="the words it was for"),
        pytest.param(
            [text("Clear."), verdict("contested"), ("undo", {"seq": 1}), ("undo", {"seq": 3})], False, id="given back"
        ),
        pytest.param(
            [text("Clear."), ("undo", {"seq": 1}), verdict("contested"), text("Clear.")], True, id="not there then"
        ),
        pytest.param([verdict("contested"), text("Clear.", "c-2")], False, id="of another claim"),
    ],
)
def test_a_verdict_given_for_other_words_is_one_that_has_changed_since(acts, reworded):
    stands = review_of(taken(*acts)).of("c-1")
    assert (stands.reworded, stands.changed_since("x"), stands.changed_since(None)) == (reworded,) * 3
    assert stands.changed_since("y")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        pytest.param({"found": 0, "close": 0}, "nothing found", id="nothing"),
        pytest.param({"found": 1, "close": 0}, "1 passage holds the words or most of them", id="one"),
        pytest.param(
            {"found": 3, "close": 1}, "3 passages hold the words or most of them, 1 more is close in meaning", id="both"
        ),
        pytest.param(
            {"found": 0, "close": 2},
            "no passage holds the words or most of them, 2 are close in meaning",
            id="close only",
        ),
        pytest.param({"found": 20}, "20 passages shown", id="kept before the two were told apart"),
    ],
)
def test_what_a_search_found_is_told_by_what_it_was(kept, said):
    (search,) = review_of(taken(("searched", {"claim": "c-1", "query": "gloves", **kept}))).of("c-1").searches
    assert search.words == said


def test_unsure_leaves_the_claim_open():
    assert not review_of(taken(verdict("unsure"))).of("c-1").decided
    assert review_of(taken(verdict("contradicted"))).of("c-1").decided


TEXT = ("text", {"claim": "c-1", "text": "Clearer."})
NOTE = ("note", {"claim": "c-1", "text": "Ask the court.", "private": True})


@pytest.mark.parametrize(
    ("before", "again", "already"),
    [
        pytest.param([verdict("unsure")], ("Anna", ""), True, id="the same word"),
        pytest.param([verdict("unsure")], ("Anna", "two papers"), False, id="with another reason"),
        pytest.param([verdict("unsure")], ("Ben", ""), False, id="in another name"),
        pytest.param([verdict("unsure"), verdict("contested")], ("Anna", ""), False, id="after another word"),
        pytest.param([verdict("unsure"), ("undo", {"seq": 1})], ("Anna", ""), False, id="after it was taken back"),
        pytest.param([verdict("unsure"), TEXT], ("Anna", ""), False, id="after the words became others"),
        pytest.param([TEXT, verdict("unsure"), ("undo", {"seq": 1})], ("Anna", ""), False, id="and were given back"),
        pytest.param([verdict("unsure"), NOTE], ("Anna", ""), True, id="after a note"),
        pytest.param([verdict("unsure", "c-2")], ("Anna", ""), False, id="of another claim"),
        pytest.param([], ("Anna", ""), False, id="for the first time"),
    ],
)
def test_only_what_says_the_same_in_the_same_name_was_said_already(before, again, already):
    kind, fields = verdict("unsure")
    found = said_already(taken(*before), kind, fields, *again)
    assert (found is not None and found.seq == 1) == already
    other_evidence = said_already(taken(*before), kind, fields | {"basis": "y"}, *again)
    assert other_evidence is None


def test_a_note_is_always_new():
    assert said_already(taken(NOTE), *NOTE, "Anna", "") is None


def test_notes_add_up_and_cards_replace_each_other():
    card = {"claim": "c-1", "passage": "p-1", "start": 0, "end": 4, "quote": "Dark", "stance": "supports"}
    note = {"claim": "c-1", "text": "Ask the court.", "private": True}
    stands = review_of(taken(("note", note), ("card", card), ("card", card | {"stance": "irrelevant"}), ("note", note)))
    claim = stands.of("c-1")
    assert len(claim.notes) == 2
    assert [c.stance for c in claim.cards] == ["irrelevant"]


def test_undo_takes_back_the_last_and_redo_gives_it_again():
    acts = [verdict("corroborated"), verdict("contested")]
    assert undoable(taken(*acts), "Anna") == 2
    acts.append(("undo", {"seq": 2}))
    assert review_of(taken(*acts)).of("c-1").verdict.label == "corroborated"
    assert undoable(taken(*acts), "Anna") == 1
    assert redoable(taken(*acts), "Anna") == 3
    acts.append(("undo", {"seq": 3}))
    assert review_of(taken(*acts)).of("c-1").verdict.label == "contested"
    assert redoable(taken(*acts), "Anna") is None


def test_nobody_undoes_what_another_decided():
    acts = taken(verdict("corroborated"), ("star", {"claim": "c-1", "on": True}, "Ben"))
    assert undoable(acts, "Anna") == 1
    assert undoable(acts, "Ben") == 2
    assert undoable(acts, "Cleo") is None


def test_a_new_decision_ends_what_can_be_redone():
    acts = taken(verdict("corroborated"), ("undo", {"seq": 1}), verdict("contested"))
    assert redoable(acts, "Anna") is None


@given(st.lists(st.sampled_from(["decide", "undo", "redo"]), max_size=40))
def test_undo_and_redo_are_those_of_an_editor(moves):
    """Held against the plain model of two stacks."""
    acts, done, undone = [], [], []
    for n, move in enumerate(moves):
        if move == "decide":
            acts.append(verdict("contested", f"c-{n}"))
            done.append(f"c-{n}")
            undone = []
            continue
        number = (undoable if move == "undo" else redoable)(taken(*acts), "Anna")
        source, target = (done, undone) if move == "undo" else (undone, done)
        assert (number is None) == (not source)
        if number is not None:
            acts.append(("undo", {"seq": number}))
            target.append(source.pop())
        review = review_of(taken(*acts))
        assert sorted(c for c, r in review.claims.items() if r.decided) == sorted(done)


def test_a_case_keeps_decisions_and_two_people_never_overwrite_each_other_unseen(tmp_path):
    kind, fields = verdict("corroborated")
    with Store.create(tmp_path / "case", "case", {}, actor="Anna") as anna:
        first = anna.decide("s-1", kind, fields, "Anna", "two papers")
        with Store.open(tmp_path / "case") as ben:
            second = ben.decide("s-1", kind, fields | {"label": "contested"}, "Ben", "", seen=first.seq)
            assert ben.decisions("s-1") == (first, second)
        with pytest.raises(AlreadyDecided, match="Ben has decided this in the meantime"):
            anna.decide("s-1", kind, fields, "Anna", "", seen=first.seq)
        assert review_of(anna.decisions("s-1")).of("c-1").verdict.who == "Ben"
        other = anna.decide("s-1", "star", {"claim": "c-1", "on": True}, "Anna", "", seen=first.seq)
        assert anna.decide("s-1", kind, fields, "Anna", "I looked.", seen=other.seq).seq == other.seq + 1
        assert anna.verify() == ()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        pytest.param("verdict", verdict("guilty")[1], id="no such verdict"),
        pytest.param("note", {"claim": "c-1", "text": " ", "private": True}, id="no words"),
        pytest.param("split", {"claim": "c-1", "texts": ["one"]}, id="one part"),
        pytest.param("star", {"claim": "c-1", "on": "yes"}, id="no truth"),
        pytest.param("star", {"claim": "c-1", "on": True, "and": 1}, id="one field too many"),
        pytest.param("card", {"claim": "c-1", "passage": "p", "start": 0, "end": 1, "quote": "x", "stance": "proves"},
                     id="no such stance"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused(tmp_path, kind, fields):
    with Store.create(tmp_path / "case", "case", {}, actor="Anna") as store:
        with pytest.raises(ValueError, match=r"\w"):
            store.decide("s-1", kind, fields, "Anna", "")
        assert store.decisions("s-1") == ()


@given(
    st.lists(st.tuples(st.sampled_from(["verdict", "star", "merge", "undo", "redo"]), st.integers(0, 3)), max_size=30),
    st.integers(0, 30),
)
def test_a_claim_that_stands_otherwise_than_it_was_seen_has_been_touched_since(moves, seen):
    acts = []
    for move, n in moves:
        if move in ("undo", "redo"):
            number = (undoable if move == "undo" else redoable)(taken(*acts), "Anna")
            acts += [("undo", {"seq": number})] if number else []
        elif move == "merge":
            acts.append(("merge", {"claim": f"c-{n}", "into": f"c-{(n + 1) % 4}"}))
        else:
            acts.append(
                verdict("contested", f"c-{n}") if move == "verdict" else ("star", {"claim": f"c-{n}", "on": True})
            )
    then, now = review_of(taken(*acts)[:seen]), review_of(taken(*acts))
    differs = {c for c in (f"c-{n}" for n in range(4)) if then.of(c) != now.of(c)}
    assert differs <= touched_since(taken(*acts), seen)
    assert touched_since(taken(*acts), len(acts)) == frozenset()
