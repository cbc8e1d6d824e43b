"""One page as a viewer needs it: its picture in the scratch folder, and the lines and words that stand on it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from loupe.model import Locator, PagePlace, Segment, Word
from loupe.model.errors import FileDamaged, ReadError
from loupe.reading.allowance import allow_media
from loupe.reading.paper.pages import page_picture
from loupe.reading.pdf import open_pdf
from loupe.reading.pdflines import Line, read_lines
from loupe.reading.values import Part, RawPassage, Reading, ReadingLimits, ReadJob

__all__ = ["PAGE_WIDTH", "draw_page"]

PAGE_WIDTH = 1400
"""How many pixels wide a page is drawn: sharp on a screen of twice the usual density at half a window's width."""


def draw_page(job: ReadJob, file_format: str, limits: ReadingLimits) -> Reading:
    """Draw page ``job.page``; raises FileDamaged, FileEncrypted and OverBudget as ``page_picture`` does.

    The reading's only part is the picture, a PNG whose ``place`` is the page's width and height in points. Its passages
    are the lines of a PDF's own text, its words theirs, where a box is known for each; a picture file has none.
    """
    assert job.scratch is not None
    if file_format == "picture":
        allow_media(limits)
    try:
        picture = page_picture(job.path, file_format, job.page, PAGE_WIDTH, limits)
        lines = _lines(job.path, job.page) if file_format == "pdf" else []
    except ReadError as error:  # the bytes lie under another name than the person knows
        raise type(error)(str(error).replace(job.path.name, job.name), hint=error.hint) from error
    path = job.scratch / "page.png"
    path.write_bytes(picture.png)
    text, passages, words = "", [], []
    for line in lines:
        at = len(text)
        passages.append(
            RawPassage("block", None, Locator((Segment(at, at + len(line.text), PagePlace(line.page, line.box)),)))
        )
        words += [Word(at + w.start, at + w.end, PagePlace(line.page, w.box)) for w in line.words]
        text += line.text + "\n"
    return Reading(
        text=text,
        passages=tuple(passages),
        format=file_format,
        reader="page/1",
        kind="page",
        parts=(Part(path, f"page {job.page}", f"{picture.width:.2f} {picture.height:.2f}"),),
        words=tuple(words),
    )


def _lines(path: Path, number: int) -> list[Line]:
    document = open_pdf(path, path.name)
    try:
        page = document[number - 1]
        try:
            return read_lines(page, number, with_words=True)
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise FileDamaged(f"{path.name} is damaged: page {number} cannot be read.") from error
    finally:
        document.close()
