"""Who shares whose text: passages that are near copies, and sources that are copies as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from loupe.language import same_text, shingle_marks
from loupe.model import Evidence

__all__ = ["Twins", "earlier", "find_copies"]

_WHOLE_SHARED = 20
_WHOLE_SHARE = 0.5


class Twins:
    """Tells of two sources whether the one is a copy of the other as a whole; remembers what it has read.

    ``text_of`` gives the stored text of a source by its id.
    """

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._marks = lru_cache(maxsize=512)(lambda source: shingle_marks(text_of(source)))
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, a: str, b: str) -> bool:
        """Whether the shorter has at least half of its word 4-shingles, and twenty of them, in the longer."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            left, right = self._marks(pair[0]), self._marks(pair[1])
            shared = len(left & right)
            self._known[pair] = shared >= _WHOLE_SHARED and shared >= _WHOLE_SHARE * min(len(left), len(right))
        return self._known[pair]


def find_copies(
    evidence: Sequence[Evidence],
    texts: Mapping[str, str],
    dates: Mapping[str, str | None],
    twins: Callable[[str, str], bool] | None = None,
) -> list[tuple[str, str]]:
    """Pairs of evidence ids that go back to one text, by the one measure of the house, ``language.same_text``.

    ``texts`` by passage id, ``dates`` (EDTF) by source id; ``twins`` tells whether two sources are copies as a whole.
    The earlier piece stands first; where the dates do not tell, the pair appears both ways round. The sentences cited
    are held against each other too, so that one sentence lifted into another text is seen.
    """
    counted = sorted((e for e in evidence if e.stance != "related"), key=lambda e: e.id)
    pairs: list[tuple[str, str]] = []
    for a, b in combinations(counted, 2):
        if a.source_id == b.source_id:
            continue
        copied = (
            same_text(texts[a.passage_id], texts[b.passage_id])
            or same_text(a.quote, b.quote)
            or (twins is not None and twins(a.source_id, b.source_id))
        )
        if not copied:
            continue
        order = earlier(dates.get(a.source_id), dates.get(b.source_id))
        pairs += [(a.id, b.id)] if order < 0 else [(b.id, a.id)] if order > 0 else [(a.id, b.id), (b.id, a.id)]
    return sorted(pairs)


def earlier(a: str | None, b: str | None) -> int:
    """-1 when the first date is surely earlier, 1 when it is later, 0 when they do not tell."""
    plain = [re.match(r"\d{4}(?:-\d\d)?(?:-\d\d)?", d or "") for d in (a, b)]
    if not all(plain):
        return 0
    left, right = (m.group() for m in plain if m)
    size = min(len(left), len(right))
    left, right = left[:size], right[:size]
    return (left > right) - (left < right)
