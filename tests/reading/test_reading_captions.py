"""ASS, SBV and TTML subtitles."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import contextlib
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_promises import check

from loupe.model import TimePlace
from loupe.model.errors import FileDamaged, NoText, OverBudget, ReadError
from loupe.model.timecodes import FrameRate
from loupe.reading import ReadingLimits, captions
from loupe.reading.captions import ass_text, read_ass, read_sbv, read_ttml
from loupe.reading.ttmlclock import TtmlClock

FIXTURES = Path(__file__).parents[3] / "shared/bench/parser-fixtures"
fixtures = pytest.mark.skipif(not FIXTURES.exists(), reason="shared/bench/parser-fixtures is not here")
LIMITS = ReadingLimits()


def lines(reading):
    check(reading)
    return [
        (p.locator.segments[0].place.start_ms, p.locator.segments[0].place.end_ms, p.speaker, reading.text[p.locator.start : p.locator.end])
        for p in reading.passages
    ]  # fmt: skip


HEAD = "[Script Info]\nTitle: The Heist\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def ass(*events):
    return read_ass((HEAD + "\n".join(events) + "\n").encode(), "f.ass", LIMITS)


def dialogue(start, end, words, who="", layer=0, style="Default"):
    return f"Dialogue: {layer},{start},{end},{style},{who},0,0,0,,{words}"


def test_ass_times_names_and_words_without_dressing():
    reading = ass(
        dialogue(
            "0:00:01.50", "0:00:04.00", r"{\i1}They opened{\i0} 109\Nof 189 boxes, {\c&H00FF&}all\hnight.", "Anna"
        ),
        dialogue("1:00:00.05", "1:00:01.5", "ANNA: No."),
    )
    assert lines(reading) == [
        (1500, 4000, "Anna", "They opened 109\nof 189 boxes, all night."),
        (3_600_050, 3_601_500, "ANNA", "No."),
    ]
    assert (reading.title, reading.format, reading.kind, reading.notes) == ("The Heist", "ass", "film", ())


def test_ass_lines_are_read_in_order_of_time_and_comments_are_not_read():
    reading = ass(
        dialogue("0:00:05.00", "0:00:06.00", "Second."),
        "Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,Not for the screen.",
        dialogue("0:00:01.00", "0:00:02.00", "First."),
    )
    assert [words for *_, words in lines(reading)] == ["First.", "Second."]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param(r"{\p1}m 0 0 l 100 0 100 100{\p0}Words.", "Words.", id="a drawing before words"),
        pytest.param(r"Words.{\p2\bord0}m 0 0 l 5 5", "Words.", id="a drawing that never ends"),
        pytest.param(r"{\pos(1,2)\fad(3,4)}A{\k20}B{comment}C", "ABC", id="positions, karaoke, remarks"),
        pytest.param(r"one\Ntwo\nthree\hfour", "one\ntwo\nthree four", id="breaks"),
        pytest.param(r"{\{}}x", "}x", id="braces in an override"),
        pytest.param(r"a } lone brace { here", "a } lone brace { here", id="lone braces stay"),
    ],
)
def test_ass_text(written, shown):
    assert ass_text(written) == shown


@given(st.text(alphabet="ab{}\\pN10,", max_size=60))
def test_ass_text_never_grows_and_holds_no_override(text):
    shown = ass_text(text)
    assert len(shown) <= len(text)
    assert "}" not in shown.partition("{")[2]


def test_ass_a_shadow_or_moving_sign_is_read_once_and_a_repeated_word_twice():
    reading = ass(
        dialogue("0:00:01.00", "0:00:02.00", "Gone.", layer=0),
        dialogue("0:00:01.00", "0:00:02.00", "Gone.", layer=1),
        *(dialogue(f"0:00:03.{n:02d}", f"0:00:03.{n + 4:02d}", r"{\pos(1," + str(n) + ")}ANTWERP") for n in range(0, 40, 4)),
        dialogue("0:00:05.00", "0:00:06.00", "No!"),
        dialogue("0:00:06.00", "0:00:07.00", "No!"),
    )  # fmt: skip
    assert [(a, b, words) for a, b, _, words in lines(reading)] == [
        (1000, 2000, "Gone."),
        (3000, 3400, "ANTWERP"),
        (5000, 6000, "No!"),
        (6000, 7000, "No!"),
    ]
    assert reading.notes[0] == "Lines with the same words at the same time were read once: 10 left out."


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        pytest.param("Default", "Hello.", [(None, "Hello.")], id="the name of its style is no name"),
        pytest.param("Anna", "- Yes.\\N- No.", [(None, "Yes."), (None, "No.")], id="two voices cannot both be Anna"),
        pytest.param("Anna", "BOB: No.", [("BOB", "No.")], id="a name before the words is better"),
        pytest.param("12", "Hello.", [(None, "Hello.")], id="a number is no name"),
    ],
)
def test_ass_names(name, words, said):
    reading = ass(dialogue("0:00:01.00", "0:00:02.00", words, name))
    assert [(who, text) for _, _, who, text in lines(reading)] == said


def test_ass_a_bad_line_never_takes_the_rest():
    reading = ass(
        "Dialogue: broken",
        dialogue("0:00:0x.00", "0:00:02.00", "Lost."),
        dialogue("0:00:03.00", "0:00:04.00", r"{\p1}m 0 0{\p0}"),
        dialogue("0:00:05.00", "0:00:06.00", "Kept, with a comma."),
    )
    assert [words for *_, words in lines(reading)] == ["Kept, with a comma."]
    assert reading.notes == (
        "Dropped, since their times are missing or malformed: cues at line 12.",
        "Drawings left out: line 13.",
        "Left out, malformed: line 11.",
    )


def test_ssa_with_fields_in_another_order():
    text = "[Script Info]\n[Events]\nFormat: Marked, Name, Start, End, Text\nDialogue: Marked=0,Bob,0:00:01.00,0:00:02.00,I said, no.\n"
    assert lines(read_ass(text.encode("utf-16"), "f.ssa", LIMITS)) == [(1000, 2000, "Bob", "I said, no.")]


def test_ass_without_dialogue_says_so():
    with pytest.raises(FileDamaged, match="no subtitle"):
        ass("Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,x")
    with pytest.raises(NoText, match="drawings"):
        ass(dialogue("0:00:03.00", "0:00:04.00", r"{\p1}m 0 0{\p0}"))


SBV = "0:00:00.378,0:00:11.378\nANNA: Hello[br]there\n\n0:00:11.5,0:00:12.305\nTwo\n\nthree\n\n0:00:13.f89,0:00:15.489\nLost\n\n0:00:17.484,0:00:16.543\nBOB: Back\n"


def test_sbv_cues_and_what_is_wrong_with_them():
    reading = read_sbv(SBV.encode(), "f.sbv", LIMITS)
    assert lines(reading) == [
        (378, 11_378, "ANNA", "Hello\nthere"),
        (11_500, 12_305, "ANNA", "Two\nthree"),
        (17_484, 16_543, "BOB", "Back"),
    ]
    assert reading.notes == (
        "Dropped, since their times are missing or malformed: cues at line 9.",
        "Left out, since it belongs to no cue: text at line 10.",
        "Read as part of the cue above it, though a blank line is between: text at line 7.",
        "Kept, though they end before they start: cues at line 12.",
    )


def test_more_cues_than_a_film_has_are_refused(monkeypatch):
    monkeypatch.setattr(captions, "MOST_CUES", 2)
    with pytest.raises(OverBudget, match="more than 2 subtitles"):
        read_sbv(b"0:00:01.000,0:00:02.000\nx\n\n" * 3, "f.sbv", LIMITS)


CLOCK = TtmlClock(rate=Fraction(24), parts=2, ticks=Fraction(10_000_000))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        pytest.param("00:00:01.375", Fraction(11, 8), id="clock with a fraction"),
        pytest.param("01:00:02", 3602, id="clock"),
        pytest.param("00:00:01:12", Fraction(3, 2), id="clock with frames"),
        pytest.param("00:00:01:12.1", Fraction(3, 2) + Fraction(1, 48), id="and half a frame"),
        pytest.param("36f", Fraction(3, 2), id="frames"),
        pytest.param("15000000t", Fraction(3, 2), id="ticks"),
        pytest.param("1.5s", Fraction(3, 2), id="seconds"),
        pytest.param("1500ms", Fraction(3, 2), id="milliseconds"),
        pytest.param("0.5m", 30, id="minutes"),
        pytest.param("2h", 7200, id="hours"),
        pytest.param("3:58.640", Fraction(23_864, 100), id="minutes and seconds"),
        pytest.param("19.764", Fraction(19_764, 1000), id="bare seconds"),
        pytest.param("soon", None, id="a word"),
        pytest.param("00:99:00", None, id="too many minutes"),
        pytest.param("-1s", None, id="below zero"),
        pytest.param("99999h", None, id="beyond any film"),
        pytest.param("1.5.5s", None, id="two points"),
    ],
)
def test_time_expressions(written, seconds):
    assert CLOCK.seconds(written) == seconds


def test_time_codes_with_drop_frame():
    clock = TtmlClock(FrameRate(30, ntsc=True, drop=True), Fraction(30_000, 1001), codes=True)
    assert clock.seconds("00:01:00;02") == Fraction(1800 * 1001, 30_000)
    assert clock.seconds("00:01:00;00") is None  # a label that is left out


def ttml(body, attributes="", head=""):
    return read_ttml(
        f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:tts="http://www.w3.org/ns/ttml#styling" {attributes}><head>{head}</head><body>{body}</body></tt>'.encode(),
        "f.ttml", LIMITS,
    )  # fmt: skip


def test_ttml_words_lines_and_names():
    reading = ttml(
        '<div><p begin="1s" end="2s" ttm:agent="a1">It <span tts:color="red">was\n  dark</span>,<br/>very.<metadata><ttm:desc>no</ttm:desc></metadata></p>'
        '<p begin="3s" dur="500ms">BOB: Yes.</p></div>',
        head='<metadata><ttm:title>Vault</ttm:title><ttm:agent type="person" xml:id="a1"><ttm:name type="full">Anna Peys</ttm:name></ttm:agent></metadata>',
    )
    assert lines(reading) == [(1000, 2000, "Anna Peys", "It was dark,\nvery."), (3000, 3500, "BOB", "Yes.")]
    assert (reading.title, reading.notes) == ("Vault", ())


@pytest.mark.parametrize(
    ("body", "times"),
    [
        pytest.param('<div begin="10s"><p begin="1s" end="2s">x</p></div>', [(11_000, 12_000)], id="within its part"),
        pytest.param('<div begin="10s" end="20s"><p>x</p></div>', [(10_000, 20_000)], id="times of its part"),
        pytest.param('<div begin="10s" end="12s"><p begin="1s" end="9s">x</p></div>', [(11_000, 12_000)], id="cut off by its part"),
        pytest.param('<div timeContainer="seq"><p dur="2s">x</p><p dur="3s">y</p></div>', [(0, 2000), (2000, 5000)], id="one after the other"),
        pytest.param('<div><p><span begin="1s" end="2s">x</span><span begin="2s" end="3s">y</span></p></div>', [(1000, 2000), (2000, 3000)], id="times of words alone"),
        pytest.param('<div><p begin="1s" end="3s"><span begin="0s">x</span> <span begin="1s">y</span></p></div>', [(1000, 3000)], id="words that light up"),
        pytest.param('<div><p begin="1s">x</p><p begin="4s" end="5s">y</p></div>', [(1000, 4000), (4000, 5000)], id="without an end"),
        pytest.param('<div><p begin="1s">x</p></div>', [(1000, 9000)], id="without any end"),
        pytest.param('<div begin="10s" end="20s"><p begin="10s" end="12s">x</p><p begin="15s" end="16s">y</p></div>', [(10_000, 12_000), (15_000, 16_000)], id="written as times of the film"),
        pytest.param('<div><p begin="1s" end="9s" dur="2s">x</p></div>', [(1000, 3000)], id="the earlier of end and length"),
    ],
)  # fmt: skip
def test_ttml_nested_times(body, times):
    assert [(a, b) for a, b, *_ in lines(ttml(body))] == times


@pytest.mark.parametrize(
    ("attributes", "begin", "milliseconds"),
    [
        pytest.param('ttp:frameRate="25"', "00:00:01:05", 1200, id="frames at 25"),
        pytest.param('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', "24f", 1001, id="23.976"),
        pytest.param('ttp:frameRate="30" ttp:frameRateMultiplier="1000:1001"', "30f", 1001, id="an older multiplier"),
        pytest.param('ttp:tickRate="1000"', "1500t", 1500, id="ticks"),
        pytest.param('ttp:frameRate="25" ttp:subFrameRate="4"', "100t", 1000, id="ticks are parts of frames"),
        pytest.param("", "3t", 3000, id="ticks are seconds"),
        pytest.param('ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:dropMode="dropNTSC"', "00:01:00:02", 60_060, id="drop-frame"),
        pytest.param('ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', "00:01:00:00", 60_060, id="time code without drop-frame"),
        pytest.param('ttp:frameRate="zero"', "30f", 1000, id="a rate that is none"),
    ],
)  # fmt: skip
def test_ttml_clocks(attributes, begin, milliseconds):
    assert lines(ttml(f'<div><p begin="{begin}" dur="1s">x</p></div>', attributes))[0][0] == milliseconds


def test_ttml_time_codes_of_the_tape_are_said():
    reading = ttml('<div><p begin="10:00:01:00" dur="1s">x</p></div>', 'ttp:timeBase="smpte" ttp:frameRate="25"')
    assert lines(reading)[0][0] == 36_001_000
    assert reading.notes == ("Its times are time codes of the tape, the first at 10:00:01; kept as written.",)


def test_ttml_a_bad_cue_never_takes_the_rest():
    reading = ttml(
        '<div>\n<p begin="soon" end="2s">Lost.</p>\n<p begin="3s" end="4s"> </p>\n<p>No time.</p>\n<p begin="5s" end="6s">Kept.</p>\n</div>'
    )
    assert lines(reading) == [(5000, 6000, None, "Kept.")]
    assert reading.notes == ("Dropped, since their times are missing or malformed: cues at line 2, 4.",)


def test_ttml_cut_off_in_the_middle_gives_what_is_there():
    whole = (
        b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">One</p><p begin="3s" end="4s">Two</p>'
    )
    reading = read_ttml(whole, "f.ttml", LIMITS)
    assert [words for *_, words in lines(reading)] == ["One", "Two"]
    assert reading.notes == ("The file is not valid XML; what could be read of it was read.",)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        pytest.param(b"not xml", FileDamaged, "not valid XML", id="no XML"),
        pytest.param(b"<html><body><p begin='1s'>x</p></body></html>", FileDamaged, "not a TTML", id="other XML"),
        pytest.param(b'<!DOCTYPE tt [<!ENTITY a "aaaa">]><tt><body><div><p begin="1s">&a;</p></div></body></tt>', FileDamaged, "entities", id="entities"),
        pytest.param(b'<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', FileDamaged, "no subtitle", id="empty"),
        pytest.param(b'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:s="http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt"><body><div begin="1s" end="2s" s:backgroundImage="#i"/></body></tt>', NoText, "pictures", id="pictures"),
        pytest.param(b"<tt><body>" + b"<div>" * 5000, FileDamaged, "f.ttml", id="too deep"),
    ],
)  # fmt: skip
def test_ttml_that_cannot_be_read_says_why(data, error, says):
    with pytest.raises(error, match=says):
        read_ttml(data, "f.ttml", LIMITS)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10_000)), min_size=1, max_size=20))
def test_times_in_milliseconds_come_back_as_they_were_written(times):
    body = "".join(f'<p begin="{a}ms" dur="{d}ms">w{n}</p>' for n, (a, d) in enumerate(times))
    assert [(a, b) for a, b, *_ in lines(ttml(f"<div>{body}</div>"))] == [(a, a + d) for a, d in times]
    clock = lambda ms: f"{ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"  # noqa: E731
    sbv = "\n\n".join(f"{clock(a)},{clock(a + d)}\nw{n}" for n, (a, d) in enumerate(times))
    assert [(a, b) for a, b, *_ in lines(read_sbv(sbv.encode(), "f.sbv", LIMITS))] == [(a, a + d) for a, d in times]


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_anything_is_read_or_refused_in_words(data):
    for read, name, head in (
        (read_ass, "f.ass", HEAD.encode()),
        (read_sbv, "f.sbv", b""),
        (read_ttml, "f.ttml", b"<tt>"),
    ):
        try:
            check(read(head + data, name, LIMITS))
        except ReadError as error:
            refused = error
        else:
            continue
        assert refused.hint
        assert str(refused).startswith(name)


@fixtures
def test_odd_files_of_other_programs():
    read = {"ass": read_ass, "sbv": read_sbv, "ttml": read_ttml}
    read_well = 0
    for path in sorted([*(FIXTURES / "pysubs2").iterdir(), *(FIXTURES / "webvtt").glob("*.sbv")]):
        if path.suffix[1:] in read:
            with contextlib.suppress(FileDamaged):
                check(read[path.suffix[1:]](path.read_bytes(), path.name, LIMITS))
                read_well += 1
    assert read_well == 11


@fixtures
@pytest.mark.parametrize("name", ["ttml_example", "ttml_example2", "ttml_example_apple"])
def test_ttml_says_what_another_program_made_of_it(name):
    ours = read_ttml((FIXTURES / f"pysubs2/{name}.ttml").read_bytes(), "f.ttml", LIMITS)
    theirs = read_ass((FIXTURES / f"pysubs2/{name}.ass").read_bytes(), "f.ass", LIMITS)
    assert len(ours.passages) == len(theirs.passages)
    for mine, other in zip(lines(ours), lines(theirs), strict=True):
        assert mine[3] == other[3]
        assert abs(mine[0] - other[0]) <= 10  # ASS counts hundredths
        assert abs(mine[1] - other[1]) <= 10


def test_places_are_numbered_as_the_cues_stand():
    reading = ttml('<div><p begin="1s" end="2s">a</p><p begin="3s" end="4s">b</p></div>')
    assert [p.locator.segments[0].place for p in reading.passages] == [
        TimePlace(1000, 2000, 1),
        TimePlace(3000, 4000, 2),
    ]


def test_chevrons_mark_who_speaks_as_in_american_captions():
    cues = [
        ">> ANNA: They opened",
        "109 of 189 boxes.",
        ">> Did they?",
        "In one night?",
        ">>> BOB: More news.",
        ">> ANNA: Yes.\n>> No.",
    ]
    sbv = "\n\n".join(f"0:00:0{n}.000,0:00:0{n}.900\n{words}" for n, words in enumerate(cues))
    assert [(who, words) for *_, who, words in lines(read_sbv(sbv.encode(), "f.sbv", LIMITS))] == [
        ("ANNA", "They opened"),
        ("ANNA", "109 of 189 boxes."),
        (None, "Did they?"),
        (None, "In one night?"),
        ("BOB", "More news."),
        ("ANNA", "Yes."),
        (None, "No."),
    ]


@pytest.mark.parametrize(
    ("read", "data"),
    [
        pytest.param(read_sbv, "1:1:" + ",1:1:" * 60_000 + " x", id="SBV times without end"),
        pytest.param(read_sbv, "1:1:1.1" + " " * 300_000 + "x", id="SBV spaces"),
        pytest.param(read_ass, "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,," + "{" * 300_000, id="ASS braces"),
        pytest.param(read_ass, "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,," + "{\\p1" * 60_000, id="ASS drawings"),
        pytest.param(read_ttml, "<tt><body><p begin='" + "1" * 300_000 + "s'>x</p></body></tt>", id="TTML digits"),
        pytest.param(read_ttml, "<tt><body><p begin='1s'>" + " " * 300_000 + "<br/>" * 10_000 + "</p></body></tt>", id="TTML spaces"),
    ],
)  # fmt: skip
def test_a_line_that_never_ends_costs_no_time(read, data):
    began = perf_counter()
    with contextlib.suppress(ReadError):
        check(read(data.encode(), "f.x", LIMITS))
    assert perf_counter() - began < 5
