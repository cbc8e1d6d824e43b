"""What lies in a folder that Loupe published into: whose it is, what somebody laid there, what was changed by hand."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from loupe.model.errors import UsageError, WriteDenied

__all__ = ["HOSTS", "MARK", "Owner", "is_of", "refuse_others"]

MARK = "loupe-folder.json"
"""The list of all files of the folder with their hashes, and what was published: what is not on it is not Loupe's."""
HOSTS = ("CNAME", ".git", ".nojekyll", ".well-known", "robots.txt")
"""What web hosts want at the top of a folder, and Loupe never writes: it stays where it is."""
_HINT = "Take it away, or name another folder."


@dataclass(frozen=True, slots=True)
class Owner:
    """What a folder holds: the id and the title of the work, and a sign that tells its case from others."""

    work: str
    title: str
    case: str

    def mark(self, files: Mapping[str, str]) -> bytes:
        """The list to be written, of ``files`` with their hashes."""
        told = {
            "case": self.case,
            "files": dict(sorted(files.items())),
            "format": "loupe-folder",
            "format_version": 2,
            "title": self.title,
            "work": _sign(self.work),
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a list says: the hash of each file ("" in one of an earlier time), and whose the folder is, "" unknown."""

    files: Mapping[str, str]
    work: str
    title: str
    case: str


def is_of(to: Path, owner: Owner) -> bool:
    """Whether Loupe published this work of this case into the folder."""
    listed = _listed(to) if to.is_dir() and not to.is_symlink() else None
    return listed is not None and not _other(listed, owner)


def refuse_others(to: Path, owner: Owner) -> tuple[str, ...]:
    """The names of what has to stay when the folder is written anew.

    Raises UsageError for what is no folder, holds another work, anything that Loupe did not write there, or a file that
    was changed since, WriteDenied for what cannot be looked into.
    """
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        raise UsageError(f"{to} is not a folder.", hint="Name another folder.")
    if not to.is_dir():
        return ()
    try:
        top = sorted(os.listdir(to))
        kept = tuple(name for name in top if name in HOSTS)
        if len(kept) == len(top):
            return kept
        listed = _listed(to)
        if listed is None:
            raise UsageError(
                f"{to} holds {next(name for name in top if name not in kept)}, and Loupe did not write this folder.",
                hint="Name another folder, or take away what is in this one yourself.",
            )
        if other := _other(listed, owner):
            raise UsageError(
                f"{to} holds {other}: publishing here would take that away.",
                hint="Give each work a folder of its own, or take this one away yourself.",
            )
        _refuse_foreign(to, listed)
    except OSError as error:
        raise WriteDenied(f"{to} cannot be looked into: {error.strerror}.") from error
    return kept


def _refuse_foreign(to: Path, listed: _Listed) -> None:
    foreign = list(_foreign(to, "", listed.files, _folders(listed.files)))
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise UsageError(f"{to} holds {foreign[0]}{more}, which Loupe did not write there.", hint=_HINT)
    edited = [name for name, sha256 in listed.files.items() if sha256 and _differs(to / name, sha256)]
    if edited:
        more = f" and {len(edited) - 1} more" if len(edited) > 1 else ""
        raise UsageError(
            f"{to} holds {edited[0]}{more}, changed by hand since Loupe wrote it.",
            hint="Keep a copy of the changed file elsewhere and delete it here, or name another folder.",
        )


def _other(listed: _Listed, owner: Owner) -> str:
    """What the folder holds that is not this owner's, in words; "" where it is this owner's or nobody knows."""
    name = f"“{listed.title}”" if listed.title else "one that tells no title"
    if listed.work and listed.work != _sign(owner.work):
        return f"another work, {name}"
    return f"{name} as another case published it" if listed.case and listed.case != owner.case else ""


def _listed(to: Path) -> _Listed | None:
    """The list in a folder; None where there is none, or none that Loupe wrote."""
    try:
        mark = json.loads((to / MARK).read_text("utf-8"))
        files = mark["files"]
        if mark["format"] != "loupe-folder":
            return None
        if isinstance(files, dict):
            hashes = {str(name): str(sha256) for name, sha256 in files.items()}
            return _Listed(hashes, str(mark["work"]), str(mark["title"]), str(mark["case"]))
        names = [str(name) for name in files]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # a list of an earlier time: the name of the page of the lines tells the work
    works = [found[1] for name in names if (found := re.fullmatch(r"film-(s-[0-9a-f]+)\.html", name))]
    return _Listed(dict.fromkeys(names, ""), _sign(works[0]) if len(works) == 1 else "", "", "")


def _sign(work: str) -> str:
    """What tells a work from others without its id, which holds the first digits of its hash."""
    return hashlib.sha256(f"loupe-folder {work}".encode()).hexdigest()[:16]


def _folders(files: Mapping[str, str]) -> frozenset[str]:
    return frozenset(parent.as_posix() for name in files for parent in PurePosixPath(name).parents)


def _foreign(to: Path, under: str, files: Mapping[str, str], folders: frozenset[str]) -> Iterator[str]:
    """What Loupe did not write, in order: files, links of any kind, and folders that hold none of its files."""
    with os.scandir(to / under) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{under}/{entry.name}" if under else entry.name
        if not under and (name in HOSTS or (name == MARK and entry.is_file(follow_symlinks=False))):
            continue
        if entry.is_dir(follow_symlinks=False):
            if name in folders:
                yield from _foreign(to, name, files, folders)
            else:
                yield f"the folder {name}"
        elif name not in files or not entry.is_file(follow_symlinks=False):
            yield f"{name}, a link" if entry.is_symlink() else name


def _differs(path: Path, sha256: str) -> bool:
    """Whether a file is not as it was written; one that somebody deleted is only missing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256
    except FileNotFoundError:
        return False
