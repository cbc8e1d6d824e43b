"""Hostile pictures, films and recordings: sizes that lie, chains that bite their tails, bombs."""

from __future__ import annotations

import struct
import zlib

from hostile_collection import Content, Place, Sparse, hostile, zeros

PICTURE = ("over-budget", "file-damaged", "no-text", "format-unknown", "needs-ocr")
FILM = ("file-damaged", "no-text", "needs-speech", "over-budget", "format-unknown", "read", "reader-timeout")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@hostile("huge.png", *PICTURE)
def huge_png(place: Place) -> Content:
    """Sixty thousand by sixty thousand points, said and not there."""
    return png(60_000, 60_000, zlib.compress(b"\x00" * 1000))


@hostile("text-bomb.png", *PICTURE, "read")
def text_bomb(place: Place) -> Content:
    """A small picture with half a gigabyte of packed remarks."""
    packed, size, _ = zeros(512 << 20)
    checked = b"\x78\xda" + packed + struct.pack(">I", 1 + ((size % 65521) << 16))
    remark = chunk(b"zTXt", b"Comment\x00\x00" + checked) + chunk(b"iCCP", b"profile\x00\x00" + checked)
    return png(8, 8, zlib.compress((b"\x00" + b"\xff" * 24) * 8), remark)


@hostile("data-bomb.png", *PICTURE, "read")
def data_bomb(place: Place) -> Content:
    """A picture of eight by eight points whose data unpack to a gigabyte."""
    packed, size, _ = zeros(1 << 30)
    return png(8, 8, b"\x78\xda" + packed + struct.pack(">I", 1 + ((size % 65521) << 16)))


def tiff(entries: list[tuple[int, int, int, int]], following: int) -> bytes:
    listed = b"".join(struct.pack("<2H2I", *entry) for entry in entries)
    return (
        b"II*\x00\x08\x00\x00\x00"
        + struct.pack("<H", len(entries))
        + listed
        + struct.pack("<I", following)
        + bytes(256)
    )


@hostile("loop.tif", *PICTURE)
def loop_tif(place: Place) -> Content:
    """A scan of pages whose next page is the first."""
    return tiff(
        [
            (256, 4, 1, 8),
            (257, 4, 1, 8),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 140),
            (279, 4, 1, 64),
        ],
        8,
    )


@hostile("counts.tif", *PICTURE)
def counts_tif(place: Place) -> Content:
    """Four billion strips in a picture of four billion by four billion points."""
    most = 0xFFFFFFFF
    return tiff(
        [
            (256, 4, 1, most),
            (257, 4, 1, most),
            (258, 3, most, 8),
            (259, 3, 1, 5),
            (273, 4, most, 8),
            (279, 4, most, 8),
            (34665, 4, 1, 8),
        ],
        0,
    )


@hostile("exif-bomb.jpg", *PICTURE, "read")
def exif_bomb(place: Place) -> Content:
    """A photograph whose notes on itself point to themselves, with counts of four billion."""
    entries = [
        (0x8769, 4, 1, 8),
        (0x8825, 4, 1, 8),
        (0x9003, 2, 0xFFFFFFFF, 8),
        (0x0132, 2, 0x7FFFFFFF, 8),
        (2, 5, 0xFFFFFFF, 8),
    ]
    exif = b"Exif\x00\x00" + tiff(entries, 8)
    start = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return (
        start
        + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
        + bytes(100)
        + b"\xff\xd9"
    )


@hostile("frames.gif", *PICTURE, "read")
def frames_gif(place: Place) -> Content:
    """A hundred thousand frames on a canvas of 65,535 by 65,535 points."""
    frame = b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return (
        b"GIF89a"
        + struct.pack("<2H3B", 0xFFFF, 0xFFFF, 0x80, 0, 0)
        + b"\x00\x00\x00\xff\xff\xff"
        + frame * 100_000
        + b"\x3b"
    )


@hostile("huge.bmp", *PICTURE)
def huge_bmp(place: Place) -> Content:
    """A picture of two billion points a side, upside down."""
    return (
        b"BM"
        + struct.pack("<IHHI", 1000, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 0x7FFFFFFF, -0x7FFFFFFF, 1, 24, 0, 0, 0, 0, 0, 0)
        + bytes(946)
    )


@hostile("huge.webp", *PICTURE)
def huge_webp(place: Place) -> Content:
    """A picture of 16,384 by 16,384 points in thirty bytes."""
    data = b"\x2f" + struct.pack("<I", 16383 | 16383 << 14) + bytes(20)
    return b"RIFF" + struct.pack("<I", len(data) + 12) + b"WEBPVP8L" + struct.pack("<I", len(data)) + data


def box(kind: bytes, data: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", len(data) + 8 if size is None else size) + kind + data


FTYP = box(b"ftyp", b"isom\x00\x00\x02\x00isommp41")


@hostile("years.mp4", *FILM, "reader-crashed")
def years_mp4(place: Place) -> Content:
    """A film that says it lasts five hundred million years, in a kilobyte."""
    head = struct.pack(">IQQIQ", 1 << 24, 0, 0, 1, 1 << 62) + bytes(80)
    return FTYP + box(
        b"moov",
        box(b"mvhd", head)
        + box(
            b"trak",
            box(b"tkhd", bytes(84)) + box(b"mdia", box(b"mdhd", head) + box(b"hdlr", bytes(8) + b"soun" + bytes(13))),
        ),
    )


@hostile("boxes.mp4", *FILM)
def boxes_mp4(place: Place) -> Content:
    """Boxes in boxes, twenty thousand deep, each as long as the rest; and one of no length at all."""
    depth = 20_000
    nested = b"".join(struct.pack(">I4s", 8 * (depth - n), b"moov" if n % 2 == 0 else b"udta") for n in range(depth))
    return FTYP + nested + struct.pack(">I4sQ", 1, b"mdat", 1 << 62) + struct.pack(">I4s", 0, b"free")


@hostile("samples.mp4", *FILM)
def samples_mp4(place: Place) -> Content:
    """Tables of four billion samples that are not there."""
    tables = b"".join(
        box(kind, bytes(4) + struct.pack(">I", 0xFFFFFFFF) + bytes(16))
        for kind in (b"stts", b"stsc", b"stco", b"ctts", b"elst")
    )
    stbl = box(
        b"stbl",
        box(b"stsd", bytes(4) + struct.pack(">I", 0xFFFFFFFF))
        + box(b"stsz", bytes(8) + struct.pack(">I", 0xFFFFFFFF))
        + tables,
    )
    trak = box(
        b"trak",
        box(b"mdia", box(b"mdhd", bytes(24)) + box(b"hdlr", bytes(8) + b"text" + bytes(13)) + box(b"minf", stbl)),
    )
    return FTYP + box(b"moov", box(b"mvhd", bytes(100)) + trak)


@hostile("endless.mkv", *FILM)
def endless_mkv(place: Place) -> Content:
    """Elements of unknown length in one another, and one of an exabyte."""
    head = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska"
    return (
        head
        + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff"
        + b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff" * 20_000
        + b"\x15\x49\xa9\x66\x01"
        + b"\x0f" * 7
    )


@hostile("hours.wav", *FILM)
def hours_wav(place: Place) -> Content:
    """A recording of four gigabytes by its header, at one sample a second, of which there is nothing."""
    form = struct.pack("<HHIIHH", 1, 1, 1, 2, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 0xFFFFFFFF)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", 0xFFFFFFFF)
        + bytes(1000)
    )


@hostile("rates.wav", *FILM)
def rates_wav(place: Place) -> Content:
    """Sixty-five thousand channels at four billion samples a second."""
    form = struct.pack("<HHIIHH", 1, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFF, 0xFFFF)
    return (
        b"RIFF"
        + struct.pack("<I", 100_036)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", 100_000)
        + bytes(100_000)
    )


@hostile("tag.mp3", *FILM)
def tag_mp3(place: Place) -> Content:
    """A tag of a quarter of a gigabyte before a recording that is not there."""
    return Sparse(b"ID3\x04\x00\x00\x7f\x7f\x7f\x7fTIT2\x7f\x7f\x7f\x7f\x00\x00\x03", 256 << 20)


@hostile("pages.ogg", *FILM)
def pages_ogg(place: Place) -> Content:
    """A hundred thousand streams that each begin and none of which goes on."""
    return b"".join(b"OggS\x00\x02" + bytes(8) + struct.pack("<III", n, 0, 0) + b"\x01\x01x" for n in range(20_000))
