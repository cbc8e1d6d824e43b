"""What is so, as far as independent sources tell: copies add nothing, containing is no conflict, order is no matter."""

import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.truth import (
    Assertion,
    Board,
    Contained,
    Weighing,
    accu_copy,
    crh,
    declared_pairs,
    fold_contained,
    opinions,
    truth_finder,
    vote,
    weigh,
)

FRANCE = (Contained("born", "France", "Paris"), Contained("born", "France", "Lyon"))
CAREFUL = Weighing(learn=False)
"""Nothing but what is declared counts as copied, so that small examples can be worked by hand."""


def said(**values):
    """Claims on one item, written value=sources with a blank between sources."""
    return [Assertion("born", source, value) for value, sources in values.items() for source in sources.split()]


def opinion(claims, contained=(), declared=(), how=CAREFUL):
    (one,) = opinions(weigh(Board.of(claims, contained), declared=declared, settings=how))
    return one


def at(belief, value):
    return belief.board.values.index(("born", value))


sources = st.sampled_from([f"s{i}" for i in range(6)])
claims = st.lists(
    st.builds(Assertion, st.sampled_from(["i", "j", "k"]), sources, st.sampled_from("uvw")), min_size=1, max_size=30
)


# --- worked by hand -------------------------------------------------------------------------------------------------


def test_one_round_is_the_formula_of_accu():
    """Two say Paris, one says Rome: A = (4 + share) / 5 + 1, log-odds ln(n A / (1 - A)), softmax with the unnamed."""
    belief = weigh(Board.of(said(Paris="a b", Rome="c")), settings=Weighing(learn=False, rounds=1))
    right, wrong = (4 + 2 / 3) / 6, (4 + 1 / 3) / 6
    paris = 2 * math.log(10 * right / (1 - right))
    rome = math.log(10 * wrong / (1 - wrong))
    assert belief.accuracy == pytest.approx([right, right, wrong])
    assert belief.score[at(belief, "Paris")] == pytest.approx(paris)
    assert belief.score[at(belief, "Rome")] == pytest.approx(rome)
    total = math.exp(paris) + math.exp(rome) + 9
    assert belief.share[at(belief, "Paris")] == pytest.approx(math.exp(paris) / total)


def test_a_lone_source_is_believed_as_far_as_its_accuracy():
    belief = weigh(Board.of(said(Paris="a")), settings=Weighing(learn=False, rounds=1))
    assert belief.belief[0] == pytest.approx(belief.accuracy[0])


def test_a_vote_counts_sources_and_ours_counts_origins():
    """Three papers with one dispatch say Rome, two who know nothing of each other say Paris."""
    told = said(Rome="guardian mail times", Paris="clerk court")
    dispatch = [(paper, "dispatch") for paper in ("guardian", "mail", "times")]
    one = opinion(told, declared=dispatch)
    assert (one.voted, one.value) == ("Rome", "Paris")
    assert (one.votes, one.others, one.origins) == (2, 3, 2.0)


def test_a_digest_of_two_does_not_make_them_one():
    assert declared_pairs([("digest", "ap"), ("digest", "upi")]) == {("ap", "digest"), ("digest", "upi")}
    assert declared_pairs([("b", "a"), ("c", "b"), ("d", "a")]) == {
        ("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"),
    }  # fmt: skip


def test_the_opinion_says_who_speaks_and_what_it_hangs_on():
    one = opinion(said(Paris="a b"))
    assert one.band == "likely"
    assert [v.source for v in one.voices] == ["a", "b"]
    assert one.hangs_on == ("a", "b")
    assert opinion(said(Paris="a b c d")).hangs_on == ()


# --- abstaining -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "declared", "why"),
    [
        pytest.param(said(Paris="a"), (), "fewer than two independent sources say so", id="one source"),
        pytest.param(said(Paris="a b"), [("b", "a")], "fewer than two independent sources say so", id="and its copy"),
        pytest.param(said(Paris="a b", Rome="c d"), (), "the sources that speak do not agree enough", id="two and two"),
    ],
)
def test_it_abstains_and_says_why(told, declared, why):
    one = opinion(told, declared=declared)
    assert (one.band, one.abstains, one.hangs_on) == ("open", why, ())


def test_it_abstains_where_nobody_objects_but_the_kinds_are_weak():
    told = Board.of(said(Paris="a b"))
    weak = {"a": (1.0, 4.0), "b": (1.0, 4.0)}
    (one,) = opinions(weigh(told, priors=weak, settings=Weighing(false_values=1, learn=False, least_claims=5)))
    assert one.abstains == "those that say so are too few or of weak kinds"


def test_a_source_with_few_claims_keeps_the_accuracy_of_its_kind():
    told = [*said(Paris="a b c", Rome="d"), *(Assertion(f"i{n}", s, "v") for n in range(6) for s in "ab")]
    belief = weigh(Board.of(told), priors={"d": (3.0, 2.0)}, settings=Weighing(learn=False, least_claims=5))
    by_source = dict(zip(belief.board.sources, belief.accuracy.tolist(), strict=True))
    assert by_source["d"] == pytest.approx(0.6)
    assert by_source["c"] == pytest.approx(0.8)
    assert by_source["a"] > 0.85


# --- values that contain each other ---------------------------------------------------------------------------------


def test_france_and_paris_do_not_conflict():
    split = opinion(said(France="a b", Paris="c d", Rome="e f g"), FRANCE)
    assert split.value == "Paris"
    assert split.voted == "Rome"


def test_a_lone_longer_list_does_not_win_over_many_shorter_ones():
    """Ten shops name two authors; one adds a third: it may be right that there are more, but not on one word."""
    longer = (Contained("born", "Bloch+Gafter", "Bloch+Gafter+Nobody"),)
    told = said(**{"Bloch+Gafter": " ".join(f"s{i}" for i in range(10)), "Bloch+Gafter+Nobody": "x"})
    assert opinion(told, longer).value == "Bloch+Gafter"


def test_what_is_contained_at_two_removes_is_contained():
    chain = (Contained("born", "Europe", "France"), Contained("born", "France", "Paris"))
    board = Board.of(said(Europe="a", Paris="b"), chain)
    assert [(board.values[b][1], board.values[n][1]) for b, n in zip(board.broad, board.narrow, strict=True)] == [
        ("Europe", "Paris")
    ]


def test_folding_reads_france_as_the_place_in_it_that_enough_sources_give():
    folded = fold_contained(Board.of(said(France="a b", Paris="c d", Rome="e f g"), FRANCE))
    assert dict(zip((v for _, v in folded.values), folded.votes.tolist(), strict=True)) == {"Paris": 4.0, "Rome": 3.0}
    alone = fold_contained(Board.of(said(France="a b c", Paris="d"), FRANCE))
    assert dict(zip((v for _, v in alone.values), alone.votes.tolist(), strict=True)) == {"France": 3.0, "Paris": 1.0}


@given(st.integers(0, 4), st.integers(1, 4), st.integers(0, 4))
@settings(deadline=None, max_examples=40)
def test_a_broader_word_never_lowers_the_narrower_against_what_it_excludes(broad, narrow, other):
    """At given accuracies: one more source for France never helps Rome against Paris."""
    how = Weighing(learn=False, least_claims=99)

    def lead(count):
        told = [Assertion("born", f"f{i}", "France") for i in range(count)]
        told += [Assertion("born", f"p{i}", "Paris") for i in range(narrow)]
        told += [Assertion("born", f"r{i}", "Rome") for i in range(other)]
        # France is on the table from the start, so that only the number of its sources differs
        belief = weigh(Board.of([*told, Assertion("born", "f", "France")], FRANCE), settings=how)
        return belief.score[at(belief, "Paris")] - (belief.score[at(belief, "Rome")] if other else 0.0)

    assert lead(broad + 1) >= lead(broad) - 1e-12


@given(st.integers(1, 4), st.integers(0, 4), st.integers(0, 4))
@settings(deadline=None, max_examples=40)
def test_a_narrower_word_never_lowers_the_broader(broad, narrow, other):
    how = Weighing(learn=False, least_claims=99)

    def believed(count):
        told = [Assertion("born", f"f{i}", "France") for i in range(broad)]
        told += [Assertion("born", f"p{i}", "Paris") for i in range(count)]
        told += [Assertion("born", f"r{i}", "Rome") for i in range(other)]
        belief = weigh(Board.of(told, FRANCE), settings=how)
        return belief.belief[at(belief, "France")]

    assert believed(narrow + 1) >= believed(narrow) - 1e-12


# --- copies ---------------------------------------------------------------------------------------------------------


@given(claims, sources)
@settings(deadline=None, max_examples=60)
def test_a_declared_copy_adds_nothing(told, original):
    """A copy that says all that its original says leaves the number of independent sources as it was."""
    copied = [Assertion(a.item, "copy", a.value) for a in told if a.source == original]
    before = weigh(Board.of(told), settings=CAREFUL)
    after = weigh(Board.of([*told, *copied]), declared=[("copy", original)], settings=CAREFUL)
    assert after.origins == pytest.approx(before.origins)


def test_declared_copying_is_certain():
    belief = weigh(Board.of(said(Paris="a b c")), declared=[("b", "a")], settings=CAREFUL)
    assert belief.dependence.tolist() == [1.0]
    assert belief.independent == pytest.approx([1.0, 0.0, 1.0])


def test_shared_rare_values_are_taken_for_copying_and_shared_truth_is_not():
    """Six sources are right on 60 items; b repeats a, with a's errors; c errs as often, on its own."""
    draw = random.Random(7)
    told = []
    for item in range(60):
        wrong = draw.random() < 0.3
        told += [Assertion(f"i{item:02}", s, "right") for s in ("d", "e", "f")]
        told += [Assertion(f"i{item:02}", s, f"false {item}" if wrong else "right") for s in ("a", "b")]
        told.append(Assertion(f"i{item:02}", "c", f"own {item}" if draw.random() < 0.3 else "right"))
    belief = weigh(Board.of(told), settings=Weighing(least_shared=0))
    found = {
        (belief.board.sources[a], belief.board.sources[b]): d
        for a, b, d in zip(belief.links.left, belief.links.right, belief.dependence.tolist(), strict=True)
    }
    assert found["a", "b"] > 0.99
    assert found["a", "c"] < 0.01
    assert found["c", "d"] < 0.01


def test_those_that_are_right_against_a_copied_majority_are_no_copies_of_each_other():
    """Five agree but for a few slips; six copiers, the majority, make half of what they say look wrong."""
    draw = random.Random(3)
    copiers, right = [f"m{i}" for i in range(6)], [f"x{i}" for i in range(5)]
    told = []
    for item in range(200):
        told += [Assertion(f"i{item:03}", s, f"wrong {item}" if item % 2 else "right") for s in copiers]
        told += [Assertion(f"i{item:03}", s, "right" if draw.random() < 0.97 else f"{s} {item}") for s in right]
    belief = weigh(Board.of(told))
    likely = {
        (belief.board.sources[a], belief.board.sources[b])
        for a, b, d in zip(belief.links.left, belief.links.right, belief.dependence.tolist(), strict=True)
        if d > 0.5
    }
    assert likely == set(itertools.combinations(copiers, 2))
    answers = [belief.board.values[v][1] for v in belief.board.best(belief.score).tolist()]
    assert answers.count("right") == 200
    majority = [belief.board.values[v][1] for v in belief.board.best(vote(belief.board)).tolist()]
    assert majority.count("right") == 100


# --- order ----------------------------------------------------------------------------------------------------------


@given(claims, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_input_is_of_no_account(told, chance):
    inside = [Contained(i, "u", "v") for i in "ijk"]
    drawn = [("s1", "s0"), ("s3", "s2")]
    mixed = [*told, *told[:3]]
    chance.shuffle(mixed)
    one = weigh(Board.of(told, inside), declared=drawn, settings=Weighing(least_shared=0))
    two = weigh(Board.of(mixed, reversed(inside)), declared=reversed(drawn), settings=Weighing(least_shared=0))
    for part in ("score", "belief", "origins", "accuracy", "dependence"):
        assert getattr(one, part).tobytes() == getattr(two, part).tobytes()
    assert repr(opinions(one)) == repr(opinions(two))


def test_an_empty_board_gives_nothing():
    assert opinions(weigh(Board.of([]))) == ()


# --- the methods of the literature ----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [vote, truth_finder, crh, accu_copy], ids=lambda m: m.__name__)
def test_each_method_follows_a_clear_majority_of_independent_sources(method):
    told = [Assertion(f"i{n}", s, "right" if s != "e" else "wrong") for n in range(8) for s in "abcde"]
    board = Board.of(told)
    assert {board.values[v][1] for v in board.best(method(board)).tolist()} == {"right"}


def test_crh_and_truth_finder_believe_the_source_that_is_mostly_right():
    """On ten items a, b, c agree; on the last, c alone faces d, who was wrong on all ten."""
    told = [Assertion(f"i{n:02}", s, "right") for n in range(10) for s in "abc"]
    told += [Assertion(f"i{n:02}", "d", f"wrong {n}") for n in range(10)]
    told += [Assertion("last", "c", "yes"), Assertion("last", "d", "a no")]
    board = Board.of(told)
    assert ("last", "a no") in [board.values[v] for v in board.best(vote(board)).tolist()], "a tie goes to the first"
    for method in (truth_finder, crh, accu_copy):
        assert ("last", "yes") in [board.values[v] for v in board.best(method(board)).tolist()]


def test_the_first_step_of_truth_finder_is_the_published_one():
    """One source, trust 0.9: sigma = -ln(0.1), belief 1 / (1 + exp(-0.3 sigma))."""
    score = truth_finder(Board.of(said(Paris="a")), rounds=1)
    assert score == pytest.approx([-math.log(0.1)])
    assert np.isfinite(score).all()
