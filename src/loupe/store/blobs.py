"""Originals and stored texts, byte for byte, each under its SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loupe.model import sha256_hex
from loupe.model.errors import CaseDamaged, FileTooLarge, OriginalAltered, PathMissing, WriteDenied
from loupe.store.expect import is_sha256
from loupe.store.refusals import plainly, reading

_CHUNK = 1 << 20
_CACHED_CHARACTERS = 64_000_000
_LEFTOVER_SECONDS = 24 * 3600
_PART = "part-"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a file: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


class Blobs:
    """The folder ``blobs`` of a case: ``blobs/ab/abcdef...``, written once and never changed."""

    def __init__(self, case: Path, *, readonly: bool) -> None:
        self._case = case
        self._folder = case / "blobs"
        self._readonly = readonly
        self._lock = threading.Lock()
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._characters = 0
        self._unsynced: set[Path] = set()

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie, whether they are there or not; CaseDamaged when it is no hash."""
        if not is_sha256(sha256):
            raise CaseDamaged("The database of the case points at a stored file by something that is no SHA-256.")
        return self._folder / sha256[:2] / sha256

    def keep_file(self, path: Path, max_bytes: int) -> Kept:
        """Copy a file in while hashing it; the same bytes are kept once."""
        with _opened(path, max_bytes) as source, self._part() as (part, target):
            digest, size = hashlib.sha256(), 0
            while True:
                with reading(path):
                    chunk = source.read(_CHUNK)
                if not chunk:
                    break
                size += len(chunk)
                if size > max_bytes:
                    raise _too_large(path, max_bytes)
                digest.update(chunk)
                target.write(chunk)
            self._settle(part, target, digest.hexdigest())
        return Kept(digest.hexdigest(), size)

    def keep_text(self, text: str) -> str:
        """Keep a text as UTF-8 and return its hash."""
        data = text.encode("utf-8", "surrogatepass")
        sha256 = sha256_hex(data)
        with plainly(self._case):
            if self.sound(sha256):
                return sha256
        with self._part() as (part, target):
            target.write(data)
            self._settle(part, target, sha256)
        return sha256

    def text(self, sha256: str) -> str:
        """The text with this hash, its bytes checked against it; the texts used last are kept in memory."""
        with self._lock:
            if sha256 in self._texts:
                self._texts.move_to_end(sha256)
                return self._texts[sha256]
        text = self.text_from_disk(sha256)
        with self._lock:
            if sha256 not in self._texts:
                self._texts[sha256] = text
                self._characters += len(text)
            while self._characters > _CACHED_CHARACTERS and len(self._texts) > 1:
                self._characters -= len(self._texts.popitem(last=False)[1])
        return text

    def text_from_disk(self, sha256: str) -> str:
        """The text as the disk has it now; raises OriginalAltered when its bytes are not those that were stored."""
        path = self.path(sha256)
        with plainly(self._case):
            try:
                data = path.read_bytes()
            except FileNotFoundError as error:
                raise OriginalAltered(f"The stored text {path} is missing.") from error
        if sha256_hex(data) != sha256:
            raise OriginalAltered(f"The stored text {path} is not what was stored there.")
        return data.decode("utf-8", "surrogatepass")

    def sound(self, sha256: str) -> bool:
        """Whether the bytes are there and have this hash."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def names(self) -> Iterator[str]:
        """The hashes of everything that lies in the folder, in order."""
        for folder in sorted(self._folder.glob("??")):
            yield from sorted(entry.name for entry in folder.iterdir())

    def sync(self) -> None:
        """Make the names of new blobs durable; called before a transaction that points at them is committed."""
        with self._lock:
            folders, self._unsynced = self._unsynced, set()
        for folder in sorted(folders):
            sync_folder(folder)

    def sweep(self) -> None:
        """Remove what killed processes left half-written a day ago or earlier."""
        oldest = time.time() - _LEFTOVER_SECONDS
        for part in self._folder.glob(_PART + "*"):
            with contextlib.suppress(OSError):
                if part.stat().st_mtime < oldest:
                    part.unlink()

    @contextmanager
    def _part(self) -> Iterator[tuple[Path, BinaryIO]]:
        if self._readonly:
            raise WriteDenied(f"{self._case} was opened for reading only.", hint="Open it for writing and try again.")
        part = self._folder / (_PART + secrets.token_hex(8))
        with plainly(self._case):
            try:
                with part.open("xb") as target:
                    yield part, target
            finally:
                part.unlink(missing_ok=True)

    def _settle(self, part: Path, target: BinaryIO, sha256: str) -> None:
        if self.sound(sha256):
            return  # the part is thrown away; a damaged blob is replaced by the good bytes just read
        target.flush()
        os.fsync(target.fileno())
        part.chmod(0o444)
        home = self.path(sha256)
        with self._lock:
            if not home.parent.is_dir():
                home.parent.mkdir(exist_ok=True)
                self._unsynced.add(self._folder)
            self._unsynced.add(home.parent)
        part.replace(home)


@contextmanager
def _opened(path: Path, max_bytes: int) -> Iterator[BinaryIO]:
    # O_NONBLOCK: opening a named pipe must not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with reading(path):
        number = os.open(path, flags)
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise PathMissing(f"{path} is not a file.", hint="Name a file, or the folder that holds it.")
        if state.st_size > max_bytes:
            raise _too_large(path, max_bytes)
        with os.fdopen(number, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(number)


def _too_large(path: Path, max_bytes: int) -> FileTooLarge:
    return FileTooLarge(f"{path} is larger than the {max_bytes:,} bytes that are allowed.")


def sync_folder(folder: Path) -> None:
    """Make the names of the files in a folder survive a power cut."""
    if os.name == "nt":
        return  # Windows has no way to sync a folder
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
