"""Units of measure by one name for the gold, for Loupe and for the peer alike.

Two names are one unit when pint gives them one dimension and one size ("cubic decimetre", "litre"), and two currencies
when they have one ISO 4217 code ("yen", "Japanese yen").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

__all__ = ["currency_unit", "is_same_unit", "unit_name"]

_SAME = {
    "meter": "metre", "liter": "litre", "gramme": "gram", "pound": "pound", "pound sterling": "pound", "gbp": "pound",
    "cubic centimetre": "millilitre",
    "degree angle": "degree",
    "light-year": "light year",
    "ångström": "angstrom",
    "pound per square inch": "pound-force per square inch",
    "revolutions per minute": "revolution per minute",
    "ampere-hour": "ampere hour",
    "milliampere-hour": "milliampere hour",
    "cubic decimetre": "litre",
    "cubic millimetre": "microlitre",
    "decilitre": "decilitre", "usd": "dollar", "us dollar": "dollar", "united states dollar": "dollar", "eur": "euro",
    "pence": "penny", "c": "degree celsius", "f": "degree fahrenheit", "k": "kelvin", "tonne": "ton",
    "metric ton": "ton", "kilo": "kilogram", "%": "percentage", "percent": "percentage", "part": "dimensionless",
    "": "dimensionless", "mile per hour": "mile per hour", "ans": "year", "pound-force": "pound-force",
    "square dozen": "gross", "minute of arc": "arcminute",
    # quantulum3's documented names of units, where they are not ours
    "second of arc": "arcsecond", "quantum bit": "qubit", "mibibyte": "mebibyte", "rad": "rads", "gal": "galileo",
    "ampere-turn": "ampere turn", "board-foot": "board foot", "horsepower-hour": "horsepower hour",
    "kilo base pair": "kilobase pair", "mega base pair": "megabase pair", "giga base pair": "gigabase pair",
    "standard cubic feet per minute": "standard cubic foot per minute", "pound per hour": "pound-mass per hour",
}  # fmt: skip
_CODES = {"USD": "dollar", "GBP": "pound", "EUR": "euro"}


def unit_name(name: str) -> str:
    """A unit's name in one spelling for all three sources."""
    low = name.lower().strip()
    for ending, right in (("meter", "metre"), ("liter", "litre")):
        low = " ".join(w[: -len(ending)] + right if w.endswith(ending) else w for w in low.split())
    low = low.replace("metric ton", "ton").replace("tonne", "ton").replace(" of sterling", "")
    low = low.replace("degree angle", "degree")
    return _SAME.get(low, low.replace("cubic centimetre", "millilitre"))


def currency_unit(code: str) -> str:
    from loupe.language.quantities.currencies import currency_name

    return unit_name(currency_name(code)) if code not in _CODES else _CODES[code]


_KINDS = frozenset("becquerel gray sievert baud rem newton torque candela lumen hertz".split())
"""Units that share dimension and size with others and yet measure another thing."""


def is_same_unit(a: str, b: str) -> bool:
    """Whether two names are of one unit: one spelling, one currency, or one dimension and size."""
    if a == b:
        return True
    code = _code(a)
    if code is not None or _code(b) is not None:
        return code == _code(b)
    above, below = a.split(" per "), b.split(" per ")
    if len(above) == len(below) > 1 and all(is_same_unit(x, y) for x, y in zip(above, below, strict=True)):
        return True
    kinds = [{kind for kind in _KINDS if kind in name} for name in (a, b)]
    if kinds[0] != kinds[1]:
        return False
    size = _size(a)
    return size is not None and size == _size(b)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from loupe.language.quantities.currencies import CODES, NAMES, NATIONS

    named = {fold: code for fold, code in (*NAMES.items(), *NATIONS.items()) if code.isupper()}
    return named | {name.lower(): code for code, name in CODES.items()} | {code.lower(): code for code in CODES}


def _code(name: str) -> str | None:
    """The ISO 4217 code of a currency's name; "pound" is money here, a weight is a "pound-mass"."""
    return _codes().get(name.replace("united states dollar", "us dollar"))


@lru_cache(maxsize=1)
def _registry() -> Any:
    try:
        import pint
    except ImportError:
        print("pint is not installed: units are compared by their names only")
        return None
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


@cache
def _size(name: str) -> str | None:
    """The dimension and size of a unit by its English name, as pint has them; None where it has none."""
    registry = _registry()
    if registry is None:
        return None
    if " per " in name:  # a degree that something is taken by is a difference of temperature
        name = name.replace("degree celsius", "kelvin")
    above, _, below = name.replace("inverse ", " per ").partition(" per ")
    try:
        whole = _product(registry, above)
        for each in below.split(" per ") if below else []:
            whole = whole / _product(registry, each)
    except Exception:  # a name that pint does not know
        return None
    whole = whole.to_root_units()
    return None if whole.dimensionless else f"{whole.dimensionality} {whole.magnitude:.4g}"


def _product(registry: Any, name: str) -> Any:
    """A product of units by its words: "square metre kelvin", "pound-force foot"."""
    whole = registry.Quantity(1)
    named = re.sub(r"(pound|ounce|kilogram|gram)-force", r"force_\1", name.replace("pound-mass", "pound"))
    words = named.replace("metre of water", "metre_H2O").replace("-", " ").split()
    i = 0
    while i < len(words):
        power = {"square": 2, "cubic": 3, "quartic": 4}.get(words[i], 1)
        i += power > 1
        for length in range(min(4, len(words) - i), 0, -1):
            said = words[i : i + length]
            forms = ["_".join(said), "_".join(reversed(said))]
            form = next((f for f in forms if len(f) > 2 and f in registry), None)
            if form is not None:
                break
        else:
            raise KeyError(name)
        i += length
        if i < len(words) and words[i] in ("squared", "cubed"):
            power, i = {"squared": 2, "cubed": 3}[words[i]], i + 1
        whole = whole * registry.Quantity(1, registry.parse_units(form)) ** power
    return whole
