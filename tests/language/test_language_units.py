"""The tables behind amounts: every unit against pint, every currency against ISO 4217's form."""

import re

import pytest

from loupe.language import find_quantities
from loupe.language.quantities import LANGUAGES
from loupe.language.quantities.currencies import CODES, NAMES, NATIONS, PAIRED, SIGNS
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.units import all_units
from loupe.language.words import fold

BASE = {
    "length": "metre", "area": "metre ** 2", "volume": "litre", "mass": "gram", "duration": "second",
    "speed": "metre / second", "temperature": "degC", "power": "watt", "energy": "joule", "data": "byte",
    "pressure": "pascal", "angle": "degree", "frequency": "hertz", "force": "newton", "voltage": "volt",
    "current": "ampere",
}  # fmt: skip
NAMED_OTHERWISE = {
    # our name: pint's expression
    "nautical mile": "nautical_mile", "light year": "light_year", "astronomical unit": "astronomical_unit",
    "imperial gallon": "imperial_gallon", "fluid ounce": "fluid_ounce", "barrel": "oil_barrel", "ton": "metric_ton",
    "metric ton": "metric_ton", "short ton": "short_ton", "long ton": "long_ton", "troy ounce": "troy_ounce",
    "quintal": "100 * kilogram", "pound-mass": "pound", "night": "day", "weekend": "2 * day", "megayear": "1e6 * year",
    "mile per hour": "mile / hour", "kilometre per hour": "kilometre / hour", "metre per second": "metre / second",
    "foot per second": "foot / second", "degree celsius": "degC", "degree fahrenheit": "degF", "kelvin": "kelvin",
    "watt hour": "watt_hour", "british thermal unit": "Btu", "electronvolt": "electron_volt",
    "pound-force": "force_pound",
    "pound-force per square inch": "psi", "standard atmosphere": "atm", "millimetre of mercury": "mmHg",
    "decade": "10 * year", "inch of mercury": "inHg", "revolution per minute": "hertz / 60", "carat": "carat",
}  # fmt: skip
LOOSE = {
    "acre",
    "fathom",
    "furlong",
    "barrel",
    "british thermal unit",
    "angstrom",
    "light year",
    "carat",
    "megayear",
    "inch of mercury",
}
"""Units that have several definitions a tenth of a per cent apart, or that pint rounds."""


def _pints_name(name):
    if name in NAMED_OTHERWISE:
        return NAMED_OTHERWISE[name]
    power = {"square": 2, "cubic": 3}.get(name.split(" ")[0])
    if power:
        return f"({_pints_name(name.split(' ', 1)[1])}) ** {power}"
    prefixed = re.match(r"(femto|pico|nano|micro|milli|centi|deci|hecto|kilo|mega|giga|tera|peta|exa)(.+)", name)
    if prefixed and prefixed[2] in NAMED_OTHERWISE:
        factors = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12}
        return f"{factors[prefixed[1]]} * ({NAMED_OTHERWISE[prefixed[2]]})"
    return name.replace(" ", "_")


def test_every_unit_has_the_size_that_pint_gives_it():
    pint = pytest.importorskip("pint", reason="pint is the second opinion on the table, not needed to run")
    registry = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    held = 0
    for name, unit in sorted(all_units().items()):
        if unit.dimension not in BASE:
            continue
        for value in (1.0, 25.0):
            expression = _pints_name(name)
            if unit.dimension == "temperature":
                theirs = registry.Quantity(value, expression).to("degC").magnitude
            else:
                parsed = registry.parse_expression(expression) * value
                theirs = parsed.to(BASE[unit.dimension]).magnitude
            assert value * unit.factor + unit.offset == pytest.approx(
                theirs, rel=2e-3 if any(each in name for each in LOOSE) else 1e-6
            ), name
        held += 1
    assert held > 150


def test_every_currency_is_a_code_of_three_letters_with_a_name():
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in CODES)
    assert len(set(CODES.values())) == len(CODES)
    named = {code for code in (*NAMES.values(), *NATIONS.values()) if code.isupper()}
    assert named <= set(CODES)


def test_every_currency_word_is_folded_as_the_text_is():
    for code in LANGUAGES:
        lexicon = lexicon_of(code)
        assert lexicon is not None
        for table in (lexicon.currencies, lexicon.nations, lexicon.units, lexicon.subunits, lexicon.cardinals):
            assert all(word == fold(word) for word in table)
    assert all(word == fold(word) for word in (*NAMES, *NATIONS))


@pytest.mark.parametrize("people", sorted(NATIONS))
def test_a_peoples_money_is_read(people):
    (q,) = find_quantities(f"They paid 5,000 {people} for it.")
    assert (q.dimension, q.unit, q.low) == ("money", NATIONS[people], 5000)


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_sign_is_read_before_and_after(sign):
    before, after = find_quantities(f"{sign}5,000"), find_quantities(f"5,000 {sign}")
    assert [(q.unit, q.low) for q in (*before, *after)] == [(SIGNS[sign], 5000)] * 2


@pytest.mark.parametrize("letters", sorted(PAIRED))
def test_letters_before_the_dollar_say_whose(letters):
    (q,) = find_quantities(f"They paid {letters.upper()}$5,000.")
    assert (q.unit, q.low) == (PAIRED[letters], 5000)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_is_read_before_and_after(code):
    before, after = find_quantities(f"{code} 5,000"), find_quantities(f"5,000 {code}")
    assert [(q.unit, q.low) for q in (*before, *after)] == [(code, 5000)] * 2


@pytest.mark.parametrize("name", sorted(set(all_units()) - {"second", "stone"}))
def test_every_unit_is_read_by_its_name(name):
    (q,) = find_quantities(f"7.5 {name} of it")
    assert name in (q.measure, "pound-mass") or q.dimension == "money"
