"""The manual's pages on names show what the program does: every row of their tables is read again here."""

from pathlib import Path

import pytest

from loupe.language.names import find_mentions
from loupe.language.parsing import find_parser
from loupe.language.resolution import LIKELY, compare_names

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = next(p for p in (DOCS / "language" / "names.md", DOCS / "language.md") if p.exists())
PARSER = find_parser()


def table(heading):
    lines = PAGE.read_text("utf-8").split("\n")
    at = lines.index(heading) + 2
    rows = []
    while lines[at].startswith("|"):
        rows.append([cell.strip() for cell in lines[at].strip("|").split("|")])
        at += 1
    return rows


NAMED = table("| words | what is named | kind | how | whose |")
COMPARED = table("| one source | another | kind | |")


@pytest.mark.parametrize("parsed", [True, False], ids=["parsed", "plain"])
@pytest.mark.parametrize(("text", "name", "kind", "how", "whose"), NAMED, ids=[r[1] for r in NAMED])
def test_what_is_named(text, name, kind, how, whose, parsed):
    if parsed and PARSER is None:
        pytest.skip("no English parser is installed")
    parse = next(iter(PARSER.parse([text]))) if parsed else None
    found = [(m.text, m.kind, m.how, m.entity or "") for m in find_mentions(text, parse)]
    assert (name, kind, how, whose) in found


@pytest.mark.parametrize(("left", "right", "kind", "verdict"), COMPARED, ids=[f"{r[0]}/{r[1]}" for r in COMPARED])
def test_what_is_compared(left, right, kind, verdict):
    match = compare_names(left, right, kind)
    assert verdict == ("ruled out" if match.blocked else "likely" if match.score >= LIKELY else "open")
