"""Who copies whom, as far as the values tell: sources that share what nobody else says.

Two sources that are often right share many values because there is one truth; two that share values nobody else gives
are hardly independent (Dong, Berti-Equille, Srivastava, "Integrating Conflicting Data: The Role of Source Dependence",
VLDB 2009). Two ways to weigh that are here. ``dependence_by_counts`` is theirs, from shared true, shared false and
differing values. ``dependence`` is a likelihood ratio in which copying and independence each get the accuracy that
suits it best: so two sources that are right against a majority are not taken for copies of each other only because the
majority makes them look wrong. What a shared value tells is then how few others say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from loupe.reasoning.truth.board import Board, Floats, Ints, pairs_within, sums

__all__ = ["Links", "declared_pairs", "dependence", "dependence_by_counts", "find_links"]

_LARGEST = 700.0  # beyond this the exponential of a float overflows
_ACCURACIES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of sources that may not be independent; ``left`` < ``right`` (pairs,).

    ``declared`` (pairs,) marks with 1 those whose dependence is known. ``shared`` (shared values,) tells which pair
    shares a value, ``one`` and ``two`` which claims of the board those are. ``differ`` (pairs,) counts the items on
    which the two give values that exclude each other.
    """

    left: Ints
    right: Ints
    declared: Ints
    shared: Ints
    one: Ints
    two: Ints
    differ: Floats


def dependence(board: Board, links: Links, own: Floats, *, false_values: int, copy_rate: float, prior: float) -> Floats:
    """How likely it is, in [0, 1], that one of each pair copies the other; 1 where that is declared.

    ``own`` (claims,) in [0, 1] is what each claim counts beside those it is known to repeat. Of each shared value it is
    asked how many independent *others* say it, or a narrower one; values that contain each other are no difference.
    ``prior`` is the probability of copying before any value is seen. Generalised likelihood ratio over a fixed list of
    accuracies.
    """
    votes = board.by_value(own)
    said, asked = board.with_narrower(votes), board.by_item(votes)[board.item_of]
    at = board.claim_value[links.one]
    ours = own[links.one] + own[links.two]
    p = np.clip((said[at] - ours + 0.5) / (asked[at] - ours + 1), 0.0, 1.0)
    alone = np.full(len(links.left), -np.inf)
    copied = alone.copy()
    for accuracy in _ACCURACIES:
        false = (1 - accuracy) ** 2 / false_values
        chance = p * accuracy**2 + (1 - p) * false
        taken = copy_rate * (p * accuracy + (1 - p) * (1 - accuracy)) + (1 - copy_rate) * chance
        apart = np.log(1 - accuracy**2 - false)
        alone = np.maximum(alone, _per_pair(links, np.log(chance)) + links.differ * apart)
        copied = np.maximum(copied, _per_pair(links, np.log(taken)) + links.differ * (apart + np.log(1 - copy_rate)))
    found = 1 / (1 + (1 - prior) / prior * np.exp(np.clip(alone - copied, -_LARGEST, _LARGEST)))
    return np.where(links.declared == 1, 1.0, found)


def dependence_by_counts(
    board: Board, links: Links, accuracy: Floats, belief: Floats, *, false_values: int, copy_rate: float, prior: float
) -> Floats:
    """The posterior of Dong et al. (2009), in [0, 1], from expected counts of shared true and shared false values.

    ``accuracy`` (sources,) in (0, 1); ``belief`` (values,) is how far each value is believed. ``prior`` is that of
    copying in either direction. Declared dependence is 1.
    """
    left, right = accuracy[links.left], accuracy[links.right]
    true, false = left * right, (1 - left) * (1 - right) / false_values
    p = belief[board.claim_value[links.one]]
    shared_true, shared_false = _per_pair(links, p), _per_pair(links, 1 - p)
    apart = links.differ * np.log(1 - copy_rate)
    ratios = [
        shared_true * np.log(copy_rate * source / true + 1 - copy_rate)
        + shared_false * np.log(copy_rate * (1 - source) / false + 1 - copy_rate)
        + apart
        for source in (left, right)
    ]
    most = np.maximum(np.maximum(*ratios), 0)
    copying = prior / 2 * sum(np.exp(np.maximum(ratio - most, -_LARGEST)) for ratio in ratios)
    found = copying / (copying + (1 - prior) * np.exp(np.maximum(-most, -_LARGEST)))
    return np.where(links.declared == 1, 1.0, found)


def _per_pair(links: Links, of_shared: Floats) -> Floats:
    return sums(links.shared, of_shared, len(links.left))


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
    """The pairs worth looking at: the declared ones, and those that share ``least_shared`` contested values.

    A value is contested when somebody gives one that excludes it. With ``least_shared`` 0, every pair that shares any
    value is looked at.
    """
    count = len(board.sources)
    at = {source: i for i, source in enumerate(board.sources)}
    known = {tuple(sorted((at[a], at[b]))) for a, b in declared_pairs(declared) if a in at and b in at}
    known_keys = np.array(sorted(a * count + b for a, b in known), np.int64)
    keys = np.union1d(known_keys, _candidates(board, least_shared))
    blocks = [(np.empty(0, np.int64),) * 3]
    for i, j in pairs_within(board.claim_value):
        pair = _place(keys, board.claim_source[i] * count + board.claim_source[j])
        blocks.append((pair[pair >= 0], i[pair >= 0], j[pair >= 0]))
    shared, one, two = (np.concatenate(column) for column in zip(*blocks, strict=True))
    together = np.bincount(shared, minlength=len(keys)) + _compatible(board, keys)
    left, right = keys // count, keys % count
    differ = np.maximum(_common_items(board, left, right) - together, 0).astype(np.float64)
    told = np.isin(keys, known_keys).astype(np.int64)
    return Links(left, right, told, shared, one, two, differ)


def _place(keys: Ints, wanted: Ints) -> Ints:
    """Where each wanted key stands in the sorted keys, -1 where it does not."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _candidates(board: Board, least: int) -> Ints:
    count, chosen = len(board.sources), np.ones(len(board.values), bool)
    if least:
        named = board.by_item(np.ones(len(board.values)))[board.item_of]
        related = np.bincount(np.concatenate([board.broad, board.narrow]), minlength=len(board.values))
        chosen = named - related > 1
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
