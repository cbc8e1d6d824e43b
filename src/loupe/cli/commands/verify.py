"""``loupe verify``: whether the case is what it was."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count
from loupe.model import to_plain
from loupe.model.errors import CaseDamaged


@make(
    "verify",
    when="Use it after a case was copied, moved or restored, and before you rely on it. Nothing is changed. "
    "It ends with exit status 3 when something is wrong.",
    example="loupe verify antwerp",
    gives={
        "sound": "true when nothing is wrong",
        "faults": "list of what is wrong: `kind`, `subject` (an id or a file) and `sentence`",
    },
)
@click.argument("case", type=PATH)
def command(out: Output, case: Path) -> int:
    """Name every fault."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened, out.progress("Verifying") as tick:
        faults = opened.verify(lambda done, total: tick(done, total, "Verifying"))
        sources = 0 if faults else len(opened.sources())  # a case with faults may not even list its sources
    out.document({"sound": not faults, "faults": [to_plain(fault) for fault in faults]})
    for fault in faults:
        out.result(f"{fault.kind}: {fault.sentence}")
    if faults:
        out.note(f"{count(len(faults), 'fault')}. Restore what is named from a backup; trust no quote of it before.")
        return CaseDamaged.exit_status
    out.note(f"Everything is as it was stored: {count(sources, 'source')}, every quote, every entry of the log.")
    return 0
