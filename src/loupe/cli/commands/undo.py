"""``loupe undo``: take a decision back."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.deciding import as_name, take_back
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import next_step


@make(
    "undo",
    when="Use it when the last thing you decided was a mistake. It takes back your own decisions only, "
    "one at a time, the last first; nothing is ever deleted, and redo gives it back.",
    example="loupe undo antwerp --as Anna",
    gives={"decision": "what was done, as `loupe history` gives it"},
)
@click.argument("case", type=PATH)
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
@as_name
def command(out: Output, case: Path, work: str | None, who: str | None) -> None:
    """Take it back."""
    from loupe.engine import Case

    with Case.open(case) as opened:
        take_back(out, opened, opened.undo(work, who=who), who, "There is nothing of yours to undo.")
    out.note(next_step("history", case))
