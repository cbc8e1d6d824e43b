"""Reading in child processes: order, limits, and children that misbehave or are left alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from loupe.model.errors import FileEmpty, OverBudget, PathMissing, ReaderCrashed, ReadError, ReaderTimeout
from loupe.reading import Reading, ReadingLimits, ReadJob, Recognition, read_all
from loupe.reading.wire import decode_answer, encode_error, encode_frame, encode_reading

CHILD = [sys.executable, "-m", "loupe.reading.child", "limits"]
# Long enough that nothing reads it in a second.
BLOCK = "MR BEER: Good morning.\n\n[00:00:01] and a line\n\n"


@pytest.fixture
def files(tmp_path: Path) -> list[ReadJob]:
    jobs = []
    for number in range(30):
        path = tmp_path / f"blob{number}"
        path.write_text("" if number == 7 else f"Words of file {number}.")
        jobs.append(ReadJob(path, f"{number}.txt"))
    jobs[11] = ReadJob(tmp_path / "lost", "lost.txt")
    return jobs


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_jobs(files, workers):
    results = list(read_all(files, ReadingLimits(), workers))
    assert [job for job, _ in results] == files
    for number, (_, result) in enumerate(results):
        if number == 7:
            assert isinstance(result, FileEmpty)
        elif number == 11:
            assert isinstance(result, PathMissing)
        else:
            assert isinstance(result, Reading)
            assert result.text == f"Words of file {number}."


def test_jobs_are_drawn_only_a_few_ahead(files):
    drawn = []

    def draw():
        for job in files:
            drawn.append(job)
            yield job

    results = read_all(draw(), ReadingLimits(), 2)
    next(results)
    assert len(drawn) <= 4
    results.close()


def test_a_slow_file_is_stopped_and_the_next_is_read(tmp_path):
    slow, quick = tmp_path / "slow", tmp_path / "quick"
    slow.write_text(BLOCK * 300_000)
    quick.write_text("Quick words.")
    limits = ReadingLimits(seconds=0.8)
    began = time.monotonic()
    (_, first), (_, second) = read_all([ReadJob(slow, "slow.txt"), ReadJob(quick, "quick.txt")], limits, 1)
    assert isinstance(first, ReaderTimeout)
    assert "0.8 seconds" in str(first)
    assert isinstance(second, Reading)
    assert time.monotonic() - began < 20


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a child is limited on Linux")
def test_a_memory_hog_is_stopped_and_the_next_is_read(tmp_path):
    hog, quick = tmp_path / "hog", tmp_path / "quick"
    hog.write_bytes(b"word " * 40_000_000)
    quick.write_text("Quick words.")
    limits = ReadingLimits(memory_bytes=300 << 20, max_characters=10**9)
    (_, first), (_, second) = read_all([ReadJob(hog, "hog.txt"), ReadJob(quick, "quick.txt")], limits, 1)
    assert isinstance(first, OverBudget)
    assert "memory" in str(first)
    assert isinstance(second, Reading)


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def ended(pid: int, within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.05)
    return False


linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


@linux
@pytest.mark.parametrize(("how", "error"), [(signal.SIGSEGV, ReaderCrashed), (signal.SIGKILL, OverBudget)])
def test_a_child_that_dies_costs_one_file(tmp_path, how, error):
    (tmp_path / "slow").write_text(BLOCK * 300_000)
    (tmp_path / "quick").write_text("Quick words.")
    before = set(children_of(os.getpid()))
    results = read_all([ReadJob(tmp_path / "quick", "a.txt"), ReadJob(tmp_path / "slow", "b.txt"), ReadJob(tmp_path / "quick", "c.txt")], ReadingLimits(), 1)  # fmt: skip # noqa: E501
    next(results)
    time.sleep(1.0)  # until it is in the middle of the slow file: one that dies before costs nothing
    for child in set(children_of(os.getpid())) - before:
        os.kill(child, how)
    outcomes = [result for _, result in results]
    assert isinstance(outcomes[0], error)
    assert isinstance(outcomes[1], Reading)


@linux
def test_children_end_when_the_parent_is_killed(tmp_path):
    (tmp_path / "slow").write_text(BLOCK * 300_000)
    program = (
        "import sys; from pathlib import Path; from loupe.reading import *\n"
        "list(read_all([ReadJob(Path(sys.argv[1]), 'slow.txt')] * 9, ReadingLimits(), 2))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "slow")])
    until = time.monotonic() + 20
    while len(children := children_of(parent.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert len(children) == 2
    parent.kill()
    parent.wait()
    assert all(ended(child) for child in children)


@linux
def test_no_child_is_left_when_reading_is_given_up(files):
    before = set(children_of(os.getpid()))
    results = read_all(files, ReadingLimits(), 2)
    next(results)
    started = set(children_of(os.getpid())) - before
    assert started
    results.close()
    assert all(ended(child) for child in started)


def test_the_child_speaks_frames_of_json(tmp_path):
    (tmp_path / "blob").write_text("Words.")
    request = {"path": str(tmp_path / "blob"), "name": "a.txt", "limits": asdict(ReadingLimits()), "scratch": None,
               "recognition": asdict(Recognition()), "task": "read", "page": 1}  # fmt: skip
    with subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdin.write(encode_frame(request))
        child.stdin.flush()
        length = int.from_bytes(child.stdout.read(8), "big")
        answer = json.loads(child.stdout.read(length))
        child.stdin.close()
        assert child.wait(10) == 0
    assert answer["reading"]["text"] == "Words."


def test_the_child_reads_files_with_no_module_of_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    (tmp_path / "blob").write_text("Words.")
    monkeypatch.chdir(tmp_path)
    [(_, result)] = read_all([ReadJob(Path("blob"), "a.txt")], ReadingLimits(), 1)
    assert isinstance(result, Reading)


GOOD = {
    "text": "One two.", "passages": [["paragraph", None, [[0, 8, "a", 1, 1, None]], "file", None]],
    "words": [], "parts": [], "format": "text",
    "reader": "text/1", "kind": "document", "title": None, "maker": None, "published": None, "notes": [],
    "address": None,
}  # fmt: skip


def test_a_good_answer_passes():
    reading = decode_answer(json.dumps({"reading": GOOD}).encode(), ReadingLimits())
    assert isinstance(reading, Reading)
    assert decode_answer(encode_frame(encode_reading(reading, None))[8:], ReadingLimits()) == reading


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": "One\0two."}, id="NUL"),
        pytest.param({"text": "One \ud800wo."}, id="lone surrogate"),
        pytest.param({"text": 5}, id="no text"),
        pytest.param({"text": "x" * 99}, id="too long"),
        pytest.param({"passages": [["sermon", None, [[0, 8, "a", 1, 1, None]], "file", None]]}, id="unknown kind"),
        pytest.param({"passages": [["turn", 5, [[0, 8, "a", 1, 1, None]], "file", None]]}, id="speaker"),
        pytest.param({"passages": [["turn", None, [[0, 9, "a", 1, 1, None]], "file", None]]}, id="past the end"),
        pytest.param({"passages": [["turn", None, [[-1, 8, "a", 1, 1, None]], "file", None]]}, id="before the start"),
        pytest.param({"passages": [["turn", None, [[0, 4, "a", 1, 1, None]], "file", None]]}, id="ends with a blank"),
        pytest.param({"passages": [["turn", None, [[4, 4, "a", 1, 1, None]], "file", None]]}, id="empty"),
        pytest.param({"passages": [["turn", None, [], "file", None]]}, id="nowhere"),
        pytest.param(
            {"passages": [["turn", None, [[0, True, "a", 1, 1, None]], "file", None]]}, id="true is no number"
        ),
        pytest.param({"passages": [["turn", None, [[0, 8, "a", 0, 1, None]], "file", None]]}, id="counts from zero"),
        pytest.param({"passages": [["turn", None, [[0, 8, "p", 1, 0, 0, "nan", 1]], "file", None]]}, id="box"),
        pytest.param({"passages": [["turn", None, [[0, 8, "z", 1]], "file", None]]}, id="unknown place"),
        pytest.param(
            {
                "passages": [
                    ["turn", None, [[4, 8, "a", 1, 1, None]], "file", None],
                    ["turn", None, [[0, 3, "a", 1, 1, None]], "file", None],
                ]
            },
            id="out of order",
        ),
        pytest.param({"passages": [["turn", None, [[0, 8, "a", 1, 1, None]], "ear", None]]}, id="read by nobody"),
        pytest.param({"passages": [["turn", None, [[0, 8, "a", 1, 1, None]], "ocr", 1.5]]}, id="surer than sure"),
        pytest.param({"words": [[0, 3, None, "t", 0, 1, 1], [2, 8, None, "t", 1, 2, 1]]}, id="words overlap"),
        pytest.param({"words": [[0, 9, None, "t", 0, 1, 1]]}, id="word past the end"),
        pytest.param(
            {"parts": [["a", "a.txt", "member a", False, None, None, None, None]]}, id="a part without scratch"
        ),
        pytest.param({"notes": "x"}, id="notes"),
    ],
)
def test_a_bad_answer_is_refused(change):
    body = json.dumps({"reading": GOOD | change}).encode()
    with pytest.raises(ValueError, match=r"\w"):
        decode_answer(body, ReadingLimits(max_characters=50))


@pytest.mark.parametrize(
    "relative",
    [
        pytest.param("../outside", id="above"),
        pytest.param("link", id="a link"),
        pytest.param("folder", id="a folder"),
        pytest.param("missing", id="not there"),
        pytest.param("/etc/hostname", id="somewhere else"),
        pytest.param("a\0b", id="NUL"),
        pytest.param(".", id="the folder itself"),
    ],
)
def test_a_part_must_be_a_file_of_the_scratch_folder(tmp_path, relative):
    scratch = tmp_path / "scratch"
    (scratch / "folder").mkdir(parents=True)
    (tmp_path / "outside").write_text("not yours")
    (scratch / "link").symlink_to(tmp_path / "outside")
    (scratch / "good").write_text("yours")
    parts = [["good", "a.txt", "member a", False, None, None, None, None]]
    answer = json.dumps({"reading": GOOD | {"parts": parts}}).encode()
    assert decode_answer(answer, ReadingLimits(), scratch).parts[0].path.read_text() == "yours"
    parts = [[relative, "a.txt", "member a", False, None, None, None, None]]
    with pytest.raises((ValueError, OSError)):
        decode_answer(json.dumps({"reading": GOOD | {"parts": parts}}).encode(), ReadingLimits(), scratch)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"nonsense", b'{"error": {"code": "case-busy"}}', b'{"reading": {}}', b"\xff"]
)
def test_nonsense_is_refused(body):
    with pytest.raises(ValueError, match=r"\w"):
        decode_answer(body, ReadingLimits())


def test_errors_cross_as_codes():
    for cls in ReadError.__subclasses__():
        error = decode_answer(json.dumps(encode_error(cls("A sentence."))).encode(), ReadingLimits())
        assert type(error) is cls
        assert (str(error), error.hint) == ("A sentence.", cls.default_hint)


@linux
def test_a_child_that_died_between_files_costs_nothing(tmp_path):
    (tmp_path / "blob").write_text("Words.")
    job = ReadJob(tmp_path / "blob", "a.txt")
    before = set(children_of(os.getpid()))

    def draw():
        yield job
        yield job
        time.sleep(2.0)  # both have long been read
        for child in set(children_of(os.getpid())) - before:
            os.kill(child, signal.SIGKILL)
            assert ended(child)
        yield job

    outcomes = [result for _, result in read_all(draw(), ReadingLimits(), 1)]
    assert [type(outcome) for outcome in outcomes] == [Reading] * 3


@linux
def test_a_file_whose_name_is_no_text(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Words.")
    [(_, result)] = read_all([ReadJob(path, path.name)], ReadingLimits(), 1)
    assert isinstance(result, Reading)
    [(_, lost)] = read_all([ReadJob(path.with_suffix(".md"), path.name)], ReadingLimits(), 1)
    assert isinstance(lost, PathMissing)
