"""Machine transcripts: segments with times, words with times and confidence, and what is in doubt in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loupe.model.corrections import Correction

__all__ = ["MARK", "HeardSegment", "HeardWord", "Transcript", "transcript_bytes"]

MARK = "loupe_transcript"
"""The key by which Loupe knows a transcript of its own; its value is the version of the form."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of a segment: ``text[at:until]`` of it, heard from ``start_ms`` to ``end_ms``.

    ``confidence`` is 0 to 1, None when nobody says or when ``signed_by``, a person, says what the word is.
    """

    at: int
    until: int
    start_ms: int
    end_ms: int
    confidence: float | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """What was heard from ``start_ms`` to ``end_ms``, as one line of text.

    ``words`` are in text order and may be fewer than the text holds. What the model says of the whole segment, each
    None where nobody says: ``log_probability`` is the mean over its tokens (0 or less), ``no_speech`` the probability
    that nobody speaks, ``repetition`` how many times shorter it becomes when packed. ``doubts`` are names of
    loupe.reading.inventions.DOUBTS.
    """

    start_ms: int
    end_ms: int
    text: str
    words: tuple[HeardWord, ...] = ()
    speaker: str | None = None
    language: str | None = None
    log_probability: float | None = None
    no_speech: float | None = None
    repetition: float | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A machine transcript.

    ``segments`` are in order of time. ``form`` says which program's form it has. ``made_with`` names what listened
    (program, model and their versions), ``heard_ms`` how long a voice was heard in all, ``length_ms`` how long the
    recording is; both None when nobody says. ``corrections`` are what people have corrected in it.
    """

    segments: tuple[HeardSegment, ...]
    form: str
    language: str | None = None
    made_with: Mapping[str, str] = field(default_factory=dict)
    heard_ms: int | None = None
    length_ms: int | None = None
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()


def transcript_bytes(transcript: Transcript) -> bytes:
    """A transcript in Loupe's own form: JSON as openai-whisper writes it, with keys of ours; the same bytes each time.

    Other programs that read Whisper's JSON read it too: times are seconds there, to the millisecond.
    """
    document = {
        MARK: 1,
        "made_with": dict(sorted(transcript.made_with.items())),
        "language": transcript.language,
        "length": _seconds(transcript.length_ms),
        "heard": _seconds(transcript.heard_ms),
        "text": " ".join(segment.text for segment in transcript.segments if not segment.doubts),
        "corrections": [_plain_correction(one) for one in transcript.corrections],
        "segments": [_plain_segment(number, one) for number, one in enumerate(transcript.segments)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _plain_correction(one: Correction) -> dict[str, Any]:
    return {
        "source": one.source_id, "start": _seconds(one.start), "end": _seconds(one.end),
        "was": one.was, "now": one.now, "who": one.who, "why": one.why,
    }  # fmt: skip


def _plain_segment(number: int, segment: HeardSegment) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": number,
        "start": _seconds(segment.start_ms),
        "end": _seconds(segment.end_ms),
        "text": segment.text,
        "doubts": list(segment.doubts),
    }
    told = {
        "speaker": segment.speaker,
        "language": segment.language,
        "avg_logprob": _rounded(segment.log_probability),
        "no_speech_prob": _rounded(segment.no_speech),
        "compression_ratio": _rounded(segment.repetition),
    }
    plain |= {key: value for key, value in told.items() if value is not None}
    plain["words"] = list(_plain_words(segment))
    return plain


def _plain_words(segment: HeardSegment) -> Iterator[dict[str, Any]]:
    for word in segment.words:
        plain: dict[str, Any] = {
            "word": segment.text[word.at : word.until],
            "start": _seconds(word.start_ms),
            "end": _seconds(word.end_ms),
            "probability": _rounded(word.confidence),
        }
        if word.signed_by is not None:
            plain["signed_by"] = word.signed_by
        yield plain


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
