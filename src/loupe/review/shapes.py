"""What claims become when persons split and merge them: the parts' ids, and whom a merged claim stands with. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from loupe.model import canonical_json, content_id, sha256_hex

if TYPE_CHECKING:
    from loupe.review.standing import ClaimReview

__all__ = ["UNCHECKED", "joined_basis", "merged_into", "part_basis", "part_id", "parts_of"]

UNCHECKED: Final = "not checked yet"
"""What stands in the place of a proposal where no check has judged: for the parts of a claim that a person split."""

Card = tuple[str, str]
"""A passage by its id, and the quote of it that stands on the card."""


def part_id(claim_id: str, text: str) -> str:
    """The id of a part of a claim: the same words are the same part, also after the split was undone and redone."""
    return content_id("c", claim_id, "part", text)


def parts_of(claims: Mapping[str, ClaimReview]) -> dict[str, tuple[str, str]]:
    """By the id of each part that stands now, the id of the claim it was split from, and its text."""
    return {part_id(one.claim_id, text): (one.claim_id, text) for one in claims.values() for text in one.split}


def merged_into(claims: Mapping[str, ClaimReview]) -> dict[str, str]:
    """By the id of each claim that a person merged, the id of the one that it stands with in the end.

    A claim whose way leads to a split one, or in a circle, is left out: it stands by itself.
    """
    found = {}
    for one in claims.values():
        if not one.merged_into:
            continue
        way, at = {one.claim_id}, one.merged_into
        while at not in way and (there := claims.get(at)) is not None and there.merged_into:
            way.add(at)
            at = there.merged_into
        split = claims[at].split if at in claims else ()
        if at not in way and not split:
            found[one.claim_id] = at
    return found


def part_basis(basis: str, part: str) -> str:
    """The hash of what a person sees when deciding a part: the evidence of the whole, and the part's words."""
    return sha256_hex(canonical_json([basis, part]).encode())[:16]


def joined_basis(basis: str, cards: Collection[Card], others: Iterable[tuple[str, Iterable[Card]]]) -> str:
    """The hash of what a person sees on a claim that others were merged into, each with its hash and its cards.

    It is the claim's own where they bring no card that it has not.
    """
    more = sorted(other for other, brought in others if set(brought) - set(cards))
    return sha256_hex(canonical_json([basis, *more]).encode())[:16] if more else basis
