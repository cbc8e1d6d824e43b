"""``loupe search``: passages of the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loupe.cli.group import PATH
from loupe.cli.group import command as make
from loupe.cli.output import Output
from loupe.cli.words import count, indented, next_step
from loupe.model import to_plain
from loupe.model.errors import UsageError

if TYPE_CHECKING:
    from loupe.engine import SearchResult


@make(
    "search",
    when="Use it to look for yourself: the passages closest to your words come first, by words and by meaning. "
    "Ask in plain words; there is no query language.",
    example='loupe search antwerp "phone inside the vault"',
    gives={
        "query": "what was asked",
        "searched": "`sources` and `passages` of the archive, and `by`: `words and meaning` or `words only`",
        "results": "list of passages, the best first",
    },
)
@click.argument("case", type=PATH)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, metavar="N",
              help="How many passages to show.")  # fmt: skip
def command(out: Output, case: Path, words: tuple[str, ...], limit: int) -> None:
    """Search, and say what was searched."""
    query = " ".join(words).strip()
    if not query:
        raise UsageError("There are no words to search for.", hint='Give some: loupe search CASE "phone in the vault"')
    from loupe.engine import Case

    with Case.open(case) as opened:
        results = opened.search(query, limit)
        archive = [s for s in opened.sources() if s.role == "archive" and s.passages]
        by = opened.searches_by
    passages = sum(source.passages for source in archive)
    out.document(
        {
            "query": query,
            "searched": {"sources": len(archive), "passages": passages, "by": by},
            "results": [_plain(number, result) for number, result in enumerate(results, start=1)],
        }
    )
    for number, result in enumerate(results, start=1):
        _show(out, number, result)
    where = f"{count(passages, 'passage')} of {count(len(archive), 'source')}"
    if not archive:
        out.result("The archive of this case is empty: there is nothing to search.")
        out.note(next_step("add", case, "FILES"))
    elif not results:
        out.result(f"Nothing found. Searched {where} by {by}.")
    else:
        out.note(f"Searched {where} by {by}.")


def _plain(number: int, result: SearchResult) -> dict[str, Any]:
    return {
        "number": number,
        "passage": result.passage.id,
        "source": result.source.id,
        "label": result.source.label,
        "published": result.source.published,
        "reliability": result.source.reliability,
        "place": result.place,
        "speaker": result.passage.speaker,
        "quote": result.quote,
        "start": result.hit.start,
        "end": result.hit.end,
        "locator": to_plain(result.passage.locator),
        "score": result.hit.score,
        "word_rank": result.hit.word_rank,
        "meaning_rank": result.hit.meaning_rank,
    }


def _show(out: Output, number: int, result: SearchResult) -> None:
    speaker = f"{result.passage.speaker}: " if result.passage.speaker else ""
    text = " ".join(f"{speaker}“{result.quote}”".split())
    out.result(f"{number:2}. " + indented(text, "    ").lstrip())
    source = result.source
    out.result(indented(" · ".join(p for p in (source.label, result.place, source.published or "") if p), "    "))
    out.result(f"    {result.passage.id}")
    out.result()
