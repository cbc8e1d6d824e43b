"""Claims that the passage says nothing of, though it speaks of the same people and things."""

from __future__ import annotations

from random import Random

from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import deniable, denied, short

__all__ = ["made_of_details", "made_of_rewrites"]


def made_of_details(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The sentence shortened, and the same with a time, place or company that it does not give."""
    if not is_asserted(read) or rng.random() < 0.6:
        return []
    kept = short(read, [], rng, drop=0.9)
    entities = {w.entity for w in read.words}
    missing = [k for k in ("DATE", "GPE") if k not in entities and pool.details.get(k)]
    if not missing or read.words[read.root].lemma == "be" or read.words[read.root].tag != "VBD" or len(kept) < 4:
        return []
    claim = read.claim(kept)
    detail = rng.choice(pool.details[rng.choice(missing)])
    drafts = [Draft(claim, SUPPORTS), Draft(f"{claim[:-1]} {detail}.", NEITHER)]
    place = denied(read, pool, rng, kept) if deniable(read) else None
    if place is not None:
        not_so = read.claim(kept, place)
        drafts.append(Draft(not_so, CONTRADICTS))
        if "never" not in not_so:
            drafts.append(Draft(f"{not_so[:-1]} {detail}.", NEITHER))
    return drafts


def made_of_rewrites(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The sentence with its asides and loose parts left out, and that denied."""
    if not is_asserted(read):
        return []
    kept = short(read, [], rng, drop=0.95)
    told = [i for i in kept if i > read.root]
    if len(kept) > len(read.words) - 4 or len(kept) < 5 or len(told) < 2:
        return []
    drafts = [Draft(read.claim(kept), SUPPORTS)]
    place = denied(read, pool, rng, kept) if deniable(read) else None
    if place is not None:
        drafts.append(Draft(read.claim(kept, place), CONTRADICTS))
    return drafts
