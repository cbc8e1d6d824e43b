"""What stands beside a number and says what it measures: money, per cent, an age, a unit, a rate."""

from __future__ import annotations

from dataclasses import replace

from loupe.language.quantities.ambiguous import by_context
from loupe.language.quantities.compounds import read_inverse, read_unit
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.money import read_money
from loupe.language.quantities.number import Measure, Number
from loupe.language.quantities.numbers import past_point, scaled
from loupe.language.quantities.units import Unit, is_time

__all__ = ["measure"]

_YEAR = 365.25 * 86400


def measure(line: Line, number: Number, lexicon: Lexicon) -> Measure:
    """The number with its unit; a bare one when none stands beside it."""
    bare = Measure(_shortly_scaled(line, number, lexicon), number.first, number.after)
    bare = replace(bare, after=bare.number.after)
    found = read_money(line, number, lexicon)
    if found is None:
        found = _percent(line, bare, lexicon) or _age_before(line, bare)
    if found is None and number.share:
        found = _unit(line, bare, lexicon)  # "three quarters of an hour"
        if found is not None and found.after > bare.after + 2:
            return found
        return replace(bare, dimension="share", unit="%", name="part")
    return found or _unit(line, bare, lexicon) or bare


def _shortly_scaled(line: Line, number: Number, lexicon: Lexicon) -> Number:
    """ "10k", "3 bn": a short multiplier that cannot be a unit; "1.5m people" when people are counted."""
    i = number.after
    low = line.low[i]
    if not number.digits or number.scaled or low not in lexicon.short_scales:
        return scaled(line, number, lexicon) if number.digits and low in lexicon.scales else number
    if line.word[i] in ("mN", "MN"):
        return number  # newtons
    glued = line.glued(i)
    long = low in ("bn", "mn", "mln", "mio", "bln", "tn", "trn", "mrd", "mld")
    thousand = low == "k" and glued and not (line.word[i] == "K" and _is_heat(line, number, "K", i + 1))
    if not (
        long
        or thousand
        or (low == "m" and glued and _counted(line, i + 1, lexicon))
        or (low == "mm" and line.word[i] == "MM")
    ):
        return number
    factor = lexicon.short_scales[low]
    return replace(
        number, low=number.low * factor, high=number.high * factor, after=past_point(line, i + 1), scaled=True
    )


def _counted(line: Line, i: int, lexicon: Lexicon) -> bool:
    """Whether a plural word follows at once: "1.5m people", not "100m sprint"."""
    low = line.low[i]
    return (low.endswith("s") and len(low) > 3 and low not in lexicon.stops) or low in (
        "people",
        "men",
        "women",
        "children",
    )


_SHORT_PARTS = {"ppm": "million", "ppb": "billion", "ppmv": "million", "ppbv": "billion"}
_PARTS = {"thousand": 1e-3, "million": 1e-6, "billion": 1e-9, "trillion": 1e-12}


def _percent(line: Line, bare: Measure, lexicon: Lexicon) -> Measure | None:
    i = bare.after
    i += line.low[i] == "-" and line.glued(i)
    if line.low[i] in ("percentage", "percent") and line.low[i + 1] in ("point", "points"):
        return replace(bare, after=i + 2, dimension="share", unit="point", name="percentage point", factor=0.01)
    words = 1 if line.low[i] in _SHORT_PARTS else 3 if line.low[i : i + 2] == ["parts", "per"] else 0
    words = 5 if line.low[i : i + 4] == ["parts", "-", "per", "-"] else words
    if words:
        many = line.low[i + words - 1]
        many = _SHORT_PARTS.get(many, many)
        if many not in _PARTS:
            return None
        factor, name = _PARTS[many], f"parts-per-{many}"
        return replace(bare, after=i + words, dimension="share", unit="%", name=name, factor=factor)
    if line.low[i] == "basis" and line.low[i + 1] in ("point", "points"):
        return replace(bare, after=i + 2, dimension="share", unit="point", name="basis point", factor=1e-4)
    permille = 1 if line.low[i] in ("‰", "permille") else 2 if line.low[i : i + 2] == ["per", "mille"] else 0
    if permille:
        return replace(bare, after=i + permille, dimension="share", unit="‰", name="per mille", factor=0.001)
    for phrase in lexicon.percent:
        if line.word[i] == "pC":
            break  # picocoulombs
        if tuple(line.low[i : i + len(phrase)]) == phrase:
            return replace(bare, after=i + len(phrase), dimension="share", unit="%", name="percentage", factor=0.01)
    return None


_AGED = frozenset("aged age ages".split())


def _age_before(line: Line, bare: Measure) -> Measure | None:
    """ "aged 58", "the age of 58", "Peys, 58, said"."""
    i, number = bare.first, bare.number
    before = line.before(i)
    said = before in _AGED or (before == "of" and i > 1 and line.low[i - 2] == "age")
    if said and number.high < 130 and not is_time(line.low[bare.after]):
        return replace(bare, dimension="age", unit="years", name="year")
    commas = before == "," and line.low[bare.after] == "," and i > 1
    if not commas or not number.digits or number.fraction or not 16 <= number.low == number.high <= 105:
        return None
    name = line.word[i - 2]
    named = name[:1].isupper() and name.isalpha() and len(name) > 2
    return replace(bare, dimension="age", unit="years", name="year") if named else None


def _unit(line: Line, bare: Measure, lexicon: Lexicon) -> Measure | None:
    number = bare.number
    found = read_unit(line, bare.after, lexicon, digits=number.digits)
    if found is None and number.vague and line.low[bare.after] in lexicon.of_words:
        found = read_unit(line, bare.after + 1, lexicon, digits=False)  # "tens of kilometres", "a couple of hours"
    if found is None and number.fraction and line.low[bare.after] in (*lexicon.articles, *lexicon.of_words):
        j = bare.after + 1 + (line.low[bare.after + 1] in lexicon.articles)
        found = read_unit(line, j, lexicon, digits=False)  # "½ of a mile", "three quarters of an hour"
    if found is None and lexicon.code == "en" and not number.vague:
        found = read_inverse(line, bare.after, lexicon, number.digits)
    if found is None:
        return None
    unit, after = found
    if not _plausible(line, number, unit, after, lexicon):
        return None
    if unit.dimension == "duration":
        aged = _old(line, after, lexicon)
        if aged:
            return replace(bare, after=aged, dimension="age", unit="years", name=unit.name, factor=unit.factor / _YEAR)
    short = "lb" if unit.name == "pound-mass" else unit.name
    if unit.base and unit.dimension in ("rate", "other"):
        short = unit.base
    if unit.name == "degree" and any(word in _HEAT and word != "degrees" for word in line.low):
        unit = replace(unit, dimension="temperature")  # of a scale that is not named
    return replace(
        bare,
        after=after,
        dimension=unit.dimension,
        unit=short,
        name=unit.name,
        factor=unit.factor,
        offset=unit.offset,
    )


def _old(line: Line, i: int, lexicon: Lexicon) -> int | None:
    """The word after "old" or "of age" behind a unit of time at word ``i``."""
    for phrase in lexicon.old:
        if phrase and tuple(line.low[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return None


_HEAT = frozenset(
    "temperature temperatures heat hot cold warm cool weather degrees celsius fahrenheit kelvin outside oven "
    "fever freezing".split()
)


def _is_heat(line: Line, number: Number, sign: str, after: int) -> bool:
    """ "30 C", "-10C", "573.15K": a letter alone is a temperature only where nothing else is likelier."""
    if line.low[after] in ("/", "-") or line.low[after].isdigit():
        return False
    warm = "°" in line.text or any(word in _HEAT for word in line.low)
    if sign == "K":
        return warm
    before = line.word[number.first - 1] if number.first > 1 else ""
    named = before[:1].isupper() and before.isalpha()
    return warm or (not named and before != "-" and -100 <= number.low <= (60 if sign == "C" else 130)) or before == "-"


_ELECTRIC = frozenset("V kV mV W kW Ω mA kA volt volts ohm ohms watts".split())


def _plain_sign(line: Line, number: Number, sign: str, after: int) -> bool:
    """Whether a sign that is more often something else ("5 A", "5 pg", "4 t shirts") measures here."""
    if sign == "t":
        return line.low[after] not in ("shirt", "shirts")
    if sign == "A":
        return line.glued(after - 1) or number.low % 1 != 0 or not _ELECTRIC.isdisjoint(line.word)
    return sign == "d" and line.glued(after - 1)  # pages; grams have a stroke behind them: "pg/mL"


def _plausible(line: Line, number: Number, unit: Unit, after: int, lexicon: Lexicon) -> bool:
    """Whether a short sign is a unit here: "2 in" needs a reason, "10 C" no letter beside it, "2 pm" is a time."""
    if len(unit.parts) > 1:
        return True  # a product or a quotient is no everyday word
    sign = line.word[after - 1]
    if by_context(line, after - 1) is not None:
        return True
    if sign == "in" and unit.name == "inch":
        return line.low[after] in (
            ".",
            ")",
            "",
            "x",
            "×",
            "thick",
            "wide",
            "long",
            "high",
            "tall",
            "deep",
        ) or line.glued(after - 1)
    if sign in ("C", "F", "K") and unit.dimension == "temperature" and line.word[after - 2] not in ("°", "º"):
        return _is_heat(line, number, sign, after)
    if sign == "pm":
        return round(number.low % 1 * 100) >= 60 or (round(number.low % 1 * 10, 6) % 1 == 0 and number.low % 1 > 0)
    if sign in ('"', "″", "”") and unit.name == "inch":
        said = line.text[: line.start[after - 1]]
        opened = said.count("“") > said.count("”") if sign == "”" else said.count(sign) % 2 == 1
        return line.glued(after - 1) and not opened
    if sign == "st":
        return not line.glued(after - 1)
    if sign == "s" and line.glued(after - 1):
        return number.low % 10 != 0 or number.low < 10
    if sign in ("t", "pg", "gs", "A", "d"):
        return _plain_sign(line, number, sign, after)
    return not (
        unit.name == "second"
        and line.low[after] in lexicon.stops
        and line.low[after - 1] == "second"
        and number.low > 1
    )
