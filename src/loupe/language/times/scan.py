"""From a text to its time words: one letter for each token, the token's worth, and its place."""

from __future__ import annotations

import re

from loupe.language.times.classes import CLASSES
from loupe.language.times.composing import Scan, compose_hours, compose_numbers
from loupe.language.times.lexicon import Lexicon

__all__ = ["Scan", "scan", "worth_reading"]

_APM = r"[ap]\.?[ ]?m\b(?:\.(?![ \n]+[A-Z])|\.(?=[ \n]*$)|\.(?=[ ](?:[MTWFS][a-z]{2,5}day|[A-Z][DS]?T|GMT|UTC)\b))?"
_TOKEN = re.compile(
    rf"""(?P<quarter>\b[Qq][1-4]\b)
    |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*|['’](?:re|ll)\b|['’][st](?=\s))
    |(?P<iso>\b(?:1\d|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?)?(?![\w-]))
    |(?P<slash>\b(?:[0-3]?\d(?P<sep>[/.])[0-3]?\d(?P=sep)(?:[12]\d\d\d|\d\d)(?![\w/]|\.\d)
        |(?:1[5-9]|20)\d\d/[01]?\d/[0-3]?\d(?![\w/])))
    |(?P<clock>\b[0-2]?\d(?:[:.][0-5]\d)?[ ]?{_APM}|\b[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\w:]|\.\d)
        |\b[0-2]?\dh(?:[0-5]\d)?(?!\w))
    |(?P<decade>(?:\b(?:1[5-9]|20)\d0|(?:['’]|\b)[1-9]0)['’]?(?:s|er)(?!\w))
    |(?P<short>['’]\d\d(?!\w))
    |(?P<frac>\b\d{{1,3}}[ ]\d/\d(?![\w/]))
    |(?P<num>\d+(?:[.,]\d+)*)(?P<suffix>st|nd|rd|th|er|re|ste|de|e|º|°|ª)?(?!\w)
    |(?P<junk>\d\w*)
    |(?P<punct>[^\w\s])
    |(?P<line>\n\s*\n)""",
    re.VERBOSE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d{4}|\d[:/.h]\d\d|\d ?[ap]\.?m|\d0['’]?s|\d[/.]\d+[/.]\d|['’]\d\d|\dh\b|[Qq][1-4]\b")
_WEEKDAY_NAMES = {
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
_PUNCT = {"-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", ",": "COMMA"}
_DOT = frozenset('.;:!?()[]"“”|')


def worth_reading(text: str, lexicon: Lexicon) -> bool:
    """A cheap look: whether a text holds any word or sign that can say a time."""
    return _DIGITS.search(text) is not None or not lexicon.triggers.isdisjoint(_WORDS.findall(text.lower()))


def scan(text: str, lexicon: Lexicon) -> Scan:
    """All tokens of a text with their classes; entries of several words and composed numbers are one token."""
    raw: list[_Raw] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "punct"
        if kind in ("suffix", "sep"):
            kind = "num" if kind == "suffix" else "slash"
        start, end = match.span()
        if kind == "word" and text[start] not in "'’":
            _word(raw, text, start, end, lexicon)
        else:
            raw.append((kind, match.group(), start, end))
    out = Scan(text, "", [], [], [], [])
    letters: list[str] = []
    at = 0
    while at < len(raw):
        name, value, width = _sense(raw, at, lexicon, text)
        letters.append(CLASSES[name])
        out.values.append(value)
        out.starts.append(raw[at][2])
        out.ends.append(raw[at + width - 1][3])
        out.words.append(text[raw[at][2] : raw[at + width - 1][3]].lower())
        at += width
    out.letters = "".join(letters)
    compose_numbers(out, lexicon)
    if lexicon.hour_leads:
        compose_hours(out, lexicon)
    return out


def _word(raw: list[tuple[str, str, int, int]], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    """A word with an apostrophe is taken whole when the table knows it, else parted there: "Friday's", "l'anno"."""
    word = text[start:end]
    low = word.lower().replace("’", "'")
    if lexicon.compounds:
        day = next((d for d in _WEEKDAY_NAMES[lexicon.language] if low.startswith(d) and low != d), "")
        rest = low[len(day) :]
        if day and lexicon.senses.get(rest, ("", None))[0] == "PART":
            raw.append(("word", word[: len(day)], start, start + len(day)))
            raw.append(("word", word[len(day) :], start + len(day), end))
            return
    if "'" not in low or low in lexicon.senses or low in lexicon.firsts:
        raw.append(("word", word, start, end))
        return
    cut = low.index("'")
    if low[cut + 1 :] in ("s", "ll", "re", "t", "ve", "d", "m"):
        raw.append(("word", word[:cut], start, start + cut))
        raw.append(("word", word[cut:], start + cut, end))
    else:
        raw.append(("word", word[: cut + 1], start, start + cut + 1))
        if cut + 1 < len(word):
            raw.append(("word", word[cut + 1 :], start + cut + 1, end))


_Raw = tuple[str, str, int, int]  # kind, text, start, end
_Sensed = tuple[str, object, int]  # class, worth, how many tokens


def _sense(raw: list[_Raw], at: int, lexicon: Lexicon, text: str) -> _Sensed:
    kind, word = raw[at][:2]
    if kind == "word":
        return _entry(raw, at, lexicon) or _single(raw, at, lexicon, text)
    if kind == "num":
        return _numeral(raw, at, lexicon, text)
    if kind == "clock" and word.endswith("h") and not lexicon.hour_letter:
        return "OTHER", None, 1
    if kind in ("iso", "slash", "clock", "decade"):
        return kind.upper(), word, 1
    if kind == "quarter":
        return "QUARTER", int(word[1]), 1
    if kind == "short":
        short = int(word[1:])
        return "YEAR", 1900 + short if short >= 30 else 2000 + short, 1
    if kind == "frac":
        whole, top, bottom = (int(n) for n in re.split(r"[ /]", word))
        return ("NUM", whole + top / bottom, 1) if bottom else ("OTHER", None, 1)
    return _PUNCT.get(word, "DOT" if word in _DOT or kind == "line" else "OTHER"), None, 1


def _entry(raw: list[_Raw], at: int, lexicon: Lexicon) -> _Sensed | None:
    """The longest entry of several words that begins here."""
    longest = lexicon.firsts.get(_low(raw[at][1]), 0)
    for width in range(min(longest, len(raw) - at), 1, -1):
        entry = " ".join(_low(part[1]) for part in raw[at : at + width])
        if entry in lexicon.senses:
            return (*lexicon.senses[entry], width)
    return None


def _numeral(raw: list[_Raw], at: int, lexicon: Lexicon, text: str) -> _Sensed:
    """A number in digits; "15." before a month or another day is an ordinal where the language writes it so."""
    _, word, _, end = raw[at]
    name, value = _number(word)
    if lexicon.day_dot and name == "DAY" and at + 1 < len(raw) and raw[at + 1][1:3] == (".", end):
        after = _low(raw[at + 2][1]) if at + 2 < len(raw) else ""
        led = lexicon.senses.get(after, ("", None))[0] in ("MONTH", "AND", "TO", "UNTIL", "CENT", "QUARTER")
        if led or after in _PUNCT or text[end + 1 : end + 3].strip()[:1].isdigit():
            return "DAY", value, 2
    return name, value, 1


def _low(word: str) -> str:
    return word.lower().replace("’", "'")


def _single(raw: list[_Raw], at: int, lexicon: Lexicon, text: str) -> _Sensed:
    word, end = raw[at][1], raw[at][3]
    low = _low(word)
    if word[0].isupper() and "^" + low in lexicon.senses:
        name, value = lexicon.senses["^" + low]
        return name, value, 1
    if low in lexicon.to_words and 0 < at < len(raw) - 1:
        sides = [raw[at - 1], raw[at + 1]]
        if all(s[0] == "num" or lexicon.senses.get(_low(s[1]), ("", None))[0] == "WEEKDAY" for s in sides):
            return "TO", None, 1
    if low in lexicon.numbers:
        return "NUM", ("word", lexicon.numbers[low]), 1
    if low in lexicon.senses and not (low in lexicon.capitals and word[0].islower()):
        name, value = lexicon.senses[low]
        if name in ("MONTH", "WEEKDAY") and len(low) <= 5 and at + 1 < len(raw) and raw[at + 1][1] == ".":
            # the full stop of a short form, when the sentence goes on
            after = text[end + 1 : end + 3].lstrip()
            if after and (after[0].isdigit() or after[0] in ",'’" or after[0].islower()):
                return name, value, 2
        return name, value, 1
    return "OTHER", None, 1


def _number(word: str) -> tuple[str, object]:
    digits = re.match(r"\d+(?:[.,]\d+)*", word)
    assert digits is not None
    bare, suffix = digits.group(), word[digits.end() :]
    if bare.isdigit():
        value = int(bare) if len(bare) < 12 else 10**12
        if suffix:
            return ("DAY", value) if 1 <= value <= 31 and len(bare) <= 2 else ("ORD", value)
        if len(bare) <= 2 and 1 <= value <= 31:
            return "DAY", value
        if len(bare) == 4 and 1500 <= value <= 2099:
            return "YEAR", value
        return "NUM", value
    if re.fullmatch(r"[0-2]?\d\.[0-5]\d", bare) and int(bare.split(".")[0]) < 24:
        return "DOTTED", bare
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", bare):
        return "NUM", int(bare.replace(",", ""))
    return "NUM", float(re.sub(r"[.,]", ".", bare, count=1)) if bare.count(".") + bare.count(",") == 1 else None
