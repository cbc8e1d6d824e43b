"""What a text names: with the parser's entities corrected, and from capitals and patterns alone without a parser."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.language.names import NO_GAZETTEER, KnownName, find_aliases, find_mentions
from loupe.language.parsing import Parse, Word, find_parser
from loupe.language.setting import Setting

PARSER = find_parser()
needs_parser = pytest.mark.skipif(PARSER is None, reason="no English parser is installed")

NAMED = [
    ("Detective Patrick Peys went in.", "Detective Patrick Peys", "person", "Patrick Peys"),
    ("Mr. Smith denied it.", "Mr. Smith", "person", "Smith"),
    ("They hired Securilink NV.", "Securilink NV", "organisation", "Securilink NV"),
    ("He studied at the University of Turin.", "University of Turin", "organisation", "University of Turin"),
    ("She lived on Mercer Street.", "Mercer Street", "place", "Mercer Street"),
    ("MADELEINE: I never met him.", "MADELEINE", "person", "MADELEINE"),
    ("General Motors closed.", "General Motors", "organisation", "General Motors"),
    ("They left for the Paris Motor Show.", "Paris Motor Show", "thing", "Paris Motor Show"),
]
ROLES = [
    ("The police asked the concierge about it.", "the concierge", "person", None),
    ("His wife, Adriana Crudo, drove to Turin.", "His wife", "person", "Adriana Crudo"),
    ("They met Notarbartolo's lawyer.", "Notarbartolo's lawyer", "person", None),
    ("They asked Bank of America's spokesman.", "Bank of America's spokesman", "person", None),
    ("The gang had planned it.", "The gang", "organisation", None),
    ("It was an old locksmith from Turin.", "an old locksmith", "person", None),
]


def read(text, gazetteer=NO_GAZETTEER, *, parsed):
    parse = next(iter(PARSER.parse([text]))) if parsed else None
    return find_mentions(text, parse, gazetteer)


BOTH_WAYS = pytest.mark.parametrize(
    "parsed", [pytest.param(True, marks=needs_parser, id="parsed"), pytest.param(False, id="plain")]
)


@BOTH_WAYS
@pytest.mark.parametrize(("text", "name", "kind", "value"), NAMED, ids=[n[1] for n in NAMED])
def test_names(text, name, kind, value, parsed):
    assert (name, kind, value, "name") in [(m.text, m.kind, m.value, m.how) for m in read(text, parsed=parsed)]


@BOTH_WAYS
@pytest.mark.parametrize(("text", "role", "kind", "whose"), ROLES, ids=[r[1] for r in ROLES])
def test_roles(text, role, kind, whose, parsed):
    assert (role, kind, whose) in [(m.text, m.kind, m.entity) for m in read(text, parsed=parsed) if m.how == "role"]


@needs_parser
@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Retold in our own words after Associated Press.", ["Associated Press"], id="a-participle"),
        pytest.param("*Retold in our own words after Kirkus Reviews, 2010.*", ["Kirkus Reviews"], id="after-a-star"),
        pytest.param("Fog lay there. Fog in the eyes of Ada Lund.", ["Ada Lund"], id="no-clause-at-all"),
        pytest.param("Now, Ada Lund said no.", ["Ada Lund"], id="an-adverb"),
        pytest.param("Jobs said that Steve Jobs was ill.", ["Jobs", "Steve Jobs"], id="a-subject-keeps-its-name"),
        pytest.param("Apple releases a phone.", ["Apple"], id="a-firm-that-is-a-word-too"),
    ],
)
def test_a_word_that_opens_a_sentence_is_a_name_only_where_a_name_can_stand(text, names):
    assert [m.text for m in read(text, parsed=True) if m.how == "name"] == names


@BOTH_WAYS
@pytest.mark.parametrize("text", ["Thieves broke in.", "On Monday nobody came.", "nothing", ""])
def test_nobody_is_named(text, parsed):
    assert read(text, parsed=parsed) == ()


@needs_parser
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("They flew from Poitiers in France.", "Poitiers", "place", id="from-a-place-in-a-country"),
        pytest.param("De Bruycker drove to Zaventem.", "Zaventem", "place", id="who-drives-drives-to-a-place"),
        pytest.param("Fans of the Ramones came.", "Ramones", "organisation", id="a-band-has-an-article"),
        pytest.param("Of the retailer Dixie Mart they knew nothing.", "Dixie Mart", "organisation", id="the-noun-says"),
        pytest.param("In his book, Flawless, he tells it.", "Flawless", "work", id="a-book"),
        pytest.param("The chairman of Vandor LLC Jane Press spoke.", "Jane Press", "person", id="after-a-legal-form"),
        pytest.param("August Van Camp found it.", "August Van Camp", "person", id="a-month-as-a-given-name"),
        pytest.param("Insurer Denice Oliver spoke.", "Denice Oliver", "person", id="a-trade-before-a-person"),
        pytest.param("It was stolen from the Louvre by him.", "Louvre", "place", id="from-the"),
        pytest.param("They boarded a Boeing 747 in Paris.", "Boeing", "thing", id="a-model"),
        pytest.param("Leonardo, Francesco and Marco Notarbartolo met.", "Francesco", "person", id="a-list"),
    ],
)  # fmt: skip
def test_the_parser_is_corrected(text, name, kind):
    assert (name, kind) in [(m.text, m.kind) for m in read(text, parsed=True)]


@needs_parser
def test_a_guard_dog_is_no_guard():
    assert read("The guard dog barked.", parsed=True) == ()


@needs_parser
def test_a_surname_that_opens_a_sentence_is_seen_when_the_text_has_the_full_name():
    text = "Detective Patrick Peys went in. Peys said nothing."
    assert [m.text for m in read(text, parsed=True)] == ["Detective Patrick Peys", "Peys"]


def test_the_label_of_a_surname_is_corrected_by_what_the_case_knows():
    words = (_word("Notarbartolo", 0, "ORG", 0), _word("left", 13, "", 1))
    parse = Parse("Notarbartolo left", words, ((0, 2),))
    assert [m.kind for m in find_mentions(parse.text, parse)] == ["organisation"]
    known = NO_GAZETTEER.with_names([KnownName("Leonardo Notarbartolo", "person")])
    assert [(m.kind, m.entity) for m in find_mentions(parse.text, parse, known)] == [("person", None)]


def _word(text, start, label, head):
    return Word(text, start, start + len(text), text.lower(), "PROPN" if label else "VERB", "NNP" if label else "VBD",
                "nsubj", head, label, bool(label))  # fmt: skip


@BOTH_WAYS
def test_the_case_knows_whose_name_it_is(parsed):
    known = NO_GAZETTEER.with_names([KnownName("Patrick Peys", "person", ("the Bear",))])
    text = "Detective Patrick Peys came. They call him the Bear."
    names = [(m.text, m.how, m.entity) for m in read(text, known, parsed=parsed) if m.entity]
    assert names == [("Detective Patrick Peys", "name", "Patrick Peys"), ("the Bear", "alias", "Patrick Peys")]


@needs_parser
def test_a_known_name_inside_a_longer_one_gives_way():
    known = NO_GAZETTEER.with_names([KnownName("Antwerp", "place")])
    found = read("Philip Claes of the Antwerp World Diamond Centre spoke.", known, parsed=True)
    assert [(m.text, m.entity) for m in found if m.kind == "place"] == [("Antwerp World Diamond Centre", None)]


def test_an_alias_of_two_is_nobodys_for_sure():
    known = NO_GAZETTEER.with_names(
        [KnownName("Ada Lund", "person", ("Speedy",)), KnownName("Bo Marr", "person", ("Speedy",))]
    )
    assert [(m.text, m.entity) for m in find_mentions("Speedy ran.", None, known)] == [("Speedy", None)]


def test_of_another_language_only_known_names_are_read():
    known = NO_GAZETTEER.with_names([KnownName("Patrick Peys", "person")])
    found = find_mentions("Patrick Peys kam mit Herrn Maier.", None, known, Setting(language="de"))
    assert [m.text for m in found] == ["Patrick Peys"]


ALIASES = [
    ("Leonardo Notarbartolo, known as the King of Keys, came.", "Leonardo Notarbartolo", "the King of Keys", "person"),
    ("Elio D’Onorio, nicknamed “the Genius”, came.", "Elio D’Onorio", "the Genius", "person"),
    ("Mr. Smith (aka Big Joe) came.", "Smith", "Big Joe", "person"),
    ("Pietro “Speedy” Tavano came.", "Pietro Tavano", "Speedy", "person"),
    ("Then Ada Lund, whom they called the Wolf, came.", "Ada Lund", "the Wolf", "person"),
    ("Bo Marr, better known as Red, came.", "Bo Marr", "Red", "person"),
    ("Bo Marr called himself Alessandro.", "Bo Marr", "Alessandro", "person"),
    ("The man they called the Monster came.", "The man", "the Monster", "person"),
    ("The gang, known as the School of Turin, met.", "The gang", "the School of Turin", "organisation"),
    ("The detectives nicknamed him the Ghost.", "", "the Ghost", "person"),
    ("Then Speedy, whose real name is Pietro Tavano, came.", "Pietro Tavano", "Speedy", "person"),
    ("A fourth man, whom Ada Lund calls the Genius, came.", "A fourth man", "the Genius", "person"),
    ("The concierge saw Ada Lund, known as the Wolf.", "Ada Lund", "the Wolf", "person"),
    ("Ada Lund went by the name of Vera Holt.", "Ada Lund", "Vera Holt", "person"),
    ("Ada Lund lived under the alias Vera Holt.", "Ada Lund", "Vera Holt", "person"),
]


@pytest.mark.parametrize(("text", "name", "alias", "kind"), ALIASES, ids=[a[2] + "/" + a[1] for a in ALIASES])
def test_alias_statements(text, name, alias, kind):
    (found,) = find_aliases(text, find_mentions(text))
    assert (found.name, found.alias, found.kind) == (name, alias, kind)
    assert text[slice(*found.alias_at)] == alias
    assert found.name_at is None or found.name_at[0] < found.name_at[1]


@pytest.mark.parametrize(
    "text",
    [
        "He called the police.", "She is known for her work.", "They called at noon.", "It was named after him.",
        "They call “political interference” a crime.", "Police called on the public to help.",
    ],
)  # fmt: skip
def test_no_alias_is_stated(text):
    assert find_aliases(text, find_mentions(text)) == ()


@BOTH_WAYS
def test_a_stated_alias_means_its_bearer_from_then_on(parsed):
    text = "Leonardo Notarbartolo, known as the Wolf, was caught. The Wolf denied it."
    aliases = [(m.text, m.entity) for m in read(text, parsed=parsed) if m.how == "alias"]
    assert aliases[0] == ("the Wolf", "Leonardo Notarbartolo")
    assert all(entity == "Leonardo Notarbartolo" for _, entity in aliases)


@pytest.mark.parametrize(
    "text",
    ["A" * 2000, "Aa of " * 330, "known to the " * 150, "they called " * 160, "A. " * 660, '"' * 2000, "the a " * 330,
     "Aa (Aa) " * 250, 'Aa "Aa ' * 280, "Mr. " * 500],
    ids=range(10),
)  # fmt: skip
def test_a_hostile_text_takes_no_second(text):
    start = time.perf_counter()
    find_mentions(text)
    assert time.perf_counter() - start < 1


@given(st.text(st.sampled_from("AaBé.,'“” \n(known as the Mr. X)"), max_size=120))
def test_every_mention_stands_in_the_text(text):
    mentions = find_mentions(text)
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, -m.end))
