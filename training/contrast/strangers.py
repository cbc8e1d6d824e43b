"""Claims with something more than the passage says, and sentences made shorter."""

from __future__ import annotations

from random import Random

from contrast.frames import framed, inside, twice_denied
from contrast.made import CONTRADICTS, NEITHER, SUPPORTS, Draft
from contrast.pool import Pool
from contrast.reading import Read, is_asserted
from contrast.wording import deniable, denied, short

__all__ = ["made_of_details", "made_of_rewrites"]

_MANNERS = (
    "secretly reluctantly deliberately personally unexpectedly illegally repeatedly hastily openly jointly".split()
)
_REASONS = (
    "because of bad weather", "in order to save money", "to avoid a scandal", "for the first time",
    "after a long dispute",
    "under pressure from the public", "without telling anyone", "on the advice of a lawyer",
    "at the request of the family",
    "despite strong protests", "for health reasons", "in return for a large sum", "late at night",
    "for the second time",
    "in front of reporters", "to everyone's surprise", "as a favour to a friend",
)  # fmt: skip


def made_of_details(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The sentence shortened, and the same with a time, place, manner or reason that it does not give."""
    root = read.words[read.root]
    if not is_asserted(read) or root.lemma == "be" or root.tag not in {"VBD", "VBN"} or rng.random() < 0.4:
        return []
    kept = short(read, [], rng, drop=0.9)
    if len(kept) < 4 or max(kept) <= read.root:
        return []
    claim = read.claim(kept)
    more = _more(read, pool, rng, kept)
    drafts = [Draft(claim, SUPPORTS), Draft(more, NEITHER)]
    place = denied(read, pool, rng, kept) if deniable(read) else None
    if place is not None:
        not_so = read.claim(kept, place)
        drafts.append(Draft(not_so, CONTRADICTS))
        if "never" not in not_so:
            drafts.append(Draft(_with(not_so, _detail(read, pool, rng)), NEITHER))
    return drafts


def _more(read: Read, pool: Pool, rng: Random, kept: frozenset[int]) -> str:
    """The shortened sentence with one thing more: a manner before the verb or a phrase after all."""
    if read.words[read.root].tag == "VBD" and rng.random() < 0.35 and read.words[read.root - 1].dep != "advmod":
        manner = rng.choice(_MANNERS)
        if manner not in read.source.text:
            return read.claim(kept, {read.root: f"{manner} {read.words[read.root].text}"})
    return _with(read.claim(kept), _detail(read, pool, rng))


def _detail(read: Read, pool: Pool, rng: Random) -> str:
    entities = {w.entity for w in read.words}
    missing = [k for k in ("DATE", "GPE") if k not in entities and not ({"TIME", "DATE"} & entities and k == "DATE")]
    missing = [k for k in missing if pool.details.get(k)]
    if missing and rng.random() < 0.6:
        return rng.choice(pool.details[rng.choice(missing)])
    return rng.choice(_REASONS)


def _with(claim: str, detail: str) -> str:
    return f"{claim[:-1]} {detail}."


def made_of_rewrites(read: Read, pool: Pool, rng: Random) -> list[Draft]:
    """The sentence with its asides and loose parts left out, and that denied once or twice."""
    if not is_asserted(read):
        return []
    kept = short(read, [], rng, drop=0.95)
    told = [i for i in kept if i > read.root]
    if len(kept) > len(read.words) - 4 or len(kept) < 5 or len(told) < 2:
        return []
    place = denied(read, pool, rng, kept) if deniable(read) else None
    drafts = [Draft(read.claim(kept), SUPPORTS)]
    if place is None:
        return drafts
    chance = rng.random()
    if chance < 0.35:
        return [*drafts, Draft(read.claim(kept, place), CONTRADICTS)]
    twice = twice_denied(read, pool, kept) if chance < 0.7 else []
    return [*drafts, *(twice or framed(inside(read, kept, {}), inside(read, kept, place), rng))]
