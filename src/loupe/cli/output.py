"""What a command says: words for people, or one JSON document for scripts; never both on standard output."""

from __future__ import annotations

import errno
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loupe.model.errors import DiskFull, LoupeError, StorageError

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["Output", "Tick", "clean", "json_text", "output_refused"]

Tick = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and what is being done."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Text from sources may hold terminal commands or signs that turn the reading direction; neither belongs on a screen.
_SIGNS = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f{_SIGNS}]")
_UNSAFE_IN_JSON = re.compile(f"[{_SIGNS}\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with nothing in it that a terminal would obey; every such sign becomes U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def json_text(value: Any) -> str:
    """The value as a JSON document in which such signs are written as escapes: nothing is lost, nothing is obeyed."""
    packed = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_IN_JSON.sub(lambda sign: f"\\u{ord(sign[0]):04x}", packed)


def output_refused(error: OSError) -> LoupeError:
    """The error of the tree for standard output that cannot be written."""
    if error.errno in _NO_ROOM:
        return DiskFull("What the command printed could not be written: there is no room left.")
    why = error.strerror or str(error)
    return StorageError(f"What the command printed could not be written: {why}.", hint="Send it somewhere else.")


def _write(text: str) -> None:
    try:
        sys.stdout.write(text + "\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_refused(error) from error


@dataclass(frozen=True, slots=True)
class Output:
    """How one command speaks: as JSON or in words, in full or quietly."""

    as_json: bool = False
    quiet: bool = False

    def document(self, value: Any) -> None:
        """Print the JSON document when JSON was asked for."""
        if self.as_json:
            _write(json_text(value))

    def result(self, text: str = "") -> None:
        """Print a line of what was asked for."""
        if not self.as_json:
            _write(clean(text))

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

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
        drawn = io.StringIO()
        Console(file=drawn, width=width, highlight=False, markup=False, emoji=False).print(table)
        _write("\n".join(line.rstrip() for line in clean(drawn.getvalue()).split("\n")).rstrip("\n"))

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
