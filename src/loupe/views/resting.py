"""What a decided claim rests on: the cards that count, those that bear its verdict out, which of them are public."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from loupe.review import Review
from loupe.views.cards import ByHand, weighed
from loupe.views.contexts import ClaimView, EvidenceView
from loupe.views.wording import counted

__all__ = ["bearing", "counted_cards", "not_shown_to_bear_out", "resting_words"]

_SIDES = ("supports", "contradicts")


def counted_cards(cards: Iterable[EvidenceView]) -> tuple[EvidenceView, ...]:
    """The cards that speak for or against the claim of their own: no copies, and nothing that goes back to the work."""
    return tuple(card for card in cards if card.holds in _SIDES and not card.circular and not card.copy_of)


def bearing(label: str, cards: Iterable[EvidenceView]) -> tuple[EvidenceView, ...]:
    """Of the cards that count, those without which the verdict would not be what it is.

    Nothing is contradicted or contested without a card against it, nothing corroborated without one for it. Any other
    verdict rests on whatever counts.
    """
    side = {"contradicted": "contradicts", "contested": "contradicts", "corroborated": "supports"}.get(label)
    return tuple(card for card in counted_cards(cards) if side in (None, card.holds))


def resting_words(label: str, shown: int, hidden: int) -> str:
    """Say what a reader outside does not see: ``shown`` cards stand there, ``hidden`` sources are not public."""
    if hidden:
        also, those = " also" if shown else "", "is" if hidden == 1 else "are"
        return f"It rests{also} on {counted(hidden, 'source')} that {those} not shown here."
    if shown or label == "not checkable":
        return ""
    return "No independent source was found that speaks for or against it."


def not_shown_to_bear_out(
    claims: Sequence[ClaimView], review: Review, by_hand: ByHand, public: Collection[str]
) -> tuple[ClaimView, ...]:
    """The decided claims whose verdict rests on sources none of which is public: outside, it stands without a proof."""
    return tuple(claim for claim in claims if _unproved(claim, review, by_hand, public.__contains__))


def _unproved(claim: ClaimView, review: Review, by_hand: ByHand, public: Callable[[str], bool]) -> bool:
    stands = review.of(claim.id)
    if not stands.decided or stands.verdict is None:
        return False
    cards = bearing(stands.verdict.label, weighed(claim, stands, by_hand).cards)
    return bool(cards) and not any(public(card.source_id) for card in cards)
