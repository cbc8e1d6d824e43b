"""``loupe claims``: the claims of the work."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.findings import claim_plain, counts_line
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, next_step, verdict
from loupe.model import VERDICTS


@make(
    "claims",
    when="Use it after a check, to go through the claims in the order of the work, or those with one verdict.",
    example="loupe claims antwerp --verdict contradicted",
    gives={
        "work": "the id of the work",
        "claims": "list of claims, in the order of the work",
        "waiting": "how many claims of the work no check has judged yet",
    },
)
@click.argument("case", type=PATH)
@click.option("--verdict", "label", type=click.Choice(VERDICTS), help="Only claims with this verdict.")
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(out: Output, case: Path, label: str | None, work: str | None) -> None:
    """List the claims."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        context = opened.script_context(work)
        waiting = len(opened.claims(work)) - context.claim_count
    shown = [claim for claim in context.claims if label in (None, claim.label)]
    out.document({"work": context.work.id, "claims": [claim_plain(claim) for claim in shown], "waiting": waiting})
    for claim in shown:
        out.result(f"{claim.number:>6}  {verdict(claim.label)}  {claim.id}")
        said = f"{claim.speaker}: {claim.text}" if claim.speaker else claim.text
        out.result(indented(said, " " * 8))
        because = claim.why_not if not claim.checkable else claim.because or claim.why
        if because:
            out.result(indented(f"→ {because}", " " * 8))
    out.note()
    out.note(f"{context.title}: {counts_line({c.label: c.claims for c in context.counts})}")
    if waiting:
        out.warn(f"{count(waiting, 'claim')} not judged yet; run loupe check again to go on.")
    if shown:
        out.note(next_step("show", case, shown[0].id))
