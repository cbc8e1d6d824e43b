"""Whisper (Radford et al. 2023) on the processor: faster-whisper over CTranslate2 in 8-bit integers, from a folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loupe.model.errors import NeedsSpeech
from loupe.reading.draft import clean_text
from loupe.reading.inventions import Span
from loupe.reading.speech.models import SpeechModel
from loupe.reading.transcripts import HeardSegment, HeardWord

__all__ = ["Whisper"]

_RATE = 16_000
_THREADS = 8
_BEAMS = 5
_REPETITION = 2.4  # the same bounds as openai-whisper's own decoder
_LOW = -1.0
# Silero's network is asked for voices with less certainty than its default of 0.5: a voice under music is heard late.
_VOICE = 0.4
_PAUSE_MS = 250
_CHUNK = 1 << 20


class Whisper:
    """Listens with a Whisper model; no chance is in it: beams, no sampling, and a second try that is as fixed."""

    def __init__(self, model: SpeechModel) -> None:
        """Load the model; raises NeedsSpeech when its files cannot be used."""
        # Read by the hub's library when it is imported: no code of ours or theirs may look for files elsewhere.
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from faster_whisper import WhisperModel

        threads = min(_processors(), _THREADS)
        try:
            self._model: Any = WhisperModel(
                str(model.folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
            )
            weights = _sha256(model.folder / "model.bin")
        except (OSError, RuntimeError, ValueError) as error:
            raise NeedsSpeech(
                f"The speech model in {model.folder} cannot be used: {' '.join(str(error).split())[:200]}.",
                hint="Name another folder, or let the package's model be used: see docs/speech.md.",
            ) from error
        self.languages: tuple[str, ...] = tuple(sorted(self._model.supported_languages))
        self.made_with: Mapping[str, str] = MappingProxyType(
            {
                "program": f"faster-whisper {version('faster-whisper')}, CTranslate2 {version('ctranslate2')}",
                "model": model.name,
                "model_sha256": weights,
                "voices": f"Silero VAD v6, threshold {_VOICE}",
                "settings": f"int8 on the processor, {_BEAMS} beams, temperature 0, each clip by itself",
            }
        )

    def voices(self, sound: Any) -> Sequence[Span]:
        """Where Silero's network hears a voice; pauses of a quarter of a second part two voices."""
        from faster_whisper.vad import VadOptions, get_speech_timestamps

        options = VadOptions(threshold=_VOICE, min_silence_duration_ms=_PAUSE_MS, speech_pad_ms=0)
        found = get_speech_timestamps(sound, options)
        return [(one["start"] * 1000 // _RATE, min(one["end"], len(sound)) * 1000 // _RATE) for one in found]

    def language(self, sound: Any) -> tuple[str, float]:
        """The language by the model's own guess; English for a model that knows no other."""
        if not self._model.model.is_multilingual:
            return "en", 1.0
        code, probability, _ = self._model.detect_language(sound)
        return str(code), float(probability)

    def hear(self, sound: Any, language: str) -> Sequence[HeardSegment]:
        """What is said in a clip; where the first try loops or is very unsure, a second one may repeat no three words.

        openai-whisper's second try draws words by chance. Here the second try is another search without chance.
        """
        first = self._try(sound, language)
        if _sound_enough(first):
            return first
        second = self._try(sound, language, repetition_penalty=1.1, no_repeat_ngram_size=3)
        return second if _worth(second) > _worth(first) else first

    def _try(self, sound: Any, language: str, **how: Any) -> tuple[HeardSegment, ...]:
        segments, _ = self._model.transcribe(
            sound,
            language=language,
            beam_size=_BEAMS,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
            no_speech_threshold=None,  # nothing is left out here: loupe.reading.inventions marks it instead
            compression_ratio_threshold=None,
            log_prob_threshold=None,
            **how,
        )
        length_ms = len(sound) * 1000 // _RATE
        made = (_segment(one, length_ms) for one in segments)
        return tuple(one for one in made if one is not None)


def _segment(one: Any, length_ms: int) -> HeardSegment | None:
    """A segment of faster-whisper as ours; its text is its words one after the other."""
    text, words = "", []
    last = 0
    for word in one.words or ():
        said = " ".join(clean_text(word.word).split())
        if not said:
            continue
        if text and word.word[:1].isspace():
            text += " "
        start = min(max(round(word.start * 1000), last), length_ms)
        end = min(max(round(word.end * 1000), start), length_ms)
        words.append(
            HeardWord(len(text), len(text) + len(said), start, end, min(max(float(word.probability), 0.0), 1.0))
        )
        text += said
        last = start
    if not words:
        return None
    return HeardSegment(
        words[0].start_ms, words[-1].end_ms, text, tuple(words), None, None,
        float(one.avg_logprob), float(one.no_speech_prob), float(one.compression_ratio),
    )  # fmt: skip


def _sound_enough(segments: Sequence[HeardSegment]) -> bool:
    return all((s.repetition or 0) <= _REPETITION and (s.log_probability or 0) >= _LOW for s in segments)


def _worth(segments: Sequence[HeardSegment]) -> tuple[bool, float]:
    """Without a loop before with one; then by how sure it was, the longer segments counting more."""
    loops = any((s.repetition or 0) > _REPETITION for s in segments)
    weight = sum(len(s.text) for s in segments)
    sure = sum((s.log_probability or 0) * len(s.text) for s in segments)
    return not loops, sure / weight if weight else -9.0


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
