"""Paths that are no plain files, and folders in every state."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from loupe.model.errors import FileTooLarge, FormatUnknown, PathDenied, PathMissing
from loupe.reading import PathProblem, ReadingLimits, ReadJob, expand, read_all, read_file


def test_missing(tmp_path):
    with pytest.raises(PathMissing, match=r"no file or folder at lost\.txt"):
        read_file(ReadJob(tmp_path / "lost.txt", "lost.txt"))


def test_a_sparse_file_of_two_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)
    with pytest.raises(FileTooLarge, match="2,048 MiB; at most 512 MiB"):
        read_file(ReadJob(path, "big.txt"))
    assert isinstance(next(read_all([ReadJob(path, "big.txt")], ReadingLimits(), 1))[1], FileTooLarge)


def test_a_folder_named_like_a_file(tmp_path):
    folder = tmp_path / "x.pdf"
    folder.mkdir()
    (folder / "in.txt").write_text("words")
    with pytest.raises(FormatUnknown, match="folder"):
        read_file(ReadJob(folder, "x.pdf"))
    assert list(expand([folder])) == [folder / "in.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(FormatUnknown, match="pipe or a device"):
        read_file(ReadJob(tmp_path / "pipe.txt", "pipe.txt"))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_not_read():
    with pytest.raises(FormatUnknown, match="pipe or a device"):
        read_file(ReadJob(Path("/dev/zero"), "zero.txt"))


def test_folders_in_sorted_order_without_hidden_entries(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "b/.DS_Store", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    found = [path.relative_to(tmp_path).as_posix() for path in expand([tmp_path]) if isinstance(path, Path)]
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c/d/e.txt"]
    hidden = tmp_path / ".hidden"
    assert list(expand([hidden])) == [hidden / "x.txt"]


def test_links_in_circles_end(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").write_text("words")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    found = list(expand([tmp_path]))
    assert [p for p in found if isinstance(p, Path)] == [tmp_path / "a/x.txt"]
    problems = {p.path.name: p.error for p in found if isinstance(p, PathProblem)}
    assert set(problems) == {"self", "lost"}
    assert all(isinstance(error, PathMissing) for error in problems.values())


def test_links_that_lead_out_of_a_folder_are_refused_and_named(tmp_path):
    for name in ("in/a.txt", "in/deep/b.txt", "out/secret.txt", "inner/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    folder = tmp_path / "in"
    (folder / "file").symlink_to(tmp_path / "out" / "secret.txt")
    (folder / "deep" / "folder").symlink_to("../../out")
    (folder / "likely").symlink_to(tmp_path / "inner")  # its path begins like the folder's
    (folder / "stays").symlink_to("deep/b.txt")
    found = list(expand([folder]))
    assert [p for p in found if isinstance(p, Path)] == [folder / "a.txt", folder / "deep" / "b.txt", folder / "stays"]
    problems = {p.path: p.error for p in found if isinstance(p, PathProblem)}
    assert set(problems) == {folder / "file", folder / "deep" / "folder", folder / "likely"}
    for path, error in problems.items():
        assert isinstance(error, PathDenied)
        assert str(error) == f"{path} is a link that leads out of the folder, so it was not followed."
        assert "by itself" in error.hint


def test_a_link_that_is_named_itself_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "x.txt").write_text("words")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file").symlink_to("real/x.txt")
    assert list(expand([tmp_path / "folder", tmp_path / "file"])) == [tmp_path / "folder" / "x.txt", tmp_path / "file"]


def test_missing_and_impossible_paths_do_not_stop_the_rest(tmp_path):
    good = tmp_path / "x.txt"
    good.write_text("words")
    missing, broken, long = tmp_path / "lost", Path("a\0b"), tmp_path / ("n" * 5000)
    first, second, third, last = expand([missing, broken, long, good])
    assert last == good
    for outcome in (first, second, third):
        assert isinstance(outcome, PathProblem)
        assert isinstance(outcome.error, PathMissing)


def test_what_may_not_be_opened():
    folder = Path(tempfile.mkdtemp())
    user = os.geteuid()
    try:
        for name in ("locked/x.txt", "open.txt", "shut.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("words")
        folder.chmod(0o755)
        (folder / "locked").chmod(0)
        (folder / "shut.txt").chmod(0)
        read_file(ReadJob(folder / "open.txt", "open.txt"))
        if user == 0:
            os.seteuid(65534)  # the superuser may open anything, so somebody else has to try
        locked, opened, shut = expand([folder])
        assert isinstance(locked, PathProblem)
        assert isinstance(locked.error, PathDenied)
        assert opened == folder / "open.txt"
        assert isinstance(shut, Path)
        with pytest.raises(PathDenied, match=r"shut\.txt may not be opened"):
            read_file(ReadJob(shut, "shut.txt"))
    finally:
        if user == 0:
            os.seteuid(0)
        (folder / "locked").chmod(0o755)
        shutil.rmtree(folder)
