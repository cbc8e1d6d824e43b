"""Holds a checked demo case against the verdicts that a careful person would sign (``gold.csv``).

Run ``python demo/score.py CASE`` after ``make demo`` (the case is then ``demo/build/case``): it prints how often Loupe
proposes what the person would sign, and what it proposes instead.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loupe.engine import Case
from loupe.model import Finding, VerdictLabel

__all__ = ["LABELS", "Row", "compare", "read_gold", "table"]

GOLD = Path(__file__).resolve().parent / "gold.csv"
LABELS: tuple[VerdictLabel, ...] = ("corroborated", "contested", "contradicted", "uncorroborated", "not checkable")
_LINES_AROUND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the gold sheet with the finding that speaks of the same words."""

    line: int
    words: str
    signed: str
    proposed: str
    finding: Finding


def read_gold(path: Path = GOLD) -> list[dict[str, str]]:
    """The rows of the gold sheet."""
    with path.open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def compare(findings: Sequence[Finding], gold: Sequence[dict[str, str]]) -> list[Row]:
    """Each gold row with the finding whose words overlap most with its own, at most three lines away."""
    rows = []
    for entry in gold:
        line = int(entry["line"])
        near = [f for f in findings if abs(f.claim.line - line) <= _LINES_AROUND]
        best = max(near, key=lambda f: (_overlap(f.claim.quote, entry["words"]), -f.claim.ordinal))
        rows.append(Row(line, entry["words"], entry["verdict"], best.verdict.label, best))
    return rows


def _overlap(quote: str, words: str) -> float:
    """Share of the words of both that both have, and one more where one of them holds the other as a whole."""
    said, wanted = (" ".join(text.casefold().split()) for text in (quote, words))
    ours, theirs = set(said.split()), set(wanted.split())
    return len(ours & theirs) / len(ours | theirs) + (said in wanted or wanted in said)


def table(rows: Sequence[Row]) -> str:
    """How often each signed verdict was proposed as which, and how many are the same."""
    counts = Counter((row.signed, row.proposed) for row in rows)
    lines = ["signed \\ proposed".rjust(18) + "".join(label.rjust(16) for label in LABELS)]
    lines += [a.rjust(18) + "".join(str(counts[a, b]).rjust(16) for b in LABELS) for a in LABELS]
    right = sum(row.signed == row.proposed for row in rows)
    return "\n".join([*lines, "", f"{right} of {len(rows)} as a careful person would sign them"])


def main() -> None:
    """Print the table for the case that is named."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python demo/score.py CASE")
    with Case.open(sys.argv[1], readonly=True) as case:
        print(table(compare(case.findings(), read_gold())))


if __name__ == "__main__":
    main()
