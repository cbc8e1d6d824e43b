"""Files into the case: kept byte for byte, read in limited processes, and written down in batches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from loupe.engine.settings import Settings
from loupe.engine.sheet import Description, describe
from loupe.model import Passage, Problem, Role, Source, content_id, source_id
from loupe.model.errors import ReadError, StorageError
from loupe.reading import PathProblem, Reading, ReadJob, expand, read_all
from loupe.store import Store

__all__ = ["AddReport", "Item", "add_files", "items_of"]

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the last one."""

_BATCH_CHARACTERS = 4_000_000
_BATCH_SOURCES = 64


@dataclass(frozen=True, slots=True)
class Item:
    """A file to add: its path, the name it goes by in the case, and what a person says of it."""

    path: Path
    name: str
    description: Description = field(default_factory=Description)


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files, in their order.

    ``added`` were read, ``known`` were there before, byte for byte, ``changed`` too but are described anew, ``failed``
    are in the case with the problem that kept them from being read, ``refused`` could not even be opened.
    """

    added: tuple[Source, ...] = ()
    known: tuple[Source, ...] = ()
    changed: tuple[Source, ...] = ()
    failed: tuple[Source, ...] = ()
    refused: tuple[tuple[str, ReadError], ...] = ()


@dataclass(slots=True)
class _Progress:
    added: list[Source] = field(default_factory=list)
    known: list[Source] = field(default_factory=list)
    changed: list[Source] = field(default_factory=list)
    failed: list[Source] = field(default_factory=list)
    refused: list[tuple[str, ReadError]] = field(default_factory=list)

    def report(self) -> AddReport:
        return AddReport(*(tuple(getattr(self, name)) for name in AddReport.__slots__))


def items_of(paths: Iterable[Path], description: Description) -> Iterator[Item | PathProblem]:
    """The files at and below the paths; a file found in a folder goes by its path below that folder.

    Case folders below a path are left out: a case in the folder of its own sources must not swallow itself.
    """
    for path in paths:
        cases = {path: _is_case(path)}
        for found in expand([path]):
            if isinstance(found, PathProblem):
                yield found
            elif found == path:
                yield Item(found, found.name, description)
            elif not _in_case(found.parent, cases):
                yield Item(found, str(found.relative_to(path)), description)


def _in_case(folder: Path, known: dict[Path, bool]) -> bool:
    if folder not in known:
        known[folder] = _in_case(folder.parent, known) or _is_case(folder)
    return known[folder]


def _is_case(folder: Path) -> bool:
    # os.path answers no where pathlib raises: in a folder that may not be looked into.
    return os.path.isfile(folder / "case.db") and os.path.isdir(folder / "blobs")


def add_files(
    store: Store,
    items: Sequence[Item | PathProblem],
    settings: Settings,
    *,
    role: Role = "archive",
    progress: Progress | None = None,
) -> AddReport:
    """Add files to the case. One bad file never stops the rest; a full disk does, with all before it saved.

    The original is kept under its SHA-256 and read from there, so that what was read is what was kept.
    """
    done = _Progress()
    waiting: dict[str, tuple[Item, Source]] = {}
    batch: list[tuple[Source, Sequence[Passage]]] = []
    jobs = _jobs(store, items, settings, role, done, waiting)
    for seen, (job, result) in enumerate(read_all(jobs, settings.limits, settings.processes), start=1):
        item, blank = waiting.pop(str(job.path))
        source, passages = _source_of(store, item, blank, result)
        batch.append((source, passages))
        (done.failed if source.problem and not source.passages else done.added).append(source)
        if len(batch) >= _BATCH_SOURCES or sum(s.characters for s, _ in batch) >= _BATCH_CHARACTERS:
            store.add_sources(batch)
            batch = []
        if progress:
            progress(seen + len(done.known) + len(done.changed) + len(done.refused), len(items), item.name)
    failed_early = [(s, ()) for s in done.failed if not s.sha256]
    store.add_sources([*batch, *failed_early])
    return done.report()


def _jobs(
    store: Store,
    items: Sequence[Item | PathProblem],
    settings: Settings,
    role: Role,
    done: _Progress,
    waiting: dict[str, tuple[Item, Source]],
) -> Iterator[ReadJob]:
    known: Mapping[str, Source] = {s.id: s for s in store.sources()}
    taken: set[str] = set()
    for item in items:
        if isinstance(item, PathProblem):
            done.refused.append((str(item.path), item.error))
            continue
        try:
            kept = store.keep_file(item.path, settings.limits.max_bytes)
        except StorageError:
            raise
        except ReadError as error:
            if error.code == "path-missing":
                done.refused.append((str(item.path), error))
            else:
                blank = _blank(item, content_id("s", item.name), "", 0, role)
                _once(done.failed, replace(blank, problem=_problem(error)))
            continue
        identity = source_id(kept.sha256)
        before = known.get(identity)
        if identity in taken or (before is not None and not before.problem):
            if before is not None and identity not in taken:
                _meet_again(store, before, item, role, done)
            elif before is None:
                twin = _blank(item, identity, kept.sha256, kept.size, role)
                done.known.append(twin)
            taken.add(identity)
            continue
        taken.add(identity)
        blob = store.blob_path(kept.sha256)
        waiting[str(blob)] = (item, _blank(item, identity, kept.sha256, kept.size, role))
        yield ReadJob(blob, item.name)


def _once(failed: list[Source], source: Source) -> None:
    if all(other.id != source.id for other in failed):
        failed.append(source)


def _meet_again(store: Store, before: Source, item: Item, role: Role, done: _Progress) -> None:
    """The same bytes a second time: nothing is added; what the person says anew is taken over."""
    now = describe(before, item.description)
    if role == "archive" and now.role == "work":
        now = replace(now, role="archive")  # checked before it was added: from now on it is evidence for other works
    if now == before:
        done.known.append(before)
        return
    store.replace_source(now, "described anew")
    done.changed.append(now)


def _blank(item: Item, identity: str, sha256: str, size: int, role: Role) -> Source:
    suffix = item.path.suffix.lower().removeprefix(".") or "unknown"
    source = Source(id=identity, sha256=sha256, name=_clean(item.name), format=suffix, size=size, role=role)
    return describe(source, item.description)


def _clean(name: str) -> str:
    """File names are bytes; what is not text in them is shown as a replacement sign."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _problem(error: ReadError) -> Problem:
    return Problem(error.code, str(error), error.hint)


def _source_of(
    store: Store, item: Item, blank: Source, result: Reading | ReadError
) -> tuple[Source, tuple[Passage, ...]]:
    if isinstance(result, ReadError):
        return replace(blank, problem=_problem(result)), ()
    source = replace(
        blank,
        format=result.format,
        title=result.title,
        maker=result.maker,
        published=result.published,
        kind=result.kind,
        text_sha256=store.keep_text(result.text),
        reader=result.reader,
        characters=len(result.text),
        passages=len(result.passages),
        notes=result.notes,
    )
    passages = tuple(
        Passage(
            id=content_id("p", source.id, raw.locator.start, raw.locator.end, raw.kind),
            source_id=source.id,
            ordinal=number,
            kind=raw.kind,
            speaker=raw.speaker,
            locator=raw.locator,
            text=result.text[raw.locator.start : raw.locator.end],
        )
        for number, raw in enumerate(result.passages)
    )
    words = sum(len(p.text.split()) for p in passages)
    return describe(replace(source, words=words), item.description), passages
