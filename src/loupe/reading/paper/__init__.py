"""Paper: PDFs with or without text, scans and photographs, with the place of every word on the page."""

from __future__ import annotations

from loupe.reading.paper.reader import read_paper, read_picture
from loupe.reading.paper.recognizers import find_recognizer

__all__ = ["find_recognizer", "read_paper", "read_picture"]
