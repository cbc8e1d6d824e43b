""" "That year" is filled in where the words just before name a year in full; whatever else stays as it was said."""

import time
from pathlib import Path

import pytest
from checking_samples import claims_of, cues, evidence_for, paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.checking import extract_claims
from loupe.checking.evidence import read_claim
from loupe.checking.years import read_years

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "coreference.md").read_text(encoding="utf-8")


def years(text):
    passages, stored = paragraphs(text)
    return [(one.filled.words, one.filled.by) for one in read_years(passages, stored)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He rented it in 1999. That year he met Anna.", [("That year", "1999")], id="that year"),
        pytest.param("He left on 3 May 2001 and came back later that year.", [("that year", "2001")], id="after a day"),
        pytest.param("It closed in July 1961. It opened again the same year.", [("the same year", "1961")], id="same"),
        pytest.param(
            "He retired in 1986, and the next year they sold it.", [("the next year", "1987")], id="the next year"
        ),
        pytest.param(
            "He was paid in 1986. It ended early the following year.", [("the following year", "1987")], id="following"
        ),
        pytest.param(
            "In 1999 he met Anna. That year he moved. The following year he left.",
            [("That year", "1999")],
            id="never from a guess",
        ),
    ],
)
def test_a_year_named_just_before_is_the_one_that_is_meant(text, expected):
    assert years(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("That year he met Anna.", id="nothing before"),
        pytest.param("He rented it in March. That year he met Anna.", id="a month without its year"),
        pytest.param("He left on 3 May. He came back that year.", id="a day without its year"),
        pytest.param("He left last year. That year he met Anna.", id="counted from the publication"),
        pytest.param("He left in 1999. He liked it. That year he met Anna.", id="two sentences back"),
        pytest.param("He left in 1999 or on a Monday. That year he met Anna.", id="another time between"),
        pytest.param("He left in 1999 after ten days. That year he met Anna.", id="a length between"),
        pytest.param("He left in about 1999. That year he met Anna.", id="about a year"),
        pytest.param("He was away since 1999. That year he met Anna.", id="an open time"),
        pytest.param("He lived there in the 1990s. That year he met Anna.", id="a decade"),
        pytest.param("They saw the 1998 film. That year they met.", id="a title's year"),
        pytest.param("He left (as in 1999), and that year he met Anna.", id="in brackets"),
        pytest.param("It ran from 1999/2000. That year he met Anna.", id="a season of two years"),
        pytest.param("He left in 1999, the same year as Anna.", id="the same as another"),
        pytest.param("He left in 1999. He spent the next year in prison.", id="a length of a year"),
        pytest.param("He left in 1999. It will be done in the next year.", id="within a year"),
        pytest.param("He left in 1999. He stayed the following year or two.", id="or two"),
        pytest.param("He left in 1999. He came back in May of the following year.", id="a month of it"),
        pytest.param("He left in 1999. He came back two years later.", id="years later"),
        pytest.param("He left on 3 May 2001. He came back the next day.", id="the next day"),
        pytest.param("He left in 1999. He had come the previous year.", id="the year before"),
    ],
)
def test_what_is_not_sure_stays_as_it_was_said(text):
    assert years(text) == []


def manual_rows():
    lines = MANUAL[MANUAL.index("| words | claim | why |") :].split("\n")[2:]
    rows = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")][:2] for row in rows]


@pytest.mark.parametrize(("line", "claim"), manual_rows())
def test_the_manual_says_which_year_a_claim_gets(line, claim):
    assert claims_of(line)[-1].text == claim


def test_the_claim_says_the_year_and_keeps_what_was_said():
    passages, stored = cues("He rented an office in 1999.", "That year he met Anna Holm.")
    claims = extract_claims(passages, stored)
    assert claims[-1].text == "That year [1999] he met Anna Holm."
    assert claims[-1].said == "That year he met Anna Holm."
    [guess] = claims[-1].filled
    assert (stored[guess.start : guess.end], stored[guess.from_start : guess.from_end]) == ("That year", "1999")
    assert (guess.passage_id, guess.reason) == (
        "p-s-work-0",
        "the year of the time named last, in the sentence before",
    )
    assert read_claim(claims[-1]) == read_claim(claims_of("That year he met Anna Holm.")[-1])


def test_a_year_in_the_same_assertion_is_not_said_twice():
    assert [c.filled for c in claims_of("In 1999 the plan failed after the bank left it that year.")] == [()]


def test_the_words_of_another_speaker_name_no_year():
    claims = claims_of(("ANNA", "He rented an office in 1999."), ("PEYS", "That year he met Anna Holm."))
    assert claims[-1].filled == ()


@pytest.mark.parametrize(
    ("passage", "stance"),
    [
        pytest.param("Anna Holm quit the firm in 1999.", "supports", id="the same year"),
        pytest.param("Anna Holm quit the firm in 2004.", "related", id="another year"),
    ],
)
def test_a_year_may_bear_a_claim_out_and_never_contradicts_it(passage, stance):
    [found] = evidence_for("The vault was built in 1999. Anna Holm left that year.", passage)
    assert found.stance == stance
    told = "taking “that year” of the claim to mean 1999" in found.reasons
    assert told == (stance == "supports")


def test_a_long_line_is_read_in_no_time():
    text = "in 1999 that year " * 400
    began = time.process_time()
    years(text)
    assert time.process_time() - began < 5


@settings(deadline=None)
@given(st.lists(st.sampled_from(["In 1999", "that year", "the next year", "(", ")", ".", "he left", "on 3 May 2001"])))
def test_every_year_stands_where_its_words_stand(words):
    text = " ".join(words) or "x"
    passages, stored = paragraphs(text)
    for one in read_years(passages, stored):
        guess = one.filled
        assert stored[guess.start : guess.end] == guess.words
        assert guess.shown == f"{guess.words} [{guess.by}]"
        assert stored[guess.from_start : guess.from_end]
        assert guess.from_end <= guess.start
