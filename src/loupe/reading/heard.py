"""Machine transcripts: sentences with times, words with times and confidence, and nothing doubtful in the evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a segment, ``text[at:until]`` of it, with the words in it."""

    segment: HeardSegment
    at: int
    until: int
    words: tuple[HeardWord, ...]

    @property
    def start_ms(self) -> int:
        return self.words[0].start_ms if self.words else self.segment.start_ms

    @property
    def end_ms(self) -> int:
        return self.words[-1].end_ms if self.words else self.segment.end_ms


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


def _flow(segments: Sequence[HeardSegment]) -> Iterator[HeardSegment | list[_Piece]]:
    """Segments in doubt as they are; the words of the others as sentences, whatever segments they lie in."""
    sentence: list[_Piece] = []
    length = 0
    for segment in segments:
        if segment.doubts:
            if sentence:
                yield sentence
            sentence, length = [], 0
            yield segment
            continue
        for piece in _cut(segment):
            if sentence and not _goes_on(sentence[-1], piece):
                yield sentence
                sentence, length = [], 0
            sentence.append(piece)
            length += piece.until - piece.at
            if not segment.words or _ends(segment.text, piece.until) or length > _LONGEST:
                yield sentence
                sentence, length = [], 0
    if sentence:
        yield sentence


def _goes_on(last: _Piece, piece: _Piece) -> bool:
    same = last.segment.speaker == piece.segment.speaker
    return same and 0 <= piece.start_ms - last.end_ms <= _LONG_PAUSE_MS


def _cut(segment: HeardSegment) -> list[_Piece]:
    """A segment cut after each sentence and in long pauses; whole where its words have no times."""
    words, text = segment.words, segment.text
    pieces: list[_Piece] = []
    begin, first = 0, 0
    for number, (word, following) in enumerate(pairwise(words), start=1):
        gap = following.start_ms - word.end_ms
        if _ends(text, following.at) or gap > _LONG_PAUSE_MS or (following.at - begin > _LONGEST and gap > 0):
            pieces.append(_Piece(segment, begin, following.at, words[first:number]))
            begin, first = following.at, number
    return [*pieces, _Piece(segment, begin, len(text), words[first:])]


def _ends(text: str, until: int) -> bool:
    """Whether a sentence ends before ``until``: by its sign, and by a word in small letters not going on after it."""
    said = text[max(until - 16, 0) : until].rstrip()
    if not _ENDS.search(said) or _ABBREVIATION.search(said):
        return False
    return not text[until : until + 1].islower()


def _add(draft: Draft, words: list[Word], sentence: list[_Piece], number: int) -> None:
    """Add a sentence to the draft as a passage, and its words with their places in the stored text."""
    parts: list[str] = []
    placed: list[tuple[int, HeardWord]] = []
    length = 0
    for piece in sentence:
        said = piece.segment.text[piece.at : piece.until]
        if parts and not parts[-1][-1:].isspace() and not said[:1].isspace():
            parts.append(" ")
            length += 1
        placed += [(word.at + length - piece.at, word) for word in piece.words]
        parts.append(said)
        length += len(said)
    text = "".join(parts)
    start = sentence[0].start_ms
    place = TimePlace(start, max(start, sentence[-1].end_ms), number)
    speaker = sentence[0].segment.speaker
    if not draft.add(text, place, "cue", speaker, read_by="speech", confidence=_confidence(sentence)):
        return
    begin = draft.passages[-1].locator.start - (len(text) - len(text.lstrip()))
    for at, word in placed:
        heard = TimePlace(word.start_ms, word.end_ms, number)
        words.append(Word(begin + at, begin + at + word.until - word.at, heard, word.confidence))


def _confidence(sentence: Sequence[_Piece]) -> float | None:
    """The mean confidence of its words; where they have none, what the model says of the segments."""
    words = [word for piece in sentence for word in piece.words]
    told = [word.confidence for word in words if word.confidence is not None]
    if not told and not any(word.signed_by for word in words):
        logs = [piece.segment.log_probability for piece in sentence]
        told = [math.exp(min(value, 0.0)) for value in logs if value is not None]
    return round(sum(told) / len(told), 4) if told else None


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
