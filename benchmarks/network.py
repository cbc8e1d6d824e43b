"""Measures how Loupe finds what cannot all be true in time, order and place, beside rustworkx and Z3.

Run: python benchmarks/network.py [HAPPENINGS ...]     (default: 1000 10000 100000)

Accounts are made by chance from a truth (people, places, vague windows, lengths, orders, ways), with contradictions of
seven kinds planted in one of a hundred happenings: five kinds whose minimal set is known exactly, two that are one
false statement among true ones. rustworkx and Z3 are run where they are installed, with a minute each.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from measuring import Spread, header, print_table, rounded, write_results

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reasoning"))

from planted_accounts import Account, account
from planted_stays import lives

from loupe.reasoning.network import Bound, Conflict, GrowingNetwork, find_conflicts
from loupe.reasoning.repair import smallest_repair
from loupe.reasoning.whereabouts import apart

SIZES = (1_000, 10_000, 100_000)
CAP_S = 60.0
BARS_S = {10_000: 1.0, 100_000: 15.0}
INSERTS = 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="HAPPENINGS")
    rows, peers = [], []
    for size in parser.parse_args().sizes:
        made = account(size, size, size // 100)
        bounds = made.bounds()
        rows.append(_measured(size, made, bounds))
        peers += _peers(size, bounds)
    stays = [_stays(people) for people in (50, 500)]
    _print(rows, peers, stays)
    bars = _bars(rows)
    for bar in bars:
        print(f"{'PASS' if bar['met'] else 'MISS'}  {bar['bar']}: {bar['measured']}")
    packages = ("numpy", "scipy", "rustworkx", "z3-solver")
    write_results("network", {**header(*packages), "accounts": rows, "peers": peers, "stays": stays, "bars": bars})


def _measured(size: int, made: Account, bounds: list[Bound]) -> dict[str, Any]:
    runs = []
    for _ in range(1 if size > 50_000 else 3):
        began = time.perf_counter()
        found = find_conflicts(bounds)
        runs.append(time.perf_counter() - began)
    truth = [bound for parcel in made.true for bound in parcel]
    began = time.perf_counter()
    alarms = len(find_conflicts(truth))
    no_conflict_s = time.perf_counter() - began
    began = time.perf_counter()
    repair = smallest_repair(bounds)
    repair_s = time.perf_counter() - began
    mixed = list(bounds)
    random.Random(1).shuffle(mixed)
    sets, false = {c.statements for c in found}, made.false()
    inserted, detectable = _inserted(made, truth)
    return {
        "happenings": size,
        "statements": len({label for bound in bounds for label in bound.labels}),
        "bounds": len(bounds),
        "find_s": Spread.of(runs).plain(),
        "consistent_s": rounded(no_conflict_s),
        "conflicts": len(found),
        "by_size": {str(k): n for k, n in sorted(Counter(len(s) for s in sets).items())},
        "planted_exact": len(made.sets()),
        "planted_found": len(made.sets() & sets),
        "false_detectable": len(detectable),
        "false_found": len(detectable & {label for s in sets for label in s}),
        "sets_without_falsehood": sum(not false & set(s) for s in sets),
        "alarms_on_truth": alarms,
        "not_minimal": _not_minimal(bounds, found),
        "repair_s": rounded(repair_s),
        "repair_statements": len(repair.statements),
        "repair_proven": repair.proven,
        "insert_ms": inserted,
        "same_when_permuted": repr(find_conflicts(mixed)) == repr(found),
    }


def _inserted(made: Account, truth: list[Bound]) -> tuple[dict[str, float], set[str]]:
    """How long one more statement takes in a loaded network, and which false ones contradict it at all."""
    network = GrowingNetwork(truth)
    chance = random.Random(2)
    spent, detectable = [], set()
    loose = [(plant.bounds, plant.statements[0]) for plant in made.planted if not plant.exact]
    more = [
        ((Bound("", h.starts, h.start + 9**6, (f"new {n}",)), Bound(h.starts, "", 9**6 - h.start, (f"new {n}",))), "")
        for n, h in enumerate(chance.choices(made.happenings, k=INSERTS))
    ]
    for parcel, false in [*more, *loose]:
        began = time.perf_counter()
        conflict = network.insert(parcel)
        spent.append(time.perf_counter() - began)
        if conflict is not None and false:
            detectable.add(false)
    spent.sort()
    return {
        "median": rounded(1000 * spent[len(spent) // 2]), "p99": rounded(1000 * spent[len(spent) * 99 // 100])
    }, detectable  # fmt: skip


def _not_minimal(bounds: list[Bound], found: Sequence[Conflict]) -> int | None:
    """How many sets rustworkx finds possible as a whole, or impossible without one of theirs; None without it."""
    if find_spec("rustworkx") is None:
        return None
    of_label: dict[str, list[Bound]] = {}
    ground: dict[str, list[Bound]] = {}
    for bound in bounds:
        for label in bound.labels:
            of_label.setdefault(label, []).append(bound)
        if not bound.labels:
            ground.setdefault(bound.before, []).append(bound)
            ground.setdefault(bound.after, []).append(bound)
    wrong = 0
    for conflict in found:
        of_set = {
            b for label in conflict.statements for b in of_label[label] if set(b.labels) <= set(conflict.statements)
        }
        beside = {g for b in of_set for moment in (b.before, b.after) if moment for g in ground.get(moment, ())}
        tries = [of_set | beside] + [{b for b in of_set if one not in b.labels} | beside for one in conflict.statements]
        verdicts = [_impossible(trial) for trial in tries]
        wrong += not verdicts[0] or any(verdicts[1:])
    return wrong


def _impossible(bounds: set[Bound]) -> bool:
    import rustworkx

    graph, _, _ = _rust_graph(sorted(bounds, key=repr))
    return bool(rustworkx.negative_edge_cycle(graph, float))


def _rust_graph(bounds: Sequence[Bound]) -> tuple[Any, dict[str, int], dict[tuple[int, int], list[Bound]]]:
    import rustworkx

    graph = rustworkx.PyDiGraph()
    names = sorted({name for bound in bounds for name in (bound.before, bound.after)})
    node = dict(zip(names, graph.add_nodes_from(names), strict=True))
    between: dict[tuple[int, int], list[Bound]] = {}
    for bound in bounds:
        between.setdefault((node[bound.before], node[bound.after]), []).append(bound)
    for ends, several in between.items():
        several.sort(key=lambda bound: bound.seconds)
        graph.add_edge(*ends, several[0].seconds)
    return graph, node, between


def _peers(size: int, bounds: list[Bound]) -> Iterator[dict[str, Any]]:
    loops: dict[str, Callable[[list[Bound]], dict[str, Any]]] = {"rustworkx": _rust_loop, "z3": _z3_loop}
    for name, loop in loops.items():
        if find_spec(name) is None:
            yield {"peer": name, "happenings": size, "build_s": None, "loop_s": None, "conflicts": None,
                   "ended": "not installed"}  # fmt: skip
        else:
            yield {"peer": name, "happenings": size, **loop(bounds)}


def _rust_loop(bounds: list[Bound]) -> dict[str, Any]:
    """rustworkx: find a negative cycle, take one of its statements out, look again."""
    import rustworkx

    began = time.perf_counter()
    graph, _node, between = _rust_graph(bounds)
    of_label: dict[str, list[tuple[int, int]]] = {}
    for ends, several in between.items():
        for bound in several:
            for label in bound.labels:
                of_label.setdefault(label, []).append(ends)
    built = time.perf_counter()
    cycles = 0
    out: set[str] = set()
    ended = "to the end"
    while rustworkx.negative_edge_cycle(graph, float):
        if time.perf_counter() - built > CAP_S:
            ended = f"cut at {CAP_S:.0f} s"
            break
        around = list(rustworkx.find_negative_cycle(graph, float))
        cycles += 1
        pairs = pairwise(around)
        labels = {
            label
            for ends in pairs
            for label in next(b for b in between[ends] if out.isdisjoint(b.labels)).labels
        }  # fmt: skip
        out.add(min(labels))
        for ends in of_label[min(labels)]:
            left = [bound for bound in between[ends] if out.isdisjoint(bound.labels)]
            if graph.has_edge(*ends):
                graph.remove_edge(*ends)
            if left:
                graph.add_edge(*ends, left[0].seconds)
    done = time.perf_counter()
    return {"build_s": rounded(built - began), "loop_s": rounded(done - built), "conflicts": cycles, "ended": ended}


def _z3_loop(bounds: list[Bound]) -> dict[str, Any]:
    """Z3: integer difference logic, one assumption per statement, cores until what is left can be true."""
    import z3

    began = time.perf_counter()
    solver = z3.SolverFor("QF_IDL")
    solver.set("core.minimize", True)
    moment: dict[str, Any] = {"": z3.IntVal(0)}
    true: dict[str, Any] = {}
    for at, bound in enumerate(bounds):
        for name in (bound.before, bound.after):
            moment.setdefault(name, z3.Int(f"m{len(moment)}"))
        for label in bound.labels:
            true.setdefault(label, z3.Bool(label))
        fact = moment[bound.after] - moment[bound.before] <= bound.seconds
        solver.add(z3.Or([z3.Not(true[label]) for label in bound.labels] + [fact]))
        if time.perf_counter() - began > CAP_S:
            return {"build_s": CAP_S, "loop_s": None, "conflicts": 0, "ended": f"built {at + 1} of {len(bounds)}"}
    built = time.perf_counter()
    cores = 0
    while (left := CAP_S - (time.perf_counter() - built)) > 0:
        solver.set("timeout", int(1000 * left) + 1)
        answer = solver.check(*true.values())
        if answer != z3.unsat:
            break
        cores += 1
        true.pop(min(str(assumed) for assumed in solver.unsat_core()))
    done = time.perf_counter()
    ended = "to the end" if left > 0 and answer == z3.sat else f"cut at {CAP_S:.0f} s"
    return {"build_s": rounded(built - began), "loop_s": rounded(done - built), "conflicts": cores, "ended": ended}


def _stays(people: int) -> dict[str, Any]:
    """Stays of many people, one of a hundred of them a lie in the middle of another."""
    from dataclasses import replace

    truth = list(lives(3, people, 100))
    lies = []
    for n, true in enumerate(truth[::100]):
        place = next(s for s in truth if s.place_name == ("Vienna" if true.place_name != "Vienna" else "London"))
        middle = (true.start_max + true.end_min) // 2
        lies.append(replace(place, person=true.person, start_min=middle, start_max=middle, end_min=middle,
                            end_max=middle, labels=(f"lie {n}",)))  # fmt: skip
    began = time.perf_counter()
    found = apart([*truth, *lies])
    spent = time.perf_counter() - began
    named = {label for c in found.conflicts for label in c.statements}
    lied = {lie.labels[0] for lie in lies}
    return {
        "stays": len(truth) + len(lies), "people": people, "seconds": rounded(spent), "lies": len(lies),
        "lies_found": len(named & lied), "pairs": len(found.clashes), "undecided": len(found.undecided),
        "sets_without_lie": sum(not lied & set(c.statements) for c in found.conflicts),
    }  # fmt: skip


def _print(rows: list[dict[str, Any]], peers: list[dict[str, Any]], stays: list[dict[str, Any]]) -> None:
    print_table([
        {"happenings": r["happenings"], "statements": r["statements"], "find s": r["find_s"]["median"],
         "conflicts": r["conflicts"], "planted": f"{r['planted_found']}/{r['planted_exact']}",
         "false found": f"{r['false_found']}/{r['false_detectable']}", "not minimal": r["not_minimal"],
         "repair s": r["repair_s"], "insert ms": r["insert_ms"]["median"]}
        for r in rows
    ])  # fmt: skip
    print_table(peers)
    print_table(stays)


def _bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    bars = []
    for row in rows:
        if row["happenings"] in BARS_S:
            bar, taken = BARS_S[row["happenings"]], row["find_s"]
            bars.append({"bar": f"{row['happenings']} happenings in under {bar:g} s",
                         "measured": f"{taken['median']} s",
                         "met": taken["median"] < bar, "met_in_best_run": taken["min"] < bar})  # fmt: skip
    planted, found = (sum(r[key] for r in rows) for key in ("planted_exact", "planted_found"))
    loose, caught = (sum(r[key] for r in rows) for key in ("false_detectable", "false_found"))
    alarms = sum(r["sets_without_falsehood"] + r["alarms_on_truth"] + (r["not_minimal"] or 0) for r in rows)
    bars += [
        {"bar": "every planted set found exactly", "measured": f"{found} of {planted}", "met": found == planted},
        {"bar": "every false statement that contradicts the truth in a set", "measured": f"{caught} of {loose}",
         "met": caught == loose},
        {"bar": "no set without a falsehood, none that is not minimal", "measured": str(alarms), "met": alarms == 0},
        {"bar": "the same in any order", "measured": f"{sum(r['same_when_permuted'] for r in rows)} of {len(rows)}",
         "met": all(r["same_when_permuted"] for r in rows)},
    ]  # fmt: skip
    return [{"met_in_best_run": bar["met"], **bar} for bar in bars]


if __name__ == "__main__":
    main()
