"""The script page and the order of open claims, from values alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_script_context import LINES, claim, context, evidence, finding

from loupe.publish.public import quote_window
from loupe.review import review_of
from loupe.store import Decision
from loupe.views.riskiest import adverse, riskiest
from loupe.views.script_page import script_page
from loupe.views.shapes import shaped
from loupe.views.signing import text_hash


def taken(*acts):
    return tuple(
        Decision(n, "s-work", kind, fields, "Anna", f"2026-01-01T00:00:{n:02d}", "")
        for n, (kind, fields) in enumerate(acts, 1)
    )


def verdict(of, label, basis="now"):
    return ("verdict", {"claim": of, "label": label, "proposed": "contested", "basis": basis})


def signed(line, sha256=None):
    return ("signed", {"passage": line.id, "text_sha256": sha256 or text_hash(line), "on": True})


ONE = finding(claim("c-1", 0, 23, TEXT := "They took 109 boxes and"), "contested",
              evidence("e-1", "c-1", "s-paper", "supports", "109"))  # fmt: skip
TWO = finding(claim("c-2", 37, 54, "They wore gloves."), "uncorroborated")


def page(*acts, lines=LINES, part=1):
    return script_page(context(ONE, TWO, lines=lines), review_of(taken(*acts)), lines, lambda _: "now", part)


def missing(of):
    return {row.kind: row.number for row in of.checklist}


def test_what_is_missing_is_counted_until_nothing_is():
    assert missing(page()) == {"check": 0, "undecided": 2, "changed": 0, "disagree": 0, "adverse": 0, "unsigned": 2,
                               "machine": 0, "private": 0, "unproved": 0}  # fmt: skip
    done = page(verdict("c-1", "contested"), verdict("c-2", "uncorroborated"), signed(LINES[0]), signed(LINES[2]),
                ("public", {"source": "s-paper", "on": True}))  # fmt: skip
    assert done.ready
    assert (done.public, done.signed, done.to_sign, done.decided) == (2, 2, 2, 2)


def test_unsure_is_not_decided():
    assert missing(page(verdict("c-1", "unsure")))["undecided"] == 2


def test_a_verdict_on_other_evidence_is_missing_and_would_not_be_published():
    now = page(verdict("c-1", "contested", basis="then"), signed(LINES[0]))
    assert (missing(now)["changed"], now.public) == (1, 0)


def test_a_verdict_given_for_other_words_is_missing_and_would_not_be_published():
    now = page(
        verdict("c-1", "contested"), ("text", {"claim": "c-1", "text": "Its door was of cheese."}), signed(LINES[0])
    )
    assert (missing(now)["changed"], now.lines[0].open, now.public) == (1, 1, 0)
    assert now.lines[0].claims[0].reworded


def test_a_line_signed_with_other_words_is_open_again():
    now = page(verdict("c-1", "contested"), signed(LINES[0], "0" * 64))
    assert (now.lines[0].signed_by, now.public) == ("", 0)
    assert now.lines[0].reopened == "the words of the line have changed since Anna signed it"
    assert page(signed(LINES[0])).lines[0].signed_by == "Anna"


LONG = finding(claim("c-9", 5, 35, "took 109 boxes and\nleft by car"), "contested")
"""A claim that begins in line 1 and runs on into line 2."""


def over_two_lines(*acts):
    return script_page(context(LONG, lines=LINES), review_of(taken(*acts)), LINES, lambda _: "now")


def test_a_line_is_open_as_long_as_a_claim_that_runs_on_into_it_is():
    now = over_two_lines(verdict("c-9", "unsure"))
    assert [line.open for line in now.lines] == [1, 1, 0]
    assert [claim.head.number for claim in now.lines[1].continues] == ["1.1"]
    assert (now.to_sign, missing(now)["unsigned"]) == (2, 2)
    assert [line.open for line in over_two_lines(verdict("c-9", "contested")).lines] == [0, 0, 0]


def test_every_line_that_a_merged_claim_runs_over_waits_for_the_one_that_it_stands_with():
    other = finding(claim("c-2", 37, 54, "They wore gloves."), "uncorroborated")
    review = review_of(taken(("merge", {"claim": "c-9", "into": "c-2"})))
    script, bases = shaped(context(LONG, other, lines=LINES), review, {"c-9": "a", "c-2": "now"})
    now = script_page(script, review, LINES, bases.__getitem__)
    assert [[one.head.number for one in line.also] for line in now.lines] == [["3.1"], ["3.1"], []]
    assert [line.waits for line in now.lines] == ["3.1 is not decided"] * 3
    assert all(line.to_sign for line in now.lines)


def decided_cards(stance):
    card = {"claim": "c-1", "passage": "p-e-1", "start": 0, "end": 5, "quote": "words", "stance": stance}
    return page(verdict("c-1", "contested"), ("card", card)).lines[0]


def test_a_line_says_why_it_cannot_be_signed_yet():
    assert page().lines[0].waits == "1.1 is not decided"
    assert page(verdict("c-1", "unsure")).lines[0].waits == "1.1 is left open"
    assert page(verdict("c-1", "contested", basis="then")).lines[0].waits == "1.1 was decided on other evidence"
    assert decided_cards("irrelevant").waits == "1.1 has a verdict that its cards do not bear out"
    assert page(verdict("c-1", "contested")).lines[0].waits == decided_cards("contradicts").waits == ""


def test_a_claim_counts_its_cards_as_they_were_decided():
    assert page().lines[0].claims[0].why == context(ONE).claims[0].why
    counted = "As the cards were decided: Of independent origins, none supports it and 1 contradicts it."
    assert decided_cards("contradicts").claims[0].why == counted


@pytest.mark.parametrize(
    ("lines", "leave"),
    [pytest.param((0,), 0, id="the second not signed"), pytest.param((0, 1), 1, id="both signed")],
)
def test_a_claim_leaves_only_with_every_line_that_its_words_stand_in(lines, leave):
    now = over_two_lines(verdict("c-9", "contested"), *(signed(LINES[n]) for n in lines))
    assert now.public == leave


def test_a_line_whose_claim_wants_another_look_is_open():
    assert page(verdict("c-1", "contested", basis="then")).lines[0].open == 1


def test_words_that_a_machine_made_are_to_be_signed():
    heard = [replace(LINES[0]), replace(LINES[1], read_by="speech"), LINES[2]]
    assert missing(page(lines=heard))["machine"] == 1
    assert missing(page(signed(heard[1]), lines=heard))["machine"] == 0


def test_a_part_that_is_not_there_is_the_nearest():
    assert page(part=9).part == 1
    assert [line.number for line in page(part=9).lines] == [1, 2, 3]


def test_an_answer_is_a_note_that_says_so_and_leaves():
    accused = finding(replace(claim("c-1", 0, 23, TEXT), text="Ana Bauer stole 109 boxes"), "contested")

    def unanswered(*notes):
        acts = [("note", {"claim": "c-1", "text": text, "private": private}) for text, private in notes]
        now = script_page(context(accused), review_of(taken(*acts)), LINES, lambda _: "now")
        return [one.words for row in now.checklist if row.kind == "adverse" for one in row.named]

    assert unanswered() == unanswered(("Ask her.", False)) == ["1.1 Ana Bauer stole 109 boxes"]
    [private] = unanswered(("Answer: she denies it.", True))
    assert private.endswith("its answer is a private note, which never leaves: write it as a public one")
    assert unanswered(("Answer: she denies it.", True), ("answer: she denies it.", False)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Leonardo Notarbartolo was convicted in 2005.", True, id="a step of a case, and a name"),
        pytest.param("He stole the diamonds.", True, id="guilt, and he"),
        pytest.param("A man named Alessandro ordered the theft.", True, id="named"),
        pytest.param("The thieves opened 109 boxes.", False, id="nobody who can be told"),
        pytest.param("Leonardo Notarbartolo rented an office.", False, id="no crime"),
    ],
)
def test_what_is_adverse(text, found):
    assert adverse(text) is found


def test_the_riskiest_come_first():
    def made(name, label, at, text, supporting=0):
        return finding(replace(claim(name, *at), text=text), label, counts=(supporting, 0))

    script = context(
        made("c-1", "corroborated", (0, 4, "They"), "It was so.", 2),
        made("c-2", "contested", (5, 9, "took"), "It was so."),
        made("c-3", "contradicted", (24, 28, "left"), "It was so."),
        made("c-4", "uncorroborated", (37, 41, "They"), "It was so.", 1),
        made("c-5", "uncorroborated", (42, 46, "wore"), "He stole it.", 1),
    )
    order = [one.id for one in riskiest("s-work", script.claims, review_of(()))]
    assert order == ["c-3", "c-2", "c-5", "c-4", "c-1"]
    starred = review_of(taken(("star", {"claim": "c-4", "on": True}), verdict("c-3", "contradicted")))
    assert [one.id for one in riskiest("s-work", script.claims, starred)] == ["c-2", "c-5", "c-4", "c-1"]


@given(st.text(alphabet="ab 1\n", max_size=900), st.text(alphabet="ab 1", max_size=40))
def test_a_cut_quote_is_short_whole_words_and_verbatim(quote, words):
    start, end = quote_window(quote, words)
    assert 0 <= start <= end <= len(quote)
    assert end - start <= 300
    assert (end - start == len(quote)) == (len(quote) <= 300)


def test_a_cut_quote_stands_around_what_the_claim_speaks_of():
    quote = "Nothing of weight stands here. " * 20 + "Detectives counted 123 boxes." + " And nothing follows here." * 20
    start, end = quote_window(quote, "The thieves opened 123 boxes.")
    assert "Detectives counted 123 boxes." in quote[start:end]
