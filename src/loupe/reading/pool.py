"""Many files read at once, each in a limited child process that is thrown away when it misbehaves."""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

from loupe.model.errors import OverBudget, ReaderCrashed, ReadError, ReaderTimeout
from loupe.reading.cell import command, environment, strongest
from loupe.reading.values import NOT_KEPT, Reading, ReadingLimits, ReadJob, limit_hint
from loupe.reading.wire import LENGTH_BYTES, decode_answer, encode_frame, most_bytes

__all__ = ["read_all"]

_CHUNK = 1 << 20
_READER = "reader-"
_BY_SIGNAL = 128
OnStep = Callable[[ReadJob, int, int, str], None]
_AHEAD = 1  # files begun beyond those being read, so that memory stays bounded


class _LateError(Exception):
    """The child did not answer in time."""


class _StaleError(Exception):
    """The child had died before it was asked."""


class _GoneError(Exception):
    """The child died or its answer cannot be used."""


def read_all(
    jobs: Iterable[ReadJob], limits: ReadingLimits, workers: int, on_step: OnStep | None = None
) -> Iterator[tuple[ReadJob, Reading | ReadError]]:
    """Read files in ``workers`` child processes and give the results in the order of the jobs.

    A file that cannot be read comes back as its ReadError. Jobs are drawn only a few ahead of what is consumed.
    ``on_step`` is told how far long readings are, from the threads that wait for them.
    """
    workers = max(1, workers)
    children = _Children(limits, on_step)
    executor = ThreadPoolExecutor(workers, thread_name_prefix="loupe-reading")
    waiting: deque[tuple[ReadJob, Future[Reading | ReadError]]] = deque()
    try:
        for job in jobs:
            waiting.append((job, executor.submit(children.read, job)))
            if len(waiting) >= workers + _AHEAD:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
        children.stop()
        executor.shutdown(wait=True)


class _Children:
    """One child per worker thread, started when first needed."""

    def __init__(self, limits: ReadingLimits, on_step: OnStep | None) -> None:
        self._limits = limits
        self._on_step = on_step
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._all: set[_Child] = set()
        self._stopped = False
        self._roots: set[Path] = set()

    def read(self, job: ReadJob) -> Reading | ReadError:
        child = self._take(job.scratch.parent if job.scratch else None)
        if child is None:
            return ReaderCrashed(f"{job.name} was not read: reading was stopped.")
        try:
            result = child.read(job, self._limits, self._on_step)
        except _StaleError:
            self._give_back(child)
            return self.read(job)
        except _LateError:
            result = _too_slow(job, self._limits, child)
        except _GoneError as error:
            result = _why_gone(job, child, self._limits, str(error))
        self._give_back(child)
        return result

    def _give_back(self, child: _Child) -> None:
        with self._lock:
            if child.usable and not self._stopped:
                self._idle.append(child)
                return
            self._all.discard(child)
        child.kill()

    def _take(self, root: Path | None) -> _Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.poll() is None and child.root == root:
                    return child
                self._all.discard(child)
                child.kill()
            if self._stopped:
                return None
            if root is not None and root not in self._roots:
                self._roots.add(root)
                restore_scratch(root)
            child = _Child(root)
            self._all.add(child)
            return child

    def stop(self) -> None:
        """Kill all children; those in the middle of a file are cleared away by the thread that waits for them."""
        with self._lock:
            self._stopped = True
            idle, self._idle = self._idle, []
            busy = self._all.difference(idle)
        for child in busy:
            child.process.kill()
        for child in idle:
            child.kill()


class _Child:
    """A running ``loupe.reading.child``, the two pipes to it, and the one folder it may write to.

    The scratch folder of a job is moved into that folder as long as the child reads, and back when it is done: so a
    child can reach no other file's scratch.
    """

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_READER}{os.getpid()}-", dir=root))
        self.process = subprocess.Popen(
            command(strongest(), self.folder, "loupe.reading.child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment(self.folder),
        )
        self.usable = True
        self.steps = 0

    def read(self, job: ReadJob, limits: ReadingLimits, on_step: OnStep | None) -> Reading | ReadError:
        if job.scratch is None:
            return self._read_without_parts(job, limits, on_step)
        lent = self.folder / job.scratch.name
        try:
            job.scratch.rename(lent)
        except FileNotFoundError:  # another process reads the same file just now
            lent.mkdir(exist_ok=True)
        try:
            result = self._read(replace(job, scratch=lent), limits, on_step)
        finally:
            shutil.rmtree(job.scratch, ignore_errors=True)
            lent.rename(job.scratch)
        if isinstance(result, ReadError) or not result.parts:
            return result
        home = job.scratch
        return replace(
            result,
            parts=tuple(replace(part, path=home / part.path.relative_to(lent.resolve())) for part in result.parts),
        )

    def _read_without_parts(self, job: ReadJob, limits: ReadingLimits, on_step: OnStep | None) -> Reading | ReadError:
        with tempfile.TemporaryDirectory(dir=self.folder) as scratch:
            result = self._read(replace(job, scratch=Path(scratch)), limits, on_step)
        if isinstance(result, ReadError) or not result.parts:
            return result
        return replace(result, parts=(), notes=(*result.notes, NOT_KEPT))

    def _read(self, job: ReadJob, limits: ReadingLimits, on_step: OnStep | None) -> Reading | ReadError:
        request = {
            "path": os.fspath(job.path.absolute()),
            "name": job.name,
            "limits": asdict(limits),
            "scratch": os.fspath(job.scratch.absolute()) if job.scratch else None,
            "recognition": asdict(job.recognition),
            "task": job.task,
            "page": job.page,
        }
        self.usable = False
        stdin = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(encode_frame(request))
            stdin.flush()
        except OSError as error:
            raise _StaleError from error
        answer = self._answer(job, limits, on_step)
        # A child that ran out of memory ends by itself; any other limit may have left it swollen.
        self.usable = not isinstance(answer, OverBudget)
        return answer

    def _answer(self, job: ReadJob, limits: ReadingLimits, on_step: OnStep | None) -> Reading | ReadError:
        """What comes at the end; every step before it sets the clock anew, up to ``total_seconds``."""
        self.steps = 0
        end = time.monotonic() + limits.total_seconds
        while True:
            until = min(time.monotonic() + limits.seconds, end)
            length = int.from_bytes(self._receive(LENGTH_BYTES, until), "big")
            if length > most_bytes(limits):
                raise _GoneError("the answer was too long")
            try:
                answer = decode_answer(self._receive(length, until), limits, job.scratch)
            except (ValueError, OSError) as error:
                raise _GoneError(str(error)) from error
            if not isinstance(answer, tuple):
                return answer
            self.steps += 1
            if on_step:
                on_step(job, *answer)

    def _receive(self, length: int, until: float) -> bytearray:
        received = bytearray()
        assert self.process.stdout is not None
        descriptor = self.process.stdout.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while len(received) < length:
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise _LateError
                chunk = os.read(descriptor, min(_CHUNK, length - len(received)))
                if not chunk:
                    raise _GoneError("the reader ended")
                received += chunk
        return received

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def restore_scratch(root: Path) -> None:
    """Put back the scratch folders that were lent to readers of a process that has ended since."""
    for folder in sorted(root.glob(_READER + "*")):
        process = folder.name.removeprefix(_READER).partition("-")[0]
        if not process.isdigit() or _alive(int(process)):
            continue
        for lent in sorted(folder.iterdir()):
            if not (root / lent.name).exists() or not any((root / lent.name).iterdir()):
                lent.replace(root / lent.name)
        shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _too_slow(job: ReadJob, limits: ReadingLimits, child: _Child) -> ReaderTimeout:
    if child.steps:
        return ReaderTimeout(
            f"{job.name} was not read to the end: a step took longer than {limits.seconds:g} seconds, "
            f"or all of it longer than {limits.total_seconds / 3600:g} hours.",
            hint="Add it again: what was done is kept, and it goes on from there. " + limit_hint("total_seconds"),
        )
    return ReaderTimeout(f"{job.name} took longer than {limits.seconds:g} seconds to read.")


def _why_gone(job: ReadJob, child: _Child, limits: ReadingLimits, what: str) -> ReadError:
    try:
        status = child.process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return ReaderCrashed(f"{job.name} could not be read: {what}.")
    if status > _BY_SIGNAL:  # bubblewrap tells of a signal as shells do
        status = _BY_SIGNAL - status
    if status == -getattr(signal, "SIGXCPU", 24):
        return _too_slow(job, limits, child)
    if status == -signal.SIGKILL:
        return OverBudget(
            f"{job.name} was stopped by the system, most likely for using too much memory.",
            hint="Close other programs and add it again, or save it as plain text and add that.",
        )
    return ReaderCrashed(f"{job.name} could not be read: its reader ended without an answer.")
