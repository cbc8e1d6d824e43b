"""Names of members as a person may safely see them: no way out of a folder, no hidden marks, no two alike."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

__all__ = ["Namer", "clean_member_name", "is_litter", "is_odd", "visible"]

_MOST_CHARACTERS = 240
_MOST_ENDING = 16
_DRIVE = re.compile(r"[A-Za-z]:")
_JOINERS = "\u200c\u200d"  # Persian and Indian words and emoji are written with them
_SPACES = re.compile(r"\s+")
_LITTER_FOLDERS = {"__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd", "$RECYCLE.BIN"}
_LITTER_FILES = {".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"}


def clean_member_name(name: str) -> str:
    """A member's path as it may be shown: forward slashes, relative, no ``..``, no control or direction characters.

    Never empty, at most 240 characters, and its ending is kept.
    """
    parts = [_SPACES.sub(" ", part).strip() for part in visible(name).replace("\\", "/").split("/")]
    if parts and _DRIVE.fullmatch(parts[0]):
        del parts[0]
    elif parts and _DRIVE.match(parts[0]):
        parts[0] = parts[0][2:]
    whole = "/".join(part for part in parts if part not in ("", ".", ".."))
    return _shorten(whole) if whole else "unnamed"


def visible(text: str) -> str:
    """Text without the characters that are not seen but change what is seen."""
    return "".join(character for character in text if not _hidden(character))


def _hidden(character: str) -> bool:
    # Line ends and other controls, marks of writing direction, zero-width characters, lone surrogates: with them a
    # name reads as another ("cod.exe" shown as "exe.doc"), or breaks a line of a report in two.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") or character in "\ufffe\uffff"


def is_odd(name: str) -> bool:
    """Whether a name tries to leave its folder or holds what is not seen; a leading ``./`` is nothing odd."""
    if any(_hidden(character) for character in name if character not in _JOINERS):
        return True
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or (not parts[0] and len(parts) > 1) or _DRIVE.match(parts[0]) is not None


def _shorten(name: str) -> str:
    if len(name) <= _MOST_CHARACTERS:
        return name
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending) <= _MOST_ENDING else ""
    return name[: _MOST_CHARACTERS - 1 - len(ending)].rstrip(" /.") + "…" + ending


def is_litter(name: str) -> bool:
    """Whether a member is what a system leaves behind (__MACOSX, .DS_Store, Thumbs.db), no file of a person."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts:
        return False
    return not _LITTER_FOLDERS.isdisjoint(parts) or parts[-1].lower() in _LITTER_FILES


class Namer:
    """Gives every member a clean name of its own: the second ``a.txt`` becomes ``a (2).txt``."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}
        self.cleaned = 0
        self.repeated = 0

    def name(self, raw: str) -> str:
        """The name for a member that its archive calls ``raw``."""
        clean = clean_member_name(raw)
        if is_odd(raw):
            self.cleaned += 1
        if clean not in self._given:
            self._given.add(clean)
            return clean
        self.repeated += 1
        path = PurePosixPath(clean)
        number = self._last.get(clean, 1)
        while True:
            number += 1
            other = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
            if other not in self._given:
                self._last[clean] = number
                self._given.add(other)
                return other
