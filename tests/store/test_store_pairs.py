"""Words of persons on two names or two statements: taken back and given back without limit, never over another's."""

import pytest

from loupe.model.errors import AlreadyDecided
from loupe.store import PairWord
from loupe.store.events import decide_events
from loupe.store.pairs import last_of, next_again, refuse_unseen_pair


def words(*told):
    """Words in order: who, pair, verdict."""
    return [PairWord(n, "names", pair[0], pair[1], verdict, who, "", "") for n, (who, pair, verdict) in enumerate(told)]


def shown(word):
    return word and (word.left + word.right, word.verdict)


@pytest.mark.parametrize(
    ("told", "undo", "redo"),
    [
        pytest.param([], None, None, id="nothing"),
        pytest.param([("A", "ab", "same")], ("ab", "same"), None, id="one word"),
        pytest.param([("A", "ab", "same"), ("A", "cd", "apart")], ("cd", "apart"), None, id="the last first"),
        pytest.param([("A", "ab", "same"), ("A", "ab", "open")], None, ("ab", "same"), id="taken back"),
        pytest.param(
            [("A", "ab", "same"), ("A", "cd", "same"), ("A", "cd", "open"), ("A", "ab", "open")],
            None, ("ab", "same"), id="both taken back",
        ),
        pytest.param(
            [("A", "ab", "same"), ("A", "cd", "same"), ("A", "cd", "open"), ("A", "ab", "open"), ("A", "ab", "same")],
            ("ab", "same"), ("cd", "same"), id="one of two given back",
        ),
        pytest.param(
            [("A", "ab", "same"), ("A", "ab", "open"), ("A", "cd", "same")],
            ("cd", "same"), None, id="something new since",
        ),
        pytest.param([("A", "ab", "same"), ("B", "ab", "apart")], None, None, id="another person's word since"),
        pytest.param([("B", "ab", "same")], None, None, id="another person's"),
        pytest.param([("A", "ab", "same"), ("A", "ab", "apart")], ("ab", "apart"), None, id="changed mind"),
    ],
)  # fmt: skip
def test_what_is_taken_back_and_given_back(told, undo, redo):
    said = words(*told)
    assert (shown(last_of(said, "A")), shown(next_again(said, "A"))) == (undo, redo)


def test_a_page_that_has_not_seen_anothers_word_decides_nothing():
    said = words(("A", "ab", "same"), ("B", "ab", "apart"))
    refuse_unseen_pair(said, "b", "a", "A", seen=1)
    refuse_unseen_pair(said, "a", "b", "B", seen=0)
    refuse_unseen_pair(said, "a", "c", "A", seen=0)
    with pytest.raises(AlreadyDecided, match="B has decided"):
        refuse_unseen_pair(said, "b", "a", "A", seen=0)


def test_the_store_keeps_nothing_over_anothers_head(store):
    seen = max(store.last_of_each().values())
    store.decide_names("Ada", "Eda", "same", "Ben", "one job", seen)
    decide_events(store, ("t-1", "x"), ("t-2", "y"), "same", "Ben", "", seen)
    before = store.log()
    with pytest.raises(AlreadyDecided):
        store.decide_names("Eda", "Ada", "apart", "Anna", "", seen)
    with pytest.raises(AlreadyDecided):
        decide_events(store, ("t-2", "y"), ("t-1", "x"), "apart", "Anna", "", seen)
    assert store.log() == before
    assert [(w.kind, w.left, w.right, w.who) for w in store.pair_words()] == [
        ("names", "Ada", "Eda", "Ben"),
        ("events", "t-1", "t-2", "Ben"),
    ]
    assert store.last_of_each()["events decided"] == before[-1].seq
