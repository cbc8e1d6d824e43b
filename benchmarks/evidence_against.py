"""Public pairs in which somebody marked contradictions, many of them: how often the comparison is right to see one.

A stance model of Loupe may have been trained on these sets, so that they can only measure the comparison of values and
words, which no set trained. What a check says of contradiction rests on it alone: a model only keeps it from speaking.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_sets import Item, Label, as_written
from measuring import wilson

__all__ = ["AGAINST", "counted", "run_against", "with_all"]

_MOST = 2_000
_SNLI: dict[str, Label] = {"entailment": "supports", "contradiction": "contradicts"}


def _fever(bench: Path) -> Iterator[Item]:
    with (bench / "fever-dev-pairs" / "pairs.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            label: Label = "supports" if row["label"] == "entailment" else "contradicts"
            yield Item(as_written(row["claim"]), (as_written(row["evidence"]),), label, row["claim"])


def _two_way(folder: str) -> Callable[[Path], Iterator[Item]]:
    """Passage, claim, and whether it follows; what does not was written or judged to contradict."""

    def read(bench: Path) -> Iterator[Item]:
        for name in ("dev.tsv", "train.tsv"):
            with (bench / folder / name).open(encoding="utf-8") as file:
                for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if len(row) == 4 and row[0] != "index":
                        label: Label = "supports" if row[3] == "entailment" else "contradicts"
                        yield Item(row[2], (row[1],), label, row[2])

    return read


def _snli(bench: Path) -> Iterator[Item]:
    for part in ("dev", "test"):
        lines = [
            (bench / "snli-dev-test" / f"{name}.{part}").read_text("utf-8").splitlines()
            for name in ("s1", "s2", "labels")
        ]
        for passage, claim, label in zip(*lines, strict=True):
            yield Item(as_written(claim), (as_written(passage),), _SNLI.get(label, "related"), claim)


AGAINST: dict[str, Callable[[Path], Iterator[Item]]] = {
    "FEVER, development pairs": _fever,
    "SciFact": _two_way("scifact-rte"),
    "CovidFact": _two_way("covidfact"),
    "SNLI": _snli,
}


def run_against(bench: Path, said: Callable[[Sequence[Item]], list[Label]], most: int | None = None) -> dict[str, Any]:
    """Of each set, at most 2,000 pairs that are the same each time: how many contradict, how many are said to, and how
    many of those are right."""
    found: dict[str, Any] = {}
    for name, read in AGAINST.items():
        items = list(read(bench))
        wanted = min(most or _MOST, len(items))
        items = [items[i] for i in sorted(random.Random(name).sample(range(len(items)), wanted))]
        told = [item.label == "contradicts" for item, label in zip(items, said(items), strict=True) if label == _THIS]
        found[name] = counted(len(items), sum(item.label == "contradicts" for item in items), told)
    return found


def with_all(found: Mapping[str, Any], sets: Mapping[str, Any]) -> dict[str, Any]:
    """The same with what the comparison said in the sets that the benchmark reads whole, and all of them together."""
    rows = dict(found)
    for name, one in sets.items():
        side = one["readers"]["typed"].get("contradicts")
        if side:
            right = round(side["precision"]["share"] * side["said"]) if side["precision"] else 0
            told = [True] * right + [False] * (side["said"] - right)
            rows[name] = counted(one["claims"], side["gold"], told)
    told = [i < row["right"] for row in rows.values() for i in range(row["said"])]
    pairs, gold = (sum(row[key] for row in rows.values()) for key in ("pairs", "gold"))
    return {**rows, "all of them": counted(pairs, gold, told)}


_THIS: Label = "contradicts"


def counted(pairs: int, gold: int, told: Sequence[bool]) -> dict[str, Any]:
    """How many pairs, how many of them contradict, of how many it was said and rightly, with the 95 % interval."""
    low, high = wilson(sum(told), len(told))
    return {
        "pairs": pairs, "gold": gold, "said": len(told), "right": sum(told),
        "low": round(low, 3), "high": round(high, 3),
    }  # fmt: skip
