"""How lines of writing lie on a picture: their corners in the network's map, their slope, each cut out straight."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from loupe.reading.paper.seen import Pixels

__all__ = ["LETTER_HEIGHT", "LETTER_STEP", "Quads", "as_read", "cut_out", "lie_down", "line_boxes", "sides", "skew_of"]

Quads = npt.NDArray[np.float64]
"""Corners of lines: n, 4 (upper left, upper right, lower right, lower left as the line is read), x and y."""

_INK, _BOX_SCORE, _UNCLIP = 0.3, 0.5, 1.6  # thresholds that the detection model was published with
_MOST_LINES = 4000
_WIDEST = 3200
LETTER_HEIGHT = 48  # pixels; the height that the recognition network takes
LETTER_STEP = 8  # pixels of a line for each of the network's answers


def line_boxes(answer: npt.NDArray[np.float32]) -> Iterator[npt.NDArray[np.float64]]:
    """The corners of the lines in the detection network's map of where writing is."""
    import cv2

    ink = cv2.dilate((answer > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:_MOST_LINES]:
        (x, y), (wide, high), angle = cv2.minAreaRect(contour)
        if min(wide, high) < 3:
            continue
        corners = cv2.boxPoints(((x, y), (wide, high), angle))
        if _score(answer, corners) < _BOX_SCORE:
            continue
        margin = 2 * _UNCLIP * wide * high / (2 * (wide + high))
        if min(wide, high) + margin >= 5:
            yield _corners(cv2.boxPoints(((x, y), (wide + margin, high + margin), angle)))


def _score(answer: npt.NDArray[np.float32], corners: npt.NDArray[Any]) -> float:
    import cv2

    height, width = answer.shape
    left, top = (max(0, math.floor(v)) for v in corners.min(axis=0))
    right, bottom = (min(most - 1, math.ceil(v)) for v, most in zip(corners.max(axis=0), (width, height), strict=True))
    if right < left or bottom < top:
        return 0.0
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(answer[top : bottom + 1, left : right + 1], mask)[0])


def _corners(points: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Four corners as upper left, upper right, lower right, lower left of the picture."""
    by_x = points[np.argsort(points[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array((left[0], right[0], right[1], left[1]), dtype=np.float64)


def sides(quads: Quads) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """How wide and how high each line is, along itself."""
    return np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1), np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)


def lie_down(quads: Quads) -> bool:
    """Whether the longer pieces of writing run from top to bottom."""
    wide, high = sides(quads)
    return bool(np.sum(high[high > 1.5 * wide]) > np.sum(wide[wide > 1.5 * high]))


def as_read(quads: Quads, turned: int) -> Quads:
    """The corners so that each line's first side is its upper one, on a page that is turned by ``turned`` clockwise.

    Turned by a quarter, what was the lower left corner becomes the upper left one. Lines that stand across the others
    (a stamp at the edge of the page) keep their own direction.
    """
    wide, high = sides(quads)
    across = high > 1.5 * wide if turned == 0 else high >= wide / 1.5
    out = quads.copy()
    out[across] = np.roll(quads[across], 1, axis=1)
    return out


def skew_of(quads: Quads) -> float:
    """The angle of most lines in degrees, from -45 to 45: the median, each line by its length."""
    along = quads[:, 1] - quads[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    angle = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    use = (length > 4 * high) & (np.abs(angle) < 45)
    if not use.any():
        return 0.0
    order = np.argsort(angle[use], kind="stable")
    weight = np.cumsum(length[use][order])
    middle = float(angle[use][order][np.searchsorted(weight, weight[-1] / 2)])
    return middle if abs(middle) >= 0.2 else 0.0


def cut_out(picture: Pixels, quad: npt.NDArray[np.float64]) -> Pixels:
    """The picture of one line, upright and 48 pixels high."""
    import cv2

    wide = max(1, int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))))
    high = max(1, int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))))
    flat = np.array(((0, 0), (wide, 0), (wide, high), (0, high)), dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    crop = cv2.warpPerspective(picture, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    across = min(_WIDEST, max(LETTER_STEP, math.ceil(LETTER_HEIGHT * wide / high)))
    return np.asarray(cv2.resize(crop, (across, LETTER_HEIGHT)), dtype=np.uint8)
