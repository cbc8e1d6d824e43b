"""Pages of the demo's papers as pictures whose words are known, and what scanners and cameras do to them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from loupe.reading.pdflines import read_lines

__all__ = ["CONDITIONS", "TruePage", "demo_pages", "scanned"]

DPI = 200
_DEMO = Path(__file__).resolve().parents[1] / "demo"


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page as a picture in shades of grey, and the words that stand on it, blanks made one."""

    name: str
    picture: Image.Image
    words: str


def _speckled(page: Image.Image) -> Image.Image:
    """Dust and a worn drum: one point in fifty black or white, always the same ones."""
    pixels = np.array(page)
    chance = np.random.default_rng(6).random(pixels.shape)
    pixels[chance < 0.01] = 0
    pixels[chance > 0.99] = 255
    return Image.fromarray(pixels)


def _blurred(page: Image.Image) -> Image.Image:
    """Out of focus by two points, as hand-held photographs are."""
    return page.filter(ImageFilter.GaussianBlur(2.0))


def _squeezed(page: Image.Image) -> Image.Image:
    """JPEG of quality 40."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=40)
    return Image.open(out).convert("L")


def _shadowed(page: Image.Image) -> Image.Image:
    """A shadow from the upper left, where the paper has a third of its light."""
    height, width = page.size[1], page.size[0]
    light = 0.33 + 0.67 * np.add.outer(np.linspace(0, 1, height), np.linspace(0, 1, width)) / 2
    return Image.fromarray((np.asarray(page) * np.minimum(light, 1.0)).astype(np.uint8))


def _turned(degrees: float) -> Callable[[Image.Image], Image.Image]:
    def turn(page: Image.Image) -> Image.Image:
        return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)

    return turn


CONDITIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "clean": lambda page: page,
    "speckle": _speckled,
    "blur": _blurred,
    "JPEG 40": _squeezed,
    "shadow": _shadowed,
    "skew 2°": _turned(2),
    "skew 5°": _turned(-5),
    "turned 90°": _turned(90),
    "turned 180°": _turned(180),
    "turned 270°": _turned(270),
}


def demo_pages(most: int) -> Iterator[TruePage]:
    """The first pages of the demo's notes, each note printed as the demo prints its PDFs, one page of each in turn."""
    sys.path.insert(0, str(_DEMO))
    from build import pdf_file, read_notes

    documents = [(note.stem, pypdfium2.PdfDocument(pdf_file(note))) for note in read_notes()]
    given = 0
    for number in range(max(len(document) for _, document in documents)):
        for name, document in documents:
            if number < len(document) and given < most:
                given += 1
                yield _page(document[number], f"{name}-{number + 1}")


def _page(page: pypdfium2.PdfPage, name: str) -> TruePage:
    # From top to bottom: the file gives the page number at the foot before the text.
    lines = sorted(read_lines(page, 1), key=lambda line: line.box[1])
    words = " ".join(line.text + ("-" if line.broken else "") for line in lines)
    return TruePage(name, page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"), words)


def scanned(pdf: bytes) -> bytes:
    """The same paper as a scanner makes it: every page but a picture (JPEG of quality 75), nothing else in the file."""
    document = pypdfium2.PdfDocument(pdf)
    out = io.BytesIO()
    paper = canvas.Canvas(out, invariant=1)
    for page in document:
        width, height = page.get_size()
        picture = io.BytesIO()
        page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L").save(picture, "JPEG", quality=75)
        paper.setPageSize((width, height))
        paper.drawImage(ImageReader(picture), 0, 0, width, height)
        paper.showPage()
    paper.save()
    return out.getvalue()
