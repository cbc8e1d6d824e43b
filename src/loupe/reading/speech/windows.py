"""A long recording in windows of two minutes, cut where nobody speaks; what is done is kept, so that a kill costs one.

Nothing of one window reaches into the next, so a recording that was taken up again after a kill gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from loupe.reading.inventions import Span
from loupe.reading.speech.listener import Listener
from loupe.reading.transcripts import HeardSegment, HeardWord

__all__ = ["Listening", "SoundOf", "Window", "clips_of", "listen", "windows_key"]

SoundOf = Callable[[Path, int, int], Any]
"""The sound of a film from one millisecond to another: float32, mono, 16 kHz; shorter where the film ends."""

_RATE = 16_000
_WINDOW_MS = 120_000
_EARLIEST_CUT_MS = 70_000
_CLIP_MS = 28_000  # Whisper hears 30 seconds at once
_LONGEST_PAUSE_MS = 2_500  # inside a clip; text over silence grows with the pause
_PAD_MS = 300
_SURE = 0.7
_NEAR_END_MS = 2000
_LONGEST_GAP_MS = 3_600_000
_FORM = 1


@dataclass(frozen=True, slots=True)
class Window:
    """A window from ``start_ms`` to ``end_ms``: where voices are heard in it, in which language, and what they say.

    ``sound_ms`` is how much sound there was to listen to, which may reach beyond the window's end.
    """

    start_ms: int
    end_ms: int
    sound_ms: int
    last: bool
    voices: tuple[Span, ...]
    language: str | None
    segments: tuple[HeardSegment, ...]


@dataclass(frozen=True, slots=True)
class Listening:
    """What is listened to, and how.

    ``wanted`` is the language or "" to find out. ``length_ms`` is how long the film says it is, 0 when it does not say:
    believed only as far as there is sound, or a gap of less than an hour. ``tell`` is called with the milliseconds
    done, at least once in every clip.
    """

    film: Path
    sound_of: SoundOf
    listener: Listener
    wanted: str
    length_ms: int
    tell: Callable[[int], None]


def listen(work: Listening, folder: Path, key: str) -> Iterator[Window]:
    """The windows in order, from ``folder`` where they are there under ``key``, else listened to and kept there."""
    start, language, gap = 0, work.wanted, 0
    for number in range(1_000_000):
        kept = folder / f"{key}-{number:06d}.json"
        window = _read_window(kept, start)
        if window is None:
            window = _hear_window(work, language, start, last_gap=gap >= _LONGEST_GAP_MS)
            _keep(kept, window)
        language = language or window.language or ""
        start = window.end_ms
        gap = 0 if window.sound_ms else gap + window.end_ms - window.start_ms
        work.tell(start)
        yield window
        if window.last:
            return


def windows_key(film: Path, listener: Listener, wanted: str) -> str:
    """What windows are kept under: the film's size, beginning and end, what listens, and how it is cut."""
    digest = hashlib.sha256()
    size = film.stat().st_size
    digest.update(str(size).encode())
    with film.open("rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(max(0, size - (1 << 20)))
        digest.update(file.read(1 << 20))
    cut = (_FORM, _WINDOW_MS, _EARLIEST_CUT_MS, _CLIP_MS, _LONGEST_PAUSE_MS, _PAD_MS)
    digest.update(json.dumps([sorted(listener.made_with.items()), wanted, cut]).encode())
    return digest.hexdigest()[:24]


def clips_of(voices: Sequence[Span], length_ms: int) -> list[Span]:
    """Stretches to listen to at once: voices with short pauses together, at most 28 seconds unless one voice is longer.

    Each is a little wider than its voices, and none reaches into another.
    """
    clips: list[list[int]] = []
    for start, end in voices:
        if clips and start - clips[-1][1] <= _LONGEST_PAUSE_MS and end - clips[-1][0] <= _CLIP_MS:
            clips[-1][1] = end
        else:
            clips.append([start, end])
    padded = []
    for number, (start, end) in enumerate(clips):
        before = clips[number - 1][1] if number else 0
        after = clips[number + 1][0] if number + 1 < len(clips) else length_ms
        low = max(start - _PAD_MS, (before + start) // 2 if number else 0)
        high = min(end + _PAD_MS, (end + after) // 2 if number + 1 < len(clips) else length_ms)
        padded.append((max(low, 0), max(high, low)))
    return padded


def _hear_window(work: Listening, language: str, start: int, *, last_gap: bool) -> Window:
    sound = work.sound_of(work.film, start, start + _WINDOW_MS)
    length = len(sound) * 1000 // _RATE
    short = length < _WINDOW_MS - 100
    # Where sound breaks off before the film ends, there may be more of it later.
    last = short and (last_gap or start + max(length, 1) >= work.length_ms - _NEAR_END_MS)
    voices = list(work.listener.voices(sound)) if length >= 100 else []
    work.tell(start)
    end = length if last else _WINDOW_MS if short else _cut(voices)
    voices = [(a, min(b, end)) for a, b in voices if a < end]
    clips = clips_of(voices, end)
    code = language
    if clips and not work.wanted:
        longest = max(clips, key=lambda clip: (clip[1] - clip[0], -clip[0]))
        guess, sure = work.listener.language(_part(sound, longest))
        # One doubtful guess among many windows does not change the language of a film.
        code = guess if sure >= _SURE or not language else language
    segments: list[HeardSegment] = []
    for clip in clips:
        for heard in work.listener.hear(_part(sound, clip), code):
            segments.append(replace(_moved(heard, start + clip[0]), language=code))
        work.tell(start + clip[1])
    spans = tuple((start + a, start + b) for a, b in voices)
    return Window(start, start + end, length, last, spans, code or None, tuple(segments))


def _part(sound: Any, span: Span) -> Any:
    return sound[span[0] * _RATE // 1000 : span[1] * _RATE // 1000]


def _cut(voices: Sequence[Span]) -> int:
    """Where a full window ends: in the middle of its last pause, or of its widest one where it has only short ones."""
    edges = [(0, 0), *voices, (_WINDOW_MS, _WINDOW_MS)]
    pauses = [(a[1], b[0]) for a, b in pairwise(edges) if b[0] > a[1] and (a[1] + b[0]) // 2 >= _EARLIEST_CUT_MS]
    wide = [pause for pause in pauses if pause[1] - pause[0] >= 500]
    if wide:
        return sum(wide[-1]) // 2
    if not pauses:
        return _WINDOW_MS
    start, end = max(pauses, key=lambda pause: (pause[1] - pause[0], pause[0]))
    return (start + end) // 2


def _moved(segment: HeardSegment, by: int) -> HeardSegment:
    words = tuple(replace(word, start_ms=word.start_ms + by, end_ms=word.end_ms + by) for word in segment.words)
    return replace(segment, start_ms=segment.start_ms + by, end_ms=segment.end_ms + by, words=words)


def _keep(path: Path, window: Window) -> None:
    segments = [
        [s.start_ms, s.end_ms, s.text, [_kept_word(word) for word in s.words],
         s.language, s.log_probability, s.no_speech, s.repetition]
        for s in window.segments
    ]  # fmt: skip
    plain = [window.start_ms, window.end_ms, window.sound_ms, window.last, window.voices, window.language, segments]
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps(plain), "utf-8")
    os.replace(waiting, path)


def _kept_word(word: HeardWord) -> list[int | float | None]:
    return [word.at, word.until, word.start_ms, word.end_ms, word.confidence]


def _read_window(path: Path, start: int) -> Window | None:
    """A kept window that begins at ``start``; None when it is not there or not as it was written."""
    try:
        begins, ends, sounded, last, voices, language, segments = json.loads(path.read_text("utf-8"))
        spans = tuple((int(a), int(b)) for a, b in voices)
        made = tuple(_read_segment(*one) for one in segments)
        window = Window(int(begins), int(ends), int(sounded), bool(last), spans, language, made)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    # A window that ends where it begins would be asked for again without end; only the last may be empty.
    return window if window.start_ms == start and (window.last or window.end_ms > start) else None


def _read_segment(
    start: int, end: int, text: str, words: list[list[float]], language: str | None, sure: float, silent: float,
    packed: float,
) -> HeardSegment:  # fmt: skip
    heard = tuple(HeardWord(int(a), int(b), int(c), int(d), float(p)) for a, b, c, d, p in words)
    return HeardSegment(
        int(start), int(end), str(text), heard, None, language, float(sure), float(silent), float(packed)
    )
