"""``loupe add``: files into the archive."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, next_step, source_plain
from loupe.model import GRADES
from loupe.model.errors import ReadError, UsageError

if TYPE_CHECKING:
    from loupe.engine import AddReport

_NAMED = 5
_ADDRESS = re.compile(r"https?://", re.I)


@make(
    "add",
    when="Use it for everything you would hold the work against: articles, books, court papers, mails, interviews. "
    "Files that are there already are left alone, so the same command can be run again after it was stopped. "
    "What you say of the files here goes before what they say of themselves. "
    "An address (https://...) instead of files asks for that one page, and is the only time that Loupe uses a network.",
    example="loupe add antwerp archive/ flawless.epub --draws-on police --reliability B",
    gives={
        "added": "list of sources that were read",
        "known": "list of sources that were there already, byte for byte",
        "changed": "list of sources that were there already and are now described anew",
        "failed": "list of sources that are kept in the case but could not be read; each has its `problem`",
        "refused": "list of files that could not even be opened: `path`, `code`, `message`, `hint`",
    },
)
@click.argument("case", type=PATH)
@click.argument("paths", nargs=-1, metavar="[FILES]...")
@click.option("--from", "sheet", type=PATH, metavar="SHEET",
              help="Add the files that a CSV sheet lists, with what it says of each.")  # fmt: skip
@click.option("--archive", type=PATH, metavar="WARC",
              help="Take the page at the address from this web archive; ask no server.")  # fmt: skip
@click.option("--title", metavar="TITLE", help="The title of the source.")
@click.option("--maker", metavar="NAME", help="Who made it.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--published", metavar="DATE", help="When it was published: 2003, 2003-02, 2003-02-15 or a range with /.")
@click.option("--kind", metavar="KIND", help="What it is: article, book, interview ...")
@click.option("--draws-on", multiple=True, metavar="WHOM",
              help="Whom it re-tells: a source's id or file name, or just a name. Can be given again.")  # fmt: skip
@click.option("--reliability", metavar="GRADE", type=click.Choice(GRADES, case_sensitive=False),
              help="How reliable it is: A reliable to E unreliable, F cannot be judged.")  # fmt: skip
@click.option("--address", metavar="URL", help="Where it stands on the web; Loupe asks nothing of it.")
def command(
    out: Output, case: Path, paths: tuple[str, ...], sheet: Path | None, archive: Path | None, **said: Any
) -> int:
    """Add the files, and tell what became of each."""
    addresses = [path for path in paths if _ADDRESS.match(path)]
    if addresses and len(paths) > 1:
        raise UsageError("One address is added at a time, and by itself.", hint=f"Run: loupe add CASE {addresses[0]}")
    if archive is not None and not addresses:
        raise UsageError("--archive wants the address of the page to take.", hint="Run: loupe add --help")
    if bool(paths) == (sheet is not None):
        raise UsageError(
            "Name the files and folders to add, or give a sheet with --from; one of the two.",
            hint="Run: loupe add --help",
        )
    if sheet is not None and any(said.values()):
        raise UsageError(
            "With --from, the sheet itself says what each file is.", hint="Put it into the sheet's columns."
        )
    for name, what in (("title", "title"), ("address", "web address")):
        if said[name] and (len(paths) > 1 or os.path.isdir(paths[0])):
            raise UsageError(
                f"--{name} is the {what} of one file.",
                hint="Add that file alone, or describe the files in a sheet (--from).",
            )
    from loupe.engine import AddReport, Case

    with Case.open(case) as opened, out.progress("Reading") as tick:

        def on_file(done: int, total: int, name: str) -> None:
            tick(done, total, name if done < total else "Indexing")

        if addresses:
            report = opened.add_page(addresses[0], archive=archive, **said, progress=on_file)
        else:
            report = opened.add_sheet(sheet, on_file) if sheet else opened.add(*paths, **said, progress=on_file)
    if report == AddReport():
        nothing = f"{sheet} lists no files" if sheet else f"There are no files in {', '.join(map(str, paths))}"
        raise UsageError(f"{nothing}: nothing was added.", hint="Check the path. Hidden files are left out.")
    out.document(_plain(report))
    _summary(out, case, report)
    return ReadError.exit_status if report.failed or report.refused else 0


def _plain(report: AddReport) -> dict[str, Any]:
    return {
        "added": [source_plain(s) for s in report.added],
        "known": [source_plain(s) for s in report.known],
        "changed": [source_plain(s) for s in report.changed],
        "failed": [source_plain(s) for s in report.failed],
        "refused": [
            {"path": path, "code": error.code, "message": str(error), "hint": error.hint}
            for path, error in report.refused
        ],
    }


def _summary(out: Output, case: Path, report: AddReport) -> None:
    if report.added:
        formats = sorted(Counter(s.format for s in report.added).items(), key=lambda pair: (-pair[1], pair[0]))
        words = sum(source.words for source in report.added)
        kinds = ", ".join(f"{number} {name}" for name, number in formats)
        out.note(f"{count(len(report.added), 'source')} added ({kinds}), {count(words, 'word')}.")
    for sources, said in ((report.known, "there already"), (report.changed, "there already, now described anew")):
        if sources:
            names = ", ".join(source.name for source in sources[:_NAMED])
            more = f" and {len(sources) - _NAMED} more" if len(sources) > _NAMED else ""
            out.note(f"{count(len(sources), 'source')} {said}: {names}{more}.")
    partly = [source for source in report.added if source.problem]
    for source in partly:
        assert source.problem is not None
        out.note(f"{source.name} was read only in part: {source.problem.message}")
    _failures(out, report)
    if report.added or report.known:
        out.note(next_step("check", case, "WORK"))


def _failures(out: Output, report: AddReport) -> None:
    reasons = [(s.name, s.problem.message, s.problem.hint, s.problem.code) for s in report.failed if s.problem]
    reasons += [(path, str(error), error.hint, error.code) for path, error in report.refused]
    if reasons:
        out.warn(f"{count(len(reasons), 'file')} could not be read:")
    for _, message, hint, code in reasons:
        out.warn(f"  {' '.join(message.splitlines())} [{code}]\n    what to do: {hint}")
