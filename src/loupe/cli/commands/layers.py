"""``loupe layers``: how each account says each barrier was beaten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.understanding import read_first
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.reasoning.layers import Entry, Matrix, Row
    from loupe.reasoning.layers import Path as EasiPath

_SIGNS = {
    "accounts differ": "✕", "told": "●", "only surmised": "◐", "called a mystery": "?", "nobody says how": "○",
}  # fmt: skip


@make(
    "layers",
    when="Use it when a guarded place was entered: it lists the barriers, who says how each was beaten, where accounts "
    "exclude each other, and what nobody explains. Who does not speak of a layer agrees with nobody. With --write you "
    "get the list as layers.toml, to put in order and correct. It compares accounts of what happened, no more.",
    example="loupe layers antwerp --picture layers.svg",
    gives={
        "place": "the guarded place, as layers.toml names it",
        "given": "whether a person fixed the list of layers",
        "accounts": "the tellers, in order",
        "rows": "list of layers from outside to inside: `layer`, `standing`, `cells` (account, entries, what must be "
        "so for it to be true), `silent` accounts, `disagreements`",
        "counts": "how many layers a source says there were",
        "delays": "account, least and most seconds that its own sentences add up to",
        "paths": "EASI with the numbers of layers.toml: as given, and as each account has it",
        "no_paths": "why it was not computed, or empty",
        "response": "the time a response takes, as layers.toml gives it",
        "understood": "words read now (`words`), before (`known`), not yet (`waiting`); the sources not read",
    },
)
@click.argument("case", type=PATH)
@click.option("--picture", type=PATH, metavar="FILE.svg", help="Draw the layers by accounts as an SVG picture.")
@click.option("--write", is_flag=True, help="Write the proposed list as layers.toml of the case, to be corrected.")
def command(out: Output, case: Path, picture: Path | None, write: bool) -> None:
    """Show the layers."""
    from loupe.engine import Case

    if picture and picture.suffix.lower() != ".svg":
        raise UsageError(f"{picture.name} does not end in .svg.", hint="Give the picture a name such as layers.svg.")
    with Case.open_as_allowed(case) as opened:
        report = read_first(out, opened)
        matrix = opened.layers()
        filled = bool(opened.sources())
        if write:
            from loupe.engine.reasoned.layersfile import write_layers

            written = write_layers(opened.path, matrix)
    plain = to_plain(matrix)
    assert isinstance(plain, dict)
    if picture:
        from loupe.publish.layers_picture import layers_picture
        from loupe.publish.writing import write_whole

        write_whole(picture, layers_picture(matrix).encode("utf-8"))
    out.document({**plain, "understood": report})
    _show(out, matrix)
    if write:
        out.note(f"Written: {written}")
    if picture:
        out.note(f"Drawn: {picture}")
    if not filled:
        out.note(next_step("add", case, "FILES"))
    elif matrix.rows and not matrix.given and not write:
        out.note("The list is a proposal; a person fixes it with: loupe layers CASE --write")


def _show(out: Output, matrix: Matrix) -> None:
    for number, row in enumerate(matrix.rows, 1):
        _row(out, number, row)
    if not matrix.rows:
        out.note("No source of this case says how a barrier was beaten.")
    for said in matrix.counts:
        figure = f"{said.low:g}" if said.low == said.high else f"{said.low:g} to {said.high:g}"
        words = f"{said.cited.label}: {figure} layers; {len(matrix.rows)} are named in this case"
        out.result(indented(words, " " * 4, 100))
    for account, low, high in matrix.delays:
        out.result(indented(f"{account}: {low / 60:.0f} to {high / 60:.0f} minutes told", " " * 4, 100))
    for path in matrix.paths:
        _path(out, path)
    open_ones = [row.layer.name for row in matrix.rows if row.standing not in ("told", "accounts differ")]
    rest = f"; not explained: {', '.join(open_ones)}." if open_ones else "."
    out.note(f"{count(len(matrix.rows), 'layer')}, {count(len(matrix.accounts), 'account')}{rest}")


def _row(out: Output, number: int, row: Row) -> None:
    purpose = f": {row.layer.purpose}" if row.layer.purpose else ""
    out.result(f"{number:>2}. {row.layer.name}{purpose}")
    out.result(f"    {_SIGNS[row.standing]} {row.standing}")
    for cell in row.cells:
        for entry in cell.entries:
            _entry(out, entry)
        for must in cell.must:
            out.result(indented(f"for this to be true, {must}", " " * 8, 100))
    for apart in row.disagreements:
        left, right = (e.cited.teller[-1] if e.cited.teller else e.cited.label for e in (apart.left, apart.right))
        out.result(indented(f"! {left} and {right}: {apart.why}", " " * 4, 100))
    if row.silent:
        out.result(f"    silent: {count(len(row.silent), 'account')}")
    out.result()


def _entry(out: Output, entry: Entry) -> None:
    from loupe.reasoning.cited import told_by

    aside = [entry.cited.hedged] if entry.cited.hedged else []
    aside += ["not said outright"] if entry.implied else []
    verdict = f"not {entry.verdict}" if entry.denied else entry.verdict
    more = f" [{'; '.join(aside)}]" if aside else ""
    out.result(indented(f"{told_by(entry.cited)}: {verdict}{more}", " " * 6, 100))
    out.result(indented(f"“{' '.join(entry.cited.quote.split())}” {entry.cited.place}", " " * 8, 100))


def _path(out: Output, path: EasiPath) -> None:
    silent = ", ".join(path.silenced)
    who = f"if {path.account} is right (no alarm from {silent})" if path.account else "as the numbers stand"
    chance = f"{path.reach.probability:.3f} (strict form {path.reach.strict:.3f})"
    out.result(indented(f"chance of interruption, {who}: {chance}", " " * 4, 100))
