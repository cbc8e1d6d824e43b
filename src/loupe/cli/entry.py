"""The outermost edge: runs one command and turns whatever happens into words and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from loupe.cli.group import loupe
from loupe.cli.output import clean, json_text, output_refused
from loupe.model.errors import LoupeError, UsageError

__all__ = ["main"]

INTERRUPTED, BUG, NOBODY_READS = 130, 70, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; ``arguments`` are those of the process when None."""
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    as_json = "--json" in (words[: words.index("--")] if "--" in words else words)
    try:
        status = _run(words, as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return NOBODY_READS
    except KeyboardInterrupt:
        return _stopped(as_json)
    except OSError as error:
        _drop_output()
        return _tell(output_refused(error), as_json=False)
    return status


def _run(words: list[str], as_json: bool) -> int:
    try:
        status = loupe.main(words, prog_name="loupe", standalone_mode=False)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _stopped(as_json)
    except click.ClickException as error:
        return _tell(_usage(error), as_json)
    except LoupeError as error:
        return _tell(error, as_json)
    except SystemExit as error:  # Click's own answer to a pipe that nobody reads
        raise BrokenPipeError from error
    except Exception as error:
        return _bug(error, as_json)
    return status if isinstance(status, int) else 0


def _usage(error: click.ClickException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "loupe"
    message = error.format_message().strip()
    return UsageError(message if message.endswith((".", "?", "!")) else message + ".", hint=f"Run: {path} --help")


def _tell(error: LoupeError, as_json: bool) -> int:
    # A name in it may hold a line end; what comes after that must not pass for a line of ours.
    said, hint = (str(words).replace("\n", "\n        ") for words in (error, error.hint))
    sys.stderr.write(clean(f"loupe: {said}\n  what to do: {hint}\n  [{error.code}]\n"))
    if as_json:
        _document(error.code, str(error), error.hint)
    return error.exit_status


def _document(code: str, message: str, hint: str) -> None:
    plain = {"error": {"code": code, "message": message, "hint": hint}}
    sys.stdout.write(json_text(plain) + "\n")


def _bug(error: Exception, as_json: bool) -> int:
    message = f"Something went wrong that should not: {type(error).__name__}: {error}. This is a bug in Loupe."
    hint = "Run it again with LOUPE_DEBUG=1 in front and report what it prints. What was saved stays."
    sys.stderr.write(clean(f"loupe: {message}\n  what to do: {hint}\n  [bug]\n"))
    if os.environ.get("LOUPE_DEBUG") == "1":
        sys.stderr.write(clean("".join(traceback.format_exception(error))))
    if as_json:
        _document("bug", message, hint)
    return BUG


def _stopped(as_json: bool) -> int:
    sys.stderr.write("\nStopped. What was saved stays; run the same command again to go on.\n")
    if as_json:
        _document("stopped", "Stopped. What was saved stays.", "Run the same command again to go on.")
    return INTERRUPTED


def _drop_output() -> None:
    # What is still in the buffer would raise once more when Python closes the stream.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":  # python -m loupe.cli.entry, which would otherwise end without a word
    sys.exit(main())
