"""Where else the words of a card stand: copies in sources that the search did not bring for the claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from loupe.language import find_standing
from loupe.model import Finding, Passage, Source

__all__ = ["standing_elsewhere"]


def standing_elsewhere(
    findings: Sequence[Finding], sources: Sequence[Source], passages_of: Callable[[str], Sequence[Passage]]
) -> dict[str, tuple[str, ...]]:
    """By the id of each piece of evidence for or against a claim: the places in other sources that have its words.

    A place is said as cards say it ("The Seattle Times, paragraph 3"). What is evidence of the same claim already is
    left out: it has a card of its own or stands among the copies of one.
    """
    archive = {s.id: s for s in sorted(sources, key=lambda s: (s.label.casefold(), s.id)) if s.role == "archive"}
    quotes = {e.id: e.quote for f in findings for e in f.evidence if e.stance != "related"}
    places: dict[str, Passage] = {}

    def texts() -> Iterator[tuple[str, str]]:
        for source in archive.values():
            for passage in passages_of(source.id) if source.passages else ():
                places[passage.id] = passage
                yield passage.id, passage.text

    standing = find_standing(quotes, texts()) if quotes else {}
    order = {source: number for number, source in enumerate(archive)}
    found: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        shown = {e.source_id for e in finding.evidence if e.stance != "related"}
        for e in finding.evidence:
            others = [places[p] for p in standing.get(e.id, ()) if places[p].source_id not in shown]
            others.sort(key=lambda p: (order[p.source_id], p.ordinal, p.id))
            if others:
                found[e.id] = tuple(f"{archive[p.source_id].label}, {p.place}" for p in others)
    return found
