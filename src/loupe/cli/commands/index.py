"""``loupe index``: the search index, anew."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count


@make(
    "index",
    when="Use it when the index folder was lost or damaged, or after installing the optional meaning vectors. "
    "The index is made from the case and can be thrown away at any time.",
    example="loupe index antwerp",
    gives={
        "sources": "how many sources are in the index",
        "windows": "how many pieces of text can be found",
        "by": "`words and meaning` or `words only`",
        "read": "with `--read`, how many pieces the sentence encoder read; null without",
    },
)
@click.argument("case", type=PATH)
@click.option(
    "--read",
    is_flag=True,
    help="Keep the index, and have the sentence encoder read all of it ahead of the checks.",
)
def command(out: Output, case: Path, read: bool) -> None:
    """Make the index anew, or read it ahead for the checks to come."""
    from loupe.engine import Case

    newly = None
    with Case.open(case) as opened:
        with out.progress("Indexing"):
            index = opened.index(rebuild=not read)
        sources, windows, by = len(index.sources()), index.windows, opened.searches_by
        if read:
            with out.progress("Reading") as tick:
                newly = opened.read_ahead(lambda done, total: tick(done, total, ""))
    out.document({"sources": sources, "windows": windows, "by": by, "read": newly})
    if newly is not None:
        out.note(f"The sentence encoder read {count(newly, 'piece')} of text; the others it had read before.")
    out.note(f"The index holds {count(windows, 'piece')} of text from {count(sources, 'source')}; it finds by {by}.")
