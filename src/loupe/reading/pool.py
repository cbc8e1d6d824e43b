"""Many files read at once, each in a limited child process that is thrown away when it misbehaves."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict

from loupe.model.errors import OverBudget, ReaderCrashed, ReadError, ReaderTimeout
from loupe.reading.values import Reading, ReadingLimits, ReadJob
from loupe.reading.wire import LENGTH_BYTES, decode_answer, encode_frame, most_bytes

__all__ = ["read_all"]

_CHUNK = 1 << 20
_AHEAD = 1  # files begun beyond those being read, so that memory stays bounded


class _LateError(Exception):
    """The child did not answer in time."""


class _StaleError(Exception):
    """The child had died before it was asked."""


class _GoneError(Exception):
    """The child died or its answer cannot be used."""


def read_all(
    jobs: Iterable[ReadJob], limits: ReadingLimits, workers: int
) -> Iterator[tuple[ReadJob, Reading | ReadError]]:
    """Read files in ``workers`` child processes and give the results in the order of the jobs.

    A file that cannot be read comes back as its ReadError. Jobs are drawn only a few ahead of what is consumed.
    """
    workers = max(1, workers)
    children = _Children(limits)
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

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._all: set[_Child] = set()
        self._stopped = False

    def read(self, job: ReadJob) -> Reading | ReadError:
        child = self._take()
        if child is None:
            return ReaderCrashed(f"{job.name} was not read: reading was stopped.")
        try:
            result = child.read(job, self._limits)
        except _StaleError:
            self._give_back(child)
            return self.read(job)
        except _LateError:
            result = ReaderTimeout(f"{job.name} took longer than {self._limits.seconds:g} seconds to read.")
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

    def _take(self) -> _Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.poll() is None:
                    return child
                self._all.discard(child)
                child.kill()
            if self._stopped:
                return None
            child = _Child()
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
    """A running ``loupe.reading.child`` and the two pipes to it."""

    def __init__(self) -> None:
        # -P keeps the current folder off the import path: it may be the archive, and hold a docx.py of its own.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "loupe.reading.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self.usable = True

    def read(self, job: ReadJob, limits: ReadingLimits) -> Reading | ReadError:
        until = time.monotonic() + limits.seconds
        request = {"path": os.fspath(job.path.absolute()), "name": job.name, "limits": asdict(limits)}
        self.usable = False
        stdin = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(encode_frame(request))
            stdin.flush()
        except OSError as error:
            raise _StaleError from error
        length = int.from_bytes(self._receive(LENGTH_BYTES, until), "big")
        if length > most_bytes(limits):
            raise _GoneError("the answer was too long")
        try:
            answer = decode_answer(self._receive(length, until), limits)
        except ValueError as error:
            raise _GoneError(str(error)) from error
        # A child that ran out of memory ends by itself; any other limit may have left it swollen.
        self.usable = not isinstance(answer, OverBudget)
        return answer

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


def _why_gone(job: ReadJob, child: _Child, limits: ReadingLimits, what: str) -> ReadError:
    try:
        status = child.process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return ReaderCrashed(f"{job.name} could not be read: {what}.")
    if status == -getattr(signal, "SIGXCPU", 24):
        return ReaderTimeout(f"{job.name} took longer than {limits.seconds:g} seconds to read.")
    if status == -signal.SIGKILL:
        return OverBudget(
            f"{job.name} was stopped by the system, most likely for using too much memory.",
            hint="Close other programs and add it again, or save it as plain text and add that.",
        )
    return ReaderCrashed(f"{job.name} could not be read: its reader ended without an answer.")
