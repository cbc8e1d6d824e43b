"""``loupe film``: what the pages need to show a film."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count
from loupe.model import timecode


@make(
    "film",
    when="Use it once for each film or recording, before you open the case. A copy is made only where a browser could "
    "not play the original, which stays as it is. What was stopped goes on where it was.",
    example="loupe film antwerp film.mp4",
    gives={
        "source": "id of the film",
        "poster": "path of the poster; null for sound",
        "thumbnails": "list of pictures, one a minute: `at_ms` and `path`",
        "copy": "path of the copy for browsers; null where the original plays",
        "reason": "why there is a copy, or none",
        "duration_ms": "how long it is, in milliseconds",
    },
)
@click.argument("case", type=PATH)
@click.argument("source")
def command(out: Output, case: Path, source: str) -> None:
    """Make them, or say that they are there."""
    from loupe.engine import Case

    with Case.open(case) as opened, out.progress("Making pictures") as tick:
        found = opened.find(source)
        views = opened.film(found.id, tick)
    document = {
        "source": found.id,
        "poster": str(views.poster) if views.poster else None,
        "thumbnails": [{"at_ms": t.at_ms, "path": str(t.path)} for t in views.thumbnails],
        "copy": str(views.copy) if views.copy else None,
        "reason": views.reason,
        "duration_ms": views.duration_ms,
    }
    out.document(document)
    out.result(f"{timecode(views.duration_ms)} long; {count(len(views.thumbnails), 'picture')} made. {views.reason}")
