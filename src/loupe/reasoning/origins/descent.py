"""Who took a text from whom: of all that share words, for each text the few that explain its words.

Copies of copies share their words with everybody before them, so that sharing alone gives a thicket. A text is taken
to come from the one among the earlier texts that explains most of its words; a second one is its parent too only where
it explains words that the first does not (a digest of two). A copy keeps the edits of the copy that it was made from,
which is how the right one is told from the others; where two explain the same, the earlier is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loupe.reasoning.origins.independence import lines_of

__all__ = ["LEAST_NEW_WORDS", "SharedText", "Taken", "copy_parents", "descent"]

LEAST_NEW_WORDS = 9
"""Running words that a second text has to explain beyond the first: what six 4-shingles make."""

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two sources that share words: runs as character spans of the left and the right text, and their words."""

    left: str
    right: str
    runs: tuple[tuple[_Span, _Span, int], ...]

    @property
    def words(self) -> int:
        """All words in the runs."""
        return sum(words for _, _, words in self.runs)


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that shares with another what nobody before that explains: ``words`` words.

    With ``directed`` the parent is surely earlier; else nobody knows who was first, and the two stand in the order of
    their ids. ``runs`` count the runs of the pair, from 0, that tell something new.
    """

    parent: str
    child: str
    words: int
    directed: bool
    runs: tuple[int, ...]


def descent(shares: Sequence[SharedText], order: Callable[[str, str], int]) -> tuple[Taken, ...]:
    """The few pairs that explain all sharing, in the order of child and parent.

    ``shares`` holds every pair of texts at most once; ``order`` is -1 when its first text is surely earlier, 1 when it
    is surely later, 0 when nobody knows.
    """
    of: dict[str, list[tuple[str, SharedText]]] = {}
    for share in sorted(shares, key=lambda s: (s.left, s.right)):
        of.setdefault(share.left, []).append((share.right, share))
        of.setdefault(share.right, []).append((share.left, share))
    found: dict[tuple[str, str], Taken] = {}
    for child, others in sorted(of.items()):
        known = {other: order(other, child) for other, _ in others}
        before = [(other, share) for other, share in others if known[other] <= 0]
        rank = {o: (known[o], sum(order(p, o) < 0 for p, _ in before), o) for o, _ in before}
        for parent, words, runs in _explained(child, before, rank):
            directed = known[parent] < 0
            pair = (parent, child) if directed else (min(parent, child), max(parent, child))
            one = Taken(*pair, words, directed, runs)
            if pair not in found or found[pair].words < words:
                found[pair] = one
    _tie(found, [s for s in shares if order(s.left, s.right) == 0])
    return tuple(sorted(found.values(), key=lambda t: (t.child, t.parent)))


def _tie(found: dict[tuple[str, str], Taken], open_: Sequence[SharedText]) -> None:
    """Bring together what shares text in unknown order and has no ancestor in common yet, most words first.

    Each of four undated copies may be nearest to one of the others, two and two; they are one all the same.
    """
    parents = copy_parents(list(found.values()))
    for share in sorted(open_, key=lambda s: (-s.words, s.left, s.right)):
        if not lines_of(share.left, parents) & lines_of(share.right, parents):
            pair = (min(share.left, share.right), max(share.left, share.right))
            found[pair] = Taken(*pair, share.words, False, tuple(range(len(share.runs))))
            for one, other in (pair, pair[::-1]):
                parents[one] = parents.get(one, frozenset()) | {other}


def copy_parents(taken: Sequence[Taken]) -> dict[str, frozenset[str]]:
    """What each text was taken from; of two in unknown order each may be from the other, so that they are one."""
    parents: dict[str, set[str]] = {}
    for one in taken:
        parents.setdefault(one.child, set()).add(one.parent)
        if not one.directed:
            parents.setdefault(one.parent, set()).add(one.child)
    return {child: frozenset(found) for child, found in sorted(parents.items())}


def _explained(
    child: str, before: Sequence[tuple[str, SharedText]], rank: Mapping[str, tuple[int, int, str]]
) -> list[tuple[str, int, tuple[int, ...]]]:
    """Parents with the words they explain beyond those before them, and by which runs; the greatest first."""
    covered: list[_Span] = []
    waiting = list(before)
    chosen: list[tuple[str, int, tuple[int, ...]]] = []
    while waiting:
        gains = []
        for other, share in waiting:
            new = [_new_words(run, child == share.left, covered) for run in share.runs]
            gains.append((-sum(new), rank[other], share, tuple(i for i, words in enumerate(new) if words)))
        least, best, share, runs = min(gains, key=lambda g: g[:2])
        if chosen and -least < LEAST_NEW_WORDS:
            break
        other = best[-1]
        chosen.append((other, -least, runs))
        covered = _joined([*covered, *(_own(run, child == share.left) for run in share.runs)])
        waiting = [pair for pair in waiting if pair[0] != other]
    return chosen


def _own(run: tuple[_Span, _Span, int], left: bool) -> _Span:
    return run[0] if left else run[1]


def _new_words(run: tuple[_Span, _Span, int], left: bool, covered: Sequence[_Span]) -> int:
    """The words of a run that nothing covers yet, by their share of its characters."""
    start, end = _own(run, left)
    known = sum(max(0, min(end, b) - max(start, a)) for a, b in covered)
    return run[2] * (end - start - known) // (end - start)


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
