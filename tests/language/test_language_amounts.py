"""Amounts as people write them: bounds, ranges, units, money, and what only looks like one. English."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import find_quantities
from loupe.model.quantities import compare_quantities

INF = math.inf


def sole(text):
    """The only quantity of a text, totals ("of 189") apart."""
    found = [q for q in find_quantities(text) if not q.is_total]
    assert len(found) == 1, [q.text for q in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


BOUNDS = [
    ("Police say 109 boxes were opened.", 109, 109, "exact"),
    ("never above 18 million boxes", 0, 18e6, "at most"),
    ("not over 100 boxes", 0, 100, "at most"),
    ("never fewer than 100 boxes", 100, INF, "at least"),
    ("fewer than a dozen boxes", 0, 12, "at most"),
    ("100-plus boxes", 100, INF, "at least"),
    ("100+ boxes", 100, INF, "at least"),
    ("100 or more boxes", 100, INF, "at least"),
    ("100 boxes or more", 100, INF, "at least"),
    ("100 boxes at most", 0, 100, "at most"),
    ("100 or so boxes", 90, 110, "about"),
    ("a hundred-odd boxes", 90, 110, "about"),
    ("twenty-something boxes", 20, 29, "vague"),
    ("just over 100 boxes", 100, 110, "about"),
    ("just shy of 100 boxes", 90, 100, "nearly"),
    ("north of 100 boxes", 100, INF, "at least"),
    ("about five hundred or more boxes", 500, INF, "at least"),
    ("more than 100 but fewer than 120 boxes", 100, 120, "range"),
    ("at most 120 and at least 100 boxes", 100, 120, "range"),
    ("a dozen or so boxes", 10, 14, "vague"),
    ("boxes in the low hundreds", 100, 399, "vague"),
    ("a few thousand boxes", 2000, 10_000, "vague"),
    ("half a dozen boxes", 6, 6, "exact"),
    ("between one hundred and two hundred boxes", 100, 200, "range"),
    ("three million, two hundred thousand boxes", 3.2e6, 3.2e6, "exact"),
    ("1.5m people", 1.5e6, 1.5e6, "exact"),
    ("10k boxes", 10_000, 10_000, "exact"),
    ("2½ dozen boxes", 30, 30, "exact"),
    ("two masked gunmen", 2, 2, "exact"),
    ("two or three hundred boxes", 200, 300, "range"),
    ("5 or 600 boxes", 500, 600, "range"),
    ("two to three dozen boxes", 24, 36, "range"),
    ("boxes within the four boxes", 4, 4, "exact"),
]  # fmt: skip
MONEY = [
    ("a $100-million heist", 1e8, "USD"),
    ("a 100-million-dollar heist", 1e8, "USD"),
    ("a 65-million-euro haul", 65e6, "EUR"),
    ("a million and a half dollars", 1.5e6, "USD"),
    ("65m euros", 65e6, "EUR"),
    ("EUR 65 million", 65e6, "EUR"),
    ("65 million €", 65e6, "EUR"),
    ("$ 100", 100, "USD"),
    ("€65 m", 65e6, "EUR"),
    ("USD100m", 1e8, "USD"),
    ("100 000 €", 1e5, "EUR"),
    ("100\u00a0000 €", 1e5, "EUR"),
    ("1\u202f234\u2009567 euros", 1_234_567, "EUR"),
    ("£1,234.56", 1234.56, "GBP"),
    ("A$5 million", 5e6, "AUD"),
    ("HK$300", 300, "HKD"),
    ("50 Swiss francs", 50, "CHF"),
    ("400 million Belgian francs", 4e8, "BEF"),
    ("5 billion lire", 5e9, "ITL"),
    ("10,000 Deutschmarks", 1e4, "DEM"),
    ("300 Dutch guilders", 300, "NLG"),
    ("2,000 escudos", 2000, "PTE"),
    ("5 million pounds", 5e6, "GBP"),
    ("1,015 francs", 1015, "franc"),
    ("20 million South Korean won", 2e7, "KRW"),
    ("3 dollars and 50 cents", 3.5, "USD"),
    ("50p", 0.5, "GBP"),
    ("¥3 trillion", 3e12, "JPY"),
    ("35 lakh Indian rupees", 3.5e6, "INR"),
]
MEASURES = [
    ("100 square metres", 100, "area", "square metre"),
    ("9.5 m²", 9.5, "area", "square metre"),
    ("two acres", 8093.71, "area", "acre"),
    ("3 cubic metres", 3000, "volume", "cubic metre"),
    ("two litres", 2, "volume", "litre"),
    ("60 mph", 26.8224, "speed", "mile per hour"),
    ("90 kilometres an hour", 25, "speed", "kilometre per hour"),
    ("30 °C", 30, "temperature", "degree celsius"),
    ("minus 40 degrees Fahrenheit", -40, "temperature", "degree fahrenheit"),
    ("temperatures of 30 degrees", 30, "temperature", "degree"),
    ("an angle of 45 degrees", 45, "angle", "degree"),
    ("5 kW", 5000, "power", "kilowatt"),
    ("2 kWh", 7.2e6, "energy", "kilowatt hour"),
    ("100 MB", 1e8, "data", "megabyte"),
    ("2 bar", 2e5, "pressure", "bar"),
    ("3.2 GHz", 3.2e9, "frequency", "gigahertz"),
    ("5 feet 10 inches", 1.778, "length", "foot"),
    ("5ft 10in", 1.778, "length", "foot"),
    ("twelve stone", 76203.5, "mass", "stone"),
    ("200 pounds of explosives", 90718.5, "mass", "pound-mass"),
    ("a twenty-pound bag", 9071.85, "mass", "pound-mass"),
    ("200 V", 200, "voltage", "volt"),
    ("$50 a day", 50, "rate", "USD per day"),
    ("€3.10 per litre", 3.1, "rate", "EUR per litre"),
    ("5 kΩ", 5000, "other", "kiloohm"),
    ("twice as many boxes", 2, "ratio", ""),
    ("three times as many boxes", 3, "ratio", ""),
    ("one in five", 0.2, "share", "part"),
    ("5 percentage points", 0.05, "share", "percentage point"),
    ("He was aged 58.", 58, "age", "year"),
    ("Patrick Peys, 58, said so.", 58, "age", "year"),
    ("an 18-month-old child", 1.5, "age", "month"),
    ("arrested twice that year", 2, "count", ""),
]
NOTHING = [
    "a number of boxes", "at 11.40",
    "call 020 7946 0958", "call +32-3-226-1234", "AK-47", "the 9/11 attacks", "a 24/7 service", "They won 3-2.",
    "section 12.3.4", "10 Downing Street", "a Boeing 747", "in nineteen ninety-nine", "on the twenty-third of March",
    "the twenty-third floor", "at half past seven", "at seven o'clock", "2003/02/15", "at 12 noon", "in 2013-14",
    "one of a kind", "the 1990s", "a six-figure sum", "agent 007", "E19", "He rolled a 4x4.", "a quarter past",
    "the third quarter", "Give me a second.", "192.168.1.2", "a second thought",
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "kind"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_bounds(text, low, high, kind):
    q = sole(text)
    assert (q.kind, q.dimension) == (kind, "count")
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("text", "value", "currency"), MONEY, ids=[row[0] for row in MONEY])
def test_money(text, value, currency):
    q = sole(text)
    assert (q.dimension, q.unit) == ("money", currency)
    assert q.low == q.high == pytest.approx(value)


@pytest.mark.parametrize(("text", "value", "dimension", "name"), MEASURES, ids=[row[0] for row in MEASURES])
def test_measures(text, value, dimension, name):
    q = sole(text)
    assert (q.dimension, q.measure) == (dimension, name)
    assert q.low == q.high == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_an_amount(text):
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("8- to 16-metre mirrors", 8, 16, id="a-unit-for-two"),
        pytest.param("44 mm to 50 mm", 0.044, 0.05, id="a-unit-each"),
        pytest.param("-18 °C to -34 °C", -34, -18, id="below-zero-either-way"),
        pytest.param("below -10 °C", -INF, -10, id="below-zero-without-end"),
        pytest.param("half an hour", 1350, 2250, id="half-an-hour"),
        pytest.param("three quarters of an hour", 2025, 3375, id="quarters-of-an-hour"),
        pytest.param("in his late thirties", 37, 39, id="a-decade-of-life"),
    ],
)
def test_ranges_of_measures(text, low, high):
    q = sole(text)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    "text",
    ["123 out of 160 boxes", "123 out of the 160 boxes", "123 boxes out of 160", "123 of a total of 160 boxes"],
)
def test_k_of_n_in_other_words(text):
    q = sole(text)
    assert (q.low, q.part_of, q.noun) == (123, 160, "box")


def test_a_closing_quotation_mark_is_no_inch():
    assert [q.dimension for q in find_quantities('He wrote “2”, then "26".')] == ["count", "count"]
    assert sole('an 8" wrench').dimension == "length"


def test_a_share_of_a_total_names_the_total():
    assert [q.is_total for q in find_quantities("90% of 160 boxes")] == [False, True]


def test_two_numbers_may_share_one_unit():
    assert [(q.dimension, q.low) for q in find_quantities("They took 45 and 50 kg.")] == [
        ("mass", 45e3),
        ("mass", 50e3),
    ]


def test_money_carries_its_year_where_the_words_give_it():
    assert sole("$5 million in 2003 dollars").year == 2003
    assert sole("$5 million in 2003").year is None


def test_a_measure_keeps_what_was_spoken():
    q = sole("about 12 inches")
    assert (q.spoken, q.measure) == ((12, 12), "inch")
    assert (q.low, q.high) == (pytest.approx(0.9 * 0.3048), pytest.approx(1.1 * 0.3048))


RELATIONS = [
    ("more than 100 boxes", "100 boxes", "compatible"),
    ("fewer than 100 boxes", "100 boxes", "compatible"),
    ("at least 100 boxes", "100 boxes", "inside"),
    ("more than $100 million", "$96 million", "disjoint"),
    ("at most $100 million", "$104 million", "disjoint"),
    ("nearly $100 million", "$100 million", "inside"),
    ("more than 80 per cent", "about 85 per cent", "inside"),
    ("more than 84 per cent", "about 83 per cent", "compatible"),
    ("60 mph", "97 km/h", "inside"),
    ("60 mph", "150 km/h", "disjoint"),
    ("30 degrees Celsius", "86 degrees Fahrenheit", "equal"),
    ("30 degrees Celsius", "100 degrees Fahrenheit", "disjoint"),
    ("one acre", "4,000 square metres", "inside"),
    ("$50 a day", "$60 a day", "disjoint"),
    ("$50 a day", "$50 an hour", "incomparable"),
    ("$50 a day", "$50", "incomparable"),
    ("5 per cent", "5 percentage points", "incomparable"),
    ("5 million francs", "5 million Swiss francs", "incomparable"),
    ("one in five", "20 per cent", "equal"),
    ("twice as many boxes", "three times as many boxes", "disjoint"),
    ("temperatures of 30 degrees", "30 degrees Celsius", "incomparable"),
]


@pytest.mark.parametrize(("claimed", "found", "relation"), RELATIONS, ids=[f"{a} / {b}" for a, b, _ in RELATIONS])
def test_relations(claimed, found, relation):
    assert compare_quantities(sole(claimed), sole(found)) == relation


words = st.sampled_from(
    "at least not never more than about up to 109 1/2 ½ 2,5 of in boxes $ € £ USD million hundred m k bn and a "
    "half two "
    "thirds twenty - – per cent % dozen degrees °C feet inches km h / ² ^ 3 square out or so odd old year ( ) ' "
    '" . , : '
    "between to e9 x10^ ± minus −".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=14).map(" ".join) | st.lists(words, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_is_read_without_a_fault_and_each_span_is_verbatim(text):
    for code in ("en", "nl", "de", "fr", "it"):
        last = 0
        for q in find_quantities(text, language=code):
            assert text[q.start : q.end] == q.text
            assert q.text.strip()
            assert q.low <= q.high
            assert not math.isnan(q.low)
            assert q.start >= last or q.is_total
            last = q.start


@pytest.mark.parametrize(
    "text",
    ["1 " * 1000, "one hundred and " * 130, "1/2-" * 500, "a half of " * 200, "$" * 2000, "between 1 and " * 150,
     "1.2.3.4," * 250, "hundert" * 285, "at least not " * 150, "twenty-" * 280, "two million, " * 150],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_hostile_sentence_is_read_in_reasonable_time(text):
    begun = time.perf_counter()
    for code in ("en", "de"):
        find_quantities(text, language=code)
    assert time.perf_counter() - begun < 2


def test_a_language_without_tables_is_left_alone():
    assert find_quantities("109 laatikkoa", language="fi") == ()
