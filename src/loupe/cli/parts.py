"""The optional parts that read more kinds of files: whether they are here, what for, and how to get them."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import TypedDict

__all__ = ["Part", "reading_parts"]


class Part(TypedDict):
    """An optional part as ``loupe doctor`` shows it."""

    name: str
    installed: bool
    what: str
    install: str


_PARTS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("film", ("av",), "Opening films and recordings: the subtitles inside, pictures, sound.", "film"),
    ("speech", ("av", "faster_whisper"), "Listening to films and recordings that have no subtitles.", "speech"),
    ("scans", ("rapidocr", "PIL"), "Reading the words in pictures, photographs and scanned pages.", "scans"),
    ("office", ("xlrd",), "Old Excel workbooks (.xls).", "office"),
    ("mailboxes", ("pypff",), "Outlook mailboxes (.pst).", "mailboxes"),
    ("web", ("fastapi", "uvicorn"), "The workbench in the browser (loupe open).", "web"),
)


def reading_parts() -> list[Part]:
    """The parts, in the order in which people miss them."""
    parts = [
        Part(
            name=name,
            installed=all(find_spec(module) is not None for module in modules),
            what=what,
            install=f"pip install 'loupe-workbench[{extra}]'",
        )
        for name, modules, what, extra in _PARTS
    ]
    for part in parts:
        if part["name"] == "scans" and not part["installed"] and shutil.which("tesseract"):
            part["installed"] = True
    return parts
