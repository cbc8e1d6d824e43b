"""The matrix of layers by accounts: silent is not agreement, classes exclude each other, standing is what is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.cited import Cited
from loupe.reasoning.layers import BEATEN, Entry, Layer, make_matrix

LOCK = Layer("lock", "lock", "delays")
BEAM = Layer("beam", "sensor", "detects")


def entry(account, verdict, layer="lock", *, hedged="", **more):
    return Entry(layer, verdict, verdict, Cited(account, account, 0, 9, verdict, "p", "line 1", (), "", hedged), **more)


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        pytest.param([], "nobody says how", id="nothing"),
        pytest.param([entry("a", "unexplained")], "called a mystery", id="a mystery"),
        pytest.param([entry("a", "forced", hedged="possible")], "only surmised", id="a surmise"),
        pytest.param([entry("a", "forced", implied=True)], "only surmised", id="not outright"),
        pytest.param([entry("a", "forced", denied=True)], "nobody says how", id="denied"),
        pytest.param([entry("a", "forced"), entry("b", "unexplained")], "told", id="told"),
        pytest.param([entry("a", "left open")], "nobody says how", id="how it was left is not how it was beaten"),
        pytest.param([entry("a", "forced"), entry("b", "opened with key or code")], "accounts differ", id="apart"),
        pytest.param([entry("a", "forced"), entry("b", "forced", denied=True)], "accounts differ", id="denied by b"),
        pytest.param([entry("a", "forced"), entry("b", "insider")], "told", id="an insider excludes nothing"),
        pytest.param([entry("a", "forced"), entry("a", "not working")], "told", id="one teller is no disagreement"),
    ],
)
def test_how_a_layer_stands(entries, standing):
    (row,) = make_matrix([LOCK], entries).rows
    assert row.standing == standing


def test_who_does_not_speak_of_a_layer_is_silent_and_has_no_cell():
    made = make_matrix([LOCK, BEAM], [entry("a", "forced"), entry("b", "bypassed", "beam")])
    assert made.accounts == ("a", "b")
    assert [(row.layer.name, [c.account for c in row.cells], row.silent) for row in made.rows] == [
        ("lock", ["a"], ("b",)),
        ("beam", ["b"], ("a",)),
    ]


def test_each_account_says_what_must_be_so_for_it_to_be_true():
    (row,) = make_matrix([BEAM], [entry("a", "not working", "beam"), entry("b", "bypassed", "beam", denied=True)]).rows
    assert [c.must for c in row.cells] == [("the beam must have been off, unlocked or out of order",), ()]


def test_lengths_of_time_that_an_account_gives_are_added_once_for_each_sentence():
    told = [entry("a", "forced", delay=(60, 120)), entry("a", "bypassed", "beam", delay=(60, 120))]
    assert make_matrix([LOCK, BEAM], told).delays == (("a", 60, 120),)


@settings(deadline=None)
@given(st.data())
def test_any_order_of_entries_gives_the_same_matrix(data):
    classes = st.sampled_from((*BEATEN, "left open", "left closed", "unexplained"))
    entries = data.draw(
        st.lists(
            st.builds(
                entry,
                st.sampled_from("abc"),
                classes,
                st.sampled_from(["lock", "beam"]),
                hedged=st.sampled_from(["", "possible"]),
            ),
            max_size=8,
        )
    )
    shuffled = data.draw(st.permutations(entries))
    assert make_matrix([LOCK, BEAM], entries) == make_matrix([LOCK, BEAM], shuffled)


@settings(deadline=None)
@given(st.sampled_from(BEATEN), st.sampled_from(BEATEN))
def test_a_further_account_never_takes_a_disagreement_away(first, second):
    two = [entry("a", first), entry("b", second)]
    before = make_matrix([LOCK], two).rows[0].disagreements
    after = make_matrix([LOCK], [*two, entry("c", "insider")]).rows[0].disagreements
    assert {d.why for d in before} <= {d.why for d in after}
