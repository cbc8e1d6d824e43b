"""Processes that understand parts of sources: one line of JSON in, one line of JSON out, the model loaded once each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

from loupe.language import Gazetteer, KnownName, Setting, find_parser, understand
from loupe.model import canonical_json, from_plain
from loupe.model.understanding import Stretch

__all__ = ["Job", "Readers", "understand_here"]


@dataclass(frozen=True, slots=True)
class Job:
    """One part of a source to be understood, and the fingerprint of what it is understood with."""

    source_id: str
    part: int
    fingerprint: str
    setting: Setting
    names: tuple[KnownName, ...]
    stretches: tuple[Stretch, ...] = field(repr=False)
    words: int


def understand_here(job: Job) -> list[str]:
    """What was understood of each stretch, as canonical JSON."""
    found = understand(
        job.stretches,
        job.setting,
        find_parser(job.setting.language),
        source_id=job.source_id,
        gazetteer=Gazetteer(job.names),
    )
    return [canonical_json(one) for one in found]


class Readers:
    """Child processes, started when first needed, each with one job at a time; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._all:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def read(self, job: Job) -> list[str] | None:
        """What came of a job; a child that ends in the middle is replaced once, then the answer is None."""
        asked = (canonical_json(job) + "\n").encode()
        for _ in range(2):
            child = self._take()
            try:
                assert child.stdin
                assert child.stdout
                child.stdin.write(asked)
                child.stdin.flush()
                answer = child.stdout.readline()
                found = json.loads(answer) if answer.endswith(b"\n") else None
            except (OSError, ValueError):
                found = None
            if found is not None:
                with self._lock:
                    self._idle.append(child)
                return [str(one) for one in found]
            child.kill()
        return None

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            # -P keeps the current folder off the import path: it may be the archive, and hold a spacy.py of its own
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "loupe.engine.understood.readers"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._all.append(child)
            return child


_GIVES_WAY = 10
"""How far a reader stands back where somebody waits for a page: half an hour of reading may take a little longer."""


def _serve() -> None:
    with suppress(OSError, AttributeError):  # not every system has it
        os.nice(_GIVES_WAY)
    for line in sys.stdin.buffer:
        answer = understand_here(from_plain(Job, json.loads(line)))
        sys.stdout.buffer.write((json.dumps(answer) + "\n").encode())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
