"""The list of members at the end of a zip file, read with limits and checked before anything is unpacked.

Layout after PKWARE's APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 central directory, 4.3.14 to 4.3.16 end records.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from loupe.model.errors import FileDamaged
from loupe.reading.packed.budget import Budget, most_entries
from loupe.reading.packed.shelf import BOMB_HINT

__all__ = ["LOCAL", "LOCAL_MARK", "ZipEntry", "decode_name", "find_spans", "read_directory"]

LOCAL_MARK = b"PK\x03\x04"
LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_BYTES_PER_MEMBER = 1000  # of the directory, at most, on average: names and their extra fields
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A member as the directory tells of it; ``mode`` is its Unix file type and rights, 0 when not given."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int = 0

    @property
    def encrypted(self) -> bool:
        """Whether it opens only with a password."""
        return bool(self.flags & 1) or self.method == 99

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder and holds nothing itself."""
        return self.name.endswith("/") and not self.size


def read_directory(file: BinaryIO, size: int, budget: Budget) -> list[ZipEntry] | None:
    """The members of a zip file of ``size`` bytes; None when its directory is missing or makes no sense.

    Raises OverBudget for more entries than may be listed, counted before memory is taken for them.
    """
    found = _find_end(file, size)
    if found is None:
        return None
    count, length, start, shift = found
    most = most_entries(budget.limits)
    if count > most or length > most * _BYTES_PER_MEMBER:
        raise budget.too_long_a_list()
    if start < 0 or shift < 0 or start + length > size:
        return None
    file.seek(start)
    data = file.read(length)
    entries: list[ZipEntry] = []
    at = 0
    while at + _CENTRAL.size <= len(data):
        if len(entries) >= most:  # more than the end record says
            raise budget.too_long_a_list()
        entry, at = _entry(data, at, shift)
        if entry is None:
            return None
        entries.append(entry)
    return entries


def _find_end(file: BinaryIO, size: int) -> tuple[int, int, int, int] | None:
    """Members, bytes and start of the directory, and how far all offsets are shifted by what stands before the zip."""
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT - _LOCATOR_SIZE - _END64.size))
    before = file.tell()
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, _, _, _, count, length, offset, _ = _END.unpack_from(tail, at)
    end = before + at
    if count == 0xFFFF or length == 0xFFFFFFFF or offset == 0xFFFFFFFF:
        at64 = at - _LOCATOR_SIZE - _END64.size
        if at64 >= 0 and tail.startswith(b"PK\x06\x06", at64):
            *_, count, length, offset = _END64.unpack_from(tail, at64)
            end = before + at64
    return count, length, end - length, end - length - offset


def _entry(data: bytes, at: int, shift: int) -> tuple[ZipEntry | None, int]:
    mark, made, _, flags, method, _, _, crc, packed, size, names, extras, comments, _, _, attributes, offset = (
        _CENTRAL.unpack_from(data, at)
    )
    start = at + _CENTRAL.size
    end = start + names + extras + comments
    if mark != b"PK\x01\x02" or end > len(data):
        return None, at
    raw = data[start : start + names]
    extra = data[start + names : start + names + extras]
    unicode_name, (size, packed, offset) = _extras(extra, raw, (size, packed, offset))
    mode = attributes >> 16 if made >> 8 in (3, 19) else 0  # made on Unix or macOS
    name = unicode_name or decode_name(raw, flags)
    return ZipEntry(name, flags, method, crc, packed, size, offset + shift, mode), end


def _extras(extra: bytes, raw: bytes, sizes: tuple[int, int, int]) -> tuple[str | None, tuple[int, int, int]]:
    """The name in UTF-8 (Info-ZIP's field 0x7075) and the sizes of more than 32 bits (field 1)."""
    name, values = None, list(sizes)
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<2H", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == 1:
            for index, value in enumerate(values):
                if value == 0xFFFFFFFF and len(field) >= 8:
                    values[index], field = int.from_bytes(field[:8], "little"), field[8:]
        elif tag == 0x7075 and len(field) > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            name = field[5:].decode("utf-8", "replace")
    return name, (values[0], values[1], values[2])


def decode_name(raw: bytes, flags: int) -> str:
    """A name as its maker meant it: UTF-8 when the flag says so or the bytes do, else code page 437."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace") if flags & _UTF8 else raw.decode("cp437")


def find_spans(file: BinaryIO, entries: list[ZipEntry], name: str, size: int) -> dict[int, int]:
    """Where the packed bytes of each entry begin, by its offset; entries without a local header are missing.

    Raises FileDamaged when members lie over one another: no packer does that, and bombs of small files are made so
    (D. Fifield, "A better zip bomb", WOOT 2019).
    """
    starts: dict[int, int] = {}
    reached = -1
    for entry in sorted(entries, key=lambda entry: entry.offset):
        file.seek(min(entry.offset, size))
        head = file.read(LOCAL.size)
        if len(head) < LOCAL.size or not head.startswith(LOCAL_MARK):
            continue
        *_, names, extras = LOCAL.unpack(head)
        start = entry.offset + LOCAL.size + names + extras
        if entry.offset < reached:
            said = f"{name} was not read: its members lie over one another, as only zip bombs have them."
            raise FileDamaged(said, hint=BOMB_HINT)
        starts[entry.offset] = start
        reached = start + entry.packed
    return starts
