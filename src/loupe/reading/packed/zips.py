"""Zip archives: every member becomes a part, streamed to a numbered file under a budget."""

from __future__ import annotations

import bz2
import lzma
import stat
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from loupe.reading.packed.budget import Budget
from loupe.reading.packed.lzmaraw import lzma1_filter, raw_decoder
from loupe.reading.packed.salvage import walk_members
from loupe.reading.packed.shelf import Shelf
from loupe.reading.packed.streams import Decoder, Inflate, file_chunks, unpack
from loupe.reading.packed.zipdirectory import ZipEntry, find_spans, read_directory
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["member_chunks", "open_zip", "read_zip"]

_READER = "zip/1"
_STORED, _DEFLATED, _BZIP2, _LZMA, _XZ = 0, 8, 12, 14, 95
_MOST_XZ_MEMORY = 200 << 20


def read_zip(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a zip archive: each member a part of its own.

    Raises FileEncrypted when all members are locked, OverBudget past a limit, FileDamaged when members overlap or
    none can be unpacked, NoText when there is no file in it. A zip cut off before its directory gives what is whole.
    """
    size = job.path.stat().st_size
    with open(job.path, "rb") as file, Shelf(job, limits, step, size) as shelf:
        found = open_zip(file, size, shelf.budget)
        if found is None:
            walk_members(file, size, shelf, member_chunks)
            return shelf.reading("zip", _READER)
        entries, starts = found
        for entry in entries:
            _keep(file, entry, starts.get(entry.offset), shelf)
        return shelf.reading("zip", _READER)


def open_zip(file: BinaryIO, size: int, budget: Budget) -> tuple[list[ZipEntry], dict[int, int]] | None:
    """The members and where their packed bytes begin; None when the directory is missing or broken."""
    entries = read_directory(file, size, budget)
    if entries is None:
        return None
    return entries, find_spans(file, entries, budget.name, size)


def _keep(file: BinaryIO, entry: ZipEntry, start: int | None, shelf: Shelf) -> None:
    kind = stat.S_IFMT(entry.mode)
    if entry.is_folder or kind == stat.S_IFDIR:
        return
    if kind == stat.S_IFLNK:
        shelf.leave("link", entry.name)
    elif kind not in (0, stat.S_IFREG):
        shelf.leave("device", entry.name)
    elif entry.encrypted:
        shelf.leave("encrypted", entry.name)
    elif start is None:
        shelf.leave("damaged", entry.name)
    else:
        chunks = member_chunks(file, entry, start, shelf.budget.passed)
        if chunks is None:
            shelf.leave("method", entry.name)
        else:
            shelf.keep(entry.name, chunks, lambda: entry.packed)


def member_chunks(file: BinaryIO, entry: ZipEntry, start: int, watch: Callable[[int], None]) -> Iterator[bytes] | None:
    """The unpacked bytes of a member in pieces, checked against its size and checksum; None for an unknown method.

    The iterator raises the errors of ``streams.BROKEN``.
    """
    if entry.method not in (_STORED, _DEFLATED, _BZIP2, _LZMA, _XZ):
        return None
    return _checked(file, entry, start, watch)


def _checked(file: BinaryIO, entry: ZipEntry, start: int, watch: Callable[[int], None]) -> Iterator[bytes]:
    file.seek(start)
    left, decoder = entry.packed, _decoder(entry.method)
    if entry.method == _LZMA:
        # APPNOTE 5.8.8: two bytes of version, two of length, then the settings.
        head = file.read(4)
        length = int.from_bytes(head[2:], "little")
        settings = file.read(min(length, left))
        decoder = raw_decoder([lzma1_filter(settings, entry.size)])
        left -= len(head) + len(settings)
    packed = file_chunks(file, watch, max(left, 0))
    crc = size = 0
    for piece in packed if decoder is None else unpack(packed, decoder):
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        if size > entry.size:
            break
        yield piece
        if size == entry.size and entry.method == _LZMA:
            break  # LZMA in a zip may do without an end mark
    if size != entry.size or crc != entry.crc:
        raise ValueError("the member is not what its directory says")


def _decoder(method: int) -> Decoder | None:
    if method == _DEFLATED:
        return Inflate(-15)
    if method == _BZIP2:
        return bz2.BZ2Decompressor()
    if method == _XZ:
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_XZ_MEMORY)
    return None
