"""The quotes of sources that are shown outside: short enough, and each with the claims that it stands by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.views import ClaimView

__all__ = ["QUOTE", "Quoted", "quote_window", "quoted"]

QUOTE = 300
"""The most characters of a source that one quote shows."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is shown of a source: the passage, its place, the quote and the numbers of the claims that it stands by.

    ``cut`` says whether something was left out before and after the quote.
    """

    passage_id: str
    place: str
    quote: str
    claims: tuple[tuple[str, str], ...]
    cut: tuple[bool, bool] = (False, False)


def quoted(
    claims: Sequence[ClaimView], cuts: Mapping[tuple[str, str], tuple[bool, bool]]
) -> dict[str, tuple[Quoted, ...]]:
    """What is shown of each source, by its id, in the order of the claims; each quote of a passage stands once."""
    found: dict[str, dict[tuple[str, str], Quoted]] = {}
    for claim in claims:
        for card in claim.evidence:
            of_source = found.setdefault(card.source_id, {})
            one = of_source.get((card.passage_id, card.quote), Quoted(card.passage_id, card.place, card.quote, ()))
            by = (*one.claims, (claim.number, card.stance))
            before, after = cuts.get((claim.id, card.id), (False, False))
            of_source[card.passage_id, card.quote] = replace(
                one, claims=tuple(dict.fromkeys(by)), cut=(one.cut[0] or before, one.cut[1] or after)
            )
    return {source: tuple(quotes.values()) for source, quotes in found.items()}


def quote_window(quote: str, claim: str, most: int = QUOTE) -> tuple[int, int]:
    """Which part of a quote is shown: the whole, or up to ``most`` characters of it around what the claim speaks of.

    Between two words, and of all such parts the first that holds most different words and numbers of the claim. What
    is shown is verbatim; the signs for what is left out stand outside it.
    """
    if len(quote) <= most:
        return 0, len(quote)
    wanted = {word.lower() for word in _WORD.findall(claim) if len(word) > 3 or word.isdigit()}
    spans = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"\S+", quote)]
    words = [{w.lower() for w in _WORD.findall(text)} & wanted for _, _, text in spans]
    best, window, last = -1, (0, most), 0
    for first, (start, end, _) in enumerate(spans):
        last = max(last, first)
        while last < len(spans) and spans[last][1] - start <= most:
            last += 1
        if last <= first:  # a single word longer than a quote may be
            candidate, held = (start, min(end, start + most)), 0
        else:
            candidate = (start, spans[last - 1][1])
            held = len(set().union(*words[first:last]))
        if held > best:
            best, window = held, candidate
        if last >= len(spans):
            break
    return window
