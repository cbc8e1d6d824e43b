"""``loupe new``: an empty case."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import next_step


@make(
    "new",
    when="Use it once for each film, book or article you check. The folder must be new or empty.",
    example="loupe new antwerp",
    gives={"path": "the case's folder", "name": "what the case is called"},
)
@click.argument("path", type=PATH)
@click.option("--name", metavar="NAME", help="What to call the case; the folder's name when left out.")
def command(out: Output, path: Path, name: str | None) -> None:
    """Make the case and say what comes next."""
    from loupe.engine import Case

    with Case.create(path, name) as case:
        out.document({"path": str(case.path), "name": case.name})
        out.note(f"The case {case.name} is ready in {case.path}.")
        out.note(next_step("add", path, "FILES"))
