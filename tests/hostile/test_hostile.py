"""Hostile files: each is answered in time and within memory, writes nothing where it should not, and harms no other."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hostile_collection import SECRET, Hostile, Place
from hostile_files import HOSTILE

import loupe
from loupe.model.errors import ReadError
from loupe.reading import Part, Reading, ReadingLimits, ReadJob, Recognition, read_all

MOST_SECONDS = 120
MOST_RESIDENT = 1 << 30
MOST_PARTS_READ = 6  # of each archive that is read to its bottom
WORDS = "Words that no other file may harm."


@dataclass
class Answered:
    """What became of a hostile file and of the two beside it."""

    said: str
    results: list[Reading | ReadError]
    seconds: float
    resident: int
    beside: list[str]
    deeper: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A secret, a folder that must stay as it is, and a port that must not be called."""
    top = tmp_path_factory.mktemp("hostile")
    (top / "outside").mkdir()
    (top / "outside" / "canary.txt").write_text("Sings.")
    (top / "secret.txt").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.01)
        yield Place(top / "secret.txt", top / "outside", listening.getsockname()[1])
        with pytest.raises(TimeoutError):  # nobody called
            listening.accept()


def prints(folder: Path) -> dict[str, str]:
    """Every file below a folder, links and folders too, with what is in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        plain = path.is_file() and not path.is_symlink()
        found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest() if plain else "-"
    return found


class Watch:
    """The most memory that any process below this one has had, since the watch began."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *rest: object) -> None:
        self._stop.set()
        self._thread.join()

    def look(self) -> None:
        """Look now."""
        for process in _below(os.getpid()):
            try:
                # Until it runs its own program, a new process shows the memory of the one that made it.
                if b"loupe.reading.child" not in Path(f"/proc/{process}/cmdline").read_bytes():
                    continue
                status = Path(f"/proc/{process}/status").read_text()
            except OSError:
                continue
            for line in status.splitlines():
                if line.startswith("VmHWM:"):
                    self.most = max(self.most, int(line.split()[1]) * 1024)

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self.look()


def _below(process: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            told = [int(child) for child in children.read_text().split()]
        except OSError:
            continue
        for child in told:
            found += [child, *_below(child)]
    return found


def answer(file: Hostile, top: Path, place: Place) -> Answered:
    """Read a hostile file between two harmless ones in one reader, then what is in it."""
    archive, scratch = top / "archive", top / "scratch"
    archive.mkdir(parents=True)
    scratch.mkdir()
    path = file.write(archive, place)
    before, after = archive / "before.txt", archive / "after.txt"
    for harmless in (before, after):
        harmless.write_text(WORDS)
    limits = ReadingLimits(**{"seconds": MOST_SECONDS - 20, **file.limits})
    recognition = Recognition(speech=False)
    jobs = [
        ReadJob(one, name, _fresh(scratch), recognition)
        for one, name in ((before, "before.txt"), (path, file.seen or file.name), (after, "after.txt"))
    ]
    results, began, seconds = [], time.monotonic(), 0.0
    with Watch() as watch:
        for _, result in read_all(jobs, limits, 1):
            watch.look()
            results.append(result)
            seconds = time.monotonic() - began if len(results) == 2 else seconds
        deeper = _read_parts(results[1], limits, scratch, limits.max_depth) if file.deep else []
    beside = [one.text if isinstance(one, Reading) else str(one) for one in (results[0], results[2])]
    return Answered(_said(results[1]), results, seconds, watch.most, beside, deeper)


def _fresh(scratch: Path) -> Path:
    folder = scratch / str(len(list(scratch.iterdir())))
    folder.mkdir()
    return folder


def _said(result: Reading | ReadError) -> str:
    return "read" if isinstance(result, Reading) else result.code


def _read_parts(result: Reading | ReadError, limits: ReadingLimits, scratch: Path, depth: int) -> list[str]:
    """What becomes of the parts of a reading, and of theirs, as deep as a case goes."""
    if not isinstance(result, Reading) or not depth:
        return []
    parts: tuple[Part, ...] = result.parts[:MOST_PARTS_READ]
    jobs = [ReadJob(part.path, part.name, _fresh(scratch), Recognition(speech=False)) for part in parts]
    found = list(read_all(jobs, limits, 1))
    said = [_said(one) for _, one in found]
    return said + [deep for _, one in found[:1] for deep in _read_parts(one, limits, scratch, depth - 1)]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and looked up as Linux does it")
@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name)
def test_a_hostile_file_is_answered_and_harms_nothing(file, place, tmp_path, monkeypatch):
    monkeypatch.chdir(place.outside)
    monkeypatch.setenv(
        "PYTHONPATH", str(Path(loupe.__file__).resolve().parents[1])
    )  # it may be told as a relative path
    outside = prints(place.outside.parent)
    answered = answer(file, tmp_path / "top", place)
    assert answered.said in file.answers, str(answered.results[1])[:500]
    assert answered.seconds < MOST_SECONDS
    assert answered.resident < MOST_RESIDENT
    assert answered.beside == [WORDS, WORDS]
    assert prints(place.outside.parent) == outside
    assert sorted(entry.name for entry in (tmp_path / "top").iterdir()) == ["archive", "scratch"]
    assert sorted(entry.name for entry in (tmp_path / "top" / "archive").iterdir()) == sorted(
        ["before.txt", "after.txt", file.name]
    )
    for path in (tmp_path / "top" / "scratch").rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    _check_reading(answered.results[1])


def _check_reading(result: Reading | ReadError) -> None:
    if isinstance(result, ReadError):
        assert str(result)
        assert result.hint
        assert "\n" not in str(result)
        return
    assert SECRET not in result.text
    for part in result.parts:
        assert SECRET.encode() not in part.path.read_bytes()[:4096]
        assert not part.name.startswith("/")
        assert ".." not in part.name.split("/")
        assert part.name.isprintable()
        assert part.place.isprintable()
