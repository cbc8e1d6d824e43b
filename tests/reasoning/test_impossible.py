"""Facts that exclude each other: each rule with what it must find and what it must leave alone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impossible_samples import (
    ANTWERP,
    ROME,
    figure,
    independent,
    moment,
    sets_of,
    sighting,
    state,
    stay,
    strength,
    time,
)

from loupe.reasoning.impossible import OPPOSITES, Birth, Deed, Holder, Lapse, State, Telling, find_impossible

DAY = 86400
MONTH = 30 * DAY


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("109 boxes", "123 boxes", "conflict", id="two counts"),
        pytest.param("109 boxes", "109 boxes", None, id="one count told twice"),
        pytest.param("more than 100 boxes", "123 boxes", None, id="a bound and a count that it allows"),
        pytest.param("more than 130 boxes", "123 boxes", "conflict", id="a bound and a count that it leaves out"),
        pytest.param("about 30 cm", "12 inches", None, id="one length in two units"),
        pytest.param("18 inches", "12 inches", "conflict", id="two lengths"),
        pytest.param("$100 million", "at least $100 million", None, id="an amount and its lower bound"),
        pytest.param("$100 million", "$20 million", "conflict", id="two amounts"),
        pytest.param("$100 million", "€100 million", None, id="two currencies that a rate can bring together"),
        pytest.param("hundreds of boxes", "120 boxes", "tension", id="a vague word just missed"),
        pytest.param("hundreds of boxes", "12 boxes", "conflict", id="a vague word missed by far"),
        pytest.param("about 100 boxes", "115 boxes", "tension", id="about, just missed"),
        pytest.param("six years", "ten years", "conflict", id="two lengths of time"),
    ],
)
def test_one_number_has_one_value(one, other, expected):
    assert strength(figure("a", one, "t"), figure("b", other, "t")) == expected


def test_a_sentence_given_and_a_sentence_served_are_two_things():
    given_, served = figure("a", "ten years", "t", facet="sentenced"), figure("b", "six years", "t", facet="served")
    assert strength(given_, served) is None


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [
        pytest.param(({"by:the FBI"}, {"by:the city police"}), None, id="two agents"),
        pytest.param(({"in:vault"}, {"in:cellar"}), None, id="two places"),
        pytest.param(({"in:vault"}, {"by:the FBI"}), "conflict", id="what narrows the one says nothing of the other"),
        pytest.param(({"in:vault"}, set()), "conflict", id="nothing narrows the other"),
    ],
)
def test_counts_of_two_agents_or_places_are_not_compared(scopes, expected):
    one, other = (frozenset(s) for s in scopes)
    assert strength(figure("a", "12 boxes", scope=one), figure("b", "14 boxes", scope=other)) == expected


def test_counts_of_two_days_are_not_compared():
    one = figure("a", "12 boxes", time=time("3 May 1999"))
    assert strength(one, figure("b", "14 boxes", time=time("9 May 1999"))) is None
    assert strength(one, figure("b", "14 boxes", time=time("3 May 1999"))) == "conflict"


def test_a_part_is_no_more_than_its_whole():
    assert strength(figure("a", "130 boxes"), figure("b", "120 boxes", part="whole")) == "conflict"
    assert strength(figure("a", "120 boxes"), figure("b", "120 boxes", part="whole")) is None


def test_a_part_and_the_rest_make_the_whole():
    part = figure("a", "109 boxes", account="one")
    rest = figure("b", "37 boxes", part="rest", account="one")
    whole = figure("c", "189 boxes", part="whole", account="two")
    assert sets_of([part, rest, whole]) == [(("a", "b", "c"), "conflict")]
    for two in ([part, rest], [part, whole], [rest, whole]):
        assert sets_of(two) == []
    assert sets_of([part, rest, figure("c", "146 boxes", part="whole", account="two")]) == []


def test_a_sum_of_three_accounts_is_nobodys():
    facts = [
        figure("a", "109 boxes", account="one"),
        figure("b", "37 boxes", part="rest", account="two"),
        figure("c", "189 boxes", part="whole", account="three"),
    ]
    assert sets_of(facts) == []


@pytest.mark.parametrize("attribute", OPPOSITES)
def test_opposite_states_of_one_thing_at_one_time_are_a_conflict(attribute):
    opposite = OPPOSITES[attribute][0]
    night = "the night of 3 May 1999"
    one, other = (state(by, v, attribute, when=night) for by, v in (("a", opposite.left), ("b", opposite.right)))
    assert strength(one, other) == "conflict"
    assert strength(one, state("b", opposite.left, attribute, when=night)) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, "tension", id="nobody says when: it may have changed"),
        pytest.param({"when": "3 May 1999"}, "tension", id="the same day"),
        pytest.param({"when": "4 June 1999"}, None, id="another day"),
        pytest.param({"place": "foyer"}, None, id="another place"),
        pytest.param({"thing": "door of cellar"}, None, id="another door"),
    ],
)
def test_states_that_change_are_compared_with_care(more, expected):
    one = state("a", "open", place="vault", when="3 May 1999")
    assert strength(one, state("b", "closed", **{"place": "vault", **more})) == expected


def test_what_is_genuine_is_no_fake_whenever_it_was():
    values = [State(by, v, "ring of crown", "truth", v) for by, v in (("a", "genuine"), ("b", "fake"))]
    assert strength(*values) == "conflict"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("3 May 1999", "9 May 1999", "conflict", id="two days"),
        pytest.param("3 May 1999", "May 1999", None, id="a day in its month"),
        pytest.param("3 May 1999", "1998", "conflict", id="another year"),
        pytest.param("3 May 1999 at 5.30 p.m.", "3 May 1999 at 5.33 p.m.", "tension", id="two minutes close together"),
        pytest.param(
            "the night of 3 May 1999", "the night of 4 May 1999", "tension", id="a night is called after two days"
        ),
        pytest.param("Monday", "3 May 1999", None, id="3 May 1999 was a Monday"),
    ],
)
def test_what_happens_once_has_one_time(one, other, expected):
    assert strength(moment("a", one), moment("b", other)) == expected


def test_two_events_have_two_times():
    assert strength(moment("a", "3 May 1999", "the fire"), moment("b", "9 May 1999", "the trial")) is None


def test_a_time_counted_from_another_event_needs_that_event_to_be_impossible():
    since = moment("a", "November 2000", "Ann Reed holds the office")
    before = Lapse("b", "a few months before", "Ann Reed holds the office", "the robbery", -10 * MONTH, -2 * MONTH)
    robbery = moment("c", "15 February 2003", "the robbery")
    assert sets_of([since, before, robbery]) == [(("a", "b", "c"), "conflict")]
    for two in ([since, before], [since, robbery], [before, robbery]):
        assert sets_of(two) == []
    assert sets_of([since, before, moment("c", "15 February 2001", "the robbery")]) == []


def test_every_date_of_that_event_is_shown_in_its_turn():
    since = moment("a", "November 2000", "Ann Reed holds the office")
    before = Lapse("b", "a few months before", "Ann Reed holds the office", "the robbery", -10 * MONTH, -2 * MONTH)
    dates = [moment("c", "15 February 2003", "the robbery"), moment("d", "February 2003", "the robbery")]
    assert sets_of([since, before, *dates]) == [(("a", "b", "c"), "conflict"), (("a", "b", "d"), "conflict")]


def test_two_lengths_before_one_event():
    lapses = [
        Lapse(by, f"{n} months", "the start", "the robbery", -n * MONTH - DAY, -n * MONTH + DAY)
        for by, n in (("a", 18), ("b", 27))
    ]
    assert strength(*lapses) == "conflict"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            stay("a", "outside", "in a car", throughout=True),
            stay("b", "inside", "the bank"),
            "conflict",
            id="all night",
        ),
        pytest.param(stay("a", "outside", "in a car"), stay("b", "inside", "the bank"), None, id="some of the night"),
        pytest.param(
            stay("a", "outside", "in a car", throughout=True),
            stay("b", "outside", "at the gate"),
            None,
            id="both outside",
        ),
        pytest.param(
            stay("a", "inside", "the vault", throughout=True),
            stay("b", "inside", "the bank"),
            None,
            id="a room of a house",
        ),
        pytest.param(
            stay("a", "home", "at home", throughout=True, time=time("the night of 3 May 1999")),
            stay("b", "inside", "the bank", time=time("the night of 9 May 1999")),
            None,
            id="two nights",
        ),
    ],
)
def test_nobody_is_in_two_places_at_once(one, other, expected):
    assert strength(one, other) == expected


def test_a_phone_can_have_been_lent():
    facts = [stay("a", "outside", "in a car", throughout=True), stay("b", "inside", "the bank", through="phone")]
    (group,) = find_impossible(facts, independent(facts)).groups
    assert group.sets[0].unless == "somebody else had the phone"


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        pytest.param("3 May 1999 at 2.05 p.m.", "conflict", id="five minutes later"),
        pytest.param("3 May 1999 at 9 p.m.", None, id="seven hours later"),
        pytest.param("4 May 1999 at 2 p.m.", None, id="the next day"),
    ],
)
def test_a_journey_takes_its_time(clock, expected):
    seen = sighting("a", "Antwerp", ANTWERP, "3 May 1999 at 2 p.m.")
    assert strength(seen, sighting("b", "Rome", ROME, clock)) == expected
    assert strength(seen, sighting("b", "Rome", ROME, clock, person="Tom Hale")) is None


def test_there_is_one_driver():
    assert strength(Holder("a", "", "driver", "Ann Reed"), Holder("b", "", "driver", "Tom Hale")) == "conflict"
    assert strength(Holder("a", "", "driver", "Ann Reed"), Holder("b", "", "driver", "Ann Reed")) is None
    assert strength(Holder("a", "", "driver", "Ann Reed"), Holder("b", "", "driver of the van", "Tom Hale")) is None


def test_a_person_is_born_once():
    birth = Birth("a", "51 in 2003", "Ann Reed", 1951.2, 1952.2)
    assert strength(birth, Birth("b", "born in 1961", "Ann Reed", 1961, 1962)) == "conflict"
    assert strength(birth, Birth("b", "born in 1953", "Ann Reed", 1953, 1954)) == "tension"
    assert strength(birth, Birth("b", "born in 1952", "Ann Reed", 1952, 1953)) is None


def test_yes_against_no():
    assert strength(Deed("a", "", "A meets B", False), Deed("b", "", "A meets B", True)) == "conflict"
    assert strength(Deed("a", "", "A meets B", True), Deed("b", "", "A meets B", True)) is None
    assert strength(Deed("a", "", "A meets B", False), Deed("b", "", "B meets A", True)) is None


def test_one_statement_never_stands_against_itself():
    assert sets_of([figure("a", "109 boxes"), figure("a", "123 boxes")]) == []


def test_two_tellings_of_one_origin_are_one_and_both_are_shown():
    facts = [figure("a", "109 boxes"), figure("b", "109 boxes"), figure("c", "123 boxes")]
    origins = {"a": {"book"}, "b": {"book", "wire"}, "c": {"paper"}}
    found = find_impossible(facts, {by: Telling(frozenset(o), (by,)) for by, o in origins.items()})
    assert [s.statements for g in found.groups for s in g.sets] == [("a", "c")]
    assert found.also == {"a": ("b",)}


def test_what_is_doubted_makes_the_rest_possible():
    facts = [
        figure(by, words)
        for by, words in zip("abcde", ["9 boxes", "9 boxes", "9 boxes", "7 boxes", "8 boxes"], strict=True)
    ]
    found = find_impossible(facts, independent(facts))
    assert found.doubted.statements == ("d", "e")
    assert found.doubted.proven
    assert sets_of([f for f in facts if f.by not in found.doubted.statements]) == []
    for group in found.groups:
        for repair in group.repairs:
            assert all(set(repair) & set(s.statements) for s in group.sets)


def test_what_is_harder_to_doubt_is_doubted_last():
    facts = [figure("a", "9 boxes"), figure("b", "7 boxes")]
    weigh = {"a": 1.0, "b": 3.0}
    tellings = {by: Telling(frozenset({by}), (by,), w) for by, w in weigh.items()}
    (group,) = find_impossible(facts, tellings).groups
    assert group.repairs == (("a",), ("b",))


def test_conflicts_stand_before_tensions_and_short_sets_before_long_ones():
    facts = [
        state("s1", "open"), state("s2", "closed"), figure("p", "109 boxes", "x|open", account="one"),
        figure("r", "37 boxes", "x|open", "rest", account="one"), figure("w", "189 boxes", "x|open", "whole"),
        figure("f1", "3 lamps", "lamp|there", "value"), figure("f2", "4 lamps", "lamp|there", "value"),
    ]  # fmt: skip
    found = find_impossible(facts, independent(facts))
    assert [(g.strength, len(g.sets[0].statements)) for g in found.groups] == [
        ("conflict", 2), ("conflict", 3), ("tension", 2),
    ]  # fmt: skip


COUNTS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["part", "rest", "whole"]), st.sampled_from(["x", "y"])), max_size=7
)


@settings(deadline=None)
@given(COUNTS, st.integers(0, 99))
def test_the_order_of_the_facts_changes_nothing(rows, seed):
    facts = [figure(f"s{n}", f"{v} boxes", t, p, account="one") for n, (v, p, t) in enumerate(rows)]
    shuffled = list(facts)
    random.Random(seed).shuffle(shuffled)
    tellings = independent(facts)
    assert find_impossible(shuffled, tellings) == find_impossible(facts, tellings)


@settings(deadline=None)
@given(COUNTS)
def test_no_set_holds_another_and_every_set_is_met_by_the_repair(rows):
    facts = [figure(f"s{n}", f"{v} boxes", t, p, account="one") for n, (v, p, t) in enumerate(rows)]
    found = find_impossible(facts, independent(facts))
    sets = [frozenset(s.statements) for g in found.groups for s in g.sets]
    assert all(len(s) > 1 for s in sets)
    assert not any(a < b for a in sets for b in sets)
    assert all(s & set(found.doubted.statements) for s in sets)


@settings(deadline=None)
@given(st.integers(20, 60), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=8))
def test_figures_that_one_value_fits_raise_no_alarm(value, margins):
    words = [f"between {value - low} and {value + high + 1} boxes" for low, high in margins]
    assert sets_of([figure(f"s{n}", w, "t", "value") for n, w in enumerate(words)]) == []


@settings(deadline=None)
@given(COUNTS.filter(bool), st.integers(0, 8))
def test_a_copy_changes_no_set(rows, which):
    facts = [figure(f"s{n}", f"{v} boxes", t, p, account="one") for n, (v, p, t) in enumerate(rows)]
    tellings = independent(facts)
    original = facts[which % len(facts)]
    copy = figure("zz", original.words, original.topic, original.part, account="one")
    origins = tellings[original.by].origins
    more = {**tellings, "zz": Telling(origins, ("zz",))}
    assert sets_of([*facts, copy], more) == sets_of(facts, tellings)


def test_a_long_chain_of_permutations_gives_one_answer():
    facts = [state("s1", "open"), state("s2", "closed"), moment("m1", "3 May 1999"), moment("m2", "9 May 1999")]
    answers = set()
    for seed in range(6):
        random.Random(seed).shuffle(facts)
        answers.add(repr(find_impossible(facts, independent(facts))))
    assert len(answers) == 1
