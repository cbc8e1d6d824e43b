"""Measures how long Loupe takes to answer when it has nothing to do: whole processes, median of 15.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from measuring import Spread, header, measure, print_table, write_results

RUNS = 15
BAR_S = 0.3


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    loupe = Path(sys.executable).with_name("loupe")
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        measure([loupe, "new", case])
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "loupe --help": [loupe, "--help"],
            "loupe --version": [loupe, "--version"],
            "loupe sources CASE": [loupe, "sources", case],
        }
        rows = []
        for name, command in commands.items():
            runs = [measure(command) for _ in range(RUNS)]
            wall, cpu = Spread.of(r.wall_s for r in runs).plain(), Spread.of(r.cpu_s for r in runs).plain()
            rows.append({"command": name, "wall_s": wall, "cpu_s": cpu, "runs": RUNS})
    print_table([
        {"command": r["command"], "median s": r["wall_s"]["median"], "min": r["wall_s"]["min"],
         "max": r["wall_s"]["max"], "cpu s": r["cpu_s"]["median"]}
        for r in rows
    ])  # fmt: skip
    wall = rows[1]["wall_s"]
    bar = {
        "bar": "`loupe --help` under 0.3 s",
        "measured": f"{wall['median']} s; runs {wall['min']} to {wall['max']}",
        "met": wall["median"] < BAR_S,
        "met_in_best_run": wall["min"] < BAR_S,
    }
    print(f"{'PASS' if bar['met'] else 'MISS'}  {bar['bar']}: {bar['measured']}")
    write_results("startup", {**header("click"), "commands": rows, "bars": [bar]})


if __name__ == "__main__":
    main()
