"""What can be checked is never lost, and what needs it most comes first."""

import csv
import re
import time
from array import array
from hashlib import sha256
from pathlib import Path

import pytest
from checking_samples import claims_of
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.checking.checkable import (
    Line,
    by_worthiness,
    check_worthiness,
    why_not_checkable,
    worthiness_of_lines,
)
from loupe.checking.checkable.features import READABLE, SLOTS, number_of, pair_slot, readable, words
from loupe.checking.checkable.rules import refusal
from loupe.checking.checkable.scoring import FOLDER, Scorer, card
from loupe.language import read_sentence

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "language" / "checkable.md").read_text("utf-8")


def rows(head):
    """The rows of the manual's table with this heading, as lists of cells."""
    lines = MANUAL[MANUAL.index(head) :].splitlines()[2:]
    table = lines[: next((n for n, line in enumerate(lines) if not line.startswith("|")), None)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def worth(text):
    return check_worthiness(text, read_sentence(text))


def why_not(text):
    return why_not_checkable(text, read_sentence(text), whole=True)


# --- what can be checked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "reason"), rows("| line | not"), ids=lambda cell: cell[:30])
def test_the_manual_says_why_not(line, reason):
    assert why_not(line) == reason


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        pytest.param("We would have lost more jobs than any other country.", "opinion", id="opinion"),
        pytest.param("We import more oil than we export.", "fragment", id="no verb that the rules know"),
    ],
)
def test_the_scorer_overrules_a_rule(line, rule):
    assert rule in refusal(line, read_sentence(line), whole=True)
    assert why_not(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Did 412 passengers drown in 1987?", id="question"),
        pytest.param("Please note that the bank lost £9 million in 2009.", id="request"),
        pytest.param("[The bank lost £9 million in 2009]", id="stage direction"),
        pytest.param("The number of accidents per year –", id="unfinished"),
    ],
)
def test_what_asserts_nothing_is_not_lifted_however_worthy(line):
    assert worth(line) > max(card()["lifted_from"].values())
    assert why_not(line)


def test_the_demo_film_loses_no_checkable_line():
    with (ROOT / "demo" / "gold.csv").open(encoding="utf-8", newline="") as sheet:
        signed = [row for row in csv.DictReader(sheet) if row["verdict"] != "not checkable"]
    lost = [row["words"] for row in signed if why_not_checkable(row["words"], read_sentence(row["words"]), whole=False)]
    assert len(signed) > 50
    assert lost == []


# --- the score ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("higher", "lower"), rows("| this | before"), ids=lambda cell: cell[:30])
def test_the_manual_says_what_comes_first(higher, lower):
    assert worth(higher) > worth(lower)


@pytest.mark.parametrize("other", ["Peter Moss", "Zoë Brandt", "Barack Obama"])
def test_who_is_named_does_not_count(other):
    said = "In 2009 the bank lost £9 million, and {} signed the accounts."
    assert worth(said.format(other)) == worth(said.format("Alice Venn"))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_worthiness_from_0_to_1_that_does_not_change(text):
    reading = read_sentence(text)
    first = check_worthiness(text, reading)
    assert 0 <= first <= 1
    assert check_worthiness(text, reading) == first


def test_a_fresh_scorer_says_what_a_used_one_says():
    table = array("h", (FOLDER / "weights.bin").read_bytes())
    told = card()
    line = "Unemployment fell by half since the war."
    fresh = Scorer(table, told["step"], told["bias"], told["readings"])
    worth("By half the table is warm since then.")
    assert fresh.worthiness(line, read_sentence(line)) == worth(line)


def test_the_places_of_words_are_the_same_everywhere():
    assert (number_of("vault"), number_of("vaul", 1)) == (4281354529, 2297775854)
    assert pair_slot(number_of("the"), number_of("vault")) == 72182


def test_the_card_describes_the_weights():
    data = (FOLDER / "weights.bin").read_bytes()
    told = card()
    assert sha256(data).hexdigest() == told["weights_sha256"]
    assert len(data) == 2 * SLOTS < 2_000_000
    assert tuple(told["readings"]) == READABLE
    assert {row["licence"] for row in told["trained_on"]} == {"CC BY 4.0", "Apache-2.0"}


def test_each_reading_has_its_name():
    text = "The bank lost £9 million in 2009."
    seen = readable(text, words(text), read_sentence(text))
    assert len(seen) == len(READABLE)
    holds = {name for name, value in zip(READABLE, seen, strict=True) if value is True}
    assert {"a figure", "money", "a time"} <= holds
    assert "a question" not in holds


@pytest.mark.parametrize(
    "text",
    ["can you " * 250, "((" * 1000, "a" * 2000, "'" * 2000, "I will " * 280, "1." * 1000, "... -- " * 280],
    ids=lambda text: text[:8],
)
def test_a_hostile_sentence_takes_no_time(text):
    reading = read_sentence("The vault was open.")
    started = time.perf_counter()
    check_worthiness(text, reading)
    refusal(text, reading, whole=True)
    assert time.perf_counter() - started < 1


# --- the order of a work --------------------------------------------------------------------------------------------

N = "NARRATOR"


def test_the_order_keeps_every_claim_and_puts_the_checkable_first():
    claims = claims_of(
        (N, "The sea is calm in summer."),
        (N, "The captain left the bridge."),
        (N, "Did 412 passengers drown in 1987?"),
        (N, "The bank lost £9 million in 2009."),
    )
    ranked = by_worthiness(claims)
    assert sorted(r.claim.ordinal for r in ranked) == [0, 1, 2, 3]
    assert [r.claim.quote[:8] for r in ranked] == ["The bank", "The capt", "Did 412 ", "The sea "]
    assert by_worthiness(tuple(reversed(claims))) == ranked


def _interview(asker):
    talk = [(asker, "Who closed the doors of the ferry?"), ("CAPTAIN", "The bank lost £9 million in 2009.")] * 10
    talk.append((asker, "The bank lost £9 million in 2009."))
    return worthiness_of_lines([Line(text, read_sentence(text), speaker) for speaker, text in talk])


def test_who_interviews_is_counted_down_and_the_narrator_is_not():
    *_, answered, asserted = _interview("REPORTER")
    assert asserted < answered == worth("The bank lost £9 million in 2009.")
    *_, answered, asserted = _interview(N)
    assert asserted == answered


def test_without_speakers_each_line_stands_by_itself():
    texts = ["Who closed the doors?", "The bank lost £9 million in 2009."] * 12
    lines = [Line(text, read_sentence(text)) for text in texts]
    assert worthiness_of_lines(lines) == tuple(worth(text) for text in texts)


def test_the_manual_names_what_is_never_overruled():
    named = re.search(r"A question, (.*?) are never overruled", " ".join(MANUAL.split()))
    assert named
    assert not {"a question", "a request", "a stage direction", "an unfinished sentence"} & set(card()["lifted_from"])
