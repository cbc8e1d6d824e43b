"""``loupe open``: the workbench, in the browser of this machine."""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser
from pathlib import Path

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.model.errors import UsageError


@make(
    "open",
    when="Use it to go through the claims with their evidence and decide them, one at a time. "
    "The pages come from this machine and go to no other: nothing is loaded from a network. "
    "The link works once, in one browser. Ctrl+C ends it; what was decided is kept at once.",
    example="loupe open antwerp --as Anna",
    gives={"link": "the link that opens the workbench, once", "port": "the port that it listens on"},
)
@click.argument("case", type=PATH)
@click.option("--as", "who", metavar="NAME", help="The name that decisions are kept under; yours on this machine else.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; a free one else.")
@click.option("--no-browser", is_flag=True, help="Print the link only; open it yourself.")
def command(out: Output, case: Path, who: str | None, port: int, no_browser: bool) -> None:
    """Serve the case to this machine's browser until it is ended."""
    try:
        from loupe.web import serve
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The workbench needs a part that is not installed ({error.name}).",
            hint="Run: pip install 'loupe-workbench[web]'",
        ) from error
    name = " ".join((who or next((os.environ[v] for v in _NAMES if os.environ.get(v)), "loupe")).split())
    # Reports are worked out behind the pages: a page that asks for its turn gets it within this, not within five.
    sys.setswitchinterval(0.001)
    serving = serve(case, name, port)
    if not serving.ready(_PATIENCE):
        out.note("Reading the case. With thousands of claims this takes a few seconds.")
        serving.ready()
    out.document({"link": serving.link, "port": serving.port})
    out.result(serving.link)
    out.note(f"You decide as {name}. End with Ctrl+C.")
    if not no_browser and not out.as_json:
        webbrowser.open(serving.link)
    with contextlib.suppress(KeyboardInterrupt):
        serving.wait()
    serving.stop()


_PATIENCE = 1.5  # seconds
_NAMES = ("LOUPE_USER", "USER", "LOGNAME", "USERNAME")
