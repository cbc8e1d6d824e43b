"""PDF: the text layer, line by line with its box, in paragraphs that may run over pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from loupe.model import PagePlace, Place
from loupe.model.errors import FileDamaged, FileEncrypted, NeedsOcr, NoText, OverBudget
from loupe.reading.dates import note_made_on
from loupe.reading.draft import GLUE, Draft, name_numbers, one_line
from loupe.reading.pdflines import Line, read_lines
from loupe.reading.pdfparagraphs import Group, group_lines
from loupe.reading.values import Reading, ReadingLimits, limit_hint

__all__ = ["read_pdf"]

_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|unknown)\)?|microsoft word - .*|.*\.(?:docx?|indd|tex|rtf|pdf)", re.I
)
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_TAIL = 2048


def read_pdf(data: bytes, name: str, limits: ReadingLimits) -> Reading:
    """Read the text layer of a PDF; boxes are in points from the upper left corner of the page as it is shown.

    Raises FileEncrypted, FileDamaged, OverBudget for too many pages, and NeedsOcr when all pages are pictures.
    """
    document = _open(data, name)
    try:
        count = len(document)
        if count > limits.max_pages:
            said = f"{name} has {count:,} pages; at most {limits.max_pages:,} are read."
            raise OverBudget(said, hint=limit_hint("max_pages"))
        lines: list[Line] = []
        pictures: list[int] = []
        damaged: list[int] = []
        characters = 0
        for number, found in _pages(document):
            if found is None:
                damaged.append(number)
            elif found:
                lines += found
                characters += sum(len(line.text) for line in found)
                if characters > limits.max_characters:
                    raise OverBudget(
                        f"{name} holds more than {limits.max_characters:,} characters of text.",
                        hint=limit_hint("max_characters"),
                    )
            elif _shows_something(document, number):
                pictures.append(number)
        meta = document.get_metadata_dict()
    finally:
        document.close()
    _refuse_without_text(name, count, lines, pictures, damaged)
    draft = Draft(name, limits)
    hyphenated = _hyphenated_words(lines)
    for group in group_lines(lines):
        placed = list(_place_lines(group, hyphenated))
        if not draft.add_lines(placed, group.kind):
            draft.aside("\n".join(line.text for line in group.lines))
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="pdf",
        reader="pdf/2",
        kind="document",
        title=_meaningful(meta.get("Title")),
        maker=_meaningful(meta.get("Author")),
        notes=(*_notes(data, count, pictures, damaged), *note_made_on(meta.get("CreationDate"))),
    )


def _open(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise FileEncrypted(f"{name} opens only with a password.") from error
        raise FileDamaged(f"{name} is damaged: it cannot be opened as a PDF.") from error


def _pages(document: Any) -> Iterator[tuple[int, list[Line] | None]]:
    """Each page's number and lines; None for a page that cannot be loaded."""
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield index + 1, None
            continue
        try:
            yield index + 1, read_lines(page, index + 1)
        except pypdfium2.PdfiumError:
            yield index + 1, None
        finally:
            page.close()


def _shows_something(document: Any, number: int) -> bool:
    page = document[number - 1]
    try:
        return bool(pdfium.FPDFPage_CountObjects(page) > 0)
    finally:
        page.close()


def _hyphenated_words(lines: list[Line]) -> frozenset[str]:
    return frozenset(word for line in lines if "-" in line.text for word in _HYPHENATED.findall(line.text.lower()))


def _place_lines(group: Group, hyphenated: frozenset[str]) -> Iterator[tuple[str, Place]]:
    """The lines of a group; a word broken at a line's end is put together, with its hyphen if it has one of its own."""
    for line, following in zip_longest(group.lines, group.lines[1:]):
        text = line.text
        if line.broken:
            first, second = text.split()[-1], following.text.split()[0] if following else ""
            joined = f"{first}-{second}".lower().strip(".,;:!?\"'()")
            own = not second[:1].islower() or not first[-1:].islower() or joined in hyphenated
            text += ("-" if own or not following else "") + (GLUE if following else "")
        yield text, PagePlace(line.page, line.box)


def _refuse_without_text(name: str, count: int, lines: list[Line], pictures: list[int], damaged: list[int]) -> None:
    if any(character.isalnum() for line in lines for character in line.text):
        return
    if pictures:
        what = (
            f"its {count:,} pages show pictures or drawings" if count > 1 else "its one page shows a picture or drawing"
        )
        raise NeedsOcr(f"{name} has no text layer: {what}.")
    if damaged or not count:
        raise FileDamaged(f"{name} is damaged: none of its pages can be opened.")
    raise NoText(f"{name} holds no words: its pages are blank.")


def _notes(data: bytes, count: int, pictures: list[int], damaged: list[int]) -> Iterator[str]:
    if pictures:
        yield f"Without a text layer, needing OCR: page {name_numbers(pictures)} of {count}."
    if damaged:
        yield f"Damaged and not read: page {name_numbers(damaged)} of {count}."
    if b"%%EOF" not in data[-_TAIL:]:
        yield "The file is cut off at its end; pages may be missing."


def _meaningful(value: str | None) -> str | None:
    line = one_line(value)
    return None if line is None or _NO_TITLE.fullmatch(line) else line
