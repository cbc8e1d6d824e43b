"""Writing a whole folder or none of it, and only over what Loupe wrote before."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from loupe.model.errors import UsageError, WriteDenied
from loupe.publish.writing import refusal_of

__all__ = ["MARK", "Content", "write_folder"]

Content = bytes | Path
"""A file's bytes, or the file that holds them."""
MARK = "loupe-folder.json"
"""The list of all files of the folder: whatever is not on it, Loupe did not write."""
_HINT = "Name another folder, or take away what is in this one yourself."


def write_folder(to: Path, files: Mapping[str, Content]) -> None:
    """Write ``files`` (names with "/" to contents) as the folder ``to``, by way of a new folder beside it.

    A reader sees the old folder or the new one, apart from the moment between two renamings. Raises UsageError for a
    folder with anything in it that this function did not write, WriteDenied and DiskFull. On failure what was at ``to``
    stays as it was, and nothing is left beside it.
    """
    to = Path(os.path.abspath(to))
    _refuse_others(to)
    token = secrets.token_hex(4)
    new, old = to.with_name(f".{to.name[:60]}.{token}.part"), to.with_name(f".{to.name[:60]}.{token}.old")
    try:
        new.mkdir(parents=True)
        for name, content in files.items():
            _write(new / name, content)
        listed = {"files": sorted(files), "format": "loupe-folder", "format_version": 1}
        _write(new / MARK, (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode())
        _swap(new, old, to)
    except OSError as error:
        raise refusal_of(to, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if to.is_dir():
            shutil.rmtree(old, ignore_errors=True)


def _swap(new: Path, old: Path, to: Path) -> None:
    if to.exists():
        to.rename(old)
    try:
        new.rename(to)
    except OSError:
        with contextlib.suppress(OSError):
            old.rename(to)
        raise


def _write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            with content.open("rb") as source:
                shutil.copyfileobj(source, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def _refuse_others(to: Path) -> None:
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        raise UsageError(f"{to} is not a folder.", hint=_HINT)
    try:
        found = sorted(_names(to)) if to.is_dir() else []
    except OSError as error:
        raise WriteDenied(f"{to} cannot be looked into: {error.strerror}.") from error
    if not found:
        return
    try:
        mark = json.loads((to / MARK).read_text("utf-8"))
        listed = {str(name) for name in mark["files"]} | {MARK} if mark["format"] == "loupe-folder" else set()
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{to} holds files, and Loupe did not write this folder.", hint=_HINT) from None
    if others := [name for name in found if name not in listed]:
        raise UsageError(f"{to} holds {others[0]}, which Loupe did not write there.", hint=_HINT)


def _names(folder: Path) -> list[str]:
    found: list[str] = []
    for at, _, names in os.walk(folder):
        found += [(Path(at) / name).relative_to(folder).as_posix() for name in names]
    return found
