"""Dates and clock times: what interval the words allow, how much of the date is known, and how fine it is."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import find_times
from loupe.language.setting import Setting
from loupe.language.times import edtf_of, find_timexes

DAYS = [
    # text, first day, last day, precision, EDTF
    ("on 15 February 2003", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
    ("on February 15, 2003", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
    ("Saturday, 15 February 2003", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
    ("the 15th of February 2003", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
    ("Sept 11, 2001", "2001-09-11", "2001-09-11", "day", "2001-09-11"),
    ("2003-02-16", "2003-02-16", "2003-02-16", "day", "2003-02-16"),
    ("16/2/2003", "2003-02-16", "2003-02-16", "day", "2003-02-16"),
    ("02/16/2003", "2003-02-16", "2003-02-16", "day", "2003-02-16"),
    ("15.2.2003", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
    ("Christmas Eve 2002", "2002-12-24", "2002-12-24", "day", "2002-12-24"),
    ("between 1 and 3 March 2003", "2003-03-01", "2003-03-03", "day", "2003-03-01/2003-03-03"),
    ("March 1 to April 2, 2003", "2003-03-01", "2003-04-02", "day", "2003-03-01/2003-04-02"),
    ("the weekend of 15-16 February 2003", "2003-02-15", "2003-02-16", "weekend", "2003-02-15/2003-02-16"),
    ("the weekend of 15 February 2003", "2003-02-15", "2003-02-16", "weekend", "2003-02-15/2003-02-16"),
    ("March 2003", "2003-03-01", "2003-03-31", "month", "2003-03"),
    ("late March 2003", "2003-03-21", "2003-03-31", "day", "2003-03-21/2003-03-31"),
    ("early March 2003", "2003-03-01", "2003-03-10", "day", "2003-03-01/2003-03-10"),
    ("mid-March 2003", "2003-03-11", "2003-03-20", "day", "2003-03-11/2003-03-20"),
    ("in 2007", "2007-01-01", "2007-12-31", "year", "2007"),
    ("early 2003", "2003-01-01", "2003-04-30", "year", None),
    ("mid-2003", "2003-05-01", "2003-08-31", "year", None),
    ("late 2003", "2003-09-01", "2003-12-31", "year", None),
    ("in the 1990s", "1990-01-01", "1999-12-31", "year", "199X"),
    ("the late 1990s", "1996-01-01", "1999-12-31", "year", "1996-01-01/1999-12-31"),
    ("spring 2003", "2003-03-01", "2003-05-31", "season", "2003-03-01/2003-05-31"),
    ("the summer of 2003", "2003-06-01", "2003-08-31", "season", "2003-06-01/2003-08-31"),
    ("in the early 2000s", "2000-01-01", "2003-12-31", "year", None),
    ("Valentine's Day 2003", "2003-02-14", "2003-02-14", "day", "2003-02-14"),
    ("Easter 2003", "2003-04-20", "2003-04-20", "day", "2003-04-20"),
    ("Thanksgiving 2003", "2003-11-27", "2003-11-27", "day", "2003-11-27"),
    ("1939-1945", "1939-01-01", "1945-12-31", "year", "1939-01-01/1945-12-31"),
    ("from 1939 to 1945", "1939-01-01", "1945-12-31", "year", None),
    ("between 1939 and 1945", "1939-01-01", "1945-12-31", "year", None),
    ("January to March 2003", "2003-01-01", "2003-03-31", "month", None),
    ("the third quarter of 2003", "2003-07-01", "2003-09-30", "month", None),
    ("the first half of 2003", "2003-01-01", "2003-06-30", "month", None),
    ("the week of 17 February 2003", "2003-02-17", "2003-02-23", "week", None),
    ("the 20th century", "1901-01-01", "2000-12-31", "year", None),
    ("in nineteen ninety-nine", "1999-01-01", "1999-12-31", "year", "1999"),
    ("in two thousand and three", "2003-01-01", "2003-12-31", "year", "2003"),
    ("on the twenty-third of March 2003", "2003-03-23", "2003-03-23", "day", "2003-03-23"),
    ("2003/02/15", "2003-02-15", "2003-02-15", "day", "2003-02-15"),
]
YEARLESS = [
    ("March 23", "03-23", "03-23", "day"),
    ("Feb. 15", "02-15", "02-15", "day"),
    ("15 and 16 February", "02-15", "02-16", "day"),
    ("the first of March", "03-01", "03-01", "day"),
    ("29 February", "02-29", "02-29", "day"),
    ("in March", "03-01", "03-31", "month"),
    ("Valentine's Day", "02-14", "02-14", "day"),
    ("the weekend of 15 February", "02-14", "02-16", "weekend"),
]
HOURS = [
    # text, frame, start, end, precision
    ("Saturday night", "weekly", "2001-01-06 18:00", "2001-01-07 06:00", "part"),
    ("Monday morning", "weekly", "2001-01-01 05:00", "2001-01-01 12:00", "part"),
    ("on Saturday", "weekly", "2001-01-06 00:00", "2001-01-07 00:00", "day"),
    ("Friday to Sunday", "weekly", "2001-01-05 00:00", "2001-01-08 00:00", "day"),
    ("from Saturday to Monday", "weekly", "2001-01-06 00:00", "2001-01-09 00:00", "day"),
    ("the night of 15 to 16 February", "yearly", "2000-02-15 18:00", "2000-02-16 06:00", "part"),
    ("the night of February 15-16, 2003", "absolute", "2003-02-15 18:00", "2003-02-16 06:00", "part"),
    ("the morning of 17 February", "yearly", "2000-02-17 05:00", "2000-02-17 12:00", "part"),
    ("11 p.m.", "daily", "2001-01-01 23:00", "2001-01-01 23:01", "hour"),
    ("11pm", "daily", "2001-01-01 23:00", "2001-01-01 23:01", "hour"),
    ("at 11:30 pm", "daily", "2001-01-01 23:30", "2001-01-01 23:31", "minute"),
    ("23:30", "daily", "2001-01-01 23:30", "2001-01-01 23:31", "minute"),
    ("12 a.m.", "daily", "2001-01-01 00:00", "2001-01-01 00:01", "hour"),
    ("12 p.m.", "daily", "2001-01-01 12:00", "2001-01-01 12:01", "hour"),
    ("noon", "daily", "2001-01-01 12:00", "2001-01-01 12:01", "minute"),
    ("at midnight", "daily", "2001-01-01 00:00", "2001-01-01 00:01", "minute"),
    ("shortly after midnight", "daily", "2001-01-01 00:00", "2001-01-01 02:00", "about"),
    ("just before midnight", "daily", "2000-12-31 22:00", "2001-01-01 00:00", "about"),
    ("about 5 am", "daily", "2001-01-01 05:00", "2001-01-01 05:01", "about"),
    ("seven in the morning", "daily", "2001-01-01 07:00", "2001-01-01 07:01", "hour"),
    ("quarter to eight in the evening", "daily", "2001-01-01 19:45", "2001-01-01 19:46", "minute"),
    ("between 9 and 11 pm", "daily", "2001-01-01 21:00", "2001-01-01 23:00", "minute"),
    ("at 12 noon", "daily", "2001-01-01 12:00", "2001-01-01 12:01", "minute"),
    ("4 a.m. on Saturday", "weekly", "2001-01-06 04:00", "2001-01-06 04:01", "hour"),
    ("half past seven on Saturday evening", "weekly", "2001-01-06 19:30", "2001-01-06 19:31", "minute"),
    ("Saturday, 15 February 2003, at 11 pm", "absolute", "2003-02-15 23:00", "2003-02-15 23:01", "hour"),
    ("half past seven in the evening", "daily", "2001-01-01 19:30", "2001-01-01 19:31", "minute"),
]  # fmt: skip
NOTHING = [
    "at seven", "the 15th", "weekends", "the march went on", "You may go.", "He may 5 times have left.",
    "They march 3 miles a day.", "2,003 boxes", "2003 boxes were opened", "two thousand and three people came",
    "at 1999 Main Street", "31 of 45 boxes", "the 99th floor", "page 1999", "case no. 2003/45", "Case 1997",
    "The Sun reported it.", "Sun Microsystems", "the Sunday Times", "Theresa May left", "a second man", "in a second",
    "version 7.30", "a 7.30 ratio", "ISO 1998-2", "Boeing 737-800", "$ 2003", "24/7", "he began to fall",
    "spring a leak", "calm in summer", "for 27 months", "every day", "recently", "",
]  # fmt: skip


def one(text):
    found = find_times(text)
    assert len(found) == 1, [t.text for t in found]
    return found[0]


def first(row):
    return row[0]


@pytest.mark.parametrize(("text", "start", "last", "precision", "edtf"), DAYS, ids=map(first, DAYS))
def test_dates_with_their_year(text, start, last, precision, edtf):
    t = one(text)
    assert (t.frame, t.precision) == ("absolute", precision)
    assert (edtf_of(t.start, t.end, "day")) == (start if start == last else f"{start}/{last}")
    if edtf is not None:
        assert t.edtf == edtf


@pytest.mark.parametrize(("text", "start", "last", "precision"), YEARLESS, ids=map(first, YEARLESS))
def test_dates_without_a_year_are_kept_apart_from_those_with_one(text, start, last, precision):
    t = one(text)
    assert (t.frame, t.precision, t.edtf) == ("yearly", precision, None)
    days = edtf_of(t.start, t.end, "day")
    assert days == (f"2000-{start}" if start == last else f"2000-{start}/2000-{last}")


@pytest.mark.parametrize(("text", "frame", "start", "end", "precision"), HOURS, ids=map(first, HOURS))
def test_weekdays_parts_of_days_and_clock_times(text, frame, start, end, precision):
    t = one(text)
    assert (t.frame, t.precision) == (frame, precision)
    assert (t.start, t.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_time(text):
    assert find_times(text) == ()


def test_a_date_that_may_be_read_two_ways_keeps_both():
    t = one("on 2/3/2003")
    assert t.start == datetime(2003, 3, 2)
    assert t.other == (datetime(2003, 2, 3), datetime(2003, 2, 4))
    assert one("on 16/2/2003").other is None
    assert one("on 3/3/2003").other is None


def test_how_a_country_writes_its_dates_settles_them():
    for day_first, month in ((True, 3), (False, 2)):
        (t,) = find_times("on 2/3/2003", Setting(day_first=day_first))
        assert (t.start.month, t.other) == (month, None)


def test_half_past_seven_may_be_in_the_morning_or_in_the_evening():
    t = one("at half past seven")
    assert (t.start, t.other[0]) == (datetime(2001, 1, 1, 7, 30), datetime(2001, 1, 1, 19, 30))
    assert t.unresolved == "morning or evening is not said"


def test_the_full_stop_of_the_sentence_is_not_part_of_the_date():
    assert one("It was 17 February.").text == "17 February"


def test_a_day_that_is_not_in_the_calendar_is_no_day():
    assert [t.precision for t in find_times("on 31 February 2003")] == ["month"]


def test_several_times_are_read_in_order_and_do_not_overlap():
    text = "On 15 February 2003 the vault was locked at 7 p.m.; on Monday morning, 17 February, it was open."
    assert [t.text for t in find_times(text)] == ["15 February 2003", "7 p.m.", "Monday morning, 17 February"]


parts = st.sampled_from(
    "the weekend of night morning 15 16 31 February Feb. March May 2003 1999 2/3/2003 Saturday Monday to - and at 11 "
    "p.m. 23:30 half past seven quarter midnight early late mid- 1990s before since after spring winter Valentine's "
    "Day , . in".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(parts, max_size=10).map(" ".join) | st.text(max_size=40))
def test_whatever_the_words_the_spans_are_theirs_and_in_order(text):
    found = find_times(text)
    for t in (*found, *find_timexes(text)):
        assert text[t.start_at : t.end_at] == t.text
        assert t.text.strip()
        assert t.start < t.end
        assert (t.edtf is None) == (t.frame != "absolute")
        assert t.frame == "absolute" or t.unresolved or t.frame == "daily"
    assert all(a.end_at <= b.start_at for a, b in pairwise(found))


def test_just_before_midnight_ends_the_day_that_is_named():
    (t,) = find_times("Peys left shortly before midnight on 31 December 2003.")
    assert (t.start, t.end) == (datetime(2003, 12, 31, 22), datetime(2004, 1, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Turn to the next paragraph of your report, 4.5.53, please.", [], id="a numbered paragraph"),
        pytest.param("Section 3.1.98 sets out the rules.", [], id="a numbered section"),
        pytest.param("It was signed on 4.5.53 in Rome.", ["4.5.53"], id="a dotted date"),
        pytest.param("the 1500 men aboard sang", [], id="men are counted"),
        pytest.param("read 23 2013 164 012 up 276", [], id="a row of figures"),
        pytest.param("In 2001 14 boxes came.", ["2001"], id="a year before a count"),
    ],
)
def test_figures_that_number_or_count_are_no_dates(text, expected):
    assert [t.text for t in find_times(text)] == expected
