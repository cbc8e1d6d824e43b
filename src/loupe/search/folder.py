"""The folder of a search index: what was committed last, one writer at a time, and starting anew when it is damaged."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loupe.model.errors import CaseDamaged
from loupe.search.manifest import Manifest, WriterLock, read_manifest, storage_errors, write_manifest
from loupe.search.rows import RowFiles, RowReader
from loupe.search.windows import Window
from loupe.search.words import ENGINE, WordIndex, WordReader

__all__ = ["IndexFolder", "Snapshot"]

FORMAT = f"loupe search 1, {ENGINE}"
_OWN_FILES = (
    "manifest.json",
    "manifest.json.new",
    "manifest.next",
    "manifest.next.new",
    "rows.bin",
    "ids.bin",
    "vectors.i8",
)


class _UnusableError(Exception):
    """The folder cannot be used as it is; the words say why, and are empty when there is just nothing in it yet."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One commit as searches see it; ``ahead`` when its writer died before it could put the manifest in its place."""

    manifest: Manifest
    rows: RowReader
    words: WordReader
    stamp: tuple[int, int]
    ahead: bool


class IndexFolder:
    """The files of a search index. ``rebuilt`` says why the folder was emptied when it was opened, else it is empty.

    Rows and vectors are appended first, then the index of words commits, then the manifest is renamed. A commit of the
    words that finds its manifest still under the name ``manifest.next`` is complete all the same.
    """

    def __init__(self, path: Path, encoder: str | None, dimensions: int, wait_seconds: float) -> None:
        self.rebuilt = ""
        self._path = path
        self._nothing = Manifest(FORMAT, encoder, dimensions, rows=0, id_bytes=0, sources=())
        self._lock = WriterLock(path / "lock", wait_seconds)
        self._words: WordIndex | None = None
        self._rows: RowFiles | None = None
        self._pending: list[str] = []
        with storage_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            self._state = self._open()

    @property
    def path(self) -> Path:
        """Where the folder is."""
        return self._path

    def current(self) -> Snapshot:
        """The last commit, by this process or another; CaseDamaged when it can no longer be read."""
        if self._state.stamp != self._stamp():
            self._state = self._follow()
        return self._state

    def append(
        self, source_id: str, windows: Sequence[Window], texts: Sequence[str], vectors: NDArray[np.int8] | None
    ) -> None:
        """Add a source's windows, unless it is in already; keeps the lock until ``commit`` or ``close``."""
        with self._writing():
            words, rows = self._begin()
            if source_id in self._pending or source_id in self._state.manifest.sources:
                return
            words.add(texts, rows.rows)
            rows.append(windows, len(self._state.manifest.sources) + len(self._pending), vectors)
            self._pending.append(source_id)

    def commit(self) -> None:
        """Make lasting what was appended."""
        words, rows = self._words, self._rows
        if words is None or rows is None:
            return
        old = self._state.manifest
        with self._writing():
            rows.sync()
            manifest = replace(old, rows=rows.rows, id_bytes=rows.id_bytes, sources=(*old.sources, *self._pending))
            write_manifest(self._path / "manifest.next", manifest)
            words.commit()
            (self._path / "manifest.next").replace(self._path / "manifest.json")
        self.close()

    def clear(self) -> None:
        """Empty the index, also for those who have it open."""
        self.close()
        with self._writing():
            self._lock.acquire()
            self._state = self._empty()
        self._lock.release()

    def close(self) -> None:
        """Forget what was appended and not committed, and give the lock back."""
        words, rows = self._words, self._rows
        self._words, self._rows, self._pending = None, None, []
        with suppress(ValueError, OSError):  # a writer that has failed cannot be rolled back; nothing of it was kept
            if words is not None:
                words.abandon()
            if rows is not None:
                rows.close()
        self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with storage_errors(self._path):
                yield
        except BaseException:
            self.close()
            raise

    def _begin(self) -> tuple[WordIndex, RowFiles]:
        if self._words is None or self._rows is None:
            self._lock.acquire()
            self._state = self._follow()
            following = self._path / "manifest.next"
            if self._state.ahead:
                following.replace(self._path / "manifest.json")
                self._state = self._follow()
            following.unlink(missing_ok=True)
            self._rows = RowFiles(self._path, self._state.manifest)
            self._words = WordIndex(self._path / "words", create=False)
        return self._words, self._rows

    def _open(self) -> Snapshot:
        with suppress(_UnusableError):
            return self._load()
        self._lock.acquire()
        try:
            return self._load()  # another process may have mended it meanwhile
        except _UnusableError as why:
            self.rebuilt = str(why)
            return self._empty()
        finally:
            self._lock.release()

    def _follow(self) -> Snapshot:
        """The last commit of an index in use, which is never emptied: a search must not find less in silence."""
        try:
            return self._load()
        except _UnusableError as why:
            hint = "Run the command again; the search index is then made again from the sources."
            raise CaseDamaged("The search index was changed or damaged while it was in use.", hint=hint) from why

    def _load(self) -> Snapshot:
        why = ""
        for pause in (0.0, 0.02, 0.1):  # another process may be between two steps of a commit
            time.sleep(pause)
            if not any((self._path / name).exists() for name in ("manifest.json", "rows.bin", "words")):
                raise _UnusableError
            try:
                return self._read()
            except (ValueError, OSError) as error:
                why = f"The search index was damaged ({error}); it is made again from the sources."
        raise _UnusableError(why)

    def _read(self) -> Snapshot:
        stamp = self._stamp()
        manifest = read_manifest(self._path / "manifest.json")
        if manifest is None:
            raise ValueError("its list of sources is missing")
        if manifest.format != FORMAT:
            raise _UnusableError("The search index was made by another version; it is made again from the sources.")
        if (manifest.encoder, manifest.dimensions) != (self._nothing.encoder, self._nothing.dimensions):
            raise _UnusableError("The search index was made with another encoder; it is made again from the sources.")
        words = WordIndex(self._path / "words", create=False).reader()
        following = None
        if words.rows != manifest.rows:
            following = read_manifest(self._path / "manifest.next")
            if following is None or following.rows != words.rows:
                raise ValueError("its parts are not of one commit")
        state = following or manifest
        return Snapshot(state, RowReader(self._path, state), words, stamp, following is not None)

    def _stamp(self) -> tuple[int, int]:
        try:
            found = (self._path / "manifest.json").stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def _empty(self) -> Snapshot:
        """Remove our own files, and no others, and begin with nothing; the manifest goes first and comes last."""
        for name in _OWN_FILES:
            (self._path / name).unlink(missing_ok=True)
        shutil.rmtree(self._path / "words", ignore_errors=True)
        WordIndex(self._path / "words", create=True)
        write_manifest(self._path / "manifest.json", self._nothing)
        return self._load()
