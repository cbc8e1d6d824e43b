"""Web archives: captured pages become parts with their address and time, whatever they are wrapped in."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webarchives import DAY, answer, by_record, chunked, page, record, wacz

from loupe.model.errors import FileDamaged, NoText, OverBudget, ReadError
from loupe.reading.packed import read_compressed
from loupe.reading.values import Reading, ReadingLimits, ReadJob, no_step
from loupe.reading.warcs import read_wacz, read_warc

Unpack = Callable[..., Reading]
STORY = b"<!doctype html><html><body><p>Words of a story.</p></body></html>"
HOME = "https://example.org/news/story"


@pytest.fixture
def unpack(tmp_path: Path) -> Unpack:
    """Read bytes as a web archive."""

    def run(data: bytes, name: str = "a.warc", limits: ReadingLimits | None = None) -> Reading:
        path, scratch = tmp_path / "blob", tmp_path / "scratch"
        path.write_bytes(data)
        scratch.mkdir(exist_ok=True)
        read = {"warc": read_warc, "wacz": read_wacz, "gz": read_compressed}[name.rpartition(".")[2]]
        return read(ReadJob(path, name, scratch=scratch), limits or ReadingLimits(), no_step)

    return run


def kept(reading: Reading) -> dict[str, bytes]:
    return {part.name: part.path.read_bytes() for part in reading.parts}


def test_a_page_becomes_a_part_with_its_address_and_time(unpack):
    data = record("warcinfo", "", b"software: x\r\n", "application/warc-fields") + page(HOME, STORY)
    reading = unpack(data)
    (part,) = reading.parts
    assert part.name == "example.org/news/story (2026-02-03).html"
    assert part.place == f"record 2, {HOME}, captured {DAY}"
    assert part.address == HOME
    assert part.path.read_bytes() == STORY
    assert part.published is None  # when it was captured says nothing of when it was published
    assert (reading.format, reading.kind, reading.notes) == ("warc", "web archive", ())


RECORDS = [page(HOME, STORY), page("https://example.org/a.pdf", b"%PDF-1.4 words", "application/pdf")]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("data", [by_record(*RECORDS), gzip.compress(b"".join(RECORDS))], ids=["by-record", "whole"])
def test_archives_packed_by_gzip_are_read_under_either_name(unpack, name, data):
    reading = unpack(data, name)
    assert list(kept(reading)) == ["example.org/news/story (2026-02-03).html", "example.org/a (2026-02-03).pdf"]
    assert reading.format == "warc"


def test_a_long_archive_of_many_packed_records_is_read_to_its_end(unpack):
    records = [page(f"https://example.org/{n}", STORY + os.urandom(3000).hex().encode()) for n in range(90)]
    assert len(unpack(by_record(*records)).parts) == 90


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param(chunked(STORY), {"Transfer_Encoding": "chunked"}, id="chunked"),
        pytest.param(STORY, {"Transfer_Encoding": "chunked"}, id="chunks-taken-out"),
        pytest.param(gzip.compress(STORY), {"Content_Encoding": "gzip"}, id="gzip"),
        pytest.param(STORY, {"Content_Encoding": "gzip"}, id="gzip-taken-out"),
        pytest.param(zlib.compress(STORY), {"Content_Encoding": "deflate"}, id="deflate"),
        pytest.param(zlib.compress(STORY)[2:-4], {"Content_Encoding": "deflate"}, id="bare-deflate"),
        pytest.param(
            chunked(gzip.compress(STORY)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}, id="both"
        ),
    ],
)
def test_bodies_are_freed_of_their_wrappings(unpack, body, fields):
    assert list(kept(unpack(page(HOME, body, **fields))).values()) == [STORY]


def test_brotli_is_unpacked_where_its_package_is_installed(unpack):
    brotli = pytest.importorskip("brotli", minversion="1.2", reason="Brotli's package is not installed")
    long = b"<!doctype html>" + b"".join(b"<p>Paragraph %d.</p>" % n for n in range(90_000))
    reading = unpack(page(HOME, brotli.compress(long), Content_Encoding="br"))
    assert list(kept(reading).values()) == [long]


def test_an_unknown_coding_costs_one_page_and_is_said(unpack):
    reading = unpack(page(HOME, b"x", Content_Encoding="zstd") + page("https://example.org/b", STORY))
    assert len(reading.parts) == 1
    assert reading.notes == (f"1 member is packed in a way unknown to Loupe: {HOME}.",)


def test_what_is_no_page_is_counted(unpack):
    data = (
        page(HOME, STORY)
        + page("https://example.org/old", b"", status="301 Moved", Location=HOME)
        + page("https://example.org/lost", b"<p>Not found</p>", status="404 Not Found")
        + page("https://example.org/a.png", b"\x89PNG", "image/png")
        + page("https://example.org/a.js", b"x", "text/javascript")
        + page("https://example.org/a.mp4", b"x", "video/mp4")
        + page(HOME, STORY)
        + record("revisit", HOME, b"")
        + record("response", "dns:example.org", b"x", "text/dns")
        + record("request", HOME, b"GET / HTTP/1.1\r\n\r\n")
    )
    assert set(unpack(data).notes) == {
        "1 answer leads to another address and is no page.",
        "1 answer is an error and no page: https://example.org/lost (404).",
        "2 pictures, scripts and the like were left out.",
        "1 film or recording was left out: https://example.org/a.mp4.",
        "2 captures say what one before says.",
    }


def test_a_page_that_changed_is_kept_twice(unpack):
    reading = unpack(page(HOME, STORY) + page(HOME, STORY + b"<!-- changed -->"))
    assert len(reading.parts) == 2
    assert reading.parts[1].place.startswith("record 2")


@pytest.mark.parametrize(
    ("address", "content_type", "body", "name"),
    [
        ("https://example.org/", "text/html", STORY, "example.org (2026-02-03).html"),
        ("https://example.org/a.htm", "text/html", STORY, "example.org/a (2026-02-03).htm"),
        ("https://example.org/a.php?id=1/2", "text/html", STORY, "example.org/a.php?id=1_2 (2026-02-03).html"),
        ("https://example.org/get", "application/octet-stream", b"%PDF-1.7", "example.org/get (2026-02-03).pdf"),
        ("https://example.org/a.docx", "", b"PK\x03\x04", "example.org/a (2026-02-03).docx"),
        ("https://example.org/%2e%2e/%0Aa", "text/plain", b"Words", "example.org/a (2026-02-03).txt"),
        ("https://[broken/x", "text/plain", b"Words", "https_broken_x (2026-02-03).txt"),
        ("https://example.org/\u202eb", "text/plain", b"Words", "example.org/b (2026-02-03).txt"),
    ],
)
def test_names_come_from_addresses(unpack, address, content_type, body, name):
    reading = unpack(page(address, body, content_type))
    assert [part.name for part in reading.parts] == [name]
    assert "\u202e" not in reading.parts[0].place


def test_an_encoding_that_only_the_server_told_is_kept(unpack):
    words = "<p>Привет, мир</p>"
    reading = unpack(page(HOME, words.encode("cp1251"), "text/html; charset=windows-1251"))
    assert list(kept(reading).values()) == [words.encode("utf-8-sig")]
    plain = unpack(page(HOME, words.encode(), "text/html; charset=windows-1251"))
    assert list(kept(plain).values()) == [words.encode()]  # the bytes are UTF-8, whatever the server says
    assert list(kept(unpack(page(HOME, b"\xff", "text/html; charset=zlib"))).values()) == [b"\xff"]


def test_a_page_that_breaks_off_is_read_up_to_there_and_a_paper_is_not(unpack):
    cut = gzip.compress(STORY + os.urandom(3000).hex().encode())[:-300]
    reading = unpack(page(HOME, cut, Content_Encoding="gzip") + page("https://e.org/b", STORY))
    assert len(reading.parts) == 2
    assert "1 capture breaks off" in reading.notes[0]
    paper = page("https://e.org/a.pdf", cut, "application/pdf", Content_Encoding="gzip")
    assert len(unpack(paper + page(HOME, STORY)).parts) == 1


def test_a_resource_is_a_page_too(unpack):
    assert list(kept(unpack(record("resource", HOME, STORY, "text/html"))).values()) == [STORY]


def test_a_package_is_read_and_checked_against_its_list(unpack):
    packed = {"1.warc.gz": by_record(*RECORDS), "2.warc": page("https://example.org/b", STORY)}
    reading = unpack(wacz(packed), "a.wacz")
    assert [part.place.split(",")[0] for part in reading.parts] == ["1.warc.gz", "1.warc.gz", "2.warc"]
    assert (reading.format, reading.notes) == ("wacz", ())
    wrong = unpack(wacz(packed, wrong="2.warc"), "a.wacz")
    assert wrong.notes == ("archive/2.warc is not what the package's own list says: its checksum differs.",)


def test_a_broken_archive_in_a_package_does_not_cost_the_others(unpack):
    reading = unpack(wacz({"1.warc.gz": b"\x1f\x8bnothing", "2.warc": RECORDS[0], "3.warc": b"Words"}), "a.wacz")
    assert len(reading.parts) == 1
    assert "2 members are damaged" in " ".join(reading.notes)


def test_an_archive_cut_off_gives_what_came_before(unpack):
    data = page(HOME, STORY) + page("https://example.org/b", STORY * 100)
    reading = unpack(data[:-3000])
    assert len(reading.parts) == 2  # of the second what there is
    assert "cut off or broken after record 2" in " ".join(reading.notes)


def test_a_record_longer_than_it_says_does_not_hide_the_next(unpack):
    longer = page(HOME, STORY, ).replace(b"</html>\r\n\r\n", b"</html> and more\r\n\r\n")  # fmt: skip
    reading = unpack(longer + page("https://example.org/b", STORY))
    assert len(reading.parts) == 2
    assert "longer than it says" in reading.notes[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"Words", FileDamaged, id="no-archive"),
        pytest.param(b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", FileDamaged, id="negative-length"),
        pytest.param(b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", FileDamaged, id="endless-number"),
        pytest.param(b"WARC/1.0\r\n" + b"A: b\r\n" * 100_000, FileDamaged, id="header-flood"),
        pytest.param(b"WARC/1.0\r\nA: " + b"b" * 10_000_000, FileDamaged, id="endless-line"),
        pytest.param(record("warcinfo", "", b"x"), NoText, id="nothing-in-it"),
        pytest.param(record("response", HOME, b"no answer"), FileDamaged, id="no-answer"),
        pytest.param(
            page(HOME, b"ffffffffffffffff\r\nx", "application/pdf", Transfer_Encoding="chunked"),
            FileDamaged,
            id="endless-chunk",
        ),
        pytest.param(
            record("response", HOME, answer(b"x").replace(b"\r\n\r\n", b"\r\n" + b"A: b\r\n" * 5000 + b"\r\n")),
            FileDamaged,
            id="answer-with-header-flood",
        ),
    ],
)
def test_hostile_archives_end_in_an_error(unpack, tmp_path, data, error):
    with pytest.raises(error):
        unpack(data)
    assert [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()] == []


def test_a_page_that_is_a_bomb_is_refused(unpack):
    bomb = page(HOME, gzip.compress(bytes(16 << 20)), Content_Encoding="gzip")
    with pytest.raises(OverBudget, match="zip bomb"):
        unpack(bomb)
    with pytest.raises(OverBudget, match="zip bomb"):
        unpack(by_record(page(HOME, bytes(16 << 20))))


def test_limits_of_number_and_bytes_hold(unpack):
    data = b"".join(page(f"https://example.org/{n}", STORY) for n in range(5))
    with pytest.raises(OverBudget) as caught:
        unpack(data, limits=ReadingLimits(max_parts=3))
    assert "max_parts" in caught.value.hint
    with pytest.raises(OverBudget):
        unpack(data, limits=ReadingLimits(max_parts_bytes=200))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=st.data(), how=st.sampled_from(["a.warc", "a.warc.gz", "a.wacz"]))
def test_spoiled_archives_end_in_a_reading_or_an_error_of_the_tree(unpack, spoiled, how):
    plain = page(HOME, chunked(gzip.compress(STORY)), Transfer_Encoding="chunked", Content_Encoding="gzip") + RECORDS[1]
    data = bytearray({"a.warc": plain, "a.warc.gz": by_record(plain), "a.wacz": wacz({"1.warc": plain})}[how])
    for _ in range(spoiled.draw(st.integers(1, 4))):
        at = spoiled.draw(st.integers(0, len(data) - 1))
        data[at : at + 1] = spoiled.draw(st.binary(max_size=3))
    try:
        reading = unpack(bytes(data), how)
    except ReadError:
        return
    assert reading.parts
