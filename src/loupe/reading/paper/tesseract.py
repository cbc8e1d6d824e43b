"""Recognition by the program Tesseract, where it is installed.

This is the one reader that starts another program: it gives it a picture on its standard input and takes a table from
its standard output. Nothing is written to disk, and the program needs no network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace

import numpy as np

from loupe.reading.draft import clean_text
from loupe.reading.paper.seen import Alive, Box, Frame, Pixels, Seen, SeenLine, SeenWord
from loupe.reading.paper.upright import measure_skew

__all__ = ["TesseractFailed", "TesseractRecognizer", "find_tesseract"]

_SECONDS = 100.0
_SURE = 30.0  # words of which Tesseract is less sure (of 100) are mostly specks and rules
_LANGUAGES = {
    "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hu": "hun", "it": "ita", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe",
    "tr": "tur", "uk": "ukr",
}  # fmt: skip


def find_tesseract() -> str | None:
    """The path of the program, None where it is not installed."""
    return shutil.which("tesseract")


class TesseractFailed(Exception):
    """The program could not be started, took too long, or ended with an error."""


class TesseractRecognizer:
    """Tesseract 4 or later; ``language`` is an ISO 639-1 code, "" for what is installed, English first."""

    def __init__(self, program: str, language: str = "", threads: int = 1) -> None:
        self._program, self._threads = program, threads
        installed = self._run(["--list-langs"]).splitlines()[1:]
        wanted = [code for code in (_LANGUAGES.get(language), "eng") if code in installed]
        others = sorted(set(installed) - {"osd", "snum", "equ"})
        self._language = wanted[0] if wanted else next(iter(others), "eng")
        self._turns = "osd" in installed
        self.name = f"{' '.join(self._run(['--version']).split()[:2])}, {self._language}".replace("tess", "Tess", 1)

    def read(self, picture: Pixels, alive: Alive) -> Seen:
        """The lines of a page, turned by quarters where the program can tell, and askew by up to 10 degrees."""
        from PIL import Image

        height, width = picture.shape
        frame = Frame(width, height, self._turn(picture) if self._turns else 0)
        alive()
        upright = np.rot90(picture, -frame.turned // 90)
        frame = replace(frame, skew=measure_skew(upright))
        if frame.skew:
            # Pillow turns against the clock; lines that fall to the right must be lifted.
            image = Image.fromarray(upright).rotate(frame.skew, Image.Resampling.BICUBIC, fillcolor=255)
            upright = np.asarray(image)
        table = self._run(["-", "-", "-l", self._language, "--psm", "3", "tsv"], upright)
        lines, unread = _lines(table)
        return Seen(frame, lines, unread)

    def _turn(self, picture: Pixels) -> int:
        try:
            said = self._run(["-", "-", "--psm", "0"], picture)
        except TesseractFailed:  # too few letters to tell
            return 0
        turn = re.search(r"^Rotate: (90|180|270)$", said, re.M)
        sure = re.search(r"^Orientation confidence: ([\d.]{1,9})$", said, re.M)
        return int(turn[1]) if turn and sure and float(sure[1]) >= 2.0 else 0

    def _run(self, arguments: list[str], picture: Pixels | None = None) -> str:
        given = b""
        if picture is not None:
            height, width = picture.shape
            given = b"P5 %d %d 255\n" % (width, height) + picture.tobytes()
        keep = {key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH") if key in os.environ}
        try:
            done = subprocess.run(
                [self._program, *arguments],
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                env={**keep, "LC_ALL": "C", "OMP_THREAD_LIMIT": str(self._threads)},
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise TesseractFailed(type(error).__name__) from error
        return done.stdout.decode("utf-8", "replace")


def _lines(table: str) -> tuple[tuple[SeenLine, ...], int]:
    """The lines in a table of Tesseract, and how many words it was not sure of."""
    words: dict[tuple[int, int, int], list[SeenWord]] = {}
    unread = 0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5":
            continue
        text = clean_text(cells[11]).strip()
        sure = float(cells[10])
        if not text or sure < _SURE:
            unread += any(map(str.isalnum, text))
            continue
        left, top, wide, high = (float(cell) for cell in cells[6:10])
        block, paragraph, line = (int(cell) for cell in cells[2:5])
        words.setdefault((block, paragraph, line), []).append(
            SeenWord("".join(text.split()), (left, top, left + wide, top + high), sure / 100)
        )
    return tuple(_line(line) for line in words.values()), unread


def _line(words: list[SeenWord]) -> SeenLine:
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    box: Box = (min(lefts), min(tops), max(rights), max(bottoms))
    # A line of Tesseract is as high as its ink, mostly from the descenders to the capitals.
    return SeenLine(tuple(words), box, (box[3] - box[1]) / 0.9)
