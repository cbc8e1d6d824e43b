"""``loupe claims``: the claims of the work."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.findings import claim_plain, counts_line, decision
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
        "claims": "list of claims with the `verdict` that holds, what Loupe `proposed` and what a person `decided`, in "
        "the order of the work, or with `--first` those that need checking most first",
        "worthiness": "id of each claim to a number from 0 to 1: how much lines like it were found worth checking",
        "waiting": "how many claims of the work no check has judged yet",
        "stale": "how many proposals were made with another model than is in use now: a check judges them again, and "
        "leaves alone what persons decided",
    },
)
@click.argument("case", type=PATH)
@click.option(
    "--verdict",
    "label",
    type=click.Choice((*VERDICTS, "not checked yet")),
    metavar="VERDICT",
    help=f"Only claims with this verdict: {', '.join(VERDICTS)}, or not checked yet (the parts of split claims).",
)
@click.option("--first", "by_need", is_flag=True,
              help="Those that need checking most first; lines that were set aside come last.")  # fmt: skip
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(out: Output, case: Path, label: str | None, by_need: bool, work: str | None) -> None:
    """List the claims."""
    from loupe.checking import by_worthiness
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        context = opened.script_context(work)
        claims = opened.claims(work)
        stale = opened.stale(work)
    waiting = context.waiting
    ranked = {one.claim.id: (place, one.worthiness) for place, one in enumerate(by_worthiness(claims))}
    for claim in context.claims:  # a part of a split claim is worth as much as the whole
        if claim.part_of:
            ranked[claim.id] = ranked[claim.part_of.id]
    shown = [claim for claim in context.claims if label in (None, claim.holds)]
    if by_need:
        shown.sort(key=lambda claim: ranked[claim.id][0])
    out.document(
        {
            "work": context.work.id,
            "claims": [claim_plain(claim) for claim in shown],
            "worthiness": {claim.id: ranked[claim.id][1] for claim in shown},
            "waiting": waiting,
            "stale": len(stale),
        }
    )
    for claim in shown:
        need = f"  {ranked[claim.id][1]:.2f}" if by_need else ""
        other = "  (made with another model)" if claim.id in stale else ""
        whose = f"  ({decision(claim)})" if claim.decided else ""
        out.result(f"{claim.number:>6}{need}  {verdict(claim.holds)}{whose}  {claim.id}{other}")
        said = f"{claim.speaker}: {claim.shown}" if claim.speaker else claim.shown
        out.result(indented(said, " " * 8))
        because = claim.why_not if not claim.checkable else claim.because or claim.why
        if because:
            out.result(indented(f"→ {because}", " " * 8))
    out.note()
    out.note(f"{context.title}: {counts_line({c.label: c.claims for c in context.counts})}")
    if waiting:
        out.warn(f"{count(waiting, 'claim')} not judged yet; run loupe check again to go on.")
    if stale:
        were = "proposal was" if len(stale) == 1 else "proposals were"
        out.warn(f"{len(stale):,} {were} made with another model than is in use now; run loupe check again.")
    if shown:
        out.note(next_step("show", case, shown[0].id))
