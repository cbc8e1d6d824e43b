"""Times that are counted from another: what they were counted from, and why some have no place."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.language import find_times
from loupe.language.setting import NamedEvent, Setting
from loupe.language.times import find_timexes
from loupe.model.times import Widths

MONDAY = Setting(published=(datetime(2003, 2, 17), datetime(2003, 2, 18)))
PLACED = [
    # text, first moment, last moment (exclusive), TimeML value
    ("He left yesterday.", "2003-02-16", "2003-02-17", "2003-02-16"),
    ("He left yesterday morning.", "2003-02-16 05:00", "2003-02-16 12:00", "2003-02-16TMO"),
    ("He came the day before yesterday.", "2003-02-15", "2003-02-16", "2003-02-15"),
    ("It was open last night.", "2003-02-16 18:00", "2003-02-17 06:00", "2003-02-16TNI"),
    ("It was open this morning.", "2003-02-17 05:00", "2003-02-17 12:00", "2003-02-17TMO"),
    ("They came on Saturday.", "2003-02-15", "2003-02-16", "2003-02-15"),
    ("They came Saturday night.", "2003-02-15 18:00", "2003-02-16 06:00", "2003-02-15TNI"),
    ("The hearing will begin on Saturday.", "2003-02-22", "2003-02-23", "2003-02-22"),
    ("The hearing is to begin on Saturday.", "2003-02-22", "2003-02-23", "2003-02-22"),
    ("They came last Monday.", "2003-02-10", "2003-02-11", "2003-02-10"),
    ("They met next Monday.", "2003-02-24", "2003-02-25", "2003-02-24"),
    ("He was seen last week.", "2003-02-10", "2003-02-17", "2003-W07"),
    ("He was seen last month.", "2003-01-01", "2003-02-01", "2003-01"),
    ("He was seen last year.", "2002-01-01", "2003-01-01", "2002"),
    ("He was seen last December.", "2002-12-01", "2003-01-01", "2002-12"),
    ("They came in December.", "2002-12-01", "2003-01-01", "2002-12"),
    ("The trial will begin in December.", "2003-12-01", "2004-01-01", "2003-12"),
    ("They moved in last summer.", "2002-06-01", "2002-09-01", "2002-SU"),
    ("He was born on 20 December.", "2002-12-20", "2002-12-21", "2002-12-20"),
    ("They came last weekend.", "2003-02-15", "2003-02-17", "2003-W07-WE"),
    ("They came over the weekend.", "2003-02-15", "2003-02-17", "2003-W07-WE"),
    ("He rented it ten days ago.", "2003-02-07", "2003-02-08", "2003-02-07"),
    ("He rented it two years ago.", "2000-08-18", "2001-08-20", "2001"),
    ("The sales fell in the third quarter.", "2002-07-01", "2002-10-01", "2002-Q3"),
    ("The trial will begin in two weeks.", "2003-02-28", "2003-03-07", "2003-W10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end", "value"), PLACED, ids=[row[0] for row in PLACED])
def test_the_day_of_publication_places_what_is_counted_from_it(text, start, end, value):
    (t,) = find_times(text, MONDAY)
    assert (t.start, t.end, t.timex) == (datetime.fromisoformat(start), datetime.fromisoformat(end), value)
    assert t.frame == "absolute"
    assert t.anchor is not None
    assert t.anchor.kind == "published"
    assert (t.anchor.start, t.anchor.end) == MONDAY.published


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("three days later", "there is no earlier time in the passage to count from"),
        ("yesterday", "it is not known when the text was published"),
        ("last week", "it is not known when the text was published"),
        ("two years ago", "it is not known when the text was published"),
        ("two years before the robbery", "it is not known when that was: “the robbery”"),
        ("the third quarter", "the year is not said"),
        ("the day before the robbery", "it is not known when that was: “the robbery”"),
        ("at Easter", "the year is not said, and the feast moves with it"),
    ],
)
def test_what_cannot_be_placed_says_why(text, reason):
    (t,) = find_times(text)
    assert (t.frame, t.unresolved, t.edtf) == ("unplaced", reason, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("on Saturday", "which week is not said"), ("15 February", "the year is not said")],
)
def test_what_is_known_in_part_says_what_is_missing(text, reason):
    (t,) = find_times(text)
    assert (t.unresolved, t.anchor) == (reason, None)


PREVIOUS = [
    ("On 15 February 2003 the vault was locked. Three days later it was open.", "2003-02-18", "2003-02-19"),
    ("On 15 February 2003 the vault was locked. The next morning it was open.", "2003-02-16 05:00", "2003-02-16 12:00"),
    ("On 15 February 2003 the vault was locked. The following day it was open.", "2003-02-16", "2003-02-17"),
    ("On 15 February 2003 the vault was locked. A week earlier he had left.", "2003-02-05", "2003-02-12"),
    ("On 15 February 2003 the vault was locked. That night they came.", "2003-02-15 18:00", "2003-02-16 06:00"),
    ("On 15 February 2003 the vault was locked. On Monday it was open.", "2003-02-17", "2003-02-18"),
    ("On 15 February 2003 the vault was locked. On 17 February it was open.", "2003-02-17", "2003-02-18"),
    ("On 15 February 2003 the vault was locked. The night before, they ate.", "2003-02-14 18:00", "2003-02-15 06:00"),
    ("On 15 February 2003 the vault was locked. The day before, they ate.", "2003-02-14", "2003-02-15"),
    ("He was sentenced in May 2005. That year he appealed.", "2005-01-01", "2006-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), PREVIOUS, ids=[row[0].split(". ")[1] for row in PREVIOUS])
@pytest.mark.parametrize("published", [None, (datetime(2009, 3, 12), datetime(2009, 3, 13))], ids=["unknown", "2009"])
def test_a_story_goes_on_from_the_time_named_before(text, start, end, published):
    t = find_times(text, Setting(published=published))[-1]
    assert (t.start, t.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert t.anchor.kind == "previous"


def test_the_time_before_the_passage_is_an_anchor_too():
    setting = Setting(previous=(datetime(2003, 2, 15), datetime(2003, 2, 16)))
    (t,) = find_times("Three days later they were gone.", setting)
    assert (t.start, t.anchor.kind, t.anchor.words) == (datetime(2003, 2, 18), "previous", "the time before")


def test_an_event_that_the_case_knows_is_an_anchor():
    robbery = NamedEvent("the robbery", datetime(2003, 2, 15), datetime(2003, 2, 17))
    (t,) = find_times("He rented an office two years before the robbery.", Setting(events=(robbery,)))
    assert t.text == "two years before the robbery"
    assert t.start <= datetime(2001, 2, 15) < t.end
    assert (t.anchor.kind, t.anchor.words) == ("event", "the robbery")


@pytest.mark.parametrize(
    ("text", "start"),
    [("two days before Christmas 2003", "2003-12-23"), ("three days after 15 February 2003", "2003-02-18")],
)
def test_a_date_that_follows_is_an_anchor(text, start):
    (t,) = find_times(text)
    assert (t.text, t.start) == (text, datetime.fromisoformat(start))
    assert t.anchor.kind == "event"


def test_the_seventeenth_is_one_of_the_month_named_before():
    t = find_times("On 15 February 2003 the vault was locked. On the 17th, it was open.")[-1]
    assert (t.text, t.start, t.anchor.kind) == ("17th", datetime(2003, 2, 17), "previous")


def test_a_weekday_beside_a_date_tells_its_year():
    published = (datetime(2009, 3, 12), datetime(2009, 3, 13))
    for text, year in (("They came on Monday, 17 February.", 2003), ("They came on Tuesday, 17 February.", 2009)):
        assert find_times(text, Setting(published=published))[0].start.year == year


@pytest.mark.parametrize(
    ("text", "clock"),
    [("ten minutes before midnight", "23:50"), ("an hour after 10 p.m.", "23:00"), ("5 minutes to midnight", "23:55")],
)
def test_minutes_before_a_clock_time(text, clock):
    (t,) = find_times(text)
    assert (t.text, f"{t.start:%H:%M}", t.frame) == (text, clock, "daily")


def test_the_day_after_an_event_that_took_two_days_may_be_either():
    robbery = NamedEvent("the robbery", datetime(2003, 2, 15), datetime(2003, 2, 17))
    (t,) = find_times("He left the day after the robbery.", Setting(events=(robbery,)))
    assert (t.start, t.end) == (datetime(2003, 2, 16), datetime(2003, 2, 18))


@pytest.mark.parametrize("text", ["Monday and Friday", "on 3 and 17 March 2003", "Monday or Tuesday"])
def test_what_and_joins_is_a_run_only_when_it_is_next_to_each_other(text):
    assert all(t.end - t.start == timedelta(days=1) for t in find_times(text))


def test_several_days_later_is_as_wide_as_the_widths_say():
    text = "On 1 May 2003 he left. Several days later he was back."
    assert find_times(text)[-1].end == datetime(2003, 5, 16)
    assert find_times(text, widths=Widths(several=(3, 7)))[-1].end == datetime(2003, 5, 9)


def test_a_year_ago_after_a_quarter_is_that_quarter():
    text = "Profit rose in the third quarter of 2002 from a year earlier."
    assert [t.timex for t in find_times(text)] == ["2002-Q3", "2001-Q3"]


TIMEXES = [
    ("for 27 months", "DURATION", "P27M"),
    ("for at least 18 months", "DURATION", "P18M"),
    ("two and a half years", "DURATION", "P2Y6M"),
    ("a five-hour hearing", "DURATION", "PT5H"),
    ("a few days", "DURATION", "PXD"),
    ("over the past two months", "DURATION", "P2M"),
    ("every day", "SET", "P1D"),
    ("each July", "SET", "XXXX-07"),
    ("weekly", "SET", "P1W"),
    ("recently", "DATE", "PAST_REF"),
    ("now", "DATE", "PRESENT_REF"),
    ("in the 1990s", "DATE", "199"),
    ("the early hours of 16 February 2003", "TIME", "2003-02-16TNI"),
    ("at 10 p.m. on 15 February 2003", "TIME", "2003-02-15T22:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value"), TIMEXES, ids=[row[0] for row in TIMEXES])
def test_time_expressions_as_timeml_counts_them(text, kind, value):
    (t,) = find_timexes(text)
    assert (t.timex_type, t.timex) == (kind, value)


def test_timeml_leaves_the_preposition_outside():
    (t,) = find_timexes("since 2000")
    assert (t.text, t.timex, t.qualifier) == ("2000", "2000", "since")
    (t,) = find_times("since 2000")
    assert (t.text, t.end.year) == ("since 2000", 9999)


@pytest.mark.parametrize("text", ["He was 58 years old.", "a 12-year-old girl"])
def test_an_age_is_no_length_of_time(text):
    assert find_timexes(text) == ()


HOSTILE = ["1 ", "the ", "May ", "15 to ", "2003-", "second ", "7:30 ", "two hundred ", "a.m. ", "'", "1/2/", "early ",
           "Feb. 15 - ", "the day before ", "three days ", "between 1 and "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_run_of_time_words_takes_no_time(piece):
    before = datetime.now()
    find_timexes(piece * (2000 // len(piece)))
    assert datetime.now() - before < timedelta(seconds=1)


pieces = st.sampled_from(
    "On 15 February 2003 , that night at 10 p.m. the next morning last year two days before Christmas after "
    "the robbery a week later 1939 - 1945 and Monday Tuesday to Q3 the third quarter half past seven yesterday in ago "
    "every few minutes midnight 0001-01-01 9999-12-31 century 99 years 1600 th . week decades".split()
)
settings_ = st.sampled_from(
    [
        Setting(),
        MONDAY,
        Setting(published=(datetime(1, 1, 1), datetime(1, 1, 2))),
        Setting(published=(datetime(9998, 12, 31), datetime(9999, 1, 1))),
        Setting(previous=(datetime(1, 1, 1), datetime(1, 1, 2))),
        Setting(previous=(datetime(9998, 12, 30), datetime(9998, 12, 31)),
                events=(NamedEvent("the robbery", datetime(2003, 2, 15), datetime(2003, 2, 17)),)),
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=12).map(" ".join), settings_)
def test_no_run_of_time_words_breaks_whatever_the_setting(text, setting):
    for t in (*find_times(text, setting), *find_timexes(text, setting)):
        assert text[t.start_at : t.end_at] == t.text
        assert t.start < t.end
        assert (t.edtf is None) == (t.frame != "absolute")
