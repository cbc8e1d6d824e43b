"""The timeline page from values: lanes, marks, what is cut away by a look, and where zooming leads."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loupe.model.statements import Statement
from loupe.model.times import TimeSpan
from loupe.pages import Place, fragment
from loupe.reasoning.accounts import Party, Release, Telling
from loupe.reasoning.moments import calendar_interval
from loupe.reasoning.timelines import build_timeline
from loupe.store import PairWord
from loupe.views.impossible import ImpossibleView, PassageView, PositionView
from loupe.views.timeline_page import lay_out, look_of, timeline_page
from loupe.views.timeline_scale import densest, make_scale, ticks_of
from loupe.views.working import Working

READY = (Working("timeline", "The timeline", "ready"), Working("conflicts", "Sets", "ready"))
EVERYTHING = look_of("", "", "", "", 1)


def tell(
    number, written=None, *, teller="Ada Moor", source="s-1", about="Otto Vane", words=None, denied=False, anchor=None
):
    """One statement about an arrest of somebody, on a date if one is given."""
    quote = words or f"Police arrested {about}"
    times = ()
    if written:
        start, end = calendar_interval(written)
        precision = ("year", "month", "day")[written.count("-")]
        times = (TimeSpan(start, end, "absolute", precision, written, 0, len(written), written),)
    said = Statement(
        id=f"t-{source}-{number:03d}", source_id=source, passage_id=f"p-{source}-{number}", start=number * 100,
        end=number * 100 + len(quote), quote=quote, chain=(), denied=denied, modality="asserted", event="arrest",
        verb=(number * 100, number * 100 + 4), participants=(), place=None, place_name=None, times=times, quantities=(),
    )  # fmt: skip
    parties = (Party("agent", "Police", "police"), Party("patient", about, about.lower(), ("safe", "crack")))
    return Telling(
        statement=said, teller=teller, teller_key=teller.lower(), named=True, guessed=False, label=f"Source {source}",
        release=Release("2001", *calendar_interval("2001")), place=f"paragraph {number}", words=quote, deed="arrest",
        parties=parties, where=("vault",) if about == "Otto Vane" else (),
    )  # fmt: skip


TOLD = [
    tell(1, "1997-05-03"),
    tell(2, "2003"),
    tell(3),
    tell(1, "1997-05-10", teller="Ben Ray", source="s-2"),
    tell(2, "1999-01", teller="Ben Ray", source="s-2", about="Lena Holt"),
]
PAIR = ("t-s-1-001", "t-s-2-001")


def page(looked=EVERYTHING, told=TOLD, sets=(), words=()):
    return timeline_page(lay_out(build_timeline(told)), sets, words, READY, looked)


def numbers(shown):
    return [mark.told.id for lane in shown.lanes for mark in lane.marks]


def test_every_account_is_a_lane_and_what_has_no_date_lies_nowhere():
    shown = page()
    assert [(lane.teller, len(lane.marks), len(lane.undated)) for lane in shown.lanes] == [
        ("Ada Moor", 2, 1),
        ("Ben Ray", 2, 0),
    ]
    assert (shown.accounts, shown.dated, shown.undated) == (2, 4, 1)
    assert [mark.told.number for lane in shown.lanes for mark in lane.marks] == [1, 2, 3, 4]
    assert shown.lanes[0].undated[0][1] == "no time is said"


def test_marks_of_a_lane_never_cover_each_other():
    told = [tell(n, f"1997-05-{1 + n % 28:02d}") for n in range(60)]
    marks = page(told=told).lanes[0].marks
    for row in {m.y for m in marks}:
        ordered = sorted((m for m in marks if m.y == row), key=lambda m: m.x)
        assert all(a.x + a.width < b.x for a, b in pairwise(ordered))


def test_a_stretch_keeps_what_meets_it_and_says_what_goes_on_beyond():
    shown = page(look_of("1997-05-03", "1999-01-10", "", "", 1))
    assert sorted(numbers(shown)) == ["t-s-1-001", "t-s-2-001", "t-s-2-002"]
    wide = next(m for lane in shown.lanes for m in lane.marks if m.told.id == "t-s-2-002")
    assert (wide.before, wide.after) == (False, True)
    assert shown.undated == 1, "what has no date stays beside the line"


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        pytest.param("lena holt", {"t-s-2-002"}, id="somebody told of"),
        pytest.param("Ben Ray", {"t-s-2-001", "t-s-2-002"}, id="a teller keeps all he tells"),
        pytest.param("nobody at all", set(), id="nobody"),
    ],
)
def test_a_name_keeps_what_is_told_of_it_or_by_it(about, kept):
    shown = page(look_of("", "", about, "", 1))
    assert set(numbers(shown)) == kept
    assert shown.empty == (not kept)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("yesterday", "", id="no date"),
        pytest.param("2003-13", "", id="no month"),
        pytest.param("2003", "1999", id="the wrong way round"),
        pytest.param("2003-01-01T00:00+01:00", "", id="a zone that nobody tells"),
        pytest.param("", "2003-02-30T99:99", id="no time of day"),
    ],
)
def test_a_stretch_that_cannot_be_read_is_said_and_left_out(start, end):
    looked = look_of(start, end, "", "", 1)
    assert looked.caution
    assert looked.window == (None, None)
    assert len(numbers(page(looked))) == 4


def moved(shown, name):
    query = {key: values[0] for key, values in parse_qs(shown.moves[name]).items()}
    return page(look_of(query.get("from", ""), query.get("to", ""), query.get("about", ""), "", 1))


def test_closer_and_wider_lead_in_and_out_again():
    whole = page()
    assert set(whole.moves) == {"whole", "in"}
    closer = moved(whole, "in")
    assert closer.looked.window != (None, None)
    assert {"out", "earlier", "later"} <= set(closer.moves)
    assert moved(closer, "out").looked.window == (None, None)
    earlier, later = moved(closer, "earlier"), moved(closer, "later")
    assert earlier.looked.window[0] < closer.looked.window[0] < later.looked.window[0]
    assert moved(later, "whole").looked.query == ""


def test_looking_closer_ends():
    shown = page()
    for _ in range(200):
        if "in" not in shown.moves:
            break
        shown = moved(shown, "in")
    assert "in" not in shown.moves
    assert shown.ready


def test_a_look_keeps_what_it_is_about_when_it_moves():
    shown = page(look_of("", "", "Ben Ray", "", 1))
    assert parse_qs(shown.moves["in"])["about"] == ["Ben Ray"]


def clash(number=3, statements=PAIR, source="s-1", start=100, end=120):
    passages = tuple(PassageView(s, source, "L", "p", "here", "q", ("he",), start, end, said="q") for s in statements)
    return ImpossibleView(
        number, "conflict", "one day is not another", "", (), (PositionView("w", passages),), statements
    )


def test_what_cannot_all_be_true_is_marked_and_listed():
    shown = page(sets=(clash(), clash(4, ("t-elsewhere-1", "t-elsewhere-2"))))
    assert [one.number for one in shown.sets] == [3]
    assert {m.told.id for lane in shown.lanes for m in lane.marks if m.told.sets == (3,)} == set(PAIR)


def test_a_set_knows_which_words_of_a_source_are_in_it():
    assert clash().holds("s-1", 110, 300, "q r")
    assert not clash().holds("s-1", 120, 300, "q")
    assert not clash().holds("s-2", 110, 300, "q")
    door, layers = "Its door was twelve inches thick", "and ten layers of security stood there"
    two = PassageView("t", "s-1", "L", "p", "here", f"{door}, {layers}.", (), 0, 70, said="ten layers of security")
    one = replace(clash(), positions=(PositionView("ten layers of security", (two,)),))
    assert one.holds("s-1", 33, 69, layers)
    assert not one.holds("s-1", 0, 32, door), "the sentence says two things, and the door is not among it"
    assert one.holds("s-1", 0, 70, f"{door}, {layers}.")
    assert clash().because == "One day is not another."
    assert clash().positions[0].passages[0].tellers == "", "a pronoun names nobody"


def test_where_accounts_part_is_marked_as_proposed_until_a_person_decides():
    shown = page()
    assert [(p.kind, p.decided) for p in shown.partings] == [("times apart", False)]
    assert {m.told.id for lane in shown.lanes for m in lane.marks if m.parted} == set(PAIR)
    assert [(p.left.id, p.right.id) for p in shown.proposals] == [PAIR]


def test_a_decided_pair_is_proposed_no_more_and_stands_with_its_name():
    word = PairWord(7, "events", *PAIR, "apart", "Anna", "2026-01-02T03:04:05+00:00", "two arrests")
    shown = page(words=(word,))
    assert shown.proposals == ()
    assert [(d.verdict, d.who, d.why) for d in shown.decided] == [("apart", "Anna", "two arrests")]
    assert shown.seen == 7
    back = page(words=(word, replace(word, seq=8, verdict="open")))
    assert (back.decided, back.seen) == ((), 8)
    assert len(back.proposals) == 1


def test_lanes_come_some_at_a_time():
    told = [tell(1, "1997", teller=f"Teller {n:03d}", source=f"s-{n}") for n in range(95)]
    assert [len(page(replace(EVERYTHING, page=n), told).lanes) for n in (1, 3, 4, 9)] == [25, 25, 20, 20]
    assert page(told=told).pages == 4


def test_before_it_is_worked_out_nothing_is_said_to_be_empty():
    shown = timeline_page(None, (), (), (Working("timeline", "The timeline", "working", 3),), EVERYTHING)
    assert (shown.ready, shown.empty) == (False, False)
    assert 'so far <span class="so-far">3</span> s' in fragment(
        "timeline_part", Place(True, "timeline", "c"), page=shown
    )


def test_text_from_outside_stays_text_in_the_drawing():
    bad = '"><script>taken()</script><svg onload=taken()>'
    told = [replace(tell(1, "1997", words=bad), teller=bad, label=bad, place=bad), tell(2, "1998")]
    html = fragment("timeline_part", Place(True, "timeline", bad), page=page(told=told))
    assert "<script" not in html
    assert "<svg onload" not in html
    assert "style=" not in html


MOMENTS = st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=30)


@given(MOMENTS)
def test_the_axis_rises_and_leads_back(moments):
    scale = make_scale(moments, 16, 1080)
    places = [scale.at(m) for m in sorted(moments)]
    assert places == sorted(places)
    assert all(16 <= x <= 1080.0001 for x in places)
    for moment in moments:
        assert abs(scale.moment(scale.at(moment)) - moment) <= timedelta(minutes=2)
    labelled = [t for t in ticks_of(scale) if t.label]
    assert all(a.x + 6 * len(a.label) < b.x or b.x == labelled[-1].x for a, b in pairwise(labelled))


CROWD = [
    *(tell(n, f"2003-02-{14 + n % 4}") for n in range(1, 9)),
    *(tell(20 + n, str(1960 + 5 * n)) for n in range(6)),
    *(tell(30 + n, f"{2008 + 4 * n}-06") for n in range(5)),
    tell(50, "1950"),
]


def seen_on(shown):
    return {mark.told.id for lane in shown.lanes for mark in lane.marks}


def test_looking_closer_stays_with_where_most_is_told():
    weekend = {f"t-s-1-{n:03d}" for n in range(1, 9)}
    shown = page(told=CROWD)
    for _ in range(3):
        query = {key: values[0] for key, values in parse_qs(shown.moves["in"]).items()}
        shown = page(look_of(query["from"], query["to"], "", "", 1), told=CROWD)
        assert weekend <= seen_on(shown)
    assert "t-s-1-050" not in seen_on(shown)


@pytest.mark.parametrize("chosen", ["t-s-1-020", "t-s-1-004", "t-s-1-034", "t-s-1-050"])
def test_looking_closer_keeps_the_chosen_bar_and_looking_wider_leads_back(chosen):
    def at(query):
        given = {key: values[0] for key, values in parse_qs(query).items()}
        return page(look_of(given.get("from", ""), given.get("to", ""), "", "", 1, chosen), told=CROWD)

    shown = at("")
    for steps in range(40):
        if "in" not in shown.moves:
            break
        before, shown = shown, at(shown.moves["in"])
        assert chosen in seen_on(shown), steps
        assert seen_on(shown) <= seen_on(before)
    wider = shown
    for _ in range(60):
        if "out" not in wider.moves:
            break
        before, wider = wider, at(wider.moves["out"])
        assert seen_on(before) <= seen_on(wider)
    assert wider.looked.window == (None, None)


def test_the_page_of_lanes_is_that_of_the_chosen_bar():
    many = [tell(1, "2003-02-15", source=f"s-{n:03d}", teller=f"Teller {n}") for n in range(60)]
    shown = page(look_of("", "", "", "", 1, "t-s-040-001"), told=many)
    assert "t-s-040-001" in seen_on(shown)
    assert shown.looked.page > 1
    assert "at=" not in shown.looked.query


@pytest.mark.parametrize(
    ("bars", "about"),
    [
        pytest.param([], 5.0, id="no bar: the middle"),
        pytest.param([(1, 1), (8, 8), (8.5, 8.5), (9, 9)], 8.5, id="where most stand"),
        pytest.param([(0, 10), (0, 9), (0, 10), (7, 7.5)], 7.25, id="long bars stand for no place"),
        pytest.param([(0, 10)], 5.0, id="but for their own middle"),
        pytest.param([(-5, 2), (20, 30)], 1.0, id="what is cut away does not count"),
    ],
)
def test_the_densest_stretch(bars, about):
    assert densest(bars, 0, 10) == about


def test_a_lane_is_cut_into_pieces_that_fit_on_paper_and_lose_nothing():
    told = [tell(n, "1997-05-03", words=f"Police arrested Otto Vane {n}") for n in range(60)]
    (lane,) = page(told=told).lanes
    assert len(lane.bands) > 1
    assert [mark for band in lane.bands for mark in band.marks] == sorted(lane.marks, key=lambda mark: mark.y)
    assert sum(band.height for band in lane.bands) == lane.height
    for band in lane.bands:
        assert band.height < 600
        assert all(band.y <= mark.y and mark.y + 15 <= band.y + band.height for mark in band.marks)
