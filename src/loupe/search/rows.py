"""Which window stands in which row, and the vectors of the rows: flat files that are appended to and memory-mapped."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loupe.search.manifest import Manifest
from loupe.search.windows import Window

__all__ = ["RowFiles", "RowReader"]

_ROW = np.dtype(
    [("source", "<u4"), ("id_size", "<u4"), ("id_at", "<u8"), ("start", "<u8"), ("end", "<u8")],
)
_BLOCK = 8192


class RowReader:
    """The rows of one commit, by number."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.sources = manifest.sources
        self.count = manifest.rows
        self.dimensions = manifest.dimensions
        self._rows = _mapped(folder / "rows.bin", _ROW, (manifest.rows,))
        self._ids = _mapped(folder / "ids.bin", np.dtype(np.uint8), (manifest.id_bytes,))
        self._vectors = _mapped(folder / "vectors.i8", np.dtype(np.int8), (manifest.rows, manifest.dimensions))
        if self.count and int(self._rows["source"].max()) >= len(self.sources):
            raise ValueError("a row belongs to no source")

    def window(self, row: int) -> Window:
        """The window of a row."""
        record = self._rows[row]
        at, size = int(record["id_at"]), int(record["id_size"])
        passage_id = bytes(self._ids[at : at + size]).decode("utf-8", "surrogatepass")
        return Window(passage_id, self.sources[int(record["source"])], int(record["start"]), int(record["end"]))

    def of_sources(self, source_ids: frozenset[str]) -> NDArray[np.bool_]:
        """Which rows belong to one of the sources, shape (rows,)."""
        numbers = [number for number, source in enumerate(self.sources) if source in source_ids]
        return np.isin(self._rows["source"], np.array(numbers, dtype=np.uint32))

    def scores(self, questions: NDArray[np.int8]) -> NDArray[np.float32]:
        """Dot products of int8 vectors, shape (questions, rows): whole numbers, exact on every machine.

        Each product of two numbers up to 127 and each sum of up to 1040 of them is an integer below 2**24, which
        float32 holds exactly, so neither the order of adding nor the BLAS in use can change a bit.
        """
        columns = np.ascontiguousarray(questions.T, dtype=np.float32)
        found = np.empty((len(questions), self.count), dtype=np.float32)
        for at in range(0, self.count, _BLOCK):
            block = np.asarray(self._vectors[at : at + _BLOCK]).astype(np.float32)
            found[:, at : at + len(block)] = (block @ columns).T
        return found


def _mapped(path: Path, kind: np.dtype[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    size = int(np.prod(shape)) * kind.itemsize
    if not size:
        return np.zeros(shape, dtype=kind)
    if not path.is_file() or path.stat().st_size < size:
        raise ValueError(f"{path.name} is shorter than it should be")
    return np.memmap(path, dtype=kind, mode="r", shape=shape)


class RowFiles:
    """Appends rows past the committed ones; what a killed process left behind there is cut off first."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.rows, self.id_bytes = manifest.rows, manifest.id_bytes
        sizes = {
            "rows.bin": manifest.rows * _ROW.itemsize,
            "ids.bin": manifest.id_bytes,
            "vectors.i8": manifest.rows * manifest.dimensions,
        }
        self._files = {}
        for name, size in sizes.items():
            file = self._files[name] = (folder / name).open("ab")
            file.truncate(size)

    def append(self, windows: Sequence[Window], source: int, vectors: NDArray[np.int8] | None) -> None:
        """Add the windows of the source with this number, and their vectors when there are any."""
        records = np.zeros(len(windows), dtype=_ROW)
        last: str | None = None
        for record, window in zip(records, windows, strict=True):
            name = window.passage_id.encode("utf-8", "surrogatepass")
            if window.passage_id != last:
                last = window.passage_id
                id_at, self.id_bytes = self.id_bytes, self.id_bytes + len(name)
                self._files["ids.bin"].write(name)
            record["source"], record["id_at"], record["id_size"] = source, id_at, len(name)
            record["start"], record["end"] = window.start, window.end
        self._files["rows.bin"].write(records.tobytes())
        if vectors is not None:
            self._files["vectors.i8"].write(np.ascontiguousarray(vectors).tobytes())
        self.rows += len(windows)

    def sync(self) -> None:
        """Make what was appended lasting."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Close the files, also those that can no longer be written."""
        for file in self._files.values():
            with suppress(OSError):
                file.close()
