"""What is read as a quantity, and what its words allow. Bounds in metres, grams, seconds, main unit of the currency."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language import find_quantities, find_times

INF = math.inf
MONTH = 365.25 * 86400 / 12


def read(text):
    return find_quantities(text, [(t.start_at, t.end_at) for t in find_times(text)])


def one(text):
    """The only quantity of a text, totals ("of 189") apart."""
    found = [q for q in read(text) if not q.is_total]
    assert len(found) == 1, [q.text for q in found]
    return found[0]


COUNTS = [
    ("109 boxes were opened", 109, 109, "exact", "box"),
    ("123 safe-deposit boxes", 123, 123, "exact", "box"),
    ("three masked men", 3, 3, "exact", "men"),
    ("1,234,567 diamonds", 1_234_567, 1_234_567, "exact", "diamond"),
    ("2,003 boxes", 2003, 2003, "exact", "box"),
    ("100 million possible combinations", 1e8, 1e8, "exact", "combin"),
    ("zero boxes", 0, 0, "exact", "box"),
    ("only 109 boxes", 109, 109, "exact", "box"),
    ("twenty-seven keys", 27, 27, "exact", "key"),
    ("one hundred and twenty-three boxes", 123, 123, "exact", "box"),
    ("a hundred boxes", 100, 100, "exact", "box"),
    ("a hundred and twenty boxes", 120, 120, "exact", "box"),
    ("two thousand five hundred boxes", 2500, 2500, "exact", "box"),
    ("twenty-five hundred boxes", 2500, 2500, "exact", "box"),
    ("a dozen men", 12, 12, "exact", "men"),
    ("two dozen men", 24, 24, "exact", "men"),
    ("between 5 and 10 keys", 5, 10, "range", "key"),
    ("five to ten men", 5, 10, "range", "men"),
    ("two or three men", 2, 3, "range", "men"),
    ("100–120 boxes", 100, 120, "range", "box"),
    ("more than 100 boxes", 100, INF, "at least", "box"),
    ("over 100 boxes", 100, INF, "at least", "box"),
    ("at least 100 boxes", 100, INF, "at least", "box"),
    ("well over a hundred boxes", 100, INF, "at least", "box"),
    ("no fewer than 100 boxes", 100, INF, "at least", "box"),
    ("not less than 100 boxes", 100, INF, "at least", "box"),
    ("up to 100 boxes", 0, 100, "at most", "box"),
    ("at most 100 boxes", 0, 100, "at most", "box"),
    ("no more than 5 keys", 0, 5, "at most", "key"),
    ("fewer than a dozen men", 0, 12, "at most", "men"),
    ("about 100 boxes", 90, 110, "about", "box"),
    ("some 100 boxes", 90, 110, "about", "box"),
    ("roughly a hundred boxes", 90, 110, "about", "box"),
    ("an estimated 100 boxes", 90, 110, "about", "box"),
    ("nearly 100 boxes", 90, 100, "nearly", "box"),
    ("just under 100 boxes", 90, 100, "nearly", "box"),
    ("dozens of boxes", 24, 99, "vague", "box"),
    ("tens of boxes", 20, 99, "vague", "box"),
    ("scores of boxes", 40, 199, "vague", "box"),
    ("hundreds of boxes", 200, 999, "vague", "box"),
    ("thousands of boxes", 2000, 9999, "vague", "box"),
    ("tens of thousands of boxes", 10_000, 99_000, "vague", "box"),
    ("two-thirds of the 160 boxes", 106, 107, "vague", "box"),
]
MONEY = [
    ("$20", 20, 20, "exact", "USD"),
    ("$5.50", 5.5, 5.5, "exact", "USD"),
    ("$1,500,000", 1.5e6, 1.5e6, "exact", "USD"),
    ("$100 million", 1e8, 1e8, "exact", "USD"),
    ("$100 million worth of diamonds", 1e8, 1e8, "exact", "USD"),
    ("$300m", 3e8, 3e8, "exact", "USD"),
    ("$1.5bn", 1.5e9, 1.5e9, "exact", "USD"),
    ("100 million dollars", 1e8, 1e8, "exact", "USD"),
    ("one and a half million dollars", 1.5e6, 1.5e6, "exact", "USD"),
    ("half a million dollars", 5e5, 5e5, "exact", "USD"),
    ("a quarter of a billion dollars", 2.5e8, 2.5e8, "exact", "USD"),
    ("100 million US dollars", 1e8, 1e8, "exact", "USD"),
    ("100 million Australian dollars", 1e8, 1e8, "exact", "AUD"),
    ("€65 million", 6.5e7, 6.5e7, "exact", "EUR"),
    ("€ 65 million", 6.5e7, 6.5e7, "exact", "EUR"),
    ("65 million euros", 6.5e7, 6.5e7, "exact", "EUR"),
    ("£40m", 4e7, 4e7, "exact", "GBP"),
    ("forty million pounds", 4e7, 4e7, "exact", "GBP"),
    ("$100 to $500 million", 1e8, 5e8, "range", "USD"),
    ("$100–$500 million", 1e8, 5e8, "range", "USD"),
    ("between $100 million and $500 million", 1e8, 5e8, "range", "USD"),
    ("1.2 to 1.5 million dollars", 1.2e6, 1.5e6, "range", "USD"),
    ("more than $100 million", 1e8, INF, "at least", "USD"),
    ("up to $100 million", 0, 1e8, "at most", "USD"),
    ("as much as $100 million", 0, 1e8, "at most", "USD"),
    ("about $100 million", 9e7, 1.1e8, "about", "USD"),
    ("nearly $100 million", 9e7, 1e8, "nearly", "USD"),
    ("hundreds of millions of dollars", 1e8, 9.99e8, "vague", "USD"),
    ("tens of thousands of euros", 1e4, 9.9e4, "vague", "EUR"),
    ("millions of pounds", 2e6, 9.99e8, "vague", "GBP"),
]
MEASURES = [
    ("about 30 cm", 0.27, 0.33, "length", "about"),
    ("12 inches", 0.3048, 0.3048, "length", "exact"),
    ("one foot long", 0.3048, 0.3048, "length", "exact"),
    ("a 30-centimetre key", 0.3, 0.3, "length", "exact"),
    ("six feet", 1.8288, 1.8288, "length", "exact"),
    ("five kilometres", 5000, 5000, "length", "exact"),
    ("15-20 metres", 15, 20, "length", "range"),
    ("10 kg of gold", 10_000, 10_000, "mass", "exact"),
    ("5 carats", 1, 1, "mass", "exact"),
    ("a three-ton door", 3e6, 3e6, "mass", "exact"),
    ("27 months", 26.5 * MONTH, 27.5 * MONTH, "duration", "exact"),
    ("a 27-month lease", 26.5 * MONTH, 27.5 * MONTH, "duration", "exact"),
    ("two years", 18 * MONTH, 30 * MONTH, "duration", "exact"),
    ("48 hours", 47.5 * 3600, 48.5 * 3600, "duration", "exact"),
    ("2 hours and 30 minutes", 149.5 * 60, 150.5 * 60, "duration", "exact"),
    ("less than two years", 0, 24 * MONTH, "duration", "at most"),
    ("more than 10 years", 120 * MONTH, INF, "duration", "at least"),
    ("a 58-year-old man", 58, 58, "age", "exact"),
    ("he was 58 years old", 58, 58, "age", "exact"),
    ("90% of the boxes", 0.9, 0.9, "share", "exact"),
    ("90 percent", 0.9, 0.9, "share", "exact"),
    ("90 per cent", 0.9, 0.9, "share", "exact"),
    ("half of the boxes", 0.5, 0.5, "share", "exact"),
    ("two thirds of the boxes", 2 / 3, 2 / 3, "share", "exact"),
    ("more than half of the boxes", 0.5, INF, "share", "at least"),
]
NOTHING = [
    "COVID-19 patients", "the E19 motorway", "a B-52 bomber", "the third man", "on the 3rd floor", "the 15th",
    "in 2003", "since 2001", "on 15 February 2003", "at 11:30 pm", "the 1990s", "one man", "twice",
    "The boxes were empty.", "",
]  # fmt: skip
first = lambda row: row[0]  # noqa: E731


@pytest.mark.parametrize(("text", "low", "high", "kind", "noun"), COUNTS, ids=map(first, COUNTS))
def test_counts(text, low, high, kind, noun):
    q = one(text)
    assert (q.dimension, q.kind, q.noun) == ("count", kind, noun)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("text", "low", "high", "kind", "currency"), MONEY, ids=map(first, MONEY))
def test_money(text, low, high, kind, currency):
    q = one(text)
    assert (q.dimension, q.kind, q.unit) == ("money", kind, currency)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(("text", "low", "high", "dimension", "kind"), MEASURES, ids=map(first, MEASURES))
def test_measures(text, low, high, dimension, kind):
    q = one(text)
    assert (q.dimension, q.kind) == (dimension, kind)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_quantity(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    ["109 of 189 boxes", "109 of the 189 safe-deposit boxes", "109 of its 189 boxes"],
)
def test_k_of_n_keeps_both_figures(text):
    part, whole = read(text)
    assert (part.low, part.part_of, part.noun, part.is_total) == (109, 189, "box", False)
    assert (whole.low, whole.noun, whole.is_total) == (189, "box", True)


def test_of_n_k_keeps_both_figures_too():
    whole, part = read("Of the 189 boxes, 109 were opened.")
    assert (part.low, part.part_of, whole.low, whole.is_total) == (109, 189, 189, True)


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        pytest.param("He was sentenced to ten years and served six years.", ["sentenced", "served"], id="sentence"),
        pytest.param("Diamonds insured for $20 million were recovered.", ["insured"], id="insured"),
        pytest.param("He rented an office for $700; the haul was $100 million.", ["price", None], id="rent"),
        pytest.param("The haul was $100 million.", [None], id="the-haul-itself"),
    ],
)
def test_amounts_that_never_conflict_have_facets(text, facets):
    assert [q.facet for q in read(text)] == facets


def test_several_figures_are_read_in_order():
    text = "In 2003 five men took $100 million in diamonds from 109 of 189 boxes in less than 48 hours."
    assert [q.text for q in read(text)] == [
        "five men", "$100 million", "109 of 189 boxes", "189 boxes", "less than 48 hours"
    ]  # fmt: skip


words = st.sampled_from(
    "at least more than about nearly up to 109 189 of boxes 1.5 $ € £ million hundred and a half two thirds twenty - "
    "seven % per cent dozen s of tens thousands years cm kg old , . between to m bn US dollars the E19 in 2003".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=40))
def test_whatever_the_words_the_spans_are_theirs_and_the_bounds_are_bounds(text):
    for q in read(text):
        assert text[q.start : q.end] == q.text
        assert q.text.strip()
        assert q.low <= q.high  # a temperature or a loss may be below zero
        assert math.isfinite(q.low) or q.kind == "at most"
        assert q.part_of is None or q.part_of >= q.low
