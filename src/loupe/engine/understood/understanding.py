"""The archive is understood: every source once, in parts, by several processes; what a killed run has saved is kept."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from loupe.checking import spoken_on
from loupe.engine.settings import Settings
from loupe.engine.understood.readers import Job, Readers, understand_here
from loupe.language import (
    GRAMMAR_LANGUAGES,
    READ_LANGUAGES,
    Gazetteer,
    KnownName,
    Setting,
    detect_language,
    find_parser,
    fold,
    understanding_version,
)
from loupe.model import Passage, Source, content_id
from loupe.model.understanding import Stretch
from loupe.store import NameDecision, Read, Store, UnderstoodStore

__all__ = ["UnderstandReport", "known_names", "setting_of", "stretches_of", "understand_sources"]

Progress = Callable[[int, int], None]
"""Called with words done and words in all."""

_PART_WORDS = 6000
_ALONE_WORDS = 12_000
"""With less than this to read, starting another process takes longer than reading here."""
_RETELLING = frozenset({"film", "documentary", "series", "podcast", "script", "screenplay", "book", "novel", "memoir"})
"""Kinds that tell of another time than that of their publication: "Saturday night" in a film is one of its story."""
_RETELLING_FORMATS = frozenset({"srt", "vtt", "epub"})


@dataclass(frozen=True, slots=True)
class UnderstandReport:
    """What became of the sources: words read now, words known from an earlier run, and what was not understood.

    ``foreign`` are pairs of a source and its language for those in a language that Loupe does not read, ``partly`` for
    those of which it reads dates, figures and amounts alone; ``failed`` are
    sources of which a part could not be read, with a sentence. ``grammar`` says whether a parser was there, without
    which times and figures are read but no statements. ``waiting`` counts words that were not read, or read by another
    version, of a case that may not be changed.
    """

    words: int = 0
    known: int = 0
    waiting: int = 0
    grammar: bool = True
    foreign: tuple[tuple[Source, str], ...] = ()
    partly: tuple[tuple[Source, str], ...] = ()
    failed: tuple[tuple[Source, str], ...] = ()


def understand_sources(
    store: Store,
    kept: UnderstoodStore,
    sources: Sequence[Source],
    settings: Settings,
    names: Gazetteer,
    progress: Progress | None = None,
) -> UnderstandReport:
    """Read what has not been read with the same inputs and versions; the same result for any number of processes."""
    parser = find_parser()
    plan = _Plan(
        parser.name if parser else "no grammar", settings, names, {(r.source_id, r.part): r for r in kept.reads()}
    )
    jobs = list(plan.jobs(store, kept, sources))
    total = plan.known + sum(job.words for job in jobs)
    done = plan.known
    if progress:
        progress(done, total)
    read, failed = 0, dict[str, str]()
    waiting = sum(job.words for job in jobs) if store.readonly else 0
    for job, answer in _answers([] if store.readonly else jobs, settings):
        if answer is None:
            failed[job.source_id] = f"Part {job.part + 1} could not be read: its reader ended without an answer."
        else:
            read += job.words
            kept.save(Read(job.source_id, job.part, job.fingerprint, job.setting.language, job.words), answer)
        done += job.words
        if progress:
            progress(done, total)
    by_id = {s.id: s for s in sources}
    return UnderstandReport(
        words=read,
        known=plan.known,
        waiting=waiting,
        grammar=parser is not None,
        foreign=tuple((by_id[i], language) for i, language in plan.foreign.items()),
        partly=tuple((by_id[i], language) for i, language in plan.partly.items()),
        failed=tuple((by_id[i], why) for i, why in failed.items()),
    )


@dataclass(slots=True)
class _Plan:
    """Which parts of which sources are still to be read, and which are known."""

    parser: str
    settings: Settings
    names: Gazetteer
    reads: Mapping[tuple[str, int], Read]
    known: int = 0
    foreign: dict[str, str] = field(default_factory=dict)
    partly: dict[str, str] = field(default_factory=dict)

    def jobs(self, store: Store, kept: UnderstoodStore, sources: Sequence[Source]) -> Iterator[Job]:
        for source in sources:
            if not source.passages or not source.text_sha256:
                continue
            first = self.reads.get((source.id, 0))
            text = store.read_text(source.text_sha256)
            language = first.language if first and first.language else detect_language(text) or "en"
            setting = setting_of(source, language, self.settings)
            names = self._names_in(text)
            inputs = (understanding_version(), self.parser, source.text_sha256, repr(setting), repr(names.names))
            mark = content_id("u", *inputs)
            if language not in READ_LANGUAGES:
                self.foreign[source.id] = language
            elif language not in GRAMMAR_LANGUAGES:
                self.partly[source.id] = language
            parts = _parts(stretches_of(store.passages(source.id), text))
            for number, part in enumerate(parts):
                words = sum(len(s.text.split()) for s in part)
                before = self.reads.get((source.id, number))
                if before and before.fingerprint == mark:
                    self.known += words
                else:
                    yield Job(source.id, number, mark, setting, names.names, tuple(part), words)
            if (source.id, len(parts)) in self.reads and not store.readonly:
                kept.forget(source.id, len(parts))

    def _names_in(self, text: str) -> Gazetteer:
        """The known names that stand in a text: what is learnt of others makes no source be read again."""
        found = {known for name in self.names.find(text) for known in name.known}
        return Gazetteer(tuple(known for known in self.names.names if known in found))


def known_names(sources: Iterable[Source], decisions: Iterable[NameDecision]) -> Gazetteer:
    """The names that the case knows before it reads: who made and published its sources, and what persons decided."""
    outlets = [KnownName(s.publisher.removeprefix("after "), "organisation", told=s.id) for s in sources if s.publisher]
    taken = {fold(k.name) for k in outlets}
    makers = [(name, s.id) for s in sources for name in _persons(s.maker or "") if fold(name) not in taken]
    names = [*outlets, *(KnownName(name, "person", told=source_id) for name, source_id in makers)]
    same = [KnownName(d.left, "person", (d.right,), f"decided by {d.who}") for d in decisions if d.verdict == "same"]
    return Gazetteer().with_names([*names, *same])


_PERSON = re.compile(r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|van|von|der|den|di|da|du|la|le|el)){1,3}")


def _persons(maker: str) -> list[str]:
    """The people in "after Scott Andrew Selby and Greg Campbell"; nobody in "the reading desk"."""
    parts = re.split(r",| and | & |;", maker.removeprefix("after "))
    return [part.strip() for part in parts if _PERSON.fullmatch(part.strip())]


def stretches_of(passages: Iterable[Passage], stored: str) -> Iterator[Stretch]:
    """Passages that are read together: consecutive cues of one speaker in one stretch, any other by itself."""
    run: list[Passage] = []
    for passage in passages:
        if run and not spoken_on(run[-1], passage, stored):
            yield _stretch(run, stored)
            run = []
        run.append(passage)
    if run:
        yield _stretch(run, stored)


def _stretch(run: Sequence[Passage], stored: str) -> Stretch:
    start, end = run[0].locator.start, run[-1].locator.end
    return Stretch(stored[start:end], start, tuple((p.locator.start, p.id) for p in run), run[0].speaker)


def _parts(stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Stretches in parts of a few thousand words; where they are cut depends on the text alone."""
    parts: list[list[Stretch]] = []
    words = _PART_WORDS
    for stretch in stretches:
        if words >= _PART_WORDS:
            parts.append([])
            words = 0
        parts[-1].append(stretch)
        words += len(stretch.text.split())
    return parts


def setting_of(source: Source, language: str, settings: Settings) -> Setting:
    """What is known of a source before its first word; films and books tell of another time than their own."""
    retelling = source.kind.lower() in _RETELLING or source.format in _RETELLING_FORMATS
    published = None if retelling else _interval(source.published)
    return Setting(language=language, published=published, events=settings.events)


def _interval(published: str | None) -> tuple[datetime, datetime] | None:
    """A day as an interval; what is known less well than to the day anchors no "Saturday"."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", published or "")
    if not match:
        return None
    try:
        day = datetime(*map(int, match.groups()))  # type: ignore[arg-type]
        return day, day + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _answers(jobs: Sequence[Job], settings: Settings) -> Iterator[tuple[Job, list[str] | None]]:
    """Each job with what came of it, in the order of the jobs; None when its reader ended twice."""
    if sum(job.words for job in jobs) < _ALONE_WORDS or settings.processes < 2:
        for job in jobs:
            yield job, understand_here(job)
        return
    workers = settings.processes
    with Readers() as readers, ThreadPoolExecutor(workers, thread_name_prefix="loupe-understanding") as executor:
        waiting: deque[tuple[Job, Future[list[str] | None]]] = deque()
        for job in jobs:
            waiting.append((job, executor.submit(readers.read, job)))
            if len(waiting) > workers + 1:
                first, answer = waiting.popleft()
                yield first, answer.result()
        while waiting:
            first, answer = waiting.popleft()
            yield first, answer.result()
