"""The order in which lines on a page are read: columns one after the other, what spans them in between.

A gutter is a vertical stripe that (nearly) no line crosses, with running text on both sides. Lines that cross it (a
headline over two columns) part the page into bands, and in each band the left side is read before the right one. The
same is done again within each side. What is left is read in rows. The rows of a table have gutters too, but no running
text at their sides, so that they stay rows. The idea is that of Breuel, "Two geometric algorithms for layout analysis"
(DAS 2002): find the whitespace, let it part the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeVar

from loupe.reading.paper.seen import Box

__all__ = ["read_in_order"]

T = TypeVar("T")

_DEPTH = 4
_CROSSING = 0.25  # at most that share of the lines may cross a gutter
_FEW_LINES = 3
_FILLED = 0.55  # a line of running text fills that share of its column
_LONG = 5.0  # and is that many times as long as it is high


def read_in_order(items: Sequence[T], box: Callable[[T], Box]) -> list[list[T]]:
    """Rows of items from left to right, in reading order."""
    boxes = ((box(item), at) for at, item in enumerate(items))
    placed = sorted(boxes, key=lambda pair: (pair[0][1], pair[0][0], pair[1]))
    return [[items[at] for _, at in row] for row in _order(placed, 0)]


_Placed = tuple[Box, int]


def _order(items: list[_Placed], depth: int) -> list[list[_Placed]]:
    gutter = _gutter(items) if depth < _DEPTH else None
    if gutter is None:
        return _rows(items)
    rows: list[list[_Placed]] = []
    band: list[_Placed] = []

    def read_band() -> None:
        left = [item for item in band if _middle(item[0]) < gutter]
        right = [item for item in band if _middle(item[0]) >= gutter]
        rows.extend(_order(left, depth + 1) + _order(right, depth + 1))
        band.clear()

    for item in items:
        if item[0][0] < gutter < item[0][2]:
            # A crossing line ends the band only when all of the band stands above it.
            below = [other for other in band if other[0][1] > _level(item[0])]
            for other in below:
                band.remove(other)
            read_band()
            rows.append([item])
            band.extend(below)
        else:
            band.append(item)
    read_band()
    return rows


def _gutter(items: list[_Placed], depth: int = 0) -> float | None:
    """The middle of the stripe that parts the items in two columns of running text, the widest there is."""
    if len(items) < 2 * _FEW_LINES:
        return None
    high = median(b[3] - b[1] for b, _ in items)
    left, right = min(b[0] for b, _ in items), max(b[2] for b, _ in items)
    best: tuple[float, float] | None = None
    for a, b in _stripes(items, _CROSSING * len(items)):
        if b - a < 0.4 * high or not left + 0.1 * (right - left) < (a + b) / 2 < right - 0.1 * (right - left):
            continue
        middle = (a + b) / 2
        sides = ([i for i in items if i[0][2] <= middle], [i for i in items if i[0][0] >= middle])
        if (best is None or b - a > best[0]) and all(_is_running(side, depth) for side in sides):
            best = (b - a, middle)
    return best[1] if best else None


def _stripes(items: list[_Placed], most: float) -> list[tuple[float, float]]:
    """The widest stripes from top to bottom that at most ``most`` items cross, from left to right."""
    edges = sorted({b[0] for b, _ in items} | {b[2] for b, _ in items})
    starts, ends = sorted(b[0] for b, _ in items), sorted(b[2] for b, _ in items)
    stripes: list[tuple[float, float]] = []
    for a, b in pairwise(edges):
        if bisect_right(starts, a) - bisect_right(ends, a) > most:
            continue
        if stripes and stripes[-1][1] == a:
            stripes[-1] = (stripes[-1][0], b)
        else:
            stripes.append((a, b))
    return stripes


def _is_running(items: list[_Placed], depth: int) -> bool:
    """Whether items are long lines that fill their width, or several columns of such lines."""
    if len(items) < _FEW_LINES:
        return False
    width = max(b[2] for b, _ in items) - min(b[0] for b, _ in items)
    lengths = [b[2] - b[0] for b, _ in items]
    high = median(b[3] - b[1] for b, _ in items)
    if median(lengths) < _LONG * high:
        return False
    return median(lengths) >= _FILLED * width or (depth < 2 and _gutter(items, depth + 1) is not None)


def _rows(items: list[_Placed]) -> list[list[_Placed]]:
    rows: list[list[_Placed]] = []
    for item in items:
        # Rows are few on a level: only the last ones can be this item's.
        for row in reversed(rows[-3:]):
            if all(_level_with(item[0], other[0]) for other in row):
                row.append(item)
                break
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: (item[0][0], item[1])) for row in rows]


def _level_with(a: Box, b: Box) -> bool:
    """Whether two boxes stand side by side on one line."""
    shared = min(a[3], b[3]) - max(a[1], b[1])
    apart = a[0] >= b[2] - 0.3 * (b[3] - b[1]) or b[0] >= a[2] - 0.3 * (a[3] - a[1])
    return apart and shared > 0.5 * min(a[3] - a[1], b[3] - b[1])


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _level(box: Box) -> float:
    return (box[1] + box[3]) / 2
