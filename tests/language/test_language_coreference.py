"""Whom pronouns, roles and shortened names mean: the tables of the manual, what is left open, and what always holds."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language.coreference import AT_LEAST, links_of, read_chains, resolve
from loupe.language.parsing import Parse, Word, find_parser
from loupe.model.mentions import Mention

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "coreference.md").read_text(encoding="utf-8")
parsed = pytest.mark.skipif(find_parser() is None, reason="no parser for English is installed")


def table(heading):
    """The rows of the manual's table with this heading."""
    lines = MANUAL[MANUAL.index(heading) :].split("\n")[2:]
    rows = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def links(*texts, speakers=(), names=(), at_least=AT_LEAST):
    parser = find_parser()
    return resolve(tuple(parser.parse(texts)), speakers, names, at_least=at_least)


def meant(words, *texts, **more):
    """What the last of these words means in the texts; None when it is left open."""
    found = [link for link in links(*texts, **more) if link.text == words]
    return found[-1].name if found else None


@parsed
@pytest.mark.parametrize(("text", "words", "name", "why"), table("| words | what Loupe looks at | means | why |"))
def test_the_manual_says_who_is_meant(text, words, name, why):
    (link,) = [x for x in links(text) if x.text == words]
    assert (link.name, link.reason) == (name, why)


@parsed
@pytest.mark.parametrize(("text", "words", "_"), table("| words | what Loupe looks at | why nobody is named |"))
def test_the_manual_says_who_is_left_open(text, words, _):
    assert re.search(rf"\b{words}\b", text)
    assert meant(words, text) is None


@parsed
@pytest.mark.parametrize(
    ("name", "texts"),
    [
        pytest.param("Peter Holm", ["Peter Holm opened the vault.", "Then he left."], id="over passages"),
        pytest.param(
            "Peter Holm", ["Peter Holm lost the key, and Anna lost the car.", "Then he left."], id="not a woman"
        ),
        pytest.param("Peter Holm", ["Peter Holm left Lisbon on Monday.", "Then he left."], id="not a place"),
        pytest.param("Peter Holm", ["Peter Holm counted the boxes.", "Then he left."], id="not many"),
        pytest.param(None, ["Anna Holm opened the vault.", "Then he left."], id="nobody who fits"),
        pytest.param(None, ["The vault was open.", "Then he left."], id="nobody at all"),
    ],
)
def test_number_gender_and_kind_are_kept(name, texts):
    assert meant("he", *texts) == name


@parsed
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Peter Holm saw him.", id="arguments of one verb"),
        pytest.param("Peter Holm came in and followed him.", id="of a verb that shares its subject"),
        pytest.param("He saw that Peter Holm had closed the door.", id="a name below the pronoun"),
    ],
)
def test_grammar_keeps_two_apart(text):
    assert not [x for x in links(text, at_least=0) if x.kind == "pronoun"]


@parsed
def test_i_is_whoever_speaks_under_the_fullest_name_used_before():
    texts = ["Leonardo Venn rented an office.", "I waited outside.", "I was asleep."]
    found = [x for x in links(*texts, speakers=["NARRATOR", "VENN", "A GUARD"]) if x.text == "I"]
    assert [(x.passage, x.name, x.name_at) for x in found] == [
        (1, "Leonardo Venn", (0, 0, 13)), (2, "A Guard", None),
    ]  # fmt: skip


@parsed
def test_i_of_a_narrator_is_nobody():
    assert links("I wonder who it was.", speakers=["NARRATOR"]) == ()


@parsed
def test_he_outside_is_not_whoever_speaks():
    assert (
        meant("he", "Leonardo Venn left.", "I know that he was there.", speakers=["NARRATOR", "LEONARDO VENN"]) is None
    )


@parsed
def test_words_in_quotation_marks_are_those_of_whoever_is_said_to_speak():
    assert meant("I", "“I waited outside all night,” said Peter Holm.") == "Peter Holm"


@parsed
def test_names_found_otherwise_are_taken_as_they_are():
    text = "Zzyx Qoph sold the field. He left in May."
    told = [[Mention(0, 9, "Zzyx Qoph", "person", "Zzyx Qoph")]]
    place = [[Mention(0, 9, "Zzyx Qoph", "place", "Zzyx Qoph")]]
    assert meant("He", text, names=told, at_least=0.5) == "Zzyx Qoph"
    assert meant("He", text, names=place, at_least=0) is None


@parsed
def test_every_link_stands_where_it_says_and_points_back():
    texts = [row[0] for row in table("| words | what Loupe looks at | means | why |")]
    for link in links(*texts, at_least=0):
        assert texts[link.passage][link.start : link.end] == link.text
        passage, start, end = link.name_at
        assert texts[passage][start:end] == link.name
        assert (passage, start) < (link.passage, link.start) or link.text == "The concierge"
        assert 0 <= link.score <= 1
        assert link.reason


@parsed
def test_a_higher_bar_only_leaves_links_out():
    texts = [row[0] for row in table("| words | what Loupe looks at | means | why |")]
    assert set(links(*texts, at_least=0.9)) < set(links(*texts)) < set(links(*texts, at_least=0))


@parsed
def test_the_same_links_whatever_the_seed_of_the_process():
    program = (
        "from loupe.language.coreference import resolve\nfrom loupe.language.parsing import find_parser\n"
        "texts = ['Leonardo Venn and Anna Hill met Peter Holm. He told her of the vault.', 'They said Venn knew it.']\n"
        "print(resolve(tuple(find_parser().parse(texts)), at_least=0))"
    )
    path = str(Path(__file__).resolve().parents[2] / "src")
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True, timeout=120,
        ).stdout
        for seed in ("0", "4242")
    }  # fmt: skip
    assert len(said) == 1
    assert b"Leonardo Venn" in said.pop()


def sentence(words):
    """A parse in which each word hangs on the first, as nonsense as may be."""
    made, at = [], 0
    for number, (text, pos, dep) in enumerate(words):
        made.append(Word(text, at, at + len(text), text.lower(), pos, "X", dep, 0 if number % 3 else number))
        at += len(text) + 1
    return Parse(" ".join(w.text for w in made), tuple(made), ((0, len(made)),) if made else ())


WORD = st.tuples(
    st.sampled_from(
        ["he", "she", "it", "they", "I", "his", "her", "Venn", "Anna", "man", "the", "“", "”", "'s", "said"]
    ),
    st.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "PUNCT", "DET"]),
    st.sampled_from(["nsubj", "dobj", "pobj", "poss", "appos", "conj", "compound", "ROOT", "attr", "relcl"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORD, max_size=12), max_size=5))
def test_no_parse_however_wrong_trips_it(passages):
    parses = tuple(sentence(words) for words in passages)
    for link in resolve(parses, at_least=0):
        assert parses[link.passage].text[link.start : link.end] == link.text
    reading = read_chains(parses)
    bound = [i for chain in reading.chains.all() for i in chain.spots]
    assert len(bound) == len(set(bound))


def test_nothing_is_found_in_nothing():
    assert resolve(()) == ()
    assert resolve((Parse("", (), ()),)) == ()


def test_long_sources_and_long_sentences_take_time_by_their_length():
    """Eight times the text may not take forty times as long; a sentence of 2,000 words is none to fear."""
    words = [("Venn", "PROPN", "nsubj"), ("saw", "VERB", "ROOT"), ("Anna", "PROPN", "dobj"), ("he", "PRON", "nsubj")]
    taken = []
    for size in (100, 800):
        parses = tuple(sentence(words) for _ in range(size))
        start = time.process_time()
        links_of(read_chains(parses))
        taken.append(time.process_time() - start)
    assert taken[1] < 40 * max(taken[0], 0.005)
    start = time.process_time()
    links_of(read_chains((sentence(words * 500),)))
    assert time.process_time() - start < 5


def test_no_parser_is_loaded_by_importing():
    program = "import sys, loupe.language.coreference; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    path = str(Path(__file__).resolve().parents[2] / "src")
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": path}, check=True, timeout=60)
