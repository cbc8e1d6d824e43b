"""Pages that were recognised before a reading was stopped, kept in the reader's scratch folder."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from loupe.reading.paper.seen import Box, Frame, Seen, SeenLine, SeenWord

__all__ = ["KeptPages"]

_MOST_BYTES = 32 * 1024 * 1024


class KeptPages:
    """Pages by number; without a folder, nothing is kept.

    ``key`` is everything that decides what is read of a page: the recogniser and its settings, the file, how the page
    is drawn.
    """

    def __init__(self, folder: Path | None, *key: object) -> None:
        self._folder = folder
        self._key = hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest()[:16]

    def load(self, page: int) -> Seen | None:
        """What was seen on a page; None when it was not kept, or what was kept does not parse."""
        path = self._path(page)
        try:
            if path is None or path.stat().st_size > _MOST_BYTES:
                return None
            return _parse(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def save(self, page: int, seen: Seen) -> None:
        """Keep a page; a disk that takes nothing is no reason to stop."""
        path = self._path(page)
        if path is None:
            return
        new = path.with_suffix(".new")
        try:
            new.write_text(json.dumps(_plain(seen), ensure_ascii=False, separators=(",", ":")), "utf-8")
            os.replace(new, path)
        except OSError:
            return

    def _path(self, page: int) -> Path | None:
        return None if self._folder is None else self._folder / f"page-{self._key}-{page:05d}.json"


def _plain(seen: Seen) -> dict[str, Any]:
    frame = seen.frame
    return {
        "frame": [frame.width, frame.height, frame.turned, frame.skew],
        "unread": seen.unread,
        "lines": [
            [line.box, line.size, [[word.text, word.box, word.confidence] for word in line.words]]
            for line in seen.lines
        ],
    }


def _parse(plain: dict[str, Any]) -> Seen:
    width, height, turned, skew = plain["frame"]
    if turned not in (0, 90, 180, 270):
        raise ValueError("no such turn")
    lines = tuple(SeenLine(_words(words), _box(box), float(size)) for box, size, words in plain["lines"])
    return Seen(Frame(int(width), int(height), turned, float(skew)), lines, int(plain["unread"]))


def _words(plain: list[Any]) -> tuple[SeenWord, ...]:
    if not plain:
        raise ValueError("a line without words")
    return tuple(SeenWord(_text(text), _box(at), float(sure)) for text, at, sure in plain)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or value != "".join(value.split()):
        raise ValueError("no word")
    return value


def _box(value: Any) -> Box:
    left, top, right, bottom = (float(side) for side in value)
    return left, top, right, bottom
