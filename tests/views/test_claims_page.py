"""The table of claims: what an address asks for, what fits it, in which order, and what each facet would show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_claims import many, star, taken, verdict

from loupe.review import Review, review_of
from loupe.views.claims_page import PAGE_ROWS, claims_page, entries_of, matching
from loupe.views.claims_query import KINDS, LABELS, SORTS, STATES, ClaimsQuery

SCRIPT = many(12)
ENTRIES = entries_of(SCRIPT)
BASES = {f"c-{n}": "x" for n in range(1, 13)}
DECIDED = review_of(
    taken(
        verdict("c-1", "corroborated"),
        ("verdict", verdict("c-2", "unsure")[1], "Ben"),
        verdict("c-3", "contradicted", basis="older"),
        star("c-5"),
        ("text", {"claim": "c-6", "text": "The gang emptied the safe."}),
        ("view", {"name": "Mine", "query": "starred=yes", "on": True}),
    )
)


def page(address="", review=DECIDED, script=SCRIPT, bases=BASES):
    return claims_page(entries_of(script), script, review, bases, ClaimsQuery.of(address))


def shown(address, review=DECIDED):
    return [row.head.number for row in page(address, review).rows]


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        pytest.param("state=decided", ["1.1", "3.1"], id="decided"),
        pytest.param("state=unsure&state=decided", ["1.1", "2.1", "3.1"], id="two states"),
        pytest.param("who=Ben", ["2.1"], id="by a person"),
        pytest.param("starred=yes", ["5.1"], id="starred"),
        pytest.param("flagged=yes", ["3.1"], id="evidence changed since"),
        pytest.param("kind=date&speaker=Ana", ["6.1", "12.1"], id="kind and speaker"),
        pytest.param("words=BJORN+boxes", ["1.1", "4.1", "7.1", "10.1"], id="words without accents"),
        pytest.param("words=emptied", ["6.1"], id="words of a clearer text"),
        pytest.param("words=anna", ["1.1", "3.1"], id="the name of who decided"),
        pytest.param("words=nothing+of+that", [], id="nothing"),
    ],
)
def test_an_address_chooses_claims(address, numbers):
    assert shown(address) == numbers


def test_a_verdict_is_chosen_by_what_holds_decided_or_proposed():
    proposed = [c.number for c in SCRIPT.claims if c.label == "corroborated"]
    assert "3.1" in proposed
    assert "1.1" not in proposed
    assert shown("verdict=corroborated") == ["1.1", *(n for n in proposed if n != "3.1")]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        pytest.param("line", "1.1", id="line"),
        pytest.param("decided", "3.1", id="decided last"),
        pytest.param("verdict", "2.1", id="open ones first"),
        pytest.param("speaker", "3.1", id="speaker"),
    ],
)
def test_rows_are_sorted(sort, first):
    assert shown(f"sort={sort}")[0] == first


def test_by_risk_the_gravest_open_claim_comes_first_and_what_is_decided_last():
    rows = page("sort=risk").rows
    assert rows[0].head.label == "contradicted"
    assert {row.head.number for row in rows[-2:]} == {"1.1", "3.1"}


def test_a_facet_says_what_choosing_it_would_show():
    asked = page("verdict=contradicted&speaker=Ana")
    for facet in asked.facets:
        for option in facet.options:
            if facet.name in ("verdict", "state"):
                other = "speaker=Ana" if facet.name == "verdict" else "verdict=contradicted&speaker=Ana"
                assert option.number == page(f"{other}&{facet.name}={option.value}").found, (facet.name, option)


def test_a_row_tells_who_decided_what_and_what_was_proposed():
    row = page("flagged=yes").rows[0]
    assert (row.head.decided, row.head.initials, row.decided_by, row.flagged) == ("contradicted", "A", "Anna", True)
    assert page("words=emptied").rows[0].edited


def test_long_tables_come_in_pages_and_a_page_too_far_is_the_last():
    script = many(PAGE_ROWS + 5)
    first, last = page("", Review(), script, {}), page("page=99", Review(), script, {})
    assert (len(first.rows), first.first, first.pages, first.found) == (PAGE_ROWS, 1, 2, PAGE_ROWS + 5)
    assert (len(last.rows), last.first, last.query.page) == (5, PAGE_ROWS + 1, 2)
    assert len(matching(entries_of(script), Review(), {}, ClaimsQuery.of("page=2"))) == PAGE_ROWS + 5


def test_views_that_were_kept_come_with_the_page():
    assert [(v.name, v.query, v.who) for v in page().views] == [("Mine", "starred=yes", "Anna")]


QUERIES = st.builds(
    ClaimsQuery,
    words=st.text(max_size=20).map(lambda t: " ".join(t.encode("utf-8", "ignore").decode().split())),
    verdicts=st.sets(st.sampled_from(LABELS)).map(lambda s: tuple(v for v in LABELS if v in s)),
    states=st.sets(st.sampled_from(list(STATES))).map(lambda s: tuple(v for v in STATES if v in s)),
    kind=st.sampled_from(["", *KINDS]),
    starred=st.booleans(),
    flagged=st.booleans(),
    sort=st.sampled_from(list(SORTS)),
    page=st.integers(1, 999_999),
)


@given(QUERIES)
def test_an_address_says_the_whole_query(query):
    assert ClaimsQuery.of(query.address) == query


@given(st.text(max_size=200))
def test_no_address_is_refused(address):
    assert ClaimsQuery.of(ClaimsQuery.of(address).address) == ClaimsQuery.of(address)
