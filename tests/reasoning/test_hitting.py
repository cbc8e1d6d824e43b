"""One statement of every set at the least cost: as cheap as trying everything says, and the same in whatever order."""

from itertools import combinations
from random import Random

import pytest

from loupe.reasoning import hitting
from loupe.reasoning.hitting import HittingSet, hitting_set, quick_hitting_set


def some_sets(seed, names=9, sets=12, most=4):
    chance = Random(seed)
    labels = [f"s{n}" for n in range(chance.randint(2, names))]
    made = [chance.sample(labels, chance.randint(1, min(most, len(labels)))) for _ in range(chance.randint(1, sets))]
    return made, {label: chance.choice((0.5, 1.0, 1.0, 2.0, 2.7)) for label in labels}


def least_cost(sets, weights):
    labels = sorted({label for members in sets for label in members})
    return min(
        sum(weights[label] for label in chosen)
        for size in range(len(labels) + 1)
        for chosen in combinations(labels, size)
        if all(set(chosen) & set(members) for members in sets)
    )


@pytest.mark.parametrize(
    ("sets", "weights", "expected"),
    [
        pytest.param([], {}, HittingSet((), 0.0, True), id="nothing to hit"),
        pytest.param([["b", "a"]], {}, HittingSet(("a",), 1.0, True), id="of two alike the first by id"),
        pytest.param([["a", "b"], ["b", "c"]], {}, HittingSet(("b",), 1.0, True), id="the one in both"),
        pytest.param([["a", "b"], ["b", "c"]], {"b": 2.5}, HittingSet(("a", "c"), 2.0, True), id="two light ones"),
        pytest.param([["a"], ["c", "d"]], {"c": 3}, HittingSet(("a", "d"), 2.0, True), id="nothing shared"),
        pytest.param([["a", "b"]], {"a": -1.0}, HittingSet(("a",), 1e-6, True), id="no weight is below a millionth"),
    ],
)
def test_cheapest_choice(sets, weights, expected):
    assert hitting_set(sets, weights) == expected


@pytest.mark.parametrize(
    ("sets", "weights", "message"),
    [
        pytest.param([["a"], []], {}, "empty set", id="an empty set"),
        pytest.param([["a"]], {"a": float("nan")}, "not a finite number", id="no number"),
    ],
)
def test_what_cannot_be_hit_or_weighed_is_refused(sets, weights, message):
    with pytest.raises(ValueError, match=message):
        hitting_set(sets, weights)


def test_200_families_of_sets_agree_with_trying_everything():
    for seed in range(200):
        sets, weights = some_sets(seed)
        found = hitting_set(sets, weights)
        assert found.proven
        assert found.cost == pytest.approx(least_cost(sets, weights)), seed
        assert all(set(found.statements) & set(members) for members in sets), seed
        quick = quick_hitting_set(sets, weights)
        assert all(set(quick) & set(members) for members in sets)
        assert sum(weights[label] for label in quick) >= found.cost - 1e-9
        Random(seed).shuffle(sets)
        assert quick_hitting_set(sets, weights) == quick
        assert hitting_set([members[::-1] for members in sets], weights) == found


def test_mixed_integer_programming_finds_the_same_cost(monkeypatch):
    pytest.importorskip("scipy", reason="SciPy is not installed; branch and bound does it alone")
    for seed in range(5):
        sets, weights = some_sets(seed, names=20, sets=35, most=4)
        own = hitting_set(sets, weights)
        with monkeypatch.context() as changed:
            changed.setattr(hitting, "OWN_SEARCH", 0)
            assert hitting_set(sets, weights).cost == pytest.approx(own.cost)


def test_without_scipy_large_families_are_searched_to_a_limit_and_said_to_be_unproven(monkeypatch):
    monkeypatch.setattr(hitting, "find_spec", lambda name: None)
    monkeypatch.setattr(hitting, "_MOST_BRANCHES", 5)
    chance = Random(1)
    sets = [chance.sample([f"s{n}" for n in range(40)], 3) for _ in range(120)]
    found = hitting_set(sets)
    assert not found.proven
    assert all(set(found.statements) & set(members) for members in sets)
    assert all(not all((set(found.statements) - {one}) & set(members) for members in sets) for one in found.statements)
