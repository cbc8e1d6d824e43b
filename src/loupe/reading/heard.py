"""Machine transcripts: sentences with times, words with times and confidence, and nothing doubtful in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loupe.model import TimePlace, Word, timecode
from loupe.model.errors import NoText
from loupe.reading.draft import Draft
from loupe.reading.inventions import DOUBTS
from loupe.reading.transcript_forms import parse_transcript
from loupe.reading.transcripts import HeardSegment, HeardWord, Transcript
from loupe.reading.values import Reading, ReadingLimits

__all__ = ["read_heard"]

_ENDS = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
# An abbreviation ends no sentence: a title, initials, "No. 4", "3 p.m."
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sgt|Lt|Col|Gen|No|vs|etc|Jr|Sr)|\b[A-Z]|\b[a-z]\.[a-z])\.$")
_LONG_PAUSE_MS = 2000
_LONGEST = 400
_LITTLE = 0.5
_NAMED = 6


@dataclass(slots=True)
class _Sentence:
    """A sentence in the making: pieces of segments, each with the part of its text that belongs here."""

    speaker: str | None
    pieces: list[tuple[HeardSegment, int, int]] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(until - at for _, at, until in self.pieces)

    @property
    def end_ms(self) -> int:
        return _times(*self.pieces[-1])[1]


def read_heard(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read a machine transcript (JSON); what is in doubt stands in the stored text and in no passage.

    Raises FormatUnknown for a JSON file that is no transcript, NoText when nothing in it is beyond doubt.
    """
    transcript = parse_transcript(data, name, limits)
    draft = Draft(name, limits)
    words: list[Word] = []
    for number, one in enumerate(_flow(transcript.segments), start=1):
        if isinstance(one, HeardSegment):
            reasons = "; ".join(DOUBTS[doubt] for doubt in one.doubts)
            draft.aside(f"[{timecode(one.start_ms)}, in doubt: {reasons}] {one.text}")
        else:
            _add(draft, words, one, number)
    if not draft.passages:
        raise NoText(f"{name} holds no words beyond doubt. {' '.join(_doubt_notes(transcript))}".strip())
    return Reading(
        draft.text,
        tuple(draft.passages),
        "heard",
        "heard/1",
        "machine transcript",
        notes=(*transcript.notes, *_notes(transcript)),
        words=tuple(words),
    )


def _flow(segments: Sequence[HeardSegment]) -> Iterator[HeardSegment | _Sentence]:
    """Segments in doubt as they are; the words of the others as sentences, whatever segments they lie in."""
    sentence: _Sentence | None = None
    for segment in segments:
        if segment.doubts:
            if sentence:
                yield sentence
            sentence = None
            yield segment
            continue
        for at, until in _cut(segment):
            start = _times(segment, at, until)[0]
            if sentence and (sentence.speaker != segment.speaker or not 0 <= start - sentence.end_ms <= _LONG_PAUSE_MS):
                yield sentence
                sentence = None
            sentence = sentence or _Sentence(segment.speaker)
            sentence.pieces.append((segment, at, until))
            if not segment.words or _ends(segment, until) or sentence.length > _LONGEST:
                yield sentence
                sentence = None
    if sentence:
        yield sentence


def _cut(segment: HeardSegment) -> list[tuple[int, int]]:
    """Spans of a segment's text, cut after each sentence and in long pauses; one span where words have no times."""
    words = segment.words
    if not words:
        return [(0, len(segment.text))]
    spans, begin = [], 0
    for word, following in pairwise(words):
        gap = following.start_ms - word.end_ms
        if _ends(segment, following.at) or gap > _LONG_PAUSE_MS or (following.at - begin > _LONGEST and gap > 0):
            spans.append((begin, following.at))
            begin = following.at
    return [*spans, (begin, len(segment.text))]


def _ends(segment: HeardSegment, until: int) -> bool:
    """Whether a sentence ends before ``until``: by its sign, and by a word in small letters not going on after it."""
    said = segment.text[:until].rstrip()
    if not _ENDS.search(said[-6:]) or _ABBREVIATION.search(said[-12:]):
        return False
    return not segment.text[until:].lstrip()[:1].islower()


def _times(segment: HeardSegment, at: int, until: int) -> tuple[int, int]:
    words = _words(segment, at, until)
    return (words[0].start_ms, words[-1].end_ms) if words else (segment.start_ms, segment.end_ms)


def _words(segment: HeardSegment, at: int, until: int) -> list[HeardWord]:
    return [word for word in segment.words if at <= word.at and word.until <= until]


def _add(draft: Draft, words: list[Word], sentence: _Sentence, number: int) -> None:
    """Add a sentence to the draft as a passage, and its words with their places in the stored text."""
    text = ""
    placed: list[tuple[int, HeardWord]] = []
    for segment, at, until in sentence.pieces:
        piece = segment.text[at:until]
        if text and not text[-1].isspace() and not piece[:1].isspace():
            text += " "
        left = len(text) - at
        placed += [(word.at + left, word) for word in _words(segment, at, until)]
        text += piece
    start = _times(*sentence.pieces[0])[0]
    place = TimePlace(start, max(start, sentence.end_ms), number)
    if not draft.add(text, place, "cue", sentence.speaker, read_by="speech", confidence=_confidence(sentence)):
        return
    begin = draft.passages[-1].locator.start - (len(text) - len(text.lstrip()))
    for at, word in placed:
        heard = TimePlace(word.start_ms, word.end_ms, number)
        words.append(Word(begin + at, begin + at + word.until - word.at, heard, word.confidence))


def _confidence(sentence: _Sentence) -> float | None:
    """The mean confidence of its words; where they have none, what the model says of the segments."""
    told = [
        word.confidence for piece in sentence.pieces for word in _words(*piece) if word.confidence is not None
    ]  # fmt: skip
    if not told and not any(word.signed_by for piece in sentence.pieces for word in _words(*piece)):
        told = [2.718281828459045**s.log_probability for s, _, _ in sentence.pieces if s.log_probability is not None]
    return round(min(sum(told) / len(told), 1.0), 4) if told else None


def _notes(transcript: Transcript) -> list[str]:
    made = transcript.made_with
    by = ", ".join(made[key] for key in ("program", "model") if key in made)
    notes = [f"Written by a machine that listened ({by}): names, figures and rare words may be misheard."]
    if made.get("languages") == "English only":
        notes.append("The model knows English only: what is said in another language comes out as English nonsense.")
    languages = sorted({s.language for s in transcript.segments if s.language and s.language != transcript.language})
    if languages:
        notes.append(f"Parts of it sounded like another language: {', '.join(languages)}.")
    told = [w.confidence for s in transcript.segments for w in s.words if not s.doubts and w.confidence is not None]
    if little := sum(value < _LITTLE for value in told):
        notes.append(f"Words heard with little certainty (below {_LITTLE}): {little:,} of {len(told):,}.")
    return [*notes, *_doubt_notes(transcript), *_correction_notes(transcript)]


def _doubt_notes(transcript: Transcript) -> list[str]:
    doubted = [segment for segment in transcript.segments if segment.doubts]
    if not doubted:
        return []
    reasons = []
    for doubt, words in DOUBTS.items():
        places = [timecode(segment.start_ms) for segment in doubted if doubt in segment.doubts]
        if places:
            more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
            reasons.append(f"{words} (at {', '.join(places[:_NAMED])}{more})")
    return [
        f"In doubt and in no passage, so that no claim rests on them: {len(doubted):,} of "
        f"{len(transcript.segments):,} stretches: {'; '.join(reasons)}."
    ]


def _correction_notes(transcript: Transcript) -> list[str]:
    notes = []
    for who in sorted({one.who for one in transcript.corrections}):
        theirs = [one for one in transcript.corrections if one.who == who]
        shown = "; ".join(f"{timecode(one.start)} “{one.was}” is “{one.now}”" for one in theirs[:_NAMED])
        more = f"; and {len(theirs) - _NAMED} more" if len(theirs) > _NAMED else ""
        notes.append(f"Corrected by {who}: {shown}{more}.")
    return notes
