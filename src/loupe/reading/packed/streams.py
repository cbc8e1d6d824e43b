"""Bytes that come in pieces: from a file, through a decompressor, and taken as a reader wants them."""

from __future__ import annotations

import bz2
import itertools
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

__all__ = [
    "BROKEN",
    "CHUNK",
    "ByteStream",
    "Decoder",
    "Inflate",
    "compression_of",
    "file_chunks",
    "unpack",
    "unpack_all",
]

CHUNK = 1 << 16
BROKEN = (EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)
"""What decompressors raise when the bytes make no sense; an OSError is theirs only when it has no ``errno``."""

# A decoder of xz takes as much as its stream asks for; 7-Zip's and xz's strongest setting asks for 64 MiB.
_MOST_XZ_MEMORY = 200 << 20
_MAGIC = ((b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))


class Decoder(Protocol):
    """A decompressor that gives at most ``max_length`` bytes at a time, as those of ``bz2`` and ``lzma`` do."""

    @property
    def eof(self) -> bool:
        """The end of the compressed stream was reached."""
        ...

    @property
    def needs_input(self) -> bool:
        """Nothing more comes out before something goes in."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes made of ``data`` and of what was given before."""
        ...


class Inflate:
    """zlib's decompressor with the manners of the others; ``window`` as zlib counts it (-15 raw, 31 gzip)."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)
        self._full = False

    @property
    def eof(self) -> bool:
        """The end of the compressed stream was reached."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Nothing more comes out before something goes in."""
        return not self._full and not self._zlib.unconsumed_tail and not self.eof

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes made of ``data`` and of what was given before."""
        tail = self._zlib.unconsumed_tail
        out = self._zlib.decompress(tail + data if tail else data, max(max_length, 0))
        self._full = len(out) == max_length
        return out


def file_chunks(file: BinaryIO, watch: Callable[[int], None], most: int | None = None) -> Iterator[bytes]:
    """The bytes of a file from where it stands, at most ``most``; ``watch`` is told the size of each piece."""
    left = most
    while chunk := file.read(CHUNK if left is None else min(CHUNK, left)):
        watch(len(chunk))
        yield chunk
        if left is not None:
            left -= len(chunk)


def unpack(chunks: Iterator[bytes], decoder: Decoder) -> Iterator[bytes]:
    """What a decoder makes of the pieces, up to the end of its stream; raises EOFError when they end before."""
    for chunk in chunks:
        given = chunk
        while True:
            out = decoder.decompress(given, CHUNK)
            if out:
                yield out
            if decoder.eof:
                return
            if decoder.needs_input or not (out or given):
                break
            given = b""
    raise EOFError("the compressed bytes end before their end mark")


def compression_of(head: bytes) -> str | None:
    """``gz``, ``bz2`` or ``xz`` when a file begins like one, else None."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def unpack_all(chunks: Iterator[bytes], kind: str) -> Iterator[bytes]:
    """What a .gz, .bz2 or .xz file holds: all of its streams, one after the other.

    Zero bytes between and after streams are padding; anything else after the first is left alone, as gzip does.
    """
    rest, first = b"", True
    while True:
        rest = rest.lstrip(b"\x00") if not first else rest
        while not first and len(rest) < 6:
            more = next(chunks, b"")
            if not more:
                break
            rest = (rest + more).lstrip(b"\x00")
        if not first and compression_of(rest) != kind:
            return
        decoder = _decoder(kind)
        yield from unpack(_after(rest, chunks), decoder)
        rest, first = decoder.unused_data, False


def _after(rest: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    # A generator that said "yield from chunks" would end the file's pieces when the stream of its own ends.
    return itertools.chain((rest,) if rest else (), chunks)


def _decoder(kind: str) -> Decoder:
    if kind == "gz":
        return Inflate(31)
    if kind == "bz2":
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_XZ_MEMORY)


class ByteStream:
    """Pieces of bytes read as one stream, forwards only; ``at`` is how many bytes were taken."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""
        self._from = 0
        self.at = 0

    def peek(self, count: int) -> bytes:
        """The next ``count`` bytes, fewer at the end, without taking them."""
        while len(self._held) - self._from < count:
            more = next(self._chunks, b"")
            if not more:
                break
            self._held = self._held[self._from :] + more
            self._from = 0
        return self._held[self._from : self._from + count]

    def read(self, count: int) -> bytes:
        """The next ``count`` bytes, fewer only at the end; for counts that fit in memory."""
        taken = self.peek(count)
        self._from += len(taken)
        self.at += len(taken)
        return taken

    def line(self, most: int) -> bytes:
        """The next line with its line feed; raises ValueError when it is longer than ``most`` bytes."""
        looked = 256
        while True:
            held = self.peek(min(looked, most))
            end = held.find(b"\n")
            if end >= 0:
                return self.read(end + 1)
            if len(held) < min(looked, most):
                return self.read(len(held))
            if looked >= most:
                raise ValueError("a line is too long")
            looked *= 4

    def take(self, count: int) -> Iterator[bytes]:
        """Exactly ``count`` bytes in pieces; raises EOFError when the stream ends before."""
        while count > 0:
            piece = self.read(min(count, max(len(self._held) - self._from, 1)))
            if not piece:
                raise EOFError("the bytes end too early")
            count -= len(piece)
            yield piece

    def rest(self) -> Iterator[bytes]:
        """All that is left, in pieces."""
        while piece := self.read(max(len(self._held) - self._from, 1)):
            yield piece

    def skip(self, count: int) -> None:
        """Pass over ``count`` bytes; raises EOFError when the stream ends before."""
        for _ in self.take(count):
            pass
