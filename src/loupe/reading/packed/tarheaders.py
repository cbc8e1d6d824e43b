"""The headers of a tar archive, one member after the other, with every size bounded before it is believed.

Layout: POSIX.1-2017 pax (ustar and extended headers) and the GNU manual, "Basic Tar Format". The standard library
parses the block of 512 bytes; its walk through the archive is not used, because it reads extended headers of any size.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from loupe.reading.packed.streams import ByteStream

__all__ = ["BLOCK", "TarMember", "looks_like_tar", "walk_headers"]

BLOCK = 512
_MOST_EXTENDED = 1 << 20  # bytes of an extended header; a path has at most a few thousand
_MOST_EXTENDED_RUN = 16  # extended headers before one member

Kind = Literal["file", "folder", "link", "device", "sparse"]
_KINDS: dict[bytes, Kind] = {
    tarfile.DIRTYPE: "folder", tarfile.LNKTYPE: "link", tarfile.SYMTYPE: "link", tarfile.CHRTYPE: "device",
    tarfile.BLKTYPE: "device", tarfile.FIFOTYPE: "device", tarfile.GNUTYPE_SPARSE: "sparse",
    b"D": "folder", b"V": "folder", b"M": "sparse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TarMember:
    """A member of a tar archive; its ``stored`` bytes follow in the stream."""

    name: str
    kind: Kind
    stored: int


def looks_like_tar(head: bytes) -> bool:
    """Whether bytes begin with a tar header: its checksum is right."""
    if len(head) < BLOCK:
        return False
    try:
        return _parse(head[:BLOCK]).size >= 0
    except tarfile.HeaderError:
        return False


def walk_headers(stream: ByteStream) -> Iterator[TarMember]:
    """Members in the order of the archive; the caller takes exactly ``stored`` bytes before it asks for the next.

    Raises ValueError where the archive makes no sense, EOFError where it is cut off.
    """
    named: dict[str, str] = {}
    extended = 0
    while True:
        block = stream.read(BLOCK)
        if not block or (len(block) == BLOCK and not any(block)):
            return
        if len(block) < BLOCK:
            raise EOFError("a header is cut off")
        try:
            info = _parse(block)
        except tarfile.HeaderError as error:
            raise ValueError("a header is broken") from error
        if info.size < 0:
            raise ValueError("a member has a negative size")
        if info.type in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, b"L", b"K"):
            extended += 1
            if extended > _MOST_EXTENDED_RUN or info.size > _MOST_EXTENDED:
                raise ValueError("extended headers without end")
            _read_extended(stream, info, named)
            continue
        if info.type == tarfile.GNUTYPE_SPARSE:
            _pass_sparse_map(stream, block)
        member = _member(info, named)
        yield member
        stream.skip(_padding(member.stored))
        named, extended = {}, 0


def _parse(block: bytes) -> tarfile.TarInfo:
    return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")


def _padding(size: int) -> int:
    return -size % BLOCK


def _member(info: tarfile.TarInfo, named: dict[str, str]) -> TarMember:
    size = int(named.get("size", info.size))
    kind = _KINDS.get(info.type, "file")
    if kind == "file" and info.type == tarfile.AREGTYPE and info.name.endswith("/"):
        kind = "folder"
    if any(key.startswith("GNU.sparse.") for key in named):
        kind = "sparse"
    # Links, folders and devices have no bytes, whatever their header says.
    stored = size if kind in ("file", "sparse") else 0
    name = named.get("GNU.sparse.name") or named.get("path") or _decode(info.name)
    return TarMember(name, kind, stored)


def _pass_sparse_map(stream: ByteStream, header: bytes) -> None:
    more = bool(header[482])  # GNU: the list of stored pieces goes on in the next block
    while more:
        block = stream.read(BLOCK)
        if len(block) < BLOCK:
            raise EOFError("a map of holes is cut off")
        more = bool(block[504])


def _read_extended(stream: ByteStream, info: tarfile.TarInfo, named: dict[str, str]) -> None:
    data = stream.read(info.size)
    if len(data) < info.size:
        raise EOFError("an extended header is cut off")
    stream.skip(_padding(info.size))
    if info.type == b"L":
        named["path"] = _decode(data.split(b"\x00", 1)[0].decode("utf-8", "surrogateescape"))
    elif info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
        _read_records(data, named)


def _read_records(data: bytes, named: dict[str, str]) -> None:
    """Records ``length key=value`` and a line feed, of POSIX pax; those that matter go into ``named``."""
    at = 0
    while at < len(data) and data[at] != 0:
        space = data.find(b" ", at, at + 12)
        digits = data[at:space]
        if space < 0 or not digits.isdigit():
            raise ValueError("an extended header makes no sense")
        end = at + int(digits)
        key, equals, value = data[space + 1 : end - 1].partition(b"=")
        if end <= space + 1 or end > len(data) or not equals:
            raise ValueError("an extended header makes no sense")
        word = key.decode("ascii", "replace")
        if word == "size":
            if not value.isdigit() or len(value) > 15:
                raise ValueError("a member has a size that is none")
            named[word] = value.decode("ascii")
        elif word == "path" or word.startswith("GNU.sparse."):
            named[word] = value.decode("utf-8", "replace")
        at = end


def _decode(name: str) -> str:
    """A name whose bytes are no UTF-8 is read as Western Windows text."""
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
