"""Claims as persons shaped them: parts are claims of their line, merged claims stand as one, others can be checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from loupe.review import ClaimReview, Review
from loupe.review.shapes import UNCHECKED, joined_basis, merged_into, part_basis, part_id
from loupe.views.contexts import (
    SHOWN,
    AlsoSaid,
    ClaimView,
    EvidenceView,
    LineView,
    PartOf,
    Run,
    ScriptContext,
    ShownLabel,
    VerdictCount,
)

__all__ = ["proposed_counts", "shape_of", "shape_words", "shaped"]

_FOUND = {"supports": "which it supports", "contradicts": "which it contradicts", "related": "to which it is related"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What becomes of the claims: the parts of each split one, who stands with whom, and the numbers in their place.

    ``said`` are by the number of a line the claims that stand for merged ones whose words stand in it.
    """

    parts: Mapping[str, tuple[ClaimView, ...]]
    into: Mapping[str, str]
    joined: Mapping[str, Sequence[ClaimView]]
    now: Mapping[str, tuple[str, ...]]
    said: Mapping[int, Sequence[str]]


def shape_of(review: Review) -> frozenset[tuple[object, ...]]:
    """What the shape of a script hangs on: with the same, it is the same."""
    return frozenset(
        (one.claim_id, one.split, one.merged_into, one.shaped_by, one.shaped_at, one.checkable and one.checkable_by)
        for one in review.claims.values()
        if one.split or one.merged_into or one.checkable
    )


def shape_words(claim: ClaimView) -> tuple[str, ...]:
    """In sentences: which whole a claim is a part of, and where else the work says the same."""
    whole = claim.part_of
    part = [f"A part of {whole.number}: “{' '.join(whole.text.split())}”."] if whole else []
    also = [f"Also said in line {one.line}, {one.place} ({one.number})." for one in claim.also]
    return (*part, *also)


def proposed_counts(script: ScriptContext) -> tuple[tuple[ShownLabel, int], ...]:
    """What the check proposed, by verdict: claims that persons split, merged or called checkable count as read."""
    read = [claim for claim in (*script.claims, *script.set_aside) if claim.part_of is None]
    counts: Counter[ShownLabel] = Counter("not checkable" if one.label == UNCHECKED else one.label for one in read)
    return tuple((label, counts[label]) for label in SHOWN if counts[label])


def shaped(script: ScriptContext, review: Review, bases: Mapping[str, str]) -> tuple[ScriptContext, Mapping[str, str]]:
    """The script as persons split and merged its claims, and the hashes of the evidence of what stands in it now.

    A part has the cards of the whole, each as related to it until a person says more, and no verdict: nothing has
    checked it. A claim that others were merged into has their cards too, in the same way, and the places where they
    stand; where one of them can be checked, so can it. What stands no longer by itself is in ``set_aside``. A claim
    that a person says can be checked is one that no check has judged, until one does.
    """
    found = {claim.id: claim for claim in script.claims}
    stands = {one.claim_id: one for one in review.claims.values() if one.claim_id in found}
    split = {one.claim_id: one for one in stands.values() if one.split}
    into = {one: root for one, root in merged_into(review.claims).items() if one in found and root in found}
    called = {one.claim_id for one in stands.values() if one.checkable and not found[one.claim_id].checkable}
    if not split and not into and not called:
        return script, bases
    known = {id_: _called(claim, stands[id_].checkable_by) if id_ in called else claim for id_, claim in found.items()}
    joined: defaultdict[str, list[ClaimView]] = defaultdict(list)
    for claim in known.values():
        if claim.id in into:
            joined[into[claim.id]].append(claim)
    parts = {claim: _parts(known[claim], one) for claim, one in split.items()}
    now = {known[claim].number: tuple(part.number for part in of) for claim, of in parts.items()}
    now |= {known[one].number: (known[root].number,) for one, root in into.items()}
    said: defaultdict[int, list[str]] = defaultdict(list)
    for one, root in into.items():
        for number in known[one].touches:
            said[number].append(root)
    shape = _Shape(parts, into, joined, now, said)
    places = {line.number: line for line in script.lines}
    lines = tuple(_line(line, shape, stands, known, places) for line in script.lines)
    claims = [claim for line in lines for claim in line.claims]
    counts = Counter(claim.label for claim in claims)
    made = replace(
        script,
        lines=lines,
        claim_count=len(claims),
        checkable_count=sum(claim.checkable for claim in claims),
        counts=tuple(VerdictCount(label, counts[label]) for label in SHOWN if label != UNCHECKED or counts[label]),
        set_aside=tuple(claim for claim in known.values() if claim.id in parts or claim.id in into),
    )
    return made, _bases(bases, shape, known)


def _bases(bases: Mapping[str, str], shape: _Shape, known: Mapping[str, ClaimView]) -> dict[str, str]:
    found = {claim: basis for claim, basis in bases.items() if claim not in shape.parts and claim not in shape.into}
    for claim, of in shape.parts.items():
        found |= {part.id: part_basis(bases.get(claim, ""), part.id) for part in of}
    for claim, others in shape.joined.items():
        brought = [(bases.get(one.id, ""), _cards(one)) for one in others]
        found[claim] = joined_basis(bases.get(claim, ""), _cards(known[claim]), brought)
    return found


def _cards(claim: ClaimView) -> set[tuple[str, str]]:
    return {(card.passage_id, card.quote) for card in claim.evidence}


def _parts(claim: ClaimView, stands: ClaimReview) -> tuple[ClaimView, ...]:
    whole = PartOf(claim.id, claim.number, claim.text, stands.shaped_by, stands.shaped_at)
    why = (
        f"A part of {claim.number} as a person split it: no check has judged it. Its cards were found for "
        "the whole; what they say to this part is for a person to say."
    )
    return tuple(
        replace(
            _unjudged(claim, why),
            id=part_id(claim.id, text),
            number=f"{claim.number}{letter}",
            text=text,
            guesses=(),
            checkable=True,
            why_not="",
            evidence=_lent(claim.evidence, f"the whole claim {claim.number}"),
            part_of=whole,
        )
        for letter, text in zip(ascii_lowercase, dict.fromkeys(stands.split), strict=False)
    )


def _lent(cards: Sequence[EvidenceView], what: str) -> tuple[EvidenceView, ...]:
    """Cards that were found for something else: here they are only related, and say what they were found for."""
    return tuple(
        replace(
            card,
            stance="related",
            reasons=(f"Found for {what}, {_FOUND[card.stance]}.", *card.reasons),
            origin=None,
            origin_label=None,
            shares_origin_with=(),
        )
        for card in cards
    )


def _called(claim: ClaimView, by: str) -> ClaimView:
    """A claim that the check left out and a person says can be checked."""
    why = f"{by} says that it can be checked, and no check has judged it since: check the work again for a proposal."
    return _unjudged(replace(claim, checkable=True, why_not=""), why)


def _unjudged(claim: ClaimView, why: str) -> ClaimView:
    return replace(
        claim, label=UNCHECKED, status="no proposal", supporting=0, contradicting=0, why=why, because="",
        because_of=None, rule="none: it was not checked", trace=(), origins=(),
    )  # fmt: skip


def _line(
    line: LineView,
    shape: _Shape,
    stands: Mapping[str, ClaimReview],
    known: Mapping[str, ClaimView],
    places: Mapping[int, LineView],
) -> LineView:
    touched = any(number in shape.now for run in line.runs for number in run.claims)
    changed = any(one.id in shape.parts or one.id in shape.joined or known[one.id] is not one for one in line.claims)
    said = shape.said.get(line.number, ())
    if not touched and not changed and not said:
        return line
    claims: list[ClaimView] = []
    for claim in line.claims:
        if claim.id in shape.parts:
            claims += shape.parts[claim.id]
        elif claim.id not in shape.into:
            claims.append(_joined(known[claim.id], shape.joined.get(claim.id, ()), stands, places))
    # what runs on into the line by itself, or begins in it, need not be named once more
    also = dict.fromkeys(known[root].number for root in said if line.number not in known[root].touches)
    runs = tuple(_run(run, shape.now) for run in line.runs)
    return replace(line, runs=runs, claims=tuple(claims), also=tuple(also))


def _run(run: Run, now: Mapping[str, tuple[str, ...]]) -> Run:
    if not any(number in now for number in run.claims):
        return run
    numbers = dict.fromkeys(new for number in run.claims for new in now.get(number, (number,)))
    return replace(run, claims=tuple(numbers))  # its label follows when decisions are laid over it


def _joined(
    claim: ClaimView, others: Sequence[ClaimView], stands: Mapping[str, ClaimReview], places: Mapping[int, LineView]
) -> ClaimView:
    if not others:
        return claim
    evidence, have = list(claim.evidence), _cards(claim)
    also = []
    for one in others:
        line, word = places[one.line], stands[one.id]
        place = line.time or line.place
        also.append(AlsoSaid(one.id, one.number, one.line, place, one.quote, word.shaped_by, word.shaped_at))
        fresh = [card for card in one.evidence if (card.passage_id, card.quote) not in have and not card.copy_of]
        evidence += _lent(fresh, f"{one.number}, which a person says is the same")
        have |= _cards(one)
    made = replace(claim, evidence=tuple(evidence), also=tuple(also))
    can = [one.number for one in others if one.checkable]
    if claim.checkable or not can:
        return made
    why = f"A person says that it is the same as {' and '.join(can)}, which can be checked: no check has judged it so."
    return _unjudged(replace(made, checkable=True, why_not=""), why)
