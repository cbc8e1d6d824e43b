"""The words that govern a clause, outermost first, by what stands before the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loupe.language.predicates import PREDICATES, Predicate
from loupe.language.words import Token, tokens

__all__ = ["Governor", "governors"]

Governor = tuple[int, tuple[Predicate, ...], int]
"""A governing word: its index, what it may be, and the index where its sentence begins."""

_STOP = re.compile(r"[.!?]+[\"”’')]*\s+")
_NEAR = 7
_BREAKS = frozenset("; : . ! ? ( )".split())
_FILLERS = frozenset("that , uh um well like".split())


def governors(text: str, clause: tuple[int, int]) -> tuple[list[Token], list[Governor], tuple[int, int]]:
    """The tokens of the text, the words that govern the clause, and the half-open span of the clause's sentence."""
    words = tokens(text)
    begin, last = _sentence_around(text, clause)
    first = next((i for i, w in enumerate(words) if w.start >= begin), len(words))
    inside = next((i for i, w in enumerate(words) if w.start >= clause[0]), len(words))
    return words, _by_order(words, first, inside), (begin, last)


def _sentence_around(text: str, clause: tuple[int, int]) -> tuple[int, int]:
    begin = max((m.end() for m in _STOP.finditer(text, 0, clause[0]) if m.end() <= clause[0]), default=0)
    after = _STOP.search(text, max(clause[1] - 1, clause[0]))
    return begin, (after.end() if after else len(text))


def _by_order(words: Sequence[Token], first: int, inside: int) -> list[Governor]:
    chain: list[Governor] = []
    edge = inside
    while True:
        found = _last_before(words, first, edge)
        if found is None:
            return chain[::-1]
        chain.append((found, PREDICATES[words[found].low], first))
        edge = found


def _last_before(words: Sequence[Token], first: int, edge: int) -> int | None:
    for i in range(edge - 1, max(first, edge - _NEAR) - 1, -1):
        low = words[i].low
        if low in _BREAKS or (low == "," and not all(w.low in _FILLERS for w in words[i + 1 : edge])):
            return None
        if words[i].low in PREDICATES and _takes_a_clause(words, i):
            return i
    return None


def _takes_a_clause(words: Sequence[Token], i: int) -> bool:
    """Whether the word is used as one that takes a clause: a noun only before "that" ("the claim that", "his find")."""
    noun = i and words[i - 1].low in ("a", "an", "the", "his", "her", "their", "its", "my", "our", "this")
    return not noun or (i + 1 < len(words) and words[i + 1].low == "that")
