"""The whole case: what to doubt so that nothing excludes anything, journeys in no known order, widths in words."""

from dataclasses import replace

import pytest
from impossible_samples import ANTWERP, ROME, figure, independent, moment, sets_of, sighting, stay, strength, time

from loupe.model.times import DEFAULT_WIDTHS, Widths
from loupe.reasoning.impossible import Lapse, find_impossible

DAY = 86400
ATHENS, OSLO, LISBON, HELSINKI = (37.98, 23.73, 20.0), (59.91, 10.75, 15.0), (38.72, -9.14, 15.0), (60.17, 24.94, 15.0)


def widths_of(facts, widths=DEFAULT_WIDTHS):
    return [s.width for g in find_impossible(facts, independent(facts), widths).groups for s in g.sets]


# --- what to doubt --------------------------------------------------------------------------------------------------


def test_of_two_words_against_each_other_either_may_be_doubted():
    facts = [figure("a", "9 boxes"), figure("b", "7 boxes")]
    found = find_impossible(facts, independent(facts)).doubted
    assert (len(found.statements), found.certain, found.proven) == (1, (), True)


def test_two_against_one_leave_no_choice():
    facts = [figure("a", "9 boxes"), figure("b", "9 boxes"), figure("c", "7 boxes")]
    found = find_impossible(facts, independent(facts)).doubted
    assert (found.statements, found.certain) == (("c",), ("c",))


def test_for_each_thing_put_forward_there_is_a_way_to_keep_it():
    facts = [figure(by, words) for by, words in zip("abc", ("7 boxes", "8 boxes", "9 boxes"), strict=True)]
    (group,) = find_impossible(facts, independent(facts)).groups
    assert group.repairs == (("a", "b"), ("a", "c"), ("b", "c"))
    assert group.proven


def test_a_tension_need_not_be_doubted_where_there_is_a_conflict():
    facts = [figure("a", "100 boxes"), figure("b", "150 boxes"), figure("c", "about 112 boxes")]
    (group,) = find_impossible(facts, independent(facts)).groups
    assert ("a", "c") in [s.statements for s in group.sets if s.strength == "tension"]
    assert not any(set(repair) == {"a", "c"} for repair in group.repairs[:1])
    hard = [set(s.statements) for s in group.sets if s.strength == "conflict"]
    assert all(set(repair) & s for repair in group.repairs for s in hard)


def test_what_is_left_after_doubting_is_looked_through_once_more():
    dates = [moment(f"m{n}", f"3 May 19{n:02}", event="the robbery") for n in range(60, 99, 3)]
    lapse = Lapse("l", "ten years before", "the lease", "the robbery", -3650 * DAY, -3650 * DAY)
    facts = [*dates, lapse, moment("h", "3 May 1940", event="the lease")]
    found = find_impossible(facts, independent(facts))
    doubted = set(found.doubted.statements)
    assert [s for s, how in sets_of([f for f in facts if f.by not in doubted]) if how == "conflict"] == []


# --- journeys -------------------------------------------------------------------------------------------------------


def tour(*cities):
    """Seen in all these cities within four hours, nobody knows when in them."""
    when = time("3 May 1999")
    when = replace(when, end=when.start.replace(hour=4), precision="day")
    return [replace(sighting(f"s{n}", name, where, "3 May 1999"), time=when) for n, (name, where) in enumerate(cities)]


def test_three_cities_in_a_morning_are_one_too_many():
    facts = tour(("Antwerp", ANTWERP), ("Rome", ROME), ("Athens", ATHENS), ("Oslo", OSLO), ("Lisbon", LISBON))
    found = find_impossible(facts, independent(facts))
    assert found.groups
    for group in found.groups:
        for one in group.sets:
            assert one.strength == "conflict"
            assert one.unless == "these are two people"
            rest = [f for f in facts if f.by in one.statements]
            assert sets_of(rest) == [(one.statements, "conflict")]
            for left_out in one.statements:
                assert sets_of([f for f in rest if f.by != left_out]) == []
    assert max(len(s.statements) for g in found.groups for s in g.sets) > 2


def test_a_tour_with_time_enough_is_no_conflict():
    facts = tour(("Antwerp", ANTWERP), ("Rome", ROME), ("Athens", ATHENS))
    longer = [replace(f, time=replace(f.time, end=f.time.start.replace(hour=23))) for f in facts]
    assert sets_of(longer) == []


def test_the_order_of_sightings_changes_nothing():
    facts = tour(("Antwerp", ANTWERP), ("Rome", ROME), ("Helsinki", HELSINKI), ("Lisbon", LISBON))
    assert repr(find_impossible(facts[::-1], independent(facts))) == repr(find_impossible(facts, independent(facts)))


# --- widths ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([moment("a", "3 May 1912"), moment("b", "5 June 1912")], "", id="days are as wide as they are"),
        pytest.param(
            [moment("a", "3 May 1912 at about 3 am"), moment("b", "5 June 1912")],
            "“3 May 1912 at about 3 am” give or take 1 h (pad_about)", id="about",
        ),
        pytest.param(
            [moment("a", "in the evening of 3 May 1912"), moment("b", "5 June 1912")],
            "“evening of 3 May 1912” is 17:00 to 00:00 (evening), give or take 1 h (pad_part)", id="a part of the day",
        ),
        pytest.param(
            [figure("a", "about 50 boxes"), figure("b", "90 boxes")], "“about 50 boxes” may miss by 10%", id="a count"
        ),
    ],
)  # fmt: skip
def test_the_widths_behind_a_set_are_told(facts, expected):
    assert widths_of(facts) == [expected]


def test_a_wider_table_turns_a_conflict_into_a_tension_and_says_so():
    facts = [moment("a", "3 May 1912 at about 1 am"), moment("b", "3 May 1912 at about 4 am")]
    assert strength(*facts) == "conflict"
    wide = Widths(pad_about=DEFAULT_WIDTHS.pad_about * 4)
    (group,) = find_impossible(facts, independent(facts), wide).groups
    assert group.strength == "tension"
    assert "give or take 4 h (pad_about)" in group.sets[0].width


def test_a_night_is_told_where_it_made_two_stays_one():
    night = time("the night of 3 May 1999")
    facts = [
        stay("a", "vehicle", "in a van", throughout=True, time=night),
        stay("b", "inside", "in the bank", time=night),
    ]
    assert widths_of(facts) == ["“night of 3 May 1999” is 18:00 to 06:00 (night), give or take 1 h (pad_part)"]
