"""Tables in Markdown, and the line below them that says where their figures come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["Result", "made_on", "table"]

Result = Mapping[str, Any]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def made_on(result: Result) -> str:
    machine, versions = result["machine"], ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    cores = f"{machine['cores']} cores of {machine['cpu']}, {machine['memory_gb']:g} GB, {machine['system']}"
    return f"*Measured {result['date']} on {cores}; {versions}.*\n"
