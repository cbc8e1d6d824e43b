import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_programs import SOURCES, made
from store_samples import BOXES, FILM, NOTE, keep

from loupe.model.errors import CaseBusy, DiskFull, WriteDenied
from loupe.store import Store

PROGRAMS = Path(__file__).with_name("store_programs.py")


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, str(PROGRAMS), *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def told(*arguments):
    program = start(*arguments)
    out, _ = program.communicate(timeout=120)
    assert program.returncode == 0
    return out.split("\n")


def go(program):
    assert program.stdout.readline() == "ready\n"
    program.stdin.write("go\n")
    program.stdin.flush()


def test_two_processes_writing_at_once_both_finish_and_lose_nothing(store):
    programs = [start("write", store.path, who) for who in ("ann", "ben")]
    for program in programs:
        go(program)
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    assert {s.name for s in store.sources()} == {f"{who}-{n}.txt" for who in ("ann", "ben") for n in range(SOURCES)}
    for who in ("ann", "ben"):
        _, source, passages = made(who, SOURCES - 1)
        assert store.passages(source.id) == tuple(passages)
    assert [entry.seq for entry in store.log()] == list(range(1, 2 * SOURCES + 2))
    assert store.verify() == ()


@pytest.mark.parametrize("delay", [pytest.param(ms, id=f"{ms} ms") for ms in (1, 9, 23, 40)])
def test_a_process_killed_while_adding_leaves_a_sound_case(store, delay):
    program = start("write", store.path, "ann")
    go(program)
    time.sleep(delay / 1000)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    with Store.open(store.path) as after:
        saved = after.sources()
        assert after.verify() == ()
        assert {s.name for s in saved} == {f"ann-{n}.txt" for n in range(len(saved))}
        keep(after, *(made("ann", n) for n in range(SOURCES)))
        assert len(after.sources()) == SOURCES
        assert after.verify() == ()


def test_a_kill_before_or_after_any_touch_of_the_disk_leaves_a_sound_case(store):
    runs = [tuple(map(int, line.split())) for line in told("killed_while_adding", store.path) if line]
    assert len(runs) > 40
    assert [status for _, status, _, _ in runs] == [-signal.SIGKILL] * (len(runs) - 1) + [0]
    assert {faults for _, _, _, faults in runs} == {0}
    assert [saved for _, _, saved, _ in runs] == sorted(saved for _, _, saved, _ in runs)
    assert runs[0][2] == 0
    assert runs[-1][2] >= 2  # a kill just after the commit keeps the source, and the run that comes through adds one


def test_a_kill_while_a_case_is_made_can_be_made_good(tmp_path):
    lines = told("killed_while_created", tmp_path)
    assert {line.split()[1] for line in lines if line} == {"case-missing"}


def test_another_writer_is_waited_for_and_then_named(store):
    other = sqlite3.connect(store.path / "case.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(store.path, wait_seconds=0.05) as waiting:
        with pytest.raises(CaseBusy, match="Another program is writing"):
            keep(waiting, NOTE)
        assert waiting.sources() == ()
        other.execute("ROLLBACK")
        keep(waiting, NOTE)
        assert waiting.sources() == (NOTE[1],)
    other.close()


@pytest.fixture
def small_disk(tmp_path):
    """A real disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.name == "nt" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_named_and_loses_nothing(small_disk):
    case = small_disk / "case"
    with Store.create(case, "small", {}) as store:
        keep(store, NOTE)
    line, _ = told("fill", case, 0)
    saved, code, _ = line.split(" ", 2)
    assert code == "disk-full"
    (small_disk / "filler").write_bytes(b"")
    with (small_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        [filler.write(b"x" * 4096) for _ in range(1000)]
    with Store.open(case, readonly=True) as reader:
        assert len(reader.sources()) == int(saved) + 1 > 5
        assert reader.verify() == ()
    with Store.open(case) as full, pytest.raises(DiskFull):
        keep(full, FILM)
    (small_disk / "filler").unlink()
    with Store.open(case) as again:
        assert len(again.sources()) == int(saved) + 1
        assert again.passages(NOTE[1].id) == tuple(NOTE[2])
        assert again.verify() == ()


@pytest.mark.parametrize(
    ("program", "limit"),
    [pytest.param("fill", 200_000, id="a file may not grow"), pytest.param("grow", 150_000, id="the database may not")],
)
def test_a_limit_on_file_size_is_a_full_disk_and_loses_nothing(store, program, limit):
    keep(store, NOTE)
    store.close()
    line, _ = told(program, store.path, limit)
    saved, code, _ = line.split(" ", 2)
    assert code == "disk-full"
    assert int(saved) >= 1
    with Store.open(store.path) as after:
        assert len(after.sources()) == int(saved) + 1
        assert not list((store.path / "blobs").glob("part-*"))
        if program == "fill":
            assert after.verify() == ()
        keep(after, FILM)
        assert after.has_source(FILM[1].id)


def test_a_case_on_a_disk_that_may_only_be_read_can_be_read(small_disk):
    case = small_disk / "case"
    with Store.create(case, "small", {}) as store:
        keep(store, NOTE, FILM)
        store.save_claims(FILM[1].id, [BOXES])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Store.open(case, readonly=True) as reader:
        assert reader.claims(FILM[1].id) == (BOXES,)
        assert reader.verify() == ()
    with pytest.raises(WriteDenied), Store.open(case) as writer:
        keep(writer, NOTE)
    with pytest.raises(WriteDenied):
        Store.create(small_disk / "other", "x", {})
