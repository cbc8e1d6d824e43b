"""Speech: a film or recording becomes a machine transcript, with what the machine may have invented marked in it."""

from __future__ import annotations

import os
from pathlib import Path

from loupe.model.errors import NeedsSpeech
from loupe.reading.speech.listener import Listener
from loupe.reading.speech.models import can_listen, find_model, speech_available
from loupe.reading.values import ReadingLimits, Recognition, Step

__all__ = ["Listener", "speech_available", "transcribe"]


def transcribe(
    film: Path, name: str, scratch: Path, recognition: Recognition, limits: ReadingLimits, step: Step,
    listener: Listener | None = None,
) -> Path | None:  # fmt: skip
    """Write down what is said in a film; the path of the transcript (JSON) in ``scratch``, None when nobody speaks.

    ``name`` is what the film was called. Work that an earlier call left in ``scratch`` is gone on from. ``listener``
    takes the place of the Whisper model that ``recognition`` names. Raises NeedsSpeech where nothing can listen.
    """
    from loupe.reading.film.sound import sound_of
    from loupe.reading.inventions import screen
    from loupe.reading.speech.windows import Listening, listen, windows_key
    from loupe.reading.transcripts import Transcript, transcript_bytes

    if listener is None:
        listener = _whisper(name, recognition, limits)
    wanted = recognition.language
    if wanted and wanted not in listener.languages:
        known = ", ".join(listener.languages[:8])
        raise NeedsSpeech(
            f"{name} is said to be in the language “{wanted}”, and the speech model knows {known} only.",
            hint="Name a model that knows the language, or add a transcript; see docs/speech.md.",
        )
    folder = scratch / "speech"
    folder.mkdir(parents=True, exist_ok=True)
    total = max(_length_ms(film), 0)
    key = windows_key(film, listener, wanted)

    def tell(done: int) -> None:
        step(done // 1000, max(total, done) // 1000, "listening")

    windows = list(listen(Listening(film, sound_of, listener, wanted, total, tell), folder, key))
    voices = [span for window in windows for span in window.voices]
    segments = [segment for window in windows for segment in window.segments]
    if not segments:
        return None
    counts: dict[str, int] = {}
    for window in windows:
        if window.language:
            counts[window.language] = counts.get(window.language, 0) + len(window.segments)
    transcript = Transcript(
        screen(segments, voices),
        "loupe",
        max(counts, key=lambda code: (counts[code], code)) if counts else None,
        {
            **listener.made_with,
            "languages": "English only" if listener.languages == ("en",) else "several",
            "film": name,
        },
        sum(end - start for start, end in voices),
        windows[-1].end_ms,
    )
    path = folder / "transcript.json"
    waiting = path.with_suffix(".part")
    waiting.write_bytes(transcript_bytes(transcript))
    os.replace(waiting, path)
    return path


def _whisper(name: str, recognition: Recognition, limits: ReadingLimits) -> Listener:
    if not recognition.speech:
        raise NeedsSpeech(
            f"{name} holds speech, and listening is switched off.", hint="Set speech = true in loupe.toml."
        )
    if not can_listen():
        raise NeedsSpeech(f"{name} holds speech, and nothing that listens is installed.")
    model = find_model(recognition.speech_model)
    if model is None:
        wanted = recognition.speech_model
        which = f"no speech model is in “{wanted}”" if wanted else "no speech model is installed"
        raise NeedsSpeech(
            f"{name} holds speech, and {which}.", hint="loupe models says what is here and how to get one."
        )
    from loupe.reading.allowance import allow_media

    allow_media(limits)
    from loupe.reading.speech.whisper import Whisper

    return Whisper(model)


def _length_ms(film: Path) -> int:
    """How long the film says it is, for the progress alone: what it says is not trusted; 0 when it does not say."""
    import av

    try:
        with av.open(str(film)) as container:
            length = int(container.duration or 0) // 1000
    except (OSError, ValueError):  # av's errors are both or one of them
        return 0
    return length if length < 1_000_000_000 else 0
