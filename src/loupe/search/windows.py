"""Cuts passages into searchable windows of about 120 words that know where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from loupe.model import Passage

__all__ = ["Window", "cut_windows"]

WHOLE = 180
"""A passage of up to this many words is one window."""
TARGET = 120
"""A longer passage is cut at the first sentence end after about this many words."""
OVERLAP = 40
"""The last sentence is repeated in the next window when it has up to this many words, else its last words are."""
TAIL = 20

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts written without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han), as a class of a pattern."""

# Two characters of a spaceless script count as a word, and so does each 32 characters of an endless "word".
_WORD = re.compile(rf"[{SPACELESS}]{{1,2}}|[^\s{SPACELESS}]{{1,32}}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|St|No|Jr|Sr|vs|Inc|Ltd|Co|Gen|Col|Capt|Lt|Sgt)|\b[A-Z])\.$")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a passage; ``start`` and ``end`` are offsets in the source's stored text."""

    passage_id: str
    source_id: str
    start: int
    end: int


def cut_windows(passage: Passage) -> list[Window]:
    """The passage as windows that together cover every character that is not white space, in text order.

    A passage of up to 180 words is one window. A longer one is cut at sentence ends into windows of about 120 words
    (180 at most) that share a sentence or some 20 words with the one before. White space alone gives no window.
    """
    offset = passage.locator.start
    return [
        Window(passage.id, passage.source_id, offset + start, offset + end) for start, end in _cut_text(passage.text)
    ]


def _cut_text(text: str) -> list[tuple[int, int]]:
    start, end = _trim(text, 0, len(text))
    if start == end:
        return []
    if end - start <= WHOLE:  # no more characters than words allowed
        return [(start, end)]
    words = [match.start() for match in _WORD.finditer(text, start, end)]
    if len(words) <= WHOLE:
        return [(start, end)]
    ends = _sentence_ends(text, words)
    spans = []
    first, begin = 0, start
    while True:
        last = _window_end(ends, first, len(words))
        stop = _safe_cut(text, words[last]) if last < len(words) else end
        spans.append(_trim(text, begin, stop))
        if last == len(words):
            return spans
        first = _overlap_start(ends, first, last)
        begin = min(_safe_cut(text, words[first]), stop)


def _sentence_ends(text: str, words: list[int]) -> list[int]:
    """Indices of the words that begin a sentence, the first one left out."""
    begins: list[int] = []
    word = 0
    for match in _SENTENCE_END.finditer(text, words[0]):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(0, match.start() - 8), match.start() + 1):
            continue
        while word < len(words) and words[word] < match.end():
            word += 1
        if word == len(words):
            break
        if word and (not begins or begins[-1] != word):
            begins.append(word)
    return begins


def _window_end(ends: list[int], first: int, count: int) -> int:
    """One past the last word of the window that begins at word ``first``."""
    if count - first <= WHOLE:
        return count
    fitting = _between(ends, first + TARGET // 2, first + WHOLE)
    return min(fitting, key=lambda end: (abs(end - first - TARGET), end), default=first + TARGET)


def _overlap_start(ends: list[int], first: int, last: int) -> int:
    """The word at which the window after ``[first, last)`` begins: always past ``first``."""
    before = _between(ends, max(first + 1, last - OVERLAP), last)
    return before[-1] if before else max(first + 1, last - TAIL)


def _between(ends: list[int], low: int, high: int) -> list[int]:
    return ends[bisect_left(ends, low) : bisect_left(ends, high)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _safe_cut(text: str, at: int) -> int:
    """The cut moved left, by 16 characters at most, so that it parts no accent, joined emoji or surrogate pair."""
    for cut in range(at, max(at - 16, 0), -1):
        here, before = text[cut], text[cut - 1]
        joined = (
            unicodedata.category(here).startswith("M")
            or here in _JOINERS
            or before == "\u200d"
            or "\U0001f3fb" <= here <= "\U0001f3ff"
            or ("\udc00" <= here <= "\udfff" and "\ud800" <= before <= "\udbff")
        )
        if not joined:
            return cut
    return at
