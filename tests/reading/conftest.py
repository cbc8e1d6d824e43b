"""Reading a few bytes as if they were a file, with the promises of every reading checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from loupe.reading import Reading, ReadingLimits, ReadJob, read_file

Read = Callable[..., Reading]


def check(reading: Reading) -> Reading:
    """Fail unless the reading keeps what every reading promises."""
    text, end = reading.text, 0
    assert reading.passages
    assert re.search("[\x00\ud800-\udfff]", text) is None
    for passage in reading.passages:
        locator = passage.locator
        assert end <= locator.start < locator.end <= len(text)
        said = text[locator.start : locator.end]
        assert said
        assert said == said.strip()
        end = locator.end
    return reading


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read text or bytes as a file of the given name."""

    def run(data: bytes | str, name: str, limits: ReadingLimits | None = None) -> Reading:
        path = tmp_path / "blob"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return check(read_file(ReadJob(path, name), limits or ReadingLimits()))

    return run


@pytest.fixture
def said() -> Callable[[Reading], list[tuple[str, str | None, str]]]:
    """Kind, speaker and words of every passage."""

    def run(reading: Reading) -> list[tuple[str, str | None, str]]:
        return [(p.kind, p.speaker, reading.text[p.locator.start : p.locator.end]) for p in reading.passages]

    return run
