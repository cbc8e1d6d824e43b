"""Whole numbers in words: "one hundred and twenty-three", "vierhunderttausend", "quatre-vingt-dix"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from loupe.language.quantities.lexicon import Lexicon
from loupe.language.quantities.line import Line

__all__ = ["Cardinal", "morphemes", "read_cardinal"]


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number in words: its value, the word after it, and the last scale in it ("million"), 1 when there is none."""

    value: float
    after: int
    scale: float
    words: int


class _Sum:
    """The number so far: what is finished, and the group below the next thousand that is being said."""

    __slots__ = ("group", "last", "top", "total", "twenties")

    def __init__(self, twenties: bool) -> None:
        self.total, self.group, self.top, self.last = 0.0, -1.0, math.inf, 1.0
        self.twenties = twenties

    def take(self, value: float, linked: bool, inverted: bool, bare: bool) -> bool:
        """Add one word below a thousand to the number; False when no number goes on so."""
        group, rest = self.group, self.group % 100 if self.group >= 0 else 0
        if value < 20:
            fits = group < 0 or (rest == 0 and group > 0 and value > 0) or (rest >= 20 and rest % 10 == 0 < value < 10)
            french = (rest in (60, 80) and 10 <= value < 20) or (rest == 10 and 7 <= value <= 9)
            if not fits and not (self.twenties and french):
                return False
            self.group = max(group, 0) + value
        elif value < 100:
            if self.twenties and value == 20 and rest == 4:
                self.group = group + 76
            elif group < 0 or (rest == 0 and group > 0) or (inverted and linked and 0 < rest < 10):
                self.group = max(group, 0) + value
            else:
                return False
        elif value == 100:
            if not 0 < group < 100 and not (group < 0 and bare):
                return False
            self.group, self.last = (group if group > 0 else 1) * 100, 100
        else:
            return self.scale(value, bare)
        return True

    def scale(self, value: float, bare: bool) -> bool:
        if self.group < 0 and not (bare or self.total):
            return False
        if self.group < 0 and self.total and not (bare and value < self.top):
            self.total *= value  # "a thousand million"
        elif value < self.top:
            self.total += (self.group if self.group >= 0 else 1) * value
        else:
            self.total = (self.total + self.group) * value
        self.top, self.last, self.group = value, value, -1.0
        return True

    @property
    def value(self) -> float:
        return self.total + max(self.group, 0)


@lru_cache(maxsize=50_000)
def _split(word: str, code: str) -> tuple[str, ...] | None:
    lexicon = _KNOWN[code]
    known = _PARTS[code]
    dead: set[str] = set()

    def cut(rest: str) -> tuple[str, ...] | None:
        if not rest or rest in dead:
            return None if rest else ()
        for size in range(min(len(rest), _LONGEST[code]), 1, -1):
            part = rest[:size]
            if part in known or (part in lexicon.links and size < len(rest)):
                tail = cut(rest[size:])
                if tail is not None:
                    return (part, *tail)
        dead.add(rest)
        return None

    return cut(word) if len(word) <= 100 else None


_KNOWN: dict[str, Lexicon] = {}
_PARTS: dict[str, frozenset[str]] = {}
_LONGEST: dict[str, int] = {}


def morphemes(word: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The number words that a folded word is made of: "vierhunderttausend" has three; None when it is no number."""
    if word in lexicon.cardinals or word in lexicon.scales:
        return (word,)
    if not lexicon.glued or len(word) < 5 or not word.isalpha():
        return None
    if lexicon.code not in _KNOWN:
        _KNOWN[lexicon.code] = lexicon
        _PARTS[lexicon.code] = frozenset((*lexicon.cardinals, *lexicon.bare, *lexicon.parts))
        _LONGEST[lexicon.code] = max(map(len, _PARTS[lexicon.code]))
    parts = _split(word, lexicon.code)
    return parts if parts and len(parts) > 1 else None


def _value(part: str, lexicon: Lexicon) -> float:
    for table in (lexicon.cardinals, lexicon.scales, lexicon.parts):
        if part in table:
            return table[part]
    return 0.0


def _take_word(total: _Sum, word: str, lexicon: Lexicon, linked: bool) -> bool:
    """Add a word with all its parts, or nothing of it."""
    parts = morphemes(word, lexicon)
    if parts is None:
        return False
    saved = (total.total, total.group, total.top, total.last)
    for part in parts:
        if part in lexicon.links and part not in lexicon.cardinals:
            linked = True
            continue
        value = _value(part, lexicon)
        bare = part in lexicon.bare or (value == 100 and part in lexicon.parts)
        multiplies = part not in lexicon.cardinals and part in lexicon.scales and value != 100
        if not (total.scale(value, bare) if multiplies else total.take(value, linked, lexicon.inverted, bare)):
            total.total, total.group, total.top, total.last = saved
            return False
        linked = False
    return True


def read_cardinal(line: Line, i: int, lexicon: Lexicon, *, start: float = -1.0) -> Cardinal | None:
    """The number in words that begins at word ``i``; ``start`` is what stands before it ("a" hundred, 3 hundred)."""
    total = _Sum(lexicon.twenties)
    total.group = start
    j, words = i, 0
    between = line.before(i) in lexicon.between or (start > 0 and i > 1 and line.low[i - 2] in lexicon.between)
    while True:
        low = line.low[j]
        if _take_word(total, low, lexicon, False):
            j, words = j + 1, words + 1
            continue
        if not words:
            return None
        if low == "-" and _take_word(total, line.low[j + 1], lexicon, False):
            j, words = j + 2, words + 1
            continue
        hyphen = low == "-"
        if _is_one(line, j + hyphen, total, lexicon) and total.take(1.0, False, False, False):
            j, words = j + hyphen + 1, words + 1  # "quatre-vingt-un", "cent un"
            continue
        joined = None if between and not _another_and(line, j, lexicon) else _joined(line, j, total, lexicon)
        if joined is None:
            break
        j, words = joined, words + 2
        if total.last == 0.0:
            break
    return Cardinal(total.value, j, total.last if total.group < 0 or total.group % 100 == 0 else 1.0, words)


def _joined(line: Line, j: int, total: _Sum, lexicon: Lexicon) -> int | None:
    """What comes after "and": the rest of a hundred or thousand, or the ten after its unit ("twee en twintig")."""
    if line.low[j] == "," and total.group < 0 and 1e3 <= total.top < math.inf:
        other = read_cardinal(line, j + 1, lexicon)  # "three million, two hundred and forty"
        if other is None or not 100 <= other.value < total.top:
            return None
        total.total, total.group, total.last = total.total + other.value, 0.0, 0.0
        return other.after
    hyphen = line.low[j] == "-"
    j += hyphen
    if line.low[j] not in lexicon.links:
        return None
    k = j + 1 + (hyphen and line.low[j + 1] == "-")
    rest = total.group % 100 if total.group >= 0 else 0
    word = line.low[k]
    value = lexicon.cardinals.get(word, lexicon.parts.get(word))
    if value is not None and lexicon.inverted and 0 < rest < 10 and 20 <= value < 100:
        return k + 1 if _take_word(total, word, lexicon, True) else None
    if value in (1, 11) and lexicon.joins_one and rest >= 20:
        return k + 1 if total.take(value, True, lexicon.inverted, False) else None
    if total.group >= 100 and rest == 0:
        return _and_tens(line, k, total, lexicon)
    size = total.top if total.group < 0 else 0.0
    if not size or math.isinf(size):
        return None
    other = read_cardinal(line, k, lexicon)
    if other is None or not 0 < other.value < size or (word in lexicon.pronouns and other.words == 1 and size > 1e3):
        return None
    total.total, total.group, total.last = total.value + other.value, 0.0, 0.0
    return other.after


def _and_tens(line: Line, k: int, total: _Sum, lexicon: Lexicon) -> int | None:
    """The tens and ones after "hundred and"; "a hundred and two hundred" are two numbers."""
    parts = morphemes(line.low[k], lexicon)
    if parts is None or any(_value(part, lexicon) >= 100 for part in parts):
        return None
    j = k + 1 + (line.low[k + 1] == "-")
    ones = lexicon.cardinals.get(line.low[j], 0.0)
    if lexicon.scales.get(line.low[k + 1]) == 100 or (0 < ones < 10 and lexicon.scales.get(line.low[j + 1]) == 100):
        return None
    return k + 1 if _take_word(total, line.low[k], lexicon, False) else None


def _another_and(line: Line, j: int, lexicon: Lexicon) -> bool:
    """Whether a second "and" follows: "between a hundred and ten and two hundred"."""
    return any(line.low[k] in lexicon.range_and for k in range(j + 1, min(j + 10, line.count)))


def _is_one(line: Line, j: int, total: _Sum, lexicon: Lexicon) -> bool:
    """Whether the article is the last "one" of a number ("cent un"); in glued languages only at its very end."""
    if lexicon.parts.get(line.low[j]) != 1.0:
        return False
    return not lexicon.glued or (total.group < 0 and total.total >= 1e6 and not line.word[j + 1][:1].isalpha())
