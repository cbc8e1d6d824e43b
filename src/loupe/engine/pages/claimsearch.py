"""The claims closest to a few words, by words and by meaning: a small index in memory, made anew with the claims."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from loupe.language import content_stems, fold
from loupe.search import Encoder

__all__ = ["ClaimSearch"]

_LEAST_SHARE = 0.5  # of the weight of the words asked for that a claim must hold
_LEAST_COSINE = 0.4  # below it, what words have in common by chance begins
_BY_MEANING = 8
_RANK = 60  # of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009)


class ClaimSearch:
    """Searches texts; they are numbered in the order in which they were given."""

    def __init__(self, texts: Sequence[str], encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for stem in dict.fromkeys((*content_stems(text), *fold(text).split())):
                self._holding[stem].append(number)
        self._size = len(texts)
        self._vectors: NDArray[np.float32] | None = None
        if encoder is not None and texts:
            self._vectors = _unit(encoder.encode(texts))

    def best(self, query: str, limit: int) -> list[int]:
        """The numbers of the texts that speak of the query, best first; equal ones in their order."""
        scores: Counter[int] = Counter()
        for ranked in (self._by_words(query), self._by_meaning(query)):
            for rank, number in enumerate(ranked, 1):
                scores[number] += 1 / (_RANK + rank)  # type: ignore[assignment]
        return sorted(scores, key=lambda number: (-scores[number], number))[:limit]

    def close(self, query: str, texts: Sequence[str]) -> list[bool]:
        """Which texts are as close in meaning to the query as a claim must be to be found; none without an encoder."""
        if self._encoder is None or not texts:
            return [False] * len(texts)
        cosines = _unit(self._encoder.encode(texts)) @ _unit(self._encoder.encode([query]))[0]
        return [bool(cosine >= _LEAST_COSINE) for cosine in cosines]

    def _by_words(self, query: str) -> list[int]:
        wanted = dict.fromkeys(content_stems(query) or fold(query).split())
        weights = {w: math.log(1 + self._size / (1 + len(self._holding.get(w, ())))) for w in wanted}
        found: Counter[int] = Counter()
        for word, weight in weights.items():
            for number in self._holding.get(word, ()):
                found[number] += weight  # type: ignore[assignment]
        least = _LEAST_SHARE * sum(weights.values())
        return sorted((n for n, weight in found.items() if weight >= least), key=lambda n: (-found[n], n))

    def _by_meaning(self, query: str) -> list[int]:
        if self._encoder is None or self._vectors is None:
            return []
        cosines = self._vectors @ _unit(self._encoder.encode([query]))[0]
        order = np.lexsort((np.arange(len(cosines)), -cosines))[:_BY_MEANING]
        return [int(number) for number in order if cosines[number] >= _LEAST_COSINE]


def _unit(vectors: NDArray[np.int8]) -> NDArray[np.float32]:
    wide = vectors.astype(np.float32)
    unit: NDArray[np.float32] = wide / np.maximum(np.sqrt((wide**2).sum(axis=1, keepdims=True)), 1)
    return unit
