"""Zip, tar, 7z and compressed files: members become parts, and no archive gets out of its budget or its folder."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sevenzip import AES, COPY, LZMA2, PPMD, Member, lzma2, number, seven, wrap

from loupe.model.errors import FileDamaged, FileEmpty, FileEncrypted, FormatUnknown, NoText, OverBudget
from loupe.reading.packed import read_7z, read_compressed, read_tar, read_zip
from loupe.reading.values import Reading, ReadingLimits, ReadJob, no_step

Unpack = Callable[..., Reading]
READERS = {"7z": read_7z, "zip": read_zip, "tar": read_tar, "compressed": read_compressed}


@pytest.fixture
def unpack(tmp_path: Path) -> Unpack:
    """Read bytes as an archive; nothing may appear beside the scratch folder."""

    def run(data: bytes, name: str = "a.zip", limits: ReadingLimits | None = None, how: str = "zip") -> Reading:
        path, scratch = tmp_path / "blob", tmp_path / "scratch"
        path.write_bytes(data)
        scratch.mkdir(exist_ok=True)
        try:
            reading = READERS[how](ReadJob(path, name, scratch=scratch), limits or ReadingLimits(), no_step)
        finally:
            assert sorted(entry.name for entry in tmp_path.iterdir()) == ["blob", "scratch"]
            assert [entry.name for entry in scratch.iterdir()] in ([], ["members"])
        assert sorted(part.path for part in reading.parts) == sorted((scratch / "members").iterdir())
        return reading

    return run


def kept(reading: Reading) -> dict[str, bytes]:
    return {part.name: part.path.read_bytes() for part in reading.parts}


def left_behind(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


LETTERS = {"letters/1.txt": b"One.", "letters/2.txt": b"Two. " * 5000, "minutes.md": b"# Three"}
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("method", METHODS)
def test_members_of_a_zip_become_parts(unpack, method):
    reading = unpack(zipped(LETTERS, method))
    assert kept(reading) == LETTERS
    assert [part.place for part in reading.parts] == [f"member {name}" for name in LETTERS]
    assert (reading.format, reading.kind, reading.passages, reading.notes) == ("zip", "archive", (), ())


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_files_of_a_tar_become_parts(unpack, mode, form):
    reading = unpack(tarred(LETTERS, mode, form), "a.tar", how="tar")
    assert kept(reading) == LETTERS
    assert (reading.format, reading.notes) == ("tar", ())


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_and_foreign_names_of_a_tar_are_kept(unpack, form):
    members = {"folder/" * 25 + "letter.txt": b"Long.", "Brief an Müller – Ökonomie.txt": b"Foreign."}
    reading = unpack(tarred(members, "w", form), "a.tar", how="tar")
    assert kept(reading) == members


@pytest.mark.parametrize(("pack", "ending"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")])
def test_a_compressed_file_is_one_part(unpack, pack, ending):
    reading = unpack(pack(b"Words.") + pack(b" More."), f"notes.txt.{ending}", how="compressed")
    assert kept(reading) == {"notes.txt": b"Words. More."}
    assert reading.format == "compressed"


def test_a_compressed_tar_is_read_as_a_tar(unpack):
    reading = unpack(tarred(LETTERS, "w:xz"), "letters.txz", how="compressed")
    assert kept(reading) == LETTERS
    assert reading.format == "tar"


def test_a_gzip_file_remembers_a_name(unpack):
    out = io.BytesIO()
    with gzip.GzipFile("../sheet.csv", "wb", fileobj=out) as packed:
        packed.write(b"a,b")
    assert kept(unpack(out.getvalue(), "0f3a", how="compressed")) == {"sheet.csv": b"a,b"}


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("../../etc/passwd", "etc/passwd", id="out-of-the-folder"),
        pytest.param("/etc/passwd", "etc/passwd", id="absolute"),
        pytest.param("C:\\Users\\x\\a.txt", "Users/x/a.txt", id="drive"),
        pytest.param("..\\..\\a.txt", "a.txt", id="backslashes"),
        pytest.param("a\nb\r.txt", "ab.txt", id="line-ends"),
        pytest.param("invoice\u202efdp.exe", "invoicefdp.exe", id="direction"),
        pytest.param("../..", "unnamed", id="nothing-left"),
        pytest.param("a" * 400 + ".txt", "a" * 235 + "….txt", id="long"),
    ],
)
def test_names_are_cleaned(unpack, raw, clean):
    assert list(kept(unpack(zipped({raw: b"x"})))) == [clean]
    assert list(kept(unpack(tarred({raw: b"x"}), how="tar"))) == [clean]


def test_a_cleaned_name_is_said_and_a_plain_one_is_not(unpack):
    assert "no name should" in " ".join(unpack(zipped({"../a.txt": b"x"})).notes)
    assert unpack(tarred({"./a.txt": b"x"}), how="tar").notes == ()


@pytest.mark.parametrize(
    "raw",
    [pytest.param("M\u00fcller".encode(), id="utf-8-without-the-flag"), pytest.param(b"M\x81ller", id="code-page-437")],
)
def test_names_without_a_declared_encoding_are_read(unpack, raw):
    data = zipped({"M" + "x" * (len(raw) - 5) + "ller.txt": b"x"}).replace(b"M" + b"x" * (len(raw) - 5) + b"ller", raw)
    assert list(kept(unpack(data))) == ["M\u00fcller.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_kept(unpack):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for words in ("first", "second", "third"):
            archive.writestr("a/x.txt", words)
    reading = unpack(out.getvalue())
    assert kept(reading) == {"a/x.txt": b"first", "a/x (2).txt": b"second", "a/x (3).txt": b"third"}
    assert "they are numbered" in reading.notes[0]


def test_what_systems_leave_behind_is_left_out_and_said(unpack):
    litter = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a/Thumbs.db": b"x"}
    for data, how in ((zipped({"a.txt": b"A.", **litter}), "zip"), (tarred({"a.txt": b"A.", **litter}), "tar")):
        reading = unpack(data, how=how)
        assert list(kept(reading)) == ["a.txt"]
        assert "3 files that a system left behind" in reading.notes[0]


def test_folders_are_nothing_and_empty_members_are_said(unpack):
    reading = unpack(zipped({"folder/": b"", "folder/empty.txt": b"", "a.txt": b"A."}))
    assert list(kept(reading)) == ["a.txt"]
    assert reading.notes == ("1 member is empty and was left out: folder/empty.txt.",)


SPECIAL = [
    ("out", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("null", tarfile.CHRTYPE), ("disk", tarfile.BLKTYPE),
    ("pipe", tarfile.FIFOTYPE), ("folder", tarfile.DIRTYPE),
]  # fmt: skip


def test_links_and_devices_of_a_tar_are_left_out_and_said(unpack):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in SPECIAL:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("a.txt")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"A."))
    reading = unpack(out.getvalue(), how="tar")
    assert kept(reading) == {"a.txt": b"A."}
    assert "2 links were left out: out, hard." in reading.notes
    assert "3 devices or pipes were left out: null, disk, pipe." in reading.notes


def test_links_in_a_zip_are_left_out(unpack):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", "A.")
    reading = unpack(out.getvalue())
    assert kept(reading) == {"a.txt": b"A."}
    assert reading.notes == ("1 link was left out: link.txt.",)


def test_a_locked_member_is_said_and_all_locked_is_an_error(unpack):
    data = bytearray(zipped({"locked.txt": b"x", "open.txt": b"Open."}, zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    reading = unpack(bytes(data))
    assert kept(reading) == {"open.txt": b"Open."}
    assert "locked with a password" in reading.notes[0]
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileEncrypted):
        unpack(bytes(data))


def test_a_damaged_member_costs_only_itself(unpack):
    data = bytearray(zipped({"bad.txt": b"x" * 50, "good.txt": b"Good."}, zipfile.ZIP_STORED))
    data[data.index(b"xxxxx")] ^= 0xFF
    reading = unpack(bytes(data))
    assert kept(reading) == {"good.txt": b"Good."}
    assert reading.notes == ("1 member is damaged and was not read: bad.txt.",)


def test_a_zip_cut_off_gives_what_is_whole(unpack):
    data = zipped({"1.txt": b"One." * 400, "2.txt": b"Two.", "3.txt": b"Three."})
    reading = unpack(data[: data.index(b"3.txt") + 6])
    assert list(kept(reading)) == ["1.txt", "2.txt"]
    assert "lost its list of members" in reading.notes[0]


def test_a_zip_written_to_a_pipe_and_cut_off_gives_what_is_whole(unpack):
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.txt", "One. " * 1000)
        archive.writestr("2.txt", "Two.")
    assert kept(unpack(pipe.data)) == {"1.txt": b"One. " * 1000, "2.txt": b"Two."}
    assert kept(unpack(pipe.data[: pipe.data.index(b"PK\x01\x02")])) == {"1.txt": b"One. " * 1000, "2.txt": b"Two."}


def test_a_tar_cut_off_gives_what_came_before(unpack):
    data = tarred({"1.txt": b"One.", "2.txt": b"2" * 2000})
    reading = unpack(data[: data.index(b"222")], how="tar")
    assert list(kept(reading)) == ["1.txt"]
    assert "cut off or broken" in reading.notes[0]


@pytest.mark.parametrize(
    ("data", "how", "error"),
    [
        pytest.param(b"PK\x03\x04 nothing", "zip", FileDamaged, id="no-zip"),
        pytest.param(zipped({}), "zip", NoText, id="empty-zip"),
        pytest.param(zipped({"a/": b"", "b/": b""}), "zip", NoText, id="folders"),
        pytest.param(b"x" * 5000, "tar", FileDamaged, id="no-tar"),
        pytest.param(tarred({}), "tar", NoText, id="empty-tar"),
        pytest.param(gzip.compress(b""), "compressed", FileEmpty, id="empty-gz"),
        pytest.param(gzip.compress(b"words " * 900)[:-20], "compressed", FileDamaged, id="cut-gz"),
        pytest.param(b"\x1f\x8bnothing", "compressed", FileDamaged, id="no-gz"),
        pytest.param(b"words", "compressed", FileDamaged, id="not-compressed"),
    ],
)
def test_archives_without_anything_to_read_say_why(unpack, tmp_path, data, how, error):
    with pytest.raises(error, match=r"a\.zip"):
        unpack(data, how=how)
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize(
    ("limits", "field"),
    [
        pytest.param(ReadingLimits(max_parts=2), "max_parts", id="number"),
        pytest.param(ReadingLimits(max_parts_bytes=20_000), "max_parts_bytes", id="bytes"),
    ],
)
@pytest.mark.parametrize("how", ["zip", "tar"])
def test_an_archive_past_its_budget_is_refused_and_nothing_is_left(unpack, tmp_path, limits, field, how):
    data = zipped(LETTERS) if how == "zip" else tarred(LETTERS, "w:gz")
    with pytest.raises(OverBudget) as caught:
        unpack(data, limits=limits, how=how)
    assert field in caught.value.hint
    assert left_behind(tmp_path) == []


BOMB = bytes(8 << 20)


@pytest.mark.parametrize(
    ("data", "how"),
    [
        pytest.param(zipped({"bomb.txt": BOMB}), "zip", id="deflate"),
        pytest.param(zipped({"bomb.txt": BOMB}, zipfile.ZIP_BZIP2), "zip", id="bzip2"),
        pytest.param(zipped({"bomb.txt": BOMB}, zipfile.ZIP_LZMA), "zip", id="lzma"),
        pytest.param(gzip.compress(BOMB), "compressed", id="gz"),
        pytest.param(bz2.compress(BOMB), "compressed", id="bz2"),
        pytest.param(lzma.compress(BOMB), "compressed", id="xz"),
        pytest.param(tarred({"bomb.txt": BOMB}, "w:gz"), "tar", id="tar.gz"),
    ],
)
def test_bombs_are_refused(unpack, tmp_path, data, how):
    with pytest.raises(OverBudget, match="zip bomb"):
        unpack(data, how=how)
    assert left_behind(tmp_path) == []


def overlapping() -> bytes:
    """Three directory entries for one member: a bomb of the simplest kind."""
    data = zipped({"a.txt": b"words " * 100})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 3, 3, 3 * len(entry), start, 0)
    return data[:start] + entry * 3 + tail


def test_members_that_lie_over_one_another_are_refused(unpack):
    with pytest.raises(FileDamaged, match="lie over one another"):
        unpack(overlapping())


def test_a_directory_of_a_million_is_refused_before_it_is_read(unpack):
    data = bytearray(zipped({"a.txt": b"A."}))
    end = data.index(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 60_000, 60_000)
    with pytest.raises(OverBudget, match="lists more than"):
        unpack(bytes(data))


def header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    block = bytearray(tarfile.TarInfo(name).tobuf(tarfile.USTAR_FORMAT))
    block[124:136] = size
    block[156:157] = kind
    block[148:156] = b"        "
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block)


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(b"\xff" * 12, id="minus-one"),
        pytest.param(b"\xff" * 10 + b"\xfe\x00", id="minus-512"),
        pytest.param(b"\x80" + b"\xff" * 11, id="larger-than-any-disk"),
        pytest.param(b"77777777777\x00", id="eight-gigabytes-of-nothing"),
    ],
)
@pytest.mark.parametrize("kind", [b"0", b"x", b"L", b"S", b"g"])
def test_sizes_of_a_tar_are_not_believed(unpack, size, kind):
    with pytest.raises(FileDamaged):
        unpack(header("a.txt", size, kind) + bytes(2048), how="tar")


def test_extended_headers_without_end_are_refused(unpack):
    record = b"30 path=" + b"a" * 21 + b"\n"
    extended = header("pax", b"%011o\x00" % len(record), b"x") + record.ljust(512, b"\x00")
    data = tarred({"1.txt": b"One."})[:1024] + extended * 1000 + tarred({"2.txt": b"Two."})
    reading = unpack(data, how="tar")
    assert list(kept(reading)) == ["1.txt"]


SOLID = [Member(name, data) for name, data in LETTERS.items()]


@pytest.mark.parametrize("coder", [LZMA2, COPY])
def test_members_of_a_7z_become_parts(unpack, coder):
    reading = unpack(seven(SOLID, coder), "a.7z", how="7z")
    assert kept(reading) == LETTERS
    assert (reading.format, reading.notes) == ("7z", ())


def test_archives_of_another_maker_of_7z_are_read(unpack):
    py7zr = pytest.importorskip("py7zr", reason="only to compare with another maker's archives")
    x86, delta = {"id": py7zr.FILTER_X86}, {"id": py7zr.FILTER_DELTA}
    lzma1, second = {"id": py7zr.FILTER_LZMA, "preset": 6}, {"id": py7zr.FILTER_LZMA2, "preset": 6}
    chains = [None, [lzma1], [second], [delta, second], [delta, lzma1], [x86, second], [x86, lzma1]]
    chains += [[{"id": py7zr.FILTER_BZIP2}], [{"id": py7zr.FILTER_DEFLATE}], [{"id": py7zr.FILTER_COPY}]]
    for chain in chains:
        out = io.BytesIO()
        with py7zr.SevenZipFile(out, "w", filters=chain) as archive:
            for name, data in LETTERS.items():
                archive.writestr(data, name)
        assert kept(unpack(out.getvalue(), how="7z")) == LETTERS, chain


def test_links_and_odd_names_of_a_7z(unpack):
    link = Member("link.txt", b"/etc/passwd", 0x8000 | (stat.S_IFLNK | 0o777) << 16)
    reading = unpack(seven([link, Member("..\\..\\a\n.txt", b"A."), Member("\ud800b.txt", b"B.")]), how="7z")
    assert list(kept(reading)) == ["a.txt", "\ufffdb.txt"]
    assert "1 link was left out: link.txt." in reading.notes


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(seven(SOLID, AES), FileEncrypted, id="locked"),
        pytest.param(seven(SOLID, PPMD), FormatUnknown, id="unknown-method"),
        pytest.param(seven(SOLID)[:-30], FileDamaged, id="cut-off"),
        pytest.param(seven(SOLID, packed=lzma2(b"x")), FileDamaged, id="too-few-bytes"),
        pytest.param(seven(SOLID, packed=b"\xff" * 64), FileDamaged, id="nonsense"),
        pytest.param(seven(SOLID, declared=1 << 50), OverBudget, id="petabyte"),
        pytest.param(seven([Member("a", bytes(8 << 20))]), OverBudget, id="bomb"),
        pytest.param(seven(SOLID, files=1 << 40), OverBudget, id="a-million-million-files"),
        pytest.param(seven(SOLID, files=400), FileDamaged, id="more-files-than-streams"),
        pytest.param(seven(SOLID, LZMA2[:3] + b"\x29"), FileDamaged, id="impossible-dictionary"),
        pytest.param(seven(SOLID, header=b"\x01\x04\x06" + number(0) + number(1 << 60)), FileDamaged, id="streams"),
        pytest.param(seven(SOLID, header=b"\x01\x04\x07\x0b" + number(1 << 60)), FileDamaged, id="folders"),
        pytest.param(seven(SOLID, header=b"\x01"), FileDamaged, id="short-header"),
        pytest.param(wrap(b"", b""), NoText, id="empty"),
        pytest.param(wrap(b"", b"\x01\x00", offset=1 << 62), FileDamaged, id="far-off"),
    ],
)
def test_hostile_7z_archives_end_in_an_error(unpack, tmp_path, data, error):
    with pytest.raises(error):
        unpack(data, "a.7z", how="7z")
    assert left_behind(tmp_path) == []


def test_a_header_packed_in_itself_over_and_over_is_refused(unpack):
    inner = b"\x01\x00"
    for _ in range(8):
        size = number(len(inner))
        packed = b"\x17\x06" + number(0) + number(1) + b"\x09" + size + b"\x00"
        inner = packed + b"\x07\x0b" + number(1) + b"\x00" + number(1) + COPY + b"\x0c" + size + b"\x00\x00"
    with pytest.raises(FileDamaged):
        unpack(wrap(inner, inner), how="7z")


def test_a_zip_with_something_before_it_is_read(unpack):
    assert kept(unpack(b"#!/bin/sh\nexit\n" + zipped(LETTERS))) == LETTERS


def test_a_reading_begun_anew_starts_with_a_clean_folder(unpack, tmp_path):
    (tmp_path / "scratch" / "members").mkdir(parents=True)
    (tmp_path / "scratch" / "members" / "000001").write_bytes(b"of a reading that was killed")
    assert kept(unpack(zipped({"a.txt": b"A."}))) == {"a.txt": b"A."}


def test_progress_is_told_and_reaches_its_end(tmp_path):
    path = tmp_path / "a.tar"
    path.write_bytes(tarred({f"{number}.bin": zlib.compress(bytes([number])) * 200_000 for number in range(8)}))
    told: list[tuple[int, int, str]] = []
    (tmp_path / "scratch").mkdir()
    read_tar(ReadJob(path, "a.tar", scratch=tmp_path / "scratch"), ReadingLimits(), lambda *step: told.append(step))
    size = path.stat().st_size
    assert told[0] == (0, size, "unpacking")
    assert told[-1] == (size, size, "unpacking")
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert len(told) > 3


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=st.data(), how=st.sampled_from(["zip", "tar", "gz", "7z"]))
def test_spoiled_archives_end_in_a_reading_or_an_error_of_the_tree(unpack, spoiled, how):
    archives = {"zip": zipped(LETTERS), "tar": tarred(LETTERS), "gz": tarred(LETTERS, "w:gz"), "7z": seven(SOLID)}
    data = bytearray(archives[how])
    if how == "7z" and spoiled.draw(st.booleans()):  # with a true checksum, so that the header is looked at
        header = bytearray(archives[how][archives[how].index(b"\x01\x04\x06") :])
        header[spoiled.draw(st.integers(0, len(header) - 1))] = spoiled.draw(st.integers(0, 255))
        data = bytearray(wrap(bytes(data[32 : len(data) - len(header)]), bytes(header)))
    for _ in range(spoiled.draw(st.integers(1, 4))):
        at = spoiled.draw(st.integers(0, len(data) - 1))
        data[at : at + 1] = spoiled.draw(st.binary(max_size=3))
    try:
        reading = unpack(bytes(data), how="compressed" if how == "gz" else how)
    except (FileDamaged, FileEmpty, FileEncrypted, FormatUnknown, NoText, OverBudget):
        return
    assert reading.parts
