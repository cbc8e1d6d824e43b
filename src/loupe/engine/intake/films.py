"""What a page needs to show a film: poster, thumbnails, and a copy for browsers where the original plays in none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from loupe.engine.intake.adding import Progress
from loupe.engine.settings import Settings
from loupe.model import Source
from loupe.model.errors import OverBudget, ReadError, UsageError
from loupe.reading import ReadJob, limit_hint, read_all
from loupe.reading.film import Views, finished_views
from loupe.store import Store

__all__ = ["bare_film", "film_of", "film_views", "views_there"]

_WORK = "work"  # in the case: where readers write while they read
_FOLDER = "film"  # in the case: derived, and made anew whenever it is gone


def film_of(store: Store, work: Source) -> Source | None:
    """The film or recording that a work's words are of: the work itself, or what it is part of or draws on."""
    related = dict.fromkeys(one for one in (work.id, work.part_of, *work.draws_on) if one)
    known = (store.source(one) for one in related if store.has_source(one))
    return next((s for s in known if s.format in ("film", "sound") and s.sha256), None)


def film_views(store: Store, source: Source, settings: Settings, progress: Progress) -> Views:
    """Make what is missing, in a limited process; what was begun and stopped goes on. Raises ReadError classes."""
    if source.format not in ("film", "sound") or not source.sha256:
        raise UsageError(f"{source.label} is no film or recording.", hint="Name one that loupe sources lists as such.")
    folder = _folder(store, source)
    folder.mkdir(parents=True, exist_ok=True)
    job = ReadJob(store.blob_path(source.sha256), source.name, folder, settings.recognition, "views")
    for _, result in read_all([job], settings.limits, 1, lambda _job, done, total, what: progress(done, total, what)):
        if isinstance(result, ReadError):
            raise result
    views = views_there(store, source)
    if views is None:
        raise UsageError(f"{source.label} changed while it was read.", hint="Run the command again.")
    return views


@contextmanager
def bare_film(store: Store, path: Path, name: str, settings: Settings) -> Iterator[Path]:
    """A copy of a film or recording without tags, made in a limited process; gone with the context.

    It lies in the case where that may be written, for a film may be larger than the system's own room for such things.
    Raises ReadError classes, OverBudget for a film that is larger than what a reader may write.
    """
    if path.stat().st_size > settings.limits.max_parts_bytes:
        raise OverBudget(f"{name} is too large to be copied without its tags.", hint=limit_hint("max_parts_bytes"))
    room = store.path / _WORK
    with suppress(OSError):
        room.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="publish-", dir=room if os.access(room, os.W_OK) else None) as folder:
        scratch = Path(folder, "film")
        scratch.mkdir()
        job = ReadJob(path, name, scratch, settings.recognition, "bare")
        for _, result in read_all([job], settings.limits, 1):
            if isinstance(result, ReadError):
                raise result
            yield result.parts[0].path


def views_there(store: Store, source: Source) -> Views | None:
    """What was made of a film before, None where nothing was, or not to the end."""
    if source.format not in ("film", "sound") or not source.sha256:
        return None
    path = store.blob_path(source.sha256)
    return finished_views(path, _folder(store, source)) if path.is_file() else None


def _folder(store: Store, source: Source) -> Path:
    return store.path / _FOLDER / source.sha256
