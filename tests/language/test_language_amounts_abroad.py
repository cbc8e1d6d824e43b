"""Numbers and money in Dutch, German, French and Italian: sentences written for the test."""

import math

import pytest

from loupe.language import find_quantities
from loupe.model.quantities import compare_quantities

INF = math.inf
CASES = [
    # language, text, low, high, dimension, kind, unit
    ("de", "Sie zahlten 1.234,56 Euro.", 1234.56, 1234.56, "money", "exact", "EUR"),
    ("de", "vierhunderttausend Euro", 4e5, 4e5, "money", "exact", "EUR"),
    ("de", "eine halbe Million Euro", 5e5, 5e5, "money", "exact", "EUR"),
    ("de", "fünf Millionen Mark", 5e6, 5e6, "money", "exact", "DEM"),
    ("de", "bis zu 20 Mio. Euro", 0, 2e7, "money", "at most", "EUR"),
    ("de", "1,5 Mrd. Euro", 1.5e9, 1.5e9, "money", "exact", "EUR"),
    ("de", "rund 100 Millionen Dollar", 9e7, 1.1e8, "money", "about", "USD"),
    ("de", "hunderttausend Schweizer Franken", 1e5, 1e5, "money", "exact", "CHF"),
    ("de", "ein halbes Dutzend Männer", 6, 6, "count", "exact", ""),
    ("de", "zweiundzwanzig Männer", 22, 22, "count", "exact", ""),
    ("de", "zwischen fünf und zehn Männer", 5, 10, "count", "range", ""),
    ("de", "mindestens 123 Fächer", 123, INF, "count", "at least", ""),
    ("de", "nicht mehr als 5 Kilo", 0, 5000, "mass", "at most", "kilogram"),
    ("de", "3,5 Prozent", 0.035, 0.035, "share", "exact", "%"),
    ("de", "Er ist 58 Jahre alt.", 58, 58, "age", "exact", "years"),
    ("de", "100 Euro pro Tag", 100, 100, "rate", "exact", "EUR/day"),
    ("de", "200 Quadratmeter", 200, 200, "area", "exact", "square metre"),
    ("nl", "tachtig miljoen euro", 8e7, 8e7, "money", "exact", "EUR"),
    ("nl", "€ 1.234,56", 1234.56, 1234.56, "money", "exact", "EUR"),
    ("nl", "een half miljoen euro", 5e5, 5e5, "money", "exact", "EUR"),
    ("nl", "anderhalf miljoen Belgische frank", 1.5e6, 1.5e6, "money", "exact", "BEF"),
    ("nl", "ruim 100 miljoen dollar", 1e8, 1.1e8, "money", "about", "USD"),
    ("nl", "tienduizenden euro's", 2e4, 99_999, "money", "vague", "EUR"),
    ("nl", "vier komma vijf miljoen euro", 4.5e6, 4.5e6, "money", "exact", "EUR"),
    ("nl", "honderddrieëntwintig kluizen", 123, 123, "count", "exact", ""),
    ("nl", "vijf à tien mannen", 5, 10, "count", "range", ""),
    ("nl", "minstens 109 kluizen", 109, INF, "count", "at least", ""),
    ("nl", "een twintigtal mannen", 18, 22, "count", "vague", ""),
    ("nl", "twee derde van de kluizen", 2 / 3, 2 / 3, "share", "exact", "%"),
    ("nl", "30 centimeter", 0.3, 0.3, "length", "exact", "centimetre"),
    ("fr", "quatre-vingt-dix millions d'euros", 9e7, 9e7, "money", "exact", "EUR"),
    ("fr", "quatre-vingt-dix millions d’euros", 9e7, 9e7, "money", "exact", "EUR"),
    ("fr", "1 234,56 euros", 1234.56, 1234.56, "money", "exact", "EUR"),
    ("fr", "100\u202f000 €", 1e5, 1e5, "money", "exact", "EUR"),
    ("fr", "un million et demi de dollars", 1.5e6, 1.5e6, "money", "exact", "USD"),
    ("fr", "deux cent mille francs suisses", 2e5, 2e5, "money", "exact", "CHF"),
    ("fr", "jusqu'à 20 millions d'euros", 0, 2e7, "money", "at most", "EUR"),
    ("fr", "mille neuf cents euros", 1900, 1900, "money", "exact", "EUR"),
    ("fr", "soixante et onze coffres", 71, 71, "count", "exact", ""),
    ("fr", "vingt et un coffres", 21, 21, "count", "exact", ""),
    ("fr", "une centaine d'hommes", 90, 110, "count", "vague", ""),
    ("fr", "au moins 109 coffres", 109, INF, "count", "at least", ""),
    ("fr", "plus de 100 coffres", 100, INF, "count", "at least", ""),
    ("fr", "entre cinq et dix hommes", 5, 10, "count", "range", ""),
    ("fr", "3,5 pour cent", 0.035, 0.035, "share", "exact", "%"),
    ("fr", "cinq mètres carrés", 5, 5, "area", "exact", "square metre"),
    ("it", "cinquanta milioni di euro", 5e7, 5e7, "money", "exact", "EUR"),
    ("it", "mezzo miliardo di euro", 5e8, 5e8, "money", "exact", "EUR"),
    ("it", "1.234,56 euro", 1234.56, 1234.56, "money", "exact", "EUR"),
    ("it", "tre milioni e duecentomila lire", 3.2e6, 3.2e6, "money", "exact", "ITL"),
    ("it", "un milione e mezzo di dollari", 1.5e6, 1.5e6, "money", "exact", "USD"),
    ("it", "due virgola cinque milioni di euro", 2.5e6, 2.5e6, "money", "exact", "EUR"),
    ("it", "circa 100 milioni di dollari", 9e7, 1.1e8, "money", "about", "USD"),
    ("it", "50 milioni di franchi svizzeri", 5e7, 5e7, "money", "exact", "CHF"),
    ("it", "ventitré uomini", 23, 23, "count", "exact", ""),
    ("it", "più di 100 cassette", 100, INF, "count", "at least", ""),
    ("it", "una ventina di uomini", 18, 22, "count", "vague", ""),
    ("it", "tra cinque e dieci uomini", 5, 10, "count", "range", ""),
    ("it", "il 3,5 per cento", 0.035, 0.035, "share", "exact", "%"),
    ("it", "ventotto carati", 5.6, 5.6, "mass", "exact", "carat"),
]
PARTS = [
    ("de", "109 von 189 Schließfächern"),
    ("nl", "109 van de 189 kluizen"),
    ("fr", "109 des 189 coffres"),
    ("it", "centonove cassette su centottantanove"),
]
NOTHING = [
    ("de", "Das ist ein Mann."), ("de", "im Jahr 2003"), ("de", "der dritte Mann"), ("de", "Hauptstrasse 12"),
    ("nl", "Het is een man."), ("nl", "de derde man"), ("nl", "Hoveniersstraat 2"), ("nl", "in 2003"),
    ("fr", "C'est un homme."), ("fr", "le troisième homme"), ("fr", "en 2003"), ("fr", "le 3e homme"),
    ("it", "È un uomo."), ("it", "Tu sei bravo."), ("it", "il terzo uomo"), ("it", "nel 2003"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "low", "high", "dimension", "kind", "unit"), CASES, ids=[f"{r[0]}-{r[1]}" for r in CASES]
)
def test_amounts(code, text, low, high, dimension, kind, unit):
    (q,) = find_quantities(text, language=code)
    assert (q.dimension, q.kind, q.unit) == (dimension, kind, unit)
    assert (q.low, q.high) == (pytest.approx(low), pytest.approx(high))
    assert text[q.start : q.end] == q.text


@pytest.mark.parametrize(("code", "text"), PARTS, ids=[r[0] for r in PARTS])
def test_a_part_of_a_total(code, text):
    part, whole = find_quantities(text, language=code)
    assert (part.low, part.part_of, whole.low, whole.is_total) == (109, 189, 189, True)


@pytest.mark.parametrize(("code", "text"), NOTHING, ids=[f"{r[0]}-{r[1]}" for r in NOTHING])
def test_what_is_no_amount(code, text):
    assert find_quantities(text, language=code) == ()


@pytest.mark.parametrize(
    ("code", "text"), [("de", "3 Männer und 5 Männer"), ("nl", "3 mannen"), ("fr", "3 hommes"), ("it", "3 uomini")]
)
def test_the_noun_is_a_stem_of_its_own_language(code, text):
    assert {q.noun for q in find_quantities(text, language=code)} <= {"mann", "man", "homm", "uomin"}


def test_amounts_of_two_languages_are_compared_alike():
    (german,) = find_quantities("rund 100 Millionen Euro", language="de")
    (italian,) = find_quantities("cento milioni di euro", language="it")
    assert compare_quantities(german, italian) == "inside"
