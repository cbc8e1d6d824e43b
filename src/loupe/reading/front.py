"""The front door: a path in, a Reading out, in this process."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

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
from loupe.reading.draft import refuse_wordless
from loupe.reading.formats import decide_format
from loupe.reading.turns import mark_turns
from loupe.reading.values import Reader, Reading, ReadingLimits, ReadJob, limit_hint

__all__ = ["load_bytes", "path_error", "read_bytes", "read_file"]

# Modules are imported when first needed: a child that reads text never pays for the PDF library.
_READERS = {
    "text": "text:read_text",
    "markdown": "text:read_markdown",
    "rst": "text:read_rst",
    "html": "html:read_html",
    "pdf": "pdf:read_pdf",
    "docx": "docx:read_docx",
    "epub": "epub:read_epub",
    "mail": "mail:read_mail",
    "srt": "subtitles:read_srt",
    "vtt": "subtitles:read_vtt",
}
_FORMATTED = ("html", "pdf", "docx", "epub")


def read_file(job: ReadJob, limits: ReadingLimits | None = None) -> Reading:
    """Read one file in this process; raises a ReadError class that says why it cannot be read.

    Time and memory are not limited here; ``read_all`` does that in child processes.
    """
    limits = limits or ReadingLimits()
    try:
        return read_bytes(load_bytes(job.path, job.name, limits), job.name, limits)
    except (MemoryError, RecursionError) as error:
        said = f"{job.name} needs more memory than a file may take."
        raise OverBudget(said, hint=limit_hint("memory_bytes")) from error
    except ReadError:
        raise
    except Exception as error:  # a fault of a reader, or of a library below it, must not stop the other files
        raise ReaderCrashed(f"{job.name} could not be read: its reader failed ({type(error).__name__}).") from error


def read_bytes(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read the bytes of a file that was called ``name``; raises ReadError classes, and lets faults through."""
    decision = decide_format(data, name)
    module, _, function = _READERS[decision.format].partition(":")
    reader = cast(Reader, getattr(import_module(f"loupe.reading.{module}"), function))
    reading = reader(data, name, limits)
    if decision.format in _FORMATTED:
        reading = mark_turns(reading)
    refuse_wordless(reading, name)
    return replace(reading, notes=(decision.note, *reading.notes)) if decision.note else reading


def load_bytes(path: Path, name: str, limits: ReadingLimits) -> bytes:
    """All bytes of a regular file of at most ``limits.max_bytes``; never waits on a pipe or device."""
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
        if status.st_size > limits.max_bytes:
            size, most = status.st_size / 2**20, limits.max_bytes / 2**20
            raise FileTooLarge(f"{name} has {size:,.0f} MiB; at most {most:,.0f} MiB are read.")
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read(status.st_size)
    except OSError as error:
        raise path_error(error, name) from error
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
