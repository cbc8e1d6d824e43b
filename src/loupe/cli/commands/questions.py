"""``loupe questions``: what is open, and whom or what to ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step, shell
from loupe.model import to_plain

if TYPE_CHECKING:
    from loupe.reasoning.questions import Question

_KINDS = (
    "adverse claim", "no independent source", "layer not explained", "time not covered", "item without an end",
    "named once",
)  # fmt: skip
COLUMNS = (
    "Number", "Kind", "In the work", "Line", "About", "Question", "Whom or what to ask", "Why", "Passages", "Claim id",
    "Answer",
)  # fmt: skip
_SHOWN = 3


@make(
    "questions",
    when="Use it after a check, as a to-do list: claims that no independent source bears out, something bad said of "
    "somebody who is not heard, layers that nobody explains, hours that nobody covers, items without an end, people "
    "named once. What the work itself says stands first.",
    example="loupe questions antwerp --to questions.csv",
    gives={
        "questions": "list of open questions, what matters most for the work first: `kind`, `about`, `question`, `ask` "
        "(whom or what), `why`, `passages`, `in_work`, `line` and `claim_id` where it is a claim of the work",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--kind", type=click.Choice(_KINDS), metavar="KIND", help=f"Only this kind: {', '.join(_KINDS)}.")
@click.option("--to", type=PATH, metavar="FILE.csv", help="Write the list as a CSV table with an empty column to fill.")
def command(out: Output, case: Path, kind: str | None, to: Path | None) -> None:
    """List the questions."""
    from loupe.engine import Case

    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        shown = [q for q in opened.questions() if kind in (None, q.kind)]
        checked = bool(opened.works())
        filled = bool(opened.sources())
    if to:
        from loupe.publish.listing import write_listing

        write_listing(to, COLUMNS, [_row(n, q) for n, q in enumerate(shown, 1)])
    out.document({"questions": [to_plain(q) for q in shown], "understood": report})
    kinds = {k: sum(q.kind == k for q in shown) for k in _KINDS}
    most = None if kind else _MOST_OF_A_KIND
    seen: dict[str, int] = {}
    for number, one in enumerate(shown, 1):
        seen[one.kind] = seen.get(one.kind, 0) + 1
        if most is None or seen[one.kind] <= most:
            _show(out, number, one)
        elif seen[one.kind] == kinds[one.kind]:
            left = f"… and {kinds[one.kind] - most} more: {one.kind}"
            out.result(f'{left}; see them with: loupe questions {shell(case)} --kind "{one.kind}"')
    out.note()
    parts = ", ".join(f"{n} {k}" for k, n in kinds.items() if n)
    out.note(f"{count(len(shown), 'question')}{': ' + parts if parts else ''}.")
    if to:
        out.note(f"Written: {to}")
    if not filled:
        out.note(next_step("add", case, "FILES"))
    elif not checked:
        out.note("No work was checked yet, so no claim is asked about.")
        out.note(next_step("check", case, "WORK"))


_MOST_OF_A_KIND = 40
"""Questions of one kind that are shown at once; the rest are asked for by the kind, or written with --to."""


def _show(out: Output, number: int, one: Question) -> None:
    where = f", line {one.line}" if one.line else ""
    out.result(indented(f"{number}. {one.kind}{where}: {one.about}", "", 100))
    out.result(indented(one.question, " " * 4, 100))
    out.result(indented(f"why: {one.why}", " " * 4, 100))
    out.result(indented(f"ask: {'; '.join(one.ask)}", " " * 4, 100))
    for cited in one.passages[:_SHOWN]:
        out.result(indented(f"“{' '.join(cited.quote.split())}” {cited.label}, {cited.place}", " " * 8, 100))
    if len(one.passages) > _SHOWN:
        out.result(f"        and {count(len(one.passages) - _SHOWN, 'passage')} more")


def _row(number: int, q: Question) -> tuple[str, ...]:
    passages = "; ".join(f"“{' '.join(c.quote.split())}” {c.label}, {c.place}" for c in q.passages)
    own = "yes" if q.in_work else ""
    line = f"line {q.line}" if q.line else ""
    return (f"no. {number}", q.kind, own, line, q.about, q.question, "; ".join(q.ask), q.why, passages, q.claim_id, "")
