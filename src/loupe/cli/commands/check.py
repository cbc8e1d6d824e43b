"""``loupe check``: a work against the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from loupe.cli.findings import counts_line, findings_table, row_plain
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, next_step, source_plain

_SHOWN = 10


@make(
    "check",
    when="Use it when the archive is in, and again whenever the work or the archive changes. "
    "Claims that were judged before under the same inputs are kept, so a check that was stopped goes on where it was.",
    example='loupe check antwerp film.srt --title "The Quiet Weekend"',
    gives={
        "work": "the source that was checked",
        "claims": "how many claims the work has",
        "judged": "how many of them this run judged",
        "resumed": "how many an earlier run had judged",
        "counts": "verdict to number of claims",
        "searched": "`sources` and `passages` of the archive",
        "findings": "list of the checkable claims, the worst first, each a row of the short table",
    },
)
@click.argument("case", type=PATH)
@click.argument("work", type=PATH)
@click.option("--title", metavar="TITLE", help="The title of the work.")
@click.option("--maker", metavar="NAME", help="Who made it.")
@click.option("--draws-on", multiple=True, metavar="WHOM",
              help="Whom the work re-tells; can be given more than once.")  # fmt: skip
@click.option("--address", metavar="URL", help="Where the work stands on the web; Loupe asks nothing of it.")
@click.option("--fast", is_flag=True, help="Compare figures, dates, names and words only; no model reads the passages. "
              "It takes less time and finds less.")  # fmt: skip
def command(out: Output, case: Path, work: Path, fast: bool, **said: Any) -> None:
    """Check the work, and show what needs a person first."""
    from loupe.engine import Case
    from loupe.views import findings_summary

    with Case.open(case) as opened:
        with out.progress("Reading and indexing") as tick:
            begun: list[int] = []

            def on_claims(done: int, total: int) -> None:
                begun.append(done)
                tick(done, total, f"Checking, {begun[0]} judged before" if begun[0] else "Checking")

            check = opened.check(work, **said, progress=on_claims, fast=fast)
        context = opened.script_context(check.work.id)
    counts = {c.label: c.claims for c in context.counts}
    archive = [source for source in context.archive if source.passages]
    document: dict[str, Any] = {
        "work": source_plain(check.work),
        "claims": check.claims,
        "judged": check.judged,
        "resumed": check.resumed,
        "counts": counts,
        "searched": {"sources": len(archive), "passages": sum(source.passages for source in archive)},
        "findings": [row_plain(row, context) for row in findings_summary(context)],
    }
    out.document(document)
    if out.as_json or out.quiet:
        return
    were = "was" if check.resumed == 1 else "were"
    if check.resumed:
        out.note(f"{check.resumed} of {count(check.claims, 'claim')} {were} already judged.")
    out.note(
        f"{context.title}: {count(context.claim_count, 'claim')} in {count(context.line_count, 'line')}, "
        f"held against {count(len(archive), 'source')}."
    )
    out.note(counts_line(counts))
    if not archive:
        out.note("The archive is empty, so nothing could be found for or against any claim.")
        out.note(next_step("add", case, "FILES"))
        return
    rows = findings_summary(context, _SHOWN)
    if rows:
        out.note()
        out.table(findings_table(rows))
        out.note("Every verdict is a proposal: a person decides.")
    out.note(next_step("script", case, "--to", "script.html"))
