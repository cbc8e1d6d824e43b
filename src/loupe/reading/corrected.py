"""A machine transcript with the words that people have corrected: a new file, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loupe.model import timecode
from loupe.model.corrections import Correction
from loupe.model.errors import NotHeard
from loupe.reading.draft import one_line
from loupe.reading.inventions import screen
from loupe.reading.transcript_forms import parse_transcript
from loupe.reading.transcripts import HeardSegment, HeardWord, Transcript, transcript_bytes
from loupe.reading.values import ReadingLimits

__all__ = ["correct_transcript", "find_heard"]

_NEAR_MS = 3000
_CORE = re.compile(r"\w(?:.*\w)?", re.S)

_At = tuple[int, int]
"""A word: the number of its segment, and its number in that."""


def find_heard(data: bytes, name: str, limits: ReadingLimits, at_ms: int, was: str) -> tuple[int, int]:
    """From when to when (milliseconds) the words ``was`` are heard about ``at_ms``, at most three seconds away.

    Raises NotHeard when they are not there or there twice, and the errors of a transcript that cannot be read.
    """
    transcript = parse_transcript(data, name, limits)
    wanted = _asked(was)
    found = []
    for run in _runs(transcript.segments, wanted):
        start, end = _span(transcript.segments, run)
        if start - _NEAR_MS <= at_ms <= end + _NEAR_MS:
            found.append((start, end))
    for segment in transcript.segments:
        if not segment.words and segment.start_ms - _NEAR_MS <= at_ms <= segment.end_ms + _NEAR_MS:
            found += [(segment.start_ms, segment.end_ms)] * len(_places(segment.text, wanted))
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotHeard(f"{name} does not have the words “{was}” within three seconds of {timecode(at_ms)}.")
    exact = [span for span in found if span[0] // 1000 * 1000 <= at_ms <= span[1]]
    if len(exact) == 1:
        return exact[0]
    raise NotHeard(
        f"{name} has the words “{was}” {len(found)} times about {timecode(at_ms)}.",
        hint="Give more of the words around them, or the time more exactly.",
    )


def correct_transcript(data: bytes, name: str, limits: ReadingLimits, corrections: Sequence[Correction]) -> bytes:
    """The transcript in Loupe's own form with the corrections in it, one after the other, and who made each.

    Corrected words are signed by the person and carry no confidence; they share the time of the words they replace. A
    correction to nothing takes words away. Raises NotHeard when the words of one are not exactly at its time.
    """
    transcript = parse_transcript(data, name, limits)
    segments = list(transcript.segments)
    for one in corrections:
        segments = _apply(segments, one, name)
    done = Transcript(
        screen([s for s in segments if s.text]),
        "loupe",
        transcript.language,
        transcript.made_with,
        transcript.heard_ms,
        transcript.length_ms,
        (*transcript.corrections, *corrections),
    )
    return transcript_bytes(done)


def _asked(was: str) -> str:
    wanted = " ".join(was.split())
    if not _CORE.search(wanted):
        raise NotHeard("No words were given to look for.", hint="Write the words as they stand in the transcript.")
    return wanted


def _apply(segments: list[HeardSegment], one: Correction, name: str) -> list[HeardSegment]:
    wanted, now = _asked(one.was), one_line(one.now) or ""
    for run in _runs(segments, wanted):
        if _span(segments, run) == (one.start, one.end):
            return _replace(segments, run, wanted, now, one.who)
    for number, segment in enumerate(segments):
        if not segment.words and (segment.start_ms, segment.end_ms) == (one.start, one.end):
            places = _places(segment.text, wanted)
            if len(places) == 1:
                # Words without times of their own cannot be signed one by one; the note says who corrected them.
                text = segment.text[: places[0]] + now + segment.text[places[0] + len(wanted) :]
                return [*segments[:number], replace(segment, text=" ".join(text.split())), *segments[number + 1 :]]
    raise NotHeard(f"{name} does not have the words “{one.was}” from {timecode(one.start)} to {timecode(one.end)}.")


def _runs(segments: Sequence[HeardSegment], wanted: str) -> list[tuple[_At, ...]]:
    """Runs of words that say ``wanted``: as they stand, or without the signs before and after them."""
    flat = [(s, w) for s, segment in enumerate(segments) for w in range(len(segment.words))]
    said = [segments[s].text[segments[s].words[w].at : segments[s].words[w].until] for s, w in flat]
    count = len(wanted.split())
    found = []
    for at in range(len(flat)):
        # A listener may write as one word what is two to a person, or the other way round.
        for size in range(1, count + 2):
            words = " ".join(said[at : at + size])
            if at + size <= len(flat) and (words == wanted or _core(words) == wanted):
                found.append(tuple(flat[at : at + size]))
                break
    return found


def _core(words: str) -> str:
    match = _CORE.search(words)
    return match[0] if match else words


def _span(segments: Sequence[HeardSegment], run: Sequence[_At]) -> tuple[int, int]:
    (s, w), (t, v) = run[0], run[-1]
    return segments[s].words[w].start_ms, segments[t].words[v].end_ms


def _places(text: str, wanted: str) -> list[int]:
    """Where the words stand in the text as whole words."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]


def _replace(
    segments: Sequence[HeardSegment], run: Sequence[_At], wanted: str, now: str, who: str
) -> list[HeardSegment]:
    """The segments with the words of the run replaced, all in the first of its segments."""
    changed = list(segments)
    start, end = _span(segments, run)
    words = " ".join(segments[s].text[segments[s].words[w].at : segments[s].words[w].until] for s, w in run)
    if words != wanted and now:
        # What stands around the words (a comma, quotation marks) stays unless the person writes signs there too.
        before, _, after = words.partition(wanted)
        now = (before if now[0].isalnum() else "") + now + (after if now[-1].isalnum() else "")
    for number in sorted({s for s, _ in run}):
        inside = [w for s, w in run if s == number]
        put = _timed_words(now, start, end, who) if number == run[0][0] else ()
        changed[number] = _cut_in(segments[number], inside[0], inside[-1], now if put else "", put)
    return changed


def _timed_words(now: str, start: int, end: int, who: str) -> tuple[HeardWord, ...]:
    """The words of a correction with the time shared out by their letters."""
    words, at = [], 0
    for said in now.split():
        begin = now.index(said, at)
        at = begin + len(said)
        low, high = (start + (end - start) * place // max(len(now), 1) for place in (begin, at))
        words.append(HeardWord(begin, at, low, high, None, who))
    return tuple(words)


def _cut_in(segment: HeardSegment, first: int, last: int, now: str, put: Sequence[HeardWord]) -> HeardSegment:
    words = segment.words
    before, after = segment.text[: words[first].at].rstrip(), segment.text[words[last].until :]
    lead = before + (" " if before and now else "")
    text = lead + now + (after if lead or now else after.lstrip())
    text = text.rstrip()
    moved_in = [replace(word, at=word.at + len(lead), until=word.until + len(lead)) for word in put]
    shift = len(text) - len(segment.text.rstrip())
    moved = [replace(word, at=word.at + shift, until=word.until + shift) for word in words[last + 1 :]]
    return replace(segment, text=text, words=(*words[:first], *moved_in, *moved))
