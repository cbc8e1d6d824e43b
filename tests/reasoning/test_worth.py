"""What a source is worth: people's grade apart from what independent others bear out, no word on too little."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.model import Claim, Evidence, Finding, Locator, Origin, ParagraphPlace, Search, Segment, Source, Verdict
from loupe.reasoning.worth import KINDS, LEAST_CHECKED, worth_of

SEARCHED = Search((), 1, 1, 1)


def place(start):
    return Locator((Segment(start, start + 5, ParagraphPlace(1)),))


def source(identity, kind="article", grade="F", role="archive"):
    return Source(
        id=f"s-{identity}", sha256="", name=f"{identity}.txt", format="text", size=1, kind=kind, reliability=grade,
        role=role,
    )  # fmt: skip


def finding(number, *voices, checkable=True):
    """A finding from voices written (origin, source, side) with, if wanted, where in the source it stands."""
    identity = f"c-{number:03}"
    claim = Claim(
        identity, "s-work", number, number, place(0), "claim", f"claim {number}", None, (), ("number",), checkable
    )
    evidence, origins = [], {}
    for at, (root, who, side, *start) in enumerate(voices):
        piece = Evidence(
            f"e-{number:03}-{at}", identity, "p", f"s-{who}", place(start[0] if start else number * 10), "quote", side,
            0.9, ("why",), ("number",),
        )  # fmt: skip
        evidence.append(piece)
        origins.setdefault((root, side), []).append(piece.id)
    told = tuple(
        Origin(root.removeprefix("~"), tuple(ids), (), circular=root.startswith("~"))
        for (root, _), ids in origins.items()
    )
    verdict = Verdict(identity, "uncorroborated", 0, 0, "rule", (), told, SEARCHED, "policy")
    return Finding(claim, tuple(evidence), verdict)


def of(worth, identity):
    (one,) = [w for w in worth.sources if w.source.id == f"s-{identity}"]
    return one


FOR, AGAINST = "supports", "contradicts"


# --- single statements ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        pytest.param([], "alone", id="nobody else speaks"),
        pytest.param([("AP", "b", FOR)], "borne out", id="another says the same"),
        pytest.param([("AP", "b", AGAINST)], "contradicted", id="another says the opposite"),
        pytest.param([("AP", "b", FOR), ("UPI", "d", AGAINST)], "disputed", id="one of each"),
        pytest.param([("Court", "b", FOR)], "alone", id="its own copy says the same"),
        pytest.param([("Court", "b", AGAINST)], "alone", id="another copy of its root says otherwise"),
        pytest.param([("~film", "b", FOR)], "alone", id="an echo of the work"),
    ],
)
def test_a_statement_is_borne_out_by_independent_others_alone(others, outcome):
    worth = worth_of([finding(1, ("Court", "a", FOR), *others)], [source(s) for s in "abd"])
    (bearing,) = of(worth, "a").bearings
    assert bearing.outcome == outcome
    assert bearing.claims == ("c-001",)
    assert bearing.evidence == ("e-001-0",)


def test_two_that_contradict_the_same_claim_need_not_agree():
    """Of a door of 30 cm, one source has 20 and another 46: neither bears the other out."""
    told = worth_of([finding(1, ("A", "a", AGAINST), ("B", "b", AGAINST))], [source(s) for s in "ab"])
    assert [b.outcome for w in told.sources for b in w.bearings] == ["alone", "alone"]


def test_one_sentence_is_one_statement_however_many_claims_it_bears_on():
    told = [finding(n, ("Court", "a", FOR, 50), ("AP", "b", FOR)) for n in range(1, 5)]
    told.append(finding(9, ("Court", "a", FOR, 53), ("AP", "b", AGAINST)))
    one = of(worth_of(told, [source("a"), source("b")]), "a")
    assert [b.claims for b in one.bearings] == [("c-001", "c-002", "c-003", "c-004", "c-009")]
    assert one.bearings[0].outcome == "disputed"
    assert one.by_kind == (("number", "disputed", 1),)


def test_an_echo_of_the_work_is_counted_apart():
    one = of(worth_of([finding(1, ("~film", "a", FOR))], [source("a")]), "a")
    assert (one.bearings, one.echoes, one.checked) == ((), 1, 0)


def test_the_work_and_silent_sources_are_not_judged():
    told = worth_of([finding(1, ("Court", "a", FOR))], [source("a"), source("quiet"), source("work", role="work")])
    assert [w.source.id for w in told.sources] == ["s-a"]
    assert [s.id for s in told.silent] == ["s-quiet"]


# --- bands ----------------------------------------------------------------------------------------------------------


def fared(borne_out, contradicted, kind="article", grade="F"):
    sides = [FOR] * borne_out + [AGAINST] * contradicted
    told = [finding(n, ("Court", "a", FOR), ("AP", "b", side)) for n, side in enumerate(sides, start=1)]
    return of(worth_of(told, [source("a", kind, grade), source("b")]), "a")


def test_below_five_checked_statements_only_the_kind_speaks():
    one = fared(LEAST_CHECKED - 1, 0)
    assert one.band == ""
    assert "fewer than 5" in one.abstains
    assert one.prior == KINDS["article"]


@pytest.mark.parametrize(
    ("borne_out", "contradicted", "band"),
    [
        pytest.param(5, 0, "nearly always borne out", id="five of five"),
        pytest.param(4, 2, "mostly borne out", id="four of six"),
        pytest.param(0, 5, "borne out about as often as not", id="none of five: the kind still speaks for it"),
        pytest.param(0, 12, "mostly contradicted", id="none of twelve"),
        pytest.param(0, 40, "nearly always contradicted", id="none of forty"),
    ],
)
def test_bands_are_words_drawn_towards_the_kind(borne_out, contradicted, band):
    assert fared(borne_out, contradicted).band == band


def test_the_grade_that_people_gave_is_never_mixed_in():
    assert fared(4, 2, grade="A").band == fared(4, 2, grade="E").band
    assert fared(4, 2, grade="E").source.reliability == "E"


def test_a_kind_nobody_knows_has_a_prior_of_its_own():
    assert "nothing is known" in fared(1, 0, kind="carving").prior.words


# --- second opinions ------------------------------------------------------------------------------------------------


def second(*voices):
    (one,) = worth_of([finding(1, *voices)], [source(s) for s in "abcdef"]).claims
    return one


@pytest.mark.parametrize(
    ("voices", "opinion", "why"),
    [
        pytest.param([("A", "a", FOR)], "open", "fewer than two independent sources say so", id="one origin"),
        pytest.param([("A", "a", FOR), ("B", "b", FOR)], "likely so", "", id="two origins"),
        pytest.param([("A", "a", AGAINST), ("B", "b", AGAINST)], "likely not so", "", id="two against"),
        pytest.param(
            [("A", "a", AGAINST), ("B", "b", AGAINST), ("C", "c", FOR)], "open",
            "the sources that speak do not agree enough", id="two against one",
        ),
        pytest.param([("A", "a", FOR), ("A", "b", FOR)], "open", "fewer than two independent sources say so",
                     id="one origin in two papers"),
        pytest.param([("A", "a", FOR), ("A", "b", AGAINST)], "open", "the same origin is quoted for it and against it",
                     id="one origin on both sides"),
    ],
)  # fmt: skip
def test_the_second_opinion_counts_origins_and_abstains_with_a_reason(voices, opinion, why):
    one = second(*voices)
    assert (one.opinion, one.abstains) == (opinion, why)


def test_a_second_opinion_says_what_it_hangs_on():
    assert second(("A", "a", FOR), ("B", "b", FOR)).hangs_on == ("A", "B")
    assert second(*[(root, root.lower(), FOR) for root in "ABCD"]).hangs_on == ()


def test_claims_on_which_nobody_independent_speaks_have_none():
    assert worth_of([finding(1), finding(2, ("~film", "a", FOR))], [source("a")]).claims == ()


# --- always ---------------------------------------------------------------------------------------------------------

voices = st.tuples(st.sampled_from(["A", "B", "C", "~film"]), st.sampled_from("abcd"), st.sampled_from([FOR, AGAINST]))


@given(st.lists(st.lists(voices, max_size=5), max_size=6), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_input_is_of_no_account(said, chance):
    told = [finding(n, *some) for n, some in enumerate(said, start=1)]
    sources = [source(s) for s in "abcd"]
    first = worth_of(told, sources)
    chance.shuffle(told)
    chance.shuffle(sources)
    assert repr(worth_of(told, sources)) == repr(first)


@given(st.lists(voices, min_size=1, max_size=5))
@settings(deadline=None, max_examples=50)
def test_a_copy_bears_nothing_out(said):
    """Every voice repeated by a paper of the same origin: no statement fares otherwise."""
    copies = [(root, f"{who}2", side) for root, who, side in said]
    sources = [source(f"{s}{n}") for s, n in itertools.product("abcd", ("", "2"))]
    before = worth_of([finding(1, *said)], sources)
    after = worth_of([finding(1, *said, *copies)], sources)
    fared_before = {w.source.id: [b.outcome for b in w.bearings] for w in before.sources}
    fared_after = {w.source.id: [b.outcome for b in w.bearings] for w in after.sources}
    assert fared_before.items() <= fared_after.items()
    assert [c.opinion for c in before.claims] == [c.opinion for c in after.claims]
