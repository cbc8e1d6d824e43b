"""Measures methods of truth discovery: how often the value each one picks is the right one.

A plain vote, TruthFinder, CRH, AccuCopy and Loupe's weighing, on flights (copied errors), birthplaces (values that
contain each other) and books (lists that are parts of each other). Methods that know of no containing are run twice: on
the values as they are, and with broad values read as the narrow ones they contain. All settings are fixed and the same
for every set. "Where it speaks" is the share of items on which Loupe does not abstain, and how often it is right there.
Intervals are Wilson's over items; the items of one flight are not independent, so those are too narrow.
Run: python benchmarks/truth.py [FOLDER OF THE BENCHMARK DATA] [--set flight] [--days 1] [--peer FOLDER]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from measuring import bench_folder, header, print_table, rounded, wilson, write_results
from truth_peer import peer_methods
from truth_sets import TruthSet, birthplaces, books, flight_days

from loupe.reasoning.truth import (
    Belief,
    Board,
    Weighing,
    accu_copy,
    crh,
    fold_contained,
    opinions,
    truth_finder,
    vote,
    weigh,
)
from loupe.reasoning.truth.board import Floats

SETS = ("flight", "birthplaces", "books")
NEEDED = ("truthdiscovery-flight", "truthdiscovery-tdh", "truthdiscovery-dafna")
METHODS: Mapping[str, Callable[[Board], Floats]] = {
    "vote": vote, "TruthFinder": truth_finder, "CRH": crh, "AccuCopy": accu_copy,
}  # fmt: skip
OURS = "Loupe"


def sets(folder: Path, wanted: str | None, days: int | None) -> Iterator[TruthSet]:
    """The sets that are wanted, one day of flights each."""
    if wanted in (None, "flight"):
        yield from list(flight_days(folder / NEEDED[0] / "flight"))[:days]
    if wanted in (None, "birthplaces"):
        yield birthplaces(folder / NEEDED[1] / "birthplaces")
    if wanted in (None, "books"):
        yield books(folder / NEEDED[2] / "books")


def answers(board: Board, score: Floats) -> dict[str, str]:
    """The value of the highest score for each item."""
    return {board.values[v][0]: board.values[v][1] for v in board.best(score).tolist()}


def scored(found: Mapping[str, str], data: TruthSet, items: Mapping[str, object]) -> dict[str, Any]:
    """How often the answers are right and, by the looser measure of the set, near, on the items that are asked."""
    asked = [item for item in data.right if item in items]
    right = sum(found.get(item) in data.right[item] for item in asked)
    near = sum(found.get(item) in data.near[item] for item in asked)
    low, high = wilson(right, len(asked))
    return {
        "items": len(asked),
        "right": round(right / max(len(asked), 1), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "near": round(near / max(len(asked), 1), 4),
    }


def against(found: Mapping[str, str], other: Mapping[str, str], data: TruthSet) -> dict[str, int]:
    """On how many items one of the two alone is right."""
    mine = {i for i, right in data.right.items() if found.get(i) in right}
    theirs = {i for i, right in data.right.items() if other.get(i) in right}
    return {"only this": len(mine - theirs), "only the vote": len(theirs - mine)}


def measured(data: TruthSet, peer: Path | None) -> dict[str, Any]:
    """Every method on one set."""
    board = data.board()
    folded = fold_contained(board) if len(board.broad) else None
    plain_vote = answers(board, vote(board))
    rows: dict[str, Any] = {}
    for name, method in METHODS.items():
        for words, on in (("", board.flat()), (", contained folded", folded)):
            if on is not None:
                began = time.perf_counter()
                found = answers(on, method(on))
                rows[name + words] = _row(found, data, plain_vote, time.perf_counter() - began)
    for name, method in peer_methods(peer) if peer else ():
        began = time.perf_counter()
        found = method(board)
        rows[f"{name} (truthdiscovery)"] = _row(found, data, plain_vote, time.perf_counter() - began)
    for name, settings in ((f"{OURS}, no copying looked for", Weighing(learn=False)), (OURS, Weighing())):
        began = time.perf_counter()
        belief = weigh(board, settings=settings)
        rows[name] = _row(answers(board, belief.score), data, plain_vote, time.perf_counter() - began)
    spoken = {one.item: one.value for one in opinions(belief) if not one.abstains}
    rows[OURS]["where it speaks"] = scored(spoken, data, spoken)
    return {
        "note": data.note,
        "looser": data.loosely,
        "sources": len(board.sources),
        "items": len(board.items),
        "claims": len(board.claim_value),
        "contained_pairs": len(board.broad),
        "copying_found": _copying(belief),
        "rounds": belief.rounds,
        "methods": rows,
    }


def _row(found: Mapping[str, str], data: TruthSet, plain_vote: Mapping[str, str], seconds: float) -> dict[str, Any]:
    told = scored(found, data, data.right)
    return {**told, "against the vote": against(found, plain_vote, data), "seconds": rounded(seconds)}


def _copying(belief: Belief) -> dict[str, int]:
    return {"pairs looked at": len(belief.links.left), "likely copying": int((belief.dependence > 0.5).sum())}


def _shown(told: Mapping[str, Any]) -> str:
    return f"{told['right']:.3f} ({told['low']:.3f}–{told['high']:.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    parser.add_argument("--set", choices=SETS, help="only one set; no file is written")
    parser.add_argument("--days", type=int, help="only so many days of flights; no file is written")
    parser.add_argument("--peer", type=Path, help="a folder with the package truthdiscovery, to run beside")
    given = parser.parse_args()
    folder = bench_folder([given.bench] if given.bench else [], *NEEDED)
    if folder is None:
        return
    results = {data.name: measured(data, given.peer) for data in sets(folder, given.set, given.days)}
    print_table(
        [
            {
                "set": name,
                "method": method,
                "items": row["items"],
                "right": _shown(row),
                "near": f"{row['near']:.3f}",
                "+/- vote": f"+{row['against the vote']['only this']} -{row['against the vote']['only the vote']}",
                "s": row["seconds"],
            }
            for name, told in results.items()
            for method, row in told["methods"].items()
        ]
    )
    for name, told in results.items():
        spoken = told["methods"][OURS]["where it speaks"]
        print(f"{name}: Loupe speaks on {spoken['items']} of {told['methods'][OURS]['items']}: right {_shown(spoken)}")
    if given.set is None and given.days is None:
        write_results("truth", {**header("numpy"), "settings": asdict(Weighing()), "sets": results})


if __name__ == "__main__":
    main()
