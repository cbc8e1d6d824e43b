"""What text recognition sees on a picture: words with boxes, in a frame in which the writing stands upright."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Alive", "Box", "Frame", "Pixels", "Recognizer", "Seen", "SeenLine", "SeenWord"]

Pixels = npt.NDArray[np.uint8]
"""A picture in shades of grey: rows, columns; 0 is black."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


Alive = Callable[[], None]
"""Called by what works long, so that whoever waits knows that it does."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word, its box in pixels of the upright frame, and how sure the recogniser is (0 to 1)."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A run of words on one line.

    ``box`` in pixels of the upright frame is that of the whole line, ``size`` the height of its type in pixels, which
    does not depend on which letters it has.
    """

    words: tuple[SeenWord, ...]
    box: Box
    size: float

    @property
    def text(self) -> str:
        """The words, one blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The mean of its words, each by its length."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(letters, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the writing lies on a picture of ``width`` by ``height`` pixels.

    ``turned`` (0, 90, 180 or 270) is how far the picture must be turned clockwise for its writing to stand upright, and
    ``skew`` the degrees by which the lines then still rise (negative) or fall (positive) to the right. The upright
    frame is the picture turned by ``turned`` and then by ``-skew`` about its middle; what stood in a corner may have
    coordinates a little outside of it.
    """

    width: int
    height: int
    turned: int = 0
    skew: float = 0.0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright frame."""
        return (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)

    def upright(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Points of the picture (n, 2) in the upright frame."""
        x, y = points[..., 0], points[..., 1]
        w, h = self.width, self.height
        turned = {0: (x, y), 90: (h - y, x), 180: (w - x, h - y), 270: (y, w - x)}[self.turned]
        return self._rotate(np.stack(turned, axis=-1), -self.skew)

    def picture(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Points of the upright frame (n, 2) on the picture."""
        back = self._rotate(points, self.skew)
        u, v = back[..., 0], back[..., 1]
        w, h = self.width, self.height
        return np.stack({0: (u, v), 90: (v, h - u), 180: (w - u, h - v), 270: (w - v, u)}[self.turned], axis=-1)

    def box_on_picture(self, box: Box) -> Box:
        """The smallest box of the picture that holds a box of the upright frame, cut at the picture's edges."""
        left, top, right, bottom = box
        corners = self.picture(np.array([(left, top), (right, top), (right, bottom), (left, bottom)]))
        across = np.clip(corners[:, 0], 0, self.width)
        down = np.clip(corners[:, 1], 0, self.height)
        return float(across.min()), float(down.min()), float(across.max()), float(down.max())

    def _rotate(self, points: npt.NDArray[np.float64], degrees: float) -> npt.NDArray[np.float64]:
        if not degrees:
            return points
        wide, high = self.size
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        middle = np.array((wide / 2, high / 2))
        turn: npt.NDArray[Any] = np.array(((cosine, sine), (-sine, cosine)))
        return np.asarray((points - middle) @ turn + middle, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines of a picture in no particular order; ``unread`` counts pieces of writing too unclear to be words."""

    frame: Frame
    lines: tuple[SeenLine, ...]
    unread: int = 0


class Recognizer(Protocol):
    """Makes words of a picture; the same picture gives the same words.

    ``name`` is what a person calls it with its version and model: it is part of the key under which pages are kept.
    """

    @property
    def name(self) -> str:
        """Name and version, "RapidOCR 3.10.0, PP-OCRv6"."""
        ...

    def read(self, picture: Pixels, alive: Alive) -> Seen:
        """The words of one page; a page without writing gives no lines. ``alive`` is called now and then meanwhile."""
        ...
