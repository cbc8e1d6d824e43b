"""A text cut into words, figures and signs with their places, for the grammar of amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loupe.language.words import fold

__all__ = ["BEYOND", "FRACTION_SIGNS", "Line", "line_of"]

FRACTION_SIGNS: dict[str, float] = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅐": 1 / 7, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
_SIGNS = "".join(FRACTION_SIGNS)
# no-break, narrow, thin and figure space stand between thousands
_GROUP = r"(?:[.,:'’]\d+|[\u00a0\u202f\u2009\u2007]\d{3}(?!\d))*"
_ELISION = r"\b(?:[dlDL]|[dDnNsSaA]ell|[uU]n)['’](?=\w)"  # "millions d'euros", "un'ora"
_TOKEN = re.compile(rf"[0-9]+{_GROUP}|{_ELISION}|[^\W\d_{_SIGNS}]+(?:['’][^\W\d_{_SIGNS}]+)*|[^\s]")

BEYOND = 24
"""How many empty words stand behind the last, so that looking ahead needs no test of the length."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a text: as written, folded, and their half-open places; ``count`` of them, then empty ones."""

    text: str
    word: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    count: int

    def glued(self, i: int) -> bool:
        """Whether nothing stands between word ``i`` and the one before it."""
        return 0 < i < self.count and self.start[i] == self.end[i - 1]

    def before(self, i: int) -> str:
        """The folded word before ``i``, empty at the beginning."""
        return self.low[i - 1] if i > 0 else ""

    def is_figure(self, i: int) -> bool:
        """Whether word ``i`` begins with a digit."""
        return i < self.count and "0" <= self.word[i][0] <= "9"


def line_of(text: str) -> Line:
    """Cut a text into words: runs of letters, figures with their inner points and commas, single signs."""
    matches = list(_TOKEN.finditer(text))
    word = [m.group() for m in matches]
    low = [w.lower() if w.isascii() else (fold(w) or w) for w in word]
    count = len(word)
    tail = [""] * BEYOND
    place = [len(text)] * BEYOND
    start, end = [m.start() for m in matches] + place, [m.end() for m in matches] + place
    return Line(text, word + tail, low + tail, start, end, count)
