"""What other tools open: TimelineJS, Timesketch, iCalendar and the picture, each read back."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model.statements import Statement
from loupe.model.times import Anchor, TimeSpan
from loupe.publish.timeline_files import SKETCH_COLUMNS, render_calendar, render_sketch, render_timelinejs
from loupe.publish.timeline_picture import draw_timeline
from loupe.reasoning.accounts import Release, Telling
from loupe.reasoning.moments import EARLIEST, LATEST, calendar_interval
from loupe.reasoning.timelines import build_timeline

STAMP = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def when(start, end, precision="day", **more):
    return TimeSpan(start, end, "absolute", precision, None, 0, 4, "then", **more)


def day(written, precision="day", **more):
    return when(*calendar_interval(written), precision, **more)


def tell(number, words, *times, teller="Ada Moor", source="s-1", denied=False, quote=None):
    text = quote or words
    said = Statement(
        f"t-{source}-{number}", source, f"p-{number}", number, number + 1, text, (), denied, "asserted", "steal",
        (0, 1), (), None, None, times, (),
    )  # fmt: skip
    release = Release("1932", *calendar_interval("1932"))
    return Telling(said, teller, teller.lower(), True, False, f"Book {source}", release, "page 3", words, "steal")


TOLD = (
    tell(1, "the portrait was taken", day("1911-08-21")),
    tell(2, "the guard was ill", day("1911", "year")),
    tell(3, "a man left at 7:20", when(datetime(1911, 8, 21, 7, 20), datetime(1911, 8, 21, 7, 21), "minute")),
    tell(4, "he had worked there", when(datetime(1908, 1, 1), LATEST, "year")),
    tell(5, "nobody had cleaned it", when(EARLIEST, datetime(1911, 1, 1), "year"), source="s-2"),
    tell(6, "it hung in Florence", day("1913-12-10"), denied=True, source="s-2", teller="Bo Lind"),
    tell(
        7,
        "it was back by Monday",
        day("1914-01-05", anchor=Anchor("published", "the day of publication", EARLIEST, LATEST)),
        source="s-2",
    ),
    tell(8, "a key was missing", source="s-2"),
)
NASTY = (
    tell(1, "=SUM(A1) & <b>bold</b>; a, b", day("1911-08-21"), quote='He said, "a;b\\c"\nand <script>x</script>'),
    tell(2, "Ünïcödé — " + "ß" * 200, day("1911-08-22")),
    tell(3, "@cmd", day("1911-08-23")),
    tell(4, "bell\x07 and \ufffe", day("1911-08-24")),
)


def both(tellings):
    return build_timeline(tellings)


# --- TimelineJS ---

SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"}


@pytest.mark.parametrize("tellings", [pytest.param(TOLD, id="plain"), pytest.param(NASTY, id="nasty")])
def test_timelinejs_has_the_documented_keys_and_no_others(tellings):
    document = json.loads(render_timelinejs(both(tellings), "The <portrait>"))
    assert set(document) == {"title", "events"}
    assert document["title"]["text"]["headline"] == "The &lt;portrait&gt;"
    ids = [slide["unique_id"] for slide in document["events"]]
    assert len(ids) == len(set(ids))
    for slide in document["events"]:
        assert set(slide) <= SLIDE
        assert set(slide["text"]) == {"headline", "text"}
        for name in ("start_date", "end_date"):
            assert set(slide.get(name, {})) <= DATE
            assert all(isinstance(value, int) for value in slide.get(name, {}).values())
        assert "<script" not in slide["text"]["text"]
        assert "<b>" not in slide["text"]["headline"]


def test_timelinejs_ends_whole_days_on_their_last_day_and_leaves_open_ends_open():
    slides = {s["unique_id"]: s for s in json.loads(render_timelinejs(both(TOLD), "x"))["events"]}
    assert slides["t-s-1-1"]["end_date"] == {"year": 1911, "month": 8, "day": 21}
    assert slides["t-s-1-2"]["end_date"] == {"year": 1911, "month": 12, "day": 31}
    assert slides["t-s-1-3"]["start_date"] == {"year": 1911, "month": 8, "day": 21, "hour": 7, "minute": 20}
    assert "end_date" not in slides["t-s-1-4"]
    assert slides["t-s-2-5"]["start_date"] == {"year": 1911, "month": 1, "day": 1}
    assert "(a guess)" in slides["t-s-2-7"]["display_date"]


def test_what_has_no_date_is_in_no_file_and_said_to_be_left_out():
    timeline = both(TOLD)
    slides = json.loads(render_timelinejs(timeline, "x"))
    rows = list(csv.DictReader(io.StringIO(render_sketch(timeline).decode())))
    calendar = unfolded(render_calendar(timeline, "x", STAMP))
    assert len(slides["events"]) == len(rows) == sum(line == "BEGIN:VEVENT" for line in calendar) == 7
    assert "1 more statements have no date" in slides["title"]["text"]["text"]
    assert "t-s-2-8" not in json.dumps(slides)
    assert any(line.startswith("X-WR-CALDESC:1 more statements have no date") for line in calendar)


# --- Timesketch ---


def test_timesketch_rows_have_the_three_columns_it_needs_and_times_that_parse():
    rows = list(csv.DictReader(io.StringIO(render_sketch(both(TOLD)).decode(), newline="")))
    assert tuple(rows[0]) == SKETCH_COLUMNS
    assert SKETCH_COLUMNS[:3] == ("message", "datetime", "timestamp_desc")
    for row in rows:
        assert datetime.fromisoformat(row["datetime"]).tzinfo is not None
        assert row["message"]
        assert row["timestamp_desc"]
    moments = [r["datetime"] for r in rows if r["timestamp_desc"] == "Told to have happened"]
    assert moments == sorted(moments)


def test_no_cell_begins_with_a_sign_that_a_spreadsheet_obeys():
    for row in csv.reader(io.StringIO(render_sketch(both(NASTY)).decode(), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


# --- iCalendar ---


def unfolded(data):
    """The content lines of a calendar, folding undone as RFC 5545 (3.1) says; every rule of it asserted."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    raw = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw)
    lines = []
    for line in raw:
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def events_in(lines):
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    found, event = [], None
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None:
            name, _, value = line.partition(":")
            assert name not in event
            event[name] = value
    return found


def untext(value):
    """A TEXT value without its escapes: RFC 5545, 3.3.11."""
    out, at = "", 0
    while at < len(value):
        assert value[at] not in ";,"
        if value[at] == "\\":
            at += 1
            out += {"n": "\n", "N": "\n"}.get(value[at], value[at])
        else:
            out += value[at]
        at += 1
    return out


def test_a_calendar_has_whole_days_as_dates_that_end_on_the_next_and_finer_times_without_a_zone():
    events = events_in(unfolded(render_calendar(both(TOLD), "x", STAMP)))
    by_words = {untext(e["SUMMARY"]): e for e in events}
    portrait = by_words["Ada Moor: the portrait was taken"]
    assert portrait["DTSTART;VALUE=DATE"] == "19110821"
    assert portrait["DTEND;VALUE=DATE"] == "19110822"
    assert by_words["Ada Moor: a man left at 7:20"]["DTSTART"] == "19110821T072000"
    assert by_words["Ada Moor: he had worked there"]["DTEND;VALUE=DATE"] == "19080102"
    assert by_words["Ada Moor: nobody had cleaned it"]["DTSTART;VALUE=DATE"] == "19101231"
    assert by_words["Ada Moor: it was back by Monday"]["STATUS"] == "TENTATIVE"
    for event in events:
        assert event["DTSTAMP"] == "20260304T050607Z"
        assert event["UID"].endswith("@loupe")
    assert len({e["UID"] for e in events}) == len(events)


def test_a_calendar_gives_back_every_sign_of_a_text():
    events = events_in(unfolded(render_calendar(both(NASTY), "x", STAMP)))
    assert untext(events[0]["SUMMARY"]) == "Ada Moor: =SUM(A1) & <b>bold</b>; a, b"
    assert '“He said, "a;b\\c" and <script>x</script>”' in untext(events[0]["DESCRIPTION"])
    assert untext(events[1]["SUMMARY"]) == "Ada Moor: Ünïcödé — " + "ß" * 200


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_words_make_a_sound_calendar_and_a_well_formed_picture(words):
    timeline = both([tell(1, words, day("1911-08-21"), quote=words or "x")])
    (event,) = events_in(unfolded(render_calendar(timeline, words, STAMP)))
    untext(event["SUMMARY"])
    ET.fromstring(draw_timeline(timeline, words))


# --- the picture ---


@pytest.mark.parametrize("tellings", [pytest.param(TOLD, id="plain"), pytest.param(NASTY, id="nasty")])
def test_the_picture_is_well_formed_with_title_and_description(tellings):
    root = ET.fromstring(draw_timeline(both(tellings), "The <portrait>"))
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "The <portrait>"
    assert "accounts, one lane each" in root.find(f"{SVG}desc").text
    assert root.get("role") == "img"


def texts(root):
    return [t.text or "" for t in root.iter(f"{SVG}text")]


def test_the_picture_says_in_words_what_each_sign_means_and_draws_nothing_undated():
    root = ET.fromstring(draw_timeline(both(TOLD), "x"))
    words = texts(root)
    for sign in ("told", "said not to have happened", "vague edge", "open on this side", "nobody covers it"):
        assert sign in words
    assert "a key was missing" in words
    bars = [g.find(f"{SVG}title").text for g in root.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
    assert len(bars) == 7
    assert not any("a key was missing" in bar for bar in bars)
    assert all("page 3" in bar for bar in bars)


def test_bars_lie_in_the_order_of_time_and_inside_the_picture():
    root = ET.fromstring(draw_timeline(both(TOLD), "x"))
    width = float(root.get("viewBox").split()[2])
    places = {}
    for group in root.iter(f"{SVG}g"):
        bar = group.find(f"{SVG}rect")
        if bar is not None:
            places[group.find(f"{SVG}title").text.split(" (")[0]] = float(bar.get("x")), float(bar.get("width"))
    assert places["the portrait was taken"][0] < places["it hung in Florence"][0] < places["it was back by Monday"][0]
    assert all(x > 0 and x + w < width for x, w in places.values())


def test_nothing_told_draws_an_empty_picture():
    root = ET.fromstring(draw_timeline(both([]), "x"))
    assert "0 accounts" in root.find(f"{SVG}desc").text


@settings(deadline=None, max_examples=15)
@given(st.permutations(TOLD))
def test_permuted_input_gives_the_same_bytes(tellings):
    a, b = both(tellings), both(TOLD)
    assert render_timelinejs(a, "x") == render_timelinejs(b, "x")
    assert render_sketch(a) == render_sketch(b)
    assert render_calendar(a, "x", STAMP) == render_calendar(b, "x", STAMP)
    assert draw_timeline(a, "x") == draw_timeline(b, "x")
