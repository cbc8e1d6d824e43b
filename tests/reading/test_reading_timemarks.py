"""Time marks in plain transcripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model import TimePlace
from loupe.reading import ReadingLimits
from loupe.reading.text import read_text
from loupe.reading.timemarks import TIME_MARK, TimeMarks


def told(text):
    """Start, end, speaker and words of every passage; None for times where it has a paragraph's place."""
    reading = read_text(text.encode(), "t.txt", ReadingLimits())
    found = []
    for passage in reading.passages:
        place = passage.locator.segments[0].place
        times = (place.start_ms, place.end_ms) if isinstance(place, TimePlace) else None
        found.append((times, passage.speaker, reading.text[passage.locator.start : passage.locator.end]))
    return found


@pytest.mark.parametrize(
    ("first", "second", "start", "later"),
    [
        pytest.param("[00:12:34]", "[00:12:40]", 754_000, 760_000, id="brackets"),
        pytest.param("(00:12)", "(01:00)", 12_000, 60_000, id="minutes and seconds"),
        pytest.param("00:12:34", "00:12:40", 754_000, 760_000, id="without brackets"),
        pytest.param("[00:12:34.5]", "[00:12:40,25]", 754_500, 760_250, id="fractions"),
        pytest.param("[1:02:03]", "[1:02:04]", 3_723_000, 3_724_000, id="one digit of hours"),
        pytest.param("[1h02m03s]", "[1h 2m 4s]", 3_723_000, 3_724_000, id="letters"),
        pytest.param("[2m05s]", "[2m06s]", 125_000, 126_000, id="letters without hours"),
        pytest.param("[100:05]", "[100:09]", 6_005_000, 6_009_000, id="a hundred minutes"),
        pytest.param("[01:30:00:12]", "[01:30:01:00]", 5_400_480, 5_401_000, id="frames, for no day has 30 hours"),
        pytest.param("[00:00:10;15]", "[00:00:11;00]", 10_500, 11_000, id="drop-frame"),
        pytest.param("[00:00:00:04]", "[00:00:01:00]", 4_000, 60_000, id="days as in mission transcripts"),
    ],
)
def test_forms_of_marks(first, second, start, later):
    assert told(f"{first} The door was open.\n\n{second} It was dark.\n") == [
        ((start, later), None, "The door was open."),
        ((later, later), None, "It was dark."),
    ]


def test_a_mark_may_say_when_it_ends():
    text = "[00:00:00.000 --> 00:00:04.200]  The door was open.\n[0:05 - 0:09]  It was dark.\n(0:10 – 0:12) Gone.\n"
    assert told(text) == [
        ((0, 4200), None, "The door was open."),
        ((5000, 9000), None, "It was dark."),
        ((10_000, 12_000), None, "Gone."),
    ]


def test_a_mark_stands_before_a_speaker():
    text = "00:12:34 NARRATOR: The door was open.\n00:12:40 PEYS: It was dark.\n00:12:50 NARRATOR: Gone.\n"
    assert told(text) == [
        ((754_000, 760_000), "NARRATOR", "The door was open."),
        ((760_000, 770_000), "PEYS", "It was dark."),
        ((770_000, 770_000), "NARRATOR", "Gone."),
    ]


def test_many_marks_whose_last_number_stays_below_thirty_count_frames():
    text = "\n".join(f"[10:00:{n:02d}:{n * 3 % 25:02d}] Words number {n}." for n in range(10))
    assert [times[0] for times, _, _ in told(text)][:3] == [36_000_000, 36_001_120, 36_002_240]


TURNS = (
    ("Anna Berg", "0:02", "The door was open."),
    ("Peter Oss", "0:40", "It was dark."),
    ("Anna Berg", "1:05", "Gone."),
)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{}  {}\n{}\n\n", id="name and time"),
        pytest.param("{} ({}):\n{}\n\n", id="in brackets"),
        pytest.param("{} {}\n{}\n", id="without blank lines"),
    ],
)
def test_a_line_with_a_name_and_a_time_is_a_turn(form):
    assert told("".join(form.format(*turn) for turn in TURNS)) == [
        ((2000, 40_000), "Anna Berg", "The door was open."),
        ((40_000, 65_000), "Peter Oss", "It was dark."),
        ((65_000, 65_000), "Anna Berg", "Gone."),
    ]


def test_lines_that_are_only_times_are_marks_where_a_recording_begins():
    text = "0:00\nThe door was open.\n0:07\nIt was dark.\n0:12\nGone.\n"
    assert [times for times, _, _ in told(text)] == [(0, 7000), (7000, 12_000), (12_000, 12_000)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("22:30\nThe car leaves.\n\n23:47\nThe vault opens.\n\n23:59\nGone.\n", id="hours of a night"),
        pytest.param("0:50\nThe car leaves.\n\n0:10\nThe vault opens.\n\n0:30\nGone.\n", id="out of order"),
        pytest.param("0:01\nThe car leaves.\n\n0:10\nThe vault opens.\n", id="only two"),
    ],
)
def test_times_that_are_no_marks_stay_words(text):
    assert all(times is None for times, _, _ in told(text))
    assert " ".join(words for _, _, words in told(text)).split() == text.split()


@given(st.lists(st.integers(0, 86_399), min_size=2, max_size=20))
def test_what_is_written_is_read(seconds):
    marks = TimeMarks()
    for second in seconds:
        match = TIME_MARK.match(f"[{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}] words")
        assert match is not None
        marks.add(match)
    assert [marks.place(n + 1).start_ms for n in range(len(seconds))] == [second * 1000 for second in seconds]
    assert all(marks.place(n + 1).end_ms >= marks.place(n + 1).start_ms for n in range(len(seconds)))
    assert marks.in_order == (seconds == sorted(seconds))
