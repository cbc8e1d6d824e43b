"""The cell of a reading child: what is tried from inside, and what comes of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from loupe.reading import Reading, ReadingLimits, ReadJob, read_all
from loupe.reading.cell import RUNGS, command, environment, landlock_version, strongest
from loupe.reading.pool import restore_scratch

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has the namespaces")
CLOSED = {
    "reach a server of this machine", "write outside", "change a file outside", "remove a file outside",
    "move a file out", "start a program", "link to the outside and write through it", "see a secret",
}  # fmt: skip


def holds(rung):
    order = list(RUNGS)
    return order.index(strongest()) <= order.index(rung)


@pytest.fixture
def server(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        (tmp_path / "port").write_text(str(listening.getsockname()[1]))
        yield listening


@linux
@pytest.mark.parametrize("rung", ["bubblewrap", "namespaces"])
def test_nothing_gets_out_of_a_cell(tmp_path, monkeypatch, server, rung):
    if not holds(rung):
        pytest.skip(f"{rung} does not hold on this system; the strongest that does is {strongest()}")
    if not landlock_version():
        pytest.skip("this kernel has no Landlock")
    monkeypatch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    monkeypatch.setenv("LOUPE_SECRET", "key")
    (tmp_path / "mine").write_text("mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    run = subprocess.run(
        command(rung, folder, "cell_prisoner"), env=environment(folder), capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    could = json.loads(run.stdout)
    assert {what for what, worked in could.items() if worked} == could.keys() - CLOSED
    assert could["write inside"]
    assert could["read"]
    assert (tmp_path / "mine").read_text() == "mine"


def test_the_readers_of_this_system_are_kept_in_the_strongest_cell_that_holds(tmp_path):
    (tmp_path / "blob").write_text("Words.")
    scratch = tmp_path / "work" / "0a1b"
    scratch.mkdir(parents=True)
    (scratch / "done-before").write_text("kept")
    [(_, result)] = read_all([ReadJob(tmp_path / "blob", "a.txt", scratch)], ReadingLimits(), 1)
    assert isinstance(result, Reading)
    assert [p.name for p in (tmp_path / "work").iterdir()] == ["0a1b"]
    assert (scratch / "done-before").read_text() == "kept"


def test_scratch_of_a_killed_process_is_put_back(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lent = tmp_path / f"reader-{gone.pid}-x" / "0a1b"
    lent.mkdir(parents=True)
    (lent / "page-1").write_text("done")
    alive = tmp_path / f"reader-{os.getpid()}-y" / "2c3d"
    alive.mkdir(parents=True)
    (tmp_path / "0a1b").mkdir()
    restore_scratch(tmp_path)
    assert (tmp_path / "0a1b" / "page-1").read_text() == "done"
    assert alive.is_dir()
    assert not lent.parent.exists()
