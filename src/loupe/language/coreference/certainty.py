"""How sure it is that a pronoun has the right name: less sure than that it goes on in the right chain."""

from __future__ import annotations

import math
from collections.abc import Mapping

from loupe.language.coreference.chains import Chain, Chains
from loupe.language.coreference.weights import CERTAINTY

__all__ = ["naming_certainty", "naming_signs"]

_WINDOW = 60
"""Spots looked back over for others who were named since."""


def naming_certainty(signs: Mapping[str, float]) -> float:
    """The chance in [0, 1] that the name or description last used in a chain is whom its newest "he" or "she" means.

    A logistic model of the signs below, learnt with the ranker. "It" and "they", too few of which LitBank names, get
    the product of the shares along the way from the name instead.
    """
    return 1.0 / (1.0 + math.exp(-sum(CERTAINTY[name] * value for name, value in signs.items())))


def naming_signs(index: int, chain: Chain, last: int, share: float, chains: Chains) -> dict[str, float] | None:
    """What tells how far the name can be trusted; None when there is no name or description before the pronoun."""
    spots, spot = chains.spots, chains.spots[index]
    source = next((i for i in reversed(chain.names) if i < index), None)
    named = source is not None
    if source is None:
        source = next((i for i in reversed(chain.spots[-_WINDOW:]) if i < index and spots[i].kind == "noun"), None)
    if source is None:
        return None
    own = chains.of(index)
    since = sum(1 for i in chain.spots[-_WINDOW:] if source < i < index)
    others = {
        chains.of(i)
        for i in range(max(source + 1, index - _WINDOW), index)
        if _rival(spots[i].kind, spots[i].person, spots[i].number, spots[i].gender, spot.gender)
    }
    others.discard(own)
    return {
        "always": 1.0,
        "share": math.log(max(share, 1e-3) / max(1.0 - share, 1e-3)),
        "way": math.log(max(chain.trust[index], 1e-3)),
        "pronouns since": math.log1p(since),
        "sentences since": math.log1p(spot.sentence - spots[source].sentence),
        "others since": math.log1p(len(others)),
        "gender told": float(chain.gender == spot.gender),
        "a name": float(named),
        "quoted": float(spot.quote % 2),
        "times named": math.log1p(min(len(chain.names), 50)),
        "directly": float(source == last),
    }


def _rival(kind: str, person: bool | None, number: str, gender: str, wanted: str) -> bool:
    if kind == "pronoun" or person is False or number == "many" or gender not in ("", wanted):
        return False
    return kind == "name" or bool(person)
