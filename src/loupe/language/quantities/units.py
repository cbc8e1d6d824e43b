"""Units by their names and signs, and the unit that stands behind a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.rareunits import RARE_ROWS
from loupe.language.quantities.unitrow import LONG_PREFIXES, PREFIXES, UnitRow
from loupe.language.quantities.unitrows import UNIT_ROWS
from loupe.language.words import fold
from loupe.model.quantities import Dimension

__all__ = ["POWER_WORDS", "Unit", "all_units", "guarded_words", "is_guarded", "is_sign", "is_time", "power_of",
           "read_simple", "sign_of", "single_names", "time_unit", "unit_named"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its full name; a value ``v`` in it is ``v * factor + offset`` in the dimension's base unit.

    ``base`` is the unit without its prefix where the dimension has no base unit of its own ("ohm" of "kiloohm");
    ``parts`` are the units of a square, a product or a quotient, each with its power.
    """

    name: str
    dimension: Dimension
    factor: float = 1.0
    offset: float = 0.0
    base: str = ""
    parts: tuple[tuple[Unit, int], ...] = ()


def all_units() -> dict[str, Unit]:
    """Every unit of the table with its prefixes, squares and cubes, by full name."""
    return {unit.name: unit for unit in (*_NAMES.values(), *_SIGNS.values())}


def _with_prefixes(row: UnitRow) -> list[tuple[Unit, list[str], list[str]]]:
    guarded = row.guarded.split()
    letters_only = [each for each in guarded if len(each) < 3]
    signs = [*row.signs.split(), *letters_only]
    names = [row.name, row.name.replace("-", " - "), *(each.replace("_", " ") for each in row.names.split())]
    names += [each for each in guarded if each not in letters_only]
    names = _spelled(names)
    result = [(Unit(row.name, row.dimension, row.factor, row.offset), names, signs)]
    for letter in row.prefixes:
        long, factor = PREFIXES[letter]
        unit = Unit(long + row.name, row.dimension, row.factor * factor, base=row.name)
        letters = ("μ", "u") if letter == "u" else ("k", "K") if letter == "k" and row.name != "bit" else (letter,)
        main = row.stem.split() or row.signs.split()[:1]
        if row.dimension == "length" and row.name not in ("metre", "parsec"):
            main = []
        result.append((unit, [long + each for each in names], [a + s for a in letters for s in main]))
    return result


def _spelled(names: list[str]) -> list[str]:
    """Names with their American spelling, and those of several words with hyphens too ("foot-pounds")."""
    here = dict.fromkeys(names)
    for british, american in (("metre", "meter"), ("litre", "liter")):
        here |= dict.fromkeys(each.replace(british, american) for each in tuple(here))
    hyphened = (each.replace(" ", " - ") for each in tuple(here) if all(map(str.isalpha, each.split())))
    return [*(here | dict.fromkeys(hyphened))]


def power_of(unit: Unit, n: int) -> Unit:
    """A unit to a power: a square, a cube, an inverse."""
    parts = ((unit, n),)
    if unit.dimension == "length" and n == 2:
        return Unit(f"square {unit.name}", "area", unit.factor**2, parts=parts)
    if unit.dimension == "length" and n == 3:
        return Unit(f"cubic {unit.name}", "volume", unit.factor**3 * 1000, parts=parts)
    word = {2: "square ", 3: "cubic ", 4: "quartic "}.get(abs(n), "")
    return Unit(f"{'inverse ' if n < 0 else ''}{word}{unit.name}", "rate", parts=parts)


_NAMES: dict[str, Unit] = {}
_SIGNS: dict[str, Unit] = {}
_POWERED = (("square ", 2), ("square - ", 2), ("sq ", 2), ("sq . ", 2), ("cubic ", 3), ("cubic - ", 3), ("cu ", 3),
            ("cu . ", 3))  # fmt: skip
for _row in UNIT_ROWS:
    for _unit, _names, _signs in _with_prefixes(_row):
        for _name in map(fold, _names):
            _NAMES.setdefault(_name, _unit)
            for _word, _n in _POWERED:
                if _unit.dimension == "length":
                    _NAMES.setdefault(_word + _name, power_of(_unit, _n))
        for _sign in _signs:
            _SIGNS.setdefault(_sign, _unit)
for _short, _n, _base in [(s, n, u) for s, u in _SIGNS.items() for n in (2, 3) if u.dimension == "length"]:
    if _short.isalpha():
        for _word in ("sq ", "sq . ") if _n == 2 else ("cu ", "cu . "):
            _NAMES.setdefault(_word + _short.lower(), power_of(_base, _n))
for _short, _full in (
    ("sqm", "square metre"),
    ("sqft", "square foot"),
    ("cc", "cubic centimetre"),
    ("ccm", "cubic centimetre"),
):
    _SIGNS[_short] = _NAMES[_full]
_FIRST = frozenset(name.split()[0] for name in _NAMES)
_LONG_SIGNS = frozenset(
    "km cm mm kg mg lb lbs ft hp mph kmh psi rpm kW MW GW kWh MWh mi oz yd km/h kph kb mb gb tb kB KB MB GB TB".split()
)
"""Signs that a number in words may have ("six ft"); the others need digits."""
_RARE = frozenset(row.name for row in RARE_ROWS)
_MEGA = frozenset(
    {"watt", "watt hour", "hertz", "joule", "pascal", "electronvolt", "becquerel", "byte", "bit", "bit per second"}
)
"""Units of which "m" in the wrong case is more often a million than a thousandth ("5 mhz", "20 mw")."""


def _folded(tail_only: bool) -> dict[str, Unit]:
    """Signs that are known in another case: all of it ("KHZ", "mhz") or all but the first letter ("Mhz", "Kpa")."""
    result: dict[str, Unit] = {}
    for sign, unit in _SIGNS.items():
        base = unit.base or unit.name
        if not sign.isalpha() or len(sign) < 2 + tail_only or base in _RARE:
            continue
        key = sign[0] + sign[1:].lower() if tail_only else sign.lower()
        if key not in result or (base in _MEGA and unit.name.startswith("mega") and key not in _SIGNS):
            result[key] = _SIGNS.get(key, unit)
    return result


_FOLDED_SIGNS = _folded(tail_only=False)
_FOLDED_TAILS = _folded(tail_only=True)
_PREFIXABLE = {
    fold(name): row
    for row in UNIT_ROWS
    if row.prefixes
    for name in (row.name, *row.names.split(), *row.guarded.split())
    if len(name) > 2 and name.isalpha() and not name.startswith(tuple(LONG_PREFIXES))
}
_TON = next(row for row in UNIT_ROWS if row.name == "ton")
_PREFIXABLE |= {"tonne": _TON, "tonnes": _TON}
_ELIDED = {"kilohm": ("ohm", 1e3), "megohm": ("ohm", 1e6), "kilohms": ("ohm", 1e3), "megohms": ("ohm", 1e6)}
_GUARDED = frozenset(fold(each) if len(each) > 2 else each for row in UNIT_ROWS for each in row.guarded.split())


def guarded_words() -> frozenset[str]:
    """Names and signs of units that are everyday words too."""
    return _GUARDED


def is_guarded(line: Line, i: int) -> bool:
    """Whether word ``i`` is the name or sign of a unit and an everyday word too."""
    return line.low[i] in _GUARDED or line.word[i] in _GUARDED


def is_sign(word: str) -> bool:
    """Whether a word, in its exact case, is the sign of a unit."""
    return word in _SIGNS or fold_micro(word) in _SIGNS


def sign_of(word: str) -> Unit:
    """The unit of a sign; KeyError where it is none."""
    return _SIGNS[fold_micro(word)]


@lru_cache(maxsize=1)
def single_names() -> frozenset[str]:
    """Names of one unit that hardly mean anything else behind "a": "a kilometre", "a megawatt"."""
    plain = "kilometre kilometer mile metre meter kilogram kilogramme tonne hectare acre litre liter".split()
    made = (
        prefix + name
        for name in _PREFIXABLE
        if not name.endswith("s") and len(name) > 3
        for prefix in LONG_PREFIXES
        if (prefix, name) not in (("kilo", "ton"), ("mega", "ton"))
    )
    binary = (name for name in _NAMES if name.endswith(("bibyte", "bibit")))
    return frozenset((*plain, *made, *binary))


@lru_cache(maxsize=4096)
def unit_named(name: str) -> Unit | None:
    """The unit of a folded English name, with any prefix of the SI before it ("decapascals")."""
    unit = _NAMES.get(name)
    if unit is not None or len(name) < 7:
        return unit
    if name in _ELIDED:
        base, factor = _ELIDED[name]
        return Unit(name.removesuffix("s"), _NAMES[base].dimension, factor, base=base)
    return next((made for each in LONG_PREFIXES if name.startswith(each)
                 if (made := _prefixed(each, name[len(each) :])) is not None), None)  # fmt: skip


def _prefixed(prefix: str, name: str) -> Unit | None:
    """A unit with a prefix of the SI before its name, None where no unit takes one."""
    row = _PREFIXABLE.get(name)
    if row is None:
        return None
    long = "deca" if prefix == "deka" else prefix
    return Unit(long + row.name, row.dimension, row.factor * LONG_PREFIXES[prefix], base=row.name)


_ARE_WORDS = frozenset(
    "in pc st ac au cal bit bar rad mp ha pa gal deg t cup lm ms mg kn kt gig meg us mo hm tm gm pg tg gg fg pa na ga "
    "mls ls gs nm bs ga ips mps vac pm".split()
)
"""Signs that in another case are words, names or other abbreviations ("US", "PG", "MO", "MLS")."""
_TIMES = {n: u for n, u in _NAMES.items() if u.dimension == "duration"}


def is_time(word: str) -> bool:
    """Whether a folded word is the English name of a unit of time."""
    return word in _TIMES


def time_unit(word: str, lexicon: Lexicon) -> Unit | None:
    """The unit of time a folded word names."""
    return _TIMES.get(lexicon.units.get(word, word))


def _named(line: Line, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The longest unit name that begins at word ``i``."""
    low = line.low[i]
    if line.low[i + 1] == "-" and low in LONG_PREFIXES and line.glued(i + 2):
        made = _prefixed(low, line.low[i + 2])
        if made is not None:
            return made, i + 3  # "kilo-ohms"
    told = lexicon.units.get(low)
    if told is None and low not in _FIRST:
        unit = unit_named(low)
        return _raised(line, unit, i + 1) if unit is not None else _two_words(line, i, lexicon)
    for length in (5, 4, 3, 2):
        unit = _NAMES.get(" ".join(line.low[i : i + length]))
        if unit is not None and line.low[i + length] not in ("squared", "cubed"):
            return unit, i + length
    unit = unit_named(told or low)
    return _raised(line, unit, i + 1) if unit is not None else _two_words(line, i, lexicon)


def _raised(line: Line, unit: Unit, after: int) -> tuple[Unit, int]:
    """The unit with the word for a power behind it: "km squared", "metre-squared", "mètres carrés"."""
    after += line.low[after] == "-" and line.low[after + 1] in POWER_WORDS and unit.dimension in ("length", "duration")
    n = POWER_WORDS.get(line.low[after])
    if n and unit.dimension in ("length", "duration"):
        return power_of(unit, n), after + 1
    if line.low[after] == "^" and line.glued(after) and not unit.parts:
        written, behind = _exponent(line, after)  # "metres^2"
        return (power_of(unit, written), behind) if written not in (0, 1) else (unit, after)
    return unit, after


POWER_WORDS = {"squared": 2, "cubed": 3, "carre": 2, "carres": 2, "quadrato": 2, "quadrati": 2, "cube": 3, "cubes": 3,
                "cubo": 3, "cubi": 3}  # fmt: skip
_POWER_BEFORE = {"vierkante": 2, "kubieke": 3, "square": 2, "sq": 2, "cubic": 3, "cu": 3}


def _two_words(line: Line, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    n = _POWER_BEFORE.get(line.low[i])
    low = line.low[i + 1]
    if line.low[i] in _INVERSE and lexicon.code == "en":
        found = _named(line, i + 1, lexicon)
        return (inverse_of(found[0]), found[1]) if found is not None else None
    if not n:
        return None
    unit = unit_named(lexicon.units.get(low, low if lexicon.code == "en" else "")) or _SIGNS.get(line.word[i + 1])
    return (power_of(unit, n), i + 2) if unit is not None and n else None


def _signed(line: Line, i: int, digits: bool) -> tuple[Unit, int] | None:
    """The unit whose sign stands at word ``i``; signs of one letter need digits before them."""
    word = line.word[i]
    if not word:
        return None
    for length in (4, 3, 2):
        joined = "".join(line.word[i : i + length])
        if joined in _SIGNS and not joined.isalpha() and all(map(line.glued, range(i + 1, i + length))):
            return _SIGNS[joined], i + length
    if word in ("°", "º") and line.word[i + 1] in ("C", "F", "c", "f"):
        return _SIGNS["°" + line.word[i + 1].upper()], i + 2
    unit = _SIGNS.get(word) or _product(word)
    base, n = (word[:-1], 2 if word[-1] == "²" else 3) if word[-1] in "²³" else (word, 1)
    unit = unit or _SIGNS.get(base) or _other_case(base) or _SIGNS.get(fold_micro(base))
    if unit is None or (not digits and base not in _LONG_SIGNS):
        return None
    if n > 1:
        return power_of(unit, n), i + 1
    if unit.dimension == "length" and line.low[i + 1] in POWER_WORDS:
        return power_of(unit, POWER_WORDS[line.low[i + 1]]), i + 2
    m, after = _exponent(line, i + 1)
    if m in (0, 1):
        return unit, i + 1
    return _speed(m) if word == "ms" and m in (-1, -2) else power_of(unit, m), after


def _other_case(sign: str) -> Unit | None:
    """The unit of a sign in the wrong case ("KHZ", "Kpa"), None where that is another word ("US", "PG")."""
    if not sign or sign.lower() in _ARE_WORDS:
        return None
    if sign.isupper() or sign.islower():
        return _FOLDED_SIGNS.get(sign.lower())
    return _FOLDED_TAILS.get(sign[0] + sign[1:].lower())


def _speed(n: int) -> Unit:
    """ "12 ms⁻¹", "9.8 ms⁻²": metres by seconds; nobody counts by the millisecond so."""
    if n == -1:
        return _NAMES["metre per second"]
    return Unit("metre per square second", "rate", parts=((_NAMES["metre"], 1), (_NAMES["second"], n)))


_FACTORS = ("mA", "mN", "μN", "kN", "MN", "kVA", "VA", "mW", "kW", "MW", "kJ", "cd", "kg", "A", "J", "N", "V", "W")
_TIMED = {"s": "second", "m": "metre", "h": "hour"}


def _product(word: str) -> Unit | None:
    """Two signs written as one: "Nm", "Js", "mAh"."""
    first, last = word[:-1], word[-1:]
    if last not in _TIMED or first not in _FACTORS or first + last in ("As", "Am"):
        return None
    return Unit(f"{_SIGNS[first].name} {_TIMED[last]}", "other") if first in _SIGNS else None


def fold_micro(sign: str) -> str:
    """The sign with the Greek letter for micro, which Unicode has twice."""
    return sign.replace("µ", "μ")


def _exponent(line: Line, i: int) -> tuple[int, int]:
    """The power written behind a sign: "m2", "km^3", "s-1"; 0 when there is none."""
    if not line.glued(i):
        return 0, i
    if line.low[i] == line.low[i + 1] == "*" and line.low[i + 2] in ("2", "3"):
        return int(line.low[i + 2]), i + 3  # "m**2"
    if line.low[i : i + 2] == ["^", "("] and line.low[i + 2] in ("-", "−") and line.low[i + 4] == ")":
        return -_POWERS.get(line.low[i + 3], 0), i + 5  # "m^(-3)"
    if line.low[i] in ("2", "3", "²", "³"):
        return _POWERS[line.low[i]], i + 1
    if line.low[i] == "^" and line.low[i + 1] in ("2", "3"):
        return int(line.low[i + 1]), i + 2
    j = i + (line.low[i] == "^")
    if line.low[j] in ("-", "−", "⁻") and line.glued(j + 1) and line.low[j + 1] in _POWERS:
        return -_POWERS[line.low[j + 1]], j + 2
    return 0, i


_POWERS = {"1": 1, "2": 2, "3": 3, "4": 4, "¹": 1, "²": 2, "³": 3, "⁴": 4}


_INVERSE = frozenset({"inverse", "reciprocal"})


def inverse_of(unit: Unit) -> Unit:
    """One by a unit: "inverse seconds", "7 per cubic metre"."""
    parts = tuple((each, -n) for each, n in unit.parts) or ((unit, -1),)
    return power_of(parts[0][0], parts[0][1]) if len(parts) == 1 else Unit(f"inverse {unit.name}", "rate", parts=parts)


_SMALL_BARNS = {"fb": "femtobarn", "pb": "picobarn", "nb": "nanobarn", "ab": "attobarn"}


def _barn_inverse(line: Line, i: int) -> tuple[Unit, int] | None:
    """ "5 fb−1": how much a collider has seen; the signs of small barns count with their exponent only."""
    m, after = _exponent(line, i + 1)
    unit = unit_named(_SMALL_BARNS[line.word[i]])
    return (power_of(unit, -1), after) if m == -1 and unit is not None else None


_CLOSING = {"[": "]", "(": ")", "{": "}", "<": ">"}


def read_simple(line: Line, i: int, lexicon: Lexicon, digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at word ``i``, without what it is taken by; ``digits``: signs of one letter count too."""
    closing = _CLOSING.get(line.low[i])
    if closing and digits and line.low[i + 2] == closing and line.word[i + 1] in _SIGNS:
        return _SIGNS[line.word[i + 1]], i + 3  # "20 [kg]"
    for length in (4, 3, 2) if line.word[i] in _SIGNS and digits else ():
        whole = _NAMES.get(" ".join(line.low[i : i + length]))
        if whole is not None:
            return whole, i + length  # "mm Hg", "ft lb"
    if line.word[i][-1:] in ("²", "³") and (spelled := unit_named(line.word[i][:-1].lower())) is not None:
        return power_of(spelled, 2 if line.word[i][-1] == "²" else 3), i + 1  # "metres²"
    if digits and line.word[i] in _SMALL_BARNS:
        inverse = _barn_inverse(line, i)
        if inverse is not None:
            return inverse
    found = _named(line, i, lexicon) if line.word[i] not in _SIGNS or not digits else None
    return found or _signed(line, i, digits) or _named(line, i, lexicon)
