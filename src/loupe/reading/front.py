"""The front door: a path in, a Reading out, in this process."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from loupe.model.errors import (
    FileEmpty,
    FileTooLarge,
    FormatUnknown,
    OverBudget,
    PathDenied,
    PathMissing,
    ReaderCrashed,
    ReadError,
)
from loupe.reading.allowance import allow_media
from loupe.reading.catalog import FORMATS
from loupe.reading.draft import refuse_wordless
from loupe.reading.formats import SUPPORTED, decide_format
from loupe.reading.turns import mark_turns
from loupe.reading.values import (
    NOT_KEPT,
    Part,
    PathReader,
    Reader,
    Reading,
    ReadingLimits,
    ReadJob,
    Step,
    limit_hint,
    no_step,
)

__all__ = ["memory_hint", "most_bytes_of", "path_error", "read_bytes", "read_file"]


def read_file(job: ReadJob, limits: ReadingLimits | None = None, step: Step = no_step) -> Reading:
    """Read one file in this process; raises a ReadError class that says why it cannot be read.

    Time and memory are not limited here; ``read_all`` does that in child processes. Without a scratch folder the parts
    of a file that holds others are left out, since there is nowhere to put them.
    """
    limits = limits or ReadingLimits()
    try:
        return _read(job, limits, step)
    except (MemoryError, RecursionError) as error:
        said = f"{job.name} needs more memory than a file may take."
        raise OverBudget(said, hint=memory_hint(job.name)) from error
    except ReadError:
        raise
    except Exception as error:  # a fault of a reader, or of a library below it, must not stop the other files
        raise ReaderCrashed(f"{job.name} could not be read: its reader failed ({type(error).__name__}).") from error


def read_bytes(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read the bytes of a file that was called ``name``; raises ReadError classes, and lets faults through."""
    with tempfile.TemporaryDirectory(prefix="loupe-") as folder:
        path = Path(folder, "file")
        path.write_bytes(data)
        return _read(ReadJob(path, name), limits, no_step)


def memory_hint(name: str) -> str:
    """What to do when a file of this name wants more memory than it may take."""
    known = FORMATS.get(SUPPORTED.get(PurePath(name).suffix.lower(), ""))
    recognised = known is not None and known.extra in ("film", "scans")
    return limit_hint("media_memory_bytes") if recognised else limit_hint("memory_bytes")


def most_bytes_of(name: str, limits: ReadingLimits) -> int:
    """How large a file of this name may be: films, sound and archives are read piece by piece, the others whole."""
    known = FORMATS.get(SUPPORTED.get(PurePath(name).suffix.lower(), ""))
    return max(limits.max_media_bytes, limits.max_bytes) if known and known.large else limits.max_bytes


def _read(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    with _opened(job.path, job.name) as (stream, size):
        decision = decide_format(stream, job.name)
        known = FORMATS[decision.format]
        if job.task == "views":
            return _views(job, decision.format, limits, step)
        if job.task == "bare":
            return _bare(job, decision.format, limits, step)
        if job.task == "page":
            return _page(job, decision.format, limits)
        most = max(limits.max_media_bytes, limits.max_bytes) if known.large else limits.max_bytes
        if size > most:
            said = f"{job.name} has {size / 2**20:,.0f} MiB; at most {most / 2**20:,.0f} MiB are read."
            raise FileTooLarge(said, hint=limit_hint("max_media_bytes") if known.large else limit_hint("max_bytes"))
        # Modules are imported when first needed: a child that reads text never pays for the PDF library.
        module, _, function = known.reader.partition(":")
        reader = getattr(import_module(f"loupe.reading.{module}"), function)
        if known.by_path:
            reading = _read_by_path(cast(PathReader, reader), job, limits, step)
        else:
            stream.seek(0)
            reading = cast(Reader, reader)(stream.read(size), job.name, limits)
    if known.turned:
        reading = mark_turns(reading)
    if not (reading.parts or job.recognition.heard_elsewhere):
        refuse_wordless(reading, job.name)
    return replace(reading, notes=(decision.note, *reading.notes)) if decision.note else reading


def _views(job: ReadJob, format_: str, limits: ReadingLimits, step: Step) -> Reading:
    from loupe.reading.film import make_views

    if job.scratch is None or format_ not in ("film", "sound"):
        raise FormatUnknown(f"{job.name} is no film that could be shown.", hint="Name a film or a recording.")
    made = make_views(job.path, job.name, job.scratch, limits, step)
    return Reading(text="", passages=(), format=format_, reader="views/1", kind="film", notes=(made.reason,))


def _bare(job: ReadJob, format_: str, limits: ReadingLimits, step: Step) -> Reading:
    from loupe.reading.film import bare_copy

    if job.scratch is None or format_ not in ("film", "sound"):
        raise FormatUnknown(f"{job.name} is no film that could be copied.", hint="Name a film or a recording.")
    allow_media(limits)
    copy = bare_copy(job.path, job.name, job.scratch, step)
    part = Part(copy, copy.name, "copy without tags")
    return Reading(text="", passages=(), format=format_, reader="bare/1", kind="film", parts=(part,))


def _page(job: ReadJob, format_: str, limits: ReadingLimits) -> Reading:
    if job.scratch is None or format_ not in ("pdf", "picture"):
        raise FormatUnknown(f"{job.name} has no pages that could be drawn.", hint="Name a PDF or a picture.")
    from loupe.reading.paper import draw_page

    return draw_page(job, format_, limits)


def _read_by_path(reader: PathReader, job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    if job.scratch is not None:
        return reader(job, limits, step)
    with tempfile.TemporaryDirectory(prefix="loupe-") as scratch:
        reading = reader(replace(job, scratch=Path(scratch)), limits, step)
    notes = (*reading.notes, NOT_KEPT) if reading.parts else reading.notes
    return replace(reading, parts=(), notes=notes)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[tuple[BinaryIO, int]]:
    """A regular file that is not empty, and its size; never waits on a pipe or device."""
    try:
        # Without O_NONBLOCK, opening a pipe waits for a writer that may never come.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise path_error(error, name) from error
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise FormatUnknown(f"{name} is a folder, not a file.", hint="Add the folder itself to read what is in it.")
        if not stat.S_ISREG(status.st_mode):
            raise FormatUnknown(f"{name} is a pipe or a device, not a file.", hint="Save what it gives as a file.")
        if status.st_size == 0:
            raise FileEmpty(f"{name} is empty.")
        with open(descriptor, "rb", closefd=False) as stream:
            yield stream, status.st_size
    finally:
        os.close(descriptor)


def path_error(error: OSError, name: str) -> ReadError:
    """The error of the tree for a path that the system will not open."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return PathMissing(f"There is no file or folder at {name}.")
    if error.errno == errno.ELOOP:
        return PathMissing(f"{name} is a link that leads back to itself.", hint="Remove the link, or add its target.")
    if error.errno == errno.ENAMETOOLONG:
        return PathMissing(f"{name} is too long to be a path.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return PathDenied(f"{name} may not be opened by you.")
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return FormatUnknown(f"{name} is a pipe or a device, not a file.", hint="Save what it gives as a file.")
    return PathDenied(f"{name} cannot be opened: {os.strerror(error.errno or 0)}.")
