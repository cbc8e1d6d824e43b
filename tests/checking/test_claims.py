"""The work's lines become claims that point at their own words, letter for letter."""

import pytest
from checking_samples import claims_of, cues, one_claim, paragraphs

from loupe.checking import extract_claims

N = "NARRATOR"


def cues_of(claim):
    return [segment.place.cue for segment in claim.locator.segments]


# --- the exact words ------------------------------------------------------------------------------------------------


def test_a_sentence_across_cues_has_a_segment_in_each():
    passages, stored = cues(
        (N, "The ferry left Lisbon with"), (N, "412 passengers\nand 96 cars aboard"), (N, "in 1987.")
    )
    (claim,) = extract_claims(passages, stored)
    assert cues_of(claim) == [1, 2, 3]
    assert [stored[s.start : s.end] for s in claim.locator.segments] == [p.text for p in passages]
    assert claim.quote == stored[claim.locator.start : claim.locator.end]
    assert claim.quote.startswith("The ferry left Lisbon with\n")
    assert "412 passengers\nand 96 cars" in claim.quote
    assert claim.quote.endswith("in 1987.")
    assert claim.line == 1
    assert claim.text == "The ferry left Lisbon with 412 passengers and 96 cars aboard in 1987."


def test_two_sentences_in_one_cue_are_two_claims():
    first, second = claims_of((N, "The ferry carried 412 passengers. The lifeboats held 300 people."))
    assert (first.quote, second.quote) == ("The ferry carried 412 passengers.", "The lifeboats held 300 people.")
    assert (first.line, second.line) == (1, 1)


def test_a_sentence_that_begins_in_the_middle_of_a_cue_and_ends_in_the_next():
    passages, stored = cues(
        (N, "The gates opened at 1 p.m. The final"), (N, "was watched by 68,000 people. It rained in 1962.")
    )
    claims = extract_claims(passages, stored)
    assert [c.quote for c in claims if c.line == 2] == ["It rained in 1962."]
    across = claims[1]
    assert cues_of(across) == [1, 2]
    assert [stored[s.start : s.end] for s in across.locator.segments] == ["The final", "was watched by 68,000 people."]


def test_another_speaker_ends_the_sentence():
    first, second = claims_of((N, "The ferry left Lisbon with"), ("CAPTAIN", "412 passengers were aboard."))
    assert (first.quote, first.speaker) == ("The ferry left Lisbon with", N)
    assert (second.quote, second.speaker) == ("412 passengers were aboard.", "CAPTAIN")


def test_paragraphs_are_never_joined():
    passages, stored = paragraphs("The bank lost 9 million pounds in", "2009 when the clerk was arrested.")
    assert [c.quote for c in extract_claims(passages, stored)] == [p.text for p in passages]


def test_headings_carry_no_claim():
    passages, stored = paragraphs("Nine million pounds stolen in 2009", kind="heading")
    assert extract_claims(passages, stored) == ()


def test_lines_count_passages_from_one():
    claims = claims_of((N, "Good evening."), ("A", "The bank had 120 clerks."), (N, "The bank closed in 2011."))
    assert [c.line for c in claims] == [1, 2, 3]
    assert [c.ordinal for c in claims] == [0, 1, 2]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("The bank lost £9 million\u00a0in 2009.", id="no-break space"),
        pytest.param("Zoe\u0301 Brandt sold the field in 1931.", id="combining accent"),
        pytest.param("Ünal’s café — on Rue d’Alma — opened in 1931.", id="dashes and apostrophes"),
        pytest.param("The \U0001f6a2 carried 412 passengers.", id="outside the basic plane"),
        pytest.param("The ferry\tcarried\r\n412 passengers.", id="tab and carriage return"),
        pytest.param("The bank lost £ 9 million in İzmir in 2009.", id="a letter that grows in lower case"),
    ],
)
def test_odd_characters_do_not_shift_the_place(words):
    passages, stored = cues((N, "The ferry sailed in 1987."), (N, words), (N, "It was found in 1990."))
    claims = extract_claims(passages, stored)
    assert [c.quote for c in claims if c.line == 2] == [words]
    assert all(c.quote == stored[c.locator.start : c.locator.end] for c in claims)


# --- one assertion each ---------------------------------------------------------------------------------------------


def test_a_compound_sentence_is_several_claims_each_with_its_own_words():
    claims = claims_of((N, "The ferry left Lisbon on 14 March 1987, and the captain went to bed before midnight."))
    assert [c.quote for c in claims] == [
        "The ferry left Lisbon on 14 March 1987",
        "the captain went to bed before midnight.",
    ]


def test_a_borrowed_subject_stands_in_brackets_and_not_in_the_quote():
    _, second = claims_of((N, "The ferry left Lisbon on 14 March 1987 and struck a rock off Cape Rosa."))
    assert second.quote == "struck a rock off Cape Rosa."
    assert second.text == "[The ferry] struck a rock off Cape Rosa."


def test_a_list_of_nouns_stays_one_claim():
    assert len(claims_of((N, "The ferry carried 412 passengers, 96 cars and 14 lorries."))) == 1


def test_a_compound_sentence_across_cues():
    passages, stored = cues(
        (N, "The clerk forged the letters in 2008, and"), (N, "the auditors signed the accounts in 2009.")
    )
    first, second = extract_claims(passages, stored)
    assert (cues_of(first), first.line) == ([1], 1)
    assert (cues_of(second), second.line) == ([2], 2)
    assert second.quote == "the auditors signed the accounts in 2009."


def test_words_inside_quotation_marks_are_not_cut():
    (claim,) = claims_of((N, "The engineer said: “The doors were open and the captain knew it in March.”"))
    assert "and the captain knew it" in claim.quote


# --- said is not true -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "inner", "tellers"),
    [
        pytest.param("The police say that 412 passengers were aboard.", "412 passengers were aboard.", ("The police",),
                     id="says that"),
        pytest.param("According to Alice Venn, the bank lost £9 million.", "the bank lost £9 million.", ("Alice Venn",),
                     id="according to"),
        pytest.param("The paper reported that police said 412 passengers were aboard.", "412 passengers were aboard.",
                     ("The paper", "police"), id="two layers"),
        pytest.param("Alice Venn claims the bank lost £9 million.", "the bank lost £9 million.", ("Alice Venn",),
                     id="claims"),
        pytest.param("The bank lost £9 million, said Alice Venn.", "The bank lost £9 million", ("Alice Venn",),
                     id="said X"),
        pytest.param("The bank lost £9 million in the fraud of 2009, according to the police.",
                     "The bank lost £9 million in the fraud of 2009", ("the police",), id="according to, at the end"),
    ],
)  # fmt: skip
def test_x_says_p_has_two_layers(line, inner, tellers):
    claim = one_claim((N, line))
    assert claim.text == inner
    assert claim.quote == line, "the quote keeps the outer layer"
    assert claim.attribution == (N, *tellers)
    assert "quote" in claim.kinds


def test_without_an_outer_layer_only_the_speaker_says_it():
    assert one_claim((N, "The bank lost £9 million.")).attribution == (N,)
    assert one_claim("The bank lost £9 million.").attribution == ()


def test_a_denial_is_itself_the_claim():
    claim = one_claim((N, "Alice Venn denied that she forged the letters in 2009."))
    assert claim.text == "Alice Venn denied that she forged the letters in 2009."
    assert claim.attribution == (N, "Alice Venn")


@pytest.mark.parametrize(
    ("speaker", "line", "text"),
    [
        pytest.param("CAPTAIN DUNNE", "I left the bridge at 11 p.m.", "[Captain Dunne] left the bridge at 11 p.m.",
                     id="I"),
        pytest.param("CAPTAIN DUNNE", "My engineer stayed with me until 3 a.m.",
                     "[Captain Dunne’s] engineer stayed with [Captain Dunne] until 3 a.m.", id="my and me"),
        pytest.param("Alice Venn", "I’ve sailed her for 14 years.", "[Alice Venn] has sailed her for 14 years.",
                     id="I've"),
        pytest.param("Alice Venn", "I told the court that I closed the door.", "[Alice Venn] closed the door.",
                     id="what the speaker says of having said"),
    ],
)  # fmt: skip
def test_first_person_becomes_the_speaker_in_brackets(speaker, line, text):
    claim = one_claim((speaker, line))
    assert claim.text == text
    assert claim.quote == line


@pytest.mark.parametrize("speaker", ["NARRATOR", "Narrator", "Voice-over", None])
def test_a_narrator_has_no_name_to_put_in(speaker):
    assert one_claim((speaker, "I left the harbour of Lisbon at 11 p.m.")).text.startswith("I left")


# --- what cannot be checked -----------------------------------------------------------------------------------------

UNCHECKABLE = {
    "question": ("Who closed the doors of the ferry?", "question"),
    "question with figures": ("Did 412 passengers drown in 1987?", "question"),
    "question in quotation marks": ("“Did the clerk take £9 million?”", "question"),
    "opinion": ("I think it was a wonderful ship.", "opinion"),
    "guess": ("Nobody knows who opened the doors.", "opinion"),
    "chatter": ("Yes, of course", "chatter"),
    "one word": ("Well.", "chatter"),
    "greeting": ("Good evening.", ""),
    "request": ("Please turn to page 12.", "request"),
    "announcement": ("I’d like to show you the harbour of Lisbon.", "request"),
    "stage direction": ("[a door slams]", "stage direction"),
    "stage direction in round brackets": ("(412 people applaud)", "stage direction"),
    "unfinished": ("And then the captain of the ferry –", "unfinished"),
    "scene": ("A grey harbour in the rain.", "scene"),
    "general remark": ("The sea is calm in summer.", "remark"),
    "future": ("The divers will return to the wreck.", "future"),
}


@pytest.mark.parametrize(("line", "reason"), UNCHECKABLE.values(), ids=UNCHECKABLE)
def test_what_nobody_can_check_is_kept_and_says_why(line, reason):
    claims = claims_of((N, line))
    assert claims, "the line is not lost"
    for claim in claims:
        assert not claim.checkable
        assert reason in claim.why_not
        assert claim.why_not


@pytest.mark.parametrize(
    "line",
    [
        "The ferry carried 412 passengers.",
        "The bank closed in 2011.",
        "Alice Venn forged the letters.",
        "The captain left the bridge.",
        "Nobody was arrested.",
        "It was the biggest fraud in the history of the bank.",
        "I think 412 passengers were aboard the ferry.",
        "The police suspect that Alice Venn forged the letters.",
    ],
)
def test_what_asserts_a_fact_is_checkable(line):
    claim = one_claim((N, line))
    assert claim.checkable
    assert claim.why_not == ""


# --- a person's switches --------------------------------------------------------------------------------------------


def test_a_persons_marks_switch_both_ways():
    lines = [(N, "The ferry carried 412 passengers."), (N, "The sea is calm in summer.")]
    figure, remark = claims_of(*lines)
    assert (figure.checkable, remark.checkable) == (True, False)
    off, on = claims_of(*lines, marks={figure.id: False, remark.id: True})
    assert (off.checkable, off.why_not) == (False, "taken out by a person")
    assert (on.checkable, on.why_not) == (True, "")
    assert (off.id, on.id, off.quote, on.quote) == (figure.id, remark.id, figure.quote, remark.quote)


def test_marks_of_other_claims_change_nothing():
    line = (N, "The ferry carried 412 passengers.")
    assert claims_of(line, marks={"c-somebody-elses": False}) == claims_of(line)


# --- kinds ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("The ferry carried 412 passengers.", {"number", "event"}),
        ("The clerk moved £2 million to a private account.", {"amount", "event"}),
        ("The bank closed on 4 May 2011.", {"date", "event"}),
        ("The alarm was raised at 11.40 p.m.", {"time", "event"}),
        ("The clerk robbed Alice Venn.", {"name", "event"}),
        ("The final was played in Madrid.", {"name", "place", "event"}),
        ("The police say that the doors were open.", {"quote", "event"}),
        ("It was the biggest fraud that the auditors found.", {"superlative", "event"}),
        ("The clerk lied because he wanted the money.", {"motive", "event"}),
        ("The captain left the bridge.", {"event"}),
    ],
)
def test_kinds(line, kinds):
    assert set(one_claim((N, line)).kinds) == kinds


def test_a_forest_is_no_superlative():
    assert "superlative" not in one_claim((N, "The forest by the river was sold in 1931.")).kinds
