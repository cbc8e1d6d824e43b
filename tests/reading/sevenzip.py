"""7-Zip archives made by hand, well-formed or not: the header is written number by number."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LZMA2 = bytes([0x21, 0x21, 1, 16])  # flags, method, one byte of settings: a dictionary of 1 MiB
COPY = bytes([0x01, 0x00])
AES = bytes([0x04, 0x06, 0xF1, 0x07, 0x01])
PPMD = bytes([0x03, 0x03, 0x04, 0x01])


@dataclass(frozen=True)
class Member:
    name: str
    data: bytes
    attributes: int = 0


def number(value: int) -> bytes:
    """A number as 7-Zip writes it; always in nine bytes, which is allowed."""
    return b"\xff" + struct.pack("<Q", value)


def lzma2(data: bytes) -> bytes:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    return lzma.compress(data, lzma.FORMAT_RAW, filters=filters)


def seven(
    members: Sequence[Member],
    coder: bytes = LZMA2,
    packed: bytes | None = None,
    declared: int | None = None,
    files: int | None = None,
    header: bytes | None = None,
) -> bytes:
    """One solid block of all members; the other arguments lie about it."""
    data = b"".join(member.data for member in members)
    body = packed if packed is not None else lzma2(data) if coder == LZMA2 else data
    sizes = [len(member.data) for member in members]
    if declared is not None:
        sizes[-1] = declared
    streams = (
        b"\x04"
        + b"\x06" + number(0) + number(1) + b"\x09" + number(len(body)) + b"\x00"
        + b"\x07\x0b" + number(1) + b"\x00" + number(1) + coder + b"\x0c" + number(sum(sizes)) + b"\x00"
        + b"\x08\x0d" + number(len(members)) + (b"\x09" + b"".join(map(number, sizes[:-1])) if len(sizes) > 1 else b"")
        + b"\x0a\x01" + b"".join(struct.pack("<I", zlib.crc32(member.data)) for member in members) + b"\x00"
        + b"\x00"
    )  # fmt: skip
    names = b"\x00" + b"".join(member.name.encode("utf-16-le", "surrogatepass") + b"\x00\x00" for member in members)
    attributes = b"\x01\x00" + b"".join(struct.pack("<I", member.attributes) for member in members)
    listed = b"\x05" + number(files if files is not None else len(members))
    listed += b"\x11" + number(len(names)) + names + b"\x15" + number(len(attributes)) + attributes + b"\x00"
    return wrap(body, header if header is not None else b"\x01" + streams + listed + b"\x00")


def wrap(body: bytes, header: bytes, offset: int | None = None) -> bytes:
    """Packed streams and a header behind the 32 bytes that every archive begins with."""
    start = struct.pack("<QQI", len(body) if offset is None else offset, len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + body + header
