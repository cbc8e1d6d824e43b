import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli_samples import write_archive, write_film

from loupe.cli import main

LOUPE = Path(sys.executable).parent / "loupe"


@dataclass(frozen=True)
class Ran:
    """What one command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(capsys):
    """Run a command in this process."""

    def run(*words):
        capsys.readouterr()
        status = main([str(word) for word in words])
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def loupe():
    """Run the installed script as a process of its own."""

    def loupe(*words, env=None, **more):
        done = subprocess.run(
            [LOUPE, *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
            timeout=120,
            check=False,
            **more,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return loupe


@pytest.fixture(scope="session")
def checked_once(tmp_path_factory):
    """A folder with an archive, a film, and a case in which the film has been checked."""
    folder = tmp_path_factory.mktemp("checked")
    write_archive(folder / "archive")
    write_film(folder / "film.srt")
    case = str(folder / "case")
    assert main(["new", case, "--quiet"]) == 0
    assert main(["add", case, "--from", str(folder / "archive" / "sources.csv"), "--quiet"]) == 0
    assert main(["check", case, str(folder / "film.srt"), "--title", "The Film", "--quiet"]) == 0
    return folder


@pytest.fixture
def folder(checked_once, tmp_path, monkeypatch):
    """A copy of the folder with the checked case, made the current folder."""
    place = tmp_path / "work"
    shutil.copytree(checked_once, place)
    monkeypatch.chdir(place)
    return place
