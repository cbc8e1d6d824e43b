"""Lines of text on a page, with their boxes from the upper left corner, and how they are got from a PDF."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from loupe.model import ReadBy
from loupe.reading.draft import clean_text

__all__ = ["Line", "LineWord", "read_lines"]

_SCALE = 20  # device units per point, so that whole-number coordinates keep a twentieth of a point
_LINE_ENDS = (10, 13)
_BROKEN_WORD = (0x02, 0xFFFE)  # what PDFium puts for a hyphen at a line's end, in place of the line's end


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LineWord:
    """A word of a line: its offsets into the line's text, its box on the page, how sure its reader was."""

    start: int
    end: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: text, box (left, top, right, bottom in points), height of its type, height of the page.

    ``broken`` says that a word is broken off at its end; the hyphen is not in the text. ``hidden`` says that the text
    is there but is not drawn. Where the writing does not stand upright on the page, ``box`` is that of the page turned
    until it does, and ``place`` the box on the page as it is. ``words`` are there where somebody knows their boxes.
    """

    page: int
    text: str
    box: Box
    size: float
    page_height: float
    broken: bool = False
    hidden: bool = False
    place: Box | None = None
    words: tuple[LineWord, ...] = ()
    read_by: ReadBy = "file"
    confidence: float | None = None


def read_lines(page: Any, number: int, *, with_words: bool = False) -> list[Line]:
    """The lines of a page in reading order, with their single words where wanted; lines of blanks are left out."""
    text_page = page.get_textpage()
    try:
        frame = _Frame(page)
        codes = [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars())]
        lines: list[Line] = []
        start = 0
        for end in [i for i, code in enumerate(codes) if code in _LINE_ENDS or code in _BROKEN_WORD] + [len(codes)]:
            text = _text(codes[start:end])
            broken = end < len(codes) and codes[end] in _BROKEN_WORD
            box = _box(text_page, start, end - start, frame) if text else None
            if box is not None:
                size = _type_size(text_page, start, end, box)
                hidden = _is_hidden(text_page, start, end)
                words = _words(text_page, codes[start:end], start, text, frame) if with_words else ()
                lines.append(Line(number, text, box, size, frame.height, broken, hidden, words=words))
            start = end + 1
        return lines
    finally:
        text_page.close()


def _text(codes: list[int]) -> str:
    raw = "".join(chr(code) for code in codes if code != 0xAD and code < 0x110000)
    # Characters beyond the first plane come as two halves.
    whole = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(clean_text(whole).split())


class _Frame:
    """Turns the page's own coordinates into points from the upper left of the page as shown, turned pages too."""

    def __init__(self, page: Any) -> None:
        width, self.height = page.get_size()
        self._page = page
        self._width, self._height = max(1, round(width * _SCALE)), max(1, round(self.height * _SCALE))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is shown."""
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, across, down)
        return across.value / _SCALE, down.value / _SCALE


def _box(text_page: Any, start: int, count: int, frame: _Frame) -> Box | None:
    xs: list[float] = []
    ys: list[float] = []
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for index in range(pdfium.FPDFText_CountRects(text_page, start, count)):
        if pdfium.FPDFText_GetRect(text_page, index, left, top, right, bottom):
            for x, y in ((left.value, top.value), (right.value, bottom.value)):
                across, down = frame.point(x, y)
                xs.append(across)
                ys.append(down)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _words(text_page: Any, codes: list[int], start: int, text: str, frame: _Frame) -> tuple[LineWord, ...]:
    """The words of a line with their boxes; none when its characters do not fall into the words of ``text``."""
    runs: list[tuple[int, int]] = []
    begun: int | None = None
    for at, code in enumerate([*codes, 0x20]):
        blank = code < 0x110000 and chr(code).isspace()
        if blank and begun is not None:
            runs.append((begun, at))
            begun = None
        elif not blank and begun is None:
            begun = at
    if [_text(codes[a:b]) for a, b in runs] != text.split():
        return ()
    words: list[LineWord] = []
    at = 0
    for (a, b), word in zip(runs, text.split(), strict=True):
        box = _box(text_page, start + a, b - a, frame)
        if box is not None:
            words.append(LineWord(at, at + len(word), box))
        at += len(word) + 1
    return tuple(words)


def _is_hidden(text_page: Any, start: int, end: int) -> bool:
    """Whether a line is drawn with neither fill nor stroke (text rendering modes 3 and 7 of ISO 32000-1, 9.3.6)."""
    for index in range(start, min(end, start + 4)):
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        if drawn:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
            return mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
    return False


def _type_size(text_page: Any, start: int, end: int, box: Box) -> float:
    """The size of the type in points, which unlike the box does not depend on which letters the line has."""
    matrix = pdfium.FS_MATRIX()
    for index in range(start, min(end, start + 8)):
        size = float(pdfium.FPDFText_GetFontSize(text_page, index))
        if size > 0 and pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            scaled = size * math.hypot(matrix.c, matrix.d)
            if scaled > 0:
                return scaled
    return box[3] - box[1]
