"""How misheard words are counted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

spec = importlib.util.spec_from_file_location(
    "speech_score", Path(__file__).parents[2] / "benchmarks" / "speech_score.py"
)
score = importlib.util.module_from_spec(spec)
sys.modules["speech_score"] = score
spec.loader.exec_module(score)

words = st.lists(st.sampled_from("a b c d".split()), max_size=12)


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [
        pytest.param("the vault was robbed", "the vault was robbed", 0, id="all right"),
        pytest.param("the vault was robbed", "the fault was robbed", 0.25, id="one heard as another"),
        pytest.param("the vault was robbed", "the vault robbed", 0.25, id="one left out"),
        pytest.param("the vault was robbed", "the vault was not robbed", 0.25, id="one put in"),
        pytest.param("gone", "it was all gone", 3, id="more than all"),
    ],
)
def test_word_error_rate(said, heard, rate):
    errors = score.word_errors([(word, "N") for word in said.split()], heard.split())
    assert errors[""].rate == errors["N"].rate == rate


def test_errors_are_the_speakers_whose_words_they_are():
    said = [("yes", "A"), ("no", "B"), ("never", "B")]
    errors = score.word_errors(said, "yes well no ever".split())
    assert (errors["A"].words, errors["A"].inserted, errors["A"].substituted) == (1, 1, 0)
    assert (errors["B"].words, errors["B"].inserted, errors["B"].substituted) == (2, 0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("More than 80% of it.", "more than 80 per cent of it", id="per cent"),
        pytest.param("$100 million", "100 million dollars", id="dollars"),
        pytest.param("1,200 boxes", "1200 boxes", id="thousands"),
        pytest.param("a home-made thing", "a home made thing", id="hyphens"),
    ],
)
def test_what_is_written_otherwise_is_no_error(one, other):
    assert score.words_of(one) == score.words_of(other)


@given(words, words)
def test_an_alignment_holds_every_word_once_and_in_order(said, heard):
    pairs = score.align(said, heard)
    assert [i for i, _ in pairs if i is not None] == list(range(len(said)))
    assert [j for _, j in pairs if j is not None] == list(range(len(heard)))
    cost = sum(i is None or j is None or said[i] != heard[j] for i, j in pairs)
    assert cost <= max(len(said), len(heard))
    assert (cost == 0) == (said == heard)
