"""What a listener may have invented is told from what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.reading.inventions import DOUBTS, screen
from loupe.reading.transcripts import HeardSegment, HeardWord


def spoken(text, start_ms=0, each_ms=400, confidence=0.9, signed_by=None):
    """A segment whose words follow one another."""
    words, at = [], 0
    for n, word in enumerate(text.split()):
        at = text.index(word, at)
        start = start_ms + n * each_ms
        words.append(HeardWord(at, at + len(word), start, start + each_ms - 20, confidence, signed_by))
        at += len(word)
    return HeardSegment(start_ms, words[-1].end_ms, text, tuple(words))


def doubts(segment, voices=None):
    return screen([segment], voices)[0].doubts


SAID = "The vault was robbed over a single weekend."


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        pytest.param(None, (), id="nobody looked for voices"),
        pytest.param([(0, 4000)], (), id="a voice throughout"),
        pytest.param([(0, 900), (2000, 2900)], (), id="voices with pauses"),
        pytest.param([(60, 1200)], (), id="a voice in its first third"),
        pytest.param([(0, 200)], ("no-voice",), id="a click at its beginning"),
        pytest.param([(10_000, 20_000)], ("no-voice",), id="a voice much later"),
        pytest.param([], ("no-voice",), id="no voice at all"),
    ],
)
def test_words_need_a_voice(voices, expected):
    assert doubts(spoken(SAID), voices) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no no no no no", (), id="a word five times"),
        pytest.param("no no no no no no", ("loop",), id="a word six times"),
        pytest.param("we went home we went home we went home", (), id="three words three times"),
        pytest.param("then we went home we went home we went home we went home at last", ("loop",), id="four times"),
        pytest.param("one two three four five six seven eight nine ten eleven twelve", (), id="a count"),
    ],
)
def test_loops(text, expected):
    assert doubts(spoken(text)) == expected


def test_the_same_line_four_times_is_a_loop_and_another_between_is_none():
    line = "It was very dark there."
    again = [spoken(line, n * 3000) for n in range(4)]
    assert {s.doubts for s in screen(again)} == {("loop",)}
    assert {s.doubts for s in screen([*again[:2], spoken("Who was it?", 6000), *again[2:]])} == {()}
    assert {s.doubts for s in screen([spoken("Yes.", n * 900) for n in range(5)])} == {()}


@pytest.mark.parametrize(
    ("each_ms", "expected"), [pytest.param(160, (), id="a fast speaker"), pytest.param(110, ("too-fast",), id="nobody")]
)
def test_how_fast_people_speak(each_ms, expected):
    assert doubts(spoken(SAID, each_ms=each_ms)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Thanks for watching!", ("stock-phrase",), id="a farewell"),
        pytest.param("Subtitles by the Amara.org community", ("stock-phrase",), id="credits"),
        pytest.param("Untertitel der Amara.org-Community", ("stock-phrase",), id="German credits"),
        pytest.param("Thank you.", (), id="thanks alone, which people say"),
        pytest.param("Thanks for watching the door.", (), id="as a part of a sentence"),
    ],
)
def test_stock_phrases_count_only_as_a_whole(text, expected):
    assert doubts(spoken(text)) == expected


def test_what_the_machine_is_unsure_of():
    assert doubts(spoken(SAID, confidence=0.35)) == ()
    assert doubts(spoken(SAID, confidence=0.25)) == ("unsure",)
    assert doubts(HeardSegment(0, 3000, SAID, log_probability=-1.3)) == ("unsure",)


def test_what_a_person_has_signed_is_in_no_doubt():
    assert doubts(spoken("Thanks for watching!", signed_by="Anna Berg"), []) == ()
    one = spoken("Thanks for watching!", signed_by="Anna Berg")
    assert doubts(HeardSegment(0, 900, one.text, one.words[:2]), []) != ()


spans = st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 3000)), max_size=8).map(
    lambda gaps: [
        (sum(map(sum, gaps[:n])) + gap, sum(map(sum, gaps[:n])) + gap + length) for n, (gap, length) in enumerate(gaps)
    ]
)


@given(st.lists(st.sampled_from([SAID, "Thanks for watching!", "Yes.", "We went home."]), max_size=6), spans)
def test_doubts_stay_once_they_are_there_and_name_known_reasons(texts, voices):
    once = screen([spoken(text, n * 4000) for n, text in enumerate(texts)], voices)
    assert screen(once, voices) == once
    assert screen(once) == once
    assert all(set(segment.doubts) <= set(DOUBTS) for segment in once)
    assert [segment.text for segment in once] == texts


@given(spans, st.integers(0, 20_000), st.integers(1, 6000))
def test_more_voice_never_brings_a_doubt(voices, start, length):
    segment = HeardSegment(start, start + length, "We went home.")
    if "no-voice" not in doubts(segment, voices):
        assert "no-voice" not in doubts(segment, [(0, 40_000)])
    else:
        touched = sum(max(min(b, start + length) - max(a, start), 0) for a, b in voices)
        assert touched < length * 0.25
