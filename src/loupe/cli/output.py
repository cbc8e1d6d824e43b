"""What a command says: words for people, or one JSON document for scripts; never both on standard output."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Output", "Tick", "clean"]

Tick = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and what is being done."""

# Text from sources may hold terminal commands or signs that turn the reading direction; neither belongs on a screen.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text with nothing in it that a terminal would obey; every such sign becomes U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Output:
    """How one command speaks: as JSON or in words, in full or quietly."""

    as_json: bool = False
    quiet: bool = False

    def document(self, value: Any) -> None:
        """Print the JSON document when JSON was asked for."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def result(self, text: str = "") -> None:
        """Print a line of what was asked for."""
        if not self.as_json:
            sys.stdout.write(clean(text) + "\n")

    def note(self, text: str = "") -> None:
        """Print a line of summary or advice, left out when quiet."""
        if not self.quiet:
            self.result(text)

    def warn(self, text: str) -> None:
        """Print a line on standard error, also beside JSON; left out when quiet."""
        if not self.quiet:
            sys.stderr.write(clean(text) + "\n")

    def table(self, table: Table) -> None:
        """Print a table, 80 columns wide when standard output is no terminal, without blanks at the ends of lines."""
        from rich.console import Console

        width = None if sys.stdout.isatty() else 80
        console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
        with console.capture() as drawn:
            console.print(table)
        sys.stdout.write("\n".join(line.rstrip() for line in drawn.get().splitlines()).rstrip("\n") + "\n")

    @contextmanager
    def progress(self, what: str) -> Iterator[Tick]:
        """A progress bar on standard error, drawn only on a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda _done, _total, _doing: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        doing_column = TextColumn("{task.description}", markup=False)
        columns = (doing_column, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=None)

            def tick(done: int, total: int, doing: str) -> None:
                bar.update(task, completed=done, total=total, description=clean(doing or what)[:40])

            yield tick
