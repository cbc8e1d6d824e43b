"""A claim's cards as persons decided them: what was proposed stays beside it, and the origins are counted anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from loupe.model import Passage, Source, Stance
from loupe.review import CardDecided, ClaimReview, Review
from loupe.views.contexts import ClaimView, EvidenceView

__all__ = ["NONE_BY_HAND", "ByHand", "Weighed", "by_hand_ids", "counted_words", "disagreement", "weighed"]

ByHand = Mapping[str, tuple[Passage, Source]]
"""Passages that persons attached, by id, each with its source; one that is no longer in the case is left out."""
NONE_BY_HAND: ByHand = MappingProxyType({})
_SIDES: tuple[Stance, ...] = ("supports", "contradicts")


@dataclass(frozen=True, slots=True)
class Weighed:
    """The cards of a claim as they stand, those attached by hand last, and the independent origins on either side."""

    cards: tuple[EvidenceView, ...]
    supporting: int
    contradicting: int

    @property
    def words(self) -> str:
        """The counts in a sentence."""
        return counted_words(self.supporting, self.contradicting)


def counted_words(supporting: int, contradicting: int) -> str:
    """How many independent origins stand on either side, in a sentence."""
    if not supporting and not contradicting:
        return "No independent origin for or against it."
    sides = [(supporting, "support"), (contradicting, "contradict")]
    said = [f"{number or 'none'} {verb}{'s' if number < 2 else ''} it" for number, verb in sides]
    return f"Of independent origins, {' and '.join(said)}."


def by_hand_ids(claims: Iterable[ClaimView], review: Review) -> tuple[str, ...]:
    """The ids of the passages that persons attached to these claims: cards that are not among the evidence."""
    found: set[str] = set()
    for claim in claims:
        stands = review.claims.get(claim.id)
        if stands is not None and stands.cards:
            known = {(card.passage_id, card.quote) for card in claim.evidence}
            found |= {card.passage_id for card in stands.cards if (card.passage_id, card.quote) not in known}
    return tuple(sorted(found))


def weighed(claim: ClaimView, stands: ClaimReview, by_hand: ByHand) -> Weighed:
    """The claim with its cards as persons decided them; without such decisions, as Loupe found and counted them.

    A person's card counts; an irrelevant one does not. What says it in the same words as a card that a person decided,
    and goes back to the same origin, stands and falls with it. A card that had no origin on its side has that of its
    source there, else that of its source on the other side, else its source is one of its own: no source counts twice.
    An attached passage of a source that says whom it re-tells goes with them, where they count already.
    """
    if not stands.cards:
        return Weighed(claim.evidence, claim.supporting, claim.contradicting)
    decided = {(card.passage_id, card.quote): card for card in stands.cards}
    own = {e.id: card for e in claim.evidence if (card := decided.get((e.passage_id, e.quote)))}
    found = [_decided(e, own.get(e.id) or own.get(e.copy_of or "")) for e in claim.evidence]
    known = {(e.passage_id, e.quote) for e in claim.evidence}
    for card in stands.cards:
        if (card.passage_id, card.quote) not in known and card.passage_id in by_hand:
            found.append(_attached(card, *by_hand[card.passage_id]))
    own_sources = {by_hand[card.passage_id][1] for card in stands.cards if card.passage_id in by_hand}
    cards = _with_origins(claim, found, {source.id: _goes_back_to(source) for source in own_sources})
    return Weighed(cards, _origins(cards, "supports"), _origins(cards, "contradicts"))


def disagreement(claim: ClaimView, stands: ClaimReview, now: Weighed, enough: int) -> str:
    """Why the cards that count do not bear a person's verdict out, in one sentence; "" where they do or nobody decided.

    ``now`` are the cards as they stand, ``enough`` is how many independent origins the policy asks for to corroborate a
    claim. Who took the proposal and left its cards alone agrees with them.
    """
    label = stands.verdict.label if stands.verdict else ""
    if label == claim.label and not stands.cards:
        return ""
    if label in ("contradicted", "contested") and not now.contradicting:
        return f"It is called {label}, and no card that counts speaks against it."
    if label == "corroborated" and not now.supporting:
        return "It is called corroborated, and no card that counts speaks for it."
    if label == "uncorroborated" and now.supporting >= enough and not now.contradicting:
        return f"It is called uncorroborated, and {now.supporting} independent origins speak for it, none against."
    return ""


def _decided(card: EvidenceView, by: CardDecided | None) -> EvidenceView:
    return card if by is None else replace(card, decided=by.stance, decided_by=by.who, decided_at=by.at)


def _attached(card: CardDecided, passage: Passage, source: Source) -> EvidenceView:
    inside = passage.locator.start <= card.start < card.end <= passage.locator.end
    return EvidenceView(
        id=f"h-{card.start}-{passage.id}",
        passage_id=passage.id,
        stance=next((side for side in _SIDES if side == card.stance), "related"),
        quote=card.quote,
        place=passage.place_of(card.start, card.end) if inside else passage.place,
        locator=passage.locator.clip(card.start, card.end) if inside else passage.locator,
        source_id=source.id,
        source_label=source.label,
        source_maker=source.maker,
        source_published=source.published,
        source_reliability=source.reliability,
        source_sha256=source.sha256,
        score=0.0,
        reasons=(),
        checks=(),
        attribution=(),
        origin=None,
        origin_label=None,
        shares_origin_with=(),
        circular=False,
        copies=(),
        copy_of=None,
        decided=card.stance,
        decided_by=card.who,
        decided_at=card.at,
        by_hand=True,
        source_address=source.address,
    )


def _goes_back_to(source: Source) -> frozenset[str]:
    """What a source is and draws on, by ids and names."""
    told = (source.id, source.label, source.maker or "", *source.draws_on)
    return frozenset(one.casefold() for one in told if one)


def _with_origins(
    claim: ClaimView, cards: Sequence[EvidenceView], roots: Mapping[str, frozenset[str]]
) -> tuple[EvidenceView, ...]:
    """Each card that a person counts on another side than it was proposed for, or for the first time, with its root."""
    rooted = [card for card in claim.evidence if card.origin is not None]
    new: dict[str, int] = {}
    after = max((card.origin or 0 for card in rooted), default=0)
    made = []
    for card in cards:
        side = card.holds
        if not card.decided or side not in _SIDES or (card.origin is not None and side == card.stance):
            made.append(card)
            continue
        told = roots.get(card.source_id, frozenset()) if card.by_hand else frozenset()
        kin = [one for one in rooted if one.source_id == card.source_id] or [
            one
            for one in rooted
            if not told.isdisjoint({one.source_id, one.source_label.casefold(), (one.origin_label or "").casefold()})
        ]
        root = next((one for one in kin if one.stance == side), None) or next(iter(kin), None)
        if root is None:
            number = new.setdefault(card.source_id, after + len(new) + 1)
            made.append(replace(card, origin=number, origin_label=card.source_label))
            continue
        same = [one for one in rooted if one.stance == side and one.origin_label == root.origin_label]
        number = (root if root.stance == side or not same else same[0]).origin or 0
        # whose word cannot bear itself out may still speak against itself
        circular = side == "supports" and root.circular
        made.append(replace(card, origin=number, origin_label=root.origin_label, circular=circular))
    return tuple(made)


def _origins(cards: Sequence[EvidenceView], side: Stance) -> int:
    counted = (card.origin for card in cards if card.holds == side and card.origin is not None and not card.circular)
    return len(set(counted))
