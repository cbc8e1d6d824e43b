"""Money: the currency before or after an amount, short multipliers, small change, and so much for each."""

from __future__ import annotations

from dataclasses import replace

from loupe.language.quantities import currencies as c
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.number import Measure, Number
from loupe.language.quantities.numbers import past_point, scaled
from loupe.language.quantities.units import read_simple, time_unit

__all__ = ["read_money"]

_SPACED = frozenset("m mn mln mio bn bln tn trn mrd mld k".split())


def read_money(line: Line, number: Number, lexicon: Lexicon) -> Measure | None:
    """The amount of money a number is, None when no currency stands beside it."""
    code, first = _before(line, number.first)
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


def _before(line: Line, i: int) -> tuple[str | None, int]:
    """The currency whose sign, code or letters stand before word ``i``, and where they begin."""
    j = i - 1
    if j >= 1 and line.word[j] in ("-", "−") and line.glued(i) and line.word[j - 1] in c.SIGNS:
        j -= 1
    if j < 0:
        return None, i
    word = line.word[j]
    if word in c.SIGNS:
        pair = line.before(j)
        for letters in (["u", ".", "s", "."], ["u", ".", "s"]):
            if word == "$" and line.low[max(j - len(letters), 0) : j] == letters:
                return "USD", j - len(letters)
        if word == "$" and j > 0 and pair in c.PAIRED and (line.glued(j) or pair in ("us", "c", "hk", "nz")):
            return c.PAIRED[pair], j - 1
        return c.SIGNS[word], j
    if word in c.WORD_CODES and not _long_figure(line, i):
        return None, i
    if word in c.CODES or (word.upper() in ("EUR", "USD", "GBP", "CHF", "AUD") and word.islower()):
        return word.upper(), j
    if word == "." and j > 0 and line.glued(j) and line.word[j - 1] + "." in c.LETTERED:
        return c.LETTERED[line.word[j - 1] + "."], j - 1
    return (c.LETTERED[word], j) if word in c.LETTERED else (None, i)


def _long_figure(line: Line, i: int) -> bool:
    """Whether a figure is written as sums are, with its thousands apart or two decimals: no "TOP 10", "CUP 2006"."""
    return len(line.word[i]) > 3 and not line.word[i].isdigit()


def _money_scaled(line: Line, number: Number, lexicon: Lexicon) -> Number:
    i = number.after
    low = line.low[i]
    if number.scaled or low not in lexicon.short_scales or not (line.glued(i) or low in _SPACED):
        return scaled(line, number, lexicon) if not number.scaled else number
    if line.low[i + 1] in ("'", "’") and line.glued(i + 1):
        return number
    factor = lexicon.short_scales[low]
    return replace(
        number, low=number.low * factor, high=number.high * factor, after=past_point(line, i + 1), scaled=True
    )


def _name_at(line: Line, i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The currency named at word ``i``: "dollars", "Swiss francs", "franchi svizzeri", "EUR", "€"."""
    word, low = line.word[i], line.low[i]
    if not word:
        return None
    for length in (5, 4, 3, 2):
        name = " ".join(line.low[i : i + length])
        code = lexicon.nations.get(name) or c.NATIONS.get(name) or lexicon.currencies.get(name) or (
            c.NAMES.get(name) if lexicon.code == "en" else None
        )  # fmt: skip
        if code:
            return code, i + length
    if word in c.SIGNS:
        return c.SIGNS[word], i + 1
    if line.word[i + 1] == "$" and line.glued(i + 1) and word.isupper() and low in c.PAIRED:
        return c.PAIRED[low], i + 2  # "50 US$"
    if word in c.WORD_CODES and line.text.isupper() and (i < 1 or not _long_figure(line, i - 1)):
        return None
    if word in c.CODES or (low in ("eur", "usd", "gbp", "chf") and word.islower()):
        return word.upper(), i + 1
    if (
        word in c.LETTERED
        and "oz" not in line.low[i + 1 : i + 3]
        and (i == 0 or line.is_figure(i - 1) or line.low[i - 1] in lexicon.scales)
    ):
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
    name = _COINS.get(line.low[i]) or {"GBP": "penny", "USD": "cent", "EUR": "cent"}.get(code, code)
    return _with_rate(line, Measure(number, number.first, i + 1, "money", code, name, sub[1]), lexicon)


_COINS = {"dime": "dime", "dimes": "dime", "kopecks": "kopeck", "rappen": "rappen"}
"""Small change that has a name of its own."""
_WEIGHING = frozenset(
    "weigh weighs weighed weighing weight weights heavy heavier lighter lost gained gain lose shed baby bag "
    "bags ton tons "
    "tonnes kg kilos kilograms ounces oz grams lb lbs".split()
)


_WAGES = frozenset({"hour", "day", "week", "month", "year", "head", "person", "night"})


def _is_money(line: Line, number: Number, found: tuple[str, int], lexicon: Lexicon, at: int) -> bool:
    """Whether a currency's name is meant: pounds may be a weight, "won" a verb, "marks" marks."""
    low = line.low[at]
    following = line.low[found[1] + 1]
    if low in ("pound", "pounds") and line.low[found[1]] in ("per", "a", "an") and following in _WAGES:
        return True
    if low in ("pound", "pounds") and _is_force(line, found[1]):
        return False
    if low in ("pound", "pounds") and found[0] == "GBP" and lexicon.code == "en" and not number.scaled:
        if line.low[found[1]] in ("of", "per") and line.low[found[1] + 1] != "the":
            return line.low[found[1] + 1] in (
                "damages",
                "cash",
                "compensation",
                "income",
                "money",
                "debt",
                "debts",
                "aid",
            )
        if low == "pound" and number.high != 1 and line.low[found[1]] not in _POUND_THINGS:
            return False
        near = line.low[max(at - 9, 0) : at + 6]
        return not any(word in _WEIGHING for word in near)
    if low == "won":
        return number.scaled or number.low >= 1000
    return True


def _is_force(line: Line, i: int) -> bool:
    """Whether what follows "pounds" makes a weight or a force of them: "pounds-force", "pounds/sq. in."."""
    j = i + (line.low[i] in ("-", "/"))
    return line.low[j] in _FORCED if line.low[i] != "/" else line.low[j] in _UNDER or line.word[j] in _UNDER


_FORCED = frozenset({"force", "feet", "foot", "inch", "inches"})
_UNDER = frozenset("sq square cubic cu in in² ft ft² ft³ in³ acre gal gallon".split())
_POUND_THINGS = frozenset("note notes coin coins fine deal contract bill cheque loan house debt prize reward".split())

_PER_THINGS = frozenset(
    "share head person night piece word copy ticket barrel ounce bottle page unit pound gallon ton tonne litre "
    "kilo dozen "
    "minute passenger pupil student household seat vote mile kilometre acre hectare pop pint plate visit throw".split()
)


def _with_rate(line: Line, money: Measure, lexicon: Lexicon) -> Measure:
    """ "$50 a day", "€3.10 per litre", "470 pence a share": an amount for each of something."""
    i = money.after + (line.low[money.after] == "-" and line.low[money.after + 1] in lexicon.per)
    by, thing = line.low[i], line.low[i + 1]
    if thing == "-":
        i, thing = i + 1, line.low[i + 2]
    if by not in lexicon.per or not thing[:1].isalpha():
        return money
    time = time_unit(thing, lexicon)
    if time is None and by not in ("per", "/", "pro", "par") and thing not in _PER_THINGS:
        return money
    if thing in lexicon.stops or (thing in ("cent", "capita") and by != "per"):
        return money
    if (
        time is not None
        and time.name in ("second", "minute")
        and by in ("a", "an")
        and line.low[i + 2] in ("later", "after")
    ):
        return money
    unit = read_simple(line, i + 1, lexicon, by == "/")
    name, after = (unit[0].name, unit[1]) if unit is not None else (thing, i + 2)
    return replace(
        money, after=after, dimension="rate", unit=f"{money.unit}/{name}", name=f"{money.name} per {name}"
    )  # fmt: skip
