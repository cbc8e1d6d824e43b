"""Words of a recognised line: where each begins and ends, by its letters and by the white around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loupe.reading.draft import clean_text
from loupe.reading.paper.seen import Box, Pixels, SeenWord

__all__ = ["split_words", "type_size", "unread_share"]

_TALL = frozenset("bdfhklt()[]{}/\\!?\"'$&%€£ß")
_DEEP, _LOW = frozenset("gjpqyQ()[]{}çşţßµ"), frozenset(",;")
_FEW_GAPS = 3  # between the words of a line, fewer do not tell how wide they are
_LIKE_OTHERS, _NARROW = 0.9, 8.0  # of the usual gap between words; pixels
_REACH = 0.75  # of the height of a line: half a wide letter and half its neighbour
# Heights above and below the line of small letters, as shares of the type size, in the faces that books are set in.
_X_HEIGHT, _ABOVE, _BELOW, _COMMA = 0.46, 0.22, 0.22, 0.14
_STROKE = 3  # pixels of a row that are ink and no speck


def split_words(
    text: str,
    columns: Sequence[int],
    sure: Sequence[float],
    crop: Pixels,
    step: int,
    place: Callable[[float, float], Box],
) -> tuple[SeenWord, ...]:
    """The words of a line.

    ``columns`` and ``sure`` are the column (in steps of ``step`` pixels of ``crop``) and the confidence of each
    character of ``text``; ``place`` gives the box of the stretch between two pixels of ``crop``. A word ends where the
    widest white stretch between its last letter and the first of the next begins. Blanks that the network swallowed
    ("second.The") are put back where the white between two letters is as wide as that between words.
    """
    spans = _spans(text)
    if not spans:
        return ()
    inked = _inked(crop)
    middle = [(column + 0.5) * step for column in columns]
    spans = _split_at_lost_blanks(spans, inked, middle)
    ink = np.flatnonzero(inked)
    first = float(min(ink[0], middle[spans[0][0]])) if len(ink) else 0.0
    last = float(max(ink[-1] + 1, middle[spans[-1][1] - 1])) if len(ink) else float(crop.shape[1])
    starts, ends = [first], []
    for (_, end), (start, _) in pairwise(spans):
        gap = _widest_gap(inked, middle[end - 1], middle[start])
        ends.append(gap[0])
        starts.append(gap[1])
    ends.append(last)
    words: list[SeenWord] = []
    for (a, b), left, right in zip(spans, starts, ends, strict=True):
        said = "".join(clean_text(text[a:b]).split())
        if said:
            words.append(SeenWord(said, place(left, right), float(np.mean(sure[a:b]))))
    return tuple(words)


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for at, character in enumerate(text + " "):
        if character.isspace():
            if start is not None:
                spans.append((start, at))
            start = None
        elif start is None:
            start = at
    return spans


def _split_at_lost_blanks(
    spans: list[tuple[int, int]], inked: npt.NDArray[np.bool_], middle: Sequence[float]
) -> list[tuple[int, int]]:
    def white(before: int, after: int) -> float:
        start, end = _widest_gap(inked, middle[before], middle[after])
        return end - start

    gaps = sorted(white(left[1] - 1, right[0]) for left, right in pairwise(spans))
    if len(gaps) < _FEW_GAPS:
        return spans
    wide = max(_NARROW, _LIKE_OTHERS * gaps[len(gaps) // 2])
    split: list[tuple[int, int]] = []
    for start, end in spans:
        for at in range(start + 1, end):
            if white(at - 1, at) >= wide:
                split.append((start, at))
                start = at
        split.append((start, end))
    return split


def _ink(crop: Pixels) -> npt.NDArray[np.bool_]:
    """Where a line's picture is written on, dark on light or light on dark."""
    away = np.abs(crop.astype(np.int16) - np.int16(np.median(crop)))
    return np.asarray(away > max(24.0, 0.4 * float(np.percentile(away, 99))))


def _inked(crop: Pixels) -> npt.NDArray[np.bool_]:
    """For each column of a line's picture whether something is written in it, dark on light or light on dark."""
    strong = _ink(crop)
    # The rim of the cut belongs to the lines above and below.
    rim = crop.shape[0] // 8
    return np.asarray(strong[rim:-rim].sum(axis=0) >= 1)


def _widest_gap(inked: npt.NDArray[np.bool_], left: float, right: float) -> tuple[float, float]:
    """The widest stretch without ink between the middles of two letters; the point halfway when there is none."""
    low, high = max(0, int(left)), min(len(inked), int(right) + 1)
    best = (0, (left + right) / 2, (left + right) / 2)
    start = low
    for at in range(low, high + 1):
        if at == high or inked[at]:
            if at - start > best[0]:
                best = (at - start, float(start), float(at))
            start = at + 1
    return best[1], best[2]


def unread_share(columns: Sequence[int], crop: Pixels, step: int) -> float:
    """The share of a line's ink, 0 to 1, that is farther from every letter that was read than letters are wide.

    A network that meets letters of a script it has not learnt says nothing at all in their place, and is sure of the
    others. Rules and dots on which words are written are not counted: they leave the middle of the line free.
    """
    high = crop.shape[0]
    inked = np.flatnonzero(_ink(crop)[high // 4 : high * 5 // 8].any(axis=0))
    if not len(inked):
        return 0.0
    if not columns:
        return 1.0
    letters = (np.asarray(columns) + 0.5) * step
    after = np.searchsorted(letters, inked)
    left = np.abs(inked - letters[np.maximum(after - 1, 0)])
    right = np.abs(inked - letters[np.minimum(after, len(letters) - 1)])
    return float(np.mean(np.minimum(left, right) > _REACH * high))


def type_size(text: str, crop: Pixels) -> float:
    """The type size in pixels of ``crop``: the height of the ink, by what the letters of ``text`` reach."""
    free = np.flatnonzero(_ink(crop).sum(axis=1) < _STROKE)
    middle = crop.shape[0] // 2
    # What is written above and below the line may reach into its picture: only the rows around its middle count.
    top = max((int(row) + 1 for row in free if row < middle), default=0)
    bottom = min((int(row) for row in free if row > middle), default=crop.shape[0])
    inked = float(max(1, bottom - top))
    tall = any(c in _TALL or c.isupper() or c.isdigit() for c in text)
    below = _BELOW if any(c in _DEEP for c in text) else _COMMA if any(c in _LOW for c in text) else 0.0
    return inked / (_X_HEIGHT + _ABOVE * tall + below)
