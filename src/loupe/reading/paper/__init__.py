"""Paper: PDFs with or without text, scans and photographs, with the place of every word on the page."""

from __future__ import annotations

from loupe.model.errors import NeedsOcr
from loupe.reading.paper.reader import read_paper
from loupe.reading.paper.recognizers import HINT, find_recognizer
from loupe.reading.values import Reading, ReadingLimits, ReadJob, Step

__all__ = ["draw_page", "find_recognizer", "read_paper", "read_picture"]


def draw_page(job: ReadJob, file_format: str, limits: ReadingLimits) -> Reading:
    """Draw a page, as ``drawn.draw_page`` tells; raises NeedsOcr where Pillow is not installed and a picture is."""
    try:
        from loupe.reading.paper import drawn

        return drawn.draw_page(job, file_format, limits)
    except ImportError as error:
        said = f"{job.name} is a picture, and what opens pictures is not installed."
        raise NeedsOcr(said, hint=HINT) from error


def read_picture(job: ReadJob, limits: ReadingLimits, step: Step) -> Reading:
    """Read a picture file, as ``album.read_picture`` tells; raises NeedsOcr where Pillow is not installed."""
    try:
        from loupe.reading.paper import album
    except ImportError as error:
        said = f"{job.name} is a picture, and what opens pictures is not installed."
        raise NeedsOcr(said, hint=HINT) from error
    return album.read_picture(job, limits, step)
