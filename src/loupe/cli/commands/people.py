"""``loupe people``: who and what the sources name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, shell
from loupe.model import MENTION_KINDS, to_plain

if TYPE_CHECKING:
    from loupe.engine import Person

_KINDS = MENTION_KINDS[:5]
_SHOWN = 10


@make(
    "people",
    when="Use it to see who is named, under which names, in which sources, and which names may be one: "
    "Loupe proposes with its reasons, you decide with loupe same.",
    example="loupe people antwerp",
    gives={
        "people": "list of persons and things, those in most sources first",
        "proposals": "pairs of names that may be one: `left`, `right`, `kind`, `score` from 0 to 1, `reasons`, and "
        "`blocked`, why they cannot be one, or empty",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--kind", type=click.Choice(_KINDS), help="Only this kind; persons when left out.")
@click.option("--all", "everything", is_flag=True, help="All kinds.")
@click.option("--proposals", "only_proposals", is_flag=True, help="All pairs of names that may be one, and no list.")
def command(out: Output, case: Path, kind: str | None, everything: bool, only_proposals: bool) -> None:
    """List the people."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        people = opened.people()
        labels = {s.id: s.label for s in opened.sources()}
    kinds = set(_KINDS) if everything else {kind or "person"}
    shown = [p for p in people.persons if p.kind in kinds]
    proposals = [p for p in people.proposals if p.kind in kinds]
    out.document(
        {
            "people": [to_plain(p) for p in shown],
            "proposals": [to_plain(p) for p in proposals],
            "understood": report,
        }
    )
    if not only_proposals:
        for one in shown:
            _show(out, one, labels)
        out.note()
        out.note(f"{count(len(shown), 'name')} in {count(len(labels), 'source')}.")
    if proposals:
        out.note()
        out.note(f"{count(len(proposals), 'pair')} of names may be one; a person decides:")
    for p in proposals if only_proposals else proposals[:_SHOWN]:
        out.note(f"  {p.score:.2f}  {p.left} · {p.right}")
        out.note(indented("; ".join(p.reasons), " " * 8, 100))
        out.note(f"        loupe same {shell(case)} {shell(p.left)} {shell(p.right)}")
    if len(proposals) > _SHOWN and not only_proposals:
        out.note(f"  ... and {len(proposals) - _SHOWN} more: loupe people {shell(case)} --proposals")


def _show(out: Output, one: Person, labels: dict[str, str]) -> None:
    other = [n for n in one.names if n != one.name]
    out.result(f"{one.name}  ({one.kind}, {count(len(one.sources), 'source')}, {count(one.mentions, 'mention')})")
    if other:
        out.result(indented("also: " + "; ".join(other), " " * 4, 100))
    for alias, told in one.aliases:
        out.result(indented(f"called “{alias}” in {'; '.join(labels[s] for s in told)}", " " * 4, 100))
    if one.roles:
        out.result(indented("as: " + "; ".join(one.roles), " " * 4, 100))
    for why in one.together:
        out.result(indented(why, " " * 4, 100))
