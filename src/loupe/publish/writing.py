"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from loupe.model.errors import DiskFull, LoupeError, WriteDenied

__all__ = ["refusal_of", "write_whole"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_whole(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path`` by way of a new file beside it, so that a reader sees the old or the new file.

    Raises DiskFull when there is no room, WriteDenied when the folder or file may not be written. On failure what was
    at ``path`` stays as it was and nothing is left beside it.
    """
    beside = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        raise refusal_of(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise refusal_of(path, error) from error
    return path


def refusal_of(path: Path, error: OSError) -> LoupeError:
    """What Loupe says when the disk refused to write there."""
    if error.errno in _FULL:
        return DiskFull(f"There is no room left to write {path}.")
    if isinstance(error, FileNotFoundError) and (above := Path(error.filename or path).parent).is_dir():
        return WriteDenied(f"{path} cannot be written: {above} takes no new files.", hint="Name another folder.")
    if isinstance(error, FileNotFoundError):
        return WriteDenied(
            f"{path} cannot be written: there is no folder {path.parent}.", hint="Make the folder first."
        )
    if path.is_dir():
        return WriteDenied(f"{path} cannot be written: it is a folder.", hint="Give the name of a file.")
    return WriteDenied(f"{path} cannot be written: {error.strerror}.")
