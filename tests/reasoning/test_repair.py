"""What to doubt so that the rest can be true: the cheapest of all ways, and where each statement stands."""

from random import Random

import pytest
from planted_accounts import account, window
from small_networks import among, can_be, cheapest_repairs, labels_of, small_network

from loupe.reasoning import repair
from loupe.reasoning.network import find_conflicts
from loupe.reasoning.repair import smallest_repair, standings


def weights_of(bounds, seed):
    chance = Random(seed)
    return {label: chance.choice((0.5, 1.0, 1.0, 2.0, 2.7)) for label in labels_of(bounds)}


def times(**when):
    """One statement per time of the theft, in minutes, each give or take one."""
    return [bound for label, at in when.items() for bound in window("theft", at, 2, 0.5, label)]


def test_the_odd_one_out_is_doubted():
    found = smallest_repair(times(a=10, b=50, c=11, d=10))
    assert (found.statements, found.cost, found.proven) == (("b",), 1.0, True)
    assert {c.statements for c in found.conflicts} <= {("a", "b"), ("b", "c"), ("b", "d")}


def test_reliability_outweighs_number():
    assert smallest_repair(times(a=10, b=50, c=11), {"b": 5.0}).statements == ("a", "c")


def test_a_possible_account_needs_no_repair():
    found = smallest_repair(times(a=10, b=11))
    assert (found.statements, found.cost, found.proven, found.conflicts) == ((), 0.0, True, ())


@pytest.mark.parametrize(
    ("when", "weights", "expected"),
    [
        pytest.param({"a": 10, "b": 11}, {}, {"a": "free", "b": "free"}, id="no conflict"),
        pytest.param({"a": 10, "b": 50}, {}, {"a": "doubted", "b": "doubted"}, id="one word against the other"),
        pytest.param({"a": 10, "b": 50}, {"b": 2}, {"a": "rejected", "b": "contested"}, id="the weightier word"),
        pytest.param(
            {"a": 10, "b": 50, "c": 11}, {}, {"a": "contested", "b": "rejected", "c": "contested"}, id="two against one"
        ),
        pytest.param(
            {"a": 10, "b": 50, "c": 11, "d": 51},
            {},
            {"a": "doubted", "b": "doubted", "c": "doubted", "d": "doubted"},
            id="two against two",
        ),
    ],
)
def test_where_statements_stand(when, weights, expected):
    found = standings(times(**when), weights)
    assert (dict(found.of), found.unsure) == (expected, ())


def test_200_small_networks_agree_with_trying_every_repair():
    for seed in range(200):
        bounds = small_network(seed)
        weights = weights_of(bounds, seed)
        least, repairs = cheapest_repairs(bounds, weights)
        found = standings(bounds, weights)
        assert found.repair.proven
        assert found.repair.cost == pytest.approx(least), seed
        assert set(found.repair.statements) in repairs, seed
        assert not found.unsure
        in_every, in_some = set.intersection(*repairs), set.union(*repairs)
        assert {label for label, standing in found.of.items() if standing == "rejected"} == in_every, seed
        assert {label for label, standing in found.of.items() if standing == "doubted"} == in_some - in_every, seed


def test_conflicts_met_on_the_way_are_minimal():
    for seed in range(60):
        bounds = small_network(seed, statements=12)
        for conflict in smallest_repair(bounds).conflicts:
            statements = set(conflict.statements)
            assert not can_be(among(bounds, statements))
            assert all(can_be(among(bounds, statements - {one})) for one in statements)


def test_the_order_of_bounds_changes_nothing():
    for seed in range(20):
        bounds = small_network(seed, nodes=8, statements=14)
        weights = weights_of(bounds, seed)
        answer = repr(standings(bounds, weights))
        Random(seed).shuffle(bounds)
        assert repr(standings(bounds, weights)) == answer


def test_a_planted_account_is_mended_by_what_was_planted():
    made = account(4, 200, planted=20)
    bounds = made.bounds()
    found = smallest_repair(bounds)
    assert found.proven
    assert len(found.statements) <= len(made.planted)
    assert find_conflicts([bound for bound in bounds if not set(found.statements) & set(bound.labels)]) == ()
    assert all(set(statements) & set(found.statements) for statements in made.sets())


def test_what_is_too_large_to_try_is_said_to_be_unsure(monkeypatch):
    monkeypatch.setattr(repair, "_MOST_WORK", 0)
    found = standings(times(a=10, b=50))
    assert (found.of, found.unsure) == ({"a": "doubted", "b": "contested"}, ("a", "b"))


def test_a_repair_that_finds_no_end_is_a_repair_all_the_same(monkeypatch):
    monkeypatch.setattr(repair, "_MOST_ROUNDS", 1)
    bounds = [bound for n in range(6) for bound in window("theft", 10 * n, 2, 0.5, f"s{n}")]
    found = smallest_repair(bounds, {f"s{n}": 1 + n / 10 for n in range(6)})
    assert find_conflicts([bound for bound in bounds if not set(found.statements) & set(bound.labels)]) == ()
    assert len(found.statements) >= 5
