"""``loupe public``: which sources may be shown in public."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count


@make(
    "public",
    when="Use it before loupe publish: only sources that a person has marked are quoted or named in what is published. "
    "A mark is for one work: another work of the case has marks of its own. What you say is kept in the log with your "
    "name; --not takes it back. Without sources it lists what is marked.",
    example="loupe public antwerp bbc.html wired.pdf",
    gives={
        "work": "the id of the work for which they are marked",
        "public": "the ids of all sources that are marked now",
    },
)
@click.argument("case", type=PATH)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--not", "private", is_flag=True, help="They may not be shown.")
@click.option("--work", metavar="ID", help="For which work, by id or file name; the one checked last when left out.")
@click.option("--why", default="", metavar="REASON", help="Why, in a few words; it is kept in the log.")
def command(out: Output, case: Path, sources: tuple[str, ...], private: bool, work: str | None, why: str) -> None:
    """Keep the person's word."""
    from loupe.engine import Case

    with Case.open(case, readonly=not sources) as opened:
        taken = opened.make_public(sources, work, on=not private, why=why) if sources else []
        public = opened.review(work).public
        shown = [source for source in opened.sources() if source.id in public]
        work_id = opened.page_of_script(work).work_id
    out.document({"work": work_id, "public": [source.id for source in shown]})
    for source in shown:
        out.result(f"{source.id}  {source.label}")
    if taken:
        out.note(f"{count(len(taken), 'source')} marked {'private' if private else 'public'}.")
    elif not shown:
        out.note("No source is marked public: nothing of the archive would be quoted in what is published.")
        out.note(f"Mark some with: loupe public {case} SOURCE...   List them with: loupe sources {case}")
