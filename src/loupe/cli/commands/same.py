"""``loupe same``: a person's word on two names."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import next_step
from loupe.model.errors import UsageError


@make(
    "same",
    when="Use it when loupe people asks about a pair of names. What you say is kept in the log with your name, and can "
    "be taken back; Loupe itself puts no two names of different sources together unless they are the same.",
    example='loupe same antwerp "Denise Oliver" "Denice Oliver" --why "one job"',
    gives={
        "left": "the first name",
        "right": "the second name",
        "decision": "`same`, `apart`, or `open` when a decision was taken back",
        "why": "the reason given",
    },
)
@click.argument("case", type=PATH)
@click.argument("left")
@click.argument("right")
@click.option("--apart", is_flag=True, help="They are two, and Loupe shall not ask again.")
@click.option("--undo", is_flag=True, help="Take back what was decided of the two.")
@click.option("--why", default="", metavar="REASON", help="Why, in a few words; it is kept in the log.")
def command(out: Output, case: Path, left: str, right: str, apart: bool, undo: bool, why: str) -> None:
    """Keep the person's word."""
    if apart and undo:
        raise UsageError("Say --apart or --undo, not both.", hint="Run: loupe same --help")
    from loupe.engine import Case

    with Case.open(case) as opened:
        decided = opened.decide_names(left, right, "open" if undo else "apart" if apart else "same", why)
    out.document({"left": decided.left, "right": decided.right, "decision": decided.verdict, "why": why})
    said = {"same": "are one", "apart": "are two", "open": "are open again"}[decided.verdict]
    out.note(f"{decided.left} and {decided.right} {said}.")
    out.note(next_step("people", case))
