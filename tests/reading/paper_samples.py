"""Pictures of pages, and a recogniser that says what it is told."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from loupe.reading.paper.seen import Alive, Frame, Pixels, Seen, SeenLine, SeenWord

Piece = tuple[float, float, str]


def seen(pieces: Sequence[Piece], width: int = 800, height: int = 1000, size: float = 20.0, sure: float = 0.9) -> Seen:
    """Lines of words from (left, top, words), each letter half as wide as ``size``."""
    return Seen(Frame(width, height), tuple(_line(*piece, size, sure) for piece in pieces))


def _line(left: float, top: float, words: str, size: float, sure: float) -> SeenLine:
    found, at = [], left
    for word in words.split():
        end = at + len(word) * size / 2
        found.append(SeenWord(word, (at, top, end, top + size), sure))
        at = end + size / 2
    return SeenLine(tuple(found), (left, top, found[-1].box[2], top + size), size)


class Told:
    """A recogniser that has been told what is on each page, and counts how often it is asked."""

    name = "Told 1"

    def __init__(self, *pages: Seen) -> None:
        self.pages, self.pictures = list(pages), []

    def read(self, picture: Pixels, alive: Alive) -> Seen:
        alive()
        self.pictures.append(picture)
        return self.pages.pop(0) if self.pages else Seen(Frame(picture.shape[1], picture.shape[0]), ())


def paper(lines: Sequence[Piece], size: tuple[int, int] = (700, 260), height: int = 28) -> Image.Image:
    """Black words on white paper, at (left, top) each."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(height)
    for left, top, words in lines:
        draw.text((left, top), words, fill=0, font=font)
    return image


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def ink_in(image: Image.Image, box: tuple[float, float, float, float]) -> float:
    """The share of all ink of a picture that lies in a box."""
    dark = np.asarray(image) < 128
    left, top, right, bottom = (round(side) for side in box)
    return float(dark[top:bottom, left:right].sum() / max(dark.sum(), 1))
