"""What goes into a reader and what comes out: limits, jobs, passages, readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from loupe.model import Locator, PassageKind
from loupe.model.errors import ReadError

__all__ = ["PathProblem", "RawPassage", "ReadJob", "Reader", "Reading", "ReadingLimits", "limit_hint"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may cost before it is refused.

    ``seconds`` is wall-clock and processor time, ``memory_bytes`` the address space of the reading process. The zip
    limits (``max_members``, ``max_unpacked_bytes``, ``max_ratio`` of unpacked to packed) hold for DOCX and EPUB.
    """

    seconds: float = 120.0
    memory_bytes: int = 1536 * _MIB
    max_bytes: int = 512 * _MIB
    max_pages: int = 5000
    max_characters: int = 50_000_000
    max_members: int = 2000
    max_unpacked_bytes: int = 256 * _MIB
    max_ratio: int = 250


def limit_hint(limit: str) -> str:
    """What to do when a file goes past a limit: the name of the limit is that of a field of ReadingLimits."""
    return f"If you trust the file, raise {limit} under [reading] in the case's loupe.toml and add it again."


@dataclass(frozen=True, slots=True)
class RawPassage:
    """A located piece of a reading; its text is ``reading.text[locator.start:locator.end]``."""

    kind: PassageKind
    speaker: str | None
    locator: Locator


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file.

    ``text`` is the stored text that all offsets point into. ``passages`` are in text order, do not overlap, and start
    and end with something other than whitespace. ``reader`` is the reader's name and version ("pdf/2"). ``published``
    is an EDTF date. ``notes`` say what was left out or read otherwise than its name promised.
    """

    text: str = field(repr=False)
    passages: tuple[RawPassage, ...] = field(repr=False)
    format: str
    reader: str
    kind: str
    title: str | None = None
    maker: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A file to read: ``path`` holds the bytes (often a hash-named blob), ``name`` is what the file was called."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class PathProblem:
    """A path that gives nothing to read, and why."""

    path: Path
    error: ReadError


class Reader(Protocol):
    """Makes a Reading of the bytes of one format; raises ReadError classes, their sentence beginning with ``name``."""

    def __call__(self, data: bytes, name: str, limits: ReadingLimits, /) -> Reading:
        """Read ``data``, which was found in a file called ``name``."""
        ...
