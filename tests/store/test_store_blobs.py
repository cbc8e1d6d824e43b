import os
import stat
import time
from pathlib import Path

import pytest

from loupe.model import sha256_hex
from loupe.model.errors import FileTooLarge, OriginalAltered, PathDenied, PathMissing
from loupe.store import Kept


def blobs(store):
    return sorted(p for p in (store.path / "blobs").rglob("*") if p.is_file())


def test_a_file_is_kept_byte_for_byte_under_its_hash_and_once(store, tmp_path):
    data = bytes(range(256)) * 9000
    for name in ("one.bin", "two.bin"):
        (tmp_path / name).write_bytes(data)
        assert store.keep_file(tmp_path / name, len(data)) == Kept(sha256_hex(data), len(data))
    (blob,) = blobs(store)
    assert blob == store.blob_path(sha256_hex(data)) == store.path / "blobs" / sha256_hex(data)[:2] / sha256_hex(data)
    assert blob.read_bytes() == data
    assert stat.S_IMODE(blob.stat().st_mode) == 0o444


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(store, tmp_path):
    (tmp_path / "big").write_bytes(b"x" * 1001)
    with pytest.raises(FileTooLarge, match="1,000 bytes"):
        store.keep_file(tmp_path / "big", 1000)
    assert blobs(store) == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a file that says it is empty and is not")
def test_a_file_that_hides_its_size_is_stopped_at_the_limit(store):
    with pytest.raises(FileTooLarge):
        store.keep_file(Path("/proc/self/status"), 10)
    assert blobs(store) == []


def test_what_is_not_a_readable_file_is_called_so(store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, words in ((tmp_path / "no", "no file"), (tmp_path, "not a file"), (tmp_path / "pipe", "not a file")):
        with pytest.raises(PathMissing, match=words):
            store.keep_file(path, 1000)


def test_a_file_without_permission_is_called_so(store, tmp_path):
    path = tmp_path / "secret"
    path.write_text("x")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        with pytest.raises((PathDenied, PathMissing)) as caught:
            store.keep_file(path, 1000)
    finally:
        os.seteuid(user)
    assert caught.type is PathDenied


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("one\r\ntwo\rthree\n\u2028four\x85", id="line ends"),
        pytest.param("\ufeffbom \x00 nul \U0001f5dd", id="odd"),
        pytest.param("half \ud83d of a pair", id="lone surrogate"),
    ],
)
def test_a_text_comes_back_as_it_went_in(store, text):
    sha256 = store.keep_text(text)
    assert store.read_text(sha256) == text
    assert store.keep_text(text) == sha256
    assert len(blobs(store)) == 1


def test_an_altered_text_is_refused_by_name_and_healed_by_the_good_one(store):
    sha256 = store.keep_text("He waited in the car.")
    path = store.blob_path(sha256)
    path.chmod(0o644)
    path.write_bytes(b"He waited in the bar.")
    with pytest.raises(OriginalAltered, match=sha256):
        store.read_text(sha256)
    path.unlink()
    with pytest.raises(OriginalAltered, match="missing"):
        store.read_text(sha256)
    path.write_bytes(b"He waited")
    store.keep_text("He waited in the car.")
    assert store.read_text(sha256) == "He waited in the car."


def test_what_a_killed_process_left_long_ago_is_swept_away(store):
    old, new = store.path / "blobs" / "part-old", store.path / "blobs" / "part-new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    type(store).open(store.path).close()
    assert blobs(store) == [new]
