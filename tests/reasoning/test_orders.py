"""Either this came first or that: sets of statements that no order satisfies, and when the search must give up."""

from itertools import combinations
from random import Random

import pytest
from planted_accounts import lasting, window
from small_networks import among, can_be_ordered, small_choices, small_network

from loupe.reasoning.network import ORIGIN, BackgroundImpossible, Bound, find_conflicts
from loupe.reasoning.order_search import OrderSearch
from loupe.reasoning.orders import Choice, find_order_conflicts

HOUR = 3600


def visits(count, hours_each, hours_in_all, *, pairs=False):
    """So many visits of so many hours within so many hours, never two at once, each one statement."""
    names = [f"visit{n}" for n in range(count)]
    bounds = []
    for name in names:
        bounds += lasting(f"{name} from", f"{name} until", hours_each * HOUR, 99 * HOUR, name)
        bounds += [
            Bound(ORIGIN, f"{name} until", hours_in_all * HOUR, (name,)),
            Bound(f"{name} from", ORIGIN, 0, (name,)),
        ]
    choices = [
        Choice(Bound(f"{b} from", f"{a} until", 0, (a, b)), Bound(f"{a} from", f"{b} until", 0, (a, b)))
        for a, b in combinations(names, 2)
    ]
    return bounds, [(c.first, c.second) for c in choices] if pairs else choices


def test_three_visits_that_fit_in_pairs_do_not_fit_together():
    found = find_order_conflicts(*visits(3, 2, 5))
    assert [c.statements for c in found.conflicts] == [("visit0", "visit1", "visit2")]
    assert found.proven == (("visit0", "visit1", "visit2"),)
    assert not found.undecided
    assert {label for bound in found.conflicts[0].bounds for label in bound.labels} == {"visit0", "visit1", "visit2"}


def test_what_fits_in_some_order_is_no_conflict():
    assert find_order_conflicts(*visits(4, 2, 8)).conflicts == ()


def test_of_five_visits_every_four_are_too_many():
    found = find_order_conflicts(*visits(5, 2, 7))
    assert len(found.conflicts) == 2
    assert {len(c.statements) for c in found.conflicts} == {4}


def test_conflicts_of_bounds_alone_are_found_too():
    bounds, choices = visits(2, 2, 5)
    bounds += [*window("visit0 from", 0, 0, 0, "a"), *window("visit0 from", HOUR, 0, 0, "b")]
    assert [c.statements for c in find_order_conflicts(bounds, choices).conflicts] == [("a", "b")]


def test_a_search_that_reaches_its_cap_says_so():
    bounds, choices = visits(6, 2, 11)
    found = find_order_conflicts(bounds, choices, most_steps=3)
    assert (found.conflicts, found.undecided) == ((), True)


def test_300_small_networks_with_choices_agree_with_trying_every_order():
    found_some = 0
    for seed in range(300):
        bounds = small_network(seed, statements=6, low=-2)
        choices = small_choices(seed, bounds)
        found = find_order_conflicts(bounds, choices)
        assert not found.undecided
        assert bool(found.conflicts) == (not can_be_ordered(bounds, choices)), seed
        for conflict in found.conflicts:
            found_some += conflict not in find_conflicts(bounds)
            statements = set(conflict.statements)
            assert conflict.statements in found.proven
            assert not can_be_ordered(among(bounds, statements), among(choices, statements)), seed
            for one in statements:
                rest = statements - {one}
                assert can_be_ordered(among(bounds, rest), among(choices, rest)), seed
    assert found_some > 20


def test_the_order_in_which_they_come_changes_nothing():
    for seed in range(60):
        bounds = small_network(seed, statements=6, low=-2)
        choices = small_choices(seed, bounds)
        answer = repr(find_order_conflicts(bounds, choices))
        chance = Random(seed)
        chance.shuffle(bounds)
        turned = [Choice(c.second, c.first) if chance.random() < 0.5 else c for c in choices]
        chance.shuffle(turned)
        assert repr(find_order_conflicts(bounds, turned)) == answer


class Told:
    """An oracle that says what it was told to say."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = 0

    def solve(self, bounds, choices):
        self.asked += 1
        return self.answer


def test_an_oracle_is_asked_only_past_the_cap_and_its_core_is_shrunk():
    bounds, choices = visits(4, 2, 5)
    told = Told(frozenset({"visit0", "visit1", "visit2"}))
    assert find_order_conflicts(bounds, choices, oracle=told).conflicts
    assert told.asked == 0
    three = OrderSearch(*visits(3, 2, 5, pairs=True), 10**6)
    assert three.run() == frozenset({"visit0", "visit1", "visit2"})
    capped = find_order_conflicts(bounds, choices, oracle=told, most_steps=three.steps)
    assert told.asked > 0
    assert all(len(c.statements) == 3 for c in capped.conflicts)


def test_an_oracle_that_lies_is_not_believed():
    bounds, choices = visits(6, 2, 12)
    lies = (frozenset({"visit0"}), [True] * len(choices), [False] * len(choices))
    for lie in lies:
        found = find_order_conflicts(bounds, choices, oracle=Told(lie), most_steps=0)
        assert found.conflicts == ()


def test_background_that_allows_no_order_is_refused():
    both = (Bound("m", "n", -1, ()), Bound("n", "m", -1, ()))
    tied = [Bound("m", "n", 0, ()), Bound("n", "m", 0, ())]
    with pytest.raises(BackgroundImpossible) as refused:
        find_order_conflicts(tied, [Choice(*both)])
    assert set(both) <= set(refused.value.bounds)
