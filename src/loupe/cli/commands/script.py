"""``loupe script``: the annotated script as a file."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count


@make(
    "script",
    when="Use it after a check, to read, print or hand on what was found. The ending of the file chooses the format: "
    ".html to read, .docx for editors and lawyers, .xlsx to work through, .csv and .json for other programs.",
    example="loupe script antwerp --to script.html",
    gives={
        "written": "the file that was written",
        "format": "its format",
        "bytes": "its size",
        "work": "the id of the work",
        "claims": "how many claims are in it",
        "waiting": "how many claims of the work no check has judged yet",
        "outdated": "whether the archive, the policy, a model or Loupe has changed since the check",
    },
)
@click.argument("case", type=PATH)
@click.option("--to", required=True, type=PATH, metavar="FILE",
              help="Where to write it: a name ending in .html, .docx, .xlsx, .csv or .json.")  # fmt: skip
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(out: Output, case: Path, to: Path, work: str | None) -> None:
    """Write the file and say where it is."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        written = opened.script(to, work)
        context = opened.script_context(work)
        waiting = context.waiting
        outdated = opened.outdated(work)
    out.document(
        {
            "written": str(written),
            "format": written.suffix.lower().lstrip("."),
            "bytes": written.stat().st_size,
            "work": context.work.id,
            "claims": context.claim_count,
            "waiting": waiting,
            "outdated": outdated,
        }
    )
    if waiting:
        out.warn(f"{count(waiting, 'claim')} of the work not judged yet and not in it; run loupe check again to go on.")
    elif outdated:
        out.warn(
            "The archive, the policy, a model or Loupe has changed since this check; run loupe check again to follow."
        )
    out.note(f"{context.title}, {count(context.claim_count, 'claim')}: {written}")
