"""Measures Loupe on two real cases that nobody made for it: how long, how much memory, how much disk, what it finds.

Each stage is a whole process, measured from outside by the clock, in CPU seconds and in memory, several times over.
Beside it two plain pipelines do the same files and the same queries: SQLite FTS5 and bm25s.
Run: python benchmarks/cases.py [FOLDER OF THE BENCHMARK DATA] [--runs 3] [--only horizon]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from measuring import Process, Spread, bench_folder, header, measure, print_table, rounded, write_results
from realcases import RealCase, apollo, horizon

STAGES = Path(__file__).with_name("stages.py")
LOUPE = Path(sys.executable).with_name("loupe")
WORDS_BAR, VECTORS_BAR, CHECK_BAR_S, SEARCH_BAR_MS, MEMORY_BAR_MB = 200_000, 50_000, 10, 50, 1000
MILLION = 1_000_000
PEERS_LACK = (
    "the originals kept under their hash, a reading process with limits, speakers, time codes, places in the text, "
    "windows of long passages, meaning, a commit that survives a kill"
)


def stage(*words: str | Path) -> list[str | Path]:
    return [sys.executable, STAGES, *words]


def summary(runs: Sequence[Process]) -> dict[str, Any]:
    peaks = [run.peak_mb for run in runs if run.peak_mb is not None]
    return {
        "wall_s": Spread.of(run.wall_s for run in runs).plain(),
        "cpu_s": Spread.of(run.cpu_s for run in runs).plain(),
        "peak_mb": max(peaks) if peaks else None,
        "largest_process_mb": max(run.largest_mb for run in runs),
    }


class Bench:
    """One real case, measured ``runs`` times in a scratch folder."""

    def __init__(self, case: RealCase, scratch: Path, runs: int) -> None:
        self._case, self._scratch, self._runs = case, scratch / case.name, runs
        self._scratch.mkdir()
        self._queries = self._scratch / "queries.json"
        self._queries.write_text(json.dumps(case.queries), "utf-8")

    def _again(
        self, command: Callable[[Path], Sequence[str | Path]], before: Callable[[Path], object]
    ) -> list[Process]:
        """Each run in a folder of its own, made ready by ``before`` outside the measured time; the last one is kept."""
        done = []
        for number in range(self._runs):
            folder = self._scratch / f"run-{number}"
            shutil.rmtree(folder, ignore_errors=True)
            before(folder)
            done.append(measure(command(folder)))
        return done

    def _fresh(self, command: Callable[[Path], Sequence[str | Path]]) -> dict[str, Any]:
        return summary(self._again(command, lambda _: None))

    def measure(self) -> dict[str, Any]:
        """All stages, searches and checks of the case, and the peers beside them."""
        archive, full = self._case.archive, self._scratch / "full"
        stages = {
            "read and store": self._fresh(lambda folder: stage("read", folder, archive)),
            "read, store and index words": self._fresh(lambda folder: stage("read-and-index", folder, archive)),
        }
        stored = self._scratch / "run-0"  # read and indexed already; indexed anew beside it
        for name, vectors in (("index words", "words"), ("index words and vectors", "vectors")):
            folders = iter(self._scratch / f"{vectors}-{n}" for n in range(self._runs))
            runs = [measure(stage("index", stored, folder, vectors)) for folder in folders]
            stages[name] = summary(runs)
        stages["`loupe add`, all of it"] = summary(
            self._again(lambda folder: [LOUPE, "add", folder, archive, "--quiet"], lambda f: measure([LOUPE, "new", f]))
        )
        shutil.move(self._scratch / "run-0", full)
        facts = json.loads(measure(stage("facts", full)).out)
        find = stage("search", full, self._queries)
        searched = [json.loads(measure(find).out) for _ in range(self._runs)]
        alone = [json.loads(measure(find, OPENBLAS_NUM_THREADS="1").out) for _ in range(self._runs)]
        words = facts["words"]
        return {
            "title": self._case.title,
            "facts": facts,
            "stages": stages,
            "words_per_s": {
                "without vectors": _speed(words, stages["read, store and index words"]),
                "with vectors": _speed(words, stages["`loupe add`, all of it"]),
            },
            "search": {"queries": len(self._case.queries), **_spreads(searched)},
            "search_one_blas_thread": _spreads(alone),
            "checks": {name: self._check(full, work) for name, work in self._case.works.items()},
            "peers": {peer: self._peer(peer, words) for peer in ("fts5", "bm25s")},
        }

    def _check(self, full: Path, work: Path) -> dict[str, Any]:
        runs = self._again(lambda folder: [LOUPE, "check", folder, work, "--json"], lambda f: shutil.copytree(full, f))
        told = json.loads(runs[0].out)
        checkable = told["claims"] - told["counts"].get("not checkable", 0)
        found = summary(runs)
        return {
            "claims": told["claims"],
            "checkable": checkable,
            "verdicts": told["counts"],
            **found,
            "wall_s_per_100": rounded(found["wall_s"]["median"] * 100 / checkable),
            "cpu_s_per_100": rounded(found["cpu_s"]["median"] * 100 / checkable),
        }

    def _peer(self, peer: str, words: int) -> dict[str, Any]:
        folder = self._scratch / peer
        runs = []
        for _ in range(self._runs):
            shutil.rmtree(folder, ignore_errors=True)
            runs.append(measure(stage(f"{peer}-index", folder, self._case.archive)))
        searched = [json.loads(measure(stage(f"{peer}-search", folder, self._queries)).out) for _ in range(self._runs)]
        found = summary(runs)
        disk = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6
        speed = {"words_per_s": _speed(words, found), "disk_mb": round(disk, 1)}
        return {**json.loads(runs[0].out), **found, **speed, "search": _spreads(searched), "lacks": PEERS_LACK}


def _spreads(runs: Sequence[dict[str, float]]) -> dict[str, Any]:
    return {key: Spread.of(run[key] for run in runs).plain() for key in runs[0]}


def _speed(words: int, stage: dict[str, Any]) -> dict[str, float]:
    """Words a second, the slowest run being the least."""
    wall = stage["wall_s"]
    return {
        "median": round(words / wall["median"]),
        "min": round(words / wall["max"]),
        "max": round(words / wall["min"]),
    }


def bars(results: dict[str, Any]) -> list[dict[str, Any]]:
    """The bars of two cores, judged by the median over the case that has more than a million words."""
    big = next((r for r in results.values() if r["facts"]["words"] > MILLION), None)
    if big is None:
        return []
    hundred = min((c for c in big["checks"].values() if c["checkable"] >= 100), key=lambda c: c["checkable"])
    checked = f"check a work of {hundred['checkable']} claims against {big['facts']['words']:,} words: under 10 s"
    peak = max(map(_memory, results.values()))
    fast, slow = big["words_per_s"]["without vectors"], big["words_per_s"]["with vectors"]
    return [
        _more("read and index without vectors: 200,000 words/s or more", fast, WORDS_BAR, "words/s"),
        _more("read and index with vectors: 50,000 words/s or more", slow, VECTORS_BAR, "words/s"),
        _less(checked, hundred["wall_s"], CHECK_BAR_S, "s"),
        _less("search, 95 of 100 queries: under 50 ms", big["search"]["p95_ms"], SEARCH_BAR_MS, "ms"),
        _less(
            "peak memory of any stage, children included: under 1 GB",
            dict.fromkeys(("median", "min", "max"), peak), MEMORY_BAR_MB, "MB",
        ),
    ]  # fmt: skip


def _more(name: str, found: dict[str, float], bar: float, unit: str) -> dict[str, Any]:
    told = f"{found['median']:,} {unit}; runs {found['min']:,} to {found['max']:,}"
    return {"bar": name, "measured": told, "met": found["median"] >= bar, "met_in_best_run": found["max"] >= bar}


def _less(name: str, found: dict[str, float], bar: float, unit: str) -> dict[str, Any]:
    told = f"{found['median']:,} {unit}" + (f"; runs {found['min']:,} to {found['max']:,}" if unit != "MB" else "")
    return {"bar": name, "measured": told, "met": found["median"] < bar, "met_in_best_run": found["min"] < bar}


def _memory(result: dict[str, Any]) -> int:
    measured: Iterable[dict[str, Any]] = (*result["stages"].values(), *result["checks"].values())
    return max(max(m["peak_mb"] or 0, m["largest_process_mb"]) for m in measured)


def show(results: dict[str, Any], judged: Sequence[dict[str, Any]]) -> None:
    for result in results.values():
        facts = result["facts"]
        print(
            f"{result['title']}: {facts['sources']} sources, {facts['words']:,} words, {facts['passages']:,} passages"
        )
        print(f"{facts['with_speaker']:,} passages with a speaker, {facts['time_coded']:,} with a time code\n")
        timed = {**result["stages"], **{f"check: {name}": check for name, check in result["checks"].items()}}
        print_table([
            {"stage": name, "wall s": f"{m['wall_s']['median']} ({m['wall_s']['min']}–{m['wall_s']['max']})",
             "cpu s": m["cpu_s"]["median"], "peak MB": m["peak_mb"]}
            for name, m in timed.items()
        ])  # fmt: skip
        print_table([
            {"work": name, "claims": c["claims"], "checkable": c["checkable"], "s per 100": c["wall_s_per_100"],
             **{label: c["verdicts"].get(label, 0) for label in VERDICTS}}
            for name, c in result["checks"].items()
        ])  # fmt: skip
        rows = [
            ("Loupe without vectors", result["words_per_s"]["without vectors"], {}),
            ("Loupe with vectors", result["words_per_s"]["with vectors"], result["search"]),
            ("the same, one BLAS thread", result["words_per_s"]["with vectors"], result["search_one_blas_thread"]),
            *((name, peer["words_per_s"], peer["search"]) for name, peer in result["peers"].items()),
        ]
        print_table([
            {"pipeline": name, "words/s": f"{speed['median']:,}", "p50 ms": s["p50_ms"]["median"] if s else "",
             "p95 ms": s["p95_ms"]["median"] if s else ""}
            for name, speed, s in rows
        ])  # fmt: skip
    for bar in judged:
        best = "" if bar["met"] or not bar["met_in_best_run"] else " (met in the best run)"
        print(f"{'PASS' if bar['met'] else 'MISS'}  {bar['bar']}: {bar['measured']}{best}")


VERDICTS = ("contradicted", "contested", "uncorroborated", "corroborated")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--runs", type=int, default=3, help="how often each stage is measured")
    parser.add_argument("--only", choices=("horizon", "apollo"), help="one case; no file is written")
    given = parser.parse_args()
    bench = bench_folder([given.bench] if given.bench else [], "case-post-office-horizon", "case-apollo")
    if bench is None:
        return
    makers = {"horizon": horizon, "apollo": apollo}
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in [given.only] if given.only else makers:
            scratch = Path(folder)
            results[name] = Bench(makers[name](bench, scratch), scratch, given.runs).measure()
    judged = bars(results)
    show(results, judged)
    if not given.only:
        packages = ("tantivy", "numpy", "wordllama", "bm25s")
        write_results("cases", {**header(*packages), "runs": given.runs, "cases": results, "bars": judged})


if __name__ == "__main__":
    main()
