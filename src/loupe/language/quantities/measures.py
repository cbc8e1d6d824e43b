"""What stands beside a number and says what it measures: money, per cent, an age, a unit, a rate."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loupe.language.quantities import currencies as c
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.number import Number
from loupe.language.quantities.numbers import past_point, scaled
from loupe.language.quantities.units import Unit, read_unit, time_unit
from loupe.model.quantities import Dimension

__all__ = ["Measure", "measure"]

_YEAR = 365.25 * 86400


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it measures: a value ``v`` is ``v * factor + offset`` in the dimension's base unit.

    ``first`` and ``after`` are the words it covers with its unit, ``unit`` is the short form kept in a quantity and
    ``name`` the full one. ``dimension`` is None for a bare number.
    """

    number: Number
    first: int
    after: int
    dimension: Dimension | None = None
    unit: str = ""
    name: str = ""
    factor: float = 1.0
    offset: float = 0.0
    prefixed: bool = False


def measure(line: Line, number: Number, lexicon: Lexicon) -> Measure:
    """The number with its unit; a bare one when none stands beside it."""
    bare = Measure(_shortly_scaled(line, number, lexicon), number.first, number.after)
    bare = replace(bare, after=bare.number.after)
    found = _money(line, number, lexicon)
    if found is None:
        found = _percent(line, bare, lexicon) or _age_before(line, bare)
    if found is None and number.share:
        found = _unit(line, bare, number, lexicon)  # "three quarters of an hour"
        if found is not None and found.after > bare.after + 2:
            return found
        return replace(bare, dimension="share", unit="%", name="part")
    return found or _unit(line, bare, number, lexicon) or bare


def _shortly_scaled(line: Line, number: Number, lexicon: Lexicon) -> Number:
    """ "10k", "3 bn": a short multiplier that cannot be a unit; "1.5m people" when people are counted."""
    i = number.after
    low = line.low[i]
    if not number.digits or number.scaled or low not in lexicon.short_scales:
        return scaled(line, number, lexicon) if number.digits and low in lexicon.scales else number
    glued = line.glued(i)
    long = low in ("bn", "mn", "mln", "mio", "bln", "tn", "trn", "mrd", "mld")
    thousand = low == "k" and glued and not (line.word[i] == "K" and _is_heat(line, number, "K", i + 1))
    if not (long or thousand or (low == "m" and glued and _counted(line, i + 1, lexicon)) or (low == "mm" and line.word[i] == "MM")):
        return number
    factor = lexicon.short_scales[low]
    return replace(number, low=number.low * factor, high=number.high * factor, after=past_point(line, i + 1), scaled=True)


def _counted(line: Line, i: int, lexicon: Lexicon) -> bool:
    """Whether a plural word follows at once: "1.5m people", not "100m sprint"."""
    low = line.low[i]
    return (low.endswith("s") and len(low) > 3 and low not in lexicon.stops) or low in ("people", "men", "women", "children")


# --- money ----------------------------------------------------------------------------------------------------------

_SPACED = frozenset("m mn mln mio bn bln tn trn mrd mld k".split())


def _money(line: Line, number: Number, lexicon: Lexicon) -> Measure | None:
    code, first = _before(line, number.first, lexicon)
    if code is not None and (line.is_figure(number.first) or line.word[number.first - 1] in c.CODES):
        number = _money_scaled(line, number, lexicon)
        after = number.after
        named = _name_at(line, after, lexicon)
        if named is not None and (named[0] == code or (named[0] in ("USD", "franc") and code.isupper())):
            after = named[1]  # "$20 dollars", "$5 million USD"
        elif line.word[after] in c.SIGNS and named is None and line.glued(after):
            after += c.SIGNS[line.word[after]] == code
        return _with_rate(line, Measure(number, first, after, "money", code, code, prefixed=True), lexicon)
    return _money_after(line, number, lexicon)


def _before(line: Line, i: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """The currency whose sign, code or letters stand before word ``i``, and where they begin."""
    j = i - 1
    if j >= 1 and line.word[j] in ("-", "−") and line.glued(i) and line.word[j - 1] in c.SIGNS:
        j -= 1
    if j < 0:
        return None, i
    word = line.word[j]
    if word in c.SIGNS:
        pair = line.before(j)
        if word == "$" and j > 0 and pair in c.PAIRED and (line.glued(j) or pair in ("us", "c", "hk", "nz")):
            return c.PAIRED[pair], j - 1
        if word == "$" and pair == "s" and line.low[max(j - 3, 0) : j] == ["u", ".", "s"]:
            return "USD", j - 3
        if word == "$" and line.low[max(j - 4, 0) : j] == ["u", ".", "s", "."]:
            return "USD", j - 4
        return c.SIGNS[word], j
    if word in c.CODES or (word.upper() in ("EUR", "USD", "GBP", "CHF", "AUD") and word.islower()):
        return word.upper(), j
    if word == "." and j > 0 and line.glued(j) and line.word[j - 1] + "." in c.LETTERED:
        return c.LETTERED[line.word[j - 1] + "."], j - 1
    return (c.LETTERED[word], j) if word in c.LETTERED else (None, i)


def _money_scaled(line: Line, number: Number, lexicon: Lexicon) -> Number:
    i = number.after
    low = line.low[i]
    if number.scaled or low not in lexicon.short_scales or not (line.glued(i) or low in _SPACED):
        return scaled(line, number, lexicon) if not number.scaled else number
    if line.low[i + 1] in ("'", "’") and line.glued(i + 1):
        return number
    factor = lexicon.short_scales[low]
    return replace(number, low=number.low * factor, high=number.high * factor, after=past_point(line, i + 1), scaled=True)


def _name_at(line: Line, i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The currency named at word ``i``: "dollars", "Swiss francs", "franchi svizzeri", "EUR", "€"."""
    word, low = line.word[i], line.low[i]
    if not word:
        return None
    for length in (4, 3, 2):
        name = " ".join(line.low[i : i + length])
        code = lexicon.nations.get(name) or c.NATIONS.get(name) or lexicon.currencies.get(name) or (
            c.NAMES.get(name) if lexicon.code == "en" else None
        )  # fmt: skip
        if code:
            return code, i + length
    if word in c.SIGNS:
        return c.SIGNS[word], i + 1
    if word in c.CODES or (low in ("eur", "usd", "gbp", "chf") and word.islower()):
        return word.upper(), i + 1
    if word in c.LETTERED and (i == 0 or line.is_figure(i - 1) or line.low[i - 1] in lexicon.scales):
        return c.LETTERED[word], i + 1
    code = lexicon.currencies.get(low) or (c.NAMES.get(low) if lexicon.code == "en" else None)
    return (code, i + 1) if code else None


def _money_after(line: Line, number: Number, lexicon: Lexicon) -> Measure | None:
    scaled_number = _money_scaled(line, number, lexicon) if number.digits else number
    for trial in (scaled_number, number):
        i = trial.after
        i += line.low[i] == "-" and line.glued(i)
        if (trial.vague or trial.scaled) and line.low[i] in lexicon.of_words:
            i += 1  # "tens of millions of pounds", "millions d'euros"
        found = _name_at(line, i, lexicon)
        if found is not None and _is_money(line, trial, found, lexicon, i):
            return _with_rate(line, Measure(trial, trial.first, found[1], "money", found[0], found[0]), lexicon)
    i = number.after + (line.low[number.after] == "-" and line.glued(number.after))
    sub = lexicon.subunits.get(line.low[i])
    if sub is None and line.low[i] == "p" and line.glued(i) and number.digits and lexicon.code == "en":
        sub = ("GBP", 0.01)
    if sub is None:
        return None
    code = sub[0] or ("USD" if lexicon.code == "en" and "€" not in line.text else "EUR")
    name = {"GBP": "penny", "USD": "cent", "EUR": "cent"}.get(code, code)
    return _with_rate(line, Measure(number, number.first, i + 1, "money", code, name, sub[1]), lexicon)


_WEIGHING = frozenset(
    "weigh weighs weighed weighing weight weights heavy heavier lighter lost gained gain lose shed baby bag bags ton tons "
    "tonnes kg kilos kilograms ounces oz grams lb lbs".split()
)


def _is_money(line: Line, number: Number, found: tuple[str, int], lexicon: Lexicon, at: int) -> bool:
    """Whether a currency's name is meant: pounds may be a weight, "won" a verb, "marks" marks."""
    low = line.low[at]
    if low in ("pound", "pounds") and found[0] == "GBP" and lexicon.code == "en" and not number.scaled:
        if line.low[found[1]] in ("of", "per") and line.low[found[1] + 1] != "the":
            return line.low[found[1] + 1] in ("damages", "cash", "compensation", "income", "money", "debt", "debts", "aid")
        if low == "pound" and number.high != 1 and line.low[found[1]] not in _POUND_THINGS:
            return False
        near = line.low[max(at - 9, 0) : at + 6]
        return not any(word in _WEIGHING for word in near)
    if low == "won":
        return number.scaled or number.low >= 1000
    return True


_POUND_THINGS = frozenset("note notes coin coins fine deal contract bill cheque loan house debt prize reward".split())

_PER_THINGS = frozenset(
    "share head person night piece word copy ticket barrel ounce bottle page unit pound gallon ton tonne litre kilo dozen "
    "minute passenger pupil student household seat vote mile kilometre acre hectare pop pint plate visit throw".split()
)


def _with_rate(line: Line, money: Measure, lexicon: Lexicon) -> Measure:
    """ "$50 a day", "€3.10 per litre", "470 pence a share": an amount for each of something."""
    i = money.after + (line.low[money.after] == "-" and line.low[money.after + 1] in lexicon.per)
    by, thing = line.low[i], line.low[i + 1]
    if thing == "-":
        i, thing = i + 1, line.low[i + 2]
    if by not in lexicon.per or not thing.isalpha():
        return money
    time = time_unit(thing, lexicon)
    if time is None and by not in ("per", "/", "pro", "par") and thing not in _PER_THINGS:
        return money
    if thing in lexicon.stops or thing in ("cent", "capita") and by != "per":
        return money
    if time is not None and time.name in ("second", "minute") and by in ("a", "an") and line.low[i + 2] in ("later", "after"):
        return money
    name = time.name if time is not None else thing
    return replace(
        money, after=i + 2, dimension="rate", unit=f"{money.unit}/{name}", name=f"{money.name} per {name}"
    )  # fmt: skip


# --- shares, ages, units ----------------------------------------------------------------------------------------------


def _percent(line: Line, bare: Measure, lexicon: Lexicon) -> Measure | None:
    i = bare.after
    i += line.low[i] == "-" and line.glued(i)
    if line.low[i] in ("percentage", "percent") and line.low[i + 1] in ("point", "points"):
        return replace(bare, after=i + 2, dimension="share", unit="point", name="percentage point", factor=0.01)
    if line.low[i] == "‰":
        return replace(bare, after=i + 1, dimension="share", unit="‰", name="per mille", factor=0.001)
    for phrase in lexicon.percent:
        if tuple(line.low[i : i + len(phrase)]) == phrase:
            return replace(bare, after=i + len(phrase), dimension="share", unit="%", name="percentage", factor=0.01)
    return None


_AGED = frozenset("aged age ages".split())


def _age_before(line: Line, bare: Measure) -> Measure | None:
    """ "aged 58", "the age of 58", "Peys, 58, said"."""
    i, number = bare.first, bare.number
    before = line.before(i)
    said = before in _AGED or (before == "of" and i > 1 and line.low[i - 2] == "age")
    year = time_unit(line.low[bare.after], _ENGLISH_TIMES) if line.low[bare.after] else None
    if said and number.high < 130 and year is None:
        return replace(bare, dimension="age", unit="years", name="year")
    commas = before == "," and line.low[bare.after] == "," and i > 1
    if commas and number.digits and 16 <= number.low == number.high <= 105 and line.word[i - 2][:1].isupper():
        if line.word[i - 2].isalpha() and len(line.word[i - 2]) > 2 and not number.fraction:
            return replace(bare, dimension="age", unit="years", name="year")
    return None


class _NoUnits:
    units: dict[str, str] = {}


_ENGLISH_TIMES = _NoUnits()


def _unit(line: Line, bare: Measure, plain: Number, lexicon: Lexicon) -> Measure | None:
    number = bare.number
    found = read_unit(line, bare.after, lexicon, digits=number.digits)
    if found is None and number.vague and line.low[bare.after] in lexicon.of_words:
        found = read_unit(line, bare.after + 1, lexicon, digits=False)  # "tens of kilometres", "a couple of hours"
    if found is None and number.fraction and line.low[bare.after] in (*lexicon.articles, *lexicon.of_words):
        j = bare.after + 1 + (line.low[bare.after + 1] in lexicon.articles)
        found = read_unit(line, j, lexicon, digits=False)  # "½ of a mile", "three quarters of an hour"
    if found is None:
        return None
    unit, after = found
    if not _plausible(line, number, unit, after, lexicon):
        return None
    if unit.dimension == "duration":
        aged = _old(line, after, lexicon)
        if aged:
            return replace(bare, after=aged, dimension="age", unit="years", name=unit.name, factor=unit.factor / _YEAR)
    pound = unit.name == "pound-mass"
    name = unit.name
    return replace(
        bare, after=after, dimension=unit.dimension, unit="lb" if pound else name, name=name, factor=unit.factor,
        offset=unit.offset,
    )  # fmt: skip


def _old(line: Line, i: int, lexicon: Lexicon) -> int | None:
    """The word after "old" or "of age" behind a unit of time at word ``i``."""
    for phrase in lexicon.old:
        if phrase and tuple(line.low[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return None


_HEAT = frozenset(
    "temperature temperatures heat hot cold warm cool weather degrees celsius fahrenheit kelvin outside oven fever freezing".split()
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


def _plausible(line: Line, number: Number, unit: Unit, after: int, lexicon: Lexicon) -> bool:
    """Whether a short sign is a unit here: "2 in" needs a reason, "10 C" no letter beside it, "2 pm" is a time."""
    sign = line.word[after - 1]
    if sign == "in" and unit.name == "inch":
        return line.low[after] in (".", ")", "", "x", "×", "thick", "wide", "long", "high", "tall", "deep") or line.glued(after - 1)
    if sign in ("C", "F", "K") and unit.dimension == "temperature" and line.word[after - 2] not in ("°", "º"):
        return _is_heat(line, number, sign, after)
    if sign == "pm":
        return round(number.low % 1 * 100) >= 60 or (round(number.low % 1 * 10, 6) % 1 == 0 and number.low % 1 > 0)
    if sign in ('"', "″", "”") and unit.name == "inch":
        return line.glued(after - 1) and line.text.count(sign) % 2 == 1
    if sign == "st":
        return not line.glued(after - 1)
    if sign == "s" and line.glued(after - 1):
        return number.low % 10 != 0 or number.low < 10
    if sign == "AU" or sign == "A" or sign == "d":
        return line.glued(after - 1) or sign == "AU"
    return not (unit.name == "second" and line.low[after] in lexicon.stops and line.low[after - 1] == "second" and number.low > 1)
