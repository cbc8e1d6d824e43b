"""Sources, what is wrong with them, and the passages they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from loupe.model.locators import Locator, Place

__all__ = [
    "GRADES",
    "MACHINE_TRANSCRIPT",
    "UNSURE",
    "Grade",
    "Passage",
    "PassageKind",
    "Problem",
    "ReadBy",
    "Role",
    "Source",
    "Word",
    "recognised",
]

Grade = Literal["A", "B", "C", "D", "E", "F"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D", "E", "F")
"""Source reliability as in the Admiralty code (NATO AJP-2.1): A reliable ... E unreliable, F cannot be judged."""

Role = Literal["archive", "work"]
MACHINE_TRANSCRIPT = "machine transcript"
"""The kind of a source whose words a machine heard; never taken for somebody's own subtitles."""
PassageKind = Literal["paragraph", "heading", "list-item", "table-row", "cue", "turn", "header", "block"]
ReadBy = Literal["file", "ocr", "ocr-layer", "speech"]
"""Who made words of what is there: the file holds them as text; Loupe's OCR; an OCR layer that somebody put into the
file; a machine that listened. Everything but "file" is shown as such wherever the words are shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file could not be read, or could be read only in part: the code and words of an error of the tree."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Source:
    """One thing somebody made, kept byte for byte under its SHA-256.

    ``published`` is an EDTF date (ISO 8601-2). ``draws_on`` names what it re-tells: ids of sources of the case, or
    plain names of origins that are not in it ("Associated Press"). ``text_sha256`` is the hash of the stored text that
    offsets point into, None when nothing could be read. ``sha256`` is empty when the original could not be kept.
    ``notes`` say what a reader left out or read otherwise than the file's name promised. ``part_of`` is the id of the
    source in whose file it was found or from whose file it was made (a mail's attachment, a member of an archive, the
    subtitles or the machine transcript of a film). ``words_sha256`` is the hash of the list of its single words with
    their places, None where words have no places of their own. ``address`` is where it stands on the web, as
    ``web_address`` takes it; ``came_from`` says where in another file it was found.
    """

    id: str
    sha256: str
    name: str
    format: str
    size: int
    role: Role = "archive"
    title: str | None = None
    maker: str | None = None
    publisher: str | None = None
    kind: str = "document"
    published: str | None = None
    came_from: str | None = None
    reliability: Grade = "F"
    draws_on: tuple[str, ...] = ()
    text_sha256: str | None = None
    reader: str | None = None
    characters: int = 0
    words: int = 0
    passages: int = 0
    problem: Problem | None = None
    notes: tuple[str, ...] = ()
    part_of: str | None = None
    words_sha256: str | None = None
    address: str | None = None

    @property
    def label(self) -> str:
        """What a person calls it: the title, else the file name."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Passage:
    """A located piece of a source; ``text`` equals the stored text between ``locator.start`` and ``locator.end``.

    ``read_by`` says who made words of what is there, ``confidence`` (0 to 1, None when nobody says) how sure it was.
    """

    id: str
    source_id: str
    ordinal: int
    kind: PassageKind
    speaker: str | None
    locator: Locator
    text: str = field(repr=False)
    read_by: ReadBy = "file"
    confidence: float | None = None

    @property
    def place(self) -> str:
        """Its place as a person says it, and who made words of what is there if it was not somebody's own text."""
        return self.place_of(self.locator.start, self.locator.end)

    def place_of(self, start: int, end: int) -> str:
        """The place of the part ``[start, end)`` of it, said in the same way."""
        return self.locator.clip(start, end).words() + recognised(self.read_by, self.confidence)


def recognised(read_by: ReadBy, confidence: float | None) -> str:
    """What is said behind a place whose words a machine made: " (read by OCR, unsure)"; empty for a file's own text."""
    if read_by == "file":
        return ""
    unsure = ", unsure" if confidence is not None and confidence < UNSURE else ""
    return f" ({_READ_BY[read_by]}{unsure})"


UNSURE = 0.8
"""Words that a recogniser is less sure of than this are shown as unsure."""
_READ_BY = {"ocr": "read by OCR", "ocr-layer": "OCR layer of the file", "speech": "heard by a machine"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a stored text with a place of its own: its box on a page picture, or when it is heard.

    ``start`` and ``end`` are offsets into the stored text; ``confidence`` is 0 to 1, None when nobody says.
    """

    start: int
    end: int
    place: Place
    confidence: float | None = None
