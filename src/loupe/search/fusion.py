"""Two rankings made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loupe.search.windows import Window

__all__ = ["Hit", "fuse", "merge_windows"]

RANK_CONSTANT = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A window that may speak of what was asked; ranks count from 1, None where that search did not find it.

    ``start`` and ``end`` are offsets in the source's stored text, ``score`` is the fused one: higher is better, and it
    compares hits of one question only. ``closeness`` is the cosine by which a re-ranker weighed the window, None where
    none did.
    """

    passage_id: str
    source_id: str
    start: int
    end: int
    score: float
    word_rank: int | None
    meaning_rank: int | None
    closeness: float | None = None


def merge_windows(scored: Sequence[tuple[float, Window]]) -> list[tuple[float, Window]]:
    """The best window of each passage with its score, best first; equal scores go by source, then by place."""
    best: dict[tuple[str, str], tuple[float, Window]] = {}
    for score, window in sorted(scored, key=lambda pair: (-pair[0], *_place(pair[1]))):
        best.setdefault((window.source_id, window.passage_id), (score, window))
    return list(best.values())


def fuse(by_words: Sequence[Window], by_meaning: Sequence[Window], limit: int) -> tuple[Hit, ...]:
    """Reciprocal rank fusion of two rankings of passages, best first.

    A passage scores the sum of 1 / (60 + rank) over the rankings it is in (Cormack, Clarke & Büttcher, SIGIR 2009).
    Equal scores go by source, then by place. A passage keeps the window of its better rank.
    """
    ranks: dict[tuple[str, str], list[tuple[int, Window] | None]] = {}
    for which, ranking in enumerate((by_words, by_meaning)):
        for rank, window in enumerate(ranking, 1):
            ranks.setdefault((window.source_id, window.passage_id), [None, None])[which] = (rank, window)
    hits = []
    for word, meaning in ranks.values():
        _, window = min((found for found in (word, meaning) if found), key=lambda found: found[0])
        hits.append(
            Hit(
                window.passage_id,
                window.source_id,
                window.start,
                window.end,
                sum(1 / (RANK_CONSTANT + found[0]) for found in (word, meaning) if found),
                word[0] if word else None,
                meaning[0] if meaning else None,
            )
        )
    hits.sort(key=lambda hit: (-hit.score, hit.source_id, hit.start, hit.end, hit.passage_id))
    return tuple(hits[:limit])


def _place(window: Window) -> tuple[str, int, int, str]:
    return window.source_id, window.start, window.end, window.passage_id
