"""What a search found: claims of the works, and passages of the archive as cards that can be attached to a claim."""

from __future__ import annotations

from dataclasses import dataclass

from loupe.model import Grade
from loupe.review import Review, searched_words
from loupe.views.contexts import ClaimView
from loupe.views.film_page import ClaimHead, heads_of_claims

__all__ = ["FoundClaim", "FoundPassage", "SearchPage", "found_claim"]

CLAIMS = 20
"""Claims that one search shows."""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that a search found, with how it stands."""

    head: ClaimHead
    text: str
    work_id: str
    work: str
    line: int


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that a search found. ``start`` and ``end`` are those of ``quote`` in the source's stored text.

    ``found_by`` says how it ranked. ``stance`` is what is held of it for the claim that was searched for, empty where
    it is no card of that claim; ``by`` is who decided that, empty for a proposal.
    """

    source_id: str
    source: str
    kind: str
    published: str | None
    reliability: Grade
    passage_id: str
    start: int
    end: int
    quote: str
    place: str
    found_by: str
    stance: str
    by: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A search and what it found. ``claim`` is the claim that it is made for, None for none; ``by`` how is searched.

    ``found`` counts the passages that hold most of the words, ``close`` those that do not and are close in meaning;
    what else is among ``passages`` holds some of the words.
    """

    query: str
    by: str
    claim: FoundClaim | None
    claims: tuple[FoundClaim, ...]
    passages: tuple[FoundPassage, ...]
    seen: int
    kept: bool = False
    found: int = 0
    close: int = 0

    @property
    def words(self) -> str:
        """What was found in the archive, in words."""
        return searched_words(self.found, self.close)


def found_claim(claim: ClaimView, work_id: str, work: str, review: Review) -> FoundClaim:
    """A claim with how it stands."""
    return FoundClaim(heads_of_claims((claim,), review)[0], claim.text, work_id, work, claim.line)
