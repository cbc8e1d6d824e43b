"""Who copies whom, as far as the values tell: sources that share their rare errors (Dong, Berti-Equille, Srivastava).

"Integrating Conflicting Data: The Role of Source Dependence", VLDB 2009. Two sources that are often right share many
values because there is one truth; two that share values nobody else gives are hardly independent. The posterior weighs
shared true, shared false and differing values; here each shared value counts by how far it is believed, and values
that contain each other are no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from loupe.reasoning.truth.board import Board, Floats, Ints, pairs_within

__all__ = ["Links", "declared_pairs", "find_links"]

_LARGEST = 700.0  # beyond this the exponential of a float overflows


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of sources that may not be independent; ``left`` < ``right`` (pairs,).

    ``declared`` (pairs,) marks those whose dependence is known. ``shared_pair`` and ``shared_value`` (shared values,)
    list which pair shares which value; ``differ`` (pairs,) counts the items on which the two give values that exclude
    each other.
    """

    left: Ints
    right: Ints
    declared: Ints
    shared_pair: Ints
    shared_value: Ints
    differ: Floats

    def dependence(
        self, accuracy: Floats, belief: Floats, *, false_values: int, copy_rate: float, prior: float
    ) -> Floats:
        """How likely it is, in [0, 1], that one of each pair copies the other; 1 where that is declared.

        ``accuracy`` (sources,) in (0, 1); ``belief`` (values,) is how far each value, or a narrower one, is believed.
        ``prior`` is the probability of copying before any value is seen, both directions together.
        """
        one, two = accuracy[self.left], accuracy[self.right]
        both_right, both_wrong = one * two, (1 - one) * (1 - two) / false_values
        p, at = belief[self.shared_value], self.shared_pair
        alone = np.maximum(p * both_right[at] + (1 - p) * both_wrong[at], 1e-300)
        apart = self.differ * np.log(1 - copy_rate)
        from_two = self._ratio(copy_rate, p * two[at] + (1 - p) * (1 - two[at]), alone) + apart
        from_one = self._ratio(copy_rate, p * one[at] + (1 - p) * (1 - one[at]), alone) + apart
        most = np.clip(np.maximum(from_one, from_two), 0, None)
        copying = prior / 2 * (
            np.exp(np.clip(from_one - most, -_LARGEST, 0)) + np.exp(np.clip(from_two - most, -_LARGEST, 0))
        )
        found = copying / (copying + (1 - prior) * np.exp(np.clip(-most, -_LARGEST, 0)))
        return np.where(self.declared == 1, 1.0, found)

    def _ratio(self, copy_rate: float, copied: Floats, alone: Floats) -> Floats:
        """The log ratio of copying to chance over the shared values of each pair."""
        each = np.log(copy_rate * copied / alone + 1 - copy_rate)
        return np.bincount(self.shared_pair, each, len(self.left))


def declared_pairs(drawn: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The pairs of sources, each in order, that are not independent because they are said to draw on the same thing.

    ``drawn`` holds (source, what it draws on); what is drawn on need not be a source itself. Two are dependent when one
    goes back to the other or both go back to a third; two originals of one digest stay independent.
    """
    above: dict[str, set[str]] = {}
    for source, root in drawn:
        above.setdefault(source, set()).add(root)
        above.setdefault(root, set())
    lines: dict[str, frozenset[str]] = {}
    for source in above:
        seen: set[str] = set()
        stack = [source]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                stack.extend(above.get(node, ()))
        lines[source] = frozenset(seen)
    nodes = sorted(lines)
    return frozenset((a, b) for i, a in enumerate(nodes) for b in nodes[i + 1 :] if lines[a] & lines[b])


def find_links(board: Board, declared: Iterable[tuple[str, str]], least_shared: int) -> Links:
    """The pairs worth looking at: the declared ones, and those that share ``least_shared`` values of a minority.

    A minority value is one that fewer sources give than the item's commonest and that does not contain that one. With
    ``least_shared`` 0, every pair that shares any value is looked at.
    """
    count = len(board.sources)
    at = {source: i for i, source in enumerate(board.sources)}
    known = {tuple(sorted((at[a], at[b]))) for a, b in declared_pairs(declared) if a in at and b in at}
    known_keys = np.array(sorted(a * count + b for a, b in known), np.int64)
    keys = np.union1d(known_keys, _candidates(board, least_shared))
    shared_pair, shared_value = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for i, j in pairs_within(board.claim_value):
        pair = _place(keys, board.claim_source[i] * count + board.claim_source[j])
        shared_pair.append(pair[pair >= 0])
        shared_value.append(board.claim_value[i][pair >= 0])
    shared = np.concatenate(shared_pair)
    together = np.bincount(shared, minlength=len(keys)) + _compatible(board, keys)
    left, right = keys // count, keys % count
    differ = np.maximum(_common_items(board, left, right) - together, 0).astype(np.float64)
    told = np.isin(keys, known_keys).astype(np.int64)
    return Links(left, right, told, shared, np.concatenate(shared_value), differ)


def _place(keys: Ints, wanted: Ints) -> Ints:
    """Where each wanted key stands in the sorted keys, -1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _candidates(board: Board, least: int) -> Ints:
    count, chosen = len(board.sources), np.ones(len(board.values), bool)
    if least:
        top = board.best(board.votes)
        most = board.votes[top][board.item_of]
        chosen = board.votes < most
        commonest = np.zeros(len(board.values), bool)
        commonest[top] = True
        chosen[board.broad[commonest[board.narrow]]] = False
    claims = np.flatnonzero(chosen[board.claim_value])
    found, times = np.empty(0, np.int64), np.empty(0, np.int64)
    for i, j in pairs_within(board.claim_value[claims]):
        pair = board.claim_source[claims[i]] * count + board.claim_source[claims[j]]
        keys, where = np.unique(np.concatenate([found, pair]), return_inverse=True)
        times = np.bincount(where, np.concatenate([times, np.ones(len(pair), np.int64)])).astype(np.int64)
        found = keys
    return found[times >= max(least, 1)]


def _common_items(board: Board, left: Ints, right: Ints) -> Ints:
    """How many items both of each pair speak of."""
    order = np.argsort(board.claim_source, kind="stable")
    ends = np.cumsum(np.bincount(board.claim_source, minlength=len(board.sources)))
    items = [np.unique(block) for block in np.split(board.item_of[board.claim_value[order]], ends[:-1])]
    common = np.zeros(len(left), np.int64)
    marked = np.zeros(len(board.items), bool)
    before = -1
    for place, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if a != before:
            marked[:] = False
            marked[items[a]] = True
            before = a
        common[place] = np.count_nonzero(marked[items[b]])
    return common


def _compatible(board: Board, keys: Ints) -> Ints:
    """How often each pair gives two values of which one contains the other."""
    count, found = len(board.sources), np.zeros(len(keys), np.int64)
    starts = np.searchsorted(board.claim_value, np.arange(len(board.values) + 1))
    for b, n in zip(board.broad.tolist(), board.narrow.tolist(), strict=True):
        one = board.claim_source[starts[b] : starts[b + 1]][:, None]
        two = board.claim_source[starts[n] : starts[n + 1]][None, :]
        pair = _place(keys, (np.minimum(one, two) * count + np.maximum(one, two)).ravel())
        found += np.bincount(pair[pair >= 0], minlength=len(keys))
    return found
