"""The front door: sentences in, pairs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from contrast.choosing import worth_parsing
from contrast.dates import made_of_dates
from contrast.denial import made_of_denials
from contrast.hedges import made_of_hedges
from contrast.made import Draft, Made, Source
from contrast.mixing import drafted, even_mix
from contrast.naming import made_of_names
from contrast.numbers import made_of_numbers
from contrast.opposites import made_of_opposites
from contrast.pool import Pool, gathered
from contrast.quantity_words import made_of_quantity_words
from contrast.ranks import made_of_ranks
from contrast.reading import Read
from contrast.roles import made_of_roles
from contrast.strangers import made_of_details, made_of_rewrites
from loupe.language.parsing import find_parser

__all__ = ["contrast_pairs", "pairs_of"]

Maker = Callable[[Read, Pool, Random], list[Draft]]
MAKERS: dict[str, Maker] = {
    "number": made_of_numbers,
    "date": made_of_dates,
    "name": made_of_names,
    "negation": made_of_denials,
    "opposite": made_of_opposites,
    "quantifier": made_of_quantity_words,
    "rank": made_of_ranks,
    "role": made_of_roles,
    "hedge": made_of_hedges,
    "rewrite": made_of_rewrites,
    "stranger": made_of_details,
}
_TWICE = frozenset({"number", "date", "name", "opposite", "rank"})
"""Kinds that are rare in text and have many ways: thrown twice a sentence."""


def contrast_pairs(sentences: Sequence[Source], *, seed: int, limit: int) -> list[Made]:
    """At most ``limit`` pairs made of some sentences by rule; the same sentences and seed give the same pairs.

    Raises ``RuntimeError`` where no English parser is installed.
    """
    parser = find_parser()
    if parser is None:
        raise RuntimeError("no English parser is installed")
    order = worth_parsing(sentences, max(500, limit // 2), Random(seed))
    parses = parser.parse(s.text for s in order)
    return pairs_of([Read(s, p) for s, p in zip(order, parses, strict=True)], seed=seed, limit=limit)


def pairs_of(reads: Sequence[Read], *, seed: int, limit: int) -> list[Made]:
    """The pairs of sentences that are parsed already; every sentence and kind has its own throw of the dice."""
    pool = gathered(reads)
    made: list[Made] = []
    for at, read in enumerate(pool.reads):
        for kind, maker in MAKERS.items():
            rng = Random(f"{seed}/{kind}/{read.source.text}")
            thrown = [d for _ in range(2 if kind in _TWICE else 1) for d in maker(read, pool, rng)]
            drafts = [d for d in dict.fromkeys(thrown) if 4 <= len(d.claim.split()) <= 45]
            if len(drafts) > 1:
                made += drafted(at, drafts, kind, pool, rng)
    return even_mix(made, limit, Random(seed))
