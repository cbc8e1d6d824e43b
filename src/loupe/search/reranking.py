"""The candidates of a search put in order by a dearer encoder, which reads them only when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from loupe.search.asking import Question
from loupe.search.encoder import MOST_DIMENSIONS, Encoder
from loupe.search.fusion import Hit
from loupe.search.kept import KeptVectors, text_key
from loupe.search.windows import Window

__all__ = ["Closeness", "Reranker", "WindowTexts"]

WindowTexts = Callable[[Sequence[Window]], Sequence[str]]
"""The text of each window: what stands in its source's stored text from ``start`` to ``end``."""

_TOGETHER = 256
"""Texts encoded before they are kept: what is lost when the process is killed."""


@dataclass(frozen=True, slots=True)
class Reranker:
    """How the first ``depth`` hits of a question are put in order anew.

    ``weight`` is the share of the encoder's cosine in the new score; the rest is the score of the words, as a share of
    the best one's. That mixture of scores is the convex combination of Bruch, Gai & Ingber (TOIS 2023), which in
    benchmarks/retrieval.py finds more than reciprocal ranks do.
    """

    encoder: Encoder
    texts: WindowTexts
    depth: int = 50
    weight: float = 0.75

    def __post_init__(self) -> None:
        if not (0 < self.encoder.dimensions <= MOST_DIMENSIONS and self.depth >= 0 and 0 <= self.weight <= 1):
            raise ValueError("a re-ranker has 1 to 1040 dimensions, a depth of 0 or more and a weight from 0 to 1")


class Closeness:
    """How close windows are to questions; what the encoder has read once is kept."""

    def __init__(self, reranker: Reranker, kept: KeptVectors) -> None:
        self._reranker = reranker
        self._kept = kept

    def reordered(
        self, questions: Sequence[Question], answers: Sequence[tuple[Hit, ...]], words: Sequence[Sequence[float]]
    ) -> list[tuple[Hit, ...]]:
        """Each answer with its first ``depth`` hits put in order anew, the others behind them as they were.

        ``words`` holds for each question the word scores by rank, best first. A hit that was weighed scores from 1 to
        2 and knows its ``closeness``; the others keep their fused score, which is below 1.
        """
        depth = self._reranker.depth
        first = [hits[:depth] for hits in answers]
        windows = {_window(hit): None for hits in first for hit in hits}
        rows = {window: row for row, window in enumerate(windows)}
        vectors = self.vectors(list(windows))
        asked = iter(self._reranker.encoder.encode([form for q in questions for form in (q.text, *q.forms)]))
        found = []
        for question, hits, scores, answer in zip(questions, first, words, answers, strict=True):
            given = vectors[[rows[_window(hit)] for hit in hits]]
            cosines = [
                max(by_form)
                for by_form in zip(*(_cosines(next(asked), given) for _ in range(1 + len(question.forms))), strict=True)
            ]
            weighed = [self._weighed(hit, cos, scores) for hit, cos in zip(hits, cosines, strict=True)]
            weighed.sort(key=lambda hit: (-hit.score, hit.source_id, hit.start, hit.end, hit.passage_id))
            found.append((*weighed, *answer[depth:]))
        return found

    def _weighed(self, hit: Hit, cosine: float, words: Sequence[float]) -> Hit:
        share = words[hit.word_rank - 1] / words[0] if hit.word_rank else 0.0
        weight = self._reranker.weight
        return replace(hit, score=1 + weight * max(cosine, 0.0) + (1 - weight) * share, closeness=cosine)

    def vectors(self, windows: Sequence[Window]) -> NDArray[np.int8]:
        """The vector of each window, shape (windows, dimensions)."""
        vectors = np.zeros((len(windows), self._reranker.encoder.dimensions), np.int8)
        for at in range(0, len(windows), _TOGETHER):
            self._fill(windows[at : at + _TOGETHER], vectors[at : at + _TOGETHER])
        return vectors

    def encode_all(self, windows: Iterator[Window], count: int, progress: Callable[[int, int], None] | None) -> int:
        """Read every window that has not been read; how many that were. ``progress`` gets windows done and ``count``.

        Whatever was read stays when this is interrupted, and is not read again.
        """
        before = len(self._kept)
        for at in range(0, count, _TOGETHER):
            batch = list(islice(windows, _TOGETHER))
            self.vectors(batch)
            if progress:
                progress(at + len(batch), count)
        return len(self._kept) - before

    def _fill(self, windows: Sequence[Window], vectors: NDArray[np.int8]) -> None:
        texts = self._reranker.texts(windows)
        keys = [text_key(text) for text in texts]
        found = self._kept.find(keys)
        missing = {key: text for key, text, vector in zip(keys, texts, found, strict=True) if vector is None}
        made: dict[bytes, NDArray[np.int8]] = {}
        if missing:
            encoded = self._reranker.encoder.encode(list(missing.values()))
            self._kept.keep(list(missing), encoded)
            made = dict(zip(missing, encoded, strict=True))
        for row, (key, vector) in enumerate(zip(keys, found, strict=True)):
            vectors[row] = made[key] if vector is None else vector


def _window(hit: Hit) -> Window:
    return Window(hit.passage_id, hit.source_id, hit.start, hit.end)


def _cosines(question: NDArray[np.int8], windows: NDArray[np.int8]) -> list[float]:
    """Cosines from whole numbers, the same on every machine; 0 for a vector of nothing but zeros."""
    asked, given = question.astype(np.int64), windows.astype(np.int64)
    lengths = np.sqrt(((given**2).sum(axis=1) * (asked**2).sum()).astype(np.float64))
    cosines: list[float] = ((given @ asked) / np.maximum(lengths, 1.0)).tolist()
    return cosines
