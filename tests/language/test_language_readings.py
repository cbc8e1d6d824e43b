"""Reading one sentence whole: a real one by hand, and any text at all without a crash or a wrong place."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loupe.language import fold, read_sentence, shingle_marks, split_clauses, split_sentences, stem, tokens

SENTENCE = (
    "According to Detective Patrick Peys, the thieves did not open 109 of 189 boxes "
    "on the night of 15 to 16 February 2003."
)


def test_a_sentence_is_read_whole():
    s = read_sentence(SENTENCE)
    assert s.text == SENTENCE
    assert [t.split()[-1] for t in s.tellers] == ["Peys"]
    assert SENTENCE[slice(*s.inner)].startswith("the thieves did not open")
    assert stem("open") in s.negated
    assert [q.text for q in s.quantities] == ["109 of 189 boxes", "189 boxes"]
    assert [(t.text, t.edtf) for t in s.times] == [("night of 15 to 16 February 2003", "2003-02-15/2003-02-16")]
    assert [n.key for n in s.names] == ["peys"]
    assert (s.denied, s.hedged, s.absent) == (False, False, frozenset())


def test_what_the_teller_denies_is_denied():
    s = read_sentence("He denied that he took the diamonds.", known="Notarbartolo")
    assert (s.tellers, s.denied) == (("Notarbartolo",), True)


def _check(text, known=None):
    s = read_sentence(text, known)
    assert s.text == text
    start, end = s.inner
    assert 0 <= start <= end <= len(text)
    for q in s.quantities:
        assert 0 <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert q.low <= q.high
        assert not math.isnan(q.low)
    for t in s.times:
        assert 0 <= t.start_at < t.end_at <= len(text)
        assert text[t.start_at : t.end_at] == t.text
        assert t.start < t.end
    for n in s.names:
        assert 0 <= n.start < n.end <= len(text)
        assert text[n.start : n.end] == n.text
        assert n.key
    assert s == read_sentence(text, known)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.none() | st.text(min_size=1, max_size=8))
def test_any_text_is_read_without_a_crash_and_every_place_holds(text, known):
    _check(text, known)


lookalikes = st.sampled_from(
    "Police said according to Peys , . ; : “ ” ' ’ - – — … ( ) $ € £ % 109 1,000 1.5 2003 15/2/2003 23:30 11 p.m. of "
    "the and half twenty dozen hundreds million few not never no evidence trace n't February March May Saturday night "
    "weekend early mid- before since from between at least more than about old years cm U.S. AP. Mr. ² ½ ٣ Ⅷ İ ß ﬁ "
    "\u200b \u00a0 \x00 \ud800".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(lookalikes, max_size=16), st.sampled_from([" ", "", "\n", "  "]))
@example(["109", "²"], " ")
def test_any_run_of_the_words_the_grammar_knows_is_read_without_a_crash(words, joint):
    _check(joint.join(words))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.lists(lookalikes, max_size=16).map(" ".join))
def test_tokens_sentences_and_clauses_stay_inside_any_text(text):
    for t in tokens(text):
        assert text[t.start : t.end] == t.text
    assert all(0 <= a < b <= len(text) for a, b in split_sentences(text))
    assert all(0 <= c.start <= c.end <= len(text) for c in split_clauses(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Élodie", "elodie"), ("STRASSE", "strasse"), ("Peys’s", "peys's"), ("Ñandú", "nandu"), ("ﬁlm", "film")],
)
def test_words_are_compared_without_case_or_accents(one, other):
    assert fold(one) == fold(other)


def test_four_running_words_make_a_mark_whatever_stands_between_them():
    marks = shingle_marks("The vault door was, they said, open.")
    assert len(marks) == 4
    assert marks == shingle_marks("the vault door was they SAID open")
    assert len(marks & shingle_marks("They said the vault door: was it open?")) == 1
    assert shingle_marks("three words only") == frozenset()
