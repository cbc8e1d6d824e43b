"""Passages that share their text are one telling: who was first, and what is too little to be a copy."""

from itertools import product

import pytest
from checking_samples import one_claim, paragraphs, same_weight

from loupe.checking import Candidate, TypedStance, find_copies, find_evidence

LINE = "The ferry carried 412 passengers."
DISPATCH = (
    "The ferry carried 412 passengers when she left Lisbon on Friday evening in a calm sea, the harbour master said."
)
ELSEWHERE = "A grey morning broke over the coast. " + DISPATCH + " Nobody answered the telephone at the company."
OWN_WORDS = "Harbour books show that the ferry carried 412 passengers."
AGAINST = DISPATCH.replace("412", "438")


def copies_among(dates, **texts):
    """Copies as pairs of source names, the earlier first."""
    claim = one_claim(LINE)
    passages = [paragraphs(text, source=name)[0][0] for name, text in texts.items()]
    candidates = [Candidate(p, p.locator.start, p.locator.end) for p in passages]
    evidence = find_evidence(claim, candidates, TypedStance(), same_weight)
    assert len(evidence) == len(texts)
    names = {e.id: e.source_id for e in evidence}
    pairs = find_copies(evidence, {p.id: p.text for p in passages}, dates)
    assert pairs == sorted(pairs)
    return {(names[a], names[b]) for a, b in pairs}


@pytest.mark.parametrize(
    ("dates", "pairs"),
    [
        pytest.param({"a": "1987-03-15", "b": "1987-03-16"}, {("a", "b")}, id="days apart"),
        pytest.param({"a": "1987-03-16", "b": "1987-03-15"}, {("b", "a")}, id="the other way round"),
        pytest.param({"a": "1986", "b": "1987-03-15"}, {("a", "b")}, id="years apart"),
        pytest.param({"a": "1987", "b": "1987-03-15"}, {("a", "b"), ("b", "a")}, id="the same year is too coarse"),
        pytest.param({"a": "1987-03", "b": "1987-03-15"}, {("a", "b"), ("b", "a")}, id="the same month is too coarse"),
        pytest.param({"a": "1987-03-15", "b": "1987-03-15"}, {("a", "b"), ("b", "a")}, id="the same day"),
        pytest.param({"a": None, "b": "1987-03-15"}, {("a", "b"), ("b", "a")}, id="one date unknown"),
        pytest.param({}, {("a", "b"), ("b", "a")}, id="no dates"),
    ],
)
def test_the_earlier_stands_first_and_both_where_dates_do_not_tell(dates, pairs):
    assert copies_among(dates, a=DISPATCH, b=ELSEWHERE) == pairs


def test_another_headline_does_not_hide_a_copy():
    assert copies_among({"a": "1987", "b": "1988"}, a=DISPATCH, b=ELSEWHERE) == {("a", "b")}


def test_the_same_fact_in_other_words_is_no_copy():
    assert copies_among({"a": "1987", "b": "1988"}, a=DISPATCH, b=OWN_WORDS) == set()


def test_eight_running_words_in_common_are_no_copy():
    a = "The ferry carried 412 passengers when she left, as every child on that coast knows."
    b = "The ferry carried 412 passengers when she left; nobody had counted the crew or the dogs."
    assert copies_among({"a": "1987", "b": "1988"}, a=a, b=b) == set()


def test_one_borrowed_sentence_in_a_long_passage_of_another_is_shown_as_a_copy_of_it():
    long = DISPATCH + " " + " ".join(f"Witness number {n} had nothing to add to paragraph {n}." for n in range(20))
    assert copies_among({"a": "1987", "b": "1988"}, a=DISPATCH, b=long) == {("a", "b")}


def test_two_passages_of_one_source_are_never_copies_of_each_other():
    claim = one_claim(LINE)
    passages, _ = paragraphs(DISPATCH, ELSEWHERE)
    candidates = [Candidate(p, p.locator.start, p.locator.end) for p in passages]
    evidence = find_evidence(claim, candidates, TypedStance(), same_weight)
    assert find_copies(evidence, {p.id: p.text for p in passages}, {}) == []


def test_three_carriers_of_one_dispatch_are_all_tied():
    dates = {"a": "1987-03-15", "b": "1987-03-16", "c": "1987-03-17"}
    assert copies_among(dates, a=DISPATCH, b=ELSEWHERE, c="Lisbon, Tuesday. " + DISPATCH) == {
        (x, y) for x, y in product("abc", repeat=2) if x < y
    }


def test_a_figure_changed_in_the_copy_is_still_the_same_text():
    assert copies_among({"a": "1987", "b": "1988"}, a=DISPATCH, b=AGAINST) == {("a", "b")}
