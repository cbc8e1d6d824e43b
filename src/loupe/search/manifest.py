"""What a search folder holds, written by rename, and the lock that lets one process write at a time."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from loupe.model.errors import CaseBusy, DiskFull, LoupeError, WriteDenied

__all__ = ["Manifest", "WriterLock", "read_manifest", "storage_errors", "write_manifest"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One committed state: the sources in it, and how many rows and bytes of each file belong to it."""

    format: str
    encoder: str | None
    dimensions: int
    rows: int
    id_bytes: int
    sources: tuple[str, ...]


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at ``path``, None when there is none; ValueError when it cannot be understood."""
    try:
        plain = json.loads(path.read_bytes())
        manifest = Manifest(**{**plain, "sources": tuple(plain["sources"])})
        numbers = (manifest.dimensions, manifest.rows, manifest.id_bytes)
        if not all(isinstance(n, int) and n >= 0 for n in numbers) or not all(
            isinstance(s, str) for s in manifest.sources
        ):
            raise ValueError("numbers or sources are not what they should be")
    except FileNotFoundError:
        return None
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from error
    return manifest


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Put the manifest at ``path`` in one step: a reader sees the old one or the new one, never half of it."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(json.dumps(asdict(manifest)).encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class WriterLock:
    """A lock on a file that ends with the process that holds it, however that process ends."""

    def __init__(self, path: Path, wait_seconds: float) -> None:
        self._path = path
        self._wait = wait_seconds
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> None:
        """Take the lock; CaseBusy when another holds it for longer than the waiting time."""
        if self._handle is not None:
            return
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        deadline = time.monotonic() + self._wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(handle)
                    raise CaseBusy("Another Loupe is writing to the search index of this case.") from None
                time.sleep(0.05)
            else:
                self._handle = handle
                return

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn a full disk or a forbidden write into an error of the tree; the index library reports both as ValueError."""
    try:
        yield
    except LoupeError:
        raise
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else None
        words = str(error)
        if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "No space left" in words or "File too large" in words:
            raise DiskFull(f"No room is left on the disk for the search index in {folder}.") from error
        if number in (errno.EACCES, errno.EPERM, errno.EROFS) or "Permission denied" in words:
            raise WriteDenied(f"The search index in {folder} may not be written.") from error
        raise
