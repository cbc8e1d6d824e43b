"""Measures how often Loupe is right when it says that a passage supports or contradicts a claim.

Precision and recall on public pairs of claim and evidence, with 95 % intervals, beside what saying it always would give
and a plain overlap of words. Then alarms on a real archive: what a whole opening statement of the Horizon inquiry gets.
Run: python benchmarks/stance.py [FOLDER OF THE BENCHMARK DATA] [--pairs-only] [--show contradicted]
"""

from __future__ import annotations

import argparse
import math
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from measuring import bench_folder, header, print_table, wilson, write_results
from pairs import SETS, Pair
from realcases import horizon

from loupe.checking import Candidate, TypedStance, find_evidence, statement_reader
from loupe.engine import Case
from loupe.language import content_stems, find_parser
from loupe.model import Claim, Finding, Locator, ParagraphPlace, Passage, Segment, Source

STANCES = ("supports", "contradicts")
OVERLAP = 0.6
_NOT = re.compile(r"\b(?:not|no|never|none|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_ALARMS = ("contradicted", "contested", "corroborated")
Reader = Callable[[Pair], str]


def by_loupe(pairs: Sequence[Pair]) -> Reader:
    """What a check does with a passage that search has found; words are weighed by their rarity in the set."""
    holding = Counter(stem for pair in pairs for stem in set(content_stems(pair.evidence)))
    total = len(pairs)

    def rarity(stem: str) -> float:
        return math.log((total + 2) / (holding[stem] + 1)) / math.log(total + 2)

    stance = TypedStance(statements=statement_reader(find_parser()))

    def read(pair: Pair) -> str:
        claim = Claim(
            "c", "w", 0, 1, _place(pair.claim), pair.claim, pair.claim, None, (), ("event",), checkable=True
        )  # fmt: skip
        passage = Passage("p", "s", 0, "paragraph", None, _place(pair.evidence), pair.evidence)
        found = find_evidence(claim, [Candidate(passage, 0, len(pair.evidence))], stance, rarity)
        return found[0].stance if found else "related"

    return read


def _place(text: str) -> Locator:
    return Locator((Segment(0, len(text), ParagraphPlace(1)),))


def by_overlap(pair: Pair) -> str:
    """The peer: enough of the claim's words are there; against it when only one of the two holds a "not"."""
    wanted = set(content_stems(pair.claim))
    shared = len(wanted.intersection(content_stems(pair.evidence))) / max(len(wanted), 1)
    if shared < OVERLAP:
        return "related"
    return "contradicts" if bool(_NOT.search(pair.claim)) != bool(_NOT.search(pair.evidence)) else "supports"


def score(pairs: Sequence[Pair], read: Reader) -> dict[str, dict[str, Any]]:
    counted = Counter((pair.label, read(pair)) for pair in pairs)
    scores = {}
    for stance in STANCES:
        gold = sum(pair.label == stance for pair in pairs)
        said = sum(n for (_, told), n in counted.items() if told == stance)
        right = counted[stance, stance]
        if gold:
            scores[stance] = {
                "gold": gold, "said": said, "right": right, "base": round(gold / len(pairs), 3),
                "precision": _share(right, said), "recall": _share(right, gold),
            }  # fmt: skip
    return scores


def _share(hits: int, total: int) -> dict[str, float] | None:
    if not total:
        return None
    low, high = wilson(hits, total)
    return {"share": round(hits / total, 3), "low": round(low, 3), "high": round(high, 3)}


def alarms(bench: Path, show: str | None) -> dict[str, Any]:
    """What the whole statement gets, with the place of every alarm, so that a person can read them side by side.

    Places and reasons only: the words belong to the inquiry and are printed on request, not kept here.
    """
    with tempfile.TemporaryDirectory() as folder:
        real = horizon(bench, Path(folder))
        with Case.create(Path(folder) / "case") as case:
            case.add(real.archive)
            case.check(real.works["whole statement"])
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
    parser.add_argument("--pairs-only", action="store_true", help="leave out the archive; no file is written")
    parser.add_argument("--show", choices=_ALARMS, help="print the claims of the archive with this verdict, in words")
    given = parser.parse_args()
    bench = bench_folder([given.bench] if given.bench else [], *(s.path for s in SETS), "case-post-office-horizon")
    if bench is None:
        return
    table: dict[str, Any] = {}
    for chosen in SETS:
        pairs = list(chosen.read(bench / chosen.path))
        scores = {"loupe": score(pairs, by_loupe(pairs)), "overlap": score(pairs, by_overlap)}
        table[chosen.name] = {"pairs": len(pairs), "kind": chosen.kind, **scores}
    print_table([_row(name, stance, found) for name, found in table.items() for stance in found["loupe"]])
    if not given.pairs_only:
        found_alarms = alarms(bench, given.show)
        write_results("stance", {**header(), "overlap_threshold": OVERLAP, "sets": table, "alarms": found_alarms})


def _row(name: str, stance: str, found: dict[str, Any]) -> dict[str, object]:
    ours, peer = found["loupe"][stance], found["overlap"][stance]
    return {
        "set": name, "pairs": found["pairs"], "stance": stance, "base": ours["base"], "said": ours["said"],
        "precision": _shown(ours["precision"]), "recall": _shown(ours["recall"]),
        "overlap precision": _shown(peer["precision"]), "overlap recall": _shown(peer["recall"]),
    }  # fmt: skip


def _shown(share: dict[str, float] | None) -> str:
    return f"{share['share']:.2f} ({share['low']:.2f}–{share['high']:.2f})" if share else "–"


if __name__ == "__main__":
    main()
