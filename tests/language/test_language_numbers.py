"""Numbers in words, five languages: what is said is read again, and every number of a text is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loupe.language.quantities import LANGUAGES, find_numbers, find_ordinals, find_quantities, words_of

SAID = [
    ("en", 1234567, "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
    ("en", "12.05", "twelve point zero five"),
    ("de", 21, "einundzwanzig"),
    ("de", 400_000, "vierhunderttausend"),
    ("de", 1_000_001, "eine Million eins"),
    ("nl", 88, "achtentachtig"),
    ("nl", 123, "honderddrieëntwintig"),
    ("nl", 80_000_000, "tachtig miljoen"),
    ("fr", 71, "soixante et onze"),
    ("fr", 80, "quatre-vingts"),
    ("fr", 97, "quatre-vingt-dix-sept"),
    ("fr", 2_200_000, "deux millions deux cent mille"),
    ("it", 23, "ventitré"),
    ("it", 28, "ventotto"),
    ("it", 250_000, "duecentocinquantamila"),
    ("it", 1_000_000_000, "un miliardo"),
    ("en", -5, "minus five"),
]
SIZES = st.integers(0, 10**12) | st.integers(0, 1200) | st.integers(1, 999).map(lambda n: n * 1000)
ONE = {"nl": "een", "fr": "un", "it": "uno"}  # the article too: alone it is no number


@pytest.mark.parametrize(("code", "value", "words"), SAID, ids=[row[2][:20] for row in SAID])
def test_a_number_is_said_as_people_say_it(code, value, words):
    assert words_of(value, code) == words


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(n=SIZES)
def test_a_number_in_words_is_read_again(code, n):
    words = words_of(n, code)
    if words == ONE.get(code):
        return
    (found,) = find_numbers(words, code)
    assert (found.low, found.high, found.text) == (n, n, words)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(whole=st.integers(2, 10**6 - 1), cents=st.integers(1, 99))
def test_a_decimal_is_read_again(code, whole, cents):
    (found,) = find_numbers(words_of(f"{whole}.{cents:02d}", code), code)
    assert found.low == pytest.approx(whole + cents / 100)


EURO = {"en": "euros", "de": "Euro", "nl": "euro", "fr": "euros", "it": "euro"}
TO = {"en": "between {} and {}", "de": "{} bis {}", "nl": "{} tot {}", "fr": "{} à {}", "it": "{} a {}"}


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(n=st.integers(2, 999_999))
def test_money_in_words_is_read_again(code, n):
    (found,) = find_quantities(f"{words_of(n, code)} {EURO[code]}", language=code)
    assert (found.dimension, found.unit, found.low, found.high) == ("money", "EUR", n, n)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(a=st.integers(2, 9999), b=st.integers(2, 9999))
def test_a_range_of_money_in_digits_is_read_again(code, a, b):
    low, high = sorted((a, b))
    if low == high or high == 100 * (low + 1):  # "5 or 600" is 500 to 600
        return
    (found,) = find_quantities(f"{TO[code].format(low, high)} {EURO[code]}", language=code)
    assert (found.low, found.high, found.kind, found.unit) == (low, high, "range", "EUR")


@pytest.mark.parametrize(("code", "other"), [("en", "en"), ("de", "de"), ("nl", "nl"), ("fr", "fr"), ("it", "it")])
def test_another_reader_of_number_words_agrees(code, other):
    text2num = pytest.importorskip("text_to_num", reason="text2num is a second opinion, not needed to run").text2num
    known = 0
    for n in (2, 17, 21, 71, 99, 101, 123, 280, 1999, 2003, 12_345, 250_000, 1_200_000):
        words = words_of(n, code)
        try:
            theirs = text2num(words, other)
        except (ValueError, KeyError):
            continue
        known += 1
        (found,) = find_numbers(words, code)
        assert found.low == theirs
    assert known > 5


@pytest.mark.parametrize("value", [10**15, "12,5", "twelve", ""])
def test_what_cannot_be_said_is_refused(value):
    with pytest.raises(ValueError, match="not a number"):
        words_of(value)


def test_a_language_without_words_is_refused():
    with pytest.raises(ValueError, match="no number words"):
        words_of(5, "fi")


NUMBERS = [
    ("In 2003 five men took 109 boxes.", [2003, 5, 109]),
    ("192.168.1.2", [192, 168, 1, 2]),
    ("-5 and minus six", [-5, -6]),
    ("two and a half, 2 1/2, 2½", [2.5, 2.5, 2.5]),
    ("three and a fifth", [3.2]),
    ("a trillionth", [1e-12]),
    ("twenty-three fifths", [4.6]),
    ("one hundred thirty-fifths", [100 / 35]),
    ("one over twenty", [0.05]),
    ("1.3e6 and 8x2^10", [1.3e6, 8192]),
    ("1 234 567.89", [1234567.89]),
    ("a baker and a thief", []),
    ("the one you meant", []),
    ("the 3rd, the third", []),
    ("B-52 and E19", []),
    ("either 10 bln or 10k", [1e10, 1e4]),
]


@pytest.mark.parametrize(("text", "values"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_every_number_is_listed(text, values):
    assert [n.low for n in find_numbers(text)] == pytest.approx(values)


ORDINALS = [
    ("the third man", [(3, "man")]),
    ("the 21st century", [(21, "centuri")]),
    ("the twenty-third of March", [(23, None)]),
    ("the two hundredth visitor", [(200, "visitor")]),
    ("the hundred and third box", [(103, "box")]),
    ("a thousandth of it", []),
    ("three men", []),
]


@pytest.mark.parametrize(("text", "found"), ORDINALS, ids=[row[0] for row in ORDINALS])
def test_ordinals_are_kept_apart(text, found):
    assert [(o.low, o.noun) for o in find_ordinals(text)] == found
    assert all(o.dimension == "ordinal" and text[o.start : o.end] == o.text for o in find_ordinals(text))
