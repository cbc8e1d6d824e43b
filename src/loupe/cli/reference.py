"""The page docs/commands.md, made from the commands and the error tree themselves so that it cannot lie.

``python -m loupe.cli.reference > docs/commands.md`` writes it; a test holds the page against what this makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

import click

from loupe.cli.entry import BUG, INTERRUPTED, NOBODY_READS
from loupe.cli.group import COMMANDS, LoupeCommand, loupe
from loupe.model import errors
from loupe.model.errors import LoupeError

__all__ = ["OBJECTS", "commands_page", "error_classes"]

_HEAD = """\
# The commands

Made by `python -m loupe.cli.reference`; do not edit by hand.

`CASE` is the folder of a case. Where a command takes an id, the beginning of one is enough as long as it fits one thing
only; a source goes by its file name too, and a claim of the work checked last by its number, such as `12.1`.

Every command takes these:

| option | does |
|---|---|
| `--json` | prints one JSON document on standard output and nothing else there; the keys are listed below and stay |
| `--quiet` | leaves out progress, summaries and advice |
| `-h`, `--help` | says what the command is for, with an example |

Results go to standard output, errors and progress to standard error. A progress bar is drawn only on a terminal, and no
colours are written when the output is no terminal or `NO_COLOR` is set. `loupe --version` prints the version.
Two commands may run on one case at once: the second waits for the first where both write. What is saved under a
person's name in the log is signed with `LOUPE_USER`, else with the name of the account.
"""

_ERRORS = f"""\
## Exit status and errors

An error is one sentence, what to do about it, and a code, on standard error:

```
loupe: There is no case at antwerp.
  what to do: Make a case with: loupe new NAME
  [case-missing]
```

With `--json`, standard output holds `{{"error": {{"code", "message", "hint"}}}}` as well.

| exit | code | when |
|---|---|---|
| 0 | | all went well |
{{rows}}
| {BUG} | bug | something that Loupe did not foresee; set `LOUPE_DEBUG=1` to see where |
| {INTERRUPTED} | stopped | stopped with Ctrl-C; run the same command again to go on |
| {NOBODY_READS} | | the program that read the output went away |

`loupe add` ends with 4 when any file could not be read; all others are in. `loupe verify` ends with 3 when something is
not as it was stored. `loupe doctor` ends with 1 when a needed part is missing.
"""

OBJECTS: Mapping[str, Mapping[str, str]] = {
    "source": {
        "id": "its id",
        "label": "what a person calls it: the title, else the file name",
        "name": "file name",
        "title": "title or null",
        "maker": "who made it, or null",
        "publisher": "who published it, or null",
        "kind": "what it is: article, book, document ...",
        "published": "EDTF date or null",
        "role": "`archive` or `work`",
        "reliability": "grade A to F",
        "draws_on": "list of ids and names it re-tells",
        "came_from": "where it was taken from, or null",
        "format": "format it was read as",
        "size": "bytes of the original",
        "sha256": "SHA-256 of the original; empty when it could not be kept",
        "text_sha256": "SHA-256 of the stored text, or null",
        "reader": "what read it, or null",
        "characters": "length of the stored text",
        "words": "how many words",
        "passages": "how many passages",
        "problem": "null, or `code`, `message` and `hint` of what kept it from being read in full",
        "notes": "list of remarks of its reader",
        "part_of": "id of the source in whose file it was found or from whose file it was made, or null",
        "words_sha256": "SHA-256 of the list of its single words with their places, or null",
        "address": "where it stands on the web, or null",
    },
    "passage": {
        "id": "its id",
        "source_id": "id of its source",
        "ordinal": "its place in the source, from 0",
        "kind": "paragraph, heading, list-item, table-row, cue, turn, header or block",
        "speaker": "who speaks, or null",
        "locator": "where it stands: list of `start`, `end` (characters of the stored text) and `place`",
        "text": "its words",
        "read_by": "who made words of what is there: `file`, `ocr`, `ocr-layer` or `speech`",
        "confidence": "how sure a recogniser was, 0 to 1, or null",
    },
    "result": {
        "number": "rank, from 1",
        "passage": "id of the passage",
        "source": "id of the source",
        "label": "label of the source",
        "published": "date of the source, or null",
        "reliability": "grade of the source",
        "place": "the place in words",
        "speaker": "who speaks, or null",
        "quote": "the words found, verbatim",
        "start": "first character in the stored text",
        "end": "one past the last",
        "locator": "where the passage stands",
        "score": "compares results of one search only",
        "word_rank": "rank by words, or null",
        "meaning_rank": "rank by meaning, or null",
    },
    "claim": {
        "id": "its id",
        "number": "line and place in it, such as 12.1",
        "line": "line of the work, from 1",
        "speaker": "who speaks, or null",
        "said_by": "list of tellers, the outermost first",
        "text": "the assertion, made self-contained; as a person made it clearer, where one did",
        "quote": "the words of the work, verbatim",
        "kinds": "list of number, amount, date, time, name, place, quote, event, superlative, motive",
        "checkable": "whether it can be checked",
        "why_not": "why it cannot; empty when it can",
        "verdict": "the one that holds, a person's or else the proposed one: contradicted, contested, uncorroborated, "
        "corroborated or not checkable",
        "proposed": "the verdict that Loupe proposes",
        "decided": "a person's verdict, or unsure; empty where nobody has decided",
        "decided_by": "who decided; empty else",
        "decided_at": "when, UTC in ISO 8601; empty else",
        "decided_why": "why; empty else",
        "changed": "whether the evidence is not what it was when it was decided",
        "supporting": "independent origins for it",
        "contradicting": "independent origins against it",
        "why": "the counts in one sentence",
        "because": "the strongest reason",
    },
    "finding": {
        "id": "id of the claim",
        "number": "number of the claim",
        "line": "line of the work, from 1",
        "time": "time code, or empty",
        "speaker": "who speaks, or empty",
        "text": "the claim",
        "verdict": "its verdict",
        "reason": "the strongest reason",
        "source": "label of the source that gave it",
        "place": "the place in that source",
    },
}
"""The objects inside the documents, each with its keys; evidence, origins and searches are as in script.schema.json."""


def commands_page() -> str:
    """The whole page as Markdown."""
    rows = "\n".join(f"| {e.exit_status} | {e.code} | {_first(e)} |" for e in error_classes())
    parts = [_HEAD, *(_section(name) for name in COMMANDS), _objects(), _ERRORS.replace("{rows}", rows)]
    return "\n".join(parts)


def error_classes() -> list[type[LoupeError]]:
    """Every class of the error tree, by exit status, parents before children."""
    found = list(_below(LoupeError))
    return sorted(found, key=lambda error: error.exit_status)


def _below(error: type[LoupeError]) -> Iterator[type[LoupeError]]:
    if error.__module__ == errors.__name__:
        yield error
    for child in error.__subclasses__():
        yield from _below(child)


def _first(error: type[LoupeError]) -> str:
    if error is LoupeError:
        return "anything else"
    return (error.__doc__ or "").split("\n")[0].rstrip(".")


def _section(name: str) -> str:
    context = click.Context(loupe, info_name="loupe")
    found = loupe.get_command(context, name)
    assert isinstance(found, LoupeCommand)
    usage = " ".join(found.collect_usage_pieces(click.Context(found, info_name=name, parent=context)))
    lines = [f"## loupe {name}", "", COMMANDS[name], "", found.when, "", "```", found.example, "```", ""]
    lines += [f"Usage: `loupe {name} {usage}`", ""]
    if options := [p for p in found.params if isinstance(p, click.Option) and p.name not in ("as_json", "quiet")]:
        lines += ["| option | does |", "|---|---|", *(_option(option) for option in options), ""]
    lines += ["| key of the JSON document | holds |", "|---|---|"]
    lines += [f"| `{key}` | {meaning} |" for key, meaning in found.gives.items()]
    return "\n".join(lines) + "\n"


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {option.metavar or option.type.name.upper()}"
    choices = f" One of: {', '.join(option.type.choices)}." if isinstance(option.type, click.Choice) else ""
    default = f" {option.default} when left out." if option.show_default else ""
    needed = " Needed." if option.required else ""
    return f"| {names}{value} | {option.help}{choices}{default}{needed} |"


def _objects() -> str:
    lines = ["## The objects in the JSON documents", ""]
    lines += ["Evidence, origins and searches have the keys of [script.schema.json](script.schema.json).", ""]
    for name, keys in OBJECTS.items():
        lines += [f"### {name}", "", "| key | holds |", "|---|---|"]
        lines += [f"| `{key}` | {meaning} |" for key, meaning in keys.items()] + [""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(commands_page())
