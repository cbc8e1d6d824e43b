"""Zip containers under a budget: members are looked up by name and streamed, nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO

from loupe.model.errors import FileDamaged, FileEncrypted, OverBudget
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = ["Archive", "member_names"]

_CHUNK = 1 << 16
_MOST_LISTED = 20_000  # members of a container that is only looked at
_MOST_DIRECTORY = 1 << 24
_FREE_BYTES = 1 << 20  # small members may be packed as tightly as they like
_END_SIZE = 22
# What zipfile lets through when the bytes make no sense.
_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError, struct.error, zlib.error, LZMAError)


def member_names(stream: BinaryIO, name: str) -> tuple[frozenset[str], bytes]:
    """The names of the members and the content of the ``mimetype`` member (empty when there is none).

    A container with more members than an office file ever has is an archive: its names are not listed.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_SIZE - 65536))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < _END_SIZE:
        raise FileDamaged(f"{name} is damaged: it is cut off before the end of its zip container.")
    count, length = struct.unpack_from("<HI", tail, end + 10)
    if count > _MOST_LISTED or length > _MOST_DIRECTORY:
        return frozenset(), b""
    stream.seek(max(0, size - len(tail) + end - length))
    if stream.read(length).count(b"PK\x01\x02") > _MOST_LISTED:
        return frozenset(), b""
    with _open(stream, name) as archive:
        names = frozenset(archive.namelist())
        if "mimetype" not in names:
            return names, b""
        try:
            with archive.open("mimetype") as member:
                return names, member.read(100).strip()
        except _BROKEN:
            return names, b""


class Archive:
    """A zip file in memory whose members can be read as long as the limits last.

    Raises OverBudget for too many members, too many bytes or too tight a packing, FileEncrypted and FileDamaged.
    """

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        _check_directory(data, name, limits.max_members, limit_hint("max_members"))
        self._zip = _open(io.BytesIO(data), name)
        self._name = name
        self._limits = limits
        self._unpacked = 0
        if len(self._zip.infolist()) > limits.max_members:
            raise _too_many(name, limits.max_members, limit_hint("max_members"))
        self.names: frozenset[str] = frozenset(self._zip.namelist())

    def read(self, member: str) -> bytes:
        """The bytes of a member; raises KeyError when there is none of that name."""
        out = io.BytesIO()
        for chunk in self.chunks(member):
            out.write(chunk)
        return out.getvalue()

    def chunks(self, member: str, *, again: bool = False) -> Iterator[bytes]:
        """The bytes of a member piece by piece; with ``again`` they do not count against the budget.

        Raises KeyError when there is no member of that name.
        """
        info = self._zip.getinfo(member)
        if info.flag_bits & 1:
            raise FileEncrypted(f"{self._name} is locked with a password.")
        limits, taken = self._limits, 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    taken += len(chunk)
                    self._unpacked += 0 if again else len(chunk)
                    if self._unpacked > limits.max_unpacked_bytes:
                        said = f"{self._name} unpacks to more than {limits.max_unpacked_bytes:,} bytes."
                        raise OverBudget(said, hint=limit_hint("max_unpacked_bytes"))
                    if taken > _FREE_BYTES and taken > limits.max_ratio * max(info.compress_size, 1):
                        said = f"{self._name} is packed so tightly that it looks like a zip bomb."
                        raise OverBudget(said, hint=limit_hint("max_ratio"))
                    yield chunk
        except _BROKEN as error:
            raise FileDamaged(f"{self._name} is damaged: its part {member} cannot be unpacked.") from error


def _check_directory(data: bytes, name: str, most: int, hint: str) -> None:
    # zipfile makes an object for every member before one can count them; the end record tells the number first.
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END_SIZE - 65536))
    if end < 0 or len(data) - end < _END_SIZE:
        raise FileDamaged(f"{name} is damaged: it is cut off before the end of its zip container.")
    count = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if count > most or (size != 0xFFFFFFFF and size // 46 > max(most, 65536) * 8):
        raise _too_many(name, most, hint)
    if data.count(b"PK\x01\x02", max(0, end - min(size, end))) > most:
        raise _too_many(name, most, hint)


def _too_many(name: str, most: int, hint: str) -> OverBudget:
    return OverBudget(f"{name} holds more than {most:,} parts inside.", hint=hint)


def _open(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise FileDamaged(f"{name} is damaged: its zip container cannot be opened.") from error
