"""Figures, dates, names, places, denials, tellers and how many: what every line that has them could have wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loupe.checking.doubts.kinds import Doubt
from loupe.checking.doubts.tables import ABSOLUTE, FREQUENCY, QUANTIFIERS, RANKS
from loupe.model.readings import SentenceReading

__all__ = ["doubt_absolutes", "doubt_quantifiers", "doubt_ranks", "doubt_values", "own_voice", "steps"]


def own_voice(said: SentenceReading) -> bool:
    """Whether the line says it in its own voice, as a fact: nobody is credited, nothing is asked or called possible."""
    return not said.tellers and not said.asked and not said.hedged


def doubt_values(said: SentenceReading) -> Iterator[Doubt]:
    """One doubt for each figure, time, name and denial, and for who says so."""
    text = said.text
    times = [(t.start_at, t.end_at) for t in said.times]
    for q in said.quantities:
        if q.dimension != "ordinal" and not any(a < q.end and q.start < b for a, b in times):
            ask = (
                "Who counted?"
                if q.dimension == "count"
                else "Who measured it?"
                if q.dimension != "money"
                else "Who put it at that?"
            )
            yield Doubt("number", text[q.start : q.end], q.start, q.end, f"Was it {_plain(q.text)}? {ask}")
    for a, b in times:
        yield Doubt("date", text[a:b], a, b, f"Was it {_plain(text[a:b])}?")
    for n in said.names:
        where = _PREPOSITION.search(text[: n.start])
        if where and not any(a <= n.start < b for a, b in times):
            yield Doubt("place", n.text, n.start, n.end, f"Was it {where['word'].lower()} {_plain(n.text)}?")
        else:
            yield Doubt(
                "name", n.text, n.start, n.end, f"Was it {_plain(n.text)}, and is that how the name is written?"
            )
    for match in _NOT.finditer(text):
        yield Doubt("negation", match.group(), *match.span(), _not_question(match.group()))
    outer = text[: said.inner[0]] if said.inner[0] > 0 else text[said.inner[1] :]
    if said.tellers and outer.strip():
        start = 0 if said.inner[0] > 0 else said.inner[1]
        start += len(outer) - len(outer.lstrip(" ,"))
        end = start + len(outer.strip(" ,"))
        yield Doubt("attribution", text[start:end], start, end, f"Did {said.tellers[-1]} say so, and where?")


_PREPOSITION = re.compile(
    r"\b(?P<word>in|at|near|from|to|outside|inside|towards|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:not|cannot|without|neither|nor)\b|\b\w+n['’]t\b|\bno(?=\s+[a-z]+)\b(?!\s+(?:longer|doubt))", re.IGNORECASE
)


def _not_question(word: str) -> str:
    if word.lower() in ("no", "without", "neither", "nor"):
        return f"Was there really none? “{_plain(word)}” holds only if somebody looked."
    return f"Is it so that it was not? Who says that without the “{_plain(word)}”?"


def _plain(words: str) -> str:
    return " ".join(words.split())


_RANK = re.compile("|".join(RANKS), re.IGNORECASE)
_NO_RANK = re.compile(
    r"(?:\bat\s+(?:the\s+)?|\bin\s+the\s+|\bdo\s+(?:his|her|their|its|your|my|our)\s+)$|\bnot\s+$", re.IGNORECASE
)  # fmt: skip
_NOT_A_RANK = re.compile(
    r"^the\s+(?:first|last)\s+(?:floor|name|page|of\s+(?:[A-Z]|these|those|them|the)|day|week|month|year|few|two|three|four|five|ten|part|half|"
    r"place|instance|quarter|point|question|one)\b|^(?:latest|best|earliest)\s+(?:of|known|to)\b",
    re.IGNORECASE,
)  # fmt: skip


def doubt_ranks(said: SentenceReading) -> Iterator[Doubt]:
    """The first, the only, the largest: each needs somebody who held all the others against it."""
    text = said.text
    for match in _RANK.finditer(text):
        if _NO_RANK.search(text[: match.start()]) or _NOT_A_RANK.match(text[match.start() : match.start() + 60]):
            continue
        words = _plain(match.group())
        yield Doubt(
            "superlative", match.group(), *match.span(), f"Who says that it was “{words}”, and of which others?",
            own_voice(said), f"“{words}” is said without a source" if own_voice(said) else "",
        )  # fmt: skip


_ABSOLUTE = re.compile(rf"\b(?:{'|'.join(ABSOLUTE)})\b", re.IGNORECASE)
_STRONG = frozenset("never always nobody nothing none everybody everyone impossible invariably undisputed".split())


def doubt_absolutes(said: SentenceReading) -> Iterator[Doubt]:
    """Words that allow no exception: one exception makes the line false."""
    for match in _ABSOLUTE.finditer(said.text):
        words = _plain(match.group())
        strong = words.lower() in _STRONG or " " in words or "-" in words
        alarm = strong and own_voice(said)
        yield Doubt(
            "absolute", match.group(), *match.span(), f"Is there no exception? One makes “{words}” false.",
            alarm, f"“{words}” is said without a source" if alarm else "",
        )  # fmt: skip


def _steps(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    longest = [(words, name) for name, row in rows for words in row]
    longest.sort(key=lambda each: -len(each[0]))
    return re.compile(
        "|".join(rf"(?P<{name}_{i}>\b{words}\b)" for i, (words, name) in enumerate(longest)), re.IGNORECASE
    )


_MANY, _OFTEN = _steps(QUANTIFIERS), _steps(FREQUENCY)
_NOT_MANY = re.compile(
    r"^(?:all|both)\s+(?:right|in all|along|too|and)\b|^at all\b|^no\s+(?:longer|doubt|matter|\.)|"
    r"^most\s+[a-z]+ly\b|^one of\b",
    re.IGNORECASE,
)
_BEFORE_NOT_MANY = re.compile(r"\b(?:at|after|the|of the|for|first of)\s+$", re.IGNORECASE)


def steps(text: str) -> list[tuple[str, int, int]]:
    """How many and how often a text says, as the row of the table, with its place: ("all", 4, 7)."""
    found = []
    for pattern in (_MANY, _OFTEN):
        for match in pattern.finditer(text):
            if _NOT_MANY.match(text[match.start() : match.start() + 40]):
                continue
            if _BEFORE_NOT_MANY.search(text[: match.start()]) and match.group().lower() in ("all", "most", "few"):
                continue
            found.append(((match.lastgroup or "").partition("_")[0], *match.span()))
    return sorted(found, key=lambda each: each[1])


def doubt_quantifiers(said: SentenceReading) -> Iterator[Doubt]:
    """All, most, some, often: each asks how many of how many."""
    for name, start, end in steps(said.text):
        words = _plain(said.text[start:end])
        ask = (
            "All of them?"
            if name in ("all", "always")
            else "None of them?"
            if name in ("none", "never")
            else "How many is that?"
        )
        yield Doubt("quantifier", said.text[start:end], start, end, f"Was it “{words}”? {ask}")
