"""``loupe mark``: a person's switch on a claim."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.findings import claim_id
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import next_step
from loupe.model.errors import UsageError


@make(
    "mark",
    when="Use it when Loupe set a line aside that you want checked, or checks one that is an opinion. "
    "The next check follows it.",
    example='loupe mark antwerp 12.1 --not-checkable --why "opinion"',
    gives={"claim": "the id of the claim", "checkable": "true or false", "why": "the reason given"},
)
@click.argument("case", type=PATH)
@click.argument("claim")
@click.option("--checkable/--not-checkable", "checkable", default=None,
              help="Whether the claim is to be checked; one of the two is needed.")  # fmt: skip
@click.option("--why", default="", metavar="REASON", help="Why, in a few words; it is kept in the log.")
def command(out: Output, case: Path, claim: str, checkable: bool | None, why: str) -> None:
    """Keep the person's word."""
    if checkable is None:
        raise UsageError("Say --checkable or --not-checkable.", hint="Run: loupe mark --help")
    from loupe.engine import Case

    with Case.open(case) as opened:
        marked = opened.mark(claim_id(opened, claim), checkable, why)
    out.document({"claim": marked.id, "checkable": checkable, "why": why})
    out.note(f"Marked {'to be checked' if checkable else 'not checkable'}: “{marked.quote}”")
    out.note(next_step("check", case, marked.work_id))
