"""What the commands that decide have in common: the name they decide under, and a decision in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.output import Output
from loupe.cli.words import indented
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import Case
    from loupe.store import Decision
    from loupe.views.history_page import HistoryRow

__all__ = ["as_name", "print_row", "row_of", "row_plain", "take_back"]


def as_name(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--as``."""
    return click.option(
        "--as",
        "who",
        metavar="NAME",
        callback=lambda _context, _option, name: " ".join(name.split()) or None if name else None,
        help="The name it is kept under; yours on this machine when left out.",
    )(function)


def row_of(case: Case, decision: Decision, who: str | None) -> HistoryRow:
    """A decision that was just kept, in words."""
    return next(row for row in case.history(decision.work_id, who=who) if row.seq == decision.seq)


def row_plain(row: HistoryRow) -> dict[str, Any]:
    """A decision as its JSON object."""
    plain: dict[str, Any] = to_plain(row)
    return plain


def print_row(out: Output, row: HistoryRow) -> None:
    """A decision as lines: number, time, who, claim and what; why and what became of it below."""
    claim = f"  {row.number}" if row.number else ""
    out.result(f"{row.seq:>6}  {row.at[:16].replace('T', ' ')}  {row.who}{claim}")
    out.result(indented(row.did, " " * 8))
    if row.why:
        out.result(indented(f"Why: {row.why}", " " * 8))
    if row.before:
        out.result(indented(f"Before: {row.before}", " " * 8))
    if row.undone_by:
        out.result(indented(f"Taken back by {row.undone_by}, {row.undone_at[:16].replace('T', ' ')}.", " " * 8))


def take_back(out: Output, case: Case, decision: Decision | None, who: str | None, otherwise: str) -> None:
    """Say what was taken back or given back; raises UsageError where nothing was."""
    if decision is None:
        raise UsageError(otherwise, hint="See what was decided with: loupe history CASE")
    row = row_of(case, decision, who)
    out.document({"decision": row_plain(row)})
    out.result(f"{row.who} {row.did}" + (f" ({row.number})" if row.number else ""))
