"""Makes the pairs and writes them: ``python -m contrast --bench FOLDER --out FILE.tsv --limit 60000 --seed 7``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from contrast.made import KINDS, LABELS
from contrast.making import contrast_pairs
from contrast.texts import read_sources


def main() -> None:
    """Read the sets, make the pairs, write a line a pair (label, kind, claim, passage) and print how many of each."""
    parser = argparse.ArgumentParser(prog="contrast", description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pairs = contrast_pairs(read_sources(options.bench), seed=options.seed, limit=options.limit)
    lines = ["label\tkind\tclaim\tpassage", *("\t".join((p.label, p.kind, p.claim, p.passage)) for p in pairs)]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts = Counter((p.kind, p.label) for p in pairs)
    print(f"{'kind':<12}" + "".join(f"{label:>13}" for label in LABELS))
    for kind in KINDS:
        print(f"{kind:<12}" + "".join(f"{counts[kind, label]:>13}" for label in LABELS))
    print(f"{'all':<12}" + "".join(f"{sum(p.label == x for p in pairs):>13}" for x in LABELS))


if __name__ == "__main__":
    main()
