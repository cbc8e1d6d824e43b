"""PDF pages without text: drawn, recognised, and kept until the whole file is read."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from loupe.model.errors import OverBudget, ReadError
from loupe.reading.paper.desk import Desk
from loupe.reading.paper.pagelines import page_lines
from loupe.reading.paper.seen import Pixels
from loupe.reading.pdf import Recognised
from loupe.reading.pdfpages import Look
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = ["PageScanner", "draw_page", "page_scale"]

_MOST_PIXELS = 16_000_000  # of a page as it is recognised: an A4 page at 400 dots per inch
_MOST_SIDE = 12_000
_FINEST, _COARSEST = 300.0, 150.0


class PageScanner:
    """Reads the pictures of the pages of a PDF."""

    def __init__(self, desk: Desk, limits: ReadingLimits) -> None:
        self._desk, self._limits = desk, limits

    @property
    def name(self) -> str:
        """The recogniser with its version."""
        return self._desk.name

    def __call__(self, page: Any, number: int, look: Look) -> Recognised:
        """The lines of a page; a page with a picture of too many pixels is refused before it is drawn."""
        try:
            if look.pixels > self._limits.max_pixels:
                said = f"{self._desk.file} holds a picture of {look.pixels / 1e6:,.0f} million pixels"
                most = f"at most {self._limits.max_pixels / 1e6:,.0f} million are read"
                raise OverBudget(f"{said}; {most}.", hint=limit_hint("max_pixels"))
            width, height = page.get_size()
            scale = page_scale(width, height, look.dpi if look.is_picture else 0.0)
            seen = self._desk.read(number, lambda: draw_page(page, scale), round(scale, 6))
        except ReadError as error:
            return Recognised(error=error)
        return Recognised(tuple(page_lines(seen, number, 1 / scale)), seen.unread)


def page_scale(width: float, height: float, dpi: float) -> float:
    """Pixels for each point: as fine as the scan, within what recognition needs and memory allows; 0 for no scan."""
    wanted = min(_FINEST, max(_COARSEST, dpi)) if dpi else _FINEST
    by_area = math.sqrt(_MOST_PIXELS / max(width * height, 1e-6))
    return min(wanted / 72, by_area, _MOST_SIDE / max(width, height, 1e-6))


def draw_page(page: Any, scale: float) -> Pixels:
    """A page in shades of grey."""
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        pixels = bitmap.to_numpy()
        return np.array(pixels[:, :, 0] if pixels.ndim == 3 else pixels, dtype=np.uint8, order="C")
    finally:
        bitmap.close()
