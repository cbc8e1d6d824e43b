"""The reader of picture files: scans, photographs of papers, photographs. It needs Pillow."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from loupe.model import ParagraphPlace
from loupe.model.errors import FileDamaged, NeedsOcr, NoText, ReadError
from loupe.reading.draft import Draft, check_characters, name_numbers
from loupe.reading.pagetext import add_pages
from loupe.reading.paper.camera import CameraData, camera_data
from loupe.reading.paper.desk import Desk
from loupe.reading.paper.pagelines import page_lines
from loupe.reading.paper.pictures import Page, count_pages, open_picture, pages_of
from loupe.reading.paper.reader import end_of_file
from loupe.reading.paper.recognizers import HINT, find_recognizer
from loupe.reading.pdflines import Line
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["read_picture"]

_READER = "picture/1"


@dataclass(slots=True)
class _Album:
    """The lines of a picture file, and the numbers of the pages of which something is to be said."""

    lines: list[Line] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    unread: int = 0
    error: ReadError | None = None


def read_picture(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read what is written on a picture, or on the pages of a TIFF, and what a camera wrote into the file.

    Boxes are from the upper left corner of the picture as it is shown (turned as its Exif orientation says): in points
    where the file states a resolution that can be that of a scan (100 to 2400 dots per inch), else one point is one
    pixel. When and where a photograph was taken are passages of kind "header"; they say nothing of when it was
    published. Raises FileDamaged, OverBudget before a picture of too many pixels is decoded, NeedsOcr when nothing that
    reads pictures is installed, and NoText when there is no writing and no camera data.
    """
    end_of_file(job, limits)
    desk = Desk(job, limits, _READER, step) if job.recognition.ocr and find_recognizer() else None
    with open_picture(job.path, job.name) as image:
        data = camera_data(image)
        count = count_pages(image, job.name, limits)
        if desk is not None:
            desk.pages = count
        album = _read_pages(image, count, desk, job.name, limits, step)
    _refuse_wordless(job, count, album, data, desk)
    draft = Draft(job.name, limits)
    for number, sentence in enumerate(data.sentences, start=1):
        draft.add(sentence, ParagraphPlace(number, part="camera data"), "header")
    words = add_pages(draft, album.lines)
    return Reading(
        text=draft.text,
        passages=tuple(draft.passages),
        format="picture",
        reader=_READER,
        kind="photograph" if data.sentences else "document",
        maker=data.maker,
        notes=(*_notes(count, album, desk), *data.notes),
        words=words,
    )


def _read_pages(
    image: Image.Image, count: int, desk: Desk | None, name: str, limits: ReadingLimits, step: Step
) -> _Album:
    album = _Album()
    characters = 0
    for at, page in enumerate(pages_of(image, count, name, limits), start=1):
        if not isinstance(page, Page):
            album.damaged.append(page)
        elif desk is not None:
            _read_page(page, desk, album)
            characters += sum(len(line.text) for line in album.lines if line.page == at)
            check_characters(characters, name, limits)
        step(at, count, "page")
    return album


def _read_page(page: Page, desk: Desk, album: _Album) -> None:
    if page.cut:
        album.cut.append(page.number)
    try:
        seen = desk.read(page.number, lambda: page.pixels, page.pixels.shape)
    except ReadError as error:
        album.error = error
        return
    if seen.unread:
        album.unclear.append(page.number)
        album.unread += seen.unread
    album.lines += page_lines(seen, page.number, page.points)


def _refuse_wordless(job: ReadJob, count: int, album: _Album, data: CameraData, desk: Desk | None) -> None:
    if data.sentences or any(character.isalnum() for line in album.lines for character in line.text):
        return
    if len(album.damaged) == count:
        raise FileDamaged(f"{job.name} is damaged: its picture cannot be read.")
    if album.error is not None:
        raise album.error
    if desk is None:
        hint = None if find_recognizer() else HINT
        raise NeedsOcr(f"{job.name} is a picture, of which nothing was read: recognition is not at work.", hint=hint)
    raise NoText(f"{job.name} holds no words: no writing was found on the picture, and it has no camera data.")


def _notes(count: int, album: _Album, desk: Desk | None) -> list[str]:
    notes: list[str] = []

    def say(words: str, numbers: list[int]) -> None:
        notes.append(words + (f": page {name_numbers(numbers)} of {count}." if count > 1 else "."))

    if album.lines and desk is not None:
        pages = sorted({line.page for line in album.lines})
        say(f"Read from the picture by OCR ({desk.name}), so letters may be wrong", pages)
    elif desk is not None and album.error is None:
        notes.append("No writing was found on the picture by OCR; its camera data were read.")
    elif album.error is not None:
        notes.append(f"What is written on the picture was not read. {album.error}")
    else:
        notes.append("What is written on the picture was not read: recognition is not at work.")
    if album.unread:
        say(f"Too unclear for OCR or in letters it does not know, left out: {album.unread} lines", album.unclear)
    if album.damaged:
        say("Damaged and not read", album.damaged)
    if album.cut:
        say("The file is cut off before its picture ends", album.cut)
    return notes
