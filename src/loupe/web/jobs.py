"""Work that takes long, done behind the pages: one at a time, and its progress for whoever asks.

What runs outlives the page that started it, not the server: when that ends, the work ends at its next step, and what it
had kept by then stays kept.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from loupe.model.errors import LoupeError

__all__ = ["Job", "Jobs", "Told", "Work"]

JobState = Literal["waiting", "running", "done", "failed"]
KEPT = 50
"""Finished jobs that are still told of; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about what became of the work: ``good`` or not, ``hint`` what to do next, ``link`` where to look."""

    words: str
    good: bool = True
    hint: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands now: ``done`` of ``total`` steps, the last of them ``doing``."""

    id: int
    kind: str
    title: str
    state: JobState = "waiting"
    done: int = 0
    total: int = 0
    doing: str = ""
    told: tuple[Told, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more will become of it."""
        return self.state in ("done", "failed")


Step = Callable[[int, int, str], None]
Work = Callable[[Step], tuple[Told, ...]]
"""What a job does: it is given a function to tell its steps to, and returns what became of it."""


class _Ended(Exception):
    """The server ends: raised out of a step, so that the work stops there."""


@dataclass(slots=True)
class Jobs:
    """All jobs of one server. Safe to use from several threads; one worker does them in their order."""

    _jobs: dict[int, Job] = field(default_factory=dict)
    _waiting: queue.Queue[tuple[int, Work] | None] = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ends: threading.Event = field(default_factory=threading.Event)
    _worker: threading.Thread | None = None
    _last: int = 0

    def start(self, kind: str, title: str, work: Work) -> Job:
        """Put work at the end of the line; returns at once."""
        with self._lock:
            self._last += 1
            job = self._jobs[self._last] = Job(self._last, kind, title)
            ended = [one.id for one in self._jobs.values() if one.ended]
            for old in ended[: max(0, len(ended) - KEPT)]:
                del self._jobs[old]
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="loupe-jobs", daemon=True)
                self._worker.start()
        self._waiting.put((job.id, work))
        return job

    def all(self) -> tuple[Job, ...]:
        """Every job that is still told of, the last first."""
        with self._lock:
            return tuple(sorted(self._jobs.values(), key=lambda job: -job.id))

    def of(self, number: int) -> Job | None:
        """The job with this number, None where there is none."""
        with self._lock:
            return self._jobs.get(number)

    def stop(self, seconds: float = 5.0) -> None:
        """End the work at its next step, and wait for that so long."""
        self._ends.set()
        self._waiting.put(None)
        if self._worker is not None:
            self._worker.join(seconds)

    def _run(self) -> None:
        while (taken := self._waiting.get()) is not None and not self._ends.is_set():
            number, work = taken
            self._put(number, state="running")
            try:
                told = work(partial(self._step, number))
                self._put(number, state="done", doing="", told=told)
            except _Ended:
                return
            except LoupeError as error:
                self._put(number, state="failed", told=(Told(str(error), good=False, hint=error.hint),))
            except Exception as error:  # the worker outlives whatever a job runs into, and the page says what it was
                said = f"This ended by a fault of Loupe: {type(error).__name__}."
                hint = "What was kept before it stays kept. Run loupe verify, and please report it."
                self._put(number, state="failed", told=(Told(said, good=False, hint=hint),))

    def _step(self, number: int, done: int, total: int, doing: str) -> None:
        if self._ends.is_set():
            raise _Ended
        self._put(number, done=done, total=total, doing=doing)

    def _put(self, number: int, **now: object) -> None:
        with self._lock:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **now)  # type: ignore[arg-type]
