"""Pages drawn for the eye: what a viewer shows under the boxes of words."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2

from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.paper.seen import Pixels
from loupe.reading.pdf import open_pdf
from loupe.reading.pdfpages import look_at
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = ["PagePicture", "page_picture"]

_NARROWEST, _WIDEST = 16, 4000
_MOST_PIXELS = 24_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG, and its width and height in the points that the boxes on it count in."""

    png: bytes
    width: float
    height: float


def page_picture(
    path: Path, file_format: str, page: int, width_px: int, limits: ReadingLimits | None = None
) -> PagePicture:
    """Draw a page, from 1, of a file of the format "pdf" or "picture", about ``width_px`` (16 to 4000) pixels wide.

    The picture shows the page as the boxes of its passages count it: turned as the file says. At most 24 million pixels
    are drawn; a page that is very high becomes narrower. Raises FileDamaged for a page that is not there or cannot be
    drawn, FileEncrypted, and OverBudget when a picture on the page has more pixels than ``limits.max_pixels``.
    """
    limits = limits or ReadingLimits()
    width_px = min(max(width_px, _NARROWEST), _WIDEST)
    draw = _draw_pdf if file_format == "pdf" else _draw_picture
    pixels, width, height = draw(path, page, width_px, limits)
    return PagePicture(_png(pixels), width, height)


def _png(pixels: Pixels) -> bytes:
    """Colours (rows, columns, 3) as PNG; a page of a PDF can be shown where no library for pictures is installed."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)  # every row begins with 0: it is as it is
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _colours(pixels: Pixels) -> Pixels:
    """Three colours of what PDFium has drawn in one, three or four."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])


def _draw_pdf(path: Path, number: int, width_px: int, limits: ReadingLimits) -> tuple[Pixels, float, float]:
    document = open_pdf(path, path.name)
    try:
        if not 1 <= number <= len(document):
            raise FileDamaged(f"{path.name} has no page {number}.", hint="Choose one of its pages.")
        page = document[number - 1]
        try:
            width, height = page.get_size()
            if look_at(page).pixels > limits.max_pixels:
                said = f"{path.name} has a picture with too many pixels on page {number}."
                raise OverBudget(said, hint=limit_hint("max_pixels"))
            scale = min(width_px / max(width, 1e-6), math.sqrt(_MOST_PIXELS / max(width * height, 1e-6)))
            scale = min(scale, 4 * _WIDEST / max(height, 1e-6))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            try:
                return _colours(bitmap.to_numpy()), width, height
            finally:
                bitmap.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise FileDamaged(f"{path.name} is damaged: page {number} cannot be drawn.") from error
    finally:
        document.close()


def _draw_picture(path: Path, number: int, width_px: int, limits: ReadingLimits) -> tuple[Pixels, float, float]:
    from PIL import ExifTags, Image, ImageOps

    from loupe.reading.paper.pictures import count_pages, load, open_picture, plausible_dpi, refuse_large, to_colour

    with open_picture(path, path.name) as image:
        if not 1 <= number <= count_pages(image, path.name, limits):
            raise FileDamaged(f"{path.name} has no page {number}.", hint="Choose one of its pages.")
        try:
            image.seek(number - 1)
            refuse_large(image, path.name, number, 1, limits)
            points = 72 / (plausible_dpi(image) or 72)
            width, height = image.size
            by = min(1.0, width_px / width, math.sqrt(_MOST_PIXELS / (width * height)))
            if image.format == "JPEG":
                image.draft("RGB", (math.ceil(width * by), math.ceil(height * by)))
            load(image)
            turned = image.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
            shown = ImageOps.exif_transpose(to_colour(image))
        except OverBudget:
            raise
        except Exception as error:  # what a broken file makes of a decoder is not to be told beforehand
            raise FileDamaged(f"{path.name} is damaged: page {number} cannot be drawn.") from error
    if turned:
        width, height = height, width
    by = min(1.0, width_px / width, math.sqrt(_MOST_PIXELS / (width * height)))
    size = (max(1, round(width * by)), max(1, round(height * by)))
    small = shown.resize(size, Image.Resampling.BOX, reducing_gap=2.0).convert("RGB")
    return np.asarray(small), width * points, height * points
