"""Vectors in a file that may be killed, damaged, deleted or taken over, and never gives a wrong vector."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from loupe.search.kept import KeptVectors, text_key

HEAD, RECORD = 64, 16 + 4 + 8


def vectors(*numbers: int) -> NDArray[np.int8]:
    return np.array([[number % 100] * 8 for number in numbers], np.int8)


def keys(*numbers: int) -> list[bytes]:
    return [text_key(f"text {number}") for number in numbers]


def opened(path: Path, encoder: str = "e/1") -> KeptVectors:
    return KeptVectors(path, encoder, 8)


def filled(path: Path, *numbers: int) -> KeptVectors:
    kept = opened(path)
    kept.keep(keys(*numbers), vectors(*numbers))
    return kept


def numbers_in(kept: KeptVectors, *asked: int) -> list[int | None]:
    return [None if found is None else int(found[0]) for found in kept.find(keys(*asked))]


def test_what_was_kept_is_found_by_others(tmp_path: Path) -> None:
    own = filled(tmp_path / "v", 1, 2)
    assert numbers_in(own, 2, 3, 1) == [2, None, 1]
    other = opened(tmp_path / "v")
    assert numbers_in(other, 2, 3, 1) == [2, None, 1]
    assert len(other) == 2


def test_the_file_grows_by_what_is_new(tmp_path: Path) -> None:
    filled(tmp_path / "v", 1, 2).keep(keys(2, 3), vectors(2, 3))
    assert (tmp_path / "v").stat().st_size == HEAD + 3 * RECORD


def test_two_that_write_in_turns_keep_both(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "v"), opened(tmp_path / "v")
    one.keep(keys(1), vectors(1))
    two.keep(keys(2, 1), vectors(2, 1))
    one.keep(keys(3), vectors(3))
    for kept in (one, opened(tmp_path / "v")):
        assert numbers_in(kept, 1, 2, 3) == [1, 2, 3]
    assert (tmp_path / "v").stat().st_size == HEAD + 3 * RECORD


@given(cut=st.integers(0, HEAD + 3 * RECORD))
@settings(max_examples=40, deadline=None)
def test_a_file_cut_anywhere_keeps_what_is_whole(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("kept") / "v"
    filled(path, 1, 2, 3)
    path.write_bytes(path.read_bytes()[:cut])
    kept = opened(path)
    whole = max(cut - HEAD, 0) // RECORD
    assert numbers_in(kept, 1, 2, 3) == [n if n <= whole else None for n in (1, 2, 3)]
    kept.keep(keys(1, 2, 3, 4), vectors(1, 2, 3, 4))
    assert numbers_in(opened(path), 1, 2, 3, 4) == [1, 2, 3, 4]


@given(at=st.integers(0, HEAD + 3 * RECORD - 1), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_never_gives_a_wrong_vector(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    path = tmp_path_factory.mktemp("kept") / "v"
    filled(path, 1, 2, 3)
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)
    kept = opened(path)
    found = numbers_in(kept, 1, 2, 3)
    assert all(got in (number, None) for got, number in zip(found, (1, 2, 3), strict=True))
    assert found.count(None) == (3 if at < HEAD else 1)
    kept.keep(keys(1, 2, 3), vectors(1, 2, 3))
    assert numbers_in(opened(path), 1, 2, 3) == [1, 2, 3]


def test_another_encoder_begins_anew_and_leaves_readers_what_they_have(tmp_path: Path) -> None:
    reader = filled(tmp_path / "v", 1)
    other = opened(tmp_path / "v", "e/2")
    assert (len(other), numbers_in(other, 1)) == (0, [None])
    other.keep(keys(5), vectors(5))
    assert numbers_in(reader, 1) == [1]
    assert numbers_in(opened(tmp_path / "v", "e/2"), 1, 5) == [None, 5]
    assert numbers_in(opened(tmp_path / "v"), 1, 5) == [None, None]


def test_a_file_deleted_under_way_is_made_again(tmp_path: Path) -> None:
    kept = filled(tmp_path / "v", 1)
    (tmp_path / "v").unlink()
    kept.keep(keys(2), vectors(2))
    assert numbers_in(opened(tmp_path / "v"), 2) == [2]


def test_what_cannot_be_written_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    kept = opened(tmp_path / "file" / "v")
    kept.keep(keys(1), vectors(1))
    kept.keep(keys(2), vectors(2))
    assert numbers_in(kept, 1, 2, 3) == [1, 2, None]


def test_while_another_writes_what_is_new_is_remembered_and_written_later(tmp_path: Path) -> None:
    kept = KeptVectors(tmp_path / "v", "e/1", 8, wait_seconds=0.0)
    busy = opened(tmp_path / "v")
    busy._lock.acquire()
    kept.keep(keys(1), vectors(1))
    assert numbers_in(kept, 1) == [1]
    assert not (tmp_path / "v").exists()
    busy._lock.release()
    kept.keep(keys(2), vectors(2))
    assert numbers_in(opened(tmp_path / "v"), 1, 2) == [1, 2]


KILLED = """
import sys, time
sys.path.insert(0, {tests!r})
from pathlib import Path
from test_search_kept import filled
import os
os.fsync = lambda handle: (print("ready", flush=True), time.sleep(60))
filled(Path(sys.argv[1]), *range(50))
"""


def test_a_killed_writer_leaves_a_file_that_can_be_read_and_goes_on(tmp_path: Path) -> None:
    filled(tmp_path / "v", 77)
    code = KILLED.format(tests=str(Path(__file__).parent))
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / "v"], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        writer.send_signal(signal.SIGKILL)
    kept = opened(tmp_path / "v")
    assert numbers_in(kept, 77) == [77]
    kept.keep(keys(78), vectors(78))
    assert numbers_in(opened(tmp_path / "v"), 77, 78) == [77, 78]
