"""What a listener can do: any engine that hears voices and writes down what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from loupe.reading.inventions import Span
from loupe.reading.transcripts import HeardSegment

__all__ = ["Listener"]


class Listener(Protocol):
    """Hears speech in sound: float32 arrays of one dimension, 16,000 samples a second, -1 to 1.

    The same sound gives the same answer on the same machine with the same versions.
    """

    @property
    def made_with(self) -> Mapping[str, str]:
        """What listens, for the record: program, model, hash of the weights, settings."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it knows, ISO 639-1."""
        ...

    def voices(self, sound: Any) -> Sequence[Span]:
        """Where a voice is heard, in order, in milliseconds from the beginning of the sound."""
        ...

    def language(self, sound: Any) -> tuple[str, float]:
        """The language of a stretch of speech, and how sure that is (0 to 1)."""
        ...

    def hear(self, sound: Any, language: str) -> Sequence[HeardSegment]:
        """What is said in a clip of some 30 seconds, in order, in milliseconds from its beginning; without doubts."""
        ...
