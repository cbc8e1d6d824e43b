"""Which program recognises writing, and whether there is one."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec

from loupe.reading.paper.rapid import RapidRecognizer, rapid_models
from loupe.reading.paper.seen import Recognizer
from loupe.reading.paper.tesseract import TesseractRecognizer, find_tesseract

__all__ = ["HINT", "choose_recognizer", "find_recognizer"]

HINT = 'Install text recognition: pip install "loupe-workbench[scans]" (or the program tesseract), then add it again.'
_MOST_THREADS = 2


def find_recognizer(choice: str = "") -> str | None:
    """The recogniser that would be used, "rapidocr" or "tesseract"; None when neither is installed.

    ``choice`` is one of the two where somebody wants it; it is not replaced by the other.
    """
    if find_spec("PIL") is None:
        return None
    if choice in ("", "rapidocr") and rapid_models() is not None:
        return "rapidocr"
    return "tesseract" if choice in ("", "tesseract") and find_tesseract() is not None else None


@lru_cache(maxsize=1)
def choose_recognizer(choice: str = "", threads: int = 0, language: str = "") -> Recognizer | None:
    """The recogniser to use, its models loaded and kept for the next file; None when none is installed.

    ``threads`` is 0 for two, or one on a machine with one core; ``language`` is an ISO 639-1 code or "". How many
    threads there are does not change what is read.
    """
    threads = threads or min(_MOST_THREADS, os.cpu_count() or 1)
    found = find_recognizer(choice)
    if found == "rapidocr" and (models := rapid_models()) is not None:
        return RapidRecognizer(models, threads)
    if found == "tesseract" and (program := find_tesseract()) is not None:
        return TesseractRecognizer(program, language, threads)
    return None
