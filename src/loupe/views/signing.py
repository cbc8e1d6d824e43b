"""The sign-off of a line: what it was given for, whether it still holds, and what stands in its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loupe.model import Passage, canonical_json, sha256_hex
from loupe.review import ClaimReview, LineSigned, Review
from loupe.views.cards import NONE_BY_HAND, ByHand, disagreement, weighed
from loupe.views.contexts import ClaimView, ScriptContext

__all__ = [
    "SignOff",
    "Standing",
    "claims_said",
    "holding",
    "sign_offs",
    "text_hash",
    "unsettled",
    "what_is_signed",
]

_WHY: Mapping[str, str] = {
    "shape": "a claim was split, merged or put together again",
    "verdicts": "decided anew",
    "texts": "the words of a claim were changed",
    "cards": "a card was decided anew",
    "notes": "a public note was written or taken back",
    "shown": "other passages are shown",
}
"""What a sign-off is a word on, beside the words of the line, and what has happened where it is another by now."""
_NOTHING = "nothing"
"""Stands for the hash of an aspect of which nothing leaves with the line."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A line's last sign-off: ``why`` it does not hold any more, in words that follow "Reopened:"; "" where it does."""

    who: str
    at: str
    why: str

    @property
    def holds(self) -> bool:
        """Whether the line counts as signed."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Standing:
    """How the claims of a work stand: what persons decided, the hash of each claim's evidence now, attached passages.

    ``enough`` is how many independent origins the policy asks for to corroborate a claim.
    """

    review: Review
    basis: Callable[[str], str]
    by_hand: ByHand = field(default_factory=lambda: NONE_BY_HAND)
    enough: int = 2


def sign_offs(script: ScriptContext, passages: Sequence[Passage], stands: Standing) -> dict[int, SignOff]:
    """By the number of each line that somebody signed, that sign-off; ``passages`` are the lines in order.

    A sign-off holds as long as all that would leave with the line is what the person saw: its words, and of the claims
    that are said in it their verdicts with who gave them, parts and merges, texts, cards and public notes. Taking a
    change back makes it good again. A claim whose evidence alone has changed is flagged, and leaves it as it is.
    """
    signed = stands.review.signed
    if not signed:
        return {}
    said = claims_said(script)
    return {
        line.number: SignOff(one.who, one.at, _why(one, passage, said[line.number], stands))
        for line, passage in zip(script.lines, passages, strict=True)
        if (one := signed.get(passage.id))
    }


def holding(signs: Mapping[int, SignOff]) -> dict[int, SignOff]:
    """Those that hold."""
    return {number: sign for number, sign in signs.items() if sign.holds}


def claims_said(script: ScriptContext) -> Mapping[int, Sequence[ClaimView]]:
    """By the number of each line, the claims whose words stand in it, and those that persons say are said in it too."""
    said: defaultdict[int, list[ClaimView]] = defaultdict(list)
    for claim in script.claims:
        for line in claim.touches:
            said[line].append(claim)
    by_number = {claim.number: claim for claim in script.claims}
    for one in script.lines:
        said[one.number] += (by_number[number] for number in one.also)
    return said


def what_is_signed(claims: Sequence[ClaimView], stands: Standing) -> dict[str, str]:
    """What a sign-off of a line with these claims is a word on: a hash for each aspect."""
    return {aspect: _hash(aspect, claims, stands) for aspect in _WHY}


def unsettled(claim: ClaimView, stands: Standing) -> str:
    """Why a line with this claim cannot be signed yet, after its number; "" where nothing stands in the way."""
    review = stands.review.of(claim.id)
    if not review.decided:
        left_open = "is left open" if review.verdict else "is not decided"
        return left_open if claim.checkable else ""
    if review.changed_since(stands.basis(claim.id)):
        return f"was decided on other {'words' if review.reworded else 'evidence'}"
    if disagreement(claim, review, weighed(claim, review, stands.by_hand), stands.enough):
        return "has a verdict that its cards do not bear out"
    return ""


def text_hash(passage: Passage) -> str:
    """The hash of a line's words, as a sign-off keeps it."""
    return sha256_hex(passage.text.encode("utf-8", "surrogatepass"))


def _why(signed: LineSigned, passage: Passage, claims: Sequence[ClaimView], stands: Standing) -> str:
    if signed.text_sha256 != text_hash(passage):
        return f"the words of the line have changed since {signed.who} signed it"
    what = signed.what
    if what is None:  # kept before sign-offs said what they are for
        touched = signed.later and any(signed.later.intersection(_ids(claim)) for claim in claims)
        return f"something about it was decided after {signed.who} signed it" if touched else ""
    for aspect, happened in _WHY.items():
        if what.get(aspect) != _hash(aspect, claims, stands) and (aspect != "shown" or _as_decided(claims, stands)):
            return f"{happened} since {signed.who} signed it"
    return ""


def _ids(claim: ClaimView) -> set[str]:
    """A claim with the whole that it is a part of, and those that stand as one with it."""
    return {claim.id, *(one.id for one in claim.also), *([claim.part_of.id] if claim.part_of else ())}


def _as_decided(claims: Sequence[ClaimView], stands: Standing) -> bool:
    """Whether every decided claim stands on the evidence that it was decided on: another is flagged and stays."""
    return not any(stands.review.of(claim.id).changed_since(stands.basis(claim.id)) for claim in claims)


def _hash(aspect: str, claims: Sequence[ClaimView], stands: Standing) -> str:
    if aspect == "shape":
        told: list[list[Any]] = [_shape(claim) for claim in claims if claim.part_of or claim.also]
    else:
        decided = ((claim, stands.review.of(claim.id)) for claim in claims)
        told = [
            [claim.id, leaves]
            for claim, review in decided
            if review.decided and (leaves := _told(aspect, claim, review, stands))
        ]
    return sha256_hex(canonical_json(sorted(told)).encode())[:16] if told else _NOTHING


def _shape(claim: ClaimView) -> list[Any]:
    whole = claim.part_of
    return [claim.id, [whole.id, whole.by] if whole else [], sorted((one.id, one.by) for one in claim.also)]


def _told(aspect: str, claim: ClaimView, review: ClaimReview, stands: Standing) -> list[Any]:
    """What leaves of one decided claim; days stand in what is published, times do not."""
    match aspect:
        case "verdicts":
            verdict = review.verdict
            return [verdict.label, verdict.who, verdict.at[:10], verdict.basis] if verdict else []
        case "texts":
            return [review.text.text, review.text.who, review.text.at[:10]] if review.text else []
        case "cards":
            return sorted((c.passage_id, c.start, c.end, c.quote, c.stance) for c in review.cards)
        case "notes":
            return [[note.text, note.who, note.at[:10]] for note in review.notes if not note.private]
    cards = weighed(claim, review, stands.by_hand).cards
    return [
        [card.passage_id, card.quote, card.holds, card.origin]
        for card in cards
        if card.holds in ("supports", "contradicts") and not card.circular and not card.copy_of
    ]
