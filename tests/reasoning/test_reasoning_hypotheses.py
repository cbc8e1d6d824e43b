"""Hypotheses weighed by clues: copies never count twice, order never matters, and what hangs on what is recomputed."""

import json
from dataclasses import asdict, replace
from itertools import combinations
from math import inf, log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.clues import BANDS, Clue, Report, level_of, report_ratio, spans_of_clues, weight_words
from loupe.reasoning.enumeration import Node, chance
from loupe.reasoning.hypotheses import FALLACY, OTHER_ID, Hypothesis, odds_range, order_of, weigh
from loupe.reasoning.sensitivity import hanging_on

H = (Hypothesis("H1", "the driver"), Hypothesis("H2", "the dealer"), Hypothesis("H3", "the clerk"))
SURE = (Report("s-1", 0.999),)


def clue(name, origin, *levels, reports=SURE, **more):
    return Clue(name, origin, reports, {f"H{i}": level for i, level in enumerate(levels, 1)}, **more)


def totals(table):
    return {r.hypothesis.id: r.total.middle for r in table.rows}


# --- the words ---


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("no support", 0), ("no support either way", 0), ("None", 0), ("weak support", 1), ("Moderate", 2),
        ("moderately strong support", 3), ("strong", 4), ("very strong support", 5), ("extremely strong support", 6),
        ("moderate support against", -2), ("against: moderately strong", -3), ("weak support for", 1),
    ],
)  # fmt: skip
def test_words_of_the_scale(words, level):
    assert level_of(words) == level


@pytest.mark.parametrize("words", ["80 %", "likely", "", "no support against", "guess", "strongly"])
def test_other_words_are_refused_with_the_scale(words):
    with pytest.raises(ValueError, match="moderately strong support"):
        level_of(words)


def test_the_bands_are_those_of_the_guideline_and_meet():
    assert [(b.least, b.most) for b in BANDS] == [
        (2, 10), (10, 100), (100, 1_000), (1_000, 10_000), (10_000, 1_000_000), (1_000_000, inf),
    ]  # fmt: skip
    assert all(b.least <= b.middle <= b.most for b in BANDS)
    for level, band in enumerate(BANDS, 1):
        assert weight_words(log10(band.middle)) == band.words
        assert weight_words(-log10(band.least)) == f"{band.words} against"
        assert level_of(weight_words(log10(band.least))) == level
    assert weight_words(log10(1.9)) == weight_words(0) == "no support either way"
    assert weight_words(inf) == "extremely strong support"


# --- one origin, once ---


def test_two_reports_of_one_origin_carry_8_78_and_not_37_7():
    assert report_ratio(0.9, 0.1, [0.95]) == pytest.approx(6.14, abs=0.005)
    assert report_ratio(0.9, 0.1, [0.95, 0.95]) == pytest.approx(8.78, abs=0.005)
    assert report_ratio(0.9, 0.1, [0.95]) ** 2 == pytest.approx(37.7, abs=0.05), "what counting articles would give"


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.lists(st.floats(0.5, 1), min_size=1, max_size=4))
@settings(deadline=None)
def test_reports_agree_with_the_sum_over_every_case(t, f, fidelities):
    nodes = [Node("h", (), (0.5,)), Node("fact", ("h",), (f, t))]
    nodes += [Node(f"r{i}", ("fact",), (1 - c, c)) for i, c in enumerate(fidelities)]
    seen = {f"r{i}": True for i in range(len(fidelities))}
    ratio = chance(nodes, seen, {"h": True}) / chance(nodes, seen, {"h": False})
    assert report_ratio(t, f, fidelities) == pytest.approx(ratio)


@pytest.mark.parametrize("level", range(1, 7))
@pytest.mark.parametrize("fidelity", [0.7, 0.9, 0.95, 0.99, 0.999])
def test_no_report_carries_more_than_its_fidelity(level, fidelity):
    supports, opposes = spans_of_clues([clue("C1", "o", level, reports=(Report("s", fidelity),))], "H1")
    cap = log10(fidelity / (1 - fidelity))
    assert 0 < supports.least <= supports.middle <= supports.most <= cap + 1e-12
    assert supports.middle <= log10(BANDS[level - 1].middle)
    assert (opposes.least, opposes.most) == (0, 0)
    _, against = spans_of_clues([clue("C1", "o", -level, reports=(Report("s", fidelity),))], "H1")
    assert against.middle == -supports.middle


levels = st.integers(-6, 6)
reports = st.lists(
    st.builds(Report, st.sampled_from(["s-1", "s-2", "s-3"]), st.sampled_from([0.7, 0.9, 0.95, 0.99])),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
clues = st.lists(st.tuples(st.sampled_from(["police", "driver", "dealer", "court"]), levels, levels, levels, reports,
                           st.booleans()), max_size=7).map(
    lambda many: [clue(f"C{i}", o, a, b, c, reports=r, apart=p) for i, (o, a, b, c, r, p) in enumerate(many, 1)]
)  # fmt: skip


@given(clues.filter(bool), st.data())
@settings(deadline=None)
def test_telling_a_clue_again_changes_nothing(many, data):
    copied = data.draw(st.sampled_from([c for c in many if not c.apart] or many))
    again = replace(copied, id="C99", apart=False)
    if copied.apart:
        return
    before, after = weigh(H, many), weigh(H, [*many, again])
    assert totals(before) == totals(after)
    assert before.order == after.order


@given(clues)
@settings(deadline=None)
def test_no_origin_ever_carries_more_than_its_reports_whatever_it_says(many):
    for column in weigh(H, many).columns:
        own = [c for c in many if c.origin == column.origin]
        wrong = right = 1.0
        for name in sorted({r.id for c in own for r in c.reports}):
            fidelity = min(r.fidelity for c in own for r in c.reports if r.id == name)
            right, wrong = right * fidelity, wrong * (1 - fidelity)
        for cell in column.cells:
            assert cell.supports.most <= log10(right / wrong) + 1e-9
            assert cell.opposes.least >= -log10(right / wrong) - 1e-9


def test_facts_held_apart_add_up_under_one_doubt_of_their_source():
    press = (Report("s-1", 0.95),)
    one, two = clue("C1", "police", 1, reports=press), clue("C2", "police", 1, reports=press)
    alone, _ = spans_of_clues([one], "H1")
    told_again, _ = spans_of_clues([one, two], "H1")
    apart, _ = spans_of_clues([one, replace(two, apart=True)], "H1")
    assert told_again == alone
    assert alone.middle < apart.middle < 2 * alone.middle
    assert apart.middle < log10(19)


def test_facts_with_reports_of_their_own_are_doubted_each_by_itself():
    one = clue("C1", "police", 2, reports=(Report("s-1", 0.9),))
    other = clue("C2", "police", 2, reports=(Report("s-2", 0.9),), apart=True)
    alone, _ = spans_of_clues([one], "H1")
    both, _ = spans_of_clues([one, other], "H1")
    assert both.middle == pytest.approx(2 * alone.middle)
    again, _ = spans_of_clues([one, replace(other, apart=False)], "H1")
    assert alone.middle < again.middle < both.middle, "told by a second reporter: surer, and still one fact"


def test_a_report_bears_out_only_what_it_tells():
    """A weaker word of the same origin in another paper does not make the stronger one surer."""
    strong = clue("C1", "driver", 2, reports=(Report("s-1", 0.9),))
    weak = clue("C2", "driver", 1, reports=(Report("s-2", 0.9),))
    assert spans_of_clues([strong, weak], "H1") == spans_of_clues([strong], "H1")


def test_what_one_origin_says_for_and_against_is_shown_both():
    table = weigh(H[:2], [clue("C1", "driver", 1, 0), clue("C2", "driver", -1, 0)])
    (column,) = table.columns
    cell = column.cells[0]
    assert cell.supports.middle > 0 > cell.opposes.middle
    assert cell.span.middle == pytest.approx(0)
    row = table.rows[1]
    assert (row.speaks_for, row.speaks_against) == (("driver",), ("driver",))
    assert table.not_telling == ()


# --- the table ---


@given(clues, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_permuted_input_gives_the_same_bytes(many, random):
    attacks = [("C1", "C2"), ("C2", "C1")] if len(many) > 1 else []
    table = weigh(H, many, [("t-1", "t-2")], attacks)
    shuffled = weigh(
        random.sample(H, 3), random.sample(many, len(many)), [("t-2", "t-1")], random.sample(attacks, len(attacks))
    )
    assert json.dumps(asdict(table), default=str) == json.dumps(asdict(shuffled), default=str)
    assert hanging_on(H, many, (), attacks) == hanging_on(H[::-1], many[::-1], (), attacks[::-1])


@given(clues)
@settings(deadline=None)
def test_another_hypothesis_never_changes_what_one_has(many):
    """Every weight is against the same rival, so rows do not lean on each other."""
    few, all_three = totals(weigh(H[:2], many)), totals(weigh(H, many))
    assert few == {name: total for name, total in all_three.items() if name != "H3"}


def test_the_rival_is_always_there_and_weighs_nothing():
    table = weigh((), [])
    assert [(r.hypothesis.id, r.hypothesis.text) for r in table.rows] == [(OTHER_ID, "someone or something else")]
    table = weigh(H, [clue("C1", "police", -1, -1, -2)])
    assert totals(table)[OTHER_ID] == 0
    assert table.order == ((OTHER_ID,), ("H1", "H2"), ("H3",))
    assert [r.place for r in table.rows] == [1, 2, 2, 4]


def test_a_clue_counts_only_with_a_weight_for_every_hypothesis():
    whole, part = clue("C1", "police", 1, 0, 0), clue("C2", "driver", 4)
    table = weigh(H, [whole, part])
    assert totals(table) == totals(weigh(H, [whole]))
    (column,) = [c for c in table.columns if c.origin == "driver"]
    assert (column.clues, column.cells) == ((), ())
    assert column.missing == (("C2", "H2"), ("C2", "H3"))
    assert column.idle == (("C2", "not weighed for every hypothesis"),)


def test_an_idle_clue_is_shown_and_does_not_count():
    table = weigh(H, [clue("C1", "film", 4, 0, 0, idle="it goes back to the work itself")])
    assert set(totals(table).values()) == {0}
    assert table.columns[0].idle == (("C1", "it goes back to the work itself"),)


def test_clues_that_weigh_the_same_everywhere_tell_nothing():
    table = weigh(H, [clue("C1", "police", 0, 0, 0), clue("C2", "driver", 1, 0, 0)])
    assert table.not_telling == ("police",)


def test_a_clue_that_speaks_against_everyone_named_is_explained_by_nobody():
    table = weigh(H, [clue("C1", "police", -1, -2, -1), clue("C2", "driver", -1, 0, 0), clue("C3", "court", 1, -1, -1)])
    assert table.unexplained == ("police",)


def test_the_strongest_comes_first():
    table = weigh(H[:1], [clue("C1", "a", 1), clue("C2", "b", 3), clue("C3", "c", -1), clue("C4", "d", -2)])
    assert (table.rows[1].speaks_for, table.rows[1].speaks_against) == (("b", "a"), ("d", "c"))


def test_a_hypothesis_that_needs_an_impossible_set_stands_last():
    needy = Hypothesis("H1", "he waited in the car", ("t-1", "t-2", "t-9"))
    half = Hypothesis("H2", "he was inside", ("t-2",))
    table = weigh([needy, half], [clue("C1", "police", 6, -6)], [("t-2", "t-1"), ("t-7", "t-9")])
    assert table.rows[1].impossible == (("t-1", "t-2"),)
    assert table.rows[2].impossible == ()
    assert table.order == ((OTHER_ID,), ("H2",), ("H1",))
    assert table.rows[1].total.middle == -inf


def test_a_defeated_clue_does_not_count_and_a_defended_one_does():
    many = [clue("C1", "a", 2), clue("C2", "b", -1), clue("C3", "c", 0)]
    table = weigh(H[:1], many, attacks=[("C2", "C1")])
    assert totals(table) == totals(weigh(H[:1], many[1:]))
    assert ("C1", "defeated: attacked by C2") in table.columns[0].idle
    defended = weigh(H[:1], many, attacks=[("C2", "C1"), ("C3", "C2")])
    assert totals(defended) == totals(weigh(H[:1], [many[0], many[2]]))
    tied = weigh(H[:1], many, attacks=[("C2", "C1"), ("C1", "C2")])
    assert [s.status for s in tied.arguments] == ["undecided", "undecided"]
    assert totals(tied)["H1"] == 0


@pytest.mark.parametrize(
    ("hypotheses", "many", "why"),
    [
        pytest.param([Hypothesis("H0", "x")], [], "id of its own", id="the rival's id"),
        pytest.param(H, [clue("C1", "a", 1), clue("C1", "b", 1)], "id of its own", id="one id twice"),
        pytest.param(H, [clue("C1", "a", 7)], "not on the scale", id="a weight beyond the scale"),
        pytest.param(H, [clue("C1", "a", 1, reports=())], "needs reports", id="no report"),
        pytest.param(H, [clue("C1", "a", 1, reports=(Report("s", 0.4),))], "from 0.5 to 1", id="worse than a coin"),
    ],
)
def test_what_cannot_be_weighed_is_refused(hypotheses, many, why):
    with pytest.raises(ValueError, match=why):
        weigh(hypotheses, many)


# --- what it hangs on ---


@given(clues)
@settings(max_examples=50, deadline=None)
def test_leave_one_out_is_recomputation(many):
    for change in hanging_on(H, many).without:
        left = [c for c in many if c.origin not in change.origins]
        table = weigh(H, left)
        assert change.order == table.order
        assert change.first == (table.order[:1] != weigh(H, many).order[:1])


@given(clues)
@settings(max_examples=50, deadline=None)
def test_the_smallest_sets_are_all_those_that_brute_force_finds(many):
    table, hanging = weigh(H, many), hanging_on(H, many)
    origins = [c.origin for c in table.columns if c.clues]

    def brute(changed):
        for size in range(1, len(origins) + 1):
            found = [
                gone
                for gone in combinations(origins, size)
                if changed(weigh(H, [c for c in many if c.origin not in gone]).order)
            ]
            if found:
                return found
        return []

    assert [c.origins for c in hanging.smallest] == brute(lambda order: order != table.order)
    assert [c.origins for c in hanging.smallest_first] == brute(lambda order: order[:1] != table.order[:1])


@given(clues)
@settings(max_examples=50, deadline=None)
def test_one_band_down_is_recomputation(many):
    table, hanging = weigh(H, many), hanging_on(H, many)
    expected = []
    for column in table.columns:
        for cell in column.cells:
            lowered = []
            for c in many:
                level = c.weights[cell.hypothesis]
                nearer = level - 1 if level > 0 else level + 1 if level < 0 else 0
                changed = c.origin == column.origin
                lowered.append(replace(c, weights={**c.weights, cell.hypothesis: nearer}) if changed else c)
            order = weigh(H, lowered).order
            if order != table.order:
                expected.append((column.origin, cell.hypothesis, order))
    assert [(c.origins[0], c.hypothesis, c.order) for c in hanging.weaker] == expected


def test_a_ranking_that_hangs_on_one_clue_says_so():
    many = [clue("C1", "driver", 0, 1), clue("C2", "police", 0, 1), clue("C3", "court", 3, 0)]
    hanging = hanging_on(H[:2], many)
    assert [c.origins for c in hanging.smallest] == [("court",)]
    assert hanging.smallest[0].order == (("H2",), (OTHER_ID, "H1"))
    assert hanging.smallest[0].first


@pytest.mark.parametrize(
    ("levels", "firm"),
    [
        pytest.param([(4, 1)], True, id="bands far from each other"),
        pytest.param([(2, 1), (0, 1)], False, id="ten to a hundred against twice two to ten"),
        pytest.param([(1, 1)], False, id="level"),
        pytest.param([(2, 1)], True, id="neighbouring bands of one origin"),
    ],
)
def test_an_order_is_firm_when_it_holds_anywhere_in_the_bands(levels, firm):
    many = [clue(f"C{i}", f"o{i}", *pair) for i, pair in enumerate(levels, 1)]
    assert hanging_on(H[:2], many).firm is firm


def test_nothing_hangs_on_nothing():
    hanging = hanging_on(H, [])
    assert (hanging.smallest, hanging.smallest_first, hanging.without, hanging.weaker) == ((), (), (), ())


def test_order_puts_equals_together_and_the_impossible_last():
    assert order_of({"b": 1.0, "a": 1.0 + 1e-12, "c": -inf, "d": 2.0}) == (("d",), ("a", "b"), ("c",))


# --- odds, only for who brings them ---


def test_odds_are_a_range_beside_the_sentence():
    assert odds_range(1, 0.01, 1) == pytest.approx((0.1, 10))
    assert FALLACY == "P(evidence | innocent) is not P(innocent | evidence)"
    for least, most in ((0, 1), (2, 1), (1, inf)):
        with pytest.raises(ValueError, match="two positive numbers"):
            odds_range(1, least, most)
