"""What a ranking hangs on: which clusters of clues, which single weights, and whether the words alone bear it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import comb, inf

from loupe.reasoning.clues import Clue
from loupe.reasoning.hypotheses import Hypothesis, Weighed, order_of, weigh

__all__ = ["Change", "Hanging", "hanging_on"]

Order = tuple[tuple[str, ...], ...]
_MOST_TRIED = 20_000
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, and the order of the hypotheses that came of it.

    ``origins`` fall away, or ``hypothesis`` has the weight of the one origin a band nearer to no support. ``first``
    says that somebody else, or somebody more, has the first place then.
    """

    origins: tuple[str, ...]
    hypothesis: str | None
    order: Order
    first: bool


@dataclass(frozen=True, slots=True)
class Hanging:
    """What the order of the hypotheses hangs on.

    ``smallest`` are all smallest sets of origins without which the order is another, ``smallest_first`` the same for
    the first place alone; both are empty when all hypotheses are level. ``without`` has every single origin, whether
    the order changes by its fall or not, ``weaker`` the single weights that change the order when they are one band
    weaker. ``firm`` says that the order is the same wherever in their bands the weights lie.
    """

    smallest: tuple[Change, ...]
    smallest_first: tuple[Change, ...]
    without: tuple[Change, ...]
    weaker: tuple[Change, ...]
    firm: bool


def hanging_on(
    hypotheses: Collection[Hypothesis],
    clues: Collection[Clue],
    impossible: Collection[Sequence[str]] = (),
    attacks: Collection[tuple[str, str]] = (),
) -> Hanging:
    """What the order that ``weigh`` gives of the same input hangs on.

    The smallest sets are exact: weights of origins add up, so for two hypotheses the fewest origins are those that part
    them most. All sets of that size are listed where there are at most 20,000 to try, else one for each pair.
    """
    table = weigh(hypotheses, clues, impossible, attacks)
    return Hanging(
        smallest=_smallest(table, first_only=False),
        smallest_first=_smallest(table, first_only=True),
        without=tuple(_change(table, (c.origin,)) for c in table.columns if c.clues),
        weaker=tuple(_weaker(table, hypotheses, clues, impossible, attacks)),
        firm=_firm(table),
    )


def _totals(table: Weighed, gone: Collection[str] = ()) -> dict[str, float]:
    totals = {r.hypothesis.id: -inf if r.impossible else 0.0 for r in table.rows}
    for column in table.columns:
        if column.origin not in gone:
            for cell in column.cells:
                totals[cell.hypothesis] += cell.span.middle
    return totals


def _change(table: Weighed, gone: tuple[str, ...]) -> Change:
    order = order_of(_totals(table, gone))
    return Change(gone, None, order, order[:1] != table.order[:1])


def _smallest(table: Weighed, *, first_only: bool) -> tuple[Change, ...]:
    found = [_fewest(table, ahead, behind) for ahead, behind in _pairs(table, first_only=first_only)]
    sets = [one for one in found if one]
    if not sets:
        return ()
    size = min(map(len, sets))
    origins = [c.origin for c in table.columns if c.clues]
    tried = combinations(origins, size) if comb(len(origins), size) <= _MOST_TRIED else iter(sorted(set(sets)))
    changes = (_change(table, gone) for gone in tried if len(gone) == size)
    return tuple(c for c in changes if (c.first if first_only else c.order != table.order))


def _pairs(table: Weighed, *, first_only: bool) -> Iterator[tuple[str, str]]:
    """Who stands before whom; for the first place, also those that share it: the fall of one leaves it to the other."""
    groups = table.order
    for i, group in enumerate(groups[:1] if first_only else groups):
        for other in groups[i + 1 :]:
            yield from ((a, b) for a in group for b in other)
        yield from ((a, b) for a in group for b in group if a != b)


def _fewest(table: Weighed, ahead: str, behind: str) -> tuple[str, ...]:
    """The fewest origins without which the two no longer stand as they do; empty when there are none."""
    cells = {(c.origin, cell.hypothesis): cell.span.middle for c in table.columns for cell in c.cells}
    apart = {c.origin: cells.get((c.origin, ahead), 0.0) - cells.get((c.origin, behind), 0.0) for c in table.columns}
    totals = _totals(table)
    left = totals[ahead] - totals[behind]
    if not abs(left) < inf:  # impossible as it stands, or both are: no clue changes that
        return ()
    if abs(left) < _TINY:
        return tuple(sorted(o for o in apart if abs(apart[o]) >= _TINY)[:1])
    gone: list[str] = []
    for origin in sorted(apart, key=lambda o: (-apart[o], o)):
        if left < _TINY:
            break
        left -= apart[origin]
        gone.append(origin)
    return tuple(sorted(gone))


def _weaker(
    table: Weighed,
    hypotheses: Collection[Hypothesis],
    clues: Collection[Clue],
    impossible: Collection[Sequence[str]],
    attacks: Collection[tuple[str, str]],
) -> Iterator[Change]:
    for column in table.columns:
        for cell in column.cells:
            if not (cell.supports.middle or cell.opposes.middle):
                continue
            changed = [_one_band_down(c, cell.hypothesis) if c.id in column.clues else c for c in clues]
            order = weigh(hypotheses, changed, impossible, attacks).order
            if order != table.order:
                yield Change((column.origin,), cell.hypothesis, order, order[:1] != table.order[:1])


def _one_band_down(clue: Clue, hypothesis: str) -> Clue:
    level = clue.weights[hypothesis]
    nearer = level - (level > 0) + (level < 0)
    return replace(clue, weights={**clue.weights, hypothesis: nearer})


def _firm(table: Weighed) -> bool:
    """Whether each stays before the next wherever in their bands the weights lie; bands that meet share one edge."""
    spans = {(c.origin, cell.hypothesis): cell for c in table.columns for cell in c.cells}
    possible = {r.hypothesis.id for r in table.rows if not r.impossible}
    groups = [[h for h in group if h in possible] for group in table.order]
    for before, after in pairwise(groups):
        for a in before:
            for b in after:
                least = 0.0
                for column in table.columns:
                    x, y = spans.get((column.origin, a)), spans.get((column.origin, b))
                    if x and y and x.span == y.span:
                        continue
                    least += (x.span.least if x else 0.0) - (y.span.most if y else 0.0)
                if least < -_TINY:
                    return False
    return all(len(group) <= 1 for group in groups)
