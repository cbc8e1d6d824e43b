"""The one place where what SQLite and the operating system refuse becomes an error of Loupe's tree."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from loupe.model.errors import (
    CaseBusy,
    CaseDamaged,
    DiskFull,
    IdUnknown,
    LoupeError,
    PathDenied,
    PathMissing,
    StorageError,
    UsageError,
    WriteDenied,
)

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EISDIR}
# SQLite says FULL only for ENOSPC; a quota or a file-size limit comes back as a failed write or a failed extension.
_FAILED_WRITES = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_TRUNCATE}


@contextmanager
def plainly(case: Path) -> Iterator[None]:
    """Run work on the case at ``case``; whatever the database or the disk refuses is raised as an error of the tree."""
    try:
        yield
    except DBAPIError as error:
        raise _from_database(case, error.orig) from error
    except sqlite3.Error as error:
        raise _from_database(case, error) from error
    except OSError as error:
        raise _from_disk(case, error) from error
    except UnicodeEncodeError as error:
        raise UsageError(
            "A name or a text holds broken characters that cannot be stored.",
            hint="Rename the file using ordinary letters, then run the command again.",
        ) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Run work that reads the file at ``path``, outside the case; raises PathMissing or PathDenied."""
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise PathMissing(f"There is no file at {path}.") from error
        if error.errno in _NOT_ALLOWED:
            raise PathDenied(f"{path} may not be read by you.") from error
        raise PathDenied(
            f"{path} could not be read: {error.strerror}.", hint="Copy it to another disk and add the copy."
        ) from error


def _from_database(case: Path, error: BaseException | None) -> LoupeError:
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseBusy(f"Another program is writing to {case} and did not finish in time.")
    if code == sqlite3.SQLITE_FULL or extended in _FAILED_WRITES:
        return _full(case)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _denied(case)
    if code == sqlite3.SQLITE_CANTOPEN:
        return WriteDenied(f"The database of {case} cannot be opened by you.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return CaseDamaged(f"{case / 'case.db'} is damaged: {error}.")
    if code == sqlite3.SQLITE_IOERR:
        return StorageError(f"The disk failed while {case / 'case.db'} was used: {error}.", hint="Check the disk.")
    if extended in (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, sqlite3.SQLITE_CONSTRAINT_TRIGGER):
        return IdUnknown(
            f"Something to be saved in {case} belongs to a source, passage or claim that is not there (any more).",
            hint="A source may have been read again meanwhile: run the command again.",
        )
    return CaseDamaged(f"The database of {case} does not work as it should: {error}.")


def _from_disk(case: Path, error: OSError) -> LoupeError:
    if error.errno in _NO_ROOM:
        return _full(case)
    if error.errno in _NOT_ALLOWED:
        return _denied(case)
    return StorageError(f"A file of {case} could not be used: {error.strerror or error}.", hint="Check the disk.")


def _full(case: Path) -> DiskFull:
    return DiskFull(f"The disk or your share of it is full, so {case} could not be written.")


def _denied(case: Path) -> WriteDenied:
    return WriteDenied(f"The files of {case} may not be changed by you.")
