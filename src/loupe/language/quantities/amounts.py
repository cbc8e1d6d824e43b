"""Amounts: numbers with their units, signs and ranges, before the words around them are heard."""

from __future__ import annotations

from dataclasses import replace

from loupe.language.quantities.guards import is_score, looks_like_year
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.measures import measure
from loupe.language.quantities.number import Measure, Number
from loupe.language.quantities.numbers import begins_number, read_number

__all__ = ["read_amount", "read_signed"]

_DASHES = ("-", "–", "—", "−")
_SIGNS = ("±", "+/-")


def read_signed(line: Line, i: int, lexicon: Lexicon, *, bare: bool = False) -> Measure | None:
    """The number with its unit that begins at word ``i``, with the minus sign before it."""
    number = read_number(line, i, lexicon, bare=bare)
    if number is None:
        return None
    found = measure(line, number, lexicon)
    return _deviating(line, _negative(line, found, bare), lexicon)


def _negative(line: Line, found: Measure, bare: bool) -> Measure:
    """A minus sign counts before a measure; before a bare number it is more often a dash or a list."""
    i = found.first
    if (
        line.before(i) not in ("-", "−", "–")
        or not found.number.digits
        or (not (line.glued(i) or i == 1 or found.dimension == "temperature"))
    ):
        return found
    alone = i == 1 or not line.glued(i - 1)
    signed = line.word[i - 1] == "−" or bare or found.dimension in ("temperature", "share", "money", "rate", "voltage")
    if not alone or not signed:
        return found
    number = replace(found.number, low=-found.number.high, high=-found.number.low)
    return replace(found, number=number, first=i - 1)


def _deviating(line: Line, found: Measure, lexicon: Lexicon) -> Measure:
    """ "5 ± 0.1 kg": the number and how far it may be off."""
    i = found.after
    sign = 1 if line.low[i] == "±" else 3 if line.low[i : i + 3] == ["+", "/", "-"] else 0
    if not sign or not line.is_figure(i + sign):
        return found
    off = read_number(line, i + sign, lexicon)
    if off is None:
        return found
    wider = replace(found.number, low=found.number.low - off.low, high=found.number.high + off.low, after=off.after)
    return replace(measure(line, wider, lexicon), first=found.first)


def read_amount(line: Line, i: int, lexicon: Lexicon, *, bare: bool = False) -> tuple[Measure | None, int]:
    """The amount that begins at word ``i``, a range as one, and where to read on; None for a score ("3-2")."""
    found = read_signed(line, i, lexicon, bare=bare)
    if found is None:
        return None, i + 1
    second = _range_end(line, found, lexicon)
    if second is None:
        return _sharing(line, found, lexicon), found.after
    other = read_signed(line, second, lexicon, bare=bare)
    dash = line.low[found.after] in _DASHES
    if other is None or other.number.vague or not _same(found, other):
        return found, found.after
    ranged = _range(found, other, lexicon.scales.get(line.low[other.number.after - 1], 1.0))
    if (
        ranged is not None
        and dash
        and ranged.dimension is None
        and other.number.high <= 20
        and is_score(line, found.first)
    ):
        return None, other.after
    if ranged is None:
        glued = dash and line.glued(found.after) and line.glued(found.after + 1)
        glued = glued or (other.number.high <= 20 and is_score(line, found.first))
        return (
            (None, other.after)
            if glued and found.dimension is None and other.dimension is None
            else (found, found.after)
        )
    return ranged, other.after


_LISTED = 12
"""How far a number looks ahead in a list for the unit that all of it shares."""
_BY = ("x", "×", "by")


def _sharing(line: Line, found: Measure, lexicon: Lexicon) -> Measure:
    """ "45 and 50 mg", "5, 10 and 15 km", "3 × 4 × 5 cm": numbers with one unit, which stands behind the last."""
    if found.dimension is not None or not found.number.digits or looks_like_year(line, found.number):
        return found
    first = found.first
    if line.before(first) in lexicon.labels:
        return found
    at, joined = found.after, False
    commas = int(line.before(first) == "," and line.is_figure(max(first - 2, 0)))
    for _ in range(_LISTED):
        comma = line.low[at] == ","
        joins = line.low[at + comma] in lexicon.range_and or (commas > 0 and line.low[at + comma] == "or")
        by = not comma and line.low[at] in _BY
        if not (comma or joins or by):
            return found
        commas += comma and not joins
        joined = joined or joins or by
        at += comma + (joins or by)
        other = read_signed(line, at, lexicon) if line.is_figure(at) else None
        if other is None or (other.dimension is None and looks_like_year(line, other.number)):
            return found
        if other.dimension is not None:
            lent = joined or commas > 1
            return _lent_unit(found, other) if lent else found
        if joins or not other.number.digits:
            return found
        at = other.after
    return found


def _lent_unit(found: Measure, other: Measure) -> Measure:
    money_for_each = other.dimension == "rate" and "/" in other.unit
    if other.prefixed or other.number.scaled or other.dimension == "age" or money_for_each:
        return found
    return replace(other, number=found.number, first=found.first, after=found.after)


def _range_end(line: Line, found: Measure, lexicon: Lexicon) -> int | None:
    """Where the second number of a range begins, when the words join two numbers so."""
    i = found.after
    joiner = line.low[i]
    if (found.number.vague and not found.number.scaled) or not joiner:
        return None
    if joiner == "-" and line.low[i + 1] in lexicon.ranges and not line.is_figure(i + 1):
        i += 1  # "8- to 16-metre"
        joiner = line.low[i]
    between = line.before(found.first) in lexicon.between
    if not (joiner in lexicon.ranges or (between and joiner in lexicon.range_and)):
        return None
    j = i + 1
    while line.low[j] in ("$", "€", "£", "us", "-", "−", "as", "much", "about", "nearly") and j < i + 4:
        j += 1
    if j >= line.count or not begins_number(line.word[j], line.low[j], lexicon):
        return None
    return j


def _same(a: Measure, b: Measure) -> bool:
    """Whether two measures can be the ends of one range: of one kind, or one of them without its unit."""
    if a.dimension is None or b.dimension is None:
        return a.dimension is None or a.prefixed or (a.dimension == "share" and a.name == "part")
    if a.dimension == "rate" or b.dimension == "rate":
        return a.unit.split("/")[0] == b.unit.split("/")[0]
    return a.dimension == b.dimension and (a.dimension != "money" or a.unit == b.unit)


def _range(a: Measure, b: Measure, scale: float) -> Measure | None:
    """One amount with two bounds; the first may take its multiplier and its unit from the second."""
    whole = b if b.dimension is not None else a
    x, y = a.number, b.number
    factor = _lent(a, b, scale) if a.dimension is None or a.prefixed else 1.0
    low, high = x.low * factor, y.high
    if a.dimension is not None and b.dimension is not None and a.name != b.name and a.factor != b.factor:
        low = (low * a.factor + a.offset - b.offset) / b.factor
    if low > high and (low < 0 or (a.dimension == "temperature" and a.dimension == b.dimension)):
        low, high = y.low, x.high * factor
    if low >= high:
        return None
    number = Number(
        low, high, x.first, y.after, digits=x.digits, scaled=x.scaled or y.scaled, share=x.share or y.share,
        total=y.total
    )  # fmt: skip
    return replace(whole, number=number, first=a.first, after=b.after)


def _lent(a: Measure, b: Measure, scale: float) -> float:
    """ "$100 to $500 million", "two or three hundred", "5 or 600": the second's multiplier counts for both."""
    if not a.number.scaled and scale in (12.0, 100.0) and a.number.high < b.number.low / scale < 13:
        return scale
    if a.number.digits and b.number.digits and a.number.high < 10 and b.number.low == (a.number.high + 1) * 100:
        return 100.0
    if a.number.scaled or not b.number.scaled or not a.number.high < 1000 <= b.number.low:
        return 1.0
    factor = 1.0
    while b.number.low / factor >= 1000:
        factor *= 1000
    return factor
