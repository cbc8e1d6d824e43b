"""``loupe questions``: what is open, and whom or what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.deciding import as_name
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step, shell
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import Case
    from loupe.reasoning.questions import Question
    from loupe.review import Asked

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
    "named once. What the work itself says stands first. A question that is ticked off stays in the list; "
    "undo takes that back.",
    example="loupe questions antwerp --to questions.csv",
    gives={
        "questions": "list of open questions, what matters most for the work first: `kind`, `about`, `question`, `ask` "
        "(whom or what), `why`, `passages`, `in_work`, `line` and `claim_id` where it is a claim of the work; "
        "`ticked` is what a person said of it, null while it is open",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--kind", type=click.Choice(_KINDS), metavar="KIND", help=f"Only this kind: {', '.join(_KINDS)}.")
@click.option("--to", type=PATH, metavar="FILE.csv", help="Write the list as a CSV table with an empty column to fill.")
@click.option("--done", type=int, metavar="N", help="Tick question N of this list off: it is answered.")
@click.option("--not-needed", type=int, metavar="N", help="Tick question N of this list off: it need not be answered.")
@click.option("--reopen", type=int, metavar="N", help="Open question N of this list again.")
@click.option("--why", default="", metavar="TEXT", help="The answer, or why it is not needed; kept with the decision.")
@as_name
def command(
    out: Output, case: Path, kind: str | None, to: Path | None, done: int | None, not_needed: int | None,
    reopen: int | None, why: str, who: str | None,
) -> None:  # fmt: skip
    """List the questions."""
    from loupe.engine import Case

    ticks = [(n, state) for n, state in ((done, "answered"), (not_needed, "not needed"), (reopen, "open")) if n]
    opens = Case.open if ticks else Case.open_as_allowed
    with opens(case) as opened:
        report = read_first(out, opened)
        shown = [q for q in opened.questions() if kind in (None, q.kind)]
        for number, state in ticks:
            _tick(opened, shown, number, state, why, who)
        ticked, _ = opened.reasons.asked_questions()
        checked = bool(opened.works())
        filled = bool(opened.sources())
    if to:
        from loupe.publish.listing import write_listing

        write_listing(to, COLUMNS, [_row(n, q, ticked.get(q.key)) for n, q in enumerate(shown, 1)])
    out.document({"questions": [_plain(q, ticked.get(q.key)) for q in shown], "understood": report})
    kinds = {k: sum(q.kind == k for q in shown) for k in _KINDS}
    most = None if kind else _MOST_OF_A_KIND
    seen: dict[str, int] = {}
    for number, one in enumerate(shown, 1):
        seen[one.kind] = seen.get(one.kind, 0) + 1
        if most is None or seen[one.kind] <= most:
            _show(out, number, one, ticked.get(one.key))
        elif seen[one.kind] == kinds[one.kind]:
            left = f"… and {kinds[one.kind] - most} more: {one.kind}"
            out.result(f'{left}; see them with: loupe questions {shell(case)} --kind "{one.kind}"')
    out.note()
    parts = ", ".join(f"{n} {k}" for k, n in kinds.items() if n)
    out.note(f"{count(len(shown), 'question')}{': ' + parts if parts else ''}.")
    if off := sum(q.key in ticked for q in shown):
        out.note(f"{off} of them ticked off.")
    if to:
        out.note(f"Written: {to}")
    if not filled:
        out.note(next_step("add", case, "FILES"))
    elif not checked:
        out.note("No work was checked yet, so no claim is asked about.")
        out.note(next_step("check", case, "WORK"))


_MOST_OF_A_KIND = 40
"""Questions of one kind that are shown at once; the rest are asked for by the kind, or written with --to."""


def _tick(case: Case, shown: Sequence[Question], number: int, state: str, why: str, who: str | None) -> None:
    """Keep that a question is answered, not needed, or open again; with the work that was checked last."""
    if not 1 <= number <= len(shown):
        raise UsageError(f"There is no question {number} in this list.", hint="Name one by the number before it.")
    if not case.works():
        raise UsageError("No work was checked yet: the decision is kept with it.", hint="Run loupe check first.")
    one = shown[number - 1]
    fields = {"question": one.key, "about": f"{one.question} ({one.about})", "state": state}
    case.decide(None, "asked", fields, why, who=who)


def _plain(one: Question, ticked: Asked | None) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(one)
    return plain | {"ticked": to_plain(ticked) if ticked else None}


def _show(out: Output, number: int, one: Question, ticked: Asked | None) -> None:
    where = f", line {one.line}" if one.line else ""
    out.result(indented(f"{number}. {one.kind}{where}: {one.about}", "", 100))
    if ticked:
        note = f": {ticked.note}" if ticked.note else ""
        out.result(indented(f"✔ {ticked.state}, {ticked.who}, {ticked.at[:10]}{note}", " " * 4, 100))
    out.result(indented(one.question, " " * 4, 100))
    out.result(indented(f"why: {one.why}", " " * 4, 100))
    out.result(indented(f"ask: {'; '.join(one.ask)}", " " * 4, 100))
    for cited in one.passages[:_SHOWN]:
        out.result(indented(f"“{' '.join(cited.quote.split())}” {cited.label}, {cited.place}", " " * 8, 100))
    if len(one.passages) > _SHOWN:
        out.result(f"        and {count(len(one.passages) - _SHOWN, 'passage')} more")


def _row(number: int, q: Question, ticked: Asked | None) -> tuple[str, ...]:
    answer = (
        f"{ticked.state} ({ticked.who}, {ticked.at[:10]})" + (f": {ticked.note}" if ticked.note else "")
        if ticked
        else ""
    )
    passages = "; ".join(f"“{' '.join(c.quote.split())}” {c.label}, {c.place}" for c in q.passages)
    own = "yes" if q.in_work else ""
    line = f"line {q.line}" if q.line else ""
    return (
        f"no. {number}",
        q.kind,
        own,
        line,
        q.about,
        q.question,
        "; ".join(q.ask),
        q.why,
        passages,
        q.claim_id,
        answer,
    )
