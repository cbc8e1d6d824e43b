"""Files named on a command line and folders full of them, in an order that is the same everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from loupe.reading.front import path_error
from loupe.reading.values import PathProblem

__all__ = ["expand"]


def expand(paths: Iterable[Path]) -> Iterator[Path | PathProblem]:
    """Every file at or below the paths, folders in sorted order, hidden entries of folders left out.

    What cannot be looked at comes out as a PathProblem in its place; links that lead back into a folder being walked
    are followed once.
    """
    for path in paths:
        yield from _walk(Path(path), frozenset())


def _walk(path: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | PathProblem]:
    try:
        status = os.stat(path)
    except ValueError:
        yield PathProblem(path, path_error(FileNotFoundError(2, "no such path"), repr(str(path))))
        return
    except OSError as error:
        yield PathProblem(path, path_error(error, str(path)))
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path
        return
    key = (status.st_dev, status.st_ino)
    if key in above:
        return
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        yield PathProblem(path, path_error(error, str(path)))
        return
    for name in names:
        if not name.startswith("."):
            yield from _walk(path / name, above | {key})
