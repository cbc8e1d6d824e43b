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
    },
)
@click.argument("case", type=PATH)
def command(out: Output, case: Path) -> None:
    """Make the index anew."""
    from loupe.engine import Case

    with Case.open(case) as opened, out.progress("Indexing"):
        index = opened.index(rebuild=True)
        sources, windows, by = len(index.sources()), index.windows, opened.searches_by
    out.document({"sources": sources, "windows": windows, "by": by})
    out.note(f"The index holds {count(windows, 'piece')} of text from {count(sources, 'source')}; it finds by {by}.")
