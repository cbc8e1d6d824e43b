"""Files named on a command line and folders full of them, in an order that is the same everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from loupe.model.errors import PathDenied, PathMissing
from loupe.reading.front import path_error
from loupe.reading.values import PathProblem

__all__ = ["expand"]


def expand(paths: Iterable[Path]) -> Iterator[Path | PathProblem]:
    """Every file at or below the paths, folders in sorted order, hidden entries of folders left out.

    What cannot be looked at comes out as a PathProblem in its place. A path given is followed wherever it leads; a link
    found in a folder only as long as it stays in that folder, so that nothing comes into a case that nobody named.
    Links that lead back into a folder being walked are followed once.
    """
    for path in paths:
        yield from _walk(Path(path))


def _walk(top: Path) -> Iterator[Path | PathProblem]:
    # A stack of its own: folders can be nested deeper than Python calls may be.
    stack: list[tuple[Path, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    root: str | None = None
    while stack:
        path, above = stack.pop()
        try:
            status = os.stat(path)
            if root is None:
                root = os.path.realpath(path)
            elif (stat.S_ISDIR(status.st_mode) or os.path.islink(path)) and not _within(root, os.path.realpath(path)):
                yield PathProblem(path, _leads_out(path))
                continue
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


def _within(root: str, path: str) -> bool:
    try:
        return os.path.commonpath((root, path)) == root
    except ValueError:  # on another drive
        return False


def _leads_out(path: Path) -> PathDenied:
    return PathDenied(
        f"{path} is a link that leads out of the folder, so it was not followed.",
        hint="If what it leads to belongs in the case, add it by itself.",
    )
