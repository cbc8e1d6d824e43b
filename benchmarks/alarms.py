"""Measures how often Loupe stops a fact-checker on a real archive.

What a whole opening statement of the Horizon inquiry gets, by the typed comparison alone and, where a model is given,
together with it.

Run: python benchmarks/alarms.py [FOLDER OF THE BENCHMARK DATA] [--model FOLDER] [--show contradicted]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from measuring import bench_folder, header, print_table, wilson, write_results
from realcases import horizon

from loupe.checking.models import StanceModel
from loupe.engine import Case
from loupe.model import Finding, Source

_ALARMS = ("contradicted", "contested", "corroborated")


def alarms(bench: Path, model: StanceModel | None, show: str | None) -> dict[str, Any]:
    """What the whole statement gets, with the place of every alarm, so that a person can read them side by side.

    Places and reasons only: the words belong to the inquiry and are printed on request, not kept here. Without a
    ``model`` the typed comparison decides alone.
    """
    with tempfile.TemporaryDirectory() as folder:
        real = horizon(bench, Path(folder))
        with Case.create(Path(folder) / "case") as case:
            case.add(real.archive)
            case.check(real.works["whole statement"], model=model, fast=model is None)
            findings = case.findings()
            sources = {source.id: source for source in case.sources()}
    checkable = [f for f in findings if f.claim.checkable]
    counts = Counter(f.verdict.label for f in checkable)
    print(f"{real.title}, a whole opening statement: {len(checkable)} checkable claims")
    rates = {}
    for label in _ALARMS:
        low, high = wilson(counts[label], len(checkable))
        rates[label] = {"claims": counts[label], "per_100": round(100 * counts[label] / len(checkable), 2)}
        rates[label] |= {"low": round(100 * low, 2), "high": round(100 * high, 2)}
    print_table([{"verdict": label, **rate} for label, rate in rates.items()])
    listed = [_listed(f, sources) for f in checkable if f.verdict.label in _ALARMS]
    for finding in checkable:
        if show and finding.verdict.label == show:
            _print(finding, sources)
    return {"claims": len(findings), "checkable": len(checkable), "verdicts": rates, "listed": listed}


def _listed(finding: Finding, sources: dict[str, Source]) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.label,
        "work_line": finding.claim.line,
        "work_place": finding.claim.locator.words(),
        "characters": [finding.claim.locator.start, finding.claim.locator.end],
        "evidence": [
            {
                "stance": e.stance, "source": sources[e.source_id].name, "place": e.locator.words(),
                "characters": [e.locator.start, e.locator.end], "checks": list(e.checks), "score": e.score,
            }
            for e in finding.evidence if e.stance != "related"
        ],
    }  # fmt: skip


def _print(finding: Finding, sources: dict[str, Source]) -> None:
    print(f"# {finding.claim.locator.words()}: {finding.verdict.label}\n  {finding.claim.text}")
    for e in finding.evidence:
        if e.stance != "related":
            print(f"    {e.stance}: {sources[e.source_id].name}, {e.locator.words()}: {' '.join(e.quote.split())}")
            print(f"      {'; '.join(e.reasons)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--model", type=Path, help="the folder of a stance model; without it the model is left out")
    parser.add_argument("--show", choices=_ALARMS, help="print the claims with this verdict, in words")
    given = parser.parse_args()
    bench = bench_folder([given.bench] if given.bench else [], "case-post-office-horizon")
    if bench is None:
        return
    readers = {"typed": alarms(bench, None, given.show)}
    if given.model:
        from loupe.checking.models import open_model

        readers["combined"] = alarms(bench, open_model(given.model), given.show)
    write_results("alarms", {**header(), "readers": readers})


if __name__ == "__main__":
    main()
