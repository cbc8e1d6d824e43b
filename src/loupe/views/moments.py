"""Two moments of the review compared: what stood then, what stands later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loupe.review import ClaimReview, Review, review_of
from loupe.store import Decision
from loupe.views.contexts import ScriptContext
from loupe.views.deeds import NO_LINES, Lines

__all__ = ["Difference", "Moments", "compare"]

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Moments:
    """Two moments by number, and the time of the last decision at or before each; "" before the first."""

    before: int
    before_at: str
    after: int
    after_at: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that stood otherwise: ``what`` ("verdict", "text", "star" and so on) of a claim, line or source."""

    what: str
    claim: str
    number: str
    subject: str
    before: str
    after: str


def compare(
    script: ScriptContext,
    taken: Sequence[Decision],
    sources: Mapping[str, str],
    before: int,
    after: int,
    lines: Lines = NO_LINES,
) -> tuple[Moments, tuple[Difference, ...]]:
    """What differs between the decisions up to and with ``before`` and those up to and with ``after``.

    Claims come in the order of the work, those that it has no longer last; then lines, sources and views.
    """
    then, later = (review_of([d for d in taken if d.seq <= end]) for end in (before, after))
    moments = Moments(before, _at(taken, before), after, _at(taken, after))
    return moments, (
        *_claims(script, then, later),
        *_lines(then, later, lines),
        *_sources(sources, then, later),
        *_views(then, later),
    )


def _at(taken: Sequence[Decision], end: int) -> str:
    return max((d.at for d in taken if d.seq <= end), default="")


def _claims(script: ScriptContext, then: Review, later: Review) -> Iterator[Difference]:
    known = {claim.id: claim for claim in (*script.claims, *script.set_aside)}
    numbers = {claim_id: claim.number for claim_id, claim in known.items()}
    touched = then.claims.keys() | later.claims.keys()
    ids = [*(one for one in known if one in touched), *sorted(touched - known.keys())]
    for claim_id in ids:
        one, other = _stands(then.of(claim_id), numbers), _stands(later.of(claim_id), numbers)
        claim = known.get(claim_id)
        number, text = (claim.number, claim.text) if claim else (claim_id, "no longer in the work")
        for what in sorted(one.keys() | other.keys(), key=_order):
            left, right = one.get(what, NOTHING), other.get(what, NOTHING)
            if left != right:
                yield Difference(what, claim_id, number, text, left, right)


_WHATS = ("verdict", "text", "star", "split", "same as", "check", "notes", "searches")


def _order(what: str) -> tuple[int, str]:
    return (_WHATS.index(what) if what in _WHATS else len(_WHATS), what)


def _stands(claim: ClaimReview, numbers: Mapping[str, str]) -> dict[str, str]:
    """All that stands on a claim, in words by what it is."""
    stands = {}
    if claim.verdict:
        why = f": {claim.verdict.why}" if claim.verdict.why else ""
        stands["verdict"] = f"{claim.verdict.label} ({claim.verdict.who}){why}"
    if claim.text:
        stands["text"] = f"“{claim.text.text}” ({claim.text.who})"
    if claim.starred:
        stands["star"] = "starred"
    if claim.split:
        stands["split"] = "; ".join(f"“{one}”" for one in claim.split)
    if claim.merged_into:
        stands["same as"] = numbers.get(claim.merged_into, claim.merged_into)
    if claim.checkable is not None:
        stands["check"] = f"{'can' if claim.checkable else 'cannot'} be checked ({claim.checkable_by})"
    if claim.notes:
        stands["notes"] = "; ".join(
            f"“{note.text}” ({note.who}{', private' if note.private else ''})" for note in claim.notes
        )
    if claim.searches:
        stands["searches"] = "; ".join(f"“{one.query}”: {one.words} ({one.who})" for one in claim.searches)
    for card in claim.cards:
        stands[f"card “{card.quote}”"] = f"{card.stance} ({card.who})"
    return stands


def _lines(then: Review, later: Review, lines: Lines) -> Iterator[Difference]:
    signed = then.signed.keys() | later.signed.keys()
    for passage in sorted(signed, key=lambda one: (one not in lines, lines.get(one, (0, ""))[0], one)):
        number, text = lines.get(passage, (0, ""))
        subject = f"line {number}: {text}" if number else f"line {passage}, which is no longer in the work"
        one, other = then.signed.get(passage), later.signed.get(passage)
        left, right = (f"signed off by {s.who}" if s else NOTHING for s in (one, other))
        again = ""
        if one is not None and other is not None:
            again = ", with other words" if one.text_sha256 != other.text_sha256 else again
            again = again or (", after something else was decided" if one.what != other.what else "")
        if left != right or again:
            yield Difference("sign-off", "", "", subject, left, right + again)


def _sources(sources: Mapping[str, str], then: Review, later: Review) -> Iterator[Difference]:
    for source in sorted(then.public ^ later.public):
        words = ("public", NOTHING) if source in then.public else (NOTHING, "public")
        yield Difference("source", "", "", sources.get(source, source), *words)


def _views(then: Review, later: Review) -> Iterator[Difference]:
    one, other = ({view.name: view.query for view in review.views} for review in (then, later))
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            left, right = (NOTHING if q is None else q or "all claims" for q in (one.get(name), other.get(name)))
            yield Difference("view", "", "", name, left, right)
