"""Several words that are one number or one hour: "twenty-seven", "nineteen ninety-nine", "à sept heures"."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.language.times.classes import CLASSES
from loupe.language.times.lexicon import Lexicon

__all__ = ["Scan", "compose_hours", "compose_numbers"]


@dataclass(slots=True)
class Scan:
    """Tokens of a text: ``letters`` has one letter for each, the lists run beside it."""

    text: str
    letters: str
    values: list[object]
    words: list[str]
    starts: list[int]
    ends: list[int]


def _merge(s: Scan, at: int, stop: int, name: str, value: object) -> None:
    """Tokens ``[at, stop)`` made one."""
    s.ends[at] = s.ends[stop - 1]
    s.words[at] = s.text[s.starts[at] : s.ends[at]].lower()
    s.values[at] = value
    s.letters = s.letters[:at] + CLASSES[name] + s.letters[stop:]
    del s.values[at + 1 : stop], s.words[at + 1 : stop], s.starts[at + 1 : stop], s.ends[at + 1 : stop]


def compose_hours(s: Scan, lexicon: Lexicon) -> None:
    """Numbers that a preposition or the word for hours makes a clock time: "alle 19.30", "à sept heures"."""
    number = [CLASSES[n] for n in ("DAY", "NUM", "ONE")]
    ends = ["", *(CLASSES[n] for n in ("DOT", "COMMA", "PAST", "OF"))]
    at = 0
    while at < len(s.letters):
        value = s.values[at]
        led = at > 0 and s.words[at - 1] in lexicon.hour_leads
        after = s.letters[at + 1 : at + 2]
        hours = after == CLASSES["UNIT"] and s.values[at + 1] in ("h", "hs")
        stop = at + 2 if hours else at + 1
        if s.letters[at] == CLASSES["DOTTED"] and (led or hours):
            _merge(s, at, stop, "CLOCK", str(value).replace(".", ":"))
        elif led and s.letters[at] in number and isinstance(value, int | float) and 0 <= value <= 24:
            bare = lexicon.bare_hours and (after in ends or s.words[at - 1] == "ore")
            name, worth = ("CLOCK", str(int(value))) if hours or bare else ("NUM", value)
            _merge(s, at, stop if name == "CLOCK" else at + 1, name, worth)
        at += 1


def compose_numbers(s: Scan, lexicon: Lexicon) -> None:
    """Number words that stand together made one: "twenty-seven", "two hundred", "nineteen ninety-nine"."""
    at = 0
    while at < len(s.letters):
        value = s.values[at]
        if s.letters[at] == CLASSES["NUM"] and isinstance(value, tuple):
            _compose(s, at, float(value[1]), lexicon)
        at += 1


def _compose(s: Scan, at: int, total: float, lexicon: Lexicon) -> None:
    """One composed number; it is a year when it is said in two halves or is 2001 to 2099."""
    last, stop, year = total, at + 1, False
    while stop < len(s.letters):
        then = _then(s, stop, total, lexicon)
        value = s.values[then] if then else None
        if s.letters[then : then + 1] == CLASSES["ORD"] and then and isinstance(value, int):
            if value < 10 and total in (20, 30):
                _merge(s, at, then + 1, "ORD", int(total) + value)
                return
            break
        step = _step(total, last, float(value[1])) if isinstance(value, tuple) else None
        if step is None or not isinstance(value, tuple):
            break
        year = year or (total < 100 <= step and value[1] < 100)
        total, last, stop = step, float(value[1]), then + 1
    year = year or (stop > at + 1 and 2000 < total <= 2099)
    _merge(s, at, stop, "YEAR" if year else "NUM", int(total) if year else total)


def _then(s: Scan, stop: int, total: float, lexicon: Lexicon) -> int:
    """The token that may go on a number: the next, or that after a hyphen or "and"; 0 when there is none."""
    then = stop
    if s.letters[stop] == CLASSES["DASH"] or (total >= 100 and s.words[stop] in lexicon.joiners):
        then += 1
    allowed = (CLASSES["NUM"], CLASSES["ORD"])
    return then if then < len(s.letters) and s.letters[then] in allowed else 0


def _step(total: float, last: float, value: float) -> float | None:
    """The number so far with one more word; None when the word begins another number."""
    if value == 100 and 0 < last < 10 and total > 1000:
        return total - last + last * 100  # "two thousand five hundred"
    if value in (100, 1000) and total < value:
        return max(total, 1) * value
    tens = 20 <= last < 100 and last % 10 == 0 and 0 < value < 10
    if tens or (last in (100, 1000) and 0 < value < last):
        return total + value
    if 10 <= total <= 20 and 10 <= value <= 99 and total.is_integer():
        return total * 100 + value
    return None
