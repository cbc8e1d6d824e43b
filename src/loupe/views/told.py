"""One statement as pages show it: who tells what of when, with its place and its verbatim words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loupe.reasoning.accounts import Entry, Telling
from loupe.reasoning.moments import when_of

__all__ = ["ToldView", "told_in", "told_of"]


@dataclass(frozen=True, slots=True)
class ToldView:
    """One statement with everything that a person needs to judge it. ``when`` is in the words of the source.

    ``number`` is what the drawing calls it, 0 where it does not stand there; ``flags`` are words on how it is put
    forward; ``sets`` the numbers of the impossible sets that it is in.
    """

    id: str
    number: int
    teller: str
    label: str
    told: str
    source_id: str
    passage_id: str
    place: str
    quote: str
    words: str
    when: str
    edtf: str
    flags: tuple[str, ...]
    sets: tuple[int, ...]


def told_in(telling: Telling) -> ToldView:
    """A statement by itself."""
    return told_of(Entry(telling, *when_of(telling.statement.times)), telling.teller)


def told_of(entry: Entry, teller: str, number: int = 0, sets: Sequence[int] = ()) -> ToldView:
    """A statement of an account, with the number that the drawing calls it and the impossible sets that it is in."""
    telling, when = entry.telling, entry.when
    return ToldView(
        id=telling.id,
        number=number,
        teller=teller,
        label=telling.label,
        told=telling.release.words,
        source_id=telling.statement.source_id,
        passage_id=telling.statement.passage_id,
        place=telling.place,
        quote=" ".join(telling.statement.quote.split()),
        words=telling.words,
        when=", ".join(when.words) if when else "",
        edtf=when.edtf if when else "",
        flags=tuple(_flags(entry)),
        sets=tuple(sets),
    )


def _flags(entry: Entry) -> Iterable[str]:
    said, when = entry.telling.statement, entry.when
    if said.denied:
        yield "said not to have happened"
    if said.modality not in ("asserted", "reported"):
        yield said.modality
    if when and when.guess:
        yield f"the date is a guess, {when.guess}"
    if when and when.open_start:
        yield "open at its beginning"
    if when and when.open_end:
        yield "open at its end"
    if when and when.pad:
        yield "vague at its edges"
    if when and when.several:
        yield "several times that do not meet"
    if entry.telling.guessed:
        yield "who tells it is a guess"
