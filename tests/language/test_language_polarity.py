"""What a sentence negates, what it says there is no trace of, and what it only calls possible."""

import pytest

from loupe.language import read_sentence, stem

NEGATED = [
    # text, words under the negation, words that are not
    ("The alarm was not working.", "working", "alarm"),
    ("Nobody saw the thieves.", "saw thieves", ""),
    ("He couldn't open it.", "open", ""),
    ("He couldn’t open it.", "open", ""),
    ("Neither man was armed.", "armed", ""),
    ("None of the boxes were opened.", "boxes opened", ""),
    ("The diamonds were never recovered.", "recovered", "diamonds"),
    ("He did not open the door, but he took the key.", "open door", "key took"),
    ("The vault was not open and the alarm was on.", "open", "alarm"),
    ("The police found no trace of him.", "trace", "police found"),
    ("He hardly slept.", "slept", ""),
    ("They took the gold, not the cash.", "", "gold took"),
    ("No doubt he took it.", "", "took"),
    ("Not only the gold but the diamonds were stolen.", "", "gold diamonds stolen"),
    ("The thieves opened the door.", "", "thieves opened door"),
    ("Not one box was opened.", "opened", ""),
    ("Not a single box was opened.", "opened", ""),
    ("Not one but two boxes were opened.", "", "opened"),
    ("The door was no longer open.", "open", "door"),
]
ABSENT = [
    ("Police could find no evidence of fraud.", "fraud", ""),
    ("There was no sign of Alessandro.", "alessandro", ""),
    ("Detectives found no trace of a phone in the vault.", "phone", ""),
    ("Police never found any evidence of insurance fraud.", "insurance fraud", "police"),
    ("The story of the phone was a fabrication.", "phone", ""),
    ("The claim that insurers paid is unfounded.", "insurers", ""),
    ("Police found the phone in the vault.", "", "phone vault"),
    ("They left without a trace.", "", "left"),
    ("The evidence was in the car.", "", "car evidence"),
]
HEDGED = [
    "He may have had a key.",
    "Allegedly he had a key.",
    "He reportedly had a key.",
    "He is suspected of having a key.",
    "Perhaps he had a key.",
    "It is not known whether he had a key.",
    "Police believe that he had a key.",
    "Police suspect he had a key.",
    "Peys said that he may have had a key.",
]
PLAIN = ["He had a key.", "He left in May.", "The door was open.", "Police found the key.", "Peys said he had a key."]


def _stems(words):
    return {stem(w) for w in words.split()}


@pytest.mark.parametrize(("text", "inside", "outside"), NEGATED, ids=[row[0] for row in NEGATED])
def test_the_reach_of_a_negation(text, inside, outside):
    negated = read_sentence(text).negated
    assert _stems(inside) <= negated
    assert not _stems(outside) & negated


@pytest.mark.parametrize(("text", "inside", "outside"), ABSENT, ids=[row[0] for row in ABSENT])
def test_what_there_is_no_trace_of(text, inside, outside):
    absent = read_sentence(text).absent
    assert _stems(inside) <= absent
    assert not _stems(outside) & absent


@pytest.mark.parametrize(
    "text",
    ["The thieves failed to open the door.", "He refused to open the door.", "They were unable to open the door."],
)
def test_what_was_only_tried_is_not_said_to_have_happened(text):
    s = read_sentence(text)
    assert s.frames or stem("open") in s.negated


@pytest.mark.parametrize("text", HEDGED)
def test_what_is_only_possible(text):
    assert read_sentence(text).hedged


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_said_plainly(text):
    assert not read_sentence(text).hedged
