"""How many disjoint chains bear a claim: small graphs written out, others against trying every set of chains."""

from random import Random

import pytest
from chains_by_hand import all_chains, fewest_disjoint, most_disjoint
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.judging import Telling, ancestors, disjoint_chains, sure_chains


def _up(**above):
    return {node: frozenset(nodes.split()) for node, nodes in above.items()}


def _tell(*holders, **credited):
    return [*map(Telling, holders), *(Telling(h, frozenset(names.split())) for h, names in credited.items())]


def _random_graph(seed, size):
    random = Random(seed)
    sources = [f"s{i}" for i in range(size)]
    nodes = [*sources, "n0", "n1"]
    plain = random.random()
    parents = dict.fromkeys(sources, frozenset())
    tellings = []
    for s in sources:
        if random.random() > plain:
            parents[s] = frozenset(random.sample(nodes, k=random.choice((0, 1, 1, 2))))
        for _ in range(random.choice((0, 1, 1, 2))):
            credited = frozenset(random.sample(["n0", "n1", "n2"], k=random.choice((0, 0, 1, 1, 2))))
            echoes = frozenset(random.sample(sources, k=1) if random.random() < 0.15 else ())
            tellings.append(Telling(s, credited, echoes - {s}))
    holders = {t.holder for t in tellings}
    tellings = [Telling(t.holder, t.credits, t.echoes & holders) for t in tellings]
    return tellings, parents, frozenset(random.sample(nodes, k=random.choice((0, 0, 1))))


graphs = st.builds(_random_graph, st.integers(0, 2**40), st.integers(1, 6))


@settings(max_examples=300, deadline=None)
@given(graphs)
def test_as_many_chains_as_can_be_found_by_trying_every_set(graph):
    tellings, parents, blocked = graph
    assert len(disjoint_chains(tellings, parents, blocked)) == most_disjoint(all_chains(*graph))


@settings(max_examples=300, deadline=None)
@given(graphs)
def test_as_few_sure_chains_as_by_trying_every_choice_of_sources(graph):
    tellings, parents, blocked = graph
    assert len(sure_chains(tellings, parents, blocked)) == fewest_disjoint(*graph)


@settings(max_examples=200, deadline=None)
@given(graphs)
def test_the_chains_are_chains_and_share_no_node(graph):
    tellings, parents, blocked = graph
    chains = disjoint_chains(tellings, parents, blocked)
    possible = {path for path, _ in all_chains(*graph)}
    nodes = [n for chain in chains for n in chain.nodes]
    assert len(nodes) == len(set(nodes))
    assert not blocked & set(nodes)
    assert {chain.nodes for chain in chains} <= possible


@settings(max_examples=100, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_the_same_chains_in_whatever_order_the_graph_is_given(graph, random):
    tellings, parents, blocked = graph
    shuffled = random.sample(tellings, k=len(tellings))
    turned = dict(random.sample(sorted(parents.items()), k=len(parents)))
    assert disjoint_chains(shuffled, turned, blocked) == disjoint_chains(tellings, parents, blocked)


@pytest.mark.parametrize(
    ("tellings", "parents", "expected"),
    [
        pytest.param(_tell("a", "b"), {}, [("a",), ("b",)], id="two-roots"),
        pytest.param(_tell("a", "b", "c"), _up(a="ap", b="ap", c="ap"), [("ap", "a")], id="one-wire-and-its-carriers"),
        pytest.param(
            _tell("guardian", "mail", "wiki"),
            _up(guardian="wired", mail="wired", wiki="wired", wired="mastermind"),
            [("mastermind", "wired", "guardian")],
            id="all-that-goes-back-to-one-interview",
        ),
        pytest.param(
            _tell("guardian", "book"),
            _up(guardian="wired", wired="mastermind", book="detective court"),
            [("court", "book"), ("mastermind", "wired", "guardian")],
            id="an-interview-and-a-book-on-two-witnesses",
        ),
        pytest.param(
            _tell("guardian", "book", "reuters"),
            _up(guardian="wired", wired="mastermind", book="detective court", reuters="court"),
            [("court", "reuters"), ("detective", "book"), ("mastermind", "wired", "guardian")],
            id="and-an-agency-from-the-court-file",
        ),
        pytest.param(_tell("book"), _up(book="detective court"), [("court", "book")], id="one-book-many-witnesses"),
        pytest.param(_tell(a="police", b="police"), {}, [("police", "a")], id="police-said-it-twice"),
        pytest.param(_tell(a="police", b="court"), {}, [("court", "b"), ("police", "a")], id="police-and-court"),
        pytest.param(_tell("b", a="police"), {}, [("b",), ("police", "a")], id="police-and-a-voice-of-its-own"),
        pytest.param(
            _tell("c", a="police", b="police"), _up(c="a"), [("police", "a")], id="a-carrier-that-drops-the-credit"
        ),
        pytest.param(
            _tell(a="police", b="police"), _up(a="ap", b="afp"), [("police", "afp", "b")], id="police-by-two-wires"
        ),
        pytest.param(
            _tell("b", a="police"), _up(a="ap", b="ap"), [("ap", "b")], id="one-wire-with-and-without-the-credit"
        ),
        pytest.param(_tell(a="ap"), _up(a="ap reuters"), [("ap", "a")], id="credited-one-of-those-it-draws-on"),
        pytest.param(_tell("b", a="ap"), _up(a="ap", b="ap"), [("ap", "a")], id="credited-what-another-draws-on"),
        pytest.param(
            _tell("b", a="peys"), _up(a="jones", b="peys"), [("peys", "b")], id="his-own-book-and-a-paper-quoting-him"
        ),
        pytest.param(_tell("a", "b"), _up(a="b", b="a"), [("a",)], id="two-that-draw-on-each-other"),
        pytest.param(_tell("b", "c"), _up(a="b", b="a", c="a"), [("b",)], id="a-circle-and-its-carrier"),
        pytest.param(_tell("a"), _up(a="a"), [("a",)], id="a-source-that-names-itself"),
        pytest.param(
            [Telling("a"), Telling("b", frozenset(), frozenset({"a"}))], _up(b="jones"), [("a",)], id="copy-with-byline"
        ),
        pytest.param(
            [Telling("b", frozenset({"police"})), Telling("b"), Telling("a", frozenset({"police"}))],
            {},
            [("b",), ("police", "a")],
            id="what-it-says-on-its-own-elsewhere-counts",
        ),
        pytest.param([], {}, [], id="nothing"),
    ],
)  # fmt: skip
def test_chains(tellings, parents, expected):
    assert [chain.nodes for chain in disjoint_chains(tellings, parents)] == expected


@pytest.mark.parametrize(
    ("tellings", "parents", "blocked", "count"),
    [
        pytest.param(_tell("a"), _up(a="film"), {"film"}, 0, id="retells-the-film"),
        pytest.param(_tell("a"), _up(a="film book"), {"film"}, 1, id="retells-the-film-and-a-book"),
        pytest.param(_tell(a="speaker"), {}, {"speaker"}, 0, id="quotes-the-speaker"),
        pytest.param(_tell(a="speaker police"), {}, {"speaker"}, 1, id="quotes-the-speaker-and-the-police"),
        pytest.param(_tell("b", a="speaker"), _up(b="a"), {"speaker"}, 0, id="carries-a-quote-of-the-speaker"),
        pytest.param(_tell("a"), _up(a="film", film="a"), {"film"}, 0, id="in-a-circle-with-the-film"),
        pytest.param(_tell("film"), {}, {"film"}, 0, id="the-film-itself"),
    ],
)
def test_what_is_blocked_carries_no_chain(tellings, parents, blocked, count):
    assert len(disjoint_chains(tellings, parents, blocked)) == count


def test_ancestors_end_where_a_circle_closes():
    assert ancestors("a", _up(a="b", b="c", c="a")) == {"a", "b", "c"}
    assert ancestors("a", {}) == {"a"}
