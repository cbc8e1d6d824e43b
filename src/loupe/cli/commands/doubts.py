"""``loupe doubts``: what could be false in each line, and the question to ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain

if TYPE_CHECKING:
    from loupe.engine import Doubted

_KINDS = (
    "number", "date", "name", "place", "negation", "attribution", "quantifier", "superlative", "absolute", "over-claim",
    "motive", "quote",
)  # fmt: skip


@make(
    "doubts",
    when="Use it after a check, for a second reading: for each line of the work it asks what would make it false. "
    "With --alarms only what a person should look at whatever the verdict is: guilt before a conviction, a motive or a "
    "feeling told as a fact, “the first” without a source, a quotation that no passage has, and words that a passage "
    "of the archive has otherwise.",
    example="loupe doubts antwerp --alarms",
    gives={
        "work": "the id of the work",
        "doubts": "list of doubts in the order of the work: `claim` and `line` they are in, `kind`, `words` with their "
        "`start` and `end` in the work's text, `question`, `alarm`, `reason`, and of the passage that raises or "
        "settles it `source`, `label`, `place` and `quote` (empty where there is none)",
        "alarms": "how many of them are alarms",
    },
)
@click.argument("case", type=PATH)
@click.option(
    "--kind", metavar="KIND", type=click.Choice(_KINDS), help=f"Only doubts of this kind: {', '.join(_KINDS)}."
)
@click.option("--alarms", is_flag=True, help="Only those that a person should look at whatever the verdict is.")
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(out: Output, case: Path, kind: str | None, alarms: bool, work: str | None) -> None:
    """List the doubts."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        context = opened.script_context(work)
        found = opened.doubts(work)
    numbers = {claim.id: claim.number for claim in (*context.claims, *context.set_aside)}
    shown = [d for d in found if kind in (None, d.doubt.kind) and (d.doubt.alarm or not alarms)]
    loud = sum(d.doubt.alarm for d in shown)
    out.document({"work": context.work.id, "doubts": [doubt_plain(d) for d in shown], "alarms": loud})
    last = ""
    for one in shown:
        if one.claim.id != last:
            last = one.claim.id
            out.result(f"{numbers.get(last, ''):>6}  {last}")
            said = " ".join(one.claim.quote.split())
            out.result(indented(f"{one.claim.speaker}: {said}" if one.claim.speaker else said, " " * 8))
        print_doubt(out, one, " " * 8)
    out.note()
    out.note(f"{context.title}: {count(len(shown), 'doubt')}, {count(loud, 'alarm')}.")
    if shown:
        out.note(next_step("show", case, shown[0].claim.id))


def print_doubt(out: Output, one: Doubted, indent: str) -> None:
    """A doubt on a few lines: an alarm has a sign and its reason, and the passage that raises it."""
    doubt = one.doubt
    out.result(
        indented(
            f"{'!' if doubt.alarm else '?'} {doubt.kind}, “{' '.join(doubt.words.split())}”: {doubt.question}", indent
        )
    )
    if doubt.reason:
        out.result(indented(f"→ {doubt.reason}", f"{indent}  "))
    if one.source:
        out.result(indented(f"“{' '.join(one.quote.split())}” {one.source.label}, {one.place}", f"{indent}  "))


def doubt_plain(one: Doubted) -> dict[str, Any]:
    """A doubt as its JSON object."""
    plain = to_plain(one.doubt)
    assert isinstance(plain, dict)
    del plain["evidence_id"]
    return {
        "claim": one.claim.id,
        "line": one.claim.line,
        **plain,
        "source": one.source.id if one.source else None,
        "label": one.source.label if one.source else "",
        "place": one.place,
        "quote": one.quote,
    }
