"""The tables of docs/benchmarks.md on reasoning: what cannot be, origins, what sources are worth, timelines."""

from __future__ import annotations

from collections.abc import Mapping

from tables import Result, made_on, table

__all__ = ["REASONING"]


def network(results: Mapping[str, Result]) -> str:
    rows = [
        (f"{r['happenings']:,}", f"{r['statements']:,}", f"{r['bounds']:,}", _median(r["find_s"]), r["conflicts"],
         f"{r['planted_found']} of {r['planted_exact']}", f"{r['false_found']} of {r['false_detectable']}",
         r["sets_without_falsehood"] + r["alarms_on_truth"], f"{r['repair_s']:g}")
        for r in results["network"]["accounts"]
    ]  # fmt: skip
    head = ("happenings", "statements", "bounds", "seconds", "sets found", "planted sets found",
            "false statements found", "false sets", "smallest repair, s")  # fmt: skip
    return table(head, rows) + "\n" + made_on(results["network"])


def network_peers(results: Mapping[str, Result]) -> str:
    rows = [
        (r["peer"], f"{r['happenings']:,}", _or_dash(r["build_s"]), _or_dash(r["loop_s"]), _or_dash(r["conflicts"]),
         r["ended"])
        for r in results["network"]["peers"]
    ]  # fmt: skip
    return table(("peer", "happenings", "building, s", "finding, s", "circles or cores", "ended"), rows)


def stays(results: Mapping[str, Result]) -> str:
    rows = [
        (f"{r['stays']:,}", r["people"], f"{r['seconds']:g}", f"{r['lies_found']} of {r['lies']}",
         r["sets_without_lie"], r["undecided"])
        for r in results["network"]["stays"]
    ]  # fmt: skip
    return table(("stays", "people", "seconds", "lies found", "false sets", "undecided"), rows)


def copies(results: Mapping[str, Result]) -> str:
    found = results["origins"]["trees"]
    return table(tuple(found[0]), [tuple(row.values()) for row in found]) + "\n" + made_on(results["origins"])


def archive(results: Mapping[str, Result]) -> str:
    texts, graph = results["origins"]["archive"], results["origins"]["graph"]
    recall = ", ".join(f"{share:g} at {edits}" for edits, share in texts["recall by edits"].items())
    rows = [
        (f"near-duplicates of {texts['passages']:,} passages", _median(texts["seconds"]),
         f"{texts['pairs']:,} pairs, {texts['of strangers']} of strangers; copies found by words edited: {recall}"),
        (f"chains of {graph['assertions']} assertions in a graph of {graph['nodes']:,}", _median(graph["seconds"]),
         f"{graph['ancestors']:,} ancestors"),
    ]  # fmt: skip
    return table(("", "seconds", ""), rows)


def truth(results: Mapping[str, Result]) -> str:
    rows = []
    for name, told in results["truth"]["sets"].items():
        for method, row in told["methods"].items():
            right = f"{row['right']:.3f} ({row['low']:.3f}–{row['high']:.3f})"
            apart = row["against the vote"]
            rows.append(
                (name, method, f"{row['items']:,}", right, f"{row['near']:.3f}",
                 f"+{apart['only this']} −{apart['only the vote']}", f"{row['seconds']:g}")
            )  # fmt: skip
        spoken = told["methods"]["Loupe"].get("where it speaks")
        if spoken:
            right = f"{spoken['right']:.3f} ({spoken['low']:.3f}–{spoken['high']:.3f})"
            rows.append((name, "Loupe, where it speaks", f"{spoken['items']:,}", right, "", "", ""))
    head = ("set", "method", "items", "right", "nearly right", "against the vote", "seconds")
    return table(head, rows) + "\n" + made_on(results["truth"])


def timelines(results: Mapping[str, Result]) -> str:
    found = results["timelines"]
    rows = [
        (track, way, *(f"{row[key]:.2f}" for key in ("precision", "recall", "f1")),
         found["published"].get(track, ""))
        for track, ways in found["semeval"].items()
        for way, row in ways.items()
    ]  # fmt: skip
    head = ("track", "by", "precision", "recall", "micro F1", "published best, official scorer")
    return table(head, rows) + "\n" + made_on(found)


REASONING = (network, network_peers, stays, copies, archive, truth, timelines)


def _median(figures: Result) -> str:
    return f"{figures['median']:g} ({figures['min']:g}–{figures['max']:g})"


def _or_dash(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:g}"
