"""The second reader over a whole work: every doubt in the order of the lines, with the passage that speaks to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loupe.checking.doubts import (
    Doubt,
    Quoted,
    ask_of_quote,
    doubts_of,
    find_quoted,
    named_convicted,
    quote_doubts,
    sentences_of,
)
from loupe.model import Claim, Finding, Locator, Passage, Source
from loupe.search import SearchIndex
from loupe.store import Store

__all__ = ["Doubted", "doubts_in"]

_LOOKED_AT = 20
"""Passages that are looked at for a quotation."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt about a work: the claim whose line it is in, the doubt with offsets in the work's stored text, and the
    passage that raises or settles it: its source, place and words, None and "" where there is none."""

    claim: Claim
    doubt: Doubt
    source: Source | None = None
    place: str = ""
    quote: str = ""


def doubts_in(
    store: Store,
    index: Callable[[], SearchIndex | None],
    work: Source,
    findings: Sequence[Finding],
    about: str | None = None,
) -> tuple[Doubted, ...]:
    """The doubts about every judged line of a work, and about its quotations, in the order of its words.

    ``index`` is only opened for a work that quotes somebody; where it gives none, quotations are asked about and not
    looked up. ``about`` is the id of the one claim whose doubts are wanted.
    """
    sources = {s.id: s for s in store.sources()}
    stored = store.read_text(work.text_sha256 or "")
    passages = store.passages(work.id)
    convicted = named_convicted(f.claim.text for f in findings)
    ordered = sorted(findings, key=lambda f: (f.claim.locator.start, f.claim.ordinal))
    starts = [f.claim.locator.start for f in ordered]
    found: list[Doubted] = []
    for start, line in sentences_of(passages, stored):
        mine = ordered[bisect_left(starts, start) : bisect_left(starts, start + len(line))]
        if mine and about in (None, *(f.claim.id for f in mine)):
            found += _of_line(line, start, stored, mine, convicted, sources)
    quoted = [
        (one, claim)
        for one in find_quoted(passages, stored)
        if (claim := _claim_at(ordered, one.start, one.end)) and about in (None, claim.id)
    ]
    if quoted:
        found += _of_quotations(store, index(), work, quoted, stored, sources)
    wanted = [d for d in found if about in (None, d.claim.id)]
    return tuple(sorted(wanted, key=lambda d: (d.claim.ordinal, d.doubt.start, d.doubt.end, d.doubt.kind)))


def _of_line(
    line: str,
    base: int,
    stored: str,
    findings: Sequence[Finding],
    convicted: frozenset[str],
    sources: Mapping[str, Source],
) -> Iterator[Doubted]:
    by_id = {e.id: e for f in findings for e in f.evidence}
    for doubt in doubts_of(line, findings, convicted):
        start, end = base + doubt.start, base + doubt.end
        placed = replace(doubt, words=stored[start:end], start=start, end=end)
        # the last claim that begins before the words: a line of two claims asks about each where it stands
        claim = [f.claim for f in findings if f.claim.locator.start <= placed.start or f is findings[0]][-1]
        evidence = by_id.get(doubt.evidence_id or "")
        if evidence:
            yield Doubted(claim, placed, sources.get(evidence.source_id), evidence.locator.words(), evidence.quote)
        else:
            yield Doubted(claim, placed)


def _of_quotations(
    store: Store,
    index: SearchIndex | None,
    work: Source,
    quoted: Sequence[tuple[Quoted, Claim]],
    stored: str,
    sources: Mapping[str, Source],
) -> Iterator[Doubted]:
    if index is None:
        for one, claim in quoted:
            yield Doubted(claim, ask_of_quote(one, stored))
        return
    works = frozenset({work.id, *(s.id for s in store.sources("work"))})
    answers = index.search_many([one.words for one, _ in quoted], limit=_LOOKED_AT, exclude=works)
    passages = store.passages_by_id(sorted({h.passage_id for hits in answers for h in hits}))
    for (one, claim), hits in zip(quoted, answers, strict=True):
        near = [passages[h.passage_id] for h in hits if h.passage_id in passages]
        for doubt, passage, locator in quote_doubts(one, near, stored):
            yield Doubted(claim, doubt, *_place(passage, locator, sources))


def _place(
    passage: Passage | None, locator: Locator | None, sources: Mapping[str, Source]
) -> tuple[Source | None, str, str]:
    if passage is None or locator is None:
        return None, "", ""
    base = passage.locator.start
    return sources.get(passage.source_id), locator.words(), passage.text[locator.start - base : locator.end - base]


def _claim_at(findings: Sequence[Finding], start: int, end: int) -> Claim | None:
    """The claim that the words stand in; one that they overlap."""
    over = [f.claim for f in findings if f.claim.locator.start < end and start < f.claim.locator.end]
    return over[0] if over else None
