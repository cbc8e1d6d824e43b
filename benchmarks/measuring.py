"""What all benchmarks share: the machine they run on, whole processes measured from outside, and where figures go."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

__all__ = [
    "BENCH",
    "Process",
    "Spread",
    "bench_folder",
    "header",
    "measure",
    "print_table",
    "rounded",
    "wilson",
    "write_results",
]

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
BENCH = ROOT.parent / "shared" / "bench"


@dataclass(frozen=True, slots=True)
class Process:
    """One whole process with its children: seconds by the clock, CPU seconds, and memory in MB.

    ``largest_mb`` is the peak of its largest single process, ``peak_mb`` that of all of them together (memory they
    share counted once), looked at ten times a second; None where the system does not tell.
    """

    wall_s: float
    cpu_s: float
    largest_mb: int
    peak_mb: int | None
    out: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several runs, with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of some figures."""
        ordered = sorted(values)
        return cls(statistics.median(ordered), ordered[0], ordered[-1])

    def plain(self) -> dict[str, float]:
        """As it is written to JSON."""
        return {"median": rounded(self.median), "min": rounded(self.least), "max": rounded(self.most)}


def bench_folder(arguments: Sequence[str], *needed: str) -> Path | None:
    """The folder of the benchmark data, the first argument if there is one.

    None, said in a sentence, when it lacks what is needed.
    """
    folder = Path(arguments[0]) if arguments else BENCH
    missing = [name for name in needed if not (folder / name).exists()]
    if missing:
        print(f"Skipped: the benchmark data ({', '.join(missing)}) are not in {os.path.relpath(folder)}.")
        return None
    return folder


def measure(command: Sequence[str | Path], **environment: str) -> Process:
    """Run a command to its end, with ``environment`` beside our own.

    Raises RuntimeError with what it wrote to standard error when it fails.
    """
    began = time.perf_counter()
    child = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    watch = _Watch(child.pid)
    texts: dict[str, bytes] = {}

    def keep(name: str, pipe: IO[bytes]) -> None:
        with pipe:
            texts[name] = pipe.read()

    assert child.stdout is not None
    assert child.stderr is not None
    readers = [
        threading.Thread(target=keep, args=("out", child.stdout)),
        threading.Thread(target=keep, args=("err", child.stderr)),
    ]
    for thread in (watch, *readers):
        thread.start()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    watch.done.set()
    for thread in (watch, *readers):
        thread.join()
    if child.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {child.returncode}\n{texts['err'].decode()[-2000:]}")
    scale = 1 if sys.platform == "darwin" else 1024
    largest = round(used.ru_maxrss * scale / 2**20)
    return Process(wall, used.ru_utime + used.ru_stime, largest, watch.peak_mb, texts["out"].decode())


class _Watch(threading.Thread):
    """Adds up the memory of a process and its children, ten times a second, and keeps the most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self.peak_mb: int | None = None
        self._pid = pid

    def run(self) -> None:
        while not self.done.wait(0.1):
            kilobytes = sum(_memory(pid) for pid in _family(self._pid))
            if kilobytes:
                self.peak_mb = max(self.peak_mb or 0, kilobytes // 1024)


def _family(pid: int) -> list[int]:
    found = [pid]
    try:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                found += _family(int(child))
    except OSError:  # gone between two looks
        pass
    return found


def _memory(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    share = re.search(r"^Pss:\s+(\d+)", rollup, re.M)
    return int(share[1]) if share else 0


def header(*packages: str) -> dict[str, object]:
    """When, on which machine and with which versions a benchmark ran: the beginning of its JSON."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {
            "cpu": _cpu(),
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
            "system": platform.system() + " " + platform.release().split("-")[0],
        },
        "versions": {
            "python": platform.python_version(),
            **{name: _version(name) for name in ("loupe-workbench", *packages)},
        },
    }


def _cpu() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def rounded(value: float, digits: int = 3) -> float:
    """A figure to three significant digits; whole numbers above a thousand keep all of theirs."""
    if value == 0 or not math.isfinite(value):
        return value
    places = digits - 1 - math.floor(math.log10(abs(value)))
    return round(value, places) if places > 0 else round(value)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share (Wilson 1927); (0, 1) when there was nothing to count."""
    if not total:
        return 0.0, 1.0
    z, share = 1.959964, hits / total
    middle = share + z * z / (2 * total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    low, high = (middle - half) / (1 + z * z / total), (middle + half) / (1 + z * z / total)
    return max(low, 0.0), min(high, 1.0)


def print_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Rows with the same keys as a table of plain text, figures to the right."""
    names = list(rows[0])
    cells = [[str(row[name]) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[at]) for line in cells)) for at, name in enumerate(names)]
    for line in (names, *cells):
        first, *others = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join((first, *others)).rstrip())
    print()


def write_results(name: str, results: Mapping[str, object]) -> None:
    """Put the figures where the page of benchmarks is made from."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"Written: benchmarks/results/{name}.json. Then: python benchmarks/report.py")
