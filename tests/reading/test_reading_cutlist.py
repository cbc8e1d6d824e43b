"""Cut lists: from programme time to tape time and back."""

# ruff: noqa: E501 - lists are written out as programs write them

from __future__ import annotations

import json
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model.errors import FileDamaged, UsageError
from loupe.model.timecodes import FrameRate, code_of, code_to_ms, frame_at
from loupe.reading import ReadingLimits
from loupe.reading.cutlist import read_cut_list

PAL = FrameRate(25)
DROP = FrameRate(30, ntsc=True, drop=True)

EDL = """TITLE: The Heist
FCM: NON-DROP FRAME

001  TAPE07   V     C        10:02:00:00 10:02:04:00 01:00:00:00 01:00:04:00
* FROM CLIP NAME: VAULT DOOR
002  BL       V     C        00:00:00:00 00:00:01:00 01:00:04:00 01:00:05:00
003  TAPE09   V     C        11:00:00:00 11:00:00:00 01:00:05:00 01:00:05:00
003  TAPE07   V     D    025 10:05:00:00 10:05:05:00 01:00:05:00 01:00:10:00
* FROM CLIP NAME: STREET
* TO CLIP NAME: COURT
004  AX       AA    C        00:00:10:00 00:00:20:00 01:00:00:00 01:00:10:00
* FROM CLIP NAME: interview_peys.wav
005  TAPE07   V     C        10:02:01:00 10:02:02:00 01:00:10:00 01:00:12:00
M2   TAPE07       012.5                10:02:01:00
006  TAPE08   B     C        09:00:00:00 09:00:01:00 01:00:12:00 01:00:13:00
"""


def edl(text, **settings):
    return read_cut_list(text.encode(), "cut.edl", ReadingLimits(), **settings)


@pytest.fixture
def cut():
    return edl(EDL, rate=PAL)


@pytest.mark.parametrize(
    ("ms", "track", "tape"),
    [
        pytest.param(0, "picture", ("TAPE07", "10:02:00:00"), id="first frame"),
        pytest.param(3960, "picture", ("TAPE07", "10:02:03:24"), id="last frame of a shot"),
        pytest.param(4500, "picture", None, id="black"),
        pytest.param(5000, "picture", ("TAPE07", "10:05:00:00"), id="in a dissolve, what comes in"),
        pytest.param(2000, "sound", ("interview_peys.wav", "00:00:12:00"), id="a file by its name"),
        pytest.param(11_000, "picture", ("TAPE07", "10:02:01:12"), id="at half speed"),
        pytest.param(12_500, "sound", ("TAPE08", "09:00:00:12"), id="picture and sound of one tape"),
        pytest.param(13_000, "picture", None, id="after the end"),
        pytest.param(-1, "picture", None, id="before the beginning"),
    ],
)
def test_from_programme_to_tape(cut, ms, track, tape):
    found = cut.to_tape(ms, track)
    assert (found and (found[0], code_of(frame_at(found[1], PAL), PAL))) == tape


def test_without_a_track_the_picture_goes_first_and_black_is_no_tape(cut):
    assert cut.to_tape(1000) == ("TAPE07", code_to_ms("10:02:01:00", PAL))
    assert cut.to_tape(4500) is None
    assert cut.to_tape(4500, "sound") == ("interview_peys.wav", 14_500)


def test_from_tape_to_programme_finds_every_use(cut):
    assert cut.to_programme("TAPE07", code_to_ms("10:02:01:12", PAL)) == (1480, 10_960)
    assert cut.to_programme("tape07 ", code_to_ms("10:02:00:00", PAL)) == (0,)
    assert cut.to_programme("TAPE09", code_to_ms("11:00:00:10", PAL)) == (5400,)  # the old picture of the dissolve
    assert cut.to_programme("TAPE09", code_to_ms("11:00:02:00", PAL)) == ()
    assert cut.to_programme("TAPE99", 0) == ()


def test_what_the_list_says_of_itself(cut):
    assert (cut.title, cut.rate, cut.starts_at) == ("The Heist", PAL, 3600)
    assert cut.reels == ("TAPE07", "TAPE08", "TAPE09", "interview_peys.wav")
    assert [(e.number, e.clip, e.transition) for e in cut.events if e.number == "003"] == [
        ("003", "STREET", "cut"),
        ("003", "COURT", "dissolve"),
    ]
    assert cut.notes == ()


def test_drop_frame_is_counted_as_it_is_written():
    text = "TITLE: x\nFCM: DROP FRAME\n001  R1 V C 00:59:58;00 01:00:02;00 01:00:58;00 01:01:02;02\n"
    cut = edl(text)
    assert cut.rate == DROP
    assert cut.starts_at == Fraction(3_599_996_4, 10_000)  # 107,892 frames: a day of hours is 86 ms short
    at = code_to_ms("01:01:00;02", DROP) - round(cut.starts_at * 1000)
    assert code_of(frame_at(cut.to_tape(at)[1], DROP), DROP) == "01:00:00;00"
    assert cut.notes == ("The programme is taken to begin at 01:00:00;00, before its first event (01:00:58;00).",)


@pytest.mark.parametrize(
    ("begins", "given", "starts"),
    [
        pytest.param("01:00:00:00", None, "01:00:00:00", id="on the hour"),
        pytest.param("10:00:30:00", None, "10:00:00:00", id="with black before it"),
        pytest.param("00:59:50:00", None, "00:59:50:00", id="with a leader"),
        pytest.param("01:00:30:00", "00:58:00:00", "00:58:00:00", id="as told"),
    ],
)
def test_where_the_programme_begins(begins, given, starts):
    end = begins[:6] + "59" + begins[8:]
    cut = edl(
        f"1 R V C 00:00:00:00 00:00:{int(end[6:8]) - int(begins[6:8]):02d}:00 {begins} {end}", rate=PAL, starts_at=given
    )
    assert code_of(int(cut.starts_at * 25), PAL) == starts


def test_speeds():
    text = (
        "001 R V C 00:00:10:00 00:00:12:00 01:00:00:00 01:00:02:00\nM2 R 000.0 00:00:10:00\n"
        "002 R V C 00:00:20:00 00:00:22:00 01:00:02:00 01:00:04:00\nM2 R -025.0 00:00:20:00\n"
        "003 R V C 00:00:30:00 00:00:34:00 01:00:04:00 01:00:06:00\n"
    )
    cut = edl(text, rate=PAL)
    assert cut.to_tape(1999) == ("R", 10_000)
    assert cut.to_programme("R", 10_020) == (0,)
    assert [code_of(frame_at(cut.to_tape(ms)[1], PAL), PAL) for ms in (2000, 2040, 3960)] == [
        "00:00:21:24",
        "00:00:21:23",
        "00:00:20:00",
    ]
    assert cut.to_programme("R", cut.to_tape(2500)[1]) == (2500,)
    assert cut.to_tape(5000) == ("R", 32_000)
    assert cut.notes == (
        "Events that last longer or shorter than their tape, taken as played faster or slower: 003.",
        "Events that are played backward, taken from the end of their tape's stretch: 002.",
    )


@pytest.mark.parametrize(
    ("text", "settings", "error", "says"),
    [
        pytest.param("TITLE: only\n", {"rate": PAL}, FileDamaged, "no event", id="no event"),
        pytest.param("hello", {}, FileDamaged, "no event", id="no list"),
        pytest.param(EDL, {}, UsageError, "how many frames a second", id="no frame rate"),
        pytest.param(EDL, {"rate": PAL, "starts_at": "noon"}, UsageError, "beginning", id="a wrong beginning"),
        pytest.param(
            "1 R V C 00:00:00:29 00:00:01:29 01:00:00:29 01:00:01:29",
            {"rate": PAL},
            FileDamaged,
            "fit 25",
            id="another frame rate",
        ),
    ],
)
def test_a_bad_list_says_what_is_wrong(text, settings, error, says):
    with pytest.raises(error, match=says) as caught:
        edl(text, **settings)
    assert caught.value.hint


def test_a_bad_event_never_takes_the_rest():
    text = "FRAME RATE: 25\n001 R V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n002 R V C 00:00:00:77 00:00:01:00 01:00:01:00 01:00:02:00\n003 R V C 00:00:xx:00\n"
    cut = edl(text)
    assert len(cut.events) == 1
    assert cut.notes == (
        "Left out, since their time codes do not fit 25 frames a second: line 3.",
        "Left out, since they are no events: line 4.",
    )


spans = st.lists(st.tuples(st.integers(0, 80_000), st.integers(1, 500)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([PAL, DROP, FrameRate(24, ntsc=True), FrameRate(60, ntsc=True)]), spans, st.data())
def test_there_and_back_is_exact_and_so_are_frames(rate, shots, data):
    """Every millisecond of the programme comes back from its tape, and the first of a frame names the frame that is cut in."""
    start = 3600 * rate.nominal - (108 if rate.drop else 0)
    at, rows, places = start, [], []
    for number, (source, length) in enumerate(shots):
        codes = [code_of(n, rate) for n in (source, source + length, at, at + length)]
        rows.append(f"{number:03d}  R{number} V C {' '.join(codes)}")
        places.append((at - start, source, length, f"R{number}"))
        at += length
    cut = edl("\n".join(rows), rate=rate)
    ms = data.draw(st.integers(0, int((at - start) * 1000 / rate.exact) - 1))
    reel, tape = cut.to_tape(ms)
    assert ms in cut.to_programme(reel, tape)
    first, source, length, reel = data.draw(st.sampled_from(places))
    frame = data.draw(st.integers(0, length - 1))
    exact = rate.exact
    begins = -(-(first + frame) * 1000 * exact.denominator // exact.numerator)
    assert (reel, source + frame) == (cut.to_tape(begins)[0], frame_at(cut.to_tape(begins)[1], rate))


def moment(value, rate=25):
    return {"OTIO_SCHEMA": "RationalTime.1", "value": value, "rate": rate}


def span(start, length, rate=25):
    return {"OTIO_SCHEMA": "TimeRange.1", "start_time": moment(start, rate), "duration": moment(length, rate)}


def clip(name, start, length, rate=25, **more):
    return {"OTIO_SCHEMA": "Clip.1", "name": name, "source_range": span(start, length, rate), **more}


def timeline(*tracks, **more):
    rows = [{"OTIO_SCHEMA": "Track.1", "kind": kind, "children": list(children)} for kind, children in tracks]
    return {
        "OTIO_SCHEMA": "Timeline.1",
        "name": "The Heist",
        "tracks": {"OTIO_SCHEMA": "Stack.1", "children": rows},
        **more,
    }


def otio(plain):
    return read_cut_list(json.dumps(plain).encode(), "cut.otio", ReadingLimits())


def test_otio_clips_gaps_and_files():
    media = {
        "OTIO_SCHEMA": "ExternalReference.1",
        "target_url": "file:///rushes/A%20cam/A001.mov",
        "available_range": span(90_000, 500),
    }
    cut = otio(timeline(
        ("Video", [
            clip("a", 90_000, 50, media_reference=media),
            {"OTIO_SCHEMA": "Gap.1", "source_range": span(0, 25)},
            {"OTIO_SCHEMA": "Clip.2", "name": "b", "media_references": {"HQ": media}, "active_media_reference_key": "HQ"},
        ]),
        ("Audio", [clip("talk", 0, 250, metadata={"cmx_3600": {"reel": "TAPE 3"}})]),
        global_start_time=moment(90_000),
    ))  # fmt: skip
    assert (cut.title, cut.rate, cut.starts_at) == ("The Heist", PAL, 3600)
    assert cut.to_tape(1000) == ("A001.mov", 3_601_000)
    assert cut.to_tape(2500, "picture") is None
    assert cut.to_tape(4000, "picture") == ("A001.mov", 3_601_000)
    assert cut.to_tape(2500) == ("TAPE 3", 2500)
    assert cut.to_programme("A001.mov", 3_601_000) == (1000, 4000)


def test_otio_transitions_speeds_and_stacks_in_tracks():
    warp = [{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}]
    inner = {"OTIO_SCHEMA": "Stack.1", "source_range": span(25, 50), "children": [
        {"OTIO_SCHEMA": "Track.1", "kind": "Video", "children": [clip("c", 1000, 50), clip("d", 2000, 50)]}
    ]}  # fmt: skip
    fade = {"OTIO_SCHEMA": "Transition.1", "in_offset": moment(5), "out_offset": moment(10)}
    cut = otio(timeline(("Video", [clip("a", 0, 50), fade, clip("b", 500, 50, effects=warp), inner])))
    assert cut.to_programme("a", 2300) == (2300,)  # goes on for ten frames
    assert cut.to_tape(1800) == ("b", 20_000 - 400)  # is there five frames early, at double speed
    assert cut.to_tape(3000) == ("b", 22_000)
    assert cut.to_tape(4500) == ("c", 41_500)
    assert cut.to_tape(5500) == ("d", 80_500)
    assert cut.to_tape(6000) is None


def test_otio_frozen_frames_and_what_is_not_followed():
    frozen = [{"OTIO_SCHEMA": "FreezeFrame.1", "time_scalar": 0.0}]
    cut = otio(timeline(("Video", [clip("a", 100, 50, effects=frozen), {"OTIO_SCHEMA": "Wobble.1"}])))
    assert cut.to_tape(1999) == ("a", 4000)
    assert cut.to_programme("a", 4000) == (0,)
    assert cut.notes == ("Left out: parts of the kind Wobble.",)


def deep(levels):
    plain = {"OTIO_SCHEMA": "Stack.1", "children": []}
    for _ in range(levels):
        plain = {"OTIO_SCHEMA": "Stack.1", "children": [plain]}
    return plain


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        pytest.param({"a": 1}, "no Timeline", id="other JSON"),
        pytest.param({"OTIO_SCHEMA": "Timeline.1"}, "no tracks", id="no tracks"),
        pytest.param(timeline(("Video", [{"OTIO_SCHEMA": "Clip.1"}])), "how long", id="a clip without a length"),
        pytest.param(timeline(("Video", [clip("a", 0, -5)])), "below zero", id="a length below zero"),
        pytest.param(timeline(("Video", [clip("a", 0, 5, rate=0)])), "frame rate", id="no frame rate"),
        pytest.param(timeline(("Video", [clip("a", "x", 5)])), "no number", id="words for numbers"),
        pytest.param(timeline(("Video", [clip("a", float("nan"), 5)])), "NaN", id="no number at all"),
        pytest.param(timeline(("Video", [7])), "no object", id="a number for a clip"),
        pytest.param({"OTIO_SCHEMA": "Timeline.1", "tracks": {"children": [{"OTIO_SCHEMA": "Track.1", "children": 7}]}}, "no list", id="a number for a list"),
        pytest.param({"OTIO_SCHEMA": "Timeline.1", "tracks": {"children": [deep(40)]}}, "too deep", id="nested too deep"),
        pytest.param(timeline(("Video", [])), "no event|no time", id="empty"),
    ],
)  # fmt: skip
def test_a_bad_timeline_says_what_is_wrong(plain, says):
    with pytest.raises(FileDamaged, match=says) as caught:
        otio(plain)
    assert str(caught.value).startswith("cut.otio")


@pytest.mark.parametrize("data", [b"{", b"{" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"\xff\xfe{\x00"])
def test_broken_json_is_refused_in_words(data):
    with pytest.raises(Exception, match=r"cut\.otio") as caught:
        read_cut_list(data, "cut.otio", ReadingLimits())
    assert caught.value.hint


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* FPS" + " " * 300_000 + "x", id="spaces in a remark"),
        pytest.param("001" + " " * 300_000 + "x", id="spaces in an event"),
        pytest.param("001 " + "R" * 300_000, id="an endless reel"),
        pytest.param("001 R V K" + " " * 300_000 + "x", id="spaces in a key"),
        pytest.param("* FROM CLIP NAME" + " " * 300_000, id="spaces before a name"),
    ],
)
def test_a_line_that_never_ends_costs_no_time(line):
    good = "001 R V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    began = perf_counter()
    assert len(edl(good + line + "\n" + good, rate=PAL).events) == 2
    assert perf_counter() - began < 5
