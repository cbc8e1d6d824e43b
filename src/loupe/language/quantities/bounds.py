"""What words around a number do to it: "at least", "nearly", "or so", "never above", "-odd"."""

from __future__ import annotations

import math

from loupe.language.quantities.lexicon import Bound, Lexicon
from loupe.language.quantities.line import Line
from loupe.model.quantities import QuantityKind

__all__ = ["bound_after", "bound_before", "bounded"]

_Phrases = dict[str, list[tuple[tuple[str, ...], Bound]]]
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_TABLES: dict[str, tuple[_Phrases, _Phrases, list[tuple[str, ...]]]] = {}


def _tables(lexicon: Lexicon) -> tuple[_Phrases, _Phrases, list[tuple[str, ...]]]:
    if lexicon.code not in _TABLES:
        before: _Phrases = {}
        after: _Phrases = {}
        for phrase, bound in lexicon.before.items():
            before.setdefault(phrase[-1], []).append((phrase, bound))
        for phrase, bound in lexicon.after.items():
            after.setdefault(phrase[0], []).append((phrase, bound))
        for each in (*before.values(), *after.values()):
            each.sort(key=lambda row: (-len(row[0]), row[0]))
        fillers = sorted(lexicon.fillers, key=lambda f: (-len(f), f))
        _TABLES[lexicon.code] = before, after, fillers
    return _TABLES[lexicon.code]


def _ends(line: Line, i: int, phrase: tuple[str, ...]) -> bool:
    return i >= len(phrase) and tuple(line.low[i - len(phrase) : i]) == phrase


def bound_before(line: Line, i: int, lexicon: Lexicon) -> tuple[Bound, int] | None:
    """The bound said before word ``i``, and the word where it begins; a negation turns it round."""
    before, _, fillers = _tables(lexicon)
    j = i
    for _ in range(3):
        for phrase, bound in before.get(line.before(j), ()):
            if _ends(line, j, phrase):
                start = j - len(phrase)
                if line.before(start) in lexicon.negations and bound in _OPPOSITE:
                    return _OPPOSITE[bound], start - 1
                return bound, start
        filler = next((f for f in fillers if _ends(line, j, f)), None)
        if filler is None:
            return None
        j -= len(filler)
    return None


def bound_after(line: Line, i: int, lexicon: Lexicon) -> tuple[Bound, int] | None:
    """The bound said from word ``i`` on, and the word after it."""
    _, after, _ = _tables(lexicon)
    for phrase, bound in after.get(line.low[i], ()):
        if tuple(line.low[i : i + len(phrase)]) == phrase:
            if phrase == ("+",) and not (line.glued(i) and not line.glued(i + 1)):
                continue
            return bound, i + len(phrase)
    return None


def _step(value: float) -> float:
    return 9.0 if value < 100 else value * 0.2


def bounded(
    low: float, high: float, bound: Bound, *, vague: bool, below_zero: bool = False
) -> tuple[float, float, QuantityKind, bool]:
    """The interval that a bound makes of a number, its kind, and whether the end itself is left out.

    "About" is a tenth either way, "nearly" a tenth below, "just over" a tenth above, "twenty-something" up to 29.
    "At most" begins at nothing, or without end ``below_zero``, as temperatures do.
    """
    if bound in (">", ">="):
        return low, math.inf, "at least", bound == ">"
    if bound in ("<", "<="):
        return (-math.inf if below_zero or high < 0 else 0.0), high, "at most", bound == "<"
    if bound == "~":
        return low - 0.1 * abs(low), high + 0.1 * abs(high), "about", False
    if bound == "<~":
        return low - 0.1 * abs(low), high, "nearly", False
    if bound == ">~":
        return low, high + 0.1 * abs(high), "about", False
    if bound == "+":
        return low, high + _step(high), "vague", False
    if vague:
        return low, high, "vague", False
    return low, high, "range" if low != high else "exact", False
