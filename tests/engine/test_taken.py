"""What was decided, held: only what is new is read, whoever wrote it."""

from __future__ import annotations

import pytest

from loupe.engine.pages.taken import Taken
from loupe.model.errors import AlreadyDecided
from loupe.store import Store


def star(claim, on=True):
    return ("star", {"claim": claim, "on": on})


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "case", "case", {}, actor="Anna") as made:
        yield made


def test_what_another_process_decided_is_seen_and_works_are_kept_apart(store, tmp_path):
    taken = Taken()
    store.decide("s-1", *star("c-1"), "Anna", "")
    assert taken.review(store, "s-1").of("c-1").starred
    with Store.open(tmp_path / "case", actor="Ben") as other:
        other.decide_all("s-2", [star("c-1"), star("c-2")], "Ben", "")
        other.decide("s-1", *star("c-1", on=False), "Ben", "")
    assert not taken.review(store, "s-1").of("c-1").starred
    assert [d.who for d in taken.decisions(store, "s-2")] == ["Ben", "Ben"]
    assert taken.decisions(store, "s-3") == ()
    assert taken.review(store, "s-1") is taken.review(store, "s-1")


def test_it_holds_what_the_store_holds(store):
    taken = Taken()
    for n in range(5):
        store.decide("s-1", *star(f"c-{n}"), "Anna", "")
        assert taken.decisions(store, "s-1") == store.decisions("s-1")


def test_several_decisions_are_kept_together_or_not_at_all(store):
    seen = store.decide("s-1", *star("c-0"), "Anna", "").seq
    store.decide("s-1", *star("c-2"), "Ben", "")
    with pytest.raises(AlreadyDecided, match="Ben"):
        store.decide_all("s-1", [star("c-1"), star("c-2")], "Anna", "", seen)
    with pytest.raises(ValueError, match="true or false"):
        store.decide_all("s-1", [star("c-1"), ("star", {"claim": "c-3", "on": "yes"})], "Anna", "")
    assert [d.fields["claim"] for d in store.decisions("s-1")] == ["c-0", "c-2"]
    kept = store.decide_all("s-1", [star("c-1"), star("c-3")], "Anna", "both", seen)
    assert [(d.fields["claim"], d.why) for d in kept] == [("c-1", "both"), ("c-3", "both")]
    assert store.verify() == ()
