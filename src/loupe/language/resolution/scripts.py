"""Names of other scripts in Latin letters: small tables for Cyrillic, Greek and Arabic, ``anyascii`` for the rest."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import import_module

__all__ = ["has_no_vowels", "is_syllabic", "romanise"]

# Letters that do not fall apart into a base and a mark (Unicode NFKD), as their names are spelt without them.
_LATIN = {
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "ŋ": "ng", "ə": "a", "Ə": "A", "ʻ": "'", "ʼ": "'",
    "’": "'", "‘": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
}  # fmt: skip
# ISO 9 thinned out to what English newspapers write (BGN/PCGN), with Ukrainian, Serbian, Macedonian and Kazakh letters.
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїґјўқңғһ", "abvgdeziyklmnoprstufyeiigjukngh", strict=True)) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya", "є": "ye", "ђ": "dj", "ћ": "c", "љ": "lj", "њ": "nj", "џ": "dz", "ѕ": "dz", "ө": "o", "ү": "u", "ә": "a",
    "ұ": "u",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφωϊϋ", "avgdeziiklmnxoprsstyfoiy", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "y", "ی": "y", "ى": "a",
}  # fmt: skip
_DIGRAPHS = {"ου": "ou", "μπ": "b", "ντ": "d", "γκ": "g", "αυ": "av", "ευ": "ev", "τζ": "tz"}
_TABLE: dict[str, str] = _LATIN | _CYRILLIC | _GREEK | _ARABIC


@lru_cache(maxsize=20_000)
def romanise(name: str) -> str:
    """A name in ASCII letters as far as the tables go, its capitals kept; ``anyascii`` (ISC) does what they leave, and
    without that package such letters stay."""
    if name.isascii():
        return name
    text = unicodedata.normalize("NFC", name)
    if any("\u0370" <= c <= "\u03ff" for c in text):
        low = unicodedata.normalize("NFD", text.lower())
        text = unicodedata.normalize("NFC", "".join(c for c in low if c not in "\u0301\u0342\u0313\u0314"))
        for pair, latin in _DIGRAPHS.items():
            text = text.replace(pair, latin)
    out = "".join(_letter(c) for c in text)
    return out if out.isascii() else _rest(out)


def _letter(char: str) -> str:
    if char.isascii():
        return char
    for form in (char, *unicodedata.normalize("NFKD", char)):
        low = form.lower()
        if form.isascii() and form.isalnum():
            return str(form)
        if form in _TABLE or low in _TABLE:
            latin: str = _TABLE.get(form, _TABLE.get(low, ""))
            return latin.capitalize() if form != low and form not in _LATIN else latin
    return "" if unicodedata.combining(char) else char


def _rest(text: str) -> str:
    try:
        anyascii = import_module("anyascii")
    except ImportError:
        return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return str(anyascii.anyascii(text))


def has_no_vowels(name: str) -> bool:
    """Whether a name stands in a script that leaves out the short vowels (Arabic, Hebrew, Syriac)."""
    return any("\u0590" <= c <= "\u08ff" for c in name)


def is_syllabic(name: str) -> bool:
    """Whether a name stands in a script of syllables or signs, which spells a foreign name only by its sound."""
    return any("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in name)
