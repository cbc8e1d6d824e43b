"""Measures how well Loupe tells the sentences that can be checked from those that cannot.

Precision, recall and F1 on public sets, with 95 % intervals of the first two, beside saying "checkable" always and a
plain rule: the sentence has a digit, or a capitalised word that does not begin it.
Run: python benchmarks/checkable.py [FOLDER OF THE BENCHMARK DATA]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from measuring import bench_folder, header, print_table, wilson, write_results

from loupe.checking.checkable import why_not_checkable
from loupe.language import read_sentence

FIRST = 5000
_PLAIN = re.compile(r"\d|(?<=[a-z,;:] )(?!I\b)[A-Z]\w*")
Sentences = list[tuple[str, bool]]


def by_loupe(sentence: str) -> bool:
    return not why_not_checkable(sentence, read_sentence(sentence), whole=True)


def by_rule(sentence: str) -> bool:
    return _PLAIN.search(sentence) is not None


def claimbuster(folder: Path) -> Sentences:
    rows = json.loads((folder / "claimbuster" / "3.0xNCS.json").read_text("utf-8"))[:FIRST]
    return [(row["text"], bool(row["label"])) for row in rows]


def checkthat(folder: Path) -> Sentences:
    def rows() -> Iterator[tuple[str, bool]]:
        for path in sorted((folder / "checkthat-2019-task1" / "training").glob("*.tsv")):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    yield row[2], row[3] == "1"

    return list(rows())


def factcheck_gpt(folder: Path) -> Sentences:
    path = folder / "factcheck-gpt" / "subtask1_sentence_checkworthiness.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(row["sentence"], row["checkworthy"] == "yes") for row in rows]


SETS: dict[str, Callable[[Path], Sentences]] = {
    "claimbuster": claimbuster,
    "checkthat-2019": checkthat,
    "factcheck-gpt": factcheck_gpt,
}


def score(sentences: Sentences, decide: Callable[[str], bool]) -> dict[str, Any]:
    told = [(decide(text), label) for text, label in sentences]
    right, said = sum(yes and label for yes, label in told), sum(yes for yes, _ in told)
    gold = sum(label for _, label in told)
    f1 = 2 * right / (said + gold) if said + gold else 0.0
    return {"said": said, "precision": _share(right, said), "recall": _share(right, gold), "f1": round(f1, 3)}


def _share(hits: int, total: int) -> dict[str, float]:
    low, high = wilson(hits, total)
    return {"share": round(hits / max(total, 1), 3), "low": round(low, 3), "high": round(high, 3)}


def _row(name: str, who: str, found: dict[str, Any]) -> dict[str, object]:
    told = found[who]
    shares = {key: told[key]["share"] for key in ("precision", "recall")}
    return {"set": name, "sentences": found["sentences"], "by": who, "said": told["said"], **shares, "F1": told["f1"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", nargs="?", help="the folder of the benchmark data")
    given = parser.parse_args()
    needed = ("claimbuster", "checkthat-2019-task1", "factcheck-gpt")
    bench = bench_folder([given.bench] if given.bench else [], *needed)
    if bench is None:
        return
    table: dict[str, Any] = {}
    deciders = {"loupe": by_loupe, "plain rule": by_rule, "always": lambda _: True}
    for name, read in SETS.items():
        sentences = read(bench)
        gold = sum(label for _, label in sentences)
        table[name] = {
            "sentences": len(sentences),
            "checkable": gold,
            **{who: score(sentences, decide) for who, decide in deciders.items()},
        }
    print_table([_row(name, who, found) for name, found in table.items() for who in deciders])
    write_results("checkable", {**header(), "sets": table})


if __name__ == "__main__":
    main()
