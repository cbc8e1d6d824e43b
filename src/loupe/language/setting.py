"""What a reader knows of a text before its first word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["NOTHING_KNOWN", "NamedEvent", "Setting"]


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event that other times hang on: "the robbery"; its words folded, and its interval ``[start, end)``."""

    words: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Setting:
    """The language of a text (ISO 639-1), the interval ``[start, end)`` it was published in, and what is known of it.

    ``previous`` is the last time named before the text, against which "three days later" is read; ``events`` are
    those the case knows the time of; ``teller`` is whom "he said" means at its beginning. ``day_first`` says how
    2/3/2003 is written there, None when nobody knows: then both readings are kept.
    """

    language: str = "en"
    published: tuple[datetime, datetime] | None = None
    previous: tuple[datetime, datetime] | None = None
    events: tuple[NamedEvent, ...] = ()
    teller: str | None = None
    day_first: bool | None = None


NOTHING_KNOWN = Setting()
