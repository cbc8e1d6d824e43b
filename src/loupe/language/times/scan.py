"""From a text to its time words: one letter for each token, the token's worth, and its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.language.times.classes import CLASSES
from loupe.language.times.lexicon import Lexicon

__all__ = ["Scan", "scan", "worth_reading"]

_APM = r"[ap]\.?[ ]?m\b(?:\.(?![ \n]+[A-Z])|\.(?=[ \n]*$)|\.(?=[ ](?:[MTWFS][a-z]{2,5}day|[A-Z][DS]?T|GMT|UTC)\b))?"
_TOKEN = re.compile(
    rf"""(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*['’]?(?<!['’])|['’](?:re|ll)\b|['’][st](?=\s))
    |(?P<iso>\b(?:1\d|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?)?(?![\w-]))
    |(?P<slash>\b(?:[0-3]?\d(?P<sep>[/.])[0-3]?\d(?P=sep)(?:[12]\d\d\d|\d\d)(?![\w/]|\.\d)|(?:1[5-9]|20)\d\d/[01]?\d/[0-3]?\d(?![\w/])))
    |(?P<clock>\b[0-2]?\d(?:[:.][0-5]\d)?[ ]?{_APM}|\b[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\w:]|\.\d)|\b[0-2]?\dh(?:[0-5]\d)?(?!\w))
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
_DIGITS = re.compile(r"\d{4}|\d[:/.h]\d\d|\d ?[ap]\.?m|\d0['’]?s|\d[/.]\d+[/.]\d|['’]\d\d|\dh\b")
_PUNCT = {"-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", ",": "COMMA"}
_DOT = frozenset(".;:!?()[]\"“”|")


@dataclass(slots=True)
class Scan:
    """Tokens of a text: ``letters`` has one letter for each, the lists run beside it."""

    text: str
    letters: str
    values: list[object]
    words: list[str]
    starts: list[int]
    ends: list[int]


def worth_reading(text: str, lexicon: Lexicon) -> bool:
    """A cheap look: whether a text holds any word or sign that can say a time."""
    return _DIGITS.search(text) is not None or not lexicon.triggers.isdisjoint(_WORDS.findall(text.lower()))


def scan(text: str, lexicon: Lexicon) -> Scan:
    """All tokens of a text with their classes; entries of several words and composed numbers are one token."""
    raw: list[tuple[str, str, int, int]] = []  # kind, text, start, end
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
    composed = _composed(out, letters, lexicon)
    return _hours(composed, lexicon) if lexicon.hour_leads else composed


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


def _sense(raw: list[tuple[str, str, int, int]], at: int, lexicon: Lexicon, text: str) -> tuple[str, object, int]:
    kind, word, start, end = raw[at]
    if kind == "word":
        low = word.lower().replace("’", "'")
        longest = lexicon.firsts.get(low, 0)
        for width in range(min(longest, len(raw) - at), 1, -1):
            entry = " ".join(part[1].lower().replace("’", "'") for part in raw[at : at + width])
            if entry in lexicon.senses:
                name, value = lexicon.senses[entry]
                return name, value, width
        return _single(raw, at, lexicon, text, low)
    if kind == "num":
        name, value = _number(word)
        if lexicon.day_dot and name == "DAY" and at + 1 < len(raw) and raw[at + 1][1] == "." and raw[at + 1][2] == end:
            after = raw[at + 2][1].lower() if at + 2 < len(raw) else ""
            if lexicon.senses.get(after, ("", None))[0] in ("MONTH", "AND", "TO", "UNTIL", "CENT", "QUARTER") or (
                after in _PUNCT or text[end + 1 : end + 3].strip()[:1].isdigit()
            ):
                return "DAY", value, 2  # the full stop that makes the number an ordinal
        return name, value, 1
    if kind == "clock" and word.endswith("h") and not lexicon.hour_letter:
        return "OTHER", None, 1
    if kind in ("iso", "slash", "clock", "decade"):
        return kind.upper(), word, 1
    if kind == "short":
        short = int(word[1:])
        return "YEAR", 1900 + short if short >= 30 else 2000 + short, 1
    if kind == "frac":
        whole, part = word.split(" ")
        top, bottom = part.split("/")
        return ("NUM", int(whole) + int(top) / int(bottom), 1) if int(bottom) else ("OTHER", None, 1)
    if kind == "line":
        return "DOT", None, 1
    return _PUNCT.get(word, "DOT" if word in _DOT else "OTHER"), None, 1


def _single(
    raw: list[tuple[str, str, int, int]], at: int, lexicon: Lexicon, text: str, low: str
) -> tuple[str, object, int]:
    word, end = raw[at][1], raw[at][3]
    if word[0].isupper() and "^" + low in lexicon.senses:
        name, value = lexicon.senses["^" + low]
        return name, value, 1
    if low in lexicon.to_words and 0 < at < len(raw) - 1 and raw[at - 1][0] == raw[at + 1][0] == "num":
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


_WEEKDAY_NAMES = {
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}


def _hours(s: Scan, lexicon: Lexicon) -> Scan:
    """Numbers that a preposition or the word for hours makes a clock time: "alle 19.30", "à sept heures"."""
    day, num, one, dotted, unit = (CLASSES[n] for n in ("DAY", "NUM", "ONE", "DOTTED", "UNIT"))
    letters = list(s.letters)
    at = 0
    while at < len(letters):
        value = s.values[at]
        led = at > 0 and s.words[at - 1] in lexicon.hour_leads
        after = letters[at + 1] if at + 1 < len(letters) else ""
        hours = after == unit and s.values[at + 1] in ("h", "hs")
        if letters[at] == dotted and (led or hours):
            letters[at], s.values[at] = CLASSES["CLOCK"], str(value).replace(".", ":")
        elif led and letters[at] in (day, num, one) and isinstance(value, int | float) and 0 <= value <= 24:
            open_ended = after in ("", *(CLASSES[n] for n in ("DOT", "COMMA", "PAST", "OF")))
            if not (hours or (lexicon.language == "it" and (open_ended or s.words[at - 1] == "ore"))):
                at += 1
                continue
            letters[at], s.values[at] = CLASSES["CLOCK"], str(int(value))
        else:
            at += 1
            continue
        if hours:
            s.ends[at] = s.ends[at + 1]
            for row in (letters, s.values, s.words, s.starts, s.ends):
                del row[at + 1]  # type: ignore[attr-defined]
        at += 1
    s.letters = "".join(letters)
    return s


def _composed(s: Scan, letters: list[str], lexicon: Lexicon) -> Scan:
    """Number words that stand together made one: "twenty-seven", "two hundred", "nineteen ninety-nine"."""
    num, dash, ordinal, joined = (CLASSES[n] for n in ("NUM", "DASH", "ORD", "AND"))
    if not any(isinstance(v, tuple) and v and v[0] == "word" for v in s.values):
        return s
    at = 0
    while at < len(letters):
        value = s.values[at]
        if letters[at] != num or not isinstance(value, tuple):
            at += 1
            continue
        total, last, stop = float(value[1]), float(value[1]), at + 1
        year = False
        while stop < len(letters):
            skip = 1 if letters[stop] in (dash, joined) and stop + 1 < len(letters) else 0
            if letters[stop : stop + 1] == [joined] and (total < 100 or s.words[stop] not in lexicon.joiners):
                break
            here, nxt = letters[stop + skip], s.values[stop + skip]
            if here == ordinal and isinstance(nxt, int) and nxt < 10 and total in (20, 30) and letters[at] == num:
                letters[at], s.values[at] = ordinal, int(total) + nxt
                stop += skip + 1
                break
            if here != num or not isinstance(nxt, tuple):
                break
            step = _step(total, last, float(nxt[1]))
            if step is None:
                break
            year = year or (total < 100 <= step and nxt[1] < 100)
            total, last, stop = step, float(nxt[1]), stop + skip + 1
        if letters[at] == num:
            s.values[at] = total
            if year or (stop > at + 1 and 2000 <= total <= 2099 and total != 2000):
                letters[at], s.values[at] = CLASSES["YEAR"], int(total)
        s.ends[at] = s.ends[stop - 1]
        s.words[at] = s.text[s.starts[at] : s.ends[at]].lower()
        for row in (letters, s.values, s.words, s.starts, s.ends):
            del row[at + 1 : stop]  # type: ignore[attr-defined]
        at += 1
    s.letters = "".join(letters)
    return s


def _step(total: float, last: float, value: float) -> float | None:
    """The number so far with one more word; None when the word begins another number."""
    if value == 100 and 0 < last < 10 and total > 1000:
        return total - last + last * 100  # "two thousand five hundred"
    if value in (100, 1000) and total < value:
        return max(total, 1) * value
    if last >= 20 and last % 10 == 0 and last < 100 and 0 < value < 10:
        return total + value
    if last in (100, 1000) and 0 < value < last:
        return total + value
    if 10 <= total <= 20 and 10 <= value <= 99 and total == int(total):
        return total * 100 + value
    return None
