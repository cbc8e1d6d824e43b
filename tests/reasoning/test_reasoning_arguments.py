"""Which arguments stand: the textbook graphs of Dung (1995), and what holds of every graph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.arguments import grounded


def statuses(arguments, attacks):
    return {s.argument: s.status for s in grounded(arguments, attacks)}


@pytest.mark.parametrize(
    ("arguments", "attacks", "expected"),
    [
        pytest.param("abc", ["ba", "cb"], "ADA", id="a is defended by c"),
        pytest.param("abc", ["ab", "ba", "bc"], "UUU", id="two attack each other, and all hang on it"),
        pytest.param("a", ["aa"], "U", id="one attacks itself"),
        pytest.param("abc", ["ab", "bc", "ca"], "UUU", id="a circle of three"),
        pytest.param("abcd", ["ab", "ba", "ac", "bc", "cd"], "UUUU", id="floating: no status is given away"),
        pytest.param("abcde", ["ab", "bc", "cd", "de"], "ADADA", id="a chain of five"),
        pytest.param("abc", ["ab", "ba", "ca"], "DAA", id="a third one breaks the tie"),
        pytest.param("ab", [], "AA", id="nobody attacks"),
    ],
)
def test_textbook_graphs(arguments, attacks, expected):
    words = {"A": "accepted", "D": "defeated", "U": "undecided"}
    assert statuses(arguments, [tuple(a) for a in attacks]) == {
        a: words[e] for a, e in zip(arguments, expected, strict=True)
    }


def test_each_status_is_explained_by_others():
    found = {s.argument: s.by for s in grounded("abc", [("b", "a"), ("c", "b")])}
    assert found == {"a": ("c",), "b": ("c",), "c": ()}
    assert {s.argument: s.by for s in grounded("ab", [("a", "b"), ("b", "a")])} == {"a": ("b",), "b": ("a",)}


def test_an_attack_needs_two_arguments():
    with pytest.raises(ValueError, match="no argument is called z"):
        grounded("ab", [("z", "a")])


graphs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14)


@given(graphs, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_labelling_is_right_and_does_not_hang_on_the_order(attacks, random):
    found = statuses("abcdef", attacks)
    for argument, status in found.items():
        by = [found[a] for a, b in attacks if b == argument]
        assert (status == "accepted") == all(b == "defeated" for b in by)
        assert (status == "defeated") == ("accepted" in by)
    shuffled = random.sample(attacks, len(attacks))
    assert grounded(random.sample("abcdef", 6), shuffled) == grounded("abcdef", attacks)


@given(graphs)
@settings(deadline=None)
def test_what_is_accepted_is_the_least_fixed_point(attacks):
    """By another way: defend from nothing on until nothing is added."""
    accepted = set()
    while True:
        defended = {
            a for a in "abcdef" if all(any((d, b) in attacks for d in accepted) for b, target in attacks if target == a)
        }
        if defended == accepted:
            break
        accepted = defended
    assert {a for a, s in statuses("abcdef", attacks).items() if s == "accepted"} == accepted
