"""What goes into a reader and what comes out: limits, jobs, passages, readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from loupe.model import Locator, PassageKind, ReadBy, Word
from loupe.model.errors import ReadError

__all__ = [
    "NOT_KEPT",
    "Part",
    "PathProblem",
    "PathReader",
    "RawPassage",
    "ReadJob",
    "Reader",
    "Reading",
    "ReadingLimits",
    "Recognition",
    "Step",
    "limit_hint",
    "no_step",
]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may cost before it is refused.

    ``seconds`` is wall-clock and processor time between two steps that a reader reports (most report none, so it holds
    for the whole file), ``total_seconds`` for all steps together; ``memory_bytes`` is the address space of the reading
    process, ``media_memory_bytes`` where sound, film or pictures are recognised. ``max_bytes`` holds for files that are
    read whole, ``max_media_bytes`` for films, sound and archives, which are read piece by piece. The packing limits
    (``max_members``, ``max_unpacked_bytes``, ``max_ratio`` of unpacked to packed) hold for office files and EPUB; for
    archives and mailboxes, whose members become sources of their own, ``max_parts``, ``max_parts_bytes`` and, counting
    archives inside archives, ``max_depth`` do, with the same ``max_ratio``.
    """

    seconds: float = 120.0
    memory_bytes: int = 1024 * _MIB
    max_bytes: int = 512 * _MIB
    max_pages: int = 5000
    max_characters: int = 50_000_000
    max_passages: int = 1_000_000
    max_members: int = 2000
    max_unpacked_bytes: int = 256 * _MIB
    max_ratio: int = 250
    total_seconds: float = 6 * 3600.0
    media_memory_bytes: int = 6 * 1024 * _MIB
    max_media_bytes: int = 64 * 1024 * _MIB
    max_parts: int = 10_000
    max_parts_bytes: int = 4 * 1024 * _MIB
    max_depth: int = 4
    max_pixels: int = 120_000_000


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a reader may recognise where a file holds no text, and with what.

    ``speech`` and ``ocr`` switch it on; ``speech_model`` is a folder with a CTranslate2 Whisper model or "" for the one
    that is installed as a package; ``language`` is an ISO 639-1 code, "" to let the model find out; ``heard_elsewhere``
    says that somebody's subtitles or transcript of this very file are in the case, so nothing need be transcribed.
    """

    ocr: bool = True
    speech: bool = True
    speech_model: str = ""
    language: str = ""
    heard_elsewhere: bool = False


def limit_hint(limit: str) -> str:
    """What to do when a file goes past a limit: the name of the limit is that of a field of ReadingLimits."""
    return f"If you trust the file, raise {limit} under [reading] in the case's loupe.toml and add it again."


@dataclass(frozen=True, slots=True)
class RawPassage:
    """A located piece of a reading; its text is ``reading.text[locator.start:locator.end]``."""

    kind: PassageKind
    speaker: str | None
    locator: Locator
    read_by: ReadBy = "file"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file found in a file or made from it, to be added as a source of its own that points back to it.

    ``path`` is a regular file directly or deeper in the reader's scratch folder. ``name`` is what a person calls it
    ("letters/3.pdf", "invoice.pdf"), ``place`` where it is in the file ("member letters/3.pdf", "attachment 2", "mail
    14"). ``retells`` says that it says again what the file itself says (the subtitles or the transcript of a film), so
    that it draws on it; an attachment or a member does not. ``published`` (EDTF), ``maker``, ``kind`` and ``address``
    (where it was captured on the web) are what the file says of the part, None where it says nothing.
    """

    path: Path
    name: str
    place: str
    retells: bool = False
    published: str | None = None
    maker: str | None = None
    kind: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file.

    ``text`` is the stored text that all offsets point into. ``passages`` are in text order, do not overlap, and start
    and end with something other than whitespace. ``reader`` is the reader's name and version ("pdf/2"). ``published``
    is an EDTF date, ``address`` where the file says that it stands on the web. ``notes`` say what was left out or read
    otherwise than its name promised. ``parts`` are files found inside, ``words`` (in text order) single words with
    their places, where a reader knows them. A reading may have no passage when it has parts.
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
    parts: tuple[Part, ...] = ()
    words: tuple[Word, ...] = field(default=(), repr=False)
    address: str | None = None


Task = Literal["read", "views", "bare", "page"]
"""What is wanted of a file: its words; of a film what a page needs to show it, left in the scratch folder, or a copy
without tags, its only part; or of a PDF or picture one page, drawn into the scratch folder as its only part, with the
lines and words that stand on it."""


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A file to read: ``path`` holds the bytes (often a hash-named blob), ``name`` is what the file was called.

    ``scratch`` is the one folder a reader may write to. It is there before the reader starts and outlives a reader that
    is killed, so a long reading can leave there what it has done and go on from it the next time. Without one, what a
    file holds inside cannot be kept. ``task`` is what is wanted of it.
    """

    path: Path
    name: str
    scratch: Path | None = None
    recognition: Recognition = field(default_factory=Recognition)
    task: Task = "read"
    page: int = 1


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


NOT_KEPT = "What is inside was not kept."
"""Said of a file that holds others, when there is no scratch folder to put them in."""
Step = Callable[[int, int, str], None]
"""Told by a reader of long files: steps done, steps in all, and what is being done ("listening", "page")."""


def no_step(done: int, total: int, what: str) -> None:
    """A Step for callers that do not watch."""


class PathReader(Protocol):
    """A reader of files too large for memory, or that hold other files; it opens ``job.path`` itself.

    It calls ``step`` at least once in every ``limits.seconds`` of work, writes nowhere but below ``job.scratch``, and
    raises ReadError classes, their sentence beginning with ``job.name``.
    """

    def __call__(self, job: ReadJob, limits: ReadingLimits, step: Step, /) -> Reading:
        """Read the file of ``job``."""
        ...
