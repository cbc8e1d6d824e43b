"""When a moment can have been, and which chain of bounds forbids anything earlier or later."""

import math

import pytest
from planted_accounts import account, later, window
from small_networks import among, can_be, distances, labels_of, small_network

from loupe.reasoning.network import ORIGIN, BackgroundImpossible, Bound, Impossible, Window, Windows, find_conflicts


def test_a_moment_lies_between_what_came_before_and_what_came_after():
    arrived, left = Bound("arrived", ORIGIN, -60, ("a",)), Bound(ORIGIN, "left", 500, ("b",))
    opened = [later("arrived", "opened", 30, "c"), later("opened", "left", 100, "d")]
    found = Windows([arrived, left, *opened]).of("opened")
    assert found == Window("opened", 90, 400, (opened[0], arrived), (left, opened[1]))


def test_what_nothing_ties_to_the_origin_is_open():
    windows = Windows([later("m", "n", 5, "a")])
    assert windows.of("m") == Window("m", None, None, (), ())
    assert windows.of("unheard of") == Window("unheard of", None, None, (), ())
    assert windows.moments() == ("m", "n")


def test_a_repair_makes_windows_of_what_had_none():
    bounds = [*window("theft", 100, 10, 0.5, "a"), *window("theft", 200, 10, 0.5, "b")]
    with pytest.raises(Impossible, match="a, b"):
        Windows(bounds)
    assert (Windows(bounds, without={"b"}).of("theft").earliest, Windows(bounds, without=["a"]).of("theft").latest) == (
        95,
        205,
    )


def test_an_impossible_background_has_no_windows():
    with pytest.raises(BackgroundImpossible):
        Windows([Bound("m", "m", -1, ())])


def test_windows_are_the_shortest_distances():
    seen = 0
    for seed in range(200):
        bounds = small_network(seed, high=20)
        doubted = {label for conflict in find_conflicts(bounds) for label in conflict.statements}
        bounds = among(bounds, set(labels_of(bounds)) - doubted)
        assert can_be(bounds)
        windows, far = Windows(bounds), distances(bounds)
        for moment in windows.moments():
            found = windows.of(moment)
            later_by, earlier_by = far[ORIGIN, moment], far[moment, ORIGIN]
            assert found.latest == (None if math.isinf(later_by) else later_by), seed
            assert found.earliest == (None if math.isinf(earlier_by) else -earlier_by), seed
            assert sum(bound.seconds for bound in found.not_later) == (found.latest or 0), seed
            assert sum(bound.seconds for bound in found.not_earlier) == -(found.earliest or 0), seed
            seen += found.latest is not None
    assert seen > 200


def test_the_truth_lies_in_every_window_of_a_true_account():
    made = account(2, 100)
    windows = Windows(made.bounds())
    for happening in made.happenings:
        for moment, second in ((happening.starts, happening.start), (happening.ends, happening.end)):
            found = windows.of(moment)
            assert found.earliest is None or found.earliest <= second
            assert found.latest is None or second <= found.latest
