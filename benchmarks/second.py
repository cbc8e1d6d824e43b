"""Measures what the second reader finds of seeded errors, by type, with false alarms per 100 clean lines.

True lines are given one error each (a figure, a date, a name, a place, a denial, who said it, how many, the first, a
crime before a conviction, a motive); real cases are built, and the real check reads them. Three sorts of lines: the
demo's, sentences of the Horizon hearings against those hearings, and quotations against the transcripts of Apollo.
Every line is in one of two halves by the sum of its words: one was read while Loupe was made, the other was not.
Run: python benchmarks/second.py [FOLDER OF THE BENCHMARK DATA] [--half read] [--lines 160] [--show number]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measuring import ROOT, bench_folder, header, print_table, wilson, write_results
from seeding.errors import TYPES
from seeding.finding import Outcome, Reader, find_seeded
from seeding.quotations import QUOTE_TYPES, apollo, apollo_archive
from seeding.readers import by_flags, by_loupe, by_overlap
from seeding.scripts import Script, demo, horizon_archive, horizon_opening, horizon_own

from loupe.checking import TypedStance, statement_reader
from loupe.engine import Case
from loupe.language import find_parser

HALVES = ("read", "kept")
"""The half of the lines that was read while Loupe was made, and the half that was kept away."""
_ALSO = {"misquote": "quote", "never said": "quote", "wrong speaker": "attribution", "wrong time": "date"}
"""The kind of doubt that an error of a quotation is."""
PROMISED = ("number", "date", "name", "negation")


def share(hits: int, total: int) -> dict[str, float]:
    low, high = wilson(hits, total)
    return {"of": total, "share": round(hits / max(total, 1), 3), "low": round(low, 3), "high": round(high, 3)}


def counts(outcome: Outcome) -> dict[str, Any]:
    """Found by type: by verdict, by an alarm among the doubts, by an alarm of just that type, and by either."""
    by_type: dict[str, Any] = {}
    for kind in (*TYPES, *QUOTE_TYPES, "promised"):
        chosen = [f for f in outcome.found if f.seed.kind == kind or (kind == "promised" and f.seed.kind in PROMISED)]
        if chosen:
            total = len(chosen)
            by_type[kind] = {
                "verdict": share(sum("verdict" in f.by for f in chosen), total),
                "doubt": share(sum("doubt" in f.by for f in chosen), total),
                "doubt of its type": share(
                    sum(f"doubt: {_ALSO.get(f.seed.kind, f.seed.kind)}" in f.by for f in chosen), total
                ),
                "either": share(sum(bool(f.by & {"verdict", "doubt"}) for f in chosen), total),
                "either, clean line silent": share(sum(bool(f.fresh & {"verdict", "doubt"}) for f in chosen), total),
            }
    lines = len(outcome.clean)
    alarms = {
        name: _per_100(sum(bool(by & sorts) for _, by in outcome.clean), lines)
        for name, sorts in (("verdict", {"verdict"}), ("doubt", {"doubt"}), ("either", {"verdict", "doubt"}))
    }
    placed = share(sum("placed" in by for _, by in outcome.clean), lines)
    return {
        "clean_lines": lines,
        "quotations_placed": placed,
        "errors": len(outcome.found),
        "found": by_type,
        "false_alarms_per_100": alarms,
    }


def _per_100(hits: int, total: int) -> dict[str, float]:
    low, high = wilson(hits, total)
    return {
        "lines": hits, "per_100": round(100 * hits / max(total, 1), 2), "low": round(100 * low, 2),
        "high": round(100 * high, 2),
    }  # fmt: skip


def read_all(
    archive: Sequence[Path], scripts: Sequence[Script], scratch: Path, given: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    """Each script read by Loupe and by the peers, in one case with one archive."""
    results: dict[str, dict[str, Any]] = {}
    typed = TypedStance(name="typed alone", statements=statement_reader(find_parser()))
    with Case.create(scratch / "case") as case:
        for path in archive:
            case.add_sheet(path) if path.suffix == ".csv" else case.add(path)
        passages = [p.text for s in case.sources() for p in case.passages(s.id)]
        readers: dict[str, Reader] = {"loupe": by_loupe(case)}
        if given.typed:
            readers["typed alone"] = by_loupe(case, typed)
        readers |= {"word overlap": by_overlap(passages), "every figure or name": by_flags}
        for script in scripts:
            told = {}
            for name, reader in readers.items():
                outcome = find_seeded(
                    script, reader, scratch / script.name.replace(", ", "-").replace(" ", "-") / name[:5]
                )
                told[name] = counts(outcome)
                if name == "loupe" and given.show:
                    _show(outcome, given.show)
            results[script.name] = {"note": script.note, **told}
    return results


def _show(outcome: Outcome, kind: str) -> None:
    lines = outcome.script.lines
    for found in outcome.found:
        if found.seed.kind == kind:
            print(f"{'+' if found.by else '-'} {sorted(found.by)} {found.seed.text}\n      was “{found.seed.was}”")
    if kind == "alarms":
        for number, by in outcome.clean:
            if by:
                print(f"! {sorted(by)} {lines[number - 1].text}")


def rows(results: dict[str, dict[str, Any]]) -> Iterable[dict[str, object]]:
    for name, told in results.items():
        for who, found in told.items():
            if who == "note":
                continue
            for kind, by in found["found"].items():
                yield {
                    "script": name, "by": who, "type": kind, "errors": by["verdict"]["of"],
                    "verdict": _shown(by["verdict"]), "doubt": f"{by['doubt']['share']:.2f}",
                    "of its type": f"{by['doubt of its type']['share']:.2f}", "either": _shown(by["either"]),
                    "new": f"{by['either, clean line silent']['share']:.2f}",
                }  # fmt: skip
            alarms = found["false_alarms_per_100"]
            yield {
                "script": name, "by": who, "type": "false alarms/100", "errors": found["clean_lines"],
                "verdict": _alarm(alarms["verdict"]), "doubt": f"{alarms['doubt']['per_100']:.1f}", "of its type": "–",
                "either": _alarm(alarms["either"]), "new": "–",
            }  # fmt: skip


def _shown(found: dict[str, float]) -> str:
    return f"{found['share']:.2f} ({found['low']:.2f}–{found['high']:.2f})"


def _alarm(found: dict[str, float]) -> str:
    return f"{found['per_100']:.1f} ({found['low']:.1f}–{found['high']:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--half", choices=HALVES, help="only one half of the lines; no file is written")
    parser.add_argument("--lines", type=int, default=160, help="clean lines of a Horizon script at most, 160")
    parser.add_argument("--only", choices=("demo", "horizon", "apollo"), help="only this case; no file is written")
    parser.add_argument(
        "--show", choices=(*TYPES, *QUOTE_TYPES, "alarms"), help="print the errors of this type, found or not"
    )
    parser.add_argument("--typed", action="store_true", help="also by typed comparison alone, without a stance model")
    given = parser.parse_args()
    bench = bench_folder([given.bench] if given.bench else [], "case-post-office-horizon", "case-apollo")
    if bench is None:
        return
    results: dict[str, Any] = {}
    for half in [given.half] if given.half else HALVES:
        results[half] = _half(bench, HALVES.index(half), given)
        print(f"The half that was {half}:")
        print_table(list(rows(results[half])))
    if not given.half and not given.only:
        write_results("second", {**header(), "lines": given.lines, "halves": results})


def _half(bench: Path, half: int, given: argparse.Namespace) -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {}
    only, lines = given.only, given.lines
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if only in (None, "demo"):
            sys.path.insert(0, str(ROOT / "demo"))
            from build import build

            (scratch / "demo").mkdir()
            build(scratch / "demo" / "archive")
            results |= read_all(
                [scratch / "demo" / "archive" / "sources.csv"], [demo(ROOT / "demo", half)], scratch / "demo", given
            )
        if only in (None, "horizon"):
            (scratch / "horizon").mkdir()
            archive = horizon_archive(bench, scratch / "horizon" / "archive")
            scripts = [*horizon_own(bench, half, lines), horizon_opening(bench, half, lines)]
            results |= read_all([archive], scripts, scratch / "horizon", given)
        if only in (None, "apollo"):
            (scratch / "apollo").mkdir()
            archive = apollo_archive(bench, scratch / "apollo" / "archive")
            results |= read_all([archive], [apollo(bench, half, lines)], scratch / "apollo", given)
    return results


if __name__ == "__main__":
    main()
