"""Calling the reader of a format directly, with the promises of every reading checked."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from loupe.model.errors import ReadError
from loupe.reading import Reading, ReadingLimits, ReadJob
from loupe.reading.catalog import FORMATS
from loupe.reading.values import no_step

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def read_as(form: str, data: bytes | str, folder: Path, name: str = "", limits: ReadingLimits | None = None) -> Reading:
    """Read ``data`` with the reader that the catalogue names for ``form``; its scratch is ``folder / "scratch"``."""
    known = FORMATS[form]
    module, _, function = known.reader.partition(":")
    reader = getattr(import_module(f"loupe.reading.{module}"), function)
    name = name or f"x{known.endings[0]}"
    raw = data.encode() if isinstance(data, str) else data
    limits = limits or ReadingLimits()
    if not known.by_path:
        return check(reader(raw, name, limits))
    path = folder / "blob"
    path.write_bytes(raw)
    return check(reader(ReadJob(path, name, scratch=folder / "scratch"), limits, no_step), folder / "scratch")


def read_or_refuse(form: str, data: bytes | str, folder: Path, limits: ReadingLimits | None = None) -> Reading | None:
    """A reading that keeps its promises, or None for a refusal with a reason; anything else fails the test."""
    try:
        return read_as(form, data, folder, limits=limits)
    except ReadError as refused:
        error = refused
    assert str(error).startswith(f"x{FORMATS[form].endings[0]}")
    assert error.hint
    return None


def check(reading: Reading, scratch: Path | None = None) -> Reading:
    """Fail unless the reading keeps what every reading promises."""
    text, end = reading.text, 0
    assert reading.format in FORMATS
    assert _FORBIDDEN.search(text) is None
    for passage in reading.passages:
        locator = passage.locator
        assert end <= locator.start < locator.end <= len(text)
        said = text[locator.start : locator.end]
        assert said == said.strip() != ""
        end = locator.end
    for part in reading.parts:
        assert scratch is not None
        assert part.path.is_file()
        assert not part.path.is_symlink()
        assert scratch in part.path.parents
        assert part.name == " ".join(part.name.split()) != ""
        assert not set(part.name) & set("/\\\x00\u202e\u2066\u200f")
        assert len(part.name) <= 200
    return reading


def said(reading: Reading) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and words of every passage."""
    return [(p.kind, p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages]


def words(reading: Reading) -> list[str]:
    """The words of every passage."""
    return [text for _, _, text in said(reading)]


def places(reading: Reading) -> list[str]:
    """The place of every passage as a person says it."""
    return [p.locator.words() for p in reading.passages]
