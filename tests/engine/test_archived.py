"""A page out of somebody else's web archive: its records byte for byte, and those it leads on to."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from loupe.engine.net.archived import archive_pages
from loupe.model.errors import FetchFailed, OverBudget, PathMissing
from loupe.reading.values import ReadingLimits, ReadJob, no_step
from loupe.reading.warcs import read_warc

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))
from webarchives import by_record, page, record

STORY = b"<!doctype html><html><body><p>Words of a story.</p></body></html>"
HOME = "https://example.org/story"
ARCHIVE = (
    record("warcinfo", "", b"software: other/1\r\n", "application/warc-fields"),
    page("https://example.org/old", b"", status="301 Moved", Location="/story"),
    page("https://example.org/other", b"<p>Other.</p>"),
    record("request", HOME, b"GET /story HTTP/1.1\r\n\r\n"),
    page(HOME, STORY, X_Odd="  kept   as it is"),
)


@pytest.mark.parametrize("packed", [b"".join(ARCHIVE), by_record(*ARCHIVE), gzip.compress(b"".join(ARCHIVE))])
def test_the_records_of_a_page_are_copied_as_they_are(tmp_path, packed):
    archive, out = tmp_path / "theirs.warc", tmp_path / "out"
    archive.write_bytes(packed)
    out.mkdir()
    path = archive_pages(out, archive, "https://EXAMPLE.org:443/story#part")
    data = path.read_bytes()
    assert data.endswith(ARCHIVE[3] + ARCHIVE[4])
    assert b"Other." not in data
    assert b"from theirs.warc" in data
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (part,) = read_warc(ReadJob(path, path.name, scratch=scratch), ReadingLimits(), no_step).parts
    assert part.path.read_bytes() == STORY


def test_redirects_inside_the_archive_are_followed(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"".join(ARCHIVE))
    data = archive_pages(tmp_path, tmp_path / "a.warc", "https://example.org/old").read_bytes()
    assert ARCHIVE[1] in data
    assert ARCHIVE[4] in data


def test_a_page_that_is_not_in_it_is_said_with_what_is(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"".join(ARCHIVE))
    with pytest.raises(FetchFailed, match="is not in a") as caught:
        archive_pages(tmp_path, tmp_path / "a.warc", "https://example.org/lost")
    assert HOME in caught.value.hint
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.warc"]


@pytest.mark.parametrize("data", [b"", b"Words", b"WARC/1.0\r\n", b"PK\x03\x04"])
def test_what_is_no_archive_holds_no_page(tmp_path, data):
    (tmp_path / "a.warc").write_bytes(data)
    with pytest.raises(FetchFailed):
        archive_pages(tmp_path, tmp_path / "a.warc", HOME)


def test_bombs_and_missing_files_are_refused(tmp_path):
    (tmp_path / "a.warc").write_bytes(gzip.compress(page(HOME, bytes(16 << 20))))
    with pytest.raises(OverBudget):
        archive_pages(tmp_path, tmp_path / "a.warc", HOME)
    with pytest.raises(PathMissing):
        archive_pages(tmp_path, tmp_path / "lost.warc", HOME)
