"""Files found in a mail or mailbox, written to the scratch folder under numbers; their names are only labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath

from loupe.model.errors import FileTooLarge
from loupe.reading.draft import clean_text
from loupe.reading.values import Part, ReadingLimits, ReadJob

__all__ = ["Enclosures", "label", "load_job", "name_with_ending"]

# Marks that turn the direction of writing make "fdp.exe" look like "exe.pdf".
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SEPARATORS = re.compile(r"(?:(?<=^[A-Za-z]):)?[/\\]+")
_MOST_NAME = 160
_FOLDER = "enclosed"
_ENDINGS = {
    "application/msword": ".doc", "application/pdf": ".pdf", "application/rtf": ".rtf", "application/zip": ".zip",
    "application/vnd.ms-excel": ".xls", "application/vnd.ms-powerpoint": ".ppt", "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt", "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp", "application/vnd.ms-outlook": ".msg",
    "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/x-m4a": ".m4a", "audio/wav": ".wav", "audio/x-wav": ".wav",
    "audio/ogg": ".ogg", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/tiff": ".tif",
    "image/webp": ".webp", "image/bmp": ".bmp", "message/rfc822": ".eml", "message/global": ".eml",
    "text/calendar": ".ics", "text/csv": ".csv", "text/html": ".html", "text/plain": ".txt", "text/rtf": ".rtf",
    "text/vcard": ".vcf", "text/x-vcard": ".vcf", "text/directory": ".vcf", "video/mp4": ".mp4",
    "video/quicktime": ".mov", "video/webm": ".webm", "video/x-msvideo": ".avi",
}  # fmt: skip


def label(written: str | None, otherwise: str) -> str:
    """A name from a stranger as one short line without path separators, bidirectional marks or control characters."""
    name = _SEPARATORS.sub("_", _BIDI.sub("", clean_text(written or "")))
    name = " ".join(name.split()).strip(". ")
    if not name.strip("_"):
        return otherwise
    if len(name) <= _MOST_NAME:
        return name
    ending = PurePath(name).suffix
    ending = ending if len(ending) <= 12 else ""
    return name[: _MOST_NAME - len(ending)].rstrip() + ending


def name_with_ending(name: str, mime: str) -> str:
    """The name with the ending of its MIME type, where it has no ending of its own."""
    suffix = PurePath(name).suffix
    if 1 < len(suffix) <= 6 and suffix[1:].isalnum():
        return name
    return name + _ENDINGS.get(mime.lower(), "")


def load_job(job: ReadJob, limits: ReadingLimits) -> bytes:
    """The bytes of the file of a job that is read whole; raises FileTooLarge."""
    size = job.path.stat().st_size
    if size > limits.max_bytes:
        most = limits.max_bytes / 2**20
        raise FileTooLarge(f"{job.name} has {size / 2**20:,.0f} MiB; at most {most:,.0f} MiB are read.")
    with job.path.open("rb") as stream:
        return stream.read(limits.max_bytes)


class Enclosures:
    """Collects parts under the limits ``max_parts`` and ``max_parts_bytes``; what does not fit is counted.

    ``what`` is what its notes call one of them ("attachment", "mail"). Without a scratch folder nothing is kept.
    """

    def __init__(self, job: ReadJob, limits: ReadingLimits, what: str) -> None:
        self._what = what
        self._folder: Path | None = None if job.scratch is None else job.scratch / _FOLDER
        self._limits = limits
        self._bytes = 0
        self._seen = 0
        self._left_out = 0
        self._empty: list[str] = []
        self._names: list[str] = []
        self.parts: list[Part] = []

    @property
    def full(self) -> bool:
        """Whether no further part would be kept."""
        most = len(self.parts) >= self._limits.max_parts
        return most or self._bytes >= self._limits.max_parts_bytes or self._folder is None

    def skip(self, name: str) -> None:
        """Count a part whose bytes are not even looked at."""
        self._seen += 1
        self._left_out += 1
        if len(self._names) < 20:
            self._names.append(name)

    def add(
        self, chunks: Iterable[bytes], name: str, *, where: str = "", published: str | None = None,
        maker: str | None = None, kind: str | None = None,
    ) -> bool:  # fmt: skip
        """Keep the bytes as a part; its place is ``where`` and its number. False when it was empty or did not fit."""
        if self.full or self._folder is None:
            self.skip(name)
            return False
        self._seen += 1
        place = f"{where}{self._what} {self._seen}"
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._seen:06d}"
        written = self._write(path, chunks)
        if written <= 0:
            path.unlink(missing_ok=True)
            if written < 0:
                self._left_out += 1
                self._names.append(name)
            elif len(self._empty) < 20:
                self._empty.append(name)
            return False
        self.parts.append(Part(path, name, place, False, published, maker, kind))
        return True

    def _write(self, path: Path, chunks: Iterable[bytes]) -> int:
        """The number of bytes written, or -1 when they would go past the limit."""
        written = 0
        with path.open("wb") as out:
            for chunk in chunks:
                written += len(chunk)
                if self._bytes + written > self._limits.max_parts_bytes:
                    return -1
                out.write(chunk)
        self._bytes += written
        return written

    def notes(self) -> tuple[str, ...]:
        """What was left out, and why."""
        notes = []
        listed = ", ".join(self._names[:20]) + (" and more" if self._left_out > 20 else "")
        if self._left_out and self._folder is None:
            notes.append(f"{self._what.capitalize()}s, listed but not read: {listed}.")
        elif self._left_out:
            notes.append(
                f"Only {len(self.parts):,} of {self._seen:,} {self._what}s were taken; the others go past max_parts or "
                f"max_parts_bytes under [reading] in the case's loupe.toml: {listed}."
            )
        if self._empty:
            notes.append(f"Empty {self._what}s: {', '.join(self._empty)}.")
        return tuple(notes)
