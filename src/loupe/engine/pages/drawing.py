"""Pictures of the pages of PDFs and scans, drawn one at a time in a limited process and kept in the case folder."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from loupe.engine.settings import Settings
from loupe.model import PagePlace, Source
from loupe.model.errors import FileDamaged, FormatUnknown, OriginalAltered, ReadError
from loupe.reading import Reading, ReadJob, read_all
from loupe.store import Store
from loupe.views.quote_boxes import PageLine
from loupe.views.source_page import has_pages

__all__ = ["Drawing", "DrawnPage"]

_FOLDER = "pages"  # in the case: derived, and made anew whenever it is gone
_VERSION = "page/1"
_MOST_SECONDS = 30.0  # a page is looked at by somebody who waits
_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a PNG, its width and height in points, and the lines of its own text (none of a scan)."""

    picture: Path
    width: float
    height: float
    lines: tuple[PageLine, ...]


@dataclass(slots=True)
class Drawing:
    """Draws pages, one after the other, however many ask; what was drawn is not drawn again."""

    _store: Store
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _elsewhere: tempfile.TemporaryDirectory[str] | None = None

    def page(self, source: Source, number: int, settings: Settings) -> DrawnPage:
        """Page ``number``, from 1; raises FormatUnknown for what has no pages, and what ``page_picture`` raises."""
        if not has_pages(source) or not source.sha256:
            raise FormatUnknown(f"{source.label} has no pages that could be drawn.", hint="Read its text instead.")
        if not 1 <= number <= _MOST_PAGES:
            raise FileDamaged(f"{source.label} has no page {number}.", hint="Choose one of its pages.")
        with self._lock:
            folder = self._root() / source.sha256
            found = _kept(folder, number)
            return found or self._draw(source, number, settings, folder)

    def close(self) -> None:
        """Throw away what was drawn outside the case."""
        with self._lock:
            if self._elsewhere is not None:
                self._elsewhere.cleanup()
                self._elsewhere = None

    def _draw(self, source: Source, number: int, settings: Settings, folder: Path) -> DrawnPage:
        path = self._store.blob_path(source.sha256)
        if not path.is_file():
            raise OriginalAltered(f"The original of {source.label} is not in the case.")
        scratch = folder.parent / f"drawing-{secrets.token_hex(8)}"
        scratch.mkdir(parents=True)
        limits = replace(settings.limits, seconds=min(settings.limits.seconds, _MOST_SECONDS))
        try:
            job = ReadJob(path, source.name, scratch, task="page", page=number)
            for _, result in read_all([job], limits, 1):
                if isinstance(result, ReadError):
                    raise result
                return _keep(result, folder, number)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        raise FileDamaged(f"{source.label} gave no page {number}.")

    def _root(self) -> Path:
        """The folder of pictures: in the case, or for the time of this process where the case may not be written."""
        if not self._store.readonly:
            return self._store.path / _FOLDER
        if self._elsewhere is None:
            self._elsewhere = tempfile.TemporaryDirectory(prefix="loupe-pages-")
        return Path(self._elsewhere.name)


def _keep(reading: Reading, folder: Path, number: int) -> DrawnPage:
    """Move the picture to where it is kept; the file that describes it comes last, so that half a page is none."""
    part = reading.parts[0]
    width, height = (float(side) for side in part.place.split())
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / f"{number}.png"
    part.path.replace(picture)
    lines = []
    for passage in reading.passages:
        start, end, place = passage.locator.start, passage.locator.end, passage.locator.segments[0].place
        words = [
            [w.start - start, w.end - start, list(w.place.box)]
            for w in reading.words
            if start <= w.start and w.end <= end and isinstance(w.place, PagePlace)
        ]
        if isinstance(place, PagePlace):
            lines.append([reading.text[start:end], list(place.box), words])
    plain = {"version": _VERSION, "width": width, "height": height, "lines": lines}
    unfinished = folder / f"{number}.json.new"
    unfinished.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), "utf-8")
    unfinished.replace(folder / f"{number}.json")
    return _page(picture, plain)


def _kept(folder: Path, number: int) -> DrawnPage | None:
    picture = folder / f"{number}.png"
    try:
        plain = json.loads((folder / f"{number}.json").read_text("utf-8"))
        if plain["version"] != _VERSION or not picture.is_file() or picture.is_symlink():
            return None
        return _page(picture, plain)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _page(picture: Path, plain: dict[str, Any]) -> DrawnPage:
    def box(sides: Any) -> tuple[float, float, float, float]:
        left, top, right, bottom = sides
        return float(left), float(top), float(right), float(bottom)

    lines = tuple(
        PageLine(str(text), box(sides), tuple((int(a), int(b), box(of)) for a, b, of in words))
        for text, sides, words in plain["lines"]
    )
    return DrawnPage(picture, float(plain["width"]), float(plain["height"]), lines)
