"""Which format a file is: by unmistakable content first, then by the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from loupe.model.errors import FileEncrypted, FormatUnknown

__all__ = ["SUPPORTED", "Decision", "decide_format"]

SUPPORTED: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "markdown",
        ".markdown": "markdown",
        ".rst": "rst",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".pdf": "pdf",
        ".docx": "docx",
        ".epub": "epub",
        ".eml": "mail",
        ".srt": "srt",
        ".vtt": "vtt",
    }
)
"""File name endings (lower case, with the dot) and the format each is read as."""

_NAMES = {
    "text": "plain text", "markdown": "Markdown", "rst": "reStructuredText", "html": "a web page", "pdf": "PDF",
    "docx": "DOCX", "epub": "EPUB", "mail": "a mail", "srt": "SRT subtitles", "vtt": "WebVTT subtitles",
}  # fmt: skip

_BINARY = ("pdf", "docx", "epub")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_STRANGERS: tuple[tuple[bytes, str, str | None], ...] = (
    (_OLE, "an old Microsoft Office or Outlook file",
     "Open it in its own program and save it as .docx (a document), .pdf (a sheet or slides) or .eml (a mail)."),
    (b"{\\rtf", "an RTF document", "Open it in a word processor and save it as .docx."),
    (b"!BDN", "an Outlook mailbox (.pst)", "Export the mails you need as .eml."),
    (b"\xff\xd8\xff", "a JPEG picture", None),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", None),
    (b"GIF8", "a GIF picture", None),
    (b"II*\x00", "a TIFF picture", None),
    (b"MM\x00*", "a TIFF picture", None),
    (b"AT&TFORM", "a DjVu scan", "Convert it to a PDF with a text layer."),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film", None),
    (b"ID3", "an MP3 recording", None),
    (b"OggS", "an Ogg recording", None),
    (b"fLaC", "a FLAC recording", None),
    (b"RIFF", "a RIFF recording, film or picture", None),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and add the files inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and add the files inside."),
    (b"Rar!", "a RAR archive", "Unpack it and add the files inside."),
    (b"SQLite format 3\x00", "an SQLite database", None),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90", "a program", None),
)  # fmt: skip
_PICTURE_HINT = "Pictures, sound and film are not read yet: add a transcript or subtitles of it as .txt, .srt or .vtt."
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_SRT = re.compile(rb"\s*\d+[ \t]*\r?\n\s*-?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*-?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}")
_MAIL_FIELD = re.compile(
    rb"^(Received|Return-Path|MIME-Version|Message-ID|Delivered-To|From|To|Subject|Date|X-[\w-]+|Content-Type):",
    re.I | re.M,
)
_MAIL_PROOF = {b"received", b"return-path", b"mime-version", b"message-id", b"delivered-to"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The format a file is read as, and a note when its name said otherwise."""

    format: str
    note: str | None = None


def decide_format(data: bytes, name: str) -> Decision:
    """The format of the bytes of a file called ``name``; raises FormatUnknown, naming the format when it is known."""
    suffix = PurePath(name).suffix.lower()
    expected = SUPPORTED.get(suffix)
    found = _sniff(data, name, suffix)
    if found is None and expected in _BINARY:
        found = _not_what_it_says(data, name, expected)
    if found is not None and found != expected:
        said = f"is named {suffix}" if suffix else "has no ending in its name"
        return Decision(found, f"The file {said} but is {_NAMES[found]}; read as {_NAMES[found]}.")
    if expected is not None:
        return Decision(expected)
    if not suffix and _looks_like_text(data):
        return Decision("text", "The file has no ending in its name; read as plain text.")
    what = f"{suffix} files" if suffix else "files of this kind"
    raise FormatUnknown(f"{name} cannot be read: Loupe has no reader for {what}.")


def _sniff(data: bytes, name: str, suffix: str) -> str | None:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name, suffix)
    if head.startswith(_OLE) and _LOCKED_OFFICE in data:
        raise FileEncrypted(f"{name} is an office file locked with a password.")
    _refuse_strangers(head, name)
    if head.startswith(b"WEBVTT") and head[6:7] in (b"", b" ", b"\t", b"\n", b"\r"):
        return "vtt"
    if _SRT.match(head):
        # Some subtitle files are named .vtt and hold SRT; the other way round WEBVTT above decides.
        return "srt"
    if _HTML.match(head):
        return "html" if suffix != ".md" else None
    return "mail" if suffix in ("", ".txt", ".text") and _is_mail(head) else None


def _is_mail(head: bytes) -> bool:
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = {field.lower() for field in _MAIL_FIELD.findall(top)}
    first = top.split(b"\n", 1)[0]
    return bool(re.match(rb"[\w-]+:\s|From ", first)) and len(fields) >= 3 and bool(fields & _MAIL_PROOF)


def _sniff_zip(data: bytes, name: str, suffix: str) -> str:
    from loupe.reading.archive import member_names

    names, mimetype = member_names(data, name)
    if mimetype == b"application/epub+zip" or "META-INF/container.xml" in names:
        return "epub"
    if "word/document.xml" in names:
        return "docx"
    if SUPPORTED.get(suffix) in ("docx", "epub"):
        # Leave it to the reader of that format to say which part is missing.
        return SUPPORTED[suffix]
    what, hint = "a zip archive", "Unpack it and add the files inside."
    if any(n.startswith("xl/") for n in names):
        what, hint = "an Excel workbook", "Save the sheets you need as .pdf or .html."
    elif any(n.startswith("ppt/") for n in names):
        what, hint = "a PowerPoint file", "Save it as .pdf."
    elif mimetype.startswith(b"application/vnd.oasis.opendocument"):
        what, hint = "an OpenDocument file", "Open it and save it as .docx or .pdf."
    raise FormatUnknown(f"{name} is {what}, which Loupe cannot read.", hint=hint)


def _refuse_strangers(head: bytes, name: str) -> None:
    for magic, what, hint in _STRANGERS:
        if head.startswith(magic):
            raise FormatUnknown(f"{name} is {what}, which Loupe cannot read.", hint=hint or _PICTURE_HINT)
    if head[4:8] == b"ftyp":
        raise FormatUnknown(f"{name} is an MP4 film or recording, which Loupe cannot read.", hint=_PICTURE_HINT)


def _not_what_it_says(data: bytes, name: str, expected: str) -> str:
    if _looks_like_text(data):
        return "text"
    if expected == "pdf":
        return "pdf"  # bytes before the header, or damaged: its reader says so
    raise FormatUnknown(f"{name} is named like {_NAMES[expected]} but is something else that Loupe does not know.")


def _looks_like_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf")):
        return True
    strange = len(sample) - len(sample.translate(None, bytes(range(9)) + bytes(range(14, 32))))
    return strange * 200 <= len(sample)
