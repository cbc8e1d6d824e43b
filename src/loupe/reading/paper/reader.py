"""The reader of PDFs, whatever their pages hold."""

from __future__ import annotations

from loupe.model.errors import FileEmpty, FileTooLarge, NeedsOcr, PathMissing
from loupe.reading.paper.desk import Desk
from loupe.reading.paper.recognizers import HINT, find_recognizer
from loupe.reading.paper.scan import PageScanner
from loupe.reading.pdf import open_pdf, read_document
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["end_of_file", "read_paper"]

_TAIL = 2048


def read_paper(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a PDF; pages without text are recognised, where the job allows it and a recogniser is installed.

    Boxes are in points from the upper left corner of the page as it is shown. Raises FileEncrypted, FileDamaged,
    OverBudget, NoText, and NeedsOcr (with what to install) when all pages are pictures that nothing recognises.
    """
    tail = end_of_file(job, limits)
    able = find_recognizer() is not None
    document = open_pdf(job.path, job.name)
    try:
        scanner: PageScanner | None = None
        if job.recognition.ocr and able:
            desk = Desk(job, limits, "pdf", step)
            desk.pages = len(document)
            scanner = PageScanner(desk, limits)
        return read_document(document, tail, job.name, limits, scanner, step)
    except NeedsOcr as error:
        if job.recognition.ocr and not able:
            raise NeedsOcr(str(error), hint=HINT) from error
        raise
    finally:
        document.close()


def end_of_file(job: ReadJob, limits: ReadingLimits) -> bytes:
    """The last bytes of the file of a job; raises an error for a file that is not there, is empty or too large."""
    try:
        size = job.path.stat().st_size
        if not size:
            raise FileEmpty(f"{job.name} is empty.")
        if size > limits.max_bytes:
            most = limits.max_bytes / 2**20
            raise FileTooLarge(f"{job.name} has {size / 2**20:,.0f} MiB; at most {most:,.0f} MiB are read.")
        with job.path.open("rb") as stream:
            stream.seek(max(0, size - _TAIL))
            return stream.read(_TAIL)
    except OSError as error:
        raise PathMissing(f"There is no file at {job.name} that can be opened.") from error
