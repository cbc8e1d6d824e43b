"""A quote is the slice of the stored text at its offsets, when it goes in and whenever it comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from loupe.model import Claim, Evidence, Locator, Source
from loupe.model.errors import CaseDamaged, IdUnknown
from loupe.store.sources import Text, one


def refuse_loose_quote(id_: str, quote: str, locator: Locator, words: str) -> None:
    """Raise ValueError unless the quote is, character for character, what the text has at the locator."""
    if not _stands(quote, locator, words):
        raise ValueError(f"the quote of {id_} is not what stands at {locator.start}:{locator.end} of its text")


def refuse_false_quotes(connection: Connection, text: Text, quoted: Iterable[Claim | Evidence]) -> None:
    """Raise CaseDamaged unless every quote is what the stored text of its source has there.

    Raises OriginalAltered when it is the text that is gone or changed. Source by source, so that each text is read
    once however many there are.
    """
    by_source: dict[str, list[Claim | Evidence]] = {}
    for thing in quoted:
        by_source.setdefault(thing.work_id if isinstance(thing, Claim) else thing.source_id, []).append(thing)
    for id_ in sorted(by_source):
        source = _source(connection, id_, by_source[id_])
        words = text(source.text_sha256) if source.text_sha256 else ""
        for thing in by_source[id_]:
            if not _stands(thing.quote, thing.locator, words):
                raise CaseDamaged(
                    f"The quote of {_name(thing)} is not what {source.label} ({id_}) says at its place; "
                    "the database of the case was damaged or changed by another program."
                )


def _stands(quote: str, locator: Locator, words: str) -> bool:
    return locator.end <= len(words) and words[locator.start : locator.end] == quote


def _source(connection: Connection, id_: str, quoting: Sequence[Claim | Evidence]) -> Source:
    try:
        return one(connection, id_)
    except IdUnknown as error:
        raise CaseDamaged(f"The source {id_} that {_name(quoting[0])} quotes is gone from the case.") from error


def _name(thing: Claim | Evidence) -> str:
    return f"{'claim' if isinstance(thing, Claim) else 'evidence'} {thing.id}"
