"""Where pages are laid to be recognised: the recogniser, loaded for the first page, and the pages it has read."""

from __future__ import annotations

from collections.abc import Callable

from loupe.model.errors import NeedsOcr
from loupe.reading.allowance import allow_media
from loupe.reading.paper.kept import KeptPages
from loupe.reading.paper.light import even_light, without_specks
from loupe.reading.paper.recognizers import HINT, choose_recognizer
from loupe.reading.paper.seen import Pixels, Recognizer, Seen
from loupe.reading.paper.tesseract import TesseractFailed
from loupe.reading.values import ReadingLimits, ReadJob, Step

__all__ = ["Desk"]


class Desk:
    """Reads the pages of one file; a page that was read before the reading was stopped is not read again.

    ``pages`` is how many there are, as soon as somebody knows.
    """

    def __init__(self, job: ReadJob, limits: ReadingLimits, reader: str, step: Step) -> None:
        self.file, self.pages = job.name, 1
        self._job, self._limits, self._reader, self._step = job, limits, reader, step
        self._recognizer: Recognizer | None = None

    @property
    def name(self) -> str:
        """The recogniser with its version."""
        return self._load().name

    def read(self, number: int, draw: Callable[[], Pixels], drawn_as: object) -> Seen:
        """What is written on page ``number``, drawn by ``draw``; ``drawn_as`` says how, for pages that were kept.

        Raises NeedsOcr when the recogniser fails.
        """
        try:
            return self._read(number, draw, drawn_as)
        except TesseractFailed as error:
            said = f"{self.file} could not be recognised: the program tesseract failed ({error})."
            raise NeedsOcr(said, hint=HINT) from error

    def _read(self, number: int, draw: Callable[[], Pixels], drawn_as: object) -> Seen:
        recognizer = self._load()
        size = self._job.path.stat().st_size
        kept = KeptPages(self._job.scratch, self._reader, recognizer.name, size, drawn_as)
        seen = kept.load(number)
        if seen is None:
            seen = recognizer.read(
                even_light(without_specks(draw())), lambda: self._step(number - 1, self.pages, "page")
            )
            kept.save(number, seen)
        return seen

    def _load(self) -> Recognizer:
        if self._recognizer is None:
            allow_media(self._limits)
            self._recognizer = choose_recognizer(language=self._job.recognition.language)
            if self._recognizer is None:
                raise NeedsOcr(f"{self.file} is a picture, and nothing that reads pictures is installed.", hint=HINT)
        return self._recognizer
