"""Totals add up or say why not; facets and currencies are never mixed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model.quantities import Quantity
from loupe.reasoning.cited import Cited
from loupe.reasoning.sums import amount_words, check_counts, totals_of
from loupe.reasoning.values import Amount, Tally, at_odds


def quantity(low, high=None, unit="EUR", kind="exact", dimension="money"):
    high = low if high is None else high
    return Quantity(low, high, dimension, kind, unit, None, 0, 1, f"{low:g} {unit}")


def cited(label="the court", start=0, teller=()):
    return Cited(label, f"s-{label}", start, start + 5, "words", "p-1", "paragraph 1", teller)


def amount(item, low, high=None, *, whole=False, facet="taken", unit="EUR", kind="exact", label="the court"):
    return Amount(item, facet, quantity(low, high, unit, kind), cited(label), whole)


@pytest.mark.parametrize(
    ("amounts", "outcome", "why"),
    [
        pytest.param(
            [amount("all", 100, whole=True), amount("gold", 60), amount("cash", 40)],
            "adds up", "the parts that are named come to 100 EUR, and the total allows that", id="adds up",
        ),
        pytest.param(
            [amount("all", 1000, whole=True), amount("gold", 60), amount("cash", 40)],
            "falls short", "the parts that are named come to 100 EUR; at least 850 EUR of the total is not named",
            id="a rest that nobody names",
        ),
        pytest.param(
            [amount("all", 50, whole=True), amount("gold", 60), amount("cash", 40)],
            "exceeds", "the parts that are named come to 100 EUR, which is more than the total allows", id="too much",
        ),
        pytest.param(
            [amount("all", 50, float("inf"), whole=True, kind="at least"), amount("gold", 60)],
            "adds up", "the parts that are named come to 60 EUR, and the total allows that", id="at least",
        ),
        pytest.param(
            [amount("gold", 60), amount("cash", 40)],
            "no total", "the parts that are named come to 100 EUR; no total is named", id="no total",
        ),
        pytest.param(
            [amount("gold", 60), amount("cash", 40, unit="USD")],
            "not added", "not added: amounts in EUR and USD are never converted", id="two currencies",
        ),
        pytest.param(
            [amount("gold", 60), amount("gold", 70)],
            "not added", "not added: one and the same item has several amounts", id="one thing twice",
        ),
        pytest.param(
            [amount("all", 50, whole=True), amount("all", 90, whole=True), amount("gold", 60)],
            "not added", "not added: more than one total is named, and they cannot all be right", id="two totals",
        ),
    ],
)  # fmt: skip
def test_a_total_adds_up_or_says_why_not(amounts, outcome, why):
    (total,) = totals_of(amounts)
    assert (total.outcome, total.why) == (outcome, why)


def test_facets_and_tellers_are_never_added_together():
    totals = totals_of(
        [amount("gold", 60), amount("gold", 60, facet="insured"), amount("cash", 40, label="the insurer")]
    )
    assert [(t.teller, t.facet, t.low) for t in totals] == [
        ("the court", "insured", 60), ("the court", "taken", 60), ("the insurer", "taken", 40),
    ]  # fmt: skip


@settings(deadline=None)
@given(st.permutations([amount("a", 1), amount("b", 2), amount("all", 3, whole=True), amount("c", 9, facet="short")]))
def test_the_order_of_amounts_does_not_matter(amounts):
    key = sorted(amounts, key=lambda a: (a.item, a.facet))
    assert [(t.outcome, t.low, t.why) for t in totals_of(amounts)] == [
        (t.outcome, t.low, t.why) for t in totals_of(key)
    ]


@settings(deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_parts_that_make_their_total_always_add_up(parts):
    named = [amount(f"part {n}", value) for n, value in enumerate(parts)]
    (total,) = totals_of([*named, amount("all", sum(parts), whole=True)])
    assert (total.outcome, total.low, total.high) == ("adds up", sum(parts), sum(parts))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1e8, 1e8, "100,000,000 USD"), (1e8, float("inf"), "at least 100,000,000 USD"), (0, 5, "at most 5 USD"),
     (18, 22, "18 to 22 USD")],
)  # fmt: skip
def test_an_interval_is_said_as_it_is(low, high, words):
    assert amount_words(low, high, "USD") == words


def tally(role, low, teller=(), start=0):
    q = quantity(low, unit="", dimension="count")
    return Tally("box", role, replace(q, start=start), cited("the film", start, teller))


def test_what_was_opened_and_what_was_left_are_held_against_the_whole():
    (fits,) = check_counts([tally("part", 123), tally("rest", 37, start=9), tally("whole", 160, start=3)])
    assert (fits.outcome, fits.why) == ("adds up", "123 and 37 left make 160, as the total has it")
    (apart,) = check_counts([tally("part", 109), tally("rest", 37, start=9), tally("whole", 189, start=3)])
    assert (apart.outcome, apart.why) == ("does not add up", "109 and 37 left make 146, but the total is given as 189")


def test_counts_of_another_teller_are_only_used_where_he_has_none_of_his_own():
    mine = [tally("part", 109), tally("rest", 37, start=9), tally("part", 123, ("the first reports",), 5)]
    assert [c.part.quantity.low for c in check_counts(mine)] == [109]
    assert [c.part.quantity.low for c in check_counts(mine[1:])] == [123]


def test_what_rounding_allows_is_no_conflict_and_each_figure_is_held_against_another_once():
    vague = [amount("all", 100e6), amount("all", 98e6, 102e6, kind="about"), amount("all", 100e6, label="a copy")]
    assert at_odds(vague) == ()
    apart = at_odds([*vague, amount("all", 500e6, label="a review")])
    assert len(apart) == 2
    assert at_odds([amount("all", 1), amount("all", 9, facet="insured"), amount("all", 9, unit="USD")]) == ()


def test_who_gives_several_figures_speaks_of_several_things():
    two = [amount("all", 100), amount("all", 9)]
    assert at_odds(two) == (), "one account does not speak against itself"
    assert at_odds([*two, amount("all", 9, label="a review")]) == (), "one of its figures goes with the other's"
    assert len(at_odds([*two, amount("all", 50, label="a review")])) == 2


def test_what_is_said_on_a_condition_is_no_figure_of_what_was():
    supposed = amount("all", 9, label="a review")
    supposed = replace(supposed, cited=replace(supposed.cited, hedged="conditional"))
    assert at_odds([amount("all", 100), supposed]) == ()
