import os
import subprocess
import sys
from pathlib import Path

import pytest
from script_cases import empty_case

from loupe.model.errors import UsageError, WriteDenied
from loupe.publish import FORMATS, render_script, write_script


@pytest.mark.parametrize("name", FORMATS)
def test_the_ending_chooses_the_format(tmp_path, name):
    path = tmp_path / f"script.{name.upper()}"
    assert write_script(empty_case(), path) == path
    assert path.read_bytes() == render_script(empty_case(), name)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["script.pdf", "script", "script.html.txt", ".html"])
def test_another_ending_is_refused_with_the_five(tmp_path, name):
    with pytest.raises(UsageError) as caught:
        write_script(empty_case(), tmp_path / name)
    assert [form for form in FORMATS if f".{form}" not in caught.value.hint] == []
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(WriteDenied, match="there is no folder"):
        write_script(empty_case(), tmp_path / "gone" / "script.json")


def test_a_folder_in_the_way_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "script.json").mkdir()
    with pytest.raises(WriteDenied, match="it is a folder"):
        write_script(empty_case(), tmp_path / "script.json")
    assert [p.name for p in tmp_path.iterdir()] == ["script.json"]


def test_a_file_where_a_folder_should_be_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteDenied):
        write_script(empty_case(), tmp_path / "file" / "script.json")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(WriteDenied):
        write_script(empty_case(), tmp_path / "script.json")
    tmp_path.chmod(0o700)


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path):
    path = tmp_path / "script.html"
    path.write_text("old")
    code = (
        "import resource, sys; from pathlib import Path\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from script_cases import empty_case; from loupe.publish import write_script\n"
        "from loupe.model.errors import DiskFull\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_script(empty_case(), Path(sys.argv[1]))\n"
        "except DiskFull as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "disk-full"
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["script.html"]


def test_what_a_person_reads_is_not_only_for_its_writer(tmp_path):
    before = os.umask(0o022)
    try:
        path = write_script(empty_case(), tmp_path / "script.csv")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644
