"""Somebody's own words: where they begin and end, over sentences and paragraphs, and who speaks them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language.quotations import find_quotations


def _spans(text):
    return [q.text for q in find_quotations(text) if q.kind == "speech"]


def _who(text):
    return [q.speaker.mention.text if q.speaker else None for q in find_quotations(text) if q.kind == "speech"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param("“The vault was open,” Peys said.", ["“The vault was open,”"], id="curly"),
        pytest.param('"The vault was open," Peys said.', ['"The vault was open,"'], id="straight"),
        pytest.param("«The vault was open,» Peys said.", ["«The vault was open,»"], id="guillemets"),
        pytest.param("„The vault was open,“ Peys said.", ["„The vault was open,“"], id="german"),
        pytest.param("‘The vault was open,’ Peys said.", ["‘The vault was open,’"], id="single-curly"),
        pytest.param("'The vault was open,' Peys said.", ["'The vault was open,'"], id="single-straight"),
        pytest.param(
            "‘It wasn’t the thieves’ car,’ he said.", ["‘It wasn’t the thieves’ car,’"], id="apostrophes-inside"
        ),
        pytest.param("'It wasn't me,' he said.", ["'It wasn't me,'"], id="straight-apostrophe-inside"),
        pytest.param("The thieves' car wasn't Peys' car.", [], id="apostrophes-alone"),
        pytest.param(
            "“It was open. Nobody saw it. Why?” Peys asked.",
            ["“It was open. Nobody saw it. Why?”"],
            id="three-sentences",
        ),
        pytest.param(
            "“He told me ‘run’ and I ran,” Peys said.", ["“He told me ‘run’ and I ran,”"], id="one-inside-the-other"
        ),
        pytest.param(
            "“It was open,” Peys said, “and nobody saw it.”",
            ["“It was open,”", "“and nobody saw it.”"],
            id="two-halves",
        ),
        pytest.param(
            "“We came at night.\n\n“We left at dawn,” he said.",
            ["“We came at night.\n\n“We left at dawn,”"],
            id="mark-repeated-at-the-paragraph",
        ),
        pytest.param(
            "“We came at night.\n\nThe police came later.",
            ["“We came at night."],
            id="never-closed-ends-with-its-paragraph",
        ),
    ],
)
def test_where_somebodys_own_words_stand(text, quotes):
    assert _spans(text) == quotes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("They were called the “School of Turin” in the press.", "“School of Turin”", id="a-name"),
        pytest.param("He drove a “company” car.", "“company”", id="scare-quotes"),
        pytest.param("She reviewed the film “Flawless” in May.", "“Flawless”", id="a-title"),
    ],
)
def test_a_name_or_a_title_in_marks_is_not_speech(text, words):
    assert [(q.text, q.kind, q.speaker) for q in find_quotations(text)] == [(words, "words", None)]


def test_a_few_words_taken_from_somebody_are_his():
    (q,) = find_quotations("Peys called it the “heist of the century” in court.")
    assert (q.kind, q.speaker.mention.text) == ("words", "Peys")


CUES = [
    ("“The vault was open,” said Peys.", ["Peys"]),
    ("“The vault was open,” Detective Patrick Peys said.", ["Detective Patrick Peys"]),
    ("“The vault was open,” he later told reporters.", ["he"]),
    ("“The vault was open,” the insurance investigator testified.", ["the insurance investigator"]),
    ("“The vault was open,” says Denice Oliver, an insurance investigator.", ["Denice Oliver"]),
    ("Peys said: “The vault was open.”", ["Peys"]),
    ("Peys told the court, “The vault was open.”", ["Peys"]),
    ("As Peys put it: “The vault was open.”", ["Peys"]),
    ("Peys: “The vault was open.”", ["Peys"]),
    ("“The vault was open,” Peys said. “Nobody saw it.”", ["Peys", "Peys"]),
    ("“It was open.” Peys shrugged. “Nobody saw it.”", ["Peys", "Peys"]),
    ("“It was open,” he said, “and nobody saw it.”", ["he", "he"]),
    ("“Who opened it?” the judge asked.\n\n“I did not,” Notarbartolo replied.", ["the judge", "Notarbartolo"]),
    ("“The vault was open,” a spokesman for the court said.", ["a spokesman for the court"]),
    ("“We were lucky,” added the 55-year-old caretaker.", ["the 55-year-old caretaker"]),
]


@pytest.mark.parametrize(("text", "speakers"), CUES, ids=[row[0] for row in CUES])
def test_who_speaks_stands_beside_the_words(text, speakers):
    assert _who(text) == speakers


DIALOGUE = (
    "“Did you rent the office?” asked the judge.\n"
    "“I did,” said Notarbartolo.\n"
    "“For how long?”\n"
    "“Two years.”\n"
    "“And what did you pay?”\n"
)


def test_two_who_talk_take_turns():
    assert _who(DIALOGUE) == ["the judge", "Notarbartolo", "the judge", "Notarbartolo", "the judge"]
    assert [q.speaker.method for q in find_quotations(DIALOGUE)] == ["cue"] * 2 + ["alternation"] * 3


def test_whoever_is_called_by_name_is_not_the_speaker():
    text = "“Did you rent it?” asked Peys.\n“I did, Peys.”\n"
    assert _who(text)[1] != "Peys"


def test_whoever_was_called_by_name_answers():
    text = "“It was dark,” said Tavano.\n“It was,” said Finotto.\n“Tell me more, Tavano.”\n“No.”\n"
    assert _who(text)[3] == "Tavano"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“The vault was open.”", id="nobody-near"),
        pytest.param("The sign on the door was old. It was dark.\n\n“Nobody enters.”", id="a-thing-near"),
        pytest.param("Peys met Oliver and Notarbartolo.\n\n“It was open.”", id="three-people-near"),
    ],
)
def test_who_cannot_be_told_is_nobody(text):
    assert _who(text) == [None]


def test_a_guess_is_less_sure_than_a_cue():
    first, *_, last = find_quotations(DIALOGUE)
    assert first.speaker.confidence > last.speaker.confidence


def test_words_run_over_passages_with_a_mark_at_each():
    passages = ["Peys said: “We came at night.", "“We left at dawn.”"]
    first, second = find_quotations(passages)
    assert (first.text, second.text) == ("“We came at night.", "“We left at dawn.”")
    assert (first.goes_on, second.goes_on) == (False, True)
    assert [q.speaker.mention.text for q in (first, second)] == ["Peys", "Peys"]
    assert [q.mention_passage for q in (first, second)] == [0, 0]


def test_a_dialogue_with_dashes_is_read_where_no_marks_are():
    text = "— Did you rent the office? asked the judge.\n— I did, said Notarbartolo.\n— For how long?\n"
    assert _spans(text) == ["— Did you rent the office?", "— I did,", "— For how long?"]
    assert _who(text) == ["the judge", "Notarbartolo", "the judge"]


def test_a_dash_in_a_list_is_no_dialogue():
    assert find_quotations("— 109 boxes\n— two keys\n") == ()


pieces = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "said", "Peys", "he", ",", ".", "?", "\n", "\n\n", " ", "open", "—"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_every_quotation_keeps_its_place(text):
    last = 0
    for q in find_quotations(text):
        assert text[q.start : q.end] == q.text
        assert q.start >= last
        last = q.end
        if q.speaker:
            m = q.speaker.mention
            assert text[m.start : m.end] == m.text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(pieces, min_size=1, max_size=12).map("".join), max_size=4))
def test_every_quotation_keeps_its_place_in_its_passage(passages):
    for q in find_quotations(passages):
        assert passages[q.passage][q.start : q.end] == q.text


@pytest.mark.parametrize(
    "text", ["“" * 5000, "'a " * 5000, '"a, ' * 5000, "Peys said, " * 3000 + "“x.”", "the old " * 4000]
)
def test_hostile_texts_take_no_time(text):
    find_quotations(text)
