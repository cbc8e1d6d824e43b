from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.search.terms import plain_text, query_terms, split_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("109 of 189 boxes", ["109", "of", "189", "boxes"], id="counts"),
        pytest.param("$100 million, €65m", ["100", "million", "65", "m"], id="money"),
        pytest.param("3,000 or 3.000 or 3 000", ["3000", "or", "3000", "or", "3", "000"], id="thousands"),
        pytest.param("3\u202f000 and 1,234,567", ["3000", "and", "1234567"], id="thin space and millions"),
        pytest.param("4.5 carats", ["4.5", "carats"], id="decimal"),
        pytest.param("23:47 and 23.47", ["23.47", "and", "23.47"], id="clock"),
        pytest.param("15/02/2003, 2003-02-15", ["15", "02", "2003", "2003", "02", "15"], id="dates"),
        pytest.param("E19 POL00055100", ["e19", "pol00055100"], id="codes"),
        pytest.param("30cm 15th", ["30", "cm", "15", "th"], id="units"),
        pytest.param("Diamond-Center", ["diamond", "center"], id="hyphen"),
        pytest.param("O'Brien O’Brien OBrien", ["obrien"] * 3, id="apostrophe"),
        pytest.param("Notarbartolo's the thieves'", ["notarbartolo", "the", "thieves"], id="possessive"),
        pytest.param("José Jose\u0301 JOSÉ", ["jose"] * 3, id="accents"),
        pytest.param("钻石 heist", ["钻", "石", "heist"], id="no spaces"),
        pytest.param('"(AND: -', ["and"], id="marks"),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert split_terms(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("Who opened the vault?", ["opened", "vault"], id="drops what says nothing"),
        pytest.param("who was it", ["who", "was", "it"], id="keeps all when nothing else is there"),
        pytest.param("?!", [], id="no words"),
    ],
)
def test_query_terms(text: str, terms: list[str]) -> None:
    assert query_terms(text) == terms


@given(st.text(st.characters()))
def test_terms_never_hold_white_space_and_plain_text_keeps_its_length(text: str) -> None:
    assert all(term.split() == [term] for term in split_terms(text))
    plain = plain_text(text)
    assert len(plain) == len(text)
    plain.encode("utf-8")
