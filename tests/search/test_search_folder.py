from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loupe.model import Passage
from loupe.model.errors import CaseBusy, CaseDamaged, DiskFull, WriteDenied
from loupe.search import Encoder, SearchIndex
from loupe.search.manifest import storage_errors

Make = Callable[..., list[Passage]]

WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from conftest import passages_of
from loupe.search import SearchIndex
from loupe.search import folder as place
index = SearchIndex.open(Path(sys.argv[1]), None)
if sys.argv[2] == "at rename":
    real = Path.replace
    def replace(self, target):
        if self.name == "manifest.next":
            print("ready", flush=True)
            time.sleep(60)
        return real(self, target)
    Path.replace = replace
for number in range(int(sys.argv[3]), int(sys.argv[3]) + 3):
    index.add(f"s-{{number}}", passages_of(f"s-{{number}}", *["a stolen stone, word " + str(n) for n in range(50)]))
    if sys.argv[2] == "every":
        index.commit()
if sys.argv[2] == "before commit":
    print("ready", flush=True)
    time.sleep(60)
index.commit()
"""


def start_writer(folder: Path, when: str, first: int = 0) -> subprocess.Popen[str]:
    code = WRITER.format(tests=str(Path(__file__).parent))
    command = [sys.executable, "-c", code, str(folder), when, str(first)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_when_ready(writer: subprocess.Popen[str]) -> None:
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()


def filled(folder: Path, passages: Make, encoder: Encoder | None = None) -> SearchIndex:
    index = SearchIndex.open(folder, encoder)
    index.add("s-old", passages("s-old", "An old stone was stolen.", "Nobody saw it."))
    index.commit()
    return index


def test_a_writer_killed_before_its_commit_leaves_the_last_commit(tmp_path: Path, passages: Make) -> None:
    before = filled(tmp_path, passages).search("stolen stone")
    kill_when_ready(start_writer(tmp_path, "before commit"))
    with SearchIndex.open(tmp_path, None) as index:
        assert (index.sources(), index.rebuilt) == ({"s-old"}, "")
        assert index.search("stolen stone") == before
        index.add("s-new", passages("s-new", "A new stone was stolen."))
        index.commit()
        assert index.sources() == {"s-old", "s-new"}
        assert {hit.passage_id for hit in index.search("stone")} == {"s-old/1", "s-new/1"}


def test_a_writer_killed_between_the_steps_of_its_commit_loses_nothing(tmp_path: Path, passages: Make) -> None:
    filled(tmp_path, passages)
    kill_when_ready(start_writer(tmp_path, "at rename"))
    with SearchIndex.open(tmp_path, None) as index:
        assert (index.sources(), index.rebuilt) == ({"s-old", "s-0", "s-1", "s-2"}, "")
        assert index.windows == 152
        index.add("s-new", passages("s-new", "A new ruby."))
        index.commit()
    with SearchIndex.open(tmp_path, None) as index:
        assert len(index.sources()) == 5
        assert [hit.passage_id for hit in index.search("ruby")] == ["s-new/1"]


def test_a_plan_that_a_killed_writer_left_is_never_taken_up_later(tmp_path: Path, passages: Make) -> None:
    index = filled(tmp_path, passages)
    stale = json.loads((tmp_path / "manifest.json").read_text()) | {"rows": 3, "sources": ["s-old", "s-never"]}
    (tmp_path / "manifest.next").write_text(json.dumps(stale))
    index.add("s-1", passages("s-1", "One more stone."))
    assert not (tmp_path / "manifest.next").exists()
    index.commit()
    assert SearchIndex.open(tmp_path, None).sources() == {"s-old", "s-1"}


def test_two_processes_writing_wait_for_each_other(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, "every", first) for first in (0, 3)]
    for writer in writers:
        assert writer.wait(60) == 0
        assert writer.stdout is not None
        writer.stdout.close()
    with SearchIndex.open(tmp_path, None) as index:
        assert index.sources() == {f"s-{number}" for number in range(6)}
        assert index.windows == 300
        assert len(index.search("stolen", limit=400)) == 300


def test_a_second_writer_is_told_that_the_case_is_busy(tmp_path: Path, passages: Make) -> None:
    first = filled(tmp_path, passages)
    second = SearchIndex.open(tmp_path, None, wait_seconds=0.1)
    first.add("s-1", passages("s-1", "One stone."))
    with pytest.raises(CaseBusy, match="writing to the search index"):
        second.add("s-2", passages("s-2", "Two stones."))
    assert second.sources() == {"s-old"}
    first.commit()
    second.add("s-2", passages("s-2", "Two stones."))
    second.commit()
    assert first.sources() == second.sources() == {"s-old", "s-1", "s-2"}
    assert first.search("stones") == second.search("stones") != ()


def test_a_reader_keeps_the_last_commit_while_another_writes(tmp_path: Path, passages: Make) -> None:
    writer = filled(tmp_path, passages)
    reader = SearchIndex.open(tmp_path, None)
    before = reader.search("stone")
    writer.add("s-1", passages("s-1", "One more stone."))
    assert reader.search("stone") == before
    writer.close()
    assert writer.search("stone") == before
    writer.add("s-2", passages("s-2", "Another stone."))
    writer.commit()
    assert {hit.source_id for hit in reader.search("stone")} == {"s-old", "s-2"}


def test_a_source_that_is_in_stays_as_it_is(tmp_path: Path, passages: Make) -> None:
    with filled(tmp_path, passages) as index:
        index.add("s-old", passages("s-old", "Different words."))
        index.add("s-1", passages("s-1", "One."))
        index.add("s-1", passages("s-1", "One."))
        index.commit()
        assert index.windows == 3
        assert index.search("different") == ()


def test_a_source_without_words_counts_as_in(tmp_path: Path, passages: Make) -> None:
    with SearchIndex.open(tmp_path, None) as index:
        index.add("s-empty", [])
        index.commit()
    assert SearchIndex.open(tmp_path, None).sources() == {"s-empty"}


def test_passages_of_another_source_are_refused(tmp_path: Path, passages: Make) -> None:
    with SearchIndex.open(tmp_path, None) as index, pytest.raises(ValueError, match="not of source"):
        index.add("s-1", passages("s-2", "One."))


def test_clearing_empties_it_for_all_who_have_it_open(tmp_path: Path, passages: Make) -> None:
    index = filled(tmp_path, passages)
    other = SearchIndex.open(tmp_path, None)
    index.clear()
    assert index.windows == other.windows == 0
    assert other.search("stone") == ()
    index.add("s-old", passages("s-old", "A stone."))
    index.commit()
    assert len(other.search("stone")) == 1


@pytest.mark.parametrize("name", ["manifest.json", "rows.bin", "ids.bin", "vectors.i8", "words/meta.json"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_index_starts_anew(tmp_path: Path, passages: Make, encoder: Encoder, name: str, damage: str) -> None:
    before = filled(tmp_path, passages, encoder).search("stone")
    (tmp_path / "notes.txt").write_text("mine")
    if damage == "cut":
        os.truncate(tmp_path / name, (tmp_path / name).stat().st_size // 2)
    else:
        (tmp_path / name).unlink()
    index = SearchIndex.open(tmp_path, encoder)
    assert "made again" in index.rebuilt
    assert (index.sources(), index.windows) == (frozenset(), 0)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    again = filled(tmp_path, passages, encoder)
    assert again.search("stone") == before
    assert SearchIndex.open(tmp_path, encoder).rebuilt == ""


def test_a_damaged_word_file_is_never_taken_for_no_hits(tmp_path: Path, passages: Make) -> None:
    filled(tmp_path, passages)
    for path in (tmp_path / "words").glob("*.*"):
        if path.suffix in {".idx", ".term", ".fast", ".fieldnorm"}:
            os.truncate(path, 3)
    assert "made again" in SearchIndex.open(tmp_path, None).rebuilt


def test_a_row_that_was_overwritten_is_told(tmp_path: Path, passages: Make) -> None:
    index = filled(tmp_path, passages)
    (tmp_path / "ids.bin").write_bytes(b"\xff" * (tmp_path / "ids.bin").stat().st_size)
    with pytest.raises(CaseDamaged, match="cannot be read"):
        SearchIndex.open(tmp_path, None).search("stone")
    index.close()


def test_another_format_or_encoder_starts_anew(tmp_path: Path, passages: Make, encoder: Encoder) -> None:
    filled(tmp_path, passages)
    index = SearchIndex.open(tmp_path, encoder)
    assert "another encoder" in index.rebuilt
    assert index.sources() == frozenset()
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"format": "loupe search 0"}))
    assert "another version" in SearchIndex.open(tmp_path, encoder).rebuilt


def test_an_index_that_is_damaged_while_open_is_not_emptied(tmp_path: Path, passages: Make) -> None:
    index = filled(tmp_path, passages)
    time.sleep(0.01)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(CaseDamaged):
        index.search("stone")
    with pytest.raises(CaseDamaged):
        index.add("s-1", passages("s-1", "One."))
    assert "made again" in SearchIndex.open(tmp_path, None).rebuilt


def test_a_full_disk_keeps_the_last_commit(tmp_path: Path, passages: Make) -> None:
    resource = pytest.importorskip("resource")
    index = filled(tmp_path, passages)
    index.add("s-1", passages("s-1", *(f"stone {n}" for n in range(3000))))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(DiskFull):
            index.commit()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert index.sources() == {"s-old"}
    index.add("s-1", passages("s-1", "One stone."))
    index.commit()
    assert SearchIndex.open(tmp_path, None).sources() == {"s-old", "s-1"}


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        pytest.param(OSError(28, "No space left on device"), DiskFull, id="disk full"),
        pytest.param(
            ValueError("IoError: No space left on device (os error 28)"), DiskFull, id="disk full in the word index"
        ),
        pytest.param(PermissionError(13, "Permission denied"), WriteDenied, id="forbidden"),
    ],
)
def test_trouble_with_the_disk_is_said_in_words(tmp_path: Path, raised: Exception, expected: type[Exception]) -> None:
    with pytest.raises(expected, match="search index"), storage_errors(tmp_path):
        raise raised
