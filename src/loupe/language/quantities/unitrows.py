"""The table of units: one row each, with its names, its signs, its prefixes and its size in the dimension's base unit.

Factors are those of the SI Brochure (9th ed.) and of NIST Special Publication 811; a test holds every row against pint.
"""

from __future__ import annotations

from loupe.language.quantities.rareunits import RARE_ROWS
from loupe.language.quantities.unitrow import UnitRow

__all__ = ["UNIT_ROWS"]

_YEAR = 365.25 * 86400

UNIT_ROWS: tuple[UnitRow, ...] = (
    # lengths in metres
    UnitRow("metre", "length", "metres", "m", 1.0, "kdcmunpfMh"),
    UnitRow("kilometre", "length", "", "kms", 1e3),
    UnitRow("centimetre", "length", "", "cms", 1e-2),
    UnitRow("inch", "length", "inches inchs", 'in " ″ ”', 0.0254),
    UnitRow("foot", "length", "feet foots", "ft ′ ft.", 0.3048),
    UnitRow("yard", "length", "yards", "yd yds", 0.9144),
    UnitRow("mile", "length", "miles", "mi", 1609.344),
    UnitRow("nautical mile", "length", "nautical_miles sea_mile sea_miles nautical_mi", "nmi", 1852.0),
    UnitRow("furlong", "length", "furlongs", "", 201.168),
    UnitRow("fathom", "length", "fathoms", "", 1.8288),
    UnitRow("angstrom", "length", "angstroms ångström ångströms", "Å", 1e-10),
    UnitRow("light year", "length", "light_years light_-_year light_-_years lightyear lightyears", "ly",
    9.4607304725808e15),
    UnitRow("parsec", "length", "parsecs", "pc", 3.0856775814913674e16, "kMG"),
    UnitRow("astronomical unit", "length", "astronomical_units", "AU", 149597870700.0),
    # areas in square metres; squares of lengths are made from the rows above
    UnitRow("hectare", "area", "hectares", "ha", 1e4),
    UnitRow("acre", "area", "acres", "ac", 4046.8564224),
    # volumes in litres; cubes of lengths are made from the rows above; gallon, pint and the rest are those of the US
    UnitRow("litre", "volume", "litres", "l L ℓ ltr ltrs", 1.0, "hdcmunk", stem="l L ls"),
    UnitRow("gallon", "volume", "gallons us_gallon us_gallons u_._s_._gallons us_gal us_gals", "gal gals", 3.785411784),
    UnitRow("imperial gallon", "volume", "imperial_gallons uk_gallon uk_gallons imp_gal imp_gals uk_gal", "", 4.54609),
    UnitRow("quart", "volume", "quarts", "qt qts", 0.946352946),
    UnitRow("pint", "volume", "pints", "", 0.473176473),
    UnitRow("cup", "volume", "cups cupful cupfuls", "", 0.2365882365),
    UnitRow("tablespoon", "volume", "tablespoons tbsp tbsps tbs tablespoonful tablespoonfuls", "", 0.01478676478125),
    UnitRow("teaspoon", "volume", "teaspoons tsp tsps teaspoonful teaspoonfuls", "", 0.00492892159375),
    UnitRow("fluid ounce", "volume", "fluid_ounces fl_oz fl._oz. fl_._oz", "", 0.0295735295625),
    UnitRow("barrel", "volume", "barrels", "bbl bbls", 158.987294928),
    # masses in grams
    UnitRow("gram", "mass", "grams gramme grammes", "g gr gm gms", 1.0, "kcdmunpfMGTP", stem="g gs"),
    UnitRow("kilogram", "mass", "kilo kilos kgs", "", 1e3),
    # "ton" alone may be the metric one, 907 kg (US) or 1,016 kg (UK): it is taken as the metric one
    UnitRow("ton", "mass", "tons", "", 1e6, "kMG"),
    UnitRow("metric ton", "mass", "metric_tons tonne tonnes metric_tonne metric_tonnes", "t", 1e6),
    UnitRow("short ton", "mass", "short_tons", "", 907184.74),
    UnitRow("long ton", "mass", "long_tons", "", 1016046.9088),
    UnitRow("quintal", "mass", "quintals", "", 1e5),
    UnitRow("carat", "mass", "carats", "ct ct.", 0.2),
    UnitRow("ounce", "mass", "ounces", "oz oz.", 28.349523125),
    UnitRow("troy ounce", "mass", "troy_ounces oz_t oz_._t", "ozt", 31.1034768),
    UnitRow("pound-mass", "mass", "pound pounds lb lbs lb. lbs.", "", 453.59237),
    UnitRow("stone", "mass", "", "st", 6350.29318),
    # durations in seconds; a month is a twelfth of a year of 365.25 days
    UnitRow("second", "duration", "seconds sec secs", "s", 1.0, "munpf"),
    UnitRow("minute", "duration", "minutes min mins min. mins.", "", 60.0),
    UnitRow("hour", "duration", "hours hr hrs hr. hrs.", "h", 3600.0),
    UnitRow("day", "duration", "days", "d", 86400.0),
    UnitRow("night", "duration", "nights", "", 86400.0),
    UnitRow("week", "duration", "weeks wk wks", "", 7 * 86400.0),
    UnitRow("weekend", "duration", "weekends", "", 2 * 86400.0),
    UnitRow("fortnight", "duration", "fortnights", "", 14 * 86400.0),
    UnitRow("month", "duration", "months mos", "mo", _YEAR / 12),
    UnitRow("year", "duration", "years yr yrs", "", _YEAR),
    UnitRow("megayear", "duration", "megayears", "Ma Myr", 1e6 * _YEAR),
    UnitRow("decade", "duration", "decades", "", 10 * _YEAR),
    UnitRow("century", "duration", "centuries", "", 100 * _YEAR),
    UnitRow("millennium", "duration", "millennia millenniums", "", 1000 * _YEAR),
    # speeds in metres a second; what is a length by a time is made from the rows
    UnitRow("mile per hour", "speed", "", "mph", 0.44704),
    UnitRow("kilometre per hour", "speed", "", "kmh kph kmph km/h km/hr", 1 / 3.6),
    UnitRow("knot", "speed", "knots", "kn kt kts", 1852 / 3600),
    # temperatures in degrees Celsius
    UnitRow("degree celsius", "temperature", "degrees_celsius celsius celcius degrees_celcius degree_celcius "
        "centigrade "
            "degrees_centigrade degrees_c degree_c deg_c deg_._c degrees_of_celsius", "°C ℃ ºC C", 1.0),
    UnitRow("degree fahrenheit", "temperature",
        "degrees_fahrenheit fahrenheit degrees_f degree_f deg_f deg_._f farenheit "
            "degrees_farenheit", "°F ℉ ºF F", 5 / 9, "", -160 / 9),
    UnitRow("kelvin", "temperature", "kelvins degrees_kelvin degree_kelvin degrees_k", "K", 1.0, "", -273.15),
    UnitRow("millikelvin", "temperature", "millikelvins", "mK", 1e-3, "", -273.15),
    UnitRow("microkelvin", "temperature", "microkelvins", "μK uK", 1e-6, "", -273.15),
    UnitRow("nanokelvin", "temperature", "nanokelvins", "nK", 1e-9, "", -273.15),
    # powers in watts
    UnitRow("watt", "power", "watts", "W", 1.0, "munkMGTP"),
    UnitRow("megawatt", "power", "", "MWe MWt MWth MWp MWel", 1e6),
    UnitRow("kilowatt", "power", "", "kWp kWe", 1e3),
    UnitRow("gigawatt", "power", "", "GWe GWp", 1e9),
    UnitRow("horsepower", "power", "brake_horsepower", "hp bhp HP", 745.6998715822702),
    # energies in joules
    UnitRow("joule", "energy", "joules", "J", 1.0, "munkMGTPE"),
    UnitRow("watt hour", "energy", "watt_hours watt_-_hour watt_-_hours", "Wh", 3600.0, "mkMGTP", stem="Wh Whs"),
    UnitRow("calorie", "energy", "calories", "cal", 4.184, "kM", stem="cal cals"),
    UnitRow("electronvolt", "energy", "electronvolts electron_volt electron_volts", "eV", 1.602176634e-19, "mkMGTP"),
    UnitRow("british thermal unit", "energy", "british_thermal_units btus", "BTU BTUs Btu btu", 1055.05585262),
    UnitRow("mega british thermal unit", "energy", "", "MMBtu MMBTU mmBtu mmbtu", 1055.05585262e6),
    # data in bytes, with decimal prefixes
    UnitRow("byte", "data", "bytes", "B", 1.0, "kMGTPEZY", stem="B Bs byte bytes"),
    UnitRow("bit", "data", "bits", "bit", 0.125, "kMGTPEZY", stem="bit bits"),
    UnitRow("kilobit", "data", "", "kb Kb", 125.0),
    UnitRow("megabit", "data", "", "Mb", 125e3),
    UnitRow("gigabit", "data", "", "Gb", 125e6),
    UnitRow("terabit", "data", "", "Tb", 125e9),
    UnitRow("kilobyte", "data", "", "KB", 1e3),
    UnitRow("megabyte", "data", "", "mb meg megs", 1e6),
    UnitRow("gigabyte", "data", "", "gb gig gigs", 1e9),
    UnitRow("terabyte", "data", "", "tb", 1e12),
    UnitRow("kibibyte", "data", "kibibytes", "KiB", 1024.0),
    UnitRow("mebibyte", "data", "mebibytes", "MiB", 1024.0**2),
    UnitRow("gibibyte", "data", "gibibytes", "GiB", 1024.0**3),
    # pressures in pascals
    UnitRow("pascal", "pressure", "pascals", "Pa", 1.0, "hkMGTmu"),
    UnitRow("bar", "pressure", "", "bar", 1e5, "mdk", guarded="bars"),
    UnitRow("pound-force per square inch", "pressure", "pounds_per_square_inch pound_per_square_inch "
        "pounds_per_sq_inch", "psi psia psig", 6894.757293168361),
    UnitRow("standard atmosphere", "pressure", "atmospheres", "atm", 101325.0),
    UnitRow("millimetre of mercury", "pressure", "millimetres_of_mercury mm_hg mm_._hg mm_of_hg", "mmHg",
        133.322387415),
    UnitRow("torr", "pressure", "torrs", "Torr", 101325.0 / 760, "m"),
    UnitRow("inch of mercury", "pressure", "inches_of_mercury in_hg in_._hg in_of_hg inches_hg", "inHg", 3386.389),
    # angles in degrees
    UnitRow("degree", "angle", "degrees deg degs", "° º", 1.0),
    UnitRow("radian", "angle", "radians", "rad", 57.29577951308232, "mu"),
    # frequencies in hertz
    UnitRow("hertz", "frequency", "", "Hz", 1.0, "kMGTm"),
    UnitRow("revolution per minute", "frequency", "revolutions_per_minute rev_per_minute revs_per_minute",
        "rpm r/min rev/min", 1 / 60),
    # forces, voltages, currents in newtons, volts, amperes
    UnitRow("newton", "force", "newtons", "N", 1.0, "mukMGn"),
    UnitRow("pound-force", "force", "pounds_of_thrust pounds_of_force pounds_force lbs_force lb_-_f", "lbf",
        4.4482216152605),
    UnitRow("volt", "voltage", "volts", "V VAC VDC Vac Vdc", 1.0, "mkMunGp"),
    UnitRow("ampere", "current", "amperes amps amp", "A", 1.0, "mkunp"),
    # others stay in the unit that was spoken; their factors only join a unit and its prefixes
    UnitRow("ohm", "other", "ohms", "Ω Ω", 1.0, "munkMGT", stem="Ω Ω ohm ohms"),
    UnitRow("gray", "other", "grays", "Gy", 1.0, "mcukn"),
    UnitRow("sievert", "other", "sieverts", "Sv", 1.0, "munk"),
    UnitRow("becquerel", "other", "becquerels", "Bq", 1.0, "kMGTPmun"),
    UnitRow("decibel", "other", "decibels", "dB dBA dB(A)", 1.0),
    UnitRow("lumen", "other", "lumens", "lm", 1.0, "mk"),
    UnitRow("candela", "other", "candelas", "cd", 1.0, "mk"),
    UnitRow("ton per day", "rate", "", "tpd", 1.0),
    UnitRow("ton per hour", "rate", "", "tph", 1.0),
    UnitRow("ton per year", "rate", "", "tpa tpy", 1.0, "kM"),
    UnitRow("barrel per day", "rate", "", "bpd b/d", 1.0),
    UnitRow("volt-ampere", "other", "volt_amperes volt_-_amperes", "VA", 1.0, "kMG"),
    UnitRow("lux", "other", "luxes", "lx", 1.0, "mk"),
    UnitRow("curie", "other", "curies", "Ci", 1.0, "munpkM"),
    UnitRow("roentgen", "other", "roentgens röntgen röntgens", "", 1.0, "mu", stem="R", guarded="R"),
    UnitRow("pixel", "other", "pixels", "px", 1.0, "M"),
    UnitRow("bit per second", "rate", "", "bps bit/s", 1.0, "kMGTP", stem="bps bit/s b/s"),
    UnitRow("byte per second", "rate", "", "B/s", 1.0, "kMGT", stem="Bps B/s"),
    UnitRow("metre per second", "speed", "", "mps", 1.0),
    UnitRow("inch per second", "speed", "", "ips", 0.0254),
    UnitRow("speed of light", "speed", "times_the_speed_of_light", "", 299792458.0),
    UnitRow("foot per second", "speed", "", "fps", 0.3048),
    UnitRow("newton metre", "other", "newton_metres", "", 1.0),
    UnitRow("ampere hour", "other", "ampere_hours amp_hours amp_hour",
    "", 1.0),
    UnitRow("megapixel", "other", "megapixels", "MP", 1.0),
    *RARE_ROWS,
)  # fmt: skip
