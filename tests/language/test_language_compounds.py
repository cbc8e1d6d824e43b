"""Products and quotients of units, names that are everyday words too, lists that share a unit, second numbers alone."""

import time

import pytest

from loupe.language import find_quantities
from loupe.language.quantities.currencies import CODES
from loupe.language.quantities.units import guarded_words


def _measures(text):
    return [(q.text, q.measure or q.noun or "") for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 kg·m²/s³", "kilogram square metre per cubic second"),
        ("3 kg m-3", "kilogram per cubic metre"),
        ("5 W m⁻²", "watt per square metre"),
        ("10 m s^-1", "metre per second"),
        ("0.3 W/m²K", "watt per square metre kelvin"),
        ("8.3 J/mol/K", "joule per mole kelvin"),
        ("5 feet per second per second", "foot per square second"),
        ("120 mg/dL", "milligram per decilitre"),
        ("10 kg per m2", "kilogram per square metre"),
        ("5 ampere-hours", "ampere hour"),
        ("3 pascal seconds", "pascal second"),
        ("5 decapascals", "decapascal"),
        ("3 zettabytes", "zettabyte"),
        ("47 kilohms", "kilohm"),
        ("4 gigatonnes", "gigaton"),
        ("7 square centimetres", "square centimetre"),
        ("4 square km", "square kilometre"),
        ("760 mm Hg", "millimetre of mercury"),
        ("760 millimeters of mercury", "millimetre of mercury"),
        ("10 cm H2O", "centimetre of water"),
        ("10 kg m^(-3)", "kilogram per cubic metre"),
        ("10 kg m/s", "kilogram metre per second"),
        ("10 kilogram metres per second", "kilogram metre per second"),
        ("3 m3 s-1", "cubic metre per second"),
        ("0.3 W/mK", "watt per metre kelvin"),
        ("0.3 W/m·K", "watt per metre kelvin"),
        ("4 J/kgK", "joule per kilogram kelvin"),
        ("4 joules per kilogram kelvin", "joule per kilogram kelvin"),
        ("12 ms⁻¹", "metre per second"),
        ("5 fb−1", "inverse femtobarn"),
        ("5 inverse femtobarns", "inverse femtobarn"),
        ("5 W m⁻² K⁻⁴", "watt per square metre quartic kelvin"),
        ("125 GeV/c²", "gigaelectronvolt per square speed of light"),
        ("20 µmol m−2 s−1", "micromole per square metre second"),
        ("6 metres²", "square metre"),
        ("6 meters^2", "square metre"),
        ("6 square-mile", "square mile"),
        ("6 metre-squared", "square metre"),
        ("47 kilo-ohms", "kiloohm"),
        ("47 kohm", "kiloohm"),
        ("6 electron-volts", "electronvolt"),
        ("20 inch-pounds", "inch pound-force"),
        ("5 pounds-force", "pound-force"),
        ("5 pounds/sq. ft", "pound-force per square foot"),
        ("5 mN", "millinewton"),
        ("5 MN/m", "meganewton per metre"),
        ("100 Mbytes", "megabyte"),
        ("100 MBps", "megabyte per second"),
        ("5 Mhz", "megahertz"),
        ("5 mhz", "megahertz"),
        ("3 mK", "millikelvin"),
        ("4 M☉", "solar mass"),
        ("5 min/km", "minute per kilometre"),
        ("35 miles to the gallon", "mile per gallon"),
        ("40 per cubic metre", "inverse cubic metre"),
        ("9 parts-per-million", "parts-per-million"),
        ("$5/m²", "USD per square metre"),
    ],
)
def test_a_unit_made_of_units_is_read_whole(text, unit):
    (q,) = find_quantities(f"It was {text}.")
    assert (q.text, q.measure) == (text, unit)


@pytest.mark.parametrize(
    ("said", "also"),
    [
        ("9 km per hour", "9 km/h"),
        ("5 MBps", "5 megabytes per second"),
        ("5 N/m²", "5 Pa"),
        ("2 W h", "2 Wh"),
        ("3 m/s", "3 metres per second"),
    ],
)
def test_one_measure_written_two_ways_has_one_value(said, also):
    (a,), (b,) = find_quantities(said), find_quantities(also)
    assert (a.dimension, a.low) == (b.dimension, pytest.approx(b.low))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two barns burned.", [("Two barns", "barn")]),
        ("They bought 3 chains and five rods.", [("3 chains", "chain"), ("five rods", "rod")]),
        ("He saw 3 moles in the garden.", [("3 moles", "mole")]),
        ("They own two Teslas.", [("two Teslas", "tesla")]),
        ("They sell 5G radiation shields.", []),
        ("a 12 volt second battery", [("12 volt", "volt")]),
        ("a 10 kilometre day trip", [("10 kilometre", "kilometre")]),
        ("3 in the morning", [("3", "")]),
        ("They may march 5 at a time.", [("5", "")]),
        ("He won 3 at the bar.", [("3", "")]),
        ("They went to 3 bars.", [("3 bars", "bar")]),
        ("They pound 5 of the doors.", [("5 of the doors", "door")]),
        ("The second of the 3 men.", [("3 men", "men")]),
        ("4 hands in all.", [("4 hands", "hand")]),
        ("He took 5 drops and 2 spans.", [("5 drops", "drop"), ("2 spans", "span")]),
        ("5 US soldiers", [("5", "")]),
        ("4 NM deputies", [("4 NM deputies", "deputi")]),
        ("5 PG films", [("5 PG films", "film")]),
        ("5 MO voters", [("5 MO voters", "voter")]),
        ("3 MLS titles", [("3 MLS titles", "titl")]),
        ("He bought 4 t shirts", [("4", "")]),
        ("6 Teslas in a field", [("6 Teslas", "tesla")]),
        ("5 au pairs", [("5 au pairs", "pair")]),
        ("he had 5 c in his pocket", [("5", "")]),
        ("3 per day", [("3", "")]),
        ("the TOP 10 list of the WORLD CUP 2006", []),
    ],
)
def test_an_everyday_word_is_no_unit(text, found):
    assert _measures(text) == found


@pytest.mark.parametrize("name", sorted(word for word in guarded_words() if len(word) > 2))
def test_a_guarded_name_is_a_unit_only_where_something_is_measured(name):
    assert all(q.dimension in ("count", "ordinal") for q in find_quantities(f"They had 3 {name} there."))
    (q,) = find_quantities(f"The unit is equal to 3 {name} there.")
    assert q.dimension != "count"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a charge of 3 C", "coulomb"),
        ("It was 3 C outside.", "degree celsius"),
        ("the capacitor has 2 F", "farad"),
        ("12 A of current", "ampere"),
        ("it flew at 0.5 c, half that of light", "speed of light"),
        ("a magnet of 3 Tesla", "tesla"),
        ("video at 60 fps", "frame per second"),
        ("the cyclone fell to 950 mb", "millibar"),
        ("a plasmid of 5 kb of DNA", "kilobase pair"),
        ("the ship was 20 NM off the coast", "nautical mile"),
        ("a dose of radiation of 5 rad", "rads"),
        ("a charge of 3 C/kg", "coulomb per kilogram"),
        ("5 pg/mL of it", "picogram per millilitre"),
        ("a 15 kt bomb", "kiloton"),
        ("a wind of 15 kt", "knot"),
        ("12 fl. oz. of it", "fluid ounce"),
    ],
)
def test_the_text_settles_what_a_sign_means(text, unit):
    (q,) = find_quantities(text)
    assert q.measure == unit


def test_a_list_shares_the_unit_behind_its_last():
    assert [q.low for q in find_quantities("They ran 5, 10 and 15 km.")] == [5000, 10000, 15000]
    assert [q.low for q in find_quantities("doses of 10, 20, 30 mg")] == pytest.approx([0.01, 0.02, 0.03])
    assert [q.low for q in find_quantities("a box of 3 × 4 × 5 cm")] == pytest.approx([0.03, 0.04, 0.05])


@pytest.mark.parametrize(
    "text", ["In 1999, 5 kg was found.", "On page 3, 5 kg was found.", "In 2001, 2002 and 2003, 5 kg was found."]
)
def test_a_year_or_a_page_takes_no_unit_from_a_list(text):
    assert [q.low for q in find_quantities(text) if q.dimension == "mass"] == [5000]


@pytest.mark.parametrize("text", ["5'10\"", "5'10", "5 feet 10", "five foot ten", "5 feet 10 inches"])
def test_a_height_is_one_length(text):
    (q,) = find_quantities(f"He was {text} tall.")
    assert (q.text, q.dimension, q.low) == (text, "length", pytest.approx(1.778))


def test_strokes_are_minutes_of_arc_behind_degrees_and_feet_before_inches():
    assert _measures("It lies at 30° 15' 20\" north.") == [
        ("30°", "degree"),
        ("15'", "arcminute"),
        ('20"', "arcsecond"),
    ]
    assert _measures("a door 6' 4\" high") == [("6' 4\"", "foot")]
    assert _measures("He said 'they had 60' and left.") == [("60", "")]


def test_small_change_needs_no_unit():
    (q,) = find_quantities("It cost thirteen dollars forty-five.")
    assert (q.unit, q.low) == ("USD", pytest.approx(13.45))
    assert [q.low for q in find_quantities("They paid 20 dollars 30 times.")] == [20, 30]


@pytest.mark.parametrize(
    "text", ["See the table at 4.1 for it.", "They came about 11.40.", "It is in section 4 at 4.12."]
)
def test_a_section_and_a_dotted_clock_are_no_counts(text):
    assert [q for q in find_quantities(text) if q.dimension == "count"] == []


def test_every_living_currency_has_its_code():
    living = (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
        "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL "
        "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD "
        "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG "
        "QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
        "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
    )
    assert set(living.split()) <= set(CODES)


@pytest.mark.parametrize("text", ["1, " * 700, "5 kg·m" + "·m" * 700, "5 m/" + "s/" * 700, "3 x " * 600, "5 W-" * 500])
def test_a_hostile_line_is_read_in_time(text):
    begun = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - begun < 1.0
