"""Words of a source with their place: what every line of these reports rests on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cited", "told_by"]


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """A verbatim quote, where it stands, and who says so.

    ``quote`` stands at ``[start, end)`` of the stored text of source ``source_id``; ``place`` is where a person finds
    it. ``teller`` is who says so within the source, outermost first, empty when the source speaks in its own voice.
    ``published`` is the EDTF date of the source, empty when it has none. ``hedged`` is how the words are put when they
    are not plainly asserted ("possible", "alleged", "reported"), else empty.
    """

    label: str
    source_id: str
    start: int
    end: int
    quote: str
    passage_id: str
    place: str
    teller: tuple[str, ...] = ()
    published: str = ""
    hedged: str = ""


def told_by(cited: Cited) -> str:
    """Who tells it, in words: the teller nearest to what is told, and the source it stands in."""
    return f"{cited.teller[-1]} ({cited.label})" if cited.teller else cited.label
