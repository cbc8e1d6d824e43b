"""How far a text stands behind a clause: factive and implicative words, and what question, modal and if do to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language.commitment import commitment, modality_of
from loupe.language.parsing import find_parser
from loupe.language.setting import NOTHING_KNOWN
from loupe.language.statements import find_statements

P = "the vault was open"
EMBEDDED = [
    # text with P (or, after "to", its act) between brackets; what follows for it; how it is put forward
    # facts stay so whatever surrounds them
    ("He knew that [the vault was open].", "holds", "asserted"),
    ("He did not know that [the vault was open].", "holds", "asserted"),
    ("Did he know that [the vault was open]?", "holds", "asserted"),
    ("If he knew that [the vault was open], he said nothing.", "holds", "asserted"),
    ("She may have realised that [the vault was open].", "holds", "asserted"),
    ("The guard had forgotten that [the vault was open].", "holds", "asserted"),
    ("They regret that [the vault was open].", "holds", "asserted"),
    ("Nobody noticed that [the vault was open].", "holds", "asserted"),
    ("The guard could see that [the vault was open].", "holds", "asserted"),
    ("I can't believe [the vault was open].", "holds", "asserted"),
    ("He never told the guard that [the vault was open].", "holds", "asserted"),
    # shown is so, not shown is nothing
    ("Tests proved that [the vault was open].", "holds", "asserted"),
    ("Tests did not prove that [the vault was open].", "open", "possible"),
    # implicatives
    ("He managed to [open the vault].", "holds", "asserted"),
    ("He did not manage to [open the vault].", "fails", "asserted"),
    ("He forgot to [lock the vault].", "fails", "asserted"),
    ("He did not forget to [lock the vault].", "holds", "asserted"),
    ("The alarm failed to [go off].", "fails", "asserted"),
    ("He refused to [open the vault].", "fails", "asserted"),
    ("He did not refuse to [open the vault].", "open", "possible"),
    ("He was unable to [open the vault].", "fails", "asserted"),
    ("He was forced to [open the vault].", "holds", "asserted"),
    ("He tried to [open the vault].", "open", "possible"),
    ("They planned to [open the vault].", "open", "future"),
    ("He pretended that [the vault was open].", "fails", "asserted"),
    ("He did not pretend that [the vault was open].", "fails", "asserted"),
    # two words: the signs are passed on
    ("He did not fail to notice that [the vault was open].", "holds", "asserted"),
    ("He forgot to pretend that [the vault was open].", "fails", "asserted"),
    ("He failed to [manage it].", "fails", "asserted"),
    # opinions
    ("I think [the vault was open].", "holds", "possible"),
    ("I don't think [the vault was open].", "fails", "possible"),
    ("The detective does not think that [the vault was open].", "open", "possible"),
    ("The detective believes that [the vault was open].", "open", "possible"),
    ("Do you think [the vault was open]?", "open", "asked"),
    ("Don't you think [the vault was open]?", "holds", "asked"),
    ("If you think [the vault was open], say so.", "open", "conditional"),
    ("No one believes that [the vault was open].", "fails", "possible"),
    ("I doubt that [the vault was open].", "open", "possible"),
    ("There is no doubt that [the vault was open].", "holds", "asserted"),
    ("Police suspect that [the vault was open].", "open", "possible"),
    # reports, denials
    ("Peys said that [the vault was open].", "open", "reported"),
    ("Peys claimed [the vault was open].", "open", "alleged"),
    ("Peys denied that [the vault was open].", "open", "alleged"),
    ("Peys did not deny that [the vault was open].", "open", "possible"),
    ("Peys did not say that [the vault was open].", "open", "possible"),
    ("The spokesman refused to confirm that [the vault was open].", "open", "possible"),
    ("Police would neither confirm nor deny that [the vault was open].", "open", "possible"),
    ("He later withdrew his statement that [the vault was open].", "open", "reported"),
    ("He had no comment on whether [the vault was open].", "open", "asked"),
    ("They asked whether [the vault was open].", "open", "asked"),
    ("It is unclear whether [the vault was open].", "open", "asked"),
    # allegations: accused, charged and convicted are words that are kept
    ("He was accused of [opening the vault].", "open", "alleged"),
    ("He was charged with [opening the vault].", "open", "alleged"),
    ("He is suspected of [opening the vault].", "open", "possible"),
    ("He was convicted of [opening the vault].", "open", "reported"),
    ("He was acquitted of [opening the vault].", "open", "alleged"),
    # nouns
    ("The fact that [the vault was open] helped them.", "holds", "asserted"),
    ("The rumour that [the vault was open] spread.", "open", "possible"),
    ("There is no evidence that [the vault was open].", "open", "possible"),
    ("It is a myth that [the vault was open].", "fails", "asserted"),
    ("It is not true that [the vault was open].", "open", "possible"),
    ("It is false that [the vault was open].", "fails", "asserted"),
]  # fmt: skip
PLAIN = [
    ("The vault was open.", "holds", "asserted"),
    ("The vault was not open.", "holds", "asserted"),
    ("Was the vault open?", "open", "asked"),
    ("The vault was open, wasn't it?", "holds", "asserted"),
    ("The vault may have been open.", "open", "possible"),
    ("The men came in May 2003.", "holds", "asserted"),
    ("Perhaps the vault was open.", "open", "possible"),
    ("He allegedly opened the vault.", "open", "alleged"),
    ("The vault was reportedly open.", "open", "reported"),
    ("The trial will begin in May.", "holds", "future"),
    ("If the alarm had worked, the men would have fled.", "open", "conditional"),
    ("The men would have fled.", "open", "conditional"),
    ("The vault was open, police said.", "open", "reported"),
    ("According to Peys, the vault was open.", "open", "reported"),
]


def _marked(text):
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), (start, end)


@pytest.mark.parametrize(("marked", "polarity", "modality"), EMBEDDED, ids=[row[0] for row in EMBEDDED])
def test_what_follows_for_a_clause_from_the_words_that_govern_it(marked, polarity, modality):
    text, span = _marked(marked)
    found = commitment(text, span)
    assert (found.polarity, found.modality) == (polarity, modality)


MISREAD = {
    "The rumour that [the vault was open] spread.",  # the parser takes "spread" for a noun
    "If he knew that [the vault was open], he said nothing.",  # "he said" is taken for whoever says the rest
}


@pytest.mark.parametrize(
    ("marked", "polarity", "modality"),
    [row for row in EMBEDDED if row[0] not in MISREAD],
    ids=[row[0] for row in EMBEDDED if row[0] not in MISREAD],
)
def test_a_parsed_statement_is_put_forward_the_same(marked, polarity, modality):
    parser = find_parser()
    if parser is None:
        pytest.skip("no parser is installed")
    text, (start, end) = _marked(marked)
    (parse,) = parser.parse([text])
    for said in find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN):
        if start <= said.verb[0] < end:
            assert said.modality == modality
            assert polarity == "open" or said.denied == (polarity == "fails")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        pytest.param("Tests proved that the vault was open.", "asserted", id="shown"),
        pytest.param("Tests did not prove that the vault was open.", None, id="not-shown"),
        pytest.param("It is false that the vault was open.", "asserted, denied", id="called-false"),
        pytest.param("It is not true that the vault was open.", None, id="not-called-true"),
        pytest.param("It is possible that the vault was open.", "possible", id="called-possible"),
        pytest.param("He pretended that the vault was open.", "asserted, denied", id="pretended"),
        pytest.param("He was unable to open the vault.", "asserted, denied", id="unable"),
        pytest.param("Peys did not deny that the vault was open.", None, id="not-denied"),
        pytest.param("I can't believe the vault was open.", "asserted", id="idiom"),
        pytest.param("The vault was open, wasn't it?", "asserted", id="tag-question"),
        pytest.param("The vault was reportedly open.", "reported", id="adverb-on-the-adjective"),
    ],
)
def test_what_is_put_forward_by_nobody_is_no_statement(text, stands):
    parser = find_parser()
    if parser is None:
        pytest.skip("no parser is installed")
    (parse,) = parser.parse([text])
    found = [
        f"{said.modality}, denied" if said.denied else said.modality
        for said in find_statements(text, parse, source_id="s", passage_id="p", setting=NOTHING_KNOWN)
        if text[slice(*said.verb)] in ("open", "was")
    ]
    assert found == ([stands] if stands else [])


@pytest.mark.parametrize(("text", "polarity", "modality"), PLAIN, ids=[row[0] for row in PLAIN])
def test_how_a_clause_that_nothing_governs_is_put_forward(text, polarity, modality):
    found = commitment(text, (0, len(text)))
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        pytest.param("The vault was open.", "asserted", id="own-voice"),
        pytest.param("Peys said the vault was open.", "reported", id="said"),
        pytest.param("Police suspect the vault was open.", "possible", id="suspected"),
        pytest.param("Was the vault open?", "asked", id="asked"),
        pytest.param("He allegedly opened it.", "alleged", id="alleged"),
    ],
)
def test_the_modality_of_a_sentence_is_that_of_what_it_says(text, modality):
    assert modality_of(text) == modality


def test_the_words_that_decide_are_named():
    text, span = _marked("He did not fail to notice that [the vault was open].")
    assert commitment(text, span).reasons == ("fail (not)", "notice")


def test_the_status_of_a_suspect_is_kept_as_its_word():
    words = {}
    for word in ("accused of", "charged with", "convicted of", "acquitted of"):
        text, span = _marked(f"He was {word} [opening the vault].")
        words[word] = commitment(text, span).reasons
    assert list(words.values()) == [("accused",), ("charged",), ("convicted",), ("acquitted",)]


def test_only_what_the_text_itself_says_is_asserted():
    assert commitment("The vault was open.", (0, 19)).asserted
    assert not commitment("Peys said the vault was open.", (10, 29)).asserted


words = st.sampled_from(
    "if he did not know that , . ? may I never think forget to refuse said the vault was open".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_any_text_and_any_span_get_an_answer(text, start, end):
    found = commitment(text, (start, end))
    assert found.polarity in ("holds", "fails", "open")
    assert not (found.polarity == "open" and found.modality == "asserted")


def test_a_long_text_without_a_full_stop_takes_no_time():
    text = "he said that if she did not think that " * 2000
    commitment(text, (len(text) - 30, len(text)))
    commitment(text, (0, len(text)))
