"""Compound files of Microsoft ([MS-CFB]): the streams of .doc, .xls, .ppt and .msg, and what their summary tells."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.values import ReadingLimits, limit_hint
from loupe.reading.windows import codec_of, decode_bytes, filetime

__all__ = ["OLE_MAGIC", "Compound"]

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END = 0xFFFFFFFA  # numbers from here on are no sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 400_000
_MOST_DEPTH = 100
_SUMMARY = "\x05summaryinformation"
_TITLE, _AUTHOR, _MADE, _CODEPAGE = 2, 4, 12, 1

_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An open compound file; raises FileDamaged when its directory cannot be followed.

    ``streams`` are the paths of the streams inside, in order. What is read in all is limited by ``max_bytes``, since
    several entries may point to the same bytes; OverBudget is raised past it.
    """

    def __init__(self, data: bytes, name: str, limits: ReadingLimits) -> None:
        self._data = data
        self._name = name
        self._left = limits.max_bytes
        if not data.startswith(OLE_MAGIC) or len(data) < 512:
            raise self._damaged()
        shift, mini_shift = self._number(30, 2), self._number(32, 2)
        if not 7 <= shift <= 16 or not 3 <= mini_shift < shift:
            raise self._damaged()
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        self._cutoff = self._number(56, 4)
        self._fat = self._read_fat()
        self._mini_fat = _numbers(self._chain(self._number(60, 4), self._number(64, 4) * self._sector))
        entries = self._read_directory()
        root = next((entry for entry in entries[:1] if entry.kind == _ROOT), None)
        if root is None:
            raise self._damaged()
        self._mini = self._chain(root.start, root.size)
        self._known = dict(self._walk(entries, root))
        self.streams: tuple[_Path, ...] = tuple(sorted(path for path, _ in self._known.values()))

    def has(self, *path: str) -> bool:
        """Whether there is such a stream; names do not tell small letters from capitals."""
        return tuple(part.lower() for part in path) in self._known

    def read(self, *path: str) -> bytes | None:
        """The bytes of a stream, None when there is none of that name; a damaged one ends early."""
        known = self._known.get(tuple(part.lower() for part in path))
        if known is None:
            return None
        entry = known[1]
        if entry.size >= self._cutoff:
            data = self._chain(entry.start, entry.size)
        else:
            data = self._mini_chain(entry.start, entry.size)
        self._left -= len(data)
        if self._left < 0:
            raise OverBudget(f"{self._name} unpacks to more than it may.", hint=limit_hint("max_bytes"))
        return data

    def facts(self) -> tuple[str, str, str]:
        """Title, author and day of making that the file's summary ([MS-OLEPS]) tells, "" where it tells none."""
        told = dict(_summary(self.read(_SUMMARY) or b""))
        codec = codec_of(told.get(_CODEPAGE)) or "cp1252"
        title, author = (_told(told.get(key), codec) for key in (_TITLE, _AUTHOR))
        ticks = told.get(_MADE)
        made = filetime(ticks) if isinstance(ticks, int) else None
        return title, author, f"{made:%Y-%m-%d}" if made else ""

    def _damaged(self) -> FileDamaged:
        return FileDamaged(f"{self._name} is damaged: the directory inside it cannot be followed.")

    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._data[at : at + size], "little")

    def _read_fat(self) -> array[int]:
        """Which sector follows which; the list of its own sectors goes on in a chain of sectors."""
        places = list(_numbers(self._data[76:512]))
        following, seen = self._number(68, 4), 0
        while following < _END and seen * self._sector <= len(self._data):
            more = _numbers(self._one(following))
            places += more[:-1]
            following, seen = (more[-1] if more else _END), seen + 1
        most = len(self._data) // self._sector + 1
        return _numbers(b"".join(self._one(place) for place in places[: most + 109] if place < _END))

    def _one(self, sector: int) -> bytes:
        at = (sector + 1) * self._sector
        return self._data[at : at + self._sector]

    def _chain(self, start: int, size: int) -> bytes:
        parts, sector, left = [], start, min(size, len(self._data))
        while left > 0 and sector < len(self._fat):
            part = self._one(sector)[:left]
            if not part:
                break
            parts.append(part)
            left -= self._sector
            sector = self._fat[sector]
        return b"".join(parts)

    def _mini_chain(self, start: int, size: int) -> bytes:
        parts, sector, left = [], start, min(size, len(self._mini))
        while left > 0 and sector < len(self._mini_fat):
            at = sector * self._mini_sector
            parts.append(self._mini[at : at + min(left, self._mini_sector)])
            left -= self._mini_sector
            sector = self._mini_fat[sector]
        return b"".join(parts)

    def _read_directory(self) -> list[_Entry]:
        raw = self._chain(self._number(48, 4), min(len(self._data), 128 * _MOST_ENTRIES))
        entries = []
        for at in range(0, len(raw) - 127, 128):
            length = min(int.from_bytes(raw[at + 64 : at + 66], "little"), 64)
            name = raw[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            left, right, child = (int.from_bytes(raw[at + i : at + i + 4], "little") for i in (68, 72, 76))
            # Version 3 uses only the lower half of the size, and some programs leave rubbish in the other.
            size = int.from_bytes(raw[at + 120 : at + (124 if self._sector == 512 else 128)], "little")
            start = int.from_bytes(raw[at + 116 : at + 120], "little")
            entries.append(_Entry(name, raw[at + 66], left, right, child, start, size))
        return entries

    def _walk(self, entries: list[_Entry], root: _Entry) -> Iterator[tuple[_Path, tuple[_Path, _Entry]]]:
        """Every stream under its path in small letters; an entry that is met again is not followed again."""
        waiting: list[tuple[int, _Path]] = [(root.child, ())]
        seen = {0}
        while waiting:
            number, folder = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            path = (*folder, entry.name)
            waiting += [(entry.left, folder), (entry.right, folder)]
            if entry.kind == _STORAGE and len(path) < _MOST_DEPTH:
                waiting.append((entry.child, path))
            elif entry.kind == _STREAM:
                yield tuple(part.lower() for part in path), (path, entry)


def _numbers(raw: bytes) -> array[int]:
    numbers = array("I", raw[: len(raw) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _summary(raw: bytes) -> Iterator[tuple[int, int | bytes | str]]:
    """The properties of the first set in a summary: numbers, moments in ticks, text still in its code page."""
    begin = int.from_bytes(raw[44:48], "little")
    section = raw[begin : begin + (1 << 20)]
    for number in range(min(int.from_bytes(section[4:8], "little"), 200)):
        key, at = (int.from_bytes(section[i : i + 4], "little") for i in (8 + 8 * number, 12 + 8 * number))
        kind, value = int.from_bytes(section[at : at + 4], "little"), section[at + 4 : at + 12]
        length = int.from_bytes(value[:4], "little")
        if kind == 0x02:
            yield key, int.from_bytes(value[:2], "little")
        elif kind == 0x40:
            yield key, int.from_bytes(value, "little")
        elif kind == 0x1E:
            yield key, section[at + 8 : at + 8 + min(length, 2000)]
        elif kind == 0x1F:
            yield key, section[at + 8 : at + 8 + 2 * min(length, 1000)].decode("utf-16-le", "replace")


def _told(value: int | bytes | str | None, codec: str) -> str:
    if isinstance(value, str):
        return value.partition("\x00")[0]
    return decode_bytes(value, codec).partition("\x00")[0] if isinstance(value, bytes) else ""
