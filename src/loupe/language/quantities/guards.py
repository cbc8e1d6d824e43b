"""Digits and number words that are no amount: codes, years, dates, clock times, telephones, scores, addresses."""

from __future__ import annotations

import re

from loupe.language.quantities.cardinals import read_cardinal
from loupe.language.quantities.currencies import CODES, LETTERED, SIGNS
from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line
from loupe.language.quantities.number import Measure, Number

__all__ = ["after_run", "after_spoken_year", "is_clock", "is_code", "is_no_amount", "is_score", "looks_like_year"]

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec januar februar marz mai juni juli oktober dezember januari februari maart mei augustus "
    "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre gennaio febbraio marzo aprile "
    "maggio giugno luglio agosto settembre ottobre dicembre".split()
)
_STREETS = frozenset(
    "street road avenue lane drive square boulevard court place terrace st rd ave blvd crescent row hill close mews "
    "parkway highway rue straat laan plein strasse platz allee via piazza".split()
)
_STREET_ENDS = ("straat", "strasse", "laan", "plein", "platz", "gasse", "allee")
_CONTESTS = frozenset(
    "won beat lost drew defeated score scored win victory defeat led leading draw lead winning losing loss "
    "ended result "
    "final beating".split()
)
_AT_TIMES = frozenset("at past til till until by from before after since around um a alle om te vers".split())
_IN_YEARS = frozenset(
    "in since of by until till during from the early late mid before after and to between year year's anno im seit bis "
    "sinds tot en depuis jusqu'en nel dal del".split()
)


def is_code(line: Line, i: int, lexicon: Lexicon) -> bool:
    """Whether the digits at word ``i`` are part of a name or code: "E19", "COVID-19", "#7", "007", "12.3.4"."""
    word, before = line.word[i], line.before(i)
    if line.glued(i):
        written = line.word[i - 1]
        if before[-1:].isalpha() and not (
            written in CODES or written in SIGNS or written in LETTERED or written in ("usd", "eur", "gbp")
        ):
            return True
        if before in ("#", "_", "@", "\\", "=", "&", "*", "%") or (
            before in (".", ":") and i > 1 and line.glued(i - 1)
        ):
            return True
        if before in ("-", "–", "/") and i > 1 and line.glued(i - 1) and line.word[i - 2][-1:].isalpha():
            return line.low[i - 2] not in lexicon.scales and line.low[i - 2] not in lexicon.cardinals
    if word.isdigit() and len(word) > 1 and word[0] == "0":
        return True
    return any(c in word for c in ":") or word.count(".") > 2


def after_run(line: Line, i: int) -> int | None:
    """The word after a run such as "24/7", "2003/02/15", "+1-222-2222", "978-3-16": figures joined by strokes."""
    j, parts, strokes, digits = i, 1, 0, len(line.word[i])
    while line.low[j + 1] in ("/", "-", "–", "⁄") and line.glued(j + 1) and line.is_figure(j + 2) and line.glued(j + 2):
        strokes += line.low[j + 1] == "/"
        j, parts, digits = j + 2, parts + 1, digits + len(line.word[j + 2])
    telephone = (
        parts == 2 and digits >= 7 and line.word[i].isdigit() and line.word[j].isdigit() and len(line.word[i]) == 3
    )
    if parts > 2 or (parts == 2 and (strokes or telephone)):
        return j + 1
    return None


def looks_like_year(line: Line, number: Number) -> bool:
    """Whether a number is written as a year is: four digits, 1000 to 2099."""
    word = line.word[number.first]
    return (
        number.digits
        and not number.scaled
        and word.isdigit()
        and len(word) == 4
        and 1000 <= number.low < 2100
        and (number.after == number.first + 1)
    )


def is_no_amount(line: Line, found: Measure, noun: str | None, lexicon: Lexicon, bound: bool) -> bool:
    """Whether a number without a unit is a date, a time, a year, a score, a house number or a part of a name."""
    number, i, after = found.number, found.first, found.after
    if _is_joined(line, found, noun) or _is_date_or_time(line, found):
        return True
    if looks_like_year(line, number) and not bound:
        return noun is None or number.low >= 1900 or line.before(i) in _IN_YEARS or number.low % 10 != 0
    if noun is not None or number.scaled or number.vague:
        return False
    if number.digits:
        if _is_further_label(line, i, lexicon) or _is_section(line, i):
            return True
        if _CLOCK.fullmatch(line.word[i]) and line.before(i) in _NEAR_TIMES:
            return True
        return not bound and (_is_address(line, i, after) or _is_name(line, i, after))
    small = number.high <= 12 and line.before(i) in _AT_TIMES
    return small or line.low[i] in ("one", "two", *lexicon.pronouns) or _spoken_year(line, found)


_CLOCK = re.compile(r"(?:1?[0-9]|2[0-3])[.][0-5][0-9]")
_NEAR_TIMES = _AT_TIMES | frozenset("about approximately roughly nearly almost circa gegen vers".split())
_SECTION = re.compile(r"[0-9]{1,2}[.][0-9]{1,2}")
_SECTIONED = frozenset(
    "table tables figure figures paragraph paragraphs section sections clause clauses chart charts appendix list "
    "diagram exhibit schedule".split()
)


def _is_section(line: Line, i: int) -> bool:
    """ "the table at 4.1", "see the figures in 12.3": the number of a part of a document."""
    if not _SECTION.fullmatch(line.word[i]) or line.before(i) not in ("at", "in", "under", "see"):
        return False
    return line.before(i) == "see" or any(word in _SECTIONED for word in line.low[max(i - 4, 0) : i])


_LISTING = frozenset({"and", ",", "to", "-", "–", "&", "or"})


def _is_further_label(line: Line, i: int, lexicon: Lexicon) -> bool:
    """ "paragraphs 1 and 2": the second names something as the first does."""
    j = i
    while j >= 2 and line.low[j - 1] in _LISTING and line.is_figure(j - 2):
        j -= 2
    return j < i and line.before(j) in lexicon.labels


def _is_joined(line: Line, found: Measure, noun: str | None) -> bool:
    """ "7a", "4x4", "a six-figure sum": letters are joined to the number."""
    after = found.after
    if line.glued(after) and line.low[after][:1].isalpha():
        return found.number.digits
    joined = line.low[after] == "-" and line.glued(after) and line.glued(after + 1)
    return noun is None and joined and line.word[after + 1][:1].isalpha()


def _is_date_or_time(line: Line, found: Measure) -> bool:
    """ "17 February", "February 17", "seven o'clock"."""
    number, i, after = found.number, found.first, found.after
    if not number.low == number.high <= 31 or number.low % 1 or number.vague:
        return False
    if line.before(i) in _MONTHS and line.word[i - 1][0].isupper():
        return True
    named = line.low[after] in _MONTHS and line.word[after][0].isupper() and line.low[after] != "may"
    return named or is_clock(line, after)


def is_clock(line: Line, after: int) -> bool:
    """Whether a word of clock time stands at ``after``: "11 pm", "seven o'clock"."""
    low = line.low[after]
    if low in ("am", "pm", "o'clock", "oclock", "noon", "midnight", "uhr", "heures") or (
        low in ("a", "p") and (line.low[after + 1] == "." and line.low[after + 2] == "m")
    ):
        return True
    return low == "o" and line.low[after + 1] in ("'", "’")


def _spoken_year(line: Line, found: Measure) -> bool:
    """ "nineteen ninety-nine": two numbers side by side that make a year."""
    return not found.number.digits and 10 < found.number.low <= 20 and line.low[found.after] in _SPOKEN


def after_spoken_year(line: Line, found: Measure, lexicon: Lexicon) -> int:
    """Where to read on behind a number that is no amount: past the second half of "nineteen ninety-nine"."""
    if not _spoken_year(line, found):
        return found.after
    rest = read_cardinal(line, found.after, lexicon)
    return rest.after if rest is not None else found.after + 1


_SPOKEN = frozenset("twenty thirty forty fifty sixty seventy eighty ninety hundred ten eleven twelve thirteen fourteen "
                    "fifteen sixteen seventeen eighteen nineteen oh".split())  # fmt: skip


def _is_address(line: Line, i: int, after: int) -> bool:
    """ "10 Downing Street", "Hoveniersstraat 2"."""
    before = line.before(i)
    if before in _STREETS or before.endswith(_STREET_ENDS):
        return True
    for j in range(after, after + 4):
        if line.low[j] in _STREETS:
            return j > after or line.low[j] in ("rue", "via", "piazza")
        if not line.word[j][:1].isupper():
            return False
    return False


def _is_name(line: Line, i: int, after: int) -> bool:
    """ "Boeing 747", "Apollo 11": a word with a capital right before, inside the sentence or no common word."""
    if i == 0:
        return False
    word = line.word[i - 1]
    if not (word[0].isupper() and word.isalpha()) or line.low[after] in (
        "were",
        "was",
        "are",
        "have",
        "of",
        "in",
        "out",
    ):
        return False
    opens = i == 1 or line.word[i - 2] in ".!?:\"“'‘("
    return not opens or len(word) > 3


def is_score(line: Line, first: int) -> bool:
    """Whether a word of contest stands shortly before: "won 3-2"."""
    return any(word in _CONTESTS for word in line.low[max(first - 4, 0) : first])
