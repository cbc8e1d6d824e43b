"""A person is not in two places: what excludes what, with distance and time, and no alarm from vague times."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from planted_accounts import PLACES, kilometres
from planted_stays import FROM_2003, HOUR, lives, stay

from loupe.reasoning import whereabouts
from loupe.reasoning.network import Bound, find_conflicts
from loupe.reasoning.orders import MOST_STEPS
from loupe.reasoning.travel import SPEEDS, distance_km, fastest_kmh, travel_seconds
from loupe.reasoning.whereabouts import apart


def statements(found):
    return [conflict.statements for conflict in found.conflicts]


# --- pairs ----------------------------------------------------------------------------------------------------------


def test_a_person_is_not_in_two_places_at_once():
    found = apart([stay("Antwerp", 0, 6, "a"), stay("Turin", 2, 3, "b")])
    assert statements(found) == [("a", "b")]
    (clash,) = found.clashes
    assert (clash.person, clash.statements, clash.kmh) == ("Leonardo", ("a", "b"), 1000)
    assert clash.gap_km == pytest.approx(kilometres("Antwerp", "Turin") - 10)
    assert clash.travel_s == int(3600 * clash.gap_km / 1000)
    # He would have to leave Turin at 3 at the earliest and be in Antwerp by 0.
    assert clash.lacking_s == 3 * HOUR + clash.travel_s


def test_the_way_takes_time_even_when_the_stays_do_not_overlap():
    assert statements(apart([stay("Antwerp", 0, 6, "a"), stay("Vienna", 6.5, 9, "b")])) == [("a", "b")]
    assert statements(apart([stay("Antwerp", 0, 6, "a"), stay("Vienna", 7, 9, "b")])) == []


def test_two_people_can_be_in_two_places():
    assert apart([stay("Antwerp", 0, 6, "a"), stay("Turin", 2, 3, "b", person="Marco")]).conflicts == ()


def test_a_set_can_end_in_these_are_two_men():
    found = apart([stay("Antwerp", 0, 6, "a"), stay("Turin", 2, 3, "b", identities=("same man",))])
    assert statements(found) == [("a", "b", "same man")]
    assert found.clashes[0].identities == ("same man",)


def test_a_city_holds_what_is_within_it():
    lat, _ = PLACES["Antwerp"]
    vault = replace(stay("Antwerp", 2, 3, "b", radius=0.1), place_name="vault", lat=lat + 0.01)
    assert apart([stay("Antwerp", 0, 6, "a", radius=10), vault]).conflicts == ()


def test_places_that_are_nowhere_on_a_map_do_not_exclude_each_other_unless_somebody_says_so():
    both = [stay("in the car", 0, 6, "a"), stay("in the building", 2, 3, "b")]
    assert apart(both).conflicts == ()
    assert statements(apart(both, exclusive=[("in the building", "in the car")])) == [("a", "b")]
    one_after_the_other = [stay("in the car", 0, 2, "a"), stay("in the building", 2, 3, "b")]
    assert apart(one_after_the_other, exclusive=[("in the building", "in the car")]).conflicts == ()


@pytest.mark.parametrize("slack", [3, 12])
def test_vague_times_raise_no_alarm(slack):
    assert apart([stay("Antwerp", 0, 6, "a"), stay("Turin", 2, 3, "b", slack=slack + 3)]).conflicts == ()


def test_open_ends_exclude_nothing_that_fits():
    since = replace(stay("Antwerp", 0, 6, "a"), end_min=None, end_max=None)
    assert apart([since, stay("Turin", 2, 3, "b")]).conflicts == ()
    until = replace(stay("Turin", 2, 3, "b"), start_min=None, start_max=None)
    assert apart([since, until]).conflicts == ()


def test_where_one_order_fits_it_becomes_a_bound_with_both_statements():
    early, late = stay("Antwerp", 0, 6, "a", slack=1), stay("Paris", 6, 9, "b", slack=1)
    found = apart([late, early])
    (order,) = [bound for bound in found.bounds if len(bound.labels) == 2]
    assert (order.before, order.after, order.labels) == (late.starts, early.ends, ("a", "b"))
    assert order.seconds == -int(3600 * float(distance_between("Antwerp", "Paris") - 10) / 1000)
    assert found.conflicts == ()


def test_the_orders_that_follow_meet_the_rest_of_the_network():
    early, late = stay("Antwerp", 0, 6, "a", slack=1), stay("Paris", 6, 9, "b", slack=1)
    left_at_last = Bound(early.ends, "", -(FROM_2003 + 7 * HOUR - 60), ("c",))
    found = apart([early, late])
    assert [c.statements for c in find_conflicts([*found.bounds, left_at_last])] == [("a", "b", "c")]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"start_min": 10, "start_max": 5, "end_max": 20, "end_min": 0}, id="an empty window"),
        pytest.param({"end_min": 3, "end_max": 2, "start_min": 0, "start_max": 2}, id="an end before its earliest"),
        pytest.param({"radius_km": -1.0}, id="a radius below nothing"),
        pytest.param({"radius_km": float("nan")}, id="a radius that is no number"),
    ],
)
def test_a_stay_without_time_or_place_is_refused(changes):
    with pytest.raises(ValueError, match=r"leave no time|no distance"):
        apart([replace(stay("Antwerp", 0, 6, "a"), **changes)])


# --- orders ---------------------------------------------------------------------------------------------------------


def day_trips(hours):
    """Three stays of two hours each, at any time within so many hours, in three cities."""
    stays, bounds = [], []
    for place, label in (("Antwerp", "a"), ("Paris", "b"), ("Turin", "c")):
        whole = stay(place, 0, hours, label)
        whole = replace(whole, start_max=whole.end_max - 2 * HOUR, end_min=whole.start_min + 2 * HOUR)
        stays.append(whole)
        bounds.append(Bound(whole.ends, whole.starts, -2 * HOUR, (label,), "two hours"))
    return stays, bounds


def test_three_stays_that_fit_in_pairs_but_not_together():
    found = apart(*day_trips(6.5))
    assert (statements(found), found.clashes, found.undecided) == ([("a", "b", "c")], (), ())
    assert len(found.choices) == 3
    assert apart(*day_trips(9)).conflicts == ()


def test_whom_the_search_cannot_do_is_named():
    stays, bounds = day_trips(9)
    assert apart(stays, bounds, most_steps=0).undecided == ("Leonardo",)
    assert apart(stays, bounds, most_steps=MOST_STEPS).undecided == ()


def test_a_person_of_too_many_open_pairs_is_named_and_not_searched(monkeypatch):
    monkeypatch.setattr(whereabouts, "MOST_OPEN", 2)
    found = apart(*day_trips(6.5))
    assert (found.undecided, found.choices, found.conflicts) == (("Leonardo",), (), ())


# --- many -----------------------------------------------------------------------------------------------------------


def test_true_lives_raise_no_alarm_and_planted_stays_are_all_found():
    truth = list(lives(1, 20, 15))
    assert apart(truth).conflicts == ()
    planted = []
    for n, true in enumerate(truth[::10]):
        other = "Vienna" if true.place_name != "Vienna" else "London"
        middle = (true.start_max + true.end_min) // 2
        lie = stay(other, 0, 0, f"lie {n}", person=true.person)
        planted.append(replace(lie, start_min=middle, start_max=middle, end_min=middle, end_max=middle))
    found = apart([*truth, *planted])
    assert {label for c in found.conflicts for label in c.statements if label.startswith("lie")} == {
        lie.labels[0] for lie in planted
    }
    assert all(any(label.startswith("lie") for label in c.statements) for c in found.conflicts)


def test_the_order_of_stays_changes_nothing():
    stays = [*lives(2, 3, 8, slack=6), stay("Vienna", 1, 2, "lie", person="p1")]
    answer = repr(apart(stays))
    Random(3).shuffle(stays)
    assert repr(apart([*stays, stays[0]])) == answer


# --- the way --------------------------------------------------------------------------------------------------------


def distance_between(a, b):
    (lat_a, lon_a), (lat_b, lon_b) = PLACES[a], PLACES[b]
    return distance_km(*(np.array(x) for x in (lat_a, lon_a, lat_b, lon_b)))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param((0, 0), (0, 180), np.pi * 6371, id="half way round"),
        pytest.param((90, 0), (-90, 77), np.pi * 6371, id="pole to pole"),
        pytest.param((0, 179.5), (0, -179.5), np.pi * 6371 / 180, id="over the date line"),
        pytest.param((51.2, 4.4), (51.2, 4.4), 0, id="nowhere to go"),
    ],
)
def test_distances_on_the_globe(a, b, expected):
    assert float(distance_km(*(np.array(float(x)) for x in (*a, *b)))) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("year", "km", "kmh"),
    [
        pytest.param(1700, 300, 45, id="horses"),
        pytest.param(1900, 300, 160, id="railways"),
        pytest.param(2003, 100, 250, id="near by"),
        pytest.param(2010, 700, 1000, id="airliners"),
        pytest.param(1990, 5000, 2200, id="Concorde"),
        pytest.param(2010, 5000, 1000, id="after Concorde"),
    ],
)
def test_nobody_went_faster(year, km, kmh):
    second = np.array([(year - 1970) * 31_556_952 + 9e6])
    assert fastest_kmh(np.array([float(km)]), second, second)[0] == kmh


def test_an_uncertain_year_takes_the_fastest_of_its_times():
    first, last = np.array([-1e15]), np.array([1e15])
    assert fastest_kmh(np.array([5000.0]), first, last)[0] == max(speed.kmh for speed in SPEEDS)
    assert travel_seconds(np.array([2200.0 * 2]), first, last)[0] == 2 * HOUR
