"""Numbers and amounts put into words, in each language: what a reader says, and what the tests read back."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["words_of"]

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien "
    "achttien negentien",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
}
_SCALES = {
    # thousand millions, millions, thousands: (one of it, more of it)
    "en": (("one trillion", "trillion"), ("one billion", "billion"), ("one million", "million")),
    "de": (("eine Billion", "Billionen"), ("eine Milliarde", "Milliarden"), ("eine Million", "Millionen")),
    "nl": (("een biljoen", "biljoen"), ("een miljard", "miljard"), ("een miljoen", "miljoen")),
    "fr": (("un billion", "billions"), ("un milliard", "milliards"), ("un million", "millions")),
    "it": (("un bilione", "bilioni"), ("un miliardo", "miliardi"), ("un milione", "milioni")),
}
_POINT = {"en": "point", "de": "Komma", "nl": "komma", "fr": "virgule", "it": "virgola"}
_MINUS = {"en": "minus", "de": "minus", "nl": "min", "fr": "moins", "it": "meno"}


def words_of(value: int | str, language: str = "en") -> str:
    """A number in words: a whole one below 10**15, or a decimal written with a point ("12.05"), digit by digit.

    ``language`` is one of en, de, nl, fr, it; anything else, and a number too large, raises ``ValueError``.
    """
    if language not in _SMALL:
        raise ValueError(f"no number words for {language!r}")
    whole, _, decimals = str(value).partition(".")
    if whole.startswith("-"):
        return f"{_MINUS[language]} {words_of(str(value)[1:], language)}"
    if not whole.isdecimal() or (decimals and not decimals.isdecimal()) or int(whole) >= 10**15:
        raise ValueError(f"not a number that can be said: {value!r}")
    said = _whole(int(whole), language)
    small = _SMALL[language].split()
    return " ".join([said, *([_POINT[language]] if decimals else []), *(small[int(d)] for d in decimals)])


def _whole(n: int, code: str) -> str:
    parts: list[str] = []
    for size, (one, more) in zip((10**12, 10**9, 10**6), _SCALES[code], strict=True):
        count, n = divmod(n, size)
        if count:
            parts.append(one if count == 1 else f"{_BELOW_MILLION[code](count)} {more}")
    if n or not parts:
        parts.append(_BELOW_MILLION[code](n))
    return " ".join(parts)


def _english(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    said = [f"{_english_group(thousands)} thousand"] if thousands else []
    if rest or not thousands:
        said.append(("and " if thousands and rest < 100 else "") + _english_group(rest))
    return " ".join(said)


def _english_group(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    said = [f"{_SMALL['en'].split()[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        tens = _SMALL["en"].split()[rest] if rest < 20 else _TENS["en"].split()[rest // 10 - 2]
        if rest >= 20 and rest % 10:
            tens += f"-{_SMALL['en'].split()[rest % 10]}"
        said.append(("and " if hundreds else "") + tens)
    return " ".join(said)


def _germanic(n: int, code: str, hundred: str, thousand: str, one: str, link: Callable[[str], str]) -> str:
    """German and Dutch: one word, units before tens."""
    small, tens = _SMALL[code].split(), _TENS[code].split()

    def group(k: int, last: bool) -> str:
        hundreds, rest = divmod(k, 100)
        said = ((small[hundreds] if hundreds > 1 else "") + hundred) if hundreds else ""
        if not rest and hundreds:
            return said
        if rest == 1:
            return said + (small[1] if last else one)
        if rest < 20:
            return said + small[rest]
        unit = one if rest % 10 == 1 else small[rest % 10]
        return said + (unit + link(unit) if rest % 10 else "") + tens[rest // 10 - 2]

    thousands, rest = divmod(n, 1000)
    said = ((group(thousands, False) if thousands > 1 else "") + thousand) if thousands else ""
    return said + (group(rest, True) if rest or not thousands else "")


def _dutch_link(unit: str) -> str:
    return "ën" if unit.endswith("e") else "en"


def _french(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    said = [("" if thousands == 1 else _french_group(thousands, False) + " ") + "mille"] if thousands else []
    if rest or not thousands:
        said.append(_french_group(rest, True))
    return " ".join(said)


def _french_group(n: int, last: bool) -> str:
    small, hundreds, rest = _SMALL["fr"].split(), *divmod(n, 100)
    said = []
    if hundreds:
        said.append(
            ("" if hundreds == 1 else small[hundreds] + " ")
            + ("cents" if hundreds > 1 and not rest and last else "cent")
        )
    if rest or not hundreds:
        said.append(small[rest] if rest < 20 else _french_tens(rest, last))
    return " ".join(said)


def _french_tens(n: int, last: bool) -> str:
    ten, unit = divmod(n, 10)
    name = _TENS["fr"].split()[ten - 2]
    unit += 10 if ten in (7, 9) else 0
    if not unit:
        return name + ("s" if ten == 8 and last else "")
    joined = " et " if unit in (1, 11) and ten < 8 else "-"
    return name + joined + _SMALL["fr"].split()[unit]


def _italian(n: int) -> str:
    thousands, rest = divmod(n, 1000)
    said = ("mille" if thousands == 1 else _italian_group(thousands) + "mila") if thousands else ""
    return said + (_italian_group(rest) if rest or not thousands else "")


def _italian_group(n: int) -> str:
    small, hundreds, rest = _SMALL["it"].split(), *divmod(n, 100)
    said = (("" if hundreds == 1 else small[hundreds]) + "cento") if hundreds else ""
    if not rest and hundreds:
        return said
    if rest < 20:
        return said + small[rest]
    ten, unit = _TENS["it"].split()[rest // 10 - 2], small[rest % 10]
    if rest % 10 in (1, 8):
        ten = ten[:-1]
    return said + ten + ("" if not rest % 10 else "tré" if unit == "tre" else unit)


_BELOW_MILLION: dict[str, Callable[[int], str]] = {
    "en": _english,
    "de": lambda n: _germanic(n, "de", "hundert", "tausend", "ein", lambda _unit: "und"),
    "nl": lambda n: _germanic(n, "nl", "honderd", "duizend", "een", _dutch_link),
    "fr": _french,
    "it": _italian,
}
