"""What a PDF page shows: how much of it pictures cover, whether its text is drawn, whether its letters are known."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["Look", "look_at"]

_MOST_OBJECTS = 20_000
_MOST_DEPTH = 4
_SAMPLE = 200
_COVERS = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn on a page.

    ``covered`` is the share of the page under pictures, 0 to 1; ``over_text`` says that one of them was drawn over all
    text and hides it; ``pixels`` is the size of the largest picture and ``dpi`` its resolution on the page, 0 where
    there is none; ``garbled`` is the share of characters of which the file does not say what letters they are;
    ``empty`` that nothing at all is drawn.
    """

    covered: float
    over_text: bool
    pixels: int
    dpi: float
    garbled: float
    empty: bool

    @property
    def is_picture(self) -> bool:
        """Whether pictures cover most of the page, as on a scan."""
        return self.covered >= _COVERS


def look_at(page: Any) -> Look:
    """Look at what a page draws, without drawing it."""
    width, height = page.get_size()
    area = max(width * height, 1.0)
    covered, pixels, dpi = 0.0, 0, 0.0
    last_text, cover_at = -1, -1
    count = pdfium.FPDFPage_CountObjects(page)
    for at, kind, drawn, share in _objects(page, area):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            last_text = at
            continue
        covered += share
        if share >= _COVERS:
            cover_at = at
        size, resolution = _picture_size(drawn, share * area)
        if size > pixels:
            pixels, dpi = size, resolution
    return Look(
        covered=min(1.0, covered),
        over_text=cover_at > last_text >= 0,
        pixels=pixels,
        dpi=dpi,
        garbled=_garbled(page),
        empty=count <= 0,
    )


def _objects(page: Any, area: float) -> Iterator[tuple[int, int, Any, float]]:
    """Text and pictures in the order in which they are drawn: place in that order, kind, object, share of the page.

    What is inside a form is looked for too; its share is the form's own, for its coordinates are not the page's.
    """
    seen = 0
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            share, found = _share(drawn, area), 0
            for inner_kind, inner in _inside(drawn, 1):
                seen += 1
                if seen > _MOST_OBJECTS:
                    return
                yield at, inner_kind, inner, share if found == 0 or inner_kind == pdfium.FPDF_PAGEOBJ_TEXT else 0.0
                found += inner_kind == pdfium.FPDF_PAGEOBJ_IMAGE
        elif kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield at, kind, drawn, _share(drawn, area)


def _inside(form: Any, depth: int) -> Iterator[tuple[int, Any]]:
    for at in range(min(pdfium.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        drawn = pdfium.FPDFFormObj_GetObject(form, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            yield from _inside(drawn, depth + 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield kind, drawn


def _share(drawn: Any, area: float) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return 0.0
    return min(1.0, max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value) / area)


def _picture_size(drawn: Any, area: float) -> tuple[int, float]:
    """Pixels of a picture, and pixels for each inch of the page."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(drawn, wide, high):
        return 0, 0.0
    pixels = wide.value * high.value
    return pixels, 72.0 * (pixels / area) ** 0.5 if area > 0 else 0.0


def _garbled(page: Any) -> float:
    """The share of characters without a known letter, from a sample of the page."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        looked = wrong = 0
        for index in range(0, count, max(1, count // _SAMPLE)):
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if code <= 0x20 or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            looked += 1
            private = 0xE000 <= code <= 0xF8FF or code == 0xFFFD
            wrong += private or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
        return wrong / looked if looked else 0.0
    finally:
        text_page.close()
