"""The reading child: ``python -m loupe.reading.child`` reads one file per request until its input ends.

It limits itself before it reads, writes no file, and answers with a reading or with an error's code and words.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from loupe.model.errors import OverBudget, ReadError
from loupe.reading.values import ReadingLimits, ReadJob, limit_hint
from loupe.reading.wire import LENGTH_BYTES, encode_error, encode_frame, encode_reading

__all__ = ["main"]


def main() -> int:
    """Answer requests from standard input on standard output; returns the exit status."""
    # What a library prints must not land between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), requests), daemon=True).start()
    _forbid_files()
    while True:
        request = requests.get()
        limits = ReadingLimits(**request["limits"])
        _limit(limits)
        answer, spent = _answer(ReadJob(Path(request["path"]), request["name"]), limits)
        answers.write(answer)
        answers.flush()
        if spent:
            return 0


def _listen(stream: BinaryIO, requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    # The pipe's end closes when the parent is gone, however it went; a child in the middle of a file stops too.
    while len(head := stream.read(LENGTH_BYTES)) == LENGTH_BYTES:
        requests.put(json.loads(stream.read(int.from_bytes(head, "big"))))
    os._exit(0)


def _answer(job: ReadJob, limits: ReadingLimits) -> tuple[bytes, bool]:
    """The frame to send, and whether the child has used up its memory and should be replaced."""
    from loupe.reading.front import read_file

    try:
        return encode_frame(encode_reading(read_file(job, limits))), False
    except ReadError as error:
        return encode_frame(encode_error(error)), isinstance(error.__cause__, MemoryError)
    except MemoryError:
        said = f"{job.name} needs more memory than a file may take."
        return encode_frame(encode_error(OverBudget(said, hint=limit_hint("memory_bytes")))), True


def _forbid_files() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock still holds
        return
    for name, most in (("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NOFILE", 128)):
        _lower(resource, name, most)


def _limit(limits: ReadingLimits) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The soft limit moves with each file; the hard one must leave room for that.
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    _lower(resource, "RLIMIT_CPU", seconds, hard=False)
    _lower(resource, "RLIMIT_AS", limits.memory_bytes, hard=False)


def _lower(resource: Any, name: str, most: int, *, hard: bool = True) -> None:
    limit = getattr(resource, name, None)
    if limit is None:
        return
    ceiling = resource.getrlimit(limit)[1]
    if ceiling != resource.RLIM_INFINITY:
        most = min(most, ceiling)
    try:
        resource.setrlimit(limit, (most, most if hard else ceiling))
    except (ValueError, OSError):  # a system that refuses this limit; the parent's clock still holds
        return


if __name__ == "__main__":
    sys.exit(main())
