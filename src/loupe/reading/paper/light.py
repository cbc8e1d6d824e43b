"""Even light: what a photograph of a paper needs before its writing stands out everywhere."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from loupe.reading.paper.seen import Pixels

__all__ = ["even_light"]

_SIDE = 256
_UNEVEN = 40  # shades between the darker and the lighter parts of the paper, from which on the light is uneven
_DARKEST = 0.4  # of the lightest paper
_ROWS = 256


def even_light(picture: Pixels) -> Pixels:
    """The picture with its ground made white, where the light on it is uneven; else the picture itself.

    The ground is what remains when the writing is taken away: the lightest shade around each point, smoothed. Each
    point is divided by its ground (Gonzalez and Woods, Digital Image Processing, on shading correction).
    """
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
