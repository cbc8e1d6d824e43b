"""7-Zip archives: members are unpacked in one pass, in pieces, by the standard library's decompressors.

LZMA, LZMA2, Deflate, BZip2 and stored members are read, behind Delta and branch filters too; what is packed by PPMd,
Zstandard, Deflate64 or BCJ2 is counted and said.
"""

from __future__ import annotations

import bz2
import lzma
import stat
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from loupe.model.errors import FileDamaged, FileEncrypted
from loupe.reading.packed.budget import most_entries
from loupe.reading.packed.lzmaraw import lzma1_filter, lzma2_filter, raw_decoder
from loupe.reading.packed.sevenheader import Coder, Folder, Header, SevenFile, parse_header
from loupe.reading.packed.shelf import Shelf
from loupe.reading.packed.streams import BROKEN, ByteStream, Decoder, Inflate, file_chunks, unpack
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["read_7z"]

_READER = "7z/1"
_MAGIC = b"7z\xbc\xaf\x27\x1c"
_START = 32  # bytes before the packed streams
_MOST_HEADER = 32 << 20
_MOST_NESTED = 4  # a header packed in a header
_COPY, _LZMA, _LZMA2, _DELTA = b"\x00", b"\x03\x01\x01", b"\x21", b"\x03"
_DEFLATE, _BZIP2, _AES = b"\x04\x01\x08", b"\x04\x02\x02", b"\x06\xf1\x07\x01"
_UNPACKERS = (_COPY, _LZMA, _LZMA2, _DEFLATE, _BZIP2)
_BRANCHES = {
    b"\x03\x03\x01\x03": lzma.FILTER_X86, b"\x04": lzma.FILTER_X86,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC, b"\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64, b"\x06": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM, b"\x07": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB, b"\x08": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC, b"\x09": lzma.FILTER_SPARC,
}  # fmt: skip
_FILTERS = (_DELTA, *_BRANCHES)


def read_7z(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a 7-Zip archive: each member a part of its own.

    Raises FileEncrypted when all is locked, OverBudget past a limit, FileDamaged when its header is broken, cut off or
    no member can be unpacked, NoText when there is no file in it.
    """
    size = job.path.stat().st_size
    with open(job.path, "rb") as file, Shelf(job, limits, step, size) as shelf:
        try:
            header = _header(file, size, shelf)
        except BROKEN as error:
            said = f"{job.name} is damaged: its 7-Zip header is cut off or broken."
            hint = "Get the file again; of an archive in several volumes, unpack them together and add the files."
            raise FileDamaged(said, hint=hint) from error
        declared = sum(folder.size for folder in header.folders)
        if declared > limits.max_parts_bytes:
            raise shelf.budget.too_big()
        shelf.budget.check_ratio(declared, sum(folder.packed for folder in header.folders))
        _read_files(file, header, shelf)
        return shelf.reading("7z", _READER)


def _header(file: BinaryIO, size: int, shelf: Shelf) -> Header:
    start = file.read(_START)
    if len(start) < _START or not start.startswith(_MAGIC):
        raise ValueError("no 7-Zip archive")
    offset, length = int.from_bytes(start[12:20], "little"), int.from_bytes(start[20:28], "little")
    crc: int | None = int.from_bytes(start[28:32], "little")
    if not length:
        return Header((), ())
    if _START + offset + length > size or length > _MOST_HEADER:
        raise ValueError("the header is cut off")
    file.seek(_START + offset)
    data = file.read(length)
    most = most_entries(shelf.limits)
    for _ in range(_MOST_NESTED):
        if crc is not None and zlib.crc32(data) != crc:
            raise ValueError("the header is damaged")
        found = parse_header(data, most)
        if found is None:
            raise shelf.budget.too_long_a_list()
        if isinstance(found, Header):
            return found
        if _AES in found.methods:
            hint = "Unpack it with its password and add the files inside."
            raise FileEncrypted(f"{shelf.name} is locked with a password, and so are the names in it.", hint=hint)
        if found.size > _MOST_HEADER or not _known(found):
            raise ValueError("the header is too long or packed in no known way")
        data, crc = b"".join(_folder_stream(file, found, shelf).take(found.size)), found.crc
    raise ValueError("headers in headers without end")


def _read_files(file: BinaryIO, header: Header, shelf: Shelf) -> None:
    streams = _streams(file, header.folders, shelf)
    for entry in header.files:
        if not entry.has_stream:
            if not entry.is_folder:
                shelf.leave("empty", entry.name)
            continue
        stream, size, crc, why = next(streams)
        if stream is None:
            shelf.leave(why, entry.name)
        else:
            _keep(entry, stream, size, crc, shelf)


def _keep(entry: SevenFile, stream: ByteStream, size: int, crc: int | None, shelf: Shelf) -> None:
    kind = stat.S_IFMT(entry.mode)
    if kind in (0, stat.S_IFREG) and not entry.is_folder:
        shelf.keep(entry.name or "unnamed", _checked(stream.take(size), crc))
        return
    shelf.leave("link" if kind == stat.S_IFLNK else "device", entry.name)
    try:
        stream.skip(size)
    except BROKEN:
        return  # what follows in the same stream is found damaged in its turn


def _streams(
    file: BinaryIO, folders: Iterable[Folder], shelf: Shelf
) -> Iterator[tuple[ByteStream | None, int, int | None, str]]:
    """For each file its stream, which stands where the file begins, its size and checksum, or why it has none."""
    for folder in folders:
        why = "encrypted" if _AES in folder.methods else "" if _known(folder) else "method"
        stream = None
        if not why:
            try:
                stream = _folder_stream(file, folder, shelf)
            except ValueError:
                why = "damaged"
        for size, crc in folder.streams:
            yield stream, size, crc, why


def _known(folder: Folder) -> bool:
    """Whether all steps of unpacking are known."""
    if not folder.coders:
        return False
    first, *rest = (coder.method for coder in folder.coders)
    return first in (*_UNPACKERS, *_FILTERS) and all(method in (_COPY, *_FILTERS) for method in rest)


def _folder_stream(file: BinaryIO, folder: Folder, shelf: Shelf) -> ByteStream:
    file.seek(_START + folder.offset)
    chunks = file_chunks(file, shelf.budget.passed, folder.packed)
    for coder in folder.coders:
        if coder.method not in _FILTERS:
            decoder = _decoder(coder, folder.size)
            chunks = chunks if decoder is None else unpack(chunks, decoder)
            continue
        filters = [_filter(coder), {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
        chunks = unpack(_as_lzma2(chunks, folder.size), raw_decoder(filters))
    return ByteStream(chunks)


def _as_lzma2(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Bytes dressed up as stored LZMA2: liblzma runs its filters only in front of a format with an end mark."""
    control = b"\x01"
    for piece in ByteStream(chunks).take(size):
        for at in range(0, len(piece), 1 << 16):
            stored = piece[at : at + (1 << 16)]
            yield control + (len(stored) - 1).to_bytes(2, "big") + stored
            control = b"\x02"
    yield b"\x00"


def _checked(chunks: Iterable[bytes], crc: int | None) -> Iterator[bytes]:
    found = 0
    for chunk in chunks:
        found = zlib.crc32(chunk, found)
        yield chunk
    if crc is not None and found != crc:
        raise ValueError("the member is not what its checksum says")


def _decoder(coder: Coder, size: int) -> Decoder | None:
    """What unpacks a folder, None when it is stored; raises ValueError for settings that make no sense."""
    if coder.method == _COPY:
        return None
    if coder.method == _DEFLATE:
        return Inflate(-15)
    if coder.method == _BZIP2:
        return bz2.BZ2Decompressor()
    settings = coder.settings
    return raw_decoder([lzma2_filter(settings, size) if coder.method == _LZMA2 else lzma1_filter(settings, size)])


def _filter(coder: Coder) -> dict[str, Any]:
    if coder.method == _DELTA:
        return {"id": lzma.FILTER_DELTA, "dist": coder.settings[0] + 1 if coder.settings else 1}
    return {"id": _BRANCHES[coder.method]}
