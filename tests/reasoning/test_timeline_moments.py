"""When a statement says that something was: nothing is dated that does not say when."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_samples import clock, date, span, weekday

from loupe.model.times import Anchor, TimeSpan
from loupe.reasoning.moments import EARLIEST, LATEST, calendar_interval, times_apart, when_of


def length(words="three years"):
    return TimeSpan(EARLIEST, LATEST, "unplaced", "year", None, 0, 5, words, timex_type="DURATION")


def yearly():
    return TimeSpan(datetime(2000, 5, 3), datetime(2000, 5, 4), "yearly", "day", None, 0, 5, "3 May")


@pytest.mark.parametrize(
    ("times", "why"),
    [
        pytest.param((), "no time is said", id="no-time"),
        pytest.param((clock(23, 47),), "“23:47” is said, but not the day", id="a-clock-time-alone"),
        pytest.param((weekday(),), "“Monday” is said, but not the date", id="a-weekday-alone"),
        pytest.param((yearly(),), "“3 May” is said, but not the year", id="a-day-without-a-year"),
        pytest.param((length(),), "no time is said", id="a-length-of-time"),
        pytest.param(
            (span(datetime(2003, 3, 2), datetime(2003, 3, 3), words="2/3/2003", other=(EARLIEST, LATEST)),),
            "“2/3/2003” can be read two ways",
            id="a-date-that-can-be-read-two-ways",
        ),
        pytest.param(
            (date("2003-03-02", unresolved="before what?"),), "“2003-03-02”: before what?", id="an-unresolved-time"
        ),
        pytest.param(
            (date("2003", timex_type="SET", words="every year"),), "no time is said", id="what-comes-back-every-year"
        ),
    ],
)
def test_an_undated_statement_is_never_given_a_date(times, why):
    assert when_of(times) == (None, why)


def test_a_date_keeps_its_precision_and_its_words():
    when, why = when_of((date("1911-08", words="August\n1911"),))
    assert (when.start, when.end, when.precision) == (datetime(1911, 8, 1), datetime(1911, 9, 1), "month")
    assert (when.words, when.edtf, why) == (("August 1911",), "1911-08", "")
    assert when.whole_days
    assert not when.guess


def test_a_clock_time_refines_the_one_day_it_stands_with():
    when, _ = when_of((date("1911-08-21"), clock(7, 20)))
    assert when.start == datetime(1911, 8, 21, 7, 20)
    assert when.precision == "minute"
    assert when.words == ("1911-08-21", "7:20")


def test_a_clock_time_after_midnight_belongs_to_the_end_of_a_night():
    night = span(datetime(1911, 8, 21, 18), datetime(1911, 8, 22, 6), "part", words="that night")
    when, _ = when_of((night, clock(2)))
    assert when.start == datetime(1911, 8, 22, 2)


@pytest.mark.parametrize(
    "times",
    [
        pytest.param((date("1911-08"), clock(7, 20)), id="a-month"),
        pytest.param((date("1911-08-21"), clock(7), clock(9, at=40)), id="two-clock-times"),
        pytest.param((date("1911-08-21"), date("1913-12-10", at=50), clock(7)), id="two-days"),
    ],
)
def test_a_clock_time_refines_nothing_that_leaves_its_day_open(times):
    when, _ = when_of(times)
    assert when.whole_days


def test_times_that_do_not_meet_are_spanned_and_marked():
    when, _ = when_of((date("1911-08-21"), date("1913-12-10", at=50)))
    assert when.several
    assert (when.start, when.end) == (datetime(1911, 8, 21), datetime(1913, 12, 11))


def test_times_that_meet_are_what_both_allow():
    when, _ = when_of((date("1911"), date("1911-08-21", at=30)))
    assert (when.start, when.end, when.several) == (datetime(1911, 8, 21), datetime(1911, 8, 22), False)


def test_a_date_counted_from_another_time_is_a_guess():
    anchor = Anchor("published", "the day of publication", datetime(1911, 8, 23), datetime(1911, 8, 24))
    when, _ = when_of((date("1911-08-21", words="on Monday", anchor=anchor),))
    assert when.guess == "counted from the day of publication"


def test_an_open_time_says_on_which_side_it_is_open():
    since, _ = when_of((span(datetime(1908, 1, 1), LATEST, "year", words="since 1908", edtf="1908-01-01/.."),))
    until, _ = when_of((span(EARLIEST, datetime(1908, 1, 1), "year", words="before 1908"),))
    assert (since.open_start, since.open_end, since.edtf) == (False, True, "1908-01-01/..")
    assert (until.open_start, until.open_end, until.edtf) == (True, False, "../1908-01-01")


def test_vague_times_have_vague_edges():
    about, _ = when_of((span(datetime(1911, 8, 21, 7), datetime(1911, 8, 21, 8), "about", words="about seven"),))
    exact, _ = when_of((date("1911-08-21"),))
    assert about.pad > 0
    assert exact.pad == 0


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        pytest.param((date("1911-08-21"),), (date("1911-08-22"),), True, id="two-days"),
        pytest.param((date("1911-08-21"),), (date("1911"),), False, id="a-day-and-its-year"),
        pytest.param((clock(2),), (clock(23, 47),), True, id="two-clock-times-without-a-day"),
        pytest.param((weekday(),), (date("1911-08-21"),), False, id="a-monday-and-monday"),
        pytest.param((weekday(),), (date("1911-08-22"),), True, id="a-tuesday-is-no-monday"),
        pytest.param((), (date("1911-08-22"),), False, id="nothing-said"),
    ],
)
def test_times_are_apart_only_where_they_cannot_be_the_same(left, right, apart):
    assert times_apart(left, right) is apart
    assert times_apart(right, left) is apart


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        pytest.param("1911", (datetime(1911, 1, 1), datetime(1912, 1, 1)), id="year"),
        pytest.param("1911-12", (datetime(1911, 12, 1), datetime(1912, 1, 1)), id="december"),
        pytest.param("1911-12-31", (datetime(1911, 12, 31), datetime(1912, 1, 1)), id="last-day-of-a-year"),
        pytest.param("1912-02~", (datetime(1912, 2, 1), datetime(1912, 3, 1)), id="about-a-month"),
        pytest.param("1911-12/1912-01", (datetime(1911, 12, 1), datetime(1912, 2, 1)), id="interval"),
        pytest.param("1911-02-30", None, id="no-such-day"),
        pytest.param("1911-13", None, id="no-such-month"),
        pytest.param("0000", None, id="no-such-year"),
        pytest.param("9999", None, id="a-year-that-has-no-next"),
        pytest.param("soon", None, id="a-word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_calendar_intervals(written, interval):
    assert calendar_interval(written) == interval


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(["1911", "1911-08", "1911-08-21", "1913-12", "1914"]), min_size=1, max_size=4))
def test_the_order_of_the_times_does_not_matter_and_the_interval_is_never_empty(written):
    times = [date(w, at=10 * n) for n, w in enumerate(written)]
    when, _ = when_of(times)
    assert when.start < when.end
    assert (when, "") == when_of(list(reversed(times)))
    assert min(t.start for t in times) <= when.start
    assert when.end <= max(t.end for t in times)
    assert when.end - when.start >= timedelta(days=1)
