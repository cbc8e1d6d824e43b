"""``loupe decide``: a person's verdict on a claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loupe.cli.deciding import as_name, print_row, row_of, row_plain
from loupe.cli.findings import claim_id, whole_of
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, next_step
from loupe.model import VERDICTS, Claim
from loupe.model.errors import IdUnknown, UsageError

if TYPE_CHECKING:
    from loupe.engine import Case


@make(
    "decide",
    when="Use it where no browser is at hand, or in a script. What was decided before stays in the history, and undo "
    "takes it back. VERDICT is accept (what Loupe proposes), contradicted, contested, uncorroborated, corroborated, "
    '"not checkable", or unsure, which leaves it open. A note is private: it never leaves the case.',
    example='loupe decide antwerp 12.1 contested --why "the court file has 189 boxes"',
    gives={
        "work": "the id of the work",
        "claim": "the id of the claim",
        "number": "its number",
        "decisions": "list of the decisions that were kept, each as `loupe history` gives it",
    },
)
@click.argument("case", type=PATH)
@click.argument("claim")
@click.argument("verdict", required=False, metavar="[VERDICT]", type=click.Choice(("accept", *VERDICTS, "unsure")))
@click.option("--why", default="", metavar="REASON", help="Why, in a few words; it is kept with the decision.")
@click.option("--note", metavar="TEXT", help="Keep a private note with the claim.")
@click.option("--star/--no-star", "star", default=None, help="Star the claim, or take the star away.")
@as_name
def command(
    out: Output, case: Path, claim: str, verdict: str | None, why: str, note: str | None, star: bool | None,
    who: str | None,
) -> None:  # fmt: skip
    """Keep what the person says."""
    if verdict is None and note is None and star is None:
        raise UsageError(
            "Nothing was decided.", hint='Name a verdict, such as accept, or give --note "TEXT", --star or --no-star.'
        )
    from loupe.engine import Case

    with Case.open(case) as opened:
        found = _claim(opened, claim_id(opened, claim))
        kept = []
        if verdict is not None:
            kept.append(opened.decide(found[0], "verdict", {"claim": found[1], "label": verdict}, why, who=who))
        if note is not None:
            fields = {"claim": found[1], "text": note, "private": True}
            kept.append(opened.decide(found[0], "note", fields, who=who))
        if star is not None:
            kept.append(opened.decide(found[0], "star", {"claim": found[1], "on": star}, who=who))
        rows = [row_of(opened, one, who) for one in kept]
        left = opened.page_of_claims("", found[0])
    out.document(
        {"work": found[0], "claim": found[1], "number": rows[0].number, "decisions": [row_plain(r) for r in rows]}
    )
    for row in rows:
        print_row(out, row)
    out.note(f"{left.decided} of {count(left.checkable, 'claim')} that can be checked decided.")
    out.note(next_step("undo", case))


def _claim(case: Case, wanted: str) -> tuple[str, str]:
    """The work and the id of a claim, or of a part of one that a person split."""
    if whole := whole_of(case, wanted):
        return whole[0], wanted
    found = case.find(wanted)
    if not isinstance(found, Claim):
        raise IdUnknown(f"{wanted} is not a claim.", hint="List them with: loupe claims CASE")
    return found.work_id, found.id
