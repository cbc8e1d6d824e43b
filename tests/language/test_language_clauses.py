"""Compound sentences taken apart: one assertion each, in the sentence's own words."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import finite_verb, main_verb, split_clauses, tokens

SPLITS = [
    # sentence, [(words, borrowed subject)]
    ("The alarm was off and the lights were on.", [("The alarm was off", None), ("the lights were on.", None)]),
    ("The door was steel, but the lock was old.", [("The door was steel", None), ("the lock was old.", None)]),
    ("He drove to Italy while the others slept.", [("He drove to Italy", None), ("the others slept.", None)]),
    (
        "The vault had ten layers of security; nobody had broken in before.",
        [("The vault had ten layers of security", None), ("nobody had broken in before.", None)],
    ),
    (
        "They opened 109 boxes and stole diamonds worth $100 million.",
        [("They opened 109 boxes", None), ("stole diamonds worth $100 million.", "They")],
    ),
    (
        "The old detective opened the box and found the sandwich in it.",
        [("The old detective opened the box", None), ("found the sandwich in it.", "The old detective")],
    ),
]
WHOLE = [
    "Notarbartolo and his crew entered the vault.",
    "The thieves took diamonds, gold and cash.",
    "They came in and out.",
    "The guard left at 7 and the cleaner at 9.",
    "“I opened it and left,” he said.",
    "Although the alarm was on, nobody heard it.",
    "Diamonds and gold and cash",
    "Yes.",
    "",
]


def clauses(text):
    return [(text[c.start : c.end], c.subject) for c in split_clauses(text)]


@pytest.mark.parametrize(("text", "expected"), SPLITS, ids=[t for t, _ in SPLITS])
def test_one_assertion_each(text, expected):
    assert clauses(text) == expected


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_one_assertion_or_in_doubt_stays_together(text):
    assert clauses(text) == [(text, None)]


parts = st.sampled_from(
    'the door vault was were opened stole left He they thieves and but while ; , – — “ ” " 109 boxes $100 million had '
    "not said Peys it that lights on off, and then, yet although".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(parts, max_size=25).map(" ".join) | st.text(max_size=60))
def test_clauses_are_words_of_the_sentence_in_order_and_lose_only_the_joints(text):
    found = split_clauses(text)
    assert found
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(c.start <= c.end for c in found)
    for a, b in pairwise(found):
        joint = text[a.end : b.start].strip(" \t\n,;–—").casefold()
        assert a.end < b.start
        assert joint in ("", "and", "and then", "but", "while", "whereas", "yet", "although", "though")
    assert all(c.subject is None or c.subject in text for c in found)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The thieves opened the door", "opened"),
        ("The door was opened by them", "opened"),
        ("The door was never opened", "opened"),
        ("He did not steal it", "steal"),
        ("They have already left Antwerp", "left"),
        ("He wasn't there", "there"),
        ("The door was steel", "steel"),
        ("Diamonds and gold", None),
        ("", None),
    ],
)
def test_the_word_that_carries_the_predicate(text, verb):
    assert main_verb(tokens(text)) == verb
    assert (finite_verb(tokens(text)) is None) == (verb is None)
