"""SRT and WebVTT subtitles."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model import TimePlace
from loupe.model.errors import FileDamaged
from loupe.reading import ReadingLimits
from loupe.reading.subtitles import read_srt


def places(reading):
    return [p.locator.segments[0].place for p in reading.passages]


def test_times_numbers_and_words(read, said):
    reading = read("1\n00:00:01,500 --> 00:00:04,000\nThe <i>heist</i> of\nthe century.\n\n2\n01:00:00,000 --> 01:00:01,5\n{\\an8}Gone.\n", "f.srt")  # fmt: skip
    assert said(reading) == [("cue", None, "The heist of\nthe century."), ("cue", None, "Gone.")]
    assert places(reading) == [TimePlace(1500, 4000, 1), TimePlace(3_600_000, 3_601_500, 2)]
    assert (reading.format, reading.kind, reading.notes) == ("srt", "film", ())


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        pytest.param("NARRATOR: It was dark.", [("NARRATOR", "It was dark.")], id="capitals"),
        pytest.param("- ANNA: Yes.\n- BOB: No.", [("ANNA", "Yes."), ("BOB", "No.")], id="two with dashes"),
        pytest.param("ANNA: Yes,\nI do.\nBOB: No.", [("ANNA", "Yes,\nI do."), ("BOB", "No.")], id="two without dashes"),
        pytest.param("- Yes.\n- No.", [(None, "Yes."), (None, "No.")], id="two nameless"),
        pytest.param("It was 12:30: late.", [(None, "It was 12:30: late.")], id="a time in words"),
    ],
)
def test_speakers_of_one_cue(read, cue, expected):
    reading = read(f"1\n00:00:01,000 --> 00:00:02,000\n{cue}\n", "f.srt")
    assert [(p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages] == expected
    assert set(places(reading)) == {TimePlace(1000, 2000, 1)}


def test_names_in_small_letters_count_when_they_come_back(read):
    cues = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{who}: Words." for n, who in enumerate(["Notarbartolo", "Peys", "Notarbartolo", "Peys"], 1))  # fmt: skip
    assert [p.speaker for p in read(cues, "f.srt").passages] == ["Notarbartolo", "Peys", "Notarbartolo", "Peys"]


def test_a_sentence_that_runs_on_keeps_its_speaker(read):
    text = "1\n00:00:01,000 --> 00:00:02,000\nNARRATOR: They opened 109\n\n2\n00:00:02,000 --> 00:00:03,000\nof 189 boxes.\n\n3\n00:00:03,000 --> 00:00:04,000\nA dog barks.\n"  # fmt: skip
    assert [p.speaker for p in read(text, "f.srt").passages] == ["NARRATOR", "NARRATOR", None]


def test_voice_tags_of_webvtt(read, said):
    text = (
        "WEBVTT - a film\n\nNOTE\nnot for reading\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0\n"
        "<v.loud Esme Hart>It&#39;s a <c.red>blue</c> apple &amp; pear\n<v Mary>No <00:01.500>way!\n"
    )
    reading = read(text, "f.vtt")
    assert said(reading) == [("cue", "Esme Hart", "It's a blue apple & pear"), ("cue", "Mary", "No way!")]
    assert "Esme" not in reading.text


BAD = """1
00:00:05,000 --> 00:00:03,000
Backward.

2
-00:00:01,000 --> 00:00:02,000
Before zero.

3
Without a time.

4
00:00:0x,000 --> 00:00:09,000
Malformed.

5
00:00:01,000 --> 00:00:08,000
<i></i>

6
00:00:01,500 --> 00:00:08,000
Overlapping.
"""


def test_bad_cues_are_kept_or_named_with_their_lines(read, said):
    reading = read(BAD, "f.srt")
    assert [words for _, _, words in said(reading)] == ["Backward.", "Before zero.", "Overlapping."]
    assert places(reading) == [TimePlace(5000, 3000, 1), TimePlace(-1000, 2000, 2), TimePlace(1500, 8000, 4)]
    assert reading.notes == (
        "Dropped, since their times are missing or malformed: cues at line 9, 12.",
        "Dropped, since they hold no words: cues at line 17.",
        "Kept, though they end before they start: cues at line 2.",
        "Kept, though they begin before zero: cues at line 6.",
        "Cues that begin before the one above them ends: 3, the first at line 6 (-00:00:01).",
    )  # fmt: skip


def test_lost_blank_lines_between_cues(read, said):
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n"
    assert [words for _, _, words in said(read(text, "f.srt"))] == ["One.", "Two."]


def test_a_blank_line_inside_a_cue(read, said):
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\nand a half.\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n"
    assert [words for _, _, words in said(read(text, "f.srt"))] == ["One\nand a half.", "Two."]


@pytest.mark.parametrize("name", ["f.srt", "f.vtt"])
@pytest.mark.parametrize("text", ["1", "some text", "1\n00:00:01,000 --> 00:00:02,000\n\n", "WEBVTT\n\n"])
def test_nothing_left(read, text, name):
    with pytest.raises(FileDamaged, match="no subtitle"):
        read(text, name)


def clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{rest:03d}"


cues = st.lists(
    st.tuples(
        st.integers(0, 20_000_000),
        st.integers(0, 20_000_000),
        st.text(st.sampled_from("abcdefgh éß.,!?"), min_size=1, max_size=40).filter(lambda t: t.strip()),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(cues)
def test_cues_written_are_cues_read(written):
    text = "\n\n".join(f"{n}\n{clock(a)} --> {clock(b)}\n{words}" for n, (a, b, words) in enumerate(written, 1))
    reading = read_srt(text.encode(), "f.srt", ReadingLimits())
    expected = [(a, b, " ".join(words.split())) for a, b, words in written]
    found = []
    for passage in reading.passages:
        place = passage.locator.segments[0].place
        assert isinstance(place, TimePlace)
        found.append((place.start_ms, place.end_ms, reading.text[passage.locator.start : passage.locator.end]))
    assert found == expected
