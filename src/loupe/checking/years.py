"""The year that a line counts from another: "that year [1999]", "the following year [2000]".

A year is filled in only where the words just before name one in full; never from the day of publication. Other times
that go on from one before ("two years later", "the next day") stay as they were said: they were right too seldom, or
met too seldom to tell (docs/language/coreference.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loupe.checking.runs import Piece, runs
from loupe.checking.selfcontained import Meant, stored_place
from loupe.language import split_sentences
from loupe.language.times import find_timexes
from loupe.model import Filled, Passage
from loupe.model.times import TimeSpan

__all__ = ["read_years"]

SURE = 0.87
"""The lower end of the 95 % interval of how often such a year was right: 38 of 39 (Wilson 1927)."""

_SAME = re.compile(r"\b(?:that|the same|that same) year\b", re.IGNORECASE)
_NEXT = re.compile(r"\bthe (?:following|next) year\b", re.IGNORECASE)
_FULL = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BETWEEN = re.compile(
    rf"{_YEAR.pattern}|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LED = re.compile(r"\b(?:in|by|during)$", re.IGNORECASE)
_LASTS = re.compile(r"\b(?:for|over|during|within|throughout|spen[dt]|spends|spending)$", re.IGNORECASE)
_JOINS = ("/", "-", "–", "—")


def read_years(passages: Sequence[Passage], stored: str) -> tuple[Meant, ...]:
    """What "that year" and "the following year" mean in the runs of a work, in order, where the last time named before
    is a full date, a month of a year or a year, in the same sentence or the one before."""
    return tuple(
        one for number, (text, pieces) in enumerate(runs(passages, stored)) for one in _of_run(number, text, pieces)
    )


def _of_run(number: int, text: str, pieces: Sequence[Piece]) -> Iterator[Meant]:
    if not (_SAME.search(text) or _NEXT.search(text)):
        return
    sentences = split_sentences(text)
    for (low, _), (start, end) in pairwise([(0, 0), *sentences]):
        if not (_SAME.search(text, start, end) or _NEXT.search(text, start, end)):
            continue
        times = find_timexes(text[low:end])
        for before, t in pairwise(times):
            if low + t.start_at >= start and (words := _meant_by(text[low:end], before, t)):
                yield from _filled(number, pieces, low, start, before, t, words)


def _meant_by(text: str, before: TimeSpan, t: TimeSpan) -> re.Match[str] | None:
    """The words that stand for a year, when the time before tells which; else None."""
    # the grammar leaves the article out of some times
    words = _SAME.search(text, t.start_at, t.end_at) or _NEXT.search(text, t.start_at - 4, t.end_at)
    if words is None or t.anchor is None or t.anchor.kind != "previous" or len(t.timex) != 4:
        return None
    between, rest = text[before.end_at : t.start_at], re.split(r"[.;!?]", text[t.end_at : t.end_at + 80])[0]
    closed = any(between.count(b) > between.count(a) for a, b in ("()", "[]"))
    if not _names_a_year(text, before) or closed or _BETWEEN.search(between):
        return None
    if rest[:1] in ("'", "’") or re.match(r"\s+(?:or|and an?)\b", rest):
        return None
    if _NEXT.fullmatch(words[0]):
        # "in the next year", "for the following year": a length
        led = text[: words.start()].rstrip()[-12:]
        return None if _LASTS.search(led) or (_LED.search(led) and "next" in words[0]) else words
    return None if "same" in words[0] and re.search(r"\bas\b", rest) else words


def _names_a_year(text: str, t: TimeSpan) -> bool:
    """Whether a time is dated by its own words alone; a bare number only after "in" and the like ("the 1998 film")."""
    if t.frame != "absolute" or t.anchor or t.unresolved or t.other or t.qualifier or t.timex_type != "DATE":
        return False
    if not _FULL.fullmatch(t.timex) or not _YEAR.search(t.text):
        return False
    led = text[: t.start_at].rstrip()
    if led[-1:] in _JOINS or text[t.end_at : t.end_at + 1] in _JOINS[:-1]:
        return False
    return not t.text.isdigit() or _LED.search(led[-8:]) is not None


def _filled(
    number: int, pieces: Sequence[Piece], low: int, start: int, before: TimeSpan, t: TimeSpan, words: re.Match[str]
) -> Iterator[Meant]:
    place = stored_place(pieces, low + words.start(), low + words.end())
    source = stored_place(pieces, low + before.start_at, low + before.end_at)
    if place is None or source is None:
        return
    where = "in the same sentence" if low + before.start_at >= start else "in the sentence before"
    which = "the year after that of the time" if _NEXT.fullmatch(words[0]) else "the year of the time"
    filled = Filled(
        start=place[1],
        end=place[2],
        words=words[0],
        shown=f"{words[0]} [{t.timex}]",
        by=t.timex,
        passage_id=source[0].passage.id,
        from_start=source[1],
        from_end=source[2],
        score=SURE,
        reason=f"{which} named last, {where}",
    )
    yield Meant(number, low + words.start(), low + words.end(), number, low + before.start_at, filled)
