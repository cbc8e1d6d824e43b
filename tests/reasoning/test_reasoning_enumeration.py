"""Sums over small networks: the classic cases that go wrong by intuition come out right."""

import pytest

from loupe.reasoning.enumeration import MOST_NODES, Node, chance


def test_the_taxi_cab_that_a_witness_calls_blue():
    """Tversky and Kahneman (1982): 15 of 100 cabs are blue, the witness is right 80 times in 100."""
    cabs = [Node("blue", (), (0.15,)), Node("said blue", ("blue",), (0.2, 0.8))]
    assert chance(cabs, {"blue": True}, {"said blue": True}) == pytest.approx(0.4138, abs=5e-5)


@pytest.mark.parametrize(
    ("others", "chance_of_match"), [(10_000, 1 / 1_000), (1_000_000, 1e-5)], ids=["a town", "an island"]
)
def test_a_match_one_in_a_thousand_among_ten_thousand(others, chance_of_match):
    """One of all left the trace; each other one matches by chance: ten others do."""
    matching = [Node("left it", (), (1 / (others + 1),)), Node("match", ("left it",), (chance_of_match, 1.0))]
    assert chance(matching, {"left it": True}, {"match": True}) == pytest.approx(1 / 11, abs=5e-5)


def test_the_couple_of_people_v_collins():
    """1968 Cal.2d, appendix: that a couple seen once in 12 million is there twice when it is there once, 0.418."""
    couples, share = 12_000_000, 1 / 12_000_000
    none, one = (1 - share) ** couples, couples * share * (1 - share) ** (couples - 1)
    counting = [
        Node("one at least", (), (1 - none,)),
        Node("two at least", ("one at least",), (0.0, (1 - none - one) / (1 - none))),
    ]
    assert chance(counting, {"two at least": True}, {"one at least": True}) == pytest.approx(0.4180, abs=5e-5)


def test_two_reports_of_one_origin_are_not_two_clues():
    """Origin .9 and .1, reports right .95 of the time: 8.78 together, where 6.14 squared would be 37.7."""

    def seen(reports):
        nodes = [Node("h", (), (0.5,)), Node("origin", ("h",), (0.1, 0.9))]
        nodes += [Node(f"report {i}", ("origin",), (0.05, 0.95)) for i in range(reports)]
        given = {f"report {i}": True for i in range(reports)}
        return chance(nodes, given, {"h": True}) / chance(nodes, given, {"h": False})

    assert seen(1) == pytest.approx(6.14, abs=0.005)
    assert seen(2) == pytest.approx(8.78, abs=0.005)
    assert seen(1) ** 2 == pytest.approx(37.7, abs=0.05)


def test_chances_of_all_answers_sum_to_one():
    nodes = [Node("a", (), (0.3,)), Node("b", ("a",), (0.9, 0.2)), Node("c", ("a", "b"), (0.1, 0.4, 0.6, 0.8))]
    cases = [{"a": a, "b": b, "c": c} for a in (True, False) for b in (True, False) for c in (True, False)]
    assert sum(chance(nodes, case) for case in cases) == pytest.approx(1)
    assert chance(nodes, {"c": True}, {"a": True, "b": False}) == pytest.approx(0.6)
    assert chance(nodes, {"a": False}, {"a": True}) == 0


@pytest.mark.parametrize(
    ("nodes", "given", "why"),
    [
        pytest.param([Node(f"n{i}", (), (0.5,)) for i in range(MOST_NODES + 1)], {}, "at most 12", id="too many"),
        pytest.param([Node("a", (), (0.5, 0.5))], {}, "does not fit", id="a table of another size"),
        pytest.param([Node("a", (), (1.5,))], {}, "outside 0 to 1", id="no chance"),
        pytest.param([Node("a", (), (0.5,)), Node("a", (), (0.5,))], {}, "name is that of one", id="one name twice"),
        pytest.param([Node("a", (), (0.0,))], {"a": True}, "cannot be", id="given what cannot be"),
    ],
)
def test_what_makes_no_network_is_refused(nodes, given, why):
    with pytest.raises(ValueError, match=why):
        chance(nodes, {nodes[0].name: True}, given)
