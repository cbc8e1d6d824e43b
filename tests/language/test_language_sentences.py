"""Sentences: where they end, where a full stop ends none, and that no word is ever lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import split_sentences

SPLITS = [
    ("plain", ["The door was open.", "Nobody saw it."]),
    ("questions", ["Who did it?", "Nobody knows!", "Really?!", "Yes."]),
    ("title", ["Mr. Peys went in.", "He saw it."]),
    ("initial", ["J. Smith arrived.", "He sat."]),
    ("general", ["He met Gen. Lee.", "They spoke."]),
    ("number-of", ["No. 5 was open.", "No. 6 was shut."]),
    ("dates", ["It happened on Feb. 15.", "The vault was empty."]),
    ("decimal", ["It cost $1.5 million.", "Nobody paid."]),
    ("country", ["The U.S. police came.", "They left."]),
    ("company", ["Notarbartolo Inc. was fake.", "It had no staff."]),
    ("saint", ["It was near St. Moritz.", "It was big."]),
    ("e-g", ["See e.g. the report.", "It says so."]),
    ("clock-ends-it", ["He left at 11 p.m.", "The crew stayed."]),
    ("clock-goes-on", ["He left at 11 p.m. and slept."]),
    ("ellipsis-goes-on", ["He waited... then he left."]),
    ("ellipsis-ends-it", ["He waited…", "Then he left."]),
    ("quote-inside", ["“I took nothing,” he said.", "“Nothing at all.”"]),
    ("quote-closes", ["“I took nothing.”", "He smiled."]),
    ("straight-quote", ['"I took nothing."', "He smiled."]),
    ("bracket", ["(He left.)", "She stayed."]),
    ("no-space", ["He left.She stayed."]),
    ("amount-begins", ["Nobody was hurt.", "$100 million was gone."]),
    ("no-stop-at-the-end", ["The door was open", ""]),
    ("web-address", ["See www.example.org for more."]),
]


def sentences(text):
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize("expected", [s for _, s in SPLITS], ids=[name for name, _ in SPLITS])
def test_sentences(expected):
    wanted = [s for s in expected if s]
    assert sentences(" ".join(wanted)) == wanted


def test_an_empty_line_ends_a_sentence_and_a_line_end_does_not():
    assert sentences("The vault was\nempty. A heading\n\nIt was night") == [
        "The vault was\nempty.", "A heading", "It was night"
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n", "\t\u00a0"], ids=["empty", "spaces", "lines", "other-blanks"])
def test_where_there_are_no_words_there_are_no_sentences(text):
    assert split_sentences(text) == []


pieces = [
    "Mr.",
    "He",
    "left",
    "said",
    ".",
    "...",
    "…",
    "?",
    "!",
    "“",
    "”",
    "\n\n",
    "\n",
    "p.m.",
    "U.S.",
    "1.5",
    ")",
    "No.",
]
prose = st.lists(st.sampled_from(pieces), max_size=25)


@settings(max_examples=200, deadline=None)
@given(prose.map(" ".join) | prose.map("".join) | st.text(max_size=80))
def test_sentences_hold_every_letter_once_and_in_order(text):
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a.__class__ is int and 0 <= a < b <= len(text) for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


@given(prose.map(" ".join))
def test_a_sentence_by_itself_is_read_as_the_same_sentence_or_cut_finer(text):
    for a, b in split_sentences(text):
        again = split_sentences(text[a:b])
        assert (again[0][0], again[-1][1]) == (0, b - a)
