"""A network that grows statement by statement: told at once, taken back at will, in the end as in one go."""

from random import Random

import pytest
from planted_accounts import account, later, window
from small_networks import among, can_be, labels_of, small_network

from loupe.reasoning.network import BackgroundImpossible, Bound, GrowingNetwork, find_conflicts


def parcels_of(bounds, seed):
    """The bounds by their statements, in an order by chance."""
    parcels = {}
    for bound in bounds:
        parcels.setdefault(bound.labels, []).append(bound)
    mixed = [parcel for _, parcel in sorted(parcels.items())]
    Random(seed).shuffle(mixed)
    return mixed


def test_a_parcel_that_contradicts_is_explained_and_set_aside_as_a_whole():
    network = GrowingNetwork(window("theft", 100, 10, 0.5, "a"))
    parcel = [*window("theft", 200, 10, 0.5, "b"), *window("escape", 300, 10, 0.5, "b")]
    assert network.insert(parcel).statements == ("a", "b")
    assert not network.possible()
    assert set(network.aside()) == set(parcel)
    assert network.insert(window("escape", 0, 10, 0.5, "c")) is None


def test_what_was_set_aside_stands_again_once_its_opponent_is_taken_back():
    network = GrowingNetwork(window("theft", 100, 10, 0.5, "a"))
    network.insert(window("theft", 200, 10, 0.5, "b"))
    network.retract("a")
    assert network.possible()
    assert labels_of(network.bounds()) == ["b"]
    assert network.insert(window("theft", 100, 10, 0.5, "a")).statements == ("a", "b")


def test_a_statement_set_aside_can_be_taken_back():
    network = GrowingNetwork(window("theft", 100, 10, 0.5, "a"))
    network.insert(window("theft", 200, 10, 0.5, "b"))
    network.retract("b")
    assert network.possible()
    assert network.conflicts() == ()


def test_background_that_contradicts_itself_is_not_taken_in():
    network = GrowingNetwork([later("m", "n", 1)])
    with pytest.raises(BackgroundImpossible):
        network.insert([later("n", "m", 1)])
    assert network.bounds() == (later("m", "n", 1),)
    assert network.possible()


def test_the_same_bound_twice_is_one():
    network = GrowingNetwork()
    for _ in range(2):
        assert network.insert(window("theft", 100, 10, 0.5, "a")) is None
    network.retract("a")
    assert network.bounds() == ()


@pytest.mark.parametrize("seed", range(60))
def test_inserting_one_by_one_equals_the_batch(seed):
    bounds = small_network(seed, statements=12)
    network = GrowingNetwork()
    for parcel in parcels_of(bounds, seed):
        standing = [bound for bound in network.bounds() if bound not in network.aside()]
        conflict = network.insert(parcel)
        assert (conflict is None) == can_be([*standing, *parcel])
        if conflict is not None:
            present = [*standing, *parcel]
            assert not can_be(among(present, conflict.statements))
            assert all(can_be(among(present, set(conflict.statements) - {one})) for one in conflict.statements)
    assert network.conflicts() == find_conflicts(bounds)
    assert network.possible() == can_be(bounds)


@pytest.mark.parametrize("seed", range(60))
def test_inserting_and_taking_back_leaves_what_a_batch_of_the_rest_gives(seed):
    bounds = small_network(seed, statements=12)
    chance = Random(seed)
    network = GrowingNetwork()
    for parcel in parcels_of(bounds, seed):
        network.insert(parcel)
        if chance.random() < 0.4:
            network.retract(chance.choice(labels_of(bounds)))
        standing = [bound for bound in network.bounds() if bound not in network.aside()]
        assert can_be(standing)
        assert network.conflicts() == find_conflicts(network.bounds())


def test_a_long_use_does_not_fill_the_network_up():
    network = GrowingNetwork()
    for turn in range(700):
        assert network.insert(window("theft", turn, 2, 0.5, "a")) is None
        network.retract("a")
    assert network.insert([*window("theft", 10, 2, 0.5, "b"), Bound("theft", "escape", 5, ("b",))]) is None
    assert network.insert(window("theft", 90, 2, 0.5, "c")).statements == ("b", "c")


def test_a_planted_account_grows_to_the_same_conflicts():
    made = account(11, 200, planted=15)
    network = GrowingNetwork()
    for parcel in parcels_of(made.bounds(), 3):
        network.insert(parcel)
    assert network.conflicts() == find_conflicts(made.bounds())
    assert made.sets() <= {conflict.statements for conflict in network.conflicts()}
