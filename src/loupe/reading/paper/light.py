"""What a picture of a paper needs before its writing stands out everywhere: even light, and no specks."""

from __future__ import annotations

import numpy as np

from loupe.reading.paper.seen import Pixels

__all__ = ["even_light", "without_specks"]

_SIDE = 256
_UNEVEN = 40  # shades between the darker and the lighter parts of the paper, from which on the light is uneven
_DARKEST = 0.4  # of the lightest paper
_ROWS = 256
_TILE = 512
_SPECKS = 0.002  # share of single points unlike all around them; print has one in ten thousand
_APART = 90  # shades


def even_light(picture: Pixels) -> Pixels:
    """The picture with its ground made white, where the light on it is uneven; else the picture itself.

    The ground is what remains when the writing is taken away: the lightest shade around each point, smoothed. Each
    point is divided by its ground (Gonzalez and Woods, Digital Image Processing, on shading correction).
    """
    from PIL import Image, ImageFilter

    height, width = picture.shape
    small = Image.fromarray(picture)
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(8))
    shades = np.asarray(ground)
    dark, light = np.percentile(shades, (5, 95))
    # A page of light writing on a dark ground has no white paper to go by.
    if light - dark < _UNEVEN or light < 100 or np.median(np.asarray(small)) < 60:
        return picture
    # What is darker than any shadow on paper is a picture printed on it.
    ground = ground.point(lambda shade: max(shade, int(_DARKEST * light)))
    wide = np.asarray(ground.resize((width, height), Image.Resampling.BILINEAR))
    out = np.empty_like(picture)
    for top in range(0, height, _ROWS):  # in strips: a whole page in real numbers takes eight times its memory
        part = slice(top, top + _ROWS)
        ratio = picture[part].astype(np.float32) / wide[part]
        out[part] = np.clip(ratio * 255, 0, 255).astype(np.uint8)
    return out


def without_specks(picture: Pixels) -> Pixels:
    """The picture smoothed (median of three by three) where it is strewn with specks of one point; else itself.

    Specks are counted in five parts of the picture, the middle and the quarters around it.
    """
    height, width = picture.shape
    shares = []
    for down, across in ((0.5, 0.5), (0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)):
        top, left = max(0, int(down * height) - _TILE // 2), max(0, int(across * width) - _TILE // 2)
        shares.append(_speck_share(picture[top : top + _TILE, left : left + _TILE]))
    if float(np.median(shares)) < _SPECKS:
        return picture
    from PIL import Image, ImageFilter

    return np.asarray(Image.fromarray(picture).filter(ImageFilter.MedianFilter(3)))


def _speck_share(tile: Pixels) -> float:
    """The share of points that are much darker than the darkest, or much lighter than the lightest around them."""
    if min(tile.shape) < 3:
        return 0.0
    shades = tile.astype(np.int16)
    high, wide = tile.shape
    around = np.stack(
        [
            shades[1 + down : high - 1 + down, 1 + across : wide - 1 + across]
            for down in (-1, 0, 1)
            for across in (-1, 0, 1)
            if (down, across) != (0, 0)
        ]
    )
    middle = shades[1:-1, 1:-1]
    return float(np.mean((middle < around.min(axis=0) - _APART) | (middle > around.max(axis=0) + _APART)))
