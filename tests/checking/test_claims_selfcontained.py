"""Claims that can be read alone: who is named in them, where that was taken from, and what it never changes."""

import re
from pathlib import Path

import pytest
from checking_samples import cues

from loupe.checking import extract_claims
from loupe.checking.evidence import read_claim
from loupe.checking.selfcontained import shown_for
from loupe.language.coreference import Link
from loupe.language.parsing import find_parser
from loupe.model import Claim, Filled, Locator, ParagraphPlace, Segment, canonical_json
from loupe.store.rows import claim_from, claim_from_json, claim_row

N = "NARRATOR"
MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "language" / "coreference.md").read_text(encoding="utf-8")
parsed = pytest.mark.skipif(find_parser() is None, reason="no parser for English is installed")
FILM = [
    (N, "Leonardo Venn had rented an office in the building."),
    (N, "He was arrested in 2009, and"),
    (N, "he was arrested again in 2013 and went to prison."),
    ("VENN", "I waited outside in a car all night."),
    (N, "One newspaper wrote that Venn had rented it in May."),
    (N, "It was a man named Alessandro who gave the order."),
]


def read(*lines):
    passages, stored = cues(*lines)
    return extract_claims(passages, stored, None, find_parser()), stored


def manual_rows():
    lines = MANUAL[MANUAL.index("| line | claim |") :].split("\n")[2:]
    rows = lines[: next(i for i, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@parsed
@pytest.mark.parametrize(("line", "claim"), manual_rows())
def test_the_manual_says_what_a_claim_says(line, claim):
    claims, _ = read((N, line))
    assert claims[-1].text == claim


@parsed
def test_each_claim_names_whom_it_is_about():
    claims, _ = read(*FILM)
    assert [c.text for c in claims] == [
        "Leonardo Venn had rented an office in the building.",
        "[Leonardo Venn] was arrested in 2009",
        "[Leonardo Venn] was arrested again in 2013",
        "[Leonardo Venn] went to prison.",
        "[Venn] waited outside in a car all night.",
        "[Leonardo Venn] had rented [the office] in May.",
        "It was a man named Alessandro who gave the order.",
    ]


@parsed
def test_a_guess_shows_what_stood_there_and_where_it_was_taken_from():
    claims, stored = read(*FILM)
    guesses = [guess for claim in claims for guess in claim.filled]
    assert len(guesses) == 5
    for guess in guesses:
        assert stored[guess.start : guess.end] == guess.words
        assert stored[guess.from_start : guess.from_end] in ("Leonardo Venn", "an office")
        assert guess.passage_id == "p-s-work-0"
        assert guess.shown == f"[{guess.by}]"
        assert guess.score >= 0.8
        assert guess.reason
    assert all(guess.shown in claim.text for claim in claims for guess in claim.filled)


@parsed
def test_a_guess_changes_neither_the_quote_nor_the_name_of_a_claim():
    passages, stored = cues(*FILM)
    plain, named = extract_claims(passages, stored), read(*FILM)[0]
    for a, b in zip(plain, named, strict=True):
        assert (a.id, a.quote, a.locator, a.checkable, a.kinds) == (b.id, b.quote, b.locator, b.checkable, b.kinds)
        assert re.sub(r"[\[\]]", "", b.said) == re.sub(r"[\[\]]", "", a.text)
        assert a.filled == ()


@parsed
def test_a_guess_never_takes_part_in_a_comparison():
    passages, stored = cues(*FILM)
    for a, b in zip(extract_claims(passages, stored), read(*FILM)[0], strict=True):
        assert read_claim(a) == read_claim(b)


@parsed
def test_what_stands_in_the_same_assertion_needs_no_name():
    claims, _ = read((N, "Leonardo Venn lost his key in 2009."))
    assert claims[0].text == "Leonardo Venn lost his key in 2009."
    assert claims[0].filled == ()


@parsed
def test_characters_that_hold_a_place_are_no_guess_of_a_film():
    claims, _ = read((N, "Leonardo Venn rented an office."), (N, "He was \ue001 arrested in 2009."))
    assert claims[-1].text == "He was \ue001 arrested in 2009."
    assert claims[-1].filled == ()


@pytest.mark.parametrize(
    ("name", "named", "owner", "shown"),
    [
        pytest.param("Leonardo Venn", True, False, "Leonardo Venn", id="a name"),
        pytest.param("Leonardo Venn", True, True, "Leonardo Venn’s", id="of a name"),
        pytest.param("an office in the building", False, False, "the office", id="a description becomes definite"),
        pytest.param("The thieves", False, True, "the thieves’", id="of many"),
        pytest.param("thieves", False, False, "the thieves", id="a bare plural"),
        pytest.param("his brother", False, False, "his brother", id="whose is kept"),
        pytest.param("x" * 80, True, False, None, id="too long to help"),
        pytest.param("[Venn]", True, False, None, id="brackets of its own"),
    ],
)
def test_what_is_shown_for_a_link(name, named, owner, shown):
    link = Link(1, 0, 2, "he", "pronoun", name, (0, 0, len(name)), named, 0.9, "the man spoken of last", owner)
    assert shown_for(link) == shown


def test_a_guess_is_kept_with_its_claim():
    guess = Filled(0, 2, "He", "[Leonardo Venn]", "Leonardo Venn", "p-1", 40, 53, 0.9, "the man spoken of last")
    speaker = Filled(7, 9, "it", "[A]", "A", None, None, None, 0.95, "whoever speaks says it")
    claim = Claim(
        "c-1", "s-1", 0, 1, Locator((Segment(0, 12, ParagraphPlace(1)),)), "He found it.", "[Leonardo Venn] found [A].",
        None, (), (), True, "", (guess, speaker),
    )  # fmt: skip
    assert claim_from(claim_row(claim)) == claim
    assert claim_from_json("c-1", canonical_json(claim)) == claim
    assert claim.said == "He found it."
