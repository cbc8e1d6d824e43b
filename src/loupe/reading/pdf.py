"""PDF: the text of its pages, line by line with its box, in paragraphs that may run over pages.

A page may hold text that was typeset, a text layer that a recognition program laid over the picture of a scan, or
nothing but a picture. The last is read by whoever is given as ``recognise``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import pypdfium2
import pypdfium2.raw as pdfium

from loupe.model.errors import FileDamaged, FileEncrypted, NeedsOcr, NoText, OverBudget, ReadError
from loupe.reading.dates import note_made_on
from loupe.reading.draft import Draft, check_characters, name_numbers, one_line
from loupe.reading.pagetext import add_pages
from loupe.reading.pdflines import Line, read_lines
from loupe.reading.pdfpages import Look, look_at
from loupe.reading.values import Reading, ReadingLimits, Step, limit_hint, no_step

__all__ = ["PageRecognizer", "Recognised", "open_pdf", "read_document", "read_pdf"]

_READER = "pdf/3"
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|unknown)\)?|microsoft word - .*|.*\.(?:docx?|indd|tex|rtf|pdf)", re.I
)
_OCR_PROGRAM = re.compile(
    r"paper capture|clearscan|abbyy|finereader|omnipage|readiris|tesseract|ocrmypdf|luradocument|\bhocr\b|\bocr\b", re.I
)
_TAIL = 2048
_GARBLED = 0.3  # share of characters without a known letter from which on the text of a page is no text
_FEW = 10  # letters: fewer in an OCR layer are no reading of the page
_STAMP_LETTERS, _STAMP_SHARE = 200, 0.05  # text over a scan that is less than both is a stamp or a page number


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition made of a page: its lines, how many pieces of writing it could not read, or why it failed."""

    lines: tuple[Line, ...] = ()
    unread: int = 0
    error: ReadError | None = None


class PageRecognizer(Protocol):
    """Reads the picture of a page."""

    @property
    def name(self) -> str:
        """What does the reading, with its version; asked for when a page was read."""
        ...

    def __call__(self, page: Any, number: int, look: Look, /) -> Recognised:
        """The lines of a page of PDFium, in reading order."""
        ...


@dataclass(slots=True)
class _Found:
    """The lines of a document, and the numbers of the pages of which something is to be said."""

    lines: list[Line] = field(default_factory=list)
    without: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    failed: dict[str, list[int]] = field(default_factory=dict)
    error: ReadError | None = None
    unread: int = 0


def read_pdf(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read the text of a PDF; boxes are in points from the upper left corner of the page as it is shown.

    Raises FileEncrypted, FileDamaged, OverBudget for too many pages, and NeedsOcr when all pages are pictures.
    """
    document = open_pdf(data, name)
    try:
        return read_document(document, data[-_TAIL:], name, limits)
    finally:
        document.close()


def open_pdf(source: bytes | Path, name: str) -> Any:
    """The document of PDFium; raises FileEncrypted and FileDamaged."""
    try:
        return pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise FileEncrypted(f"{name} opens only with a password.") from error
        raise FileDamaged(f"{name} is damaged: it cannot be opened as a PDF.") from error


def read_document(
    document: Any,
    tail: bytes,
    name: str,
    limits: ReadingLimits,
    recognise: PageRecognizer | None = None,
    step: Step = no_step,
) -> Reading:
    """Read an open document of which ``tail`` is the end of its file; ``step`` hears of every page.

    Without ``recognise``, pages that are but pictures are named in a note. Raises OverBudget, FileDamaged, NoText, and
    NeedsOcr when all pages are pictures that nobody reads.
    """
    count = len(document)
    if count > limits.max_pages:
        said = f"{name} has {count:,} pages; at most {limits.max_pages:,} are read."
        raise OverBudget(said, hint=limit_hint("max_pages"))
    meta = document.get_metadata_dict()
    by_ocr_program = any(_OCR_PROGRAM.search(meta.get(key) or "") for key in ("Producer", "Creator"))
    found = _Found()
    characters = 0
    for number in range(1, count + 1):
        before = len(found.lines)
        try:
            page = document[number - 1]
            try:
                _read_page(page, number, found, by_ocr_program, recognise)
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            found.damaged.append(number)
        characters += sum(len(line.text) for line in found.lines[before:])
        check_characters(characters, name, limits)
        step(number, count, "page")
    _refuse_without_text(name, count, found)
    draft = Draft(name, limits)
    words = add_pages(draft, found.lines)
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="pdf",
        reader=_READER,
        kind="document",
        title=_meaningful(meta.get("Title")),
        maker=_meaningful(meta.get("Author")),
        notes=(
            *_notes(tail, count, found, recognise),
            *note_made_on(meta.get("CreationDate")),
        ),
        words=words,
    )


def _read_page(page: Any, number: int, found: _Found, by_ocr_program: bool, recognise: PageRecognizer | None) -> None:
    lines = read_lines(page, number)
    look = look_at(page)
    hidden = sum(len(line.text) for line in lines if line.hidden) * 2 > sum(len(line.text) for line in lines)
    layered = look.is_picture and bool(lines) and (hidden or look.over_text or by_ocr_program)
    letters = sum(character.isalnum() for line in lines for character in line.text)
    garbled = letters > 0 and look.garbled >= _GARBLED
    if garbled:
        found.garbled.append(number)
    if not look.empty and (letters == 0 or garbled or (look.is_picture and _is_little(lines, letters, layered))):
        if recognise is not None:
            _recognise_page(page, number, look, [] if garbled else lines, found, recognise)
            return
        if letters == 0:
            found.without.append(number)
    if layered:
        found.layered.append(number)
        lines = [replace(line, read_by="ocr-layer") for line in read_lines(page, number, with_words=True)]
    elif any(line.hidden for line in lines):
        found.unseen.append(number)
    found.lines += lines


def _is_little(lines: list[Line], letters: int, layered: bool) -> bool:
    """Whether the text over the picture of a page is too little to be what is written on it."""
    if layered:
        return letters < _FEW
    inked = sum((line.box[2] - line.box[0]) * (line.box[3] - line.box[1]) for line in lines)
    widest = max((line.box[2] for line in lines), default=1.0)
    return letters < _STAMP_LETTERS and inked < _STAMP_SHARE * widest * lines[0].page_height


def _recognise_page(
    page: Any, number: int, look: Look, lines: list[Line], found: _Found, recognise: PageRecognizer
) -> None:
    seen = recognise(page, number, look)
    if seen.error is not None:
        found.failed.setdefault(str(seen.error), []).append(number)
        found.error = found.error or seen.error
    elif seen.lines:
        found.recognised.append(number)
    else:
        found.wordless.append(number)
    if seen.unread:
        found.unclear.append(number)
        found.unread += seen.unread
    # What the page holds as text is surer than what was read from its picture.
    found.lines += [*lines, *(line for line in seen.lines if not _stands_on(line, lines))]


def _stands_on(line: Line, others: list[Line]) -> bool:
    left, top, right, bottom = line.place or line.box
    area = max((right - left) * (bottom - top), 1e-6)
    for other in others:
        a, b, c, d = other.box
        if max(0.0, min(right, c) - max(left, a)) * max(0.0, min(bottom, d) - max(top, b)) >= 0.4 * area:
            return True
    return False


def _refuse_without_text(name: str, count: int, found: _Found) -> None:
    if any(character.isalnum() for line in found.lines for character in line.text):
        return
    if found.without:
        what = (
            f"its {count:,} pages show pictures or drawings" if count > 1 else "its one page shows a picture or drawing"
        )
        raise NeedsOcr(f"{name} has no text layer: {what}.")
    if found.error is not None:
        raise found.error
    if found.wordless:
        raise NoText(f"{name} holds no words: its pages are pictures in which no writing was found.")
    if found.damaged or not count:
        raise FileDamaged(f"{name} is damaged: none of its pages can be opened.")
    raise NoText(f"{name} holds no words: its pages are blank.")


def _notes(tail: bytes, count: int, found: _Found, recognise: PageRecognizer | None) -> Iterator[str]:
    by = recognise.name if recognise is not None and found.recognised else ""
    instead = "read from the picture instead" if recognise is not None else "so words are wrong"
    said = (
        (f"Read from the picture by OCR ({by}), so letters may be wrong", found.recognised),
        ("Read from the OCR layer that the file holds, so letters may be wrong", found.layered),
        ("Without a text layer, needing OCR", found.without),
        ("Pictures in which OCR found no writing", found.wordless),
        (f"Too unclear for OCR or in letters it does not know, left out: {found.unread} lines", found.unclear),
        (f"The file does not say what letters its text is made of, {instead}", found.garbled),
        ("Some of the text that was read is not to be seen on the page", found.unseen),
        ("Damaged and not read", found.damaged),
    )
    for words, numbers in said:
        if numbers:
            yield f"{words}: page {name_numbers(numbers)} of {count}."
    for why, numbers in found.failed.items():
        yield f"Not recognised: page {name_numbers(numbers)} of {count}. {why}"
    if b"%%EOF" not in tail:
        yield "The file is cut off at its end; pages may be missing."


def _meaningful(value: str | None) -> str | None:
    line = one_line(value)
    return None if line is None or _NO_TITLE.fullmatch(line) else line
