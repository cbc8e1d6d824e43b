"""How a hostile file is told: its name, how it is made, and with what it may be answered."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["SECRET", "Hostile", "Place", "Sparse", "collection", "hostile", "pieces", "zeros"]

SECRET = "the-secret-that-no-file-may-fetch"


@dataclass(frozen=True)
class Place:
    """What hostile files aim at: a file to read, a folder to write to, a port of this machine that listens."""

    secret: Path
    outside: Path
    port: int


@dataclass(frozen=True)
class Sparse:
    """A file of ``size`` bytes of which only the beginning and the end are on the disk."""

    head: bytes
    size: int
    tail: bytes = b""


Content = bytes | Sparse | Iterable[bytes]


@dataclass(frozen=True)
class Hostile:
    """A hostile file. ``answers`` are the error codes it may end in, "read" standing for a reading.

    ``deep`` has its parts read in turn, as far down as a case would; ``limits`` replaces some of the reading limits;
    ``seen`` is what a reader may call it by, when that is more hostile than a name of a file can be.
    """

    name: str
    content: Callable[[Place], Content]
    answers: frozenset[str]
    deep: bool = False
    limits: dict[str, Any] = field(default_factory=dict)
    seen: str | None = None

    def write(self, folder: Path, place: Place) -> Path:
        """Make the file; its path."""
        path = folder / self.name
        content = self.content(place)
        with path.open("wb") as out:
            if isinstance(content, Sparse):
                out.write(content.head)
                out.truncate(content.size - len(content.tail))
                out.seek(content.size - len(content.tail))
                out.write(content.tail)
            else:
                out.writelines([content] if isinstance(content, bytes) else content)
        return path


_ALL: list[Hostile] = []


def hostile(
    name: str, *answers: str, deep: bool = False, seen: str | None = None, **limits: Any
) -> Callable[[Callable[[Place], Content]], Callable[[Place], Content]]:
    """Put a hostile file into the collection; the function gives its content."""

    def add(content: Callable[[Place], Content]) -> Callable[[Place], Content]:
        _ALL.append(Hostile(name, content, frozenset(answers), deep, limits, seen))
        return content

    return add


def collection() -> tuple[Hostile, ...]:
    """All hostile files that were put in, in order."""
    return tuple(_ALL)


def zeros(size: int, end: bytes = b"", begin: bytes = b"") -> tuple[bytes, int, int]:
    """A raw deflate stream of ``begin``, ``size`` zero bytes (whole MiB) and ``end``, made at once.

    With it its unpacked length and CRC-32.
    """
    mebi = bytes(1 << 20)
    first = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = first.compress(begin) + first.flush(zlib.Z_FULL_FLUSH)
    one = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream += (one.compress(mebi) + one.flush(zlib.Z_FULL_FLUSH)) * (size >> 20)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    crc = zlib.crc32(begin)
    for _ in range(size >> 20):
        crc = zlib.crc32(mebi, crc)
    return stream + last.compress(end) + last.flush(), len(begin) + size + len(end), zlib.crc32(end, crc)


def pieces(piece: bytes, times: int, begin: bytes = b"", end: bytes = b"") -> Iterable[bytes]:
    """A piece many times over, between a beginning and an end."""
    yield begin
    many = piece * max(1, (1 << 20) // len(piece))
    left = times * len(piece)
    while left > 0:
        yield many[:left]
        left -= len(many)
    yield end
