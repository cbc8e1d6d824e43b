"""What holds for the statements of any text, and of any tree that a parser may come up with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language.parsing import Parse, Word, find_parser
from loupe.language.setting import NOTHING_KNOWN
from loupe.language.statements import find_statements, statement_words
from loupe.model.statements import MODALITIES

PARSER = find_parser()


def read(text, parse):
    return find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)


def check(text, parse):
    found = read(text, parse)
    assert found == read(text, parse)
    assert len({s.id for s in found}) == len(found)
    assert [s.verb for s in found] == sorted(s.verb for s in found)
    for s in found:
        assert text[s.start : s.end] == s.quote
        assert s.modality in MODALITIES
        assert s.participants or s.place
        spans = [s.verb, *((p.start, p.end) for p in s.participants), *([s.place] if s.place else [])]
        assert all(s.start <= a < b <= s.end for a, b in spans)
        assert all(text[p.start : p.end] == p.text for p in s.participants)
        assert all(text[t.start_at : t.end_at] == t.text for t in s.times)
        assert all(text[q.start : q.end] == q.text for q in s.quantities)
        assert statement_words(s, text)


WORDS = (
    "the a thieves Peys Antwerp he I it who which that what vault door office diamonds money police stole rented was "
    "were is be been not never nobody no may would will did to of in by with on from about according said denies told "
    "accused going failed and or but if whether when because without 109 $100 million 2003 February , . ? ; — “ ” erm "
    "worth there"
).split()


@pytest.mark.skipif(PARSER is None, reason="the parser's model is not installed")
@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24), st.text(max_size=20))
def test_any_text_is_read_without_a_crash_and_every_place_holds(words, tail):
    text = " ".join(words) + tail
    (parse,) = PARSER.parse([text])
    check(text, parse)


RELATIONS = (
    "nsubj nsubjpass dobj dative attr acomp oprd prep pobj pcomp agent ccomp xcomp advcl relcl acl conj cc appos det "
    "amod compound nummod poss aux auxpass neg advmod prt mark expl csubj npadvmod parataxis dep punct"
).split()
TAGS = {"VERB": ("VBD", "VBN", "VBG", "VB", "VBZ"), "NOUN": ("NN",), "PROPN": ("NNP",), "AUX": ("MD", "VBD"),
        "ADP": ("IN",), "ADJ": ("JJ",), "ADV": ("RB", "WRB"), "PRON": ("PRP", "WP", "WDT"), "PART": ("TO",),
        "PUNCT": (".",)}  # fmt: skip


@st.composite
def trees(draw):
    """Any tree over any words: a parser may be wrong in any way."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    head = {word: order[draw(st.integers(0, k - 1))] if k else word for k, word in enumerate(order)}
    words, at = [], 0
    for i in range(size):
        text = draw(st.sampled_from(WORDS))
        pos = draw(st.sampled_from(list(TAGS)))
        words.append(
            Word(
                text=text,
                start=at,
                end=at + len(text),
                lemma=draw(st.sampled_from(("be", "say", "steal", "go", "accuse", "have", text))),
                pos=pos,
                tag=draw(st.sampled_from(TAGS[pos])),
                dep=draw(st.sampled_from(RELATIONS)) if head[i] != i else "ROOT",
                head=head[i],
                entity=draw(st.sampled_from(("", "", "PERSON", "DATE", "GPE"))),
            )
        )
        at += len(text) + 1
    return Parse(" ".join(w.text for w in words), tuple(words), ((0, size),))


@settings(max_examples=400, deadline=None)
@given(trees())
def test_any_tree_is_read_without_a_crash_and_every_place_holds(parse):
    check(parse.text, parse)


def chain_of(size, relation, pos, tag):
    """Words that hang on each other in one long line, as in a sentence that never ends."""
    words = tuple(
        Word("go", 3 * i, 3 * i + 2, "go", pos, tag, relation if i else "ROOT", max(i - 1, 0)) for i in range(size)
    )
    return Parse(" ".join("go" for _ in words), words, ((0, size),))


@pytest.mark.parametrize("relation", ["conj", "xcomp", "ccomp", "relcl", "advcl", "prep", "acl"])
@pytest.mark.parametrize(("pos", "tag"), [("VERB", "VBN"), ("VERB", "VBD"), ("NOUN", "NN")])
def test_a_sentence_without_an_end_is_no_trouble(relation, pos, tag):
    parse = chain_of(1500, relation, pos, tag)
    check(parse.text, parse)


def test_an_empty_text_tells_nothing():
    assert read("", Parse("", (), ())) == ()
