"""Which sentences are worth a parse: those with a word that something can be made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from contrast.made import Source

__all__ = ["worth_parsing"]

_CUES = {
    "number": re.compile(
        r"(?:\b\d{1,3}(?:,\d{3})*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty))"
        r" (?:percent|million|billion|[a-z]+s\b|[a-z]+ [a-z]+s\b)|\d%|\$\d"
    ),
    "date": re.compile(r"\b(?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?[12]\d{3}\b|\(born |\([A-Z0-9][\w ,]+ – [A-Z0-9]"),
    "name": re.compile(r"\b(?:by|capital of|born in|located in|died in|based in|situated in) [A-Z]"),
    "negation": re.compile(r"\b(?:not|never|failed to|managed to|refused to|agreed to)\b|n't\b"),
    "quantifier": re.compile(
        r"^(?:All|Most|Many|Several|Some|Few|Both|None|No)\b|\b(?:many|several|numerous|only|both) "
    ),
    "rank": re.compile(r"\b(?:first|second|third|\w+est|only) "),
    "role": re.compile(r"\b(?:killed|defeated|beat|attacked|married|accused|arrested|succeeded|replaced|sued|won) "),
    "hedge": re.compile(r"\b(?:said|says|may|might|allegedly|reportedly|plans? to|planned to|denied|if|expected to)\b"),
}


def worth_parsing(sources: Sequence[Source], number: int, rng: Random) -> list[Source]:
    """At most so many of some sentences in random order, kinds of cue taken in turn so that the rare are not lost."""
    if len(sources) <= number:
        chosen = list(sources)
        rng.shuffle(chosen)
        return chosen
    shuffled = list(range(len(sources)))
    rng.shuffle(shuffled)
    piles = [_by_collection([i for i in shuffled if c.search(sources[i].text)], sources) for c in _CUES.values()]
    piles.append(_by_collection(shuffled, sources))
    taken: dict[int, None] = {}
    for row in range(len(sources)):
        for pile in piles:
            if row < len(pile) and len(taken) < number:
                taken[pile[row]] = None
        if len(taken) >= number:
            break
    return [sources[i] for i in taken]


def _by_collection(pile: Sequence[int], sources: Sequence[Source]) -> list[int]:
    """A pile in another order: one of each collection in turn, so that a big one does not crowd out the rest."""
    rows: dict[str, int] = {}
    ranked: list[tuple[int, int]] = []
    for i in pile:
        collection = sources[i].origin.split("/")[0]
        rows[collection] = rows.get(collection, 0) + 1
        ranked.append((rows[collection], i))
    return [i for _, i in sorted(ranked, key=lambda p: p[0])]
