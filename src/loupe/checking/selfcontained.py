"""Claims that can be read alone: "He rented it" becomes "[Leonardo Notarbartolo] rented [the office]".

Whoever "he" means is a guess of ``loupe.language.coreference``; every guess is kept with the words it stands for, where
it was taken from, how sure it is and why. What is in doubt stays as it was said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from loupe.checking.runs import Piece, runs
from loupe.language import fold
from loupe.language.coreference import AT_LEAST, Link, resolve
from loupe.language.parsing import Parser
from loupe.model import Filled, Passage
from loupe.model.mentions import Mention

__all__ = ["Meant", "read_work", "shown_for", "stored_place"]

_LONGEST = 60
"""Characters of a description that may stand for "it"; what is longer is a sentence of its own."""
_PLURAL_OR_OWN = re.compile(r"^(?:the|that|this|those|these|his|her|its|their|our|my|your|[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class Meant:
    """A link of the work: its place in its run's text, and what a claim that holds it would say instead; and the
    place of the name in its run."""

    run: int
    start: int
    end: int
    from_run: int | None
    from_start: int | None
    filled: Filled


def read_work(
    passages: Sequence[Passage],
    stored: str,
    parser: Parser,
    names: Sequence[Sequence[Mention]] = (),
    *,
    at_least: float = AT_LEAST,
) -> tuple[Meant, ...]:
    """What the pronouns and shortened names of a work mean, in order, as far as that is sure.

    ``names`` are those found in each run of passages, if somebody has found them.
    """
    whole = list(runs(passages, stored))
    speakers = [pieces[0].passage.speaker for _, pieces in whole]
    parses = tuple(parser.parse([text for text, _ in whole]))
    found = (_meant(link, whole) for link in resolve(parses, speakers, names, at_least=at_least))
    return tuple(one for one in found if one is not None)


def _meant(link: Link, whole: Sequence[tuple[str, list[Piece]]]) -> Meant | None:
    if link.kind == "noun" or (link.kind == "pronoun" and fold(link.text) in _FIRST):
        return None  # a description says enough; "I" is put right by the label beside the line
    text, pieces = whole[link.passage]
    place = stored_place(pieces, link.start, link.end)
    if place is None:
        return None
    by = shown_for(link)
    if by is None:
        return None
    source: tuple[Piece, int, int] | None = None
    if link.name_at is not None:
        source = stored_place(whole[link.name_at[0]][1], *link.name_at[1:])
        if source is None:
            return None
    filled = Filled(
        start=place[1],
        end=place[2],
        words=text[link.start : link.end],
        shown=f"[{by}]",
        by=by,
        passage_id=source[0].passage.id if source else None,
        from_start=source[1] if source else None,
        from_end=source[2] if source else None,
        score=link.score,
        reason=link.reason,
    )
    from_run, from_start = link.name_at[:2] if link.name_at else (None, None)
    return Meant(link.passage, link.start, link.end, from_run, from_start, filled)


_FIRST = frozenset("i me my mine myself we us our ours ourselves you your yours".split())


def shown_for(link: Link) -> str | None:
    """What stands in a claim for the words of a link; None when it would be no help or too long.

    A name as it was written; a description with "the" for its "a", without what follows its chief word; with ’s for a
    possessive.
    """
    name = link.name.strip().removesuffix("'s").removesuffix("’s").strip()
    if not link.named:
        name = re.split(r",|\s(?:of|in|on|at|that|which|who|whom|whose|with|for|from|about|over|to|beside|by)\s", name)[
            0
        ]
        name = re.sub(r"^(?:an?|some|one|The|A|An|Some)\s+", "the ", name)
        if not _PLURAL_OR_OWN.match(name):
            name = f"the {name}"
    if not name or len(name) > _LONGEST or re.search(r"[\[\]\"“”]", name):
        return None
    if link.owner:
        return f"{name}’" if name.endswith("s") and not link.named else f"{name}’s"
    return name


def stored_place(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, int, int] | None:
    """The passage of a part of a run, and its offsets in the stored text; None when it runs over several passages."""
    piece = pieces[bisect_right([p.at for p in pieces], start) - 1]
    if end > piece.at + len(piece.passage.text):
        return None
    base = piece.passage.locator.start - piece.at
    return piece, base + start, base + end
