"""Z3 as a second opinion on orders: it agrees with trying every order, and without it nothing breaks."""

import importlib.util

import pytest
from small_networks import can_be_ordered, labels_of, small_choices, small_network

from loupe.reasoning import order_oracle
from loupe.reasoning.orders import find_order_conflicts


def test_without_z3_there_is_no_oracle(monkeypatch):
    monkeypatch.setattr(order_oracle, "find_spec", lambda name: None)
    assert order_oracle.installed_oracle() is None


@pytest.mark.skipif(importlib.util.find_spec("z3") is None, reason="Z3, an optional extra, is not installed")
def test_z3_and_the_search_find_the_same_impossible():
    oracle = order_oracle.installed_oracle()
    for seed in range(60):
        bounds = small_network(seed, statements=6, low=-2)
        choices = small_choices(seed, bounds)
        answer = oracle.solve(bounds, choices)
        assert isinstance(answer, frozenset) == (not can_be_ordered(bounds, choices)), seed
        if isinstance(answer, frozenset):
            assert answer <= set(labels_of(bounds))
        capped = find_order_conflicts(bounds, choices, oracle=oracle, most_steps=0)
        own = find_order_conflicts(bounds, choices)
        assert bool(capped.conflicts or capped.undecided) == bool(own.conflicts), seed
