"""The entities of one source: surnames, short forms, aliases and roles find their bearer, or stay open."""

import pytest

from loupe.language.names import entities_of, find_mentions
from loupe.model.mentions import Mention


def read(*texts, kinds=()):
    """Entities of texts in which the names in ``kinds`` stand, each of its kind."""
    passages = []
    for text in texts:
        found, taken = [], []
        for name, kind in sorted(kinds, key=lambda k: -len(k[0])):
            at = text.find(name)
            while at >= 0:
                if not any(a < at + len(name) and at < b for a, b in taken):
                    taken.append((at, at + len(name)))
                    found.append(Mention(at, at + len(name), name, kind, name))
                at = text.find(name, at + 1)
        passages.append((text, sorted(found, key=lambda m: m.start)))
    return entities_of("source", passages)


def names(entities):
    return [set(e.names) for e in entities]


PEOPLE = [("Leonardo Notarbartolo", "person"), ("Marco Notarbartolo", "person"), ("Notarbartolo", "person"),
          ("Patrick Peys", "person"), ("Peys", "person"), ("Francesco", "person")]  # fmt: skip


def test_a_surname_binds_to_the_one_full_name_before_it():
    found = read("Patrick Peys came.", "Later Peys left.", kinds=PEOPLE)
    assert names(found) == [{"Patrick Peys", "Peys"}]
    assert found[0].name == "Patrick Peys"
    assert found[0].mentions == 2


def test_a_surname_of_a_headline_binds_to_the_one_full_name_after_it():
    assert names(read("Peys speaks", "Patrick Peys came.", kinds=PEOPLE)) == [{"Peys", "Patrick Peys"}]


def test_a_surname_of_two_stays_open():
    found = read("Leonardo Notarbartolo met Marco Notarbartolo.", "Notarbartolo left.", kinds=PEOPLE)
    assert names(found) == [{"Leonardo Notarbartolo"}, {"Marco Notarbartolo"}, {"Notarbartolo"}]


def test_a_surname_that_was_bound_when_only_one_was_known_stays_bound():
    found = read("Leonardo Notarbartolo came. Notarbartolo left.", "Marco Notarbartolo came.", kinds=PEOPLE)
    assert names(found) == [{"Leonardo Notarbartolo", "Notarbartolo"}, {"Marco Notarbartolo"}]


def test_names_in_one_list_stand_beside_each_other():
    found = read("Francesco, Patrick Peys and Marco Notarbartolo met.", kinds=PEOPLE)
    assert {e.name: e.beside for e in found} == {
        "Francesco": ("Patrick Peys", "Marco Notarbartolo"),
        "Patrick Peys": ("Francesco", "Marco Notarbartolo"),
        "Marco Notarbartolo": ("Francesco", "Patrick Peys"),
    }


def test_commas_without_and_make_no_list():
    assert all(not e.beside for e in read("Patrick Peys, Francesco, left.", kinds=PEOPLE))


FIRMS = [("Federal Bureau of Investigation", "organisation"), ("FBI", "organisation"), ("Apple Inc.", "organisation"),
         ("Apple", "organisation"), ("Hollis Vandor", "organisation"), ("Hollis", "organisation"),
         ("Apple Corps", "organisation"), ("NBC", "organisation"), ("New York", "place"),
         ("York", "place")]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(("The Federal Bureau of Investigation (FBI) came.", "The FBI left."),
                     [{"Federal Bureau of Investigation", "FBI"}], id="defined-in-brackets"),
        pytest.param(("The Federal Bureau of Investigation came.", "The FBI left."),
                     [{"Federal Bureau of Investigation", "FBI"}], id="initials-alone"),
        pytest.param(("The Federal Bureau of Investigation (NBC) came.",),
                     [{"Federal Bureau of Investigation"}, {"NBC"}], id="other-letters"),
        pytest.param(("Apple Inc. grew.", "Apple grew."), [{"Apple Inc.", "Apple"}], id="legal-form"),
        pytest.param(("Hollis Vandor won.", "Hollis won."), [{"Hollis Vandor", "Hollis"}], id="first-part"),
        pytest.param(("Apple Corps sued Apple Inc. Then Apple won.",), [{"Apple Corps"}, {"Apple Inc.", "Apple"}],
                     id="the-same-words-before-a-part"),
        pytest.param(("New York is not York.",), [{"New York"}, {"York"}], id="places-have-no-short-forms"),
    ],
)  # fmt: skip
def test_short_forms_of_organisations(texts, expected):
    assert names(read(*texts, kinds=FIRMS)) == expected


def test_aliases_and_roles_go_where_the_text_says():
    text = "Leonardo Notarbartolo, known as the King of Keys, left. His wife, Adriana Crudo, stayed."
    leonardo, adriana = entities_of("s", [(text, find_mentions(text))])
    assert (leonardo.name, leonardo.aliases) == ("Leonardo Notarbartolo", ("the King of Keys",))
    assert (adriana.name, adriana.roles) == ("Adriana Crudo", ("wife",))


def test_an_alias_of_nobody_is_an_entity_by_itself():
    text = "The detectives nicknamed him the Ghost."
    assert [(e.name, e.kind) for e in entities_of("s", [(text, find_mentions(text))])] == [("the Ghost", "person")]


def test_a_year_of_birth_is_kept():
    (found,) = read("Patrick Peys, born in Ghent in 1952, came.", kinds=PEOPLE)
    assert found.born == 1952


def test_a_source_without_names_has_no_entities():
    assert entities_of("s", [("Nobody came.", ())]) == ()
