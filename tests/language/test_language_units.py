"""The tables behind amounts: every unit against pint, every currency against ISO 4217's form."""

import re

import pytest

from loupe.language import find_quantities
from loupe.language.quantities import LANGUAGES
from loupe.language.quantities.currencies import CODES, NAMES, NATIONS, PAIRED, SIGNS
from loupe.language.quantities.languages import lexicon_of
from loupe.language.quantities.unitrow import LONG_PREFIXES, PREFIXES
from loupe.language.quantities.units import all_units, guarded_words
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
    "mil": "thou", "cable length": "cables_length", "statute mile": "mile", "verst": "1066.8 * metre",
    "light second": "speed_of_light * second", "light minute": "speed_of_light * minute",
    "light hour": "speed_of_light * hour", "light day": "speed_of_light * day", "rood": "1210 * yard ** 2",
    "dunam": "1000 * metre ** 2", "decare": "1000 * metre ** 2", "circular mil": "circular_mil",
    "fluid dram": "fluid_dram", "minim": "minim", "hundredweight": "hundredweight",
    "imperial quart": "imperial_quart",
    "imperial peck": "imperial_peck", "acre foot": "acre_foot", "board foot": "board_foot",
    "atomic mass unit": "unified_atomic_mass_unit", "solar mass": "1.98841e30 * kilogram",
    "tola": "11.6638038 * gram", "pood": "16.380496 * kilogram", "shake": "1e-8 * second",
    "sidereal day": "sidereal_day", "kiloyear": "1000 * year", "gigayear": "1e9 * year",
    "degree rankine": "degR", "degree reaumur": "degRe", "kilogram-force": "force_kilogram",
    "kilopond": "force_kilogram", "gram-force": "force_gram", "ounce-force": "force_ounce", "cord": "128 * foot ** 3",
    "technical atmosphere": "technical_atmosphere", "centimetre of mercury": "centimeter_Hg",
    "centimetre of water": "centimeter_H2O", "inch of water": "249.08891 * pascal", "cubit": "18 * inch",
    "dessertspoon": "10 * millilitre",
    "ton-force": "1000 * force_kilogram", "nibble": "4 * bit",
    "kip per square inch": "1000 * psi", "foot pound-force": "foot * force_pound",
    "therm": "1e5 * Btu", "ton of tnt": "ton_TNT", "rydberg": "rydberg_constant * planck_constant * speed_of_light",
    "horsepower hour": "horsepower * hour", "tonne of oil equivalent": "tonne_of_oil_equivalent",
    "barrel of oil equivalent": "6.1178632e9 * joule",
    "metric horsepower": "metric_horsepower", "boiler horsepower": "boiler_horsepower",
    "ton of refrigeration": "refrigeration_ton", "milliarcsecond": "milliarcsecond",
    "gradian": "grade", "cycle per second": "hertz", "beat per minute": "hertz / 60",
    "revolution per second": "hertz", "frame per second": "hertz", "register ton": "100 * foot ** 3",
    "kilopound": "1000 * pound", "survey foot": "survey_foot", "troy pound": "troy_pound",
    "long hundredweight": "long_hundredweight",
    "inch per second": "inch / second", "speed of light": "speed_of_light", "span": "9 * inch", "ell": "45 * inch",
    "mega british thermal unit": "1e6 * Btu", "twip": "inch / 1440", "nautical league": "3 * nautical_mile",
    "solar radius": "6.957e8 * metre", "earth radius": "6.371e6 * metre", "earth mass": "5.9722e24 * kilogram",
    "jupiter mass": "1.89813e27 * kilogram", "kilocircular mil": "1000 * circular_mil", "drop": "0.05 * millilitre",
    "millikelvin": "millikelvin", "microkelvin": "microkelvin", "nanokelvin": "nanokelvin",
    "lustrum": "5 * year", "millimetre of water": "9.80665 * pascal", "foot of water": "2989.06692 * pascal",
    "pound-force per square foot": "psi / 144", "quad": "quadrillion_Btu", "microarcsecond": "1e-3 * milliarcsecond",
}  # fmt: skip
LOOSE = frozenset(
    "acre|fathom|furlong|barrel|british thermal unit|angstrom|light year|carat|megayear|inch of mercury|survey foot|"
    "cord|rood|cable|hundredweight|sidereal|therm|bushel|rod|chain|link|league|inch of water|centimetre of water|"
    "horsepower|dalton|atomic mass|boiler|quad".split("|")
)
"""Units that have several definitions a tenth of a per cent apart, or that pint rounds."""


def _pints_name(name):
    if name in NAMED_OTHERWISE:
        return NAMED_OTHERWISE[name]
    power = {"square": 2, "cubic": 3}.get(name.split(" ")[0])
    if power:
        return f"({_pints_name(name.split(' ', 1)[1])}) ** {power}"
    prefixed = re.match("(" + "|".join(long for long, _ in PREFIXES.values()) + ")(.+)", name)
    if prefixed and prefixed[2] in NAMED_OTHERWISE:
        return f"{LONG_PREFIXES[prefixed[1]]} * ({NAMED_OTHERWISE[prefixed[2]]})"
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
    said = "measured " if name in guarded_words() else ""
    (q,) = find_quantities(f"{said}7.5 {name} of it")
    assert name in (q.measure, "pound-mass") or q.dimension == "money"
