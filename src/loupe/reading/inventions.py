"""What a machine that listens may have invented: text over silence, loops, too many words, stock phrases, guesses.

A Whisper model writes fluent sentences where nobody speaks. Koenecke et al., "Careless Whisper" (FAccT 2024) found
inventions in about 1 % of transcripts, more in long pauses; Baranski et al. (ICASSP 2025) list what it writes over
sounds that are no speech. What is screened here is marked, never dropped.
"""

from __future__ import annotations

import math
import re
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from loupe.reading.transcripts import HeardSegment

__all__ = ["DOUBTS", "Span", "screen"]

Span = tuple[int, int]
"""A stretch of a recording, from and to, in milliseconds."""

DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "no-voice": "text where no voice is heard",
        "loop": "the same words again and again",
        "too-fast": "more words than anybody speaks in that time",
        "stock-phrase": "a phrase that such models write by themselves",
        "unsure": "the machine itself was very unsure",
        "no-time": "without a time that could be",
    }
)
"""Each reason to doubt a segment, and how it is said."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEAST_VOICED = 0.25
_SLACK_MS = 150
_PACKED = 2.4  # "compression_ratio_threshold" of openai-whisper: above it, its own decoder takes the text for a loop
_NO_SPEECH, _LOW = 0.6, -1.0  # openai-whisper's rule for silence: "no_speech_threshold" and "logprob_threshold"
_UNSURE = 0.30
# People who are paid to be fast reach 6 words a second over a sentence; the record stands at 10 or 11.
_WORDS_A_SECOND = 8.0
_LEAST_FAST_WORDS = 6

# What Whisper models write over silence, music and noise: credits and farewells of the subtitles that they were
# trained on. Gathered from openai/whisper discussions 679 and 928 and Baranski et al. 2025; only phrases that say
# nothing a story could be about. Compared as a whole, in small letters, without punctuation.
_STOCK = frozenset(
    """
    thanks for watching
    thanks for watching and i'll see you next time
    thank you for watching
    thank you so much for watching
    thank you for watching this video
    please subscribe to my channel
    please subscribe
    please like and subscribe
    don't forget to like and subscribe
    like and subscribe
    see you in the next video
    i'll see you in the next video
    i'll see you next time
    subtitles by the amara org community
    subtitles by amara org community
    subtitles by steamteamextra
    transcription by castingwords
    transcript by castingwords
    transcription outsourcing llc
    captions by getsubtitled com
    translated by releska
    for more information visit www fema gov
    untertitel der amara org community
    untertitel im auftrag des zdf für funk 2017
    untertitelung des zdf 2020
    untertitelung aufgrund der amara org community
    vielen dank fürs zuschauen
    sous titres réalisés par la communauté d'amara org
    sous titres réalisés para la communauté d'amara org
    merci d'avoir regardé cette vidéo
    sottotitoli creati dalla comunità amara org
    sottotitoli e revisione a cura di qtss
    subtítulos realizados por la comunidad de amara org
    subtítulos por la comunidad de amara org
    gracias por ver el video
    legendas pela comunidade amara org
    ondertitels ingediend door de amara org gemeenschap
    ondertiteld door de amara org gemeenschap
    napisy stworzone przez społeczność amara org
    undertexter från amara org gemenskapen
    ご視聴ありがとうございました
    субтитры сделал dimatorzok
    продолжение следует
    """.split("\n")
)
_STOCK_PHRASES = frozenset(line.strip() for line in _STOCK if line.strip())


def screen(segments: Sequence[HeardSegment], voices: Sequence[Span] | None = None) -> tuple[HeardSegment, ...]:
    """The segments with their doubts; ``voices``, in order, are the stretches where a voice is heard, None if unknown.

    Doubts that are there already stay, unless every word of the segment is signed by a person: then it has none.
    """
    again = _said_again(segments)
    screened = []
    for number, segment in enumerate(segments):
        if _is_signed(segment):
            found: set[str] = set()
        else:
            found = {name for name in segment.doubts if name in DOUBTS} | _doubts(segment, voices)
            if number in again:
                found.add("loop")
        screened.append(replace(segment, doubts=tuple(name for name in DOUBTS if name in found)))
    return tuple(screened)


def _is_signed(segment: HeardSegment) -> bool:
    """Whether a person has said of every word of it what it is."""
    covered = sum(len(segment.text[word.at : word.until].split()) for word in segment.words if word.signed_by)
    return bool(segment.words) and covered == len(segment.text.split())


def _doubts(segment: HeardSegment, voices: Sequence[Span] | None) -> set[str]:
    said = _WORD.findall(segment.text.lower().replace("’", "'"))
    found = set()
    if (voices is not None and _voiced(segment, voices) < _LEAST_VOICED) or _silent(segment):
        found.add("no-voice")
    if _loops(said) or (len(said) > 8 and _packed(segment) > _PACKED):
        found.add("loop")
    if _too_fast(segment, len(said)):
        found.add("too-fast")
    if " ".join(_WORD.findall(segment.text.lower().replace("’", "'").replace("-", " "))) in _STOCK_PHRASES:
        found.add("stock-phrase")
    if _sureness(segment) < _UNSURE:
        found.add("unsure")
    return found


def _voiced(segment: HeardSegment, voices: Sequence[Span]) -> float:
    """The share of the time of its words (of the segment, where they have none) in which a voice is heard."""
    spans = [(word.start_ms, word.end_ms) for word in segment.words] or [(segment.start_ms, segment.end_ms)]
    total = sum(max(end - start, 1) for start, end in spans)
    heard = sum(_overlap(start, max(end, start + 1), voices) for start, end in spans)
    return heard / total


def _overlap(start: int, end: int, voices: Sequence[Span]) -> int:
    covered, at = 0, start
    # Voices are in order and do not overlap, so their ends are in order too.
    first = bisect_right(voices, start - _SLACK_MS, key=lambda voice: voice[1])
    for number in range(first, len(voices)):
        low, high = voices[number][0] - _SLACK_MS, voices[number][1] + _SLACK_MS
        if low >= end:
            break
        covered += max(min(end, high) - max(at, low), 0)
        at = max(at, min(end, high))
    return covered


def _silent(segment: HeardSegment) -> bool:
    return (
        segment.no_speech is not None
        and segment.log_probability is not None
        and segment.no_speech > _NO_SPEECH
        and segment.log_probability < _LOW
    )


def _packed(segment: HeardSegment) -> float:
    text = segment.text.encode("utf-8", "replace")
    return len(text) / len(zlib.compress(text)) if text else 0.0


def _loops(said: Sequence[str]) -> bool:
    """Whether one to eight words come four times (a single word: six times) in a row."""
    for size in range(1, 9):
        least = 6 if size == 1 else 4
        run = 0
        for at in range(size, len(said)):
            run = run + 1 if said[at] == said[at - size] else 0
            if run >= size * (least - 1):
                return True
    return False


def _said_again(segments: Sequence[HeardSegment]) -> set[int]:
    """The numbers of segments in runs of four or more that say the same words, two or more, without another between."""
    told = [" ".join(_WORD.findall(segment.text.lower())) for segment in segments]
    found: set[int] = set()
    first = 0
    for at in range(1, len(told) + 1):
        if at == len(told) or told[at] != told[first]:
            if at - first >= 4 and " " in told[first]:
                found.update(range(first, at))
            first = at
    return found


def _too_fast(segment: HeardSegment, count: int) -> bool:
    if count < _LEAST_FAST_WORDS:
        return False
    spans = segment.words
    milliseconds = spans[-1].end_ms - spans[0].start_ms if spans else segment.end_ms - segment.start_ms
    return count * 1000 > _WORDS_A_SECOND * max(milliseconds, 1)


def _sureness(segment: HeardSegment) -> float:
    """The geometric mean of the confidence of its words, or of its tokens; 1 when nobody says."""
    told = [word.confidence for word in segment.words if word.confidence is not None]
    if told:
        return math.exp(sum(math.log(max(value, 1e-6)) for value in told) / len(told))
    return math.exp(segment.log_probability) if segment.log_probability is not None else 1.0
