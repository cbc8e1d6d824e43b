"""Sentences with their exact places."""

from __future__ import annotations

import re

__all__ = ["split_sentences"]

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘])(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|no|nos|art|vol|pp|fig|gen|col|lt|sgt|capt|det|insp|rev|hon|"
    r"inc|ltd|"
    r"co|corp|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|approx|etc|e\.g|i\.e|cf|a\.m|p\.m|u\.s|u\.k|[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n\s*\n")
_STARTS_SENTENCE = re.compile(r"\s*[\"'“‘(\[]*(?:[^\W\d_]|\d|\$|€|£|[-–—])")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a text, without surrounding white space; together they hold all its words.

    A full stop after an abbreviation or a single initial, or before a lower-case word, does not end a sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _ends_sentence(text, start, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group().startswith("\n"):
        return True
    rest = text[match.end() :].lstrip()
    if not rest:
        return True
    if match.group()[0] == ".":
        before = text[max(start, match.start() - 8) : match.start() + 1]
        following = rest[0]
        if following.islower():
            return False
        if _ABBREVIATION.search(before):
            # "11 p.m. The crew": an abbreviation can close a sentence when a new one clearly begins
            return before.lower().endswith((".m.", "etc.")) and following.isupper()
    return bool(_STARTS_SENTENCE.match(rest))


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
