"""The group of all commands, and how a command is made: one sentence, when to use it, one example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from loupe import __version__
from loupe.cli.output import Output

__all__ = ["COMMANDS", "PATH", "LoupeCommand", "LoupeGroup", "command", "loupe"]

COMMANDS: Mapping[str, str] = {
    "new": "Make a new case: one folder that holds everything.",
    "add": "Add files and folders to the archive of a case.",
    "film": "Make what the pages need to show a film: poster, pictures, a copy for browsers.",
    "check": "Check a work, such as a film script, against the archive.",
    "open": "Open the case in the browser: the film beside its evidence, claim by claim.",
    "decide": "Decide a claim: accept what is proposed, name another verdict, or leave it open.",
    "undo": "Take back your last decision on a work.",
    "redo": "Give back what you took back last.",
    "history": "List every decision on a work: who, when, why, and what was taken back.",
    "script": "Write the annotated script: every line with its claims, verdicts and sources.",
    "tape": "Say where a moment of a film is on its tapes, by a cut list.",
    "correct": "Correct words that a machine misheard in a film or a recording.",
    "search": "Search the archive by words and by meaning.",
    "show": "Show a source, a passage, a claim or a piece of evidence by its id.",
    "sources": "List the sources of a case, with what is wrong with them.",
    "claims": "List the claims of the checked work with their verdicts.",
    "doubts": "Ask of each line of the checked work what would make it false.",
    "statements": "List who says what: what happened, who took part, where, when and how much.",
    "people": "List who and what the sources name, and which names may be one.",
    "same": "Say that two names are one, or are two.",
    "times": "List the times that the sources name, and what each was taken to mean.",
    "public": "Say that sources may be shown in public, or may not.",
    "publish": "Write what a person signed as a folder of pages, for a disk or any web host.",
    "worth": "Say what each source is worth: people's grades, and what independent others bear out.",
    "ask": "Weigh possible answers to a question: hypotheses in rows, clues in columns.",
    "models": "List the models on this machine, or fetch a speech model when asked to.",
    "ledger": "Show what was stolen or is disputed, with its values, places and what became of it.",
    "layers": "Show the barriers of a guarded place, and how each account says each was beaten.",
    "questions": "List what the case does not settle yet, and whom or what to ask.",
    "timeline": "Lay the accounts side by side: who tells what of when, and where they part.",
    "origins": "Show who copied whom, and on how many independent origins each claim rests.",
    "conflicts": "Show which statements cannot all be true, and what could be doubted.",
    "mark": "Say that a claim is to be checked, or is not.",
    "index": "Make the search index of a case anew.",
    "verify": "Hold everything in a case against its hashes and its log.",
    "doctor": "Say which versions, optional parts and models of Loupe are in use here.",
}
"""Every command with its one sentence, in the order of a day's work."""


PATH = click.Path(path_type=Path, readable=False)
"""A path on the command line; whether it is there and may be read is for the engine to say, in Loupe's own words."""


class LoupeCommand(click.Command):
    """A command that can say when to use it, one example, and which keys its JSON document has."""

    when: str
    example: str
    gives: Mapping[str, str]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the sentence, when to use the command, and its example."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(self.help or "")
            formatter.write_paragraph()
            formatter.write_text(self.when)
        with formatter.section("Example"):
            formatter.write(f"  {self.example}\n")


class LoupeGroup(click.Group):
    """All commands by name; a command's module is imported only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every command, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command with this name, None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"loupe.cli.commands.{cmd_name}").command
        assert isinstance(found, LoupeCommand)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def command(
    name: str, *, when: str, example: str, gives: Mapping[str, str]
) -> Callable[[Callable[..., int | None]], LoupeCommand]:
    """Make a function the command ``name``; it is called with ``out`` beside its own parameters.

    What it returns is the exit status, None for 0. ``gives`` says what each key of the JSON document holds.
    """

    def make(function: Callable[..., int | None]) -> LoupeCommand:
        def run(*, as_json: bool, quiet: bool, **values: Any) -> int:
            return function(out=Output(as_json, quiet), **values) or 0

        # click.option and click.argument leave their parameters on the function they decorate.
        params = [*reversed(getattr(function, "__click_params__", [])), *_shared()]
        made = LoupeCommand(name, callback=run, params=params, help=COMMANDS[name], short_help=COMMANDS[name])
        made.when, made.example, made.gives = when, example, gives
        return made

    return make


def _shared() -> list[click.Option]:
    return [
        click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON document and nothing else."),
        click.Option(["--quiet"], is_flag=True, help="Leave out progress, summaries and advice."),
    ]


# The sign \b keeps the lines after it as they are.
_HELP = """Put every claim of a true story under the glass.

A work and an archive go in; an annotated script comes out. A day goes like this:

\b
  loupe new antwerp
  loupe add antwerp archive/
  loupe check antwerp film.srt
  loupe script antwerp --to script.html
"""


@click.group(
    cls=LoupeGroup,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has --help with an example, and --json for scripts.",
)
@click.version_option(__version__, message="Loupe %(version)s")
def loupe() -> None:
    """All commands."""
