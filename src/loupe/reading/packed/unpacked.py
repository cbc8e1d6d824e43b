"""A file's bytes as if it were not compressed, under a budget."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from loupe.reading.packed.budget import Budget
from loupe.reading.packed.streams import ByteStream, compression_of, unpack_all

__all__ = ["unpacked_stream"]


def unpacked_stream(chunks: Iterator[bytes], budget: Budget) -> tuple[ByteStream, str | None]:
    """The bytes of a file, unpacked when it is compressed, and how it is compressed.

    Raises OverBudget, while read, when more comes out than ``max_ratio`` and ``max_parts_bytes`` allow.
    """
    packed = _Counted(chunks)
    head = next(packed, b"")
    kind = compression_of(head)
    whole = itertools.chain((head,) if head else (), packed)
    if kind is None:
        return ByteStream(whole), None
    return ByteStream(_bounded(unpack_all(whole, kind), packed, budget)), kind


class _Counted:
    """An iterator of pieces that knows how many bytes it gave."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = next(self._chunks)
        self.count += len(chunk)
        return chunk


def _bounded(chunks: Iterator[bytes], packed: _Counted, budget: Budget) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        budget.check_ratio(size, packed.count)
        budget.skimmed(len(chunk))
        yield chunk
