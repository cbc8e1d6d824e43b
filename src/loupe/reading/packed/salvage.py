"""What is left of a zip file whose directory is missing: its members, found one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from loupe.reading.packed.budget import most_entries
from loupe.reading.packed.shelf import Shelf
from loupe.reading.packed.streams import CHUNK, Inflate, file_chunks, unpack
from loupe.reading.packed.zipdirectory import LOCAL, LOCAL_MARK, ZipEntry, decode_name

__all__ = ["walk_members"]

_DEFLATED, _SIZES_LATER = 8, 8

Chunks = Callable[[BinaryIO, ZipEntry, int, Callable[[int], None]], Iterator[bytes] | None]


def walk_members(file: BinaryIO, size: int, shelf: Shelf, chunks_of: Chunks) -> None:
    """Keep every member that has its own header and is whole; ``chunks_of`` unpacks those whose size is told."""
    shelf.cut_off = True
    shelf.notes.append("The archive has lost its list of members; those that could still be found were read.")
    at = _next_member(file, 0, shelf.budget.passed)
    looked, most = 0, most_entries(shelf.limits)
    while at is not None and looked < most:
        looked += 1
        entry, start = _local_entry(file, at)
        if entry is None:
            at = _next_member(file, at + 4, shelf.budget.passed)
            continue
        after = _keep(file, entry, start, shelf, chunks_of)
        at = _next_member(file, min(max(after, at + 4), size), shelf.budget.passed)


def _keep(file: BinaryIO, entry: ZipEntry, start: int, shelf: Shelf, chunks_of: Chunks) -> int:
    """Keep or count one member; where to look for the next."""
    told = not entry.flags & _SIZES_LATER
    after = start + entry.packed if told else start
    if entry.is_folder and told:
        return after
    if entry.encrypted:
        shelf.leave("encrypted", entry.name)
    elif told:
        chunks = chunks_of(file, entry, start, shelf.budget.passed)
        if chunks is None:
            shelf.leave("method", entry.name)
        else:
            shelf.keep(entry.name, chunks, lambda: entry.packed)
    elif entry.method == _DEFLATED:
        untold = _Untold(file, start, shelf.budget.passed)
        if not entry.name.endswith("/"):
            shelf.keep(entry.name, untold.chunks(), lambda: untold.packed)
        return start + untold.packed
    else:
        shelf.leave("damaged", entry.name)
    return after


class _Untold:
    """A deflated member whose size stands only behind it; ``packed`` is how many bytes were used so far."""

    def __init__(self, file: BinaryIO, start: int, watch: Callable[[int], None]) -> None:
        self._file, self._start, self._watch = file, start, watch
        self.packed = 0

    def chunks(self) -> Iterator[bytes]:
        """The unpacked bytes; raises ValueError when their checksum is not the one that follows them."""
        self._file.seek(self._start)
        decoder, crc = Inflate(-15), 0
        for piece in unpack(file_chunks(self._file, self._seen), decoder):
            crc = zlib.crc32(piece, crc)
            yield piece
        self.packed -= len(decoder.unused_data)
        self._file.seek(self._start + self.packed)
        told = self._file.read(8)
        told = told[4:] if told.startswith(b"PK\x07\x08") else told[:4]
        if int.from_bytes(told, "little") != crc:
            raise ValueError("the member is not what its checksum says")

    def _seen(self, count: int) -> None:
        self.packed += count
        self._watch(count)


def _local_entry(file: BinaryIO, at: int) -> tuple[ZipEntry | None, int]:
    file.seek(at)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size:
        return None, at
    _, _, flags, method, _, _, crc, packed, size, names, extras = LOCAL.unpack(head)
    raw = file.read(names)
    entry = ZipEntry(decode_name(raw, flags), flags, method, crc, packed, size, at)
    return entry, at + LOCAL.size + names + extras


def _next_member(file: BinaryIO, at: int, watch: Callable[[int], None]) -> int | None:
    file.seek(at)
    held = b""
    while chunk := file.read(CHUNK):
        watch(len(chunk))
        held += chunk
        found = held.find(LOCAL_MARK)
        if found >= 0:
            return at + found
        at += len(held) - 3
        held = held[-3:]
    return None
