"""Writing a whole folder or none of it, and only over what Loupe wrote before and nobody has touched since."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from loupe.publish.writing import refusal_of
from loupe.publish.written import MARK, Owner, refuse_others

__all__ = ["Content", "write_folder"]

Content = bytes | Path
"""A file's bytes, or the file that holds them."""


def write_folder(to: Path, files: Mapping[str, Content], owner: Owner) -> None:
    """Write ``files`` (names with "/" to contents) as the folder ``to``, by way of a new folder beside it.

    A reader sees the old folder or the new one, apart from the moment between two renamings. Raises UsageError for a
    folder of another ``owner``, or with anything in it that this function did not write or that was changed since; what
    web hosts need (``written.HOSTS``) stays. Raises WriteDenied and DiskFull. On failure what was at ``to`` stays as it
    was, and nothing is left beside it.
    """
    to = Path(os.path.abspath(to))
    kept = refuse_others(to, owner)
    token = secrets.token_hex(4)
    new, old = to.with_name(f".{to.name[:60]}.{token}.part"), to.with_name(f".{to.name[:60]}.{token}.old")
    try:
        new.mkdir(parents=True)
        listed = {name: _write(new / name, content) for name, content in sorted(files.items())}
        _write(new / MARK, owner.mark(listed))
        _swap(new, old, to, kept)
    except OSError as error:
        raise refusal_of(to, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _swap(new: Path, old: Path, to: Path, kept: Sequence[str]) -> None:
    """Put the new folder in place of the old one, and what is kept of that into it; all of it or nothing."""
    if to.exists():
        to.rename(old)
    moved: list[str] = []
    try:
        new.rename(to)
        for name in kept:
            (old / name).rename(to / name)
            moved.append(name)
    except OSError:
        with contextlib.suppress(OSError):
            for name in moved:
                (to / name).rename(old / name)
            if to.exists():
                to.rename(new)
            old.rename(to)
        raise


def _write(path: Path, content: Content) -> str:
    """Write a file, and return the SHA-256 of what is in it."""
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        if isinstance(content, bytes):
            digest.update(content)
            file.write(content)
        else:
            with content.open("rb") as source:
                while block := source.read(1 << 20):
                    digest.update(block)
                    file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
