"""Picture files opened with care: one page after the other in shades of grey, as a person is shown them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from PIL import ExifTags, Image, ImageFile, ImageOps

from loupe.model.errors import FileDamaged, OverBudget
from loupe.reading.paper.seen import Pixels
from loupe.reading.values import ReadingLimits, limit_hint

__all__ = [
    "Page",
    "as_grey",
    "count_pages",
    "load",
    "open_picture",
    "pages_of",
    "plausible_dpi",
    "refuse_large",
    "to_colour",
]

_PLUGINS = ("Png", "Jpeg", "Mpo", "Tiff", "WebP", "Bmp", "Gif")
_FORMATS = ("PNG", "JPEG", "MPO", "TIFF", "WEBP", "BMP", "DIB", "GIF")
_MOST_PIXELS = 16_000_000  # more are scaled down as the file is read: an A4 page at 400 dots per inch
_GLASS = ("LA", "La", "PA", "RGBA", "RGBa")
_PAGED = ("TIFF",)  # in all others a second picture is a moment later or another view of the same


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a picture file: from 1, its shades, and how many points one of its pixels is wide.

    ``cut`` says that the file ends before the picture does.
    """

    number: int
    pixels: Pixels
    points: float
    cut: bool = False


@contextmanager
def open_picture(path: Path, name: str) -> Iterator[Image.Image]:
    """The picture of a file, opened but not yet decoded; raises FileDamaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None  # every size is looked at before it is decoded
        try:
            with _open(path, name) as image:
                yield image
        finally:
            Image.MAX_IMAGE_PIXELS = limit


def _open(path: Path, name: str) -> Image.Image:
    for plugin in _PLUGINS:
        import_module(f"PIL.{plugin}ImagePlugin")
    try:
        return Image.open(path, formats=[known for known in _FORMATS if known in Image.OPEN])
    except Exception as error:  # what a broken file makes of a reader of pictures is not to be told beforehand
        raise FileDamaged(f"{name} is damaged: it cannot be opened as a picture.") from error


def count_pages(image: Image.Image, name: str, limits: ReadingLimits) -> int:
    """How many pages a picture file has: the pages of a TIFF, else one; raises OverBudget for too many."""
    if image.format not in _PAGED:
        return 1
    for number in range(limits.max_pages + 1):
        try:
            image.seek(number)
        except EOFError:
            return max(number, 1)
        except Exception:  # a damaged list of pages: Pillow raises what it meets
            return max(number, 1)
    said = f"{name} has more than {limits.max_pages:,} pages."
    raise OverBudget(said, hint=limit_hint("max_pages"))


def pages_of(image: Image.Image, count: int, name: str, limits: ReadingLimits) -> Iterator[Page | int]:
    """The pages of a picture, one at a time; the bare number of a page that cannot be read.

    Raises OverBudget, before anything is decoded, when a page has more than ``limits.max_pixels``.
    """
    for number in range(1, count + 1):
        try:
            if count > 1:
                image.seek(number - 1)
            refuse_large(image, name, number, count, limits)
            page = _page(image, number)
            if number == count:
                image.close()  # what was decoded need not lie beside what recognition takes
            yield page
        except (OverBudget, MemoryError):
            raise
        except Exception:  # what a broken file makes of a decoder is not to be told beforehand
            yield number


def refuse_large(image: Image.Image, name: str, number: int, count: int, limits: ReadingLimits) -> None:
    """Raise OverBudget when page ``number`` of ``count`` has more pixels than the limit, by what the file says."""
    pixels = image.size[0] * image.size[1]
    if pixels > limits.max_pixels:
        which = f" on page {number}" if count > 1 else ""
        said = f"{name} has {pixels / 1e6:,.0f} million pixels{which}"
        most = f"at most {limits.max_pixels / 1e6:,.0f} million are read"
        raise OverBudget(f"{said}; {most}.", hint=limit_hint("max_pixels"))


def _page(image: Image.Image, number: int) -> Page:
    dpi = plausible_dpi(image)
    width, height = image.size
    share = min(1.0, math.sqrt(_MOST_PIXELS / (width * height)))
    if share < 1 and image.format == "JPEG":
        image.draft("L", (int(width * share), int(height * share)))
    cut = load(image)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    shown = ImageOps.exif_transpose(as_grey(_reduced(image)))
    pixels = np.asarray(shown, dtype=np.uint8)
    across = pixels.shape[0] if turned else pixels.shape[1]
    return Page(number, pixels, (72 / dpi if dpi else 1.0) * width / across, cut)


def _reduced(image: Image.Image) -> Image.Image:
    """A picture with too many pixels for recognition made smaller by a whole number, before anything is copied."""
    by = math.ceil(math.sqrt(image.size[0] * image.size[1] / _MOST_PIXELS))
    if by == 1:
        return image
    if image.mode in ("1", "P", "PA") or image.mode.startswith("I") or image.mode == "F":
        # Kinds that cannot be averaged: every by-th pixel.
        small = image.resize((image.size[0] // by or 1, image.size[1] // by or 1), Image.Resampling.NEAREST)
    else:
        small = image.reduce(by)
    small.info = dict(image.info)
    if orientation := image.getexif().get(ExifTags.Base.Orientation):
        small.getexif()[ExifTags.Base.Orientation] = orientation
    return small


def load(image: Image.Image) -> bool:
    """Decode a picture; of one whose file ends too early, what is there. Whether it does."""
    try:
        image.load()
    except OSError:
        was, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
        try:
            image.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = was
        return True
    return False


def plausible_dpi(image: Image.Image) -> float | None:
    """The resolution that a file states, in dots per inch; None when it states none, or none that can be true.

    Cameras and screens write 72 or 96, whatever the picture; that is no resolution of a paper either.
    """
    stated: Any = image.info.get("dpi")
    try:
        across, down = float(stated[0]), float(stated[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return across if 100 <= across <= 2400 and abs(across - down) <= 0.02 * across else None


def to_colour(image: Image.Image) -> Image.Image:
    """A picture of any kind as one that every program shows: RGB or grey, glass on white."""
    if image.mode in ("CMYK", "YCbCr", "P") and "transparency" not in image.info:
        return image.convert("RGB")
    return image if image.mode == "RGB" else as_grey(image) if image.mode not in _GLASS else _on_white(image)


def as_grey(image: Image.Image) -> Image.Image:
    """A picture of any kind in 256 shades of grey: 16 bits scaled down, colours by their lightness, glass on white."""
    mode = image.mode
    if mode == "L":
        return image
    if mode.startswith("I") or mode == "F":
        return _scaled(np.asarray(image, dtype=np.float32))
    if mode in _GLASS or "transparency" in image.info:
        return _on_white(image).convert("L")
    if mode in ("LAB", "HSV"):
        return image.getchannel("L" if mode == "LAB" else "V")
    return image.convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    clear = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")


def _scaled(values: Any) -> Image.Image:
    """Sixteen bits to eight; real numbers and longer ones from their least to their most."""
    most = float(np.nanmax(values, initial=0.0))
    least = float(np.nanmin(values, initial=0.0))
    if least >= 0 and 255 < most <= 65535:
        shades = values / 257
    elif least >= 0 and most <= 255 and most > 1:
        shades = values
    else:
        shades = (values - least) * (255 / (most - least) if most > least else 0.0)
    return Image.fromarray(np.nan_to_num(np.clip(shades, 0, 255)).astype(np.uint8))
