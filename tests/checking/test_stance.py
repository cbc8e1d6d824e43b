"""What one passage is to one line: typed comparison before wording, and silence when in doubt."""

import pytest
from checking_samples import claims_of, evidence_for, paragraphs, same_weight, stance_of
from hypothesis import given, settings
from hypothesis import strategies as st
from stance_pairs import PAIRS

from loupe.checking import Candidate, TypedStance, find_evidence

ALLOWED = {
    "+": {"supports"},
    "-": {"contradicts"},
    "o": {"silent"},
    "!": {"supports", "silent"},
    "?": {"contradicts", "silent"},
}


@pytest.mark.parametrize(
    ("topic", "sign", "line", "passage"),
    [pytest.param(*pair, id=f"{n:03d} {pair[0]} {pair[1]}") for n, pair in enumerate(PAIRS)],
)
def test_pair(topic, sign, line, passage):
    assert stance_of(line, passage) in ALLOWED[sign]


def test_no_table_of_one_kind():
    signs = [sign for _, sign, _, _ in PAIRS]
    assert all(signs.count(sign) >= 10 for sign in ALLOWED)


# --- reasons a fact-checker can read --------------------------------------------------------------------------------


def reasons(line, passage):
    (piece,) = [e for e in evidence_for(line, passage) if e.stance != "related"]
    return " ".join(piece.reasons), piece


def test_k_of_n_against_m_of_n_names_both_pairs():
    reason, piece = reasons(
        "The thieves opened 109 of 189 boxes.", "Police counted again: 123 of the 160 boxes were opened."
    )
    assert piece.stance == "contradicts"
    assert piece.checks == ("number",)
    for figure in ("109", "189", "123", "160"):
        assert figure in reason


def test_different_totals_are_named():
    reason, _ = reasons("The divers recovered 31 of 54 crates.", "The divers recovered 31 of the 60 crates.")
    assert "54" in reason
    assert "60" in reason


@pytest.mark.parametrize(
    ("line", "passage", "check", "words"),
    [
        pytest.param("The ferry carried 412 passengers.", "The ferry carried 438 passengers.", "number", ("412", "438"),
                     id="number"),
        pytest.param("The clerk moved £2 million to a private account.",
                     "The clerk moved £7 million to a private account.", "amount",
                     ("£2 million", "£7 million"), id="amount"),
        pytest.param("The ferry left Lisbon on 14 March 1987.", "The ferry left Lisbon on 21 March 1987.", "date",
                     ("14 March", "21 March"), id="date"),
        pytest.param("The alarm was raised at 11.40 p.m.", "The alarm was raised at 9.15 p.m., the log says.", "time",
                     ("11.40", "9.15"), id="time"),
        pytest.param("A man called Rourke forged the letters.", "The court found no evidence of Rourke in the letters.",
                     "negation", ("no evidence", "Rourke"), id="no evidence of a name"),
        pytest.param("The gates of the stadium were open during the match.",
                     "The gates of the stadium were closed during the match.", "wording", ("open", "close"),
                     id="opposites"),
    ],
)  # fmt: skip
def test_a_contradiction_says_what_stands_against_what(line, passage, check, words):
    reason, piece = reasons(line, passage)
    assert piece.stance == "contradicts"
    assert piece.checks == (check,)
    for word in words:
        assert word in reason


def test_a_passage_that_bears_a_figure_out_says_so_in_both_wordings():
    reason, piece = reasons("The bow door was 30 centimetres thick.", "The bow door was twelve inches thick.")
    assert piece.stance == "supports"
    assert "30 centimetres" in reason
    assert "twelve inches" in reason


@pytest.mark.parametrize(
    ("passage", "why"),
    [
        ("Did the clerk move £2 million to a private account?", "asks"),
        ("The clerk may have moved £2 million to a private account.", "possible"),
    ],
)
def test_what_is_not_counted_is_shown_with_the_reason(passage, why):
    (piece,) = evidence_for("The clerk moved £2 million to a private account.", passage)
    assert piece.stance == "related"
    assert why in " ".join(piece.reasons)


def test_a_passage_about_something_else_is_not_even_shown():
    assert evidence_for("The ferry carried 412 passengers.", "The orchard had a good year for plums.") == ()


# --- who says it ----------------------------------------------------------------------------------------------------

ACCUSED = "The manager Alice Venn forged the signatures on the loans."


def test_evidence_names_whom_the_passage_credits():
    (piece,) = evidence_for(
        ACCUSED, "According to Tom Rourke, the manager Alice Venn forged the signatures on the loans."
    )
    assert (piece.stance, piece.attribution) == ("supports", ("Tom Rourke",))


def test_a_pronoun_goes_back_to_the_last_speaker():
    text = "Tom Rourke gave evidence in May. He said that the manager Alice Venn forged the signatures on the loans."
    assert [e.attribution for e in evidence_for(ACCUSED, text) if e.stance == "supports"] == [("Tom Rourke",)]


def test_the_speaker_of_a_transcript_is_the_voice():
    (piece,) = evidence_for(ACCUSED, ACCUSED, speaker="MR ROURKE", kind="turn")
    assert piece.attribution == ("MR ROURKE",)


def test_a_passage_that_reports_both_sides_is_shown_on_both():
    text = (
        "The police say that the ferry carried 412 passengers. Alice Venn says that the ferry carried 438 passengers."
    )
    found = {e.stance: e for e in evidence_for("The ferry carried 412 passengers.", text)}
    assert set(found) == {"supports", "contradicts"}
    assert found["supports"].attribution != found["contradicts"].attribution
    assert "412" in found["supports"].quote
    assert "438" in found["contradicts"].quote


def test_one_voice_never_says_both():
    text = "The ferry carried 412 passengers. On the way back the ferry carried 438 passengers."
    assert stance_of("The ferry carried 412 passengers.", text) == "supports"


def test_a_line_that_says_only_it_leans_on_the_line_before():
    line, passage = "It was 412 of 500.", "Only 380 of the 500 lifejackets were found after the ferry sank."
    with_context = evidence_for(line, passage, before="The lifejackets were found after the ferry sank.")
    assert [e.stance for e in with_context] == ["contradicts"]


# --- exact words ----------------------------------------------------------------------------------------------------

SENTENCES = st.lists(
    st.sampled_from(sorted({text for _, _, line, text in PAIRS for text in (line, text)})), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted({line for _, _, line, _ in PAIRS})), st.lists(SENTENCES, min_size=1, max_size=3), st.data()
)
def test_every_piece_is_verbatim_and_bounded(line, paragraphs_of, data):
    """Whatever the archive says: exact quotes, scores in [0, 1], at most one piece of a stance for each passage."""
    passages, stored = paragraphs(*(" ".join(sentences) for sentences in paragraphs_of))
    claim = claims_of(line)[-1]
    candidates = [
        Candidate(p, p.locator.start + data.draw(st.integers(0, len(p.text) // 2)), p.locator.end) for p in passages
    ]
    found = find_evidence(claim, candidates, TypedStance(), same_weight)
    for piece in found:
        assert piece.quote == stored[piece.locator.start : piece.locator.end]
        assert 0 <= piece.score <= 1
        assert piece.reasons
        assert piece.checks
        assert piece.claim_id == claim.id
    assert len({e.id for e in found}) == len(found)
    assert len({(e.passage_id, e.stance) for e in found}) == len(found)
    assert sum(e.stance == "related" for e in found) <= 3
    again = find_evidence(claim, candidates[::-1], TypedStance(), same_weight)
    assert again == found, "the order in which search found the passages decides nothing"
