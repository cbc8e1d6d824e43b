"""Tar archives, plain or compressed, and single compressed files."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from loupe.model.errors import FileDamaged, FileEmpty
from loupe.reading.packed.budget import most_entries
from loupe.reading.packed.shelf import Shelf
from loupe.reading.packed.streams import BROKEN, ByteStream, file_chunks
from loupe.reading.packed.tarheaders import BLOCK, looks_like_tar, walk_headers
from loupe.reading.packed.unpacked import unpacked_stream
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["read_compressed", "read_tar"]

_TAR_READER, _SINGLE_READER = "tar/1", "compressed/1"
_ENDINGS = {"gz": (".gz", ".gzip"), "bz2": (".bz2", ".bzip2"), "xz": (".xz",)}
_SHORT_TARS = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}


def read_tar(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a tar archive, plain or packed by gzip, bzip2 or xz: each file a part of its own.

    A broken or cut off archive gives the files before the break. Raises OverBudget past a limit, FileDamaged when it is
    no tar archive or no file of it can be read, NoText when there is no file in it.
    """
    with open(job.path, "rb") as file, Shelf(job, limits, step, job.path.stat().st_size) as shelf:
        return _read_tar(_open(file, shelf)[0], shelf)


def read_compressed(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read what a .gz, .bz2 or .xz file holds: a tar archive's files, a web archive's pages, else one file as a part.

    Raises OverBudget past a limit, FileDamaged when nothing can be unpacked, FileEmpty when nothing is inside.
    """
    with open(job.path, "rb") as file, Shelf(job, limits, step, job.path.stat().st_size) as shelf:
        stream, kind = _open(file, shelf)
        if kind is None:
            raise FileDamaged(f"{job.name} is damaged: it is not compressed by gzip, bzip2 or xz.")
        try:
            head = stream.peek(BLOCK)
        except BROKEN as error:
            raise FileDamaged(f"{job.name} is damaged: it cannot be unpacked.") from error
        if not head:
            raise FileEmpty(f"{job.name} holds an empty file.")
        if looks_like_tar(head):
            return _read_tar(stream, shelf)
        if head.startswith(b"WARC/"):
            from loupe.reading.warcs import keep_captures

            keep_captures(stream, shelf)
            return shelf.reading("warc", "warc/1", "web archive")
        shelf.keep(_inner_name(job, kind), stream.rest())
        return shelf.reading("compressed", _SINGLE_READER)


def _read_tar(stream: ByteStream, shelf: Shelf) -> Reading:
    seen, most = 0, most_entries(shelf.limits)
    try:
        for member in walk_headers(stream):
            seen += 1
            if seen > most:
                raise shelf.budget.too_long_a_list()
            if member.kind == "file":
                left = member.stored
                before = stream.at
                shelf.keep(member.name, stream.take(member.stored))
                stream.skip(left - (stream.at - before))
            elif member.kind != "folder":
                shelf.leave(member.kind, member.name)
                stream.skip(member.stored)
    except BROKEN as error:
        if not seen:
            raise FileDamaged(f"{shelf.name} is damaged: it is not a tar archive that can be read.") from error
        shelf.cut_off = True
        shelf.notes.append("The archive is cut off or broken; the files before the break were read.")
    return shelf.reading("tar", _TAR_READER)


def _open(file: BinaryIO, shelf: Shelf) -> tuple[ByteStream, str | None]:
    return unpacked_stream(file_chunks(file, shelf.budget.passed), shelf.budget)


def _inner_name(job: ReadJob, kind: str) -> str:
    path = PurePath(job.name)
    suffix = path.suffix.lower()
    if suffix in _SHORT_TARS:
        return path.stem + _SHORT_TARS[suffix]
    if suffix in _ENDINGS[kind] and PurePath(path.stem).suffix:
        return path.stem
    return (_told_name(job) if kind == "gz" else None) or (path.stem if suffix in _ENDINGS[kind] else path.name)


def _told_name(job: ReadJob) -> str | None:
    """The name that a gzip file remembers of what it holds (RFC 1952, 2.3: flag 8, Latin-1, ends with a zero)."""
    with open(job.path, "rb") as file:
        head = file.read(1024)
    if len(head) < 12 or not head[3] & 8 or head[3] & 4:
        return None
    raw, end, _ = head[10:].partition(b"\x00")
    name = PurePath(raw.decode("latin-1").replace("\\", "/")).name
    return name if end and PurePath(name).suffix else None
