"""The reading child: ``python -m loupe.reading.child RUNG FOLDER`` reads one file per request until its input ends.

It limits itself before it reads, writes nowhere but in the scratch folder of the request, tells how far it is, and
answers with a reading or with an error's code and words.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, cast

from loupe.model.errors import OverBudget, ReadError
from loupe.reading.cell import Rung, enter
from loupe.reading.values import ReadingLimits, ReadJob, Recognition, Step
from loupe.reading.wire import LENGTH_BYTES, encode_error, encode_frame, encode_reading, encode_step

__all__ = ["main"]

_MOST_THREADS = 256


def main() -> int:
    """Answer requests from standard input on standard output; returns the exit status."""
    # What a library prints must not land between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    rung, folder = cast(Rung, sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    enter(rung, folder, programs=_needs_program())
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(os.fdopen(os.dup(0), "rb"), requests), daemon=True).start()
    _forbid_files(alone=rung != "limits")
    while True:
        request = requests.get()
        limits = ReadingLimits(**request["limits"])
        scratch = Path(request["scratch"]) if request["scratch"] else None
        recognition = Recognition(**request["recognition"])
        job = ReadJob(Path(request["path"]), request["name"], scratch, recognition, request["task"], request["page"])
        _limit(limits, writes=scratch is not None)

        def step(done: int, total: int, what: str, limits: ReadingLimits = limits) -> None:
            _limit_processor(limits)
            answers.write(encode_frame(encode_step(done, total, what)))
            answers.flush()

        answer, spent = _answer(job, limits, step)
        answers.write(answer)
        answers.flush()
        if spent:
            return 0


def _listen(stream: BinaryIO, requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    # The pipe's end closes when the parent is gone, however it went; a child in the middle of a file stops too.
    while len(head := stream.read(LENGTH_BYTES)) == LENGTH_BYTES:
        requests.put(json.loads(stream.read(int.from_bytes(head, "big"))))
    os._exit(0)


def _answer(job: ReadJob, limits: ReadingLimits, step: Step) -> tuple[bytes, bool]:
    """The frame to send, and whether the child has used up its memory and should be replaced."""
    from loupe.reading.front import memory_hint, read_file

    try:
        return encode_frame(encode_reading(read_file(job, limits, step), job.scratch)), False
    except ReadError as error:
        return encode_frame(encode_error(error)), isinstance(error.__cause__, MemoryError)
    except MemoryError:
        said = f"{job.name} needs more memory than a file may take."
        return encode_frame(encode_error(OverBudget(said, hint=memory_hint(job.name)))), True


def _needs_program() -> bool:
    """Whether pictures can be read only by another program: Tesseract, where RapidOCR is not installed."""
    # Not asked of the recognisers themselves: a child that reads text must not pay for loading them.
    here = all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2", "PIL"))
    return not here and shutil.which("tesseract") is not None


def _forbid_files(*, alone: bool) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock still holds
        return
    for name, most in (("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", 128)):
        _lower(resource, name, most)
    if alone:  # else the number counts what the user runs outside
        _lower(resource, "RLIMIT_NPROC", _MOST_THREADS)


def _limit(limits: ReadingLimits, *, writes: bool) -> None:
    try:
        import resource
    except ImportError:
        return
    _limit_processor(limits)
    _lower(resource, "RLIMIT_FSIZE", limits.max_parts_bytes if writes else 0, hard=False)
    # What a recogniser of an earlier file holds stays in the process: the next file gets its own beside it.
    held = _address_space()
    _lower(resource, "RLIMIT_AS", limits.memory_bytes + (held if held > limits.memory_bytes // 2 else 0), hard=False)


def _limit_processor(limits: ReadingLimits) -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The soft limit moves with each file and step; the hard one must leave room for that. Recognisers use all
    # processors at once.
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds * (os.cpu_count() or 1)) + 2
    _lower(resource, "RLIMIT_CPU", seconds, hard=False)


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


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
