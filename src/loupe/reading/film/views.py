"""All that a page needs to show a film: a poster, thumbnails with their times, and a file that the browser plays."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from loupe.model.errors import FileDamaged
from loupe.reading.allowance import allow_media
from loupe.reading.film.pictures import make_poster, make_thumbnails, write_atomically
from loupe.reading.film.probing import Probe, probe_film
from loupe.reading.film.webcopy import unplayable, web_copy
from loupe.reading.values import ReadingLimits, Step

__all__ = ["Thumbnail", "Views", "finished_views", "make_views"]

_VERSION = "views/1"
_ENDS = 1 << 20


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture and when it is to be seen, in milliseconds."""

    at_ms: int
    path: Path


@dataclass(frozen=True, slots=True)
class Views:
    """What there is to look at of a film.

    ``poster`` is None when it has no picture. ``copy`` is a file for browsers, None when they play the original or none
    could be made; ``reason`` says in words which, and why. ``fps`` is pictures a second, None where there are none.
    """

    poster: Path | None
    thumbnails: tuple[Thumbnail, ...]
    copy: Path | None
    reason: str
    duration_ms: int
    fps: Fraction | None


def make_views(path: Path, name: str, folder: Path, limits: ReadingLimits, step: Step) -> Views:
    """Make poster, thumbnails and, where needed, a copy for browsers, below ``folder``; the film itself is only read.

    What is there is not made again; what another version of the film or of Loupe left is thrown away. A call that was
    killed goes on where it was. Raises FileDamaged, FileEncrypted and FormatUnknown as ``probe_film`` does.
    """
    allow_media(limits)
    key = _key(path)
    done = finished_views(path, folder)
    if done is not None:
        return done
    _prepare(folder, key)
    probe = probe_film(path, name, step)
    poster: Path | None = folder / "poster.jpg"
    if poster is not None and not poster.exists() and not make_poster(path, name, probe, poster, limits):
        poster = None
    thumbnails = tuple(
        Thumbnail(at, file) for at, file in make_thumbnails(path, name, probe, folder / "thumbnails", limits, step)
    )
    copy, reason = _copy(path, name, probe, folder, limits, step)
    views = Views(poster, thumbnails, copy, reason, probe.duration_ms, probe.fps)
    write_atomically(folder / "views.json", _written(views, folder, key))
    return views


def _copy(
    path: Path, name: str, probe: Probe, folder: Path, limits: ReadingLimits, step: Step
) -> tuple[Path | None, str]:
    why = unplayable(probe)
    if why is None:
        return None, "Browsers play the original."
    if probe.picture is not None and probe.picture.width * probe.picture.height > limits.max_pixels:
        return None, f"A browser cannot play it: {why}. Its pictures are too large to make a copy of."
    if probe.picture is None and probe.sound is None:
        return None, "It has neither picture nor sound."
    try:
        return web_copy(path, name, probe, folder, step), f"A browser cannot play the original: {why}."
    except FileDamaged as error:
        return None, f"A browser cannot play it: {why}. No copy could be made: {error}"


def _key(path: Path) -> str:
    """Which version of Loupe works on which file: its size and its two ends."""
    size = path.stat().st_size
    digest = hashlib.sha256(f"{_VERSION} {size}".encode())
    with path.open("rb") as stream:
        digest.update(stream.read(_ENDS))
        stream.seek(max(0, size - _ENDS))
        digest.update(stream.read(_ENDS))
    return digest.hexdigest()


def _prepare(folder: Path, key: str) -> None:
    """Keep what an earlier call for the same film left, throw away what is of another."""
    mark = folder / "film.key"
    try:
        if mark.read_text("utf-8") == key:
            return
    except (OSError, UnicodeDecodeError):
        pass
    for old in ("thumbnails", "copying"):
        shutil.rmtree(folder / old, ignore_errors=True)
    for old in ("poster.jpg", "views.json", "copy.mp4", "copy.webm", "copy.m4a"):
        (folder / old).unlink(missing_ok=True)
    write_atomically(mark, key.encode())


def _written(views: Views, folder: Path, key: str) -> bytes:
    def local(file: Path | None) -> str | None:
        return None if file is None else file.relative_to(folder).as_posix()

    plain = {
        "key": key, "poster": local(views.poster), "copy": local(views.copy), "reason": views.reason,
        "thumbnails": [[thumbnail.at_ms, local(thumbnail.path)] for thumbnail in views.thumbnails],
        "duration_ms": views.duration_ms, "fps": str(views.fps) if views.fps else None,
    }  # fmt: skip
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def finished_views(path: Path, folder: Path) -> Views | None:
    """The views of an earlier call, if it came to its end, was for this film, and all of its files are there.

    Nothing of the film is decoded, and no file outside the folder is named, whatever stands in it.
    """
    key = _key(path)
    try:
        plain: dict[str, Any] = json.loads((folder / "views.json").read_text("utf-8"))
        if plain["key"] != key:
            return None
        thumbnails = tuple(Thumbnail(int(at), folder / file) for at, file in plain["thumbnails"])
        poster, copy = (folder / plain[side] if plain[side] else None for side in ("poster", "copy"))
        fps = Fraction(plain["fps"]) if plain["fps"] else None
        views = Views(poster, thumbnails, copy, str(plain["reason"]), int(plain["duration_ms"]), fps)
    except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError):
        return None
    files = [file for file in (poster, copy, *(thumbnail.path for thumbnail in thumbnails)) if file is not None]
    inside = folder.resolve()
    return views if all(file.is_file() and file.resolve().is_relative_to(inside) for file in files) else None
