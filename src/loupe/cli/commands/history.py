"""``loupe history``: every decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from loupe.cli.deciding import print_row, row_plain
from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain


@make(
    "history",
    when="Use it to see how a verdict came about, what a colleague did, or what differs between two moments. "
    "Every decision has a number; what was taken back stays in the list and says so.",
    example="loupe history antwerp --claim 12.1",
    gives={
        "work": "the id of the work",
        "decisions": "list of decisions, the first first: `seq` (its number), `who`, `at` (UTC), `kind`, what it `did` "
        "in words, what stood `before`, `why`, `claim`, its `number`, `subject`, `undone_by`, `undone_at`, and whether "
        "it is the `last` of yours, which undo takes back",
        "of_case": "list of decisions about the case itself, the first first: `seq`, `at`, `who`, what it is `about` "
        "(names, events, questions, source, words or check), what it `did`, `subject`, `before`, `why`, and the id of "
        "the `source`, empty for none; none with --claim",
        "differences": "with --from or --to, what stood otherwise: `what`, `claim`, `number`, `subject`, `before`, "
        "`after`; else null",
        "changes": "what is no longer as it was when it was decided: `claims`, `gone`, `lines`, `lost`, `waiting`",
    },
)
@click.argument("case", type=PATH)
@click.option("--claim", metavar="CLAIM", help="Only what was decided of this claim, by its number or id.")
@click.option("--by", metavar="NAME", help="Only what this person decided.")
@click.option("--from", "since", type=click.IntRange(0), metavar="NO",
              help="Say what differs from after this decision; 0 for before everything.")  # fmt: skip
@click.option("--to", "until", type=click.IntRange(0), metavar="NO", help="Say what differs until after this decision.")
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
def command(
    out: Output, case: Path, claim: str | None, by: str | None, since: int | None, until: int | None, work: str | None
) -> None:
    """List the decisions."""
    from loupe.engine import Case

    query = "&".join(f"{name}={value}" for name, value in (("from", since), ("to", until)) if value is not None)
    with Case.open_as_allowed(case) as opened:
        page = opened.page_of_history(query, work)
        rows = [r for r in opened.history(page.work_id) if claim in (None, r.claim, r.number) and by in (None, r.who)]
        of_case = [row for row in opened.decisions_about_the_case() if by in (None, row.who) and not claim]
        changed = opened.changes(page.work_id)
    compared: list[dict[str, Any]] | None = to_plain(page.differences) if page.moments else None
    plain = [row_plain(row) for row in rows]
    out.document(
        {"work": page.work_id, "decisions": plain, "of_case": to_plain(of_case), "differences": compared,
         "changes": to_plain(changed)}
    )  # fmt: skip
    if page.moments:
        out.result(f"From {page.moments.before} to {page.moments.after}, {count(len(page.differences), 'difference')}:")
        for one in page.differences:
            out.result(indented(f"{one.number or one.subject}, {one.what}: {one.before} → {one.after}", "  "))
    else:
        for row in rows:
            print_row(out, row)
        if of_case:
            out.result("About the case:")
        for told in of_case:
            out.result(f"{told.seq}  {told.at[:16]}  {told.who}: {told.did}")
            out.result(indented(told.subject + (f"; why: {told.why}" if told.why else ""), "    "))
        out.note()
        out.note(f"{page.title}: {count(len(rows), 'decision')}.")
    if not page.total:
        out.note("Here stands what persons decide of the claims.")
        out.note(next_step("decide", case, "1.1", "accept"))
    if changed:
        out.warn(f"Since then: {changed.said}. What was decided stands until you change it.")
