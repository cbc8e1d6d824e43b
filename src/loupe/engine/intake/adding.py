"""Files into the case: kept byte for byte, read in limited processes, and written down in batches.

What is found inside a file (a mail's attachment, the members of an archive, the transcript of a film) becomes a
source of its own that points back to it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from loupe.engine.intake.items import Inside, Item, with_sidecars
from loupe.engine.intake.sheet import describe
from loupe.engine.settings import Settings
from loupe.model import Passage, Problem, Role, Source, content_id, source_id
from loupe.model.errors import OverBudget, ReadError, StorageError
from loupe.reading import Part, PathProblem, Reading, ReadJob, limit_hint, most_bytes_of, no_step, read_all
from loupe.store import Store

__all__ = ["AddReport", "add_files"]

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the last one, or of one that takes long and how far it is."""

_BATCH_CHARACTERS = 4_000_000
_BATCH_SOURCES = 64
_SCRATCH = "work"  # the folder of a case in which readers may write, one folder for each original


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files, in their order, and of the files inside them.

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


def add_files(
    store: Store,
    items: Sequence[Item | PathProblem],
    settings: Settings,
    *,
    role: Role = "archive",
    progress: Progress | None = None,
) -> AddReport:
    """Add files to the case. One bad file never stops the rest; a full disk does, with all before it saved.

    The original is kept under its SHA-256 and read from there, so that what was read is what was kept. A file that
    holds others is written down after them: if the work is stopped, it is opened again the next time.
    """
    adding = _Adding(store, settings, role, progress)
    waiting: Sequence[Item | PathProblem] = with_sidecars(items)
    while waiting:
        waiting = adding.round(waiting)
    return adding.finish()


class _Adding:
    """The work of one ``add_files``: rounds of files, each with the files that were found in those of the last."""

    def __init__(self, store: Store, settings: Settings, role: Role, progress: Progress | None) -> None:
        self._store = store
        self._settings = settings
        self._role: Role = role
        self._tell = progress or no_step
        self._done = _Progress()
        self._known: dict[str, Source] = {s.id: s for s in store.sources()}
        self._taken: set[str] = set()
        self._films: dict[Path, Source] = {}
        self._batch: list[tuple[Source, Sequence[Passage]]] = []
        self._containers: list[tuple[Source, Sequence[Passage]]] = []
        self._waiting: dict[str, tuple[Item, Source]] = {}
        self._spent: dict[str, list[int]] = {}  # for each file named: parts so far, and their bytes
        self._scratches: list[Path] = []
        self._total = self._seen = 0

    def round(self, items: Sequence[Item | PathProblem]) -> list[Item | PathProblem]:
        """Read these files; returns what was found inside them."""
        settings = self._settings
        found: list[Item | PathProblem] = []
        self._total += len(items)
        for job, result in read_all(self._jobs(items), settings.limits, settings.processes, self._on_step):
            item, blank = self._waiting.pop(str(job.path))
            source, passages = _source_of(self._store, item, blank, result, dict(settings.cast))
            parts = result.parts if isinstance(result, Reading) else ()
            found += [self._inside(item, source, part) for part in parts]
            # What holds others is written down last: if the work is stopped before, it will be opened again.
            (self._containers if parts else self._batch).append((source, passages))
            (self._done.failed if source.problem and not source.passages else self._done.added).append(source)
            if not parts and job.scratch is not None and not (source.problem and source.problem.code in _GOES_ON):
                shutil.rmtree(job.scratch, ignore_errors=True)
            elif parts and job.scratch is not None:
                self._scratches.append(job.scratch)
            self._save(all_of_it=False)
            self._seen += 1
            self._tell(self._seen, self._total + len(found), item.name)
        return found

    def finish(self) -> AddReport:
        """Write down what is left; returns what became of all files."""
        failed_early = [(s, ()) for s in self._done.failed if not s.sha256]
        self._batch += [*self._containers, *failed_early]
        self._save(all_of_it=True)
        for scratch in self._scratches:
            shutil.rmtree(scratch, ignore_errors=True)
        return self._done.report()

    def _save(self, *, all_of_it: bool) -> None:
        full = len(self._batch) >= _BATCH_SOURCES or sum(s.characters for s, _ in self._batch) >= _BATCH_CHARACTERS
        if all_of_it or full:
            self._store.add_sources(self._batch)
            self._batch = []

    def _on_step(self, job: ReadJob, done: int, total: int, what: str) -> None:
        self._tell(self._seen, self._total, f"{job.name}: {what} {done} of {total}")

    def _inside(self, item: Item, parent: Source, part: Part) -> Item:
        above = item.inside
        where = Inside(parent, part, above.depth + 1 if above else 1, above.root if above else parent.id)
        return Item(part.path, f"{item.name}/{part.name}", inside=where)

    def _jobs(self, items: Sequence[Item | PathProblem]) -> Iterator[ReadJob]:
        for item in items:
            if isinstance(item, PathProblem):
                self._done.refused.append((str(item.path), item.error))
                self._seen += 1
                continue
            job = self._job(item)
            if job is None:
                self._seen += 1
            else:
                yield job

    def _job(self, item: Item) -> ReadJob | None:
        """The file kept and ready to be read; None where there is nothing to read."""
        try:
            self._refuse_flood(item)
            kept = self._store.keep_file(item.path, most_bytes_of(item.name, self._settings.limits))
        except StorageError:
            raise
        except ReadError as error:
            if error.code == "path-missing":
                self._done.refused.append((str(item.path), error))
            else:
                blank = self._blank(item, content_id("s", item.name), "", 0)
                _once(self._done.failed, replace(blank, problem=_problem(error)))
            return None
        identity = source_id(kept.sha256)
        before = self._known.get(identity)
        blank = self._blank(item, identity, kept.sha256, kept.size)
        self._films[item.path] = before or blank
        if identity in self._taken or (before is not None and not before.problem):
            if before is not None and identity not in self._taken:
                _meet_again(self._store, before, item, self._role, self._done)
            elif before is None:
                self._done.known.append(blank)
            self._taken.add(identity)
            return None
        self._taken.add(identity)
        blob = self._store.blob_path(kept.sha256)
        self._waiting[str(blob)] = (item, blank)
        scratch = self._store.path / _SCRATCH / kept.sha256
        scratch.mkdir(parents=True, exist_ok=True)
        recognition = replace(self._settings.recognition, heard_elsewhere=item.heard)
        return ReadJob(blob, item.name, scratch, recognition)

    def _refuse_flood(self, item: Item) -> None:
        """Raise OverBudget for a part that lies too deep or comes after too many others of the same file."""
        if item.inside is None:
            return
        limits, spent = self._settings.limits, self._spent.setdefault(item.inside.root, [0, 0])
        if item.inside.depth > limits.max_depth:
            said = f"{item.name} lies in archives inside archives, more than {limits.max_depth} deep."
            raise OverBudget(said, hint=limit_hint("max_depth"))
        spent[0] += 1
        spent[1] += item.path.stat().st_size
        if spent[0] > limits.max_parts or spent[1] > limits.max_parts_bytes:
            hint = limit_hint("max_parts") if spent[0] > limits.max_parts else limit_hint("max_parts_bytes")
            raise OverBudget(f"{item.name} comes after too much else that is in the same file.", hint=hint)

    def _blank(self, item: Item, identity: str, sha256: str, size: int) -> Source:
        suffix = item.path.suffix if item.inside is None else Path(item.name).suffix
        format_ = suffix.lower().removeprefix(".") or "unknown"
        source = Source(identity, sha256, item.name, format_, size, role=self._role)
        if item.inside is not None:
            source = _from_part(source, item.inside)
        if item.words_of is not None and (film := self._films.get(item.words_of)):
            source = replace(source, part_of=film.id, draws_on=(film.id,))
        return describe(source, item.description)


_GOES_ON = ("reader-timeout", "reader-crashed", "over-budget")
"""After these a reading may go on from what it left in its scratch folder."""


def _from_part(source: Source, inside: Inside) -> Source:
    """What the file that holds a part says of it."""
    part, parent = inside.part, inside.parent
    return replace(
        source,
        part_of=parent.id,
        came_from=f"{parent.name}, {part.place}",
        draws_on=(parent.id,) if part.retells else (),
        published=part.published,
        maker=part.maker,
        kind=part.kind or source.kind,
        address=part.address,
    )


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


def _problem(error: ReadError) -> Problem:
    return Problem(error.code, str(error), error.hint)


def _source_of(
    store: Store, item: Item, blank: Source, result: Reading | ReadError, cast: Mapping[str, str]
) -> tuple[Source, tuple[Passage, ...]]:
    if isinstance(result, ReadError):
        return replace(blank, problem=_problem(result)), ()
    part = item.inside.part if item.inside else None
    source = replace(
        blank,
        format=result.format,
        title=result.title,
        maker=result.maker or blank.maker,
        published=result.published or blank.published,
        address=blank.address or result.address,
        kind=(part and part.kind) or result.kind,
        text_sha256=store.keep_text(result.text),
        reader=result.reader,
        characters=len(result.text),
        passages=len(result.passages),
        notes=result.notes,
        words_sha256=store.keep_words(result.words) if result.words else None,
    )
    passages = tuple(
        Passage(
            id=content_id("p", source.id, raw.locator.start, raw.locator.end, raw.kind),
            source_id=source.id,
            ordinal=number,
            kind=raw.kind,
            speaker=cast.get(raw.speaker.casefold(), raw.speaker) if raw.speaker else None,
            locator=raw.locator,
            text=result.text[raw.locator.start : raw.locator.end],
            read_by=raw.read_by,
            confidence=raw.confidence,
        )
        for number, raw in enumerate(result.passages)
    )
    words = sum(len(p.text.split()) for p in passages)
    return describe(replace(source, words=words), item.description), passages
