"""``loupe redo``: give back what was taken back."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.deciding import as_name, take_back
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import next_step


@make(
    "redo",
    when="Use it after undo, to have again what you took back; it ends once you decide something new.",
    example="loupe redo antwerp --as Anna",
    gives={"decision": "what was done, as `loupe history` gives it"},
)
@click.argument("case", type=PATH)
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
@as_name
def command(out: Output, case: Path, work: str | None, who: str | None) -> None:
    """Give it back."""
    from loupe.engine import Case

    with Case.open(case) as opened:
        take_back(out, opened, opened.redo(work, who=who), who, "There is nothing of yours to redo.")
    out.note(next_step("history", case))
