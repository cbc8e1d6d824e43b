"""Many bounds at once: the same order, the same networks and the same graphs as one by one."""

from random import Random

import pytest
from planted_accounts import account
from small_networks import can_be, small_network

from loupe.reasoning.network import ORIGIN, Bound, find_conflicts
from loupe.reasoning.network import parting as parting_module
from loupe.reasoning.network.graph import Graph, groups
from loupe.reasoning.network.parting import in_order, knotted, networks


def many(seed, count=80):
    """Small networks side by side, their moments and statements named apart, some bounds twice, in no order."""
    bounds = []
    for n in range(count):
        for b in small_network(seed * 1000 + n):
            before, after = (name and f"{name} of {n % 60}" for name in (b.before, b.after))
            bounds.append(Bound(before, after, b.seconds, tuple(f"{label} of {n}" for label in b.labels), b.rule))
    bounds += [
        Bound(ORIGIN, ORIGIN, 3, ()),
        Bound(ORIGIN, ORIGIN, 4, ("lone",)),
        Bound("m", "m", 2, ("lone",)),
        *bounds[:9],
    ]
    Random(seed).shuffle(bounds)
    assert len(bounds) >= parting_module.FEW
    return bounds


def spread(graph):
    """All that a graph holds, as plain lists."""
    lists = (graph.labels, graph.out, graph.into, graph.of_label)
    return (
        graph.bounds, graph.nodes, graph.label, graph.statements, graph.tail, graph.head, graph.seconds, graph.ground,
        graph.loops, *([list(each[n]) for n in range(len(each))] for each in lists),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_many_are_in_the_same_order_as_few(seed):
    bounds = [*many(seed), Bound("m", "n", 1, ("b", "a"), "y"), Bound("m", "n", 1, ("a", "b"), "x")]
    tidy = {Bound(b.before, b.after, b.seconds, tuple(sorted(set(b.labels))), b.rule) for b in bounds}
    assert in_order(bounds) == sorted(tidy, key=lambda b: (b.before, b.after, b.seconds, b.labels, b.rule))


@pytest.mark.parametrize(
    "bounds",
    [
        *(pytest.param(many(seed), id=f"small ones side by side {seed}") for seed in range(4)),
        pytest.param(account(5, 300, 9).bounds(), id="one account"),
        pytest.param([Bound(f"m{n}", f"m{n + 1}", n, (f"s{n}",)) for n in range(600)], id="without the origin"),
        pytest.param([Bound(f"m{n}", "n", n, ()) for n in range(600)], id="nothing but background"),
    ],
)
def test_graphs_cut_from_many_are_those_built_one_by_one(bounds):
    assert [spread(g) for g in networks(bounds)] == [spread(Graph(part)) for part in groups(in_order(bounds))]


@pytest.mark.parametrize("seed", range(4))
def test_only_networks_that_can_be_true_are_left_out(seed):
    bounds = many(seed)
    kept = [graph.bounds for graph in knotted(bounds)]
    for part in groups(in_order(bounds)):
        assert can_be(part) or part in kept
    assert len(kept) < len(list(networks(bounds)))


def test_a_network_that_does_not_come_to_rest_soon_is_looked_at_closely(monkeypatch):
    monkeypatch.setattr(parting_module, "_ROUNDS", 2)
    chain = [Bound(f"m{n}", f"m{n + 1}", -1, (f"s{n}",)) for n in range(600)]
    assert len(list(knotted(chain))) == 1
    assert find_conflicts(chain) == ()


@pytest.mark.parametrize("seconds", [1.5, 10**16, -(10**16), 10**40, float("nan")])
def test_among_many_too_seconds_are_whole_and_not_beyond_the_years_of_the_earth(seconds):
    with pytest.raises(ValueError, match="whole number"):
        find_conflicts([*many(1), Bound("m", "n", seconds, ("a",))])


def test_a_graph_that_was_cut_takes_no_more():
    graph = next(networks(many(2)))
    with pytest.raises(TypeError, match="no more bounds"):
        graph.add(Bound("m", "n", 1, ("a",)))


def test_the_order_of_many_changes_nothing():
    bounds = account(3, 300, 12).bounds()
    answer = repr(find_conflicts(bounds))
    Random(1).shuffle(bounds)
    assert repr(find_conflicts([*bounds, *bounds[:40]])) == answer
