"""Which format a file is: by unmistakable content first, then by the ending of its name."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

from loupe.model.errors import FileDamaged, FileEncrypted, FormatUnknown
from loupe.reading.catalog import FORMATS

__all__ = ["SUPPORTED", "Decision", "decide_format"]

SUPPORTED: Mapping[str, str] = MappingProxyType(
    {ending: name for name, known in FORMATS.items() for ending in known.endings}
)
"""File name endings (lower case, with the dot) and the format each is read as."""

_HEAD = 4096
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams that only one kind of OLE file has; they stand in its directory in UTF-16.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"), ("__substg1.0_", "msg"), ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"), ("Book", "xls"),
)  # fmt: skip
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"), (b"!BDN", "pst"), (b"\xff\xd8\xff", "picture"), (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"GIF87a", "picture"), (b"GIF89a", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"),
    (b"\x1aE\xdf\xa3", "film"), (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"),
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"WARC/1.", "warc"),
)  # fmt: skip
_RIFF = {b"WAVE": "sound", b"AVI ": "film", b"WEBP": "picture"}
_SOUND_BRANDS = (b"M4A ", b"M4B ")
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_STRANGERS: tuple[tuple[bytes, str, str], ...] = (
    (b"AT&TFORM", "a DjVu scan", "Convert it to a PDF and add that."),
    (b"Rar!", "a RAR archive", "Unpack it and add the files inside."),
    (b"SQLite format 3\x00", "an SQLite database", "Export the tables you need as .csv and add those."),
    (b"\x7fELF", "a program", "Programs hold no testimony: leave it out of what you add."),
    (b"MZ\x90", "a program", "Programs hold no testimony: leave it out of what you add."),
)  # fmt: skip
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_SRT = re.compile(rb"\s*\d+[ \t]*\r?\n\s*-?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*-?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}")
_XML_ROOTS = (
    (re.compile(rb"<(?:\w+:)?tt[\s>]"), "ttml"), (re.compile(rb"<FinalDraft[\s>]"), "fdx"),
    (re.compile(rb"<office:document[\s>]"), "odt"),
)  # fmt: skip
_MARKS = ((b"[Script Info]", "ass"), (b"BEGIN:VCARD", "vcf"), (b"BEGIN:VCALENDAR", "ics"))
_MAIL_FIELD = re.compile(
    rb"^(Received|Return-Path|MIME-Version|Message-ID|Delivered-To|From|To|Subject|Date|X-[\w-]+|Content-Type):",
    re.I | re.M,
)
_MAIL_PROOF = {b"received", b"return-path", b"mime-version", b"message-id", b"delivered-to"}
_PLAIN_NAMES = ("", ".txt", ".text")


@dataclass(frozen=True, slots=True)
class Decision:
    """The format a file is read as, and a note when its name said otherwise."""

    format: str
    note: str | None = None


def decide_format(file: BinaryIO | bytes, name: str) -> Decision:
    """The format of a file called ``name``; raises FormatUnknown, naming the format when it is known.

    Only the beginning of the file is looked at, and of containers their directory.
    """
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    head = stream.read(65536)
    suffix = PurePath(name).suffix.lower()
    expected = SUPPORTED.get(suffix)
    found = _sniff(stream, head, name, suffix)
    if found is None and expected is not None and FORMATS[expected].binary:
        found = _not_what_it_says(head, name, expected)
    if found is not None and found != expected and {found, expected} != {"film", "sound"}:
        if expected == "compressed":  # letters.tar.gz: its name said so too
            return Decision(found)
        said = f"is named {suffix}" if suffix else "has no ending in its name"
        return Decision(found, f"The file {said} but is {FORMATS[found].words}; read as {FORMATS[found].words}.")
    if expected is not None:
        return Decision(expected)
    if not suffix and _looks_like_text(head):
        return Decision("text", "The file has no ending in its name; read as plain text.")
    what = f"{suffix} files" if suffix else "files of this kind"
    raise FormatUnknown(f"{name} cannot be read: Loupe has no reader for {what}.")


def _sniff(stream: BinaryIO, start: bytes, name: str, suffix: str) -> str | None:
    head = start[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(stream, name, suffix)
    if head.startswith(_OLE):
        return _sniff_ole(stream, name)
    found = _sniff_binary(head, start, name, suffix)
    if found is None and b"%PDF-" in head[:1024]:
        return "pdf"  # bytes may stand before its header; in an archive they may be those of a member
    return found or _sniff_text(head, suffix)


def _sniff_binary(head: bytes, start: bytes, name: str, suffix: str) -> str | None:
    for magic, what, hint in _STRANGERS:
        if head.startswith(magic):
            raise FormatUnknown(f"{name} is {what}, which Loupe cannot read.", hint=hint)
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        if head[8:12] in _STILL_BRANDS:
            raise FormatUnknown(f"{name} is a HEIF picture, which Loupe cannot read.", hint="Save it as .jpg or .png.")
        return "sound" if head[8:12] in _SOUND_BRANDS else "film"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")):
        return _sniff_compressed(start)
    # MPEG audio has no magic of its own but eleven set bits: only a file that says it is one is taken for one.
    return "sound" if suffix in (".mp3", ".aac") and head[:1] == b"\xff" and head[1:2] >= b"\xe0" else None


def _sniff_text(head: bytes, suffix: str) -> str | None:
    if head.startswith(b"WEBVTT") and head[6:7] in (b"", b" ", b"\t", b"\n", b"\r"):
        return "vtt"
    if _SRT.match(head):
        # Some subtitle files are named .vtt and hold SRT; the other way round WEBVTT above decides.
        return "srt"
    if suffix == ".md":
        return None
    if _HTML.match(head):
        return "html"
    top = head.lstrip()
    for mark, found in _MARKS:
        if top.startswith(mark):
            return found
    if top.startswith(b"<"):
        return next((found for root, found in _XML_ROOTS if root.search(head)), None)
    if suffix in _PLAIN_NAMES and _is_mail(head):
        return "mail"
    return None


def _is_mail(head: bytes) -> bool:
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = {field.lower() for field in _MAIL_FIELD.findall(top)}
    first = top.split(b"\n", 1)[0]
    return bool(re.match(rb"[\w-]+:\s|From ", first)) and len(fields) >= 3 and bool(fields & _MAIL_PROOF)


def _sniff_zip(stream: BinaryIO, name: str, suffix: str) -> str:
    from loupe.reading.archive import member_names

    try:
        names, mimetype = member_names(stream, name)
    except FileDamaged:
        if suffix not in ("", ".zip"):
            raise
        return "zip"  # its reader saves the members that are whole
    kinds = {b"application/epub+zip": "epub", b"application/vnd.oasis.opendocument.text": "odt",
             b"application/vnd.oasis.opendocument.spreadsheet": "ods",
             b"application/vnd.oasis.opendocument.presentation": "odp"}  # fmt: skip
    if mimetype in kinds:
        return kinds[mimetype]
    for member, found in (("META-INF/container.xml", "epub"), ("word/document.xml", "docx"),
                          ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")):  # fmt: skip
        if member in names:
            return found
    expected = SUPPORTED.get(suffix)
    if expected in ("docx", "epub", "xlsx", "pptx", "odt", "ods", "odp", "wacz"):
        # Leave it to the reader of that format to say which part is missing.
        return expected
    if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
        return "wacz"
    return "zip"


def _sniff_ole(stream: BinaryIO, name: str) -> str:
    marks = [(text.encode("utf-16-le"), found) for text, found in _OLE_STREAMS]
    there: set[str] = set()
    stream.seek(0)
    tail = b""
    while chunk := stream.read(_CHUNK):
        there.update(found for mark, found in marks if mark in tail + chunk)
        tail = chunk[-64:]
    for found in dict.fromkeys(found for _, found in _OLE_STREAMS):
        if found not in there:
            continue
        if found == "locked":
            raise FileEncrypted(f"{name} is an office file locked with a password.")
        if found == "ppt":
            raise FormatUnknown(
                f"{name} is an old PowerPoint file, which Loupe cannot read.",
                hint="Open it and save it as .pptx or .pdf.",
            )
        return found
    raise FormatUnknown(
        f"{name} is an old Microsoft Office file of a kind that Loupe cannot read.",
        hint="Open it in its own program and save it as .docx, .pdf or .txt.",
    )


def _sniff_compressed(start: bytes) -> str:
    try:
        if start.startswith(b"\x1f\x8b"):
            inside = zlib.decompressobj(31).decompress(start, _HEAD)
        elif start.startswith(b"BZh"):
            inside = bz2.BZ2Decompressor().decompress(start, _HEAD)
        else:
            inside = lzma.LZMADecompressor(memlimit=1 << 28).decompress(start, _HEAD)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError, MemoryError):
        return "compressed"  # its reader says what is wrong
    if inside.startswith(b"WARC/1."):
        return "warc"
    return "tar" if inside[257:262] == b"ustar" else "compressed"


def _not_what_it_says(head: bytes, name: str, expected: str) -> str:
    if _looks_like_text(head):
        return "text"
    if expected in ("pdf", "tar", "sound", "film"):
        return expected  # bytes before the header, no magic of its own, or damaged: its reader says so
    words = FORMATS[expected].words
    raise FormatUnknown(f"{name} is named like {words} but is something else that Loupe does not know.")


def _looks_like_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf")):
        return True
    strange = len(sample) - len(sample.translate(None, bytes(range(9)) + bytes(range(14, 32))))
    return strange * 200 <= len(sample)
