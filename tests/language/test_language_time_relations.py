"""How two times stand to each other: the better known one is brought down to what is known of the other."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.language import find_times
from loupe.language.setting import Setting
from loupe.model.times import Widths, compare_times, in_tension

RELATIONS = [
    # claimed, found, relation
    ("in 2003", "17 February 2003", "inside"),
    ("17 February 2003", "in 2003", "compatible"),
    ("in 2003", "in 2007", "disjoint"),
    ("February 2003", "15 February 2003", "inside"),
    ("February 2003", "March 2003", "disjoint"),
    ("31 January 2003", "1 February 2003", "disjoint"),
    ("spring 2003", "May 2003", "inside"),
    ("early 2003", "February 2003", "inside"),
    ("early 2003", "December 2003", "disjoint"),
    ("in the 1990s", "1995", "inside"),
    ("in the 1990s", "2003", "disjoint"),
    ("before 2003", "2001", "inside"),
    ("before 2003", "2004", "disjoint"),
    ("after 2003", "2007", "inside"),
    # without a year
    ("in 2007", "March 23", "incomparable"),
    ("March 23", "in 2007", "incomparable"),
    ("16 February", "16 February 2003", "inside"),
    ("16 February 2003", "16 February", "compatible"),
    ("16 February", "17 February 2003", "disjoint"),
    ("December 31", "January 1", "disjoint"),
    ("15 February", "Saturday", "incomparable"),
    # weekends, weekdays, nights
    ("the weekend of 15 February 2003", "Saturday night", "compatible"),
    ("the weekend of 15 February 2003", "Wednesday", "disjoint"),
    ("the weekend of 15 February", "16 February 2003", "inside"),
    ("the weekend of 15 February", "23 February 2003", "disjoint"),
    ("the weekend of 15 February 2003", "18 February 2003", "disjoint"),
    ("Valentine's Day weekend", "16 February 2003", "inside"),
    ("Monday", "17 February 2003", "inside"),
    ("Sunday", "17 February 2003", "disjoint"),
    ("Friday to Sunday", "Saturday", "inside"),
    ("Saturday night", "Sunday", "compatible"),
    ("Saturday night", "Monday", "disjoint"),
    ("Sunday night", "Monday morning", "compatible"),
    ("Monday morning", "8 a.m.", "compatible"),
    ("Monday morning", "8 p.m.", "disjoint"),
    # over midnight
    ("Saturday night", "1 a.m.", "compatible"),
    ("the night of 15 to 16 February", "1 a.m.", "compatible"),
    ("the night of 15 to 16 February", "3 p.m.", "disjoint"),
    ("the night of 15 to 16 February", "16 February", "compatible"),
    ("the night of 15 to 16 February 2003", "16 February 2003", "compatible"),
    ("the night of 31 December", "1 January", "compatible"),
    ("just before midnight", "00:30", "inside"),
    ("around midnight", "23:30", "inside"),
    ("around midnight", "2 a.m.", "disjoint"),
    # clock times
    ("11 p.m.", "23:30", "inside"),
    ("11 p.m.", "1 a.m.", "disjoint"),
    ("7 a.m.", "7 p.m.", "disjoint"),
    ("7:00 a.m.", "7:04 a.m.", "inside"),
    ("7:00 a.m.", "7:30 a.m.", "disjoint"),
    ("15 February 2003", "11 p.m.", "incomparable"),
    # what a range, a season or a night holds
    ("the winter of 2003", "February 2003", "inside"),
    ("the weekend of 15 February", "Saturday night", "compatible"),
    ("the weekend of 15 February", "Wednesday", "disjoint"),
    ("since 2001", "2003", "inside"),
    ("until 2001", "2003", "disjoint"),
    ("on Saturday", "Saturday night", "inside"),
    ("1939-1945", "1940", "inside"),
    ("between 9 and 11 pm", "9:30 pm", "inside"),
    ("from December 30 to January 2", "January 1", "inside"),
    ("before 2003", "spring 2003", "disjoint"),
    ("before 2003", "the weekend of 15 February 2003", "disjoint"),
    ("before 2003", "the winter of 2003", "compatible"),
    ("half past seven", "7:30 pm", "inside"),
    ("three days later", "17 February 2003", "incomparable"),
    # two readings
    ("16/2/2003", "February 16, 2003", "inside"),
    ("2/3/2003", "2 March 2003", "inside"),
    ("2/3/2003", "3 February 2003", "inside"),
    ("2/3/2003", "4 February 2003", "disjoint"),
]


def _first(text):
    return find_times(text)[0]


@pytest.mark.parametrize(("claimed", "found", "relation"), RELATIONS, ids=[f"{a} / {b}" for a, b, _ in RELATIONS])
def test_relation(claimed, found, relation):
    assert compare_times(_first(claimed), _first(found)) == relation


texts = st.sampled_from(sorted({t for row in RELATIONS for t in row[:2] if not t.startswith(("before", "after"))}))


def test_a_place_that_was_guessed_is_not_enough_to_be_apart():
    published = (datetime(2009, 3, 12), datetime(2009, 3, 13))
    (guessed,) = find_times("They came on Saturday.", Setting(published=published))
    assert guessed.anchor.kind == "published"
    assert compare_times(_first("7 March 2009"), guessed) == "inside"
    assert compare_times(_first("15 February 2003"), guessed) == "incomparable"  # a Saturday too
    assert compare_times(_first("17 February 2003"), guessed) == "disjoint"  # a Monday


def test_times_that_meet_only_when_they_are_stretched_are_in_tension():
    assert in_tension(_first("11 p.m."), _first("23:30"))
    assert not in_tension(_first("11 p.m."), _first("1 a.m."))
    assert not in_tension(_first("in 2003"), _first("17 February 2003"))


def test_how_far_a_time_is_stretched_can_be_changed():
    narrow = Widths(pad_hour=timedelta(minutes=10))
    assert compare_times(_first("11 p.m."), _first("23:30")) == "inside"
    assert compare_times(_first("11 p.m."), _first("23:30"), narrow) == "disjoint"


@given(texts, texts)
def test_but_for_inside_the_relation_is_the_same_both_ways(a, b):
    one, other = compare_times(_first(a), _first(b)), compare_times(_first(b), _first(a))
    if {"inside", "compatible"} & {one, other}:
        assert {one, other} <= {"inside", "compatible"}
    else:
        assert one == other


@given(texts.filter(lambda t: t != "three days later"))
def test_a_time_bears_itself_out(text):
    assert compare_times(_first(text), _first(text)) == "inside"
