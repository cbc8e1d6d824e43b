"""``loupe publish``: what persons signed, as a folder of pages."""

from __future__ import annotations

from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count


@make(
    "publish",
    when="Use it when lines are signed. The folder opens from a disk and from any web host, and needs no server and no "
    "network. It holds only claims that a person decided on lines that a person signed, and quotes only sources that "
    "are marked with loupe public. Private notes, reasons, names, paths and everything else stay in the case. "
    "A folder that Loupe wrote before for the same work is replaced whole; where nothing is signed any more, it then "
    "says that what was there is withdrawn. Any other folder is left alone, and so is one in which somebody changed or "
    "laid anything; CNAME, .nojekyll, robots.txt, .git and .well-known stay in it.",
    example="loupe publish antwerp --to site/ --by 'The Antwerp Desk'",
    gives={
        "written": "the folder",
        "claims": "how many claims it shows",
        "sources": "how many sources it quotes",
        "files": "how many files it holds",
        "held_back": "how many lines of the work are left out: not signed, or with a claim that is not settled",
        "withdrawn": "whether nothing is signed any more, and the folder says so in place of what was there",
        "waiting": "how many claims of the work no check has judged yet",
        "outdated": "whether the archive, the policy, a model or Loupe has changed since the check",
    },
)
@click.argument("case", type=PATH)
@click.option("--to", required=True, type=PATH, metavar="FOLDER", help="Where to write it.")
@click.option("--work", metavar="ID", help="Which work, by its id or file name; the one checked last when left out.")
@click.option("--media", type=click.Choice(["none", "link", "copy"]), default="none", show_default=True,
              help="The film: left out, linked to its web address, or copied if it is marked public.")  # fmt: skip
@click.option("--names", is_flag=True, help="Show the initials of those who decided; nobody is named else.")
@click.option("--by", default="", metavar="NAME", help="Who publishes, as the page and its data name them.")
@click.option("--address", default="", metavar="URL",
              help="Where the folder will be on the web; search engines take its claims only with it.")  # fmt: skip
def command(
    out: Output, case: Path, to: Path, work: str | None, media: str, names: bool, by: str, address: str
) -> None:
    """Write the folder and say what is in it."""
    from loupe.engine import Case

    with Case.open(case, readonly=True) as opened:
        done = opened.publish(to, work, media=media, names=names, by=by, address=address)  # type: ignore[arg-type]
    out.document(
        {
            "written": str(done.folder),
            "claims": done.claims,
            "sources": done.sources,
            "files": done.files,
            "held_back": done.held_back,
            "withdrawn": done.withdrawn,
            "waiting": done.waiting,
            "outdated": done.outdated,
        }
    )
    if done.waiting:
        waiting = f"{count(done.waiting, 'claim')} of the work not judged yet"
        out.warn(f"{waiting} and not in it; run loupe check again to go on.")
    elif done.outdated:
        out.warn(
            "The archive, the policy, a model or Loupe has changed since this check; run loupe check again to follow."
        )
    if done.withdrawn:
        index = done.folder / "index.html"
        out.note(f"Nothing of the work is signed any more. What was published is withdrawn: {index}")
        return
    out.note(f"{count(done.claims, 'claim')} and {count(done.sources, 'source')}: {done.folder / 'index.html'}")
    if done.held_back:
        lines = count(done.held_back, "line")
        out.note(f"{lines} of the work left out: not signed, or with a claim that is not settled.")
    if not done.sources:
        out.warn("No source is quoted: none that the claims rest on is marked public. See: loupe public --help")
