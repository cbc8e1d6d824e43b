"""The decisions on each work, held: only what was decided since is read anew."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from loupe.review import Review, review_of
from loupe.store import Decision, Store
from loupe.views.cards import ByHand, by_hand_ids
from loupe.views.contexts import ClaimView

__all__ = ["Taken", "attached"]


@dataclass(slots=True)
class Taken:
    """What persons decided, as far as it was read: the log only grows, so that the rest of it is enough.

    Safe to use from several threads.
    """

    _by_work: defaultdict[str, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _reviews: dict[str, Review] = field(default_factory=dict)
    _last: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def decisions(self, store: Store, work_id: str) -> tuple[Decision, ...]:
        """Every decision on a work in order; what was taken back is among it."""
        with self._lock:
            self._read(store)
            return tuple(self._by_work.get(work_id, ()))

    def review(self, store: Store, work_id: str) -> Review:
        """How a work stands."""
        with self._lock:
            self._read(store)
            if work_id not in self._reviews:
                self._reviews[work_id] = review_of(self._by_work.get(work_id, ()))
            return self._reviews[work_id]

    def _read(self, store: Store) -> None:
        for decision in store.decisions(None, after=self._last):
            self._by_work[decision.work_id].append(decision)
            self._reviews.pop(decision.work_id, None)
            self._last = decision.seq


def attached(store: Store, claims: Iterable[ClaimView], review: Review) -> ByHand:
    """The passages that persons attached to these claims, each with its source, as far as they are in the case."""
    wanted = by_hand_ids(claims, review)
    found = store.passages_by_id(wanted) if wanted else {}
    return {id_: (passage, store.source(passage.source_id)) for id_, passage in sorted(found.items())}
