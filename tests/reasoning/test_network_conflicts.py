"""What cannot all be true: sets that are minimal, found whenever there are any, the same in any order."""

from random import Random

import pytest
from planted_accounts import account, lasting, later, window
from small_networks import among, can_be, labels_of, small_network

from loupe.reasoning.network import ORIGIN, BackgroundImpossible, Bound, Conflict, find_conflicts

HOUR = 3600


def is_minimal(bounds, conflict):
    statements = set(conflict.statements)
    return not can_be(among(bounds, statements)) and all(
        can_be(among(bounds, statements - {one})) for one in statements
    )


# --- by hand --------------------------------------------------------------------------------------------------------


def test_two_times_of_one_moment_exclude_each_other():
    bounds = window("theft", 10 * HOUR, HOUR, 0.5, "a") + window("theft", 14 * HOUR, HOUR, 0.5, "b")
    assert [c.statements for c in find_conflicts(bounds)] == [("a", "b")]


def test_a_conflict_shows_the_cycle_from_the_origin():
    early, late = Bound(ORIGIN, "theft", 5, ("a",), "by five"), Bound("theft", ORIGIN, -8, ("b",), "after eight")
    assert find_conflicts([late, early]) == (Conflict(("a", "b"), (early, late)),)


def test_a_ring_of_orders_needs_no_date():
    ring = [later(f"m{n}", f"m{(n + 1) % 4}", 1, f"s{n}") for n in range(4)]
    (conflict,) = find_conflicts(ring)
    assert conflict.statements == ("s0", "s1", "s2", "s3")
    assert sum(bound.seconds for bound in conflict.bounds) == -4


def test_a_loop_of_one_moment_is_a_conflict_of_one_statement():
    assert [c.statements for c in find_conflicts([Bound("m", "m", -1, ("a",)), Bound("m", "m", 1, ("b",))])] == [("a",)]


def test_one_statement_can_contradict_itself_beside_the_background():
    bounds = [Bound("end", "start", 0, ()), *window("start", 9, 2, 0.5, "a"), *window("end", 5, 2, 0.5, "a")]
    assert [c.statements for c in find_conflicts(bounds)] == [("a",)]


def test_statements_are_minimal_even_where_no_edge_of_the_cycle_is_too_many():
    # The way over c and the one over a and b are both impossible; c stands in both, b is not needed.
    bounds = [
        Bound(ORIGIN, "m", 5, ("a", "c")),
        Bound("m", "n", -9, ("b",)),
        Bound("n", ORIGIN, 2, ("c",)),
        Bound("m", "n", -8, ("c",)),
    ]
    assert [c.statements for c in find_conflicts(bounds)] == [("a", "c")]


def test_a_bound_with_two_statements_needs_both():
    way = later("left", "came", 3 * HOUR, "was here", "was there", "is the same man")
    bounds = [*window("left", 0, 0, 0, "was here"), *window("came", HOUR, 0, 0, "was there"), way]
    assert [c.statements for c in find_conflicts(bounds)] == [("is the same man", "was here", "was there")]
    assert find_conflicts(among(bounds, {"was here", "was there"})) == ()


def test_background_is_never_blamed():
    calendar = [Bound(ORIGIN, "monday", 0, ()), Bound("monday", ORIGIN, 0, ())]
    bounds = [*calendar, later("monday", "theft", HOUR, "a"), Bound(ORIGIN, "theft", 60, ("b",))]
    assert [c.statements for c in find_conflicts(bounds)] == [("a", "b")]


@pytest.mark.parametrize(
    "bounds",
    [
        pytest.param([Bound(ORIGIN, "m", 1, ()), Bound("m", ORIGIN, -2, ())], id="a cycle"),
        pytest.param([Bound("m", "m", -1, ()), Bound("n", "m", -1, ("a",))], id="a loop"),
        pytest.param([Bound(ORIGIN, ORIGIN, -1, ())], id="the origin before itself"),
        pytest.param([later("m", "n", 1), later("n", "m", 1), *window("m", 0, 9, 0.5, "a")], id="a ring"),
    ],
)
def test_background_that_contradicts_itself_is_refused(bounds):
    with pytest.raises(BackgroundImpossible, match="taken for granted") as refused:
        find_conflicts(bounds)
    assert sum(bound.seconds for bound in refused.value.bounds) < 0


@pytest.mark.parametrize("seconds", [1.5, 10**16, -(10**16), float("nan")])
def test_seconds_are_whole_and_not_beyond_the_years_of_the_earth(seconds):
    with pytest.raises(ValueError, match="whole number"):
        find_conflicts([Bound("m", "n", seconds, ("a",))])


def test_weights_are_finite():
    with pytest.raises(ValueError, match="weight of statement 'a'"):
        find_conflicts([Bound("m", "n", 1, ("a",))], {"a": float("inf")})


def test_nothing_is_impossible_in_nothing():
    assert find_conflicts([]) == ()


# --- order of the answer --------------------------------------------------------------------------------------------


def test_short_ones_come_first_then_strong_ones():
    bounds = [later(f"m{n}", f"m{(n + 1) % 3}", 1, f"ring{n}") for n in range(3)]
    for name in ("weak", "strong"):
        bounds += window(name, 0, 2, 0.5, f"{name} a") + window(name, 9, 2, 0.5, f"{name} b")
    weights = {"strong a": 3.0, "strong b": 2.0, "weak a": 9.0, "weak b": 0.5}
    found = [c.statements for c in find_conflicts(bounds, weights)]
    assert found == [("strong a", "strong b"), ("weak a", "weak b"), ("ring0", "ring1", "ring2")]
    assert [c.statements for c in find_conflicts(bounds, weights, most=1)] == found[:1]


def test_a_short_way_to_say_it_is_found_before_a_long_one():
    chain = [later(f"m{n}", f"m{n + 1}", 2, f"step{n}") for n in range(6)]
    bounds = [*chain, *window("m0", 100, 0, 0, "first"), *window("m6", 105, 0, 0, "last")]
    bounds += lasting("m0", "m6", 6, 30, "whole")
    assert find_conflicts(bounds)[0].statements == ("first", "last", "whole")


def test_of_two_explanations_the_stronger_is_kept():
    bounds = [Bound(ORIGIN, "m", 5, ("a",)), Bound("m", ORIGIN, -9, ("b",)), Bound("m", ORIGIN, -9, ("c",))]
    assert find_conflicts(bounds, {"a": 9.0, "b": 1.0, "c": 2.0})[0].statements == ("a", "c")


def test_who_is_contradicted_twice_is_reported_twice():
    # Setting "a" aside for "b" would leave nothing that speaks against "c".
    bounds = [*window("m", 0, 2, 0.5, "a"), *window("m", 50, 2, 0.5, "b"), *window("m", 51, 2, 0.5, "c")]
    assert [c.statements for c in find_conflicts(bounds, {"a": 0.5})] == [("a", "b"), ("a", "c")]


# --- promises -------------------------------------------------------------------------------------------------------


def test_400_small_networks_agree_with_trying_everything():
    for seed in range(400):
        bounds = small_network(seed)
        found = find_conflicts(bounds)
        assert bool(found) == (not can_be(bounds)), seed
        assert all(is_minimal(bounds, conflict) for conflict in found), seed
        left = set(labels_of(bounds)) - {min(conflict.statements) for conflict in found}
        assert can_be(among(bounds, left)), seed


def test_each_cycle_is_closed_and_less_than_nothing_and_of_these_statements():
    for seed in range(400):
        for conflict in find_conflicts(small_network(seed)):
            cycle = conflict.bounds
            assert all(a.after == b.before for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True)), seed
            assert sum(bound.seconds for bound in cycle) < 0, seed
            assert {label for bound in cycle for label in bound.labels} == set(conflict.statements), seed


def test_the_order_of_bounds_and_of_their_labels_changes_nothing():
    for seed in range(60):
        bounds = small_network(seed, nodes=8, statements=14)
        answer = repr(find_conflicts(bounds))
        for turn in range(3):
            Random(turn).shuffle(bounds)
            turned = [Bound(b.before, b.after, b.seconds, b.labels[::-1] * 2, b.rule) for b in bounds]
            assert repr(find_conflicts([*turned, *turned[:3]])) == answer, seed


@pytest.mark.parametrize("seed", range(3))
def test_an_account_without_contradiction_raises_no_alarm(seed):
    assert find_conflicts(account(seed, 400).bounds()) == ()


@pytest.mark.parametrize("seed", range(3))
def test_planted_sets_are_found_exactly_and_none_beside_them(seed):
    made = account(seed, 400, planted=30)
    found = {conflict.statements for conflict in find_conflicts(made.bounds())}
    assert made.sets() <= found
    assert {len(statements) for statements in made.sets()} >= {2, 3, 4}
    assert all(made.false() & set(statements) for statements in found)


def test_a_false_statement_that_contradicts_the_rest_is_in_a_conflict():
    made = account(5, 120, planted=15)
    found = {label for conflict in find_conflicts(made.bounds()) for label in conflict.statements}
    truth = [bound for parcel in made.true for bound in parcel]
    loose = [plant for plant in made.planted if not plant.exact]
    contradicting = {plant.statements[0] for plant in loose if not can_be([*truth, *plant.bounds])}
    assert contradicting
    assert contradicting <= found


def test_another_library_agrees_on_what_is_impossible():
    networkx = pytest.importorskip("networkx", reason="NetworkX, the independent judge of this test, is not installed")

    def impossible(bounds):
        graph = networkx.DiGraph()
        graph.add_nodes_from([ORIGIN])
        for bound in bounds:
            known = graph.get_edge_data(bound.before, bound.after)
            seconds = min(bound.seconds, known["weight"]) if known else bound.seconds
            graph.add_edge(bound.before, bound.after, weight=seconds)
        return networkx.negative_edge_cycle(graph)

    bounds = account(7, 60, planted=10).bounds()
    found = find_conflicts(bounds)
    assert found
    for conflict in found:
        statements = set(conflict.statements)
        assert impossible(among(bounds, statements))
        assert not any(impossible(among(bounds, statements - {one})) for one in statements)
    doubted = {label for conflict in found for label in conflict.statements}
    assert not impossible([bound for bound in bounds if doubted.isdisjoint(bound.labels)])
