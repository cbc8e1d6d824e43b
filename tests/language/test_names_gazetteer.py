"""What the case knows by name: found where it stands with its capitals, grown by giving back a larger value."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.language.names import NO_GAZETTEER, Gazetteer, KnownName, find_mentions, known_of

PEYS = KnownName("Patrick Peys", "person", ("the Bear",), "a person's decision")
VAULT = KnownName("Antwerp Diamond Center", "place", ("ADC",), "flawless")
KNOWN = NO_GAZETTEER.with_names([PEYS, VAULT, KnownName("Agim De Bruycker", "person")])


def _found(gazetteer, text):
    return [(text[f.start : f.end], f.how, [k.name for k in f.known]) for f in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Patrick Peys came.", [("Patrick Peys", "name", ["Patrick Peys"])], id="in-full"),
        pytest.param("PATRICK PEYS:", [("PATRICK PEYS", "name", ["Patrick Peys"])], id="in-capitals"),
        pytest.param("Then Peys's car left.", [("Peys", "surname", ["Patrick Peys"])], id="surname-with-possessive"),
        pytest.param("Did De Bruycker go?", [("De Bruycker", "surname", ["Agim De Bruycker"])], id="particle"),
        pytest.param("They call him the Bear.", [("Bear", "alias", ["Patrick Peys"])], id="alias-without-article"),
        pytest.param("the bear in the zoo", [], id="no-capital-no-name"),
        pytest.param("The ADC shut.", [("ADC", "alias", ["Antwerp Diamond Center"])], id="short-form"),
        pytest.param("Antwerp Diamond Centers", [], id="another-word"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_known_names_are_found(text, expected):
    assert _found(KNOWN, text) == expected


def test_the_longest_name_wins():
    both = KNOWN.with_names([KnownName("Antwerp", "place")])
    assert [f[0] for f in _found(both, "The Antwerp Diamond Center is in Antwerp.")] == [
        "Antwerp Diamond Center",
        "Antwerp",
    ]


def test_a_name_of_two_kinds_or_bearers_keeps_both():
    family = NO_GAZETTEER.with_names(
        [KnownName("Leonardo Notarbartolo", "person"), KnownName("Marco Notarbartolo", "person")]
    )
    assert _found(family, "Notarbartolo left.") == [
        ("Notarbartolo", "surname", ["Leonardo Notarbartolo", "Marco Notarbartolo"])
    ]


def test_it_grows_without_changing():
    larger = KNOWN.with_names([KnownName("patrick peys", "person", ("Speedy", "the Bear"))])
    assert [k.name for k in larger.names] == [k.name for k in KNOWN.names]
    assert larger.names[0].aliases == ("the Bear", "Speedy")
    assert KNOWN.names[0].aliases == ("the Bear",)
    assert larger.kinds_of("Speedy") == ("person",)


@pytest.mark.parametrize("text", ["They left in May.", "May I come?", "Will he come?"])
def test_a_word_of_the_language_is_nobodys_surname(text):
    known = NO_GAZETTEER.with_names([KnownName("Theresa May", "person"), KnownName("Ada Will", "person", ("Will",))])
    assert known.find(text) == ()


def test_a_name_of_two_kinds_is_what_the_text_makes_of_it():
    known = NO_GAZETTEER.with_names([KnownName("Lund", "place"), KnownName("Lund", "organisation")])
    assert [m.kind for m in find_mentions("They were in Lund.", None, known)] == ["place"]
    assert known.kinds_of("Lund") == ("place", "organisation")


def test_a_thing_teaches_nothing():
    assert known_of(find_mentions("They saw Xantor there."), "s") == ()


def test_equal_names_make_equal_values():
    assert Gazetteer((PEYS, VAULT)) == Gazetteer((PEYS, VAULT))
    assert Gazetteer((PEYS,)) != Gazetteer((VAULT,))


def test_a_name_without_words_is_not_taken():
    assert NO_GAZETTEER.with_names([KnownName("", "person"), KnownName("the", "thing")]).names == ()


def test_what_a_text_teaches_is_found_in_the_next():
    taught = known_of(find_mentions("Pietro “Speedy” Tavano drove."), "flawless")
    grown = NO_GAZETTEER.with_names(taught)
    assert _found(grown, "Speedy panicked.") == [("Speedy", "alias", ["Pietro Tavano"])]


def test_thousands_of_names_cost_no_more_than_one():
    text = "Patrick Peys met Agim De Bruycker in the vault, and nobody else was there that night. " * 200
    many = KNOWN.with_names(KnownName(f"Vorna{i} Nachna{i}", "person") for i in range(5000))
    few_seconds, many_seconds = (_seconds(g, text) for g in (KNOWN, many))
    assert many_seconds < 10 * few_seconds + 0.05


def _seconds(gazetteer, text):
    best = 10.0
    for _ in range(3):
        start = time.perf_counter()
        gazetteer.find(text)
        best = min(best, time.perf_counter() - start)
    return best


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=6), st.text(max_size=60))
def test_every_find_is_a_slice_of_the_text_and_none_overlaps(names, text):
    found = NO_GAZETTEER.with_names(KnownName(n, "thing") for n in names).find(text + " ".join(names))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= f.start < f.end <= len(text + " ".join(names)) for f in found)
