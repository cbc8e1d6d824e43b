"""On how many origins an assertion rests: the examples of the method, and every graph against trying all chains."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.reasoning.origins import UNKNOWN, independence, lines_of, with_unknown

often = settings(max_examples=120, deadline=None)


def up(**above):
    return {node: frozenset(nodes.split()) for node, nodes in above.items()}


WIRED = up(guardian="wired", mail="wired", wikipedia="wired", wired="mastermind")
BOOK = WIRED | up(book="detective court")
REUTERS = BOOK | up(reuters="court")


# --- the examples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holders", "parents", "kappa", "origins"),
    [
        pytest.param("guardian mail wikipedia", WIRED, 1, 1, id="an interview and all who carry it"),
        pytest.param("guardian mail wikipedia book", BOOK, 2, 3, id="and a book on the detective and the court file"),
        pytest.param("guardian mail wikipedia book reuters", REUTERS, 3, 3, id="and an agency from the court file"),
        pytest.param("book", BOOK, 1, 2, id="one book on two witnesses: two origins and one chain"),
        pytest.param("guardian", {}, 1, 1, id="one who says it on his own"),
        pytest.param("a b", up(a="b", b="a"), 1, 1, id="two that draw on each other"),
        pytest.param("a b", up(a="a"), 2, 2, id="who names himself is an origin"),
        pytest.param("", WIRED, 0, 0, id="nobody says it"),
    ],
)
def test_how_many_origins(holders, parents, kappa, origins):
    found = independence(holders.split(), parents)
    assert (found.kappa, len(found.origins)) == (kappa, origins)
    assert found.two_sources == (kappa >= 2)


def test_everything_hangs_on_the_mastermind_and_the_magazine():
    found = independence(["guardian", "mail", "wikipedia"], WIRED)
    assert found.hangs_on == ("mastermind", "wired")
    assert independence(["guardian"], WIRED).hangs_on == ("mastermind", "wired", "guardian")
    assert independence(["guardian", "book"], BOOK).hangs_on == ()


def test_the_smallest_cut_is_as_near_to_the_origins_as_can_be():
    assert independence(["guardian", "mail", "book"], BOOK).cut == ("book", "mastermind")
    assert independence(["guardian", "mail", "book", "reuters"], REUTERS).cut == ("court", "detective", "mastermind")


def test_two_that_name_no_source_are_not_two_in_the_strict_reading():
    assert independence(["a", "b"], {}).kappa == 2
    strict = independence(["a", "b"], with_unknown({}, ["a", "b"]))
    assert (strict.kappa, strict.hangs_on) == (1, (UNKNOWN,))
    assert independence(["a", "b", "c"], with_unknown(up(c="court"), ["a", "b", "c"])).kappa == 2


def test_what_goes_back_to_the_work_alone_carries_nothing():
    parents = up(fan="film", review="film book")
    assert independence(["fan"], parents, blocked={"film"}).kappa == 0
    assert independence(["film"], parents, blocked={"film"}).kappa == 0
    assert independence(["review"], parents, blocked={"film"}).chains == (("book", "review"),)
    assert independence(["a", "b"], up(a="b film", b="a"), blocked={"film"}).kappa == 0


def test_a_witness_who_reads_the_papers_is_an_origin_too():
    parents = up(witness="paper")
    assert independence(["witness", "paper"], parents).kappa == 1
    assert independence(["witness", "paper"], parents, origins={"witness"}).kappa == 2


def test_one_interest_behind_all_of_it_breaks_the_two_source_rule():
    interests = {"the convicted": {"mastermind", "detective"}, "the court": {"court"}}
    found = independence(["guardian", "letter"], WIRED | up(letter="detective"), interests=interests)
    assert (found.kappa, found.interests, found.two_sources) == (2, ("the convicted",), False)
    more = independence(["guardian", "letter", "book"], BOOK | up(letter="detective"), interests=interests)
    assert (more.interests, more.two_sources) == ((), True)


def test_a_circle_stands_under_the_first_of_its_names_and_says_who_is_in_it():
    found = independence(["c"], up(a="b", b="a", c="a"))
    assert found.chains == (("a", "c"),)
    assert found.circles == (("a", ("a", "b")),)


# --- against trying everything --------------------------------------------------------------------------------------


def random_graph(seed, acyclic=True):
    random = Random(seed)
    nodes = [f"n{i}" for i in range(random.randint(1, 8))]
    parents = {}
    for at, node in enumerate(nodes):
        others = nodes[:at] if acyclic else [n for n in nodes if n != node]
        parents[node] = frozenset(random.sample(others, k=min(len(others), random.choice((0, 1, 1, 2, 3)))))
    holders = random.sample(nodes, k=random.randint(1, len(nodes)))
    blocked = frozenset(random.sample(nodes, k=random.choice((0, 0, 1))))
    return holders, parents, blocked


def all_chains(holders, parents, blocked):
    found = []

    def climb(path):
        above = parents.get(path[0], frozenset())
        if not above:
            found.append(path)
        for parent in sorted(above - blocked - set(path)):
            climb((parent, *path))

    for holder in sorted(set(holders) - blocked):
        climb((holder,))
    return found


def most_disjoint(chains):
    if not chains:
        return 0
    first, rest = chains[0], chains[1:]
    return max(1 + most_disjoint([c for c in rest if not set(c) & set(first)]), most_disjoint(rest))


@often
@given(st.integers(0, 2**40))
def test_as_many_chains_as_any_choice_of_them_has(seed):
    graph = random_graph(seed)
    holders, parents, blocked = graph
    found = independence(holders, parents, blocked=blocked)
    possible = all_chains(*graph)
    assert found.kappa == most_disjoint(possible)
    assert set(found.chains) <= set(possible)
    nodes = [n for chain in found.chains for n in chain]
    assert len(nodes) == len(set(nodes))
    assert found.origins == tuple(sorted({chain[0] for chain in possible}, key=found.origins.index))


@often
@given(st.integers(0, 2**40))
def test_everything_hangs_on_what_stands_in_every_chain(seed):
    graph = random_graph(seed)
    holders, parents, blocked = graph
    possible = all_chains(*graph)
    in_all = set.intersection(*map(set, possible)) if possible else set()
    assert set(independence(holders, parents, blocked=blocked).hangs_on) == in_all


@often
@given(st.integers(0, 2**40))
def test_the_cut_leaves_nothing_and_no_smaller_one_does(seed):
    graph = random_graph(seed)
    holders, parents, blocked = graph
    found = independence(holders, parents, blocked=blocked)
    possible = all_chains(*graph)
    assert len(found.cut) == found.kappa  # Menger 1927
    assert all(set(chain) & set(found.cut) for chain in possible)
    nodes = sorted({n for chain in possible for n in chain})
    fewer = combinations(nodes, max(0, found.kappa - 1))
    assert not possible or not any(all(set(chain) & set(cut) for chain in possible) for cut in fewer)


@often
@given(st.integers(0, 2**40), st.randoms(use_true_random=False))
def test_the_same_answer_in_whatever_order_the_graph_is_given(seed, random):
    holders, parents, blocked = random_graph(seed, acyclic=False)
    turned = dict(random.sample(sorted(parents.items()), k=len(parents)))
    again = independence(random.sample(holders, k=len(holders)), turned, blocked=blocked)
    assert again == independence(holders, parents, blocked=blocked)


# --- what may never raise it ----------------------------------------------------------------------------------------


@often
@given(st.integers(0, 2**40), st.data())
def test_a_copy_never_adds_an_origin(seed, data):
    holders, parents, blocked = random_graph(seed, acyclic=False)
    copied = data.draw(st.sets(st.sampled_from(sorted(set(holders))), min_size=1))
    more = independence([*holders, "copy"], {**parents, "copy": frozenset(copied)}, blocked=blocked)
    assert more.kappa == independence(holders, parents, blocked=blocked).kappa


@often
@given(st.integers(0, 2**40), st.data())
def test_taking_an_origin_away_never_adds_one(seed, data):
    holders, parents, blocked = random_graph(seed, acyclic=False)
    before = independence(holders, parents, blocked=blocked)
    gone = data.draw(st.sampled_from(sorted(parents)))
    after = independence(holders, parents, blocked=blocked | {gone})
    assert after.kappa <= before.kappa
    assert before.kappa - after.kappa <= 1 or any(gone in members for _, members in before.circles)


@often
@given(st.integers(0, 2**40), st.data())
def test_two_origins_that_turn_out_to_be_one_never_add_one(seed, data):
    holders, parents, blocked = random_graph(seed)
    roots = sorted(n for n, above in parents.items() if not above)
    if len(roots) < 2:
        return
    one, other = data.draw(st.permutations(roots))[:2]
    names = {other: one}
    merged = {names.get(n, n): frozenset(names.get(p, p) for p in above) for n, above in parents.items()}
    before = independence(holders, parents, blocked=blocked - {one, other})
    after = independence([names.get(h, h) for h in holders], merged, blocked=blocked - {one, other})
    assert before.kappa - 1 <= after.kappa <= before.kappa


@often
@given(st.integers(0, 2**40), st.data())
def test_the_strict_reading_is_never_the_more_generous_one(seed, data):
    holders, parents, blocked = random_graph(seed)
    nameless = data.draw(st.sets(st.sampled_from(sorted(parents))))
    strict = independence(holders, with_unknown(parents, nameless), blocked=blocked)
    assert strict.kappa <= independence(holders, parents, blocked=blocked).kappa


def test_ancestors_end_where_a_circle_closes():
    assert lines_of("a", up(a="b", b="c", c="a")) == {"a", "b", "c"}


def test_a_long_line_of_carriers_is_one_origin():
    """Deeper than Python may recurse."""
    parents = {f"n{i}": frozenset({f"n{i - 1}"}) for i in range(1, 5000)}
    found = independence(["n4999", "n2500"], parents)
    assert (found.kappa, found.origins, len(found.hangs_on)) == (1, ("n0",), 2501)
