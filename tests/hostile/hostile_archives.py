# ruff: noqa: E501  hostile bytes read best as they are
"""Hostile archives: bombs, ways out of the folder, numbers that lie."""

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

from hostile_collection import Content, Place, Sparse, hostile, zeros
from hostile_quine import gzip_quine

LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")


def zip_by_hand(members, comment: bytes = b"", count: int | None = None) -> bytes:
    """A zip of (name, packed bytes, method, crc, size, flags, extra) as they are told."""
    body, directory, offset = [], [], 0
    for name, packed, method, crc, size, flags, extra in members:
        head = LOCAL.pack(b"PK\x03\x04", 20, flags, method, 0, 33, crc, len(packed), size, len(name), 0)
        entry = CENTRAL.pack(
            b"PK\x01\x02", 0x31E, 20, flags, method, 0, 33, crc, len(packed), size, len(name), len(extra), 0, 0, 0,
            (stat.S_IFREG | 0o644) << 16, offset,
        )  # fmt: skip
        body += [head, name, packed]
        directory += [entry, name, extra]
        offset += len(head) + len(name) + len(packed)
    told = min(len(members) if count is None else count, 0xFFFF)
    listed = b"".join(directory)
    end = END.pack(b"PK\x05\x06", 0, 0, told, told, len(listed), offset, len(comment))
    return b"".join((*body, listed, end, comment))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def bomb_zip(size: int, name: bytes = b"bomb.txt") -> bytes:
    packed, length, crc = zeros(size)
    return zip_by_hand([(name, packed, 8, crc, length, 0, b"")])


def words(number: int = 0) -> bytes:
    return b"Words of a letter, number %d.\n" % number


@hostile("overlapping.zip", "file-damaged")
def overlapping(place: Place) -> Content:
    """Two thousand directory entries for one member of a gigabyte."""
    data = bomb_zip(64 << 20)
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    return data[:start] + entry * 2000 + END.pack(b"PK\x05\x06", 0, 0, 2000, 2000, len(entry) * 2000, start, 0)


@hostile("quoted.zip", "file-damaged")
def quoted(place: Place) -> Content:
    """Each member is stored and holds, as its bytes, all members behind it (Fifield's quoted overlap)."""
    kernel = LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 4, 4, 5, 0) + b"k.txt" + b"Word"
    heads: list[bytes] = []
    rest = kernel
    for number in range(200):
        name = b"%05d.txt" % number
        rest = LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 33, 0, len(rest), len(rest), len(name), 0) + name + rest
        heads.append(name)
    directory = b""
    for index, name in enumerate(reversed(heads)):
        offset = index * (LOCAL.size + 9)
        size = len(rest) - offset - LOCAL.size - 9
        directory += CENTRAL.pack(b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, size, size, 9, 0, 0, 0, 0, 0, offset) + name
    return rest + directory + END.pack(b"PK\x05\x06", 0, 0, 200, 200, len(directory), len(rest), 0)


@hostile("forty-two.zip", "read", deep=True)
def forty_two(place: Place) -> Content:
    """Sixteen zips in each of sixteen zips, five deep, and at the bottom a gigabyte in each."""
    data = bomb_zip(1 << 30)
    for _ in range(5):
        data = zipped({f"{number:02d}.zip": data for number in range(16)})
    return data


@hostile("itself.gz", "read", deep=True)
def itself(place: Place) -> Content:
    """A gzip file that unpacks to itself."""
    return gzip_quine()


@hostile("onion.gz", "read", deep=True)
def onion(place: Place) -> Content:
    """Gzip in gzip, forty deep."""
    data = words()
    for _ in range(40):
        data = gzip.compress(data, mtime=0)
    return data


@hostile("hundred-thousand.zip", "over-budget")
def hundred_thousand(place: Place) -> Content:
    """A hundred thousand members, each a file of its own."""
    return zip_by_hand([(b"%06d.txt" % n, b"x", 0, 0x8CDC1683, 1, 0, b"") for n in range(100_000)])


@hostile("more-than-told.zip", "over-budget", "read")
def more_than_told(place: Place) -> Content:
    """Fifty thousand members, and an end record that tells of three."""
    members = [(b"%06d.txt" % n, b"x", 0, 0x8CDC1683, 1, 0, b"") for n in range(50_000)]
    return zip_by_hand(members, count=3)


@hostile("out-of-the-folder.zip", "read")
def out_of_the_folder(place: Place) -> Content:
    """Names that lead out of any folder, in every spelling."""
    outside = str(place.outside / "owned.txt")
    names = [outside, "../" * 12 + outside.lstrip("/"), "..\\..\\owned.txt", "C:\\owned.txt", "/etc/owned", "a/../../../owned.txt",
             "....//....//owned.txt", "~/owned.txt", "file:///owned.txt", "\\\\server\\share\\owned.txt", "con.txt", "a/./b/.//c.txt"]  # fmt: skip
    return zipped({name: words(number) for number, name in enumerate(names)})


@hostile("hidden-marks.zip", "read", "file-damaged", seen="invoice\u202efdp.\nexe\x1b[31m.zip")
def hidden_marks(place: Place) -> Content:
    """Names with line ends, directions of writing, escapes, NUL, nothing at all, and of sixty thousand characters."""
    names = [b"a\nb\r\n.txt", "invoice\u202etxt.exe".encode(), b"\x1b[2J\x1b[31mred.txt", b"nul\x00.txt", b"", b"   ", b".", b"..", b"/",
             b"\xff\xfe\xfd.txt", "a\u200b\u2066.txt".encode(), b"n" * 60_000 + b".txt"]  # fmt: skip
    return zip_by_hand([(name, b"Word", 0, 0x2F8F2B4E, 4, 0, b"") for name in names])


@hostile("deflate-bomb.zip", "over-budget")
def deflate_bomb(place: Place) -> Content:
    """A gigabyte of nothing in a megabyte."""
    return bomb_zip(1 << 30)


@hostile("small-bombs.zip", "over-budget", max_parts_bytes=256 << 20)
def small_bombs(place: Place) -> Content:
    """Six thousand members that each keep below the suspicious, and six gigabytes together."""
    packed, length, crc = zeros(1 << 20)
    return zip_by_hand([(b"%05d.txt" % n, packed, 8, crc, length, 0, b"") for n in range(6000)])


@hostile("bzip2-bomb.txt.bz2", "over-budget")
def bzip2_bomb(place: Place) -> Content:
    """Forty-five bytes that make forty-five megabytes, ten thousand times."""
    return bz2.compress(bytes(45 << 20)) * 10_000


@hostile("xz-bomb.txt.xz", "over-budget")
def xz_bomb(place: Place) -> Content:
    """A file of streams that each unpack to thirty megabytes of nothing."""
    return lzma.compress(bytes(32 << 20), preset=0) * 1000


@hostile("gzip-bomb.txt.gz", "over-budget")
def gzip_bomb(place: Place) -> Content:
    """A gigabyte in a megabyte, one deflate stream."""
    packed, length, crc = zeros(1 << 30)
    return b"\x1f\x8b\x08\x00" + bytes(6) + packed + struct.pack("<2I", crc, length & 0xFFFFFFFF)


@hostile("lzma-memory.zip", "file-damaged", "read")
def lzma_memory(place: Place) -> Content:
    """A member that asks for four gigabytes of dictionary."""
    raw = lzma.compress(b"Word", lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 20}])
    packed = struct.pack("<2sH", b"\x09\x14", 5) + b"\x5d\xff\xff\xff\xff" + raw
    return zip_by_hand([(b"a.txt", packed, 14, 0x2F8F2B4E, 1 << 31, 0, b"")])


@hostile("xz-memory.xz", "file-damaged")
def xz_memory(place: Place) -> Content:
    """A stream that asks for one and a half gigabytes of dictionary, with a right checksum."""
    data = bytearray(lzma.compress(words(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]))
    header = bytearray(data[12 : 12 + (data[12] + 1) * 4])
    header[4] = 39  # 3 GiB
    header[-4:] = struct.pack("<I", zlib.crc32(bytes(header[:-4])))
    data[12 : 12 + len(header)] = header
    return bytes(data)


@hostile("all-locked.zip", "file-encrypted")
def all_locked(place: Place) -> Content:
    """Every member is locked, and lies about it in half of its headers."""
    return zip_by_hand([(b"%d.txt" % n, b"x" * 20, 99 if n % 2 else 8, 0, 8, 1, b"") for n in range(50)])


@hostile("exabytes.zip", "file-damaged")
def exabytes(place: Place) -> Content:
    """Members of eight exabytes by their zip64 fields."""
    extra = struct.pack("<2H3Q", 1, 24, 1 << 63, 1 << 63, 1 << 62)
    data = bytearray(zip_by_hand([(b"a.txt", b"x", 0, 0, 1, 0, extra)]))
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = b"\xff" * 8
    data[at + 42 : at + 46] = b"\xff" * 4
    return bytes(data)


@hostile("two-endings.zip", "read", "file-damaged")
def two_endings(place: Place) -> Content:
    """A zip whose comment is another zip: which of the two is it?"""
    inner = zipped({"inner.txt": words(1)})
    return zip_by_hand([(b"outer.txt", b"Word", 0, 0x2F8F2B4E, 4, 0, b"")], comment=inner)


@hostile("cut-off.zip", "read", "file-damaged")
def cut_off(place: Place) -> Content:
    """A download that broke off."""
    return zipped({f"{n}.txt": words(n) * 500 for n in range(40)})[:2000]


@hostile("links.zip", "read", "no-text")
def links(place: Place) -> Content:
    """Links to a secret and to a folder, and a member that would go through the second."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, target in (("secret.txt", str(place.secret)), ("door", str(place.outside))):
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, target)
        archive.writestr("door/owned.txt", "Owned.")
    return out.getvalue()


def tarred(add) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        add(archive)
    return out.getvalue()


def put(
    archive: tarfile.TarFile, name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, target: str = ""
) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(data), kind, target
    archive.addfile(info, io.BytesIO(data))


@hostile("doors.tar", "read")
def doors(place: Place) -> Content:
    """Links, hard links, devices and pipes, and files that would be written through them."""

    def add(archive: tarfile.TarFile) -> None:
        put(archive, "door", kind=tarfile.SYMTYPE, target=str(place.outside))
        put(archive, "door/owned.txt", words())
        put(archive, "secret.txt", kind=tarfile.LNKTYPE, target=str(place.secret))
        put(archive, str(place.outside / "owned.txt"), words())
        put(archive, "../" * 12 + str(place.outside / "owned.txt").lstrip("/"), words())
        for kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
            put(archive, "/dev/sda", kind=kind)

    return tarred(add)


def header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    block = bytearray(tarfile.TarInfo(name).tobuf(tarfile.USTAR_FORMAT))
    block[124:136], block[156:157], block[148:156] = size, kind, b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block)


@hostile("negative.tar", "file-damaged")
def negative(place: Place) -> Content:
    """A member of minus 512 bytes, so that a reader goes back to it for ever."""
    return header("a.txt", b"\xff" * 10 + b"\xfe\x00") + bytes(4096)


@hostile("long-header.tar.gz", "file-damaged", "over-budget")
def long_header(place: Place) -> Content:
    """An extended header of eight gigabytes, packed."""
    packed, length, crc = zeros(512 << 20, begin=header("pax", b"77777777777\x00", b"x"))
    return b"\x1f\x8b\x08\x00" + bytes(6) + packed + struct.pack("<2I", crc, length)


@hostile("headers-without-end.tar", "file-damaged", "read")
def headers_without_end(place: Place) -> Content:
    """Long names for nothing, two hundred thousand of them."""
    return (header("././@LongLink", b"00000000002\x00", b"L") + b"ab".ljust(512, b"\x00")) * 20_000


@hostile("hundred-thousand.tar.gz", "over-budget", max_parts=2000)
def hundred_thousand_tar(place: Place) -> Content:
    """A hundred thousand files of one byte."""
    return gzip.compress((header("a.txt", b"00000000001\x00") + b"x".ljust(512, b"\x00")) * 100_000, 1)


@hostile("holes.tar", "no-text", "read", "file-damaged")
def holes(place: Place) -> Content:
    """A sparse member of a terabyte, its map going on and on."""
    block = bytearray(header("holes.bin", b"00000000000\x00", b"S"))
    block[482] = 1
    block[483:495] = b"\x80" + bytes(5) + b"\x01" + bytes(5)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block) + (bytes(504) + b"\x01" + bytes(7)) * 1000 + bytes(1024)


@hostile("endless-name.gz", "file-damaged")
def endless_name(place: Place) -> Content:
    """A gzip header whose name never ends."""
    return b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * (16 << 20)


@hostile("empty-members.gz", "file-empty", "reader-timeout")
def empty_members(place: Place) -> Content:
    """Two hundred thousand gzip streams of nothing."""
    return gzip.compress(b"", mtime=0) * 200_000


@hostile("huge.tar", "file-damaged", "file-too-large")
def huge_tar(place: Place) -> Content:
    """A sparse file of forty gigabytes that begins like a tar archive with one member of thirty."""
    return Sparse(header("big.bin", b"\x80" + bytes(6) + (30 << 30).to_bytes(5, "big"))[:512], 2 << 30)


def number(value: int) -> bytes:
    return b"\xff" + struct.pack("<Q", value)


def seven(body: bytes, head: bytes) -> bytes:
    start = struct.pack("<QQI", len(body), len(head), zlib.crc32(head))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + body + head


LZMA2 = bytes([0x21, 0x21, 1])


def packed_header(body: bytes, coder: bytes, size: int) -> bytes:
    streams = b"\x06" + number(0) + number(1) + b"\x09" + number(len(body)) + b"\x00"
    return streams + b"\x07\x0b" + number(1) + b"\x00" + number(1) + coder + b"\x0c" + number(size) + b"\x00"


@hostile("petabyte.7z", "over-budget")
def petabyte(place: Place) -> Content:
    """A member of a petabyte."""
    body = b"\x00" * 100
    return seven(body, b"\x01\x04" + packed_header(body, LZMA2 + b"\x10", 1 << 50) + b"\x00\x00")


@hostile("header-bomb.7z", "file-damaged", "over-budget")
def header_bomb(place: Place) -> Content:
    """A header packed so that it unpacks to a gigabyte."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    body = lzma.compress(bytes(64 << 20), lzma.FORMAT_RAW, filters=filters)
    return seven(body, b"\x17" + packed_header(body, LZMA2 + b"\x10", 1 << 30) + b"\x00")


@hostile("many-files.7z", "over-budget", "file-damaged")
def many_files(place: Place) -> Content:
    """A million million files."""
    return seven(b"", b"\x01\x05" + number(1 << 40) + b"\x00\x00")


@hostile("dictionary.7z", "file-damaged", "over-budget")
def dictionary(place: Place) -> Content:
    """A stream that asks for four gigabytes of dictionary, and tells of a member of three."""
    body = b"\x00" * 100
    return seven(body, b"\x01\x04" + packed_header(body, LZMA2 + b"\x28", 3 << 30) + b"\x00\x00")


@hostile("solid-bomb.7z", "over-budget")
def solid_bomb(place: Place) -> Content:
    """One solid block, a gigabyte in a hundred and fifty kilobytes."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    body = lzma.compress(bytes(64 << 20), lzma.FORMAT_RAW, filters=filters)
    names = b"\x00" + "a.txt".encode("utf-16-le") + b"\x00\x00"
    listed = b"\x05" + number(1) + b"\x11" + number(len(names)) + names + b"\x00"
    return seven(body, b"\x01\x04" + packed_header(body, LZMA2 + b"\x10", 64 << 20) + b"\x00" + listed + b"\x00")


def record(kind: str, address: str, block: bytes, length: int | None = None) -> bytes:
    told = len(block) if length is None else length
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-03T10:11:12Z\r\n"
    return (head + f"Content-Type: application/http\r\nContent-Length: {told}\r\n\r\n").encode() + block + b"\r\n\r\n"


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@hostile("headers.warc", "file-damaged")
def warc_headers(place: Place) -> Content:
    """A million header fields."""
    return b"WARC/1.1\r\n" + b"A: b\r\n" * 1_000_000


@hostile("page-bomb.warc", "over-budget")
def page_bomb(place: Place) -> Content:
    """A page of a gigabyte, packed in an answer."""
    packed, length, crc = zeros(1 << 30)
    body = b"\x1f\x8b\x08\x00" + bytes(6) + packed + struct.pack("<2I", crc, length & 0xFFFFFFFF)
    return record("response", "https://example.org/", ANSWER + b"Content-Encoding: gzip\r\n\r\n" + body)


@hostile("onion.warc", "file-damaged", "over-budget", "no-text")
def warc_onion(place: Place) -> Content:
    """A body said to be packed a thousand times."""
    coded = b"Content-Encoding: " + b"gzip, " * 1000 + b"gzip\r\n\r\n"
    data = words()
    for _ in range(20):
        data = gzip.compress(data, mtime=0)
    return record("response", "https://example.org/", ANSWER + coded + data)


@hostile("records.warc.gz", "over-budget", max_parts=1000)
def warc_records(place: Place) -> Content:
    """A hundred thousand records of nothing."""
    return gzip.compress(record("metadata", "https://example.org/", b"") * 100_000, 1)


@hostile("exabytes.warc", "file-damaged", "read")
def warc_exabytes(place: Place) -> Content:
    """A record that tells of more bytes than there are anywhere, with odd addresses."""
    first = record("response", f"file://{place.secret}\u202e\x1b", ANSWER + b"\r\n<p>Words of a page.</p>")
    return first + record("response", "https://example.org/", ANSWER, length=10**14)


@hostile("list-bomb.wacz", "read", "over-budget", "file-damaged")
def list_bomb(place: Place) -> Content:
    """A package whose list of files is nested a hundred thousand deep, and an archive that is none."""
    page = record("response", "https://example.org/", ANSWER + b"\r\n<p>Words of a page.</p>")
    return zipped({"datapackage.json": b"[" * 100_000, "archive/a.warc": page, "archive/b.warc.gz": b"\x1f\x8bnothing"})


@hostile("endless.warc", "file-damaged")
def endless_line(place: Place) -> Content:
    """A first line that never ends."""
    return b"WARC/1.1" + b"x" * (20 << 20)
