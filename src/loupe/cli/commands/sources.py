"""``loupe sources``: what is in the archive."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output, clean
from loupe.cli.words import count, next_step, source_plain
from loupe.model import Source


@make(
    "sources",
    when="Use it to see what the archive holds, who re-tells whom, and which files could not be read.",
    example="loupe sources antwerp --problems",
    gives={"sources": "list of sources, by name"},
)
@click.argument("case", type=PATH)
@click.option("--problems", is_flag=True, help="Only the sources that could not be read, or not in full.")
def command(out: Output, case: Path, problems: bool) -> None:
    """List the sources."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        everything = opened.sources()
    shown = [source for source in everything if source.problem or not problems]
    out.document({"sources": [source_plain(source) for source in shown]})
    if out.as_json:
        return
    if not everything:
        out.note("There are no sources in this case yet.")
        out.note(next_step("add", case, "FILES"))
    elif not shown:
        out.note(f"All {count(len(everything), 'source')} could be read.")
    else:
        _table(out, shown, {source.id: source.label for source in everything})


def _table(out: Output, shown: list[Source], labels: dict[str, str]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("Id", no_wrap=True)
    table.add_column("Source", overflow="fold")
    table.add_column("Date", no_wrap=True)
    table.add_column("Grade")
    table.add_column("Words", justify="right")
    for source in shown:
        lines = [source.label]
        details = [source.name if source.title else "", "the work" if source.role == "work" else source.kind]
        lines.append(", ".join(part for part in details if part))
        if source.draws_on:
            lines.append("draws on " + "; ".join(labels.get(root, root) for root in source.draws_on))
        if source.problem:
            lines.append(f"! {source.problem.message} [{source.problem.code}]")
        table.add_row(
            source.id, clean("\n".join(lines)), clean(source.published or ""), source.reliability, f"{source.words:,}"
        )
    out.table(table)
    broken = sum(1 for source in shown if source.problem)
    out.note(f"{count(len(shown), 'source')}" + (f", {broken} with a problem." if broken else "."))
