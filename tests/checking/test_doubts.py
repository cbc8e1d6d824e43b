"""The second reader: what in a line could be false, which of it is an alarm, and what a passage makes of it."""

import time

import pytest
from checking_samples import claims_of, cues, evidence_for, paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.checking.doubts import (
    DOUBT_KINDS,
    doubts_of,
    find_doubts,
    find_quoted,
    hold_quote,
    named_convicted,
    quote_doubts,
    quoted_in,
    sentences_of,
)
from loupe.model import Finding, Locator, Passage, Search, Segment, TimePlace, Verdict


def asked(line, **more):
    return {(d.kind, d.words) for d in find_doubts(line, **more)}


def alarms(line, **more):
    return {(d.kind, d.words) for d in find_doubts(line, **more) if d.alarm}


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        pytest.param("The thieves broke open 109 boxes.", ("number", "109 boxes"), id="a figure"),
        pytest.param("The ferry sank on 12 March 1987.", ("date", "12 March 1987"), id="a date"),
        pytest.param("The shop was rented by Maria Verlinde.", ("name", "Maria Verlinde"), id="a name"),
        pytest.param("They met in Lisbon.", ("place", "Lisbon"), id="a place"),
        pytest.param("The alarm did not ring.", ("negation", "not"), id="a denial"),
        pytest.param("The alarm didn’t ring.", ("negation", "didn’t"), id="a short denial"),
        pytest.param("Most of the boxes were empty.", ("quantifier", "Most"), id="how many"),
        pytest.param("It was the largest theft of all time.", ("superlative", "largest"), id="the largest"),
        pytest.param("Nobody saw them.", ("absolute", "Nobody"), id="no exception"),
        pytest.param("He was convicted in 2005.", ("over-claim", "convicted"), id="a conviction"),
        pytest.param("She did it out of greed.", ("motive", "out of greed"), id="a motive"),
    ],
)
def test_each_kind_of_doubt_has_its_words(line, doubt):
    assert doubt in asked(line)


def test_who_said_so_is_asked():
    assert [d.question for d in find_doubts("Maria Verlinde said that the alarm rang.") if d.kind == "attribution"] == [
        "Did Maria Verlinde say so, and where?"
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Tom Rourke, the thief, left at noon.", "over-claim", id="a name called a thief"),
        pytest.param("Tom Rourke is a swindler.", "over-claim", id="a name that is one"),
        pytest.param("Tom Rourke stole the necklace.", "over-claim", id="a name that did it"),
        pytest.param("Anna Hale was murdered in May.", "over-claim", id="murdered says a court's word"),
        pytest.param("He was jealous of his brother.", "motive", id="a feeling"),
        pytest.param("They burned the papers to hide the truth.", "motive", id="a purpose"),
        pytest.param("She sold the house because she wanted revenge.", "motive", id="because she wanted"),
        pytest.param("It was the first robbery of a bank by boat.", "superlative", id="the first"),
        pytest.param("The guards never looked.", "absolute", id="never"),
    ],
)
def test_more_than_anybody_can_know_is_an_alarm(line, kind):
    assert kind in {k for k, _ in alarms(line)}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Tom Rourke was charged with theft.", id="charged is not guilty"),
        pytest.param("Tom Rourke was accused of having stolen the necklace.", id="accused of having stolen"),
        pytest.param("Police suspected that Tom Rourke stole the necklace.", id="suspected"),
        pytest.param("The thieves broke open 109 boxes.", id="nobody who can be told"),
        pytest.param("The necklace was stolen in May.", id="stolen by nobody"),
        pytest.param("The shop is on the first floor.", id="the first floor"),
        pytest.param("At first the door was shut.", id="at first"),
        pytest.param("He wanted to go home.", id="to go is no purpose"),
        pytest.param("The lamp was used to avoid shadows.", id="used to"),
        pytest.param("Was it the largest theft of all time?", id="a question"),
        pytest.param("It may have been the largest theft of all time.", id="only possible"),
        pytest.param("Maria Verlinde said that it was the largest theft of all time.", id="in somebody's voice"),
    ],
)
def test_what_is_no_more_than_is_known_is_no_alarm(line):
    assert alarms(line) == set()


def test_a_conviction_that_the_work_tells_answers_for_the_name():
    line = "Tom Rourke, the thief, left at noon."
    assert alarms(line, convicted=named_convicted(["In 1990 a court convicted Tom Rourke."])) == set()
    assert alarms(line, convicted=named_convicted(["In 1990 a court acquitted Tom Rourke."])) != set()


def test_a_long_hostile_line_is_read_at_once():
    for piece in ("because he ", "the first ", "was a ", ", the ", "never not ", "“", "of all ", "A b: "):
        began = time.process_time()
        find_doubts(piece * (2000 // len(piece)))
        quoted_in(piece * (2000 // len(piece)))
        assert time.process_time() - began < 1.5, piece


PIECES = ("He ", "was ", "the first ", "thief ", "not ", "109 boxes ", "in Lisbon ", "on 3 May 1999 ", "never ",
          "said ", "\n", "because he wanted ", "Tom Rourke ", ", ", "“we left at noon” ", "murdered ", "all ", ". ",
          "é ")  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_every_doubt_keeps_its_words(text):
    found = find_doubts(text)
    assert [text[d.start : d.end] for d in found] == [d.words for d in found]
    assert all(d.kind in DOUBT_KINDS and d.words and d.question for d in found)
    assert all(bool(d.reason) == d.alarm for d in found)
    quoted = quoted_in(text)
    assert [text[q.start : q.end] for q in quoted] == [q.words for q in quoted]
    assert all(text[slice(*q.speaker_at)] == q.speaker for q in quoted if q.speaker_at)


# --- with the evidence in view ---


def held(line, *texts):
    """The doubts of a line with what the paragraphs hold as its evidence."""
    _, read = next(sentences_of(*cues(line)))
    claims = claims_of(line)
    verdict = Verdict("c", "uncorroborated", 0, 0, "", (), (), Search((), 0, 0, 0), "")
    findings = [Finding(c, evidence_for(line, *texts) if c.checkable else (), verdict) for c in claims]
    return doubts_of(read, findings)


def raised(line, *texts):
    return {(d.kind, d.words) for d in held(line, *texts) if d.evidence_id}


LINE = "On 12 March 1987 the ferry Estrella left Lisbon with 412 passengers for the island of Corvo."


@pytest.mark.parametrize(
    ("was", "now", "doubt"),
    [
        pytest.param("412", "438", ("number", "412 passengers"), id="another figure"),
        pytest.param("12 March", "14 April", ("date", "12 March 1987"), id="another date"),
        pytest.param("Lisbon", "Gdansk", ("name", "Lisbon"), id="another name"),
        pytest.param("left", "never left", ("negation", "left"), id="a denial"),
    ],
)
def test_a_passage_with_one_thing_otherwise_raises_an_alarm(was, now, doubt):
    assert raised(LINE, LINE) == set()
    assert doubt in raised(LINE, LINE.replace(was, now))


def test_no_alarm_where_another_passage_has_what_the_line_has():
    assert raised(LINE, LINE.replace("412", "438"), LINE.replace("left", "sailed from")) == set()


@pytest.mark.parametrize(
    ("line", "passage"),
    [
        pytest.param("The clerk asked for about 200 files.", "The clerk asked for 203 files.", id="rounded"),
        pytest.param("The ferry carried more than 100 people.", "The ferry carried 412 people.", id="more than"),
        pytest.param("The panel was about 30 cm thick.", "The panel was 12 inches thick.", id="another unit"),
        pytest.param(
            "The old mill by the river burned down in May.", "In May the old mill by the river burned down.", id="moved"
        ),
    ],
)  # fmt: skip
def test_the_same_in_other_words_raises_none(line, passage):
    assert raised(line, passage) == set()


def test_more_figures_than_the_passage_gives_are_an_alarm():
    line, passage = "The clerk asked for 203 files a year.", "The clerk asked for about 200 files a year."
    assert ("number", "203 files") in raised(line, passage)


def test_a_passage_that_says_charged_answers_a_line_that_says_convicted():
    line = "Tom Rourke was convicted of stealing the silver necklace."
    (doubt,) = [d for d in held(line, "Tom Rourke was charged with stealing the silver necklace.") if d.alarm]
    assert (doubt.kind, doubt.words) == ("over-claim", "convicted")
    assert doubt.reason == "the line says “convicted”; the passage says only charged"
    assert not [d for d in held(line, "In May Tom Rourke was convicted of stealing the silver necklace.") if d.alarm]


def test_the_first_is_no_alarm_where_a_passage_says_so_too():
    line = "The Estrella was the first ferry with a steel hull on the river."
    assert "superlative" in {
        d.kind for d in held(line, "The Estrella had a steel hull and ran on the river.") if d.alarm
    }
    assert not [d for d in held(line, "The Estrella was the first ferry with a steel hull.") if d.alarm]


# --- quotations ---


def tape(*turns):
    """Turns of a tape, a minute apart: speaker and words."""
    passages, at = [], 0
    for number, (speaker, words) in enumerate(turns):
        place = TimePlace(number * 60_000, number * 60_000 + 60_000, number + 1)
        locator = Locator((Segment(at, at + len(words), place),))
        passages.append(Passage(f"p-{number}", "s-tape", number, "turn", speaker, locator, words))
        at += len(words) + 2
    return passages


TAPE = tape(
    ("CDR", "We have the island in sight and the engine sounds rough."),
    ("CC", "Roger, we copy the island in sight. Do you want the long way home?"),
)


@pytest.mark.parametrize(
    ("line", "found", "speaker", "time"),
    [
        pytest.param("At 00:00:10, CDR said: “We have the island in sight.”", "exact", True, True, id="true"),
        pytest.param(
            "At 00:00:10, CC said: “We have the island in sight.”", "exact", False, True, id="another speaker"
        ),
        pytest.param("At 02:30:10, CDR said: “We have the island in sight.”", "exact", True, False, id="another time"),
        pytest.param("CDR said: “We have the harbour in sight.”", "close", True, None, id="another word"),
        pytest.param("CDR said: “Nobody ever told me about the cargo.”", "absent", None, None, id="never said"),
    ],
)
def test_a_quotation_is_held_against_the_tape(line, found, speaker, time):
    (quoted,) = quoted_in(line)
    outcome = hold_quote(quoted, TAPE)
    assert (outcome.found, outcome.speaker, outcome.time) == (found, speaker, time)


def test_a_misquote_says_where_the_words_part():
    (quoted,) = quoted_in("CDR said: “We have the harbour in sight and the engine sounds rough.”")
    assert hold_quote(quoted, TAPE).differs == ("harbour", "island")


def test_the_doubts_of_a_quotation_stand_at_its_words_in_the_work():
    passages, stored = paragraphs("At noon.", "At 02:30:10, CC said: “We have the island in sight.” Then it rained.")
    (quoted,) = find_quoted(passages, stored)
    doubts = [doubt for doubt, _, _ in quote_doubts(quoted, TAPE, stored)]
    assert [(d.kind, d.words, d.alarm) for d in doubts] == [
        ("quote", "We have the island in sight.", False),
        ("attribution", "CC", True),
        ("date", "02:30:10", True),
    ]
    assert [stored[d.start : d.end] for d in doubts] == [d.words for d in doubts]


def test_of_several_passages_with_the_words_the_one_with_the_speaker_counts():
    again = tape(("CC", "Roger, go ahead please."), ("CDR", "Roger, go ahead please."))
    (quoted,) = quoted_in("CDR said: “Roger, go ahead please.”")
    assert hold_quote(quoted, again).speaker is True


def test_a_line_over_two_cues_has_blanks_for_the_label_between():
    passages, stored = cues(("NARRATOR", "Seven of the nine lifeboats"), ("NARRATOR", "were never lowered."))
    ((start, line),) = sentences_of(passages, stored)
    assert line.split() == "Seven of the nine lifeboats were never lowered.".split()
    assert stored[start : start + len(line)].split() != line.split()
    assert stored[start + line.index("never") :].startswith("never")
