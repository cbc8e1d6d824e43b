"""Writes the tables of docs/benchmarks.md from the figures in benchmarks/results.

Run: python benchmarks/report.py [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from report_reading import READING
from report_reasoning import REASONING
from tables import Result, made_on, table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "benchmarks" / "results"
_MARKED = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_LABELS = ("contradicted", "contested", "uncorroborated", "corroborated")


def spread(figures: Result) -> str:
    """The median, with the least and the most behind it."""
    return f"{figures['median']:g} ({figures['min']:g}–{figures['max']:g})"


def many(figures: Result) -> str:
    """The same for figures in thousands."""
    return f"{figures['median']:,} ({figures['min']:,}–{figures['max']:,})"


def share(figures: Result | None) -> str:
    """A share with its 95 % interval."""
    return f"{figures['share']:.2f} ({figures['low']:.2f}–{figures['high']:.2f})" if figures else "–"


def bars(results: Mapping[str, Result]) -> str:
    found = [*results["startup"]["bars"], *results["cases"]["bars"], *results["models"]["bars"]]
    verdict = {(True, True): "met", (False, True): "**missed**, met in the best run", (False, False): "**missed**"}
    rows = [(b["bar"], b["measured"], verdict[b["met"], b["met_in_best_run"]]) for b in found]
    return table(("bar, on two cores", "measured", ""), rows)


def cases(results: Mapping[str, Result]) -> str:
    result = results["cases"]
    found = list(result["cases"].values())
    facts: list[tuple[str, Callable[[Result], object]]] = [
        ("sources", lambda c: c["facts"]["sources"]),
        ("words", lambda c: f"{c['facts']['words']:,}"),
        ("passages", lambda c: f"{c['facts']['passages']:,}"),
        ("passages with a speaker", lambda c: f"{c['facts']['with_speaker']:,}"),
        ("passages with a time code", lambda c: f"{c['facts']['time_coded']:,}"),
        ("read and store, s", lambda c: spread(c["stages"]["read and store"]["wall_s"])),
        ("index words, s", lambda c: spread(c["stages"]["index words"]["wall_s"])),
        ("index words and vectors, s", lambda c: spread(c["stages"]["index words and vectors"]["wall_s"])),
        ("read, store and index words, s", lambda c: spread(c["stages"]["read, store and index words"]["wall_s"])),
        ("`loupe add`, all of it, s", lambda c: spread(c["stages"]["`loupe add`, all of it"]["wall_s"])),
        ("words/s without vectors", lambda c: many(c["words_per_s"]["without vectors"])),
        ("words/s with vectors", lambda c: many(c["words_per_s"]["with vectors"])),
        ("MB on disk: originals and texts, database, index", lambda c: _disk(c["facts"]["disk_mb"])),
        ("peak memory of `loupe add`, MB", lambda c: c["stages"]["`loupe add`, all of it"]["peak_mb"]),
        ("search p50 and p95, ms", lambda c: f"{spread(c['search']['p50_ms'])} and {spread(c['search']['p95_ms'])}"),
    ]
    rows = [(name, *(of(case) for case in found)) for name, of in facts]
    return table(("", *(case["title"] for case in found)), rows) + "\n" + made_on(result)


def _disk(sizes: Result) -> str:
    return " + ".join(f"{sizes[part]:g}" for part in ("blobs", "database", "index"))


def checks(results: Mapping[str, Result]) -> str:
    head = ("work", "claims", "checkable", "seconds", "CPU s", "s per 100", "peak MB", *_LABELS)
    rows = []
    for case in results["cases"]["cases"].values():
        for name, check in case["checks"].items():
            verdicts = (check["verdicts"].get(label, 0) for label in _LABELS)
            seconds = (spread(check["wall_s"]), f"{check['cpu_s']['median']:g}", f"{check['wall_s_per_100']:g}")
            counted = (check["claims"], check["checkable"])
            rows.append((f"{case['title']}: {name}", *counted, *seconds, check["peak_mb"], *verdicts))
    return table(head, rows)


def stages(results: Mapping[str, Result]) -> str:
    rows = []
    for case in results["cases"]["cases"].values():
        for name, stage in case["stages"].items():
            seconds = (spread(stage["wall_s"]), spread(stage["cpu_s"]))
            rows.append((case["title"], name, *seconds, stage["peak_mb"], stage["largest_process_mb"]))
    return table(("case", "stage", "seconds", "CPU seconds", "peak MB", "largest process MB"), rows)


def peers(results: Mapping[str, Result]) -> str:
    rows: list[tuple[object, ...]] = []
    for case in results["cases"]["cases"].values():
        speed = case["words_per_s"]
        with_vectors, base = speed["with vectors"], speed["without vectors"]["median"]
        for name, own, times in [
            ("Loupe without vectors", speed["without vectors"], None),
            ("Loupe with vectors", with_vectors, case["search"]),
            ("the same, one BLAS thread", with_vectors, case["search_one_blas_thread"]),
            *((name, peer["words_per_s"], peer["search"]) for name, peer in case["peers"].items()),
        ]:
            searched = (spread(times[key]) if times else "" for key in ("p50_ms", "p95_ms"))
            rows.append((case["title"], name, many(own), f"{own['median'] / base:.2g}", *searched))
    return table(("case", "pipeline", "words/s", "ratio", "search p50 ms", "p95 ms"), rows)


_READERS = ("always", "claim alone", "overlap", "typed", "model", "model, passages together", "combined")


def evidence(results: Mapping[str, Result]) -> str:
    """Each set's own measure, by each reader; what misses the floor is marked."""
    rows = []
    for name, found in results["evidence"]["sets"].items():
        for reader in _READERS:
            own = found["readers"].get(reader)
            if own:
                score = f"{own['score']:.3f} ({own['low']:.2f}–{own['high']:.2f})"
                bar = f"{found['floor']:g} / {found['aim']:g}" if reader in ("typed", "combined") else ""
                rows.append((name, found["metric"], reader, score, f"{own['macro_f1']:.3f}", bar))
    head = ("set", "measure", "by", "score", "macro-F1", "bar: floor / aim")
    return table(head, rows) + "\n" + made_on(results["evidence"])


def evidence_said(results: Mapping[str, Result]) -> str:
    """What is said with the right to abstain: how much of it is right, and how much is said."""
    rows = []
    for name, found in results["evidence"]["sets"].items():
        for reader in ("overlap", "typed", "model", "combined"):
            own = found["readers"].get(reader)
            if not own:
                continue
            sides = [own.get(side) or {} for side in ("supports", "contradicts")]
            figures = [share(side.get(key)) for side in sides for key in ("precision", "recall")]
            rows.append((name, reader, *figures, share(own["rejected"]), f"{own['answered']:.2f}"))
    head = (
        "set",
        "by",
        "supports: precision",
        "recall",
        "contradicts: precision",
        "recall",
        "unsupported claims not borne out",
        "answered",
    )
    return table(head, rows)


def evidence_beside(results: Mapping[str, Result]) -> str:
    """What is said of sentences that decide nothing."""
    found = results["evidence"]["beside"]
    rows = [
        (name, share(own["supports"]), share(own["contradicts"])) for name, own in found.items() if name in _READERS
    ]
    return table((f"of {found['passages']:,} sentences beside the evidence", "supports", "contradicts"), rows)


def evidence_against(results: Mapping[str, Result]) -> str:
    """Of the pairs in which the comparison said *contradicts*: how many do, in every set that marks contradictions."""
    rows = []
    for name, own in results["evidence"]["against"].items():
        precise = own["right"] / max(own["said"], 1)
        right = f"{own['right']} = {precise:.2f} ({own['low']:.2f}–{own['high']:.2f})"
        rows.append((name, f"{own['pairs']:,}", f"{own['gold']:,}", own["said"], right if own["said"] else "–"))
    return table(("set", "claims", "of them contradicted", "said of", "right"), rows)


def evidence_mixing(results: Mapping[str, Result]) -> str:
    """The verdict on claims with several passages, when only some of what was said of them may count."""
    rows = []
    for name, found in results["evidence"]["sets"].items():
        for counted, own in found["readers"].get("combined", {}).get("mixing", {}).items():
            rows.append((name, counted, f"{own['macro_f1']:.3f}", own["against"], share(own["against_right"])))
    head = ("set", "of what a model alone found", "macro-F1", "contradicted or disputed: said", "right")
    return table(head, rows)


def alarms(results: Mapping[str, Result]) -> str:
    rows = [
        (reader, label, v["claims"], f"{v['per_100']:g} ({v['low']:g}–{v['high']:g})")
        for reader, found in results["alarms"]["readers"].items()
        for label, v in found["verdicts"].items()
    ]
    checked = next(iter(results["alarms"]["readers"].values()))["checkable"]
    head = ("by", f"verdict, of {checked:,} checkable claims", "claims", "per 100")
    return table(head, rows) + "\n" + made_on(results["alarms"])


def checkable(results: Mapping[str, Result]) -> str:
    rows = [
        (name, found["sentences"], found["checkable"], who, share(found[who]["precision"]), share(found[who]["recall"]),
         f"{found[who]['f1']:.2f}")
        for name, found in results["checkable"]["sets"].items()
        for who in ("loupe", "plain rule", "always")
    ]  # fmt: skip
    head = ("set", "sentences", "checkable", "by", "precision", "recall", "F1")
    return table(head, rows) + "\n" + made_on(results["checkable"])


def startup(results: Mapping[str, Result]) -> str:
    rows = [
        (f"`{row['command']}`", spread(row["wall_s"]), f"{row['cpu_s']['median']:g}")
        for row in results["startup"]["commands"]
    ]
    return table(("command", "seconds", "CPU seconds"), rows) + "\n" + made_on(results["startup"])


def retrieval(results: Mapping[str, Result]) -> str:
    found = results["retrieval"]
    sets = list(found["quality"].items())
    ways = [way for way in ("bm25s", "bm25s stemmed", "words", "meaning", "fused", "re-ranked") if way in sets[0][1]]
    if "means" in found:
        sets.append(("mean of the bar's sets", found["means"]))
    rows = [
        (name, *(f"{figures[way]['ndcg@10']:.3f} / {figures[way]['recall@20']:.3f}" for way in ways))
        for name, figures in sets
    ]
    tables = [table(("nDCG@10 / recall@20", *ways), rows)]
    if "evidence" in found:
        ways = [way for way in ways if way != "bm25s"]
        rows = [
            (f"{name} ({one['articles']} of {one['of']})", *(_shares(one[way]) for way in ways))
            for name, one in found["evidence"].items()
        ]
        tables.append(table(("evidence: recall@k / 5 / 10", *ways), rows))
    return "\n\n".join(tables) + "\n" + made_on(found)


def _shares(recalls: Mapping[str, list[float]]) -> str:
    return " / ".join(f"{recalls[f'recall@{k}'][0]:.3f}" for k in ("k", "5", "10"))


_HALVES = {"read": "read while Loupe was made", "kept": "kept away"}


def second(results: Mapping[str, Result]) -> str:
    """Errors in number, date, name and negation that were found, and false alarms, in both halves of the lines."""
    rows = []
    for half, scripts in results["second"]["halves"].items():
        for script, told in scripts.items():
            for who in ("loupe", "word overlap", "every figure or name"):
                found, alarms = told[who]["found"].get("promised"), told[who]["false_alarms_per_100"]
                if found:
                    caught = (found["either"]["of"], share(found["verdict"]), share(found["either"]))
                    rows.append((_HALVES[half], script, who, *caught, _alarmed(alarms["either"])))
    head = (
        "lines",
        "script",
        "by",
        "errors",
        "found by the verdict",
        "by verdict or alarm",
        "alarms on 100 true lines",
    )
    return table(head, rows) + "\n" + made_on(results["second"])


def _alarmed(found: Result) -> str:
    return f"{found['per_100']:.1f} ({found['low']:.1f}–{found['high']:.1f})"


def second_types(results: Mapping[str, Result]) -> str:
    """What Loupe found by verdict or alarm in the half that was kept away, type by type."""
    scripts = results["second"]["halves"]["kept"]
    types = dict.fromkeys(kind for told in scripts.values() for kind in told["loupe"]["found"] if kind != "promised")
    rows = []
    for kind in types:
        found = (told["loupe"]["found"].get(kind) for told in scripts.values())
        rows.append((kind, *(f"{share(one['either'])} of {one['either']['of']}" if one else "" for one in found)))
    return table(("error", *scripts), rows)


def language(results: Mapping[str, Result]) -> str:
    rows = [
        (
            r["task"], r["set"], r["metric"], f"{r['loupe']:.3f}",
            f"{r['interval'][0]:.3f}–{r['interval'][1]:.3f}" if r["interval"] else "",
            "" if r["peer"] is None else f"{r['peer']:.3f} ({r['peer_name']})",
            r["published"], f"{r['items']:,}",
        )
        for r in results["language"]["rows"]
    ]  # fmt: skip
    head = ("task", "set", "metric", "Loupe", "95 %", "peer, same run", "published", "items")
    return table(head, rows) + "\n" + made_on(results["language"])


def language_bars(results: Mapping[str, Result]) -> str:
    rows = [
        (b["bar"], f"{b['wanted']:,}", many(b["measured"]), "met" if b["met"] else "**missed**")
        for b in results["language"]["bars"]
    ]
    return table(("bar, on two cores", "wanted", "measured", ""), rows)


TABLES: dict[str, Callable[[Mapping[str, Result]], str]] = {
    maker.__name__: maker
    for maker in (
        bars,
        cases,
        checks,
        stages,
        peers,
        evidence,
        evidence_said,
        evidence_beside,
        evidence_against,
        evidence_mixing,
        alarms,
        checkable,
        startup,
        retrieval,
        second,
        second_types,
        language,
        language_bars,
    )
} | {maker.__name__: maker for maker in (*REASONING, *READING)}


def read_results() -> dict[str, Result]:
    """Every file of figures by its name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob("*.json"))}


def render(page: str, results: Mapping[str, Result]) -> str:
    """The page with its tables made anew."""
    return _MARKED.sub(lambda found: found[1] + TABLES[found[2]](results) + found[3], page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when page and figures differ")
    given = parser.parse_args()
    page = PAGE.read_text("utf-8")
    made = render(page, read_results())
    if given.check and made != page:
        sys.exit("docs/benchmarks.md does not show the figures in benchmarks/results. Run: python benchmarks/report.py")
    if not given.check:
        PAGE.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
