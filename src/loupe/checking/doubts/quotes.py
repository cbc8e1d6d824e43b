"""Quotations of a line held against what was said: word for word, by whom, and when.

Only the saying is verified here; whether what was said is true is another question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from loupe.checking.doubts.kinds import Doubt, DoubtKind
from loupe.checking.runs import Piece, locate, runs
from loupe.language import fold
from loupe.model import Locator, Passage
from loupe.model.locators import TimePlace

__all__ = ["HeldQuote", "Quoted", "ask_of_quote", "find_quoted", "hold_quote", "quote_doubts", "quoted_in"]

_MARKED = re.compile(r"[“\"](?P<words>[^”\"“]{8,1500})[”\"]")
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?::\d{2})?"
_AT = re.compile(rf"(?<![\d:])(?P<clock>{_CLOCK})(?![\d:])")
_SAID_BEFORE = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?:\s+(?:(?:de|van|von|da|of|the)\s+)?[A-Z][\w.’'-]*){0,4}(?:\s+\([A-Z]+\))?)\s*"
    r"(?:,[^,]{1,40},\s*)?(?:has\s+|had\s+|then\s+|also\s+)?"
    r"(?:said|says|told\s+\w+|reported|asked|answered|replied|wrote|called|radioed|announced|added|confirmed|"
    r"exclaimed|stated|explained|recalled|noted|testified)\b[^“\"]{0,60}$"
)
_SAID_AFTER = re.compile(
    r"^[,.]?\s*(?:said|says|asked|answered|replied|wrote|reported|added|explained|recalled|testified)\s+"
    r"(?P<who>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})"
)
_LEAST_WORDS = 3
_TOLERANCE_MS = 15_000
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a line: its words without the marks at ``[start, end)``, who is said to have said it, and when.

    In a stored work the span of a quotation over two cues holds what stands between them; ``words`` does not.

    ``speaker`` is "" where the line names nobody; ``at_ms`` is the time of the tape in milliseconds, None where the
    line gives none; ``time`` and ``speaker_at``, ``time_at`` are their words and places in the line.
    """

    words: str
    start: int
    end: int
    speaker: str = ""
    speaker_at: tuple[int, int] | None = None
    time: str = ""
    time_at: tuple[int, int] | None = None
    at_ms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldQuote:
    """What the passages say of a quotation.

    ``found`` is *exact* (word for word, but for case and signs), *close* (most of the words in that order) or *absent*.
    ``passage`` is where, None when absent; ``differs`` are the first words that the line and the passage do not share:
    (line's, passage's). ``speaker`` and ``time`` say whether who and when agree; None where the line or the passage
    does not tell.
    """

    found: Literal["exact", "close", "absent"]
    passage: Passage | None
    differs: tuple[str, str] | None = None
    speaker: bool | None = None
    time: bool | None = None


def quoted_in(text: str) -> tuple[Quoted, ...]:
    """The quotations of a line, of three words at least, with who and when as the line gives them."""
    found = []
    for match in _MARKED.finditer(text):
        if len(match["words"].split()) < _LEAST_WORDS:
            continue
        before, after = text[: match.start()], text[match.end() :]
        who = _SAID_BEFORE.search(before[-200:])
        base = max(len(before) - 200, 0)
        if who:
            speaker, at = who["who"], (base + who.start("who"), base + who.end("who"))
        else:
            who = _SAID_AFTER.search(after[:120])
            speaker = who["who"] if who else ""
            at = (match.end() + who.start("who"), match.end() + who.end("who")) if who else (0, 0)
        clocks = [*_AT.finditer(text, 0, match.start()), *_AT.finditer(text, match.end())]
        earlier = [c for c in clocks if c.end() <= match.start()]
        clock = earlier[-1] if earlier else clocks[0] if clocks else None
        found.append(
            Quoted(
                match["words"], *match.span("words"), speaker, at if speaker else None,
                clock["clock"] if clock else "", clock.span("clock") if clock else None,
                _as_ms(clock["clock"]) if clock else (),
            )
        )  # fmt: skip
    return tuple(found)


def _as_ms(clock: str) -> tuple[int, ...]:
    """What a clock may mean: hours and minutes, or minutes and seconds where it has two parts."""
    parts = [int(p) for p in clock.split(":")]
    units = (1, 60, 3600, 86400)
    seconds = sum(p * u for p, u in zip(reversed(parts), units, strict=False))
    return (seconds * 1000, seconds * 60_000) if len(parts) == 2 else (seconds * 1000,)


_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _words(text: str) -> list[str]:
    return [
        fold(w).replace("’", "'") for w in _PLAIN.findall(re.sub(r"\[glossary:([^\]|]*)(?:\|[^\]]*)?\]", r"\1", text))
    ]


def hold_quote(quoted: Quoted, passages: Sequence[Passage]) -> HeldQuote:
    """The passage that has the quotation, or nearly has it; where several have it word for word, the one whose speaker
    and time agree best."""
    wanted = _words(quoted.words)
    exact: HeldQuote | None = None
    close: HeldQuote | None = None
    best = 0.0
    for passage in passages:
        there = _words(passage.text)
        if _runs(wanted, there):
            held = HeldQuote("exact", passage, None, *_circumstances(quoted, passage))
            if exact is None or _misses(held) < _misses(exact):
                exact = held
        elif exact is None:
            share, differs = _alike(wanted, there)
            if share >= max(_CLOSE, best + 1e-9):
                best, close = share, HeldQuote("close", passage, differs, *_circumstances(quoted, passage))
    return exact or close or HeldQuote("absent", None)


def _misses(held: HeldQuote) -> int:
    return (held.speaker is False) + (held.time is False)


def _runs(wanted: list[str], there: list[str]) -> bool:
    size = len(wanted)
    joined, sought = f" {' '.join(there)} ", f" {' '.join(wanted)} "
    return bool(size) and sought in joined


def _alike(wanted: list[str], there: list[str]) -> tuple[float, tuple[str, str]]:
    """Share of the quotation's words that the passage has in their order, and where the two first part."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, wanted, there[:600], autojunk=False)
    shared = 0
    differs = ("", "")
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    shared = sum(b.size for b in blocks)
    if blocks:
        low, high = blocks[0].b, blocks[-1].b + blocks[-1].size
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag != "equal" and (i2 > i1 or low < j1 < high):
                # before the first and after the last word that both have, as many words as the line has there
                first = j1 if j1 >= low and i1 else max(j2 - (i2 - i1), j1)
                last = j2 if j2 <= high and i2 < len(wanted) else min(j1 + (i2 - i1), j2)
                differs = (" ".join(wanted[i1:i2]), " ".join(there[first:last][:8]))
                break
    return shared / max(len(wanted), 1), differs


def _circumstances(quoted: Quoted, passage: Passage) -> tuple[bool | None, bool | None]:
    speaker: bool | None = None
    if quoted.speaker and passage.speaker:
        ours, theirs = set(_words(quoted.speaker)), set(_words(passage.speaker))
        speaker = bool(ours & theirs)
    time: bool | None = None
    place = passage.locator.segments[0].place
    if quoted.at_ms and isinstance(place, TimePlace):
        last = passage.locator.segments[-1].place
        end = last.end_ms if isinstance(last, TimePlace) else place.end_ms
        time = any(
            place.start_ms - _TOLERANCE_MS <= ms <= max(end, place.start_ms) + _TOLERANCE_MS for ms in quoted.at_ms
        )
    return speaker, time


def find_quoted(passages: Sequence[Passage], stored: str) -> tuple[Quoted, ...]:
    """The quotations of a work in order, cues of one speaker read together; offsets are in the stored text."""
    found = []
    for text, pieces in runs(passages, stored):
        for one in quoted_in(text):
            start, end = _stored(pieces, (one.start, one.end))
            speaker_at = _stored(pieces, one.speaker_at) if one.speaker_at else None
            time_at = _stored(pieces, one.time_at) if one.time_at else None
            found.append(replace(one, start=start, end=end, speaker_at=speaker_at, time_at=time_at))
    return tuple(found)


def _stored(pieces: Sequence[Piece], span: tuple[int, int]) -> tuple[int, int]:
    locator, _ = locate(pieces, *span)
    return locator.start, locator.end


def ask_of_quote(quoted: Quoted, stored: str) -> Doubt:
    """The question about a quotation of a work that nobody has looked up yet."""
    who = f", by {quoted.speaker}" if quoted.speaker else ""
    words = stored[quoted.start : quoted.end]
    return Doubt("quote", words, quoted.start, quoted.end, f"Was it said in these words{who}?")


def quote_doubts(
    quoted: Quoted, passages: Sequence[Passage], stored: str
) -> tuple[tuple[Doubt, Passage | None, Locator | None], ...]:
    """What passages that a search found make of a quotation of a work: one doubt for its words, one for who and when.

    No alarm where a passage has the words, the speaker and the time; the place is named all the same. Offsets are in
    the work's stored text.
    """
    held = hold_quote(quoted, passages)
    passage = held.passage
    where = passage.locator if passage else None
    plain = ask_of_quote(quoted, stored)
    words, ask = plain.words, plain.question

    def doubt(kind: DoubtKind, span: tuple[int, int], question: str, reason: str, *, alarm: bool) -> Doubt:
        return Doubt(kind, stored[slice(*span)], *span, question, alarm, reason)

    if passage is None:
        reason = "no passage that was found has these words"
        return ((Doubt("quote", words, quoted.start, quoted.end, ask, True, reason), None, None),)
    if held.found == "exact":
        whole = (quoted.start, quoted.end)
        found = [doubt("quote", whole, ask, "a passage has it word for word", alarm=False)]
    else:
        ours, theirs = held.differs or ("", "")
        reason = f"a passage has nearly these words: “{theirs or '–'}” where the line has “{ours or '–'}”"
        found = [doubt("quote", (quoted.start, quoted.end), ask, reason, alarm=True)]
    if held.speaker is False and quoted.speaker_at:
        reason = f"the passage with these words is by {passage.speaker}"
        found.append(doubt("attribution", quoted.speaker_at, f"Did {quoted.speaker} say it?", reason, alarm=True))
    if held.time is False and quoted.time_at:
        reason = f"the passage with these words is at {passage.locator.words()}"
        found.append(doubt("date", quoted.time_at, f"Was it at {quoted.time}?", reason, alarm=True))
    return tuple((one, passage, where) for one in found)
