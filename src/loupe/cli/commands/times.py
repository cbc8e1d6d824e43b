"""``loupe times``: every time that the sources name."""

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

if TYPE_CHECKING:
    from loupe.engine import Told


@make(
    "times",
    when="Use it to see when things are said to have happened, and what each vague time was taken to mean: "
    "the dated ones in order, then days without a year, then what could not be placed and why.",
    example="loupe times antwerp --year 2003",
    gives={
        "times": "list of times, the dated ones first and in order",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--year", type=click.IntRange(1, 9998), metavar="YEAR", help="Only times that may lie in this year.")
@click.option("--source", metavar="ID", help="Only times of this source, by its id or file name.")
@click.option("--unplaced", is_flag=True, help="Only times that could not be placed, with the reason.")
def command(out: Output, case: Path, year: int | None, source: str | None, unplaced: bool) -> None:
    """List the times."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        chosen = source_id(opened, source) if source else None
        told = opened.times()
    shown = [
        t
        for t in told
        if chosen in (None, t.source.id)
        and (not unplaced or t.time.unresolved)
        and (year is None or (t.time.frame == "absolute" and t.time.start.year <= year <= t.time.end.year))
    ]
    shown.sort(key=_order)
    out.document({"times": [_plain(t) for t in shown], "understood": report})
    for one in shown:
        out.result(f"{_when(one):27} “{' '.join(one.time.text.split())}”")
        if one.time.anchor:
            out.result(indented(f"a guess, counted from {one.time.anchor.words}", " " * 28))
        if one.time.unresolved:
            out.result(indented(f"{'' if one.time.other else 'not placed: '}{one.time.unresolved}", " " * 28))
        out.result(indented(" ".join(one.quote.split()), " " * 28, 100))
        out.result(indented(f"{one.source.label}, {one.place}", " " * 28, 100))
    out.note()
    out.note(f"{count(len(shown), 'time')} in {count(len({t.source.id for t in shown}), 'source')}.")
    if not told:
        out.note(next_step("add", case, "FILES"))


_FRAMES = ("absolute", "yearly", "weekly", "daily", "unplaced")


def _order(told: Told) -> tuple[Any, ...]:
    time = told.time
    return bool(time.unresolved), _FRAMES.index(time.frame), time.start, time.end, told.source.label, told.start


def _when(told: Told) -> str:
    time = told.time
    if time.other:
        return f"{time.start:%Y-%m-%d} or {time.other[0]:%Y-%m-%d}" if time.frame == "absolute" else time.edtf or "–"
    if time.edtf:
        return time.edtf
    if time.frame == "absolute":
        return f"{time.start:%Y-%m-%dT%H:%M}/{time.end:%Y-%m-%dT%H:%M}"
    if time.frame == "yearly":
        return f"{time.start:%d %B}"
    if time.frame == "unplaced":
        return "–"
    return f"{time.start:%A %H:%M}" if time.frame == "weekly" else f"{time.start:%H:%M}"


def _plain(told: Told) -> dict[str, Any]:
    return {
        "source": told.source.id,
        "label": told.source.label,
        "passage": told.passage_id,
        "place": told.place,
        "quote": told.quote,
        "start": told.start,
        "end": told.end,
        "time": to_plain(told.time),
    }
