"""Lanes of accounts: sorted, with an undated lane, gaps that nobody covers, and where accounts part."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline_samples import clock, date, party, span, tell

from loupe.model.events import EventDecision
from loupe.reasoning.accounts import accounts_of
from loupe.reasoning.events import NOT_EVENTS, happenings_of, propose_same
from loupe.reasoning.moments import LATEST
from loupe.reasoning.timelines import build_timeline, find_gaps

PICTURE = party("patient", "the portrait")
GUARD = party("agent", "Louis Grau", "louis grau")


def same(a, b, verdict="same", why=""):
    left, right = sorted((a.id, b.id))
    return EventDecision(left, right, verdict, "Jo", why=why)


def test_a_lane_for_each_teller_in_each_source():
    lanes = accounts_of([tell(1), tell(2, source="s-2", told="2009"), tell(3, teller="Bo Lind", source="s-2")])
    assert [(a.teller, a.source_id) for a in lanes] == [("Ada Moor", "s-1"), ("Ada Moor", "s-2"), ("Bo Lind", "s-2")]


def test_versions_of_one_teller_stand_together_the_earlier_first_and_the_undated_last():
    lanes = accounts_of(
        [
            tell(1, source="s-9", told="1999", times=[date("1911")]),
            tell(2, source="s-1", told=None),
            tell(3, source="s-5", told="1975-06"),
            tell(4, source="s-1", teller="Bo Lind"),
        ]
    )
    assert [(a.teller, a.release.words) for a in lanes] == [
        ("Ada Moor", "1975-06"),
        ("Ada Moor", "1999"),
        ("Ada Moor", "without a date"),
        ("Bo Lind", "2001"),
    ]


def test_what_is_dated_is_sorted_by_time_and_what_is_not_keeps_the_order_of_the_text():
    (lane,) = accounts_of(
        [
            tell(1, times=[date("1913-12-10")]),
            tell(2),
            tell(3, times=[date("1911-08-21")]),
            tell(4, times=[date("1911")]),
            tell(5, times=[clock(7)]),
        ]
    )
    assert [e.telling.statement.start for e in lane.dated] == [400, 300, 100]
    assert [e.telling.statement.start for e in lane.undated] == [200, 500]
    assert [e.when for e in lane.undated] == [None, None]
    assert lane.undated[1].why_undated == "“7:00” is said, but not the day"


def test_the_fullest_name_of_a_teller_names_the_lane():
    (lane,) = accounts_of([tell(1, teller="MOOR", key="ada moor"), tell(2, teller="Ada Moor", key="ada moor")])
    assert lane.teller == "Ada Moor"


def test_how_many_tellers_were_guessed_is_counted():
    (lane,) = accounts_of([tell(1, guessed=True), tell(2), tell(3, guessed=True)])
    assert lane.guessed == 2


# --- gaps ---


def gaps(*tellings, window=(None, None)):
    return [(g.start, g.end, g.spanned_by) for g in find_gaps(accounts_of(tellings), window)]


def test_a_stretch_that_nobody_covers_is_a_gap():
    first, last = tell(1, times=[date("1911-08-21")]), tell(2, times=[date("1913-12-10")], teller="Bo Lind")
    assert gaps(first, last) == [(datetime(1911, 8, 22), datetime(1913, 12, 10), ())]


def test_an_account_in_between_closes_the_gap_whoever_tells_it():
    first, last = tell(1, times=[date("1911-08-21")]), tell(2, times=[date("1911-08-23")])
    assert gaps(first, last, tell(3, times=[date("1911-08-22")], source="s-2")) == []


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"denied": True}, id="denied"),
        pytest.param({"modality": "future"}, id="still-to-come"),
        pytest.param({"modality": "asked"}, id="a-question"),
    ],
)
def test_what_is_not_told_as_a_fact_covers_nothing(more):
    first, last = tell(1, times=[date("1911-08-21")]), tell(2, times=[date("1911-08-23")])
    assert len(gaps(first, last, tell(3, times=[date("1911-08-22")], **more))) == 1


def test_what_is_open_on_one_side_spans_a_gap_and_does_not_cover_it():
    first, last = tell(1, times=[date("1911-08-21")]), tell(2, times=[date("1913-12-10")])
    since = tell(3, times=[span(datetime(1908, 1, 1), LATEST, "year", words="since 1908")])
    assert gaps(first, last, since) == [(datetime(1911, 8, 22), datetime(1913, 12, 10), (since.id,))]


def test_what_fills_the_whole_window_covers_nothing_in_it():
    window = (datetime(1911, 8, 20), datetime(1911, 8, 24))
    year = tell(1, times=[date("1911")])
    assert gaps(year, tell(2, times=[date("1911-08-22")]), window=window) == [
        (datetime(1911, 8, 20), datetime(1911, 8, 22), (year.id,)),
        (datetime(1911, 8, 23), datetime(1911, 8, 24), (year.id,)),
    ]


def test_nothing_dated_leaves_no_gaps():
    assert gaps(tell(1), tell(2)) == []


# --- the window ---


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        pytest.param("1911-08-22", None, [2, 3], id="from-is-the-first-moment-inside"),
        pytest.param("1911-08-21", "1911-08-22", [1], id="to-is-the-first-moment-outside"),
        pytest.param(None, "1911-08-21", [], id="ends-where-the-first-begins"),
        pytest.param("1911-08-24", None, [], id="begins-where-the-last-ends"),
        pytest.param(None, None, [1, 2, 3], id="no-window"),
    ],
)
def test_a_window_keeps_what_meets_it_and_all_that_is_undated(start, end, kept):
    days = [tell(n, times=[date(f"1911-08-{20 + n}")]) for n in (1, 2, 3)]
    window = tuple(datetime.fromisoformat(w) if w else None for w in (start, end))
    timeline = build_timeline([*days, tell(9)], window=window)
    (lane,) = timeline.accounts
    assert [e.telling.statement.start // 100 for e in lane.dated] == kept
    assert len(lane.undated) == 1
    assert timeline.outside == 3 - len(kept)


def test_a_date_as_wide_as_a_year_is_in_every_window_that_meets_the_year():
    timeline = build_timeline([tell(1, times=[date("1911")])], window=(datetime(1911, 12, 31), datetime(1913, 1, 1)))
    assert timeline.dated == 1


# --- events that may be one ---


def theft(number, day, **more):
    return tell(number, "steal", PICTURE, where=["salon"], times=[date(day)] if day else [], **more)


def test_statements_of_two_accounts_are_proposed_as_one_event_with_reasons():
    a, b = theft(1, "1911-08-21"), theft(2, "1911-08-21", source="s-2")
    (proposal,) = propose_same([b, a])
    assert (proposal.left, proposal.right) == (a.id, b.id)
    assert 0.5 <= proposal.score < 1
    assert "the times can be the same" in proposal.reasons
    assert any("portrait" in reason for reason in proposal.reasons)


def test_one_account_is_never_held_against_itself():
    assert propose_same([theft(1, "1911-08-21"), theft(2, "1911-08-21")]) == ()


def test_another_kind_of_event_a_state_or_a_question_is_not_proposed():
    a = theft(1, "1911-08-21")
    others = [
        tell(2, "sell", PICTURE, source="s-2", times=[date("1911-08-21")]),
        tell(3, "have-property", PICTURE, source="s-2", times=[date("1911-08-21")]),
        theft(4, "1911-08-21", source="s-3", modality="asked"),
    ]
    assert propose_same([a, *others]) == ()
    assert "have-property" in NOT_EVENTS


def test_a_shared_person_speaks_for_one_event_and_far_times_against():
    a = tell(1, "arrest", party("patient", "Louis Grau", "louis grau"), times=[date("1911-09")])
    near = tell(2, "arrest", party("patient", "Grau", "louis grau"), times=[date("1911-09-07")], source="s-2")
    far = tell(3, "arrest", party("patient", "Grau", "louis grau"), times=[date("1925-03")], source="s-3")
    scores = {p.right: p.score for p in propose_same([a, near, far]) if p.left == a.id}
    assert near.id in scores
    assert far.id not in scores


def test_a_decided_pair_is_not_proposed_again_and_an_open_one_is():
    a, b = theft(1, "1911-08-21"), theft(2, "1911-08-21", source="s-2")
    assert propose_same([a, b], [same(a, b)]) == ()
    assert propose_same([a, b], [same(a, b, "apart")]) == ()
    assert len(propose_same([a, b], [same(a, b, "open")])) == 1


def test_what_a_person_joins_is_one_event_by_way_of_a_third_too():
    a, b, c = (theft(n, None, source=f"s-{n}") for n in (1, 2, 3))
    (event,) = happenings_of([a, b, c], [same(a, b, why="one night"), same(b, c)])
    assert event.statements == (a.id, b.id, c.id)
    assert event.because == ("Jo: one night", "Jo")


def test_what_a_person_keeps_apart_never_comes_together_by_way_of_a_third():
    a, b, c = (theft(n, None, source=f"s-{n}") for n in (1, 2, 3))
    (event,) = happenings_of([a, b, c], [same(a, b), same(b, c), same(a, c, "apart")])
    assert event.statements == (a.id, b.id)


def test_a_decision_on_a_statement_that_is_gone_joins_nothing():
    a, b = theft(1, None), theft(2, None, source="s-2")
    assert happenings_of([a], [same(a, b)]) == ()


# --- where accounts part ---


def test_accounts_of_one_event_part_where_their_times_cannot_be_the_same():
    a, b = theft(1, "1911-08-20"), theft(2, "1911-08-21", source="s-2")
    silent = tell(3, "travel", times=[date("1911-08-21")], source="s-3", teller="Bo Lind")
    far = tell(4, "travel", times=[date("1950")], source="s-4", teller="Cy Hale")
    timeline = build_timeline([a, b, silent, far], [same(a, b)])
    (parting,) = timeline.partings
    assert (parting.kind, parting.decided) == ("times apart", True)
    assert parting.words == "“1911-08-20” against “1911-08-21”"
    assert parting.silent == ("bo lind@s-3",)


def test_accounts_part_where_one_tells_and_one_denies():
    a = tell(1, "steal", PICTURE, GUARD, where=["salon"], times=[date("1911-08-21")])
    b = tell(2, "steal", PICTURE, GUARD, source="s-2", teller="Bo Lind", denied=True, times=[date("1911-08-21")])
    (parting,) = build_timeline([a, b]).partings
    assert (parting.kind, parting.decided) == ("told and denied", False)
    assert "Bo Lind in Source s-2" in parting.words


def test_accounts_that_agree_do_not_part():
    assert build_timeline([theft(1, "1911-08-21"), theft(2, "1911-08", source="s-2")]).partings == ()


def test_the_score_of_a_pair_does_not_hang_on_what_is_asked_for():
    told = [theft(n, "1911-08-21", source=f"s-{n}") for n in (1, 2, 3)] + [tell(9, "steal", PICTURE, source="s-9")]
    whole = {(p.left, p.right): p.score for p in build_timeline(told).proposals}
    some = build_timeline(told, only={told[0].id, told[1].id}).proposals
    assert [(p.left, p.right) for p in some] == [(told[0].id, told[1].id)]
    assert some[0].score == whole[some[0].left, some[0].right]


# --- promises ---

TELLINGS = [
    theft(1, "1911-08-21"),
    theft(2, "1911-08-20", source="s-2", told="1932"),
    tell(3, "steal", PICTURE, source="s-2", teller="Bo Lind", denied=True),
    tell(4, "arrest", GUARD, times=[date("1913-12-11")]),
    tell(5, "arrest", GUARD, times=[date("1913")], source="s-3"),
    tell(6, "be-at", GUARD, times=[clock(7)], source="s-3"),
    tell(7, "order", party("agent", "dealer"), PICTURE, source="s-1"),
    tell(8, "order", party("agent", "baron"), PICTURE, source="s-2", told="1932"),
]


@settings(deadline=None, max_examples=30)
@given(st.permutations(TELLINGS))
def test_permuted_input_gives_the_same_timeline(tellings):
    decisions = [same(TELLINGS[0], TELLINGS[1]), same(TELLINGS[3], TELLINGS[4])]
    assert build_timeline(tellings, reversed(decisions)) == build_timeline(TELLINGS, decisions)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(TELLINGS), unique_by=lambda t: t.id))
def test_every_statement_is_in_exactly_one_lane_once(tellings):
    timeline = build_timeline(tellings)
    assert sorted(e.telling.id for a in timeline.accounts for e in a.entries) == sorted(t.id for t in tellings)
    for account in timeline.accounts:
        starts = [(e.when.start, e.when.end) for e in account.dated]
        assert starts == sorted(starts)
