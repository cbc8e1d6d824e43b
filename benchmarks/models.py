"""Measures how fast a stance model reads pairs, what it costs to load, and whether its opinions hang on their company.

Run: python benchmarks/models.py [FOLDER]    (a folder or ONNX file; the model in the box when left out)

Pairs are made up from common words so that every input is exactly as long as it says. Figures are written only for the
model in the box.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import Spread, header, measure, print_table, rounded, write_results

from loupe.checking.models import SHIPPED, OnnxModel, Pair, find_stance_model, open_model

LENGTHS = (64, 128)
PAIRS = 120
RUNS = 5
BAR = 60
_WORDS = (
    "the a of in and to was that they said on it with for at by from had were which after before two men left city "
    "door night police paper office money train house year court people water road letter morning window"
).split()
_LOAD = (
    "import sys; from pathlib import Path; from loupe.checking.models import Pair, open_model;"
    "open_model(Path(sys.argv[1])).read([Pair('a door', 'the door was open')])"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    folder: Path | None = parser.parse_args().folder
    model = open_model(folder) if folder else find_stance_model()
    if model is None:
        print("Skipped: there is no stance model here, or nothing to run it with (loupe doctor).")
        return
    place = folder or SHIPPED
    rows = [_speed(place, length, threads) for length in LENGTHS for threads in (1, 2)]
    print_table([{**row, "pairs_per_s": row["pairs_per_s"]["median"]} for row in rows])  # type: ignore[index]
    loads = [measure([sys.executable, "-c", _LOAD, place]) for _ in range(RUNS)]
    load = {
        "wall_s": Spread.of(one.wall_s for one in loads).plain(),
        "peak_mb": max(one.largest_mb for one in loads),
        "file_mb": rounded(model.file.stat().st_size / 1e6),
    }
    same = _same_in_any_company(place)
    speed = next(r["pairs_per_s"] for r in rows if (r["tokens"], r["threads"]) == (128, 2))
    assert isinstance(speed, dict)
    bar = {
        "bar": f"the stance model reads {BAR} pairs a second or more at 128 tokens",
        "measured": f"{speed['median']}; runs {speed['min']} to {speed['max']}",
        "met": speed["median"] >= BAR,
        "met_in_best_run": speed["max"] >= BAR,
    }
    print(f"{model.name}: {load['file_mb']} MB; the first opinion of a new process after {load['wall_s']['median']} s,")
    print(f"{load['peak_mb']} MB of memory; opinions in any order, company and number of threads equal: {same}")
    print(f"{'PASS' if bar['met'] else 'MISS'}  {bar['bar']}: {bar['measured']}")
    if folder is None:
        found = {"model": model.name, "speed": rows, "load": load, "same": same, "bars": [bar]}
        write_results("models", {**header("onnxruntime", "tokenizers"), **found})


def _speed(place: Path, length: int, threads: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        model = open_model(_with_length(place, Path(scratch), length), threads=threads)
        pairs = _pairs(PAIRS)
        model.read(pairs[:4])
        rates = []
        for _ in range(RUNS):
            began = time.perf_counter()
            model.read(pairs)
            rates.append(PAIRS / (time.perf_counter() - began))
    return {"tokens": length, "threads": threads, "pairs_per_s": Spread.of(rates).plain(), "runs": RUNS}


def _with_length(place: Path, scratch: Path, length: int) -> Path:
    """The same model described as one that reads this many tokens."""
    model = open_model(place)
    for file in (model.file, model.file.parent / "tokenizer.json"):
        (scratch / file.name).symlink_to(file.resolve())
    description = {"name": "measured", "labels": model.form.labels, "max_tokens": length}
    (scratch / "model.json").write_text(json.dumps(description), "utf-8")
    return scratch / model.file.name


def _pairs(count: int) -> list[Pair]:
    """Pairs with neighbours that are longer than any input, so that every input is full."""
    chance = random.Random(20030215)

    def text(words: int) -> str:
        return " ".join(chance.choices(_WORDS, k=words))

    return [Pair(text(15), text(35), text(120), text(120)) for _ in range(count)]


def _same_in_any_company(place: Path) -> bool:
    pairs = [Pair(p.claim, p.passage) for p in _pairs(24)]

    def read(order: Sequence[int], model: OnnxModel) -> dict[int, object]:
        return dict(zip(order, model.read([pairs[at] for at in order]), strict=True))

    alone = {at: open_model(place).read([pair])[0] for at, pair in enumerate(pairs[:4])}
    first = read(range(24), open_model(place))
    return first == read(range(23, -1, -1), open_model(place, threads=2)) and all(
        first[at] == alone[at] for at in alone
    )


if __name__ == "__main__":
    main()
