"""Units by their names and signs, and the unit that stands behind a number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.unitrows import PREFIXES, UNIT_ROWS, UnitRow
from loupe.language.words import fold
from loupe.model.quantities import Dimension

__all__ = ["Unit", "all_units", "is_time", "read_simple", "read_unit", "time_unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its full name; a value ``v`` in it is ``v * factor + offset`` in the dimension's base unit.

    ``base`` is the unit without its prefix where the dimension has no base unit of its own ("ohm" of "kiloohm").
    """

    name: str
    dimension: Dimension
    factor: float = 1.0
    offset: float = 0.0
    base: str = ""


def all_units() -> dict[str, Unit]:
    """Every unit of the table with its prefixes, squares and cubes, by full name."""
    return {unit.name: unit for unit in (*_NAMES.values(), *_SIGNS.values())}


def _with_prefixes(row: UnitRow) -> list[tuple[Unit, list[str], list[str]]]:
    signs = row.signs.split()
    names = [row.name, row.name.replace("-", " - "), *(each.replace("_", " ") for each in row.names.split())]
    result = [(Unit(row.name, row.dimension, row.factor, row.offset), names, signs)]
    for letter in row.prefixes:
        long, factor = PREFIXES[letter]
        unit = Unit(long + row.name, row.dimension, row.factor * factor, base=row.name)
        letters = ("μ", "u") if letter == "u" else ("k", "K") if letter == "k" and row.name != "bit" else (letter,)
        main = signs[:1] if row.dimension != "length" or row.name == "metre" else []
        result.append((unit, [long + each for each in names], [a + s for a in letters for s in main]))
    return result


def _power(unit: Unit, n: int) -> Unit:
    if unit.dimension == "length" and n == 2:
        return Unit(f"square {unit.name}", "area", unit.factor**2)
    if unit.dimension == "length" and n == 3:
        return Unit(f"cubic {unit.name}", "volume", unit.factor**3 * 1000)
    word = {2: "square ", 3: "cubic "}.get(abs(n), "")
    return Unit(f"{'inverse ' if n < 0 else ''}{word}{unit.name}", "rate")


_NAMES: dict[str, Unit] = {}
_SIGNS: dict[str, Unit] = {}
_POWERED = (("square ", 2), ("sq ", 2), ("sq . ", 2), ("cubic ", 3), ("cu ", 3), ("cu . ", 3))
for _row in UNIT_ROWS:
    for _unit, _names, _signs in _with_prefixes(_row):
        for _name in map(fold, _names):
            _NAMES.setdefault(_name, _unit)
            for _word, _n in _POWERED:
                if _unit.dimension == "length":
                    _NAMES.setdefault(_word + _name, _power(_unit, _n))
        for _sign in _signs:
            _SIGNS.setdefault(_sign, _unit)
for _short, _n, _base in [(s, n, u) for s, u in _SIGNS.items() for n in (2, 3) if u.dimension == "length"]:
    if _short.isalpha():
        for _word in ("sq ", "sq . ") if _n == 2 else ("cu ",):
            _NAMES.setdefault(_word + _short.lower(), _power(_base, _n))
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
_FOLDED_SIGNS = {s.lower(): u for s, u in _SIGNS.items() if len(s) > 1 and s.isalpha()}
_ARE_WORDS = frozenset("in pc st ac au cal bit bar rad mp ha pa gal deg t cup lm ms mg kn kt gig meg".split())
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
    told = lexicon.units.get(low)
    if told is None and low not in _FIRST:
        return _two_words(line, i, lexicon)
    for length in (5, 4, 3, 2):
        unit = _NAMES.get(" ".join(line.low[i : i + length]))
        if unit is not None:
            return unit, i + length
    unit = _NAMES.get(told or low)
    if unit is not None and unit.dimension == "length":
        n = _POWER_WORDS.get(line.low[i + 1])  # "km squared", "mètres carrés"
        if n:
            return _power(unit, n), i + 2
    return (unit, i + 1) if unit else None


_POWER_WORDS = {"squared": 2, "cubed": 3, "carre": 2, "carres": 2, "quadrato": 2, "quadrati": 2, "cube": 3, "cubes": 3,
                "cubo": 3, "cubi": 3}  # fmt: skip
_POWER_BEFORE = {"vierkante": 2, "kubieke": 3}


def _two_words(line: Line, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    n = _POWER_BEFORE.get(line.low[i])
    unit = _NAMES.get(lexicon.units.get(line.low[i + 1], "")) if n else None
    return (_power(unit, n), i + 2) if unit is not None and n else None


def _signed(line: Line, i: int, digits: bool) -> tuple[Unit, int] | None:
    """The unit whose sign stands at word ``i``; signs of one letter need digits before them."""
    word = line.word[i]
    if not word:
        return None
    for length in (3, 2):
        joined = "".join(line.word[i : i + length])
        if joined in _SIGNS and not joined.isalpha() and all(map(line.glued, range(i + 1, i + length))):
            return _SIGNS[joined], i + length
    if word in ("°", "º") and line.word[i + 1] in ("C", "F", "c", "f"):
        return _SIGNS["°" + line.word[i + 1].upper()], i + 2
    unit = _SIGNS.get(word) or _product(word)
    base, n = (word[:-1], 2 if word[-1] == "²" else 3) if word[-1] in "²³" else (word, 1)
    if unit is None:
        one_case = base.isupper() or base.islower()
        unit = _SIGNS.get(base) or (
            _FOLDED_SIGNS.get(base.lower()) if one_case and base.lower() not in _ARE_WORDS else None
        )
    if unit is None:
        unit = _SIGNS.get(fold_micro(base))
    if unit is None or (not digits and base not in _LONG_SIGNS):
        return None
    if n > 1:
        return _power(unit, n), i + 1
    if unit.dimension == "length" and line.low[i + 1] in _POWER_WORDS:
        return _power(unit, _POWER_WORDS[line.low[i + 1]]), i + 2
    m, after = _exponent(line, i + 1)
    return (_power(unit, m), after) if m not in (0, 1) else (unit, i + 1)


_FACTORS = ("mA", "kN", "kW", "cd", "kg", "A", "J", "N", "V", "W")
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
    if line.low[i] in ("2", "3"):
        return int(line.low[i]), i + 1
    if line.low[i] == "^" and line.low[i + 1] in ("2", "3"):
        return int(line.low[i + 1]), i + 2
    j = i + (line.low[i] == "^")
    if line.low[j] in ("-", "−") and line.glued(j + 1) and line.low[j + 1] in ("1", "2", "3"):
        return -int(line.low[j + 1]), j + 2
    return 0, i


_CLOSING = {"[": "]", "(": ")", "{": "}", "<": ">"}


def read_simple(line: Line, i: int, lexicon: Lexicon, digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at word ``i``, without what it is taken by; ``digits``: signs of one letter count too."""
    closing = _CLOSING.get(line.low[i])
    if closing and digits and line.low[i + 2] == closing and line.word[i + 1] in _SIGNS:
        return _SIGNS[line.word[i + 1]], i + 3  # "20 [kg]"
    found = _named(line, i, lexicon) if line.word[i] not in _SIGNS or not digits else None
    return found or _signed(line, i, digits) or _named(line, i, lexicon)


def read_unit(line: Line, i: int, lexicon: Lexicon, *, digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at word ``i`` ("27-month" has a hyphen before it), with what it is taken by."""
    j = i + 1 if line.low[i] == "-" and (line.glued(i) or digits) else i
    found = read_simple(line, j, lexicon, digits)
    if found is None:
        return None
    unit, after = found
    by = line.low[after]
    if by not in lexicon.per or (by != "/" and not by.isalpha()):
        return found
    below = read_simple(line, after + 1, lexicon, by == "/")
    if below is not None and line.low[below[1]] in ("squared", "cubed"):
        below = _power(below[0], _POWER_WORDS[line.low[below[1]]]), below[1] + 1  # "metres per second squared"
    if below is None or (by not in ("/", "per", "pro", "par") and below[0].dimension != "duration"):
        return found
    return _rate(unit, below[0]), below[1]


def _rate(unit: Unit, below: Unit) -> Unit:
    name = f"{unit.name} per {below.name}"
    if unit.dimension == "length" and below.dimension == "duration":
        return Unit(name, "speed", unit.factor / below.factor)
    if unit.dimension == "duration" or unit.dimension == below.dimension == "length":
        return unit if unit.dimension == "duration" else replace(unit, name=name, dimension="rate", factor=1.0)
    return Unit(name, "rate")
