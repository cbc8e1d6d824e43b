"""One search over claims and archive, and what is held of each passage found for the claim it is made for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from loupe.engine.pages.archive import Archive
from loupe.language import content_stems, fold
from loupe.model import Passage, Source
from loupe.model.errors import IdUnknown
from loupe.review import Review
from loupe.search import Hit
from loupe.views.contexts import ClaimView
from loupe.views.search_page import FoundPassage, SearchPage, found_claim

__all__ = ["Found", "Search", "found_for"]

_WORD = re.compile(r"\w+")
_CLAIMS, _PASSAGES = 12, 20
_LOOKED = 100  # passages that are counted; the search always gives some, however far they are from what was asked


class Found(Protocol):
    """A passage that a search found, as ``Case.search`` gives it."""

    @property
    def source(self) -> Source:
        """The source that it stands in."""

    @property
    def passage(self) -> Passage:
        """The passage itself."""

    @property
    def hit(self) -> Hit:
        """The window that was found, and how it ranked."""


Search = Callable[[str, int, Collection[str]], Sequence[Found]]
"""The passages closest to a text, at most so many, none of the sources with these ids."""


def found_for(
    archive: Archive,
    review: Callable[[str], Review],
    search: Search,
    by: str,
    query: str,
    claim: str,
    work: str,
) -> SearchPage:
    """What words and meaning find; ``claim`` (id or number, of a ``work``) is whom it is searched for, "" for nobody.

    A work is no evidence for its own claims: a search for a claim leaves its work out. Passages that hold none of the
    words and are not close in meaning are not found: then the answer is that nothing was. Raises IdUnknown.
    """
    reviews = {source.id: review(source.id) for source in archive.works}
    wanted = _wanted(archive, claim, work)
    of = found_claim(wanted[1], wanted[0].id, wanted[0].label, reviews[wanted[0].id]) if wanted else None
    seen = reviews[wanted[0].id].last if wanted else 0
    if not query.strip():
        return SearchPage(query, by, of, (), (), seen)
    claims = [archive.claims[number] for number in archive.finder.best(query, _CLAIMS)]
    hidden = {s.id for s in archive.works if s.role == "work"} | ({wanted[0].id} if wanted else set())
    stances = _stances(wanted[1], reviews[wanted[0].id]) if wanted else {}
    looked = search(query, _LOOKED, hidden)
    near = archive.finder.close(query, [_quote(one)[0] for one in looked])
    held = [_holds(query, one.passage.text) for one in looked]
    shown = [one for one, close in zip(looked, near, strict=True) if close or one.hit.word_rank is not None]
    return SearchPage(
        query,
        by,
        of,
        tuple(found_claim(c, source.id, source.label, reviews[source.id]) for source, c in claims),
        tuple(_found(found, stances) for found in shown[:_PASSAGES]),
        seen,
        found=sum(held),
        close=sum(close and not holds for close, holds in zip(near, held, strict=True)),
    )


def _holds(query: str, text: str) -> bool:
    """Whether a passage holds the words of a query: more than half of those that say something, in whatever form."""
    wanted = {*(content_stems(query) or _WORD.findall(fold(query)))}
    return 2 * len(wanted & {*content_stems(text), *_WORD.findall(fold(text))}) > len(wanted)


def _wanted(archive: Archive, claim: str, work: str) -> tuple[Source, ClaimView] | None:
    if not claim:
        return None
    for source, one in archive.claims:
        if claim in (one.id, one.number) and work in ("", source.id):
            return source, one
    raise IdUnknown(f"There is no claim {claim} in the works of this case.")


def _stances(claim: ClaimView, review: Review) -> dict[tuple[str, str], tuple[str, str]]:
    """What is held of passages for a claim: by passage and quote the stance, and who decided it."""
    found: dict[tuple[str, str], tuple[str, str]] = {(e.passage_id, e.quote): (e.stance, "") for e in claim.evidence}
    return found | {(c.passage_id, c.quote): (c.stance, c.who) for c in review.of(claim.id).cards}


def _found(found: Found, stances: Mapping[tuple[str, str], tuple[str, str]]) -> FoundPassage:
    passage, hit, source = found.passage, found.hit, found.source
    quote, start = _quote(found)
    ranks = [(hit.word_rank, "words"), (hit.meaning_rank, "meaning")]
    by = " and ".join(f"{what} (place {rank})" for rank, what in ranks if rank is not None)
    stance, who = stances.get((passage.id, quote), ("", ""))
    return FoundPassage(
        source.id, source.label, source.kind, source.published, source.reliability, passage.id, start,
        start + len(quote), quote, passage.place_of(start, start + len(quote)), by, stance, who,
    )  # fmt: skip


def _quote(found: Found) -> tuple[str, int]:
    """The words of the window that was found, and where they begin in the source's stored text."""
    base = found.passage.locator.start
    window = found.passage.text[found.hit.start - base : found.hit.end - base]
    return window.strip(), found.hit.start + len(window) - len(window.lstrip())
