"""Units made of units: products, quotients and powers ("N·m", "kg/m³", "metres per second squared")."""

from __future__ import annotations

import re

from loupe.language.quantities.ambiguous import by_context, measuring
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.units import (
    POWER_WORDS,
    Unit,
    is_guarded,
    is_sign,
    power_of,
    read_simple,
    sign_of,
    unit_named,
)
from loupe.model.quantities import Dimension

__all__ = ["composed", "read_below", "read_inverse", "read_unit"]

_Parts = tuple[tuple[Unit, int], ...]
_LONGEST = 4
"""How many units one product or quotient may have after the first."""


def read_unit(line: Line, i: int, lexicon: Lexicon, *, digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at word ``i`` ("27-month" has a hyphen before it), with what it is taken by.

    A name that is an everyday word too ("chains", "moles") is a unit only beside other words of measuring.
    """
    j = i + 1 if line.low[i] == "-" and (line.glued(i) or digits) else i
    told = by_context(line, j) if digits else None
    found = (told, j + 1) if told is not None else read_simple(line, j, lexicon, digits)
    if found is None:
        return None
    unit, after = found
    parts = _parts(unit)
    for _ in range(_LONGEST):
        more = _multiplied(line, after, parts, lexicon, digits)
        if more is None:
            break
        parts, after = (*parts, *more[0]), more[1]
    for _ in range(_LONGEST):
        below = read_below(line, after, lexicon, digits)
        if below is None:
            break
        parts, after = (*parts, *below[0]), below[1]
    if after != found[1]:
        return composed(parts), after
    guarded = told is None and after == j + 1 and is_guarded(line, j)
    return None if guarded and not measuring(line, j, unit) else found


def _parts(unit: Unit) -> _Parts:
    return unit.parts or ((unit, 1),)


def read_inverse(line: Line, at: int, lexicon: Lexicon, digits: bool) -> tuple[Unit, int] | None:
    """ "7 per cubic metre", "5/km²": what a bare number is taken by; None for times and shares ("5 per day")."""
    if line.low[at] not in ("per", "/") or (line.low[at] == "/" and not (digits and line.glued(at + 1))):
        return None
    below = read_below(line, at, lexicon, digits)
    if below is None:
        return None
    parts, after = below
    spatial = all(unit.dimension in ("length", "area", "volume", "mass") for unit, _ in parts)
    exact = line.low[at] == "per" or any(n < -1 or len(unit.parts) for unit, n in parts)
    return (composed(parts), after) if spatial and exact else None


# --- quotients ------------------------------------------------------------------------------------------------------


def read_below(line: Line, at: int, lexicon: Lexicon, digits: bool = True) -> tuple[_Parts, int] | None:
    """What stands below the stroke, or behind "per", at word ``at``, with negative powers, and the word after it."""
    by = line.low[at]
    if by not in lexicon.per or (by != "/" and not by.isalpha()):
        return None
    taken = by in ("/", "per", "pro", "par")
    if taken and line.low[at + 1] == "100" and line.low[at + 2] in ("km", "kilometres", "kilometers", "miles"):
        far = read_simple(line, at + 2, lexicon, True)
        if far is not None:
            return ((Unit(f"100 {far[0].name}", "other"), -1),), far[1]
    if by == "/" and line.low[at + 1] == "(":
        return _bracketed(line, at + 2, lexicon)
    formula = _formula_below(line, at) if by == "/" else None
    if formula is not None:
        return formula
    found = read_simple(line, at + 1, lexicon, by == "/")
    if found is None and by == "per" and digits and is_sign(line.word[at + 1]) and line.low[at + 1] not in _NO_SIGN:
        found = read_simple(line, at + 1, lexicon, True)
    if found is None or (not taken and found[0].dimension != "duration"):
        return None
    unit, after = found
    if not unit.parts and line.low[after] in ("squared", "cubed"):
        unit, after = power_of(unit, POWER_WORDS[line.low[after]]), after + 1
    parts = tuple((each, -abs(n)) for each, n in _parts(unit))
    heat = _heat_below(line, after, by == "/")
    return ((*parts, (heat[0], -1)), heat[1]) if heat is not None else (parts, after)


def _formula_below(line: Line, at: int) -> tuple[_Parts, int] | None:
    """What only formulas have below the stroke: "W/m²K", "J/kgK", "GeV/c", "N/C"."""
    joined = _JOINED.fullmatch(line.word[at + 1])
    if joined and is_sign(joined[1]) and is_sign(joined[3]):
        first, last = sign_of(joined[1]), sign_of(joined[3])
        return ((first, -2 if joined[2] == "²" else -3), (last, -1)), at + 2
    both = _TWO_BELOW.get(line.word[at + 1])
    if both is not None:
        return tuple((sign_of(each), -1) for each in both), at + 2
    if line.word[at + 1] == "C" and line.word[at - 1] in ("N", "kN", "V", "J"):
        return ((_named_unit("coulomb"), -1),), at + 2
    return _by_light(line, at)


_TWO_BELOW = {
    first + "K": (first, "K") for first in ("m", "cm", "kg", "g", "lb", "mol")
}  # fmt: skip


def _named_unit(name: str) -> Unit:
    unit = unit_named(name)
    if unit is None:
        raise KeyError(name)
    return unit


def _heat_below(line: Line, at: int, stroke: bool) -> tuple[Unit, int] | None:
    """The degree that stands below with what is there already: "W/m·K", "J/kg-K", "W/m2K", "per metre kelvin"."""
    if not stroke:
        return (_named_unit("kelvin"), at + 1) if line.low[at] in ("kelvin", "kelvins") else None
    joined = line.word[at] in _DOTS or line.word[at] == "-"
    if not line.glued(at) or (joined and not line.glued(at + 1)):
        return None
    at += joined
    if line.word[at] == "K":
        return _named_unit("kelvin"), at + 1
    if line.word[at] == "°" and line.word[at + 1] in ("C", "F"):
        return sign_of("°" + line.word[at + 1]), at + 2
    return None


def _by_light(line: Line, at: int) -> tuple[_Parts, int] | None:
    """ "GeV/c", "MeV/c²": a momentum or a mass by the speed of light."""
    if not line.word[at - 1].endswith("eV") or not line.glued(at + 1):
        return None
    light = _named_unit("speed of light")
    if line.word[at + 1] == "c²":
        return ((light, -2),), at + 2
    if line.word[at + 1] != "c":
        return None
    after = at + 2 + (line.word[at + 2] == "^" and line.glued(at + 2))
    squared = line.word[after] == "2" and line.glued(after)
    return ((light, -2 if squared else -1),), after + 1 if squared else at + 2


_JOINED = re.compile("([a-z]+)([²³])([A-Za-z]+)")
_NO_SIGN = frozenset({"a", "in", "at", "d", "as", "b"})


def _bracketed(line: Line, i: int, lexicon: Lexicon) -> tuple[_Parts, int] | None:
    """ "W/(m²·K)": a product in brackets."""
    found: _Parts = ()
    for _ in range(_LONGEST):
        each = read_simple(line, i, lexicon, True)
        if each is None:
            return None
        found, i = (*found, *_parts(each[0])), each[1]
        if line.low[i] == ")":
            return tuple((unit, -n) for unit, n in found), i + 1
        i += line.low[i] in _DOTS or line.low[i] == "."
    return None


# --- products -------------------------------------------------------------------------------------------------------

_DOTS = ("·", "⋅", "∙", "*", "×", "•")
_NO_FACTOR = ("length", "area", "volume", "mass", "duration", "temperature", "speed", "data", "angle",
              "frequency")  # fmt: skip
"""Units that are not multiplied by the next one only because it stands behind them: "a 10 kilometre day trip"."""


def _multiplied(line: Line, at: int, parts: _Parts, lexicon: Lexicon, digits: bool) -> tuple[_Parts, int] | None:
    """The next factor of a product, when one follows: after a dot, a hyphen, or at once ("newton metres")."""
    word = line.word[at]
    if word in _DOTS:
        return _factor(line, at + 1, lexicon)
    if word == "." and line.glued(at) and line.glued(at + 1) and is_sign(line.word[at + 1]) and digits:
        return _factor(line, at + 1, lexicon)
    free = parts[-1][0].dimension not in _NO_FACTOR
    if word == "-" and line.glued(at) and line.glued(at + 1) and free:
        return _factor(line, at + 1, lexicon) if not is_guarded(line, at + 1) else None
    if is_sign(word) and (is_sign(line.word[at - 1]) or parts[-1][1] != 1):
        found = _factor(line, at, lexicon) if digits and line.low[at] not in _NO_SIGN else None
        written = found is not None and (
            found[1] > at + 1 or (free and word in _SIGNS_AFTER) or (parts[-1][1] > 0 and _goes_on(line, at, lexicon))
        )
        return found if written else None
    heavy = parts[-1][0].dimension == "mass" and line.low[at + 1] in ("per", "squared")  # "kilogram metres per second"
    unit = unit_named(line.low[at]) if (free or heavy) and not is_guarded(line, at) and not is_sign(word) else None
    if unit is None or unit.dimension not in ("duration", "length", "area", "volume", "mass", "temperature", "other"):
        return None
    after_second = line.low[at + 1]
    if unit.name == "second" and line.low[at] == "second" and after_second.isalpha():
        return None  # "the 12 volt second battery"
    return ((unit, 1),), at + 1


_SIGNS_AFTER = frozenset({"m", "s", "h", "cm", "hr"})


def _goes_on(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether the sign at word ``at`` is the middle of a formula: a stroke or a sign with an exponent follows it."""
    if line.low[at + 1] == "/" and line.glued(at + 1):
        return True
    if not is_sign(line.word[at + 1]):
        return False
    following = read_simple(line, at + 1, lexicon, True)
    return following is not None and following[1] > at + 2 and any(n < 0 for _, n in following[0].parts)


def _factor(line: Line, at: int, lexicon: Lexicon) -> tuple[_Parts, int] | None:
    found = read_simple(line, at, lexicon, True)
    return (_parts(found[0]), found[1]) if found is not None else None


# --- what they make -------------------------------------------------------------------------------------------------

# powers of length, mass, time, and how many SI units one of Loupe's base units is
_SI: dict[str, tuple[tuple[int, int, int], float]] = {
    "length": ((1, 0, 0), 1.0), "area": ((2, 0, 0), 1.0), "volume": ((3, 0, 0), 1e-3), "mass": ((0, 1, 0), 1e-3),
    "duration": ((0, 0, 1), 1.0), "speed": ((1, 0, -1), 1.0), "power": ((2, 1, -3), 1.0), "energy": ((2, 1, -2), 1.0),
    "force": ((1, 1, -2), 1.0), "pressure": ((-1, 1, -2), 1.0),
}  # fmt: skip
_MADE: tuple[tuple[Dimension, Dimension], ...] = (
    # what is made, and the dimension that has to be one of the factors: a newton metre is no energy for certain
    ("area", "length"), ("volume", "length"), ("volume", "area"), ("speed", "length"), ("energy", "power"),
    ("pressure", "force"),
)  # fmt: skip


def composed(parts: _Parts) -> Unit:
    """One unit of several, each with its power: its name, and its dimension where that is one of the known."""
    merged: dict[str, tuple[Unit, int]] = {}
    for unit, n in parts:
        merged[unit.name] = (unit, merged[unit.name][1] + n) if unit.name in merged else (unit, n)
    whole = tuple(each for each in merged.values() if each[1])
    above = [power_of(u, n).name if n > 1 else u.name for u, n in whole if n > 0]
    below = [power_of(u, -n).name if n < -1 else u.name for u, n in whole if n < 0]
    if len(whole) == 1 and whole[0][1] == 1:
        return whole[0][0]
    if (
        len(whole) == 2
        and whole[0][0].dimension == whole[1][0].dimension == "duration"
        and (whole[0][1], whole[1][1]) == (1, -1)
    ):
        return whole[0][0]  # "eight hours a day"
    name = " ".join(above) + (" per " if above else "inverse ") * bool(below) + " ".join(below)
    known = unit_named(_KNOWN.get(name, name))
    if known is not None:
        return known
    made = _dimension(whole)
    if made is not None:
        return Unit(name, made[0], made[1], parts=whole)
    return Unit(name, "rate" if below else "other", parts=whole)


_KNOWN = {
    "pound-mass per square inch": "pounds per square inch", "pound-force per square inch": "pounds per square inch",
    "pound-mass per square foot": "pounds per square foot",
}  # fmt: skip


def _dimension(parts: _Parts) -> tuple[Dimension, float] | None:
    """The dimension of a product, and its size in that dimension's base unit."""
    powers, factor = [0, 0, 0], 1.0
    for unit, n in parts:
        if unit.dimension not in _SI:
            return None
        vector, scale = _SI[unit.dimension]
        powers = [total + n * each for total, each in zip(powers, vector, strict=True)]
        factor *= (unit.factor * scale) ** n
    for made, needed in _MADE:
        if tuple(powers) == _SI[made][0] and any(unit.dimension == needed for unit, _ in parts):
            return made, factor / _SI[made][1]
    return None
