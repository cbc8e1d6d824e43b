"""``loupe statements``: who says what about whom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first, source_id
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import Said


@make(
    "statements",
    when="Use it to see what the work and the archive say, one statement at a time: who says so, what happened, "
    "who took part, where, when and how much. In square brackets stands whom Loupe takes “he” or “the clerk” for.",
    example='loupe statements antwerp --about "Notarbartolo"',
    gives={
        "statements": "list of statements, in the order of the sources and their texts",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--about", metavar="NAME", help="Only statements in which somebody or something of this name takes part.")
@click.option("--event", metavar="TYPE", help="Only this kind of event, such as rent, enter, steal, arrest, sentence.")
@click.option("--by", metavar="NAME", help="Only what this person is said to say.")
@click.option("--source", metavar="ID", help="Only statements of this source, by its id or file name.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
def command(
    out: Output,
    case: Path,
    about: str | None,
    event: str | None,
    by: str | None,
    source: str | None,
    limit: int | None,
) -> None:
    """List the statements."""
    if about is not None and not about.strip():
        raise UsageError("There is no name to look for.", hint='Give one: loupe statements CASE --about "Notarbartolo"')
    from loupe.engine import Case
    from loupe.language import fold

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        said = opened.statements(about)
        chosen = source_id(opened, source) if source else None
        events = sorted({s.statement.event for s in said})
    shown = [
        s
        for s in said
        if chosen in (None, s.source.id)
        and event in (None, s.statement.event)
        and (by is None or any(fold(by) in fold(teller) for teller in s.statement.chain))
    ]
    total, shown = len(shown), shown[:limit]
    out.document({"statements": [_plain(s) for s in shown], "understood": report})
    for one in shown:
        _show(out, one)
    out.note()
    out.note(f"{count(total, 'statement')} in {count(len({s.source.id for s in shown}), 'source')}.")
    if len(shown) < total:
        out.note(f"The first {len(shown)} are shown.")
    if event and not total and events:
        out.note(f"Events there are: {', '.join(events[:40])}.")
    if not said and about is None:
        out.note(next_step("add", case, "FILES"))


def _show(out: Output, said: Said) -> None:
    out.result(indented(" ".join(said.words.split()), "", 100))
    out.result(indented(f"“{' '.join(said.statement.quote.split())}”", "    ", 100))
    out.result(indented(f"{said.source.label}, {said.place}", "    ", 100))


def _plain(said: Said) -> dict[str, Any]:
    plain = to_plain(said.statement)
    assert isinstance(plain, dict)
    return {**plain, "words": said.words, "label": said.source.label, "place": said.place}
