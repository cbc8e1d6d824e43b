"""Answers of web servers as an archive keeps them: status, header fields, and the body freed of its wrappings.

After RFC 9112 (HTTP/1.1, chunked transfer coding) and RFC 9110, 8.4 (content codings).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loupe.reading.packed.streams import ByteStream, Decoder, Inflate, unpack
from loupe.reading.warcs.records import read_fields

__all__ = ["Response", "UnknownCodingError", "read_response"]

_LONGEST_STATUS = 8192
_LONGEST_SIZE = 1024  # of the line that tells a chunk's size, with its extensions


class UnknownCodingError(ValueError):
    """The body is packed in a way for which no unpacker is installed."""


@dataclass(frozen=True, slots=True)
class Response:
    """A server's answer; ``body`` is unpacked as it is read and can be read once."""

    status: int
    fields: Mapping[str, str]
    body: ByteStream


def read_response(block: ByteStream) -> Response:
    """The answer in the block of a record; raises ValueError when it is none, UnknownCodingError for its body."""
    words = block.line(_LONGEST_STATUS).split(None, 2)
    if len(words) < 2 or not words[0].upper().startswith(b"HTTP/") or not words[1].isdigit() or len(words[1]) != 3:
        raise ValueError("the answer has no status")
    _, fields = read_fields(block)
    chunks = _unchunked(block) if "chunked" in fields.get("transfer-encoding", "").lower() else block.rest()
    codings = [word.strip().lower() for word in fields.get("content-encoding", "").split(",")]
    for coding in reversed([word for word in codings if word not in ("", "identity", "none", "utf-8")]):
        chunks = _decoded(chunks, coding)
    return Response(int(words[1]), fields, ByteStream(chunks))


def _unchunked(block: ByteStream) -> Iterator[bytes]:
    """The body without the sizes of its chunks; an archive may have taken them out and left the header field."""
    first = True
    while True:
        size = _chunk_size(block.peek(_LONGEST_SIZE))
        if size is None:
            if first:
                yield from block.rest()
                return
            raise ValueError("a chunk does not tell its size")
        block.line(_LONGEST_SIZE)
        if not size:
            return
        yield from block.take(size)
        block.line(_LONGEST_SIZE)
        first = False


def _chunk_size(head: bytes) -> int | None:
    line, feed, _ = head.partition(b"\n")
    digits = line.partition(b";")[0].strip()
    if not feed or not 1 <= len(digits) <= 16 or digits.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(digits, 16)


def _decoded(chunks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    held = ByteStream(chunks)
    head = held.peek(2)
    if not head:
        return iter(())
    decoder: Decoder
    if coding in ("gzip", "x-gzip"):
        if head != b"\x1f\x8b":
            return held.rest()  # unpacked by the archive, which left the header field
        decoder = Inflate(31)
    elif coding == "deflate":
        # Meant is zlib's format (RFC 9110, 8.4.1.2); some servers send the bare stream.
        is_zlib = len(head) == 2 and head[0] & 15 == 8 and int.from_bytes(head, "big") % 31 == 0
        decoder = Inflate(15 if is_zlib else -15)
    elif coding == "br":
        decoder = _Brotli()
    else:
        raise UnknownCodingError(coding)
    return unpack(held.rest(), decoder)


class _Brotli:
    """Brotli's decompressor with the manners of the others."""

    def __init__(self) -> None:
        try:
            import brotli  # type: ignore[import-untyped]

            self._brotli = brotli.Decompressor()
            self._brotli.process(b"", output_buffer_limit=1)  # versions before 1.2 cannot be bounded
        except (ImportError, TypeError) as error:
            raise UnknownCodingError("br") from error
        self._error = brotli.error
        self._drained = True

    @property
    def eof(self) -> bool:
        """The end of the compressed stream was reached."""
        return bool(self._brotli.is_finished())

    @property
    def needs_input(self) -> bool:
        """Nothing more comes out before something goes in."""
        return self._drained and bool(self._brotli.can_accept_more_data())

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the stream; Brotli does not tell."""
        return b""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes made of ``data`` and of what was given before."""
        try:
            out = bytes(self._brotli.process(data, output_buffer_limit=max_length))
        except self._error as error:
            raise ValueError("the bytes are not Brotli's") from error
        self._drained = not out  # it says that it takes more while there is still something to come out
        return out
