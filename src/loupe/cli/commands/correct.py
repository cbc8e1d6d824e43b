"""``loupe correct``: a word that a machine misheard."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.moments import moment_ms
from loupe.cli.output import Output
from loupe.cli.words import source_plain
from loupe.model import Source, timecode, to_plain
from loupe.model.errors import UsageError


@make(
    "correct",
    when="Use it when a machine transcript has a word wrong, before you check the work. The words are given as they "
    "stand there; the same words twice say that the machine heard right. The correction is kept with your name, the "
    "old transcript stays in the case, and its words are no evidence any more.",
    example='loupe correct antwerp s-71a9 00:04:10 "time art" Notarbartolo',
    gives={
        "source": "the corrected transcript",
        "correction": "what was done: `was`, `now`, `start` and `end` in milliseconds, `who`, `why`",
    },
)
@click.argument("case", type=PATH)
@click.argument("source")
@click.argument("time")
@click.argument("was")
@click.argument("now")
@click.option("--why", default="", metavar="WORDS", help="Why.")
def command(out: Output, case: Path, source: str, time: str, was: str, now: str, why: str) -> None:
    """Correct the words at that time."""
    from loupe.engine import Case

    at = moment_ms(time)
    with Case.open(case) as opened:
        found = opened.find(source)
        if not isinstance(found, Source):
            raise UsageError(f"{source} is no source.", hint="Name the transcript, as loupe sources lists it.")
        corrected, correction = opened.correct(found.id, at, was, now, why)
    out.document({"source": source_plain(corrected), "correction": to_plain(correction)})
    out.result(f"{timecode(correction.start)}: “{was}” is now “{now}” in {corrected.label} ({corrected.id}).")
