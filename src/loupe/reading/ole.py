"""Compound files of Microsoft ([MS-CFB]): the streams of .doc, .xls, .ppt and .msg, read under a budget."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from loupe.model.errors import FileDamaged, FormatUnknown, OverBudget
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = ["Compound"]

_INSTALL = 'Install what reads it with: pip install "loupe-workbench[office]"'
_MOST_ENTRIES = 200_000


class Compound:
    """An open compound file; raises FileDamaged, OverBudget, and FormatUnknown where olefile is not installed.

    ``streams`` are the paths of the streams inside, in order. What is read in all is limited by ``max_bytes``, since
    several entries may point to the same bytes.
    """

    def __init__(self, source: Path | bytes, name: str, limits: ReadingLimits) -> None:
        try:
            import olefile
        except ImportError as error:
            raise FormatUnknown(f"{name} is an old Office or Outlook file.", hint=_INSTALL) from error
        self._name = name
        self._limits = limits
        self._left = limits.max_bytes
        try:
            self._file: Any = olefile.OleFileIO(io.BytesIO(source) if isinstance(source, bytes) else str(source))
            paths = self._file.listdir(streams=True, storages=False)
        except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FileDamaged(f"{name} is damaged: the directory inside it cannot be followed.") from error
        if len(paths) > _MOST_ENTRIES:
            raise OverBudget(f"{name} holds more than {_MOST_ENTRIES:,} streams inside.")
        self.streams: tuple[tuple[str, ...], ...] = tuple(sorted(tuple(path) for path in paths))
        self._known = {tuple(part.lower() for part in path): path for path in self.streams}

    def has(self, *path: str) -> bool:
        """Whether there is such a stream; names do not tell small letters from capitals."""
        return tuple(part.lower() for part in path) in self._known

    def read(self, *path: str) -> bytes | None:
        """The bytes of a stream, None when there is none of that name or it is damaged."""
        known = self._known.get(tuple(part.lower() for part in path))
        if known is None:
            return None
        try:
            size = self._file.get_size(list(known))
            if size > self._left:
                raise OverBudget(f"{self._name} unpacks to more than it may.", hint=limit_hint("max_bytes"))
            data: bytes = self._file.openstream(list(known)).read()
        except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        self._left -= len(data)
        return data

    def facts(self) -> tuple[str, str, str]:
        """Title, author and day of making that the file's summary tells, "" where it tells none."""
        try:
            told = self._file.get_metadata()
            codec = f"cp{told.codepage}" if told.codepage and told.codepage not in (65001, 1200) else "utf-8"
            made = told.create_time
            day = f"{made:%Y-%m-%d}" if made is not None and made.year > 1980 else ""
            return _decoded(told.title, codec), _decoded(told.author, codec), day
        except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, struct.error):
            return "", "", ""

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _decoded(raw: object, codec: str) -> str:
    if not isinstance(raw, bytes):
        return str(raw or "")
    try:
        return raw.decode(codec, "replace").rstrip("\x00")
    except LookupError:
        return raw.decode("cp1252", "replace").rstrip("\x00")
