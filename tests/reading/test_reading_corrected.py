"""A word of a machine transcript is corrected by a person, with a name."""

# ruff: noqa: E501 - whole cases are written out in one line each

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model.corrections import Correction
from loupe.model.errors import NotHeard
from loupe.reading import ReadingLimits
from loupe.reading.corrected import correct_transcript, find_heard
from loupe.reading.heard import read_heard

LIMITS = ReadingLimits()


def transcript(*segments, doubts=()):
    """Segments of words, each word half a second long, as openai-whisper writes them."""
    made, at = [], 0
    for text in segments:
        words = [
            {"word": " " + word, "start": (at + n) / 2, "end": (at + n) / 2 + 0.4, "probability": 0.8}
            for n, word in enumerate(text.split())
        ]
        at += len(words)
        made.append({"start": words[0]["start"], "end": words[-1]["end"], "text": " " + text, "words": words})
    return json.dumps({"segments": made, "language": "en"}).encode()


DATA = transcript("The concierge, Jack Plumptoo, came back", "with his brother. He left at once.")


def correct(was, now, at_ms, data=DATA, who="Anna Berg", why="the book's spelling"):
    start, end = find_heard(data, "film.json", LIMITS, at_ms, was)
    return correct_transcript(data, "film.json", LIMITS, [Correction("s1", start, end, was, now, who, why)])


def said(data):
    reading = read_heard(data, "film.json", LIMITS)
    return [reading.text[p.locator.start : p.locator.end] for p in reading.passages]


def test_a_corrected_word_is_signed_and_carries_no_confidence():
    reading = read_heard(correct("Jack Plumptoo", "Jacques Plompteux", 1000), "film.json", LIMITS)
    first = reading.passages[0].locator
    assert reading.text[first.start : first.end] == "The concierge, Jacques Plompteux, came back with his brother."
    signed = [(reading.text[w.start : w.end], w.place.start_ms, w.place.end_ms) for w in reading.words if w.confidence is None]  # fmt: skip
    assert [word for word, _, _ in signed] == ["Jacques", "Plompteux,"]
    assert (signed[0][1], signed[-1][2]) == (1000, 1900)
    assert reading.passages[0].confidence == 0.8
    assert "Corrected by Anna Berg: 00:00:01 “Jack Plumptoo” is “Jacques Plompteux”." in reading.notes


@pytest.mark.parametrize(
    ("was", "now", "at_ms", "first"),
    [
        pytest.param("Plumptoo", "Plompteux", 1500, "The concierge, Jack Plompteux, came back with his brother.", id="the comma stays"),
        pytest.param("Plumptoo,", "Plompteux", 1500, "The concierge, Jack Plompteux came back with his brother.", id="with its comma"),
        pytest.param("came back with his", "came with his", 2500, "The concierge, Jack Plumptoo, came with his brother.", id="over two segments"),
        pytest.param("brother", "brother-in-law", 4000, "The concierge, Jack Plumptoo, came back with his brother-in-law.", id="longer"),
        pytest.param("concierge, Jack Plumptoo", "concierge", 800, "The concierge, came back with his brother.", id="shorter"),
        pytest.param("The concierge", "", 0, "Jack Plumptoo, came back with his brother.", id="nobody says it"),
        pytest.param("came   back", "went home", 2200, "The concierge, Jack Plumptoo, went home with his brother.", id="blanks do not count"),
    ],
)  # fmt: skip
def test_what_stands_there_afterwards(was, now, at_ms, first):
    assert said(correct(was, now, at_ms)) == [first, "He left at once."]


@pytest.mark.parametrize(
    ("was", "at_ms", "words"),
    [
        pytest.param("Plompteux", 1500, "does not have the words “Plompteux” within three seconds of 00:00:01", id="other words"),
        pytest.param("plumptoo", 1500, "does not have the words", id="other letters"),
        pytest.param("Plumptoo", 60_000, "does not have the words", id="another time"),
        pytest.param("Plump", 1500, "does not have the words", id="part of a word"),
        pytest.param(" . ", 1500, "No words were given", id="no words"),
    ],
)  # fmt: skip
def test_words_that_are_not_exactly_there(was, at_ms, words):
    with pytest.raises(NotHeard, match=words):
        find_heard(DATA, "film.json", LIMITS, at_ms, was)


def test_words_that_are_there_twice_need_more_words():
    data = transcript("No he said no he said nothing")
    with pytest.raises(NotHeard, match="2 times") as caught:
        find_heard(data, "film.json", LIMITS, 1700, "he said")
    assert "more of the words" in caught.value.hint
    assert find_heard(data, "film.json", LIMITS, 1700, "he said nothing") == (2000, 3400)
    assert find_heard(data, "film.json", LIMITS, 2500, "he said") == (2000, 2900)


def test_a_correction_at_a_time_where_the_words_are_not_is_refused():
    wrong = Correction("s1", 0, 400, "Plumptoo", "Plompteux", "Anna Berg")
    with pytest.raises(NotHeard, match="from 00:00:00 to 00:00:00"):
        correct_transcript(DATA, "film.json", LIMITS, [wrong])


def test_a_second_correction_corrects_the_first_and_both_are_told():
    once = correct("Plumptoo", "Plomptoe", 1500)
    twice = correct("Plomptoe", "Plompteux", 1500, data=once, who="Ben Oss")
    assert said(twice)[0].startswith("The concierge, Jack Plompteux, came")
    notes = read_heard(twice, "film.json", LIMITS).notes
    assert any(note.startswith("Corrected by Anna Berg") for note in notes)
    assert any(note.startswith("Corrected by Ben Oss") for note in notes)


def test_the_same_corrections_give_the_same_bytes():
    assert correct("Plumptoo", "Plompteux", 1500) == correct("Plumptoo", "Plompteux", 1500)
    done = correct("Plumptoo", "Plompteux", 1500)
    assert correct_transcript(done, "film.json", LIMITS, []) == done


def test_words_in_doubt_are_evidence_once_a_person_has_signed_each_of_them():
    data = transcript("Thanks for watching.", "The vault was robbed.")
    assert said(data) == ["The vault was robbed."]
    assert said(correct("Thanks for watching.", "Thanks for watching.", 0, data=data)) == [
        "Thanks for watching.", "The vault was robbed.",
    ]  # fmt: skip


def test_segments_without_word_times_are_corrected_in_their_text():
    data = json.dumps([{"start": 1, "end": 3, "text": "Jack Plumptoo left. Plumptoos are many."}]).encode()
    done = correct("Plumptoo", "Plompteux", 2000, data=data)
    assert said(done) == ["Jack Plompteux left. Plumptoos are many."]
    assert said(correct("Jack", "Jacques", 2000, data=done)) == ["Jacques Plompteux left. Plumptoos are many."]


@given(st.lists(st.sampled_from("one two three four five six seven".split()), min_size=1, max_size=12), st.data())
def test_only_the_words_corrected_change(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    was, now = " ".join(words[first : last + 1]), data.draw(st.sampled_from(["", "eight", "eight nine", "ten-eleven"]))
    begin = Correction("s1", first * 500, last * 500 + 400, was, now, "Anna Berg")
    done = json.loads(correct_transcript(transcript(" ".join(words)), "film.json", LIMITS, [begin]))
    expected = [*words[:first], *now.split(), *words[last + 1 :]]
    assert " ".join(s["text"] for s in done["segments"]).split() == expected
    assert [w["word"] for s in done["segments"] for w in s["words"]] == expected
