"""Files named on a command line and folders full of them, in an order that is the same everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from loupe.model.errors import PathMissing
from loupe.reading.front import path_error
from loupe.reading.values import PathProblem

__all__ = ["expand"]


def expand(paths: Iterable[Path]) -> Iterator[Path | PathProblem]:
    """Every file at or below the paths, folders in sorted order, hidden entries of folders left out.

    What cannot be looked at comes out as a PathProblem in its place; links that lead back into a folder being walked
    are followed once.
    """
    for path in paths:
        yield from _walk(Path(path))


def _walk(top: Path) -> Iterator[Path | PathProblem]:
    # A stack of its own: folders can be nested deeper than Python calls may be.
    stack: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while stack:
        path, above = stack.pop()
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            key = (status.st_dev, status.st_ino)
            if key not in above:
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
                stack += [(path / name, above | {key}) for name in names]
        except OSError as error:
            yield PathProblem(path, path_error(error, str(path)))
        except ValueError:  # a NUL in the path
            yield PathProblem(path, PathMissing(f"There is no file or folder at {str(path)!r}."))
