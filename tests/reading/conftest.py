"""Reading a few bytes as if they were a file, with the promises of every reading checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading_promises import check

from loupe.reading import Reading, ReadingLimits, ReadJob, read_file

Read = Callable[..., Reading]


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
