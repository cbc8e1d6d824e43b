"""Vectors that were dear to make, kept in one file by what they were made from; it may be deleted at any time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loupe.model.errors import CaseBusy
from loupe.search.manifest import WriterLock

__all__ = ["KeptVectors", "text_key"]

_KEY = 16


def text_key(text: str) -> bytes:
    """What a text is kept under: 16 bytes of its BLAKE2b."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


class KeptVectors:
    """Vectors of one encoder by the key of their text, in a file that only grows.

    The file is a head that names the encoder, then records of one length, each with a checksum of its own. One process
    appends at a time. What a killed process left half written is cut off by the next one; a record whose checksum is
    wrong counts as missing. A file of another encoder is begun anew. Nothing here raises because of the disk: vectors
    that cannot be kept are remembered as long as the object lives, and made again another time.
    """

    def __init__(self, path: Path, encoder: str, dimensions: int, *, wait_seconds: float = 2.0) -> None:
        self._path = path
        self._head = b"loupe vectors 1\n" + blake2b(f"{encoder}\n{dimensions}".encode(), digest_size=48).digest()
        self._record = np.dtype([("key", f"V{_KEY}"), ("sum", "<u4"), ("vector", "i1", (dimensions,))])
        self._lock = WriterLock(path.with_name(path.name + ".lock"), wait_seconds)
        self._rows: dict[bytes, int] = {}
        self._records: NDArray[np.void] = np.zeros(0, self._record)
        self._stamp: tuple[int, int] = (0, 0)
        self._fresh: dict[bytes, NDArray[np.int8]] = {}
        with suppress(OSError):
            self._follow()

    def __len__(self) -> int:
        return len(self._rows.keys() | self._fresh.keys())

    def find(self, keys: Sequence[bytes]) -> list[NDArray[np.int8] | None]:
        """The vector of each key, None for one that is not kept."""
        return [self._fresh[key] if key in self._fresh else self._kept(key) for key in keys]

    def keep(self, keys: Sequence[bytes], vectors: NDArray[np.int8]) -> None:
        """Keep the vectors under their keys, on the disk where that may be written."""
        self._fresh.update(zip(keys, np.ascontiguousarray(vectors, np.int8), strict=True))
        with suppress(OSError, CaseBusy):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            try:
                self._append()
            finally:
                self._lock.release()

    def _kept(self, key: bytes) -> NDArray[np.int8] | None:
        row = self._rows.get(key)
        if row is None:
            return None
        record = self._records[row]
        vector: NDArray[np.int8] = record["vector"]
        return vector if int(record["sum"]) == zlib.crc32(key + vector.tobytes()) else None

    def _append(self) -> None:
        """Write what is fresh behind the last whole record; the lock is held."""
        self._follow()
        new = [key for key in self._fresh if self._kept(key) is None]
        records = np.zeros(len(new), self._record)
        for record, key in zip(records, new, strict=True):
            vector = self._fresh[key]
            record["key"], record["vector"] = np.void(key), vector
            record["sum"] = zlib.crc32(key + vector.tobytes())
        if not self._stamp[0]:
            self._begin()
        with self._path.open("r+b") as file:
            file.seek(file.truncate(len(self._head) + len(self._records) * self._record.itemsize))
            file.write(records.tobytes())
            file.flush()
            os.fsync(file.fileno())
        self._follow()
        self._fresh.clear()

    def _begin(self) -> None:
        """Put a file that holds nothing yet in place of whatever is there, which others may be reading."""
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_bytes(self._head)
        fresh.replace(self._path)

    def _follow(self) -> None:
        """Take in what the file holds now; a file that is not ours counts as none."""
        try:
            with self._path.open("rb") as file:
                found = os.fstat(file.fileno())
                ours = file.read(len(self._head)) == self._head
        except FileNotFoundError:
            ours = False
        if not ours:
            self._rows, self._records, self._stamp = {}, np.zeros(0, self._record), (0, 0)
            return
        count = (found.st_size - len(self._head)) // self._record.itemsize
        stamp = (found.st_ino, count)
        if stamp == self._stamp:
            return
        known = self._stamp[1] if found.st_ino == self._stamp[0] and count >= self._stamp[1] else 0
        if not known:
            self._rows = {}
        self._records = np.zeros(0, self._record)
        if count:
            self._records = np.memmap(self._path, self._record, "r", len(self._head), (count,))
        fresh_keys = self._records["key"][known:].tobytes()
        for row in range(known, count):
            at = (row - known) * _KEY
            self._rows[fresh_keys[at : at + _KEY]] = row
        self._stamp = stamp
